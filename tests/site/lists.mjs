// Lists that grow with the collection. A collection is made up of 250 digests, one that cites 300
// documents, and more terms and units than a page may have. Its long lists are divided: every entry is on
// one page, pages are bounded, and each part says what it is, where it stands and what is beside it. Places
// that have moved to a part are still reached, from the site and by their former address.
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import * as site from './site.lib.mjs';

const build = path.resolve(process.env.BUILD ?? 'build');
const base = 'https://policy.example.org/';
const changed = 'pinghu-ai-plus', changedOn = '2026-12-05';
const MOST = 200, FIRST = 40, BYTES = 1500000;

function run(command, args) {
	const done = spawnSync(command, args, { encoding: 'utf8' });
	if (done.status !== 0)
		throw new Error(done.stderr);
}

function makeLong() {
	const folder = path.join(build, 'tests/long'), content = path.join(folder, 'content');
	fs.rmSync(folder, { recursive: true, force: true });
	run('bash', ['tests/made-up.sh', '250', content]);
	const digest = path.join(content, 'policies/beijing-guidance.md');
	const cites = Array.from({ length: 300 }, (_, i) => `  - {title: 某件文件, number: 测发〔2016〕${i + 1}号}`).join('\n');
	fs.writeFileSync(digest, fs.readFileSync(digest, 'utf8').replace(/^cites:\n(  - .*\n)*/m, '')
		.replace(/^stage:/m, `cites:\n${cites}\nstage:`));
	const newer = path.join(content, `policies/${changed}.md`);
	fs.writeFileSync(newer, fs.readFileSync(newer, 'utf8').replace(/^updated: .*$/m, `updated: ${changedOn}`));
	const letters = [...'abcdefghjklmnopqrstwxyz'];
	fs.appendFileSync(path.join(content, 'glossary.yml'), Array.from({ length: 230 }, (_, i) =>
		`made-up-${i}:\n  term: 某词${i}号\n  pinyin: ${letters[i % letters.length]}ou ci\n  definition: 某个词的释义。\n`).join(''));
	const units = path.join(content, 'departments.yml');
	fs.writeFileSync(units, fs.readFileSync(units, 'utf8').replace(/^tianjin:\n/m, (head) =>
		head + Array.from({ length: 210 }, (_, i) => `  made-up-${i}: {name: 天津市第${i}局}\n`).join('')));
	fs.appendFileSync(path.join(content, 'regions.yml'), ['hangzhou', 'jiaxing', 'huzhou'].flatMap((parent, k) =>
		Array.from({ length: 60 }, (_, i) => `made-up-${k}-${i}: {name: 某${k}之${i}区, short: 某${k}之${i}, code: "330${[1, 4, 5][k]}${i + 22}", parent: ${parent}, `
			+ `level: district, pinyin: mou qu}\n`)).join(''));
	fs.appendFileSync(path.join(content, 'site.yml'), `base_url: ${base}\n`);
	run(path.join(build, 'digestpress'), ['build', '--quiet', '--only', 'site', '--content', content, '--out', path.join(folder, 'out')]);
	return path.join(folder, 'out/site');
}

const first = site.siteFolder();
const long = makeLong();
const files = site.files(long).filter((f) => f.endsWith('index.html'));
const html = new Map(files.map((f) => [f, site.read(long, f)]));
const fileOf = (address) => `${address}index.html`;
const problemsOf = (check) => {
	const problems = [];
	check((what) => problems.push(what));
	return problems;
};
const main = (file) => html.get(file)?.match(/<main[^]*<\/main>/)?.[0] ?? '';
const resolve = (file, href) => path.posix.join(path.posix.dirname(file), href.split('#')[0]);
const text = (s) => s.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').trim();
const number = (s) => Number(s.replace(/,/g, '').match(/\d+/)?.[0] ?? NaN);

// The parts that a page lists, two steps down: {href, name, count, parts}.
function partsOf(file) {
	const list = main(file).match(/<ul class="tree parts">([^]*?)\n<\/ul>(?!\n<\/li>)/);
	const parts = [];
	for (const [, inner] of list?.[1].matchAll(/<li id="[^"]*">([^]*?)(?=<li id=|$)/g) ?? []) {
		const all = [...inner.matchAll(/<a href="([^"]+)"[^>]*>([^<]*)<\/a>\s*<span class="count">([^<]*)</g)]
			.map(([, href, name, count]) => ({ file: resolve(file, href), name, count: number(count) }));
		parts.push({ ...all[0], parts: all.slice(1) });
	}
	return parts;
}

const divided = files.filter((f) => partsOf(f).length);
const sum = (parts) => parts.reduce((n, p) => n + p.count, 0);

// ------------------------------------------------------------------------------------- the whole

site.report('the site of the project has no parts', site.files(first).filter((f) => f.endsWith('index.html'))
	.filter((f) => /class="tree parts"|numbers\/y\d|statuses\//.test(site.read(first, f))));
for (const address of ['policies/', 'topics/scene/', 'measures/scene/', 'compare/scene/', 'regions/chengdu/', 'timeline/', 'numbers/'])
	site.report(`${address} is divided`, address === 'compare/scene/'
		? problemsOf((wrong) => files.some((f) => /^compare\/scene\/.+\/index.html$/.test(f)) || wrong('it has no parts'))
		: problemsOf((wrong) => divided.includes(fileOf(address)) || wrong('it has no parts')));

const sumProblems = (counted) => problemsOf((wrong) => {
	for (const file of divided)
		for (const part of counted(file)) {
			if (!html.has(part.file))
				wrong(`${file}: ${part.file} is not there`);
			else if (part.parts.length && sum(part.parts) !== part.count)
				wrong(`${file}: the parts of ${part.name} are ${sum(part.parts)}, not ${part.count}`);
			else if (!part.parts.length && !partsOf(part.file).length && rowsOf(part.file) !== part.count)
				wrong(`${part.file}: has ${rowsOf(part.file)} rows, not ${part.count}`);
		}
});

// What the last page of a branch lists.
function rowsOf(file) {
	const page = main(file).replace(/<nav[^]*?<\/nav>/g, '');
	const rows = page.match(/<tr[ >]/g)?.length ?? 0, heads = page.match(/<thead/g)?.length ?? 0;
	const items = page.match(/<ul class="(events|chain|citing)">([^]*)<\/ul>/)?.[2].match(/^<li>/gm)?.length ?? 0;
	return rows ? rows - heads : items;
}

site.report(`every entry is in one part, of ${divided.length} lists and parts`, sumProblems(partsOf));
site.report('a count that is wrong is noticed', sumProblems((f) => partsOf(f).map((p, i) => i ? p : { ...p, count: p.count + 1 }))
	.length >= divided.length ? [] : ['it is not']);
site.report(`no list of a page has more than ${MOST} entries`, [...html.keys()].filter((f) => !/^(caps|departments|policies)\//.test(f))
	.flatMap((f) => [...main(f).matchAll(/<(table|ul|ol)[ >][^]*?\n<\/\1>/g)].map(([list]) => [f, list]))
	.map(([f, list]) => [f, list.match(/<tr(?! class="head")[ >]|\n<li>/g)?.length ?? 0])
	.filter(([, n]) => n > MOST + 1).map(([f, n]) => `${f}: ${n}`));
site.report(`no page has more than ${BYTES} bytes`, [...html].filter(([, s]) => Buffer.byteLength(s) > BYTES).map(([f]) => f));

// ------------------------------------------------------------------------------------- the parts

const titleOf = (file) => text(html.get(file).match(/<title>([^<]*)/)[1]);
const parts = divided.flatMap((file) => partsOf(file).map((p) => ({ ...p, above: file })));

site.report('a part has its name in title and heading, its twin and its own canonical address', problemsOf((wrong) => {
	for (const { file, name } of parts) {
		if (!html.has(file))
			continue;
		const within = titleOf(file).match(/（([^（）]*)）/)?.[1].split('，') ?? [];
		if (within.at(-1) !== name)
			wrong(`${file}: ${name} is not in ${titleOf(file)}`);
		if (!text(main(file).match(/<h1>([^]*?)<\/h1>/)?.[1] ?? '').endsWith(`${name}）`))
			wrong(`${file}: ${name} is not in its heading`);
		if (!html.get(file).includes(`<link rel="canonical" href="${base}${file.replace('index.html', '')}"`))
			wrong(`${file}: is not canonical`);
		if (!fs.existsSync(path.join(long, file.replace('.html', '.md'))))
			wrong(`${file}: has no twin`);
	}
}));
site.report('titles are unlike', problemsOf((wrong) => {
	const seen = new Map();
	for (const file of files) {
		if (seen.has(titleOf(file)))
			wrong(`${file}: ${titleOf(file)} is also ${seen.get(titleOf(file))}`);
		seen.set(titleOf(file), file);
	}
}));
site.report('a part leads to what is above and beside it', problemsOf((wrong) => {
	const beside = (file, rel) => html.get(file).match(new RegExp(`<a href="([^"]+)" rel="${rel}">`))?.[1];
	for (const above of divided) {
		const row = partsOf(above).map((p) => p.file).filter((f) => html.has(f));
		row.forEach((file, i) => {
			const [previous, next] = ['prev', 'next'].map((rel) => beside(file, rel)).map((href) => href && resolve(file, href));
			if (previous !== row[i - 1] || next !== row[i + 1])
				wrong(`${file}: is between ${previous} and ${next}`);
			const crumbs = main(file).match(/<nav class="crumbs"[^]*?<\/nav>/)[0];
			if (![...crumbs.matchAll(/href="([^"]+)"/g)].some(([, href]) => resolve(file, href) === above))
				wrong(`${file}: does not lead up to ${above}`);
		});
	}
}));

// ------------------------------------------------------------------------------------ lists in rows

const guide = 'numbers/d2017-35-683bb52a/index.html';
site.report('a document that many cite has a page of all', problemsOf((wrong) => {
	const citing = partsOf(guide).length ? sum(partsOf(guide)) : rowsOf(guide);
	const row = main('numbers/y2017/index.html').match(/<tr id="d2017-35-683bb52a">[^]*?<\/tr>/)?.[0] ?? '';
	if (!(citing > FIRST))
		wrong(`${guide} has ${citing}`);
	if (number(row.match(/另有([\d,]+)件/)?.[1] ?? '') !== citing - FIRST)
		wrong(`its row says another ${row.match(/另有([\d,]+)件/)?.[1]}, of ${citing}`);
	if ((row.match(/policies\/[a-z0-9-]+\/index.html"/g) ?? []).length !== FIRST)
		wrong('its row does not show the first');
}));
site.report('a term that many use has a page of all', problemsOf((wrong) => {
	const pages = files.filter((f) => /^glossary\/(?!letter--)[a-z0-9-]+\/index.html$/.test(f));
	if (!pages.length)
		wrong('there is none');
	for (const f of pages)
		if (!(rowsOf(f) > FIRST || partsOf(f).length))
			wrong(`${f}: has ${rowsOf(f)}`);
}));

// ------------------------------------------------------------------------------------------- places

const links = (file, pattern) => [...main(file).matchAll(/href="([^"#]*)#([^"]+)"/g)].filter(([, , place]) => pattern.test(place))
	.map(([, href, place]) => [href ? resolve(file, href) : file, place]);

site.report('links lead to the parts that have their places', problemsOf((wrong) => {
	const wanted = [...links('policies/beijing-guidance/index.html', /^d2016-/), ...links('glossary/index.html', /^made-up-/),
		...links('departments/index.html', /^tianjin--made-up-/), ...links('compare/index.html', /^made-up-/)];
	if (wanted.length < 300 + 230 + 210 + 180)
		wrong(`only ${wanted.length} links were found`);
	for (const [file, place] of wanted)
		if (!main(file).includes(`id="${place}"`) || ['numbers', 'glossary', 'departments', 'compare'].some((p) => file === `${p}/index.html`))
			wrong(`${file}#${place}`);
}));

// Pages of a list that is not divided further are of the day of what they list.
// Terms by letter are no digests, so that their pages are of the day of all.
const days = [...site.read(long, 'sitemap.xml').matchAll(/<loc>(.*?)<\/loc><lastmod>(.*?)<\/lastmod>/g)].map(([, url, day]) => [url.slice(base.length), day]);
const dayProblems = (list) => list.filter(([address]) => /^(glossary|numbers|topics|statuses)\/.+\//.test(address) && !/\/letter--/.test(address) && !main(fileOf(address)).includes('class="tree parts"'))
	.filter(([address, day]) => (day === changedOn) !== main(fileOf(address)).includes(`policies/${changed}/`))
	.map(([address, day]) => `${address} is of ${day}`);
site.report('pages of a list are of the day of what they list', dayProblems(days));
site.reportFound('a page of a list of another day', dayProblems(days.map(([a]) => [a, changedOn])), [/^glossary\/.* is of/, /^numbers\/.* is of/]);

const browser = await site.openChromium();
const page = await browser.newPage();
site.report('a former address of a place leads to its part', await (async () => {
	const problems = [];
	const places = [['numbers/', 'd2016-7-', 'numbers/y2016/n0/'], ['numbers/', 'd2016-77-', 'numbers/y2016/n70/'],
		['numbers/', 'd2016-277-', 'numbers/y2016/n200/'], ['numbers/', 'd2017-35-', 'numbers/y2017/']];
	for (const [from, start, to] of places) {
		const place = main(fileOf(to)).match(new RegExp(`id="(${start}[0-9a-f]+)"`))?.[1];
		await page.goto(`${site.address(long, fileOf(from))}#${place}`);
		await page.waitForURL((url) => url.pathname.endsWith(fileOf(to)), { timeout: 5000 }).catch(() => {});
		if (!page.url().endsWith(`${fileOf(to)}#${place}`))
			problems.push(`${from}#${place} leads to ${page.url()}`);
	}
	await page.goto(`${site.address(long, 'numbers/index.html')}#y2016`);
	await page.waitForTimeout(200);
	if (!page.url().endsWith('numbers/index.html#y2016'))
		problems.push(`a place that is here leads to ${page.url()}`);
	return problems;
})());
await browser.close();
