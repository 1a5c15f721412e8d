// The rules about what our books never use: each names one feature, finds it wherever it could stand,
// and stands for all tests that only a file with that feature can fail.
import { bare, list } from './document.lib.mjs';
import { scan } from './scan.lib.mjs';

// A feature that shows by a key of any dictionary.
const keys = (title, names, ua, a) => ({
	ua, a, title,
	*check(doc) {
		for (const { dict, place } of doc.dictionaries)
			for (const key of names.filter((k) => k in dict))
				yield `${place}: ${key}`;
	},
});

// A feature that shows by the value of a key.
const values = (title, key, pattern, ua, a) => ({
	ua, a, title,
	*check(doc) {
		for (const { dict, place } of doc.dictionaries)
			if (typeof dict[key] === 'string' && pattern.test(dict[key]))
				yield `${place}: ${key} ${dict[key]}`;
	},
});

// A feature that shows by an operator, or by a kind of resource, of a page.
const drawn = (title, operator, kind, ua, a) => ({
	ua, a, title,
	*check(doc) {
		for (const { page, operators } of scan(doc)) {
			for (const op of [...operators].filter((o) => operator.test(o)))
				yield `page ${page.n}: the operator ${op}`;
			if (kind && page.resources?.[kind])
				yield `page ${page.n}: ${kind}`;
		}
	},
});

export const absentRules = [
	keys('no encryption', ['/Encrypt'], '7.16-1', '6.1.3-2'),
	keys('no permissions', ['/Perms'], undefined, '6.1.12-1 6.1.12-2'),
	keys('no signatures', ['/ByteRange', '/SigFlags'], undefined, '6.4.3-1 6.4.3-2 6.4.3-3'),
	keys('no forms', ['/AcroForm', '/XFA', '/TU', '/FT'], '7.2-25 7.15-1 7.18.1-3 7.18.4-1',
		'6.4.1-1 6.4.1-3 6.4.2-1'),
	keys('no rendering by forms', ['/NeedsRendering'], undefined, '6.4.2-2'),
	keys('no further actions', ['/AA'], undefined, '6.4.1-2 6.5.2-1 6.5.2-2'),
	keys('no optional content', ['/OCProperties', '/OC', '/OCGs'], '7.10-1 7.10-2', '6.9-1 6.9-2 6.9-3 6.9-4'),
	keys('no embedded files', ['/EF', '/EmbeddedFiles', '/AF'], '7.11-1', '6.8-2 6.8-5'),
	keys('no alternate presentations', ['/AlternatePresentations'], undefined, '6.10-1'),
	keys('no presentation steps', ['/PresSteps'], undefined, '6.10-2'),
	keys('no requirements', ['/Requirements'], undefined, '6.11-1'),
	keys('no media', ['/Rendition', '/Renditions', '/CT'], '7.18.6.2-1 7.18.6.2-2', undefined),
	keys('no transparency', ['/SMask', '/Group', '/CA', '/ca', '/BM'], undefined, '6.2.10-1 6.2.10-2'),
	drawn('no extended graphics state', /^gs$/, '/ExtGState', undefined,
		'6.2.5-1 6.2.5-2 6.2.5-3 6.2.5-4 6.2.5-5 6.2.5-6'),
	drawn('no inline images', /^(BI|ID|EI)$/, null, undefined, '6.1.10-1'),
	values('no images', '/Subtype', /^\/Image$/, undefined, `6.2.8-1 6.2.8-2 6.2.8-3 6.2.8-4 6.2.8-5
		6.2.8.3-1 6.2.8.3-2 6.2.8.3-3 6.2.8.3-4 6.2.8.3-5`),
	drawn('no forms or other objects are drawn', /^Do$/, '/XObject', '7.20-1 7.20-2', '6.2.9-1 6.2.9-2 6.2.9-3'),
	drawn('no colour spaces but those of devices', /^(cs|CS|scn|SCN|sc|SC|sh)$/, '/ColorSpace', undefined,
		'6.1.13-9 6.2.4.2-1 6.2.4.2-2 6.2.4.4-1 6.2.4.4-2'),
	{
		ua: '7.18.1-1 7.18.2-1 7.18.8-1', a: '6.3.1-1 6.3.3-1 6.3.3-2 6.3.3-3 6.3.3-4', title: 'no annotations but links',
		*check(doc) {
			for (const { page, ref, dict } of doc.annotations)
				if (dict['/Subtype'] !== '/Link' || dict['/AP'])
					yield `page ${page.n}: ${ref} is ${bare(dict['/Subtype'])}${dict['/AP'] ? ' with an appearance' : ''}`;
		},
	},
	{
		ua: '7.21.4.2-1 7.21.6-1 7.21.6-2 7.21.6-3 7.21.6-4', title: 'no fonts but composite ones',
		a: '6.2.11.2-4 6.2.11.2-5 6.2.11.2-6 6.2.11.4.2-1 6.2.11.6-1 6.2.11.6-2 6.2.11.6-3 6.2.11.6-4',
		*check(doc) {
			for (const { dict, place } of doc.dictionaries)
				if (/^\/(Type1|MMType1|TrueType|Type3)$/.test(dict['/Subtype']) || '/FontFile' in dict || '/FontFile2' in dict)
					yield `${place}: a font of ${bare(dict['/Subtype'] ?? dict['/Type'])}`;
		},
	},
	{
		ua: '7.21.3.1-1 7.21.3.3-1 7.21.3.3-2 7.21.3.3-3', title: 'no encoding but Identity-H',
		a: '6.1.13-10 6.2.11.3.1-1 6.2.11.3.3-1 6.2.11.3.3-2 6.2.11.3.3-3',
		*check(doc) {
			for (const [ref, dict] of doc.fonts)
				if (doc.at(dict['/Encoding']) !== '/Identity-H')
					yield `${ref}: the encoding ${JSON.stringify(doc.at(dict['/Encoding']))}`;
			for (const { dict, place } of doc.dictionaries.filter((d) => d.dict['/UseCMap']))
				yield `${place}: a map that uses ${JSON.stringify(list(dict['/UseCMap']))}`;
		},
	},
	{
		ua: '7.18.4-2', title: 'no Form elements',
		*check(doc) {
			for (const e of doc.of('Form'))
				yield `${e.ref}: a Form`;
		},
	},
];
