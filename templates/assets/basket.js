/*
 * The basket: rows of support side by side. In: rows of tables with data-row="policy/anchor", which
 * get a button. Out: what is chosen, kept in this browser where that works and in the address of
 * basket/, where each row becomes a column. templates/README.md, "Scripts", has the address.
 */
'use strict';

(function () {
	const make = digestpress.make;
	const most = 6; // columns that fit on a sheet
	const root = new URL('../', document.currentScript.src);
	const page = document.getElementById('basket');
	const policies = Object.create(null);
	let chosen = [], aside = 0;

	const button = (textContent, onclick) => make('button', { type: 'button', textContent, onclick });

	// -------- what is chosen

	// policy.anchor.anchor~policy.anchor → [policy/anchor, ...]
	function unpack(words) {
		const ids = (words || '').split('~').flatMap((group) => {
			const [policy, ...anchors] = group.split('.');
			return anchors.map((anchor) => `${policy}/${anchor}`);
		});
		const kept = [...new Set(ids)].filter((id) => /^[a-z0-9-]{1,99}\/[a-z0-9-]{1,99}$/.test(id)).slice(0, most);
		aside = new Set(ids).size - kept.length;
		return kept;
	}

	function pack(ids) {
		const groups = Object.create(null);
		for (const id of ids) {
			const [policy, anchor] = id.split('/');
			groups[policy] = (groups[policy] || policy) + '.' + anchor;
		}
		return Object.values(groups).join('~');
	}

	const addressOf = (ids) => root + 'basket/index.html' + (ids.length ? '?rows=' + pack(ids) : '');

	function open(words) {
		chosen = unpack(words);
		(page ? showPage : offer)();
	}

	function choose(words) {
		open(words);
		try {
			localStorage.setItem('digestpress-basket', pack(chosen));
		} catch (e) { /* the address has it */ }
	}

	const toggle = (id) => choose(pack(chosen.includes(id) ? chosen.filter((c) => c !== id) : [...chosen, id]));

	// -------- pages of tables

	const said = make('span', { role: 'status' });
	const link = make('a', {}, '并排比较');
	const bar = make('aside', { className: 'picked', ariaLabel: '比较夹' }, said, link, button('清空', () => choose('')));

	function offer() {
		for (const row of document.querySelectorAll('[data-row]:not(:has(.pick))')) {
			const item = row.querySelector('.item');
			const pick = button('比较', () => toggle(row.dataset.row));
			pick.className = 'pick';
			pick.ariaLabel = '比较：' + item.textContent;
			(row.querySelector('.state') || item).append(pick);
		}
		for (const pick of document.querySelectorAll('.pick')) {
			pick.ariaPressed = chosen.includes(pick.closest('tr').dataset.row);
			pick.disabled = pick.ariaPressed === 'false' && chosen.length === most;
		}
		link.href = addressOf(chosen);
		said.textContent = `比较夹里有${chosen.length}项${chosen.length === most ? '，已满' : ''}。`;
		bar.hidden = !chosen.length;
	}

	// -------- the basket's page

	digestpress.rowsOf = (slug, policy) => { policies[slug] = policy; };

	// A file that is not there is of a policy that is not there any more.
	function load(slug) {
		return policies[slug] || new Promise((done) => {
			document.head.append(make('script', { src: `${root}policies/${slug}/rows.js`, onload: done, onerror: done }));
		});
	}

	function rowOf(id) {
		const [slug, anchor] = id.split('/');
		return policies[slug] && Object.hasOwn(policies[slug].rows, anchor) && policies[slug].rows[anchor];
	}

	function fill(cell, label, id) {
		const [slug, anchor] = id.split('/');
		const policy = policies[slug], value = rowOf(id)[label] || policy[label] || '—';
		if (label === '政策' || label === '条款')
			cell.append(make('a', { href: `${root}policies/${slug}/index.html#${anchor}` }, value));
		else if (label === '状态')
			cell.append(make('span', { className: `status is-${policy.status}` }, value), ` ${policy.reason}。`);
		else
			cell.append(value);
		if (label === '事项')
			cell.append(' ', button('移出', () => toggle(id)));
		return cell;
	}

	async function showPage() {
		const ids = chosen, left = aside;
		history.replaceState(null, '', addressOf(ids));
		await Promise.all([...new Set(ids.map((id) => id.split('/')[0]))].map(load));
		if (ids !== chosen)
			return;
		const here = ids.filter((id) => rowOf(id)), lost = document.getElementById('lost');
		for (const { cells: [head], parentNode } of page.querySelectorAll('tr'))
			head.parentNode.replaceChildren(head, ...here.map((id) =>
				fill(make(parentNode.tagName === 'THEAD' ? 'th' : 'td', {}), head.textContent, id)));
		document.getElementById('share').value = location.href;
		document.getElementById('empty').hidden = here.length;
		page.hidden = !here.length;
		lost.hidden = here.length === ids.length && !left;
		lost.textContent = (here.length < ids.length ? `这一版里没有：${ids.filter((id) => !here.includes(id)).join('、')}。` : '') +
			(left ? `最多并排${most}项，地址里另有${left}项没有列出。` : '');
	}

	let kept = '';
	try {
		kept = localStorage.getItem('digestpress-basket');
	} catch (e) { /* then only the address has it */ }
	const shared = page && new URLSearchParams(location.search).get('rows');
	if (page) {
		document.getElementById('print').onclick = () => print();
		document.getElementById('clear').onclick = () => choose('');
		document.getElementById('share').onfocus = (e) => e.target.select();
	} else {
		document.querySelector('main').append(bar);
		document.addEventListener('rows', offer);
	}
	(kept ? open : choose)(shared || kept || ''); // what is shared does not take the place of one's own
})();
