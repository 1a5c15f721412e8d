// The heads and footers of pages, the sitemap and robots.txt of the second site, held against its data.
import path from 'node:path';
import { addressOf, base, files, ofMeasure, ofRegion, policies, words } from './second.lib.mjs';

// The head of a page; runs in the browser.
export function readHead(text) {
	const doc = new DOMParser().parseFromString(text, 'text/html');
	const all = (s) => [...doc.head.querySelectorAll(s)];
	return {
		canonical: all('link[rel=canonical]').map((l) => l.getAttribute('href')),
		alternates: Object.fromEntries(all('link[rel=alternate]').map((l) => [`${l.type} ${l.getAttribute('href')}`, l.title])),
		meta: Object.fromEntries(all('meta[name], meta[property]').map((m) => [m.getAttribute('name') ?? m.getAttribute('property'), m.content])),
		moved: /（地址已变）/.test(doc.title),
		crumbs: [...doc.querySelectorAll('nav.crumbs li')].map((li) => ({ name: li.textContent.trim(),
			href: li.querySelector('a')?.getAttribute('href') ?? null })),
		footer: [...doc.querySelectorAll('body > footer p, body > footer a')].map((e) =>
			`${e.textContent.trim()} ${e.getAttribute('href') ?? ''}`).join('\n'),
		logo: doc.querySelector('body > footer img')?.getAttribute('src') ?? '',
		ids: [...doc.querySelectorAll('[id]')].map((e) => e.id),
	};
}

export function readSitemap(text) {
	const doc = new DOMParser().parseFromString(text, 'application/xml');
	return [...doc.querySelectorAll('url')].map((u) => [u.querySelector('loc').textContent, u.querySelector('lastmod').textContent]);
}

export const newest = (list) => list.map((p) => p.updated).sort().at(-1);

// The day that a page must have in the sitemap, where the data tell it.
function dayOfPage(address) {
	const [, kind, key] = /^(policies|regions|measures)\/([^/]+)\/$/.exec(address) ?? [];
	const shown = kind === 'policies' ? policies.filter((p) => p.slug === key) : kind === 'regions' ? ofRegion(key) :
		kind === 'measures' ? ofMeasure(key) : policies;
	return newest(shown.length ? shown : policies);
}

export function sitemapProblems(map, heads) {
	const problems = [];
	const canonical = new Set([...heads.values()].flatMap((h) => h.canonical));
	const listed = new Map(map);
	const days = new Set(policies.map((p) => p.updated));
	for (const url of canonical)
		if (!listed.has(url))
			problems.push(`${url} is not in the sitemap`);
	for (const [url, day] of map) {
		const address = url.slice(base.length);
		if (!canonical.has(url))
			problems.push(`${url} is no canonical address`);
		if (!days.has(day) || (/^((policies|regions|measures)\/[^/]+\/)?$/.test(address) && day !== dayOfPage(address)))
			problems.push(`${url} is of ${day}, its digests of ${dayOfPage(address)}`);
	}
	return problems;
}

export function headProblems(file, h) {
	const problems = [];
	const wrong = (what) => problems.push(`${file}: ${what}`);
	const address = addressOf(file);
	const hidden = file === '404.html' || h.moved;
	if (hidden ? h.canonical.length : h.canonical.length !== 1)
		wrong(`canonical is ${h.canonical.join(' ') || 'missing'}`);
	if (hidden !== /noindex/.test(h.meta.robots ?? ''))
		wrong(`robots is ${h.meta.robots}`);
	if (file !== '404.html' && !('text/markdown index.md' in h.alternates))
		wrong('the twin is not linked');
	for (const to of Object.keys(h.alternates).map((k) => k.split(' ')[1]))
		if (!files.has(path.posix.join(path.posix.dirname(file), to)) && !to.startsWith('/'))
			wrong(`the alternate ${to} is no file`);
	if (hidden)
		return problems;
	const own = { SiteName: /./, SiteDomain: /^policy\.example\.org$/, SiteIDCode: /^bm00000000$/, ColumnName: /./, ArticleTitle: /./,
		PubDate: /^2026-\d\d-\d\d \d\d:\d\d$/, ContentSource: /./, Url: new RegExp(`^${base}`), 'og:title': /./, 'og:url': new RegExp(`^${base}`),
		'og:description': /./, 'og:image': new RegExp(`^${base}.*card\\.png$`), 'twitter:card': /^summary_large_image$/, description: /./ };
	for (const [name, pattern] of Object.entries(own))
		if (!pattern.test(h.meta[name] ?? ''))
			wrong(`${name} is ${h.meta[name]}`);
	if (!files.has((h.meta['og:image'] ?? '').slice(base.length)))
		wrong(`there is no picture ${h.meta['og:image']}`);
	const p = policies.find((x) => address === `policies/${x.slug}/`);
	if (p && !h.meta['og:description'].startsWith(`${words[p.status]}：`))
		wrong(`the preview does not say that it is ${words[p.status]}`);
	return problems;
}

export function footerProblems(file, h, p) {
	const wanted = ['摘编仅供参考，以原文为准。', '京ICP备00000000号 https://beian.miit.gov.cn/',
		'京公网安备00000000000000号 https://beian.mps.gov.cn/', '网站标识码：bm00000000', 'editor@example.org', 'CC BY 4.0 https://'];
	if (p?.url)
		wanted.push(`查看官方原文 ${p.url}`);
	const missing = wanted.filter((w) => !h.footer.includes(w)).map((w) => `${file}: the footer lacks ${w}`);
	return /assets\/logo\.svg$/.test(h.logo) ? missing : [...missing, `${file}: there is no logo`];
}

// What a crawler takes from robots.txt (RFC 9309): nobody is kept out, and the sitemap is a file of the site.
export function robotsProblems(text) {
	const lines = text.split('\n').filter(Boolean).map((l) => l.split(/:\s*(.*)/).slice(0, 2));
	const problems = lines.filter(([k]) => !/^(User-agent|Allow|Sitemap)$/.test(k)).map(([k, v]) => `${k}: ${v} is not expected`);
	if (lines[0]?.join() !== 'User-agent,*')
		problems.push('it does not begin with all robots');
	const maps = lines.filter(([k]) => k === 'Sitemap').map(([, v]) => v);
	if (maps.length !== 1)
		problems.push(`it names ${maps.length} sitemaps`);
	return [...problems, ...maps.filter((m) => !m.startsWith(base) || !files.has(m.slice(base.length))).map((m) => `${m} is no file of the site`)];
}
