// How the text lies on the pages: what may not be divided, what follows a heading, facing pages that
// end at the same height, last pages of a few lines. Every function returns the problems it finds.
import * as pdf from './pdf.lib.mjs';

const within = (e, name) => e && (name.test(e.name) || within(e.above, name));
const short = (lines) => lines.map((l) => l.map((g) => g.text).join('')).join('').slice(0, 20);

// The lines of each text of the columns, page by page: not those of cells, contents, labels and notes.
function columns(book) {
	return pdf.lineBlocks(book.tree).filter((e) => /^(P|LBody|BlockQuote|H\d)$/.test(e.name) && !within(e.above, /^(T[DH]|TOC|TOCI|Note|Figure|Index)$/))
		.map((e) => ({ e, lines: pdf.linesOf(pdf.glyphsOf(e)) }));
}

// Two lines of a paragraph at least on either page (CLREQ, orphans and widows).
export function splitProblems(book) {
	return columns(book).flatMap(({ lines }) => {
		const pages = [...new Set(lines.map((l) => l[0].page))];
		return pages.length < 2 ? [] : pages.filter((p) => lines.filter((l) => l[0].page === p).length < 2)
			.map((p) => `page ${p + 1}: one line of ${short(lines)}`);
	});
}

// Baselines of a page's text, notes aside, from the top.
function depths(book) {
	const found = book.pages.map(() => ({ top: Infinity, foot: 0, last: null, first: null, notes: false, drawn: false }));
	for (const e of pdf.lineBlocks(book.tree))
		for (const g of pdf.glyphsOf(e)) {
			const d = found[g.page];
			if (within(e, /^Note$/)) {
				d.notes = true;
				continue;
			}
			if (g.y > d.foot + 1)
				[d.foot, d.last] = [g.y, e];
			if (g.y < d.top - 1)
				[d.top, d.first] = [g.y, e];
		}
	for (const e of pdf.elements(book.tree, (k) => k.name === 'Figure'))
		pdf.marksOf(e).forEach((m) => { found[m.page].drawn = true; });
	return found;
}

const inTable = (e) => within(e, /^(T[DH]|Caption|Figure|Formula)$/);

// Whether a page is the last one of its part: the next one begins with a heading of a chapter or policy, or has no text.
const endsPart = (d, n) => !d[n + 1]?.first || /^H[12]$/.test(d[n + 1].first.name) || !within(d[n + 1].first, /^Sect$/);

// Facing pages (an even folio and the next) end within a line of each other, where no table, heading or
// end of a part forces another height (typography.md E7). `pitch` is the book's.
export function facingProblems(book, pitch) {
	const d = depths(book);
	return book.pages.slice(0, -1).flatMap((p, n) => {
		const even = Number(book.labels[n]) % 2 === 0;
		const free = (k) => !endsPart(d, k) && !d[k].notes && ![d[k].last, d[k + 1].first].some((e) => inTable(e) || /^H\d$/.test(e.name));
		if (!even || !d[n].first || !d[n + 1].first || !free(n) || !free(n + 1))
			return [];
		const differ = Math.abs(d[n].foot - d[n + 1].foot) / pitch;
		return differ < 1.6 ? [] : [`pages ${n + 1} and ${n + 2} differ by ${differ.toFixed(1)} lines`];
	});
}

// At least two lines, a row of a table, or a line and a drawing follow a heading on its page.
export function heldProblems(book) {
	const d = depths(book);
	const blocks = pdf.lineBlocks(book.tree).filter((e) => !within(e, /^(TOC|Note)$/));
	return blocks.slice(0, -1).flatMap((e, i) => {
		const page = pdf.glyphsOf(e).at(-1).page;
		if (!/^H\d$/.test(e.name))
			return [];
		let lines = 0, rows = 0;
		for (let k = i + 1; k < blocks.length && !/^H\d$/.test(blocks[k].name) && lines < 2; k++) {
			const there = pdf.linesOf(pdf.glyphsOf(blocks[k])).filter((l) => l[0].page === page);
			rows += there.length && within(blocks[k], /^T[DH]$/) && !within(blocks[k], /^THead$/) ? 1 : 0;
			lines += there.length;
			if (!there.length)
				break;
		}
		const next = blocks[i + 1];
		const lone = pdf.linesOf(pdf.glyphsOf(next)).length < 2 && (!blocks[i + 2] || /^H\d$/.test(blocks[i + 2].name));
		return lines >= 2 || rows || d[page].drawn || lone || /^H\d$/.test(next.name) ? [] : [`page ${page + 1}: ${lines} lines follow ${pdf.textOf(e).slice(0, 20)}`];
	});
}

// Parts of several pages whose last page has three lines or less, and no drawing.
export function lastProblems(book, pitch) {
	const d = depths(book);
	return d.flatMap((p, n) => (n && p.first && !p.drawn && endsPart(d, n) && !endsPart(d, n - 1) && p.foot - p.top < 2.6 * pitch ?
		[`page ${n + 1} is the last one and has ${Math.round((p.foot - p.top) / pitch) + 1} lines`] : []));
}

// The distance of most baselines.
export function pitchOf(book) {
	const n = new Map();
	for (const { lines } of columns(book))
		lines.slice(1).forEach((l, i) => {
			const d = (l[0].y - lines[i][0].y).toFixed(1);
			n.set(d, (n.get(d) ?? 0) + 1);
		});
	return Number([...n].sort((a, b) => b[1] - a[1])[0]?.[0]);
}
