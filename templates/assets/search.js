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
	const groups = /([A-Z[\]{}` ]+)([^A-Z[\]{}` ]+)/g;
	// Places on a page that repeat what others say.
	const aside = /^(kin$|term--|relations$|citation$|cite-|source$)/;
	const fold = digestpress.fold, make = digestpress.make;
	const place = (id) => document.getElementById(id);
	const late = new Error('another search has begun');
	const files = new Map(), arrived = new Map();
	let head = null, timer = 0, current = null, done = null;

	// ---------------------------------------------------------------------- files

	// A file of search/ as a promise of what it holds.
	function load(name) {
		if (!files.has(name))
			files.set(name, new Promise((resolve, reject) => {
				const script = make('script', {src: name + '.js'});
				script.onload = () => (arrived.has(name) ? resolve(arrived.get(name)) : script.onerror());
				script.onerror = () => {
					files.delete(name);
					reject(new Error(name));
				};
				document.head.append(script);
			}));
		return files.get(name);
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
	async function leavesOf(first, second = '') {
		const n = shardNumber(first), lines = n < 0 ? [] : await load('grams-' + n);
		const line = lines.find((l) => l.startsWith(first))?.slice(first.length) ?? '';
		const leaves = new Set();
		for (const [, list, letters] of line.matchAll(groups))
			if (letters.includes(second))
				decode(list).forEach((leaf) => leaves.add(leaf));
		return leaves;
	}

	// The leaves that may hold all the words.
	async function candidates(words) {
		const asked = words.flatMap((word) => {
			const letters = [...word];
			return letters.length === 1 ? [letters] : letters.slice(1).map((c, i) => [letters[i], c]);
		});
		const [one, ...others] = await Promise.all(asked.map(([a, b]) => leavesOf(a, b)));
		return [...one].filter((leaf) => others.every((leaves) => leaves.has(leaf))).sort((a, b) => a - b);
	}

	// --------------------------------------------------------------- confirmation

	// What a page says, once: the title, then each line with its place; folded, block by block.
	function linesOf(record) {
		if (record.said)
			return record.said;
		const said = record.said = [{id: '', cells: [], folded: [fold.text(record[1])]}], headings = {};
		let id = '', label = '', heading = '';
		for (const line of record[5].split('\n')) {
			const marked = /^[#=]/.test(line), cells = line.split('\t'), blocks = cells.slice(marked);
			if (marked) {
				id = cells[0].slice(1);
				label = blocks.join(' ') || (headings[id] ?? heading);
				if (line[0] === '=')
					headings[id] = heading = label;
			}
			if (blocks.length && !cells.includes(record[1]))
				said.push({id, label, cells: marked ? [] : cells, folded: blocks.map(fold.text)});
		}
		return said;
	}

	const isCut = (a, b) => /^([0-9]{2}|[a-z]{2})$/.test(a + b);

	// How a line holds a word: 0 not, 1 within a longer number or Latin word, 2 whole.
	function holds(line, words) {
		let best = 0;
		for (const block of line.folded)
			for (const word of words)
				for (let i = block.indexOf(word); i >= 0 && best < 2; i = block.indexOf(word, i + 1))
					best = isCut(block[i - 1] ?? '', word[0]) || isCut(word.at(-1), block[i + word.length] ?? '') ? 1 : 2;
		return best;
	}

	// A page that holds all the words: how well, and its lines, the best first; or null.
	function match(record, words) {
		const [title, ...lines] = linesOf(record);
		if (!words.every((word) => record.said.some((line) => line.folded.some((block) => block.includes(word)))))
			return null;
		const found = lines.map((line) => ({...line, good: holds(line, words)})).filter((line) => line.good);
		found.forEach((line) => { line.good += !aside.test(line.id) * 2; });
		found.sort((a, b) => b.good - a.good);
		return {record, lines: found, best: holds(title, words) ? 5 : found[0].good};
	}

	// -------------------------------------------------------------------- elements

	// A text with the words marked, shortened around the first one.
	function marked(text, words, most) {
		const {letters, at: places} = fold.places(text), found = [];
		for (const word of words)
			for (let i = letters.indexOf(word); i >= 0; i = letters.indexOf(word, i + word.length))
				found.push([places[i][0], places[i + word.length - 1][1]]);
		found.sort((a, b) => a[0] - b[0]);
		const begin = text.length > most ? Math.max(0, (found[0]?.[0] ?? 0) - most / 4) : 0;
		const end = Math.min(text.length, begin + Math.max(most, (found[0]?.[1] ?? 0) - begin));
		const out = make('span', {}, begin ? '…' : '');
		let at = begin;
		for (const [a, b] of found)
			if (a >= at && b <= end) {
				out.append(text.slice(at, a), make('mark', {className: b - a < 15 ? 'whole' : ''}, text.slice(a, b)));
				at = b;
			}
		out.append(text.slice(at, end) + (end < text.length ? '…' : ''));
		return out;
	}

	function lineElement(address, line, words) {
		const link = make('a', {href: `../${address}index.html${line.id && '#' + line.id}`}, marked(line.label || '页首', words, 60));
		const cells = line.cells.filter((cell, i) => !['—', line.id].includes(cell) || words.some((word) => line.folded[i].includes(word)));
		const most = cells.length > 1 ? 60 : 120;
		return make('li', {}, link, ...cells.flatMap((cell, i) => [i ? ' · ' : ' ', marked(cell, words, most)]));
	}

	function pageElement(page, words) {
		const [address, title, status, about, number] = page.record;
		const facts = make('p', {className: 'facts-line'}, ...(status
			? [make('span', {className: 'status is-' + status}, head.statuses[status]), ' '] : []), about, number && ' · ' + number);
		const list = (lines) => make('ul', {}, ...lines.map((line) => lineElement(address, line, words)));
		const shown = page.lines.filter((line, i) => i < LINES && (line.good > 2 || page.lines[0].good < 3));
		const item = make('li', {className: 'page'},
			make('h2', {}, make('a', {href: `../${address}index.html`}, marked(title, words, LONGEST))), facts, list(shown));
		if (page.lines.length > shown.length) {
			const more = make('details', {}, make('summary', {}, `这一页还有${page.lines.length - shown.length}处`));
			more.addEventListener('toggle', () => more.append(list(page.lines.slice(shown.length))), {once: true});
			item.append(more);
		}
		return item;
	}

	// ---------------------------------------------------------------------- search

	// One search, s, has its words, its leaves, how many of them were read, the pages found. It is
	// given up when another one is current.
	function show(s) {
		const pages = s.pages.sort((a, b) => b.best - a.best);
		const list = make('ol', {className: 'pages'}, ...pages.slice(0, s.shown).map((p) => pageElement(p, s.words)));
		const button = (words, onclick) => make('button', {type: 'button', className: 'more', onclick}, words);
		place('results').replaceChildren(list);
		if (pages.length > s.shown)
			list.after(button(`再显示${Math.min(PAGES, pages.length - s.shown)}页`, () => {
				const first = s.shown;
				s.shown += PAGES;
				show(s);
				place('results').querySelectorAll('.page h2 a')[first].focus();
			}));
		else if (s.leaves.length > s.read)
			list.after(button('继续查找', () => confirm(s).then(say)));
		if (list.children.length && !s.first)
			s.first = performance.now() - s.began;
	}

	function say() {
		const s = current, all = s.words.length > 1 ? '同时' : '';
		const lines = s.pages.reduce((n, page) => n + Math.max(1, page.lines.length), 0);
		place('found').textContent = s.note + (s.pages.length
			? `${all}含有“${s.said}”的有${s.leaves.length > s.read ? '至少' : ''}${s.pages.length}页，共${lines}处。`
			: `没有${all}含有“${s.said}”的内容。`);
	}

	// Load and search the next leaves; the first results are shown at once.
	async function confirm(s) {
		const end = Math.min(s.read + LEAVES, s.leaves.length);
		while (s.read < end) {
			for (const leaf of s.leaves.slice(s.read, Math.min(end, s.read + AHEAD)))
				load('leaf-' + leaf).catch(() => {});
			const records = await load('leaf-' + s.leaves[s.read]);
			if (s !== current)
				throw late;
			s.read++;
			for (const page of records.map((record) => match(record, s.words)).filter(Boolean)) {
				// A long page comes in parts.
				const before = s.pages.find((p) => p.record[0] === page.record[0]);
				if (before)
					before.lines = [...before.lines, ...page.lines].sort((a, b) => b.good - a.good);
				else
					s.pages.push(page);
			}
			if (s.pages.length && !s.first)
				show(s);
		}
		show(s);
	}

	// Search for words, said to the reader as they are; whether anything was found.
	async function ask(words, said, note) {
		const s = current = {words, said, note, began: current.began, pages: [], leaves: [], read: 0, shown: PAGES, first: 0};
		s.leaves = await candidates(words);
		if (s !== current)
			throw late;
		await confirm(s);
		return s.pages.length > 0;
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

	// The pages of names; what to search for instead, when the query is not the name itself.
	function showNames(found, word) {
		const list = found.slice(0, 5).map(([name, kind, address, , of]) => {
			const [folder, id] = address.split('#');
			const link = make('a', {href: `../${folder}index.html${id ? '#' + id : ''}`}, name);
			const query = of ?? (/^[a-z]/.test(word) && name);
			return make('li', {}, link, ` ${kind}${of ? '，即' + of : ''}`, ...(query
				? ['，', make('a', {href: '?q=' + encodeURIComponent(query)}, `搜索“${query}”`)] : []));
		});
		place('names').replaceChildren(...(list.length ? [make('p', {}, '相关条目'), make('ul', {}, ...list)] : []));
	}

	// ------------------------------------------------------------------------ page

	async function answer(query) {
		const word = fold.text(query), parts = query.split(/\s+/).map(fold.text).filter(Boolean);
		const said = query.trim(), number = numbered(word);
		let any = await ask([word], said, '');
		if (!any && parts.length > 1 && parts.every((part) => /[\p{L}\p{N}]{2}/u.test(part)))
			any = await ask([...new Set(parts)], parts.join('”和“'), `没有连在一起的“${said}”。`);
		if (!any && number && number !== word)
			any = await ask([number], number, '按文号搜索。');
		if (any)
			say();
		const mine = current, all = await load('names');
		if (mine !== current)
			throw late;
		const names = all.map((name) => [rankName(name, word), name]).filter(([r]) => r).sort((a, b) => b[0] - a[0]);
		const [rank, [name] = []] = names[0] ?? [];
		showNames(names.map((pair) => pair[1]), word);
		if (!any && rank === 2)
			await ask([fold.text(name)], name, `没有“${said}”，按拼音找到“${name}”。`);
		say();
	}

	function run(query) {
		const empty = !fold.text(query);
		current = {began: performance.now()};
		if (empty)
			for (const id of ['found', 'names', 'results'])
				place(id).replaceChildren();
		else
			done = answer(query.trim().slice(0, LONGEST)).catch((e) => {
				if (e !== late)
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

	// Make ready the leaves of the first result.
	async function prepare(word) {
		for (const leaf of (await candidates([word])).slice(0, 2))
			(await load('leaf-' + leaf)).forEach(linesOf);
	}

	// What is typed is searched for after a pause.
	function changed() {
		const word = fold.text(place('q').value.slice(0, LONGEST));
		if (word)
			prepare(word).catch(() => {});
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
		grams: (n, lines) => arrived.set('grams-' + n, lines.split('\n')),
		leaf: (n, records) => arrived.set('leaf-' + n, records),
		names: (list) => arrived.set('names', list),
		// For measuring.
		get first() {
			return current.first;
		},
		get done() {
			return done;
		},
	};
}());
