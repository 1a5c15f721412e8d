// Widths of glyphs in two places that must agree (ISO 14289-1, 7.21.5): /W of a font in the PDF, and
// the embedded CFF, whose charstrings begin with them (Adobe TN 5176, 5177).

// An INDEX at `at`: its objects, and where it ends.
function readIndex(b, at) {
	const count = b.readUInt16BE(at);
	if (!count)
		return { items: [], end: at + 2 };
	const size = b[at + 2], base = at + 3 + (count + 1) * size - 1;
	const offset = (i) => base + b.readUIntBE(at + 3 + i * size, size);
	return { items: Array.from({ length: count }, (_, i) => b.subarray(offset(i), offset(i + 1))), end: offset(count) };
}

function readReal(b, at) {
	let s = '';
	for (let i = at; ; i++)
		for (const nibble of [b[i] >> 4, b[i] & 15]) {
			if (nibble === 15)
				return [Number(s), i + 1];
			s += ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', 'E', 'E-', '', '-'][nibble];
		}
}

// A DICT as a map from operator (12 x as 1200 + x) to operands.
function readDict(b) {
	const dict = new Map();
	let stack = [];
	for (let i = 0; i < b.length;) {
		const v = b[i++];
		if (v <= 21) {
			dict.set(v === 12 ? 1200 + b[i++] : v, stack);
			stack = [];
		} else if (v === 30) {
			const [real, next] = readReal(b, i);
			stack.push(real);
			i = next;
		} else if (v === 28) {
			stack.push(b.readInt16BE(i));
			i += 2;
		} else if (v === 29) {
			stack.push(b.readInt32BE(i));
			i += 4;
		} else if (v <= 246) {
			stack.push(v - 139);
		} else {
			stack.push(v <= 250 ? (v - 247) * 256 + b[i] + 108 : -(v - 251) * 256 - b[i] - 108);
			i++;
		}
	}
	return dict;
}

// Operands that an operator takes before which a width may stand; undefined: it has none.
const takes = { 1: 'even', 3: 'even', 18: 'even', 23: 'even', 19: 'even', 20: 'even', 21: 2, 22: 1, 4: 1, 14: 0 };

// The width of a charstring, from its first operator that clears the stack.
function widthOf(b, { normal, nominal }) {
	const stack = [];
	for (let i = 0; i < b.length;) {
		const v = b[i++];
		if (v === 28) {
			stack.push(b.readInt16BE(i));
			i += 2;
		} else if (v === 255) {
			stack.push(b.readInt32BE(i) / 65536);
			i += 4;
		} else if (v >= 32) {
			stack.push(v <= 246 ? v - 139 : v <= 250 ? (v - 247) * 256 + b[i++] + 108 : -(v - 251) * 256 - b[i++] - 108);
		} else {
			const wanted = takes[v];
			if (wanted === undefined)
				return NaN; // a subroutine: not in our subsets
			return stack.length > (wanted === 'even' ? stack.length & ~1 : wanted) ? nominal + stack[0] : normal;
		}
	}
	return NaN;
}

// CIDs of the glyphs, in their order.
function readCharset(b, at, n) {
	const cids = [0];
	for (let i = at + 1; cids.length < n;) {
		if (b[at] === 0) {
			cids.push(b.readUInt16BE(i));
			i += 2;
		} else {
			const first = b.readUInt16BE(i), left = b[at] === 1 ? b[i + 2] : b.readUInt16BE(i + 2);
			for (let k = 0; k <= left; k++)
				cids.push(first + k);
			i += b[at] === 1 ? 3 : 4;
		}
	}
	return cids;
}

// Which font dictionary a glyph is of.
function readSelect(b, at, n) {
	if (b[at] === 0)
		return Array.from({ length: n }, (_, i) => b[at + 1 + i]);
	const fds = [], ranges = b.readUInt16BE(at + 1);
	for (let i = 0; i < ranges; i++)
		for (let g = b.readUInt16BE(at + 3 + 3 * i); g < b.readUInt16BE(at + 6 + 3 * i); g++)
			fds[g] = b[at + 5 + 3 * i];
	return fds;
}

function readPrivate(b, dict) {
	const [size, at] = dict.get(18) ?? [0, 0], own = readDict(b.subarray(at, at + size));
	return { normal: own.get(20)?.[0] ?? 0, nominal: own.get(21)?.[0] ?? 0 };
}

// The widths of a CFF, in thousandths of an em, by CID.
export function cffWidths(b) {
	const top = readDict(readIndex(b, readIndex(b, b[2]).end).items[0]);
	const glyphs = readIndex(b, top.get(17)[0]).items;
	const keyed = top.has(1230), scale = 1000 * (top.get(1207)?.[0] ?? 0.001);
	const dicts = keyed ? readIndex(b, top.get(1236)[0]).items.map(readDict) : [top];
	const privates = dicts.map((d) => readPrivate(b, d));
	const select = keyed ? readSelect(b, top.get(1237)[0], glyphs.length) : [];
	const charset = top.get(15)?.[0] ?? 0, cids = keyed && charset > 2 ? readCharset(b, charset, glyphs.length) : glyphs.map((_, i) => i);
	return new Map(glyphs.map((g, i) => [cids[i], widthOf(g, privates[select[i] ?? 0]) * scale]));
}

// /W: a list of `first [w w …]` and `first last w`.
function readW(objects, w) {
	const widths = new Map(), list = objects.list(w);
	for (let i = 0; i < list.length;) {
		const second = objects.at(list[i + 1]);
		if (Array.isArray(second)) {
			second.forEach((v, k) => widths.set(list[i] + k, v));
			i += 2;
		} else {
			for (let k = list[i]; k <= second; k++)
				widths.set(k, list[i + 2]);
			i += 3;
		}
	}
	return widths;
}

// Each glyph of each embedded font is as wide in /W as in the font, within a thousandth of an em.
export function widths(book) {
	const { objects } = book;
	const fonts = Object.values(objects.objects).map((o) => o.value).filter((v) => v?.['/Subtype'] === '/CIDFontType0');
	let n = 0;
	return { problems: fonts.flatMap((font) => {
		const written = readW(objects, font['/W']), otherwise = font['/DW'] ?? 1000;
		return [...cffWidths(objects.bytes(objects.at(font['/FontDescriptor'])['/FontFile3']))].filter(([cid]) => written.has(cid) || cid).filter(([cid, wide]) => {
			n++;
			return !(Math.abs((written.get(cid) ?? otherwise) - wide) <= 1);
		}).map(([cid, wide]) => `${font['/BaseFont']}: glyph ${cid} is ${written.get(cid) ?? otherwise} wide in /W, ${wide} in the font`);
	}), get n() { return n; } };
}
