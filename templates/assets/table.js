/*
 * The big table (caps/): filters, order, address, CSV.
 *
 * In: #facets, lists of links by facet, and #table, rows with data-facets (region=x kind=y ...) and
 * data-yuan. Out: the lists become boxes to tick with counts that follow, rows that do not fit are
 * hidden, and the form stands in the address:
 *     ?region=beijing,tianjin&kind=cap&min=500&max=1000&from=20&to=50&all=1&sort=-amount
 * Values of one facet are alternatives, facets add up; min and max are in 万元, from and to in
 * percent; all=1 lists what has expired or is a draft too. Rows are sorted inside their kind.
 *
 * Of a table of several pages a page holds some rows only: there a region is chosen first, and its
 * rows come from rows/REGION.js, which calls digestpress.rows(REGION, "<tr>...").
 */
'use strict';

window.digestpress = window.digestpress || {};

(function () {
	const table = document.getElementById('table');
	const form = document.createElement('form');
	const large = 'several' in table.dataset;
	const columns = ['编号', '地区', '政策', '条款', '事项', '对象', '性质', '标准', '金额（元）', '比例', '类别', '状态'];
	const shards = {}; // by region: rows; null while they are on their way
	const built = [...table.querySelectorAll('tr[data-row]')].map(read);
	let rows = built, sorted = built; // sorted.wish: how

	function read(tr, at) {
		const words = tr.dataset.facets.split(' ');
		return {
			tr, at, words,
			ended: /status=(expired|draft)/.test(tr.dataset.facets),
			amount: tr.dataset.yuan ? +tr.dataset.yuan : NaN,
			ratio: parseFloat(tr.querySelector('[data-label=比例]').textContent.replace('不超过', '')),
		};
	}

	function make(name, properties, ...children) {
		const e = Object.assign(document.createElement(name), properties);
		e.append(...children);
		return e;
	}

	const button = (textContent, onclick) => make('button', { type: 'button', textContent, onclick });

	// ------------------------------------------------------------ the form

	function makeRange(words, name, unit) {
		return make('label', {}, words, make('input', { name, type: 'number', min: 0, step: 'any' }), unit);
	}

	function makeFacet(details) {
		const facet = details.dataset.facet;
		const list = details.querySelector('ul');
		const group = make('fieldset', { ariaLabel: details.firstChild.textContent });
		for (const link of list.querySelectorAll('a'))
			link.replaceWith(make('label', {},
				make('input', { type: 'checkbox', name: facet, value: link.dataset.value }), link.textContent));
		list.replaceWith(group);
		if (facet === 'amount')
			group.append(makeRange('从', 'min', '万元'), makeRange('到', 'max', '万元'));
		if (facet === 'ratio')
			group.append(makeRange('从', 'from', '%'), makeRange('到', 'to', '%'));
		group.append(list);
		details.firstChild.append(make('span', { className: 'chosen' }));
	}

	const said = make('p', { className: 'shown', role: 'status' });
	const all = make('label', {}, make('input', { type: 'checkbox', name: 'all', value: 1 }), '也列出已失效的和征求意见的');
	const order = make('input', { type: 'hidden', name: 'sort' });

	function makeForm() {
		const lists = document.getElementById('facets');
		form.className = lists.className;
		form.ariaLabel = '筛选';
		form.append(...lists.childNodes);
		form.querySelectorAll('details').forEach(makeFacet);
		form.append(make('div', { className: 'tools' }, said, all, order,
			button('清除条件', () => { form.reset(); order.value = ''; show(); }),
			button('下载所列各行（CSV）', download)));
		form.oninput = show;
		form.onsubmit = () => false;
		lists.replaceWith(form);
	}

	function makeHeads() {
		for (const th of table.querySelectorAll('th[data-sort]'))
			th.replaceChildren(button(th.textContent, () => {
				order.value = (order.value === th.dataset.sort ? '-' : '') + th.dataset.sort;
				show();
			}));
	}

	function readAddress() {
		const address = new URLSearchParams(location.search);
		for (const input of form.querySelectorAll('input')) {
			const asked = (address.get(input.name) || '').split(',');
			if (input.type === 'checkbox')
				input.checked = asked.includes(input.value);
			else
				input.value = asked[0];
		}
		if (!table.querySelector(`[data-sort="${CSS.escape(order.value.replace('-', ''))}"]`))
			order.value = '';
	}

	// What is asked for: lists of values by name, without the empty ones.
	function readForm() {
		const asked = {};
		for (const [name, value] of new FormData(form))
			if (value)
				(asked[name] = asked[name] || []).push(value);
		return asked;
	}

	function writeAddress(asked) {
		const parts = Object.entries(asked).map(([name, values]) => `${name}=${values.join(',')}`);
		history.replaceState(null, '', location.pathname + (parts.length ? '?' : '') + parts.join('&'));
	}

	// -------------------------------------------------------------- fitting

	const isIn = (n, [from] = [], [to] = []) => !(from && !(n >= from)) && !(to && !(n <= to));

	// What excludes a row: names of facets, or "range".
	function failures(row, asked) {
		const failed = facets.filter((f) => asked[f] && !asked[f].some((v) => row.words.includes(`${f}=${v}`)));
		if (!isIn(row.amount / 1e4, asked.min, asked.max) || !isIn(row.ratio, asked.from, asked.to))
			failed.push('range');
		if (row.ended && !asked.all && !asked.status)
			failed.push('status');
		return failed;
	}

	// Hides what does not fit. The count of a value is what it would list beside the other facets.
	function fit(asked) {
		const counts = {};
		let listed = 0, aside = 0;
		for (const row of rows) {
			const failed = failures(row, asked);
			row.tr.hidden = failed.length > 0;
			listed += !failed.length;
			aside += failed.join() === 'status' && !asked.status;
			for (const word of failed.length > 1 ? [] : row.words)
				if (!failed.length || word.startsWith(failed[0] + '='))
					counts[word] = (counts[word] || 0) + 1;
		}
		said.textContent = `列出${listed}项，共${rows.length}项。` +
			(aside ? `另有${aside}项已失效或在征求意见，没有列出。` : '');
		return counts;
	}

	function showCounts(counts) {
		for (const box of form.querySelectorAll('li input')) {
			const item = box.closest('li');
			const n = counts[`${box.name}=${box.value}`] || 0;
			item.querySelector('.count').textContent = `${n}项`;
			item.classList.toggle('empty', !n && !box.checked);
		}
		for (const body of table.tBodies) {
			const n = body.querySelectorAll('tr[data-row]:not([hidden])').length;
			body.hidden = !n;
			body.querySelector('.count').textContent = `${n}项`;
		}
	}

	// A closed list tells what is chosen in it.
	function showChosen() {
		for (const details of form.querySelectorAll('details'))
			details.querySelector('.chosen').textContent = [...details.querySelectorAll('label')].map((label) => {
				const { type, checked, value } = label.firstElementChild;
				return type === 'number' ? value && label.firstChild.data + value + label.lastChild.data :
					checked && label.textContent;
			}).filter(Boolean).join('、');
	}

	// ------------------------------------------------------------- the order

	// Numbers from high to low, words as their facet has them; what has none comes last.
	function compareBy(key, a, b, back) {
		const [x, y] = [a, b].map((row) => key in row ? -row[key] : places[row.words.find((w) => w.startsWith(key + '='))]);
		return isNaN(x) || isNaN(y) ? isNaN(x) - isNaN(y) : (x - y) * (back ? -1 : 1);
	}

	// Without a wish as the table was built.
	function compare(a, b) {
		const [, back, key] = /^(-?)(.*)/.exec(order.value);
		return key && compareBy(key, a, b, back) || a.ended - b.ended ||
			compareBy('amount', a, b) || compareBy('ratio', a, b) || compareBy('region', a, b) || a.at - b.at;
	}

	function sort() {
		const [wish, back, key] = /^(-?)(.*)/.exec(order.value);
		if (sorted === rows && sorted.wish === wish)
			return;
		sorted = rows;
		sorted.wish = wish;
		for (const row of [...rows].sort(compare))
			table.querySelector(`[data-kind=${row.words.find((w) => w.startsWith('kind=')).slice(5)}]`).append(row.tr);
		for (const th of table.querySelectorAll('[data-sort]'))
			th.ariaSort = th.dataset.sort !== key ? null :
				!back === (key in built[0]) ? 'descending' : 'ascending';
	}

	// ----------------------------------------------------- rows of other pages

	// A group for each kind, also for those that this page does not come to.
	function makeBodies() {
		for (const box of form.querySelectorAll('[name=kind]')) {
			let body = table.querySelector(`[data-kind=${box.value}]`);
			if (!body) {
				body = table.tBodies[0].cloneNode();
				body.dataset.kind = box.value;
				body.append(table.tBodies[0].rows[0].cloneNode(true));
				body.querySelector('th').firstChild.data = box.parentNode.textContent + ' ';
			}
			table.append(body);
		}
	}

	// The rows of the chosen regions: false while some of them are on their way.
	function gather(regions) {
		const seen = new Set();
		for (const region of regions.filter((r) => !(r in shards))) {
			shards[region] = null;
			document.head.append(make('script', { src: `rows/${region}.js` }));
		}
		for (const e of form.querySelectorAll('fieldset'))
			e.disabled = !regions.length && e.parentNode.dataset.facet !== 'region';
		document.querySelectorAll('.pages').forEach((e) => { e.hidden = regions.length > 0; });
		if (!regions.every((r) => shards[r]))
			return false;
		rows.forEach((row) => row.tr.remove());
		rows = (regions.length ? regions.flatMap((r) => shards[r]) : built)
			.filter((row) => !seen.has(row.tr.dataset.row) && seen.add(row.tr.dataset.row));
		return true;
	}

	window.digestpress.rows = (region, html) => {
		shards[region] = [...make('template', { innerHTML: html }).content.querySelectorAll('tr')].map(read);
		show();
	};

	// ----------------------------------------------------------------- CSV

	// The words of a part of a row, without those that have a label of their own.
	function words(tr, label) {
		const part = tr.querySelector(`[data-label="${label}"]`);
		const copy = part ? part.cloneNode(true) : make('td');
		copy.querySelectorAll('[data-label], button').forEach((e) => e.remove());
		return copy.textContent.trim().replace(/^—$/, '');
	}

	function download() {
		const listed = [...table.querySelectorAll('tr[data-row]:not([hidden])')].map((tr) => {
			const own = { 编号: tr.dataset.row, '金额（元）': tr.dataset.yuan || '' };
			return columns.map((c) => c in own ? own[c] : words(tr, c));
		});
		const lines = [columns, ...listed].map((line) =>
			line.map((v) => /[",\r\n]/.test(v) ? `"${v.replace(/"/g, '""')}"` : v).join(',') + '\r\n');
		const href = URL.createObjectURL(new Blob(['\uFEFF', ...lines], { type: 'text/csv;charset=utf-8' }));
		make('a', { href, download: '资助总表.csv' }).click();
	}

	// ------------------------------------------------------------- the whole

	function show() {
		const asked = readForm();
		writeAddress(asked);
		showChosen();
		if (large && !gather(asked.region || []))
			return;
		sort();
		if (large && !asked.region)
			said.textContent = '条目很多：请先选择地区，再组合其他条件。只看一个条件，请用下面的链接。';
		else
			showCounts(fit(asked));
		document.dispatchEvent(new Event('rows'));
	}

	built.wish = '';
	makeForm();
	const facets = [...form.querySelectorAll('details')].map((e) => e.dataset.facet);
	const places = {};
	form.querySelectorAll('li input').forEach((box, i) => { places[`${box.name}=${box.value}`] = i; });
	makeHeads();
	if (large)
		makeBodies();
	readAddress();
	show();
})();
