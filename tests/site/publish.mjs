// What the site tells machines. A second site is built from the same digests with a base_url, all
// keys of site.yml and another `updated` for each digest: its sitemap, feeds, calendars, heads, JSON-LD,
// twins, lists of addresses are read here by parsers of their own and held against the data.
import fs from 'node:fs';
import path from 'node:path';
import * as site from './site.lib.mjs';
import { base, files, first, html, isWithin, json, ofMeasure, ofRegion, addressOf, policies, regions, second, supports, words } from './publish/second.lib.mjs';
import { footerProblems, headProblems, readHead, readSitemap, robotsProblems, sitemapProblems } from './publish/heads.lib.mjs';
import { addressProblems, datasetProblems, dictionaryProblems, llmsProblems, partProblems, readDictionary } from './publish/lists.lib.mjs';
import { dayOf, feedProblems, grammarProblems, readFeed } from './publish/feeds.lib.mjs';
import { eventProblems, readCalendar, uids } from './publish/calendar.lib.mjs';
import { crumbProblems, graphOf, hashProblems, policyProblems, wordProblems } from './publish/linked.lib.mjs';
import { sumProblems } from './publish/sums.lib.mjs';
import { linkProblems, mainText, tableProblems, textProblems } from './publish/twins.lib.mjs';

const browser = await site.openChromium();
const page = await browser.newPage();
const inBrowser = (fn, text) => page.evaluate(fn, text);

// ------------------------------------------------------------------ heads, sitemap

const heads = new Map();
for (const [file, text] of html)
	heads.set(file, await inBrowser(readHead, text));
const map = await inBrowser(readSitemap, site.read(second, 'sitemap.xml'));
site.report(`sitemap: ${map.length} addresses, with the day of the newest digest`, sitemapProblems(map, heads));

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

site.report('llms.txt lists each policy with its status, and files that exist', llmsProblems(site.read(second, 'llms.txt')));
site.reportFound('a broken llms.txt', llmsProblems('- [x](gone.md)\n- [a<i>]()'), [/< is read as markup/, /gone\.md is no file/, /is not listed/]);

const list = site.read(second, 'data/addresses.txt').trimEnd().split('\n');
site.report(`data/addresses.txt: ${list.length} pages and places, all there`, addressProblems(list, heads));
site.reportFound('a broken list of addresses', addressProblems(['gone/', `policies/${own.slug}/#gone`], heads), [/^gone\/ is not there/, /#gone is not there/, /not in the list/]);

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

const dictionary = await inBrowser(readDictionary, html.get('data/dictionary/index.html'));
site.report('the data dictionary explains every column, and no other', dictionaryProblems(dictionary));
site.reportFound('a broken dictionary', dictionaryProblems([...dictionary.slice(1),
	{ ...dictionary[0], rows: [['x', ''], ...dictionary[0].rows.slice(1), [dictionary[0].rows[0][0], '']] }]), [/ is not explained/, / has no x/]);
await browser.close();
