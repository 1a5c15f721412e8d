/*
 * What could my firm get? In: the rows of gen/web/rows_script.c, and the questions, kept behind ? in the
 * address as `digestpress estimate --batch` reads them. Out: digestpress.estimate(query), by the rules of
 * gen/estimate/ (a test holds the two against each other), and the page. Nothing leaves the page.
 */
'use strict';

window.digestpress = window.digestpress || {};

(function () {
	const index = digestpress.rowIndex;
	const shards = digestpress.rowShards;
	const { phrases } = index;

	// ------------------------------------------------------------ words

	function amountWords(n, currency) {
		const unit = n >= 1e8 && n % 1e6 === 0 ? 1e8 : n >= 1e4 && n % 100 === 0 ? 1e4 : 1;
		return n / unit + (unit === 1e8 ? '亿' : unit === 1e4 ? '万' : '') + index.currencies[currency || 'CNY'];
	}

	function rangeWords(low, high, currency) {
		return (low === 0 && high > 0 ? '最高' : low < high ? amountWords(low, currency) + '至' : '') +
			amountWords(high, currency);
	}

	function ruleWords(r, q) {
		const times = r.counted && q.count;
		const sum = (n) => amountWords(n, r.currency);
		let words = r.text;
		if (r.ofSpend) {
			words = `${r.basis}${sum(q.spend)} × ${r.atMost ? '不超过' : ''}${r.ratio / 1000}% = ` +
				sum(share(q.spend, r.ratio)) + (r.least ? `，最低${sum(r.least)}` : '') + (r.amount ? `，最高${sum(r.amount)}` : '');
		} else if (times) {
			const range = (n) => rangeWords(multiply(r.least || r.amount, n), multiply(r.amount, n), r.currency);
			words = `每${r.unit}${range(1)} × ${times} = ${range(times)}`;
		}
		words += (r.otherBasis ? phrases.basis : '') +
			(r.ceiling ? `，${r.ceiling.item}最高${sum(r.ceiling.amount)}` : '');
		const result = r.high === null ? phrases.none : rangeWords(r.low, r.high, r.currency) +
			(r.unit && !times ? `（每${r.unit}）` : '') + (r.period ? `，${r.period}` : '');
		return (r.ended ? phrases.ended : '') + words + (words.replace(/^定额/, '') === result ? '' : ` → ${result}`);
	}

	const reasonWords = (r) => ([, pattern]) => pattern.replace(/\{(\w+)\}/, (_, name) => r[name]);

	// ------------------------------------------------------------ answers

	const share = (n, ratio) => Math.floor(n / 1e5) * ratio + Math.floor(n % 1e5 * ratio / 1e5);
	const multiply = (n, times) => Math.min(n, Math.floor(9e15 / times)) * times;
	const place = (list, key) => list.findIndex((entry) => entry[0] === key);
	const named = (columns, values) => Object.fromEntries(columns.map((name, i) => [name, values[i] || 0]));

	function parse(text) {
		const parts = new URLSearchParams(text);
		const keys = (name, list) => (parts.get(name) || '').split(',').filter((key) => (list ? place(list, key) >= 0 : key));
		const number = (name, most) => (/^\d{1,13}$/.test(parts.get(name)) ? Math.min(+parts.get(name), most) : null);
		return {
			region: keys('region', index.regions)[0],
			for: keys('for', index.recipients),
			measure: keys('measure', index.measures),
			spend: number('spend', 1e12),
			basis: keys('basis', index.bases)[0] || (index.bases[0] || [])[0],
			count: number('count', 1e6) || 0,
			expired: parts.get('expired') === '1',
			met: keys('met'),
		};
	}

	function pathOf(key) {
		const region = index.regions[place(index.regions, key)];
		return region ? [region, ...pathOf(region[3])] : [];
	}

	// The rows of a region, with names for what stands in them.
	function open(key) {
		const shard = shards[key] || { policies: [], rows: [] };
		if (!shard.open) {
			const policies = shard.policies.map((values) => named(index.policyColumns, values));
			policies.forEach((policy) => { policy.mark = policy.status.replace('_', '-'); });
			shard.open = shard.rows.map((values) => {
				const row = named(index.columns, values);
				const policy = policies[row.policy];
				const node = place(index.measures, row.use);
				return { ...row, policy, node, status: policy.reason, measure: index.measures[node][1], id: `${policy.slug}/${row.anchor}` };
			});
			const at = (places) => (places || []).map((i) => shard.open[i]);
			shard.open.forEach((row) => {
				row.ceilings = at(row.ceilings);
				row.mates = at(row.together).filter((mate) => mate !== row);
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

	function weighLimit(row, q) {
		const within = q.spend === null || row.limitKind !== q.basis || (q.spend >= row.limitLeast && q.spend <= (row.limitMost || q.spend));
		return !within && (row.limitPartly ? 'limit-open' : 'limit-out');
	}

	function workOut(r, q, reasons) {
		const asked = r.ratio && q.spend !== null;
		r.otherBasis = asked && (r.currency || r.basisKind !== q.basis);
		if (asked && !r.otherBasis) {
			r.ofSpend = true;
			r.high = Math.min(share(q.spend, r.ratio), r.amount || Infinity);
			r.low = r.atMost ? Math.min(r.least, r.high) : r.high;
			if (r.narrowBasis) reasons.add('basis-narrowed');
			if (r.high < r.least) reasons.add('under-least');
		} else if (r.amount) {
			const times = (r.counted && q.count) || 1;
			r.high = multiply(r.amount, times);
			r.low = r.least ? multiply(r.least, times) : r.kind === 'cap' ? 0 : r.high;
		}
		r.ceilings.forEach((c) => {
			if (c.partial) reasons.add('part-ceiling');
			else if (c.currency === r.currency && r.high !== null && r.high > c.amount) {
				r.high = c.amount;
				r.low = Math.min(r.low, r.high);
				r.ceiling = c;
			}
		});
	}

	function answer(row, q) {
		const r = { ...row, low: null, high: null };
		const reasons = new Set([weighRecipient(row, q), weighLimit(row, q), row.policy.mark,
			q.measure.length && !q.measure.includes(row.use) && 'measure-other', row.conditions && 'conditions']);
		workOut(r, q, reasons);
		const met = q.met.includes(row.id);
		r.open = index.reasons.filter(([key, , kind]) => reasons.has(key) && !(met && kind === 2));
		const never = r.open.filter(([, , kind]) => !kind);
		r.answer = never.length ? 'not' : r.open.length ? 'check' : 'fits';
		r.ended = never.map(([key]) => key).join() === 'expired';
		r.worked = !never.length || (r.ended && q.expired);
		return r.worked ? r : Object.assign(r, { open: never, low: null, high: null });
	}

	// ------------------------------------------------------------ totals

	// The group of each row: its measure, joined to others by the spending and by ceilings.
	function makeGroups(all, rows) {
		const up = [...index.measures, 0].map((_, i) => i);
		const rootOf = (i) => (up[i] === i ? i : rootOf(up[i]));
		const join = (i, j) => {
			const [a, b] = [rootOf(i), rootOf(j)];
			up[Math.max(a, b)] = Math.min(a, b);
		};
		all.forEach((row, i) => {
			row.ceilings.forEach((over) => join(row.node, over.node));
			if (row.shared) join(row.node, all[i - 1].node);
		});
		rows.forEach((r) => r.ofSpend && r.answer !== 'not' && join(r.node, up.length - 1));
		rows.forEach((r) => { r.group = rootOf(r.node); });
	}

	function leftOf(r, q) {
		if (r.answer === 'not') return 'not';
		if (/draft|not/.test(r.policy.mark)) return r.policy.mark;
		if (r.high === null) return 'amount';
		if (r.currency) return 'currency';
		if (!/^(0|一次性|每年)$/.test(r.period)) return 'period';
		return q.measure.length ? null : 'unasked';
	}

	// The highest row of each group, or rows of it that may be had together.
	function total(rows) {
		const sets = {};
		const best = [];
		rows.filter((r) => !r.left).forEach((r) => {
			const name = r.together ? [r.group, r.policy.slug, r.together] : r.id;
			(sets[name] ||= []).push(r);
		});
		const high = (set) => set.reduce((sum, r) => sum + r.high, 0);
		Object.values(sets).forEach((set) => {
			const { group } = set[0];
			if (!best[group] || high(set) > high(best[group])) best[group] = set;
		});
		const counted = best.flat();
		const add = (name) => counted.reduce((sum, r) => sum + r[name], 0);
		return { low: add('low'), high: add('high'), rows: counted.length, counted };
	}

	digestpress.estimate = function (text) {
		const q = parse(text);
		const all = pathOf(q.region).flatMap(([key]) => open(key));
		const rows = all.filter((row) => !row.over).map((row) => answer(row, q));
		const e = { q, rows, sure: null, possible: null };
		makeGroups(all, rows);
		rows.forEach((r) => { r.left = leftOf(r, q); });
		if (q.measure.length) {
			e.sure = total(rows.filter((r) => r.answer === 'fits'));
			e.possible = total(rows);
			e.sure.counted.forEach((r) => { r.sure = true; });
			rows.forEach((r) => { r.left = r.left || (e.possible.counted.includes(r) ? null : 'group'); });
		}
		rows.forEach((r) => { r.rule = r.worked ? ruleWords(r, q) : null; });
		return e;
	};

	// ------------------------------------------------------------ the page

	const form = window.document && document.getElementById('estimate');
	if (!form) return;

	const results = document.getElementById('answers');
	const part = (name) => results.querySelector(`.${name}`);
	const boxes = () => form.querySelectorAll('[type=checkbox]');
	const make = digestpress.make;
	const invitation = part('counts').textContent;
	let met = [];

	// The form into the address, and back.
	function keep() {
		const data = new FormData(form);
		const parts = ['region', 'for', 'measure', 'spend', 'basis', 'count', 'expired'].map((name) => [name, data.getAll(name).join()]);
		parts[3][1] &&= Math.round(parts[3][1] * 1e4);
		parts.push(['met', met.join()]);
		history.replaceState(null, '', '?' + parts.filter(([, v]) => v !== '').map((v) => v.join('=')).join('&'));
		show();
	}

	function fill() {
		const q = parse(location.search.slice(1));
		met = q.met;
		form.region.value = q.region || '';
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
		const box = results.querySelector(`[value="${id}"]`);
		if (box) box.focus();
	}

	function showRow(r) {
		const { policy } = r;
		const checked = met.includes(r.id);
		const canMeet = r.answer !== 'not' && (checked || r.open.some(([, , kind]) => kind === 2));
		const points = r.open.filter(([key]) => key !== policy.mark).map(reasonWords(r))
			.concat(r.rule && r.mates[0] ? phrases.with + r.mates.map((mate) => mate.item).join('、') : [])
			.concat(/draft|not-yet|currency|period|group/.test(r.left) && !r.sure ? phrases.left + index.lefts[r.left] : []);
		return make('li', {},
			make('a', { href: `../policies/${policy.slug}/index.html#${r.anchor}` }, `${r.clause} ${r.item}`),
			make('span', { className: `status is-${policy.mark}` }, index.statuses[policy.status]),
			r.rule && make('p', { className: 'rule' }, r.rule),
			r.rule && !r.rule.includes(r.text) && make('p', { className: 'note' }, phrases.standard + r.text),
			make('ul', {}, ...points.map((words) => make('li', {}, words))),
			canMeet && make('label', {}, make('input', { type: 'checkbox', value: r.id, checked, ariaLabel: `${r.item}：${phrases.met}`, onchange: () => toggle(r.id) }),
				` ${phrases.met}`));
	}

	// What comes of the term of a policy is said once.
	function showPolicy(policy, rows) {
		return make('section', {}, make('h4', {}, policy.shortTitle),
			...rows[0].open.filter(([key]) => key === policy.mark).map((reason) => make('p', {}, reasonWords(rows[0])(reason))),
			policy.stacking && make('p', { className: 'note' }, phrases.stacking + policy.stacking), make('ul', {}, ...rows.map(showRow)));
	}

	const showRows = (rows) => [...new Set(rows.map((r) => r.policy))].map((policy) => showPolicy(policy, rows.filter((r) => r.policy === policy)));

	// A long list is made when it is opened.
	function showAnswer([key, words, rows]) {
		const ended = rows.filter((r) => r.ended).length;
		const e = make('details', { className: key, open: rows.length < 200 && rows.some((r) => r.worked) },
			make('summary', {}, make('h3', {}, `${words}：${rows.length}项${ended ? `${phrases.gone + ended}项` : ''}`)));
		const complete = () => e.open && !e.children[1] && e.append(...showRows(rows));
		e.addEventListener('toggle', complete);
		complete();
		return e;
	}

	function askedWords() {
		const { region, spend, basis, count } = form;
		return [pathOf(region.value).map(([, name]) => name).join('、'), ...[...boxes()].filter((box) => box.checked).map((box) => box.parentNode.textContent.trim()),
			spend.value && basis.selectedOptions[0].text + amountWords(Math.round(spend.value * 1e4)), count.value && `${count.value}件或人`].filter(Boolean).join('，');
	}

	// Answers need the rows of the region and of those above it.
	function show() {
		const text = location.search.slice(1);
		const path = pathOf(parse(text).region);
		const missing = path.filter(([key, , , , n]) => n && !shards[key]);
		if (missing.length) return missing.forEach(load);
		const { q, rows, sure, possible } = digestpress.estimate(text);
		const lists = index.answers.map(([key, words]) => [key, words, rows.filter((r) => r.answer === key).sort((a, b) => b.worked - a.worked)]);
		part('asked').textContent = q.region ? askedWords() : '';
		part('counts').textContent = rows[0] ? `${lists.map(([, words, { length }]) => `${words}${length}项`).join('，')}。` : q.region ? phrases.empty : invitation;
		part('total').textContent = rows[0] ? `${possible ? phrases.sure + rangeWords(sure.low, sure.high) + phrases.possible +
			rangeWords(possible.low, possible.high) : index.lefts.unasked}。` : '';
		part('over').hidden = !possible || q.spend === null || possible.high <= q.spend;
		part('lists').replaceChildren(...(rows[0] ? lists.map(showAnswer) : []));
	}

	function load([key]) {
		const onerror = () => { part('failed').hidden = false; };
		document.head.append(make('script', { src: `../data/rows/${key}.js`, onload: show, onerror }));
	}

	form.hidden = results.hidden = false;
	form.addEventListener('input', change);
	form.addEventListener('reset', () => setTimeout(change));
	fill();
})();
