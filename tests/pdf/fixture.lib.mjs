// The fixture: a made-up collection with every pair of marks and every case of a break, which the
// program sets at 40, 28 and 10 em. Its texts are generated from fixture/samples.txt; style and
// papers are those of templates/print with three papers and a few looks more.
import fs from 'node:fs';
import path from 'node:path';
import * as pdf from './pdf.lib.mjs';
import { closers, commas, openers, stops } from './texts.lib.mjs';

const here = path.join(import.meta.dirname, 'fixture');
const filling = [...'各地对于创新企业的支持通常由市级部门会同区县负责审核拨付并且按照年度工作计划安排资金预算同时要求受助单位如实填报材料接受监督检查对弄虚作假者追回款项列入失信名单'];

const fill = (from, n) => Array.from({ length: n }, (_, i) => filling[(from + i) % filling.length]).join('');
export const samples = fs.readFileSync(`${here}/samples.txt`, 'utf8').split('\n').filter((l) => l && !l.startsWith('#'));

// Each sample behind 0 to 39 characters, three in a paragraph.
function sweeps() {
	const groups = Array.from({ length: Math.ceil(samples.length / 3) }, (_, i) => samples.slice(3 * i, 3 * i + 3));
	return groups.flatMap((g, k) => Array.from({ length: 40 }, (_, n) => fill(k, n + 2) + g.map((s, i) => s + fill(7 * i + n, 11 + 3 * i)).join('')));
}

// Every pair of marks that may meet, between Han: a line for each first mark.
function pairs() {
	const trailing = [...closers + stops + commas], leading = [...openers];
	return [...trailing.map((a) => [...leading, ...trailing].map((b) => `甲${a}${b}`).join('') + '乙'),
		...leading.map((a) => leading.map((b) => `甲${a}${b}`).join('') + '乙'), '甲））、乙）》。丙」』】丁《〈“戊”〉》，己'];
}

// The same in bold here and there: lines two and two say the same.
const alike = [['甲。（乙）、“丙”，丁》《戊！己：「庚」', '甲。<strong>（乙）</strong>、<strong>“丙”</strong>，丁》<strong>《戊</strong>！己<strong>：</strong>「庚」'],
	['用人工·智能（甲）。（乙）', '用人工<strong>·</strong>智能（甲<strong>）</strong>。<em>（乙）</em>'],
	['按AI产业与GPU集群（乙）', '按<strong>AI</strong>产业与<code>GPU</code>集群<strong>（乙）</strong>'.replace('<strong>AI</strong>', 'AI').replace('<code>GPU</code>', 'GPU')]];

const titles = ['样张市人民政府办公厅关于支持新一代人工智能产业高质量发展的若干政策措施', '关于印发促进算力基础设施建设实施细则的通知', '国家新一代人工智能创新发展试验区建设方案',
	'加快推进人工智能赋能新型工业化行动计划', '资金支持'];

const plain = (s) => s.replace(/<[^>]*>/g, '').replaceAll('&amp;', '&').replaceAll('&lt;', '<');
const element = (name, more = '') => (s) => `<${name}${more}>${s}</${name}>`;

// White that a typist puts between Han and Western, and after the percent sign.
const typed = (s) => s.replace(/(\p{sc=Han})([A-Za-z0-9])/gu, '$1 $2').replace(/([A-Za-z0-9%])(\p{sc=Han})/gu, '$1 $2');
const untyped = (s) => s.replace(/(\p{sc=Han}) ([A-Za-z0-9])/gu, '$1$2').replace(/([A-Za-z0-9%]) (\p{sc=Han})/gu, '$1$2');

const escape = (s) => s.replace(/&(?!amp;)/g, '&amp;').replaceAll('<', '&lt;');

// Rows of caps as a table of six columns, for F5.
function rowsTable(rows) {
	const cells = rows.map((r) => [r.region_name, r.policy_title, r.item, r.recipient ?? '—', r.text, r.conditions ?? '—']);
	const row = (name) => (r) => element('tr')(r.map((c) => element(name)(escape(String(c)))).join(''));
	return element('table', ' class="caps"')(`<caption>资助标准</caption>${element('thead')(row('th')(['地区', '政策', '事项', '对象', '标准', '条件']))}${element('tbody')(cells.map(row('td')).join('\n'))}`);
}

// Four narrow columns with the samples in their cells.
function cellsTable() {
	const cells = samples.flatMap((s, k) => [0, 1, 2, 3].map((n) => fill(k, n) + s));
	const rows = Array.from({ length: cells.length / 4 }, (_, i) => element('tr')(cells.slice(4 * i, 4 * i + 4).map(element('td')).join('')));
	return element('table')(`<caption>样张</caption>${element('thead')(element('tr')(['甲', '乙', '丙', '丁'].map(element('th')).join('')))}${element('tbody')(rows.join('\n'))}`);
}

function template(rows, change) {
	const text = [...titles.map(element('h2')), ...sweeps().map(change).map(element('p')), ...pairs().map(element('p', ' class="plain"')),
		...alike.flat().map(change).map(element('p', ' class="plain"')), ...samples.map(change).map((s) => `<ul><li>${s}</li></ul><blockquote><p>${s}</p></blockquote>`)].join('\n');
	const digest = '<section d:each="group in book.regions"><section d:each="policy in group.policies"><section d:each="part in policy.texts"><d:body of="part.body" policy="policy"/></section></section></section>';
	const xml = `<d:template xmlns="http://www.w3.org/1999/xhtml" xmlns:d="urn:digestpress" needs="book: book"><div class="main"><h1>样张</h1>
<d:group d:if="book.has_policies">${text}\n${digest}</d:group>
<d:group d:if="book.subtitle">${cellsTable()}</d:group>
<d:group d:if="book.has_caps">${rowsTable(rows)}</d:group></div></d:template>`;
	return { xml: xml.replace(/\{(?!book)/g, '{{'), written: plain(text) + '•'.repeat(samples.length) };
}

const papers = [40, 28, 10].map((m) => `  sample-${m}: {width: ${m * 10.5 + 160}pt, height: 841.89pt, measure: ${m * 10.5}pt, pitch: 17.5pt, lines: 37, top: 96pt, head: 62pt, foot: 780pt}`);
const looks = ['  p.plain: {font: sans, size: 9pt, indent: 0, align: left}', '  div.main: {matter: body}'];

// Build it: {folder, texts}. `spaces` says whether white is typed between Han and Western.
export function build(program, supports, { spaces, folder, style = (s) => s }) {
	fs.cpSync(`${here}/content`, `${folder}/content`, { recursive: true });
	fs.cpSync('templates', `${folder}/templates`, { recursive: true });
	const change = spaces ? typed : untyped;
	const digest = `${folder}/content/policies/sample.md`;
	const { xml, written } = template(supports.slice(0, 204), change);
	const paragraphs = fs.readFileSync(digest, 'utf8').split('---\n')[2].split('## 资金支持')[0].replace(/^## .*$/mg, '').replace(/\*\*|`/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
	fs.writeFileSync(digest, fs.readFileSync(digest, 'utf8').split('\n').map((l) => (/^(\||#|[a-z_]+:)/.test(l) ? l : change(l))).join('\n'));
	const sheet = `${folder}/templates/print/style.yml`;
	fs.writeFileSync(sheet, style(fs.readFileSync(sheet, 'utf8').replace(/^papers:$/m, `papers:\n${papers.join('\n')}`)
		.replace(/^looks:\n(?:[ #].*\n|\n)*/m, (all) => `${all.trimEnd()}\n${looks.join('\n')}\n\n`)));
	fs.writeFileSync(`${folder}/templates/print/book.xhtml`, xml);
	const { status, out, err } = pdf.run(program, 'build', '--quiet', '--only', 'books', '--content', `${folder}/content`,
		'--templates', `${folder}/templates`, '--out', `${folder}/out`);
	return { status, said: out + err, digest: paragraphs, books: `${folder}/out/site/books`, written, alike: alike.length, paragraphs: sweeps().map(untyped).map(plain) };
}
