// Ink: what only a drawn page shows. Pages are drawn by MuPDF in grey; a check looks at the cells of
// some glyphs.
import { spawnSync } from 'node:child_process';
import { at, isStop, wordsOf } from './texts.lib.mjs';

const dpi = 300;

// One page as {width, height, at(x, y)}: ink from 0 to 1 at a place in points.
export function drawPage(file, n) {
	const { stdout, status } = spawnSync('mutool', ['draw', '-q', '-r', String(dpi), '-c', 'gray', '-F', 'pgm', '-o', '-', file, String(n + 1)], { maxBuffer: 1 << 28 });
	const head = stdout.subarray(0, 40).toString('latin1').match(/^P5\s+(?:#.*\s+)?(\d+)\s+(\d+)\s+255\s/);
	if (status !== 0 || !head)
		throw new Error(`${file}: page ${n + 1} cannot be drawn`);
	const [width, height] = [Number(head[1]), Number(head[2])], from = head[0].length;
	return { width, height, ink: (x, y) => 1 - (stdout[from + Math.round(y) * width + Math.round(x)] ?? 255) / 255 };
}

const scale = dpi / 72;

// The centre of the ink in a glyph's cell, in em from the left and from the bottom of the cell.
function centre(page, g) {
	let sum = 0, sx = 0, sy = 0;
	const [x0, x1, y0, y1] = [g.x, g.x + g.size, g.y - 0.88 * g.size, g.y + 0.12 * g.size].map((v) => v * scale);
	for (let y = y0; y < y1; y++)
		for (let x = x0; x < x1; x++) {
			const ink = page.ink(x, y);
			[sum, sx, sy] = [sum + ink, sx + ink * (x - x0), sy + ink * (y1 - y)];
		}
	return { x: sx / sum / (g.size * scale), y: sy / sum / (g.size * scale) };
}

// The longest white between two joined dashes, in em, at the height where they have most ink.
function hole(page, a, b) {
	const [x0, x1] = [a.x * scale + 4, (b.x + b.adv) * scale - 4];
	const rows = Array.from({ length: Math.round(a.size * scale) }, (_, k) => a.y * scale - k);
	const dark = (y) => { let n = 0; for (let x = x0; x < x1; x++) n += page.ink(x, y); return n; };
	const y = rows.reduce((best, r) => (dark(r) > dark(best) ? r : best));
	let most = 0, run = 0;
	for (let x = x0; x < x1; x++) {
		run = page.ink(x, y) < 0.3 ? run + 1 : 0;
		most = Math.max(most, run);
	}
	return most / scale / a.size;
}

// B6: the ink of a full stop is in the lower left quarter of its cell. B7: —— is one stroke.
export function ink(book, draw = drawPage) {
	const lines = book.texts.filter((t) => t.body).flatMap((t) => t.lines);
	const stops = lines.flatMap((line) => line.slice(0, -1).filter((g, i) => isStop(g) && g.text === '。' && line[i + 1].x - g.x > 0.95 * g.size).map((g) => ({ g, line }))).slice(0, 3);
	const dashes = lines.flatMap((line) => line.slice(0, -1).map((g, i) => [g, line[i + 1], line])
		.filter(([a, b]) => a.text === '——' || (a.text === '—' && b.text === '—'))).slice(0, 3);
	const pages = new Map();
	const page = (n) => pages.get(n) ?? pages.set(n, draw(book.file, n)).get(n);
	return { n: stops.length + dashes.length, problems: [
		...stops.map(({ g, line }) => ({ ...centre(page(g.page), g), line })).filter((c) => !(c.x < 0.5 && c.y < 0.5))
			.map((c) => `the ink of 。 is ${c.x.toFixed(2)}, ${c.y.toFixed(2)} em into its cell: ${at(c.line)}`),
		...dashes.map(([a, b, line]) => ({ white: a.text === '——' ? hole(page(a.page), a, a) : hole(page(a.page), a, b), line })).filter((d) => d.white > 0.01)
			.map((d) => `—— has ${d.white.toFixed(3)} em of white: ${wordsOf(d.line)}`),
	] };
}
