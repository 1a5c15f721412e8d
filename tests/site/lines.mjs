// Lines of text in Chromium: a title on a phone breaks between words only, no line of a policy's text is
// longer than 40 characters, lists among them, no paragraph ends in a line of one character and a mark. The same
// pages with styles that allow it must fail.
import * as site from './site.lib.mjs';

const folder = site.siteFolder();
const policies = JSON.parse(site.read(folder, 'data/policies.json'));
const longest = [...policies].sort((a, b) => b.title.length - a.title.length).slice(0, 6);
const browser = await site.openChromium();

// Runs in the browser: the words of the title that are torn.
function tornWords() {
	const h1 = document.querySelector('h1');
	return [...h1.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE).flatMap((n) => {
		const range = document.createRange();
		range.selectNodeContents(n);
		const lines = new Set([...range.getClientRects()].map((r) => Math.round(r.top)));
		return lines.size > 1 ? [`“${n.data}” is torn`] : [];
	});
}

// Runs in the browser: lines that are too long, and last lines of one character and its mark.
function oddLines() {
	const problems = [];
	for (const e of document.querySelectorAll('.prose p:not(.note, .reference, .hash p), .prose li')) {
		const em = parseFloat(getComputedStyle(e).fontSize), left = e.closest('section').getBoundingClientRect().left;
		const range = document.createRange();
		range.selectNodeContents(e);
		const rects = [...range.getClientRects()].filter((r) => r.width);
		const last = rects.filter((r) => Math.abs(r.bottom - rects.at(-1).bottom) < em / 2);
		if (rects.some((r) => r.right > left + 40 * em + 1))
			problems.push(`${e.localName} is wider than 40 characters: ${e.textContent.slice(0, 12)}`);
		if (last.length < rects.length && Math.max(...last.map((r) => r.right)) - Math.min(...last.map((r) => r.left)) < 2.2 * em)
			problems.push(`${e.localName} ends in one character and its mark: ${e.textContent.slice(-6)}`);
	}
	return problems;
}

async function look(width, check, style) {
	const page = await browser.newPage({ viewport: { width, height: 800 } });
	const problems = [];
	for (const p of longest) {
		await page.goto(site.address(folder, `policies/${p.slug}/index.html`));
		await page.evaluate((css) => {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(css);
			document.adoptedStyleSheets = [sheet];
		}, style ?? '');
		problems.push(...(await page.evaluate(check)).map((words) => `${p.slug}: ${words}`));
	}
	await page.close();
	return problems;
}

site.report(`${longest.length} long titles at 390 and 320 px break between words`,
	[...await look(390, tornWords), ...await look(320, tornWords)]);
site.report('lines of policies at 1280 px', await look(1280, oddLines));
site.reportFound('odd lines', [...await look(390, tornWords, 'h1 { word-break: normal; text-wrap: wrap }'),
	...await look(1280, oddLines, 'main li { max-width: 46em !important } p, li { text-wrap: wrap !important }')],
[/is torn/, /li is wider than 40/, /ends in one character and its mark/]);
await browser.close();
