// What the checks of the site share: the list of its files, Chromium, the facts of each page as a
// browser's parser sees it, and the way of reporting.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL, fileURLToPath } from 'node:url';

export const npm = path.resolve(process.env.NPM ?? 'build/npm');
export const require = createRequire(path.join(npm, 'package.json'));
export const broken = fileURLToPath(new URL('broken', import.meta.url));

// The folder of the site, from the command line.
export function siteFolder() {
	const folder = path.resolve(process.argv[2] ?? 'out/site');
	if (!fs.existsSync(path.join(folder, 'index.html')))
		throw new Error(`${folder} has no index.html`);
	return folder;
}

// One check: it holds when there are no problems.
export function report(name, problems) {
	console.log(`${problems.length ? 'not ok' : 'ok'} - ${name}`);
	for (const p of problems.slice(0, 40))
		console.log(`    ${p}`);
	if (problems.length > 40)
		console.log(`    and ${problems.length - 40} more`);
}

// The checker is checked too: each pattern must match one of the problems of the broken site.
export function reportFound(name, problems, patterns) {
	report(`the checker notices: ${name}`, patterns
		.filter((pattern) => !problems.some((p) => pattern.test(p)))
		.map((pattern) => `${pattern} matches none of: ${problems.join(' | ') || 'nothing'}`));
}

export function files(folder, ending = '') {
	return fs.readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((e) => e.isFile() && e.name.endsWith(ending))
		.map((e) => path.relative(folder, path.join(e.parentPath ?? e.path, e.name)))
		.sort();
}

export const read = (...p) => fs.readFileSync(path.join(...p), 'utf8');
export const address = (folder, file) => pathToFileURL(path.join(folder, file)).href;

export async function openChromium() {
	const { chromium } = require('playwright-core');
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		chromiumSandbox: process.getuid() !== 0,
		// A proxy that does not answer: nothing leaves the machine.
		args: ['--disable-gpu', '--disable-dev-shm-usage', '--proxy-server=127.0.0.1:9'],
	});
}

// Runs in the browser: what the checks want to know of a page.
function pageFacts(html) {
	const doc = new DOMParser().parseFromString(html, 'text/html');
	const text = (e) => e.textContent.replace(/\s+/g, ' ').trim();
	const all = (selector) => [...doc.querySelectorAll(selector)];
	for (const e of all('script, template'))
		if (!e.src)
			e.textContent = '';
	return {
		lang: doc.documentElement.lang,
		title: doc.title,
		headings: all('h1, h2, h3, h4, h5, h6').map((e) => ({ level: +e.tagName[1], text: text(e) })),
		ids: all('[id]').map((e) => ({ id: e.id, text: text(e) })),
		links: all('[href], [src], [srcset], [action], [poster], [data]').flatMap((e) =>
			['href', 'src', 'srcset', 'action', 'poster', 'data']
				.filter((a) => e.hasAttribute(a))
				.map((a) => ({ tag: e.localName, rel: e.rel || '', value: e.getAttribute(a), text: text(e) }))),
		text: text(doc.body),
		inline: all('[style], style, script:not([src]):not([type="application/ld+json"])').length,
		viewport: doc.querySelector('meta[name=viewport]')?.content ?? '',
	};
}

// Every page of a site: a map from its path to its facts.
export async function readPages(folder) {
	const browser = await openChromium();
	const page = await browser.newPage();
	const pages = new Map();
	for (const file of files(folder, '.html'))
		pages.set(file, await page.evaluate(pageFacts, read(folder, file)));
	await browser.close();
	return pages;
}
