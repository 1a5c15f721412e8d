// What lists the files and pages of the second site: the Dataset, llms.txt, data/addresses.txt, the
// data dictionary; and the CSV files that are parts of others.
import * as site from '../site.lib.mjs';
import { newest } from './heads.lib.mjs';
import { addressOf, base, files, json, pages, policies, second, supports, words } from './second.lib.mjs';

// Every file of data for spreadsheets and programs is a download of the Dataset, and nothing else is.
const encodings = { json: 'application/json', csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
export function datasetProblems(graph) {
	const dataset = graph.find((o) => o['@type'] === 'Dataset');
	if (!dataset)
		return ['there is no Dataset'];
	const problems = ['name', 'description', 'license', 'dateModified', 'creator'].filter((k) => !dataset[k]).map((k) => `the Dataset has no ${k}`);
	if (dataset.dateModified !== newest(policies))
		problems.push(`the Dataset is of ${dataset.dateModified}, its digests of ${newest(policies)}`);
	const told = new Map(dataset.distribution.map((d) => [d.contentUrl.slice(base.length), d.encodingFormat]));
	for (const [file, format] of told)
		if (!files.has(file) || format !== encodings[file.split('.').at(-1)])
			problems.push(`${file} is no file of ${format}`);
	return [...problems, ...[...files].filter((f) => /^data\/[^/]+\.(json|csv|xlsx)$/.test(f) && !/schema|metadata/.test(f) && !told.has(f))
		.map((f) => `${f} is not in the Dataset`)];
}
export function llmsProblems(text) {
	const lines = text.split('\n');
	const linked = [...text.matchAll(/^- \[.*?\]\((\S+)\)/gm)].map((m) => m[1]);
	const marked = text.replace(/\\[!-/:-@[-`{-~]/g, '').match(/<|`|\*|\[[^\]]*\[/g) ?? [];
	return [...marked.map((m) => `${m} is read as markup`), ...linked.filter((to) => !files.has(to.replace(base, ''))).map((to) => `${to} is no file`),
		...policies.filter((p) => !lines.some((l) => l.includes(`(${base}policies/${p.slug}/index.md): ${words[p.status]}：`)))
			.map((p) => `${p.slug} is not listed with its status`)];
}

export function addressProblems(list, of) {
	const places = new Set(list);
	const problems = list.filter((a) => {
		const [to, place] = a.split('#');
		const file = to.endsWith('/') ? `${to}index.html` : to;
		return !(files.has(file) || file.endsWith('.pdf')) || (place && !of.get(file).ids.includes(place));
	}).map((a) => `${a} is not there`);
	const rows = [...supports, ...json('pools'), ...json('targets')].map((r) => `policies/${r.id.replace('/', '/#')}`);
	return [...problems, ...[...rows, ...pages.map(addressOf).filter((a) => a && !/^caps\/status\/|\/\d+\/$/.test(a))].filter((a) => !places.has(a)).map((a) => `${a} is not in the list`)];
}

// The part of supports.csv that some policies or one measure have.
export function partProblems(name, rows, table = 'supports') {
	const lines = site.read(second, `data/${table}.csv`).split('\r\n');
	const wanted = [lines[0], ...json(table).flatMap((s, i) => (rows.includes(s.id) ? [lines[i + 1]] : []))].sort().join('\n');
	const text = files.has(name) ? site.read(second, name) : '';
	return text.split('\r\n').filter(Boolean).sort().join('\n') === wanted ? [] : [`${name} has other rows`];
}

// The rows of the dictionary of a file: name, type, meaning; runs in the browser.
export function readDictionary(text) {
	const doc = new DOMParser().parseFromString(text, 'text/html');
	return [...doc.querySelectorAll('main section[id]')].map((s) => ({ file: s.id,
		rows: [...s.querySelectorAll('tbody tr')].map((r) => [...r.cells].map((c) => c.textContent.trim())) }));
}
export function dictionaryProblems(dictionary) {
	const schemas = [...files].filter((f) => /^data\/[^/]+\.schema\.json$/.test(f));
	return schemas.flatMap((f) => {
		const name = /([^/]+)\.schema/.exec(f)[1];
		const rows = dictionary.find((d) => d.file === name)?.rows ?? [];
		const wanted = Object.entries(JSON.parse(site.read(second, f)).items.properties);
		return [...wanted.filter(([column, c]) => !rows.some((r) => r[0] === column && r.some((cell) => cell.includes(c.description))))
			.map(([column]) => `${name}.${column} is not explained`),
		...rows.filter((r) => !wanted.some(([column]) => column === r[0])).map((r) => `${name} has no ${r[0]}`)];
	});
}
