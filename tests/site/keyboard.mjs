// The Tab key in Chromium, on several kinds of page, wide and narrow: every link, button and field is
// reached exactly once, forwards; the focus is seen (an outline of at least 2 px), lies in the window and
// is not covered by anything (WCAG 2.4.7, 2.4.11). Summaries are opened first, so that what they hold counts.
import * as site from './site.lib.mjs';

const kinds = ['index.html', 'policies/hangzhou-policies/index.html', 'caps/index.html', 'compare/index.html',
	'search/index.html', 'estimate/index.html', 'basket/index.html'];

// Runs in the browser: numbers what can have the focus.
function number() {
	document.querySelectorAll('details').forEach((e) => { e.open = true; });
	window.turns = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
		.filter((e) => e.checkVisibility() && !e.disabled && e.tabIndex >= 0);
	// One radio button of a group stands for all of it.
	window.turns = window.turns.filter((e) => e.type !== 'radio' || e.checked ||
		!window.turns.some((o) => o.name === e.name && o.checked) && window.turns.find((o) => o.name === e.name) === e);
	return window.turns.length;
}

// Runs in the browser: which element has the focus, and how it is seen.
function focused() {
	const e = document.activeElement;

	if (!e || e === document.body)
		return null;
	const style = getComputedStyle(e);
	const boxes = [...e.getClientRects()].filter((r) => r.width && r.height);
	const name = `<${e.localName}> ${(e.textContent || e.name || e.id).trim().slice(0, 20)}`;
	// Its middle, or a place near a corner: WCAG 2.4.11 asks that it is not wholly hidden.
	const shows = (x, y) => {
		const hit = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight && document.elementFromPoint(x, y);
		return hit && (e.contains(hit) || hit.contains(e) && !getComputedStyle(hit).position.match(/fixed|sticky/) ||
			hit.closest('label')?.control === e);
	};
	const seen = (r) => [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]]
		.some(([x, y]) => shows(r.left + r.width * x, r.top + r.height * y));
	return {
		turn: window.turns.indexOf(e),
		wrong: [
			...(style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2 ? [`${name} shows no focus`] : []),
			...(boxes.some(seen) || boxes[0]?.height > innerHeight || e.tabIndex === 0 && e.scrollHeight > e.clientHeight
				? [] : [`${name} has the focus out of sight`]),
		],
	};
}

async function walk(page, most) {
	const problems = [];
	const count = await page.evaluate(number);
	const times = new Array(count).fill(0);

	for (let i = 0; i < Math.min(count, most) + 3; i++) {
		await page.keyboard.press('Tab');
		const at = await page.evaluate(focused);
		if (!at)
			break;
		problems.push(...at.wrong);
		if (at.turn < 0)
			problems.push('the focus goes where nothing can be done');
		else if (times[at.turn]++)
			break;
	}
	const missed = times.findIndex((n) => !n);
	if (missed >= 0 && missed < most)
		problems.push(`Tab does not reach ${await page.evaluate((i) => window.turns[i].outerHTML.slice(0, 200), missed)}`);
	return { problems, count };
}

const folder = site.siteFolder();
const browser = await site.openChromium();
for (const width of [1280, 390]) {
	const page = await browser.newPage({ viewport: { width, height: 800 } });
	for (const kind of kinds) {
		await page.goto(site.address(folder, kind));
		const { problems, count } = await walk(page, 300);
		site.report(`Tab at ${width} px: ${kind}, ${count} places`, problems);
	}
	await page.close();
}

const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
await page.setContent(`<style>.veil { position: fixed; inset: 0 0 700px; background: #fff } a:focus { outline: none }
	button { display: block; margin-bottom: 900px } button:focus { outline: 3px solid } .out { position: absolute; left: -99px }</style>
	<div class="veil"></div><a href="#x">一</a> <button>二</button><button class="out">三</button>
	<div tabindex="-1"><button style="visibility: visible" tabindex="0" onfocus="this.nextElementSibling.focus()">四</button><i tabindex="0">五</i></div>`);
const { problems } = await walk(page, 300);
site.reportFound('a bad walk', problems, [/一 shows no focus/, /focus out of sight/, /does not reach .*四/]);
await browser.close();
