// The basket in Chromium: rows are chosen in every kind of table, kept, shared by address, shown side
// by side with the values of data/, removed, and printed on one sheet.
import fs from 'node:fs';
import { spawnSync } from 'node:child_process';
import * as site from './site.lib.mjs';

const folder = site.siteFolder();
const read = (name) => JSON.parse(site.read(folder, 'data', `${name}.json`));
const [supports, policies, regions, measures] = ['supports', 'policies', 'regions', 'measures'].map(read);
const longest = [...supports].sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length);
const expired = supports.find((r) => r.status === 'expired');

// policy.anchor.anchor~policy.anchor
function pack(rows) {
	const groups = new Map();
	for (const r of rows)
		groups.set(r.policy, [...groups.get(r.policy) ?? [r.policy], r.id.split('/')[1]]);
	return [...groups.values()].map((g) => g.join('.')).join('~');
}

// What a cell of the side by side must say, by the data files.
function cellsOf(r) {
	const policy = policies.find((p) => p.slug === r.policy);
	return { 事项: r.item, 地区: regions.find((x) => x.key === r.region).name, 政策: policy.short_title, 条款: r.clause,
		对象: r.recipient ?? '—', 标准: r.text, 条件: r.conditions ?? '—', 类别: measures.find((m) => m.key === r.measure).name,
		状态: policy.status_reason, 责任单位: r.departments.join('、') || '—', 叠加规则: policy.stacking ?? '—' };
}

function sideProblems(side, rows) {
	const problems = side.columns === rows.length ? [] : [`${side.columns} columns for ${rows.length} rows`];
	rows.forEach((r, i) => Object.entries(cellsOf(r)).forEach(([name, value]) => {
		const found = side.lines[name]?.[i] ?? 'nothing';
		if (!found.startsWith(value) && !(name === '状态' && found.includes(value)))
			problems.push(`${r.id}: ${name} is ${found}, and not ${value}`);
	}));
	rows.filter((r) => r.status === 'expired').forEach((r) => {
		if (!side.marks[rows.indexOf(r)]?.includes('is-expired'))
			problems.push(`${r.id} is not marked`);
	});
	return problems;
}

// Runs in the browser.
function readSide() {
	const rows = [...document.querySelectorAll('.side tr')];
	const text = (cell) => [...cell.childNodes].filter((n) => n.nodeName !== 'BUTTON').map((n) => n.textContent).join('').trim();
	return {
		columns: document.querySelectorAll('.side thead th').length - 1,
		lines: Object.fromEntries(rows.map((tr) => [tr.cells[0].textContent, [...tr.cells].slice(1).map(text)])),
		marks: [...document.querySelectorAll('.side .of-status td')].map((td) => td.innerHTML),
	};
}

const browser = await site.openChromium();
const open = async () => {
	const context = await browser.newContext();
	const page = await context.newPage();
	page.on('pageerror', (e) => errors.push(e.message));
	page.on('request', (r) => /^file:|^data:/.test(r.url()) || errors.push(`asks for ${r.url()}`));
	return page;
};
const errors = [];
const at = (file) => site.address(folder, file);
const page = await open();
await page.setViewportSize({ width: 1280, height: 900 });

const free = supports.filter((r) => r.status !== 'expired').slice(1, -1).filter((r) => r.measure !== 'talent').slice(0, 3);

// Every kind of table has buttons, one a row; what is chosen on one is known on the next.
const chosen = [supports[0], expired, supports.find((r) => r.measure === 'talent'), supports.at(-1)];
const picks = [];
const tables = [`policies/${supports[0].policy}/index.html`, 'caps/status/expired/index.html', 'measures/talent/index.html', 'caps/index.html'];
for (const [i, file] of tables.entries()) {
	await page.goto(at(file));
	const [rows, buttons] = await page.evaluate(() => [document.querySelectorAll('tr[data-row]').length, document.querySelectorAll('.pick').length]);
	if (!rows || rows !== buttons)
		picks.push(`${file}: ${buttons} buttons for ${rows} rows`);
	await page.click(`tr[data-row="${chosen[i].id}"] .pick`);
	if (!(await page.textContent('.picked')).includes(`有${i + 1}项`))
		picks.push(`${file}: ${await page.textContent('.picked')}`);
	if (await page.getAttribute(`tr[data-row="${chosen[i].id}"] .pick`, 'aria-pressed') !== 'true')
		picks.push(`${file}: the button is not pressed`);
}
if (await page.getAttribute('.picked a', 'href') !== `${at('basket/index.html')}?rows=${pack(chosen)}`)
	picks.push(`the link is ${await page.getAttribute('.picked a', 'href')}`);
site.report('rows are chosen on pages of policies, facets, measures and in the big table', picks);

await page.click('.picked a');
await page.waitForSelector('.side td');
site.report('side by side: every line says what the data say', sideProblems(await page.evaluate(readSide), chosen));

// Shared by address: another reader, who has nothing of it, sees the same.
const other = await open();
await other.goto(await page.evaluate(() => location.href));
await other.waitForSelector('.side td');
const shared = sideProblems(await other.evaluate(readSide), chosen);
await other.evaluate(() => Object.defineProperty(window, 'localStorage', { get() { throw new Error('none'); } }));
await other.click('.side thead th:nth-child(3) button');
await other.waitForFunction(() => document.querySelectorAll('.side thead th').length === 4);
const left = chosen.filter((r) => r !== chosen[1]);
shared.push(...sideProblems(await other.evaluate(readSide), left));
if (await other.evaluate(() => location.search) !== `?rows=${pack(left)}`)
	shared.push(`after one is removed: ${other.url()}`);
await other.goto(`${at('basket/index.html')}?rows=${pack([chosen[0]])}.nowhere~nothing.a1~%3Cb%3E.x`);
await other.waitForSelector('.side td');
shared.push(...sideProblems(await other.evaluate(readSide), [chosen[0]]));
const lost = await other.textContent('#lost');
if (!lost.includes(`${chosen[0].policy}/nowhere、nothing/a1`) || lost.includes('<b>'))
	shared.push(`what is lost: ${lost}`);
await other.goto('about:blank');
await other.goto(`${at('basket/index.html')}?rows=constructor.a1~${pack([chosen[0]])}.constructor`);
await other.waitForSelector('#lost:not([hidden])', { timeout: 3000 }).catch(() => shared.push('names of the language break the page'));
shared.push(...sideProblems(await other.evaluate(readSide), [chosen[0]]));
if (!(await other.textContent('#lost')).includes(`constructor/a1、${chosen[0].policy}/constructor`))
	shared.push(`what is lost: ${await other.textContent('#lost')}`);
site.report('shared by address; removed; what is not there is said', shared);

// Kept, full at six, cleared, and by the keyboard.
const kept = [];
await page.goto(`${at('basket/index.html')}?rows=${pack([free[0]])}`);
await page.waitForSelector('.side td');
kept.push(...sideProblems(await page.evaluate(readSide), [free[0]]));
await page.goto(at('basket/index.html'));
await page.waitForSelector('.side td');
kept.push(...sideProblems(await page.evaluate(readSide), chosen));
await page.goto(at('caps/index.html'));
for (const r of free.slice(0, 2)) {
	await page.focus(`tr[data-row="${r.id}"] .pick`);
	await page.keyboard.press('Space');
}
if (!(await page.textContent('.picked')).includes('有6项，已满'))
	kept.push(await page.textContent('.picked'));
if (!await page.locator(`tr[data-row="${free[2].id}"] .pick`).isDisabled())
	kept.push('a seventh row can be chosen');
await page.click('.picked button');
if (await page.isVisible('.picked') || await page.evaluate(() => localStorage.getItem('digestpress-basket')) !== '')
	kept.push('it is not cleared');
site.report('kept in the browser, at most six, cleared, by the keyboard', kept);

// On paper: the six longest rows on one sheet across; on a phone nothing but the table moves sideways.
async function paperProblems(rows, copies = 0) {
	await page.goto(`${at('basket/index.html')}?rows=${pack(rows)}`);
	await page.waitForSelector('.side td');
	await page.evaluate((n) => {
		const body = document.querySelector('.side tbody');
		for (let i = 0; i < n; i++)
			body.append(body.rows[0].cloneNode(true));
	}, copies);
	const file = `${process.env.TMPDIR ?? '/tmp'}/basket-${process.pid}.pdf`;
	await page.pdf({ path: file, preferCSSPageSize: true });
	const facts = spawnSync('pdfinfo', [file], { encoding: 'utf8' }).stdout;
	fs.rmSync(file);
	const pages = +/Pages:\s+(\d+)/.exec(facts)[1], [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(facts);
	return [...(pages === 1 ? [] : [`${rows.length} rows take ${pages} sheets`]),
		...(Math.abs(width - 842) < 2 && Math.abs(height - 595) < 2 ? [] : [`the sheet is ${width} by ${height}`])];
}
site.report('six rows, the longest there are, print on one sheet; so do four, in larger type',
	[...await paperProblems(longest.slice(0, 4)), ...await paperProblems(longest.slice(0, 6))]);

const narrow = [];
for (const width of [320, 390]) {
	await page.setViewportSize({ width, height: 800 });
	const [wide, moves] = await page.evaluate(() => [document.scrollingElement.scrollWidth,
		document.querySelector('.scroll').scrollWidth > document.querySelector('.scroll').clientWidth]);
	if (wide > width || !moves)
		narrow.push(`${width} px: ${wide} px wide, the table ${moves ? 'moves' : 'does not move'}`);
	const before = await page.evaluate(() => document.querySelector('.side tbody th').getBoundingClientRect().left);
	await page.evaluate(() => { document.querySelector('.scroll').scrollLeft = 200; });
	if (await page.evaluate(() => document.querySelector('.side tbody th').getBoundingClientRect().left) - before > 1)
		narrow.push(`${width} px: the names of the lines move away`);
}
site.report('on a phone the names of the lines stay in sight', narrow);
site.report('no error, no request elsewhere', errors);

// ------------------------------------------------------------------ the checker itself

await page.setViewportSize({ width: 1280, height: 900 });
await page.goto(`${at('basket/index.html')}?rows=${pack(chosen)}`);
await page.waitForSelector('.side td');
const side = await page.evaluate(readSide);
site.reportFound('too much for a sheet', await paperProblems(longest.slice(0, 6), 60), [/6 rows take [2-9] sheets/]);
await page.goto(`${at('basket/index.html')}?rows=${pack(chosen)}`);
await page.waitForSelector('.side td');
site.reportFound('wrong columns', [...sideProblems(side, chosen.slice(1)), ...sideProblems({ ...side, marks: [] }, chosen),
	...sideProblems(side, [{ ...chosen[0], text: '最高1元' }, ...chosen.slice(1)])],
	[/4 columns for 3/, /is not marked/, /标准 is .* not 最高1元/]);
await browser.close();
