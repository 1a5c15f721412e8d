// The acceptance gate: every book of a build, and the fixture at 40, 28 and 10 em, read back by
// programs that did not write them. A line a check: book, number, what it asks, what it measured.
//
//     node tests/pdf/gate.mjs SITE [BOOK...]
//
// SITE is the site of a build of content/. Numbers are those of the acceptance gate; letters with
// numbers those of the requirements. At the end each check is held against what was spoilt.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as E from './pages.lib.mjs';
import * as F from './tables.lib.mjs';
import { build } from './fixture.lib.mjs';
import { ink } from './image.lib.mjs';
import * as L from './lines.lib.mjs';
import * as N from './numbers.lib.mjs';
import * as pdf from './pdf.lib.mjs';
import { spoils } from './spoils.lib.mjs';
import * as X from './text.lib.mjs';
import { readTexts, squeeze, wordsOf } from './texts.lib.mjs';
import { widths } from './widths.lib.mjs';

const site = path.resolve(process.argv[2] ?? 'out/site');
const only = process.argv.slice(3);
const program = path.resolve(process.env.BUILD ?? 'build', 'digestpress');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'digestpress-gate-'));
process.on('exit', () => fs.rmSync(work, { recursive: true, force: true }));

const shown = 8;

function report(ok, name, problems) {
	console.log(`${ok ? 'ok' : 'not ok'} - ${name}`);
	problems.slice(0, ok ? 3 : shown).forEach((p) => console.log(`    ${p}`));
	if (!ok && problems.length > shown)
		console.log(`    and ${problems.length - shown} more`);
}

// ------------------------------------------------------------------------------ the rows

const percent = (part, whole) => `${(100 * part / Math.max(whole, 1)).toFixed(2)} %`;
const none = { pass: '0', ok: (r) => r.problems.length === 0, say: (r) => `${r.problems.length} of ${r.n}` };
const all = { pass: 'all', ok: (r) => r.problems.length === 0, say: (r) => `${r.n - Math.min(r.n, r.problems.length)} of ${r.n}` };
const join = (...results) => ({ n: Math.max(...results.map((r) => r.n)), problems: results.flatMap((r) => r.problems) });
const named = (checks) => (b) => join(...Object.entries(checks).map(([name, check]) => {
	const r = check(b);
	return { n: r.n, problems: r.problems.map((p) => `${name} ${p}`) };
}));

const isFixture = (set) => set.startsWith('fixture');
const isText = (set) => set !== 'fixture rows';
const isBook = (set) => !isFixture(set);
const isWhole = (set) => /^(handbook|pocket|print|caps)$/.test(set);
const isHandbook = (set) => /^(handbook|pocket|print)$/.test(set);
const isProse = (set) => isBook(set) && set !== 'caps';

// What each profile of page promises.
const profiles = { handbook: { measure: 40, lines: 37, opener: true }, pocket: { measure: 28, lines: 27, opener: true }, print: { measure: 40, lines: 37, opener: true, recto: true },
	caps: { measure: 68, lines: 24 }, policies: { measure: 40 }, regions: { measure: 40 } };
const profile = (b) => profiles[b.set] ?? {};

// The share of opened lines, in per cent. The promise is about running text; the fixture has nothing but hard cases, and its bounds hold
// what is reached there. At 10 em lines are set left, and none may open.
const openMost = (s) => ({ pocket: 0.4, gongwen: 0.4, 'fixture 40': 6, 'fixture 28': 16 })[s] ?? 0.2;

const rows = [
	{ no: '1', name: 'A1 to A5, A8: marks at line ends, units torn', ...none, run: named({ A1: L.A1, A2: L.A2, A3: L.A3, A4: L.A4, A5: L.A5, A8: L.A8 }) },
	{ no: '2', name: 'A6: numbers torn from their counters', ...none, run: L.A6 },
	{ no: '3', name: 'B1, B3, B4: marks that meet .50 ± .01 em, ends and starts trimmed', ...all, run: named({ B1: L.B1, B3: L.B3, B4: L.B4 }) },
	{ no: '4', name: 'lines with a full stop squeezed inside', pass: '≤ 5', ok: (r) => r.problems.length <= 5 * r.books, say: none.say, run: L.gateStops },
	{ no: '5', name: 'D2, D6: lines off their edges, overfull lines', ...none, run: named({ D2: L.D2, D6: L.D6 }) },
	{ no: '6', name: 'D4: Han opened by more than .05 em; worst', pass: (s) => (s === 'fixture 10' ? 'none' : `≤ ${openMost(s)} %, ≤ .25 em`), run: L.D4,
		ok: (r, s) => (s === 'fixture 10' ? r.n > 1000 && r.over === 0 : 100 * r.over <= Math.max(openMost(s) * r.n, 100) && r.worst <= 0.2505), // one line at least
		say: (r) => `${percent(r.over, r.n)} of ${r.n} lines, p99 ${[...r.values].sort((a, b) => a - b)[Math.floor(0.99 * (r.n - 1))]?.toFixed(3) ?? '-'}, worst ${r.worst.toFixed(3)}` },
	{ no: '7a', name: 'D7: one character alone on a last line', pass: '≤ 1', ok: (r) => r.problems.length <= 1, say: none.say, run: L.D7 },
	{ no: '7b', name: 'E7: one line of a paragraph alone on a page', ...none, run: E.E7 },
	{ no: '9', name: 'C4: sums found as written in four extractors', pass: '100 % each', ok: all.ok, say: (r) => r.measured ?? all.say(r), run: (b) => X.C4(b, b.extracted, b.supports) },
	{ no: '10', name: 'G1: characters equal in four extractors', pass: 'equal', ok: all.ok, say: (r) => `${r.n} characters, ${r.problems.length} differences`, run: (b) => join(X.G1(b.extracted), b.written ? writtenIn(b) : { n: 0, problems: [] }) },
	{ no: '11', name: 'F2: 续表 and header on every further page', ...all, run: F.F2 },
	{ no: '12', name: 'F5: height of a table of 204 rows against CSS automatic widths', pass: '≤ 0.85', ok: (r) => r.n > 150 && r.ratio <= 0.85, say: (r) => `${r.ratio.toFixed(3)} (${r.ours} lines against ${r.css})`, run: F5, for: (s) => s === 'fixture rows' },
	{ no: '13', name: 'E10, E11: folios are the page labels of link targets', ...all, run: named({ E10: N.contents, E11: N.references, folio: N.folios, link: N.links }), for: isBook },
	{ no: '14', name: 'E13: bookmarks are the headings', pass: 'equal', ok: all.ok, say: none.say, run: N.bookmarks, for: isBook },
	{ no: '16', name: 'G3: fonts embedded subsets of CFF with Unicode; qpdf finds nothing wrong', pass: 'all yes', ok: all.ok, say: (r) => `${r.n} fonts, ${r.problems.length} problems`, run: named({ G3: X.G3, ToUnicode: X.toUnicode }) },
	{ no: 'G3', name: 'widths in /W are those of the embedded fonts', ...none, run: widths },
	{ no: '18', name: 'G12: size', pass: (s) => `≤ ${s === 'policies' ? '200 KB each' : '1.5 MB'}`, ok: (r) => r.problems.length === 0, say: (r) => `${(r.n / 1e6).toFixed(3)} MB`, run: size, for: isBook },

	{ no: 'A7', name: 'Latin words and addresses whole', ...none, run: (b) => L.A7(b, latinWords()) },
	{ no: 'A9', name: 'every role of text is looked at', pass: 'all > 0', ok: (r) => r.missing.length === 0, say: (r) => Object.entries(r.counts).map(([k, n]) => `${k} ${n}`).join(', '), run: rolesOf },
	{ no: 'A10', name: 'titles of several lines are even', ...none, run: L.A10 },
	{ no: 'B5', name: 'stops give last, no mark under half an em', ...none, run: L.B5 },
	{ no: 'B6', name: 'marks are those of the simplified face', ...none, run: (b) => L.B6(b, {}) },
	{ no: 'B7', name: 'dashes and ellipses are two em, lone ones one', ...none, run: L.B7 },
	{ no: 'B6', name: 'B6, B7: the ink of 。 at the lower left, —— one stroke', ...none, run: ink, for: (s) => s === 'fixture 40' },
	{ no: 'B8', name: '？！ takes one em, three two', ...none, run: L.B8, for: (s) => isFixture(s) && isText(s) },
	{ no: 'B9', name: 'quotes are wide beside Han, narrow in Latin', ...none, run: L.B9 },
	{ no: 'B10', name: 'the interpunct takes half an em', ...none, run: L.B10 },
	{ no: 'C1', name: 'the gap between Han and Latin', pass: '.125 to .34, median .25 ± .02; counters ≤ .10 em', ok: all.ok, say: (r) => `${r.problems.length} of ${r.n} out, median ${r.values.sort((a, b) => a - b)[r.values.length >> 1]?.toFixed(3) ?? '-'}`, run: L.C1 },
	{ no: 'C3', name: 'no gap inside brackets', ...none, run: L.C3 },
	{ no: 'C5', name: 'letters and digits half-width; digits of columns alike', ...none, run: named({ C5: L.C5, column: F.C5columns }) },
	{ no: 'D1', name: 'paragraphs begin 2 em in', ...none, run: L.D1, for: isText },
	{ no: 'D3', name: 'measures are whole em', ...none, say: (r) => [...new Set(r.values)].slice(0, 8).join(', ') || 'none', run: L.D3, for: (s) => s !== 'fixture 10' },
	{ no: 'D5', name: 'white grows in order, alike', ...none, run: L.D5 },
	{ no: 'D8', name: 'one pitch; nothing slanted', ...none, run: L.D8 },
	{ no: 'E1', name: 'GB/T 9704 5.2.1: type area', ...none, say: (r) => r.measured, run: E.E1, for: (s) => s === 'gongwen' },
	{ no: 'E2', name: 'GB/T 9704 5.2.3: 22 lines of 28', ...none, say: (r) => r.measured, run: E.E2, for: (s) => s === 'gongwen' },
	{ no: 'E3', name: 'GB/T 9704 7.3: faces of the headings', ...none, run: E.E3, for: (s) => s === 'gongwen' },
	{ no: 'E4', name: 'GB/T 9704 7.5: page numbers', ...none, run: E.E4, for: (s) => s === 'gongwen' },
	{ no: 'E5', name: 'sizes of Chinese type; measure and lines of the profile', ...none, say: (r) => r.measured, run: (b) => E.E5(b, profile(b)), for: (s) => isBook(s) && s !== 'gongwen' },
	{ no: 'E6', name: 'headings stand over two lines', ...none, run: E.E6, for: isBook },
	{ no: 'E6', name: 'the body stands on the grid', ...none, run: E.E6grid, for: (s) => s !== 'fixture rows' },
	{ no: 'E7', name: 'facing pages end alike', ...none, run: E.E7facing, for: isBook },
	{ no: 'E7', name: 'last pages have more than three lines', ...none, run: E.E7last, for: isBook },
	{ no: 'E8', name: 'chapters fill their first pages', ...none, run: E.E8full, for: isHandbook },
	{ no: 'E8', name: 'chapters open pages', ...none, run: (b) => E.E8(b, profile(b)), for: isHandbook },
	{ no: 'E9', name: 'running heads', ...none, run: (b) => E.E9(b, profile(b)), for: isWhole },
	{ no: 'E10', name: 'numbers, leaders and entries of the contents in line', ...none, run: N.contentsPlace, for: isBook },
	{ no: 'E12', name: 'index: pages joined, numbers lead there', ...none, run: N.index, for: isBook },
	{ no: 'E13', name: 'destinations, page labels', ...none, run: N.destinations },
	{ no: 'codes', name: 'rows and sections carry the codes of their places on the web', ...all, run: N.codes, for: (s) => isBook(s) && s !== 'gongwen' },
	{ no: 'F1', name: 'cells apart and inside their rules', ...none, run: F.F1 },
	{ no: 'F3', name: 'rows and captions unparted', ...none, run: F.F3 },
	{ no: 'F4', name: 'no part of a table with one row', ...none, run: F.F4 },
	{ no: 'F4', name: 'few parts of a table with two rows', pass: (s) => (s === 'caps' ? '≤ 25 %' : '≤ 6 %'), ok: (r, s) => r.problems.length <= Math.max((s === 'caps' ? 0.25 : 0.06) * r.n, r.books), say: none.say, run: F.F4stubs },
	{ no: 'F6', name: 'numbers in line, no empty cell', ...none, run: F.F6 },
	{ no: 'F7', name: 'rules 0.4 mm outside, 0.12 to 0.25 mm inside', ...none, say: (r) => `${r.measured} pt`, run: F.F7 },
	{ no: 'F8', name: 'cells 9 to 7.875 pt, narrow ones unopened, headers centred', ...none, run: F.F8 },
	{ no: 'F9', name: 'captions above, numbered, bold', ...none, run: F.F9 },
	{ no: 'F10', name: 'tables along the page: head at the left, no smaller type', ...none, run: F.F10, for: isBook },
	{ no: 'G2', name: 'paragraphs of the source are one element each', ...all, run: (b) => X.G2(b, b.paragraphs), for: isProse },
	{ no: 'G2', name: 'the same with white space: Western words that a line parts are two, Han are not', ...all, run: (b) => X.G2space(b, b.spaced), for: (s) => isProse(s) || (isFixture(s) && isText(s)) },
	{ no: 'G5', name: 'all content is in the structure or an artifact', ...none, run: N.marks },
	{ no: 'G10', name: 'ActualText only where needed', ...none, say: (r) => `${r.problems.length} of ${r.n} needless`, run: X.G10 },
	{ no: 'clear', name: 'no text on another or off the page', ...none, run: E.clear },
	{ no: 'rows', name: 'each support is a row', ...all, run: supportRows, for: isWhole },
];

function size(b) {
	const bytes = fs.statSync(b.file).size, most = b.set === 'policies' ? 200e3 : 1.5e6;
	return { n: bytes, problems: bytes > most ? [`${path.basename(b.file)} has ${(bytes / 1e3).toFixed(0)} KB`] : [] };
}

function rolesOf(b) {
	const { counts, n } = L.A9(b);
	const wanted = isHandbook(b.set) ? ['P', 'heading', 'LI', 'TD', 'TH', 'Caption', 'TOCI', 'head', 'repeat', 'cover'] : ['heading'];
	const missing = wanted.filter((r) => !counts[r]);
	return { n, counts, missing, problems: missing.map((r) => `no text is ${r}`) };
}

function F5(b) {
	const t = F.tablesOf(b).sort((x, y) => y.rows.length - x.rows.length)[0];
	const { ours, css, rows: n } = F.heights(b, t);
	return { n, ours, css, ratio: ours / css, problems: [] };
}

const artifacts = (b) => b.texts.filter((t) => !t.e).map((t) => wordsOf(t.lines[0])).join('');
const writtenIn = (b) => X.G1source(b.extracted, b.written, artifacts(b));

// Each support is a row of a table, with its item and its standard.
function supportRows(b) {
	const there = pdf.elements(b.tree, (e) => e.name === 'TR').map((r) => squeeze(pdf.textOf(r)));
	return { n: b.supports.length, problems: b.supports.filter((s) => !there.some((r) => r.includes(squeeze(s.item)) && r.includes(squeeze(s.text))))
		.map((s) => `${s.id}: no row has ${s.item} and ${s.text}`) };
}

// ------------------------------------------------------------------------- the books

const data = (name) => JSON.parse(fs.readFileSync(`${site}/data/${name}.json`, 'utf8'));
const titles = new Map(data('policies').map((p) => [p.slug, p.short_title]));
const regions = new Map(data('regions').map((r) => [r.key, r.name]));
const supports = data('supports').map((s) => ({ ...s, policy_title: titles.get(s.policy), region_name: regions.get(s.region) }));
const policies = fs.readdirSync('content/policies').filter((f) => f.endsWith('.md')).map((f) => ({ slug: f.slice(0, -3), text: fs.readFileSync(`content/policies/${f}`, 'utf8') }));

let words;
// Every Latin word that the content, the templates and the fixture write.
function latinWords() {
	if (!words) {
		const files = ['content', 'templates/print', 'templates/partials', 'tests/pdf/fixture'].flatMap((d) => fs.readdirSync(d, { recursive: true }).map((f) => path.join(d, f)));
		words = new Set(files.filter((f) => fs.statSync(f).isFile()).flatMap((f) => fs.readFileSync(f, 'utf8').toLowerCase().match(/[a-z]+/g) ?? []));
	}
	return words;
}

const found = (folder) => (fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true }).filter((f) => f.endsWith('.pdf')).sort().map((f) => path.join(folder, f)) : []);

// {set, file, supports}: books by themselves; regions and policies as one set each.
function booksOf() {
	return [
		...found(`${site}/books`).map((file) => {
			const slug = path.relative(`${site}/books`, file).slice(0, -4);
			return { set: slug.split('/')[0], file, supports: isWhole(slug) ? supports : [] };
		}),
		...found(`${site}/policies`).map((file) => {
			const slug = path.basename(file, '.pdf');
			return { set: 'policies', file, supports: supports.filter((s) => s.policy === slug) };
		}),
	];
}

async function open(b) {
	const book = { ...pdf.readPdf(b.file), ...b };
	book.texts = readTexts(book);
	const own = policies.filter((p) => book.names.has(`policies/${p.slug}`));
	book.paragraphs = own.flatMap((p) => X.paragraphsOf(p.text));
	book.spaced = b.spaced ?? own.flatMap((p) => X.paragraphsOf(p.text, (s) => s));
	book.extracted = await X.extract(b.file);
	return book;
}

function merge(total, r) {
	if (!total)
		return { ...r, books: 1 };
	return { ...total, ...r, books: total.books + 1, n: total.n + r.n, problems: [...total.problems, ...r.problems], values: [...(total.values ?? []), ...(r.values ?? [])],
		over: (total.over ?? 0) + (r.over ?? 0), worst: Math.max(total.worst ?? 0, r.worst ?? 0), missing: [...(total.missing ?? []), ...(r.missing ?? [])] };
}

// Run all rows on a set of books, one book in memory at a time.
async function judge(set, books) {
	const results = new Map();
	let last;
	for (const b of books) {
		last = await open(b);
		for (const row of rows.filter((r) => !r.for || r.for(set))) {
			const r = row.run(last);
			if (books.length > 1)
				r.problems = r.problems.map((p) => `${path.basename(b.file, '.pdf')}: ${p}`);
			results.set(row, merge(results.get(row), r));
		}
	}
	for (const [row, r] of results)
		report(row.ok(r, set), `${set} ${row.no} ${row.name}: pass ${typeof row.pass === 'function' ? row.pass(set) : row.pass}; ${row.say(r)}`, r.problems);
	return last;
}

// ------------------------------------------------------------ between two builds: 8, 17

const place = (b) => b.pages.map((p) => [...p.loose, ...p.marks.flatMap((m) => m.glyphs)].map((g) => `${g.text} ${g.gid} ${g.font.slice(7)} ${g.x.toFixed(3)} ${g.y.toFixed(3)}`));

// The first page, and its first glyph, where two books differ; nothing if none.
export function differences(a, b) {
	const [x, y] = [place(a), place(b)];
	const problems = x.length === y.length ? [] : [`${x.length} pages and ${y.length}`];
	for (let p = 0; p < Math.min(x.length, y.length) && problems.length < 5; p++) {
		const k = x[p].findIndex((g, i) => g !== y[p][i]);
		if (k >= 0 || x[p].length !== y[p].length)
			problems.push(`page ${p + 1}: ${x[p].slice(Math.max(0, k - 6), k).map((g) => g.split(' ')[0]).join('')} then ${x[p][k]}; ${y[p][k]}`);
	}
	return { n: x.flat().length, problems };
}

function sameBytes(a, b) {
	const files = found(a);
	return { n: files.length, problems: files.filter((f) => !fs.existsSync(path.join(b, path.relative(a, f))) || !fs.readFileSync(f).equals(fs.readFileSync(path.join(b, path.relative(a, f)))))
		.map((f) => `${path.relative(a, f)} differs`) };
}

function rebuild() {
	const { TZ, ...env } = process.env;
	const out = `${work}/again`;
	const r = pdf.run('env', 'TZ=Pacific/Chatham', 'LC_ALL=C', program, 'build', '--quiet', '--jobs', '1', '--out', out);
	const results = r.status === 0 ? [sameBytes(`${site}/books`, `${out}/site/books`), sameBytes(`${site}/policies`, `${out}/site/policies`)] : [{ n: 0, problems: [r.err] }];
	const both = { n: results.reduce((s, x) => s + x.n, 0), problems: results.flatMap((x) => x.problems) };
	report(both.n > 0 && !both.problems.length, `all 17 G11: two builds, of other time zones, locales and jobs: pass equal; ${both.n} files, ${both.problems.length} differ`, both.problems);
}

async function fixture() {
	const one = build(program, supports, { spaces: true, folder: `${work}/typed` });
	const two = build(program, supports, { spaces: false, folder: `${work}/plain` });
	report(one.status === 0 && two.status === 0, 'fixture builds', [one, two].filter((r) => r.status).flatMap((r) => r.said.split('\n').slice(0, 6)));
	let sample;
	for (const m of [40, 28, 10]) {
		const file = `${one.books}/m${m}.pdf`;
		const b = await judge(`fixture ${m}`, [{ set: `fixture ${m}`, narrow: m === 10, file, supports: [], spaced: one.paragraphs, written: m === 40 ? null : `样张${one.written}${one.digest}` }]);
		const other = pdf.readPdf(`${two.books}/m${m}.pdf`);
		const r = differences(b, other);
		report(r.n > 0 && !r.problems.length, `fixture ${m} 8 C2: with and without typed spaces: pass identical; ${r.n} glyphs, ${r.problems.length} differences`, r.problems);
		const alike = likeness(b, one.alike);
		report(alike.n > 0 && !alike.problems.length, `fixture ${m} B11 marks hold across bold and code: pass identical; ${alike.problems.length} of ${alike.n} differ`, alike.problems);
		sample ??= b;
	}
	await judge('fixture rows', [{ set: 'fixture rows', file: `${one.books}/rows.pdf`, supports: [] }]);
	return sample;
}

// B11: paragraphs that say the same, one of them with changes of face, have their marks at the same places.
export function likeness(b, wanted) {
	const texts = b.texts.filter((t) => t.e?.name === 'P' && t.role === 'P');
	const pairs = texts.slice(1).map((t, i) => [texts[i], t]).filter(([x, y]) => squeeze(x.lines.map(wordsOf).join('')) === squeeze(y.lines.map(wordsOf).join('')));
	const at = (t) => t.lines.flatMap((l) => l.map((g) => (g.x - l[0].x) / g.size));
	return { n: pairs.length - wanted < 0 ? 0 : pairs.length, problems: pairs.flatMap(([x, y]) => {
		const [p, q] = [at(x), at(y)], k = p.findIndex((v, i) => Math.abs(v - (q[i] ?? 1e9)) > 0.011);
		return k < 0 ? [] : [`${wordsOf(x.lines[0])}: glyph ${k + 1} is at ${p[k].toFixed(3)} and at ${q[k]?.toFixed(3)} em`];
	}) };
}

// On two processors: the handbook, the fixture and the spoilt books here, all others in a second run.
function others(sets) {
	const child = spawn(process.execPath, [process.argv[1], site, ...sets], { stdio: ['ignore', 'pipe', 'inherit'] });
	let said = '';
	child.stdout.setEncoding('utf8').on('data', (s) => { said += s; });
	return new Promise((done) => { child.on('close', (status) => done(said + (status ? `not ok - the second run ended with status ${status}\n` : ''))); });
}

const sets = new Map();
booksOf().forEach((b) => sets.set(b.set, [...(sets.get(b.set) ?? []), b]));
const second = [...sets.keys()].filter((set) => set !== 'handbook');
const more = only.length || !second.length ? null : others(second);
const wanted = (set) => (only.length ? only.includes(set) : !second.includes(set));
let handbook, sample;
for (const [set, books] of sets)
	if (wanted(set)) {
		const last = await judge(set, books);
		handbook = set === 'handbook' ? last : handbook;
	}
if (wanted('fixture'))
	sample = await fixture();
if (wanted('rebuild'))
	rebuild();
if (handbook && sample)
	for (const { name, problems, pattern } of spoils({ handbook, sample, supports, words: latinWords(), differences, likeness, size, supportRows, rolesOf, sameBytes, work }))
		report(problems.some((p) => pattern.test(p)), `notices ${name}`, problems.some((p) => pattern.test(p)) ? [] : [`${pattern} matches none of: ${problems.slice(0, 3).join(' | ') || 'nothing'}`]);
process.stdout.write((await more) ?? '');
