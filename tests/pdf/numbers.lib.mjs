// What leads through a book: contents, page references, index, links, folios, bookmarks, and the
// order of reading. Every check takes a book and returns {n, problems}.
import * as pdf from './pdf.lib.mjs';
import { at, mode, rightOf, squeeze, wordsOf } from './texts.lib.mjs';

// Contents: the number that an entry ends with is the label of the page that its link leads to.
export function contents(book) {
	const entries = pdf.elements(book.tree, (e) => e.name === 'TOCI')
		.map((e) => ({ text: squeeze(pdf.elements(e, (k) => k.name === 'TOCI').length > 1 ? '' : pdf.textOf(e)), link: pdf.linksOf(e)[0] }))
		.filter((e) => e.text);
	return { n: entries.length, problems: entries.flatMap(({ text, link }) => {
		const shown = text.match(/(\d+|[ivxlc]+)$/)?.[1];
		if (!link)
			return [`no link: ${text}`];
		return link.target >= 0 && book.labels[link.target] === shown ? [] : [`${text}: leads to page ${book.labels[link.target] ?? 'none'}`];
	}) };
}

// The values that a good part of all share: one edge, or one a column.
const edgesOf = (values) => [...new Set(values.map((v) => v.toFixed(1)))].map(Number)
	.filter((e) => values.filter((v) => Math.abs(v - e) <= 0.1).length >= 0.3 * values.length);

// The numbers of the contents end on one line in each column, leaders are on one raster, and an entry keeps two em
// from its number.
export function contentsPlace(book) {
	const last = book.texts.filter((t) => t.role === 'TOCI').map((t) => t.lines.at(-1));
	const parity = (l) => (l[0].page - book.front) & 1;
	const rights = [0, 1].map((odd) => edgesOf(last.filter((l) => parity(l) === odd).map((l) => rightOf(l.at(-1)))));
	const leaders = book.texts.filter((t) => t.role === 'leader').map((t) => t.lines[0]).filter((l) => l.length > 2);
	const step = leaders.length ? mode(leaders.map((l) => l[1].x - l[0].x), 2) : 0;
	const ends = leaders.length ? mode(leaders.map((l) => (l.at(-1).x % step)), 1) : 0;
	const raster = (l) => Math.abs(((l.at(-1).x - ends) / step) - Math.round((l.at(-1).x - ends) / step)) * step;
	const near = last.flatMap((l) => {
		const k = l.findLastIndex((g) => !/[\divxlc]/.test(g.text));
		return k >= 0 && l[k + 1] && l[k + 1].x - rightOf(l[k]) < 1.9 * l[k].size ? [`an entry next to its number: ${at(l)}`] : [];
	});
	return { n: last.length, problems: [...last.filter((l) => !rights[parity(l)].some((r) => Math.abs(rightOf(l.at(-1)) - r) <= 0.1)).map((l) => `the number is not at the edge: ${at(l)}`),
		...leaders.filter((l) => raster(l) > 0.15).map((l) => `dots off the raster by ${raster(l).toFixed(2)} pt: page ${l[0].page + 1}`), ...near] };
}

function glyphsIn(book, link) {
	const page = book.pages[link.page];
	page.all ??= page.marks.flatMap((m) => m.glyphs);
	return page.all.filter((g) => g.x + g.adv / 2 > link.x0 && g.x + g.adv / 2 < link.x1 &&
		g.y > link.y0 && g.y < link.y1 + 0.1);
}

// 见第 n 页: inside a link that leads to the page labelled n; and none without a link.
export function references(book) {
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
	const written = book.texts.filter((t) => t.e).flatMap((t) => [...squeeze(t.lines.flat().map((g) => g.text).join('')).matchAll(/第\d+页/g)]).length;
	if (written > n)
		problems.push(`${written} page references are written, ${n} are links`);
	return { n, problems };
}

export const links = (book) => ({ n: book.links.length, problems: book.links.filter((l) => !l.url && !(l.target >= 0))
	.map((l) => `page ${l.page + 1}: "${l.words}" leads nowhere`) });

// The folio that is printed on a page is its label; every page but covers and blanks has one.
export function folios(book) {
	const printed = new Map(book.texts.filter((t) => t.role === 'folio').map((t) => [t.lines[0][0].page, squeeze(wordsOf(t.lines[0])).replace(/[—–-]/g, '')]));
	return { n: printed.size, problems: [...printed].filter(([n, words]) => words !== book.labels[n]).map(([n, words]) => `page ${n + 1}: ${words} is printed, the label is ${book.labels[n]}`)
		.concat(book.pages.filter((p) => book.labels[p.n] && p.marks.some((m) => m.name !== 'Artifact' && m.glyphs.length) && !printed.has(p.n)).map((p) => `page ${p.n + 1}: no folio`)) };
}

// Bookmarks are the headings, in order, down to their own depth, on the same pages. A heading of the
// front matter, before the first H1, is a paragraph.
export function bookmarks(book) {
	const depth = Math.max(...book.bookmarks.map((b) => b.level), 0);
	const all = pdf.elements(book.tree, (e) => /^(H[1-6]|P)$/.test(e.name) && pdf.glyphsOf(e).length);
	const first = all.findIndex((e) => e.name === 'H1');
	const say = (e) => `${squeeze(pdf.textOf(e))} (page ${pdf.glyphsOf(e)[0].page + 1})`;
	const front = all.slice(0, first).map((e) => `1 ${say(e)}`);
	const headings = all.filter((e) => Number(e.name[1]) <= depth).map((e) => `${e.name[1]} ${say(e)}`);
	const marks = book.bookmarks.map((b) => `${b.level} ${squeeze(b.title)} (page ${b.page + 1})`);
	const body = marks.filter((m) => !front.includes(m));
	return { n: marks.length, problems: [...headings.filter((h) => !marks.includes(h)).map((h) => `no bookmark: ${h}`),
		...body.filter((m) => !headings.includes(m)).map((m) => `no heading: ${m}`),
		...(body.join() === headings.join() ? [] : ['the orders differ'])] };
}

// Destinations name the left edge and a height over their heading; pages have labels; what is under
// level 2 is closed.
export function destinations(book) {
	const height = (n) => book.pages[n].height;
	const flat = (list, level = 1) => list.flatMap((o) => [{ ...o, level }, ...flat(o.kids, level + 1)]);
	const outline = flat(book.objects.outlines);
	const heads = new Map(book.texts.filter((t) => t.role === 'heading').map((t) => [`${squeeze(t.lines.map(wordsOf).join(''))} ${t.lines[0][0].page}`, t.lines[0]]));
	return { n: outline.length + book.names.size, problems: [
		...outline.flatMap((o) => {
			const [, , left, y] = o.dest ?? [], line = heads.get(`${squeeze(o.title)} ${o.destpageposfrom1 - 1}`);
			return [...(left === 0 && typeof y === 'number' ? [] : [`no place of its own: ${o.title}`]),
				...(line && height(line[0].page) - y > line[0].y - 0.85 * line[0].size ? [`leads under its heading: ${o.title}`] : []),
				...(o.level >= 2 && o.open && o.kids.length ? [`is open under level 2: ${o.title}`] : [])];
		}),
		...[...book.names].filter(([, d]) => !Array.isArray(d) || d[2] === null || typeof d[3] !== 'number').map(([name]) => `no place of its own: ${name}`),
		...(book.objects.labels.length ? [] : ['there are no page labels']),
	] };
}

const collator = new Intl.Collator('zh-u-co-pinyin');

// Readings that a collation gets wrong.
const readings = [['长沙', '昌沙'], ['长春', '昌春'], ['重庆', '虫庆'], ['重复', '虫复'], ['厦门', '下门'], ['六安', '陆安'], ['卡脖子', '恰脖子'], ['地', '第']];
const read = (name) => readings.reduce((s, [a, b]) => s.replaceAll(a, b), name);

// 甲　见乙 and 参见乙: the entries that a line of the index sends to.
const seen = (words) => words.match(/(?:^参见|\u3000见)(.+)$/)?.[1].split('、') ?? [];

// What 见 and 参见 name is an entry too, and a link.
function sent(texts) {
	const lines = texts.map((t) => ({ t, words: t.lines.map(wordsOf).join('').trim() }));
	const names = new Set(lines.filter((l) => !l.words.startsWith('参见')).map((l) => l.words.match(/^[^\u3000]*/)[0]));
	return lines.flatMap(({ t, words }) => [...seen(words).filter((name) => !names.has(name)).map((name) => `no entry ${name}: ${words}`),
		...(seen(words).length > pdf.linksOf(t.e).length ? [`sends without a link: ${words}`] : [])]);
}

// The index: letters in order, names below them in the order of pinyin, three pages and more joined,
// and every number a link to a page with that label.
export function index(book) {
	const inside = (e) => e && (e.name === 'Index' || inside(e.above));
	const texts = book.texts.filter((t) => inside(t.e));
	const problems = sent(texts);
	let n = 0, letter = '', last = '';
	for (const t of texts) {
		const words = squeeze(t.lines.map(wordsOf).join(''));
		if (words.startsWith('参见'))
			continue;
		if (/^[A-Z]$/.test(words)) {
			if (words <= letter)
				problems.push(`${words} stands after ${letter}`);
			[letter, last] = [words, ''];
			continue;
		}
		const name = t.lines.map(wordsOf).join('').match(/^[^\s\u3000]*/)[0];
		if (last && /^\p{sc=Han}/u.test(name) && /^\p{sc=Han}/u.test(last) && collator.compare(read(last), read(name)) > 0)
			problems.push(`${name} stands after ${last}`);
		last = name;
		for (const link of pdf.linksOf(t.e).filter((l) => /^\d+([–—-]\d+)?$/.test(l.words))) {
			n++;
			if (book.labels[link.target] !== link.words.match(/^\d+/)[0])
				problems.push(`${name}: ${link.words} leads to ${book.labels[link.target] ?? 'none'}`);
		}
		const pages = [...words.slice(name.length).matchAll(/(\d+)(?:[–—-](\d+))?/g)].map((m) => [Number(m[1]), Number(m[2] ?? m[1])]);
		if (pages.some(([, end], i) => pages[i + 1]?.[0] === end + 1 && (pages[i + 1][1] > end + 1 || pages[i + 2]?.[0] === end + 2)))
			problems.push(`pages that follow are not joined: ${words}`);
	}
	return { n, problems };
}

// Every sequence of the pages belongs to one element, and is in reading order there.
export function marks(book) {
	const used = new Map();
	pdf.marksOf(book.tree).forEach((m) => used.set(m, (used.get(m) ?? 0) + 1));
	const there = book.pages.flatMap((p) => p.marks.filter((m) => m.name !== 'Artifact'));
	return { n: there.length, problems: [
		...(used.has(undefined) ? ['an element has a mark that no page has'] : []),
		...there.filter((m) => used.get(m) !== 1).map((m) => `page ${m.page + 1}: a mark is not in one element`),
		...book.pages.filter((p) => p.loose.length || p.bare).map((p) => `page ${p.n + 1}: something is drawn outside of any mark`),
	] };
}

// Every place within a page of the web, such as a row or a section, has its code in print where it stands;
// a section's is no part of the text.
export function codes(book) {
	const said = book.pages.map(() => '');
	book.texts.forEach((t) => t.lines.forEach((l) => { said[l[0].page] += ` ${squeeze(wordsOf(l))}`; }));
	const wanted = [...book.names].map(([name, dest]) => ({ name, page: book.objects.pages.indexOf(dest[0]), code: name.match(/^policies\/[^#]*#(.+)$/)?.[1] }))
		.filter(({ code }) => code && !/^(note|mark)s?(-|$)/.test(code));
	const heard = book.texts.filter((t) => t.role === 'heading' && wanted.some(({ code }) => t.lines.map(wordsOf).join('').endsWith(code)));
	return { n: wanted.length, problems: [...wanted.filter(({ code, page }) => !said[page]?.includes(code)).map(({ name, page }) => `page ${page + 1} does not say ${name}`),
		...heard.map((t) => `a heading says its code: ${at(t.lines[0])}`)] };
}
