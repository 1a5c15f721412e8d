// The big table against data/: the built page of each facet value, and in Chromium each value alone,
// values of two facets, ranges, counts, order, address, CSV, keyboard; a table of several pages.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import * as site from './site.lib.mjs';

const ended = (r) => r.status === 'expired' || r.status === 'draft';
const kinds = ['cap', 'fixed', 'rate', 'ratio'];
const bands = (edges) => edges.map((from, i) => [from, edges[i + 1] ?? Infinity, `${from}-${edges[i + 1] ?? 'up'}`]);
const amounts = bands([0, 10, 50, 100, 500, 1000, 5000]);
const ratios = bands([0, 10, 20, 30, 50]);
const yuan = (r) => (r.currency === 'CNY' ? r.amount_yuan : null);
const inBand = (list, n) => (n === null ? [] : list.filter(([from, to]) => n >= from && n < to).map((b) => b[2]));

// What each facet's values of a row are, by the data files alone.
function facetsOf(data) {
	const region = new Map(data.regions.map((r) => [r.key, r]));
	const path = (key) => (key ? [key, ...path(region.get(key).parent)] : []);
	return {
		region: (r) => path(r.region),
		level: (r) => [region.get(r.region).level],
		measure: (r) => [r.measure],
		kind: (r) => [r.kind],
		recipient: (r) => r.recipient_kinds,
		status: (r) => [r.status.replace('_', '-')],
		amount: (r) => inBand(amounts, yuan(r) === null ? null : yuan(r) / 10000),
		ratio: (r) => inBand(ratios, r.ratio_percent),
		department: (r) => [...new Set(r.department_keys)],
	};
}

// By kind, what can be had first, then from high to low; the data files have the order of the collection.
function inOrder(rows) {
	const sum = (r) => yuan(r) ?? -1;
	return rows.map((r, i) => [r, i]).sort(([a, i], [b, j]) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
		ended(a) - ended(b) || sum(b) - sum(a) || (b.ratio_percent ?? -1) - (a.ratio_percent ?? -1) || i - j)
		.map(([r]) => r);
}

const same = (what, found, wanted) => (found.join() === wanted.join() ? [] :
	[`${what}: ${found.length} rows, ${wanted.length} in the data; ${difference(found, wanted)}`]);

function difference(found, wanted) {
	const more = found.filter((id) => !wanted.includes(id)), less = wanted.filter((id) => !found.includes(id));
	return more.length || less.length ? `too many: ${more.slice(0, 3)}; missing: ${less.slice(0, 3)}` : 'in another order';
}

// ------------------------------------------------------------------- without script

const rowsOf = (html) => [...html.matchAll(/<tr[^>]* data-row="([^"]+)"/g)].map((m) => m[1]);
const listOf = (html) => [...html.matchAll(/<a href="([a-z]+)\/[^"]*" data-value="([^"]+)">.*?<\/a> <span class="count">(\d+)项/g)]
	.map(([, facet, value, n]) => `${facet}=${value}:${n}`);

// The rows of a table over its pages, and what is wrong with the pages.
function readTable(folder, address) {
	const rows = [], problems = [];
	for (let i = 1; ; i++) {
		const file = path.join(folder, address, i > 1 ? `${i}` : '', 'index.html');
		if (!fs.existsSync(file))
			break;
		const html = fs.readFileSync(file, 'utf8');
		const found = rowsOf(html);
		if (found.length > (address === 'caps/' ? 300 : 100))
			problems.push(`${address}${i} has ${found.length} rows`);
		if (fs.existsSync(path.join(folder, address, `${i + 1}`)) !== /rel="next">下一页/.test(html))
			problems.push(`${address}${i}: the link to the next page`);
		rows.push(...found);
	}
	return { rows, problems };
}

// The file that a page offers has the same rows.
function fileProblems(folder, address, ids) {
	const link = /href="([^"]+\.csv)">下载此表/.exec(site.read(folder, address, 'index.html'));
	const file = link && path.join(folder, address, link[1]);
	if (!file || !fs.existsSync(file))
		return [`${address} offers no file`];
	const found = parseCsv(fs.readFileSync(file, 'utf8')).slice(1).map((l) => l[0]);
	return same(path.relative(folder, file), found.sort(), [...ids].sort());
}

function filesProblems(folder, supports, facets) {
	return Object.entries(facets).flatMap(([facet, values]) => [...new Set(supports.flatMap(values))].flatMap((v) =>
		fileProblems(folder, `caps/${facet}/${v}/`, supports.filter((r) => values(r).includes(v)).map((r) => r.id))));
}

function builtProblems(folder, supports, facets) {
	const problems = [], listed = [];
	for (const [facet, values] of Object.entries(facets)) {
		const wanted = new Map();
		for (const r of inOrder(supports))
			for (const v of values(r))
				wanted.set(v, [...wanted.get(v) ?? [], r.id]);
		const there = fs.existsSync(path.join(folder, 'caps', facet)) ? fs.readdirSync(path.join(folder, 'caps', facet)) : [];
		problems.push(...there.filter((v) => !wanted.has(v)).map((v) => `caps/${facet}/${v} is of no value`));
		for (const [v, ids] of wanted) {
			const table = readTable(folder, `caps/${facet}/${v}/`);
			problems.push(...table.problems, ...same(`caps/${facet}/${v}/`, table.rows, ids));
			listed.push(`${facet}=${v}:${ids.length}`);
		}
	}
	const found = listOf(site.read(folder, 'caps/index.html'));
	return [...problems, ...listed.filter((l) => !found.includes(l)).map((l) => `caps/ does not list ${l}`),
		...found.filter((l) => !listed.includes(l)).map((l) => `caps/ lists ${l}`)];
}

// A draft's or an expired policy's sum has its mark in the row.
function markProblems(html, supports) {
	const marks = { expired: '已失效', draft: '征求意见稿' };
	return supports.filter(ended).flatMap((r) => {
		const at = html.indexOf(` data-row="${r.id}"`);
		const row = html.slice(at, html.indexOf('</tr>', at));
		return at >= 0 && row.includes(marks[r.status]) ? [] : [`${r.id} is not marked`];
	});
}

// A ceiling over other rows names them: they stand elsewhere in a table that is sorted.
function ceilingProblems(html, supports) {
	const items = new Map(supports.map((r) => [r.id, r.item]));
	return [...supports.filter((r) => r.of.length).flatMap((r) => {
		const at = html.indexOf(` data-row="${r.id}"`);
		const row = html.slice(at, html.indexOf('</tr>', at));
		return [...(/<\/span> 合计/.test(row) && r.text.startsWith('合计') ? [] : [`${r.id} is not said to be a total`]),
			...r.of.filter((id) => !row.includes(`>${items.get(id)}</a>`)).map((id) => `${r.id} does not name ${id}`)];
	}), ...(html.match(/对上\d*行/g) ?? []).map((words) => `${words} of a table that is sorted`)];
}

// ---------------------------------------------------------------------- with script

// Runs in the browser: put each question into the form, return what the table then says.
function ask(questions) {
	const form = document.querySelector('form.facets');
	const answers = [];
	for (const question of questions) {
		for (const input of form.querySelectorAll('input'))
			if (input.type === 'checkbox')
				input.checked = (question[input.name] ?? []).includes(input.value);
			else
				input.value = question[input.name]?.[0] ?? '';
		form.dispatchEvent(new Event('input', { bubbles: true }));
		answers.push({
			rows: [...document.querySelectorAll('#table tr[data-row]')].filter((e) => !e.closest('[hidden]'))
				.map((e) => e.dataset.row),
			counts: Object.fromEntries([...form.querySelectorAll('li input')].map((e) =>
				[`${e.name}=${e.value}`, parseInt(e.closest('li').querySelector('.count').textContent, 10)])),
			said: document.querySelector('.shown').textContent,
			address: location.search,
		});
	}
	return answers;
}

const within = (n, [from], [to]) => (from === undefined || (n !== null && n >= +from)) && (to === undefined || (n !== null && n <= +to));

function fits(r, q, facets, except) {
	const sum = yuan(r) === null ? null : yuan(r) / 10000;
	return Object.entries(facets).every(([f, of]) => f === except || !q[f] || of(r).some((v) => q[f].includes(v))) &&
		within(sum, q.min ?? [], q.max ?? []) && within(r.ratio_percent, q.from ?? [], q.to ?? []) &&
		(!ended(r) || q.all || (q.status && except !== 'status') || except === 'status');
}

function answerProblems(q, answer, supports, facets) {
	const what = JSON.stringify(q);
	const wanted = inOrder(supports.filter((r) => fits(r, q, facets)));
	const aside = q.status || q.all ? [] : supports.filter((r) => ended(r) && fits(r, { ...q, all: ['1'] }, facets));
	const problems = same(what, answer.rows, wanted.map((r) => r.id));
	for (const [word, n] of Object.entries(answer.counts)) {
		const [facet, value] = word.split('=');
		const count = supports.filter((r) => facets[facet](r).includes(value) && fits(r, q, facets, facet)).length;
		if (count !== n)
			problems.push(`${what}: ${word} is said to have ${n} rows, and has ${count}`);
	}
	const said = `列出${wanted.length}项，共${supports.length}项。` + (aside.length ? `另有${aside.length}项` : '');
	if (!answer.said.startsWith(said) || (!aside.length && answer.said !== said))
		problems.push(`${what}: says ${answer.said}`);
	return problems;
}

// Each value alone, and of each two facets some values; a small generator makes the choice repeatable.
function questionsOf(supports, facets) {
	let seed = 20261121;
	const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
	const values = Object.fromEntries(Object.entries(facets).map(([f, of]) => [f, [...new Set(supports.flatMap(of))]]));
	const names = Object.keys(values);
	const pick = (f) => values[f][random(values[f].length)];
	return {
		alone: names.flatMap((f) => values[f].map((v) => ({ [f]: [v], all: ['1'] }))),
		pairs: names.flatMap((f, i) => names.slice(i + 1).flatMap((g) => [0, 1, 2, 3].map((k) => ({
			[f]: [...new Set([pick(f), pick(f)])], [g]: [pick(g)], ...k % 2 ? { all: ['1'] } : {} })))),
		ranges: [{ min: ['500'] }, { max: ['10'] }, { min: ['100'], max: ['100'] }, { from: ['20'], to: ['30'] },
			{ from: ['50'], min: ['100'], all: ['1'] }, { min: ['0.015'], max: ['20'], kind: ['rate'] }, {}, { all: ['1'] },
			{ status: ['expired'] }, { region: ['chengdu', 'changsha'], kind: ['cap'], measure: ['talent'], max: ['1000'] }],
	};
}

// What the rows of each kind are sorted by, in both directions.
function orderProblems(key, back, rows, supports, lists) {
	const by = new Map(supports.map((r) => [r.id, r]));
	const place = { amount: (r) => (yuan(r) === null ? NaN : -yuan(r)), ratio: (r) => (r.ratio_percent === null ? NaN : -r.ratio_percent),
		region: (r) => lists.region.indexOf(r.region), measure: (r) => lists.measure.indexOf(r.measure),
		status: (r) => lists.status.indexOf(r.status.replace('_', '-')) }[key];
	return rows.slice(1).flatMap((id, i) => {
		const a = by.get(rows[i]), b = by.get(id), x = place(a), y = place(b);
		const right = kinds.indexOf(a.kind) < kinds.indexOf(b.kind) || (a.kind === b.kind &&
			(Number.isNaN(y) || (!Number.isNaN(x) && (back ? x >= y : x <= y))));
		return right ? [] : [`by ${back ? 'falling ' : ''}${key}: ${a.id} stands before ${b.id}`];
	});
}

// RFC 4180, strictly, with the byte order mark that spreadsheets ask for; throws at the first fault.
function parseCsv(text) {
	if (!text.startsWith('\uFEFF'))
		throw new Error('no byte order mark');
	const rows = [];
	let rest = text.slice(1), row = [];
	while (rest) {
		const m = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest);
		if (!m)
			throw new Error(`not RFC 4180 at ${JSON.stringify(rest.slice(0, 20))}`);
		row.push(m[1] === undefined ? m[2] : m[1].replace(/""/g, '"'));
		if (m[3] !== ',') {
			rows.push(row);
			row = [];
		}
		rest = rest.slice(m[0].length);
	}
	if (rows.some((r) => r.length !== rows[0].length))
		throw new Error('rows of unequal length');
	return rows;
}

function csvProblems(text, shown, supports, names) {
	const by = new Map(supports.map((r) => [r.id, r]));
	let rows;
	try {
		rows = parseCsv(text);
	} catch (e) {
		return [e.message];
	}
	const [head, ...lines] = rows;
	const problems = same('CSV', lines.map((l) => l[0]), shown);
	for (const l of lines) {
		const cell = (name) => l[head.indexOf(name)], r = by.get(l[0]);
		if (cell('条款') !== r.clause || cell('事项') !== r.item || cell('对象') !== (r.recipient ?? '') ||
			cell('金额（元）') !== `${yuan(r) ?? ''}` || !cell('标准').startsWith(r.text) || cell('状态') !== names.status[r.status] ||
			cell('性质') !== names.kind[r.kind] || parseFloat(cell('比例').replace('不超过', '') || 'NaN') !== (r.ratio_percent ?? NaN) &&
			r.ratio_percent !== null)
			problems.push(`CSV: ${l.join('|')}`);
	}
	return problems;
}

// ------------------------------------------------------------------------------ run

const folder = site.siteFolder();
const data = Object.fromEntries(['supports', 'regions', 'measures', 'policies']
	.map((n) => [n, JSON.parse(site.read(folder, 'data', `${n}.json`))]));
const { supports } = data;
const facets = facetsOf(data);
const html = site.read(folder, 'caps/index.html');

site.report('a page for each value of each facet, with its rows in order', builtProblems(folder, supports, facets));
site.report('each page of a value offers a file with its rows', filesProblems(folder, supports, facets));
site.report('the big table has every row in order', same('caps/', readTable(folder, 'caps/').rows, inOrder(supports).map((r) => r.id)));
site.report('what has expired is marked in its row', markProblems(html, supports));
site.report('a ceiling over other rows names them', ceilingProblems(html, supports));
site.report('the facets of the issue are there', ['region', 'level', 'measure', 'kind', 'recipient', 'status', 'department', 'amount', 'ratio']
	.filter((f) => !html.includes(`data-facet="${f}"`)));

const browser = await site.openChromium();
const context = await browser.newContext({ acceptDownloads: true });
const page = await context.newPage();
const errors = [];
page.on('pageerror', (e) => errors.push(e.message));
page.on('console', (m) => ['error', 'warning'].includes(m.type()) && errors.push(m.text()));
const url = site.address(folder, 'caps/index.html');
const search = () => page.evaluate(() => location.search);
const shown = () => page.$$eval('#table tr[data-row]', (rows) => rows.filter((e) => e.getClientRects().length).map((e) => e.dataset.row));
await page.setViewportSize({ width: 1280, height: 900 });
await page.goto(url);

const questions = questionsOf(supports, facets);
for (const [name, list] of Object.entries(questions)) {
	const answers = await page.evaluate(ask, list);
	site.report(`${list.length} questions, ${name}: rows, counts and words are those of the data`,
		list.flatMap((q, i) => answerProblems(q, answers[i], supports, facets)));
}

// The address: what it says is what a new page shows, and what that page says again.
const trips = [];
for (const q of [...questions.pairs.slice(0, 12), ...questions.ranges]) {
	const [there] = await page.evaluate(ask, [q]);
	await page.goto(url + there.address);
	if ((await shown()).join() !== there.rows.join() || await search() !== there.address)
		trips.push(`${there.address} is not what it was`);
}
await page.goto(`${url}?region=nowhere,hangzhou&min=x&sort=odd&all=2&kind=`);
if (await search() !== '?region=hangzhou')
	trips.push(`what is not known stays in the address: ${await search()}`);
site.report('the address holds the state, and nothing unknown', trips);

// Order: two presses on each head, and the same from the address.
const lists = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('details')].map((d) =>
	[d.dataset.facet, [...d.querySelectorAll('li input')].map((e) => e.value)])));
const orders = [];
await page.goto(`${url}?all=1`);
for (const key of ['region', 'amount', 'ratio', 'measure', 'status'])
	for (const back of [false, true]) {
		await page.click(`th[data-sort=${key}] button`);
		orders.push(...orderProblems(key, back, await shown(), supports, lists));
		const said = await page.getAttribute(`th[data-sort=${key}]`, 'aria-sort');
		if (said !== (back === ['amount', 'ratio'].includes(key) ? 'ascending' : 'descending'))
			orders.push(`${key}: aria-sort is ${said}`);
		if (await page.locator('th[aria-sort]').count() !== 1)
			orders.push(`${key}: two heads are sorted by`);
		if (await search() !== `?all=1&sort=${back ? '-' : ''}${key}`)
			orders.push(`${key}: the address is ${await search()}`);
	}
site.report('heads sort within each kind, in both directions', orders);

// CSV of the rows that are shown.
await page.goto(`${url}?region=chengdu&kind=cap&sort=ratio&all=1`);
const [file] = await Promise.all([page.waitForEvent('download'), page.click('text=下载所列各行')]);
const csv = fs.readFileSync(await file.path(), 'utf8');
const names = { kind: { cap: '上限', fixed: '定额', rate: '按量', ratio: '比例' },
	status: Object.fromEntries(data.policies.map((p) => [p.status, /<[^>]*status is-[^>]*>([^<]*)/.exec(site.read(folder, p.page))[1]])) };
for (const r of supports)
	names.kind[r.kind] = /class="kind">([^<]*)/.exec(html.slice(html.indexOf(` data-row="${r.id}"`)))[1];
const inView = await shown();
site.report(`CSV: ${inView.length} rows as shown, by RFC 4180`, [...csvProblems(csv, inView, supports, names),
	...(file.suggestedFilename().endsWith('.csv') ? [] : [file.suggestedFilename()])]);

// Text like a formula is marked, as in the files of data/; quotes alone do not keep a spreadsheet from it.
await page.evaluate(() => {
	const [row] = document.querySelectorAll('#table tr[data-row]:not([hidden])');
	row.querySelector('.item').firstChild.data = ' =HYPERLINK("http://x") ';
	row.querySelector('.for').textContent = '－1';
});
const [formula] = await Promise.all([page.waitForEvent('download'), page.click('text=下载所列各行')]);
const line = parseCsv(fs.readFileSync(await formula.path(), 'utf8'))[1];
site.report('CSV: text that begins like a formula is marked', ['\'=HYPERLINK("http://x")', "'－1"]
	.filter((cell) => !line.includes(cell)).map((cell) => `${cell} is not in ${line.join('|')}`));

// By the keyboard alone: a list opens, a box is ticked, a head sorts, all is cleared.
await page.goto(url);
const keys = [];
const press = async (selector, key) => { await page.focus(selector); await page.keyboard.press(key); };
await press('[data-facet=kind] summary', 'Enter');
await page.waitForSelector('[data-facet=kind][open] [value=cap]');
await page.keyboard.press('Tab');
await page.keyboard.press('Space');
if (await search() !== '?kind=cap')
	keys.push(`a box: ${await search()}`);
if (!(await page.textContent('[data-facet=kind] .chosen')).includes('上限'))
	keys.push('the list does not say what is chosen');
await press('th[data-sort=amount] button', 'Enter');
await press('[name=all]', 'Space');
if (await search() !== '?kind=cap&all=1&sort=amount')
	keys.push(`a head and all: ${await search()}`);
await press('text=清除条件', 'Enter');
if (await search() !== '' || (await shown()).length !== supports.filter((r) => !ended(r)).length)
	keys.push(`clearing: ${await search()}`);
site.report('by the keyboard', keys);

// A phone: lists open, nothing sideways; the mark of the kind and of the state in every card.
const narrow = [];
await page.goto(`${url}?all=1`);
await page.$$eval('details', (all) => all.forEach((d) => { d.open = true; }));
for (const width of [320, 390, 768, 1280]) {
	await page.setViewportSize({ width, height: 800 });
	const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
	if (wide > width)
		narrow.push(`${width} px: ${wide} px wide`);
}
narrow.push(...await page.$$eval('#table tr[data-row]', (rows) => rows.filter((r) => !r.querySelector('.kind').textContent ||
	!r.querySelector('.status').textContent).map((r) => r.dataset.row)));
site.report('no sideways scrolling, every row says its kind and state', narrow);

// A phone: the first cards, and a button for the rest; the whole is counted, found, printed and downloaded.
const folded = [];
const cards = inOrder(supports).filter((r) => !ended(r)).map((r) => r.id);
const visible = () => page.$$eval('#table tr[data-row]', (rows) => rows.filter((e) => e.getBoundingClientRect().height > 20).map((e) => e.dataset.row));
await page.setViewportSize({ width: 390, height: 800 });
await page.goto(url);
folded.push(...same('at first', await visible(), cards.slice(0, 40)));
if (!(await page.textContent('.shown')).startsWith(`列出${cards.length}项`))
	folded.push(`it says ${await page.textContent('.shown')}`);
const [part] = await Promise.all([page.waitForEvent('download'), page.click('text=下载所列各行')]);
folded.push(...csvProblems(fs.readFileSync(await part.path(), 'utf8'), cards, supports, names));
const height = await page.evaluate(() => document.documentElement.scrollHeight);
if (height > 12000)
	folded.push(`the page is ${height} px high`);
await page.emulateMedia({ media: 'print' });
folded.push(...same('on paper', await visible(), cards));
await page.emulateMedia({ media: null });
if (await page.textContent('.rest') !== `显示其余${cards.length - 40}项`)
	folded.push(`the button says ${await page.textContent('.rest')}`);
await page.click('.rest');
folded.push(...same('after the button', await visible(), cards));
if (await search() !== '?show=all' || await page.isVisible('.rest') || !await page.evaluate(() => document.activeElement.closest('tr')))
	folded.push(`after the button: ${await search()}`);
await page.goto(`${url}?kind=ratio`);
if (await page.isVisible('.rest'))
	folded.push('a button for nothing');
await page.goto(url);
await page.evaluate(() => document.querySelector('[data-row][hidden=until-found]').dispatchEvent(new Event('beforematch', { bubbles: true })));
folded.push(...same('found by the browser', await visible(), cards));
await page.setViewportSize({ width: 1280, height: 900 });
await page.goto(url);
folded.push(...same('on a desk', await visible(), cards));
site.report('a phone shows the first cards and leads to the rest', folded);
site.report('no error in the browser', errors);

// ---------------------------------------------------------------- a table of several pages

const made = fs.mkdtempSync(path.join(os.tmpdir(), 'table-'));
const run = (...command) => spawnSync(command[0], command.slice(1), { encoding: 'utf8' });
run('bash', 'tests/made-up.sh', '74', `${made}/content`);
for (const part of ['site', 'data'])
	run(path.join(process.env.BUILD ?? 'build', 'digestpress'), 'build', '--quiet', '--only', part, '--content', `${made}/content`,
		'--out', `${made}/${part}`);
const many = { ...data };
for (const n of ['supports', 'policies', 'regions'])
	many[n] = JSON.parse(site.read(made, 'data/site/data', `${n}.json`));
const large = builtProblems(`${made}/site/site`, many.supports, facetsOf(many)).filter((p) => !/^caps\/ (does not )?list/.test(p));
site.report(`${many.supports.length} rows: pages of at most 300, of a value 100`, [...large,
	...same('caps/', readTable(`${made}/site/site`, 'caps/').rows, inOrder(many.supports).map((r) => r.id)),
	...(fs.existsSync(`${made}/site/site/caps/2/index.html`) ? [] : ['there is no second page'])]);

// Once something is asked for, the rows of all pages are loaded; of very many, those of chosen regions.
async function askLarge(q) {
	await page.evaluate(ask, [q]);
	await page.waitForFunction(() => document.querySelector('.shown').textContent.startsWith('列出'));
	return (await page.evaluate(ask, [q]))[0];
}

await page.goto(site.address(`${made}/site/site`, 'caps/index.html'));
const before = await shown();
const wide = same('before anything is asked', before, inOrder(many.supports).slice(0, 300).map((r) => r.id));
for (const q of [{ kind: ['ratio'] }, { region: ['zhejiang', 'wuhan'], all: ['1'] }, { status: ['expired'], min: ['100'] }])
	wide.push(...answerProblems(q, await askLarge(q), many.supports, facetsOf(many)));
await page.click('text=清除条件');
wide.push(...same('cleared', await shown(), before));
site.report('several pages: all rows are filtered, with their counts', wide);

const caps = path.join(made, 'site/site/caps/index.html');
fs.writeFileSync(caps, fs.readFileSync(caps, 'utf8').replace(/data-total="\d+"/, 'data-total="80000"'));
await page.goto(site.address(`${made}/site/site`, 'caps/index.html'));
const regional = same('before a region is chosen', await shown(), before);
if (!await page.locator('[data-facet=kind] [value=cap]').isDisabled() || !(await page.textContent('.shown')).includes('先选择地区'))
	regional.push('other conditions can be chosen before a region');
for (const q of [{ region: ['chengdu'], all: ['1'] }, { region: ['zhejiang', 'hangzhou', 'wuhan'], all: ['1'] },
	{ region: ['hunan'], kind: ['cap'], min: ['100'] }]) {
	const answer = await askLarge(q);
	regional.push(...same(JSON.stringify(q), answer.rows, inOrder(many.supports.filter((r) => fits(r, q, facetsOf(many)))).map((r) => r.id)));
	const wuhan = many.supports.filter((r) => r.region === 'wuhan').length;
	if (answer.counts['region=wuhan'] !== wuhan)
		regional.push(`${JSON.stringify(q)}: 武汉 has ${wuhan} rows, and ${answer.counts['region=wuhan']} are said`);
}
await page.click('text=清除条件');
regional.push(...same('cleared', await shown(), before));
site.report('very many rows: those of chosen regions are loaded and filtered', regional);
fs.rmSync(made, { recursive: true });
await browser.close();

// --------------------------------------------------------------------- the checker itself

const [one, two] = inOrder(supports);
const right = answersOf({ kind: ['cap'] });
function answersOf(q) {
	return { rows: inOrder(supports.filter((r) => fits(r, q, facets))).map((r) => r.id), counts: {}, said: '' };
}
site.reportFound('wrong tables', [...builtProblems(folder, supports.slice(1), facets),
	...builtProblems(folder, [...supports, { ...one, id: 'x/y' }], { level: facets.level }),
	...fileProblems(folder, 'caps/', []), ...fileProblems(folder, 'caps/level/city/', []),
	...same('order', [two.id, one.id], [one.id, two.id]), ...markProblems('', [{ ...one, status: 'expired' }]),
	...ceilingProblems('对上4行', [{ ...one, of: [one.id] }])],
	[/is not said to be a total/, /does not name/, /对上4行 of a table/, /caps\/ offers no file/, /city.csv: .* too many/, /missing: x\/y/, /in another order/, /caps\/ lists/, /is not marked/]);
site.reportFound('wrong answers', [...answerProblems({ kind: ['cap'] }, { ...right, rows: right.rows.slice(1) }, supports, facets),
	...answerProblems({ kind: ['cap'] }, { ...right, counts: { 'kind=cap': 0 } }, supports, facets),
	...orderProblems('amount', true, inOrder(supports).map((r) => r.id), supports, lists)],
	[/missing/, /is said to have 0 rows/, /says/, /by falling amount/]);
site.reportFound('wrong CSV', [...csvProblems('a', [], supports, names), ...csvProblems('\uFEFFa\n', [], supports, names),
	...csvProblems('\uFEFFa,b\r\n1\r\n', [], supports, names), ...csvProblems(csv, [one.id], supports, names),
	...csvProblems(csv.replace('上限', '定额'), inView, supports, names)],
	[/byte order/, /4180/, /unequal/, /too many/, /CSV: .*定额/]);
