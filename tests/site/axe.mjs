// Every page in headless Chromium, from the folder: axe-core (WCAG 2.2 AA and best practice) at 320, 390
// and 1280 px, light and dark, with and without script; no sideways scrolling, also with the text spacing
// of WCAG 1.4.12; no request to another host; nothing on the console; every link and fact shown without
// script. Names of pages after the folder choose some.
//
// A page is loaded three times: with script turned off, for what is shown; with its scripts empty and
// <noscript> opened, since axe itself is script; and as it is, to be looked at again only when its
// scripts have changed it. All rules run at 390 and 1280 px in light; at 320 px those of sizes, as no query of a
// width lies between 320 and 390 px, and in dark those of colour, as the scheme sets only names of
// colours: both reasons are checked.
import * as site from './site.lib.mjs';

const axe = site.read(site.npm, 'node_modules/axe-core/axe.min.js');
const every = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const sizes = { type: 'rule', values: ['target-size', 'scrollable-region-focusable'] };
const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
const views = [[1280, 'light', every], [1280, 'dark', colours], [390, 'dark', colours], [390, 'light', every],
	[320, 'light', sizes]];

// A tab, and what its page did that it must not do. Tabs are kept: a new one costs more than a page.
async function openTab(context, scripts = true) {
	const page = await context.newPage();
	const tab = { page, problems: [] };

	page.on('request', (r) => {
		if (!/^(file|data|blob):/.test(r.url()))
			tab.problems.push(`request to ${r.url()}`);
	});
	page.on('requestfailed', (r) => tab.problems.push(`failed request: ${r.url()}`));
	page.on('console', (m) => {
		if (['error', 'warning'].includes(m.type()))
			tab.problems.push(`console: ${m.text()}`);
	});
	page.on('pageerror', (e) => tab.problems.push(`script error: ${e.message}`));
	if (!scripts)
		await page.route(/\.js$/, (route) => route.fulfill({ body: '', contentType: 'text/javascript' }));
	return tab;
}

async function violations(page, runOnly) {
	const result = await page.evaluate((only) => window.axe.run(document, {
		runOnly: only, resultTypes: ['violations'],
		preload: false, // it would fetch the style sheet again, which the page's own policy forbids
	}), runOnly);
	return result.violations.flatMap((v) => v.nodes.map((n) =>
		`${v.id}: ${n.target.join(' ')}: ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? v.help}`));
}

// Runs in the browser: does the page scroll sideways, is text cut off.
function overflow() {
	const problems = [];
	const [scroll, inner] = [document.scrollingElement.scrollWidth, window.innerWidth];

	if (scroll > inner)
		problems.push(`the page is ${scroll} px wide`);
	for (const e of document.querySelectorAll('body *')) {
		const style = getComputedStyle(e);
		if (/hidden|clip/.test(style.overflowX + style.overflowY) && style.position !== 'absolute' && e.textContent.trim() &&
			(e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
			problems.push(`<${e.localName} class="${e.className}"> cuts off its text`);
	}
	return problems;
}

// Runs in the browser: the least spacing that a reader may ask for.
function spaceOut(on) {
	const sheet = new CSSStyleSheet();

	sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }' +
		'p { margin-bottom: 2em !important }');
	document.adoptedStyleSheets = on ? [sheet] : [];
}

// Runs in the browser, without script: what cannot be seen, and what script would have to replace.
function hidden() {
	const problems = [];
	const closed = (e) => e.closest('details:not([open])');
	// A card of the big table says the ratio in its sum: ×30%, ×2‰, 1:1配套.
	const sumOf = (e) => e.closest('tr').querySelector('.amount').textContent;
	const inSum = (e) => e.matches('.sums .number') && (e.textContent === '—' ||
		[e.textContent.replace('不超过', ''), '‰', '1:1'].some((words) => sumOf(e).includes(words)));

	if ((document.querySelector('main')?.innerText.trim() ?? '').length < 10)
		problems.push('no words in <main>');
	for (const e of document.querySelectorAll('a[href], main td:not(.none), main p, main li, main dd, main th[scope="row"]'))
		// A link that only sets a tool's state is of no use without it.
		if (!/[?#].*=/.test(e.getAttribute('href')) && !e.checkVisibility() && e.textContent.trim() && !closed(e) && !e.closest('[hidden]') && !inSum(e))
			problems.push(`not shown without script: <${e.localName}> ${e.textContent.trim().slice(0, 20)}`);
	const tools = [...document.querySelectorAll('script[src]')].filter((s) => !/assets\/(site|basket)\.js$/.test(s.src));
	if ((tools.length || document.querySelector('main [hidden]')) && !document.querySelector('noscript a[href]'))
		problems.push('script adds a tool, and no <noscript> leads to its substitute');
	return problems;
}

// The page as it stands, but for what only a browser without script shows.
const standing = (page) => page.evaluate(() => {
	const body = document.body.cloneNode(true);

	body.querySelectorAll('noscript, script').forEach((e) => e.remove());
	return body.innerHTML;
});

async function look(page) {
	const problems = [];

	await page.evaluate(axe);
	for (const [width, colorScheme, rules] of views) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme });
		if (colorScheme === 'light')
			problems.push(...(await page.evaluate(overflow)).map((p) => `${width} px: ${p}`));
		problems.push(...(await violations(page, rules)).map((v) => `${width} px ${colorScheme}: ${v}`));
	}
	await page.evaluate(spaceOut, true);
	problems.push(...(await page.evaluate(overflow)).map((p) => `320 px, text spaced out: ${p}`));
	return problems;
}

// Runs in the browser: what it would show without script.
function openNoscript() {
	for (const e of document.querySelectorAll('noscript')) {
		const box = document.createElement('div');
		box.innerHTML = e.textContent;
		e.replaceWith(...box.childNodes);
	}
}

async function visit(tab, folder, file, looker) {
	tab.problems = [];
	await tab.page.setViewportSize({ width: 390, height: 800 });
	await tab.page.goto(site.address(folder, file));
	const found = await looker(tab.page);
	return [...tab.problems, ...found];
}

// All visits of a page.
async function lookThrice([off, empty, on], folder, file) {
	const shown = await visit(off, folder, file, (page) => page.evaluate(hidden));
	let was = '';
	const plain = await visit(empty, folder, file, async (page) => {
		was = await standing(page);
		await page.evaluate(openNoscript);
		return look(page);
	});
	const scripted = await visit(on, folder, file, async (page) => (await standing(page) === was ? [] : look(page)));
	return [...[...shown, ...plain].map((p) => `without script: ${p}`), ...scripted];
}

// Pages are looked at two at a time, reported in order.
async function lookAtAll(browser, folder, names) {
	const found = new Map();
	const queue = [...names];

	await Promise.all([0, 1].map(async () => {
		const contexts = [await browser.newContext({ javaScriptEnabled: false }), await browser.newContext()];
		const tabs = [await openTab(contexts[0]), await openTab(contexts[1], false), await openTab(contexts[1])];
		for (let name = queue.shift(); name; name = queue.shift())
			found.set(name, await lookThrice(tabs, folder, name));
		await Promise.all(contexts.map((c) => c.close()));
	}));
	return names.map((name) => [name, found.get(name)]);
}

// Why a look can be spared: queries of widths, and what the dark scheme sets.
function styleProblems(name, css) {
	const px = (value, unit) => Number(value) * (unit === 'px' ? 1 : 16);
	const widths = [...css.matchAll(/(?:min|max)-width:\s*([\d.]+)(px|rem|em)\)/g)].map((m) => px(m[1], m[2]));
	const dark = [...css.matchAll(/@media[^{]*prefers-color-scheme[^{]*\{([\s\S]*?)\n\}/g)]
		.flatMap((m) => [...m[1].matchAll(/^\t\t([\w-]+):/gm)].map((d) => d[1]));
	return [
		...widths.filter((w) => w > 320 && w <= 390).map((w) => `${name}: a query at ${w} px`),
		...dark.filter((d) => !d.startsWith('--')).map((d) => `${name}: the scheme sets ${d}`),
	];
}

const folder = site.siteFolder();
const chosen = process.argv.slice(3);
const browser = await site.openChromium();
for (const [name, problems] of await lookAtAll(browser, folder, chosen.length ? chosen : site.files(folder, '.html')))
	site.report(`Chromium and axe: ${name}`, problems);
site.report('widths and schemes that need no look of their own',
	site.files(folder, '.css').flatMap((f) => styleProblems(f, site.read(folder, f))));

const bad = (await lookAtAll(browser, site.broken, site.files(site.broken, '.html'))).flatMap(([, problems]) => problems);
site.reportFound('what axe and Chromium find', bad, [/without script: .*image-alt/, /^1280 px light: image-alt/,
	/color-contrast/, /390 px: the page is 6\d\d/, /request to http:/, /failed request: file:.*none\.png/,
	/console: planted/, /script error: planted too/, /320 px light: target-size/, /cuts off its text/,
	/text spaced out: .*"snug"> cuts off/, /without script: not shown.*hidden fact/, /without script: .*no <noscript>/,
	/without script: no words/]);
site.reportFound('style sheets that ask for more looks', styleProblems('x', '@media (max-width: 22rem) {\n}\n' +
	'@media (prefers-color-scheme: dark) {\n\t:root {\n\t\tborder: 0;\n\t}\n}\n'), [/at 352 px/, /sets border/]);
await browser.close();
