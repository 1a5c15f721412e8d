// Each book, read back by poppler, MuPDF and qpdf: fonts, text, lines, tables, numbers, bookmarks.
// At the end the checks themselves are held against a book that was spoilt in memory.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as pdf from './pdf.lib.mjs';

const closing = '、，。；：！？）〕］｝】》〉」』〗”’％%‰℃,.;:!?)]}';
const opening = '（〔［｛【《〈「『〖“‘([{';
const amount = /\d[\d.]*[万亿]?(?:元|[美港欧]元)/g;
const squeeze = (s) => s.replace(/\s+/g, '');
const textOfLine = (line) => line.map((g) => g.text).join('');

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

// ----------------------------------------------------------------------------- lines

// The edges of a glyph as the eye sees them: full-width marks have half an em of white.
const left = (g) => g.x + (/^[（〔［｛【《〈「『〖“‘]/.test(g.text) && g.adv > 0.9 * g.size ? g.size / 2 : 0);
const right = (g) => g.x + (/[、，。；：！？）〕］｝】》〉」』〗”’]$/.test(g.text) ? Math.min(g.adv, g.size / 2) : g.adv);

// The lines of every text: of the structure, and of heads, folios and repeated rows.
function allLines(book) {
	const inside = pdf.lineBlocks(book.tree).map((e) => ({ name: e.name, lines: pdf.linesOf(pdf.glyphsOf(e)), e }));
	const beside = book.pages.flatMap((p) => p.marks.filter((m) => m.name === 'Artifact' && m.glyphs.length)
		.map((m) => ({ name: 'Artifact', lines: pdf.linesOf(m.glyphs) })));
	return [...inside, ...beside];
}

const at = (line) => `page ${line[0].page + 1}: ${textOfLine(line)}`;

function kinsokuProblems(texts) {
	return texts.flatMap(({ name, lines }) => lines.flatMap((line) => {
		const s = textOfLine(line).trim();
		return [
			...(name !== 'Artifact' && closing.includes([...s][0] ?? ' ') ? [`starts with a closing mark: ${at(line)}`] : []),
			...(opening.includes([...s].at(-1) ?? ' ') ? [`ends with an opening mark: ${at(line)}`] : []),
		];
	}));
}

const torn = [/\d\|[万亿元%％‰℃年月日个家项名]/, /[万亿]\|元/, /\d[.,]?\|[.,]?\d/, /[￥$±]\|\d/, /—\|—/, /…\|…/, /第\|[\d一二三四五六七八九十]/,
	/〔\d*\|\d*〕/];

function tornProblems(texts) {
	return texts.flatMap(({ lines }) => lines.slice(1).flatMap((line, i) => {
		const seam = `${textOfLine(lines[i]).trimEnd().slice(-6)}|${textOfLine(line).trimStart().slice(0, 6)}`;
		return torn.some((t) => t.test(seam)) ? [`page ${line[0].page + 1}: ${seam}`] : [];
	}));
}

const mode = (values) => {
	const n = new Map();
	values.forEach((v) => n.set(v.toFixed(1), (n.get(v.toFixed(1)) ?? 0) + 1));
	return Number([...n].sort((a, b) => b[1] - a[1])[0]?.[0]);
};
const within = (e, name) => e && (name.test(e.name) || within(e.above, name));

// Paragraphs are flush on the right, but for their last lines; nothing reaches over the edge.
function flushProblems(texts) {
	const cover = (l) => l[0][0].page === 0;
	const lines = texts.filter(({ name, e, lines: l }) => name === 'P' && !within(e, /^(TD|TH|TOC|Note)$/) && !cover(l));
	const full = lines.flatMap((t) => t.lines.slice(0, -1));
	const edge = mode(full.map((l) => right(l.at(-1))));
	return [
		...(full.length < 20 ? [`there are only ${full.length} full lines`] : []),
		...full.filter((l) => Math.abs(right(l.at(-1)) - edge) > 0.06 * l.at(-1).size)
			.map((l) => `${(right(l.at(-1)) - edge).toFixed(2)} pt off the edge: ${at(l)}`),
		...lines.map((t) => t.lines.at(-1)).filter((l) => right(l.at(-1)) > edge + 0.06 * l.at(-1).size)
			.map((l) => `overfull: ${at(l)}`),
	];
}

// No glyph runs into another, off the page's margins, or out of its table.
function overlapProblems(book) {
	return book.pages.flatMap((p) => {
		const glyphs = [...p.loose, ...p.marks.flatMap((m) => m.glyphs)].filter((g) => g.text.trim());
		const sorted = glyphs.sort((a, b) => Math.round(a.y * 4) - Math.round(b.y * 4) || left(a) - left(b));
		const problems = sorted.slice(1).map((g, i) => [sorted[i], g]).filter(([a, b]) => Math.round(a.y * 4) === Math.round(b.y * 4) &&
			left(b) < right(a) - 0.08 * a.size).map(([a, b]) => `page ${p.n + 1}: ${a.text} and ${b.text} overlap at ${b.x.toFixed(0)}, ${b.y.toFixed(0)}`);
		const off = glyphs.filter((g) => left(g) < 20 || right(g) > p.width - 20 || g.y - g.size < 10 || g.y > p.height - 10);
		return [...problems, ...off.map((g) => `page ${p.n + 1}: ${g.text} is off the margin`)];
	});
}

function tableProblems(book) {
	return pdf.elements(book.tree, (e) => /^T[DH]$/.test(e.name)).flatMap((cell) => pdf.glyphsOf(cell).filter((g) => {
		const rules = book.pages[g.page].rules;
		return left(g) < Math.min(...rules.map((r) => r.x0)) - 0.1 || right(g) > Math.max(...rules.map((r) => r.x1)) + 0.1;
	}).map((g) => `page ${g.page + 1}: ${g.text} is out of its table`));
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

// -------------------------------------------------------------------- page numbers

// Contents: the number that an entry ends with is the label of the page that its link leads to.
function contentsProblems(book) {
	const entries = pdf.elements(book.tree, (e) => e.name === 'TOCI')
		.map((e) => ({ text: squeeze(pdf.elements(e, (k) => k.name === 'TOCI').length > 1 ? '' : pdf.textOf(e)), link: pdf.linksOf(e)[0] }))
		.filter((e) => e.text);
	return { n: entries.length, problems: entries.flatMap(({ text, link }) => {
		const shown = text.match(/(\d+|[ivxlc]+)$/)?.[1];
		if (!link)
			return [`no link: ${text}`];
		return link.target >= 0 && book.labels[link.target] === shown ? [] :
			[`${text}: leads to page ${book.labels[link.target] ?? 'none'}`];
	}) };
}

function glyphsIn(book, link) {
	const page = book.pages[link.page];
	return page.marks.flatMap((m) => m.glyphs).filter((g) => g.x + g.adv / 2 > link.x0 && g.x + g.adv / 2 < link.x1 &&
		g.y > link.y0 && g.y < link.y1 + 0.1);
}

// 见第 n 页: inside a link that leads to the page labelled n; and none without a link.
function referenceProblems(book) {
	const problems = [];
	let n = 0;
	for (const link of book.links) {
		const shown = squeeze(glyphsIn(book, link).map((g) => g.text).join('')).match(/第(\d+)页/)?.[1] ??
			squeeze(link.words).match(/第(\d+)页/)?.[1];
		if (shown === undefined)
			continue;
		n++;
		if (book.labels[link.target] !== shown)
			problems.push(`page ${link.page + 1}: 第${shown}页 leads to ${book.labels[link.target] ?? 'none'}`);
	}
	const written = pdf.lineBlocks(book.tree).flatMap((e) => [...squeeze(pdf.textOf(e)).matchAll(/第\d+页/g)]).length;
	if (written > n)
		problems.push(`${written} page references are written, ${n} are links`);
	return { n, problems };
}

function linkProblems(book) {
	return book.links.filter((l) => !l.url && !(l.target >= 0)).map((l) => `page ${l.page + 1}: "${l.words}" leads nowhere`);
}

// The folio that is printed on a page is its label.
function folioProblems(book) {
	return book.pages.flatMap((p) => {
		const lines = p.marks.filter((m) => m.name === 'Artifact').flatMap((m) => pdf.linesOf(m.glyphs));
		const printed = lines.map((l) => textOfLine(l).replace(/[\s—–·-]/g, '')).filter((t) => /^(\d+|[ivxlc]+)$/.test(t));
		return printed.length === 0 || printed.includes(book.labels[p.n]) ? [] : [`page ${p.n + 1}: ${printed} is printed, the label is ${book.labels[p.n]}`];
	});
}

function folioCount(book) {
	return book.pages.filter((p) => p.marks.some((m) => m.name === 'Artifact' && m.glyphs.length)).length;
}

// Bookmarks are the headings, in order, down to their own depth, on the same pages. A heading of the
// front matter, before the first H1, is a paragraph.
function bookmarkProblems(book) {
	const depth = Math.max(...book.bookmarks.map((b) => b.level), 0);
	const all = pdf.elements(book.tree, (e) => /^(H[1-6]|P)$/.test(e.name) && pdf.glyphsOf(e).length);
	const first = all.findIndex((e) => e.name === 'H1');
	const say = (e) => `${squeeze(pdf.textOf(e))} (page ${pdf.glyphsOf(e)[0].page + 1})`;
	const front = all.slice(0, first).map((e) => `1 ${say(e)}`);
	const headings = all.filter((e) => Number(e.name[1]) <= depth).map((e) => `${e.name[1]} ${say(e)}`);
	const marks = book.bookmarks.map((b) => `${b.level} ${squeeze(b.title)} (page ${b.page + 1})`);
	const body = marks.filter((m) => !front.includes(m));
	return [...headings.filter((h) => !marks.includes(h)).map((h) => `no bookmark: ${h}`),
		...body.filter((m) => !headings.includes(m)).map((m) => `no heading: ${m}`),
		...(body.join() === headings.join() ? [] : ['the orders differ']), ...(marks.length ? [] : ['there are none'])];
}

// A heading is followed by text on its page.
function headingProblems(book) {
	const blocks = pdf.lineBlocks(book.tree);
	return blocks.slice(0, -1).filter((e, i) => /^H\d$/.test(e.name) &&
		pdf.glyphsOf(blocks[i + 1])[0].page !== pdf.glyphsOf(e).at(-1).page)
		.map((e) => `page ${pdf.glyphsOf(e)[0].page + 1}: ${pdf.textOf(e)} is alone at the foot`);
}

// Every sequence of the pages belongs to one element, and is in reading order there.
function markProblems(book) {
	const used = pdf.marksOf(book.tree);
	const there = book.pages.flatMap((p) => p.marks.filter((m) => m.name !== 'Artifact'));
	return [
		...(used.includes(undefined) ? ['an element has a mark that no page has'] : []),
		...there.filter((m) => used.filter((u) => u === m).length !== 1).map((m) => `page ${m.page + 1}: a mark is not in one element`),
		...book.pages.filter((p) => p.loose.length).map((p) => `page ${p.n + 1}: text outside of any mark`),
	];
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
	say('no line starts with a closing mark or ends with an opening one', kinsokuProblems(texts));
	say('no number is torn from its unit', tornProblems(texts));
	if (slug === 'handbook')
		say('paragraphs are flush, none is overfull', flushProblems(texts));
	say('no text overlaps another or leaves the margins', overlapProblems(book));
	say('no text leaves its table', tableProblems(book));
	say(`table headers are repeated on ${repeats.continued} further pages`, repeats.problems);
	say(`${contents.n} entries of the contents give the page`, contents.n ? contents.problems : ['there are none']);
	say(`${references.n} page references give the page`, references.problems);
	say(`${book.links.length} links lead somewhere`, linkProblems(book));
	say('folios are page labels', [...folioProblems(book), ...(folioCount(book) > 1 ? [] : ['none is printed'])]);
	say('bookmarks are the headings', bookmarkProblems(book));
	say('no heading is alone at the foot of a page', headingProblems(book));
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
notices('an overlap', overlapProblems({ pages: [{ n: 0, width: 500, height: 500, marks: [{ glyphs: [glyph('甲'), glyph('乙', 105)] }], loose: [] }] }), /overlap/);
notices('text off the margin', overlapProblems({ pages: [{ n: 0, width: 500, height: 500, marks: [{ glyphs: [glyph('甲', 490)] }], loose: [] }] }), /off the margin/);
notices('text out of its table', tableProblems({ ...book, pages: book.pages.map((p) => ({ ...p, rules: [{ x0: 0, x1: 1 }] })) }), /out of its table/);
const shifted = { ...book, labels: book.labels.map((l) => `${l}1`) };
notices('a wrong number in the contents', contentsProblems(shifted).problems, /leads to page/);
notices('a wrong folio', folioProblems(shifted), /is printed/);
notices('a wrong page reference', referenceProblems(shifted).problems, /第\d+页 leads to/);
notices('a link to nowhere', linkProblems({ links: [{ page: 0, words: 'x', target: -1, url: null }] }), /leads nowhere/);
notices('a header that is not repeated', repeatProblems({ ...book, pages: book.pages.map((p) => ({ ...p, marks: [] })) }).problems, /is not repeated/);
notices('another bookmark', bookmarkProblems({ ...book, bookmarks: book.bookmarks.map((b) => ({ ...b, title: `${b.title}x` })) }), /no bookmark/);
notices('text without a mark', markProblems({ ...book, pages: [{ n: 0, marks: [], loose: [glyph('甲')] }] }), /outside of any mark/);
notices('a row that is missing', rowProblems(book, [{ id: 'x', item: '没有的事项', text: '最高7万元' }]), /no row has/);
