// The script of the page as a library: the very file, in a context that has no document.
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

// estimate(query) of a built site; the answers as `digestpress estimate --json` prints them.
export function loadEstimate(site, script = path.join(site, 'assets/estimate.js')) {
	const context = vm.createContext({ URLSearchParams });
	context.window = context;
	const folder = path.join(site, 'data/rows');
	const names = fs.readdirSync(folder).filter((n) => n !== 'index.js').map((n) => path.join(folder, n));
	for (const file of [path.join(folder, 'index.js'), ...names, script]) {
		vm.runInContext(fs.readFileSync(file, 'utf8'), context, { filename: file });
	}
	const sum = (s) => s && { low: s.low, high: s.high, rows: s.rows };
	return (query) => {
		const e = context.digestpress.estimate(query);
		return JSON.parse(JSON.stringify({
			query,
			rows: e.rows.map((r) => ({
				id: r.id, answer: r.answer, reasons: r.open.map(([key]) => key), low: r.low, high: r.high,
				currency: r.row.currency || 'CNY', status: r.policy.status, clause: r.row.clause, rule: r.rule, left: r.left,
			})),
			sure: sum(e.sure),
			possible: sum(e.possible),
		}));
	};
}

// Numbers that follow from a seed.
export function makeRandom(seed) {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return (t ^ (t >>> 14)) >>> 0;
	};
	const below = (n) => next() % n;
	return { below, pick: (list) => list[below(list.length)], chance: (percent) => below(100) < percent };
}
