// A PDF as the checks see it, read back by programs that did not write it: objects, structure tree,
// page labels, destinations and bookmarks by qpdf; every glyph with its place by MuPDF. Both are
// joined by the marked-content numbers, so that each element of the structure has its glyphs.
import { spawnSync } from 'node:child_process';

export function run(command, ...args) {
	const r = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
	if (r.error)
		throw r.error;
	return { status: r.status, out: r.stdout, err: r.stderr };
}

// ------------------------------------------------------------------------- glyphs

const attribute = (line, name) => line.match(` ${name}="([^"]*)"`)?.[1] ?? '';
const unescape = (s) => s.replace(/&#x([0-9a-f]+);/gi, (m, h) => String.fromCodePoint(parseInt(h, 16)))
	.replace(/&(lt|gt|amp|quot|apos);/g, (m, n) => ({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" })[n]);

const box = (path) => ({ x0: Math.min(...path.map((p) => p[0])), x1: Math.max(...path.map((p) => p[0])),
	y0: Math.min(...path.map((p) => p[1])), y1: Math.max(...path.map((p) => p[1])) });

// One line of the trace that is a glyph; its code point may be written as a reference.
const glyphLine = /<g unicode="([^"]*)" glyph="([^"]*)" x="([^"]*)" y="([^"]*)" adv="([^"]*)"/;
const moreText = /<g unicode="([^"]*)"/;

// A place as a reader of text sees it who has turned the page: text that runs up, or down.
const turned = (page, turn, x, y) => (turn === 'up' ? [page.height - y, x] : turn === 'down' ? [y, page.width - x] : [x, y]);

export const turnedRule = (page, turn, r) => {
	const [[a, b], [c, d]] = [turned(page, turn, r.x0, r.y0), turned(page, turn, r.x1, r.y1)];
	return { ...r, x0: Math.min(a, c), x1: Math.max(a, c), y0: Math.min(b, d), y1: Math.max(b, d) };
};

// Pages of MuPDF's trace: glyphs in the order of the content, in points from the top left; rules (filled
// boxes); glyphs that are slanted or stroked. Its layers are not looked at: where a text object holds
// several marked-content sequences, MuPDF shows text after the layer that it is of.
export function readTrace(trace) {
	const pages = [];
	let page, matrix, path, font, size, skew, turn, stroked = false;
	const to = (x, y) => [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
	const numbers = (line, name) => attribute(line, name).split(' ').map(Number);
	const putGlyph = (line) => {
		const m = line.match(glyphLine);
		const { glyphs } = page;
		const text = unescape((m ?? line.match(moreText))?.[1] ?? '');
		if ((!m || m[2] === '') && glyphs.length) { // a further character of the glyph before
			glyphs.at(-1).text += text;
			return;
		}
		const at = turned(page, turn, ...to(Number(m[3]), Number(m[4])));
		glyphs.push({ text, size, page: page.n, x: at[0], y: at[1], adv: Number(m[5]) * size, font, gid: Number(m[2]), odd: skew || stroked, turn });
	};
	const endPath = () => {
		if (path?.length > 2)
			page.rules.push({ ...box(path), ink: page.ink });
		path = null;
	};
	for (const line of trace.split('\n')) {
		const tag = line.match(/^\s*<(\/?\w+)/)?.[1];
		switch (tag) {
		case 'g':
			putGlyph(line);
			break;
		case 'page': {
			const [, , width, height] = numbers(line, 'mediabox');
			pages.push(page = { n: pages.length, width, height, glyphs: [], rules: [] });
			break;
		}
		case 'fill_text':
		case 'stroke_text':
			stroked = tag === 'stroke_text';
			matrix = numbers(line, 'transform');
			break;
		case 'span': {
			const trm = numbers(line, 'trm');
			font = attribute(line, 'font');
			const [dx, dy] = [trm[0] * matrix[0] + trm[1] * matrix[2], trm[0] * matrix[1] + trm[1] * matrix[3]];
			size = Math.hypot(dx, dy);
			turn = Math.abs(dx) > Math.abs(dy) ? '' : dy < 0 ? 'up' : 'down';
			skew = Math.min(Math.abs(dx), Math.abs(dy)) > 0.001 * size || Math.abs(trm[0] * trm[2] + trm[1] * trm[3]) > 0.001 * size;
			break;
		}
		case 'fill_path':
		case 'stroke_path':
			matrix = numbers(line, 'transform');
			path = [];
			page.ink = attribute(line, 'color');
			break;
		case 'moveto':
			if (path?.length > 2)
				page.rules.push({ ...box(path), ink: page.ink });
			path = path && [to(Number(attribute(line, 'x')), Number(attribute(line, 'y')))];
			break;
		case 'lineto':
			path?.push(to(Number(attribute(line, 'x')), Number(attribute(line, 'y'))));
			break;
		case 'curveto':
			path?.push(to(Number(attribute(line, 'x3')), Number(attribute(line, 'y3'))));
			break;
		case '/fill_path':
		case '/stroke_path':
			endPath();
			break;
		}
	}
	return pages;
}

const tokens = /\((?:\\[\s\S]|[^\\)])*\)|<<|>>|<[0-9A-Fa-f\s]*>|\/[^\s<>[\]()/%{}]*|[[\]]|[^\s<>[\]()/%{}]+/g;
const lengthOf = (s) => (s[0] === '<' ? (s.length - 2) / 2 : s.slice(1, -1).replace(/\\([0-7]{1,3}|[\s\S])/g, '.').length);

// A string of UTF-16, as the content stream writes it.
function readString(token) {
	const bytes = token[0] === '<' ? Buffer.from(token.slice(1, -1), 'hex') :
		Buffer.from(token.slice(1, -1).replace(/\\([0-7]{1,3}|[\s\S])/g, (m, c) => (/^[0-7]/.test(c) ? String.fromCharCode(parseInt(c, 8)) : { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[c] ?? c)), 'latin1');
	return Buffer.from(bytes).swap16().toString('utf16le').slice(1);
}

// The marked-content sequences of a content stream, in order: {name, mcid, actual, codes}, actual what
// ActualText says, codes the number of glyphs of two bytes each; and what is shown or drawn outside of them.
export function readSequences(content) {
	const sequences = [], open = [];
	let stack = [], bare = 0;
	const order = []; // whose glyphs follow each other: sequences, or null
	for (const [token] of content.matchAll(tokens)) {
		if (/^[(<[\]/\d.+-]|^>>$/.test(token)) {
			stack.push(token);
			continue;
		}
		if (token === 'BDC' || token === 'BMC') {
			const name = stack.find((t) => t[0] === '/'), mcid = stack.indexOf('/MCID');
			const sequence = { name: name.slice(1), mcid: mcid < 0 ? null : Number(stack[mcid + 1]), actual: stack.includes('/ActualText') ? readString(stack[stack.indexOf('/ActualText') + 1]) : undefined };
			sequences.push(sequence);
			open.push(sequence);
		} else if (token === 'EMC') {
			open.pop();
		} else if (/^(TJ|Tj|'|")$/.test(token)) {
			const codes = stack.filter((t) => /^(\(|<[^<])/.test(t)).reduce((n, t) => n + lengthOf(t) / 2, 0);
			order.push([open.at(-1) ?? null, codes]);
		} else if (/^(f|F|f\*|S|s|B|b|B\*|b\*|Do|sh)$/.test(token) && !open.length) {
			bare++;
		}
		stack = [];
	}
	return { sequences, order, bare };
}

// Give the pages of a trace their marks, each with its glyphs, and the loose glyphs.
function dealGlyphs(objects, pages) {
	pages.forEach((page, n) => {
		const { sequences, order, bare } = readSequences(objects.content(n));
		const marks = new Map(sequences.map((s) => [s, { ...s, glyphs: [], page: n }]));
		const loose = [];
		let at = 0;
		for (const [sequence, codes] of order) {
			(sequence ? marks.get(sequence).glyphs : loose).push(...page.glyphs.slice(at, at + codes));
			at += codes;
		}
		if (at !== page.glyphs.length)
			throw new Error(`page ${n + 1}: the content shows ${at} glyphs, MuPDF ${page.glyphs.length}`);
		Object.assign(page, { marks: [...marks.values()], loose, bare });
	});
}

// ------------------------------------------------------------------------ objects

class Objects {
	constructor(json) {
		[this.header, this.objects] = json.qpdf;
		this.labels = json.pagelabels;
		this.outlines = json.outlines;
		this.pages = json.pages.map((p) => p.object);
		this.root = this.at(this.objects.trailer.value['/Root']);
	}

	at(v) {
		if (typeof v !== 'string' || !/^\d+ \d+ R$/.test(v))
			return v;
		const o = this.objects[`obj:${v}`];
		return o?.stream ? o.stream.dict : o?.value;
	}

	string(v) {
		const s = this.at(v);
		if (typeof s !== 'string')
			return null;
		return s.startsWith('u:') ? s.slice(2) : s.startsWith('b:') ? Buffer.from(s.slice(2), 'hex').toString('latin1') :
			s.slice(s.startsWith('/') ? 1 : 0);
	}

	// The bytes of a stream, decoded.
	bytes(v) {
		const data = this.objects[`obj:${v}`]?.stream?.data;
		return data === undefined ? null : Buffer.from(data, 'base64');
	}

	// The content of a page, counted from 0, as bytes in a string.
	content(n) {
		return this.list(this.at(this.pages[n])['/Contents']).map((c) => this.bytes(c)?.toString('latin1') ?? '').join('\n');
	}

	list(v) {
		const a = this.at(v);
		return a === undefined || a === null ? [] : Array.isArray(a) ? a : [v];
	}
}

const roman = (n) => [[1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'],
	[10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']].reduce(([s, left], [v, r]) => {
	const times = Math.floor(left / v);
	return [s + r.repeat(times), left - times * v];
}, ['', n])[0];

// What the folio of each page says, from /PageLabels (ISO 32000-1, 12.4.2).
export function pageLabels(labels, pages) {
	return Array.from({ length: pages }, (_, i) => {
		const range = labels.filter((l) => l.index <= i).at(-1);
		if (!range)
			return String(i + 1);
		const { '/S': style, '/P': prefix = '', '/St': start = 1 } = range.label;
		const n = start + i - range.index;
		const shown = { '/D': String(n), '/r': roman(n), '/R': roman(n).toUpperCase() }[style] ?? '';
		return prefix.replace(/^u:/, '') + shown;
	});
}

function destinations(objects) {
	const found = new Map();
	const walk = (node) => {
		const n = objects.at(node) ?? {};
		const names = objects.list(n['/Names']);
		for (let i = 0; i + 1 < names.length; i += 2)
			found.set(objects.string(names[i]), objects.at(names[i + 1]));
		objects.list(n['/Kids']).forEach(walk);
	};
	walk(objects.at(objects.root['/Names'])?.['/Dests']);
	return found;
}

// The page, counted from 0, of a destination in any of its forms; -1 when there is none.
function targetPage(objects, names, value) {
	let dest = objects.at(value);
	if (typeof dest === 'string')
		dest = names.get(objects.string(dest));
	if (dest && !Array.isArray(dest))
		dest = objects.at(dest['/D']);
	return dest ? objects.pages.indexOf(dest[0]) : -1;
}

function links(objects, names) {
	return objects.pages.flatMap((page, n) => objects.list(objects.at(page)['/Annots']).map((ref) => {
		const a = objects.at(ref);
		const action = objects.at(a['/A']) ?? {};
		const height = objects.at(objects.at(page)['/MediaBox'])?.[3] ?? 842;
		const [x0, y0, x1, y1] = objects.at(a['/Rect']);
		return { ref, page: n, url: objects.string(action['/URI']), words: objects.string(a['/Contents']) ?? '',
			target: a['/Dest'] || action['/D'] ? targetPage(objects, names, a['/Dest'] ?? action['/D']) : null,
			x0, x1, y0: height - y1, y1: height - y0 };
	}));
}

// ---------------------------------------------------------------------- structure

// The structure tree: {name, kids, marks, links}, kids in order; marks are those of the pages.
function structure(objects, pages, byAnnotation) {
	const tree = objects.at(objects.root['/StructTreeRoot']);
	const numbered = pages.map((p) => new Map(p.marks.filter((m) => m.mcid !== null).map((m) => [m.mcid, m])));
	const numbers = new Map(objects.pages.map((ref, n) => [ref, n]));
	const mark = (n, ref) => numbered[numbers.get(ref)]?.get(n);
	const read = (ref, above, page) => {
		const e = objects.at(ref);
		const own = e['/Pg'] ?? page;
		const element = { name: objects.string(e['/S']), attributes: e['/A'], above, kids: [] };
		for (const k of objects.list(e['/K'])) {
			const kid = objects.at(k);
			if (typeof kid === 'number')
				element.kids.push({ mark: mark(kid, own), above: element });
			else if (kid['/Type'] === '/MCR')
				element.kids.push({ mark: mark(kid['/MCID'], kid['/Pg'] ?? own), above: element });
			else if (kid['/Type'] === '/OBJR')
				element.kids.push({ link: byAnnotation.get(kid['/Obj']), above: element });
			else
				element.kids.push(read(k, element, own));
		}
		return element;
	};
	return tree ? { name: 'Root', kids: objects.list(tree['/K']).map((k) => read(k, null)) } : null;
}

// Every element below one, itself included, in reading order.
export function elements(e, test = () => true) {
	return [...(e.name && test(e) ? [e] : []), ...(e.kids ?? []).flatMap((k) => (k.name ? elements(k, test) : []))];
}

export const glyphsOf = (e) => (e.kids ?? []).flatMap((k) => (k.mark ? k.mark.glyphs : k.name ? glyphsOf(k) : []));
export const marksOf = (e) => (e.kids ?? []).flatMap((k) => (k.mark ? [k.mark] : k.name ? marksOf(k) : []));
export const linksOf = (e) => (e.kids ?? []).flatMap((k) => (k.link ? [k.link] : k.name ? linksOf(k) : []));
export const textOf = (e) => glyphsOf(e).map((g) => g.text).join('');

const blocks = /^(P|H\d?|TD|TH|LI|Lbl|LBody|TOCI|Caption|Note|BlockQuote|Title)$/;

// The glyphs of a block without those of the blocks inside it.
export const blockGlyphs = (e) => (e.kids ?? []).flatMap((k) => (k.mark ? k.mark.glyphs : k.name && !blocks.test(k.name) ? blockGlyphs(k) : []));

// What a block says to who hears it, without the blocks inside it: ActualText, or the characters of its glyphs.
export const blockSaid = (e) => (e.kids ?? []).map((k) => (k.mark ? k.mark.actual ?? k.mark.glyphs.map((g) => g.text).join('') : k.name && !blocks.test(k.name) ? blockSaid(k) : '')).join('');

// The elements whose glyphs make lines.
export const lineBlocks = (root) => elements(root, (e) => blocks.test(e.name) && blockGlyphs(e).length);

// Glyphs in order → lines: a new one where the pen goes back or well down.
export function linesOf(glyphs) {
	const lines = [];
	let last;
	for (const g of glyphs) {
		if (!last || g.page !== last.page || g.x < last.x - g.size || Math.abs(g.y - last.y) > 0.7 * Math.max(g.size, last.size))
			lines.push([]);
		lines.at(-1).push(last = g);
	}
	return lines;
}

export function readPdf(file) {
	const json = JSON.parse(run('qpdf', '--json=2', '--json-stream-data=inline', '--decode-level=generalized', file).out);
	const objects = new Objects(json);
	const pages = readTrace(run('mutool', 'trace', file, '1-N').out);
	dealGlyphs(objects, pages);
	const names = destinations(objects);
	const all = links(objects, names);
	const flat = (list, level = 1) => list.flatMap((o) =>
		[{ title: o.title, page: o.destpageposfrom1 - 1, level }, ...flat(o.kids, level + 1)]);
	return { file, objects, pages, names, links: all, labels: pageLabels(json.pagelabels, pages.length),
		bookmarks: flat(json.outlines),
		tree: structure(objects, pages, new Map(all.map((l) => [l.ref, l]))) };
}
