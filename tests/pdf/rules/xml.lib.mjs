// XML with namespaces, as strict as a packet of metadata needs it.
// In: the text of a document. Out: its root as { name, uri, prefix, attributes, kids, text }; what is not
// well-formed throws. No document type, no entities but the five and numbers.

const entities = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const xmlUri = 'http://www.w3.org/XML/1998/namespace';

function unescape(s) {
	return s.replace(/&([^;]*);?/g, (all, name) => {
		const code = /^#(?:(\d+)|x([0-9A-Fa-f]+))$/.exec(name);
		if (!all.endsWith(';') || !(code || name in entities))
			throw new Error(`${all} is no entity`);
		return code ? String.fromCodePoint(code[1] ? Number(code[1]) : parseInt(code[2], 16)) : entities[name];
	});
}

function qualify(name, scope, isAttribute) {
	const [prefix, local] = name.includes(':') ? name.split(':') : ['', name];
	if (prefix && !(prefix in scope))
		throw new Error(`the prefix ${prefix} is not declared`);
	return { name: local, prefix, uri: prefix || !isAttribute ? scope[prefix] ?? '' : '' };
}

function open(raw, body, parent) {
	const written = [];
	const rest = body.replace(/\s+([^\s=]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g, (_, name, a, b) => {
		if (written.some((w) => w[0] === name))
			throw new Error(`${name} stands twice`);
		written.push([name, unescape(a ?? b)]);
		return '';
	});
	if (rest.trim())
		throw new Error(`${rest.trim()} in <${raw}> is no attribute`);
	const scope = { ...(parent?.scope ?? { xml: xmlUri }) };
	for (const [name, value] of written.filter(([n]) => /^xmlns(:|$)/.test(n)))
		scope[name.slice(6)] = value;
	const attributes = written.filter(([n]) => !/^xmlns(:|$)/.test(n))
		.map(([name, value]) => ({ ...qualify(name, scope, true), value }));
	return { ...qualify(raw, scope, false), raw, scope, attributes, kids: [], text: '' };
}

export function parseXml(source) {
	const part = /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:"[^"]*"|'[^']*'|[^"'>])*?)(\/?)>|([^<]+)/y;
	const path = [];
	let root = null;
	while (part.lastIndex < source.length) {
		const at = part.lastIndex;
		const m = part.exec(source);
		if (!m)
			throw new Error(`no markup: ${source.slice(at, at + 20)}`);
		const [, cdata, close, name, body, empty, text] = m;
		const top = path.at(-1);
		if (close !== undefined && path.pop()?.raw !== close)
			throw new Error(`</${close}> closes nothing`);
		if (text !== undefined && !top && /[^\s\uFEFF]/.test(text))
			throw new Error('text outside of the root');
		if (top && (text ?? cdata) !== undefined)
			top.text += cdata ?? unescape(text);
		if (name === undefined)
			continue;
		const node = open(name, body, top);
		if (!top && root)
			throw new Error('a second root');
		(top?.kids ?? []).push(node);
		root ??= node;
		if (!empty)
			path.push(node);
	}
	if (!root || path.length)
		throw new Error(root ? `<${path.at(-1).raw}> is not closed` : 'nothing there');
	return root;
}
