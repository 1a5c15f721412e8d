// What a visitor loads: every page with its style sheets and scripts, packed as servers do (gzip -9).
// A policy's page is at most 40 KB in four requests, the home page 30 KB, all script of the site 20 KB.
// The browser's icon and the data that a tool asks for once it is used are not of a page. The heaviest
// pages of each kind are printed.
import path from 'node:path';
import fs from 'node:fs';
import zlib from 'node:zlib';
import * as site from './site.lib.mjs';

const KB = 1024;
const bounds = [[/^index\.html$/, 30], [/^policies\/[^/]+\/index\.html$/, 40], [/./, 60]];
const packed = new Map();

function pack(file) {
	if (!packed.has(file))
		packed.set(file, zlib.gzipSync(fs.readFileSync(file), { level: 9 }).length);
	return packed.get(file);
}

// The page itself, the style sheets and scripts that it names, and the pictures in its text.
function loaded(folder, page) {
	const html = site.read(folder, page);
	const named = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"|<(?:script|img)[^>]* src="([^"]+)"/g)];
	return [page, ...named.map((m) => path.join(path.dirname(page), m[1] ?? m[2]))];
}

function weigh(folder, page) {
	const files = loaded(folder, page);
	return { page, requests: files.length, bytes: files.reduce((n, f) => n + pack(path.join(folder, f)), 0) };
}

function heavyPages(pages, limits = bounds) {
	return pages.flatMap(({ page, requests, bytes }) => {
		const limit = limits.find(([kind]) => kind.test(page))[1];
		return [
			...(bytes > limit * KB ? [`${page} weighs ${(bytes / KB).toFixed(1)} KB, more than ${limit}`] : []),
			...(/^policies\/[^/]+\//.test(page) && requests > 4 ? [`${page} makes ${requests} requests`] : []),
		];
	});
}

function print(pages) {
	const kinds = Map.groupBy ? Map.groupBy(pages, (p) => p.page.split('/').slice(0, -2).join('/'))
		: pages.reduce((m, p) => {
			const kind = p.page.split('/').slice(0, -2).join('/');
			return m.set(kind, [...m.get(kind) ?? [], p]);
		}, new Map());
	for (const [, group] of kinds) {
		const worst = group.reduce((a, b) => (b.bytes > a.bytes ? b : a));
		console.log(`# ${(worst.bytes / KB).toFixed(1).padStart(6)} KB in ${worst.requests} requests: ${worst.page}`);
	}
}

const folder = site.siteFolder();
const pages = site.files(folder, '.html').map((page) => weigh(folder, page));
print(pages);
site.report('every page within its weight', heavyPages(pages));

const scripts = site.files(path.join(folder, 'assets'), '.js').map((f) => path.join(folder, 'assets', f));
const script = scripts.reduce((n, f) => n + pack(f), 0);
for (const f of scripts)
	console.log(`# ${(pack(f) / KB).toFixed(1).padStart(6)} KB: ${path.relative(folder, f)}`);
site.report(`all script together: ${(script / KB).toFixed(1)} of 20 KB`, script > 20 * KB ? ['it is too much'] : []);
site.report('site.js within 1.5 KB', pack(path.join(folder, 'assets/site.js')) > 1.5 * KB ? ['it is not'] : []);

const policy = pages.find(({ page }) => /^policies\/[^/]+\//.test(page));
site.reportFound('pages too heavy', heavyPages([policy, { ...policy, requests: 5 }], [[/./, 1]]),
	[/weighs .* KB, more than 1/, /makes 5 requests/]);
