/*
 * The basket: rows of support that a reader wants to see side by side.
 *
 * In: rows of tables with data-row="policy/anchor". Each gets a button; what is chosen is kept in
 * this browser where that works, and in the address of basket/ always:
 *     basket/index.html?rows=policy.anchor.anchor~policy.anchor
 * There the rows come from policies/SLUG/rows.js, which calls digestpress.rowsOf(SLUG, {...}), and
 * become the columns of one table. Nothing leaves the browser.
 */
'use strict';

window.digestpress = window.digestpress || {};

(function () {
	const most = 6; // columns that fit on a sheet
	const root = new URL('../', document.currentScript.src);
	const page = document.getElementById('basket');
	const policies = {};
	const fields = [['地区', 'region'], ['政策', 'policy'], ['条款', 'clause'], ['对象', 'recipient'], ['性质', 'kind'],
		['标准', 'text'], ['条件', 'conditions'], ['类别', 'measure'], ['状态', 'status'], ['有效期', 'term'],
		['责任单位', 'departments'], ['叠加规则', 'stacking']];
	let chosen = [];

	function make(name, properties, ...children) {
		const e = Object.assign(document.createElement(name), properties);
		e.append(...children);
		return e;
	}

	const button = (textContent, onclick) => make('button', { type: 'button', textContent, onclick });

	// ------------------------------------------------------------- what is chosen

	// policy.anchor.anchor~policy.anchor → [policy/anchor, ...]
	function unpack(words) {
		return (words || '').split('~').flatMap((group) => {
			const [policy, ...anchors] = group.split('.');
			return anchors.map((anchor) => `${policy}/${anchor}`);
		}).filter((id, i, all) => /^[a-z0-9-]+\/[a-z0-9-]+$/.test(id) && all.indexOf(id) === i).slice(0, most);
	}

	function pack(ids) {
		const groups = {};
		for (const id of ids) {
			const [policy, anchor] = id.split('/');
			groups[policy] = (groups[policy] || policy) + '.' + anchor;
		}
		return Object.values(groups).join('~');
	}

	function kept() {
		try {
			return unpack(localStorage.getItem('digestpress-basket'));
		} catch (e) {
			return [];
		}
	}

	const addressOf = (ids) => root + 'basket/index.html' + (ids.length ? '?rows=' + pack(ids) : '');

	function choose(ids) {
		chosen = unpack(pack(ids));
		try {
			localStorage.setItem('digestpress-basket', pack(chosen));
		} catch (e) { /* the address has it */ }
		show();
	}

	const toggle = (id) => choose(chosen.includes(id) ? chosen.filter((c) => c !== id) : [...chosen, id]);

	// ------------------------------------------------------------ pages of tables

	const said = make('span', { role: 'status' });
	const link = make('a', {}, '并排比较');
	const bar = make('aside', { className: 'picked', ariaLabel: '比较夹' }, said, ' ', link, ' ',
		button('清空', () => choose([])));

	function offer() {
		for (const row of document.querySelectorAll('tr[data-row]:not(:has(.pick))')) {
			const item = row.querySelector('.item');
			const pick = button('比较', () => toggle(row.dataset.row));
			pick.className = 'pick';
			pick.ariaLabel = '比较：' + item.textContent;
			item.append(pick);
		}
		for (const pick of document.querySelectorAll('.pick')) {
			const pressed = chosen.includes(pick.closest('tr').dataset.row);
			pick.ariaPressed = pressed;
			pick.disabled = !pressed && chosen.length === most;
		}
		link.href = addressOf(chosen);
		said.textContent = `比较夹里有${chosen.length}项` + (chosen.length === most ? '，已满' : '') + '。';
		bar.hidden = !chosen.length;
	}

	// ----------------------------------------------------------- the basket's page

	digestpress.rowsOf = (slug, policy) => { policies[slug] = policy; };

	// Each policy's rows, once; a file that is not there is a policy that is not there any more.
	function load(slug) {
		return policies[slug] || new Promise((resolve) => {
			document.head.append(make('script', { src: `${root}policies/${slug}/rows.js`, onload: resolve, onerror: resolve }));
		});
	}

	function cell(id, name, key) {
		const [slug, anchor] = id.split('/');
		const policy = policies[slug], row = policy.rows[anchor];
		const at = `${root}policies/${slug}/index.html`;
		if (key === 'policy')
			return [make('a', { href: at }, policy.title)];
		if (key === 'clause')
			return [make('a', { href: `${at}#${anchor}` }, row.clause)];
		if (key === 'status')
			return [make('span', { className: `status is-${policy.status}` }, policy.state), ` ${policy.reason}。`];
		return [row[key] || policy[key] || '—'];
	}

	function sheet(ids) {
		const head = ids.map((id) => make('th', { scope: 'col' }, policies[id.split('/')[0]].rows[id.split('/')[1]].item,
			' ', button('移出', () => toggle(id))));
		return make('table', { className: 'side' }, make('caption', {}, `并排比较${ids.length}项资金支持`),
			make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, '事项'), ...head)),
			make('tbody', {}, ...fields.map(([name, key]) => make('tr', { className: `of-${key}` },
				make('th', { scope: 'row' }, name), ...ids.map((id) => make('td', {}, ...cell(id, name, key)))))));
	}

	async function showPage() {
		const ids = chosen;
		history.replaceState(null, '', location.pathname + (ids.length ? '?rows=' + pack(ids) : ''));
		await Promise.all([...new Set(ids.map((id) => id.split('/')[0]))].map(load));
		if (ids !== chosen)
			return;
		const known = ids.filter((id) => (policies[id.split('/')[0]] || { rows: {} }).rows[id.split('/')[1]]);
		const lost = ids.filter((id) => !known.includes(id));
		const parts = [];
		if (lost.length)
			parts.push(make('p', { className: 'warning' }, `这一版里没有：${lost.join('、')}。`));
		if (known.length)
			parts.push(make('div', { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: '并排比较' }, sheet(known)),
				make('p', { className: 'tools' }, button('打印这一页', () => print()), ' ', button('清空', () => choose([])), ' ',
					make('label', {}, '分享地址 ', make('input', { readOnly: true, value: location.href, onfocus() { this.select(); } }))));
		else
			parts.push(make('p', {}, '比较夹是空的。请在', make('a', { href: root + 'caps/index.html' }, '资助总表'),
				'、支持类别或政策的表里点“比较”，最多选', `${most}项。`));
		page.replaceChildren(...parts);
	}

	const show = () => page ? showPage() : offer();

	const shared = unpack(new URLSearchParams(location.search).get('rows'));
	const own = kept();
	if (page && shared.length && own.length && pack(shared) !== pack(own))
		page.before(make('p', { className: 'note own' }, '这是链接里的比较。',
			make('a', { href: addressOf(own) }, `回到自己原来选的${own.length}项`)));
	choose(page && shared.length ? shared : own);
	if (!page) {
		document.querySelector('main').append(bar);
		document.addEventListener('rows', offer);
	}
})();
