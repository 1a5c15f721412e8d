// What the site tells machines. A second site is built from the same digests with a base_url, all
// keys of site.yml and another `updated` for each digest: its sitemap, feeds, calendars, heads, JSON-LD,
// twins, lists of addresses are read here by parsers of their own and held against the data.
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import * as site from './site.lib.mjs';
import { dayOf, feedProblems, grammarProblems, readFeed } from './publish/feeds.lib.mjs';
import { eventProblems, readCalendar, uids } from './publish/calendar.lib.mjs';
import { crumbProblems, graphOf, hashProblems, policyProblems, wordProblems } from './publish/linked.lib.mjs';
import { sumProblems } from './publish/sums.lib.mjs';
import { linkProblems, mainText, tableProblems, textProblems } from './publish/twins.lib.mjs';

const build = path.resolve(process.env.BUILD ?? 'build');
const base = 'https://policy.example.org/zhai/';
const keys = `base_url: ${base}
contact: editor@example.org
icp: 京ICP备00000000号
security_record: 京公网安备00000000000000号
site_code: bm00000000
logo: mark.svg
government_tags: true
`;

// What the title of the first digest ends in: marks that mean something to each format.
const odd = '<试行>&"[稿]"*二*';

// ---------------------------------------------------------------- the second site

function makeSecond() {
	const folder = path.join(build, 'tests/second');
	const content = path.join(folder, 'content');
	fs.rmSync(folder, { recursive: true, force: true });
	fs.cpSync('content', content, { recursive: true });
	fs.appendFileSync(path.join(content, 'site.yml'), keys);
	fs.copyFileSync('templates/assets/icon.svg', path.join(content, 'mark.svg'));
	fs.rmSync(path.join(content, 'addresses.txt'), { force: true });
	fs.writeFileSync(path.join(content, 'moved.yml'), 'regions/old/: regions/zhejiang/\n');
	fs.readdirSync(path.join(content, 'policies')).forEach((name, i) => {
		const file = path.join(content, 'policies', name);
		const day = new Date(Date.UTC(2026, 0, 1 + i * 7)).toISOString().slice(0, 10);
		fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^updated: .*$/m, `updated: ${day}`)
			.replace(/^stage:/m, i ? '$&' : 'aliases: [former-name]\n$&')
			.replace(/^title: (.*)$/m, i ? '$&' : `title: '$1${odd}'`));
	});
	for (const part of ['site', 'data']) {
		const run = spawnSync(path.join(build, 'digestpress'), ['build', '--quiet', '--only', part, '--content', content,
			'--out', path.join(folder, 'out')], { encoding: 'utf8' });
		if (run.status !== 0)
			throw new Error(run.stderr);
	}
	return path.join(folder, 'out/site');
}

const first = site.siteFolder();
const second = makeSecond();
const json = (name) => JSON.parse(site.read(second, `data/${name}.json`));
const policies = json('policies');
const supports = json('supports');
const regions = json('regions');
const files = new Set(site.files(second));
const pages = [...files].filter((f) => f.endsWith('.html'));
const html = new Map(pages.map((f) => [f, site.read(second, f)]));
const addressOf = (file) => file.replace(/index\.html$/, '');
const words = { draft: '征求意见稿', not_yet: '尚未施行', in_force: '有效期内', expired: '已失效', unstated: '未载明期限',
	undetermined: '无法确定' };

function isWithin(region, key) {
	for (let r = region; r; r = regions.find((x) => x.key === r)?.parent)
		if (r === key)
			return true;
	return false;
}
const ofRegion = (key) => policies.filter((p) => isWithin(p.region, key));
const ofMeasure = (key) => policies.filter((p) => p.measures.includes(key));

const browser = await site.openChromium();
const page = await browser.newPage();
const inBrowser = (fn, text) => page.evaluate(fn, text);

// ------------------------------------------------------------------ heads, sitemap

// The head of a page; runs in the browser.
function readHead(text) {
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

function readSitemap(text) {
	const doc = new DOMParser().parseFromString(text, 'application/xml');
	return [...doc.querySelectorAll('url')].map((u) => [u.querySelector('loc').textContent, u.querySelector('lastmod').textContent]);
}

const newest = (list) => list.map((p) => p.updated).sort().at(-1);

// The day that a page must have in the sitemap, where the data tell it.
function dayOfPage(address) {
	const [, kind, key] = /^(policies|regions|measures)\/([^/]+)\/$/.exec(address) ?? [];
	const shown = kind === 'policies' ? policies.filter((p) => p.slug === key) : kind === 'regions' ? ofRegion(key) :
		kind === 'measures' ? ofMeasure(key) : policies;
	return newest(shown.length ? shown : policies);
}

function sitemapProblems(map, heads) {
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

function headProblems(file, h) {
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

function footerProblems(file, h, p) {
	const wanted = ['摘编仅供参考，以原文为准。', '京ICP备00000000号 https://beian.miit.gov.cn/',
		'京公网安备00000000000000号 https://beian.mps.gov.cn/', '网站标识码：bm00000000', 'editor@example.org', 'CC BY 4.0 https://'];
	if (p?.url)
		wanted.push(`查看官方原文 ${p.url}`);
	const missing = wanted.filter((w) => !h.footer.includes(w)).map((w) => `${file}: the footer lacks ${w}`);
	return /assets\/logo\.svg$/.test(h.logo) ? missing : [...missing, `${file}: there is no logo`];
}

const heads = new Map();
for (const [file, text] of html)
	heads.set(file, await inBrowser(readHead, text));
const map = await inBrowser(readSitemap, site.read(second, 'sitemap.xml'));
site.report(`sitemap: ${map.length} addresses, with the day of the newest digest`, sitemapProblems(map, heads));

// What a crawler takes from robots.txt (RFC 9309): nobody is kept out, and the sitemap is a file of the site.
function robotsProblems(text) {
	const lines = text.split('\n').filter(Boolean).map((l) => l.split(/:\s*(.*)/).slice(0, 2));
	const problems = lines.filter(([k]) => !/^(User-agent|Allow|Sitemap)$/.test(k)).map(([k, v]) => `${k}: ${v} is not expected`);
	if (lines[0]?.join() !== 'User-agent,*')
		problems.push('it does not begin with all robots');
	const maps = lines.filter(([k]) => k === 'Sitemap').map(([, v]) => v);
	if (maps.length !== 1)
		problems.push(`it names ${maps.length} sitemaps`);
	return [...problems, ...maps.filter((m) => !m.startsWith(base) || !files.has(m.slice(base.length))).map((m) => `${m} is no file of the site`)];
}
const robots = site.read(second, 'robots.txt');
site.report('robots.txt keeps nobody out and names the sitemap', robotsProblems(robots));
site.reportFound('a broken robots.txt', [...robotsProblems(robots.replace('Allow', 'Disallow')), ...robotsProblems(robots.replace(base, '/')),
	...robotsProblems(robots.replace(/Sitemap.*/, '').replace('*', 'x'))],
	[/Disallow: \/ is not expected/, /\/sitemap\.xml is no file/, /names 0 sitemaps/, /does not begin/]);
site.report('canonical, alternates, previews and tags of every page', [...heads].flatMap(([f, h]) => headProblems(f, h)));
site.report('footer of every page', [...heads].flatMap(([f, h]) => footerProblems(f, h, policies.find((p) => f === `policies/${p.slug}/index.html`))));
const said = ["frame-ancestors 'none'", 'nosniff', 'Referrer-Policy'];
const serverProblems = (text, more) => [...said, ...more].filter((w) => !text.includes(w)).map((w) => `${w} is not said`);
site.report('headers for servers', [...serverProblems(site.read(second, '.htaccess'), ['ErrorDocument 404 /zhai/404.html', 'AddType text/markdown .md']),
	...serverProblems(site.read(second, '_headers'), ['/*\n', 'Content-Type: text/calendar; charset=utf-8'])]);
site.reportFound('headers that lack one', serverProblems("frame-ancestors 'none' Referrer-Policy", []), [/nosniff is not said/]);
site.report('without base_url nothing of it is written', ['.htaccess', '_headers', 'sitemap.xml', 'robots.txt', 'feed.xml', 'feeds', 'card.png']
	.filter((f) => fs.existsSync(path.join(first, f)))
	.concat(/rel="canonical"|og:|SiteName/.exec(site.read(first, 'index.html')) ?? []));

// The pages of which a card shows a sum, with the rows that it is chosen from.
const carded = [
	...policies.map((p) => ({ file: `policies/${p.slug}/index.html`, rows: supports.filter((s) => s.policy === p.slug), p, name: `${p.title}（${words[p.status]}）` })),
	...regions.map((r) => ({ file: `regions/${r.key}/index.html`, rows: supports.filter((s) => isWithin(s.region, r.key)), name: r.name })),
	...json('measures').map((m) => ({ file: `measures/${m.key}/index.html`, rows: supports.filter((s) => s.measure === m.key), name: m.name }))];
const cardProblems = (c, head = heads.get(c.file), rows = c.rows) => sumProblems(c.file, head, rows, policies, c.p, c.name, words);
site.report(`${carded.length} cards and previews say the same sum, with its status`, carded.flatMap((c) => cardProblems(c)));
const told = carded.find((c) => c.p?.status === 'expired' && c.rows.some((s) => s.kind === 'cap'));
site.reportFound('a card with another sum', [
	...cardProblems(told, heads.get(carded.find((c) => c !== told && c.rows.length).file)),
	...cardProblems(told, { meta: { 'og:image:alt': heads.get(told.file).meta['og:image:alt'].replaceAll('（已失效）', ''), 'og:description': '' } }),
	...cardProblems(told, heads.get(told.file), [])],
	[/its card shows/, /the preview says/, /does not say that the sum is 已失效/, /not .*（已失效）$/]);

const home = heads.get('index.html');
site.reportFound('broken heads', [
	...sitemapProblems([...map.slice(1), [`${base}policies/${policies[0].slug}/`, '2026-11-21']], heads),
	...sitemapProblems([...map, [`${base}x/`, '2026-01-01']], heads),
	...headProblems('index.html', { ...home, canonical: [], meta: { ...home.meta, robots: 'noindex', PubDate: '2026', 'og:image': `${base}x/card.png` } }),
	...headProblems(`policies/${policies[0].slug}/index.html`, { ...home, alternates: { 'text/markdown x.md': '' } }),
	...footerProblems('index.html', { footer: '', logo: '' }, { url: 'https://example.org/official' })],
	[/not in the sitemap/, /robots is noindex/, /no canonical address/, /is of 2026-11-21, its digests of/, /canonical is missing/, /PubDate is 2026$/, /no picture/,
		/twin is not linked/, /x\.md is no file/, /does not say that it is/, /lacks 京ICP/, /lacks 查看官方原文/, /no logo/]);

// ----------------------------------------------------------------------------- feeds

const feeds = new Map([['feed.xml', policies]]);
for (const r of regions)
	if (ofRegion(r.key).length)
		feeds.set(`feeds/regions/${r.key}.xml`, ofRegion(r.key));
for (const m of json('measures'))
	if (ofMeasure(m.key).length)
		feeds.set(`feeds/measures/${m.key}.xml`, ofMeasure(m.key));
const feedFound = [];
for (const [address, of] of feeds) {
	const xml = files.has(address) ? site.read(second, address) : '<none/>';
	feedFound.push(...grammarProblems(address, xml));
	feedFound.push(...feedProblems(base, address, await inBrowser(readFeed, xml), of, words));
	const own = heads.get(`${address.slice(6, -4)}/index.html`) ?? home;
	if (!Object.keys(own.alternates).some((k) => k.endsWith(address)))
		feedFound.push(`${address} is not linked by its page`);
}
feedFound.push(...[...files].filter((f) => /^feed.*\.xml$/.test(f) && !feeds.has(f)).map((f) => `${f} has no policies`));
site.report(`${feeds.size} Atom feeds: grammar of RFC 4287, entries, days, status`, feedFound);
const xml = site.read(second, 'feed.xml');
const expired = policies.find((p) => p.status === 'expired' && xml.includes(`${p.title}（已失效）`));
site.reportFound('broken feeds', [
	...grammarProblems('x', xml.replace(/<updated>[^<]*<\/updated>/, '')), ...grammarProblems('y', xml.replace('+08:00</updated>', '</updated>')),
	...grammarProblems('z', xml.replace('</feed>', '')),
	...feedProblems(base, 'feed.xml', await inBrowser(readFeed, xml.replace(`${expired.title}（已失效）`, expired.title)
		.replaceAll(`<updated>${dayOf(policies[3])}`, '<updated>2026-11-30')), policies.slice(1), words)],
	[/^x: /, /^y: /, /^z: /, /does not say that it is 已失效/, /is of 2026-11-30/, /does not belong here/, /entries, /]);

// ------------------------------------------------------------------------- calendars

const calendars = new Map([['calendar.ics', policies], ...regions.map((r) => [`calendars/regions/${r.key}.ics`, ofRegion(r.key)])]
	.filter(([, of]) => of.some((p) => p.end && p.stage !== 'draft')));
const found = [...files].filter((f) => f.endsWith('.ics') && !calendars.has(f)).map((f) => `${f} has no terms`);
for (const [address, of] of calendars) {
	const { problems, calendar } = readCalendar(address, fs.readFileSync(path.join(second, address)));
	found.push(...problems, ...eventProblems(address, calendar, of, words));
	const own = heads.get(`${address.slice(10, -4)}/index.html`) ?? heads.get('timeline/index.html') ?? heads.get('policies/index.html');
	if (!Object.keys(own.alternates).some((k) => k.endsWith(address)))
		found.push(`${address} is not linked by its page`);
}
site.report(`${calendars.size} calendars: RFC 5545, a day for each term, status`, found);
const ics = fs.readFileSync(path.join(second, 'calendar.ics'));
const plain = readCalendar('calendar.ics', fs.readFileSync(path.join(first, 'calendar.ics')));
site.report('a calendar needs no base_url, and has the same UIDs', [...plain.problems,
	...(uids(plain.calendar).join() === uids(readCalendar('', ics).calendar).join() ? [] : ['the UIDs differ'])]);
const spoil = (from, to) => {
	const { problems, calendar } = readCalendar('x', Buffer.from(ics.toString('utf8').replace(from, to)));
	return [...problems, ...eventProblems('x', calendar, policies, words)];
};
const folded = Buffer.from(ics);
folded.write('\r\n ', ics.indexOf('《') + 1, 'latin1');
site.reportFound('broken calendars', [...spoil('\r\n', '\n'), ...spoil(/\r\n /g, ''), ...spoil('DTSTART;VALUE=DATE:2', 'DTSTART;VALUE=DATE:3'),
	...spoil('END:VEVENT', 'END:VTODO'), ...spoil('（已失效）', ''), ...spoil('DTSTAMP:2', 'DTSTAMP:3'), ...spoil(/UID:.*/g, 'UID:1'), ...spoil('SUMMARY:', 'SUMMARY '),
	...(() => { try { return readCalendar('x', folded).problems; } catch { return ['bytes that are no text']; } })()],
	[/CRLF/, /octets/, /is on 3/, /ends VEVENT/, /does not say that it is 已失效/, /has the stamps 3/, /UID occurs twice/, /no content line/, /no text|within a character/]);

// --------------------------------------------------------------------------- JSON-LD

const resolved = (file, crumbs) => crumbs.map((c) => ({ name: c.name,
	address: c.href === null ? addressOf(file) : addressOf(path.posix.join(path.posix.dirname(file), c.href)) }));
const graphs = new Map([...html].map(([f, text]) => [f, graphOf(text)]));
site.report('JSON-LD of every page is allowed by its hash', [...html].flatMap(([f, t]) => hashProblems(f, t)));
site.report('JSON-LD of every page keeps to the vocabulary', [...graphs].flatMap(([f, g]) => g.flatMap((o) => wordProblems(f, o))));
site.report('crumbs that are told are those that are shown', [...heads].filter(([f, h]) => h.crumbs.length && !h.moved && f !== '404.html')
	.flatMap(([f, h]) => crumbProblems(f, base, resolved(f, h.crumbs), graphs.get(f))));
site.report('each policy is a law, each sum a grant', policies.flatMap((p) => policyProblems(p, supports.filter((s) => s.policy === p.slug),
	graphs.get(`policies/${p.slug}/index.html`), words)));

// Every file of data for spreadsheets and programs is a download of the Dataset, and nothing else is.
const encodings = { json: 'application/json', csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
function datasetProblems(graph) {
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
const ofData = graphs.get('data/index.html');
site.report('the data are a Dataset with its files', datasetProblems(ofData));
const spoiltSet = structuredClone(ofData);
const set = spoiltSet.find((o) => o['@type'] === 'Dataset');
set.dateModified = '2020-01-01';
delete set.license;
set.distribution[0].contentUrl += 'x';
set.distribution[1].encodingFormat = 'text/plain';
site.reportFound('a broken Dataset', [...datasetProblems([]), ...datasetProblems(spoiltSet)],
	[/there is no Dataset/, /is of 2020-01-01/, /no license/, /x is no file/, /is no file of text\/plain/, /is not in the Dataset/]);

async function violations(text) {
	const seen = [];
	const listen = (m) => { if (/Content Security Policy/.test(m.text())) seen.push(m.text()); };
	page.on('console', listen);
	for (const [file, content] of text) {
		const at = path.join(second, `${file}.check.html`);
		fs.writeFileSync(at, content);
		await page.goto(site.address(second, `${file}.check.html`));
		fs.unlinkSync(at);
	}
	page.off('console', listen);
	return seen;
}
const kinds = ['index.html', 'data/index.html', `policies/${policies[1].slug}/index.html`, `regions/${policies[1].region}/index.html`];
site.report('Chromium finds no breach of the policy', await violations(kinds.map((f) => [f, html.get(f)])));
const inline = html.get('index.html').replace('</head>', '<script>document.title = 1</script></head>');
const own = policies.find((p) => supports.some((s) => s.policy === p.slug && s.amount_yuan !== null));
const graph = graphs.get(`policies/${own.slug}/index.html`);
const law = { ...graph.find((o) => o['@type'] === 'Legislation') };
site.reportFound('broken JSON-LD', [...hashProblems('x', html.get('index.html').replace('"WebSite"', '"Website"')), ...await violations([['index.html', inline]]),
	...wordProblems('x', { ...law, amount: 1, legislationDate: 'May' }), ...wordProblems('x', { '@type': 'Law' }),
	...policyProblems(own, supports.filter((s) => s.policy === own.slug).map((s) => ({ ...s, amount_yuan: s.amount_yuan && 7 })), graph, words),
	...policyProblems({ ...own, status: 'none' }, [], graph, words), ...crumbProblems('x', base, [{ name: 'x', address: '' }], [])],
	[/the policy allows/, /inline script/i, /no amount/, /legislationDate is May/, /no type Law/, /is \{"@type":"MonetaryAmount/, /its force/, /grants for 0/, /shown 1 x/]);

// ----------------------------------------------------------------------------- twins

async function twinProblems(folder) {
	const all = new Set(site.files(folder));
	const problems = [];
	for (const file of [...all].filter((f) => f.endsWith('index.html'))) {
		const twin = file.replace(/html$/, 'md');
		if (!all.has(twin)) {
			problems.push(`${file} has no twin`);
			continue;
		}
		const markdown = site.read(folder, twin);
		problems.push(...textProblems(twin, markdown, await inBrowser(mainText, site.read(folder, file))),
			...tableProblems(twin, markdown), ...linkProblems(twin, markdown, all));
	}
	return problems;
}
site.report('every page has a Markdown twin with the same words', await twinProblems(second));
const twin = site.read(second, 'caps/index.md');
site.reportFound('broken twins', [...textProblems('x', twin.replace('资助', ''), await inBrowser(mainText, html.get('caps/index.html'))),
	...tableProblems('x', twin.replace('| --- ', '')), ...tableProblems('x', twin.replace(/(--- \|\n\|)/, '$1 x |')),
	...linkProblems('caps/index.md', '[a](gone.md) [b](../index.html)', files)],
	[/the page has/, /without its second line/, /cells under/, /gone\.md leads nowhere/, /index\.html leads nowhere, or past/]);

// ---------------------------------------------------------- llms.txt, addresses, dictionary

function llmsProblems(text) {
	const lines = text.split('\n');
	const linked = [...text.matchAll(/^- \[.*?\]\((\S+)\)/gm)].map((m) => m[1]);
	const marked = text.replace(/\\[!-/:-@[-`{-~]/g, '').match(/<|`|\*|\[[^\]]*\[/g) ?? [];
	return [...marked.map((m) => `${m} is read as markup`), ...linked.filter((to) => !files.has(to.replace(base, ''))).map((to) => `${to} is no file`),
		...policies.filter((p) => !lines.some((l) => l.includes(`(${base}policies/${p.slug}/index.md): ${words[p.status]}：`)))
			.map((p) => `${p.slug} is not listed with its status`)];
}
site.report('llms.txt lists each policy with its status, and files that exist', llmsProblems(site.read(second, 'llms.txt')));
site.reportFound('a broken llms.txt', llmsProblems('- [x](gone.md)\n- [a<i>]()'), [/< is read as markup/, /gone\.md is no file/, /is not listed/]);

function addressProblems(list, of) {
	const places = new Set(list);
	const problems = list.filter((a) => {
		const [to, place] = a.split('#');
		const file = to.endsWith('/') ? `${to}index.html` : to;
		return !(files.has(file) || file.endsWith('.pdf')) || (place && !of.get(file).ids.includes(place));
	}).map((a) => `${a} is not there`);
	const rows = [...supports, ...json('pools'), ...json('targets')].map((r) => `policies/${r.id.replace('/', '/#')}`);
	return [...problems, ...[...rows, ...pages.map(addressOf).filter((a) => a && !/^caps\/status\/|\/\d+\/$/.test(a))].filter((a) => !places.has(a)).map((a) => `${a} is not in the list`)];
}
const list = site.read(second, 'data/addresses.txt').trimEnd().split('\n');
site.report(`data/addresses.txt: ${list.length} pages and places, all there`, addressProblems(list, heads));
site.reportFound('a broken list of addresses', addressProblems(['gone/', `policies/${own.slug}/#gone`], heads), [/^gone\/ is not there/, /#gone is not there/, /not in the list/]);

// The part of supports.csv that some policies or one measure have.
function partProblems(name, rows, table = 'supports') {
	const lines = site.read(second, `data/${table}.csv`).split('\r\n');
	const wanted = [lines[0], ...json(table).flatMap((s, i) => (rows.includes(s.id) ? [lines[i + 1]] : []))].sort().join('\n');
	const text = files.has(name) ? site.read(second, name) : '';
	return text.split('\r\n').filter(Boolean).sort().join('\n') === wanted ? [] : [`${name} has other rows`];
}
const idsOf = (test) => supports.filter(test).map((s) => s.id);
site.report('a CSV for each region and measure', [
	...regions.flatMap((r) => partProblems(`data/regions/${r.key}.csv`, idsOf((s) => isWithin(s.region, r.key)))),
	...json('measures').flatMap((m) => partProblems(`data/measures/${m.key}.csv`, idsOf((s) => s.measure === m.key)))]);
// Of a policy each of its tables, and no file where it has no rows.
const tables = ['supports', 'pools', 'targets'];
const ownParts = (rowsOf) => tables.flatMap((table) => policies.flatMap((p) => {
	const name = `data/policies/${p.slug}/${table}.csv`, rows = rowsOf(table).filter((r) => r.policy === p.slug);
	if (!rows.length)
		return files.has(name) ? [`${name} has no rows`] : [];
	return [...partProblems(name, rows.map((r) => r.id), table),
		...site.read(second, `policies/${p.slug}/index.html`).includes(`/${p.slug}/${table}.csv"`) ? [] : [`${name} is not linked`]];
}));
site.report('a CSV for each table of a policy', ownParts(json));
site.reportFound('tables of policies with other rows', ownParts((table) => json(table).slice(1)), [/has other rows/]);
site.reportFound('a part with other rows', partProblems(`data/regions/${own.region}.csv`, []), [/has other rows/]);

// Where a reader ends who asks for an address.
async function endOf(file, place, script) {
	const context = await browser.newContext({ javaScriptEnabled: script });
	const tab = await context.newPage();
	await tab.goto(`${site.address(second, file)}#${place}`);
	await tab.waitForURL((u) => !u.pathname.includes('/former-name/') && !u.pathname.includes('/old/'), { timeout: 3000 }).catch(() => {});
	const end = tab.url().slice(site.address(second, '').length).replace(/^\//, '');
	const link = await tab.locator('main a').first().getAttribute('href');
	await context.close();
	return { end, link };
}
const renamed = policies.find((p) => p.aliases.includes('former-name'));
async function movedProblems([file, place, script, wanted, present]) {
	const { end, link } = await endOf(file, place, script);
	const problems = end === wanted ? [] : [`${file} ends at ${end}`];
	return script || link === present ? problems : [...problems, `${file} links ${link} without script`];
}
const ends = [['policies/former-name/index.html', 'term', true, `policies/${renamed.slug}/index.html#term`],
	['policies/former-name/index.html', 'term', false, 'policies/former-name/index.html#term', `../${renamed.slug}/index.html`],
	['regions/old/index.html', 'x', true, 'regions/zhejiang/index.html#x']];
for (const e of ends)
	site.report(`${e[0]} ${e[2] ? 'leads to the same place of the present page' : 'links it without script'}`, await movedProblems(e));
const stuck = path.join(second, 'regions/old/index.html');
const moving = fs.readFileSync(stuck, 'utf8');
fs.writeFileSync(stuck, moving.replace(/<script[^]*?<\/script>/g, '').replace(/<meta http-equiv="refresh"[^>]*>/g, ''));
site.reportFound('a moved page that leads nowhere', [...await movedProblems(ends[2]), ...await movedProblems([...ends[1].slice(0, 4), '../x/index.html'])],
	[/old\/index\.html ends at regions\/old/, /links .* without script/]);
fs.writeFileSync(stuck, moving);

// The rows of the dictionary of a file: name, type, meaning; runs in the browser.
function readDictionary(text) {
	const doc = new DOMParser().parseFromString(text, 'text/html');
	return [...doc.querySelectorAll('main section[id]')].map((s) => ({ file: s.id,
		rows: [...s.querySelectorAll('tbody tr')].map((r) => [...r.cells].map((c) => c.textContent.trim())) }));
}
function dictionaryProblems(dictionary) {
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
const dictionary = await inBrowser(readDictionary, html.get('data/dictionary/index.html'));
site.report('the data dictionary explains every column, and no other', dictionaryProblems(dictionary));
site.reportFound('a broken dictionary', dictionaryProblems([...dictionary.slice(1),
	{ ...dictionary[0], rows: [['x', ''], ...dictionary[0].rows.slice(1), [dictionary[0].rows[0][0], '']] }]), [/ is not explained/, / has no x/]);
await browser.close();
