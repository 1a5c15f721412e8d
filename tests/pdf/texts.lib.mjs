// A book as texts and lines: each text has its role, its lines of glyphs, and the frame that it is set
// in. Frames are not asked of the engine: an edge is the place where most lines of one kind end.
import * as pdf from './pdf.lib.mjs';

export const openers = '“‘（〔［｛【〖《〈「『';
export const closers = '”’）〕］｝】〗》〉」』';
export const stops = '。．！？';
export const commas = '、，；：';
export const latinOpeners = '([{';
export const latinClosers = ',.;:!?)]}';

export const wordsOf = (line) => line.map((g) => g.text).join('');
export const squeeze = (s) => s.replace(/\s+/g, '');
export const at = (line) => `page ${line[0].page + 1}: ${wordsOf(line)}`;
export const isHan = (g) => /\p{sc=Han}/u.test(g.text);
export const isWestern = (g) => /^[A-Za-z0-9]/.test(g.text);
const isFull = (g) => g.adv > 0.9 * g.size;

// Marks on a cell of one em.
export const isOpener = (g) => isFull(g) && openers.includes([...g.text][0]);
export const isCloser = (g) => isFull(g) && closers.includes([...g.text][0]);
export const isStop = (g) => isFull(g) && stops.includes([...g.text][0]);
export const isComma = (g) => isFull(g) && commas.includes([...g.text][0]);
export const isTrailing = (g) => isCloser(g) || isStop(g) || isComma(g);
export const isMark = (g) => isOpener(g) || isTrailing(g);

// The edges of a glyph as the eye sees them: full-width marks have half an em of white.
// The interpunct stands in the middle of half an em.
const isDot = (g) => /^[·‧・•]$/.test(g.text);
export const leftOf = (g) => g.x + (isOpener(g) ? g.size / 2 : isDot(g) ? g.adv / 2 - g.size / 4 : 0);
export const rightOf = (g) => g.x + (isTrailing(g) ? g.size / 2 : isDot(g) ? g.adv / 2 + g.size / 4 : g.adv);

export const mode = (values, digits = 1) => {
	const n = new Map();
	values.forEach((v) => n.set(v.toFixed(digits), (n.get(v.toFixed(digits)) ?? 0) + 1));
	return Number([...n].sort((a, b) => b[1] - a[1])[0]?.[0]);
};

export const above = (e) => (e ? [...above(e.above), e.name] : []);
export const isWithin = (e, name) => Boolean(e) && (name.test(e.name) || isWithin(e.above, name));

const roles = ['TD', 'TH', 'Caption', 'TOCI', 'Note', 'Index', 'LI', 'BlockQuote'];

// What a text of the structure is: a heading, or the innermost thing that holds it.
function roleOf(e) {
	if (/^H\d$/.test(e.name))
		return 'heading';
	for (let k = e; k; k = k.above)
		if (roles.includes(k.name))
			return k.name;
	return 'P';
}

// Artifacts in pieces of one baseline, such as a head in two faces, are joined; a gap of an em parts.
function artifactLines(page) {
	const lines = [];
	for (const line of page.marks.filter((m) => m.name === 'Artifact').flatMap((m) => pdf.linesOf(m.glyphs))) {
		const last = lines.at(-1)?.at(-1);
		if (last && last.turn === line[0].turn && Math.abs(last.y - line[0].y) < 0.25 && line[0].x - last.x - last.adv < line[0].size && line[0].x > last.x)
			lines.at(-1).push(...line);
		else
			lines.push([...line]);
	}
	return lines;
}

// Heads and folios are the artifacts on the baselines where most pages have one.
function furniture(book) {
	const found = book.pages.flatMap((p) => artifactLines(p).map((line) => ({ page: p, line, y: line[0].y, words: wordsOf(line) })));
	const isFolio = (f) => /^[\s—–-]*(\d+|[ivxlc]+)[\s—–-]*$/.test(f.words);
	const foot = mode(found.filter((f) => isFolio(f) && f.y > f.page.height / 2).map((f) => f.y));
	const inner = book.pages.map((p) => Math.min(...p.marks.filter((m) => m.name !== 'Artifact').flatMap((m) => m.glyphs).map((g) => g.y)));
	const highest = (f) => f.y <= Math.min(...found.filter((k) => k.page === f.page).map((k) => k.y));
	const head = mode(found.filter((f) => f.y < inner[f.page.n] && !f.words.startsWith('续表') && highest(f)).map((f) => f.y));
	return found.map((f) => ({ role: isFolio(f) && Math.abs(f.y - foot) < 0.1 ? 'folio' : Math.abs(f.y - head) < 0.1 ? 'head' :
		/^[.·…․\s]+$/.test(f.words) ? 'leader' : 'repeat', lines: [f.line], page: f.page.n }));
}

// What lines must share to share their edges. Lists and quotations may be justified in one section
// and not in another, so theirs is the section's heading too.
const frameKey = (book, t, line) => [above(t.e).filter((n) => !/^(Document|Part|Sect|Div|Art)$/.test(n)).join('/'), t.face, t.section,
	book.pages[line[0].page].width, (line[0].page - book.front) & 1].join(' ');

const most = (glyphs, of) => {
	const n = new Map();
	glyphs.forEach((g) => n.set(of(g), (n.get(of(g)) ?? 0) + 1));
	return [...n].sort((a, b) => b[1] - a[1])[0]?.[0];
};
const faceOf = (g) => `${g.font} ${g.size.toFixed(2)}`;

// The right edge of each kind of line, and whether that kind is flush there.
function findFrames(book, texts) {
	const frames = new Map();
	for (const t of texts)
		t.lines.forEach((line, i) => {
			const key = frameKey(book, t, line);
			const f = frames.get(key) ?? frames.set(key, { rights: [], lefts: [] }).get(key);
			if (i + 1 < t.lines.length)
				f.rights.push(rightOf(line.at(-1)));
			if (i > 0)
				f.lefts.push(leftOf(line[0]));
		});
	for (const f of frames.values()) {
		f.right = mode(f.rights);
		f.left = mode(f.lefts);
		const near = f.rights.filter((r) => Math.abs(r - f.right) <= 0.1);
		f.right = near.reduce((s, r) => s + r, 0) / near.length;
		f.justified = f.rights.length >= 5 && near.length >= 0.8 * f.rights.length;
	}
	return frames;
}

// A term with its definition, set hanging: 产业基金　专门投资…
const isTerm = (t) => /^[^\u3000]{1,20}\u3000/.test(wordsOf(t.lines[0])) && /Bold/.test(t.lines[0][0].font);

// All texts of a book. `body` are paragraphs in the face that most of them have; `frame(line)` of a
// text gives its edges.
export function readTexts(book) {
	book.front = book.labels.indexOf('1');
	const inside = pdf.lineBlocks(book.tree).map((e) => ({ e, lines: pdf.linesOf(pdf.blockGlyphs(e)), role: roleOf(e) }));
	inside.forEach((t) => { t.face = most(t.lines.flat(), faceOf) + (isTerm(t) ? ' term' : ''); });
	let section = '';
	for (const t of inside) {
		if (t.role === 'heading')
			section = squeeze(t.lines.map(wordsOf).join(''));
		t.section = t.role === 'P' ? '' : section;
	}
	inside.filter((t) => t.role === 'P' && t.lines[0][0].page === 0 && book.front > 0).forEach((t) => { t.role = 'cover'; });
	const frames = findFrames(book, inside);
	const face = most(inside.filter((t) => t.role === 'P').flatMap((t) => t.lines.flat()), faceOf);
	for (const t of inside) {
		t.frame = (line) => frames.get(frameKey(book, t, line));
		t.body = t.role === 'P' && t.face === face;
		const { left, right, justified } = t.frame(t.lines[0]);
		t.justified = (t.body && !(right - left < 20 * t.lines[0][0].size)) || (/^(P|LI|Note|BlockQuote)$/.test(t.role) && justified);
	}
	return [...inside, ...furniture(book)];
}
