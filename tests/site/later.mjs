// What moves when a digest is changed, and when a day passes. The site of content/ is built with a base_url
// three times: as it is, with one digest changed, and as of a day years later. The days of the sitemap, the
// entries of the feeds and the events of the calendar must move where something changed, and nowhere else.
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import * as site from './site.lib.mjs';
import { dayOf, feedProblems, readFeed } from './publish/feeds.lib.mjs';
import { eventProblems, readCalendar, uids } from './publish/calendar.lib.mjs';

const build = path.resolve(process.env.BUILD ?? 'build');
const work = path.join(build, 'tests/later');
const base = 'https://policy.example.org/';
const words = { draft: '征求意见稿', not_yet: '尚未施行', in_force: '有效期内', expired: '已失效', unstated: '未载明期限',
	undetermined: '无法确定' };
const changed = 'hangzhou-policies', changedOn = '2026-12-01', years = '2031-01-01';

const content = path.join(work, 'content');
fs.rmSync(work, { recursive: true, force: true });
fs.cpSync('content', content, { recursive: true });
fs.rmSync(path.join(content, 'addresses.txt'), { force: true });
fs.appendFileSync(path.join(content, 'site.yml'), `base_url: ${base}\n`);

function make(name, ...more) {
	for (const part of ['site', 'data']) {
		const run = spawnSync(path.join(build, 'digestpress'), ['build', '--quiet', '--only', part, '--content', content,
			'--out', path.join(work, name), ...more], { encoding: 'utf8' });
		if (run.status !== 0)
			throw new Error(run.stderr);
	}
	return path.join(work, name, 'site');
}
const before = make('before');
const digest = path.join(content, `policies/${changed}.md`);
fs.writeFileSync(digest, fs.readFileSync(digest, 'utf8').replace(/^updated: .*$/m, `updated: ${changedOn}`));
const after = make('after'), later = make('later', '--as-of', years);
const policiesOf = (folder) => JSON.parse(site.read(folder, 'data/policies.json'));

// --------------------------------------------------------------------------- sitemap

const daysOf = (folder) => new Map([...site.read(folder, 'sitemap.xml').matchAll(/<loc>(.*?)<\/loc><lastmod>(.*?)<\/lastmod>/g)]
	.map(([, url, day]) => [url.slice(base.length), day]));
// Pages that tell of all digests, if only by their number.
const overview = /^[a-z]*\/?$|^data\/dictionary\/$/;
// Pages made of the rows of digests; others only link what they name.
const made = /^(regions|measures|topics|caps|compare)\/./;

function movedProblems(old, now) {
	const problems = [];
	if (old.size !== now.size)
		problems.push(`${now.size} addresses, ${old.size} before`);
	for (const [address, day] of now) {
		const moved = day !== old.get(address), shows = site.read(after, address, 'index.html').includes(`policies/${changed}/`);
		if (moved && day !== changedOn)
			problems.push(`${address} is of ${day}`);
		if (address === `policies/${changed}/` || overview.test(address) || (made.test(address) && shows)) {
			if (!moved)
				problems.push(`${address} has not moved`);
		} else if (moved && !(address.startsWith('departments/') && shows)) {
			problems.push(`${address} has moved`);
		}
	}
	return problems;
}
const old = daysOf(before), now = daysOf(after);
const moved = [...now].filter(([a, d]) => d !== old.get(a));
site.report(`a digest that changes moves ${moved.length} of ${now.size} days in the sitemap`, movedProblems(old, now));
const other = [...now.keys()].find((a) => /^policies\/./.test(a) && !a.includes(changed));
site.reportFound('days that move where nothing changed, or do not where it did', [
	...movedProblems(old, new Map(now).set(other, changedOn)), ...movedProblems(old, new Map(now).set(`policies/${changed}/`, old.get(`policies/${changed}/`))),
	...movedProblems(old, new Map(now).set('', '2026-12-02'))], [/^policies\/.* has moved/, /^policies\/.* has not moved/, /^ is of 2026-12-02/]);
// The rows of a table stand by state, so that its pages have others then.
site.report('a day that passes moves none of them but pages of tables', movedProblems(old, new Map(daysOf(later))).filter((p) => !/^caps\/|addresses, /.test(p)));

// ----------------------------------------------------------------------------- feeds

const browser = await site.openChromium();
const page = await browser.newPage();
const feed = async (folder) => page.evaluate(readFeed, site.read(folder, 'feed.xml'));
const [feedBefore, feedAfter, feedLater] = [await feed(before), await feed(after), await feed(later)];
const idOf = (slug) => `${base}policies/${slug}/`;

function entryProblems(was, is, slugs) {
	const problems = [];
	const ids = (f) => f.entries.map((e) => e.id).sort().join();
	if (ids(was) !== ids(is))
		problems.push('the ids differ');
	for (const e of is.entries) {
		const m = was.entries.find((x) => x.id === e.id)?.updated !== e.updated;
		if (m !== slugs.some((s) => idOf(s) === e.id))
			problems.push(`${e.id} has ${m ? '' : 'not '}moved`);
	}
	return problems;
}
site.report('a digest that changes is the newest entry, and the only one that moves', [...entryProblems(feedBefore, feedAfter, [changed]),
	...(feedAfter.entries[0].id === idOf(changed) && feedAfter.updated.startsWith(changedOn) ? [] : [`the first is ${feedAfter.entries[0].id}`])]);
const started = policiesOf(later).filter((p) => dayOf(p) !== dayOf(policiesOf(after).find((x) => x.slug === p.slug)));
site.report(`the ${started.length} digests that expire or take effect meanwhile come up anew`, !started.length ? ['too few to see'] :
	entryProblems(feedAfter, feedLater, started.map((p) => p.slug)));
site.report('the feed of that day', feedProblems(base, 'feed.xml', feedLater, policiesOf(later), words));
site.reportFound('entries that move or stay wrongly', [...entryProblems(feedBefore, feedAfter, []), ...entryProblems(feedBefore, feedAfter, [changed, other.split('/')[1]]),
	...entryProblems({ entries: feedBefore.entries.slice(1) }, feedAfter, [changed])], [/ has moved/, / has not moved/, /the ids differ/]);
await browser.close();

// -------------------------------------------------------------------------- calendar

const calendar = (folder) => readCalendar('calendar.ics', fs.readFileSync(path.join(folder, 'calendar.ics')));
const [one, two] = [calendar(before), calendar(later)];
site.report('events keep their UIDs, with the state of that day', [...two.problems, ...eventProblems('calendar.ics', two.calendar, policiesOf(later), words),
	...(uids(one.calendar).join() === uids(two.calendar).join() ? [] : ['the UIDs differ'])]);
const alarms = (c) => c.calendar.parts.filter((e) => e.parts.length).length;
site.report('what is over reminds nobody', alarms(one) > alarms(two) && alarms(two) === policiesOf(later).filter((p) => p.end >= years && p.stage !== 'draft').length
	? [] : [`${alarms(two)} events with alarms, ${alarms(one)} before`]);
