// The rules of the file, its catalog and its pages. A rule names the tests of ISO 14289-1 (ua) and of
// ISO 19005-2 (a) that it stands for, and gives a line for each place where a document breaks it.
import { bare, list, textOf } from './document.lib.mjs';
import { syntax } from './syntax.lib.mjs';
import { scan } from './scan.lib.mjs';

// A rule that the walk over the bytes judges.
const written = (a, title, ua) => ({ ua, a, title, *check(doc) { yield* syntax(doc).get(a) ?? []; } });

const filters = /^\/(ASCIIHexDecode|ASCII85Decode|FlateDecode|RunLengthDecode|CCITTFaxDecode|JBIG2Decode|DCTDecode|JPXDecode)$/;
const boxes = ['/MediaBox', '/CropBox', '/BleedBox', '/TrimBox', '/ArtBox'];

function* places(doc, key, wrong) {
	for (const { dict, place } of doc.dictionaries)
		if (key in dict && wrong(dict[key], dict))
			yield `${place}: ${key} is ${JSON.stringify(doc.at(dict[key]))}`;
}

// The language of every element and property list, and the catalog's.
function* languages(doc) {
	for (const { dict, place } of doc.dictionaries)
		if (dict['/Lang'] !== undefined)
			yield [place, textOf(doc.at(dict['/Lang']))];
	for (const { page, marks } of scan(doc))
		for (const m of marks.filter((k) => k.lang !== undefined))
			yield [`page ${page.n}`, m.lang];
}

export const fileRules = [
	written('6.1.2-1', 'the file begins with %PDF-1.n', '6.1-1'),
	written('6.1.2-2', 'a comment of bytes over 127 follows'),
	{
		a: '6.1.3-1', title: 'the trailer has file identifiers',
		*check(doc) {
			const id = list(doc.trailer['/ID']);
			if (id.length !== 2 || id.some((s) => !textOf(s)))
				yield `/ID is ${JSON.stringify(doc.trailer['/ID'])}`;
		},
	},
	written('6.1.3-3', 'nothing follows the end of the file'),
	written('6.1.4-2', 'the cross references are spaced as they shall be'),
	written('6.1.6-1', 'hexadecimal strings have an even number of digits'),
	written('6.1.6-2', 'hexadecimal strings have no other characters'),
	written('6.1.7.1-1', '/Length is the length of the stream'),
	written('6.1.7.1-2', 'stream and endstream are set off by ends of line'),
	{
		a: '6.1.7.1-3', title: 'no stream is in another file',
		*check(doc) {
			for (const [ref, o] of doc.objects)
				for (const key of ['/F', '/FFilter', '/FDecodeParms'].filter((k) => k in (o.stream?.dict ?? {})))
					yield `${ref}: a stream with ${key}`;
		},
	},
	{
		a: '6.1.7.2-1', title: 'streams are packed by allowed filters',
		*check(doc) {
			for (const [ref, o] of doc.objects)
				for (const f of list(doc.at(o.stream?.dict['/Filter'])).filter((v) => !filters.test(v)))
					yield `${ref}: the filter ${bare(f)}`;
		},
	},
	{
		a: '6.1.8-1', title: 'names of fonts and structure types are UTF-8',
		*check(doc) {
			for (const key of ['/BaseFont', '/FontName', '/S'])
				yield* places(doc, key, (v) => typeof v === 'string' && (v.startsWith('b:') || v.startsWith('n:') || v.includes('\uFFFD')));
		},
	},
	written('6.1.9-1', 'obj and endobj are spaced as they shall be'),
	written('6.1.13-1', 'integers have 32 bits'),
	written('6.1.13-2', 'real numbers are not too large'),
	written('6.1.13-3', 'strings have at most 32767 bytes'),
	written('6.1.13-4', 'names have at most 127 bytes'),
	written('6.1.13-5', 'real numbers are not too small'),
	{
		a: '6.1.13-7', title: 'there are at most 8388607 objects',
		*check(doc) {
			const n = Math.max(doc.objects.size, doc.trailer['/Size'] - 1);
			if (!(n <= 8388607))
				yield `${n} objects`;
		},
	},
	{
		a: '6.1.13-8', title: 'q is nested at most 28 deep',
		*check(doc) {
			for (const { page, deepest } of scan(doc))
				if (deepest > 28)
					yield `page ${page.n}: ${deepest} deep`;
		},
	},
	{
		a: '6.1.13-11', title: 'page boundaries measure 3 to 14400 units',
		*check(doc) {
			for (const { dict, box, n } of doc.pages)
				for (const key of boxes) {
					const b = key === '/MediaBox' ? box : doc.at(dict[key]);
					const [w, h] = b ? [Math.abs(b[2] - b[0]), Math.abs(b[3] - b[1])] : [3, 3];
					if (key === '/MediaBox' && !b || !(Math.min(w, h) >= 3 && Math.max(w, h) <= 14400))
						yield `page ${n}: ${key} is ${JSON.stringify(b)}`;
				}
		},
	},
	{
		ua: '6.2-1', a: '6.7.2.2-1', title: 'the catalog says that the file is marked',
		*check(doc) {
			if (doc.at(doc.catalog['/MarkInfo'])?.['/Marked'] !== true)
				yield '/MarkInfo has no /Marked true';
		},
	},
	{
		ua: '7.1-4', title: 'nothing is suspect',
		*check(doc) {
			if (doc.at(doc.catalog['/MarkInfo'])?.['/Suspects'])
				yield '/Suspects is true';
		},
	},
	{
		ua: '7.1-10', title: 'the title is displayed',
		*check(doc) {
			if (doc.at(doc.catalog['/ViewerPreferences'])?.['/DisplayDocTitle'] !== true)
				yield '/DisplayDocTitle is not true';
		},
	},
	{
		ua: '7.2-2 7.2-21 7.2-22 7.2-23 7.2-24 7.2-30 7.2-31 7.2-32 7.2-33 7.2-34', title: 'the catalog says the language',
		*check(doc) {
			if (!textOf(doc.at(doc.catalog['/Lang'])))
				yield 'the catalog has no /Lang';
		},
	},
	{
		ua: '7.2-29', a: '6.7.4-1', title: 'languages are written as they shall be',
		*check(doc) {
			for (const [place, lang] of languages(doc))
				if (!/^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/.test(lang ?? ''))
					yield `${place}: the language ${lang}`;
		},
	},
	{
		ua: '7.18.3-1', title: 'pages with annotations are tabbed in the order of the structure',
		*check(doc) {
			for (const { page } of doc.annotations)
				if (page.dict['/Tabs'] !== '/S')
					yield `page ${page.n}: /Tabs is ${page.dict['/Tabs']}`;
		},
	},
	{
		ua: '7.18.1-2 7.18.5-2', title: 'each link says in words where it leads',
		*check(doc) {
			for (const { page, ref, dict } of doc.annotations)
				if (!textOf(doc.at(dict['/Contents'])))
					yield `page ${page.n}: ${ref} has no /Contents`;
		},
	},
	{
		ua: '7.18.5-1', title: 'each link stands in a Link',
		*check(doc) {
			for (const { page, ref, dict } of doc.annotations) {
				const parent = doc.at(doc.parents.get(dict['/StructParent']));
				if (doc.standard(parent?.['/S']) !== 'Link')
					yield `page ${page.n}: the parent of ${ref} is ${parent?.['/S'] ?? 'nothing'}`;
			}
		},
	},
	{
		a: '6.3.2-1', title: 'each annotation has flags',
		*check(doc) {
			for (const { page, ref, dict } of doc.annotations)
				if (dict['/F'] === undefined)
					yield `page ${page.n}: ${ref} has no /F`;
		},
	},
	{
		a: '6.3.2-2', title: 'annotations are printed, and not hidden',
		*check(doc) {
			for (const { page, ref, dict } of doc.annotations)
				if (dict['/F'] !== undefined && (dict['/F'] & (1 | 2 | 4 | 32 | 256)) !== 4)
					yield `page ${page.n}: the flags of ${ref} are ${dict['/F']}`;
		},
	},
	{
		a: '6.5.1-1 6.5.1-2', title: 'actions go to a place or an address',
		*check(doc) {
			for (const key of ['/A', '/OpenAction'])
				for (const { dict, place } of doc.dictionaries) {
					const action = doc.at(dict[key]);
					if (action?.['/S'] && !/^\/(GoTo|URI)$/.test(action['/S']))
						yield `${place}: the action ${bare(action['/S'])}`;
				}
			for (const key of ['/JS', '/JavaScript'])
				yield* places(doc, key, () => true);
		},
	},
];
