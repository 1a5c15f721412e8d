// The data files: JSON that keeps the contract and its own schemas, CSV with the same values, XML
// that is well formed; and the same facts on the pages: each sum on its policy's page, at its
// anchor, in the big table and under its measure; links both ways.
import { spawnSync } from 'node:child_process';
import * as site from './site.lib.mjs';

const supportFields = ['id', 'policy', 'region', 'clause', 'item', 'recipient', 'measure', 'kind', 'amount_yuan',
	'amount_min_yuan', 'currency', 'unit', 'ratio_percent', 'basis', 'period', 'years', 'of', 'shared_cap',
	'conditions', 'departments', 'text', 'status', 'department_keys', 'recipient_kinds'];
const targetFields = ['policy', 'clause', 'year', 'indicator', 'comparator', 'value', 'unit'];
const statuses = ['draft', 'not_yet', 'in_force', 'expired', 'unstated', 'undetermined'];
export const amounts = /\d[\d.]*[万亿]?(?:元|[美港欧]元)/g;

// ------------------------------------------------------------------------ CSV

// RFC 4180: the rows of a text; throws at what the format does not allow.
function csvRows(text) {
	const rows = [[]];
	let i = 0;
	while (i < text.length) {
		const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
		cell.lastIndex = i;
		const m = cell.exec(text);
		if (!m)
			throw new Error(`not RFC 4180 at ${JSON.stringify(text.slice(i, i + 30))}`);
		rows.at(-1).push(m[1] === undefined ? m[2] : m[1].replaceAll('""', '"'));
		if (m[3] !== ',')
			rows.push([]);
		i = cell.lastIndex;
	}
	if (rows.at(-1).length)
		throw new Error('the last line has no end');
	return rows.slice(0, -1);
}

// Text that a spreadsheet would work out as a formula has ' before it; a sign alone is none.
const csvText = (s) => s.replace(/^[=+\-@\t\r\n＝＋－＠](?=.)/s, "'$&");

function csvCell(value) {
	if (value === null)
		return '';
	if (Array.isArray(value))
		return csvText(value.map((v) => (typeof v === 'object' ? JSON.stringify(v) : v)).join(';'));
	return typeof value === 'object' ? JSON.stringify(value) : typeof value === 'string' ? csvText(value) : String(value);
}

function csvProblems(text, rows) {
	if (!text.startsWith('\uFEFF'))
		return ['there is no byte order mark'];
	let table;
	try {
		table = csvRows(text.slice(1));
	} catch (e) {
		return [e.message];
	}
	const problems = [];
	const header = rows.length ? Object.keys(rows[0]) : table[0];
	if (table.length !== rows.length + 1)
		problems.push(`${table.length - 1} rows; the JSON has ${rows.length}`);
	if (table[0].join() !== header.join())
		problems.push(`the header is ${table[0]}; the JSON has ${header}`);
	table.slice(1, rows.length + 1).forEach((cells, r) => header.forEach((name, c) => {
		if (cells[c] !== csvCell(rows[r][name]))
			problems.push(`row ${r + 1}, ${name}: ${cells[c]}; the JSON has ${csvCell(rows[r][name])}`);
	}));
	return problems;
}

// ------------------------------------------------------------------ JSON Schema

const typeOf = (v) => (v === null ? 'null' : Array.isArray(v) ? 'array' : typeof v);
const isType = (v, type) => (type === 'integer' ? Number.isInteger(v) : typeOf(v) === type);

// The keywords of JSON Schema that the schemas use; one that is not known here is a problem.
const keywords = {
	$schema: () => [], $id: () => [], $defs: () => [], title: () => [], description: () => [], format: () => [],
	$ref: (ref, v, at, root) => schemaProblems(ref.split('/').slice(1).reduce((s, k) => s[k], root), v, at, root),
	type: (types, v, at) => ([types].flat().some((t) => isType(v, t)) ? [] : [`${at} is not ${types}`]),
	enum: (values, v, at) => (values.includes(v) ? [] : [`${at} is ${v}`]),
	const: (value, v, at) => (value === v ? [] : [`${at} is ${v}`]),
	minimum: (least, v, at) => (typeof v !== 'number' || v >= least ? [] : [`${at} is ${v}`]),
	maximum: (most, v, at) => (typeof v !== 'number' || v <= most ? [] : [`${at} is ${v}`]),
	minLength: (least, v, at) => (typeof v !== 'string' || v.length >= least ? [] : [`${at} is short`]),
	minItems: (least, v, at) => (!Array.isArray(v) || v.length >= least ? [] : [`${at} has few items`]),
	uniqueItems: (on, v, at) => (!on || !Array.isArray(v) || new Set(v).size === v.length ? [] : [`${at} repeats`]),
	pattern: (re, v, at) => (typeof v !== 'string' || new RegExp(re, 'u').test(v) ? [] : [`${at} is ${v}`]),
	required: (names, v, at) => (typeOf(v) !== 'object' ? [] :
		names.filter((n) => !(n in v)).map((n) => `${at} has no ${n}`)),
	properties: (of, v, at, root) => (typeOf(v) !== 'object' ? [] : Object.entries(of).flatMap(([n, s]) =>
		(n in v ? schemaProblems(s, v[n], `${at}.${n}`, root) : []))),
	additionalProperties: (s, v, at, root, whole) => (typeOf(v) !== 'object' ? [] : Object.keys(v)
		.filter((n) => !(n in (whole.properties ?? {})))
		.flatMap((n) => (s === false ? [`${at} has ${n}`] : schemaProblems(s, v[n], `${at}.${n}`, root)))),
	items: (s, v, at, root) => (!Array.isArray(v) ? [] :
		v.flatMap((item, i) => schemaProblems(s, item, `${at}[${i}]`, root))),
	anyOf: (list, v, at, root) => (list.some((s) => !schemaProblems(s, v, at, root).length) ? [] :
		[`${at} is none of the allowed forms`]),
};

function schemaProblems(schema, value, at, root) {
	if (typeof schema === 'boolean')
		return schema ? [] : [`${at} is not allowed`];
	return Object.entries(schema).flatMap(([k, v]) => (keywords[k] ? keywords[k](v, value, at, root, schema) :
		[`the schema has a keyword that this checker does not know: ${k}`]));
}

// ------------------------------------------------------------------------- CSVW

const csvwTypes = {
	string: /^/, date: /^\d{4}-\d\d-\d\d$/, integer: /^-?\d+$/, decimal: /^-?\d+(\.\d+)?$/, boolean: /^(true|false)$/,
	json: /^\{.*\}$/su,
};

// What csv-metadata.json says of a CSV file, held against its cells.
function csvwProblems(table, [header, ...cells], keysOf) {
	const { columns, primaryKey, foreignKeys } = table.tableSchema, problems = [];
	if (columns.map((c) => c.titles).join() !== header.join())
		problems.push(`the columns are ${header}`);
	columns.forEach((c, i) => {
		const form = c.datatype.format ? new RegExp(c.datatype.format, 'u') : csvwTypes[c.datatype];
		const values = cells.map((row) => row[i] ?? '');
		if (!c['dc:description'] || !form)
			problems.push(`${c.name} has no meaning or type`);
		if (c.required && values.includes(''))
			problems.push(`${c.name} is empty`);
		for (const v of values.flatMap((s) => (c.separator ? s.split(c.separator) : [s])).filter(Boolean))
			if (form && !form.test(v))
				problems.push(`${c.name} is ${v}`);
	});
	for (const { columnReference, reference } of [{ columnReference: primaryKey }, ...foreignKeys]) {
		const values = cells.map((row) => row[header.indexOf(columnReference)]).filter(Boolean);
		if (!reference && new Set(values).size !== cells.length)
			problems.push(`${columnReference} is no key`);
		if (reference && values.some((v) => !keysOf(reference).includes(v)))
			problems.push(`${columnReference} is not in ${reference.resource}`);
	}
	return problems;
}

// --------------------------------------------------------------------- contract

function twice(ids) {
	return ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `id ${id} occurs twice`);
}

function integerProblems(row, names) {
	return names.filter((n) => row[n] !== null && !Number.isSafeInteger(row[n]))
		.map((n) => `${row.id}: ${n} is ${row[n]}, no integer`);
}

function supportProblems(s) {
	const problems = integerProblems(s, ['amount_yuan', 'amount_min_yuan', 'years']);
	const wrong = (what) => problems.push(`${s.id}: ${what}`);
	if (Object.keys(s).join() !== supportFields.join())
		wrong(`the fields are ${Object.keys(s)}`);
	if (!new RegExp(`^${s.policy}/[a-z0-9-]+$`).test(s.id))
		wrong('the id is not policy/anchor');
	if (!['cap', 'fixed', 'rate', 'ratio'].includes(s.kind))
		wrong(`kind is ${s.kind}`);
	if (!statuses.includes(s.status))
		wrong(`status is ${s.status}`);
	if ((s.kind === 'ratio') !== (s.amount_yuan === null))
		wrong(`kind ${s.kind} with amount ${s.amount_yuan}`);
	if (s.kind === 'ratio' && s.ratio_percent === null)
		wrong('a ratio without ratio_percent');
	if (s.amount_yuan !== null && !(s.amount_yuan > 0))
		wrong(`amount_yuan is ${s.amount_yuan}`);
	if (s.amount_min_yuan !== null && !(s.amount_min_yuan < s.amount_yuan))
		wrong(`amount_min_yuan is ${s.amount_min_yuan}`);
	if (!/^[A-Z]{3}$/.test(s.currency ?? 'CNY'))
		wrong(`currency is ${s.currency}`);
	return problems;
}

// The last sum that a 标准 names is its amount: worked out here a second time, from the text.
function yuanOf(text) {
	const last = [...text.matchAll(/([\d.]+)(?:—([\d.]+))?([万亿]?)[美港欧日英]?元/g)].at(-1);
	const scale = { '': 1, 万: 1e4, 亿: 1e8 };
	return last ? Math.round(Number(last[2] ?? last[1]) * scale[last[3]]) : null;
}

// ------------------------------------------------------------------------ pages

const squeeze = (s) => s.replace(/\s+/g, '');

function element(pages, file, id) {
	return pages.get(file)?.ids.find((e) => e.id === id);
}

function placeProblems(row, pages) {
	const file = `policies/${row.policy}/index.html`;
	const anchor = row.id.split('/')[1];
	const at = element(pages, file, anchor);
	if (!at)
		return [`${row.id}: ${file} has no id ${anchor}`];
	return squeeze(at.text).includes(squeeze(row.text)) ? [] : [`${row.id}: ${row.text} is not in #${anchor}`];
}

function links(pages, from, to) {
	return (pages.get(from)?.links ?? []).some(({ tag, value }) =>
		tag === 'a' && new URL(value, `file:///${from}`).pathname === `/${to}`);
}

function bothWays(pages, a, b) {
	return [[a, b], [b, a]].filter(([x, y]) => !links(pages, x, y)).map(([x, y]) => `${x} does not link to ${y}`);
}

const policyPage = (slug) => `policies/${slug}/index.html`;

function crossProblems(p, supports, pages) {
	const mine = supports.filter((s) => s.policy === p.slug);
	const cited = [...p.implements ?? [], ...(p.cites ?? []).map((c) => c.policy ?? c.slug).filter(Boolean)];
	return [
		...bothWays(pages, policyPage(p.slug), `regions/${p.region}/index.html`),
		...[...new Set(mine.map((s) => s.measure))]
			.flatMap((m) => bothWays(pages, policyPage(p.slug), `measures/${m}/index.html`)),
		...cited.flatMap((slug) => bothWays(pages, policyPage(p.slug), policyPage(slug))),
	];
}

// Each unit of a row is known, by the key in its place, and its place is linked from the row's page.
function unitProblems(s, departments, pages) {
	if (s.departments.length !== s.department_keys.length)
		return [`${s.id} has ${s.departments.length} units and ${s.department_keys.length} keys`];
	return s.department_keys.flatMap((key, i) => {
		const unit = departments.find((d) => d.key === key);
		const place = `departments/index.html#${key}`;
		if (!unit)
			return [`${s.id}: no unit ${key}`];
		const said = [unit.name, ...unit.aliases].some((n) => s.departments[i] === n ||
			unit.offices.some((o) => s.departments[i] === n + o));
		return [...(said ? [] : [`${s.id}: ${unit.name} is not called ${s.departments[i]}`]),
			...(unit.policies.includes(s.policy) ? [] : [`${key} does not list ${s.policy}`]),
			...(linksToPlace(pages, policyPage(s.policy), place) ? [] : [`${s.policy} does not link to ${place}`])];
	});
}

function linksToPlace(pages, from, place) {
	return (pages.get(from)?.links ?? []).some(({ tag, value }) => {
		const url = new URL(value, `file:///${from}`);
		return tag === 'a' && url.pathname + url.hash === `/${place}`;
	});
}

// A term is on the page of the glossary, in use, and linked from some policy that it lists, and from no other.
function termProblems(t, policies, pages) {
	const place = element(pages, 'glossary/index.html', t.key);
	const from = policies.map((p) => p.slug)
		.filter((slug) => linksToPlace(pages, policyPage(slug), `glossary/index.html#${t.key}`));
	return [
		...(place && squeeze(place.text).includes(squeeze(t.term)) ? [] : [`${t.term} is not at #${t.key}`]),
		...(t.policies.length ? [] : [`${t.term} is not in use`]),
		...from.filter((slug) => !t.policies.includes(slug)).map((slug) => `${t.term} does not list ${slug}`),
		...t.policies.filter((slug) => !links(pages, 'glossary/index.html', policyPage(slug)))
			.map((slug) => `the glossary does not link to ${slug}`),
	];
}

function onceProblems(slug, pages) {
	const to = (pages.get(policyPage(slug))?.links ?? []).filter((l) => l.value.includes('glossary/index.html#'))
		.map((l) => l.value);
	return to.filter((v, i) => to.indexOf(v) !== i).map((v) => `${slug} links twice to ${v}`);
}

function listProblems(pages, file, supports) {
	const text = squeeze(pages.get(file)?.text ?? '');
	return supports.flatMap((s) => [
		...(text.includes(squeeze(s.text)) ? [] : [`${s.id}: ${s.text} is not on ${file}`]),
		...(links(pages, file, policyPage(s.policy)) ? [] : [`${s.id}: ${file} does not link to its policy`]),
	]);
}

// ------------------------------------------------------------------------- run

const folder = site.siteFolder();
const data = {};
for (const file of site.files(`${folder}/data`, '.json').filter((f) => !f.endsWith('.schema.json') && f !== 'csv-metadata.json'))
	data[file.slice(0, -5)] = JSON.parse(site.read(folder, 'data', file));
const { policies, supports, pools, targets, departments, glossary } = data;
const pages = await site.readPages(folder);
const groups = Object.groupBy ? Object.groupBy(supports, (s) => s.measure) :
	supports.reduce((g, s) => ({ ...g, [s.measure]: [...g[s.measure] ?? [], s] }), {});

for (const [name, rows] of Object.entries(data)) {
	const schema = JSON.parse(site.read(folder, 'data', `${name}.schema.json`));
	site.report(`${name}.json: ${rows.length} rows keep ${name}.schema.json`, schemaProblems(schema, rows, name, schema));
	site.report(`${name}.csv has the values of ${name}.json`, csvProblems(site.read(folder, 'data', `${name}.csv`), rows));
}
const csvw = JSON.parse(site.read(folder, 'data', 'csv-metadata.json'));
const cellsOf = (name) => csvRows(site.read(folder, 'data', name).slice(1));
const keysOf = ({ resource, columnReference }) => {
	const [header, ...cells] = cellsOf(resource);
	return cells.map((row) => row[header.indexOf(columnReference)]);
};
site.report('csv-metadata.json tells of every CSV file, whose it is and of which day', [
	...csvw.tables.flatMap((t) => csvwProblems(t, cellsOf(t.url), keysOf).map((p) => `${t.url}: ${p}`)),
	...Object.keys(data).filter((name) => !csvw.tables.some((t) => t.url === `${name}.csv`)).map((name) => `nothing of ${name}`),
	...csvw['dc:date']['@value'] === policies[0].as_of && csvw['dc:license']['@id'] && csvw['dc:publisher'] ? [] : ['no day, licence or publisher']]);
site.report('supports.json keeps the contract', [...supports.flatMap(supportProblems), ...twice(supports.map((s) => s.id))]);
site.report('every amount follows from its text', supports.filter((s) => yuanOf(s.text) !== s.amount_yuan)
	.map((s) => `${s.id}: ${s.text} is ${s.amount_yuan}`));
site.report('every ceiling names rows of its policy', supports.flatMap((s) => [s.of ?? []].flat()
	.filter((id) => !supports.some((o) => o.id === id && o.policy === s.policy)).map((id) => `${s.id} is of ${id}`)));
site.report('targets.json keeps the contract', targets.filter((t) => targetFields.some((f) => !(f in t)))
	.map((t) => `fields ${Object.keys(t)}`));
site.report('ids of pools and targets are unique', twice([...pools, ...targets].map((r) => r.id)));
site.report('policies.json: status', policies.filter((p) => !statuses.includes(p.status) || !p.status_reason)
	.map((p) => `${p.slug}: ${p.status}, ${p.status_reason}`));
site.report('every row belongs to a policy', [...supports, ...pools, ...targets]
	.filter((r) => !policies.some((p) => p.slug === r.policy)).map((r) => r.id));
site.report('every support is on its policy page, at its anchor', supports.flatMap((s) => placeProblems(s, pages)));
site.report('every pool is on its policy page, at its anchor', pools.flatMap((s) => placeProblems(s, pages)));
site.report('every support is in the big table', listProblems(pages, 'caps/index.html', supports));
site.report('every support is on the page of its measure', Object.entries(groups)
	.flatMap(([m, list]) => listProblems(pages, `measures/${m}/index.html`, list)));
site.report('policy, region, measure and cited policy link both ways',
	policies.flatMap((p) => crossProblems(p, supports, pages)));
site.report('every responsible unit is known and linked', supports.flatMap((s) => unitProblems(s, departments, pages)));
site.report('every term is in use and linked', [...glossary.flatMap((t) => termProblems(t, policies, pages)),
	...twice(glossary.map((t) => t.key)), ...policies.flatMap((p) => onceProblems(p.slug, pages))]);
for (const file of site.files(folder).filter((f) => /\.(xml|svg)$/.test(f))) {
	const lint = spawnSync('xmllint', ['--noout', '--nonet', `${folder}/${file}`], { encoding: 'utf8' });
	site.report(`${file} is well-formed`, lint.status === 0 ? [] : [lint.stderr]);
}

// ------------------------------------------------------------- the checker itself

const row = supports[0];
const spoil = (change) => supportProblems({ ...row, ...change });
site.reportFound('broken rows', [...spoil({ kind: 'x' }), ...spoil({ amount_yuan: 1.5 }), ...spoil({ status: 'x' }),
	...spoil({ id: 'a b' }), ...supportProblems({ id: row.id })],
	[/kind is x/, /no integer/, /status is x/, /not policy\/anchor/, /the fields are id/]);
site.reportFound('broken CSV', [...csvProblems('a', []), ...csvProblems('\uFEFFa\n', []), ...csvProblems('\uFEFFa\r\n"x"y\r\n', []),
	...csvProblems('\uFEFFa\r\n1\r\n', [{ a: 2 }]), ...csvProblems('\uFEFFa\r\n', [{ a: 2 }])],
	[/byte order/, /4180 at "a\\n"/, /4180 at "\\"x/, /row 1, a: 1;/, /0 rows/]);
const described = csvw.tables.find((t) => t.url === 'supports.csv'), [heads, firstCells] = cellsOf('supports.csv');
const spoiltCells = firstCells.map((v, i) => ({ kind: 'x', status: '', amount_yuan: '1.5', policy: 'nowhere' })[heads[i]] ?? v);
site.reportFound('cells that are not as csv-metadata.json says', [
	...csvwProblems(described, [heads, spoiltCells, spoiltCells], keysOf), ...csvwProblems(described, [heads.slice(1)], keysOf)],
	[/kind is x/, /status is empty/, /amount_yuan is 1.5/, /id is no key/, /policy is not in policies.csv/, /the columns are/]);
site.reportFound('broken places', placeProblems({ ...row, text: '最高123456万元' }, pages)
	.concat(placeProblems({ ...row, id: `${row.policy}/nowhere` }, pages)), [/is not in #/, /has no id nowhere/]);
site.reportFound('what a schema forbids', schemaProblems({ type: 'array', items: { required: ['a'],
	properties: { a: { type: 'integer' } }, additionalProperties: false }, odd: 1 }, [{ a: 1.5, b: 1 }, {}], 'x'),
	[/x\[0\].a is not integer/, /x\[0\] has b/, /x\[1\] has no a/, /does not know: odd/]);
const unit = departments[0];
site.reportFound('broken units', [...unitProblems({ ...row, departments: ['x'], department_keys: [] }, departments, pages),
	...unitProblems({ ...row, departments: ['x'], department_keys: ['nowhere'] }, departments, pages),
	...unitProblems({ ...row, departments: ['x'], department_keys: [unit.key] }, [{ ...unit, policies: [] }], pages)],
	[/1 units and 0 keys/, /no unit nowhere/, /is not called x/, /does not list/]);
site.reportFound('broken terms', [...termProblems({ ...glossary[0], key: 'nowhere' }, policies, pages),
	...termProblems({ ...glossary[0], policies: [] }, policies, pages)],
	[/is not at #nowhere/, /is not in use/, /does not list/]);
site.reportFound('a missing link', bothWays(pages, 'index.html', 'nowhere/index.html'), [/does not link/]);
