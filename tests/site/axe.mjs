// Every page in headless Chromium, from the folder: axe-core (WCAG 2.2 AA and best practice) at 390
// and 1280 px, light and dark; no sideways scrolling at 390 px; no request to another host; nothing
// on the console; and readable with script turned off.
import * as site from './site.lib.mjs';

const axe = site.read(site.npm, 'node_modules/axe-core/axe.min.js');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const views = [[390, 'light'], [390, 'dark'], [1280, 'light'], [1280, 'dark']];

// Collects what a page must not do.
function watch(page, problems) {
	page.on('request', (r) => {
		if (!/^(file|data|blob):/.test(r.url()))
			problems.push(`request to ${r.url()}`);
	});
	page.on('requestfailed', (r) => problems.push(`failed request: ${r.url()}`));
	page.on('console', (m) => {
		if (['error', 'warning'].includes(m.type()))
			problems.push(`console: ${m.text()}`);
	});
	page.on('pageerror', (e) => problems.push(`script error: ${e.message}`));
}

async function violations(page) {
	const result = await page.evaluate((only) => window.axe.run(document, {
		runOnly: { type: 'tag', values: only }, resultTypes: ['violations'],
		preload: false, // it would fetch the style sheet again, which the page's own policy forbids
	}), tags);
	return result.violations.flatMap((v) => v.nodes.map((n) =>
		`${v.id}: ${n.target.join(' ')}: ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? v.help}`));
}

// What is wrong with a page, in each of the views.
async function look(context, folder, file) {
	const problems = [];
	const page = await context.newPage();
	watch(page, problems);
	await page.goto(site.address(folder, file));
	await page.evaluate(axe);
	for (const [width, colorScheme] of views) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme });
		const [scroll, inner] = await page.evaluate(() =>
			[document.scrollingElement.scrollWidth, window.innerWidth]);
		if (scroll > inner)
			problems.push(`${width} px: the page is ${scroll} px wide`);
		problems.push(...(await violations(page)).map((v) => `${width} px ${colorScheme}: ${v}`));
	}
	await page.close();
	return problems;
}

async function lookWithoutScript(context, folder, file) {
	const problems = [];
	const page = await context.newPage();
	watch(page, problems);
	await page.setViewportSize({ width: 390, height: 800 });
	await page.goto(site.address(folder, file));
	const words = await page.evaluate(() => document.querySelector('main')?.innerText.trim() ?? '');
	if (words.length < 10)
		problems.push('no words in <main>');
	await page.close();
	return problems;
}

// Pages are looked at two at a time, reported in order.
async function lookAtAll(browser, folder, options, looker) {
	const names = site.files(folder, '.html');
	const found = new Map();
	const queue = [...names];
	await Promise.all([0, 1].map(async () => {
		const context = await browser.newContext(options);
		for (let name = queue.shift(); name; name = queue.shift())
			found.set(name, await looker(context, folder, name));
		await context.close();
	}));
	return names.map((name) => [name, found.get(name)]);
}

const folder = site.siteFolder();
const browser = await site.openChromium();
for (const [name, problems] of await lookAtAll(browser, folder, {}, look))
	site.report(`Chromium and axe: ${name}`, problems);
for (const [name, problems] of await lookAtAll(browser, folder, { javaScriptEnabled: false }, lookWithoutScript))
	site.report(`without script: ${name}`, problems);

const bad = (await lookAtAll(browser, site.broken, {}, look)).flatMap(([, problems]) => problems);
site.reportFound('what axe and Chromium find', bad, [/image-alt/, /color-contrast/, /390 px: the page is 6\d\d/,
	/request to http:/, /failed request: file:.*none\.png/, /console: planted/, /script error: planted too/]);
const dumb = (await lookAtAll(browser, site.broken, { javaScriptEnabled: false }, lookWithoutScript))
	.flatMap(([, problems]) => problems);
site.reportFound('pages without words', dumb, [/no words/]);
await browser.close();
