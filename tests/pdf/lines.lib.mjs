// Lines: what may not begin or end them, what may not be torn, the widths of marks, the gaps between
// scripts, edges and white. Every check takes a book and returns {n, problems}: how much it looked
// at, and what it found; some add `values`. The names are those of the requirements.
import { at, closers, commas, isCloser, isComma, isHan, isMark, isOpener, isStop, isTrailing, isWestern, isWithin, latinClosers,
	latinOpeners, leftOf, mode, openers, rightOf, stops, wordsOf } from './texts.lib.mjs';

const em = (n) => n.toFixed(3);
const pairsOf = (line) => line.slice(1).map((b, i) => [line[i], b]);
const each = (book, of, test = () => true) => book.texts.filter(test).flatMap((t) => t.lines.map((line, i) => of(line, i, t)));

// Check every line of the texts that pass; `of` returns a problem, or nothing.
function perLine(book, of, test) {
	const all = each(book, of, test);
	return { n: all.length, problems: all.flat().filter(Boolean) };
}

// ------------------------------------------------------------- A: where lines may not break

const full = (t) => !/^(leader|folio)$/.test(t.role);
const firstOf = (line) => [...wordsOf(line).trimStart()][0] ?? ' ';
const lastOf = (line) => [...wordsOf(line).trimEnd()].at(-1) ?? ' ';

// Neighbouring lines of one text, and the word of the web or of Latin that may run through.
export const seamsOf = (book) => book.texts.flatMap((t) => {
	const all = t.lines.map((l) => wordsOf(l).trim());
	const addresses = all.length > 1 ? [...all.join('').matchAll(/[!-~]*(?::\/\/|@|www\.)[!-~]*/g)] : [];
	let end = 0;
	return t.lines.slice(1).map((line, i) => {
		end += all[i].length;
	const before = wordsOf(t.lines[i]).trimEnd(), after = wordsOf(line).trimStart();
	const token = `${before.match(/[!-~]*$/)[0]}|${after.match(/^[!-~]*/)[0]}`;
	return { text: t, line, before, after, token, seam: `${before.slice(-8)}|${after.slice(0, 8)}`, page: line[0].page + 1,
		address: addresses.some((m) => m.index < end && end < m.index + m[0].length) };
	});
});

function perSeam(book, torn) {
	const seams = seamsOf(book);
	return { n: seams.length, problems: seams.filter(torn).map((s) => `page ${s.page}: ${s.seam}`) };
}

// A fragment of a repeated row may begin in the middle of a text; elsewhere every line counts.
const lineStarts = (book, set) => perLine(book, (line, i, t) => set.includes(firstOf(line)) && (t.role !== 'repeat' || i > 0) &&
	`starts with ${firstOf(line)}: ${at(line)}`, full);

export const A1 = (book) => lineStarts(book, closers + stops + commas + latinClosers);
export const A2 = (book) => perLine(book, (line) => (openers + latinOpeners).includes(lastOf(line)) && `ends with ${lastOf(line)}: ${at(line)}`, full);

// —— and …… are whole, and two em wide.
export function A3(book) {
	const torn = perSeam(book, (s) => /[—⸺]\|[—⸺]|[…⋯]\|[…⋯]/.test(s.seam));
	const units = each(book, (line) => pairsOf(line).filter(([a, b]) => a.text === b.text && /^[—…⋯]$/.test(a.text))
		.map(([a, b]) => ({ wide: (b.x + b.adv - a.x) / a.size, line }))).flat();
	const joined = each(book, (line) => line.filter((g) => /^(——|……|⸺)$/.test(g.text)).map((g) => ({ wide: g.adv / g.size, line }))).flat();
	return { n: torn.n, problems: [...torn.problems, ...[...units, ...joined].filter((u) => Math.abs(u.wide - 2) > 0.01)
		.map((u) => `${em(u.wide)} em wide: ${at(u.line)}`)] };
}

// Connectors and the interpunct do not start a line; the solidus neither starts nor ends one. An
// address of the web ends its lines after a solidus: A7.
export function A4(book) {
	const starts = lineStarts(book, '-–－～~·‧・/／');
	const ends = perSeam(book, (s) => /[/／]$/.test(s.before) && !s.address);
	const address = new Set(seamsOf(book).filter((s) => s.address).map((s) => s.line));
	return { n: starts.n, problems: [...starts.problems.filter((p) => ![...address].some((l) => p.endsWith(at(l)))), ...ends.problems] };
}

export const A5 = (book) => perSeam(book, (s) => !s.address && /\d\|[%％‰℃°]|[￥¥$±§＋+−]\|\d|\d\|\d|\d[.,]\|\d|\d\|[.,]\d/.test(s.seam));

const power = '[十百千万亿余多]*';
const counter = '(?:[万亿元年月日个家项名倍条章节款号届期批]|平方米|公里|美元)';
export const A6 = (book) => perSeam(book, (s) => new RegExp(`\\d\\|${power}${counter}|\\d${power}[万亿]\\|[万亿元]|\\d\\|[万亿]`).test(s.seam) ||
	/第\|[\d一二三四五六七八九十百]|第[\d一二三四五六七八九十百]+\|[条章节款页]|第[一二三四五六七八九十百]+\|[一二三四五六七八九十百]/.test(s.seam));

// Latin words stay whole but where the source joins them by a hyphen; addresses break after their marks.
export function A7(book, words) {
	return perSeam(book, (s) => {
		const [before, after] = s.token.split('|');
		if (!before || !after)
			return false;
		if (s.address)
			return !/[/.\-_?&=@]$/.test(before);
		const a = before.match(/[A-Za-z]+$/)?.[0], b = after.match(/^[A-Za-z]+/)?.[0];
		const narrow = /^T[DH]$/.test(s.text.role) && (wordsOf(s.line) === after || s.before === before);
		return a && b && !narrow && words.has((a + b).toLowerCase()) && !(words.has(a.toLowerCase()) && words.has(b.toLowerCase()));
	});
}

const numeral = '[〇零一二三四五六七八九十百\\d]';
const labels = [`（${numeral}*\\|${numeral}*）`, '[〔［[]\\d*\\|\\d*[〕］\\]]', '[〕］\\]]\\d*\\|\\d+号', 'GB(?:/T)?\\|\\d', '[表图]\\d*[-–—]?\\|[-–—]?\\d'].map((r) => new RegExp(r));

// Labels, numbers of documents and standards, and note marks.
export function A8(book) {
	const torn = perSeam(book, (s) => labels.some((l) => l.test(s.seam)) && !/（\|）/.test(s.seam));
	const marks = book.texts.flatMap((t) => t.lines.slice(1).filter((line) => line.length > 1 && /^[\d①-⑳]$/.test(line[0].text) &&
		line[0].size < 0.75 * line.at(-1).size && line[0].y < line.at(-1).y - 1)).map((line) => `a note mark starts the line: ${at(line)}`);
	return { n: torn.n, problems: [...torn.problems, ...marks] };
}

// Every role is looked at: how many lines of each there are.
export function A9(book) {
	const counts = {};
	book.texts.filter(full).forEach((t) => { counts[t.role] = (counts[t.role] ?? 0) + t.lines.length; });
	return { n: Object.values(counts).reduce((s, n) => s + n, 0), problems: [], counts };
}

// Headings that begin with their label are set like the text (GB/T 9704, 7.3.3).
const labelled = /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．])/;

// A heading of several lines ends with two characters at least, and its lines are of a likeness.
export function A10(book) {
	const wide = (line) => rightOf(line.at(-1)) - leftOf(line[0]);
	const headings = book.texts.filter((t) => (t.role === 'heading' || t.role === 'cover') && t.lines.length > 1);
	return { n: headings.length, problems: headings.flatMap((t) => {
		const lines = t.lines.slice(/^第.+章$/.test(wordsOf(t.lines[0])) ? 1 : 0); // the number has a line of its own
		const widths = lines.map(wide);
		const ratio = Math.min(...widths) / Math.max(...widths);
		return [...(lines.some((l) => l.length < 2) ? [`one character: ${at(lines.at(-1))}`] : []),
			...(ratio < 0.35 && !labelled.test(wordsOf(t.lines[0])) ? [`${em(ratio)} of the longest line: ${at(lines[widths.indexOf(Math.min(...widths))])}`] : [])];
	}) };
}

// ---------------------------------------------------------------- B: widths of punctuation

const twins = (a, b) => /^[？！]$/.test(a.text) && /^[？！]$/.test(b.text);
const meet = (a, b) => isMark(a) && isMark(b) && a.size === b.size && a.page === b.page && !(isOpener(a) && isTrailing(b)) && !twins(a, b);

// Marks that meet take 1.5 em; runs of n take half an em less for each joint (B2 is the same sum).
export function B1(book) {
	const met = each(book, (line) => pairsOf(line).filter(([a, b]) => meet(a, b)).map(([a, b]) => ({ a, b, far: (b.x - a.x) / a.size, line }))).flat();
	return { n: met.length, problems: met.filter((m) => Math.abs(m.far - 0.5) > 0.01)
		.map((m) => `${m.a.text}${m.b.text} are ${em(m.far)} em apart: ${at(m.line)}`) };
}

// Whether a line cannot quite reach its edge: nothing in it may open, as in a piece of an address, or D4
// forbids to open it further.
const falls = (book, t, line) => {
	const off = (t.frame(line).right - rightOf(line.at(-1))) / line.at(-1).size;
	const stiff = !pairsOf(line).some(([a, b]) => (isHan(a) && isHan(b)) || isHan(a) !== isHan(b) || a.text === ' ');
	const spent = Math.max(0, ...openings(line)) > 0.245; // as open as D4 allows
	const far = off > 0.25 * openings(line).length;
	return (off > 0 && off < 3 && (stiff || spent || far)) || (book.narrow && far);
};

// A mark at the end of a justified line stands half an em before the edge.
export function B3(book) {
	const ends = book.texts.filter((t) => t.justified).flatMap((t) => t.lines.slice(0, -1)
		.filter((line) => isTrailing(line.at(-1)) && !falls(book, t, line)).map((line) => ({ line, off: (t.frame(line).right - line.at(-1).x) / line.at(-1).size })));
	return { n: ends.length, problems: ends.filter((e) => Math.abs(e.off - 0.5) > 0.02).map((e) => `${em(e.off)} em before the edge: ${at(e.line)}`) };
}

// An opening mark at the start of a line, and of a paragraph, stands half an em before the text.
export function B4(book) {
	const lines = book.texts.filter((t) => t.body).flatMap((t) => t.lines.map((line, i) => ({ line, wanted: i || t.flat ? 0 : 2, t })))
		.filter(({ line }) => isOpener(line[0])).map((l) => ({ ...l, off: (l.line[0].x - l.t.frame(l.line).left) / l.line[0].size }));
	return { n: lines.length, problems: lines.filter((l) => Math.abs(l.off - l.wanted + 0.5) > 0.02).map((l) => `${em(l.off)} em from the edge: ${at(l.line)}`) };
}

// The white of a mark inside a line: what it has lost of its cell, in em.
const lost = (a, b) => (isTrailing(a) && !isMark(b) ? 1 - (b.x - a.x) / a.size : isOpener(b) && !isMark(a) ? (a.adv - (b.x - a.x)) / b.size : 0);

// Of two ？！ the second takes half an em by rule: B8.
const second = (line, g) => { const run = wordsOf(line.slice(0, line.indexOf(g) + 1)).match(/[？！]+$/)?.[0].length ?? 0; return run > 0 && run % 2 === 0; };

const squeezedStops = (line) => pairsOf(line).filter(([a, b]) => isStop(a) && !isMark(b) && !second(line, a) && lost(a, b) > 0.01);

export const gateStops = (book) => perLine(book, (line) => squeezedStops(line).length > 0 && `${em(lost(...squeezedStops(line)[0]))} em: ${at(line)}`, full);

// Stops give last: where one has given, brackets, quotes and commas of the line have given all; and
// no mark is ever narrower than half an em.
export const B5 = (book) => perLine(book, (line) => {
	const pairs = pairsOf(line).filter(([a, b]) => a.size === b.size && a.page === b.page && (isMark(a) !== isMark(b)));
	const under = pairs.filter(([a, b]) => lost(a, b) > 0.51);
	const early = squeezedStops(line).length ? pairs.filter(([a, b]) => !isStop(a) && (isTrailing(a) || isOpener(b)) && lost(a, b) < 0.49) : [];
	return [...under.map(([a, b]) => `${a.text}${b.text} lost ${em(lost(a, b))} em: ${at(line)}`),
		...early.map(([a, b]) => `${a.text}${b.text} lost ${em(lost(a, b))} em before a stop: ${at(line)}`)];
}, full);

// Marks are those of the face for simplified Chinese, at the lower left: `marks` has its glyphs.
export function B6(book, marks) {
	const wrong = new Map();
	let n = 0;
	each(book, (line) => line.filter((g) => /^[，。：；！？、]$/.test(g.text)).forEach((g) => {
		n++;
		const family = g.font.replace(/^[A-Z]{6}\+/, '');
		if (!/(sc|SC|GB)/.test(family) || (marks[family] && marks[family][g.text] !== g.gid))
			wrong.set(`${g.text} is glyph ${g.gid} of ${family}, wanted ${marks[family]?.[g.text]}`, at(line));
	}));
	return { n, problems: [...wrong].map(([what, where]) => `${what}: ${where}`) };
}

// Dashes and ellipses: B7 is A3's widths; a lone dash and a wave are one em.
export function B7(book) {
	const single = each(book, (line) => line.filter((g, i) => /^[—～]$/.test(g.text) && line[i - 1]?.text !== g.text && line[i + 1]?.text !== g.text)
		.map((g) => ({ g, line }))).flat();
	return { n: single.length, problems: [...A3(book).problems, ...single.filter(({ g }) => Math.abs(g.adv / g.size - 1) > 0.01)
		.map(({ g, line }) => `${g.text} is ${em(g.adv / g.size)} em: ${at(line)}`)] };
}

// ？！ take one em together, three take two, whose last may give half an em like any stop.
export function B8(book) {
	const runs = each(book, (line) => [...wordsOf(line).matchAll(/[？！]{2,}/g)].map((m) => {
		const from = line.findIndex((g, i) => wordsOf(line.slice(0, i)).length === m.index);
		const next = line[from + m[0].length];
		return next && !isMark(next) && !isMark(line[from - 1] ?? next) ? { wide: (next.x - line[from].x) / line[from].size - Math.max(0, ...openings(line)), n: m[0].length, line } : null;
	})).flat().filter(Boolean);
	return { n: runs.length, problems: runs.filter((r) => (r.n === 2 ? Math.abs(r.wide - 1) > 0.03 : r.wide < 1.48 || r.wide > 2.02)).map((r) => `${r.n} take ${em(r.wide)} em: ${at(r.line)}`) };
}

// Quotes beside Han on their inner side have a cell of one em; around Latin inside Latin they are narrow.
export function B9(book) {
	const problems = [];
	let n = 0;
	each(book, (line) => line.forEach((g, i) => {
		const opening = /^[“‘]$/.test(g.text), inner = line[opening ? i + 1 : i - 1], outer = line[opening ? i - 1 : i + 1];
		if (!/^[“”‘’]$/.test(g.text) || !inner)
			return;
		const step = (line[i + 1] ? line[i + 1].x - g.x : g.adv) / g.size;
		n++;
		if (isHan(inner) && !isMark(g))
			problems.push(`${g.text} is ${em(g.adv / g.size)} em beside Han: ${at(line)}`);
		if (isWestern(inner) && outer?.text === ' ' && opening === false && step > 0.75)
			problems.push(`${g.text} takes ${em(step)} em inside Latin: ${at(line)}`);
	}));
	return { n, problems };
}

// The interpunct takes half an em in every face.
export function B10(book) {
	const dots = each(book, (line) => line.slice(1, -1).map((g, i) => [line[i], g, line[i + 2]]).filter(([a, g, b]) => g.text === '·' && isHan(a) && isHan(b))
		.map(([a, g, b]) => ({ wide: (b.x - a.x - a.adv) / g.size, line }))).flat();
	return { n: dots.length, problems: dots.filter((d) => Math.abs(d.wide - 0.5) > 0.01).map((d) => `${em(d.wide)} em: ${at(d.line)}`) };
}

// ------------------------------------------------------------------- C: Han and Latin

const gapOf = (a, b) => (b.x - a.x - a.adv) / Math.min(a.size, b.size);
const raised = (a, b) => Math.abs(a.y - b.y) > 0.5;
const counters = /^[万亿元年月日个家项名倍条]/;

// The gap between Han and Latin; that between a digit and its counter is smaller. Its median is that
// of lines that nothing stretches. A line without two Han has nothing else that could open.
export function C1(book) {
	const gaps = each(book, (line, i, t) => pairsOf(line).filter(([a, b]) => !raised(a, b) && ((isHan(a) && isWestern(b)) || (isWestern(a) && isHan(b))))
		.map(([a, b]) => ({ a, b, gap: gapOf(a, b), line, folio: t.role === 'TOCI', natural: !t.justified || i + 1 === t.lines.length, open: openings(line).length > 0 })), (t) => t.role !== 'leader').flat().filter((g) => !g.folio || g.gap < 2);
	const problems = gaps.filter(({ a, b, gap, open }) => {
		const counted = /\d$/.test(a.text) && isHan(b);
		if (counted && gap >= -0.005 && gap <= 0.101)
			return false;
		return (counted && counters.test(b.text)) || gap < 0.12 || (gap > 0.34 && open);
	});
	const wide = gaps.filter(({ a, b, natural }) => natural && !(/\d$/.test(a.text) && isHan(b))).map((g) => g.gap).sort((x, y) => x - y);
	const median = wide[wide.length >> 1];
	return { n: gaps.length, values: wide, problems: [...problems.map(({ a, b, gap, line }) => `${a.text}${b.text} ${em(gap)} em: ${at(line)}`),
		...(wide.length > 20 && Math.abs(median - 0.25) > 0.02 ? [`the median is ${em(median)} em`] : [])] };
}

// Inside of a bracket there is no gap, whatever stands there.
export function C3(book) {
	const inner = each(book, (line) => pairsOf(line).filter(([a, b]) => !raised(a, b) && ((isOpener(a) && isWestern(b)) || (isWestern(a) && isTrailing(b))))
		.map(([a, b]) => ({ a, b, gap: gapOf(a, b), line }))).flat();
	return { n: inner.length, problems: inner.filter((i) => Math.abs(i.gap) > 0.01).map(({ a, b, gap, line }) => `${a.text}${b.text} ${em(gap)} em: ${at(line)}`) };
}

// No full-width letters and digits. The digits of columns of numbers are checked with the tables.
export const C5 = (book) => perLine(book, (line) => line.filter((g) => /[０-９Ａ-Ｚａ-ｚ]/.test(g.text)).map((g) => `${g.text}: ${at(line)}`));

// --------------------------------------------------------------- D: paragraph and line

// Paragraphs begin two em in.
export function D1(book) {
	const all = book.texts.filter((t) => t.body && !t.flat);
	return { n: all.length, problems: all.map((t) => ({ t, line: t.lines[0], in: (leftOf(t.lines[0][0]) - t.frame(t.lines[0]).left) / t.lines[0][0].size }))
		.filter((p) => Number.isFinite(p.in) && Math.abs(p.in - 2) > 0.02).map((p) => `${em(p.in)} em in: ${at(p.line)}`) };
}

// Lines but the last end at the right edge; all but the first begin at the left one.
export function D2(book) {
	const all = book.texts.filter((t) => t.justified);
	const ends = all.flatMap((t) => t.lines.slice(0, -1).filter((line) => !falls(book, t, line)).map((line) => ({ line, off: (rightOf(line.at(-1)) - t.frame(line).right) / line.at(-1).size })));
	const starts = all.flatMap((t) => {
		const lines = t.lines.slice(1).filter((l, i, rest) => l[0].page === rest[0][0].page);
		const left = mode(lines.map((l) => leftOf(l[0])), 2);
		return lines.map((line) => ({ line, off: (leftOf(line[0]) - left) / line[0].size }));
	});
	return { n: ends.length, problems: [...ends, ...starts].filter((l) => Math.abs(l.off) > 0.02).map((l) => `${em(l.off)} em off the edge: ${at(l.line)}`) };
}

// Nothing reaches over the right edge of its frame, nor of the type area.
export function D6(book) {
	const area = new Map();
	book.texts.filter((t) => t.body).forEach((t) => t.lines.forEach((l) => area.set(`${book.pages[l[0].page].width} ${(l[0].page - book.front) % 2}`, t.frame(l).right)));
	return perLine(book, (line, i, t) => {
		const size = line.at(-1).size, right = rightOf(line.at(-1));
		const edge = t.justified ? t.frame(line).right : area.get(`${book.pages[line[0].page].width} ${(line[0].page - book.front) % 2}`);
		return edge && t.role !== 'cover' && right > edge + 0.02 * size && `${em((right - edge) / size)} em over the edge: ${at(line)}`;
	}, (t) => t.e && !t.lines[0][0].turn); // what is turned is measured by its table's rules: F1
}

// The measure, and those of lists and quotations, are whole numbers of em.
export function D3(book) {
	const wide = new Map();
	book.texts.filter((t) => t.justified && t.lines.length > 2).forEach((t) => t.lines.slice(1, -1).forEach((line) => {
		const size = line.at(-1).size, measure = (t.frame(line).right - leftOf(line[0])) / size;
		const off = measure - Math.round(measure);
		const seen = wide.get(t.role + measure.toFixed(2)) ?? wide.set(t.role + measure.toFixed(2), { n: 0, off, what: `${t.role} of ${measure.toFixed(2)} em: ${at(line)}` }).get(t.role + measure.toFixed(2));
		seen.n++;
	}));
	return { n: wide.size, values: [...wide.values()].map((w) => w.what.split(' em')[0]), problems: [...wide.values()].filter((w) => Math.abs(w.off) > 0.011 && w.n > 2).map((w) => `${w.what} (${w.n} lines)`) };
}

// The white between Han beyond their cells, line by line: what justified lines open. In em.
export const openings = (line) => pairsOf(line).filter(([a, b]) => isHan(a) && isHan(b) && a.size === b.size && !raised(a, b)).map(([a, b]) => (b.x - a.x - a.adv) / a.size);

// Of a book that is too narrow to be justified, all lines.
export function D4(book) {
	const lines = book.texts.filter((t) => t.justified || (book.narrow && /^(P|LI|BlockQuote)$/.test(t.role))).flatMap((t) => (book.narrow ? t.lines : t.lines.slice(0, -1))).map((line) => ({ line, open: Math.max(0, ...openings(line)) }));
	const over = lines.filter((l) => l.open > 0.0505).sort((a, b) => b.open - a.open);
	return { n: lines.length, values: lines.map((l) => l.open), over: over.length, worst: Math.max(0, ...lines.map((l) => l.open)),
		problems: over.map((l) => `${em(l.open)} em: ${at(l.line)}`) };
}

// Units stay closed: ordinals, and numbers with their counters.
const closed = [new RegExp(`第${numeral}+\\p{sc=Han}?`, 'gu'), new RegExp(`\\d${power}[\\p{sc=Han}]{0,3}`, 'gu'), new RegExp(`（${numeral}+）`, 'g')];

// White grows in order: words to half an em, gaps to a third, then Han, all alike; and never in units.
export const D5 = (book) => {
	const checked = each(book, (line, i, t) => {
		if (i + 1 === t.lines.length || line.some((g) => g.size !== line[0].size))
			return [];
		const inUnits = (a) => closed.some((u) => [...wordsOf(line).matchAll(u)].some((m) => m.index <= line.indexOf(a) && line.indexOf(a) + 1 < m.index + m[0].length));
		const han = pairsOf(line).filter(([a, b]) => isHan(a) && isHan(b));
		const most = Math.max(0, ...openings(line));
		if (most <= 0.004)
			return [];
		const open = han.filter(([a]) => !inUnits(a)).map(([a, b]) => gapOf(a, b));
		const gaps = pairsOf(line).filter(([a, b]) => (isHan(a) && isWestern(b)) || (isWestern(a) && isHan(b) && !/\d/.test(a.text))).map(([a, b]) => gapOf(a, b));
		const words = line.slice(1, -1).map((g, k) => [line[k], g, line[k + 2]]).filter(([a, g, b]) => g.text === ' ' && isWestern(a) && isWestern(b))
			.map(([, g, b]) => (b.x - g.x) / g.size);
		return [['looked'], ...(most - Math.min(...open) > 0.012 ? [`Han are ${em(Math.min(...open))} to ${em(most)} em open: ${at(line)}`] : []),
			...(gaps.some((g) => g < 0.32) ? [`a gap of ${em(Math.min(...gaps))} em beside open Han: ${at(line)}`] : []),
			...(words.some((w) => w < 0.48) ? [`a word space of ${em(Math.min(...words))} em beside open Han: ${at(line)}`] : [])];
	}, (t) => t.justified).flat();
	return { n: checked.filter((c) => Array.isArray(c)).length, problems: checked.filter((c) => typeof c === 'string') };
};

// The last line of a paragraph has two characters at least besides its mark.
export function D7(book) {
	const all = book.texts.filter((t) => /^(P|LI|Note|BlockQuote)$/.test(t.role) && t.lines.length > 1);
	return { n: all.length, problems: all.map((t) => t.lines.at(-1)).filter((l) => (wordsOf(l).match(/[\p{L}\p{N}]/gu) ?? []).length < 2)
		.map((l) => `one character alone: ${at(l)}`) };
}

// One pitch for all lines of the body; no slanted or stroked glyphs.
export function D8(book) {
	const steps = book.texts.filter((t) => t.body).flatMap((t) => t.lines.slice(1).map((line, i) => ({ line, step: line[0].y - t.lines[i][0].y, same: line[0].page === t.lines[i][0].page })))
		.filter((s) => s.same);
	const pitch = mode(steps.map((s) => s.step), 2);
	return { n: steps.length, pitch, problems: [...steps.filter((s) => Math.abs(s.step - pitch) > 0.05).map((s) => `${s.step.toFixed(2)} pt after the line before: ${at(s.line)}`),
		...each(book, (line) => line.filter((g) => g.odd).map((g) => `${g.text} is slanted or stroked: ${at(line)}`)).flat()] };
}
