// The rules of content streams, colours and fonts.
import { bare, glyphsOf, list } from './document.lib.mjs';
import { scan } from './scan.lib.mjs';

function* items(doc, wrong, what) {
	for (const { page, items: all } of scan(doc)) {
		const n = all.filter(wrong).length;
		if (n)
			yield `page ${page.n}: ${n} ${what}`;
	}
}

function* marks(doc, wrong, what) {
	for (const { page, marks: all } of scan(doc))
		for (const m of all.filter(wrong))
			yield `page ${page.n}: ${what(m)}`;
}

// Each code that a font shows anywhere: { seen: rendered somewhere, bare: without ActualText somewhere }.
function shown(doc) {
	return doc.once('shown', () => {
		const fonts = new Map();
		for (const { page, glyphs } of scan(doc))
			for (const [ref, codes] of glyphs) {
				const all = fonts.get(ref) ?? new Map();
				fonts.set(ref, all);
				for (const [code, { seen, bare: plain }] of codes) {
					const before = all.get(code) ?? { seen: false, bare: false };
					all.set(code, { seen: before.seen || seen, bare: before.bare || plain, page: before.page ?? page.n });
				}
			}
		return [...fonts].map(([ref, codes]) => [doc.font(ref), codes]);
	});
}

function* glyphs(doc, wrong) {
	for (const [font, codes] of shown(doc)) {
		const widths = glyphsOf(doc, font.program);
		for (const [code, use] of codes) {
			const said = wrong(font, code, use, widths);
			if (said)
				yield `page ${use.page}: ${bare(font.dict['/BaseFont'])}, glyph ${code}: ${said}`;
		}
	}
}

// Of each mark of a page: who owns it by the parent tree, who holds it, whether it is there.
function claims(doc) {
	const all = new Map();
	const claim = (page, mcid) => {
		const key = `page ${page?.n} mark ${mcid}`;
		all.set(key, all.get(key) ?? {});
		return all.get(key);
	};
	for (const { page, marks: seen } of scan(doc)) {
		const owners = list(doc.at(doc.parents.get(page.dict['/StructParents'])));
		owners.forEach((o, mcid) => o !== null && (claim(page, mcid).owner = o));
		for (const m of seen.filter((k) => k.mcid !== undefined))
			claim(page, m.mcid).there = true;
	}
	const pages = new Map(doc.pages.map((p) => [p.ref, p]));
	for (const e of doc.elements)
		for (const c of e.contents.filter((k) => k.mcid !== undefined))
			claim(pages.get(c.page), c.mcid).held = e.ref;
	return all;
}

function* fonts(doc, wrong) {
	for (const ref of doc.fonts.keys()) {
		const said = wrong(doc.font(ref));
		if (said)
			yield `${ref}: ${said}`;
	}
}

// The profile of the output intent, by the head of the profile; null without one.
function profile(doc) {
	for (const intent of list(doc.at(doc.catalog['/OutputIntents'])).map((i) => doc.at(i))) {
		const data = intent['/S'] === '/GTS_PDFA1' ? doc.data(intent['/DestOutputProfile']) : Buffer.alloc(0);
		if (data.length >= 128)
			return { space: data.toString('latin1', 16, 20), kind: data.toString('latin1', 12, 16), version: data[8] };
	}
	return null;
}

function* coloured(doc, device, allowed) {
	if (allowed(profile(doc)))
		return;
	for (const { page, colours } of scan(doc))
		if (colours.has(device))
			yield `page ${page.n}: ${device} with ${profile(doc)?.space.trim() ?? 'no'} output profile`;
}

export const contentRules = [
	{
		ua: '7.1-1', title: 'no artifact is inside of tagged content',
		check: (doc) => marks(doc, (m) => m.tag === 'Artifact' && m.tagged, (m) => `an artifact in ${m.within.join(', ')}`),
	},
	{
		ua: '7.1-2', title: 'no tagged content is inside of an artifact',
		check: (doc) => marks(doc, (m) => m.tagged && m.within.includes('Artifact'), (m) => `${m.tag} ${m.mcid} in an artifact`),
	},
	{
		ua: '7.1-3', title: 'all content is an artifact or tagged',
		check: (doc) => items(doc, (i) => !i.tagged && !i.artifact, 'things are neither'),
	},
	{
		a: '6.2.2-1', title: 'all operators are defined',
		*check(doc) {
			for (const { page, unknown } of scan(doc))
				for (const op of unknown)
					yield `page ${page.n}: the operator ${op}`;
		},
	},
	{
		pdf: '8.4.2 14.6.1', title: 'states and marks that are opened are closed',
		*check(doc) {
			for (const { page, unbalanced } of scan(doc))
				yield* unbalanced.map((u) => `page ${page.n}: ${u}`);
		},
	},
	{
		pdf: '14.7.4.4', title: 'the parent tree, the elements and the marks are of one mind',
		*check(doc) {
			for (const [mark, { owner, held, there }] of claims(doc))
				if (!owner || owner !== held || !there)
					yield `${mark}: an element ${held ?? 'no'}, by the parent tree ${owner ?? 'none'}, ${there ? '' : 'not '}on the page`;
		},
	},
	{
		a: '6.2.2-2', title: 'each page has the resources that it names',
		*check(doc) {
			for (const { page, absent } of scan(doc))
				for (const name of absent)
					yield `page ${page.n}: no ${name}`;
		},
	},
	{
		a: '6.2.3-1', title: 'the output profile is one of a monitor or printer',
		*check(doc) {
			const p = profile(doc);
			if (p && !(/^(prtr|mntr)$/.test(p.kind) && /^(RGB |CMYK|GRAY)$/.test(p.space) && p.version < 5))
				yield `the profile is ${p.kind} ${p.space} ${p.version}`;
		},
	},
	{
		a: '6.2.3-2', title: 'all output intents have one profile',
		*check(doc) {
			const intents = list(doc.at(doc.catalog['/OutputIntents'])).map((i) => doc.at(i)['/DestOutputProfile']).filter(Boolean);
			if (new Set(intents).size > 1)
				yield `the profiles ${intents.join(', ')}`;
		},
	},
	{
		a: '6.2.3-3', title: 'no output intent refers to a profile elsewhere',
		*check(doc) {
			for (const { dict, place } of doc.dictionaries)
				if ('/DestOutputProfileRef' in dict)
					yield place;
		},
	},
	{
		a: '6.2.4.3-2', title: 'RGB is used with an output profile of RGB',
		check: (doc) => coloured(doc, 'DeviceRGB', (p) => p?.space === 'RGB '),
	},
	{
		a: '6.2.4.3-3', title: 'CMYK is used with an output profile of CMYK',
		check: (doc) => coloured(doc, 'DeviceCMYK', (p) => p?.space === 'CMYK'),
	},
	{
		a: '6.2.4.3-4', title: 'grey is used with an output profile',
		check: (doc) => coloured(doc, 'DeviceGray', (p) => p !== null),
	},
	{
		a: '6.2.6-1', title: 'rendering intents are known ones',
		*check(doc) {
			for (const { page, intents } of scan(doc))
				for (const i of [...intents].filter((v) => !/^((Relative|Absolute)Colorimetric|Perceptual|Saturation)$/.test(v)))
					yield `page ${page.n}: the intent ${i}`;
		},
	},
	{
		a: '6.2.11.2-1', title: 'each font says that it is one',
		check: (doc) => fonts(doc, (f) => [f.dict, f.cid].some((d) => d['/Type'] !== '/Font') && `/Type is ${f.dict['/Type']}, ${f.cid['/Type']}`),
	},
	{
		a: '6.2.11.2-2', title: 'each font is of a known kind',
		check: (doc) => fonts(doc, (f) => !(f.dict['/Subtype'] === '/Type0' && /^\/CIDFontType[02]$/.test(f.cid['/Subtype'])) &&
			`${f.dict['/Subtype']} of ${f.cid['/Subtype']}`),
	},
	{
		a: '6.2.11.2-3', title: 'each font has a name',
		check: (doc) => fonts(doc, (f) => !(f.dict['/BaseFont'] && f.cid['/BaseFont']) && 'no /BaseFont'),
	},
	{
		a: '6.2.11.2-7', title: 'font programs are of an allowed kind',
		check: (doc) => fonts(doc, (f) => f.program && !/^\/(CIDFontType0C|OpenType)$/.test(doc.at(f.program)?.['/Subtype']) &&
			`the program is ${doc.at(f.program)?.['/Subtype']}`),
	},
	{
		ua: '7.21.3.2-1', a: '6.2.11.3.2-1', title: 'fonts of type 2 map CIDs to glyphs',
		check: (doc) => fonts(doc, (f) => f.cid['/Subtype'] === '/CIDFontType2' && !f.cid['/CIDToGIDMap'] && 'no /CIDToGIDMap'),
	},
	{
		ua: '7.21.4.1-1', a: '6.2.11.4.1-1', title: 'font programs are embedded',
		check: (doc) => fonts(doc, (f) => !glyphsOf(doc, f.program) && 'no font program that can be read'),
	},
	{
		ua: '7.21.4.1-2', a: '6.2.11.4.1-2', title: 'font programs have all glyphs that are shown',
		check: (doc) => glyphs(doc, (f, code, use, widths) => use.seen && widths && !widths.has(code) && 'is not in the program'),
	},
	{
		ua: '7.21.4.2-2', a: '6.2.11.4.2-2', title: 'a set of CIDs lists all glyphs',
		check: (doc) => fonts(doc, (f) => {
			const set = f.descriptor['/CIDSet'] && doc.data(f.descriptor['/CIDSet']);
			const missing = set && [...glyphsOf(doc, f.program)?.keys() ?? []].find((c) => !(set[c >> 3] & (128 >> (c & 7))));
			return missing !== undefined && `${missing} is not in the set`;
		}),
	},
	{
		ua: '7.21.5-1', a: '6.2.11.5-1', title: 'widths are those of the font program',
		check: (doc) => glyphs(doc, (f, code, use, widths) => use.seen && widths?.has(code) &&
			!(Math.abs(widths.get(code) - f.widths(code)) <= 1) && `${f.widths(code)} wide, ${widths.get(code)} in the program`),
	},
	{
		ua: '7.21.7-1', a: '6.2.11.7.2-1', title: 'all that is shown has Unicode',
		check: (doc) => glyphs(doc, (f, code) => !f.unicode.has(code) && 'no Unicode'),
	},
	{
		ua: '7.21.7-2', a: '6.2.11.7.2-2', title: 'Unicode is neither zero nor a byte order mark',
		check: (doc) => glyphs(doc, (f, code) => /[\0\uFFFE\uFEFF]/.test(f.unicode.get(code) ?? '') && 'U+0000, U+FEFF or U+FFFE'),
	},
	{
		a: '6.2.11.7.3-1', title: 'characters of private use have another text',
		check: (doc) => glyphs(doc, (f, code, use) => use.bare && /[\uE000-\uF8FF\u{F0000}-\u{10FFFF}]/u.test(f.unicode.get(code) ?? '') &&
			'private use'),
	},
	{
		ua: '7.21.8-1', a: '6.2.11.8-1', title: '.notdef is not shown',
		check: (doc) => glyphs(doc, (f, code) => code === 0 && '.notdef'),
	},
];
