// Every link and anchor of the site leads somewhere, inside the site; ids are unique; each page has
// a title, a language, one first heading and the disclaimer.
import path from 'node:path';
import * as site from './site.lib.mjs';

const disclaimer = '摘编仅供参考，以原文为准';

// The file of the site that a link names, or a problem with it.
function resolve(from, value) {
	const url = new URL(value, `file:///${from}`);
	const file = decodeURIComponent(url.pathname.slice(1));
	const up = value.split(/[?#]/)[0].split('/').filter((p) => p === '..').length;
	if (up > from.split('/').length - 1)
		return { problem: 'leaves the site' };
	if (!/^[a-z0-9._/-]*$/.test(file))
		return { problem: 'is not a lower-case ASCII path' };
	return { file, fragment: decodeURIComponent(url.hash.slice(1)) };
}

function linkProblem(from, link, files, pages, outside) {
	const value = link.value;
	if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(value))
		return outside.has(value) && link.tag === 'a' ? null : 'leads to another host';
	if (value.startsWith('/'))
		return 'is root-absolute';
	if (value === '')
		return 'is empty';
	const { file, fragment, problem } = resolve(from, value);
	if (problem)
		return problem;
	if (!files.has(file))
		return `leads to ${file || 'a folder'}, which is not a file`;
	if (fragment && pages.has(file) && !pages.get(file).ids.some((e) => e.id === fragment))
		return `leads to #${fragment}, which ${file} does not have`;
	return null;
}

function styleProblems(folder, files) {
	const problems = [];
	for (const css of [...files].filter((f) => f.endsWith('.css')))
		for (const [, , value] of site.read(folder, css).matchAll(/url\((['"]?)([^'")]+)\1\)/g)) {
			const target = path.posix.join(path.posix.dirname(css), value.split('#')[0]);
			if (!value.startsWith('data:') && !files.has(target))
				problems.push(`${css}: url(${value}) is not a file of the site`);
		}
	return problems;
}

function pageProblems(file, facts, titles) {
	const problems = [];
	const seen = new Set();
	const wrong = (what) => problems.push(`${file}: ${what}`);
	for (const { id } of facts.ids) {
		if (seen.has(id))
			wrong(`id ${id} occurs twice`);
		if (!/^[a-z][a-z0-9-]*$/.test(id))
			wrong(`id ${id} is not lower-case ASCII`);
		seen.add(id);
	}
	if (!/^zh/.test(facts.lang))
		wrong(`the language is "${facts.lang}"`);
	if (!facts.title)
		wrong('there is no title');
	else if (titles.has(facts.title))
		wrong(`the title is also that of ${titles.get(facts.title)}`);
	titles.set(facts.title, file);
	if (facts.headings.filter((h) => h.level === 1).length !== 1)
		wrong('there is not exactly one h1');
	facts.headings.forEach((h, i) => {
		if (i && h.level > facts.headings[i - 1].level + 1)
			wrong(`a heading level is skipped before "${h.text}"`);
	});
	if (!facts.viewport.includes('width=device-width'))
		wrong('there is no viewport');
	if (facts.inline)
		wrong('there is inline script or style');
	if (!facts.text.includes(disclaimer))
		wrong('the disclaimer is missing');
	const odd = facts.text.match(/.{0,9}(\uFFFD|\*\*|\{[a-z.]+\}|\bundefined\b|\bnull\b|\bNaN\b).{0,9}/u);
	if (odd)
		wrong(`odd text: ${odd[0]}`);
	return problems;
}

// Every page but the 404 is reached from the home page.
function reachProblems(pages) {
	const reached = new Set(['index.html']);
	const queue = ['index.html'];
	while (queue.length) {
		const from = queue.pop();
		for (const { tag, value } of pages.get(from).links) {
			const to = tag === 'a' && !/^[a-z]+:/.test(value) && resolve(from, value).file;
			if (to && pages.has(to) && !reached.has(to)) {
				reached.add(to);
				queue.push(to);
			}
		}
	}
	return [...pages.keys()].filter((p) => !reached.has(p) && p !== '404.html')
		.map((p) => `${p} cannot be reached from index.html`);
}

function check(folder, pages, outside) {
	const files = new Set(site.files(folder));
	const titles = new Map();
	const links = [];
	let n = 0;
	for (const [file, facts] of pages)
		for (const link of facts.links) {
			const problem = linkProblem(file, link, files, pages, outside);
			n++;
			if (problem)
				links.push(`${file}: <${link.tag}> ${link.value} ${problem}`);
		}
	return {
		n,
		links: [...links, ...styleProblems(folder, files)],
		pages: [...pages].flatMap(([file, facts]) => pageProblems(file, facts, titles)),
		reach: reachProblems(pages),
	};
}

const folder = site.siteFolder();
const policies = JSON.parse(site.read(folder, 'data/policies.json'));
const outside = new Set(policies.map((p) => p.url).filter(Boolean));
for (const [, url] of site.read('content/site.yml').matchAll(/url: *"?(https?:[^"}\s]+)/g))
	outside.add(url);

const pages = await site.readPages(folder);
const found = check(folder, pages, outside);
site.report(`${found.n} links and anchors of ${pages.size} pages lead somewhere`, found.links);
site.report('title, language, headings, ids, disclaimer of every page', found.pages);
site.report('every page is reached from the home page', found.reach);
site.report('a page for each policy', policies.map((p) => `policies/${p.slug ?? p.id}/index.html`)
	.filter((p) => !pages.has(p)));

const bad = check(site.broken, await site.readPages(site.broken), outside);
site.reportFound('broken links', bad.links, [/missing\.html leads to/, /#nowhere, which/, /sub\/ leads to/,
	/example\.org.* another host/, /root-absolute/, /leaves the site/, /Upper\.html is not a lower/,
	/url\(none\.png\)/, /<img> none\.png/]);
site.reportFound('broken pages', bad.pages, [/id twice occurs/, /language is "en"/, /no title/,
	/exactly one h1/, /level is skipped/, /no viewport/, /inline/, /disclaimer/, /odd text: .*\*\*/]);
site.reportFound('unreachable pages', bad.reach, [/lost\.html/]);
