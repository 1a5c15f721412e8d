// What the content streams of a document do: operators, marks, text shown in each font, colours.
// In: a document. Out: a page's findings, made once; the rules judge them. Coordinates are not followed.
import { decodeText, operators } from './tokens.lib.mjs';
import { bare } from './document.lib.mjs';

const known = new Set(`b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n
	q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf TJ Tj TL Tm Tr Ts Tw Tz v w W W* y ' "`.split(/\s+/));
const painting = new Set(['f', 'F', 'f*', 'S', 's', 'B', 'B*', 'b', 'b*']);
const showing = new Set(['Tj', 'TJ', "'", '"']);
const deviceColours = { g: 'DeviceGray', G: 'DeviceGray', rg: 'DeviceRGB', RG: 'DeviceRGB', k: 'DeviceCMYK', K: 'DeviceCMYK' };

function propertiesOf(doc, page, v) {
	const dict = typeof v === 'string' && v.startsWith('/') ? doc.at(doc.at(page.resources?.['/Properties'])?.[v]) : v;
	const own = (key) => (dict?.[key]?.string === undefined ? dict?.[key] : decodeText(dict[key].string));
	return { mcid: dict?.['/MCID'], lang: own('/Lang'), actual: own('/ActualText'), alt: own('/Alt'), expansion: own('/E') };
}

// Whether a mark, or one around it, belongs to an element that hangs on the root of the tree.
function tagged(doc, page, marks) {
	const owners = doc.at(doc.parents.get(page.dict['/StructParents'])) ?? [];
	return marks.some((m) => m.mcid !== undefined && doc.once(`rooted ${owners[m.mcid]}`, () => {
		for (let e = owners[m.mcid], n = 0; e !== undefined && n < 99; e = doc.at(e)?.['/P'], n++)
			if (doc.at(e)?.['/Type'] === '/StructTreeRoot')
				return true;
		return false;
	}));
}

class Scanner {
	constructor(doc, page) {
		Object.assign(this, { doc, page });
		this.marks = [];
		this.state = { fill: 'DeviceGray', stroke: 'DeviceGray', font: undefined, mode: 0 };
		this.saved = [];
		this.inText = false;
		this.found = { marks: [], items: [], unknown: new Set(), deepest: 0, unbalanced: [], colours: new Set(), glyphs: new Map(),
			intents: new Set(), absent: new Set(), names: new Set(), operators: new Set() };
	}

	// A thing that is seen, with the marks around it.
	item(kind) {
		const tags = this.marks.map((m) => m.tag);
		this.found.items.push({ kind, tagged: this.isTagged, artifact: tags.includes('Artifact'), tags });
	}

	open(tag, properties) {
		const within = this.marks.map((m) => m.tag);
		const mark = { tag: bare(tag), within, ...properties };
		this.marks.push(mark);
		this.isTagged = tagged(this.doc, this.page, this.marks);
		this.found.marks.push({ ...mark, tagged: this.isTagged });
	}

	close() {
		if (!this.marks.pop())
			this.found.unbalanced.push('EMC without a beginning');
		this.isTagged = tagged(this.doc, this.page, this.marks);
	}

	resource(kind, name) {
		this.found.names.add(`${kind} ${name}`);
		const entry = this.doc.at(this.page.resources?.[kind])?.[name];
		if (entry === undefined)
			this.found.absent.add(`${kind} ${name}`);
		return entry;
	}

	show(operands) {
		this.item('text');
		this.found.colours.add(this.state.mode % 3 === 1 ? this.state.stroke : this.state.fill);
		const shown = this.found.glyphs.get(this.state.font) ?? new Map();
		this.found.glyphs.set(this.state.font, shown);
		const spoken = this.marks.some((m) => m.actual !== undefined);
		for (const { string } of operands.flat().filter((o) => o?.string !== undefined))
			for (let i = 0; i < string.length; i += 2) {
				const code = string.charCodeAt(i) * 256 + string.charCodeAt(i + 1);
				const before = shown.get(code) ?? { seen: false, bare: false };
				shown.set(code, { seen: before.seen || this.state.mode !== 3, bare: before.bare || !spoken });
			}
	}

	paint(op) {
		this.item('path');
		if (/[fFbB]/.test(op))
			this.found.colours.add(this.state.fill);
		if (/[sSbB]/.test(op))
			this.found.colours.add(this.state.stroke);
	}

	colour(op, operands) {
		const space = deviceColours[op] ?? bare(operands[0]);
		this.state[/[A-Z]/.test(op) ? 'stroke' : 'fill'] = space;
	}

	step(op, operands) {
		this.found.operators.add(op);
		if (!known.has(op))
			this.found.unknown.add(op);
		else if (op in deviceColours || op === 'cs' || op === 'CS')
			this.colour(op, operands);
		else if (showing.has(op))
			this.show(operands);
		else if (painting.has(op))
			this.paint(op);
		else
			this.others(op, operands);
	}

	others(op, operands) {
		switch (op) {
		case 'q':
			this.saved.push({ ...this.state });
			this.found.deepest = Math.max(this.found.deepest, this.saved.length);
			break;
		case 'Q':
			if (!this.saved.length)
				this.found.unbalanced.push('Q without q');
			this.state = this.saved.pop() ?? this.state;
			break;
		case 'Tf':
			this.state.font = this.resource('/Font', operands[0]);
			break;
		case 'Tr':
			this.state.mode = operands[0];
			break;
		case 'BMC':
		case 'BDC':
			this.open(operands[0], propertiesOf(this.doc, this.page, operands[1]));
			break;
		case 'EMC':
			this.close();
			break;
		case 'ri':
			this.found.intents.add(bare(operands[0]));
			break;
		case 'gs':
			this.resource('/ExtGState', operands[0]);
			break;
		case 'sh':
			this.resource('/Shading', operands[0]);
			this.item('shading');
			break;
		case 'Do':
			this.resource('/XObject', operands[0]);
			this.item('object');
			break;
		case 'BI':
			this.item('image');
			break;
		}
	}

	finish() {
		if (this.marks.length)
			this.found.unbalanced.push(`${this.marks.length} marks are not closed`);
		if (this.saved.length)
			this.found.unbalanced.push('q without Q');
		return this.found;
	}
}

// The findings of every page, each { page, ... }.
export function scan(doc) {
	return doc.once('scan', () => doc.pages.map((page) => {
		const scanner = new Scanner(doc, page);
		for (const { op, operands } of operators(page.text))
			scanner.step(op, operands);
		return { page, ...scanner.finish() };
	}));
}
