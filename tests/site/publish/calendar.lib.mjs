// Calendars after RFC 5545: lines, folding, properties; an event for each policy whose term ends, on
// its last day, with its status.

import { dayOf } from './feeds.lib.mjs';

// Content lines, unfolded; what the format forbids goes to problems.
function unfold(name, bytes, problems) {
	const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	if (!text.endsWith('\r\n') || /[^\r]\n|\r[^\n]/.test(text))
		problems.push(`${name}: a line does not end in CRLF`);
	let start = 0;
	for (let at = bytes.indexOf('\r\n'); at >= 0; start = at + 2, at = bytes.indexOf('\r\n', start)) {
		const line = bytes.subarray(start, at);
		if (line.length > 75)
			problems.push(`${name}: a line of ${line.length} octets`);
		try {
			new TextDecoder('utf-8', { fatal: true }).decode(line);
		} catch {
			problems.push(`${name}: a line is folded within a character`);
		}
	}
	return text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
}

const unescape = (s) => s.replace(/\\([\\;,nN])/g, (m, c) => (/n/i.test(c) ? '\n' : c));

// The components of a calendar as a tree: { name, lines: { NAME: value }, parts }.
export function readCalendar(name, bytes) {
	const problems = [];
	const root = { name: '', lines: {}, parts: [] };
	const open = [root];
	for (const line of unfold(name, bytes, problems)) {
		const m = /^([A-Z-]+)((?:;[A-Z-]+=[^;:]*)*):(.*)$/s.exec(line);
		if (!m) {
			problems.push(`${name}: no content line: ${line}`);
			continue;
		}
		const [, key, parameters, value] = m;
		if (key === 'BEGIN') {
			open.push({ name: value, lines: {}, parts: [] });
		} else if (key === 'END') {
			const part = open.pop();
			if (part.name !== value || !open.length)
				problems.push(`${name}: END:${value} ends ${part.name}`);
			(open.at(-1) ?? root).parts.push(part);
		} else {
			if (key in open.at(-1).lines)
				problems.push(`${name}: ${key} occurs twice`);
			open.at(-1).lines[key] = parameters ? { parameters, value } : unescape(value);
		}
	}
	if (open.length !== 1 || root.parts.length !== 1 || root.parts[0].name !== 'VCALENDAR')
		problems.push(`${name}: there is not one VCALENDAR`);
	return { problems, calendar: root.parts[0] ?? root };
}

const compact = (d) => d.replaceAll('-', '');
const dayAfter = (d) => new Date(Date.parse(d) + 86400000).toISOString().slice(0, 10);

export function eventProblems(name, calendar, policies, words) {
	const problems = [];
	const wrong = (what) => problems.push(`${name}: ${what}`);
	const expected = policies.filter((p) => p.end && p.stage !== 'draft');
	const events = calendar.parts;
	if (calendar.lines.VERSION !== '2.0' || !calendar.lines.PRODID)
		wrong('VERSION or PRODID is missing');
	if (events.length !== expected.length)
		wrong(`${events.length} events for ${expected.length} terms`);
	if (new Set(events.map((e) => e.lines.UID)).size !== events.length)
		wrong('a UID occurs twice');
	for (const p of expected) {
		const e = events.find((x) => x.lines.DESCRIPTION?.startsWith(`《${p.title}》`))?.lines;
		if (!e) {
			wrong(`${p.slug} is missing`);
			continue;
		}
		if (e.DTSTART.parameters !== ';VALUE=DATE' || e.DTSTART.value !== compact(p.end) ||
			e.DTEND.value !== compact(dayAfter(p.end)))
			wrong(`${p.slug} is on ${e.DTSTART.value}, not ${p.end}`);
		if (e.DTSTAMP !== `${compact(p.as_of)}T000000Z` || e['LAST-MODIFIED'] !== `${compact(dayOf(p))}T000000Z`)
			wrong(`${p.slug} has the stamps ${e.DTSTAMP} and ${e['LAST-MODIFIED']}`);
		if (!e.SUMMARY?.endsWith(`（${words[p.status]}）`) || !e.DESCRIPTION.includes(`\n${words[p.status]}：`))
			wrong(`${p.slug} does not say that it is ${words[p.status]}`);
	}
	return problems;
}

export const uids = (calendar) => calendar.parts.map((e) => e.lines.UID).sort();
