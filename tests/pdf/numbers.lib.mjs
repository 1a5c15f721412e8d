// What leads through a book: contents, page references, links, folios, bookmarks, headings, and the
// order of reading. Every function returns the problems it finds; some also how much they looked at.
import * as pdf from './pdf.lib.mjs';

const squeeze = (s) => s.replace(/\s+/g, '');
const textOfLine = (line) => line.map((g) => g.text).join('');

// Contents: the number that an entry ends with is the label of the page that its link leads to.
export function contentsProblems(book) {
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
export function referenceProblems(book) {
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

export function linkProblems(book) {
	return book.links.filter((l) => !l.url && !(l.target >= 0)).map((l) => `page ${l.page + 1}: "${l.words}" leads nowhere`);
}

// The folio that is printed on a page is its label.
export function folioProblems(book) {
	return book.pages.flatMap((p) => {
		const lines = p.marks.filter((m) => m.name === 'Artifact').flatMap((m) => pdf.linesOf(m.glyphs));
		const printed = lines.map((l) => textOfLine(l).replace(/[\s—–·-]/g, '')).filter((t) => /^(\d+|[ivxlc]+)$/.test(t));
		return printed.length === 0 || printed.includes(book.labels[p.n]) ? [] : [`page ${p.n + 1}: ${printed} is printed, the label is ${book.labels[p.n]}`];
	});
}

export function folioCount(book) {
	return book.pages.filter((p) => p.marks.some((m) => m.name === 'Artifact' && m.glyphs.length)).length;
}

// Bookmarks are the headings, in order, down to their own depth, on the same pages. A heading of the
// front matter, before the first H1, is a paragraph.
export function bookmarkProblems(book) {
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
export function headingProblems(book) {
	const blocks = pdf.lineBlocks(book.tree);
	return blocks.slice(0, -1).filter((e, i) => /^H\d$/.test(e.name) &&
		pdf.glyphsOf(blocks[i + 1])[0].page !== pdf.glyphsOf(e).at(-1).page)
		.map((e) => `page ${pdf.glyphsOf(e)[0].page + 1}: ${pdf.textOf(e)} is alone at the foot`);
}

// Every sequence of the pages belongs to one element, and is in reading order there.
export function markProblems(book) {
	const used = pdf.marksOf(book.tree);
	const there = book.pages.flatMap((p) => p.marks.filter((m) => m.name !== 'Artifact'));
	return [
		...(used.includes(undefined) ? ['an element has a mark that no page has'] : []),
		...there.filter((m) => used.filter((u) => u === m).length !== 1).map((m) => `page ${m.page + 1}: a mark is not in one element`),
		...book.pages.filter((p) => p.loose.length).map((p) => `page ${p.n + 1}: text outside of any mark`),
	];
}
