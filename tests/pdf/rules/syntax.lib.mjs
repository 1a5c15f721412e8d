// How a file is written, byte by byte: header, objects, streams, cross references, trailer, end.
// In: a document. Out: for each rule of the bytes (by the name of its test in ISO 19005-2) what is wrong,
// made once. The file is walked from its head as a chain of objects, with nothing between them, which
// is narrower than the standard and what our writer keeps to.
import zlib from 'node:zlib';
import { Tokens } from './tokens.lib.mjs';

const EOL = /\r\n|\r|\n/y;

// Rows of bytes that were written as differences (PNG), each behind its filter.
function undo(data, columns) {
	const rows = [Buffer.alloc(columns)];
	for (let at = 0; at < data.length; at += columns + 1) {
		const above = rows.at(-1);
		const row = Buffer.from(data.subarray(at + 1, at + 1 + columns));
		for (let i = 0; i < row.length; i++) {
			const [a, b, c] = [row[i - 1] ?? 0, above[i] ?? 0, above[i - 1] ?? 0];
			const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
			row[i] += [0, a, b, (a + b) >> 1, pa <= pb && pa <= pc ? a : pb <= pc ? b : c][data[at]];
		}
		rows.push(row);
	}
	return Buffer.concat(rows.slice(1));
}

class Walker {
	constructor(doc) {
		this.doc = doc;
		this.text = doc.bytes.toString('latin1');
		this.problems = new Map();
	}

	say(test, what) {
		this.problems.set(test, [...this.problems.get(test) ?? [], what]);
	}

	match(pattern, at) {
		const sticky = new RegExp(pattern.source, 'y');
		sticky.lastIndex = at;
		return sticky.exec(this.text);
	}

	header() {
		if (!/^%PDF-1\.[0-7](\r\n|\r|\n)/.test(this.text))
			this.say('6.1.2-1', `the file begins with ${JSON.stringify(this.text.slice(0, 12))}`);
		const first = this.text.search(EOL.source);
		EOL.lastIndex = first;
		const second = first + (EOL.exec(this.text)?.[0].length ?? 0);
		if (!/^%[\x80-\xFF]{4}/.test(this.text.slice(second, second + 5)))
			this.say('6.1.2-2', 'no comment of four bytes over 127 after the header');
		const from = this.text.slice(second).search(/^\d+ +\d+ +obj\b/m);
		return from < 0 ? this.text.length : second + from;
	}

	// Limits of numbers, names and strings; how hexadecimal strings are written.
	token(t, place) {
		if (t.kind === 'number') {
			const magnitude = Math.abs(t.value);
			if (/^[+-]?\d+$/.test(t.raw) && (t.value > 2147483647 || t.value < -2147483648))
				this.say('6.1.13-1', `${place}: the integer ${t.raw}`);
			else if (magnitude > 3.403e38)
				this.say('6.1.13-2', `${place}: a real number of ${t.raw.length} characters`);
			else if (magnitude !== 0 && magnitude < 1.175e-38)
				this.say('6.1.13-5', `${place}: the real number ${t.raw}`);
		} else if (t.kind === 'name' && t.value.length > 127) {
			this.say('6.1.13-4', `${place}: a name of ${t.value.length} bytes`);
		} else if (t.kind === 'string') {
			const digits = t.raw?.replace(/[\0\t\n\f\r ]/g, '') ?? '';
			if (t.value.length > 32767)
				this.say('6.1.13-3', `${place}: a string of ${t.value.length} bytes`);
			if (digits.length % 2)
				this.say('6.1.6-1', `${place}: <${digits.slice(0, 20)}> has ${digits.length} digits`);
			if (/[^0-9A-Fa-f]/.test(digits))
				this.say('6.1.6-2', `${place}: <${digits.slice(0, 20)}> is not hexadecimal`);
		}
	}

	all(text, place) {
		const tokens = new Tokens(text);
		for (let t = tokens.next(); t; t = tokens.next())
			this.token(t, place);
	}

	// What a stream's dictionary says, among its tokens, of its length, of its packing, and whether it packs objects.
	static about(seen) {
		const length = seen.findIndex((t) => t.kind === 'name' && t.value === 'Length');
		const reference = seen[length + 2]?.kind === 'number' && seen[length + 3]?.value === 'R';
		const has = (name) => seen.some((t) => t.kind === 'name' && t.value === name);
		const after = (name) => seen[seen.findIndex((t) => t.kind === 'name' && t.value === name) + 1]?.value;
		return { length: reference ? `${seen[length + 1].value} ${seen[length + 2].value} R` : seen[length + 1]?.value,
			packs: has('ObjStm'),
			crosses: has('XRef'), columns: has('Predictor') && after('Predictor') > 9 ? after('Columns') : 0 };
	}

	// A stream from behind its keyword; gives where endstream ends.
	stream(at, seen, place) {
		const begin = this.match(/\r\n|\n/, at);
		const about = Walker.about(seen);
		const length = this.doc.at(about.length);
		const from = at + (begin?.[0].length ?? 0);
		if (!begin)
			this.say('6.1.7.1-2', `${place}: no line feed after stream`);
		let end = this.match(/(?:\r\n|\r|\n)endstream/, from + length);
		if (!end) {
			const found = this.text.indexOf('endstream', from);
			const glued = found === from + length;
			this.say(glued ? '6.1.7.1-2' : '6.1.7.1-1', glued ? `${place}: no end of line before endstream` :
				`${place}: /Length is ${length}, endstream stands after ${found - from} bytes`);
			end = { index: found, 0: 'endstream' };
		}
		if (about.packs) {
			const data = zlib.inflateSync(this.doc.bytes.subarray(from, end.index));
			this.all((about.columns ? undo(data, about.columns) : data).toString('latin1'), place);
		}
		this.crossed ||= about.crosses;
		return end.index + end[0].length;
	}

	// An object from its number on; gives where it ends, or null when there is none.
	object(at) {
		const head = this.match(/(\d+)([^\S\r\n]+)(\d+)([^\S\r\n]+)obj(\r\n|\r|\n)?/, at);
		if (!head)
			return null;
		const place = `${head[1]} ${head[3]} R`;
		if (head[2] !== ' ' || head[4] !== ' ' || !head[5])
			this.say('6.1.9-1', `${place}: spaces in its head`);
		const tokens = new Tokens(this.text, at + head[0].length);
		const seen = [];
		for (let t = tokens.next(); t && t.value !== 'endobj'; t = tokens.next()) {
			seen.push(t);
			this.token(t, place);
			if (t.kind === 'word' && t.value === 'stream')
				tokens.at = this.stream(tokens.at, seen, place);
		}
		if (!/[\r\n]/.test(this.text[tokens.at - 7]) || !/[\r\n]/.test(this.text[tokens.at] ?? ''))
			this.say('6.1.9-1', `${place}: endobj is not on a line`);
		return this.match(/(?:\r\n|\r|\n)/, tokens.at) ? tokens.at + this.match(/(?:\r\n|\r|\n)/, tokens.at)[0].length : tokens.at;
	}

	tail(at) {
		const rest = this.text.slice(at);
		if (!this.crossed && !/^xref(\r\n|\r|\n)\d+ \d+(\r\n|\r|\n)/.test(rest))
			this.say('6.1.4-2', `${JSON.stringify(rest.slice(0, 20))} begins the cross references`);
		this.all(rest.slice(0, rest.lastIndexOf('startxref')).replace(/^xref[\s\S]*?trailer/, ''), 'trailer');
		const end = this.text.lastIndexOf('%%EOF');
		if (end < 0 || !/^%%EOF(\r\n|\r|\n)?$/.test(this.text.slice(end)))
			this.say('6.1.3-3', `${end < 0 ? 'no' : this.text.length - end - 5} bytes after the end of the file`);
	}
}

export function syntax(doc) {
	return doc.once('syntax', () => {
		const walker = new Walker(doc);
		let at = walker.header();
		for (let next = walker.object(at); next !== null; next = walker.object(at))
			at = next;
		walker.tail(at);
		for (const { ref, text, n } of doc.pages)
			walker.all(text, `page ${n} (${ref})`);
		return walker.problems;
	});
}
