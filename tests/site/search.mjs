// Search in the browser against the text of the pages. What ought to be found is worked out from
// the HTML alone: the blocks of <main> as Chromium parses them, folded, and searched for the term.
// Terms are drawn by a seed: SEED=n node tests/site/search.mjs out/site draws others.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { execFileSync } from 'node:child_process';
import * as site from './site.lib.mjs';

const folder = site.siteFolder();
const seed = Number(process.env.SEED ?? 20261121);
const KB = 1024;

// A generator of numbers from 0 to 1 (a linear congruence modulo 2^32, its upper bits).
function numbersFrom(start) {
	let state = start >>> 0;
	return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

// -------------------------------------------------------------------- what ought to be found

// How much of a page is searched, as gen/web/search.c has it: views repeat rows of policies.
const views = [[/^(index|policies\/index)\.html$/, 'words'], [/^(regions|measures|topics|timeline|network|compare)\//, 'words'],
	[/^statuses\//, 'words'], [/^numbers\/(d|t-)/, 'words'], [/^glossary\/(?!letter--).+\//, 'words'],
	[/^departments\/.+\//, 'words'], [/^caps\/index\.html$/, 'words'], [/^(caps|basket|search)\//, 'nothing'],
	[/^404\.html$/, 'nothing']];
const partOf = (file) => views.find(([pattern]) => pattern.test(file))?.[1] ?? 'all';

// Runs in the browser: the blocks of a page's <main>.
function blocksOf([html, part]) {
	const running = new Set(['a', 'abbr', 'b', 'bdi', 'cite', 'code', 'data', 'del', 'dfn', 'em', 'i', 'ins', 'kbd', 'mark',
		'q', 's', 'small', 'span', 'strong', 'sub', 'sup', 'time', 'u', 'var', 'wbr']);
	const left = 'nav, form, button, svg, script, noscript, template, .anchor, .back'
		+ (part === 'words' ? ', table, ul, ol, dl, figure' : '');
	const doc = new DOMParser().parseFromString(html, 'text/html');
	const blocks = [''];
	const walk = (e) => {
		for (const node of e.childNodes)
			if (node.nodeType === Node.TEXT_NODE)
				blocks[blocks.length - 1] += node.data;
			else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(left)) {
				if (!running.has(node.localName))
					blocks.push('');
				walk(node);
				if (!running.has(node.localName))
					blocks.push('');
			}
	};
	const main = doc.querySelector('main');
	if (main && !doc.querySelector('meta[http-equiv=refresh]'))
		walk(main);
	return blocks.map((b) => b.replace(/\s+/g, ' ').trim()).filter(Boolean);
}

// The folded blocks of every page that is searched.
async function readBlocks(page) {
	const pages = new Map();
	const moved = new Set(JSON.parse(site.read(folder, 'data/policies.json')).flatMap((p) =>
		(p.aliases ?? []).map((a) => `policies/${a}/index.html`)));
	for (const file of site.files(folder, '.html'))
		if (partOf(file) !== 'nothing' && !moved.has(file))
			pages.set(file, await page.evaluate(blocksOf, [site.read(folder, file), partOf(file)]));
	return pages;
}

const holders = (folded, term) => [...folded].filter(([, blocks]) => blocks.some((b) => b.includes(term))).map(([file]) => file);

// ----------------------------------------------------------------------------------- terms

function drawTerms(folded, raw, fold) {
	const next = numbersFrom(seed), pick = (list) => list[Math.floor(next() * list.length)];
	const blocks = [...raw.values()].flat().map((b) => [...b]).filter((b) => b.length >= 6);
	const found = [], nowhere = ['》 项'];
	while (found.length < 150) {
		const block = pick(blocks), n = 2 + Math.floor(next() * 5), at = Math.floor(next() * (block.length - n + 1));
		const term = block.slice(at, at + n).join('');
		if ([...fold(term)].length > 1)
			found.push(term);
	}
	// Words of two letters and more that stand apart ask for something else.
	while (nowhere.length < 51) {
		const letters = [...(pick(found) + pick(found)).replace(/\s/g, '')].sort(() => next() - 0.5).slice(0, 2 + Math.floor(next() * 5));
		const term = fold(letters.join(''));
		if ([...term].length > 1 && !holders(folded, term).length)
			nowhere.push(letters.join(''));
	}
	return { found, nowhere };
}

// ----------------------------------------------------------------------------- the page itself

// Runs in the browser: one query, and all of its results.
async function searchFor(query) {
	const found = document.getElementById('found'), q = document.getElementById('q');
	const button = () => document.querySelector('#results > button.more');
	q.value = query;
	q.form.dispatchEvent(new Event('submit', { cancelable: true }));
	await digestpress.search.done;
	const first = digestpress.search.first;
	for (let n = 0; button() && n < 1000; n++) {
		button().click();
		await new Promise((resolve) => setTimeout(resolve));
	}
	document.querySelectorAll('#results summary').forEach((s) => s.click());
	await new Promise((resolve) => setTimeout(resolve));
	return {
		said: found.textContent, first,
		pages: [...document.querySelectorAll('#results .page')].map((page) => ({
			file: new URL(page.querySelector('h2 a').href).pathname,
			status: page.querySelector('.status')?.textContent ?? '',
			title: page.querySelector('h2').textContent,
			lines: [...page.querySelectorAll('ul li')].map((li) => ({
				href: li.querySelector('a').href, label: li.querySelector('a').textContent,
				marks: [...li.querySelectorAll('mark')].map((m) => m.textContent),
			})),
			marks: [...page.querySelectorAll('mark')].map((m) => m.textContent),
		})),
	};
}

async function openSearch(browser, where) {
	const page = await browser.newPage();
	page.problems = [];
	page.on('pageerror', (e) => page.problems.push(`error: ${e.message}`));
	page.on('console', (m) => m.type() === 'error' && page.problems.push(m.text()));
	page.on('request', (r) => r.url().startsWith('file:') || page.problems.push(`asks for ${r.url()}`));
	await page.goto(site.address(where, 'search/index.html'));
	return page;
}

// Ask for each term; each wrong or missing page is a problem.
async function compare(page, where, folded, terms, fold) {
	const problems = [], times = [];
	let hits = 0;
	for (const term of terms) {
		const result = await page.evaluate(searchFor, term);
		const files = result.pages.map((p) => path.relative(where, decodeURIComponent(p.file)));
		const right = holders(folded, fold(term));
		const wrong = files.filter((f) => !right.includes(f)), missed = right.filter((f) => !files.includes(f));
		if (wrong.length || missed.length)
			problems.push(`“${term}”: ${wrong.length} wrong ${wrong.slice(0, 3)}, ${missed.length} missed ${missed.slice(0, 3)}`);
		for (const p of result.pages)
			if (!p.marks.some((m) => fold(m) === fold(term)))
				problems.push(`“${term}”: nothing is marked in ${p.title}`);
		hits += right.length;
		if (result.first)
			times.push(result.first);
	}
	return { problems, times: times.sort((a, b) => a - b), hits };
}

// ----------------------------------------------------------------------------------- checks

// Both foldings over every block, every character of the site as it may be typed, and made-up text.
async function foldingProblems(page, raw) {
	const next = numbersFrom(seed + 1);
	const characters = [...new Set([...raw.values()].flat().join(''))];
	const traditional = [...await page.evaluate(() => new Promise((resolve) => {
		const script = document.createElement('script');
		script.src = 'head.js';
		const head = digestpress.search.head;
		digestpress.search.head = (h) => resolve(h.simple);
		script.onload = () => (digestpress.search.head = head);
		document.head.append(script);
	}))].filter((c, i) => i % 2 === 0);
	const wide = Array.from({ length: 94 }, (v, i) => String.fromCharCode(0xFF01 + i));
	const odd = [...'，,.．0123456789０９,,,〔〕[]【】—–~～“”「」㎡㎏℃①⑩Ⅲⅳ½﹪…・·　 \u00a0\u200b⼈⽤ﬁAZ×∶《》○〇ÀΩя𠮷'];
	const all = [...characters, ...traditional, ...wide, ...odd];
	const lines = [...[...raw.values()].flat(), ...all, ...Array.from({ length: 4000 }, (v, n) =>
		Array.from({ length: 1 + Math.floor(next() * 12) }, () => (n % 3 ? all : odd)[Math.floor(next() * (n % 3 ? all : odd).length)])
			.join(''))].map((l) => l.replace(/\n/g, ' '));
	const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'digestpress-fold-')), 'lines');
	fs.writeFileSync(file, lines.map((l) => l + '\n').join(''));
	const inC = execFileSync(path.join(process.env.BUILD ?? 'build', 'tests/drive/folding'), [file],
		{ encoding: 'utf8', maxBuffer: 1 << 28 }).split('\n').slice(0, -1);
	fs.rmSync(path.dirname(file), { recursive: true });
	const inScript = await page.evaluate((l) => l.map((s) => [digestpress.fold.text(s), digestpress.fold.places(s).letters]), lines);
	const differs = (c) => lines.flatMap((l, i) => (inScript[i].every((s) => s === c[i]) ? []
		: [`“${l}” is “${c[i]}” in C, “${inScript[i].join('”, “')}” in the browser`]));
	site.report(`${lines.length} texts are folded alike in C and in the browser`,
		inC.length === lines.length ? differs(inC) : [`${inC.length} lines of ${lines.length} came back`]);
	site.reportFound('texts that are folded otherwise', differs(inC.map((s) => s.replace('元', '圆'))), [/元.*in the browser|圆/]);
}

// Each shown line leads to a place that is there and says what is marked; each page shows its status.
function lineProblems(result, raw, policies, where, fold, term) {
	const problems = [];
	for (const p of result.pages) {
		const file = path.relative(where, decodeURIComponent(p.file));
		const policy = policies.get(file);
		if (policy && p.status !== policy.words)
			problems.push(`${file}: status “${p.status}”, not “${policy.words}”`);
		for (const line of p.lines) {
			const url = new URL(line.href), id = decodeURIComponent(url.hash.slice(1));
			if (path.relative(where, decodeURIComponent(url.pathname)) !== file)
				problems.push(`${file}: a line leads to ${line.href}`);
			if (id && !site.read(folder, file).includes(`id="${id}"`))
				problems.push(`${file}: there is no #${id}`);
			if (!line.label || !line.marks.some((m) => fold(m) === fold(term)))
				problems.push(`${file}#${id}: a line without label or mark`);
		}
	}
	return problems;
}

const gzip = (file) => zlib.gzipSync(fs.readFileSync(file), { level: 9 }).length;

function sizes() {
	const names = fs.readdirSync(path.join(folder, 'search')).filter((f) => f.endsWith('.js'));
	const sum = (pattern) => names.filter((f) => pattern.test(f)).reduce((n, f) => n + gzip(path.join(folder, 'search', f)), 0);
	const scripts = ['fold', 'search'].reduce((n, f) => n + gzip(path.join(folder, `assets/${f}.js`)), 0);
	const index = sum(/^(head|grams-\d+|names)\.js$/), texts = sum(/^leaf-/);
	const largest = Math.max(...names.map((f) => gzip(path.join(folder, 'search', f))));
	site.report(`the index has ${(index / KB).toFixed(1)} KB gzip (at most 130), the texts ${(texts / KB).toFixed(1)}, `
		+ `the largest file ${(largest / KB).toFixed(1)}, the scripts ${(scripts / KB).toFixed(1)}`,
	[...(index > 130 * KB ? ['the index is too large'] : []), ...(largest > 40 * KB ? ['a file is too large'] : []),
		...(scripts > 7 * KB ? ['the scripts are too large'] : []), ...(index < 10 * KB ? ['there is no index'] : [])]);
}

// The same page with an index that lacks a list, or a text that was changed.
async function spoil(browser, folded, terms, fold) {
	const where = fs.mkdtempSync(path.join(os.tmpdir(), 'digestpress-search-'));
	for (const part of ['search', 'assets'])
		fs.cpSync(path.join(folder, part), path.join(where, part), { recursive: true });
	const change = (file, from, to) => {
		const whole = path.join(where, 'search', file), text = fs.readFileSync(whole, 'utf8');
		fs.writeFileSync(whole, text.replace(from, to));
	};
	const shards = fs.readdirSync(path.join(where, 'search')).filter((f) => f.startsWith('grams-'));
	for (const shard of shards)
		change(shard, /A(?=[^A-Z[\]{}` ])/g, 'B');
	let page = await openSearch(browser, where);
	const moved = await compare(page, where, folded, terms, fold);
	await page.close();
	for (const shard of shards)
		fs.copyFileSync(path.join(folder, 'search', shard), path.join(where, 'search', shard));
	for (const leaf of fs.readdirSync(path.join(where, 'search')).filter((f) => f.startsWith('leaf-')))
		change(leaf, /的|人工|企业/g, '之');
	page = await openSearch(browser, where);
	const changed = await compare(page, where, folded, terms, fold);
	await page.close();
	fs.rmSync(where, { recursive: true });
	site.reportFound('an index whose lists are wrong', moved.problems, [/missed/]);
	site.reportFound('texts that are not those of the pages', changed.problems, [/missed/]);
}

const browser = await site.openChromium();
const page = await openSearch(browser, folder);
const raw = await readBlocks(page);
const foldAll = (texts) => page.evaluate((t) => t.map(digestpress.fold.text), texts);
const folded = new Map();
for (const [file, blocks] of raw)
	folded.set(file, await foldAll(blocks));

// Terms are folded where the script runs; a table of what was asked keeps the checks simple.
await page.evaluate(() => (window.name = ''));
const letters = new Map();
for (const c of new Set([...raw.values()].flat().join('')))
	letters.set(c, c);
const characters = [...letters.keys()];
(await foldAll(characters)).forEach((f, i) => letters.set(characters[i], f));
const known = new Map();
const fold = (s) => known.get(s) ?? [...s].map((c) => letters.get(c) ?? c).join('');

console.log(`# seed ${seed}`);
const { found, nowhere } = drawTerms(folded, raw, fold);
const fixed = ['算力', '人工智能', '500万元', '500 万元', '５００ 萬元', '國發[2017]35號', '国发〔2017〕35号', '国发【2017】35号',
	'AI', 'ai', '券', '元', '5G', '揭榜挂帅', '首台套', '已失效', '征求意见稿', '最高500万元', '20%', '２０％', '不超过30％',
	'長沙', '⼈⼯智能', 'sha-256', 'GB/T', '三/（二）', 'a1-s1', '“智能+”', '—', '2018-2030', '2018～2030', '中关村科学城'];
const asked = [...found, ...nowhere, ...fixed];
(await foldAll(asked)).forEach((f, i) => known.set(asked[i], f));

await foldingProblems(page, raw);
const drawn = await compare(page, folder, folded, found, fold);
const absent = await compare(page, folder, folded, nowhere, fold);
const listed = await compare(page, folder, folded, fixed, fold);
site.report(`150 terms of the text: ${drawn.hits} pages of ${raw.size}, each found, no other`, drawn.problems);
site.report(`${nowhere.length} terms that occur nowhere find nothing`, [...absent.problems, ...(absent.hits ? ['one occurs'] : [])]);
site.report(`${fixed.length} fixed terms, written in many ways: ${listed.hits} pages`, listed.problems);
const times = drawn.times;
console.log(`# first result: median ${times[times.length >> 1].toFixed(1)} ms, 95 of 100 within ${times[Math.floor(times.length * 0.95)].toFixed(1)} ms`);

const words = { draft: '征求意见稿', not_yet: '尚未施行', in_force: '有效期内', expired: '已失效', unstated: '未载明期限', undetermined: '无法确定' };
const policies = new Map(JSON.parse(site.read(folder, 'data/policies.json')).map((p) =>
	[`policies/${p.slug ?? p.id}/index.html`, { status: p.status, words: words[p.status] }]));
const problems = [];
const seen = new Set();
for (const term of ['万元', '国发[2017]35号', '平台', '%', '标准']) {
	const result = await page.evaluate(searchFor, term);
	known.set(term, (await foldAll([term]))[0]);
	problems.push(...lineProblems(result, raw, policies, folder, fold, term));
	result.pages.forEach((p) => seen.add(policies.get(path.relative(folder, decodeURIComponent(p.file)))?.status));
}
for (const status of ['draft', 'expired'])
	if ([...policies.values()].some((p) => p.status === status) && !seen.has(status))
		problems.push(`no ${status} policy was found, so nothing is known of its mark`);
site.report('lines show their place and lead there; pages show their status', problems);

async function sameResults(a, b) {
	const [x, y] = [await page.evaluate(searchFor, a), await page.evaluate(searchFor, b)].map((r) =>
		r.pages.map((p) => p.file).join(' '));
	return x && x === y ? [] : [`“${a}” and “${b}” give ${x ? 'different results' : 'nothing'}`];
}
site.report('what is written otherwise is found alike', [...await sameResults('500万元', '５００ 萬元'),
	...await sameResults('算力', `${' '.repeat(120)}算力`),
	...await sameResults('5000万元', '5,000 万元'), ...await sameResults('国发〔2017〕35号', '國發(2017)35號'),
	...await sameResults('国发〔2017〕35号', '国发2017年35号'),
	...await sameResults('算力补贴', 'slbt')]);
const both = await page.evaluate(searchFor, '长沙 算力券');
site.report('words apart are searched for together', both.pages.length && /同时/.test(both.said) ? [] : [both.said]);

// ------------------------------------------------------------------------------- how it is used

async function useProblems() {
	const wrong = [];
	const used = await openSearch(browser, folder);
	const q = used.locator('#q'), said = () => used.textContent('#found');
	const wait = (text) => used.waitForFunction((t) => document.getElementById('found').textContent.includes(t), text, { timeout: 5000 })
		.catch(async () => wrong.push(`“${text}” is not said, but “${await said()}”`));
	await used.goto(site.address(folder, 'glossary/index.html'));
	await used.fill('header input[name=q]', '算力');
	await used.press('header input[name=q]', 'Enter');
	await used.waitForURL(/search\/index\.html\?q=/);
	await wait('“算力”');
	if (await q.inputValue() !== '算力')
		wrong.push('the query of the address is not in the field');
	await q.fill('人才');
	await wait('“人才”');
	if (await used.evaluate(() => document.activeElement.id) !== 'q')
		wrong.push('typing loses the focus');
	if (await used.getAttribute('#found', 'role') !== 'status')
		wrong.push('the number of results is not announced');
	await q.evaluate((e) => {
		e.dispatchEvent(new CompositionEvent('compositionstart'));
		e.value = 'ping tai';
		e.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }));
	});
	await used.waitForTimeout(300);
	if (!(await said()).includes('人才'))
		wrong.push('what is being composed is searched');
	await q.evaluate((e) => {
		e.value = '平台';
		e.dispatchEvent(new CompositionEvent('compositionend'));
	});
	await wait('“平台”');
	await q.fill('甲乙丙丁戊己');
	await wait('没有含有');
	await q.fill('');
	await used.waitForTimeout(300);
	if (await said() || await used.locator('.page').count())
		wrong.push('an empty query shows results');
	wrong.push(...used.problems);
	await used.close();
	const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await plain.goto(site.address(folder, 'search/index.html') + '?q=1');
	if (await plain.locator('noscript a').count() < 5 || !await plain.locator('noscript p').isVisible())
		wrong.push('without script nothing says where else to look');
	return wrong;
}
site.report('from the header, by typing, by input method, without script', await useProblems());
site.report('nothing is asked of other hosts, no errors', page.problems);
sizes();
await spoil(browser, folded, [...found.slice(0, 12), ...fixed.slice(0, 4)], fold);
await browser.close();
