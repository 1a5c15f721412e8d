// How a book is spoilt to break each rule. In: a document to spoil, a copy. Each entry names a test of
// the rule that breaks, what it does to the copy, and words that the rule must find for it. An edit that
// finds nothing to edit throws, so that no entry can rot.

const fresh = (doc) => {
	doc.last = (doc.last ?? 900000) + 1;
	return `${doc.last} 0 R`;
};

// ------------------------------------------------------------------- kinds of edits

const replaced = (text, from, to) => {
	const now = text.replace(from, to);
	if (now === text)
		throw new Error(`nothing to replace by ${to}: ${from}`);
	return now;
};

// Of the file's bytes.
const bytes = (from, to) => (doc) => {
	doc.bytes = Buffer.from(replaced(doc.bytes.toString('latin1'), from, to), 'latin1');
};

// Of the catalog.
const catalog = (edit) => (doc) => edit(doc.change(doc.trailer['/Root']), doc);
// Of a page, the first that has what is wanted.
const page = (edit, wanted = () => true) => (doc) => {
	const found = doc.pages.find((p) => wanted(p));
	edit(doc.change(found.ref), doc, found);
};
// Of the content of the first page that has text in an element.
const content = (from, to) => (doc) => {
	const found = doc.pages.find((p) => (from.global ? from.source && p.text.match(from) : from.test(p.text)));
	doc.write(found.dict['/Contents'], replaced(found.text, from, to));
};
const behind = (words) => content(/$/, `\n${words}\n`);
const link = (edit) => (doc) => edit(doc.change(doc.annotations[0].ref), doc);
const font = (edit) => (doc) => edit(doc.change([...doc.fonts.keys()][0]), doc);
const cidFont = (edit) => font((dict, doc) => edit(doc.change(doc.at(dict['/DescendantFonts'])[0]), doc));
const descriptor = (edit) => cidFont((dict, doc) => edit(doc.change(dict['/FontDescriptor']), doc));
const unicode = (edit) => font((dict, doc) => doc.write(dict['/ToUnicode'],
	`1 beginbfrange ${edit} endbfrange`));

// A stream of its own.
const stream = (doc, dict, data) => {
	const ref = fresh(doc);
	doc.objects.set(ref, { stream: { dict, data: Buffer.from(data, 'latin1').toString('base64') } });
	return ref;
};

// ------------------------------------------------------------------------- elements

// An element to be hung on the tree: its type, further keys, its kids.
const el = (type, ...rest) => {
	const keys = rest.find((r) => r && !r.type) ?? {};
	return { type, keys, kids: rest.filter((r) => r?.type) };
};
const cell = (type, keys, ...kids) => el(type, { '/A': { '/O': '/Table', ...keys } }, ...kids);

function hang(doc, { type, keys, kids }, parent) {
	const ref = fresh(doc);
	doc.set(ref, { '/Type': '/StructElem', '/S': `/${type}`, '/P': parent, ...keys });
	doc.objects.get(ref).value['/K'] = kids.map((k) => hang(doc, k, ref));
	return ref;
}

// Elements at the end of the document.
const grown = (...elements) => (doc) => {
	const root = doc.elements[0].ref;
	const added = elements.map((e) => hang(doc, e, root));
	const dict = doc.change(root);
	dict['/K'] = [dict['/K'] ?? []].flat().concat(added);
};
const row = (...kids) => el('TR', ...kids);
const tree = (edit) => (doc) => edit(doc.change(doc.catalog['/StructTreeRoot']), doc);

// -------------------------------------------------------------------------- metadata

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const fields = (prefix, all) => Object.entries(all).map(([k, v]) => `<${prefix}:${k}>${v}</${prefix}:${k}>`).join('');
const listed = (kind, ...items) => `<rdf:${kind}>${items.map((i) => `<rdf:li rdf:parseType="Resource">${i}</rdf:li>`).join('')}</rdf:${kind}>`;
const packet = `<?xpacket begin="\xEF\xBB\xBF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${rdf}">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
xmlns:own="urn:own" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
xmlns:pdfaType="http://www.aiim.org/pdfa/ns/type#" xmlns:pdfaField="http://www.aiim.org/pdfa/ns/field#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">TITLE</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2026-11-21T00:00:00+08:00</xmp:CreateDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas>${listed('Bag', fields('pdfaSchema', {
		schema: 'the schema', namespaceURI: 'http://www.aiim.org/pdfua/ns/id/', prefix: 'pdfuaid',
		property: listed('Seq', fields('pdfaProperty', { name: 'part', valueType: 'Integer', category: 'internal', description: 'the part' }),
			fields('pdfaProperty', { name: 'amd', valueType: 'Own', category: 'internal', description: 'the amendment' })),
		valueType: listed('Seq', fields('pdfaType', { type: 'Own', namespaceURI: 'urn:own', prefix: 'own', description: 'the type',
			field: listed('Seq', fields('pdfaField', { name: 'one', valueType: 'Text', description: 'the field' })) })),
	}))}</pdfaExtension:schemas></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`;

// Every packet edit begins with this one, which is right.
export function prepare(doc) {
	const info = doc.at(doc.at(doc.trailer['/Info'])?.['/Title']);
	const title = info?.startsWith('u:') ? Buffer.from(info.slice(2)).toString('latin1') : 'T';
	doc.write(doc.catalog['/Metadata'], packet.replace('TITLE', () => title));
}
const metadata = (from, to) => (doc) => {
	prepare(doc);
	doc.write(doc.catalog['/Metadata'], replaced(doc.metadata.toString('latin1'), from, to));
};
// Without a field of a schema.
const without = (prefix, name) => metadata(new RegExp(`<${prefix}:${name}>[^<]*</${prefix}:${name}>`), '');

// ---------------------------------------------------------------------------- table

const at = (rule, pattern, spoil) => ({ rule, pattern, spoil });

const file = [
	at('6.1.2-1', /begins with/, bytes(/^%PDF-1\.\d/, '%PDF-2.0')),
	at('6.1.2-2', /four bytes/, bytes(/(^[^\r\n]*[\r\n]+)%..../, '$1%ABCD')),
	at('6.1.3-1', /\/ID is/, (doc) => delete doc.trailer['/ID']),
	at('6.1.3-3', /after the end/, bytes(/$/, 'more')),
	at('6.1.4-2', /cross references/, bytes(/\n(?:xref\n(\d+)|\d+ 0 obj\n<<(?:[^>]|>[^>])*\/Type ?\/XRef[\s\S]*endobj)/, '\nxref \n\n0')),
	at('6.1.6-1', /has 3 digits/, behind('/P <</MCID 0/E <4A5>>> DP')),
	at('6.1.6-2', /not hexadecimal/, behind('/P <</E <4AXY>>> DP')),
	at('6.1.7.1-1', /\/Length is \d+, endstream/, bytes(/\nendstream/, ' \nendstream')),
	at('6.1.7.1-2', /no line feed after/, bytes(/\bstream(?=[\r\n])/, 'stream ')),
	at('6.1.7.1-2', /before endstream/, bytes(/\r?\nendstream/, 'endstream')),
	at('6.1.7.1-3', /a stream with \/F/, (doc) => { doc.change(doc.catalog['/Metadata'])['/F'] = 'u:elsewhere'; }),
	at('6.1.7.2-1', /the filter LZWDecode/, (doc) => { doc.change(doc.catalog['/Metadata'])['/Filter'] = ['/LZWDecode']; }),
	at('6.1.8-1', /\/BaseFont is/, font((f) => { f['/BaseFont'] = '/A\uFFFD'; })),
	at('6.1.9-1', /spaces in its head/, bytes(/\n(\d+) 0 obj/, '\n$1  0 obj')),
	at('6.1.9-1', /endobj is not/, bytes(/\nendobj/, ' endobj')),
	at('6.1.13-1', /the integer 2147483648/, behind('2147483648 0 m')),
	at('6.1.13-2', /a real number/, behind(`1${'0'.repeat(39)}.0 0 m`)),
	at('6.1.13-3', /a string of 32768/, behind(`/P <</E (${'a'.repeat(32768)})>> DP`)),
	at('6.1.13-4', /a name of 128/, behind(`/${'a'.repeat(128)} MP`)),
	at('6.1.13-5', /the real number 0/, behind(`0.${'0'.repeat(39)}1 0 m`)),
	at('6.1.13-7', /8388608 objects/, (doc) => { doc.trailer['/Size'] = 8388609; }),
	at('6.1.13-8', /29 deep/, behind(`${'q '.repeat(29)}${'Q '.repeat(29)}`)),
	at('6.1.13-11', /\/TrimBox is/, page((p) => { p['/TrimBox'] = [0, 0, 2, 2]; })),
	at('6.1.13-11', /\/MediaBox is/, page((p) => { p['/MediaBox'] = [0, 0, 15000, 500]; })),
	at('6.2-1', /no \/Marked/, catalog((c) => { c['/MarkInfo'] = { '/Marked': false }; })),
	at('7.1-4', /Suspects/, catalog((c) => { c['/MarkInfo'] = { '/Marked': true, '/Suspects': true }; })),
	at('7.1-10', /DisplayDocTitle/, catalog((c) => { c['/ViewerPreferences'] = {}; })),
	at('7.2-2', /no \/Lang/, catalog((c) => delete c['/Lang'])),
	at('7.2-29', /the language zh_CN/, catalog((c) => { c['/Lang'] = 'u:zh_CN'; })),
	at('7.2-29', /page \d+: the language -/, behind('/Span <</Lang (-)>> BDC EMC')),
	at('7.18.3-1', /\/Tabs is/, page((p) => { p['/Tabs'] = '/R'; }, (p) => p.dict['/Annots'])),
	at('7.18.5-2', /has no \/Contents/, link((a) => delete a['/Contents'])),
	at('7.18.1-2', /has no \/Contents/, link((a) => { a['/Contents'] = 'u:'; })),
	at('7.18.5-1', /the parent of .* is nothing/, link((a) => delete a['/StructParent'])),
	at('7.18.5-1', /is \/Span/, link((a, doc) => { doc.change(doc.parents.get(a['/StructParent']))['/S'] = '/Span'; })),
	at('6.3.2-1', /has no \/F/, link((a) => delete a['/F'])),
	at('6.3.2-2', /flags of .* are 6/, link((a) => { a['/F'] = 6; })),
	at('6.5.1-1', /the action Launch/, link((a) => { a['/A'] = { '/S': '/Launch' }; })),
	at('6.5.1-1', /\/JavaScript is/, catalog((c) => { c['/Names'] = { '/JavaScript': {} }; })),
	at('6.5.1-2', /the action Named/, catalog((c) => { c['/OpenAction'] = { '/S': '/Named', '/N': '/Find' }; })),
];

const meta = [
	at('5-1', /no property of pdfuaid/, metadata(/<pdfuaid:part>1<\/pdfuaid:part>/, '')),
	at('5-2', /pdfuaid:part is 2/, metadata('<pdfuaid:part>1', '<pdfuaid:part>2')),
	at('5-3', /u:part/, metadata(/<pdfuaid:part>1<\/pdfuaid:part>/, '<u:part xmlns:u="http://www.aiim.org/pdfua/ns/id/">1</u:part>')),
	at('5-4', /u:amd/, metadata(/<pdfuaid:part>/, '<u:amd xmlns:u="http://www.aiim.org/pdfua/ns/id/">1</u:amd>$&')),
	at('5-5', /u:corr/, metadata(/<pdfuaid:part>/, '<u:corr xmlns:u="http://www.aiim.org/pdfua/ns/id/">1</u:corr>$&')),
	at('6.6.4-1', /no property of pdfaid/, metadata(/<pdfaid:part>.*<\/pdfaid:conformance>/, '')),
	at('6.6.4-2', /pdfaid:part is 3/, metadata('<pdfaid:part>2', '<pdfaid:part>3')),
	at('6.6.4-3', /pdfaid:conformance is B/, metadata('conformance>A', 'conformance>B')),
	at('6.6.4-4', /a:part/, metadata(/<pdfaid:part>2<\/pdfaid:part>/, '<a:part xmlns:a="http://www.aiim.org/pdfa/ns/id/">2</a:part>')),
	at('6.6.4-5', /a:conformance/, metadata(/<pdfaid:conformance>A<\/pdfaid:conformance>/,
		'<a:conformance xmlns:a="http://www.aiim.org/pdfa/ns/id/">A</a:conformance>')),
	at('6.6.4-6', /a:amd/, metadata(/<pdfaid:part>/, '<a:amd xmlns:a="http://www.aiim.org/pdfa/ns/id/">1</a:amd>$&')),
	at('6.6.4-7', /a:corr/, metadata(/<pdfaid:part>/, '<a:corr xmlns:a="http://www.aiim.org/pdfa/ns/id/">1</a:corr>$&')),
	at('7.1-8', /\/Metadata is/, catalog((c) => delete c['/Metadata'])),
	at('7.1-9', /no dc:title/, metadata(/<dc:title>.*<\/dc:title>/, '')),
	at('7.1-9', /dc:title is not/, metadata(/x-default">/, '$&other ')),
	at('6.6.2.1-2', /bytes/, metadata('<?xpacket begin', '<?xpacket bytes="1000" begin')),
	at('6.6.2.1-3', /encoding/, metadata('<?xpacket begin', '<?xpacket encoding="UTF-8" begin')),
	at('6.6.2.1-4', /closes nothing/, metadata('</dc:title>', '</dc:titel>')),
	at('6.6.2.1-4', /not declared/, metadata('<dc:title>', '<d:x/><dc:title>')),
	at('6.6.2.1-4', /is no entity/, metadata('the schema', 'a &nbsp; b')),
	at('6.6.2.1-5', /not UTF-8/, metadata('the schema', '\xFF')),
	at('6.6.2.3.1-1', /own:thing/, metadata('<pdfaid:part>', '<own:thing>1</own:thing><pdfaid:part>')),
	at('6.6.2.3.1-1', /xmp:Thing/, metadata('<pdfaid:part>', '<xmp:Thing>1</xmp:Thing><pdfaid:part>')),
	at('6.6.2.3.1-2', /xmp:CreateDate is no Date/, metadata('2026-11-21T', '21.11.2026 ')),
	at('6.6.2.3.1-2', /pdfuaid:part is no Integer/, metadata('<pdfuaid:part>1', '<pdfuaid:part>one')),
	at('6.6.2.3.1-2', /dc:title is no Lang Alt/, metadata(/<dc:title>.*<\/dc:title>/, '<dc:title>T</dc:title>')),
	at('6.6.2.3.2-1', /pdfaSchema:other/, metadata('<pdfaSchema:schema>', '<pdfaSchema:other>1</pdfaSchema:other><pdfaSchema:schema>')),
	at('6.6.2.3.3-1', /schemas is seq/, metadata(/(<\/?rdf:)Bag>/g, '$1Seq>')),
	at('6.6.2.3.3-2', /no pdfaSchema:schema/, without('pdfaSchema', 'schema')),
	at('6.6.2.3.3-3', /no pdfaSchema:namespaceURI/, without('pdfaSchema', 'namespaceURI')),
	at('6.6.2.3.3-4', /no pdfaSchema:prefix/, without('pdfaSchema', 'prefix')),
	at('6.6.2.3.3-5', /property is bag/, metadata(/(<pdfaSchema:property><rdf:)Seq>(.*)<\/rdf:Seq>(?=<\/pdfaSchema:property>)/, '$1Bag>$2</rdf:Bag>')),
	at('6.6.2.3.3-6', /valueType is bag/, metadata(/(<pdfaSchema:valueType><rdf:)Seq>(.*)<\/rdf:Seq>(?=<\/pdfaSchema)/, '$1Bag>$2</rdf:Bag>')),
	at('6.6.2.3.3-7', /no pdfaProperty:name/, without('pdfaProperty', 'name')),
	at('6.6.2.3.3-8', /valueType is Unknown/, metadata('valueType>Integer', 'valueType>Unknown')),
	at('6.6.2.3.3-9', /category is other/, metadata('category>internal', 'category>other')),
	at('6.6.2.3.3-10', /no pdfaProperty:description/, without('pdfaProperty', 'description')),
	at('6.6.2.3.3-11', /no pdfaType:type/, without('pdfaType', 'type')),
	at('6.6.2.3.3-12', /no pdfaType:namespaceURI/, without('pdfaType', 'namespaceURI')),
	at('6.6.2.3.3-13', /no pdfaType:prefix/, without('pdfaType', 'prefix')),
	at('6.6.2.3.3-14', /no pdfaType:description/, without('pdfaType', 'description')),
	at('6.6.2.3.3-15', /field is bag/, metadata(/(<pdfaType:field><rdf:)Seq>(.*)<\/rdf:Seq>(?=<\/pdfaType)/, '$1Bag>$2</rdf:Bag>')),
	at('6.6.2.3.3-16', /no pdfaField:name/, without('pdfaField', 'name')),
	at('6.6.2.3.3-17', /valueType is Unknown/, metadata('<pdfaField:valueType>Text', '<pdfaField:valueType>Unknown')),
	at('6.6.2.3.3-18', /no pdfaField:description/, without('pdfaField', 'description')),
];

const tags = [
	at('7.1-5', /Chapter is mapped to nothing/, grown(el('Chapter'))),
	at('7.1-6', /\/A comes back to \/A/, (doc) => {
		tree((t) => { t['/RoleMap'] = { '/A': '/B', '/B': '/A' }; })(doc);
		grown(el('A'))(doc);
	}),
	at('7.1-7', /\/P is mapped to \/H1/, tree((t) => { t['/RoleMap'] = { '/P': '/H1' }; })),
	at('7.1-11', /no element hangs/, catalog((c) => delete c['/StructTreeRoot'])),
	at('7.1-12', /names nothing/, (doc) => delete doc.change(doc.elements[2].ref)['/P']),
	at('7.2-3', /Table holds P/, grown(el('Table', el('P')))),
	at('7.2-4', /TR stands in L/, grown(el('L', row()))),
	at('7.2-5', /THead stands in Document/, grown(el('THead'))),
	at('7.2-6', /TBody stands in Document/, grown(el('TBody'))),
	at('7.2-7', /TFoot stands in Document/, grown(el('TFoot'))),
	at('7.2-8', /TH stands in Table/, grown(el('Table', el('TH')))),
	at('7.2-9', /TD stands in Table/, grown(el('Table', el('TD')))),
	at('7.2-10', /TR holds P/, grown(el('Table', row(el('P'))))),
	at('7.2-11', /THead THead/, grown(el('Table', el('THead'), el('THead'), el('TBody')))),
	at('7.2-12', /TFoot TFoot/, grown(el('Table', el('TBody'), el('TFoot'), el('TFoot')))),
	at('7.2-13', /holds TFoot/, grown(el('Table', el('TFoot')))),
	at('7.2-14', /holds THead/, grown(el('Table', el('THead')))),
	at('7.2-15', /covers/, grown(el('Table', row(el('TD'), cell('TD', { '/RowSpan': 2 })), row(cell('TD', { '/ColSpan': 2 }))))),
	at('7.2-16', /TR Caption TR/, grown(el('Table', row(), el('Caption'), row()))),
	at('7.2-17', /LI stands in Document/, grown(el('LI'))),
	at('7.2-18', /LBody stands in L/, grown(el('L', el('LBody')))),
	at('7.2-19', /L holds P/, grown(el('L', el('P')))),
	at('7.2-20', /LI holds P/, grown(el('L', el('LI', el('P'))))),
	at('7.2-26', /TOCI stands in Document/, grown(el('TOCI'))),
	at('7.2-27', /TOC holds P/, grown(el('TOC', el('P')))),
	at('7.2-28', /TOCI Caption/, grown(el('TOC', el('TOCI'), el('Caption')))),
	at('7.2-36', /THead holds P/, grown(el('Table', el('THead', el('P')), el('TBody')))),
	at('7.2-37', /TBody holds P/, grown(el('Table', el('TBody', el('P'))))),
	at('7.2-38', /TFoot holds P/, grown(el('Table', el('TBody'), el('TFoot', el('P'))))),
	at('7.2-39', /Caption Caption/, grown(el('Table', el('Caption'), el('Caption')))),
	at('7.2-40', /LI Caption/, grown(el('L', el('LI'), el('Caption')))),
	at('7.2-41', /reaches below/, grown(el('Table', row(el('TD'), cell('TD', { '/RowSpan': 2 }))))),
	at('7.2-42', /row 2 is wider/, grown(el('Table', row(el('TD')), row(el('TD'), el('TD'))))),
	at('7.2-43', /row 2 has fewer/, grown(el('Table', row(el('TD'), el('TD')), row(el('TD'))))),
	at('14.8.5.5', /L: undefined/, grown(el('L', el('LI', el('Lbl'), el('LBody'))))),
	at('14.7.2', /Note: alone leads to nothing/, grown(el('Note', { '/ID': 'u:alone' }))),
	at('14.8.5.7', /TH: undefined/, grown(el('TH'))),
	at('14.8.5.7', /TH: \/Up/, grown(cell('TH', { '/Scope': '/Up' }))),
	at('14.8.5.4.3', /Figure: ,,,/, grown(el('Figure'))),
	at('14.8.4.4.2', /Link holds none/, grown(el('Link'))),
	at('14.8.4.4.2', /is not held/, (doc) => { doc.change(doc.of('Link')[0].ref)['/K'] = []; }),
	at('7.3-1', /Figure has neither/, grown(el('Figure'))),
	at('7.4.2-1', /H6 follows H/, grown(el('H6'))),
	at('7.4.4-1', /Sect/, grown(el('Sect', el('H'), el('H')))),
	at('7.4.4-2', /1 H beside/, grown(el('H'))),
	at('7.5-1', /TD has none/, grown(el('Table', row(el('TH'), el('TD'))))),
	at('7.5-1', /TD has none/, grown(el('Table', row(el('TD'), cell('TD')), row(cell('TH', { '/Scope': '/Row' }), el('TH'))))),
	at('7.5-2', /TD names nobody/, grown(el('Table', row(el('TH'), cell('TD', { '/Headers': ['u:nobody'] }))))),
	at('7.7-1', /Formula has neither/, grown(el('Formula'))),
	at('7.9-1', /Note/, grown(el('Note'))),
	at('7.9-2', /Note: same/, grown(el('Note', { '/ID': 'u:same' }), el('Note', { '/ID': 'u:same' }))),
];

// A profile of a monitor, as far as its head goes.
const head = (kind, space, version) => `\0\0\0\x80none${String.fromCharCode(version)}\0\0\0${kind}${space}XYZ ${'\0'.repeat(104)}`;
const intent = (...profiles) => catalog((c, doc) => {
	c['/OutputIntents'] = profiles.map((p) => ({ '/S': '/GTS_PDFA1', '/DestOutputProfile': stream(doc, {}, p) }));
});
const rgb = head('mntr', 'RGB ', 4);
const first = (doc) => doc.pages.find((p) => /\bBDC\b/.test(p.text) && / Tf\b/.test(p.text));
const shown = (words) => (doc) => {
	const found = first(doc);
	const [, name] = /\/(\S+) [\d.]+ Tf/.exec(found.text);
	doc.write(found.dict['/Contents'], `${found.text}\nBT /${name} 9 Tf ${words} ET\n`);
};

const contents = [
	at('7.1-1', /an artifact in/, content(/\/P ?<<[^>]*>> ?BDC\n/, '$&/Artifact BMC EMC ')),
	at('7.1-2', /in an artifact/, content(/(\/P ?<<[^>]*>> ?BDC)([\s\S]*?EMC)/, '/Artifact BMC $1$2 EMC')),
	at('7.1-3', /1 things are neither/, shown('<0001> Tj')),
	at('7.1-3', /things are neither/, behind('0 0 9 9 re f')),
	at('7.1-3', /things are neither/, behind('/P <</MCID 9999>> BDC 0 0 9 9 re f EMC')),
	at('6.2.2-1', /the operator xx/, behind('BX xx EX')),
	at('8.4.2', /EMC without/, behind('EMC')),
	at('8.4.2', /q without Q/, behind('q')),
	at('6.2.2-2', /no \/Font \/Absent/, behind('BT /Absent 9 Tf ET')),
	at('6.2.2-2', /no \/Font/, page((p, doc) => {
		doc.change(p['/Parent'])['/Resources'] = p['/Resources'];
		delete p['/Resources'];
	}, (p) => / Tf\b/.test(p.text))),
	at('14.7.4.4', /page 1 mark 999: an element no, .* none, on/, (doc) => doc.write(doc.pages[0].dict['/Contents'],
		`/P <</MCID 999>> BDC EMC ${doc.pages[0].text}`)),
	at('14.7.4.4', /mark \d+: an element no, by/, (doc) => { doc.change(doc.elements.find((e) => e.contents.length).ref)['/K'] = []; }),
	at('14.7.4.4', /mark 998: .*not on the page/, (doc) => { doc.change(doc.elements.find((e) => e.contents.length).ref)['/K'] = [998]; }),
	at('6.2.3-1', /the profile is scnr/, intent(head('scnr', 'RGB ', 4))),
	at('6.2.3-1', /the profile is mntr RGB {2}5/, intent(head('mntr', 'RGB ', 5))),
	at('6.2.3-2', /the profiles/, intent(rgb, rgb)),
	at('6.2.3-3', /obj|R/, catalog((c) => { c['/OutputIntents'] = [{ '/S': '/GTS_PDFX', '/DestOutputProfileRef': {} }]; })),
	at('6.2.4.3-2', /DeviceRGB with GRAY/, (doc) => { intent(head('mntr', 'GRAY', 4))(doc); behind('/Artifact BMC 1 0 0 rg 0 0 9 9 re f EMC')(doc); }),
	at('6.2.4.3-3', /DeviceCMYK with RGB/, (doc) => { intent(rgb)(doc); behind('/Artifact BMC 1 0 0 0 k 0 0 9 9 re f EMC')(doc); }),
	at('6.2.4.3-4', /DeviceGray with no/, (doc) => { catalog((c) => delete c['/OutputIntents'])(doc); behind('/Artifact BMC 1 G 0 0 9 9 re S EMC')(doc); }),
	at('6.2.6-1', /the intent Pretty/, behind('/Pretty ri')),
	at('6.2.11.2-1', /\/Type is/, cidFont((f) => delete f['/Type'])),
	at('6.2.11.2-2', /\/Type0 of \/CIDFontType9/, cidFont((f) => { f['/Subtype'] = '/CIDFontType9'; })),
	at('6.2.11.2-3', /no \/BaseFont/, (doc) => {
		cidFont((f) => delete f['/BaseFont'])(doc);
		font((f) => delete f['/BaseFont'])(doc);
	}),
	at('6.2.11.2-7', /the program is \/Odd/, descriptor((d, doc) => { doc.change(d['/FontFile3'])['/Subtype'] = '/Odd'; })),
	at('7.21.3.2-1', /no \/CIDToGIDMap/, cidFont((f) => { f['/Subtype'] = '/CIDFontType2'; })),
	at('7.21.4.1-1', /no font program/, descriptor((d) => delete d['/FontFile3'])),
	at('7.21.4.1-2', /glyph 65280: is not in the program/, shown('<FF00> Tj')),
	at('7.21.4.1-1', /no font program/, descriptor((d, doc) => doc.write(d['/FontFile3'], 'no font'))),
	at('7.21.4.2-2', /is not in the set/, descriptor((d, doc) => { d['/CIDSet'] = stream(doc, {}, '\0'.repeat(8192)); })),
	at('7.21.5-1', /1 wide, \d+ in the program/, cidFont((f) => { f['/W'] = []; f['/DW'] = 1; })),
	at('7.21.7-1', /no Unicode/, unicode('<FFF0> <FFF1> <0041>')),
	at('7.21.7-2', /U\+0000/, unicode(`<0000> <0FFF> [${'<FEFF>'.repeat(4096)}]`)),
	at('6.2.11.7.3-1', /private use/, unicode('<0000> <0FFF> <E000>')),
	at('7.21.8-1', /glyph 0: \.notdef/, shown('<0000> Tj')),
];

const absent = [
	at('6.1.3-2', /trailer: \/Encrypt/, (doc) => { doc.trailer['/Encrypt'] = { '/Filter': '/Standard' }; }),
	at('6.1.12-1', /\/Perms/, catalog((c) => { c['/Perms'] = {}; })),
	at('6.4.3-1', /\/ByteRange/, catalog((c) => { c['/Sig'] = { '/ByteRange': [] }; })),
	at('7.15-1', /\/AcroForm/, catalog((c) => { c['/AcroForm'] = {}; })),
	at('6.4.2-2', /\/NeedsRendering/, catalog((c) => { c['/NeedsRendering'] = true; })),
	at('6.5.2-1', /\/AA/, catalog((c) => { c['/AA'] = {}; })),
	at('7.10-1', /\/OCProperties/, catalog((c) => { c['/OCProperties'] = {}; })),
	at('7.11-1', /\/EF/, catalog((c) => { c['/F'] = { '/EF': {} }; })),
	at('6.10-1', /\/AlternatePresentations/, catalog((c) => { c['/Names'] = { '/AlternatePresentations': {} }; })),
	at('6.10-2', /\/PresSteps/, page((p) => { p['/PresSteps'] = {}; })),
	at('6.11-1', /\/Requirements/, catalog((c) => { c['/Requirements'] = []; })),
	at('7.18.6.2-1', /\/Rendition/, link((a) => { a['/A'] = { '/S': '/Rendition', '/Rendition': {} }; })),
	at('6.2.10-2', /\/Group/, page((p) => { p['/Group'] = {}; })),
	at('6.2.5-1', /the operator gs/, behind('/G0 gs')),
	at('6.1.10-1', /the operator BI/, behind('BI /W 1 /H 1 ID x EI')),
	at('6.2.8-1', /\/Subtype \/Image/, (doc) => stream(doc, { '/Subtype': '/Image' }, '')),
	at('7.20-1', /the operator Do/, behind('/X0 Do')),
	at('6.2.4.4-1', /the operator cs/, behind('/C0 cs')),
	at('7.18.1-1', /is Text/, link((a) => { a['/Subtype'] = '/Text'; })),
	at('6.3.3-2', /with an appearance/, link((a) => { a['/AP'] = {}; })),
	at('7.21.6-1', /a font of TrueType/, font((f) => { f['/Subtype'] = '/TrueType'; })),
	at('7.21.3.1-1', /UniGB-UCS2-H/, font((f) => { f['/Encoding'] = '/UniGB-UCS2-H'; })),
	at('7.18.4-2', /a Form/, grown(el('Form'))),
];

export const spoilings = [...file, ...meta, ...tags, ...contents, ...absent];
