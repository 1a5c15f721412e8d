// The rules of PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) on every book, by qpdf --json, each named
// as veraPDF names its tests. At the end each rule is held against a book that was spoilt in memory.
//
//     node tests/pdf/rules.mjs FOLDER      every .pdf below the folder
import fs from 'node:fs';
import path from 'node:path';
import { readDocument } from './rules/document.lib.mjs';
import { nameOf, rules, stands, unnamed } from './rules/profile.lib.mjs';
import { metadataRules } from './rules/of_metadata.lib.mjs';
import { prepare, spoilings } from './rules/spoilt.lib.mjs';

const shown = 12;
const start = performance.now();

function report(name, problems) {
	console.log(`${problems.length ? 'not ok' : 'ok'} - ${name}`);
	problems.forEach((p) => console.log(`    ${p}`));
}

function pdfs(folder) {
	return fs.readdirSync(folder, { recursive: true }).filter((f) => f.endsWith('.pdf')).sort();
}

// The first problems of a rule with a document.
function problemsOf(rule, doc) {
	const found = [];
	for (const p of rule.check(doc)) {
		if (found.length === shown)
			return [...found, `${doc.name}: and more`];
		found.push(`${doc.name}: ${p}`);
	}
	return found;
}

// Each file in turn, the next one being read meanwhile. Gives the smallest book with all
// that is spoilt later.
async function judge(folder, files) {
	const broken = new Map(rules.map((r) => [r, []]));
	let small = null;
	let coming = readDocument(files[0], path.join(folder, files[0]));
	for (const [i] of files.entries()) {
		const doc = await coming;
		coming = i + 1 < files.length ? readDocument(files[i + 1], path.join(folder, files[i + 1])) : null;
		for (const rule of rules)
			broken.get(rule).push(...problemsOf(rule, doc));
		if ((!small || doc.bytes.length < small.bytes.length) && doc.annotations.length && doc.of('Table', 'L').length)
			small = doc;
	}
	for (const [rule, problems] of broken)
		report(`${files.length} books: ${nameOf(rule)}: ${rule.title}`, problems.slice(0, 40));
	return small;
}

// A spoilt book breaks the rule that it is meant to break, with words that match, and did not before.
function notices(doc, right, { rule, spoil, pattern }) {
	const subject = rules.find((r) => stands(r, rule));
	const before = metadataRules.includes(subject) ? right : doc;
	const copy = doc.copy();
	spoil(copy);
	const problems = problemsOf(subject, copy);
	const name = `the checker notices: ${nameOf(subject)}: ${pattern.source}`;
	report(name, problems.some((p) => pattern.test(p)) && !problemsOf(subject, before).some((p) => pattern.test(p)) ? [] :
		[`${pattern} matches none of: ${problems.slice(0, 3).join(' | ') || 'nothing'}`]);
	return subject;
}

const folder = path.resolve(process.argv[2] ?? 'out/site');
const files = pdfs(folder);
const model = await judge(folder, files);
report('each test of the two profiles stands in one rule', unnamed());
if (!model)
	throw new Error('no book has what is spoilt');
const right = model.copy();
prepare(right);
report('the metadata that is spoilt was right', metadataRules.flatMap((r) => problemsOf(r, right)));
const noticed = new Set(spoilings.map((s) => notices(model, right, s)));
report('each rule is shown to fail', rules.filter((r) => !noticed.has(r)).map((r) => `${nameOf(r)}: ${r.title}`));
console.log(`# ${files.length} books, ${((performance.now() - start) / 1000).toFixed(1)} s`);
