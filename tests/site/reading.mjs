// The pages for reading and comparing: each sum of a draft or of what is over says so, whatever the
// day of judgement; the comparison is the data, cell by cell; citations, documents, chains and terms
// are those of the data; every row and section has its lasting address; what scrolls, scrolls inside.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import * as site from './site.lib.mjs';

const folder = site.siteFolder();
const program = path.resolve(process.env.BUILD ?? 'build', 'digestpress');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'digestpress-reading-'));
process.on('exit', () => fs.rmSync(work, { recursive: true, force: true }));

const json = (where, name) => JSON.parse(site.read(where, 'data', `${name}.json`));
const page = (where, name) => site.read(where, name, 'index.html');
const problemsOf = (fn) => {
	const problems = [];
	fn((what) => problems.push(what));
	return problems;
};

// The site as it would be on another day.
function buildOn(day) {
	const out = path.join(work, day);
	for (const part of ['data', 'site'])
		execFileSync(program, ['build', '--quiet', '--as-of', day, '--only', part, '--out', out],
			{ stdio: ['ignore', 'ignore', 'inherit'] });
	return path.join(out, 'site');
}

const browser = await site.openChromium();
const tab = await browser.newPage();

// ------------------------------------------------------------------------------ marks of status

// Runs in the browser: rows and items with a sum of such a policy that do not say so.
function unmarked({ pages, bad, anchors }) {
	const money = /\d\s*(千|万|亿)?(元|美元|港元|欧元|日元|英镑)|\d\s*(%|％|‰)/;
	const found = [];
	let seen = 0;
	for (const [file, html] of pages) {
		const doc = new DOMParser().parseFromString(html, 'text/html');
		const at = new URL(file, 'http://x/');
		const own = file.match(/^policies\/([^/]+)\/index\.html$/)?.[1];
		const boxes = new Map();
		const add = (e, slug) => e && boxes.set(e, new Set([...(boxes.get(e) ?? []), slug]));
		for (const a of doc.querySelectorAll('main a[href]')) {
			const url = new URL(a.getAttribute('href'), at);
			const slug = url.pathname.match(/^\/policies\/([^/]+)\/index\.html$/)?.[1];
			if (slug && slug in bad && anchors.includes(`${slug}/${url.hash.slice(1)}`))
				add(a.closest('li, dd, tr, p'), slug);
		}
		if (own in bad) {
			for (const row of doc.querySelectorAll('main table:not(.facts) tbody tr'))
				add(row, own);
			for (const prose of doc.querySelectorAll('main section.prose:not(#citation, #source)'))
				add(prose, own);
			if (!doc.querySelector(`main .lead .status.is-${bad[own]}`) || !doc.querySelector('main .warning'))
				found.push(`${file}: the page does not say ${bad[own]} at its head`);
		}
		for (const [box, slugs] of boxes) {
			if (!money.test(box.textContent))
				continue;
			seen++;
			for (const slug of slugs)
				if (!box.querySelector(`.status.is-${bad[slug]}`) && !box.classList.contains('no-sum'))
					found.push(`${file}: a sum of ${slug} is not marked ${bad[slug]}: ${
						box.textContent.replace(/\s+/g, ' ').slice(0, 60)}`);
		}
	}
	return { found, seen };
}

async function findUnmarked(where, change = (html) => html) {
	const bad = Object.fromEntries(json(where, 'policies').filter((p) => ['draft', 'expired'].includes(p.status))
		.map((p) => [p.slug, p.status]));
	const anchors = ['supports', 'pools', 'targets'].flatMap((n) => json(where, n).map((r) => r.id));
	const names = site.files(where, 'index.html');
	const all = { found: [], seen: 0, bad };
	for (let i = 0; i < names.length; i += 40) {
		const pages = names.slice(i, i + 40).map((n) => [n, change(site.read(where, n))]);
		const one = await tab.evaluate(unmarked, { pages, bad, anchors });
		all.found.push(...one.found);
		all.seen += one.seen;
	}
	return all;
}

const days = ['2019-06-01', '2031-01-01'].map((day) => [day, buildOn(day)]);
for (const [day, where] of [['the day of the site', folder], ...days]) {
	const { found, seen, bad } = await findUnmarked(where);
	site.report(`as of ${day}: ${seen} rows with sums of ${Object.keys(bad).length} drafts and expired policies say so`,
		seen && Object.values(bad).includes('draft') ? found : ['there is nothing to check', ...found]);
}
const blunt = await findUnmarked(folder, (html) => html.replace(/<span class="status[^>]*>[^<]*<\/span>/g, ''));
site.reportFound('sums without their mark', blunt.found, [/policies\/yancheng-ai-plus\/.*not marked draft/,
	/compare\/[a-z-]+\/.*not marked expired/, /compare\/index.*not marked/, /regions\/.*not marked/,
	/departments\/.*not marked/, /measures\/.*not marked/, /does not say expired at its head/]);

// ------------------------------------------------------------------------------- the comparison

const supports = json(folder, 'supports'), policies = json(folder, 'policies');
const regions = json(folder, 'regions'), measures = json(folder, 'measures');
const statusWords = { draft: '征求意见稿', not_yet: '尚未施行', in_force: '有效期内', expired: '已失效',
	unstated: '未载明期限', undetermined: '无法确定' };
const kindWords = { cap: '上限', fixed: '定额', rate: '按量', ratio: '比例' };
const regionOf = new Map(policies.map((p) => [p.slug, p.region]));

function readComparison(html) {
	const doc = new DOMParser().parseFromString(html, 'text/html');
	const text = (e) => e?.textContent.replace(/\s+/g, ' ').trim() ?? null;
	const cell = (row, label) => {
		const e = row.querySelector(`[data-label="${label}"]`);
		return e?.classList.contains('none') ? null : text(e);
	};
	const keys = (e) => [...e?.querySelectorAll('a') ?? []].map((a) => a.getAttribute('href').split('/').at(-2));
	const absent = [...doc.querySelectorAll('.absent dd')].map(keys);
	return {
		rows: [...doc.querySelectorAll('table.compare tbody')].flatMap((body) =>
			[...body.querySelectorAll('tr:not(.head)')].map((row) => ({
				region: body.id,
				id: row.querySelector('.clause a').getAttribute('href').match(/policies\/([^/]+)\/index\.html#(.*)/)
					.slice(1).join('/'),
				kind: cell(row, '性质'), yuan: row.querySelector('data')?.value ?? null,
				amount: cell(row, '金额'), ratio: cell(row, '比例'), basis: cell(row, '基数'),
				period: cell(row, '周期'), recipient: cell(row, '对象'), item: cell(row, '事项'),
				status: cell(row, '状态'), clause: cell(row, '条款'),
			}))),
		absent: { none: absent[0] ?? [], uncollected: absent[1] ?? [] },
	};
}

const comparisons = new Map();
for (const m of measures)
	comparisons.set(m.key, await tab.evaluate(readComparison, page(folder, `compare/${m.key}`)));

function compareRow(wrong, row, s) {
	const same = (what, is, should) => is === should || wrong(`${s.id}: ${what} is ${is}, not ${should}`);
	same('region', row.region, s.region);
	same('kind', row.kind, kindWords[s.kind]);
	same('sum', row.yuan, s.amount_yuan === null ? (s.currency === 'CNY' ? null : row.yuan) : String(s.amount_yuan));
	same('ratio', row.ratio && parseFloat(row.ratio.replace(/^不超过/, '')), s.ratio_percent);
	same('basis', row.basis, s.basis);
	same('recipient', row.recipient, s.recipient);
	same('item', row.item, s.item);
	same('status', row.status, statusWords[s.status]);
	if (!row.clause.endsWith(` ${s.clause}`))
		wrong(`${s.id}: the clause is ${row.clause}`);
	if ((row.period ?? '').startsWith(s.period ?? '') === false || (!s.period && !s.years && row.period))
		wrong(`${s.id}: the period is ${row.period}, not ${s.period}`);
	if (s.unit && !row.amount.startsWith(`每${s.unit}`))
		wrong(`${s.id}: ${row.amount} does not say 每${s.unit}`);
	if (s.amount_min_yuan !== null && !row.amount.includes('—'))
		wrong(`${s.id}: ${row.amount} has lost its lower end`);
}

function comparisonProblems(comparisons, supports) {
	return problemsOf((wrong) => {
		const sums = new Map(), should = new Map();
		const count = (map, key, n) => map.set(key, (map.get(key) ?? 0n) + BigInt(n ?? 0));
		for (const [measure, { rows, absent }] of comparisons) {
			const rest = new Map(supports.filter((s) => s.measure === measure).map((s) => [s.id, s]));
			for (const row of rows) {
				const s = rest.get(row.id);
				if (!s) {
					wrong(`${measure}: ${row.id} is no row of the data, or stands twice`);
					continue;
				}
				rest.delete(row.id);
				compareRow(wrong, row, s);
				count(sums, `${s.policy} ${s.kind}`, s.amount_yuan === null ? 0 : row.yuan);
			}
			for (const id of rest.keys())
				wrong(`${measure}: ${id} is missing`);
			for (const r of regions) {
				const given = rows.some((row) => row.region === r.key);
				const collected = policies.some((p) => p.region === r.key);
				if (absent.none.includes(r.key) !== (!given && collected) ||
					absent.uncollected.includes(r.key) !== !collected)
					wrong(`${measure}: ${r.key} is not told apart as it should be`);
			}
		}
		for (const s of supports)
			count(should, `${s.policy} ${s.kind}`, s.amount_yuan);
		for (const [key, sum] of should)
			if (sums.get(key) !== sum)
				wrong(`${key}: the cells make ${sums.get(key)}, the rows ${sum}`);
	});
}

site.report(`${supports.length} rows of ${measures.length} comparisons are those of supports.json, each once`,
	comparisonProblems(comparisons, supports));
const spoilt = supports.map((s, i) => i === 3 ? { ...s, amount_yuan: 1 + (s.amount_yuan ?? 0), basis: 'x' } : s).slice(0, -1);
site.reportFound('a comparison that differs from the data', comparisonProblems(comparisons, spoilt),
	[/sum is/, /basis is/, /is no row/, /the cells make/]);

function readMatrix(html) {
	const doc = new DOMParser().parseFromString(html, 'text/html');
	const text = (e) => e.textContent.replace(/\s+/g, ' ').trim();
	const head = [...doc.querySelectorAll('table.matrix thead th')].slice(1)
		.map((th) => th.querySelector('a').getAttribute('href').split('/').at(-2));
	const cells = [];
	for (const tr of doc.querySelectorAll('table.matrix tbody tr'))
		[...tr.querySelectorAll('td')].forEach((td, i) => cells.push({
			region: tr.id, short: text(tr.querySelector('th')), measure: td.colSpan > 1 ? null : head[i], words: text(td),
			bests: [...td.querySelectorAll('li')].map((li) => ({
				id: li.querySelector('a').getAttribute('href').match(/policies\/([^/]+)\/index\.html#(.*)/).slice(1).join('/'),
				kind: text(li.querySelector('.kind')), words: text(li.querySelector('a')),
				rows: parseInt(li.querySelector('.count').textContent, 10),
				status: li.querySelector('.status')?.textContent ?? null, whole: text(li),
			})),
		}));
	return { head, cells };
}

const open = (s) => ['in_force', 'unstated', 'undetermined'].includes(s.status);
// Rows that compare: of one kind, paid each year or not, in one money.
const sortOf = (s) => [s.kind, s.currency, !['一次性', null].includes(s.period)].join();
// The best of them: the largest that can still be had.
function bestOf(rows) {
	const usable = rows.some(open) ? rows.filter(open) : rows;
	return Math.max(...usable.map((s) => s.amount_yuan ?? s.ratio_percent));
}

function matrixProblems({ head, cells }, supports) {
	return problemsOf((wrong) => {
		if (head.join() !== measures.map((m) => m.key).join())
			wrong(`the head has ${head.length} measures`);
		for (const r of regions) {
			const own = cells.filter((c) => c.region === r.key);
			const collected = policies.some((p) => p.region === r.key);
			if (!collected && (own.length !== 1 || own[0].words !== '未收录'))
				wrong(`${r.key} is not shown as not collected`);
			for (const m of collected ? measures : []) {
				const cell = own.find((c) => c.measure === m.key);
				const rows = supports.filter((s) => s.region === r.key && s.measure === m.key);
				const kinds = Object.groupBy ? Object.groupBy(rows, sortOf)
					: rows.reduce((o, s) => ({ ...o, [sortOf(s)]: [...o[sortOf(s)] ?? [], s] }), {});
				if (!rows.length && cell?.words !== '未规定')
					wrong(`${r.key} ${m.key}: ${cell?.words}, not 未规定`);
				if ((cell?.bests.length ?? 0) !== Object.keys(kinds).length)
					wrong(`${r.key} ${m.key}: ${cell?.bests.length} kinds, not ${Object.keys(kinds).length}`);
				for (const b of cell?.bests ?? []) {
					const s = rows.find((row) => row.id === b.id);
					const of = s && kinds[sortOf(s)];
					if (!s || b.kind !== kindWords[s.kind] || b.rows !== of.length ||
						(s.amount_yuan ?? s.ratio_percent) !== bestOf(of) || statusWords[s.status] !== b.status)
						wrong(`${r.key} ${m.key}: ${b.words} is not the best of ${of?.length} ${b.kind}`);
					else if (s.period && !b.words.includes(s.period))
						wrong(`${r.key} ${m.key}: ${b.words} does not say ${s.period}`);
					for (const said of s ? [s.basis, s.ratio_percent && `${s.ratio_percent}%`, s.recipient, s.clause] : [])
						if (said && !b.whole.includes(said))
							wrong(`${r.key} ${m.key}: ${b.whole} lacks ${said}`);
				}
			}
		}
	});
}

const matrix = await tab.evaluate(readMatrix, page(folder, 'compare'));
site.report(`${matrix.cells.length} cells of the matrix are those of supports.json`, matrixProblems(matrix, supports));
site.reportFound('a matrix that differs from the data',
	matrixProblems(matrix, supports.map((s, i) => i % 9 ? s : { ...s, kind: s.kind === 'cap' ? 'fixed' : 'cap' })),
	[/kinds, not/, /is not the best/]);
site.reportFound('a cell that leaves out the basis, the recipient or the clause',
	matrixProblems({ ...matrix, cells: matrix.cells.map((c) => ({ ...c, bests: c.bests.map((b) => ({ ...b, whole: b.words })) })) },
		supports), [/lacks /]);

// -------------------------------------------------------------------------- the pages of policies

function readPolicy(html) {
	const doc = new DOMParser().parseFromString(html, 'text/html');
	const text = (e) => e?.textContent.replace(/\s+/g, ' ').trim() ?? '';
	const all = (s) => [...doc.querySelectorAll(s)];
	const slug = (a) => a.getAttribute('href').match(/([^/]+)\/index\.html/)?.[1];
	return {
		ids: all('[id]').map((e) => e.id),
		sections: all('main section').map((s) => ({ id: s.id, title: s.querySelector('h2')?.firstChild.textContent,
			anchor: s.querySelector('h2 a.anchor')?.getAttribute('href') })),
		facts: all('.facts')[0]?.compareDocumentPosition(all('main section')[0]),
		fact: Object.fromEntries(all('article .facts:not(.relations) tr').map((r) => [text(r.children[0]), text(r.children[1])])),
		kin: all('.kin li').map((li) => ({ slug: slug(li.querySelector('a')), why: text(li.querySelector('.why')),
			status: text(li.querySelector('.status')) })),
		terms: all('.prose a.term, main section > p a.term').map((a) => ({ to: a.getAttribute('href'), title: a.title })),
		references: all('.reference').map((p) => ({ text: text(p), copy: p.hasAttribute('data-copy') })),
		duties: all('table.duties tbody tr').map((r) => ({ unit: r.querySelector('a')?.getAttribute('href'),
			rows: [...r.children[1].querySelectorAll('a')].map((a) => a.getAttribute('href').slice(1)) })),
		beside: all('.beside a').map((a) => [a.rel, slug(a)]),
		pdf: text(doc.querySelector('.print .count')),
	};
}

const read = new Map();
for (const p of policies)
	read.set(p.slug, await tab.evaluate(readPolicy, page(folder, `policies/${p.slug}`)));

const rowsOf = (slug) => ['supports', 'pools', 'targets'].flatMap((n) => json(folder, n)).filter((r) => r.policy === slug);

// What holds for what was read of all policies' pages.
const pageChecks = {
	'every row and every section has its lasting address, with a link to it': (read, wrong) => {
		for (const [slug, { ids, sections }] of read) {
			for (const row of rowsOf(slug))
				if (!ids.includes(row.id.split('/')[1]))
					wrong(`${row.id} is no place`);
			for (const s of sections)
				if (!['notes', 'remarks'].includes(s.id) && s.anchor !== `#${s.id}`)
					wrong(`${slug}: the section ${s.title} has no link to itself`);
		}
	},
	'a policy page opens with its facts, then text, caps, pools, goals, units and the rest': (read, wrong) => {
		const order = ['purpose', 'recipients', 'points', 'tasks', 'apply', 'term', 'supports', 'pools', 'targets', 'units',
			'relations', 'kin', 'terms', 'notes', 'remarks', 'citation', 'source'];
		for (const p of policies) {
			const { facts, fact, sections, pdf } = read.get(p.slug);
			const places = sections.map((s) => order.indexOf(s.id)).filter((i) => i >= 0);
			if (!(facts & 4) || places.some((at, i) => i && at < places[i - 1]))
				wrong(`${p.slug}: ${sections.map((s) => s.id).join(' ')}`);
			if (fact['全称'] !== p.title || !fact['状态']?.includes(`（截至${p.as_of.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')}）`))
				wrong(`${p.slug}: no title or status with its day: ${fact['状态']}`);
			for (const [name, value] of [['文号', p.doc_number], ['发文机关', p.issuer.join('、')], ['地区', p.region], ['文件性质', p.stage]])
				if (value ? !fact[name] : !fact['原文未载明']?.split('、').includes(name))
					wrong(`${p.slug}: ${name} is neither given nor said to be missing`);
			if (fs.existsSync(path.join(folder, 'policies', p.slug, `${p.slug}.pdf`)) && !/PDF，\d+页，[\d.]+ [KM]B/.test(pdf))
				wrong(`${p.slug}: the PDF has no size: ${pdf}`);
		}
	},
	'related policies: at most 8, others, each once, with a reason; who carries out it stands first': (read, wrong) => {
		for (const p of policies) {
			const { kin } = read.get(p.slug), slugs = kin.map((k) => k.slug);
			if (!kin.length || kin.length > 8 || new Set(slugs).size !== kin.length || slugs.includes(p.slug))
				wrong(`${p.slug}: ${slugs}`);
			for (const k of kin)
				if (k.status !== statusWords[policies.find((o) => o.slug === k.slug).status] || !/；.{4}/.test(k.why) ||
					new Set(k.why.split('；')).size !== k.why.split('；').length)
					wrong(`${p.slug}: ${k.slug} ${k.status} ${k.why}`);
			if (p.implements.some((slug) => !slugs.slice(0, 2).includes(slug)))
				wrong(`${p.slug}: ${p.implements} is not at the head of ${slugs}`);
		}
	},
	'units of a policy have the rows that name them': (read, wrong) => {
		for (const p of policies) {
			const has = new Map(read.get(p.slug).duties.map((d) => [d.unit.split('#')[1], d.rows]));
			const should = new Map();
			for (const s of supports.filter((row) => row.policy === p.slug))
				for (const key of s.department_keys)
					should.set(key, [...new Set([...should.get(key) ?? [], s.id.split('/')[1]])]);
			for (const key of new Set([...has.keys(), ...should.keys()]))
				if (`${has.get(key)}` !== `${should.get(key)}`)
					wrong(`${p.slug} ${key}: ${has.get(key)}, not ${should.get(key)}`);
		}
	},
	'terms are explained in place: by their title, and by the list on the page': (read, wrong) => {
		let n = 0;
		for (const [slug, { terms, ids }] of read)
			for (const t of terms) {
				n++;
				if (!t.to.startsWith('#term--') || !ids.includes(t.to.slice(1)) || t.title.length < 8)
					wrong(`${slug}: ${t.to} ${t.title}`);
			}
		if (n < 100)
			wrong(`only ${n} terms`);
	},
	'references after GB/T 7714': (read, wrong) => {
		for (const p of policies) {
			const [document, digest] = read.get(p.slug).references;
			if (!document?.copy || !digest?.copy || !document.text.includes(`${p.title}`) || !/\[Z(\/OL)?\]\./.test(document.text) ||
				(p.doc_number && !document.text.includes(`: ${p.doc_number}`)))
				wrong(`${p.slug}: ${document?.text}`);
			if (!digest?.text.includes(`${p.title}: 摘编[EB`) || !digest.text.includes(`(${p.updated})[${p.as_of}]`))
				wrong(`${p.slug}: ${digest?.text}`);
		}
	},
	'previous and next make one chain of all policies': (read, wrong) => {
		policies.forEach((p, i) => {
			const { beside } = read.get(p.slug), to = (rel) => beside.find(([r]) => r === rel)?.[1];
			if (to('prev') !== policies[i - 1]?.slug || to('next') !== policies[i + 1]?.slug)
				wrong(`${p.slug}: ${to('prev')}, ${to('next')}`);
		});
	},
};
const spoiltPages = new Map([...read].map(([slug, r]) => [slug, { ...r, ids: [], facts: 2, kin: [...r.kin, ...r.kin],
	sections: r.sections.map((s) => ({ ...s, anchor: '#elsewhere' })).reverse(), terms: [{ to: '#x', title: '' }],
	references: r.references.map((t) => ({ ...t, text: '' })), duties: [], beside: r.beside.slice(1) }]));
for (const [name, check] of Object.entries(pageChecks)) {
	site.report(name, problemsOf((wrong) => check(read, wrong)));
	site.reportFound(name, problemsOf((wrong) => check(spoiltPages, wrong)), [/./]);
}

// ------------------------------------------------------------------------ pages of the books

// What is printed where a page says that its policy stands: the words of that sheet of the PDF.
const sheets = new Map();
function sheetOf(book, n) {
	if (!sheets.has(book))
		sheets.set(book, execFileSync('pdftotext', [path.join(folder, 'books', book), '-'],
			{ encoding: 'utf8', maxBuffer: 1 << 28 }).split('\f'));
	return sheets.get(book)[n - 1] ?? '';
}
const printedProblems = (moveBy) => problemsOf((wrong) => {
	let n = 0;
	for (const p of policies)
		for (const [, book, sheet, folio] of page(folder, `policies/${p.slug}`)
			.matchAll(/href="\.\.\/\.\.\/books\/([a-z]+\.pdf)#page=(\d+)">(?:手册)?第(\d+)页/g)) {
			const words = sheetOf(book, Number(sheet) + moveBy);
			n++;
			if (!words.replace(/\s/g, '').includes(p.title.replace(/\s/g, '').slice(0, 10)) ||
				!words.split('\n').some((line) => line.replace(/[—\s]/g, '') === folio))
				wrong(`${p.slug} is not on page ${folio} of ${book}`);
		}
	if (n < policies.length)
		wrong(`only ${n} places`);
});
if (fs.existsSync(path.join(folder, 'books', 'handbook.pdf'))) {
	site.report('pages of policies say on which page of the handbooks they stand', printedProblems(0));
	site.reportFound('a policy that stands on another page', printedProblems(-1), [/is not on page/]);
}

// ------------------------------------------------------------------------ documents and citations

function readDocuments(html) {
	const doc = new DOMParser().parseFromString(html, 'text/html');
	const text = (e) => e?.textContent.replace(/\s+/g, ' ').trim() ?? '';
	return [...doc.querySelectorAll('table.documents tbody tr')].map((r) => ({
		id: r.id, name: text(r.children[0]), number: text(r.children[0].querySelector('.docnum')), state: text(r.children[1]),
		places: text(r.children[2]),
		citing: [...r.children[2].querySelectorAll('a')].map((a) => a.getAttribute('href'))
			.filter((h) => !h.includes('#')).map((h) => h.split('/').at(-2)),
	}));
}

const documents = await tab.evaluate(readDocuments, page(folder, 'numbers'));
const cited = await tab.evaluate(readDocuments, page(folder, 'network'));
const shown = new Map(documents.filter((d) => d.number).map((d) => [d.number, d]));

function documentProblems(policies) {
	return problemsOf((wrong) => {
		for (const p of policies)
			for (const c of p.cites) {
				const number = c.policy ? policies.find((o) => o.slug === c.policy).doc_number : c.number;
				const d = number ? shown.get(number) : documents.find((o) => o.name.includes(`《${c.title.replace(/《/g, '〈').replace(/》/g, '〉')}》`) && o.citing.includes(p.slug));
				if (!d?.citing.includes(p.slug))
					wrong(`${p.slug} cites ${c.number} ${c.title}, which numbers/ does not show`);
				else if (c.clause && !d.places.includes(`${p.short_title} 见原文${c.clause}`))
					wrong(`${p.slug} cites ${d.name} in ${c.clause}, which is not said`);
				else if (!c.policy !== (d.state === '引用但未收录'))
					wrong(`${c.number} ${c.title} is ${d.state}`);
			}
		// No edge that the digests do not give: by number, or by the same title to the letter.
		for (const d of documents)
			for (const slug of d.citing) {
				const cites = policies.find((p) => p.slug === slug).cites;
				if (!cites.some((c) => (c.number && c.number === d.number) || (c.title && d.name.includes(`《${c.title.replace(/《/g, '〈').replace(/》/g, '〉')}》`)) ||
					(c.policy && policies.find((p) => p.slug === c.policy).doc_number === d.number)))
					wrong(`${slug} does not cite ${d.name}`);
			}
	});
}

site.report(`${documents.length} documents: each citation is shown, with its state, and no other`, documentProblems(policies));
site.reportFound('citations that are not those of the data', documentProblems(policies.map((p, i) => ({ ...p,
	cites: i % 2 ? [] : [...p.cites, { title: '没有这件', number: '国发〔1999〕1号', policy: null }] }))),
	[/which numbers\/ does not show/, /does not cite/]);
site.reportFound('a clause that cites otherwise', documentProblems(policies.map((p) => ({ ...p,
	cites: p.cites.map((c) => ({ ...c, clause: '第九十九条' })) }))), [/in 第九十九条, which is not said/]);

// A number in text leads to its policy or to its place among the numbers; a policy's own may be plain.
const numberProblems = (htmlOf) => problemsOf((wrong) => {
	let n = 0;
	for (const p of policies)
		for (const [, tag, number] of htmlOf(p).matchAll(/<(a|span) class="docnum"[^>]*>([^<]*〔\d{4}〕[^<]*)</g)) {
			n++;
			if (!shown.has(number) || (tag !== 'a' && number !== p.doc_number))
				wrong(`${p.slug}: ${number} in ${tag}`);
		}
	if (n < 20)
		wrong(`only ${n} numbers`);
});
site.report('every document number in the text of a page is a link that has its place',
	numberProblems((p) => page(folder, `policies/${p.slug}`)));
site.reportFound('a document number that is no link', numberProblems((p) =>
	page(folder, `policies/${p.slug}`).replaceAll(/<a class="docnum" href="[^"]*"/g, '<span class="docnum"')), [/in span/]);

site.report('国发〔2017〕35号 is cited, not collected, and heads the network', problemsOf((wrong) => {
	const should = policies.filter((p) => p.cites.some((c) => c.number === '国发〔2017〕35号')).length;
	if (cited[0]?.number !== '国发〔2017〕35号' || cited[0].state !== '引用但未收录' || cited[0].citing.length < should || should < 9)
		wrong(JSON.stringify(cited[0]));
	if (cited.some((d, i) => d.citing.length < 2 || (i && d.citing.length > cited[i - 1].citing.length)))
		wrong('the order is not by citations');
}));

function readChains(html) {
	const doc = new DOMParser().parseFromString(html, 'text/html');
	const slug = (li) => li.querySelector('a').getAttribute('href').split('/').at(-2);
	return {
		edges: [...doc.querySelectorAll('.chain li li')].map((li) => `${slug(li.parentNode.closest('li'))} ${slug(li)}`),
		labels: [...doc.querySelectorAll('svg')].map((s) => s.getAttribute('aria-label')),
	};
}

const chains = await tab.evaluate(readChains, page(folder, 'network'));
const chainProblems = (chains) => problemsOf((wrong) => {
	const should = policies.flatMap((p) => p.implements.map((up) => `${up} ${p.slug}`));
	if ([...chains.edges].sort().join() !== should.sort().join() || should.length < 6)
		wrong(`${chains.edges} instead of ${should}`);
	for (const edge of should)
		for (const slug of edge.split(' '))
			if (!chains.labels.some((l) => l.startsWith('落实关系') && l.includes(policies.find((p) => p.slug === slug).short_title)))
				wrong(`${slug} is not drawn`);
});
site.report('chains are those of `implements`, as list and in the drawing', chainProblems(chains));
site.reportFound('chains that differ', chainProblems({ edges: chains.edges.slice(1), labels: [] }),
	[/instead of/, /is not drawn/]);

// --------------------------------------------------------------------------------- units, topics

function readUnits(html) {
	const doc = new DOMParser().parseFromString(html, 'text/html');
	return [...doc.querySelectorAll('main section')].map((s) => [s.id, [...s.querySelectorAll('td.clause a')].map((a) =>
		a.getAttribute('href').match(/policies\/([^/]+)\/index\.html#(.*)/).slice(1).join('/'))]);
}

const units = new Map();
for (const { region } of json(folder, 'departments'))
	for (const [key, rows] of await tab.evaluate(readUnits, page(folder, `departments/${region}`)))
		units.set(key, rows);
const unitProblems = (supports) => problemsOf((wrong) => {
	const keys = new Set([...units.keys(), ...supports.flatMap((s) => s.department_keys)]);
	for (const key of keys) {
		const should = supports.filter((s) => s.department_keys.includes(key)).map((s) => s.id);
		if (`${units.get(key)}` !== `${should.slice(0, 100)}`)
			wrong(`${key}: ${units.get(key)} instead of ${should}`);
	}
});
site.report(`${units.size} units have the supports that name them, on the page of their region`, unitProblems(supports));
site.reportFound('a unit without its support', unitProblems(supports.filter((s) => !s.department_keys.length)), [/instead of $/]);

const topicProblems = (policies) => problemsOf((wrong) => {
	for (const t of json(folder, 'topics')) {
		const html = page(folder, `topics/${t.key}`);
		for (const p of policies)
			if (p.topics.includes(t.key) !== html.includes(`policies/${p.slug}/index.html"`))
				wrong(`${t.key}: ${p.slug}`);
	}
});
site.report('topics have their policies and no others', topicProblems(policies));
site.reportFound('a topic that differs', topicProblems(policies.map((p, i) => i ? p : { ...p, topics: [] })), [/: /]);

// ------------------------------------------------------------------------------------------ time

function readDue(html) {
	const doc = new DOMParser().parseFromString(html, 'text/html');
	return Object.fromEntries(['ending', 'ended', 'began', 'coming'].map((id) => [id,
		[...doc.querySelectorAll(`#${id} tbody tr`)].map((r) =>
			[r.querySelector('a').getAttribute('href').split('/').at(-2), parseInt(r.lastElementChild.textContent, 10)])]));
}

for (const [day, list, slug, left] of [['2023-12-01', 'ending', 'hangzhou-policies', 30],
	['2023-10-02', 'ending', 'hangzhou-policies', 90], ['2023-10-01', 'ending', 'hangzhou-policies', null],
	['2024-01-01', 'ended', 'hangzhou-policies', 1], ['2020-01-13', 'began', 'hangzhou-policies', 0],
	['2020-01-12', 'coming', 'hangzhou-policies', 1]]) {
	const due = await tab.evaluate(readDue, page(buildOn(day), 'timeline'));
	const has = due[list].find(([s]) => s === slug)?.[1] ?? null;
	site.report(`as of ${day}, ${slug} ${left === null ? 'is not' : 'is'} among those ${list}`,
		has === left ? [] : [`${has} days, not ${left}`]);
}

// ------------------------------------------------------------------------------- charts and looks

function readKinds(html) {
	const doc = new DOMParser().parseFromString(html, 'text/html');
	return {
		labels: [...doc.querySelectorAll('#kinds svg')].map((s) => s.getAttribute('aria-label')).join(''),
		rows: Object.fromEntries([...doc.querySelectorAll('table.kinds tbody tr')].map((r) =>
			[r.querySelector('a').getAttribute('href').split('/').at(-2), [...r.children].slice(1).map((c) => parseInt(c.textContent, 10))])),
	};
}

const kinds = await tab.evaluate(readKinds, page(folder, 'regions'));
const kindProblems = (supports) => problemsOf((wrong) => {
	for (const r of regions) {
		const own = supports.filter((s) => s.region === r.key), n = policies.filter((p) => p.region === r.key).length;
		const count = (rows) => new Set(rows.map((s) => s.measure)).size;
		const short = matrix.cells.find((c) => c.region === r.key).short;
		if (own.length && !kinds.labels.includes(`${short}${count(own)}类，${own.length}项`))
			wrong(`${short}${count(own)}类，${own.length}项 is not drawn`);
		if (n && `${kinds.rows[r.key]}` !== `${[n, count(own), count(own.filter(open)), own.length]}`)
			wrong(`${r.key}: ${kinds.rows[r.key]} in the table`);
	}
});
site.report('kinds of support by region: the drawing, its table and the data say the same', kindProblems(supports));
site.reportFound('kinds that differ', kindProblems(supports.slice(1)), [/is not drawn/, /in the table/]);

site.report('the matrix scrolls within itself at 390 px, its first column stays, keys reach it', await (async () => {
	const problems = [], context = await browser.newContext({ javaScriptEnabled: false });
	const view = await context.newPage();
	await view.setViewportSize({ width: 390, height: 844 });
	await view.goto(site.address(folder, 'compare/index.html'));
	const frame = view.locator('div.matrix');
	await frame.focus();
	for (let i = 0; i < 12; i++)
		await view.keyboard.press('ArrowRight');
	await view.waitForTimeout(500);
	const [scrolled, wide, stays] = await frame.evaluate((e) => [e.scrollLeft, document.scrollingElement.scrollWidth,
		e.querySelector('tbody th').getBoundingClientRect().left - e.getBoundingClientRect().left]);
	if (scrolled < 100)
		problems.push(`scrolled by ${scrolled} px only`);
	if (wide > 390)
		problems.push(`the page is ${wide} px wide`);
	if (Math.abs(stays) > 2)
		problems.push(`the first column has moved by ${stays} px`);
	await context.close();
	return problems;
})());

await browser.close();
