// JSON-LD: allowed by its hash, in the words of schema.org, and true to the data. The vocabulary is
// the part of schema.org that the pages use: each type with those above it, each property with
// the types that may have it.
import { createHash } from 'node:crypto';

const above = {
	Thing: [], CreativeWork: ['Thing'], Legislation: ['CreativeWork'], Dataset: ['CreativeWork'], WebSite: ['CreativeWork'],
	MediaObject: ['CreativeWork'], DataDownload: ['MediaObject'], Intangible: ['Thing'], Grant: ['Intangible'],
	MonetaryGrant: ['Grant'], StructuredValue: ['Intangible'], MonetaryAmount: ['StructuredValue'], ItemList: ['Intangible'],
	BreadcrumbList: ['ItemList'], ListItem: ['Intangible'], Organization: ['Thing'],
	GovernmentOrganization: ['Organization'], Place: ['Thing'], AdministrativeArea: ['Place'],
};
const domains = {
	name: ['Thing'], alternateName: ['Thing'], description: ['Thing'], identifier: ['Thing'], url: ['Thing'],
	sameAs: ['Thing'], subjectOf: ['Thing'],
	abstract: ['CreativeWork'], citation: ['CreativeWork'], creativeWorkStatus: ['CreativeWork'], creator: ['CreativeWork'],
	dateModified: ['CreativeWork'], inLanguage: ['CreativeWork'], isAccessibleForFree: ['CreativeWork'],
	license: ['CreativeWork'], publisher: ['CreativeWork'], temporalCoverage: ['CreativeWork'],
	legislationIdentifier: ['Legislation'], legislationDate: ['Legislation'], legislationLegalForce: ['Legislation'],
	legislationJurisdiction: ['Legislation'], legislationPassedBy: ['Legislation'], legislationApplies: ['Legislation'],
	distribution: ['Dataset'], contentUrl: ['MediaObject'], encodingFormat: ['CreativeWork', 'MediaObject'],
	amount: ['MonetaryGrant'], currency: ['MonetaryAmount'], value: ['MonetaryAmount'], minValue: ['MonetaryAmount'],
	maxValue: ['MonetaryAmount'], validFrom: ['MonetaryAmount'], validThrough: ['MonetaryAmount'],
	itemListElement: ['ItemList'], position: ['ListItem'], item: ['ListItem'],
};
const isDay = /^\d{4}-\d\d-\d\d$/;
const forms = {
	legislationLegalForce: /^https:\/\/schema\.org\/(InForce|NotInForce|PartiallyInForce)$/, currency: /^[A-Z]{3}$/,
	legislationDate: isDay, dateModified: isDay, validFrom: isDay, validThrough: isDay,
	temporalCoverage: /^(\d{4}-\d\d-\d\d|\.\.)\/(\d{4}-\d\d-\d\d|\.\.)$/, inLanguage: /^zh-Hans-CN$/,
};

const lineage = (type) => [type, ...(above[type] ?? []).flatMap(lineage)];

// What is not of the vocabulary, anywhere in an object.
export function wordProblems(at, o) {
	if (o['@id'] && Object.keys(o).length === 1)
		return [];
	const type = o['@type'];
	if (!(type in above))
		return [`${at}: there is no type ${type}`];
	return Object.entries(o).filter(([k]) => !k.startsWith('@')).flatMap(([k, v]) => {
		const problems = [];
		if (!domains[k]?.some((d) => lineage(type).includes(d)))
			problems.push(`${at}: a ${type} has no ${k}`);
		if (forms[k] && !forms[k].test(v))
			problems.push(`${at}: ${k} is ${v}`);
		for (const part of [v].flat())
			if (typeof part === 'object')
				problems.push(...wordProblems(`${at}.${k}`, part));
		return problems;
	});
}

// The scripts of a page against its policy: `script-src 'self'` and the hash of each, nothing else.
export function hashProblems(file, html) {
	const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
	const allowed = /script-src ([^;]*)/.exec(policy)?.[1].split(' ') ?? [];
	const hashes = [...html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)]
		.map((m) => `'sha256-${createHash('sha256').update(m[1]).digest('base64')}'`);
	const wanted = ["'self'", ...hashes];
	return allowed.join(' ') === wanted.join(' ') ? [] :
		[`${file}: the policy allows ${allowed.join(' ')}, the page needs ${wanted.join(' ')}`];
}

export function graphOf(html) {
	const script = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)?.[1];
	if (!script)
		return [];
	const data = JSON.parse(script);
	return data['@context'] === 'https://schema.org' ? data['@graph'] : [{ '@type': 'no context' }];
}

const ofType = (graph, type) => graph.filter((o) => o['@type'] === type);
const force = { in_force: 'InForce', expired: 'NotInForce', draft: 'NotInForce', not_yet: 'NotInForce' };

// A policy's Legislation and grants against the data.
export function policyProblems(p, supports, graph, words) {
	const problems = [];
	const wrong = (what) => problems.push(`${p.slug}: ${what}`);
	const law = ofType(graph, 'Legislation')[0] ?? {};
	const grants = new Map(ofType(graph, 'MonetaryGrant').map((g) => [g.identifier, g]));
	if (law.name !== p.title || law.legislationIdentifier !== (p.doc_number ?? undefined) ||
		law.legislationDate !== (p.issued ?? undefined))
		wrong(`the law is ${law.name} ${law.legislationIdentifier} ${law.legislationDate}`);
	const expected = force[p.status] && `https://schema.org/${force[p.status]}`;
	if (law.legislationLegalForce !== expected || law.creativeWorkStatus !== words[p.status])
		wrong(`its force is ${law.legislationLegalForce}, its status ${p.status}`);
	const sums = supports.filter((s) => s.amount_yuan !== null);
	if (grants.size !== sums.length)
		wrong(`${grants.size} grants for ${sums.length} sums`);
	for (const s of sums) {
		const g = grants.get(s.id);
		const most = s.kind === 'cap' || s.amount_min_yuan !== null ? 'maxValue' : 'value';
		if (g?.amount?.[most] !== s.amount_yuan || g.amount.currency !== s.currency ||
			(g.amount.minValue ?? null) !== s.amount_min_yuan)
			wrong(`${s.id} is ${JSON.stringify(g?.amount)}`);
		else if (!g.description.endsWith(`，${words[p.status]}）`))
			wrong(`${s.id} does not say that it is ${words[p.status]}`);
	}
	return problems;
}

// The crumbs that are shown, [{ name, address }], against those that are told.
export function crumbProblems(file, base, crumbs, graph) {
	const told = (ofType(graph, 'BreadcrumbList')[0]?.itemListElement ?? [])
		.map((i) => `${i.position} ${i.name} ${i.item}`).join(', ');
	const shown = crumbs.map((c, i) => `${i + 1} ${c.name} ${base}${c.address}`).join(', ');
	return told === shown ? [] : [`${file}: told ${told}; shown ${shown}`];
}
