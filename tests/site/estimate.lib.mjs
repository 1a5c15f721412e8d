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
				currency: r.currency || 'CNY', status: r.policy.status, clause: r.clause, rule: r.rule, with: r.mates.map((mate) => mate.id), left: r.left,
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

// Questions to a built site: regions with support more often than others.
export function makeQueries(random, site, n) {
	const context = vm.createContext({});
	context.window = context;
	const folder = path.join(site, 'data/rows');
	const load = (name) => vm.runInContext(fs.readFileSync(path.join(folder, name), 'utf8'), context);
	['index.js', ...fs.readdirSync(folder).filter((name) => name !== 'index.js')].forEach(load);
	const { rowIndex, rowShards } = context.digestpress;
	const ids = Object.fromEntries(Object.entries(rowShards).map(([key, s]) => [key, s.rows.map((r) => `${s.policies[r[0]][0]}/${r[1]}`)]));
	const some = (list, percent) => list.filter(() => random.chance(percent)).map((entry) => entry[0]);
	return Array.from({ length: n }, () => {
		const region = random.chance(70) ? random.pick(Object.keys(rowShards)) : random.pick(rowIndex.regions)[0];
		const lists = { for: some(rowIndex.recipients, 25), measure: some(rowIndex.measures, random.pick([0, 8, 30, 90])),
			met: (ids[region] ?? []).filter(() => random.chance(random.pick([0, 20]))) };
		const spend = Math.floor(10 ** (random.below(1100) / 100) * (1 + random.below(9) / 9));
		return [`region=${region}`, ...Object.entries(lists).filter(([, list]) => list.length).map(([name, list]) => `${name}=${list}`),
			...(random.chance(70) ? [`spend=${Math.min(spend, 1e12)}`] : []),
			...(random.chance(40) ? [`basis=${random.pick(rowIndex.bases)[0]}`] : []),
			...(random.chance(40) ? [`count=${1 + random.below(5000)}`] : []),
			...(random.chance(50) ? ['expired=1'] : [])].join('&');
	});
}

// Digests of every form of a sum, in work/content.
export function makeContent(random, work) {
	const folder = path.join(work, 'content');
	const { pick, below, chance } = random;
	const yuan = () => pick(['1元', '99元', '3万元', '12.5万元', '500万元', '1.25亿元', '2亿元', '20万美元']);
	const ratio = () => `${chance(30) ? '不超过' : ''}${pick(['0.3%', '2‰', '15%', '33.333%', '50%', '100%'])}`;
	const basis = () => pick(['投入×', '实际投入×', '硬件投入×', '贷款额×', '收入×', '投入和贷款额×', '']);
	const period = () => pick(['', '', '，每年', '，每月', '，一次性']);
	const sum = () => pick([
		() => `最高${yuan()}`, () => `定额${yuan()}`, () => '30—50万元', () => '每证3—5万元',
		() => `每${pick(['证', '个项目', '家企业'])}${chance(40) ? '最高' : ''}${yuan()}`, () => `${basis()}${ratio()}`,
		() => `${basis()}${ratio()}，最高${yuan()}`, () => '投入×不超过20%，最低1万元，最高30万元', () => '1:1配套',
	])() + period();
	const recipient = () => pick(['企业', '高校', '企业、高校', '龙头企业', '项目', '单位', '—', '企业或单位']);
	const bound = () => `认定，${pick(['投入', '固定投入', '贷款额', '实际投入'])}${pick(['不低于', '超过', '不超过', '低于'])}${yuan()}`;
	// Rows, and anchors of those under no ceiling.
	let free;
	const rows = (places = [0, 0, 0]) => Array.from({ length: 12 }, (_, i) => {
		const measure = pick(['研发补助', '算力', '人才', '场景']);
		let anchor;
		const clause = () => {
			const n = below(3);
			anchor = `a${n + 1}-s${places[n] += 1}`;
			return '一二三'[n];
		};
		const line = (text, condition) => `| ${clause()} | 事项${i} | ${recipient()} | ${text} | ${condition} | ${measure} | — |`;
		const first = line(sum(), pick(['—', '—', '认定', bound(), bound()]));
		const own = anchor;
		const over = (n) => line(`对上${n}行：最高${pick(['1万元', '100万元'])}${period()}`, pick(['—', '只限其中一部分']));
		const shared = () => ['20%', '30%'].map((r) => `| 四 | 共享${i} | 企业 | 投入×${r}，共最高${i + 1}万元 | — | ${pick(['研发补助', '算力'])} | — |`);
		const ceiling = chance(25) ? [over(1)] : [];
		free.push(...(ceiling.length ? [] : [own]));
		return [first, ...ceiling, ...(chance(15) ? shared() : [])].join('\n');
	}).join('\n');
	const put = (name, text) => {
		fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
		fs.writeFileSync(path.join(folder, name), text);
	};
	put('site.yml', 'title: 样\npublisher: 样\ndisclaimer: 以原文为准。\nas_of: 2026-11-21\n');
	put('regions.yml', 'a: {name: 甲省, short: 甲, code: "330000", level: province, pinyin: jia}\n' +
		'b: {name: 乙市, short: 乙, code: "330100", parent: a, level: city, pinyin: yi}\n' +
		'c: {name: 丙区, short: 丙, code: "330102", parent: b, level: district, pinyin: bing}\n');
	put('measures.yml', 'rd: {name: 研发补助}\ncompute: {name: 算力}\ntalent: {name: 人才}\nscene: {name: 场景}\n');
	put('topics.yml', 'all: {name: 全部}\n');
	put('recipients.yml', 'kinds:\n  firm: {name: 企业, words: [企业]}\n  school: {name: 高校, words: [高校]}\n' +
		'  thing: {name: 项目, open: true, narrow: [项目]}\n  unit: {name: 单位, open: true, words: [单位]}\nbeside: [、, 或]\n');
	put('estimate.yml', 'bases:\n  spending: {name: 投入, whole: true, words: [投入]}\n  loan: {name: 贷款, words: [贷款额, 上级资金]}\n' +
		'  income: {name: 收入, narrow: [收入]}\nbeside: [实际]\nnarrow: [固定]\npartial: [只限]\n');
	const terms = ['', 'term: {from: 2020-01-01, to: 2021-12-31}\n', 'term: {from: 2020-01-01, to: 2030-12-31}\n',
		'term: {from: 2028-01-01, to: 2030-12-31}\n', 'term: {after: 印发之日, years: 2}\n'];
	for (let i = 0; i < 20; i++) {
		free = [];
		const table = rows();
		const together = [free.splice(0, 2), free.splice(0, 3)].filter((list) => list.length > 1);
		put(`policies/p${i}.md`, `---\ntitle: 政策${i}\nshort_title: 政策${i}\nregion: ${pick(['a', 'b', 'c'])}\n` +
			`stage: ${chance(15) ? 'draft' : 'final'}\n${pick(terms)}together: ${JSON.stringify(together)}\ntopics: [all]\n` +
			`source: {file: x.txt, sha256: ${'0'.repeat(64)}}\nupdated: 2026-11-21\nchecked: 2026-11-21\n---\n\n## 资金支持\n\n` +
			`| 条款 | 事项 | 对象 | 标准 | 条件 | 类别 | 责任单位 |\n| --- | --- | --- | --- | --- | --- | --- |\n${table}\n`);
	}
}
