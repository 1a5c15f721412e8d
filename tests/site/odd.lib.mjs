// What a page must not have, whatever the collection holds: headings without words or with nothing
// under them, lists and tables without content, elements that came out of a name, dead links.
import fs from 'node:fs';
import path from 'node:path';

// Runs in the browser: the faults of a page in words, and its links and ids.
export function emptyParts(text) {
	const doc = new DOMParser().parseFromString(text, 'text/html');
	const problems = [];
	const said = (e) => e.textContent.replace(/\s+/g, ' ').trim();
	const shown = (e) => said(e) || e.querySelector('img, svg, input, select, button');
	const level = (e) => Number(/^H([1-6])$/.exec(e?.tagName ?? '')?.[1] ?? 0);
	const aside = (e) => e.closest('template, [hidden]') || e.matches('[role=status]');
	const headings = 'h1, h2, h3, h4, h5, h6';
	// What comes next in reading order and shows something: a heading, when it begins with one.
	const after = (h) => {
		for (let e = h; e.tagName !== 'MAIN'; e = e.parentElement)
			for (let n = e.nextElementSibling; n; n = n.nextElementSibling)
				if (!n.matches('script, template, noscript') && shown(n)) {
					const first = n.querySelector(headings);
					return first && said(n).startsWith(said(first)) ? first : n;
				}
		return null;
	};
	for (const h of doc.querySelectorAll(`main :is(${headings})`)) {
		const next = after(h);
		if (!said(h))
			problems.push('a heading says nothing');
		else if (!next || (level(next) && level(next) <= level(h)))
			problems.push(`nothing stands under “${said(h)}”`);
	}
	for (const e of doc.querySelectorAll('main :is(ul, ol, dl, tbody, nav, figure, p, li, caption, dt, dd, a)'))
		if (!shown(e) && !aside(e))
			problems.push(`<${e.localName}> is empty`);
	for (const t of doc.querySelectorAll('main table'))
		if (!t.tBodies.length && !aside(t))
			problems.push('a table has no rows');
	for (const e of doc.querySelectorAll('b, i, u, script:not([src]):not([type="application/ld+json"])'))
		problems.push(`<${e.localName}> is not ours`);
	const odd = /undefined|NaN|\(null\)|[^“]（）|《》|[^“]“”|：。|，。|、。/.exec(doc.body.textContent);
	if (odd)
		problems.push(`the page says ${odd[0]}`);
	const links = [...doc.querySelectorAll('a[href], link[href], script[src], img[src]')].map((e) => e.getAttribute('href') ?? e.getAttribute('src'));
	return { problems, links, ids: [...doc.querySelectorAll('[id]')].map((e) => e.id) };
}

// pages: from file to { links, ids }. Books are not made: links to them are not followed.
export function deadLinks(root, pages, base) {
	const problems = [];
	for (const [file, { links }] of pages)
		for (const link of links.filter((l) => !/^https:\/\/|\.pdf(#|$)/.test(l) && (file !== '404.html' || !l.startsWith(new URL(base).pathname)))) {
			const { pathname, hash } = new URL(link, `file:///${file}`);
			const to = decodeURIComponent(pathname.slice(1)), place = decodeURIComponent(hash.slice(1));
			if (link.startsWith('/'))
				problems.push(`${file}: ${link} is root-absolute`);
			else if (!(pages.has(to) || fs.existsSync(path.join(root, to))) || (place && pages.has(to) && !pages.get(to).ids.includes(place)))
				problems.push(`${file}: ${link} leads nowhere`);
		}
	return problems;
}
