// What could my firm get: the script of the page against the command, on random questions to our
// digests and to made-up ones; cases and firms worked by hand; laws; and the page in Chromium.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { address, openChromium, read, report, reportFound, siteFolder } from './site.lib.mjs';
import { loadEstimate, makeContent, makeQueries, makeRandom } from './estimate.lib.mjs';

const site = siteFolder();
const program = path.resolve(process.env.BUILD ?? 'build', 'digestpress');
const here = new URL('estimate/', import.meta.url).pathname;
const seed = Number(process.env.SEED ?? 20261122);
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'digestpress-estimate-'));
console.log(`# seed ${seed}`);

function ask(queries, ...options) {
	return execFileSync(program, ['estimate', '--batch', '--json', '--quiet', ...options], {
		input: queries.map((q) => `${q}\n`).join(''), maxBuffer: 1 << 30, encoding: 'utf8',
	}).trim().split('\n').map((line) => JSON.parse(line));
}

const table = (name) => read(here, name).split('\n').filter((l) => l && !l.startsWith('#')).map((l) => l.split('\t'));

// ------------------------------------------------------------- two engines

function differences(estimate, queries, asked) {
	return queries.flatMap((query, i) => {
		const [c, js] = [asked[i], estimate(query)].map((e) => [...e.rows, e.sure, e.possible].map((x) => JSON.stringify(x)));
		const at = c.findIndex((x, k) => x !== js[k]);
		return at < 0 && c.length === js.length ? [] : [`${query}\n      ${c[at]}\n      ${js[at]}`];
	});
}

const estimate = loadEstimate(site);
const queries = makeQueries(makeRandom(seed), site, 1000);
const asked = ask(queries);
const rows = asked.reduce((n, e) => n + e.rows.length, 0);
report(`1,000 random questions: the script answers as the command does (${rows} rows)`,
	[...differences(estimate, queries, asked), ...(rows < 5000 ? ['too few rows'] : [])]);

makeContent(makeRandom(seed + 1), work);
for (const part of ['site', 'data']) {
	execFileSync(program, ['build', '--only', part, '--quiet', '--content', path.join(work, 'content'), '--out', path.join(work, 'out')]);
}
const madeSite = path.join(work, 'out/site');
const madeQueries = makeQueries(makeRandom(seed + 2), madeSite, 300);
const madeAsked = ask(madeQueries, '--content', path.join(work, 'content'));
report('the same on made-up digests with every form of a sum',
	differences(loadEstimate(madeSite), madeQueries, madeAsked));

// ------------------------------------------------------------- laws

const supports = (folder) => new Map(JSON.parse(read(folder, 'data/supports.json')).map((s) => [s.id, s]));

function lawProblems(estimates, all) {
	return estimates.flatMap((e) => e.rows.flatMap((r) => {
		const s = all.get(r.id);
		const times = Number(/(?:^|&)count=(\d+)/.exec(e.query)?.[1] ?? 1) || 1;
		const most = s.amount_yuan === null ? Infinity : s.amount_yuan * (s.kind === 'rate' ? times : 1);
		const ended = r.status === 'expired';
		return [
			...(r.high > most ? [`${e.query}: ${r.id} is above its cap`] : []),
			...(r.low > r.high ? [`${e.query}: ${r.id} has its ends the wrong way`] : []),
			...(ended && r.answer !== 'not' ? [`${e.query}: ${r.id} is expired and may fit`] : []),
			...(ended && r.high !== null && !/expired=1/.test(e.query) ? [`${e.query}: ${r.id} is expired and worked out unasked`] : []),
			...(ended && r.rule && !r.rule.startsWith('失效前：') ? [`${e.query}: ${r.id} has an amount without a mark`] : []),
			...(/draft|not_yet|undetermined/.test(r.status) && r.answer === 'fits' ? [`${e.query}: ${r.id} fits though ${r.status}`] : []),
			...(/expired|draft|not_yet/.test(r.status) && r.left === null ? [`${e.query}: ${r.id} counts though ${r.status}`] : []),
			...(r.answer === 'fits' && r.status !== 'in_force' ? [`${e.query}: ${r.id} fits though ${r.status}`] : []),
		];
	}));
}

// At most one row a measure, and one of those worked out from the spending, but for those that a digest
// lists as had together; the total is their sum.
function totalProblems(estimates, all) {
	return estimates.filter((e) => e.possible).flatMap((e) => {
		const counted = e.rows.filter((r) => r.left === null);
		const bySpend = (r) => / × [^=]*% = /.test(r.rule);
		const pairs = counted.flatMap((r, i) => counted.slice(0, i).filter((s) => !r.with.includes(s.id)).map((s) => [r, s]));
		const sum = (name) => counted.reduce((n, r) => n + r[name], 0);
		return [
			...(pairs.some((pair) => new Set(pair.map((r) => all.get(r.id).measure)).size < 2) ? [`${e.query}: two of one measure are added`] : []),
			...(pairs.some((pair) => pair.every(bySpend)) ? [`${e.query}: the spending counts twice`] : []),
			...(sum('low') !== e.possible.low || sum('high') !== e.possible.high ? [`${e.query}: the total is not the sum`] : []),
			...(e.sure.high > e.possible.high ? [`${e.query}: what fits is more than what may`] : []),
		];
	});
}

// More spending never gives less, but where it is more than a row allows.
function monotoneProblems(ask1, ask2) {
	const out = (r) => r.reasons.includes('limit-out');
	return ask1.flatMap((e, i) => e.rows.filter((r, k) => r.high !== null && !out(ask2[i].rows[k]) && r.high > ask2[i].rows[k].high)
		.map((r) => `${e.query}: ${r.id} falls`));
}

const more = (e) => e.query.replace(/spend=(\d+)/, (_, n) => `spend=${Math.min(1e12, n * 3 + 1)}`);
for (const [name, answers, folder, options] of [['our digests', asked, site, []],
	['made-up ones', madeAsked, madeSite, ['--content', path.join(work, 'content')]]]) {
	const all = supports(folder);
	report(`${name}: never above a cap, nothing expired unasked`, lawProblems(answers, all));
	report(`${name}: what may not be combined is never added`, totalProblems(answers, all));
	const spent = answers.filter((e) => /spend=/.test(e.query));
	report(`${name}: more spending never gives less`, monotoneProblems(spent, ask(spent.map(more), ...options)));
}

// ------------------------------------------------------------- by hand

function handProblems(cases, answer) {
	return cases.flatMap(([query, id, is, low, high, how]) => {
		const row = answer(query).rows.find((r) => r.id === id);
		return row && row.answer === is && String(row.low ?? '') === low && String(row.high ?? '') === high ? []
			: [`${query} ${id}: ${row?.answer} ${row?.low} to ${row?.high}, by hand ${is} ${low} to ${high} (${how})`];
	});
}

const byCommand = (cases, at) => {
	const all = ask(cases.map((c) => c[at]));
	return new Map(cases.map((c, i) => [c[at], all[i]]));
};
const hand = table('hand.tsv');
const handAsked = byCommand(hand, 0);
report(`${hand.length} cases worked by hand`, [...handProblems(hand, (q) => handAsked.get(q)), ...handProblems(hand, estimate),
	...(hand.length < 40 ? ['fewer than 40'] : [])]);

function firmProblems(firms, answer) {
	const total = (s) => (s ? `${s.low}-${s.high}` : '-');
	return firms.flatMap(([who, query, fits, check, ended, sure, possible]) => {
		const e = answer(query);
		const ids = (rows) => rows.map((r) => r.id).sort().join(' ');
		const of = (name) => ids(e.rows.filter((r) => r.answer === name));
		const gone = e.rows.filter((r) => r.answer === 'not' && r.status === 'expired' && !r.reasons.some((key) => /-(other|out)$/.test(key)));
		const sorted = (s) => s.split(' ').sort().join(' ');
		return [['fits', of('fits'), sorted(fits)], ['check', of('check'), sorted(check)],
			['ended', ids(gone), sorted(ended)], ['sure', total(e.sure), sure], ['possible', total(e.possible), possible]]
			.filter(([, is, should]) => is !== should).map(([what, is, should]) => `${who}: ${what} is ${is}, not ${should}`);
	});
}

const firms = table('firms.tsv');
const firmsAsked = byCommand(firms, 1);
report(`${firms.length} firms get the answers that the digests imply`,
	[...firmProblems(firms, (q) => firmsAsked.get(q)), ...firmProblems(firms, estimate), ...(firms.length < 10 ? ['fewer than 10'] : [])]);

// ------------------------------------------------------------- the checks themselves

const spoil = (from, to) => {
	const file = path.join(work, 'spoilt.js');
	const text = read(site, 'assets/estimate.js');
	if (!text.includes(from)) throw new Error(`nothing to spoil: ${from}`);
	fs.writeFileSync(file, text.replace(from, to));
	return loadEstimate(site, file);
};
const some = queries.slice(0, 400);
for (const [name, from, to] of [['rounding up', 'Math.floor(n % 1e5 * ratio / 1e5)', 'Math.ceil(n % 1e5 * ratio / 1e5)'],
	['a cap that is not applied', 'r.amount || Infinity', 'Infinity'],
	['a ceiling over rows that is not applied', 'r.high > c.amount', 'false'],
	['a spending that counts twice', 'rows.forEach((r) => r.ofSpend &&', 'rows.forEach((r) => false &&'],
	['what may be had together taken one by one', 'r.together ?', 'false ?'],
	['a bound that is not held', "q.spend >= row.limitLeast", 'true'],
	['an expired row that may fit', "r.answer = never.length ?", "r.answer = never.length && !r.policy.status.startsWith('ex') ?"]]) {
	const problems = differences(spoil(from, to), some, asked);
	report(`the comparison notices ${name}`, problems.length ? [] : ['no difference was found']);
}
const doubled = asked.filter((e) => e.possible?.rows).map((e) => ({ ...e, rows: e.rows.map((r) => (r.left === 'group' ? { ...r, left: null } : r)) }));
reportFound('rows that may not be added', totalProblems(doubled, supports(site)), [/two of one measure/, /not the sum/]);
reportFound('a row above its cap', lawProblems(asked.map((e) => ({ ...e, rows: e.rows.map((r) => ({ ...r, high: r.high && r.high + 1e12 })) })),
	supports(site)), [/above its cap/]);
reportFound('a wrong case and a wrong firm', [...handProblems([[...hand[0].slice(0, 3), '1', '2', 'x']], estimate),
	...firmProblems([[...firms[0].slice(0, 3), '', 'x/y', '1-2', '-']], estimate)], [/by hand not 1 to 2/, /check is/, /ended is/, /sure is/, /possible is/]);

// ------------------------------------------------------------- the page

const browser = await openChromium();
const url = address(site, 'estimate/index.html');

async function open(query, options = {}) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
	const page = await context.newPage();
	page.asked = [];
	page.on('request', (r) => page.asked.push(r.url()));
	page.on('pageerror', (e) => page.asked.push(`error ${e.message}`));
	await page.goto(url + query);
	return page;
}

const shown = (page) => page.evaluate(() => ['fits', 'check', 'not'].map((name) => {
	const details = document.querySelector(`#answers .${name}`);
	details.open = true;
	return details.querySelector('h3').textContent;
}));
const expect = (name, is, should) => (String(is) === String(should) ? [] : [`${name}: ${is}, not ${should}`]);
const count = (query) => {
	const e = estimate(query);
	return [['符合', 'fits'], ['需核实', 'check'], ['不符合', 'not']].map(([words, name]) => `${words}：${e.rows.filter((r) => r.answer === name).length}项`);
};

{
	const query = firms[1][1];
	const page = await open(`?${query}`);
	await page.waitForSelector('#answers .check');
	const lines = await page.$$eval('#answers .fits .rule, #answers .check .rule', (all) => all.map((e) => e.textContent));
	const answer = estimate(query).rows.filter((r) => r.rule);
	const ordered = [...answer.filter((r) => r.answer === 'fits'), ...answer.filter((r) => r.answer === 'check')].map((r) => r.rule);
	report('an address with answers shows them: rules, counts, links, states', [
		...expect('counts', await shown(page), count(query)),
		...expect('rules', lines, ordered),
		...expect('marks', await page.$$eval('#answers .fits li > .status, #answers .check li > .status', (all) => all.length), ordered.length),
		...(await page.$$eval('#answers li > a', (all) => all.map((a) => a.getAttribute('href')))).filter((href) => {
			const [file, anchor] = href.replace('../', '').split('#');
			return !read(site, file).includes(`id="${anchor}"`);
		}).map((href) => `${href} leads nowhere`),
		...expect('asked', await page.textContent('#answers .asked'), '平湖市、嘉兴市、浙江省，企业，场景示范，投入和支出800万元'),
	]);
	report('only files of the site are asked for', page.asked.filter((u) => !u.startsWith(address(site, ''))));
	await page.context().close();
}

{
	const page = await open('');
	const first = await page.isVisible('#estimate');
	await page.selectOption('#region', 'pinghu');
	for (const value of ['for enterprise', 'measure scene']) {
		const [name, key] = value.split(' ');
		await page.check(`input[name=${name}][value=${key}]`);
	}
	await page.fill('#spend', '800');
	await page.waitForSelector('#answers .check .rule');
	const before = await shown(page);
	await page.check('#answers input[value="pinghu-ai-plus/a2-b2-s1"]');
	const focused = await page.evaluate(() => document.activeElement.value);
	const after = await shown(page);
	const state = await page.evaluate(() => location.search.slice(1));
	await page.click('button[type=reset]');
	await page.waitForFunction(() => !document.querySelector('#answers .check'));
	report('answers follow the form, the address follows the answers, a row can be said to be met', [
		...expect('the form shows', first, true),
		...expect('counts', before, count(firms[0][1])),
		...expect('counts when met', after, count(firms[1][1])),
		...expect('focus', focused, 'pinghu-ai-plus/a2-b2-s1'),
		...expect('the address says the same', JSON.stringify(estimate(state).rows), JSON.stringify(estimate(firms[1][1]).rows)),
	]);
	await page.context().close();
}

{
	const page = await open('');
	const reached = [];
	for (let i = 0; i < 80; i++) {
		await page.keyboard.press('Tab');
		reached.push(await page.evaluate(() => document.activeElement.name || document.activeElement.type || ''));
	}
	report('the keyboard reaches every question', ['region', 'for', 'measure', 'spend', 'basis', 'count', 'expired', 'reset']
		.filter((name) => !reached.includes(name)));
	await page.context().close();
}

{
	const page = await open('?region=shenzhen&for=enterprise');
	const bare = await open('');
	report('a region without support says so; without a region only the question stands', [
		...expect('shenzhen', await page.textContent('#answers .counts'), '这个地区和上级地区的摘编没有资金支持。'),
		...expect('lists', await page.$$eval('#answers details', (all) => all.length), 0),
		...expect('no region', await bare.textContent('#answers .counts'), '选择地区后，结果列在这里。'),
		...expect('total', await bare.isVisible('#answers .total'), false),
	]);
	await page.context().close();
	await bare.context().close();
}

{
	const page = await open('?region=hangzhou&for=enterprise&expired=1');
	await page.waitForSelector('#answers .not .rule');
	const rules = await page.$$eval('#answers .rule', (all) => all.map((p) => p.textContent));
	const unmarked = await page.$$eval('#answers .not section > ul > li', (all) => all.filter((li) => !li.querySelector('.status.is-expired'))
		.map((li) => li.textContent));
	const answer = estimate('region=hangzhou&for=enterprise&expired=1').rows;
	await page.emulateMedia({ media: 'print' });
	const hidden = await page.evaluate(() => ['#estimate', '.worked'].filter((s) => getComputedStyle(document.querySelector(s)).display !== 'none'));
	report('what has expired stands under 不符合, is marked on every line and never offered; paper has the answers only', [...unmarked, ...hidden,
		...rules.filter((rule) => !rule.startsWith('失效前：')),
		...expect('on paper', await page.isVisible('#answers .not .rule'), true),
		...expect('rules', rules.length, answer.filter((r) => r.rule).length), ...(rules.length < 5 ? ['too few'] : []),
		...expect('counts', await page.textContent('#answers .counts'), `符合0项，需核实0项，不符合${answer.length}项。`),
		...expect('summary', await page.textContent('#answers .not h3'), `不符合：${answer.length}项，其中只因政策已失效的${rules.length}项`),
		...expect('boxes', await page.$$eval('#answers input', (all) => all.length), 0)]);
	await page.context().close();
}

{
	const page = await open(`?${firms[0][1]}`);
	await page.waitForSelector('#answers .check .rule');
	const bytes = await page.pdf({ format: 'A4' });
	report('a usual answer is printed on one page', expect('pages', bytes.toString('latin1').match(/\/Type\s*\/Page\b/g).length, 1));
	await page.context().close();
}

{
	const page = await open('', { javaScriptEnabled: false });
	const examples = await page.$$eval('.worked table', (all) => all.length);
	report('without script: no form, the examples and where else to look', [
		...expect('form', await page.isVisible('#estimate'), false),
		...expect('note', await page.isVisible('noscript p'), true),
		...(examples < 3 ? [`${examples} tables`] : []),
	]);
	await page.context().close();
}

await browser.close();
fs.rmSync(work, { recursive: true });
