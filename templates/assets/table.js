/*
 * The big table (caps/): filters, order, address, CSV. In: links by facet, rows with data-facets and
 * data-yuan, templates of the form. Out: links become boxes with counts, rows that do not fit are
 * hidden, the form stands in the address. templates/README.md, "Scripts", has its parts.
 */
'use strict';

(function () {
	const make = digestpress.make;
	const most = 4000, first = 40; // rows to load, cards to show at once
	const table = document.getElementById('table');
	const lists = document.getElementById('facets');
	const form = copy(document.getElementById('filter')).firstElementChild;
	const said = form.querySelector('.shown'), lost = form.querySelector('.lost');
	const cards = matchMedia('(max-width: 63.99rem)');
	const total = +table.dataset.total;
	const shards = {}; // rows by region; null: on their way
	const places = {}; // of the values of a facet: region=x → 0
	const built = [...table.querySelectorAll('[data-row]')].map(read);
	const large = total > built.length;
	let rows = built, sorted = built, wish = '', gathered = '';

	function read(tr, at) {
		const words = tr.dataset.facets.split(' ');
		return {
			tr, at, words,
			ended: /status=(expired|draft)/.test(words),
			amount: tr.dataset.yuan ? +tr.dataset.yuan : NaN,
			ratio: parseFloat(tr.querySelector('.number').textContent.replace('不超过', '')),
		};
	}

	function copy(template) {
		return template.content.cloneNode(true);
	}

	// -------- the form

	function makeFacet(details) {
		const ranges = details.querySelector('template'), list = details.querySelector('ul');
		for (const link of list.querySelectorAll('a')) {
			const box = make('input', { type: 'checkbox', name: details.dataset.facet, value: link.dataset.value });
			places[`${box.name}=${box.value}`] = Object.keys(places).length;
			link.replaceWith(make('label', {}, box, link.textContent));
		}
		details.append(make('fieldset', { ariaLabel: details.firstChild.textContent }, ranges && copy(ranges), list));
		details.firstChild.append(make('span', { className: 'chosen' }));
	}

	const rest = make('button', {
		type: 'button', className: 'rest', onclick() {
			const next = table.querySelector('[hidden=until-found] a');
			unfold();
			next.focus();
		},
	});

	function unfold() {
		form.show.value = 'all';
		show();
	}

	function makeForm() {
		form.prepend(...lists.childNodes);
		form.querySelectorAll('details').forEach(makeFacet);
		form.oninput = () => { lost.hidden = true; show(); };
		form.clear.onclick = () => { form.reset(); form.oninput(); };
		form.onsubmit = () => false;
		form.csv.onclick = download;
		lists.replaceWith(form);
		table.after(rest);
		table.addEventListener('beforematch', unfold);
		cards.onchange = show;
		for (const th of table.querySelectorAll('[data-sort]'))
			th.replaceChildren(make('button', {
				type: 'button', textContent: th.textContent, onclick() {
					form.sort.value = (form.sort.value === th.dataset.sort ? '-' : '') + th.dataset.sort;
					show();
				},
			}));
	}

	function readAddress() {
		const address = new URLSearchParams(location.search);
		for (const input of form.querySelectorAll('input')) {
			const asked = address.getAll(input.name).join().split(',');
			if (input.type === 'checkbox')
				input.checked = asked.includes(input.value);
			else
				input.value = asked[0];
			if (!input.validity.valid)
				input.value = '';
		}
		const kept = new FormData(form);
		const left = [...address].flatMap(([name, words]) => words.split(',')
			.filter((word) => word && !kept.getAll(name).includes(word)).map((word) => `${name}=${word}`));
		lost.hidden = !left.length;
		lost.textContent = `地址里认不出的条件没有采用：${left.join('、').slice(0, 200)}。`;
	}

	// What is asked for: values by name; into the address too.
	function readForm() {
		const asked = {};
		for (const [name, value] of new FormData(form))
			if (value)
				(asked[name] = asked[name] || []).push(value);
		const parts = Object.keys(asked).map((name) => `${name}=${asked[name].map(encodeURIComponent)}`);
		history.replaceState(null, '', location.pathname + (parts.length ? '?' : '') + parts.join('&'));
		return asked;
	}

	// A closed list tells what is chosen in it.
	function showChosen() {
		for (const details of form.querySelectorAll('details'))
			details.querySelector('.chosen').textContent = [...details.querySelectorAll('input')].map((input) => {
				const [word, , unit] = input.parentNode.childNodes;
				return input.checked ? input.parentNode.textContent : unit && input.value && word.data + input.value + unit.data;
			}).filter(Boolean).join('、');
	}

	// -------- fitting

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

	// The count of a value is what it would list beside the other facets.
	function fit(asked) {
		const counts = {};
		let listed = 0, aside = 0;
		for (const row of rows) {
			const failed = failures(row, asked);
			row.tr.hidden = failed.length;
			listed += !failed.length;
			aside += `${failed}` === 'status' && !asked.status;
			for (const word of failed.length > 1 ? [] : row.words)
				if (!failed.length || word.startsWith(failed[0] + '='))
					counts[word] = (counts[word] || 0) + 1;
		}
		said.textContent = `列出${listed}项，共${rows.length}项。` +
			(aside ? `另有${aside}项已失效或在征求意见，没有列出。` : '');
		for (const box of form.querySelectorAll('li input')) {
			const item = box.closest('li'), n = counts[`${box.name}=${box.value}`] || 0;
			if (total > most && box.name === 'region')
				continue; // the rows of other regions are not here
			item.querySelector('.count').textContent = n + '项';
			item.classList.toggle('empty', !n && !box.checked);
		}
	}

	function fold() {
		let n = 0;
		for (const body of table.tBodies) {
			const shown = [...body.querySelectorAll('[data-row]')].filter((tr) => tr.hidden !== true);
			body.querySelector('.count').textContent = shown.length + '项';
			for (const e of [...shown, body])
				e.hidden = !shown.length;
			for (const [i, tr] of shown.entries())
				if (cards.matches && !form.show.value && n++ >= first)
					for (const e of i ? [tr] : [tr, body])
						e.setAttribute('hidden', 'until-found');
		}
		rest.hidden = n <= first;
		rest.textContent = `显示其余${n - first}项`;
	}

	// -------- the order

	// Numbers from high to low, words as their facet has them; none comes last.
	function compareBy(key, a, b, back) {
		const [x, y] = [a, b].map((row) => key in row ? -row[key] : places[row.words.find((w) => w.startsWith(key + '='))]);
		return isNaN(x) || isNaN(y) ? isNaN(x) - isNaN(y) : (x - y) * (back ? -1 : 1);
	}

	// Without a wish as the table was built.
	function sort() {
		if (sorted === rows && wish === form.sort.value)
			return;
		sorted = rows;
		wish = form.sort.value;
		const back = wish[0] === '-', key = wish.slice(back);
		rows.sort((a, b) => key && compareBy(key, a, b, back) || a.ended - b.ended || compareBy('amount', a, b) ||
			compareBy('ratio', a, b) || compareBy('region', a, b) || a.at - b.at);
		for (const { tr, words } of rows)
			table.querySelector(`[data-kind=${words.find((w) => w.startsWith('kind=')).slice(5)}]`).append(tr);
		for (const th of table.querySelectorAll('[data-sort]'))
			th.ariaSort = th.dataset.sort !== key ? null : back === /amount|ratio/.test(key) ? 'ascending' : 'descending';
	}

	// -------- rows of other pages

	// The rows of some regions: false while some of them are on their way.
	function gather(regions) {
		const seen = {};
		for (const region of regions)
			if (!(region in shards)) {
				shards[region] = null;
				document.head.append(make('script', { src: `rows/${region}.js` }));
			}
		for (const e of form.querySelectorAll('fieldset'))
			e.disabled = total > most && !regions.length && e.parentNode.dataset.facet !== 'region';
		document.querySelectorAll('.pages').forEach((e) => { e.hidden = regions.length; });
		if (!regions.every((r) => shards[r]))
			return false;
		if (gathered === `${regions}`)
			return true;
		gathered = `${regions}`;
		rows.forEach((row) => row.tr.remove());
		for (const row of regions.flatMap((r) => shards[r]))
			seen[row.tr.dataset.row] = row;
		rows = regions.length ? Object.values(seen) : built;
		return true;
	}

	digestpress.rows = (region, html) => {
		shards[region] = [...copy(make('template', { innerHTML: html })).children].map(read);
		show();
	};

	// -------- CSV

	// Text like a formula is marked, as in data/.
	function cell(tr, selector) {
		const part = tr.querySelector(selector);
		if (!part)
			return '';
		const clone = part.cloneNode(true);
		clone.querySelectorAll('.for, .kind').forEach((e) => e.remove());
		return clone.textContent.trim().replace(/^—$/, '').replace(/^[=+\-@＝＋－＠](?=.)/, "'$&");
	}

	function download() {
		const parts = {
			地区: 'td', 政策: '.from a', 条款: '.from span', 事项: '.item', 对象: '.for', 性质: '.kind', 标准: '.amount',
			比例: '.number', 类别: '.number + td', 状态: '.status',
		};
		const lines = [['编号', ...Object.keys(parts), '金额（元）']];
		for (const tr of table.querySelectorAll('[data-row]:not([hidden=""])'))
			lines.push([tr.dataset.row, ...Object.values(parts).map((part) => cell(tr, part)), tr.dataset.yuan || '']);
		const text = lines.map((line) => line.map((v) => /[",\r\n]/.test(v) ? `"${v.replace(/"/g, '""')}"` : v) + '\r\n');
		const href = URL.createObjectURL(new Blob(['\uFEFF', ...text], { type: 'text/csv;charset=utf-8' }));
		make('a', { href, download: '资助总表.csv' }).click();
	}

	// -------- the whole

	function show() {
		const asked = readForm(), wishes = Object.keys(asked).filter((name) => name !== 'show');
		showChosen();
		said.textContent = '正在载入……';
		if (large && !gather(total > most ? asked.region || [] : wishes.length ? provinces : []))
			return;
		sort();
		if (rows === built && large)
			said.textContent = `这一页有${rows.length}项，共${total}项。` + (total > most ? '请先选择地区，再组合其他条件。' : '');
		else
			fit(asked);
		fold();
		document.dispatchEvent(new Event('rows'));
	}

	makeForm();
	const facets = [...form.querySelectorAll('details')].map((e) => e.dataset.facet);
	const provinces = [...form.querySelectorAll('.depth-0 [name=region]')].map((e) => e.value);
	readAddress();
	show();
})();
