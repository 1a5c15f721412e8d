// The rules of the structure tree: types, nesting, tables, lists, headings, notes, figures.
import { bare, kidTypes, kidsOf, list, parentType, standardTypes, textOf } from './document.lib.mjs';

const name = (e) => `${e.ref} ${bare(e.dict['/S'])}`;

// Every element of a type stands in one of the parents.
const within = (ua, type, ...parents) => ({
	ua, title: `${type} stands in ${parents.join(', ')}`,
	*check(doc) {
		for (const e of doc.of(type))
			if (!parents.includes(parentType(e)))
				yield `${name(e)} stands in ${parentType(e) ?? 'nothing'}`;
	},
});

// Every kid of a type is one of these.
const holds = (ua, type, ...kids) => ({
	ua, title: `${type} holds ${kids.join(', ')} only`,
	*check(doc) {
		for (const e of doc.of(type))
			for (const k of kidTypes(e).filter((t) => !kids.includes(t)))
				yield `${name(e)} holds ${k}`;
	},
});

// The types of the kids of every element of a type are not wrong.
const ordered = (ua, type, title, wrong) => ({
	ua, title,
	*check(doc) {
		for (const e of doc.of(type))
			if (wrong(kidTypes(e)))
				yield `${name(e)} holds ${kidTypes(e).join(' ')}`;
	},
});
const count = (kids, type) => kids.filter((k) => k === type).length;

const described = (ua, type) => ({
	ua, title: `each ${type} has a text in its stead`,
	*check(doc) {
		for (const e of doc.of(type))
			if (!textOf(doc.at(e.dict['/Alt'])) && textOf(doc.at(e.dict['/ActualText'])) === undefined)
				yield `${name(e)} has neither /Alt nor /ActualText`;
	},
});

function attribute(doc, e, key, owner = '/Table') {
	return list(doc.at(e.dict['/A'])).map((a) => doc.at(a)).find((a) => a?.['/O'] === owner && key in a)?.[key];
}

const numberings = new Set(['None', 'Disc', 'Circle', 'Square', 'Decimal', 'UpperRoman', 'LowerRoman', 'UpperAlpha', 'LowerAlpha']);

// ---------------------------------------------------------------------------- tables

const rowsOf = (table) => kidsOf(table).flatMap((k) => (k.type === 'TR' ? [k] : /^T(Head|Body|Foot)$/.test(k.type) ?
	kidsOf(k).filter((r) => r.type === 'TR') : []));

// Lays the cells of a table on its grid, as wide as the first row. The first fault ends it:
// { fault: the test's name, said }.
function grid(doc, table) {
	const rows = rowsOf(table).map((r) => kidsOf(r).filter((c) => c.type === 'TH' || c.type === 'TD').map((e) => ({ e,
		down: attribute(doc, e, '/RowSpan') ?? 1, across: attribute(doc, e, '/ColSpan') ?? 1 })));
	const width = (rows[0] ?? []).reduce((n, c) => n + c.across, 0);
	const cells = rows.map(() => new Array(width).fill(null));
	for (const [y, row] of rows.entries())
		for (const cell of row) {
			const free = cells[y].indexOf(null);
			const x = free < 0 ? width : free;
			if (x + cell.across > width)
				return { fault: '7.2-42', said: `row ${y + 1} is wider than the first, of ${width}` };
			if (y + cell.down > rows.length)
				return { fault: '7.2-41', said: `${name(cell.e)} reaches below the table` };
			Object.assign(cell, { x, y });
			for (const line of cells.slice(y, y + cell.down))
				for (let i = x; i < x + cell.across; i++) {
					if (line[i])
						return { fault: '7.2-15', said: `${name(cell.e)} covers ${name(line[i].e)}` };
					line[i] = cell;
				}
		}
	const short = cells.findIndex((line) => line.includes(null));
	return short < 0 ? { cells } : { fault: '7.2-43', said: `row ${short + 1} has fewer columns than the first, of ${width}` };
}

const gridOf = (doc, table) => doc.once(`grid ${table.ref}`, () => grid(doc, table));

const regular = (ua, title) => ({
	ua, title,
	*check(doc) {
		for (const t of doc.of('Table'))
			if (gridOf(doc, t).fault === ua)
				yield `${name(t)}: ${gridOf(doc, t).said}`;
	},
});

// A header in the line of cells before one, seen from it, whose scope is the wanted one.
function heads(doc, before, wanted) {
	let met = false;
	for (const c of before.reverse()) {
		const scope = c.e.type === 'TH' && bare(attribute(doc, c.e, '/Scope'));
		if (scope === wanted || scope === 'Both')
			return true;
		if (c.e.type !== 'TH' && met)
			return false;
		met ||= c.e.type === 'TH';
	}
	return false;
}

// Cells whose headers are not to be found, with the identifiers that they name in vain.
function* headless(doc) {
	for (const table of doc.of('Table')) {
		const { cells = [] } = gridOf(doc, table);
		const all = new Set(cells.flat());
		const ids = new Set([...all].filter((c) => c.e.type === 'TH').map((c) => textOf(doc.at(c.e.dict['/ID']))));
		if ([...all].every((c) => c.e.type !== 'TH' || attribute(doc, c.e, '/Scope')))
			continue;
		for (const c of [...all].filter((d) => d.e.type === 'TD')) {
			const named = list(attribute(doc, c.e, '/Headers')).map(textOf);
			const unknown = named.filter((id) => !ids.has(id));
			const columns = [...Array(c.across).keys()].some((i) => heads(doc, cells.slice(0, c.y).map((r) => r[c.x + i]), 'Column'));
			const rows = [...Array(c.down).keys()].some((i) => heads(doc, cells[c.y + i].slice(0, c.x), 'Row'));
			if (!(named.length && !unknown.length) && !columns && !rows)
				yield { e: c.e, unknown };
		}
	}
}

export const tagRules = [
	{
		ua: '7.1-5', a: '6.7.3.4-1', title: 'structure types are standard ones or mapped to one',
		*check(doc) {
			for (const e of doc.elements.filter((i) => i.type === null))
				yield `${name(e)} is mapped to nothing`;
		},
	},
	{
		ua: '7.1-6', a: '6.7.3.4-2', title: 'no structure type is mapped in a circle',
		*check(doc) {
			const roles = doc.at(doc.treeRoot?.['/RoleMap']) ?? {};
			for (const start of Object.keys(roles)) {
				const seen = new Set();
				let t = start;
				for (; t in roles && !seen.has(t); t = roles[t])
					seen.add(t);
				if (seen.has(t))
					yield `${start} comes back to ${t}`;
			}
		},
	},
	{
		ua: '7.1-7', a: '6.7.3.4-3', title: 'no standard type is mapped to another',
		*check(doc) {
			for (const [from, to] of Object.entries(doc.at(doc.treeRoot?.['/RoleMap']) ?? {}))
				if (standardTypes.has(bare(from)) && from !== to)
					yield `${from} is mapped to ${to}`;
		},
	},
	{
		ua: '7.1-11', a: '6.7.3.3-1', title: 'there is a structure tree',
		*check(doc) {
			if (!doc.treeRoot || !doc.elements.length)
				yield 'no element hangs on /StructTreeRoot';
		},
	},
	{
		ua: '7.1-12', title: 'each element names its parent',
		*check(doc) {
			for (const e of doc.elements)
				if (e.dict['/P'] !== (e.parent?.ref ?? doc.catalog['/StructTreeRoot']))
					yield `${name(e)} names ${e.dict['/P'] ?? 'nothing'}`;
		},
	},
	holds('7.2-3', 'Table', 'TR', 'THead', 'TBody', 'TFoot', 'Caption'),
	within('7.2-4', 'TR', 'Table', 'THead', 'TBody', 'TFoot'),
	within('7.2-5', 'THead', 'Table'),
	within('7.2-6', 'TBody', 'Table'),
	within('7.2-7', 'TFoot', 'Table'),
	within('7.2-8', 'TH', 'TR'),
	within('7.2-9', 'TD', 'TR'),
	holds('7.2-10', 'TR', 'TH', 'TD'),
	ordered('7.2-11', 'Table', 'Table holds one THead at most', (k) => count(k, 'THead') > 1),
	ordered('7.2-12', 'Table', 'Table holds one TFoot at most', (k) => count(k, 'TFoot') > 1),
	ordered('7.2-13', 'Table', 'Table with TFoot holds TBody', (k) => count(k, 'TFoot') && !count(k, 'TBody')),
	ordered('7.2-14', 'Table', 'Table with THead holds TBody', (k) => count(k, 'THead') && !count(k, 'TBody')),
	regular('7.2-15', 'no cell covers another'),
	ordered('7.2-16', 'Table', 'Caption is the first or last of Table', (k) => k.slice(1, -1).includes('Caption')),
	within('7.2-17', 'LI', 'L'),
	within('7.2-18', 'LBody', 'LI'),
	holds('7.2-19', 'L', 'L', 'LI', 'Caption'),
	holds('7.2-20', 'LI', 'Lbl', 'LBody'),
	within('7.2-26', 'TOCI', 'TOC'),
	holds('7.2-27', 'TOC', 'TOC', 'TOCI', 'Caption'),
	ordered('7.2-28', 'TOC', 'Caption is the first of TOC', (k) => k.slice(1).includes('Caption')),
	holds('7.2-36', 'THead', 'TR'),
	holds('7.2-37', 'TBody', 'TR'),
	holds('7.2-38', 'TFoot', 'TR'),
	ordered('7.2-39', 'Table', 'Table holds one Caption at most', (k) => count(k, 'Caption') > 1),
	ordered('7.2-40', 'L', 'Caption is the first of L', (k) => k.slice(1).includes('Caption')),
	regular('7.2-41', 'no cell reaches below its table'),
	regular('7.2-42', 'no row is wider than the first'),
	regular('7.2-43', 'no row is narrower than the first'),
	{
		pdf: '14.8.5.5', title: 'a list with labels says how they are numbered',
		*check(doc) {
			for (const e of doc.of('L').filter((l) => kidsOf(l).some((i) => kidTypes(i).includes('Lbl')))) {
				const numbering = bare(attribute(doc, e, '/ListNumbering', '/List'));
				if (!numberings.has(numbering))
					yield `${name(e)}: ${numbering}`;
			}
		},
	},
	{
		pdf: '14.7.2', title: 'identifiers are in the tree of identifiers',
		*check(doc) {
			const ids = new Map(doc.tree(doc.treeRoot?.['/IDTree'], '/Names').map(([id, ref]) => [textOf(id), ref]));
			for (const e of doc.elements.filter((i) => i.dict['/ID'] !== undefined))
				if (ids.get(textOf(e.dict['/ID'])) !== e.ref)
					yield `${name(e)}: ${textOf(e.dict['/ID'])} leads to ${ids.get(textOf(e.dict['/ID'])) ?? 'nothing'}`;
		},
	},
	{
		pdf: '14.8.5.7', title: 'each TH says what it heads',
		*check(doc) {
			for (const e of doc.of('TH'))
				if (!/^\/(Row|Column|Both)$/.test(attribute(doc, e, '/Scope')))
					yield `${name(e)}: ${attribute(doc, e, '/Scope')}`;
		},
	},
	{
		pdf: '14.8.5.4.3', title: 'each Figure says where it is',
		*check(doc) {
			for (const e of doc.of('Figure')) {
				const [x0, y0, x1, y1] = list(attribute(doc, e, '/BBox', '/Layout'));
				if (!(x1 > x0 && y1 > y0))
					yield `${name(e)}: ${[x0, y0, x1, y1]}`;
			}
		},
	},
	{
		pdf: '14.8.4.4.2', title: 'each Link holds its annotation, and each annotation is held',
		*check(doc) {
			const held = new Set(doc.of('Link').flatMap((e) => e.contents.map((c) => c.object).filter(Boolean)));
			for (const e of doc.of('Link'))
				if (!e.contents.some((c) => c.object))
					yield `${name(e)} holds none`;
			for (const { page, ref } of doc.annotations)
				if (!held.has(ref))
					yield `page ${page.n}: ${ref} is not held`;
		},
	},
	described('7.3-1', 'Figure'),
	{
		ua: '7.4.2-1', title: 'no level of headings is left out',
		*check(doc) {
			let last = 0;
			for (const e of doc.of('H1', 'H2', 'H3', 'H4', 'H5', 'H6')) {
				const level = Number(e.type[1]);
				if (level > last + 1)
					yield `${name(e)} follows H${last}`;
				last = level;
			}
		},
	},
	{
		ua: '7.4.4-1', title: 'no element holds two H',
		*check(doc) {
			for (const e of doc.elements)
				if (count(kidTypes(e), 'H') > 1)
					yield name(e);
		},
	},
	{
		ua: '7.4.4-2 7.4.4-3', title: 'headings are H or numbered, not both',
		*check(doc) {
			const numbered = doc.of('H1', 'H2', 'H3', 'H4', 'H5', 'H6').length;
			if (numbered && doc.of('H').length)
				yield `${doc.of('H').length} H beside ${numbered} numbered ones`;
		},
	},
	{
		ua: '7.5-1', title: 'each cell has a header',
		*check(doc) {
			for (const { e, unknown } of headless(doc))
				if (!unknown.length)
					yield `${name(e)} has none`;
		},
	},
	{
		ua: '7.5-2', title: 'each header that a cell names is there',
		*check(doc) {
			for (const { e, unknown } of headless(doc))
				if (unknown.length)
					yield `${name(e)} names ${unknown.join(', ')}`;
		},
	},
	described('7.7-1', 'Formula'),
	{
		ua: '7.9-1', title: 'each Note has an identifier',
		*check(doc) {
			for (const e of doc.of('Note'))
				if (!textOf(doc.at(e.dict['/ID'])))
					yield name(e);
		},
	},
	{
		ua: '7.9-2', title: 'no two Notes have one identifier',
		*check(doc) {
			const seen = new Set();
			for (const e of doc.of('Note')) {
				const id = textOf(doc.at(e.dict['/ID']));
				if (id && seen.has(id))
					yield `${name(e)}: ${id}`;
				seen.add(id);
			}
		},
	},
];

