// Pages: sizes of type, the grid, what stands at their foot and head, chapters, running heads. Every
// check takes a book and returns {n, problems}.
import * as pdf from './pdf.lib.mjs';
import { at, isWithin, leftOf, mode, rightOf, squeeze, wordsOf } from './texts.lib.mjs';

const hao = [42, 36, 26, 24, 22, 18, 16, 15.75, 15, 14, 12, 10.5, 9, 8, 7.875, 7.5, 6.5, 5.5, 5];

// The words of a page in reading order, without artifacts: [{t, line, i}].
function linesByPage(book) {
	const pages = book.pages.map(() => []);
	book.texts.filter((t) => t.e).forEach((t) => t.lines.forEach((line, i) => pages[line[0].page].push({ t, line, i })));
	return pages;
}

const inTable = (t) => isWithin(t.e, /^(Table|Figure)$/);

// The pages that have a drawing.
const drawnPages = (book) => new Set(pdf.elements(book.tree, (e) => e.name === 'Figure').flatMap(pdf.marksOf).filter(Boolean).map((m) => m.page));

// Whether page n is the last one of its part: the next begins with a heading of a chapter or policy.
const endsPart = (pages, n) => !pages[n + 1]?.length || /^H[12]$/.test(pages[n + 1][0].t.e.name) || !isWithin(pages[n + 1][0].t.e, /^Sect$/);
const startsChapter = (book, n) => book.texts.some((t) => t.e?.name === 'H1' && t.lines[0][0].page === n);

// ------------------------------------------------------------------------------- E5, E6

// Sizes are those of Chinese type; no text is under 7.875 pt but for raised marks and notes of charts.
export function E5(book, { measure, lines }) {
	const sizes = new Map();
	book.texts.forEach((t) => t.lines.flat().forEach((g) => { if (!sizes.has(g.size.toFixed(2))) sizes.set(g.size.toFixed(2), at(t.lines[0])); }));
	const problems = [...sizes].filter(([s]) => !hao.some((h) => Math.abs(h - s) < 0.02)).map(([s, where]) => `${s} pt: ${where}`);
	const body = book.texts.filter((t) => t.body && !t.flat);
	const wide = mode(body.flatMap((t) => t.lines.slice(1, -1).map((l) => (t.frame(l).right - leftOf(l[0])) / l[0].size)), 2);
	if (measure && Number.isFinite(wide) && Math.abs(wide - measure) > 0.02)
		problems.push(`the measure is ${wide} em, wanted ${measure}`);
	const { most, pitch } = grid(book);
	if (lines && Number.isFinite(most) && most !== lines)
		problems.push(`a full page has ${most} lines, wanted ${lines}`);
	return { n: sizes.size, problems, measured: `${wide} em, ${most} lines of ${pitch} pt` };
}

// The pitch, where the grid begins on a page, and how many lines the fullest page has.
function grid(book) {
	const pages = linesByPage(book);
	const steps = book.texts.filter((t) => t.body).flatMap((t) => t.lines.slice(1).filter((l, i) => l[0].page === t.lines[i][0].page)
		.map((l, i) => l[0].y - t.lines[i][0].y));
	const pitch = mode(steps, 2);
	const tops = pages.filter((p) => p.length && p[0].t.body && p[0].i > 0).map((p) => p[0].line[0].y);
	const top = tops.length ? mode(tops) : mode(pages.filter((p) => p.length && p[0].t.body).map((p) => p[0].line[0].y));
	const face = book.texts.find((t) => t.body)?.face; // of lists too
	const bottom = Math.max(...pages.flatMap((p) => p.filter((l) => l.t.face === face && /^(P|LI)$/.test(l.t.role)).map((l) => l.line[0].y)));
	return { pitch, top, most: Math.round((bottom - top) / pitch) + 1 };
}

// Lines of the body stand on the grid of the page.
export function E6grid(book) {
	const { pitch, top } = grid(book);
	const lines = book.texts.filter((t) => t.body && t.lines[0][0].page >= book.front).flatMap((t) => t.lines);
	const off = (l) => { const r = (l[0].y - top) / pitch; return (r - Math.round(r)) * pitch; };
	return { n: lines.length, problems: lines.filter((l) => Math.abs(off(l)) > 0.1).map((l) => `${off(l).toFixed(2)} pt off the grid: ${at(l)}`) };
}

// Under a heading stand two lines at least, or a caption with header and first row. A section that
// has no more than one line is followed by what comes next.
export function E6(book) {
	const blocks = book.texts.filter((t) => t.e && t.role !== 'cover');
	const drawn = book.tree ? drawnPages(book) : new Set();
	const heads = blocks.map((t, i) => ({ t, i })).filter(({ t }) => t.role === 'heading');
	return { n: heads.length, problems: heads.filter(({ t, i }) => {
		const page = t.lines.at(-1)[0].page, rest = blocks.slice(i + 1);
		const under = rest.slice(0, 40).flatMap((b) => b.lines.map((line) => ({ b, line }))).filter((l) => l.b.role !== 'heading');
		const here = under.filter((l) => l.line[0].page === page);
		if (drawn.has(page))
			return false;
		if (!rest.length || rest[0].lines[0][0].page !== page || !here.length)
			return rest.length > 0;
		if (inTable(here[0].b))
			return !here.some((l) => l.b.role === 'TD');
		return here.length < 2 && under.length > 1 && under[1].line[0].page !== page;
	}).map(({ t }) => `at the foot: ${at(t.lines.at(-1))}`) };
}

// ---------------------------------------------------------------------------------- E7

// Pieces of a paragraph on two pages have two lines each.
export function E7(book) {
	const all = book.texts.filter((t) => /^(P|LI|Note|BlockQuote)$/.test(t.role) && t.lines.length > 1);
	return { n: all.filter((t) => t.lines[0][0].page !== t.lines.at(-1)[0].page).length, problems: all.flatMap((t) => {
		const pieces = new Map();
		t.lines.forEach((l) => pieces.set(l[0].page, [...(pieces.get(l[0].page) ?? []), l]));
		return pieces.size < 2 ? [] : [...pieces.values()].filter((p) => p.length < 2).map((p) => `one line alone: ${at(p[0])}`);
	}) };
}

// Facing pages end on the same line, or the next, where neither a table nor the end of a chapter forces it.
export function E7facing(book) {
	const pages = linesByPage(book);
	const { pitch } = grid(book);
	const foot = (n) => Math.max(...pages[n].filter((l) => l.t.role !== 'Note').map((l) => l.line[0].y));
	const forced = (n) => !pages[n]?.length || endsPart(pages, n) || startsChapter(book, n + 1) || pages[n].at(-1).t.role === 'heading' || pages[n].some((l) => l.t.role === 'Note') ||
		inTable(pages[n].at(-1).t) || inTable(pages[n + 1][0].t) || pages[n + 1][0].t.role === 'heading';
	const spreads = book.pages.map((p) => p.n).filter((n) => n > book.front && (n - book.front) % 2 === 1 && n + 1 < pages.length && !forced(n) && !forced(n + 1));
	return { n: spreads.length, problems: spreads.filter((n) => Math.abs(foot(n) - foot(n + 1)) > pitch + 0.1)
		.map((n) => `pages ${n + 1} and ${n + 2} end ${(Math.abs(foot(n) - foot(n + 1)) / pitch).toFixed(1)} lines apart`) };
}

// The last page of a part of several pages has more than three lines, three rows of a table, or a drawing.
export function E7last(book) {
	const pages = linesByPage(book), drawn = drawnPages(book), { pitch } = grid(book);
	const deep = (n) => { const ys = pages[n].filter((l) => l.t.role !== 'Note').map((l) => l.line[0].y); return Math.max(...ys) - Math.min(...ys); };
	const rowOf = (e) => (!e || e.name === 'TR' ? e : rowOf(e.above));
	const rows = (n) => new Set(pages[n].map((l) => rowOf(l.t.e)).filter(Boolean)).size;
	const last = book.pages.map((p) => p.n).filter((n) => n && pages[n].length && !drawn.has(n) && endsPart(pages, n) && !endsPart(pages, n - 1) && pages[n - 1].length);
	return { n: last.length, problems: last.filter((n) => deep(n) < 2.6 * pitch && rows(n) < 3).map((n) => `page ${n + 1} is the last one and has ${Math.round(deep(n) / pitch) + 1} lines`) };
}

// ------------------------------------------------------------------------------ E8, E9

// Chapters begin a page, on the right-hand side where `recto`; an empty page has no glyph.
export function E8(book, { recto }) {
	const pages = linesByPage(book);
	const chapters = book.texts.filter((t) => t.e?.name === 'H1' && t.lines[0][0].page >= book.front);
	return { n: chapters.length, problems: chapters.flatMap((t) => {
		const n = t.lines[0][0].page;
		return [...(pages[n][0].t !== t ? [`is not at the head of its page: ${at(t.lines[0])}`] : []),
			...(recto && (n - book.front) % 2 ? [`opens a left-hand page: ${at(t.lines[0])}`] : [])];
	}).concat(book.pages.filter((p) => p.n > 0 && !pages[p.n].length && p.marks.some((m) => m.glyphs.length)).map((p) => `page ${p.n + 1} is empty but for its head`)) };
}

// A chapter that goes on, with anything but a table, fills half of its first page.
export function E8full(book) {
	const pages = linesByPage(book), { pitch, top, most } = grid(book);
	const filled = (n) => (Math.max(...pages[n].filter((l) => l.t.role !== 'Note').map((l) => l.line[0].y)) - top) / pitch + 1;
	const openers = book.pages.map((p) => p.n).filter((n) => startsChapter(book, n) && pages[n].length && !endsPart(pages, n) && !isWithin(pages[n + 1][0].t.e, /^Table$/));
	return { n: openers.length, problems: openers.filter((n) => filled(n) < most / 2).map((n) => `page ${n + 1} opens a chapter and has ${Math.round(filled(n))} lines of ${most}`) };
}

// A head names the chapter, or the book, and stands at one height; none on pages that open a chapter.
export function E9(book, { opener }) {
	const heads = book.texts.filter((t) => t.role === 'head');
	const y = mode(heads.map((t) => t.lines[0][0].y), 2);
	const all = book.texts.filter((t) => t.e?.name === 'H1'), h1 = all.filter((t) => t.lines[0][0].page >= book.front);
	const { right, left } = book.texts.find((t) => t.body).frame(book.texts.find((t) => t.body).lines[0]);
	const title = squeeze(book.objects.string(book.objects.at(book.objects.objects.trailer.value['/Info'])?.['/Title']) ?? '');
	const problems = heads.flatMap((t) => {
		const line = t.lines[0], words = squeeze(wordsOf(line)), page = line[0].page;
		const chapter = all.filter((h) => h.lines[0][0].page <= page).at(-1);
		const names = [title, chapter ? squeeze(h1.length ? chapter.lines.map(wordsOf).join('') : '') : ''];
		const cut = words.replace(/…$/, '');
		return [...(Math.abs(line[0].y - y) > 0.05 ? [`at ${line[0].y.toFixed(2)}, wanted ${y}: ${at(line)}`] : []),
			...(names.some((n) => n && (n === words || (words.endsWith('…') && n.startsWith(cut)) || n.endsWith(words))) ? [] : [`is neither the book nor the chapter: ${at(line)}`]),
			...((rightOf(line.at(-1)) - line[0].x) > (right - left) + 0.1 ? [`is wider than the measure: ${at(line)}`] : []),
			...(opener && h1.some((h) => h.lines[0][0].page === page) ? [`stands over a chapter's opening: ${at(line)}`] : [])];
	});
	const first = Math.min(...book.texts.filter((t) => t.e && t.role !== 'cover' && t.lines[0][0].page >= book.front).flatMap((t) => t.lines.map((l) => l[0].y - l[0].size)));
	if (heads.length && first - y < heads[0].lines[0][0].size)
		problems.push(`the head is ${(first - y).toFixed(1)} pt above the text`);
	return { n: heads.length, problems };
}

// ---------------------------------------------------------------- E1, E2, E4: GB/T 9704

const mm = 72 / 25.4;

// A4, 37 mm above, 28 mm at the binding side, 22 lines of 28 characters.
export function E1(book) {
	const page = book.pages.at(-1);
	const body = book.texts.filter((t) => t.body);
	const lefts = [0, 1].map((odd) => mode(body.flatMap((t) => t.lines.slice(1)).filter((l) => ((l[0].page - book.front) & 1) === odd).map((l) => leftOf(l[0])))).filter(Number.isFinite);
	const size = body[0]?.lines[0][0].size ?? 0;
	const top = Math.min(...body.flatMap((t) => t.lines.map((l) => l[0].y))) - 0.88 * size; // of its type
	return { n: body.length, problems: [
		...(Math.abs(page.width - 210 * mm) > 0.5 || Math.abs(page.height - 297 * mm) > 0.5 ? [`the page is ${page.width} by ${page.height} pt`] : []),
		...(Math.abs(top / mm - 37) > 1 ? [`the type area begins ${(top / mm).toFixed(1)} mm down`] : []),
		...(lefts.some((l) => Math.abs(l / mm - 28) > 1 && Math.abs(l / mm - 26) > 1) ? [`the text begins ${lefts.map((l) => (l / mm).toFixed(1))} mm in`] : []),
	], measured: `${(top / mm).toFixed(1)} mm above, ${lefts.map((l) => (l / mm).toFixed(1)).join(' and ')} mm at the left` };
}

export function E2(book) {
	const { pitch, most } = grid(book);
	const t = book.texts.find((b) => b.body && b.lines.length > 2);
	const size = t.lines[1][0].size, measure = (t.frame(t.lines[1]).right - leftOf(t.lines[1][0])) / size;
	return { n: most, measured: `${most} lines of ${measure.toFixed(2)} em, pitch ${pitch} pt, ${size.toFixed(2)} pt`, problems: [
		...(most !== 22 ? [`a full page has ${most} lines`] : []), ...(Math.abs(measure - 28) > 0.02 ? [`the measure is ${measure.toFixed(2)} em`] : []),
		...(pitch < 29.4 || pitch > 29.7 ? [`the pitch is ${pitch} pt`] : []), ...(Math.abs(size - 15.75) > 0.3 ? [`the text is of ${size.toFixed(2)} pt`] : [])] };
}

// Headings by their labels: 一、 Hei, （一） Kai or what stands for it, 1. and （1） as the text; all of its
// size, two characters in.
export function E3(book) {
	const body = book.texts.find((t) => t.body), [font, size] = [body.lines[0][0].font, body.lines[0][0].size];
	const kinds = [[/^[一二三四五六七八九十]+、/, (f) => /Sans|Hei/.test(f), 'Hei'], [/^（[一二三四五六七八九十]+）/, (f) => f !== font && !/Sans|Hei/.test(f), 'Kai'],
		[/^\d+[.．]/, (f) => f === font, 'the face of the text'], [/^（\d+）/, (f) => f === font, 'the face of the text']];
	const heads = book.texts.filter((t) => t.role === 'heading').map((t) => ({ line: t.lines[0], kind: kinds.find(([label]) => label.test(wordsOf(t.lines[0]))) })).filter((h) => h.kind);
	const edges = book.texts.filter((t) => t.body).flatMap((t) => t.lines.map((line) => ({ page: line[0].page, ...t.frame(line) })));
	return { n: heads.length, problems: heads.flatMap(({ line, kind: [, test, face] }) => {
		const left = edges.find((e) => ((e.page - line[0].page) & 1) === 0)?.left;
		return [...(test(line[0].font) ? [] : [`is in ${line[0].font.slice(7)}, wanted ${face}: ${at(line)}`]), ...(Math.abs(line[0].size - size) > 0.1 ? [`is of ${line[0].size} pt: ${at(line)}`] : []),
			...(left && Math.abs((leftOf(line[0]) - left) / size - 2) > 0.05 ? [`is ${((leftOf(line[0]) - left) / size).toFixed(2)} em in: ${at(line)}`] : [])];
	}) };
}

// — N —, of 14 pt, at the outer side, one character in, 7 mm under the type area.
export function E4(book) {
	const folios = book.texts.filter((t) => t.role === 'folio' && /\d/.test(wordsOf(t.lines[0])));
	const { top, pitch, most } = grid(book);
	const body = book.texts.filter((t) => t.body).flatMap((t) => t.lines.slice(1).map((line) => ({ page: line[0].page, ...t.frame(line) })));
	const edges = [0, 1].map((odd) => body.find((l) => ((l.page - book.front) & 1) === odd));
	return { n: folios.length, problems: folios.flatMap(({ lines: [line] }) => {
		const odd = (line[0].page - book.front) % 2 === 0, size = line[0].size, { left, right } = edges[odd ? 0 : 1];
		const inset = odd ? right - rightOf(line.at(-1)) : leftOf(line[0]) - left;
		const below = (line[0].y - (top + (most - 1) * pitch)) / mm;
		return [...(/^— ?\d+ ?—$/.test(wordsOf(line)) ? [] : [`is not — N —: ${at(line)}`]), ...(Math.abs(size - 14) > 0.3 ? [`is of ${size} pt: ${at(line)}`] : []),
			...(Math.abs(inset / size - 1) > 0.2 ? [`is ${(inset / size).toFixed(2)} characters in: ${at(line)}`] : []),
			...(below < 7 || below > 14 ? [`is ${below.toFixed(1)} mm under the text: ${at(line)}`] : [])];
	}) };
}

// Every page has its text within its edges, and no glyph lies on another; thumb marks may stand at the edge.
export function clear(book) {
	let n = 0;
	const problems = book.pages.flatMap((p) => {
		const glyphs = [...p.loose, ...p.marks.flatMap((m) => m.glyphs)].filter((g) => g.text.trim());
		n += glyphs.length;
		const sorted = glyphs.sort((a, b) => (a.turn ? 1 : 0) - (b.turn ? 1 : 0) || Math.round(a.y * 4) - Math.round(b.y * 4) || leftOf(a) - leftOf(b));
		const over = sorted.slice(1).map((g, i) => [sorted[i], g]).filter(([a, b]) => a.turn === b.turn && Math.round(a.y * 4) === Math.round(b.y * 4) &&
			leftOf(b) < rightOf(a) - (/^[!-~]{2}$/.test(a.text + b.text) ? 0.2 : 0.08) * a.size).map(([a, b]) => `page ${p.n + 1}: ${a.text} and ${b.text} overlap at ${b.x.toFixed(0)}, ${b.y.toFixed(0)}`);
		const thumbs = new Set(p.marks.filter((m) => m.name === 'Artifact' && m.glyphs.every((g) => g.x < 60 || g.x > p.width - 60)).flatMap((m) => m.glyphs));
		const off = glyphs.filter((g) => !thumbs.has(g)).map((g) => ({ g, wide: g.turn ? p.height : p.width, high: g.turn ? p.width : p.height }))
			.filter(({ g, wide, high }) => leftOf(g) < 14 || rightOf(g) > wide - 14 || g.y - g.size < 10 || g.y > high - 10).map(({ g }) => g);
		return [...over, ...off.map((g) => `page ${p.n + 1}: ${g.text} is off the margin`)];
	});
	return { n, problems };
}
