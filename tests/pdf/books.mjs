// Each book, read back by poppler, MuPDF and qpdf: fonts, text, lines, tables, numbers, bookmarks.
// At the end the checks themselves are held against a book that was spoilt in memory.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as pdf from './pdf.lib.mjs';
import { allLines, flushProblems, kinsokuProblems, overlapProblems, pairProblems, paragraphProblems, tableProblems,
	tornProblems } from './lines.lib.mjs';
import { bookmarkProblems, contentsProblems, folioCount, folioProblems, headingProblems, linkProblems, markProblems,
	referenceProblems } from './numbers.lib.mjs';
import { facingProblems, heldProblems, lastProblems, pitchOf, splitProblems } from './pages.lib.mjs';

const amount = /\d[\d.]*[万亿]?(?:元|[美港欧]元)/g;
const squeeze = (s) => s.replace(/\s+/g, '');

function report(name, problems) {
	console.log(`${problems.length ? 'not ok' : 'ok'} - ${name}`);
	problems.slice(0, 40).forEach((p) => console.log(`    ${p}`));
	if (problems.length > 40)
		console.log(`    and ${problems.length - 40} more`);
}

// -------------------------------------------------------------------- fonts and file

function fontProblems(said) {
	const rows = said.trim().split('\n').slice(2);
	if (!rows.length)
		return ['there is no font'];
	return rows.filter((r) => !/^[A-Z]{6}\+\S+ +CID Type 0C +Identity-H +yes yes yes /.test(r));
}

function fileProblems(file) {
	const { status, out, err } = pdf.run('qpdf', '--check', file);
	return status === 0 && !/warning/i.test(out + err) ? [] : (out + err).trim().split('\n');
}

// ------------------------------------------------------------------------------ text

function tally(text) {
	const n = new Map();
	for (const [m] of text.matchAll(amount))
		n.set(m, (n.get(m) ?? 0) + 1);
	return n;
}

// Every sum of the table of supports, unbroken, at least as often as it is granted.
function amountProblems(text, supports) {
	const wanted = tally(supports.map((s) => s.text).join('\n'));
	const found = tally(text);
	return [...wanted].filter(([sum, n]) => (found.get(sum) ?? 0) < n)
		.map(([sum, n]) => `${sum}: ${found.get(sum) ?? 0} times, wanted ${n}`);
}

function characterProblems(text) {
	return [...text.matchAll(/.{0,8}([\uFFFD\u2E80-\u2FDF\uE000-\uF8FF\uF900-\uFAFF０-９]|\*\*).{0,8}/gu)].map((m) =>
		`U+${m[1].codePointAt(0).toString(16).toUpperCase()} in ${m[0]}`);
}

// Each support is a row of a table, with its item and its standard.
function rowProblems(book, supports) {
	const rows = pdf.elements(book.tree, (e) => e.name === 'TR').map((r) => squeeze(pdf.textOf(r)));
	return supports.filter((s) => !rows.some((r) => r.includes(squeeze(s.item)) && r.includes(squeeze(s.text))))
		.map((s) => `${s.id}: no row has ${s.item} and ${s.text}`);
}

// ---------------------------------------------------------------- tables over pages

// On each further page of a table its header stands again, as an artifact.
function repeatProblems(book) {
	const pages = book.pages.map((p) => squeeze(p.marks.filter((m) => m.name === 'Artifact')
		.flatMap((m) => m.glyphs).map((g) => g.text).join('')));
	const problems = [];
	let continued = 0;
	for (const table of pdf.elements(book.tree, (e) => e.name === 'Table')) {
		const on = [...new Set(pdf.marksOf(table).map((m) => m.page))].sort((a, b) => a - b);
		const header = pdf.elements(table, (e) => e.name === 'THead').flatMap((h) => pdf.elements(h, (e) => e.name === 'TH'));
		if (!header.length && pdf.elements(table, (e) => e.name === 'TR').some((r) => r.kids[0].name !== 'TH'))
			problems.push(`page ${on[0] + 1}: a table with neither a header nor row headers`);
		for (const n of on.slice(1)) {
			continued++;
			for (const th of header.map((e) => squeeze(pdf.textOf(e))).filter((t) => !pages[n].includes(t)))
				problems.push(`page ${n + 1}: the header ${th} is not repeated`);
		}
	}
	return { continued, problems };
}

// ------------------------------------------------------------------------------- run

const folder = path.resolve(process.argv[2] ?? 'out/site');
const supports = JSON.parse(fs.readFileSync(`${folder}/data/supports.json`, 'utf8'));
const slugs = fs.readdirSync(`${folder}/books`).filter((f) => f.endsWith('.pdf')).map((f) => f.slice(0, -4)).sort();
let handbook;

for (const slug of slugs) {
	const file = `${folder}/books/${slug}.pdf`;
	const book = pdf.readPdf(file);
	const say = (name, problems) => report(`${slug}: ${name}`, problems);
	const poppler = pdf.run('pdftotext', file, '-').out;
	const mupdf = pdf.run('mutool', 'draw', '-q', '-F', 'txt', file).out;
	const texts = allLines(book);
	const repeats = repeatProblems(book);
	const contents = contentsProblems(book);
	const references = referenceProblems(book);
	if (slug === 'handbook')
		handbook = { book, texts, poppler, file };
	say(`qpdf finds nothing wrong with ${book.pages.length} pages`, fileProblems(file));
	say('every font is CID Type 0C, embedded, a subset, with Unicode', fontProblems(pdf.run('pdffonts', file).out));
	say('poppler reads every sum, unbroken', amountProblems(poppler, supports));
	say('MuPDF reads every sum, unbroken', amountProblems(mupdf, supports));
	say('the text has no radicals, private or replacement characters', [...characterProblems(poppler), ...characterProblems(mupdf)]);
	say('all content is in the structure or an artifact', markProblems(book));
	say('each support is a row', rowProblems(book, supports));
	const n = texts.reduce((sum, t) => sum + t.lines.length, 0);
	say(`none of ${n} lines starts with a closing mark or ends with an opening one`, kinsokuProblems(texts));
	say('no number is torn from its unit', tornProblems(texts));
	say('marks that meet take 1.5 em', pairProblems(texts));
	if (slug === 'handbook') {
		say('paragraphs are flush, none is overfull', flushProblems(texts));
		say('paragraphs begin 2 em in, end with two characters, have no wide gaps', paragraphProblems(texts));
	}
	say('no text overlaps another or leaves the margins', overlapProblems(book));
	say('no text leaves its table', tableProblems(book));
	say(`table headers are repeated on ${repeats.continued} further pages`, repeats.problems);
	say(`${contents.n} entries of the contents give the page`, contents.n ? contents.problems : ['there are none']);
	say(`${references.n} page references give the page`, references.n || slug !== 'handbook' ? references.problems : ['there are none']);
	say(`${book.links.length} links lead somewhere`, linkProblems(book));
	say('folios are page labels', [...folioProblems(book), ...(folioCount(book) > 1 ? [] : ['none is printed'])]);
	say('bookmarks are the headings', bookmarkProblems(book));
	say('no heading is alone at the foot of a page', headingProblems(book));
	say('no paragraph leaves a line alone on a page', splitProblems(book));
	say('two lines or a row follow each heading', heldProblems(book));
	say('facing pages end at the same height', facingProblems(book, pitchOf(book)));
	say('no last page has three lines or less', lastProblems(book, pitchOf(book)));
}

// ---------------------------------------------------------------- the checks themselves

function notices(name, problems, pattern) {
	report(`the checker notices: ${name}`, problems.some((p) => pattern.test(p)) ? [] :
		[`${pattern} matches none of: ${problems.slice(0, 3).join(' | ') || 'nothing'}`]);
}

const { book, texts, poppler, file } = handbook;
const glyph = (text, x = 100) => ({ text, x, y: 100, size: 10, adv: 10, page: 1 });
const line = (s) => [...s].map((c, i) => glyph(c, 100 + 10 * i));
const cut = path.join(os.tmpdir(), `digestpress-cut-${process.pid}.pdf`);
fs.writeFileSync(cut, fs.readFileSync(file).subarray(0, fs.statSync(file).size - 2000));
notices('a file that is cut off', fileProblems(cut), /xref|damaged|trailer/);
fs.unlinkSync(cut);
notices('a font of another kind', fontProblems('n\n-\nABCDEF+X  TrueType  Identity-H  yes yes yes 1 0'), /TrueType/);
notices('a font that is no subset', fontProblems('n\n-\nABCDEF+X  CID Type 0C  Identity-H  yes no yes 1 0'), /no yes/);
notices('a sum broken by a space', amountProblems(poppler.replaceAll('500万元', '500 万元'), supports), /500万元: \d+ times/);
notices('a sum that is missing once', amountProblems(supports.slice(1).map((s) => s.text).join('\n'), supports), /times, wanted/);
notices('a radical', characterProblems('政⽇策'), /U\+2F47/);
notices('a mark at the start of a line', kinsokuProblems([{ name: 'P', lines: [line('甲'), line('，乙')] }]), /starts with/);
notices('a mark at the end of a line', kinsokuProblems([{ name: 'Artifact', lines: [line('甲（')] }]), /ends with/);
notices('a torn sum', tornProblems([{ lines: [line('最高500'), line('万元')] }]), /500\|万元/);
notices('a line over the edge', flushProblems([...texts, { name: 'P', e: { name: 'P' }, lines: [line('甲'.repeat(60))] }]), /overfull/);
notices('a ragged line', flushProblems([...texts, { name: 'P', e: { name: 'P' }, lines: [line('甲乙'), line('丙')] }]), /off the edge/);
const paragraph = { name: 'P', e: { name: 'P' }, lines: [line('甲'.repeat(9)), line('乙')].map((l) => l.map((g) => ({ ...g, page: 2 }))) };
notices('a paragraph without an indent', paragraphProblems([paragraph]), /indent of 0/);
notices('a character alone on a line', paragraphProblems([paragraph]), /one character alone: page 3: 乙/);
notices('wide gaps', paragraphProblems([{ ...paragraph, lines: [paragraph.lines[0].map((g) => ({ ...g, x: 2 * g.x })), paragraph.lines[1]] }]), /wide gaps/);
notices('marks that stand apart', pairProblems([{ lines: [line('甲。（乙')] }]), /take 2\.00 em/);
notices('an overlap', overlapProblems({ pages: [{ n: 0, width: 500, height: 500, marks: [{ glyphs: [glyph('甲'), glyph('乙', 105)] }], loose: [] }] }), /overlap/);
notices('text off the margin', overlapProblems({ pages: [{ n: 0, width: 500, height: 500, marks: [{ glyphs: [glyph('甲', 490)] }], loose: [] }] }), /off the margin/);
notices('text out of its table', tableProblems({ ...book, pages: book.pages.map((p) => ({ ...p, rules: [{ x0: 0, x1: 1 }] })) }), /out of its table/);
const shifted = { ...book, labels: book.labels.map((l) => `${l}1`) };
notices('a wrong number in the contents', contentsProblems(shifted).problems, /leads to page/);
notices('a wrong folio', folioProblems(shifted), /is printed/);
notices('a wrong page reference', referenceProblems(shifted).problems, /第\d+页 leads to/);
notices('a link to nowhere', linkProblems({ links: [{ page: 0, words: 'x', target: -1, url: null }] }), /leads nowhere/);
notices('a header that is not repeated', repeatProblems({ ...book, pages: book.pages.map((p) => ({ ...p, marks: [] })) }).problems, /is not repeated/);
// A book of facing pages 2 and 3 and a page 4, made of elements: name, page, baselines.
function madeUp(...parts) {
	const root = { name: 'Root', kids: [] };
	const sect = { name: 'Sect', above: root, kids: [] };
	root.kids.push(sect);
	for (const [name, ...lines] of parts) {
		const e = { name, above: sect, kids: [] };
		for (const [page, y] of lines)
			e.kids.push({ above: e, mark: { page, glyphs: line('甲乙丙').map((g) => ({ ...g, page, y })) } });
		sect.kids.push(e);
	}
	return { pages: [0, 1, 2].map((n) => ({ n, marks: [], loose: [] })), labels: ['2', '3', '4'], tree: root };
}
const from = (page, y, n) => Array.from({ length: n }, (_, i) => [page, y + 20 * i]);
notices('a line alone on a page', splitProblems(madeUp(['P', ...from(0, 100, 4), [1, 100]])), /one line of/);
notices('a heading with one line', heldProblems(madeUp(['H2', [0, 480]], ['P', [0, 500], ...from(1, 100, 3)])), /1 lines follow/);
notices('facing pages of two heights', facingProblems(madeUp(['P', ...from(0, 100, 9), ...from(1, 100, 5), ...from(2, 100, 9)]), 20), /differ by 4/);
notices('a last page of two lines', lastProblems(madeUp(['P', ...from(0, 100, 9), ...from(1, 100, 2)]), 20), /has 2 lines/);
notices('another bookmark', bookmarkProblems({ ...book, bookmarks: book.bookmarks.map((b) => ({ ...b, title: `${b.title}x` })) }), /no bookmark/);
notices('text without a mark', markProblems({ ...book, pages: [{ n: 0, marks: [], loose: [glyph('甲')] }] }), /outside of any mark/);
notices('a row that is missing', rowProblems(book, [{ id: 'x', item: '没有的事项', text: '最高7万元' }]), /no row has/);
