// A PDF as qpdf --json gives it: objects, pages, structure tree, fonts, metadata, and the file's bytes.
// In: paths of files. Out: documents that follow references and find what hangs on the catalog, each
// thing once. Values are those of qpdf's JSON, version 2: names have a slash, strings u: or b:,
// references end in R. Spoiling a copy leaves the document that it was made of as it is.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { cffWidths } from './cff.lib.mjs';
import { operators, unhex } from './tokens.lib.mjs';

const isReference = (v) => typeof v === 'string' && /^\d+ \d+ R$/.test(v);
const isDictionary = (v) => v !== null && typeof v === 'object' && !Array.isArray(v);
export const list = (v) => (v === undefined || v === null ? [] : Array.isArray(v) ? v : [v]);
export const bare = (name) => (typeof name === 'string' ? name.replace(/^\//, '') : undefined);

// The characters of a string; undefined for what is none.
export function textOf(v) {
	if (typeof v !== 'string' || !/^[ub]:/.test(v))
		return undefined;
	return v.startsWith('u:') ? v.slice(2) : unhex(v.slice(2));
}

export const standardTypes = new Set(`Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H
	H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot
	Ruby RB RT RP Warichu WT WP Figure Formula Form`.split(/\s+/));
// What is looked through where kids and parents are named.
const passed = new Set(['NonStruct', 'Div', 'Part']);

export class Document {
	constructor(name, bytes, objects, trailer) {
		Object.assign(this, { name, bytes, objects, trailer, made: new Map() });
	}

	once(key, make) {
		if (!this.made.has(key))
			this.made.set(key, make());
		return this.made.get(key);
	}

	// What a reference stands for; the dictionary of a stream.
	at(v) {
		if (!isReference(v))
			return v;
		const o = this.objects.get(v);
		return o?.stream ? o.stream.dict : o?.value;
	}

	isStream(v) {
		return Boolean(this.objects.get(v)?.stream);
	}

	data(v) {
		return Buffer.from(this.objects.get(v)?.stream?.data ?? '', 'base64');
	}

	get catalog() {
		return this.at(this.trailer['/Root']) ?? {};
	}

	// Every dictionary, with the object that it is in.
	get dictionaries() {
		return this.once('dictionaries', () => {
			const found = [];
			const walk = (v, place) => {
				if (Array.isArray(v)) {
					v.forEach((i) => walk(i, place));
				} else if (isDictionary(v)) {
					found.push({ dict: v, place });
					Object.values(v).forEach((i) => walk(i, place));
				}
			};
			walk(this.trailer, 'trailer');
			for (const [key, o] of this.objects)
				walk(o.stream ? o.stream.dict : o.value, key);
			return found;
		});
	}

	// The pages in order, as { n, ref, dict, box, resources, text of the content }.
	get pages() {
		return this.once('pages', () => {
			const found = [];
			const walk = (ref, above) => {
				const dict = this.at(ref) ?? {};
				const box = dict['/MediaBox'] ?? above;
				if (dict['/Kids'])
					return list(this.at(dict['/Kids'])).forEach((k) => walk(k, box));
				const content = list(isReference(dict['/Contents']) && !this.isStream(dict['/Contents']) ?
					this.at(dict['/Contents']) : dict['/Contents']);
				found.push({ n: found.length + 1, ref, dict, box: this.at(box), resources: this.at(dict['/Resources']),
					get text() { return content.map((c) => doc.data(c).toString('latin1')).join('\n'); } });
			};
			const doc = this;
			walk(this.catalog['/Pages']);
			return found;
		});
	}

	get annotations() {
		return this.once('annotations', () => this.pages.flatMap((page) =>
			list(this.at(page.dict['/Annots'])).map((ref) => ({ page, ref, dict: this.at(ref) ?? {} }))));
	}

	// The entries of a tree of numbers or names: pairs of key and value.
	tree(root, key) {
		const node = this.at(root) ?? {};
		const leaves = list(this.at(node[key]));
		const own = leaves.flatMap((k, i) => (i % 2 ? [] : [[k, leaves[i + 1]]]));
		return [...own, ...list(this.at(node['/Kids'])).flatMap((k) => this.tree(k, key))];
	}

	get treeRoot() {
		return this.at(this.catalog['/StructTreeRoot']);
	}

	get parents() {
		return this.once('parents', () => new Map(this.tree(this.treeRoot?.['/ParentTree'], '/Nums')));
	}

	// The standard type that a structure type is mapped to; null when it is mapped to none.
	standard(type) {
		const roles = this.at(this.treeRoot?.['/RoleMap']) ?? {};
		const seen = new Set();
		for (let t = bare(type); t !== undefined && !seen.has(t); t = bare(roles[`/${t}`])) {
			if (standardTypes.has(t) && !(`/${t}` in roles))
				return t;
			seen.add(t);
		}
		return standardTypes.has(bare(type)) ? bare(type) : null;
	}

	// The kids of an element as they are written: one, or an array.
	kids(dict) {
		return list(Array.isArray(this.at(dict['/K'])) ? this.at(dict['/K']) : dict['/K']);
	}

	// The structure elements in reading order, as { ref, dict, type, parent, kids, contents }.
	get elements() {
		return this.once('elements', () => {
			const found = [];
			const seen = new Set();
			const walk = (ref, parent) => {
				const dict = this.at(ref);
				if (!isDictionary(dict) || seen.has(ref))
					return;
				seen.add(ref);
				const e = { ref, dict, type: this.standard(dict['/S']), parent, kids: [], contents: [] };
				found.push(e);
				parent?.kids.push(e);
				for (const k of this.kids(dict)) {
					const kid = this.at(k);
					if (Number.isInteger(kid))
						e.contents.push({ page: dict['/Pg'], mcid: kid });
					else if (kid?.['/Type'] === '/MCR')
						e.contents.push({ page: kid['/Pg'] ?? dict['/Pg'], mcid: kid['/MCID'] });
					else if (kid?.['/Type'] === '/OBJR')
						e.contents.push({ page: kid['/Pg'] ?? dict['/Pg'], object: kid['/Obj'] });
					else
						walk(k, e);
				}
			};
			this.kids(this.treeRoot ?? {}).forEach((k) => walk(k, null));
			return found;
		});
	}

	of(...types) {
		return this.elements.filter((e) => types.includes(e.type));
	}

	// The fonts that pages use, by reference.
	get fonts() {
		return this.once('fonts', () => new Map(this.pages.flatMap(({ resources }) =>
			Object.values(this.at(resources?.['/Font']) ?? {}).map((ref) => [ref, this.at(ref) ?? {}]))));
	}

	// What a composite font is made of.
	font(ref) {
		return this.once(`font ${ref}`, () => {
			const dict = this.at(ref) ?? {};
			const cid = this.at(list(this.at(dict['/DescendantFonts']))[0]) ?? {};
			const descriptor = this.at(cid['/FontDescriptor']) ?? {};
			const program = descriptor['/FontFile3'];
			return { ref, dict, cid, descriptor, program, widths: widthsOf(this, cid), unicode: unicodeOf(this, dict) };
		});
	}

	get metadata() {
		return this.once('metadata', () => this.data(this.catalog['/Metadata']));
	}

	// A copy to spoil: change() gives an object of its own, set() another stream.
	copy() {
		return new Document(`${this.name} (spoilt)`, this.bytes, new Map(this.objects), structuredClone(this.trailer));
	}

	change(ref) {
		const own = structuredClone(this.objects.get(ref));
		this.objects.set(ref, own);
		this.made.clear();
		return own.stream ? own.stream.dict : own.value;
	}

	set(ref, value) {
		this.objects.set(ref, { value });
		this.made.clear();
	}

	write(ref, data) {
		this.change(ref);
		this.objects.get(ref).stream.data = Buffer.from(data, 'latin1').toString('base64');
	}
}

// Widths of CIDs in the dictionary, and the usual one.
function widthsOf(doc, cid) {
	const given = new Map();
	const w = list(doc.at(cid['/W'])).map((v) => doc.at(v));
	for (let i = 0; i < w.length; i++) {
		if (Array.isArray(w[i + 1])) {
			w[i + 1].forEach((v, k) => given.set(w[i] + k, doc.at(v)));
			i += 1;
		} else {
			for (let c = w[i]; c <= w[i + 1]; c++)
				given.set(c, w[i + 2]);
			i += 2;
		}
	}
	return (c) => given.get(c) ?? cid['/DW'] ?? 1000;
}

// The map from codes to texts in a ToUnicode stream.
function unicodeOf(doc, font) {
	const map = new Map();
	const code = (s) => [...s].reduce((n, c) => n * 256 + c.charCodeAt(0), 0);
	const text = (s) => Buffer.from(s, 'latin1').swap16().toString('utf16le');
	const next = (s, k) => s.slice(0, -1) + String.fromCharCode(s.charCodeAt(s.length - 1) + k);
	for (const { op, operands } of operators(doc.data(font['/ToUnicode']).toString('latin1'))) {
		const step = op === 'endbfchar' ? 2 : op === 'endbfrange' ? 3 : 0;
		for (let i = 0; step && i < operands.length; i += step) {
			const [a, b, c] = operands.slice(i, i + step).map((o) => o.string ?? o);
			if (step === 2)
				map.set(code(a), text(b));
			for (let n = code(a), k = 0; step === 3 && n <= code(b); n++, k++)
				map.set(n, Array.isArray(c) ? text(c[k].string) : next(text(c), k));
		}
	}
	return map;
}

// What a font program says of its glyphs; null when it cannot be read.
const programs = new WeakMap();
export function glyphsOf(doc, program) {
	const key = doc.objects.get(program);
	if (!key?.stream)
		return null;
	if (!programs.has(key)) {
		let widths = null;
		try {
			widths = cffWidths(doc.data(program));
		} catch (e) {
			if (!(e instanceof RangeError || e instanceof TypeError))
				throw e;
		}
		programs.set(key, widths);
	}
	return programs.get(key);
}

// The types of an element's kids, and of its parent, past what is looked through.
export const kidTypes = (e) => e.kids.flatMap((k) => (passed.has(k.type) ? kidTypes(k) : k.type ? [k.type] : []));
export const kidsOf = (e) => e.kids.flatMap((k) => (passed.has(k.type) ? kidsOf(k) : [k]));
export const parentType = (e) => (passed.has(e.parent?.type) ? parentType(e.parent) : e.parent?.type);

// ---------------------------------------------------------------------------- reading

function qpdf(file) {
	return new Promise((resolve, reject) => {
		const said = [];
		const child = spawn('qpdf', ['--json=2', '--json-key=qpdf', '--json-stream-data=inline',
			'--decode-level=generalized', file], { stdio: ['ignore', 'pipe', 'inherit'] });
		child.stdout.on('data', (d) => said.push(d));
		child.on('error', reject);
		child.on('close', () => resolve(Buffer.concat(said)));
	});
}

export async function readDocument(name, file) {
	const said = JSON.parse(await qpdf(file)).qpdf[1];
	const objects = new Map();
	for (const [key, o] of Object.entries(said))
		if (key.startsWith('obj:'))
			objects.set(key.slice(4), o);
	return new Document(name, fs.readFileSync(file), objects, said.trailer.value);
}
