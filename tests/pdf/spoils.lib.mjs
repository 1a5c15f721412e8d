// Each check of the gate against something that is wrong: {name, problems, pattern}. Lines are made up,
// ten points wide a character from 100 to 500; or a real book is changed in one place.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ink } from './image.lib.mjs';
import * as E from './pages.lib.mjs';
import * as F from './tables.lib.mjs';
import * as L from './lines.lib.mjs';
import * as N from './numbers.lib.mjs';
import * as X from './text.lib.mjs';
import { wordsOf } from './texts.lib.mjs';
import { widths } from './widths.lib.mjs';

const font = 'ABCDEF+NotoSerifCJKsc-Regular';
const glyph = (text, x, more) => ({ text, x, y: 100, size: 10, adv: /^[ -~·]$/.test(text) ? 5 : 10, page: 2, font, gid: 7, odd: false, ...more });

// A line of characters one after another; `gaps` puts white before a character, by its index.
function line(s, gaps = {}, more = {}, from = 100) {
	let x = from;
	return [...s].map((c, i) => {
		x += gaps[i] ?? 0;
		const g = glyph(c, x, more);
		x += g.adv;
		return g;
	});
}

const frame = () => ({ left: 100, right: 500, justified: true });
const text = (lines, more = {}) => ({ e: { name: 'P', above: null, kids: [] }, role: 'P', body: true, justified: true, frame, lines, ...more });
const pages = Array.from({ length: 6 }, (_, n) => ({ n, width: 600, height: 800, marks: [], loose: [], rules: [], bare: 0 }));
const book = (...texts) => ({ texts, pages, front: 0, labels: ['1', '2', '3', '4', '5', '6'] });
const of = (lines, more) => book(text(lines, more));
const full = (s) => (s + '甲'.repeat(40)).slice(0, 40);
const down = (l, y, page = 2) => l.map((g) => ({ ...g, y, page }));

function lineSpoils({ words }) {
	const seam = (a, b) => of([line(a), line(b)]);
	return [
		['A1: a stop at a line start', L.A1(seam('甲', '，乙')), /starts with ，/],
		['A1: in a running head too', L.A1(of([line('，乙')], { role: 'head' })), /starts with ，/],
		['A2: a bracket at a line end', L.A2(seam('甲（', '乙')), /ends with （/],
		['A3: a torn dash', L.A3(seam('甲—', '—乙')), /—\|—/],
		['A3: a dash that is too short', L.A3(of([line('甲——', { 2: -3 })])), /1\.700 em wide/],
		['A4: a connector at a line start', L.A4(seam('甲', '～乙')), /starts with ～/],
		['A4: an interpunct at a line start', L.A4(seam('甲', '·乙')), /starts with ·/],
		['A4: a solidus at a line end', L.A4(seam('甲/', '乙')), /甲\/\|乙/],
		['A5: a torn number', L.A5(seam('1,0', '00')), /1,0\|00/],
		['A5: a torn percentage', L.A5(seam('50', '%')), /50\|%/],
		['A5: a torn price', L.A5(seam('￥', '50')), /￥\|50/],
		['A6: a torn sum', L.A6(seam('最高500', '万元')), /500\|万元/],
		['A6: a torn unit', L.A6(seam('最高500万', '元')), /万\|元/],
		['A6: a torn ordinal', L.A6(seam('第', '三条')), /第\|三条/],
		['A7: a torn word', L.A7(seam('Tensor', 'Flow'), words), /Tensor\|Flow/],
		['A7: an address broken inside', L.A7(seam('见https://exa', 'mple.org'), words), /exa\|mple/],
		['A8: a torn label', L.A8(seam('（十', '二）')), /（十\|二）/],
		['A8: a torn number of a document', L.A8(seam('〔2023〕', '12号')), /\|12号/],
		['A8: a torn number of a table', L.A8(seam('见表', '3-1')), /表\|3-1/],
		['A8: a note mark at a line start', L.A8(of([line('甲'), [glyph('1', 100, { size: 6, y: 96 }), glyph('乙', 106)]])), /note mark/],
		['A10: a title with one character', L.A10(of([line('甲乙丙丁'), line('戊')], { role: 'heading' })), /one character/],
		['A10: a title that is uneven', L.A10(of([line('甲乙丙丁戊己庚'), line('辛壬')], { role: 'heading' })), /0\.286 of the longest/],
		['B1: marks that stand apart', L.B1(of([line('甲。（乙')])), /。（ are 1\.000 em/],
		['B1: marks that are too near', L.B1(of([line('甲。（乙', { 2: -7 })])), /。（ are 0\.300 em/],
		['B3: an end that is not trimmed', L.B3(of([line('甲'.repeat(39) + '，'), line('乙')])), /1\.000 em before/],
		['B4: a start that is not trimmed', L.B4(of([line('甲'), line('（乙')])), /0\.000 em from/],
		['gate 4: a stop squeezed', L.gateStops(of([line('甲。乙', { 2: -5 })])), /0\.500 em/],
		['B5: a stop squeezed before a comma', L.B5(of([line('甲，乙。丙', { 4: -5 })])), /before a stop/],
		['B5: a mark under half an em', L.B5(of([line('甲，乙', { 2: -7 })])), /lost 0\.700/],
		['B6: a mark of another face', L.B6(of([line('甲，', {}, { font: 'ABCDEF+NotoSerifCJKjp-Regular' })]), {}), /glyph 7 of NotoSerifCJKjp/],
		['B6: a mark of another region', L.B6(of([line('甲，')]), { 'NotoSerifCJKsc-Regular': { '，': 8 } }), /wanted 8/],
		['B7: a lone dash that is short', L.B7(of([[glyph('甲', 100), glyph('—', 110, { adv: 8 }), glyph('乙', 118)]])), /0\.800 em/],
		['B6: a stop in the middle', ink(of([line('甲。乙')]), () => ({ ink: () => 1 })), /the ink of 。/],
		['B7: a dash of two strokes', ink(of([line('甲——乙')]), () => ({ ink: (x) => (Math.round(x) % 20 < 5 ? 0 : 1) })), /em of white/],
		['B8: two marks on two cells', L.B8(of([line('甲？！乙')])), /2 take 2\.000/],
		['B9: a quote that is narrow beside Han', L.B9(of([[glyph('“', 100, { adv: 5 }), glyph('甲', 105)]])), /beside Han/],
		['B9: a quote that is wide in Latin', L.B9(of([line('a “b” c')])), /inside Latin/],
		['B10: an interpunct on a cell', L.B10(of([line('甲·乙', { 2: 5 })])), /1\.000 em/],
		['C1: no gap', L.C1(of([line('甲A乙')])), /甲A 0\.000/],
		['C1: a gap that is too wide', L.C1(of([line('丙甲A乙', { 2: 5 })])), /甲A 0\.500/],
		['C1: a counter that stands off', L.C1(of([line('5万', { 1: 2.5 })])), /5万 0\.250/],
		['C3: a gap inside a bracket', L.C3(of([line('（A', { 1: 2.5 })])), /（A 0\.250/],
		['C5: a full-width digit', L.C5(of([line('５')])), /５/],
		['D1: no indent', L.D1(of([line('甲')])), /0\.000 em in/],
		['D2: a ragged line', L.D2(of([line('甲'.repeat(39)), line('乙')])), /-1\.000 em off/],
		['D2: a line that begins off the edge', L.D2(of([line(full('')), line(full(''), {}, {}, 100), line('乙', {}, {}, 104), line('丙')])), /0\.400 em off/],
		['D3: a measure of half an em', L.D3(of([line(full('')), ...Array.from({ length: 4 }, () => line('乙', {}, {}, 105)), line('丙')])), /39\.50 em/],
		['D4: a line opened', { problems: [] , ...L.D4(of([line('甲乙丙', { 1: 2 }), line('乙')])) }, /0\.200 em/],
		['D4: a narrow line opened', L.D4({ ...of([line('甲乙丙', { 1: 2 })], { justified: false }), narrow: true }), /0\.200 em/],
		['D5: Han opened unlike', L.D5(of([line('甲乙丙', { 1: 2 }), line('乙')])), /0\.000 to 0\.200/],
		['D5: Han opened before a gap', L.D5(of([line('甲乙A', { 1: 1, 2: 2.5 }), line('乙')])), /a gap of 0\.250/],
		['D6: a line over the edge', L.D6(of([line('甲'.repeat(41))])), /1\.000 em over/],
		['D7: a character alone', L.D7(of([line(full('')), line('乙。')])), /one character alone/],
		['D8: another pitch', L.D8(of([...[100, 117, 134, 151].map((y) => down(line('甲'), y)), down(line('乙'), 170)])), /19\.00 pt after/],
		['D8: a slanted glyph', L.D8(of([line('甲', {}, { odd: true })])), /slanted/],
	];
}

const lines = (n, from, page) => Array.from({ length: n }, (_, i) => down(line('甲乙'), from + 17 * i, page));
// Texts of one section.
const inSect = (...texts) => book(...texts.map((t) => ({ ...t, e: { ...t.e, above: { name: 'Sect', above: null } } })));
const heading = (y, page, words = '标题') => text([down(line(words), y, page)], { role: 'heading', body: false, e: { name: 'H1', above: null, kids: [] } });

function pageSpoils({ handbook }) {
	const head = handbook.texts.filter((t) => t.role === 'head');
	const moved = (dy) => ({ ...handbook, texts: handbook.texts.map((t) => (t === head[3] ? { ...t, lines: t.lines.map((l) => l.map((g) => ({ ...g, y: g.y + dy }))) } : t)) });
	const renamed = { ...handbook, texts: handbook.texts.map((t) => (t === head[3] ? { ...t, lines: [t.lines[0].map((g) => ({ ...g, text: '甲' }))] } : t)) };
	return [
		['E5: a size of no type', E.E5(of([line('甲', {}, { size: 11 })]), {}), /11\.00 pt/],
		['E5: another measure', E.E5(handbook, { measure: 28, lines: 27 }), /measure is 40/],
		['E6: a heading at the foot', E.E6(book(heading(700, 2), text(lines(2, 100, 3)))), /at the foot/],
		['E6: a heading over one line', E.E6(book(heading(700, 2), text([...lines(1, 720, 2), ...lines(3, 100, 3)]))), /at the foot/],
		['E6: a line off the grid', E.E6grid(book(text(lines(5, 100, 2)), text(lines(5, 203, 2)))), /off the grid/],
		['E7: a line alone', E.E7(of([...lines(3, 100, 2), ...lines(1, 100, 3)])), /one line alone/],
		['E7: facing pages that end unlike', E.E7facing({ ...inSect(text(lines(20, 100, 1)), text([...lines(20, 100, 2), ...lines(15, 100, 3), ...lines(20, 100, 4)]), text(lines(20, 100, 5))), front: 0 }), /lines apart/],
		['E7: a last page of two lines', E.E7last({ ...inSect(text([...lines(9, 100, 1), ...lines(2, 100, 2)])), tree: { kids: [] } }), /has 2 lines/],
		['E8: a chapter in the middle of a page', E.E8(book(text(lines(3, 100, 2)), heading(200, 2)), {}), /not at the head/],
		['E8: a chapter on the left', E.E8(book(heading(100, 3)), { recto: true }), /left-hand/],
		['E8: a chapter with an empty first page', E.E8full(inSect(heading(100, 2), text(lines(3, 117, 2)), text(lines(20, 100, 3)))), /has 4 lines of 20/],
		['E9: a head at another height', E.E9(moved(3), {}), /wanted/],
		['E9: a head that names another chapter', E.E9(renamed, {}), /neither the book nor the chapter/],
		['E1: another type area', E.E1(handbook), /text begins/],
		['E2: other lines', E.E2(handbook), /a full page has 37/],
		['E3: a heading in the face of the text', E.E3(book(text([line('甲')]), text([line('一、标题')], { role: 'heading', body: false }))), /wanted Hei/],
		['E3: a heading that is not indented', E.E3(book(text([line('甲')]), text([line('1.标题')], { role: 'heading', body: false }))), /0\.00 em in/],
		['E4: another folio', E.E4(handbook), /is not — N —/],
		['an overlap', E.clear({ pages: [{ ...pages[0], marks: [{ glyphs: [glyph('甲', 100), glyph('乙', 105)] }] }] }), /overlap/],
		['text off the page', E.clear({ pages: [{ ...pages[0], marks: [{ glyphs: [glyph('甲', 595)] }] }] }), /off the margin/],
	];
}

// A book with some texts changed.
const changed = (b, test, change) => ({ ...b, texts: b.texts.map((t) => (test(t) ? { ...t, lines: t.lines.map((l, i) => l.map((g, k) => ({ ...g, ...change(g, i, k, t) }))) } : t)) });

function tableSpoils({ handbook }) {
	const turnedGlyphs = line('甲', {}, { turn: 'down', size: 7 });
	const turnedTable = { name: 'Table', kids: [] }, row = { name: 'TR', above: { name: 'TBody' }, kids: [] };
	const cell = { name: 'TD', above: row, kids: [{ mark: { page: 2, glyphs: turnedGlyphs } }] };
	row.kids.push(cell);
	turnedTable.kids.push({ name: 'TBody', above: turnedTable, kids: [row] });
	const turnedTexts = [text([turnedGlyphs], { e: cell, role: 'TD' })];
	const tables = F.tablesOf(handbook);
	const long = tables.find((t) => t.pages.length > 1 && t.rows.length > 6), last = long.rows.at(-1), first = long.rows[0];
	const inRow = (row) => (t) => row.cells.some((c) => c.e === t.e || t.e?.above === c.e);
	const isTd = (t) => t.role === 'TD';
	const bare = { ...handbook, texts: handbook.texts.filter((t) => t.role !== 'repeat') };
	const number = tables.map((t) => t.rows).find((r) => r.length > 2);
	return [
		['F1: text out of its table', F.F1(changed(handbook, inRow(first), (g) => ({ x: g.x - 60 }))), /out of its table/],
		['F1: a cell in the next one', F.F1(changed(handbook, inRow(first), (g, i, k, t) => (inRow({ cells: [first.cells[0]] })(t) ? { x: g.x + 40 } : {}))), /before the next cell/],
		['F2: no header and caption on the next page', F.F2(bare), /no 续表/],
		['F2: no header', F.F2(bare), /is not repeated/],
		['F3: a caption on the page before', F.F3(changed(handbook, (t) => t.role === 'Caption', (g) => ({ page: g.page - 1 }))), /parted from its first row/],
		['F3: a row that is split', F.F3(changed(handbook, inRow(first), (g, i) => ({ page: i ? g.page + 1 : g.page }))), /one line of a cell|a row is split/],
		['F4: a row alone', F.F4(changed(handbook, inRow(last), (g) => ({ page: long.pages.at(-1) + 1 }))), /one row alone/],
		['F4: two rows alone', F.F4stubs(changed(handbook, inRow({ cells: long.rows.slice(-2).flatMap((r) => r.cells) }), () => ({ page: long.pages.at(-1) + 1 }))), /two rows on page/],
		['F6: an empty cell', F.F6({ ...handbook, texts: handbook.texts.filter((t) => !inRow({ cells: [number[1].cells.at(-1)] })(t)) }), /an empty cell/],
		['C5: digits of two widths', F.C5columns(changed(handbook, isTd, (g) => (g.text === '1' ? { adv: 0.6 * g.size } : {}))), /digits of \S+ 0\.600/],
		['F6: numbers out of line', F.F6(changed(handbook, (t) => isTd(t) && /^\d+$/.test(wordsOf(t.lines[0])), (g) => ({ x: g.x + g.y % 7 }))), /not in line/],
		['F7: a thick rule', F.F7({ ...handbook, pages: handbook.pages.map((p) => ({ ...p, rules: p.rules.map((r) => ({ ...r, y1: r.y0 + 2 })) })) }), /a rule of 2\.00/],
		['F8: a cell in body type', F.F8(changed(handbook, inRow(first), () => ({ size: 10.5 }))), /10\.50 pt in a cell/],
		['F8: a narrow cell opened', F.F8(changed(handbook, inRow(first), (g, i, k) => ({ x: g.x + 2 * k }))), /opened in a narrow cell/],
		['F8: a header off the middle', F.F8(changed(handbook, (t) => t.role === 'TH', (g) => ({ x: g.x - 9 }))), /off the middle/],
		['F10: a table turned the other way', F.F10({ ...handbook, tree: { kids: [turnedTable] }, texts: turnedTexts }), /head is at the right/],
		['F10: a table turned in small type', F.F10({ ...handbook, tree: { kids: [turnedTable] }, texts: turnedTexts }), /under 7\.875/],
		['F10: a head that turned', F.F10({ ...handbook, tree: { kids: [] }, texts: [text([line('甲', {}, { turn: 'up' })], { role: 'head' })] }), /turned/],
		['F9: a caption under its table', F.F9(changed(handbook, (t) => t.role === 'Caption', () => ({ y: 900 }))), /under its table/],
		['F9: no white after the number', F.F9(changed(handbook, (t) => t.role === 'Caption', (g, i, k) => ({ x: g.x - (k > 4 ? 3 : 0) }))), /after the number/],
		['F9: a caption without a number', F.F9(changed(handbook, (t) => t.role === 'Caption', () => ({ text: '甲' }))), /has no number/],
		['F9: a caption that is not bold', F.F9(changed(handbook, (t) => t.role === 'Caption', () => ({ font }))), /not bold/],
	];
}

function leadSpoils({ handbook }) {
	const shifted = { ...handbook, labels: handbook.labels.map((l) => (l ? `${l}1` : l)) };
	const objects = (change) => ({ ...handbook, objects: Object.assign(Object.create(Object.getPrototypeOf(handbook.objects)), handbook.objects, change) });
	const o = handbook.objects.outlines;
	const indexed = (lines_) => book(...lines_.map((s) => ({ ...text([line(s)]), e: { name: 'P', above: { name: 'Index' }, kids: [] } })));
	return [
		['E10: a wrong number in the contents', N.contents(shifted), /leads to page/],
		['E10: a number off the edge', N.contentsPlace(changed(handbook, (t) => t.role === 'TOCI', (g) => ({ x: g.x + (g.text === '1' ? 3 : 0) }))), /not at the edge/],
		['E10: dots off the raster', N.contentsPlace(changed(handbook, (t) => t.role === 'leader', (g) => ({ x: g.x + (g.y % 2) }))), /off the raster/],
		['E10: an entry next to its number', N.contentsPlace({ ...handbook, texts: [{ ...text([line('甲乙丙12')]), role: 'TOCI' }] }), /next to its number/],
		['E11: a wrong page reference', N.references(shifted), /第\d+页 leads to/],
		['a link to nowhere', N.links({ links: [{ page: 0, words: 'x', target: -1, url: null }] }), /leads nowhere/],
		['a wrong folio', N.folios(shifted), /is printed/],
		['a page without a folio', N.folios({ ...handbook, texts: handbook.texts.filter((t) => t.role !== 'folio') }), /no folio/],
		['E13: another bookmark', N.bookmarks({ ...handbook, bookmarks: handbook.bookmarks.map((b) => ({ ...b, title: `${b.title}x` })) }), /no bookmark/],
		['E13: a bookmark without a place', N.destinations(objects({ outlines: [{ ...o[0], dest: [o[0].dest[0], '/XYZ', null, null, null] }] })), /no place of its own/],
		['E13: a bookmark under its heading', N.destinations(objects({ outlines: [{ ...o.at(-1), dest: [o.at(-1).dest[0], '/XYZ', 0, 5, null] }] })), /under its heading/],
		['E13: no page labels', N.destinations(objects({ labels: [] })), /no page labels/],
		['E12: another order', N.index(indexed(['乙方　3', '甲方　4'])), /甲方 stands after 乙方/],
		['E12: letters out of order', N.index(indexed(['B', 'A'])), /A stands after B/],
		['E12: an entry that sends nowhere', N.index(indexed(['甲方　见乙方'])), /no entry 乙方/],
		['E12: a line that sends without a link', N.index(indexed(['甲方', '参见甲方'])), /without a link/],
		['E12: pages that are not joined', N.index(indexed(['甲方　3，4，5'])), /not joined/],
		['E12: a number that leads elsewhere', N.index({ ...book({ ...text([line('甲方　3')]), e: { name: 'P', above: { name: 'Index' }, kids: [{ link: { words: '3', target: 4 } }] } }) }), /3 leads to 5/],
		['codes: a section without its code', N.codes({ ...handbook, texts: handbook.texts.filter((t) => t.e) }), /does not say policies/],
		['codes: a code that is read', N.codes({ ...handbook, texts: [...handbook.texts, text([line('标题points')], { role: 'heading' })] }), /says its code/],
		['G5: text without a mark', N.marks({ ...handbook, pages: [{ ...pages[0], loose: [glyph('甲', 100)] }] }), /outside of any mark/],
		['G5: a path without a mark', N.marks({ ...handbook, pages: [{ ...pages[0], bare: 1 }] }), /outside of any mark/],
		['G5: a mark in no element', N.marks({ ...handbook, pages: [{ ...pages[0], marks: [{ name: 'P', page: 0, glyphs: [] }] }] }), /not in one element/],
	];
}

function cutFile(file) {
	const cut = path.join(os.tmpdir(), `digestpress-cut-${process.pid}.pdf`);
	fs.writeFileSync(cut, fs.readFileSync(file).subarray(0, fs.statSync(file).size - 2000));
	const problems = X.fileProblems(cut);
	fs.unlinkSync(cut);
	return { problems };
}

function textSpoils({ handbook, sample, differences, likeness }) {
	const said = handbook.extracted, one = (name, change) => ({ ...said, [name]: change(said[name]) });
	const shifted = { ...sample, pages: sample.pages.map((p) => ({ ...p, marks: p.marks.map((m, k) => ({ ...m, glyphs: m.glyphs.map((g) => (p.n === 1 && k === 3 ? { ...g, x: g.x + 0.1 } : g)) })) })) };
	const maps = Object.entries(handbook.objects.objects).filter(([, v]) => v.value?.['/ToUnicode']);
	const twisted = Object.create(handbook.objects, { bytes: { value: (ref) => (ref === maps[0][1].value['/ToUnicode'] ? Buffer.from('1 beginbfchar\n<0007> <2F42>\nendbfchar\n') : handbook.objects.bytes(ref)) } });
	const pair = [text([line('甲。乙')]), text([line('甲。乙', { 2: 3 })])];
	return [
		...['poppler', 'MuPDF', 'pdf.js', 'PDFium'].map((name) => [`C4: a sum broken by a space for ${name}`, X.C4(handbook, one(name, (s) => s.replaceAll('500万元', '500 万元')), handbook.supports), new RegExp(`${name}: 500万元`)]),
		['C4: a sum that is missing', X.C4(handbook, said, [...handbook.supports, { text: '7777万元' }]), /7777万元/],
		...['MuPDF', 'pdf.js', 'PDFium'].map((name) => [`G1: a character that ${name} does not read`, X.G1(one(name, (s) => s.replace('政', ''))), new RegExp(`政 .* for ${name}`)]),
		['G1: a radical', X.G1(one('poppler', (s) => `政⽇策${s}`)), /U\+2F47/],
		['G1: what was not written', X.G1source({ a: '甲乙' }, '甲', ''), /乙: 0 written/],
		['G2: a paragraph in two elements', X.G2(handbook, ['没有这一段的文字']), /not one element/],
		['G3: a font of another kind', { problems: X.fontProblems('n\n-\nABCDEF+X  TrueType  Identity-H  yes yes yes 1 0') }, /TrueType/],
		['G3: a font that is no subset', { problems: X.fontProblems('n\n-\nABCDEF+X  CID Type 0C  Identity-H  yes no yes 1 0') }, /no yes/],
		['G3: a glyph that is wider in the font', widths({ objects: Object.create(handbook.objects, { list: { value: (v) => [...handbook.objects.list(v)].map((w) => (Array.isArray(w) ? w.map((k) => k + 2) : w)) } }) }), /in the font/],
		['G2: words of two lines run together', X.G2space({ texts: [{ e: { kids: [{ mark: { glyphs: [...line('deep'), ...line('learning')] } }] } }] }, ['deep learning']), /run together/],
		['G2: a space between Han', X.G2space({ texts: [{ e: { kids: [{ mark: { actual: '深 度a b', glyphs: [] } }] } }] }, ['深 度a b']), /run together/],
		['G3: a glyph that is missing', X.G3({ ...handbook, pages: [{ ...pages[0], loose: [glyph('甲', 100, { gid: 0 })] }] }), /no glyph for 甲/],
		['G3: a file that is cut off', cutFile(handbook.file), /xref|damaged|trailer/],
		['G1: a map to a radical', X.toUnicode({ ...handbook, objects: twisted }), /2F42/],
		['G10: ActualText for nothing', X.G10({ ...handbook, pages: handbook.pages.map((p) => ({ ...p, marks: p.marks.map((m) => ({ ...m, glyphs: m.glyphs.slice(0, 1).map((g) => ({ ...g, text: '甲' })) })) })) }), /not needed/],
		['C2: a glyph that has moved', differences(sample, shifted), /page 2/],
		['B11: marks that a change of face moves', likeness(book(...pair), 0), /glyph 3/],
	];
}

function fileSpoils({ handbook, size, supportRows, rolesOf, sameBytes, work }) {
	const big = path.join(work, 'big.pdf');
	fs.writeFileSync(big, Buffer.alloc(1600e3));
	const folders = ['one', 'two'].map((name) => path.join(work, name));
	folders.forEach((folder, i) => {
		fs.mkdirSync(folder);
		fs.writeFileSync(path.join(folder, 'a.pdf'), `%PDF ${i}`);
	});
	return [
		['G12: a book that is too large', size({ set: 'handbook', file: big }), /has 1600 KB/],
		['G12: a leaflet that is too large', size({ set: 'policies', file: handbook.file }), /has \d+ KB/],
		['G11: a build with other bytes', sameBytes(...folders), /a\.pdf differs/],
		['G11: a build without a book', sameBytes(folders[0], work), /a\.pdf differs/],
		['A9: a role without a text', rolesOf({ ...handbook, texts: handbook.texts.filter((t) => t.role !== 'TD') }), /no text is TD/],
		['a support without a row', supportRows({ ...handbook, supports: [{ id: 'x', item: '没有的事项', text: '最高7万元' }] }), /no row has/],
	];
}

// The rows of the table of caps against CSS: columns of equal widths are not better than it.
function heightSpoils({ handbook }) {
	const t = F.tablesOf(handbook).sort((a, b) => b.rows.length - a.rows.length)[0];
	const doubled = changed(handbook, () => false, () => ({}));
	doubled.texts = handbook.texts.map((x) => (x.role === 'TD' ? { ...x, lines: x.lines.flatMap((l) => (l.length > 1 ? [l.slice(0, l.length >> 1), l.slice(l.length >> 1)] : [l])) } : x));
	const again = F.tablesOf(doubled).find((k) => k.e === t.e);
	const [was, is] = [F.heights(handbook, t), F.heights(doubled, again)];
	return [['F5: a table of twice the lines', { problems: [`${(is.ours / is.css).toFixed(2)} of CSS, was ${(was.ours / was.css).toFixed(2)}`].filter(() => is.ours > 1.3 * was.ours && is.ours > 0.85 * is.css) }, /of CSS/]];
}

export const spoils = (books) => [lineSpoils, pageSpoils, tableSpoils, leadSpoils, textSpoils, fileSpoils, heightSpoils].flatMap((make) => make(books))
	.map(([name, { problems }, pattern]) => ({ name, problems, pattern }));
