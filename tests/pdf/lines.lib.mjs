// Lines of a book: what may not begin or end them, what may not be torn, their edges and gaps, and
// that no glyph runs into another or out of its frame. Every function returns the problems it finds.
import * as pdf from './pdf.lib.mjs';

const closing = '、，。；：！？）〕］｝】》〉」』〗”’％%‰℃,.;:!?)]}';
const opening = '（〔［｛【《〈「『〖“‘([{';
const textOfLine = (line) => line.map((g) => g.text).join('');

// The edges of a glyph as the eye sees them: full-width marks have half an em of white.
const left = (g) => g.x + (/^[（〔［｛【《〈「『〖“‘]/.test(g.text) && g.adv > 0.9 * g.size ? g.size / 2 : 0);
const right = (g) => g.x + (/[、，。；：！？）〕］｝】》〉」』〗”’]$/.test(g.text) ? Math.min(g.adv, g.size / 2) : g.adv);

// The lines of every text: of the structure, and of heads, folios and repeated rows.
export function allLines(book) {
	const inside = pdf.lineBlocks(book.tree).map((e) => ({ name: e.name, lines: pdf.linesOf(pdf.glyphsOf(e)), e }));
	const beside = book.pages.flatMap((p) => p.marks.filter((m) => m.name === 'Artifact' && m.glyphs.length)
		.map((m) => ({ name: 'Artifact', lines: pdf.linesOf(m.glyphs) })));
	return [...inside, ...beside];
}

const at = (line) => `page ${line[0].page + 1}: ${textOfLine(line)}`;

export function kinsokuProblems(texts) {
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

export function tornProblems(texts) {
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
export function flushProblems(texts) {
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

// Paragraphs of the body begin 2 em in; their last line has two characters at least; Han stand at
// most a quarter of an em apart (CLREQ; GB/T 9704).
export function paragraphProblems(texts) {
	const body = texts.filter((t) => t.name === 'P' && t.lines.length > 1 && t.lines[0][0].page > 1 &&
		!within(t.e, /^(TD|TH|TOC|Note|LI)$/));
	return body.flatMap(({ lines }) => {
		const size = lines[0][0].size;
		const indent = (left(lines[0][0]) - left(lines[1][0])) / size;
		return [
			...(Math.abs(indent - 2) > 0.02 ? [`indent of ${indent.toFixed(2)} em: ${at(lines[0])}`] : []),
			...(lines.at(-1).filter((g) => /[\p{L}\p{N}]/u.test(g.text)).length < 2 ? [`one character alone: ${at(lines.at(-1))}`] : []),
			...lines.filter((l) => l.some((b, i) => i && /\p{sc=Han}/u.test(b.text) && /\p{sc=Han}/u.test(l[i - 1].text) &&
				b.x - l[i - 1].x > 1.25 * b.size)).map((l) => `wide gaps: ${at(l)}`),
		];
	});
}

// Two full-width marks that meet take 1.5 em, not 2 (CLREQ, GB/T 15834 5.1.11).
export function pairProblems(texts) {
	const mark = (g, marks) => /[\u2018-\u201D\u3000-\u303F\uFF00-\uFF60]/.test(g.text) && marks.includes([...g.text][0]) &&
		g.adv > 0.9 * g.size;
	const either = closing + opening;
	return texts.flatMap(({ lines }) => lines.flatMap((l) => l.slice(1).map((b, i) => [l[i], b])
		.filter(([a, b]) => mark(a, either) && mark(b, either) && a.size === b.size && !(mark(a, opening) && mark(b, closing)))
		.filter(([a, b]) => Math.abs((b.x - a.x) / a.size - 0.5) > 0.15)
		.map(([a, b]) => `${a.text}${b.text} take ${((b.x - a.x) / a.size + 1).toFixed(2)} em: ${at(l)}`)));
}

// No glyph runs into another, off the page's margins, or out of its table.
export function overlapProblems(book) {
	return book.pages.flatMap((p) => {
		const glyphs = [...p.loose, ...p.marks.flatMap((m) => m.glyphs)].filter((g) => g.text.trim());
		const sorted = glyphs.sort((a, b) => Math.round(a.y * 4) - Math.round(b.y * 4) || left(a) - left(b));
		const problems = sorted.slice(1).map((g, i) => [sorted[i], g]).filter(([a, b]) => Math.round(a.y * 4) === Math.round(b.y * 4) &&
			left(b) < right(a) - 0.08 * a.size).map(([a, b]) => `page ${p.n + 1}: ${a.text} and ${b.text} overlap at ${b.x.toFixed(0)}, ${b.y.toFixed(0)}`);
		const off = glyphs.filter((g) => left(g) < 20 || right(g) > p.width - 20 || g.y - g.size < 10 || g.y > p.height - 10);
		return [...problems, ...off.map((g) => `page ${p.n + 1}: ${g.text} is off the margin`)];
	});
}

export function tableProblems(book) {
	return pdf.elements(book.tree, (e) => /^T[DH]$/.test(e.name)).flatMap((cell) => pdf.glyphsOf(cell).filter((g) => {
		const rules = book.pages[g.page].rules;
		return left(g) < Math.min(...rules.map((r) => r.x0)) - 0.1 || right(g) > Math.max(...rules.map((r) => r.x1)) + 0.1;
	}).map((g) => `page ${g.page + 1}: ${g.text} is out of its table`));
}
