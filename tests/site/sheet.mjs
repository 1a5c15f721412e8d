// The workbook: a sheet a data file, with the same rows in the same order as its CSV; amounts and
// ratios are numbers and dates are dates, the header is frozen, every column has a filter, and rows
// of expired documents and drafts are marked by their status in words and by a rule that fades them.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import * as site from './site.lib.mjs';

const folder = site.siteFolder();

// The files of a ZIP archive, by its central directory.
function unzip(bytes) {
	const parts = new Map();
	let at = bytes.readUInt32LE(bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 16);
	while (bytes.readUInt32LE(at) === 0x02014b50) {
		const [n, extra, comment] = [28, 30, 32].map((o) => bytes.readUInt16LE(at + o));
		const from = bytes.readUInt32LE(at + 42), size = bytes.readUInt32LE(at + 20);
		const body = from + 30 + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28);
		const packed = bytes.subarray(body, body + size);
		parts.set(bytes.toString('utf8', at + 46, at + 46 + n),
			(bytes.readUInt16LE(at + 10) ? zlib.inflateRawSync(packed) : packed).toString('utf8'));
		at += 46 + n + extra + comment;
	}
	return parts;
}

const plain = (s) => s.replace(/&(lt|gt|quot|apos|amp);/g, (m, n) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[n]);
const texts = (xml) => [...xml.matchAll(/<si>([\s\S]*?)<\/si>/g)].map(([, si]) =>
	plain([...si.matchAll(/<t[^>]*>([\s\S]*?)<\/t>/g)].map((t) => t[1]).join('')));

function column(ref) {
	return [...ref.replace(/\d+/, '')].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1;
}

// The rows of a sheet: numbers as numbers, texts as texts, nothing as ''.
function rowsOf(xml, shared) {
	return [...xml.matchAll(/<row [^>]*?(?:\/>|>([\s\S]*?)<\/row>)/g)].map(([, row = '']) => {
		const cells = [];
		for (const [, attributes, inner] of row.matchAll(/<c ([^>]*)>([\s\S]*?)<\/c>/g)) {
			const value = inner.match(/<v>([\s\S]*?)<\/v>/)?.[1];
			cells[column(attributes.match(/r="([A-Z]+\d+)"/)[1])] =
				/t="s"/.test(attributes) ? shared[+value] : value === undefined ? '' : Number(value);
		}
		return cells;
	});
}

function csv(text) {
	const rows = [[]];
	for (const [, quoted, bare, end] of text.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
		rows.at(-1).push(quoted?.replace(/""/g, '"') ?? bare);
		if (end === '\r\n')
			rows.push([]);
		else if (end === '')
			break;
	}
	return rows.filter((r) => r.length > 1);
}

const day = (n) => new Date(Date.UTC(1899, 11, 30) + n * 86400000).toISOString().slice(0, 10);

// What a cell of the sheet must be, when the CSV says this and the schema says that.
function differs(cell = '', text, property, words) {
	const type = [property.type].flat()[0];
	if (property.format === 'date')
		return (cell === '' ? '' : day(cell)) !== text;
	if (type === 'integer' || type === 'number')
		return text === '' ? cell !== '' : typeof cell !== 'number' || cell !== Number(text);
	if (type === 'boolean')
		return { true: '是', false: '否' }[text] !== cell;
	if (words)
		return typeof cell !== 'string' || /[a-z]/.test(cell) || (words.get(text) ?? words.set(text, cell).get(text)) !== cell;
	return cell !== text;
}

function problemsOf(name, sheet, rows) {
	const schema = JSON.parse(site.read(folder, 'data', `${name}.schema.json`)).items.properties;
	const [head, ...truth] = csv(site.read(folder, 'data', `${name}.csv`));
	const words = new Map(head.filter((h) => ['status', 'kind', 'stage', 'nature'].includes(h)).map((h) => [h, new Map()]));
	const problems = [];
	if (rows.length !== truth.length + 1)
		problems.push(`${rows.length - 1} rows for ${truth.length}`);
	head.forEach((h, i) => {
		if (rows[0][i]?.split('\n')[1] !== h)
			problems.push(`column ${i + 1} is headed ${rows[0][i]}, not ${h}`);
		truth.forEach((t, k) => {
			if (differs(rows[k + 1]?.[i], t[i], schema[h], words.get(h)))
				problems.push(`row ${k + 2}, ${h}: ${rows[k + 1]?.[i]} for ${t[i]}`);
		});
	});
	if (!/<pane [^>]*ySplit="1"[^>]*state="frozen"/.test(sheet))
		problems.push('the header is not frozen');
	if (!sheet.includes(`<autoFilter ref="A1:`))
		problems.push('there is no filter');
	if (words.has('status') && !['已失效', '征求意见稿'].every((s) => sheet.includes(`="${s}"`) || sheet.includes(`=&quot;${s}&quot;`)))
		problems.push('rows that are not in force do not fade');
	return problems;
}

const parts = unzip(fs.readFileSync(path.join(folder, 'data/digestpress.xlsx')));
const shared = texts(parts.get('xl/sharedStrings.xml'));
const names = ['policies', 'supports', 'pools', 'targets', 'regions', 'measures', 'topics', 'departments', 'glossary'];
const sheets = names.map((name, i) => parts.get(`xl/worksheets/sheet${i + 2}.xml`));
names.forEach((name, i) => site.report(`digestpress.xlsx: ${name}`,
	sheets[i] ? problemsOf(name, sheets[i], rowsOf(sheets[i], shared)) : ['there is no sheet']));
site.report('digestpress.xlsx: no sheet is left over', parts.has(`xl/worksheets/sheet${names.length + 2}.xml`) ? ['one more'] : []);

// A sheet that is spoilt in each way.
const supports = names.indexOf('supports'), good = rowsOf(sheets[supports], shared);
const spoilt = good.map((r) => [...r]);
const amount = good[0].findIndex((h) => h.endsWith('\namount_yuan')), status = good[0].findIndex((h) => h.endsWith('\nstatus'));
spoilt[1][amount] = String(spoilt[1][amount]);
spoilt[2][amount] += 1;
spoilt[3][status] = 'expired';
spoilt.pop();
site.reportFound('what is wrong with a sheet', problemsOf('supports', sheets[supports].replace(/<pane .*?>|<autoFilter .*?>|<conditionalFormatting[\s\S]*<\/conditionalFormatting>/g, ''), spoilt),
	[/row 2, amount_yuan/, /row 3, amount_yuan/, /row 4, status: expired/, /rows for/, /not frozen/, /no filter/, /do not fade/]);
