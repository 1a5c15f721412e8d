// Link cards: a site with a base_url has one for itself, for each policy, region and measure, and a
// site without has none. Each is a picture of 1200 by 630 pixels of moderate size whose mark has the
// colour of its status; letters stand on the ground and on the panel; jobs do not change a byte.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { execFileSync } from 'node:child_process';

const program = `${process.env.BUILD ?? 'build'}/digestpress`;
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'cards-'));
const check = (name, problems) => console.log([`${problems.length ? 'not ok' : 'ok'} - ${name}`,
	...problems.slice(0, 20).map((p) => `    ${p}`)].join('\n'));

// Palette PNGs without interlacing: width, height, and the colour at a point.
function decode(bytes) {
	const parts = { IDAT: [] };
	for (let at = 8; at < bytes.length;) {
		const n = bytes.readUInt32BE(at), type = bytes.toString('latin1', at + 4, at + 8);
		const body = bytes.subarray(at + 8, at + 8 + n);
		type === 'IDAT' ? parts.IDAT.push(body) : parts[type] = body;
		at += 12 + n;
	}
	const width = parts.IHDR.readUInt32BE(0), height = parts.IHDR.readUInt32BE(4);
	if (parts.IHDR[8] !== 8 || parts.IHDR[9] !== 3 || parts.IHDR[12] !== 0)
		throw new Error('not eight bits of palette');
	const raw = zlib.inflateSync(Buffer.concat(parts.IDAT)), rows = Buffer.alloc(width * height);
	for (let y = 0; y < height; y++) {
		if (raw[y * (width + 1)] !== 0)
			throw new Error('a row is filtered, which does a palette no good');
		raw.copy(rows, y * width, y * (width + 1) + 1, (y + 1) * (width + 1));
	}
	const colour = (x, y) => parts.PLTE.toString('hex', 3 * rows[y * width + x], 3 * rows[y * width + x] + 3);
	return { width, height, colour };
}

function build(name, ...more) {
	const out = path.join(work, name);
	execFileSync(program, ['build', '--quiet', '--only', 'site', '--out', out, ...more], { stdio: ['ignore', 'ignore', 'inherit'] });
	return path.join(out, 'site');
}
const cards = (site) => fs.readdirSync(site, { recursive: true }).filter((f) => f.endsWith('.png')).sort();

// How many of the points of a rectangle have another colour than its ground.
function inked(card, ground, left, top, right, bottom) {
	let n = 0;
	for (let y = top; y < bottom; y++)
		for (let x = left; x < right; x++)
			n += card.colour(x, y) !== ground;
	return n;
}

function faults(bytes, expected) {
	const card = decode(bytes), out = [];
	if (card.width !== 1200 || card.height !== 630)
		out.push(`${card.width} by ${card.height} pixels`);
	if (bytes.length > 80000)
		out.push(`${bytes.length} bytes`);
	if (inked(card, '0b5a6b', 72, 120, 1128, 330) < 2000)
		out.push('there is no title');
	if (inked(card, 'ffffff', 72, 515, 1128, 570) < 300)
		out.push('there is no sum or count');
	const mark = card.colour(76, 464);
	if (expected && mark !== expected)
		out.push(`the mark is #${mark}, not #${expected}`);
	return out;
}

const content = path.join(work, 'content');
fs.cpSync('content', content, { recursive: true });
fs.appendFileSync(path.join(content, 'site.yml'), '\nbase_url: https://example.org/digests/\n');

const marks = { in_force: '0b5a6b', expired: '5b6468', draft: '5b6468' };
for (const asOf of ['2021-06-01', '2026-11-21']) {
	const site = build(`as-of-${asOf}`, '--content', content, '--as-of', asOf);
	build(`as-of-${asOf}`, '--content', content, '--as-of', asOf, '--only', 'data');
	const policies = JSON.parse(fs.readFileSync(path.join(site, 'data/policies.json')));
	check(`a card for each policy, ${asOf}`, policies.flatMap((p) => {
		const file = path.join(site, 'policies', p.slug, 'card.png');
		return fs.existsSync(file) ? faults(fs.readFileSync(file), marks[p.status] ?? '1f7081')
			.map((f) => `${p.slug}: ${f}`) : [`${p.slug} has none`];
	}));
	const rest = cards(site).filter((f) => !f.startsWith('policies/'));
	check(`cards of regions, measures and the site, ${asOf}`, [
		...['card.png', 'regions/beijing/card.png', 'measures/compute/card.png'].filter((f) => !rest.includes(f)),
		...rest.flatMap((f) => faults(fs.readFileSync(path.join(site, f))).map((p) => `${f}: ${p}`))]);
}

const one = build('one', '--content', content, '--jobs', '1'), two = build('two', '--content', content, '--jobs', '3');
check('cards are the same with other jobs', cards(one).filter((f) =>
	Buffer.compare(fs.readFileSync(path.join(one, f)), fs.readFileSync(path.join(two, f)))));
check('no cards without a base_url', cards(build('none')));

// Without a subtitle the card of the site names its publisher.
const site = path.join(content, 'site.yml'), said = fs.readFileSync(site, 'utf8');
const home = (name, subtitle) => {
	fs.writeFileSync(site, said.replace(/^subtitle:.*\n/m, subtitle));
	return fs.readFileSync(path.join(build(name, '--content', content), 'card.png'));
};
const publisher = /^publisher: (.*)/m.exec(said)[1];
check('a site without a subtitle', Buffer.compare(home('bare', ''), home('named', `subtitle: ${publisher}\n`))
	? ['its card does not name the publisher'] : []);

// What the checks say of a card of another document.
const sound = fs.readFileSync(path.join(one, 'policies/hangzhou-policies/card.png'));
check('the checks notice the mark of another status', faults(sound, marks.expired).length === 0 &&
	faults(sound, marks.in_force).length === 1 ? [] : ['nothing was noticed']);
const crooked = Buffer.from(sound);
crooked.writeUInt32BE(1100, 16);
let noticed = true;
try {
	noticed = faults(crooked).length > 0;
} catch { /* its rows do not fit */ }
check('the checks notice another size', noticed ? [] : ['nothing was noticed']);
fs.rmSync(work, { recursive: true });
