/*
 * estimate/: what could my firm get? In: digestpress.rowIndex and rowShards (gen/web/rows_script.c), and
 * the questions, whose answers stand behind # in the address as `digestpress estimate --batch` reads them.
 * Out: digestpress.estimate(query), and the page made from it. The rules are those of gen/estimate/; a
 * test holds the two against each other. Nothing leaves the page.
 */
'use strict';

window.digestpress = window.digestpress || {};

(function () {
	const index = digestpress.rowIndex;
	const shards = digestpress.rowShards;

	// ------------------------------------------------------------ words

	function amountWords(n, currency) {
		const unit = n >= 1e8 && n % 1e6 === 0 ? 1e8 : n >= 1e4 && n % 100 === 0 ? 1e4 : 1;
		return n / unit + (unit === 1e8 ? '亿' : unit === 1e4 ? '万' : '') + index.currencies[currency || 'CNY'];
	}

	function rangeWords(low, high, currency) {
		return (low === 0 && high > 0 ? '最高' : low < high ? amountWords(low, currency) + '至' : '') +
			amountWords(high, currency);
	}

	function resultWords(r, times) {
		const { row } = r;
		return r.high === null ? '未测算' : rangeWords(r.low, r.high, row.currency) +
			(row.unit && !times ? `（每${row.unit}）` : '') + (row.period ? `，${row.period}` : '');
	}

	function ruleWords(r, q) {
		const { row } = r;
		const times = row.counted && q.count;
		const sum = (n) => amountWords(n, row.currency);
		let words = row.text;
		if (r.ofSpend) {
			words = `${row.basis}${sum(q.spend)} × ${row.atMost ? '不超过' : ''}${row.ratio / 1000}% = ` +
				sum(share(q.spend, row.ratio)) + (row.least ? `，最低${sum(row.least)}` : '') +
				(row.amount ? `，最高${sum(row.amount)}` : '');
		} else if (times) {
			const range = (n) => rangeWords(multiply(row.least || row.amount, n), multiply(row.amount, n), row.currency);
			words = `每${row.unit}${range(1)} × ${times} = ${range(times)}`;
		}
		words += (r.otherBasis ? '（所填数额不是比例的基数）' : '') +
			(r.ceiling ? `，${r.ceiling.item}最高${sum(r.ceiling.amount)}` : '');
		const result = resultWords(r, times);
		return words === result ? words : `${words} → ${result}`;
	}

	const reasonWords = ([, pattern], { row, policy }) => pattern.replace(/\{(\w+)\}/g, (_, name) => ({
		status: policy.reason, measure: nameOf(index.measures, row.measure),
	})[name] || row[name]);

	const nameOf = (list, key) => list.find((entry) => entry[0] === key)[1];

	// ------------------------------------------------------------ answers

	const share = (n, ratio) => Math.floor(n / 1e5) * ratio + Math.floor(n % 1e5 * ratio / 1e5);
	const multiply = (n, times) => Math.min(n, Math.floor(9e15 / times)) * times;
	const place = (list, key) => list.findIndex((entry) => entry[0] === key);
	const named = (columns, values) => Object.fromEntries(columns.map((name, i) => [name, values[i] || 0]));

	function parse(text) {
		const parts = new URLSearchParams(text);
		const list = (name) => (parts.get(name) || '').split(',').filter(Boolean);
		const number = (name, most) => (/^\d{1,13}$/.test(parts.get(name)) ? Math.min(+parts.get(name), most) : null);
		return {
			region: place(index.regions, parts.get('region')) < 0 ? '' : parts.get('region'),
			for: list('for').filter((key) => place(index.recipients, key) >= 0),
			measure: list('measure').filter((key) => place(index.measures, key) >= 0),
			spend: number('spend', 1e12),
			basis: place(index.bases, parts.get('basis')) < 0 ? (index.bases[0] || [''])[0] : parts.get('basis'),
			count: number('count', 1e6) || 0,
			expired: parts.get('expired') === '1',
			met: list('met'),
		};
	}

	// The region and those above it.
	function pathOf(key) {
		const path = [];
		for (let r = index.regions[place(index.regions, key)]; r; r = index.regions[place(index.regions, r[3])]) {
			path.push(r);
		}
		return path;
	}

	// The rows of a region, with names for what stands in them.
	function open(key) {
		const shard = shards[key] || { policies: [], rows: [] };
		if (!shard.open) {
			const policies = shard.policies.map((values) => named(index.policyColumns, values));
			shard.open = shard.rows.map((values) => {
				const row = named(index.columns, values);
				row.policy = policies[row.policy];
				row.id = `${row.policy.slug}/${row.anchor}`;
				row.ceilings = [];
				return row;
			});
			shard.open.forEach((row) => {
				row.over = (row.over || []).map((i) => shard.open[i]);
				row.over.forEach((under) => under.ceilings.push(row));
			});
		}
		return shard.open;
	}

	function weighRecipient(row, q) {
		const kinds = (row.recipients || []).map((i) => index.recipients[i]);
		if (!q.for.length) return 'recipient-unasked';
		if (!kinds.length) return 'recipient-unsaid';
		if (kinds.some(([key]) => q.for.includes(key))) return row.narrow && 'recipient-narrowed';
		return kinds.some(([, , isOpen]) => isOpen) ? 'recipient-open' : 'recipient-other';
	}

	function workOut(r, q, reasons) {
		const { row } = r;
		const asked = row.ratio && q.spend !== null;
		r.otherBasis = asked && (!row.basisKind || row.basisKind !== q.basis);
		if (asked && !r.otherBasis) {
			r.ofSpend = true;
			r.high = Math.min(share(q.spend, row.ratio), row.amount || Infinity);
			r.low = row.atMost ? Math.min(row.least, r.high) : r.high;
			if (row.narrowBasis) reasons.add('basis-narrowed');
			if (r.high < row.least) reasons.add('under-least');
		} else if (row.amount) {
			const times = (row.counted && q.count) || 1;
			r.high = multiply(row.amount, times);
			r.low = row.least ? multiply(row.least, times) : row.kind === 'cap' ? 0 : r.high;
		}
		row.ceilings.forEach((c) => {
			if (c.partial) reasons.add('part-ceiling');
			else if (c.currency === row.currency && r.high !== null && r.high > c.amount) {
				r.high = c.amount;
				r.low = Math.min(r.low, r.high);
				r.ceiling = c;
			}
		});
	}

	function answer(row, q) {
		const r = { id: row.id, row, policy: row.policy, low: null, high: null };
		const status = row.policy.status.replace('_', '-');
		const reasons = new Set([weighRecipient(row, q)]);
		reasons.add(status === 'expired' && q.expired ? 'shown-expired' : status);
		if (q.measure.length && !q.measure.includes(row.measure)) reasons.add('measure-other');
		if (row.conditions) reasons.add('conditions');
		workOut(r, q, reasons);
		const met = q.met.includes(row.id);
		r.open = index.reasons.filter(([key], i) => reasons.has(key) && !(met && i >= index.meetable));
		const never = r.open.filter((reason) => index.reasons.indexOf(reason) < index.certain);
		if (never.length) Object.assign(r, { open: never, low: null, high: null, ofSpend: false });
		r.answer = never.length ? 'not' : r.open.length ? 'check' : 'fits';
		return r;
	}

	// ------------------------------------------------------------ totals

	// The group of each row: its measure, joined to others by the spending and by ceilings.
	function makeGroups(all, rows) {
		const up = [...index.measures, 0].map((_, i) => i);
		const rootOf = (i) => (up[i] === i ? i : rootOf(up[i]));
		const node = (row) => place(index.measures, row.measure);
		const join = (i, j) => {
			const [a, b] = [rootOf(i), rootOf(j)];
			up[Math.max(a, b)] = Math.min(a, b);
		};
		const clause = (row) => row.policy.slug + row.anchor.replace(/-s\d+$/, '');
		all.forEach((row, i) => {
			row.over.forEach((under) => join(node(row), node(under)));
			if (i && row.shared && all[i - 1].shared && clause(row) === clause(all[i - 1])) join(node(row), node(all[i - 1]));
		});
		rows.forEach((r) => r.ofSpend && join(node(r.row), up.length - 1));
		rows.forEach((r) => { r.group = rootOf(node(r.row)); });
	}

	function leftOf(r, q) {
		if (r.answer === 'not') return 'not';
		if (/expired|draft|not_yet/.test(r.policy.status)) return 'status';
		if (r.high === null) return 'amount';
		if (r.row.currency) return 'currency';
		if (!/^(0|一次性|每年)$/.test(r.row.period)) return 'period';
		return q.measure.length ? null : 'unasked';
	}

	// The highest row of each group.
	function total(rows) {
		const best = new Map();
		rows.filter((r) => !r.left).forEach((r) => {
			if (!best.has(r.group) || r.high > best.get(r.group).high) best.set(r.group, r);
		});
		const counted = [...best.values()];
		const add = (name) => counted.reduce((sum, r) => sum + r[name], 0);
		return { low: add('low'), high: add('high'), rows: counted.length, counted };
	}

	digestpress.estimate = function (text) {
		const q = parse(text);
		const all = pathOf(q.region).flatMap(([key]) => open(key));
		const rows = all.filter((row) => !row.over.length).map((row) => answer(row, q));
		const e = { q, rows, sure: null, possible: null };
		makeGroups(all, rows);
		rows.forEach((r) => { r.left = leftOf(r, q); });
		if (q.measure.length) {
			e.sure = total(rows.filter((r) => r.answer === 'fits'));
			e.possible = total(rows);
			rows.forEach((r) => { r.left = r.left || (e.possible.counted.includes(r) ? null : 'group'); });
		}
		rows.forEach((r) => { r.rule = r.answer === 'not' ? null : ruleWords(r, q); });
		return e;
	};

	// ------------------------------------------------------------ the page

	const form = window.document && document.getElementById('estimate');
	if (!form) return;

	const results = document.getElementById('answers');
	const part = (name) => results.querySelector(`.${name}`);
	const boxes = () => form.querySelectorAll('[type=checkbox]');
	let met = [];

	function make(name, properties, ...children) {
		const e = Object.assign(document.createElement(name), properties);
		e.append(...children.filter(Boolean));
		return e;
	}

	// The form into the address, and back.
	function keep() {
		const { region, spend, basis, count } = form;
		const ticked = (name) => [...boxes()].filter((box) => box.name === name && box.checked).map((box) => box.value);
		const parts = {
			region: region.value, for: ticked('for'), measure: ticked('measure'), spend: spend.value && Math.round(spend.value * 1e4),
			basis: basis.selectedIndex > 0 ? basis.value : '', count: Math.round(count.value) || '', expired: ticked('expired'), met,
		};
		history.replaceState(null, '', '#' + Object.entries(parts).filter(([, v]) => String(v)).map((v) => v.join('=')).join('&'));
		show();
	}

	function fill() {
		const q = parse(location.hash.slice(1));
		met = q.met;
		form.region.value = q.region;
		form.spend.value = q.spend === null ? '' : q.spend / 1e4;
		form.basis.value = q.basis;
		form.count.value = q.count || '';
		boxes().forEach((box) => {
			box.checked = box.name === 'expired' ? q.expired : q[box.name].includes(box.value);
		});
		show();
	}

	function change() {
		met = [];
		keep();
	}

	function toggle(id) {
		met = met.includes(id) ? met.filter((m) => m !== id) : [...met, id];
		keep();
		[...results.querySelectorAll('input')].filter((box) => box.value === id).forEach((box) => box.focus());
	}

	function showRow(r) {
		const { row, policy } = r;
		const checked = met.includes(r.id);
		const canMeet = r.rule && (checked || r.open.some((reason) => index.reasons.indexOf(reason) >= index.meetable));
		const points = r.open.map((reason) => reasonWords(reason, r))
			.concat(/group|currency|period/.test(r.left) ? `未计入合计：${index.lefts[r.left]}` : []);
		return make('li', {},
			make('a', { href: `../policies/${policy.slug}/index.html#${row.anchor}` }, `${row.clause} ${row.item}`),
			make('span', { className: `status is-${policy.status.replace('_', '-')}` }, index.statuses[policy.status]),
			r.rule && make('p', { className: 'rule' }, r.rule),
			r.rule && !r.rule.startsWith(row.text) && make('p', { className: 'note' }, `标准：${row.text}`),
			make('ul', {}, ...points.map((words) => make('li', {}, words))),
			canMeet && make('label', {}, make('input', { type: 'checkbox', value: r.id, checked, onchange: () => toggle(r.id) }),
				' 对象、条件等都符合'));
	}

	// By policy, in the order of the rows.
	const showRows = (rows) => [...new Set(rows.map((r) => r.policy))].map((policy) => make('section', {},
		make('h4', {}, policy.shortTitle), policy.stacking && make('p', { className: 'note' }, `叠加规定：${policy.stacking}`),
		make('ul', {}, ...rows.filter((r) => r.policy === policy).map(showRow))));

	// A long list is made when it is opened.
	function showAnswer([key, words, rows]) {
		const e = make('details', { className: key, open: key !== 'not' && rows.length < 200 },
			make('summary', {}, make('h3', {}, `${words}：${rows.length}项`)));
		const complete = () => e.open && !e.children[1] && e.append(...showRows(rows));
		e.addEventListener('toggle', complete);
		complete();
		return e;
	}

	function totalWords({ q, sure, possible }) {
		return !possible ? `合计：${index.lefts.unasked}。` :
			`合计：符合的${rangeWords(sure.low, sure.high)}，连同需核实的${rangeWords(possible.low, possible.high)}。` +
			(q.spend !== null && possible.high > q.spend ? '合计高于所填数额，补助一般不超过实际支出。' : '');
	}

	function askedWords(q) {
		const names = (list, keys, none) => keys.map((key) => nameOf(list, key)).join('、') || none;
		return `${nameOf(index.regions, q.region)}；身份：${names(index.recipients, q.for, '未选')}；用途：` +
			names(index.measures, q.measure, '全部') + (q.spend === null ? '' : `；${nameOf(index.bases, q.basis)}${amountWords(q.spend)}`) +
			(q.count ? `；数量${q.count}` : '') + (q.expired ? '；含已失效的' : '');
	}

	// Answers need the rows of the region and of those above it.
	function show() {
		const text = location.hash.slice(1);
		const { region } = parse(text);
		const missing = pathOf(region).filter(([key, , , , n]) => n && !shards[key]);
		if (missing.length) return missing.forEach(load);
		const e = digestpress.estimate(text);
		const lists = [['fits', '符合'], ['check', '需核实'], ['not', '不符合']]
			.map(([key, words]) => [key, words, e.rows.filter((r) => r.answer === key)]);
		part('asked').textContent = region && askedWords(e.q);
		part('counts').textContent = region ? `${lists.map(([, words, rows]) => `${words}${rows.length}项`).join('，')}。` : '选择地区后，结果列在这里。';
		part('total').textContent = region && totalWords(e);
		part('lists').replaceChildren(...(region ? lists.map(showAnswer) : []));
	}

	function load([key]) {
		document.head.append(make('script', { src: `../data/rows/${key}.js`, onload: show, onerror: () => {
			part('counts').textContent = '数据没有读到，请检查文件是否完整。';
		} }));
	}

	form.hidden = results.hidden = false;
	form.addEventListener('input', change);
	form.addEventListener('reset', () => setTimeout(change));
	form.addEventListener('submit', (event) => event.preventDefault());
	window.addEventListener('hashchange', fill);
	fill();
})();
