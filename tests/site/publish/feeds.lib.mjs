// Atom feeds: valid after the grammar beside this file; each has the entries that it should, by the
// days that the digests give, and says the status of each.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const grammar = fileURLToPath(new URL('atom.rng', import.meta.url));

// What the grammar finds wrong; xmllint reads the feed from standard input.
export function grammarProblems(name, xml) {
	const run = spawnSync('xmllint', ['--noout', '--nonet', '--relaxng', grammar, '-'], { input: xml, encoding: 'utf8' });
	if (run.error)
		return [`xmllint: ${run.error.message}`];
	return run.status === 0 ? [] : [`${name}: ${run.stderr.trim().split('\n').slice(0, 3).join(' ')}`];
}

// A feed as the browser's parser has it; runs there.
export function readFeed(xml) {
	const doc = new DOMParser().parseFromString(xml, 'application/xml');
	const of = (e, name) => [...e.children].filter((c) => c.localName === name);
	const text = (e, name) => of(e, name)[0]?.textContent ?? '';
	const links = (e) => of(e, 'link').map((l) => ({ rel: l.getAttribute('rel'), type: l.getAttribute('type'),
		href: l.getAttribute('href') }));
	const facts = (e) => ({ id: text(e, 'id'), title: text(e, 'title'), updated: text(e, 'updated'), links: links(e),
		summary: text(e, 'summary'), content: text(e, 'content') });
	return { ...facts(doc.documentElement), entries: of(doc.documentElement, 'entry').map(facts) };
}

const dayAfter = (d) => new Date(Date.parse(d) + 86400000).toISOString().slice(0, 10);

// The day on which a policy last became what it is, from the data.
export function dayOf(p) {
	const days = [p.updated];
	if (p.stage !== 'draft')
		days.push(p.start, p.end && dayAfter(p.end));
	return days.filter((d) => d && d <= p.as_of || d === p.updated).sort().at(-1);
}

export function feedProblems(base, address, feed, policies, words) {
	const problems = [];
	const wrong = (what) => problems.push(`${address}: ${what}`);
	const expected = new Map(policies.map((p) => [`${base}policies/${p.slug}/`, p]));
	if (feed.id !== base + address || !feed.links.some((l) => l.rel === 'self' && l.href === feed.id))
		wrong(`the feed is at ${feed.id}`);
	if (feed.updated !== feed.entries[0]?.updated)
		wrong(`updated is ${feed.updated}`);
	if (feed.entries.length !== Math.min(60, expected.size))
		wrong(`${feed.entries.length} entries, ${expected.size} policies`);
	if (new Set(feed.entries.map((e) => e.id)).size !== feed.entries.length)
		wrong('an id occurs twice');
	feed.entries.forEach((e, i) => {
		const p = expected.get(e.id);
		if (!p) {
			wrong(`${e.id} does not belong here`);
			return;
		}
		const status = words[p.status];
		if (e.updated !== `${dayOf(p)}T00:00:00+08:00`)
			wrong(`${p.slug} is of ${e.updated}, not ${dayOf(p)}`);
		if (i && e.updated > feed.entries[i - 1].updated)
			wrong(`${p.slug} is newer than what stands before it`);
		if (e.title !== `${p.title}（${status}）` || !e.summary.startsWith(`${status}：`))
			wrong(`${p.slug} does not say that it is ${status}: ${e.title}`);
		if (/元/.test(e.content) && !e.content.includes(`（${status}）：`))
			wrong(`${p.slug} shows sums without their status`);
		if (!e.links.some((l) => l.rel === 'alternate' && l.href === e.id))
			wrong(`${p.slug} does not link its page`);
	});
	return problems;
}
