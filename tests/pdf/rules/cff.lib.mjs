// The glyphs of a CFF font program: which CIDs it has, and how wide each is by its charstring.
// In: the bytes of the program. Out: a map from CID to width in thousandths of an em. A font that is
// not CID-keyed numbers its glyphs by their order. Outlines are not read past the width.

function index(bytes, at) {
	const count = bytes.readUInt16BE(at);
	if (count === 0)
		return { items: [], end: at + 2 };
	const size = bytes[at + 2];
	const offset = (i) => bytes.readUIntBE(at + 3 + i * size, size);
	const base = at + 2 + (count + 1) * size;
	const items = [];
	for (let i = 0; i < count; i++)
		items.push(bytes.subarray(base + offset(i), base + offset(i + 1)));
	return { items, end: base + offset(count) };
}

function real(bytes, at) {
	const signs = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', 'E', 'E-', '', '-'];
	for (let text = ''; ; at++)
		for (const nibble of [bytes[at] >> 4, bytes[at] & 15]) {
			if (nibble === 15)
				return { value: Number(text), end: at + 1 };
			text += signs[nibble];
		}
}

// A number that begins with byte b at the position before at; of charstrings (type 2) or dictionaries.
function integer(bytes, b, at) {
	if (b === 28)
		return { value: bytes.readInt16BE(at), end: at + 2 };
	if (b <= 246)
		return { value: b - 139, end: at };
	if (b <= 250)
		return { value: (b - 247) * 256 + bytes[at] + 108, end: at + 1 };
	return { value: -(b - 251) * 256 - bytes[at] - 108, end: at + 1 };
}

// Operators of two bytes are 1200 and the second.
function dictionary(bytes) {
	const found = new Map();
	let operands = [];
	for (let at = 0; at < bytes.length;) {
		const b = bytes[at++];
		if (b <= 21) {
			found.set(b === 12 ? 1200 + bytes[at++] : b, operands);
			operands = [];
		} else {
			const { value, end } = b === 30 ? real(bytes, at) :
				b === 29 ? { value: bytes.readInt32BE(at), end: at + 4 } : integer(bytes, b, at);
			operands.push(value);
			at = end;
		}
	}
	return found;
}

function privateOf(bytes, dict) {
	const [size, at] = dict.get(18) ?? [0, 0];
	const own = dictionary(bytes.subarray(at, at + size));
	const subrs = own.get(19) ? index(bytes, at + own.get(19)[0]).items : [];
	return { normal: own.get(20)?.[0] ?? 0, nominal: own.get(21)?.[0] ?? 0, subrs };
}

const bias = (subrs) => (subrs.length < 1240 ? 107 : subrs.length < 33900 ? 1131 : 32768);
// How many operands the first operator takes; hints take pairs.
const takes = { 4: 1, 21: 2, 22: 1, 14: 0 };

// The width that a charstring begins with, or null for the usual one.
function width(code, local, global, stack = []) {
	for (let at = 0; at < code.length;) {
		const b = code[at++];
		if (b === 255) {
			stack.push(code.readInt32BE(at) / 65536);
			at += 4;
		} else if (b >= 32 || b === 28) {
			const { value, end } = integer(code, b, at);
			stack.push(value);
			at = end;
		} else if (b === 10 || b === 29) {
			const from = b === 10 ? local : global;
			const found = width(from[stack.pop() + bias(from)], local, global, stack);
			if (found !== undefined)
				return found;
		} else if (b === 11) {
			return undefined;
		} else {
			const extra = b in takes ? stack.length > takes[b] && (b !== 14 || stack.length !== 4) : stack.length % 2 === 1;
			return extra ? stack[0] : null;
		}
	}
	return undefined;
}

// The numbers of the glyphs after the first: CIDs of a CID-keyed font.
function charset(bytes, at, count) {
	const cids = [0];
	const format = bytes[at++];
	while (cids.length < count) {
		const first = bytes.readUInt16BE(at);
		const left = format === 0 ? 0 : bytes.readUIntBE(at + 2, format);
		for (let i = 0; i <= left; i++)
			cids.push(first + i);
		at += 2 + format;
	}
	return cids;
}

function selector(bytes, at) {
	if (bytes[at] === 0)
		return (gid) => bytes[at + 1 + gid];
	const ranges = [];
	for (let i = 0; i < bytes.readUInt16BE(at + 1); i++)
		ranges.push([bytes.readUInt16BE(at + 3 + 3 * i), bytes[at + 5 + 3 * i]]);
	return (gid) => ranges.findLast(([first]) => first <= gid)[1];
}

export function cffWidths(bytes) {
	const tops = index(bytes, index(bytes, bytes[2]).end);
	const global = index(bytes, index(bytes, tops.end).end).items;
	const top = dictionary(tops.items[0]);
	const charstrings = index(bytes, top.get(17)[0]).items;
	const keyed = top.has(1230);
	const cids = keyed ? charset(bytes, top.get(15)[0], charstrings.length) : charstrings.map((_, i) => i);
	const dicts = keyed ? index(bytes, top.get(1236)[0]).items.map(dictionary) : [top];
	const privates = dicts.map((d) => privateOf(bytes, d));
	const of = keyed ? selector(bytes, top.get(1237)[0]) : () => 0;
	return new Map(charstrings.map((code, gid) => {
		const own = privates[of(gid)];
		const extra = width(code, own.subrs, global);
		const matrix = top.get(1207) ?? dicts[of(gid)].get(1207) ?? [0.001];
		return [cids[gid], 1000 * matrix[0] * (extra == null ? own.normal : own.nominal + extra)];
	}));
}
