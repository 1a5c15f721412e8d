'use strict';

/*
 * The search page. In: the query of the form and of the address (?q=), and the files of search/,
 * which gen/web/search.h describes: head.js, grams-N.js (pairs of letters → leaves), leaf-N.js
 * (texts of a few pages), names.js. They are scripts that call the functions at the end, so that
 * the page works from a folder. Out: results by page, each line with the link to its place.
 *
 * Every pair of neighbouring letters of the query names the leaves that hold it; the leaves that
 * hold all of them are loaded in order of rank, and their texts, folded, are searched for the
 * query itself. So nothing is shown that does not stand there, and nothing is left out.
 */
var digestpress = digestpress || {};

digestpress.search = (function () {
	const PAGES = 20, LINES = 3, LEAVES = 40, AHEAD = 4, LONGEST = 100;
	const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ[]{}` ';
	const listed = /[A-Z[\]{}` ]+/g;
	// Places on a page that repeat what others say.
	const aside = /^(kin$|term--|relations$|citation$|cite-|source$)/;
	const fold = digestpress.fold;
	const place = (id) => document.getElementById(id);
	const files = new Map(), arrived = new Map();
	let head = null, started = 0, timer = 0;

	// ---------------------------------------------------------------------- files

	// A file of search/ as a promise of what it holds.
	function load(name) {
		if (!files.has(name))
			files.set(name, new Promise((resolve, reject) => {
				const script = document.createElement('script');
				script.src = name + '.js';
				script.onload = () => (arrived.has(name) ? resolve(arrived.get(name)) : script.onerror());
				script.onerror = () => {
					files.delete(name);
					reject(new Error(name));
				};
				document.head.append(script);
			}));
		return files.get(name);
	}

	// A shard: each first letter with the groups behind it.
	function shardOf(text) {
		return new Map(text.split('\n').filter(Boolean).map((line) => {
			const first = String.fromCodePoint(line.codePointAt(0));
			return [first, line.slice(first.length)];
		}));
	}

	// ---------------------------------------------------------------------- index

	// The shard that has a first letter.
	function shardNumber(letter) {
		let n = -1;
		for (const first of head.firsts)
			if (first.codePointAt(0) <= letter.codePointAt(0))
				n++;
		return n;
	}

	// A list of leaves: steps between numbers, four bits a sign.
	function decode(list) {
		const leaves = [];
		let step = 0, shift = 0, last = -1;
		for (const sign of list) {
			const bits = signs.indexOf(sign);
			step += (bits & 15) << shift;
			shift += 4;
			if (bits < 16) {
				leaves.push(last += step + 1);
				step = shift = 0;
			}
		}
		return leaves;
	}

	// The leaves that hold a letter, or a letter followed by another.
	async function leavesOf(first, second) {
		const n = shardNumber(first);
		const line = n >= 0 && (await load('grams-' + n)).get(first);
		if (!line)
			return [];
		if (!second)
			return [...new Set(line.match(listed).flatMap(decode))].sort((a, b) => a - b);
		let end = line.indexOf(second);
		if (end < 0)
			return [];
		while (!signs.includes(line[end - 1]))
			end--;
		let start = end;
		while (start > 0 && signs.includes(line[start - 1]))
			start--;
		return decode(line.slice(start, end));
	}

	// The leaves that may hold all the words.
	async function candidates(words) {
		const asked = words.flatMap((word) => {
			const letters = [...word];
			return letters.length === 1 ? [letters] : letters.slice(1).map((c, i) => [letters[i], c]);
		});
		const lists = await Promise.all(asked.map(([a, b]) => leavesOf(a, b)));
		return lists.reduce((all, list) => {
			const has = new Set(list);
			return all.filter((leaf) => has.has(leaf));
		});
	}

	// --------------------------------------------------------------- confirmation

	const isPart = (a, b) => /[0-9]{2}|[a-z]{2}/.test(a + b);

	// How well a folded block holds a word: 0 not, 1 within a longer number or word, 2 whole.
	function holds(block, word) {
		let best = 0;
		for (let i = block.indexOf(word); i >= 0 && best < 2; i = block.indexOf(word, i + 1)) {
			const cut = isPart(block[i - 1] ?? '', word[0]) || isPart(word.at(-1), block[i + word.length] ?? '');
			best = cut ? 1 : 2;
		}
		return best;
	}

	const holdsAny = (text, words) => Math.max(...words.map((word) => holds(fold.text(text), word)));

	// The lines of a page that hold a word: {id, label, cells, good}.
	function linesOf(lines, words) {
		const found = [], headings = new Map();
		let id = '', label = '', heading = '';
		for (const line of lines.split('\n')) {
			if (line[0] === '#' || line[0] === '=') {
				const told = line.slice(1).split('\t');
				id = told.shift();
				label = told.join(' ') || (headings.get(id) ?? heading);
				if (line[0] === '=')
					headings.set(id, heading = label);
				const good = told.length && Math.max(...told.map((part) => holdsAny(part, words)));
				if (good)
					found.push({id, label, cells: [], good});
			} else {
				const cells = line.split('\t');
				const good = Math.max(...cells.map((cell) => holdsAny(cell, words)));
				if (good)
					found.push({id, label, cells, good});
			}
		}
		return found.sort((a, b) => aside.test(a.id) - aside.test(b.id) || b.good - a.good);
	}

	// A page that holds all the words: how well, and its lines; or null.
	function match(record, words) {
		const [address, title, status, region, number, lines] = record;
		record.folded ??= [title, ...lines.split('\n').flatMap((line) =>
			line.split('\t').slice(/^[#=]/.test(line)))].map(fold.text).join('\n');
		if (!words.every((word) => record.folded.includes(word)))
			return null;
		const found = linesOf(lines, words);
		const best = holdsAny(title, words) ? 4 : found.length && !aside.test(found[0].id) ? 1 + found[0].good : 1;
		return {address, title, status, region, number, lines: found, best};
	}

	// -------------------------------------------------------------------- elements

	function element(name, properties, ...content) {
		const e = Object.assign(document.createElement(name), properties);
		e.append(...content);
		return e;
	}

	// A text with the words marked, shortened around the first one.
	function marked(text, words, most) {
		const {letters, from, to} = fold.places(text);
		const found = words.flatMap((word) => {
			const places = [];
			for (let i = letters.indexOf(word); i >= 0; i = letters.indexOf(word, i + word.length))
				places.push([from[i], to[i + word.length - 1]]);
			return places;
		}).sort((a, b) => a[0] - b[0]);
		const begin = text.length > most ? Math.max(0, (found[0]?.[0] ?? 0) - most / 4) : 0;
		const end = Math.min(text.length, begin + Math.max(most, (found[0]?.[1] ?? 0) - begin));
		const out = element('span', {}, begin ? '…' : '');
		let at = begin;
		for (const [a, b] of found)
			if (a >= at && b <= end) {
				out.append(text.slice(at, a), element('mark', {}, text.slice(a, b)));
				at = b;
			}
		out.append(text.slice(at, end) + (end < text.length ? '…' : ''));
		return out;
	}

	const statusMark = (key) => element('span', {className: 'status is-' + key}, head.statuses[key]);

	function lineElement(page, line, words) {
		const link = element('a', {href: `../${page.address}index.html${line.id && '#' + line.id}`},
			marked(line.label || '页首', words, 60));
		const cells = line.cells.flatMap((cell, i) => [i ? ' · ' : ' ', marked(cell, words, line.cells.length > 1 ? 60 : 120)]);
		return element('li', {}, link, ...cells);
	}

	function pageElement(page, words) {
		const facts = element('p', {className: 'facts-line'});
		const rest = page.lines.slice(LINES);
		if (page.status)
			facts.append(statusMark(page.status), ` ${page.region}${page.number && ' · '}${page.number}`);
		const item = element('li', {className: 'page'},
			element('h2', {}, element('a', {href: `../${page.address}index.html`}, marked(page.title, words, LONGEST))),
			facts, element('ul', {}, ...page.lines.slice(0, LINES).map((line) => lineElement(page, line, words))));
		if (rest.length) {
			const more = element('details', {}, element('summary', {}, `这一页还有${rest.length}处`));
			more.addEventListener('toggle', () => more.append(
				element('ul', {}, ...rest.map((line) => lineElement(page, line, words)))), {once: true});
			item.append(more);
		}
		return item;
	}

	// ---------------------------------------------------------------------- search

	// One search: what it asks for, what it has found, whether a later one took its place.
	let current = null;

	function show(s) {
		const pages = s.pages.sort((a, b) => b.best - a.best);
		const list = element('ol', {className: 'pages'}, ...pages.slice(0, s.shown).map((p) => pageElement(p, s.words)));
		const button = (words, act) => {
			const b = element('button', {type: 'button', className: 'more'}, words);
			b.addEventListener('click', act);
			return b;
		};
		place('results').replaceChildren(list);
		if (pages.length > s.shown)
			list.after(button(`再显示${Math.min(PAGES, pages.length - s.shown)}页`, () => {
				const first = s.shown;
				s.shown += PAGES;
				show(s);
				place('results').querySelectorAll('.page h2 a')[first].focus();
			}));
		else if (s.leaves.length > s.read)
			list.after(button('继续查找', () => confirm(s, s.read + LEAVES)));
		if (list.children.length && !s.first)
			s.first = performance.now() - s.began;
	}

	function say(s) {
		const lines = s.pages.reduce((n, p) => n + Math.max(1, p.lines.length), 0);
		const more = s.leaves.length > s.read ? '至少' : '';
		const all = s.words.length > 1 ? '同时' : '';
		place('found').textContent = s.pages.length ? `${s.note}${all}含有“${s.said}”的有${more}${s.pages.length}页，共${lines}处。`
			: `${s.note}没有${all}含有“${s.said}”的内容。`;
	}

	// Load and search leaves up to a number; the first results are shown at once.
	async function confirm(s, most) {
		const end = Math.min(most, s.leaves.length);
		while (s.read < end) {
			for (let i = s.read; i < Math.min(end, s.read + AHEAD); i++)
				load('leaf-' + s.leaves[i]).catch(() => {});
			const records = await load('leaf-' + s.leaves[s.read]);
			if (s !== current)
				return false;
			s.read++;
			const found = records.map((record) => match(record, s.words)).filter(Boolean);
			s.pages.push(...found);
			if (found.length && !s.first)
				show(s);
		}
		show(s);
		say(s);
		return true;
	}

	// Search for words; the answer is whether anything was found, or null when it is out of date.
	async function ask(words, said, note) {
		const s = current = {words, said, note, began: started, pages: [], leaves: [], read: 0, shown: PAGES, first: 0};
		s.leaves = await candidates(words);
		return s === current && await confirm(s, LEAVES) ? s.pages.length > 0 : null;
	}

	// The number of a document whose brackets are missing: 国发2017年35号.
	function numbered(word) {
		const [, issuer, year, number] = word.match(/^(\D*?)\(?((?:19|20)\d\d)\)?(?:年|-)?第?(\d{1,4})号?$/) ?? [];
		return year && `${issuer}(${year})${number}号`;
	}

	// ----------------------------------------------------------------------- names

	// How a name answers a query: 3 as it is, 2 by all its first letters, 1 in part; 0 not.
	function rankName([name, , , reading, of], word) {
		const folded = fold.text(name), syllables = reading.trim().split(' ');
		const initials = syllables.map((s) => s[0]).join(''), spelt = syllables.join('');
		if (folded === word)
			return 3;
		if (/^[a-z]{2,}$/.test(word))
			return initials === word || spelt === word ? 2 : initials.startsWith(word) || spelt.startsWith(word) ? 1 : 0;
		return folded.includes(word) || (of && fold.text(of) === word) ? 1 : 0;
	}

	function queryLink(words) {
		return element('a', {href: '?q=' + encodeURIComponent(words)}, `搜索“${words}”`);
	}

	function showNames(found) {
		const list = found.slice(0, 8).map(([name, kind, address, , of]) => {
			const [folder, id] = address.split('#');
			const link = element('a', {href: `../${folder}index.html${id ? '#' + id : ''}`}, name);
			return element('li', {}, link, ` ${kind}${of ? `，即${of}` : ''}，`, queryLink(name), ...(of ? ['、', queryLink(of)] : []));
		});
		place('names').replaceChildren(...(list.length ? [element('p', {}, '相关条目'), element('ul', {}, ...list)] : []));
	}

	async function namesLike(word) {
		const names = await load('names');
		return names.map((name) => [rankName(name, word), name]).filter(([rank]) => rank)
			.sort((a, b) => b[0] - a[0]);
	}

	// ------------------------------------------------------------------------ page

	async function answer(query) {
		const word = fold.text(query), parts = query.split(/\s+/).map(fold.text).filter(Boolean);
		const said = query.trim(), number = numbered(word);
		let any = await ask([word], said, '');
		if (any === false && parts.length > 1)
			any = await ask([...new Set(parts)], parts.join('”和“'), `没有连在一起的“${said}”。`);
		if (any === false && number && number !== word)
			any = await ask([number], number, '按文号搜索。');
		if (any === null)
			return;
		const mine = current, names = await namesLike(word), named = names[0];
		if (mine !== current)
			return;
		showNames(names.map(([, name]) => name));
		if (!any && named && named[0] === 2)
			await ask([fold.text(named[1][0])], named[1][0], `没有“${said}”，按拼音找到“${named[1][0]}”。`);
	}

	function clear() {
		current = null;
		place('found').textContent = '';
		place('names').replaceChildren();
		place('results').replaceChildren();
	}

	function run(query) {
		clear();
		place('hints').hidden = Boolean(fold.text(query));
		if (!head || !fold.text(query))
			return;
		started = performance.now();
		answer(query.slice(0, LONGEST)).catch((e) => {
			place('found').textContent = `搜索数据没有载入（${e.message}），请刷新后再试。`;
		});
	}

	const asked = () => new URLSearchParams(location.search).get('q') ?? '';

	// The address says what is asked; from a folder a browser may not allow it.
	function tellAddress(query, step) {
		try {
			history[step](null, '', query ? '?q=' + encodeURIComponent(query) : location.pathname);
			return true;
		} catch {
			return false;
		}
	}

	function changed() {
		clearTimeout(timer);
		timer = setTimeout(() => {
			const query = place('q').value;
			tellAddress(query, 'replaceState');
			run(query);
		}, 150);
	}

	function begin(data) {
		head = data;
		fold.learn(head.simple);
		place('q').value ||= asked();
		place('q').addEventListener('input', (e) => e.isComposing || changed());
		place('q').addEventListener('compositionend', changed);
		place('query').addEventListener('submit', (e) => {
			if (place('q').value === asked() || tellAddress(place('q').value, 'pushState')) {
				e.preventDefault();
				clearTimeout(timer);
				run(place('q').value);
			}
		});
		addEventListener('popstate', () => run(place('q').value = asked()));
		run(place('q').value);
	}

	return {
		head: begin,
		grams: (n, text) => arrived.set('grams-' + n, shardOf(text)),
		leaf: (n, records) => arrived.set('leaf-' + n, records),
		names: (list) => arrived.set('names', list),
		get first() {
			return current?.first;
		},
	};
}());
