// Tables: where they break, what is repeated, how their columns stand. Every check takes a book and
// returns {n, problems}.
import * as pdf from './pdf.lib.mjs';
import { at, isHan, isOpener, leftOf, mode, rightOf, squeeze, wordsOf } from './texts.lib.mjs';

// Tables as {e, pages, caption, header, rows}; a row is its cells, a cell its lines.
export function tablesOf(book) {
	const of = new Map(book.texts.filter((t) => t.e).map((t) => [t.e, t]));
	const linesIn = (e) => pdf.elements(e, (k) => of.has(k)).flatMap((k) => of.get(k).lines);
	const cells = (tr) => tr.kids.filter((k) => /^T[DH]$/.test(k.name)).map((e) => ({ e, lines: linesIn(e) }));
	return pdf.elements(book.tree, (e) => e.name === 'Table').map((e) => {
		const rows = pdf.elements(e, (k) => k.name === 'TR');
		const head = rows.filter((r) => r.above.name === 'THead');
		const caption = e.kids.find((k) => k.name === 'Caption') ?? (e.above?.kids ?? []).find((k) => k.name === 'Caption' && linesIn(k)[0]);
		return { e, caption, captionLines: caption ? linesIn(caption) : [], header: head.flatMap(cells), headRows: head.length,
			rows: rows.filter((r) => r.above.name !== 'THead').map((r) => ({ e: r, cells: cells(r) })),
			pages: [...new Set(pdf.glyphsOf(e).map((g) => g.page))].sort((a, b) => a - b) };
	}).filter((t) => t.pages.length);
}

const name = (t) => `page ${t.pages[0] + 1}: ${wordsOf([t.captionLines, ...t.rows.flatMap((r) => r.cells.map((c) => c.lines))].find((l) => l.length)?.[0] ?? [])}`;
const pagesOf = (row) => [...new Set(row.cells.flatMap((c) => c.lines.map((l) => l[0].page)))].sort((a, b) => a - b);

// The thin horizontal rules of a page.
const rulesOf = (book, n, turn) => book.pages[n].rules.map((r) => (turn ? pdf.turnedRule(book.pages[n], turn, r) : r)).filter((r) => r.y1 - r.y0 < 3 && r.x1 - r.x0 > 50);
const turnOf = (t) => pdf.glyphsOf(t.e)[0]?.turn ?? '';

// Cells of a row stand apart, and within the rules of their page.
export function F1(book) {
	let n = 0;
	const problems = tablesOf(book).flatMap((t) => [t.header, ...t.rows.map((r) => r.cells)].flatMap((cells) => cells.flatMap((c, i) => c.lines.flatMap((line) => {
		n++;
		const rules = rulesOf(book, line[0].page, line[0].turn);
		const out = leftOf(line[0]) < Math.min(...rules.map((r) => r.x0)) - 0.1 || rightOf(line.at(-1)) > Math.max(...rules.map((r) => r.x1)) + 0.1;
		const next = cells[i + 1]?.lines.filter((l) => l[0].page === line[0].page && l.length).map((l) => leftOf(l[0])) ?? [];
		return [...(out ? [`out of its table: ${at(line)}`] : []),
			...(next.length && rightOf(line.at(-1)) > Math.min(...next) - 0.45 * line[0].size ? [`${((Math.min(...next) - rightOf(line.at(-1))) / line[0].size).toFixed(2)} em before the next cell: ${at(line)}`] : [])];
	}))));
	return { n, problems };
}

const artifactsOf = (book, n) => squeeze(book.texts.filter((t) => t.role === 'repeat' && t.lines[0][0].page === n).map((t) => wordsOf(t.lines[0])).join(''));

// On each further page the caption stands again as 续表 with its number, and the header, as artifacts.
export function F2(book) {
	let n = 0;
	const problems = tablesOf(book).flatMap((t) => {
		const number = t.captionLines.length ? squeeze(t.captionLines.map(wordsOf).join('')).match(/^表([\d-]+)/)?.[1] : null;
		return t.pages.slice(1).flatMap((page) => {
			const said = artifactsOf(book, page);
			n++;
			return [...(number && !said.includes(`续表${number}`) ? [`page ${page + 1}: no 续表${number}`] : []),
				...t.header.map((c) => squeeze(c.lines.map(wordsOf).join(''))).filter((h) => !said.includes(h)).map((h) => `page ${page + 1}: the header ${h} is not repeated`)];
		});
	});
	const bare = tablesOf(book).filter((t) => !t.header.length && t.rows.some((r) => r.cells[0].e.name !== 'TH'));
	return { n, problems: [...problems, ...bare.map((t) => `neither a header nor row headers: ${name(t)}`)] };
}

// A row is whole unless it is over two thirds of a page, and then has two lines of each cell on both
// sides; caption, header and first row are on one page.
export function F3(book) {
	const tables = tablesOf(book);
	const height = Math.max(...book.pages.map((p) => p.height));
	return { n: tables.reduce((s, t) => s + t.rows.length, 0), problems: tables.flatMap((t) => {
		const first = pagesOf(t.rows[0])[0];
		const top = [...t.captionLines, ...t.header.flatMap((c) => c.lines)].find((l) => l[0].page !== first);
		const split = t.rows.filter((r) => pagesOf(r).length > 1).flatMap((r) => {
			const tall = Math.max(...r.cells.map((c) => c.lines.length)) * 1.4 * (r.cells[0].lines[0]?.[0].size ?? 9);
			const thin = r.cells.filter((c) => c.lines.length > 1 && pagesOf(r).some((p) => c.lines.filter((l) => l[0].page === p).length === 1));
			return tall < 0.6 * height * 0.66 ? [`a row is split: ${at(r.cells[0].lines[0])}`] : thin.map((c) => `one line of a cell: ${at(c.lines[0])}`);
		});
		return [...(top ? [`parted from its first row: ${at(top)}`] : []), ...split];
	}) };
}

// No part of a table of four rows and more has one row only.
export function F4(book) {
	const tables = tablesOf(book).filter((t) => t.rows.length >= 4 && t.pages.length > 1);
	return { n: tables.length, problems: tables.flatMap((t) => {
		const count = new Map();
		t.rows.forEach((r) => count.set(pagesOf(r)[0], (count.get(pagesOf(r)[0]) ?? 0) + 1));
		const tall = (p) => t.rows.find((r) => pagesOf(r).includes(p) && pagesOf(r).length > 1);
		return [...count].filter(([p, n]) => n === 1 && !tall(p)).map(([p]) => `one row alone on page ${p + 1} of the table of ${name(t)}`);
	}) };
}

// Parts with two rows only, of a few lines, of tables of six rows and more: there is mostly a third one to give.
export function F4stubs(book) {
	const tables = tablesOf(book).filter((t) => t.rows.length >= 6 && t.pages.length > 1);
	const parts = tables.flatMap((t) => {
		const count = new Map(), high = (r) => Math.max(...r.cells.map((c) => c.lines.length));
		t.rows.forEach((r) => pagesOf(r).forEach((p) => count.set(p, [...(count.get(p) ?? []), high(r)])));
		return [...count].map(([page, rows]) => ({ page, rows: rows.length, lines: rows.reduce((a, b) => a + b, 0), t }));
	});
	const wanted = (p) => p.page === p.t.pages[0] || p.page === p.t.pages.at(-1);
	return { n: parts.length, problems: parts.filter((p) => p.rows === 2 && p.lines < 8 && wanted(p)).map((p) => `two rows on page ${p.page + 1} of the table of ${name(p.t)}`) };
}

// The columns of a table by the left edges of its cells: [{left, right, cells}]; right is where the
// next one's padding begins.
function columnsOf(t, book) {
	const first = t.rows.find((r) => r.cells.length === t.header.length) ?? t.rows[0];
	const page = (l) => l[0].page;
	const columns = first.cells.map((c, i) => ({ cells: t.rows.filter((r) => r.cells.length === first.cells.length).map((r) => r.cells[i]) }));
	// Of numbers at the right only the header may say where the column begins.
	const head = (i) => (t.header.length === columns.length ? [t.header[i]] : []);
	columns.forEach((c, i) => { c.left = Math.min(...[...c.cells, ...head(i)].flatMap((k) => k.lines.filter((l) => page(l) === t.pages[0]).map((l) => leftOf(l[0])))); });
	const size = first.cells[0].lines[0]?.[0].size ?? 9;
	const edge = Math.max(...rulesOf(book, t.pages[0], turnOf(t)).map((r) => r.x1));
	columns.forEach((c, i) => { c.right = (columns[i + 1] ? columns[i + 1].left - size : edge - size / 2); });
	return { columns, size };
}

// A column of numbers has one right edge, or one point.
export function F6(book) {
	let n = 0;
	const problems = tablesOf(book).filter((t) => t.rows.length > 1).flatMap((t) => {
		const empty = t.rows.flatMap((r) => r.cells).filter((c) => c.e.name === 'TD' && !c.lines.length).map(() => `an empty cell: ${name(t)}`);
		return [...empty, ...columnsOf(t, book).columns.flatMap((c) => {
			const words = c.cells.map((k) => squeeze(k.lines.map(wordsOf).join('')));
			const numbers = c.cells.filter((k, i) => k.lines.length === 1 && /^[\d,.]+%?$/.test(words[i]) && k.lines[0][0].page === t.pages[0]);
			if (numbers.length < 2 || words.some((w) => w && !/^([\d,.]+%?|—)$/.test(w)))
				return [];
			n++;
			const rights = numbers.map((k) => rightOf(k.lines[0].at(-1)));
			const points = numbers.map((k) => (k.lines[0].find((g) => g.text === '.') ?? k.lines[0].at(-1)).x);
			const spread = (v) => Math.max(...v) - Math.min(...v);
			return Math.min(spread(rights), spread(points)) > 0.1 ? [`the numbers ${words.slice(0, 3).join(' ')} are not in line: ${at(numbers[0].lines[0])}`] : [];
		})];
	});
	return { n, problems };
}

// C5: the digits of a column of numbers are of one width.
export function C5columns(book) {
	let n = 0;
	const problems = tablesOf(book).flatMap((t) => columnsOf(t, book).columns.flatMap((c) => {
		const lines = c.cells.flatMap((k) => k.lines).filter((l) => /\d/.test(wordsOf(l)));
		if (c.cells.some((k) => !/^([≥>≤<约]?[\d,.]+\D{0,3}|—|[\d—]+)$/.test(squeeze(k.lines.map(wordsOf).join('')))))
			return [];
		const widths = new Map(lines.flatMap((l) => l.filter((g) => /^\d$/.test(g.text)).map((g) => [`${g.font} ${(g.adv / g.size).toFixed(3)}`, at(l)])));
		const faces = [...widths.keys()].map((w) => w.split(' ')[0]);
		n++;
		return [...widths].filter(([w], i) => faces.indexOf(w.split(' ')[0]) !== i).map(([w, where]) => `digits of ${w} em too: ${where}`);
	}));
	return { n, problems };
}

// Rules: 0.4 mm outside, 0.12 to 0.25 mm inside (1.13 pt; 0.34 to 0.71 pt).
export function F7(book) {
	const thick = new Map();
	let n = 0;
	for (const t of tablesOf(book))
		for (const p of t.pages) {
			const ys = pdf.glyphsOf(t.e).filter((g) => g.page === p).map((g) => g.y);
			for (const r of rulesOf(book, p, turnOf(t)).filter((k) => k.y0 > Math.min(...ys) - 40 && k.y1 < Math.max(...ys) + 20)) {
				n++;
				thick.set((r.y1 - r.y0).toFixed(2), `page ${p + 1}`);
			}
		}
	return { n, measured: [...thick.keys()].sort().join(', '), problems: [...thick].filter(([h]) => !(Math.abs(h - 1.13) < 0.15 || (h > 0.33 && h < 0.72))).map(([h, where]) => `a rule of ${h} pt: ${where}`) };
}

// Text in cells is 9 to 7.875 pt; in cells under 12 em nothing is opened; headers stand in the middle.
export function F8(book) {
	let n = 0;
	const problems = tablesOf(book).flatMap((t) => {
		const { columns, size } = columnsOf(t, book);
		const sizes = t.rows.flatMap((r) => r.cells.flatMap((c) => c.lines.flat())).filter((g) => g.text.trim() && (g.size > 9.01 || g.size < 7.87) && !/[\d①-⑳]/.test(g.text));
		const open = columns.filter((c) => c.right - c.left < 12 * size).flatMap((c) => c.cells.flatMap((k) => k.lines))
			.filter((l) => l.some((b, i) => i && isHan(b) && isHan(l[i - 1]) && b.x - l[i - 1].x > 1.005 * b.size));
		const heads = t.headRows === 1 && t.header.length === columns.length ? t.header.map((c, i) => ({ line: c.lines[0], c: columns[i], k: c })).filter((h) => h.k.lines.length === 1 && h.c.right - h.c.left < 400) : [];
		n += columns.length;
		return [...sizes.slice(0, 1).map((g) => `${g.size.toFixed(2)} pt in a cell: ${name(t)}`), ...open.map((l) => `opened in a narrow cell: ${at(l)}`),
			...heads.filter((h) => { const lefts = h.c.cells.flatMap((k) => k.lines.filter((l) => l[0].page === t.pages[0]).map((l) => leftOf(l[0]))); return Math.max(...lefts) - Math.min(...lefts) < 0.05 * size; }) // not over numbers at the right
				.map((h) => ({ ...h, off: (leftOf(h.line[0]) + rightOf(h.line.at(-1)) - h.c.left - h.c.right) / 2 / size })).filter((h) => Math.abs(h.off) > 0.6)
				.slice(0, 1).map((h) => `a header ${h.off.toFixed(2)} em off the middle: ${at(h.line)}`)];
	});
	return { n, problems };
}

// The caption is first, above, bold; 表3-1 and one em before its title.
export function F9(book) {
	const tables = tablesOf(book).filter((t) => t.captionLines.length);
	return { n: tables.length, problems: tables.flatMap((t) => {
		const line = t.captionLines[0], first = t.header[0]?.lines[0] ?? t.rows[0].cells[0].lines[0];
		const end = wordsOf(line).match(/^表[A-Z\d-]+/)?.[0];
		const k = end ? line.findIndex((g, i) => wordsOf(line.slice(0, i + 1)) === end) : -1;
		const next = line.slice(k + 1).find((g) => g.text.trim());
		const gap = k >= 0 && next ? (leftOf(next) - rightOf(line[k])) / line[k].size : NaN;
		return [...(t.e.kids[0] !== t.caption && t.e.above !== t.caption.above ? [`is not the table's first: ${at(line)}`] : []),
			...(line[0].page === first[0].page && line[0].y > first[0].y ? [`is under its table: ${at(line)}`] : []),
			...(end ? (Math.abs(gap - (isOpener(next) ? 1.5 : 1)) > 0.02 && Math.abs(gap - 1) > 0.02 ? [`${gap.toFixed(2)} em after the number: ${at(line)}`] : []) : [`has no number: ${at(line)}`]),
			...(/Bold/.test(line[0].font) ? [] : [`is not bold: ${at(line)}`])];
	}) };
}

// Tables that stand along the page have their head at its left, the binding edge of odd pages and the
// outer edge of even ones, and type of 7.875 pt at least; heads and folios do not turn.
export function F10(book) {
	const turned = tablesOf(book).filter((t) => turnOf(t));
	return { n: turned.length, problems: [...turned.flatMap((t) => [...(turnOf(t) === 'up' ? [] : [`its head is at the right: ${name(t)}`]),
		...(pdf.glyphsOf(t.e).some((g) => g.size < 7.87 && /[^\d\s]/.test(g.text)) ? [`type under 7.875 pt: ${name(t)}`] : [])]),
		...book.texts.filter((t) => /^(head|folio)$/.test(t.role) && t.lines[0][0].turn).map((t) => `turned: ${at(t.lines[0])}`)] };
}

// ------------------------------------------------------------------------ F5: widths

const wide = (c) => /[\p{sc=Han}\u3000-\u303F\uFF00-\uFF60\u2014\u2018-\u201D\u2026]/u.test(c);

// A text of a cell as the units that a browser would not break, with their widths in em.
function unitsOf(glyphs) {
	const units = [];
	glyphs.forEach((g, i) => {
		const before = glyphs[i - 1], w = wide(g.text) ? 1 : g.adv / g.size;
		const joined = before && ((!wide(g.text) && !wide(before.text) && before.text !== ' ') || '、，。；：！？）〕》」”%'.includes(g.text) || '（〔《「“'.includes(before.text));
		if (joined)
			units.at(-1).width += w;
		else
			units.push({ width: w, white: g.text === ' ' });
	});
	return units;
}

function linesAt(units, width) {
	let n = 1, x = 0;
	for (const u of units) {
		if (x > 0 && x + u.width > width + 1e-6) {
			n++;
			x = 0;
		}
		x += u.white && x === 0 ? 0 : u.width;
	}
	return n;
}

// Σ of the lines of the rows of a table as it is, and with CSS's automatic widths on the same measure.
export function heights(book, t) {
	const { columns, size } = columnsOf(t, book);
	const texts = t.rows.filter((r) => r.cells.length === columns.length).map((r) => r.cells.map((c) => unitsOf(c.lines.flat())));
	const rules = rulesOf(book, t.pages[0]);
	const room = (Math.max(...rules.map((r) => r.x1)) - Math.min(...rules.map((r) => r.x0))) / size - columns.length;
	const heads = t.header.map((c) => unitsOf(c.lines.flat()));
	const least = columns.map((c, i) => Math.max(...[heads[i] ?? [], ...texts.map((r) => r[i])].flatMap((u) => u.map((k) => k.width)), 0));
	const most = columns.map((c, i) => Math.max(...[heads[i] ?? [], ...texts.map((r) => r[i])].map((u) => u.reduce((s, k) => s + k.width, 0))));
	const sum = (v) => v.reduce((s, x) => s + x, 0);
	const spare = Math.max(0, room - sum(least)), want = sum(most) - sum(least);
	const widths = sum(most) <= room ? most.map((m) => m * room / sum(most)) : least.map((m, i) => m + (most[i] - m) * spare / want);
	const css = sum(texts.map((r) => Math.max(...r.map((u, i) => linesAt(u, widths[i])))));
	const ours = sum(t.rows.filter((r) => r.cells.length === columns.length).map((r) => Math.max(...r.cells.map((c) => c.lines.length), 1)));
	return { ours, css, rows: texts.length, widths };
}
