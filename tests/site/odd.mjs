// Collections that nobody wrote: with one policy and no supports, with the marks of every format in
// all names, with two regions of one short name, with terms that end on the last of February, under
// a path of a server. Each builds without a word, and its pages have no heading, list or table with nothing
// in it, no dead link and no element that a name brought along. The pages of content/ are held to the same.
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import * as site from './site.lib.mjs';
import { deadLinks, emptyParts } from './odd.lib.mjs';

const build = path.resolve(process.env.BUILD ?? 'build');
const folder = path.join(build, 'tests/odd');
const base = 'https://x.example/a/b/';
const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const quoted = JSON.stringify;

// A digest with as many supports as there are cells 标准.
function digest({ title = '关于支持的意见', short = '意见', region = 'zhejiang', more = '', item = '攻关', measure = '研发补助', sums = [] }) {
	const rows = sums.map((sum) => `| 一 | ${item} | 企业 | ${sum} | — | ${measure} | — |`);
	const table = rows.length ? ['', '## 资金支持', '', '| 条款 | 事项 | 对象 | 标准 | 条件 | 类别 | 责任单位 |',
		'| --- | --- | --- | --- | --- | --- | --- |', ...rows] : [];
	return ['---', `title: ${quoted(title)}`, `short_title: ${quoted(short)}`, `region: ${region}`, 'stage: final', 'topics: [research]',
		`source: {file: x.txt, sha256: ${sha256}}`, 'updated: 2026-11-21', 'checked: 2026-11-21', ...more.split('\n').filter(Boolean), '---',
		'', '## 政策目的', '', '支持。', ...table, ''].join('\n');
}

const province = 'zhejiang: {name: 浙江省, short: 浙江, code: "330000", level: province, pinyin: zhejiang}\n';
const least = {
	'site.yml': `title: 摘编\npublisher: 编辑组\ndisclaimer: 以原文为准。\nas_of: 2026-11-22\nbase_url: ${base}\n`,
	'regions.yml': province,
	'measures.yml': 'rd: {name: 研发补助}\n',
	'topics.yml': 'research: {name: 研发攻关}\n',
};
const marks = '<b>甲</b>&"乙"\'丙\'[d](e)*f*]]>{g}';
const collections = {
	'one policy without supports': { 'policies/one.md': digest({}) },
	'one policy with one rate': { 'policies/one.md': digest({ sums: ['每证20万元'] }) },
	'measures without policies': { 'policies/one.md': digest({ sums: ['最高100万元'] }), 'measures.yml': `${least['measures.yml']}talent: {name: 人才}\n` },
	'two regions of one short name': { 'policies/one.md': digest({ sums: ['最高100万元'] }),
		'policies/two.md': digest({ title: '市的意见', short: '市意见', region: 'city', sums: ['最高90万元'] }),
		'regions.yml': `${province}city: {name: 浙江市, short: 浙江, code: "330100", parent: zhejiang, level: city, pinyin: zhejiang}\n` },
	'marks in all names': { 'policies/one.md': digest({ title: marks, short: '<i>&"短"', measure: '研\\<发>\\&', item: '\\<script>x\\</script>\\&', sums: ['最高100万元'] }),
		'site.yml': least['site.yml'].replace('摘编', quoted(marks)).replace('编辑组', quoted(marks)).replace('以原文为准。', quoted(marks)),
		'regions.yml': province.replace('浙江省', '"浙<i>江</i>&"').replace('浙江,', '"<浙>",'),
		'measures.yml': 'rd: {name: "研<发>&"}\n', 'topics.yml': 'research: {name: "<u>研</u>&"}\n' },
	'an emoji in a title': { 'policies/one.md': digest({ title: '意见😀' }) },
	'the last of February': { 'policies/one.md': digest({ sums: ['最高100万元'], more: 'term: {from: 2024-02-29, to: 2028-02-29}' }),
		'policies/two.md': digest({ title: '两年', short: '两年', more: 'term: {from: 2024-02-29, years: 2}' }) },
};

function make(name, files) {
	const content = path.join(folder, 'content');
	fs.rmSync(content, { recursive: true, force: true });
	for (const [file, text] of Object.entries({ ...least, ...files })) {
		fs.mkdirSync(path.dirname(path.join(content, file)), { recursive: true });
		fs.writeFileSync(path.join(content, file), text);
	}
	const out = path.join(folder, 'out');
	fs.rmSync(out, { recursive: true, force: true });
	const problems = ['site', 'data'].flatMap((part) => {
		const run = spawnSync(path.join(build, 'digestpress'), ['build', '--quiet', '--strict', '--only', part, '--content', content, '--out', out], { encoding: 'utf8' });
		return run.status === 0 && run.stderr === '' ? [] : [`${part} ends with ${run.status}: ${run.stderr}`];
	});
	return { root: path.join(out, 'site'), problems };
}

const browser = await site.openChromium();
const page = await browser.newPage();
const readXml = (text) => new DOMParser().parseFromString(text, 'application/xml').querySelector('parsererror')?.textContent ?? '';

async function pageProblems(root) {
	const pages = new Map();
	for (const file of site.files(root, '.html'))
		pages.set(file, await page.evaluate(emptyParts, site.read(root, file)));
	return [...[...pages].flatMap(([file, p]) => p.problems.map((x) => `${file}: ${x}`)), ...deadLinks(root, pages, base)];
}

// What other programs read: each file in its own language.
async function fileProblems(root) {
	const problems = [];
	for (const file of site.files(root)) {
		const text = site.read(root, file);
		if (/\.(xml|svg)$/.test(file) && await page.evaluate(readXml, text))
			problems.push(`${file} is no XML`);
		if (file.endsWith('.ics') && !/^BEGIN:VCALENDAR\r\n[^]*\r\nEND:VCALENDAR\r\n$/.test(text))
			problems.push(`${file} is no calendar`);
		const json = file.endsWith('.json') ? [text] : file.endsWith('.html') ? [...text.matchAll(/ld\+json">(.*?)<\/script>/g)].map((m) => m[1]) : [];
		for (const j of json)
			try {
				JSON.parse(j);
			} catch {
				problems.push(`${file} has no JSON`);
			}
	}
	return problems;
}

for (const [name, files] of Object.entries(collections)) {
	const { root, problems } = make(name, files);
	site.report(name, problems.length ? problems : [...await pageProblems(root), ...await fileProblems(root)]);
	if (name === 'the last of February')
		site.report('the last days of February are in the calendar', ['20280229', '20260227'].filter((d) => !site.read(root, 'calendar.ics').includes(`DTSTART;VALUE=DATE:${d}\r\n`)));
	if (name === 'marks in all names') {
		const h1 = await page.evaluate((text) => new DOMParser().parseFromString(text, 'text/html').querySelector('h1').textContent, site.read(root, 'policies/one/index.html'));
		site.report('a title of marks is shown as it is written', h1 === marks ? [] : [h1]);
	}
	if (name === 'two regions of one short name') {
		const rows = await page.evaluate((text) => [...new DOMParser().parseFromString(text, 'text/html').querySelectorAll('main tbody th')].map((th) => th.textContent.trim()),
			site.read(root, 'compare/index.html'));
		site.report('they are told apart', ['浙江省', '浙江市'].filter((r) => !rows.includes(r)).map((r) => `${r} is not among ${rows}`));
	}
}
const pages = new Map();
for (const file of site.files(site.siteFolder(), '.html'))
	pages.set(file, await page.evaluate(emptyParts, site.read(site.siteFolder(), file)));
site.report(`no page of content/ has an empty part: ${pages.size}`, [...pages].flatMap(([file, p]) => p.problems.map((x) => `${file}: ${x}`)));

const spoilt = `<main><h1>一</h1><h2></h2><p>x（）</p><h2>二</h2><h2>三</h2><ul></ul><table><thead><tr><th>a</th></tr></thead></table>
	<a href="gone.html">b</a><a href="/a/b/">c</a><a href="#none">d</a><b>甲</b></main>`;
const found = await page.evaluate(emptyParts, spoilt);
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, 'x.xml'), '<a>&</a>');
fs.writeFileSync(path.join(folder, 'x.json'), '{,}');
fs.writeFileSync(path.join(folder, 'x.ics'), 'BEGIN:VCALENDAR\n');
site.reportFound('empty parts, dead links, broken files', [...found.problems, ...deadLinks(folder, new Map([['x/index.html', found]]), base), ...await fileProblems(folder)],
	[/a heading says nothing/, /the page says x（）/, /nothing stands under “二”/, /<ul> is empty/, /a table has no rows/, /<b> is not ours/,
		/gone\.html leads nowhere/, /\/a\/b\/ is root-absolute/, /#none leads nowhere/, /is no XML/, /has no JSON/, /is no calendar/]);
await browser.close();
