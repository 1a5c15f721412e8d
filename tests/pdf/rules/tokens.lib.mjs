// The words of PDF: numbers, names, strings, brackets and operators, of a file's bytes or of a content
// stream. In: a string of one character a byte, a position. Out: tokens, one a call, and operators with
// their operands. Nothing is forgiven and nothing resolved: who reads judges.

const escapes = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

// A literal string from behind its opening bracket: its bytes and where it ends.
function literal(text, from) {
	let out = '';
	let depth = 1;
	for (let i = from; i < text.length; i++) {
		const c = text[i];
		if (c === '(') {
			depth++;
		} else if (c === ')' && --depth === 0) {
			return { value: out, end: i + 1 };
		} else if (c === '\\') {
			const octal = /[0-7]{1,3}/y;
			octal.lastIndex = i + 1;
			const digits = octal.exec(text)?.[0];
			if (digits)
				out += String.fromCharCode(parseInt(digits, 8) & 255);
			else if (text[i + 1] === '\r' && text[i + 2] === '\n')
				i++;
			else if (text[i + 1] !== '\n' && text[i + 1] !== '\r')
				out += escapes[text[i + 1]] ?? text[i + 1];
			i += digits?.length ?? 1;
			continue;
		}
		out += c === '\r' ? '\n' : c;
		if (c === '\r' && text[i + 1] === '\n')
			i++;
	}
	return { value: out, end: text.length };
}

const unname = (s) => s.replace(/#([0-9A-Fa-f]{2})/g, (_, h) => String.fromCharCode(parseInt(h, 16)));
export const unhex = (s) => Buffer.from((h => (h.length % 2 ? `${h}0` : h))(s.replace(/[^0-9A-Fa-f]/g, '')), 'hex')
	.toString('latin1');

// Reads the tokens of a text one after the other.
export class Tokens {
	constructor(text, at = 0) {
		this.text = text;
		this.at = at;
		this.word = /(?:[\0\t\n\f\r ]+|%[^\r\n]*)*(?:([+-]?(?:\d+\.?\d*|\.\d+)(?![^\0\t\n\f\r ()<>[\]{}/%]))|\/([^\0\t\n\f\r ()<>[\]{}/%]*)|(<<|>>|[[\]{}])|<([^>]*)>|(\()|([^\0\t\n\f\r ()<>[\]{}/%]+))/y;
	}

	// The next token as { kind, value }, or null at the end. Of a hexadecimal string, raw is what is written.
	next() {
		this.word.lastIndex = this.at;
		const m = this.word.exec(this.text);
		if (!m)
			return null;
		this.at = this.word.lastIndex;
		if (m[1] !== undefined)
			return { kind: 'number', value: Number(m[1]), raw: m[1] };
		if (m[2] !== undefined)
			return { kind: 'name', value: unname(m[2]) };
		if (m[3] !== undefined)
			return { kind: m[3], value: m[3] };
		if (m[4] !== undefined)
			return { kind: 'string', value: unhex(m[4]), raw: m[4] };
		if (m[6] !== undefined)
			return { kind: 'word', value: m[6] };
		const { value, end } = literal(this.text, this.at);
		this.at = end;
		return { kind: 'string', value };
	}
}

// A token, or the array or dictionary that it opens: names keep their slash, strings are { string }.
function operand(tokens, t) {
	if (t.kind === '[') {
		const items = [];
		for (let i = tokens.next(); i && i.kind !== ']'; i = tokens.next())
			items.push(operand(tokens, i));
		return items;
	}
	if (t.kind === '<<') {
		const dict = {};
		for (let k = tokens.next(); k && k.kind !== '>>'; k = tokens.next())
			dict[`/${k.value}`] = operand(tokens, tokens.next() ?? k);
		return dict;
	}
	return t.kind === 'name' ? `/${t.value}` : t.kind === 'string' ? { string: t.value } : t.value;
}

// The operators of a content stream, each with its operands.
export function* operators(text) {
	const tokens = new Tokens(text);
	let operands = [];
	for (let t = tokens.next(); t; t = tokens.next()) {
		if (t.kind !== 'word' || t.value === 'true' || t.value === 'false' || t.value === 'null') {
			operands.push(operand(tokens, t));
			continue;
		}
		yield { op: t.value, operands };
		operands = [];
	}
}

// A text string of PDF: UTF-16 with a mark, or one character a byte.
export function decodeText(s) {
	return s.startsWith('\xFE\xFF') ? Buffer.from(s.slice(2), 'latin1').swap16().toString('utf16le') : s;
}
