// What a book says: the same to four extractors, sums as they are written, paragraphs as in the
// source; its fonts and its file. Every check returns {n, problems}.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as pdf from './pdf.lib.mjs';
import { squeeze } from './texts.lib.mjs';

const amount = /\d[\d,.]*[万亿]*(?:元|美元|港元|欧元)/g;

// ------------------------------------------------------------------------ four extractors

const packages = path.resolve(process.env.NPM ?? 'build/npm');

async function load(name, file) {
	const at = file ? path.join(packages, 'node_modules', name, file) : createRequire(`${packages}/`).resolve(name);
	return import(pathToFileURL(at));
}

// pdf.js says on loading that it cannot draw here; it is only to read.
async function quietly(work) {
	const { log, warn } = console;
	console.log = console.warn = () => {};
	try {
		return await work();
	} finally {
		Object.assign(console, { log, warn });
	}
}

async function pdfjsText(file) {
	const pdfjs = await quietly(() => load('pdfjs-dist', 'legacy/build/pdf.mjs'));
	const book = await pdfjs.getDocument({ data: new Uint8Array(fs.readFileSync(file)), disableFontFace: true, verbosity: 0 }).promise;
	const pages = [];
	for (let n = 1; n <= book.numPages; n++)
		pages.push((await (await book.getPage(n)).getTextContent()).items.map((i) => (i.str ?? '') + (i.hasEOL ? '\n' : '')).join(''));
	await book.destroy();
	return pages.join('\f');
}

let pdfium;
async function pdfiumText(file) {
	pdfium ??= await (await load('@hyzyla/pdfium')).PDFiumLibrary.init();
	const book = await pdfium.loadDocument(fs.readFileSync(file));
	const text = [...book.pages()].map((p) => p.getText()).join('\f');
	book.destroy();
	return text.replaceAll('\uFFFE', '-'); // so it gives a hyphen at the end of a line
}

// All that each of them reads.
export async function extract(file) {
	return { poppler: pdf.run('pdftotext', file, '-').out, MuPDF: pdf.run('mutool', 'draw', '-q', '-F', 'txt', file).out,
		'pdf.js': await pdfjsText(file), PDFium: await pdfiumText(file) };
}

const count = (items) => {
	const n = new Map();
	for (const i of items)
		n.set(i, (n.get(i) ?? 0) + 1);
	return n;
};

// Each sum of the texts, and each of the table of supports, is found as it is written.
export function C4(book, extracted, supports) {
	const texts = book.texts.filter((t) => t.e).map((t) => t.lines.flat().map((g) => g.text).join(''));
	const wanted = count(texts.flatMap((t) => t.match(amount) ?? []));
	for (const [sum, n] of count(supports.flatMap((s) => s.text.match(amount) ?? [])))
		wanted.set(sum, Math.max(n, wanted.get(sum) ?? 0));
	const total = [...wanted.values()].reduce((s, n) => s + n, 0);
	const shares = [];
	const problems = Object.entries(extracted).flatMap(([name, text]) => {
		const found = count(text.match(amount) ?? []);
		const missing = [...wanted].filter(([sum, n]) => (found.get(sum) ?? 0) < n);
		const lost = missing.reduce((s, [sum, n]) => s + n - (found.get(sum) ?? 0), 0);
		shares.push(`${name} ${total - lost}/${total}`);
		return missing.map(([sum, n]) => `${name}: ${sum} ${found.get(sum) ?? 0} times, wanted ${n}`);
	});
	return { n: total, problems, measured: shares.join(', ') };
}

const forbidden = /.{0,8}([\uFFFD\u2E80-\u2FDF\uE000-\uF8FF\uF900-\uFAFF\uFEFF\uFFFE\u0000-\u0008０-９Ａ-Ｚａ-ｚ]|\*\*).{0,8}/gu;

// poppler joins words over a hyphen at a line's end and drops it.
const joined = (name, c) => name === 'poppler' && c === '-';

// The four read the same characters, as many of each; nothing that no source writes.
export function G1(extracted) {
	const tallies = Object.entries(extracted).map(([name, text]) => [name, count(squeeze(text))]);
	const [[first, wanted], ...others] = tallies.reverse();
	const total = [...wanted.values()].reduce((s, n) => s + n, 0);
	return { n: total, problems: [
		...others.flatMap(([name, n]) => [...new Set([...wanted.keys(), ...n.keys()])].filter((c) => wanted.get(c) !== n.get(c) && !joined(name, c))
			.map((c) => `${c} (U+${c.codePointAt(0).toString(16).toUpperCase()}): ${wanted.get(c) ?? 0} for ${first}, ${n.get(c) ?? 0} for ${name}`)),
		...Object.entries(extracted).flatMap(([name, text]) => [...text.matchAll(forbidden)].map((m) => `${name}: U+${m[1].codePointAt(0).toString(16).toUpperCase()} in ${m[0]}`)),
	] };
}

// The characters of a text that was written are all there, as often: `source` is what was written.
export function G1source(extracted, source, artifacts) {
	const wanted = count(squeeze(source + artifacts));
	return { n: squeeze(source).length, problems: Object.entries(extracted).flatMap(([name, text]) => {
		const n = count(squeeze(text));
		return [...new Set([...wanted.keys(), ...n.keys()])].filter((c) => wanted.get(c) !== n.get(c) && !joined(name, c))
			.map((c) => `${c}: ${wanted.get(c) ?? 0} written, ${n.get(c) ?? 0} for ${name}`);
	}) };
}

// The paragraphs of a digest, as its Markdown has them, without markup, and without white space if `tidy` takes it away.
export function paragraphsOf(markdown, tidy = squeeze) {
	const body = markdown.replace(/^---\n[\s\S]*?\n---\n/, '');
	return body.split(/\n\s*\n|\n(?= *(?:- |\d+\. ))/).map((p) => p.trim()).filter((p) => p && !/^(#|\||\[\^|```|>)/.test(p))
		.map((p) => tidy(p.replace(/^(- |\d+\. )/, '').replace(/\*\*|`/g, '').replace(/\[\^[^\]]*\]/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')));
}

// Each paragraph of the source is one element, whole, whatever pages it is on.
export function G2(book, paragraphs) {
	const there = new Set();
	for (const t of book.texts.filter((k) => k.e))
		there.add(squeeze(t.lines.flat().filter((g) => !(g.size < 0.75 * t.lines[0].at(-1).size && /^\d+$/.test(g.text))).map((g) => g.text).join('')).replace(/，见第\d+页/g, ''));
	return { n: paragraphs.length, problems: paragraphs.filter((p) => !there.has(p)).map((p) => `not one element: ${p.slice(0, 50)}`) };
}

// What a book keeps of the white space of its source: between Western words, once.
const spaced = (s) => s.replace(/\s+/g, ' ').replace(/ (?=[\p{sc=Han}\u3000-\u303F\uFF00-\uFF60])|(?<=[\p{sc=Han}\u3000-\u303F\uFF00-\uFF60]) /gu, '').replace(/(?<=\p{sc=Han}[“‘]?) (?=\w)/gu, '').trim();

// The same with white space: words that a line parts are two, Han that it parts, or that a gap parts from
// Western, are not.
export function G2space(book, paragraphs) {
	const there = new Set(book.texts.filter((t) => t.e).map((t) => pdf.blockSaid(t.e).replace(/，见第\d+页/g, '').trim()));
	const plain = paragraphs.map(spaced).filter((p) => !/\[\^/.test(p));
	return { n: plain.length, problems: plain.filter((p) => !there.has(p)).map((p) => `words run together or apart: ${p.slice(0, 60)}`) };
}

// ---------------------------------------------------------------------------- fonts and file

export function fontProblems(said) {
	const rows = said.trim().split('\n').slice(2);
	if (!rows.length)
		return ['there is no font'];
	return rows.filter((r) => !/^[A-Z]{6}\+\S+ +CID (Type 0C|TrueType) +Identity-H +yes yes yes /.test(r));
}

export function fileProblems(file) {
	const { status, out, err } = pdf.run('qpdf', '--check', file);
	return status === 0 && !/warning/i.test(out + err) ? [] : (out + err).trim().split('\n');
}

// Fonts are subsets of CFF with Unicode; no glyph is missing; the file is sound.
export function G3(book) {
	const glyphs = book.pages.flatMap((p) => [...p.loose, ...p.marks.flatMap((m) => m.glyphs)]);
	const fonts = pdf.run('pdffonts', book.file).out;
	return { n: fonts.trim().split('\n').length - 2, problems: [...fontProblems(fonts), ...fileProblems(book.file),
		...glyphs.filter((g) => g.gid === 0).map((g) => `page ${g.page + 1}: no glyph for ${g.text}`)] };
}

// No ToUnicode map leads to nothing, a byte order mark, or a radical.
export function toUnicode(book) {
	const maps = Object.entries(book.objects.objects).filter(([, o]) => o.value?.['/ToUnicode']).map(([, o]) => o.value['/ToUnicode']);
	return { n: maps.length, problems: maps.flatMap((ref) => [...(book.objects.bytes(ref)?.toString('latin1') ?? '').matchAll(/^<[0-9A-F]{4}> <([0-9A-F]+)>$/gim)]
		.filter(([, to]) => /^(0000|FEFF|FFFE|2[EF][0-9A-F]{2}|[EF][0-8][0-9A-F]{2})$/i.test(to) && /^(0000|FEFF|FFFE|2E[89A-F]|2F[0-9A-D]|E|F[0-8])/i.test(to))
		.map(([m]) => `${ref}: ${m}`)) };
}

// ActualText stands only where a gap, a glyph of several characters or a space at the end of a line needs it.
export function G10(book) {
	let n = 0;
	const problems = [];
	book.pages.forEach((p, page) => {
		p.marks.filter((m) => m.actual !== undefined).forEach(({ glyphs, actual }) => {
			n++;
			const open = glyphs.some((g, k) => k && (g.x - glyphs[k - 1].x - glyphs[k - 1].adv) / g.size > 0.09);
			if (!open && !/ $/.test(actual) && glyphs.every((g) => [...g.text].length === 1))
				problems.push(`page ${page + 1}: not needed for ${glyphs.map((g) => g.text).join('')}`);
		});
	});
	return { n, problems };
}
