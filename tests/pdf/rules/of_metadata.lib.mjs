// The rules of the metadata: the packet, what it says of PDF/A and PDF/UA, properties and the schemas
// that extend them. Properties that neither the table here nor an extension schema of the packet
// defines are faults; the table has what a book may say of itself, not all of XMP.
import { textOf } from './document.lib.mjs';
import { parseXml } from './xml.lib.mjs';

const uris = {
	rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
	dc: 'http://purl.org/dc/elements/1.1/',
	xmp: 'http://ns.adobe.com/xap/1.0/',
	xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
	xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
	pdf: 'http://ns.adobe.com/pdf/1.3/',
	pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
	pdfuaid: 'http://www.aiim.org/pdfua/ns/id/',
	pdfaExtension: 'http://www.aiim.org/pdfa/ns/extension/',
	pdfaSchema: 'http://www.aiim.org/pdfa/ns/schema#',
	pdfaProperty: 'http://www.aiim.org/pdfa/ns/property#',
	pdfaType: 'http://www.aiim.org/pdfa/ns/type#',
	pdfaField: 'http://www.aiim.org/pdfa/ns/field#',
};

const defined = {
	[uris.dc]: { contributor: 'bag Text', coverage: 'Text', creator: 'seq Text', date: 'seq Date', description: 'Lang Alt',
		format: 'Text', identifier: 'Text', language: 'bag Text', publisher: 'bag Text', relation: 'bag Text',
		rights: 'Lang Alt', source: 'Text', subject: 'bag Text', title: 'Lang Alt', type: 'bag Text' },
	[uris.xmp]: { BaseURL: 'Text', CreateDate: 'Date', CreatorTool: 'Text', Identifier: 'bag Text', Label: 'Text',
		MetadataDate: 'Date', ModifyDate: 'Date', Nickname: 'Text', Rating: 'Integer' },
	[uris.xmpMM]: { DocumentID: 'Text', InstanceID: 'Text', RenditionClass: 'Text', VersionID: 'Text' },
	[uris.xmpRights]: { Certificate: 'Text', Marked: 'Boolean', Owner: 'bag Text', UsageTerms: 'Lang Alt', WebStatement: 'Text' },
	[uris.pdf]: { Keywords: 'Text', PDFVersion: 'Text', Producer: 'Text', Trapped: 'Text' },
	[uris.pdfaid]: { part: 'Integer', amd: 'Text', corr: 'Text', conformance: 'Text' },
	[uris.pdfaExtension]: { schemas: 'bag Struct' },
};

const simple = {
	Text: /^/, Integer: /^[+-]?\d+$/, Boolean: /^(True|False)$/, Real: /^[+-]?\d+\.?\d*$/, URI: /^\S*$/,
	Date: /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/,
};

// A value as { form: simple, bag, seq, alt or struct; text; items; fields }.
function valueOf(node) {
	const inner = node.kids[0];
	const fields = (kids) => kids.map((k) => ({ node: k, uri: k.uri, prefix: k.prefix, name: k.name, value: valueOf(k) }));
	const resource = node.attributes.some((a) => a.uri === uris.rdf && a.name === 'parseType' && a.value === 'Resource');
	if (resource || inner?.uri === uris.rdf && inner.name === 'Description')
		return { form: 'struct', fields: fields(resource ? node.kids : inner.kids) };
	if (inner?.uri === uris.rdf && /^(Bag|Seq|Alt)$/.test(inner.name))
		return { form: inner.name.toLowerCase(), items: inner.kids.map((k) => ({ ...valueOf(k),
			lang: k.attributes.find((a) => a.prefix === 'xml' && a.name === 'lang')?.value })) };
	return inner ? { form: 'unknown' } : { form: 'simple', text: node.text };
}

function propertiesOf(root) {
	const rdf = root.uri === uris.rdf ? root : root.kids.find((k) => k.uri === uris.rdf && k.name === 'RDF');
	return (rdf?.kids ?? []).flatMap((d) => [
		...d.attributes.filter((a) => a.uri && a.uri !== uris.rdf && a.prefix !== 'xml')
			.map((a) => ({ ...a, value: { form: 'simple', text: a.value } })),
		...d.kids.map((k) => ({ uri: k.uri, prefix: k.prefix, name: k.name, value: valueOf(k) })),
	]);
}

// { root, properties } of the packet; fault says why there are none.
function packet(doc) {
	return doc.once('packet', () => {
		const text = doc.metadata.toString('utf8');
		try {
			const root = parseXml(text);
			const properties = propertiesOf(root);
			return properties.length ? { text, root, properties } : { text, properties, fault: 'no property' };
		} catch (e) {
			return { text, properties: [], fault: e.message };
		}
	});
}

const find = (doc, uri, name) => packet(doc).properties.find((p) => p.uri === uri && (!name || p.name === name));

function fits(value, type) {
	if (type === 'Lang Alt')
		return value.form === 'alt' && value.items.every((i) => i.form === 'simple' && i.lang);
	const [form, item] = type.includes(' ') ? type.split(' ') : [null, type];
	if (form)
		return value.form === form.toLowerCase() && value.items.every((i) => fits(i, item));
	return item === 'Struct' ? value.form === 'struct' : value.form === 'simple' && (simple[item] ?? simple.Text).test(value.text);
}

// ------------------------------------------------------------- schemas of extensions

const itemsOf = (value, prefix, name) => (value?.fields ?? []).filter((f) => f.uri === uris[prefix] && f.name === name)
	.flatMap((f) => f.value.items ?? []);
const schemas = (doc) => find(doc, uris.pdfaExtension, 'schemas')?.value.items ?? [];
const levels = {
	pdfaSchema: schemas,
	pdfaProperty: (doc) => schemas(doc).flatMap((s) => itemsOf(s, 'pdfaSchema', 'property')),
	pdfaType: (doc) => schemas(doc).flatMap((s) => itemsOf(s, 'pdfaSchema', 'valueType')),
	pdfaField: (doc) => levels.pdfaType(doc).flatMap((t) => itemsOf(t, 'pdfaType', 'field')),
};
const fieldsOf = {
	pdfaSchema: ['schema', 'namespaceURI', 'prefix', 'property', 'valueType'],
	pdfaProperty: ['name', 'valueType', 'category', 'description'],
	pdfaType: ['type', 'namespaceURI', 'prefix', 'description', 'field'],
	pdfaField: ['name', 'valueType', 'description'],
};

// A field of each description on one level: there (or not, where it may be absent), of its form, and right.
const field = (test, level, name, form, right = () => true) => ({
	a: `6.6.2.3.3-${test}`, title: `${level}:${name} is ${form === 'seq' ? 'a list' : 'a text'}`,
	*check(doc) {
		for (const item of levels[level](doc)) {
			const f = item.fields?.find((i) => i.name === name && i.uri === uris[level]);
			if (f ? f.prefix !== level || f.value.form !== form || !right(f.value, doc) : form !== 'seq')
				yield f ? `${f.prefix}:${name} is ${f.value.text ?? f.value.form}` : `no ${level}:${name}`;
		}
	},
});

const basic = /^((open |closed )?(choice|Choice) of )?((bag|seq|alt|Bag|Seq|Alt) )?(Text|Integer|Real|Boolean|Date|URI|URL|Lang Alt|ProperName|AgentName|MIMEType|XPath|GUID|Rational|RenditionClass|ResourceRef|Locale)$/;
const known = (value, doc) => basic.test(value.text) || levels.pdfaType(doc).some((t) => t.fields?.some((f) => f.name === 'type' &&
	f.value.text === value.text.replace(/^(bag|seq|alt|Bag|Seq|Alt) /, '')));

// The type that an extension schema of the packet gives a property.
function extended(doc, uri, name) {
	const text = (item, prefix, key) => item.fields?.find((f) => f.uri === uris[prefix] && f.name === key)?.value.text;
	return schemas(doc).filter((s) => text(s, 'pdfaSchema', 'namespaceURI') === uri)
		.flatMap((s) => itemsOf(s, 'pdfaSchema', 'property'))
		.filter((p) => text(p, 'pdfaProperty', 'name') === name).map((p) => text(p, 'pdfaProperty', 'valueType'))[0];
}

// ------------------------------------------------------------------- identification

const says = (names, title, space, name, wanted) => ({
	...names, title,
	*check(doc) {
		const p = find(doc, uris[space], name);
		if (find(doc, uris[space]) && p?.value.text !== wanted)
			yield `${space}:${name} is ${p?.value.text}`;
	},
});

const prefixed = (names, space, name) => ({
	...names, title: `${name} has the prefix ${space}`,
	*check(doc) {
		for (const p of packet(doc).properties.filter((q) => q.uri === uris[space] && q.name === name && q.prefix !== space))
			yield `${p.prefix}:${name}`;
	},
});

const identified = (names, title, space) => ({
	...names, title,
	*check(doc) {
		if (!find(doc, uris[space]))
			yield `no property of ${space}`;
	},
});

export const metadataRules = [
	identified({ ua: '5-1' }, 'the metadata names PDF/UA', 'pdfuaid'),
	says({ ua: '5-2' }, 'the part of PDF/UA is 1', 'pdfuaid', 'part', '1'),
	prefixed({ ua: '5-3' }, 'pdfuaid', 'part'),
	prefixed({ ua: '5-4' }, 'pdfuaid', 'amd'),
	prefixed({ ua: '5-5' }, 'pdfuaid', 'corr'),
	identified({ a: '6.6.4-1' }, 'the metadata names PDF/A', 'pdfaid'),
	says({ a: '6.6.4-2' }, 'the part of PDF/A is 2', 'pdfaid', 'part', '2'),
	says({ a: '6.6.4-3' }, 'the conformance is A', 'pdfaid', 'conformance', 'A'),
	prefixed({ a: '6.6.4-4' }, 'pdfaid', 'part'),
	prefixed({ a: '6.6.4-5' }, 'pdfaid', 'conformance'),
	prefixed({ a: '6.6.4-6' }, 'pdfaid', 'amd'),
	prefixed({ a: '6.6.4-7' }, 'pdfaid', 'corr'),
	{
		ua: '7.1-8', a: '6.6.2.1-1', title: 'the catalog has metadata',
		*check(doc) {
			const dict = doc.at(doc.catalog['/Metadata']);
			if (!doc.isStream(doc.catalog['/Metadata']) || dict['/Type'] !== '/Metadata' || dict['/Subtype'] !== '/XML')
				yield `/Metadata is ${JSON.stringify(dict)}`;
		},
	},
	{
		ua: '7.1-9', title: 'the metadata has a title',
		*check(doc) {
			const title = find(doc, uris.dc, 'title')?.value;
			if (!title?.items?.some((i) => i.text.trim()))
				yield 'no dc:title';
			const info = textOf(doc.at(doc.at(doc.trailer['/Info'])?.['/Title']));
			if (info !== undefined && title?.items && !title.items.some((i) => i.text === info))
				yield `dc:title is not ${info}`;
		},
	},
	{
		a: '6.6.2.1-2', title: 'the packet has no attribute bytes',
		*check(doc) {
			if (/<\?xpacket\s[^?]*\bbytes\s*=/.test(packet(doc).text))
				yield 'bytes';
		},
	},
	{
		a: '6.6.2.1-3', title: 'the packet has no attribute encoding',
		*check(doc) {
			if (/<\?xpacket\s[^?]*\bencoding\s*=/.test(packet(doc).text))
				yield 'encoding';
		},
	},
	{
		a: '6.6.2.1-4', title: 'the packet is well-formed',
		*check(doc) {
			if (packet(doc).fault)
				yield packet(doc).fault;
		},
	},
	{
		a: '6.6.2.1-5', title: 'the packet is in UTF-8',
		*check(doc) {
			if (!Buffer.from(packet(doc).text).equals(doc.metadata))
				yield 'bytes that are not UTF-8';
		},
	},
	{
		a: '6.6.2.3.1-1', title: 'all properties are defined',
		*check(doc) {
			for (const p of packet(doc).properties)
				if (!(p.name in (defined[p.uri] ?? {})) && !extended(doc, p.uri, p.name))
					yield `${p.prefix}:${p.name}`;
		},
	},
	{
		a: '6.6.2.3.1-2', title: 'values are of the types of their properties',
		*check(doc) {
			for (const p of packet(doc).properties) {
				const type = defined[p.uri]?.[p.name] ?? extended(doc, p.uri, p.name);
				if (type && !fits(p.value, type))
					yield `${p.prefix}:${p.name} is no ${type}: ${p.value.text ?? p.value.form}`;
			}
		},
	},
	{
		a: '6.6.2.3.2-1', title: 'extension schemas have no other fields',
		*check(doc) {
			for (const [level, items] of Object.entries(levels))
				for (const f of items(doc).flatMap((i) => i.fields ?? []))
					if (f.uri !== uris[level] || !fieldsOf[level].includes(f.name))
						yield `${f.prefix}:${f.name} in ${level}`;
		},
	},
	{
		a: '6.6.2.3.3-1', title: 'extension schemas are a bag of pdfaExtension',
		*check(doc) {
			const p = find(doc, uris.pdfaExtension, 'schemas');
			if (p && (p.prefix !== 'pdfaExtension' || p.value.form !== 'bag'))
				yield `${p.prefix}:schemas is ${p.value.form}`;
		},
	},
	field(2, 'pdfaSchema', 'schema', 'simple'),
	field(3, 'pdfaSchema', 'namespaceURI', 'simple', (v) => v.text && simple.URI.test(v.text)),
	field(4, 'pdfaSchema', 'prefix', 'simple'),
	field(5, 'pdfaSchema', 'property', 'seq'),
	field(6, 'pdfaSchema', 'valueType', 'seq'),
	field(7, 'pdfaProperty', 'name', 'simple'),
	field(8, 'pdfaProperty', 'valueType', 'simple', known),
	field(9, 'pdfaProperty', 'category', 'simple', (v) => /^(external|internal)$/.test(v.text)),
	field(10, 'pdfaProperty', 'description', 'simple'),
	field(11, 'pdfaType', 'type', 'simple'),
	field(12, 'pdfaType', 'namespaceURI', 'simple', (v) => v.text && simple.URI.test(v.text)),
	field(13, 'pdfaType', 'prefix', 'simple'),
	field(14, 'pdfaType', 'description', 'simple'),
	field(15, 'pdfaType', 'field', 'seq'),
	field(16, 'pdfaField', 'name', 'simple'),
	field(17, 'pdfaField', 'valueType', 'simple', known),
	field(18, 'pdfaField', 'description', 'simple'),
];
