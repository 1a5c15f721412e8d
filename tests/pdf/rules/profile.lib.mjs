// All rules, and the tests of veraPDF's profiles PDFUA-1 and PDFA-2A that they stand for.
import { absentRules } from './of_absent.lib.mjs';
import { contentRules } from './of_content.lib.mjs';
import { fileRules } from './of_file.lib.mjs';
import { metadataRules } from './of_metadata.lib.mjs';
import { tagRules } from './of_tags.lib.mjs';

export const rules = [...fileRules, ...metadataRules, ...tagRules, ...contentRules, ...absentRules];

// A clause and its tests; 1..3 are three.
const profiles = {
	ua: `5-1..5 6.1-1 6.2-1 7.1-1..12 7.2-2..34,36..43 7.3-1 7.4.2-1 7.4.4-1..3 7.5-1..2 7.7-1 7.9-1..2 7.10-1..2 7.11-1
		7.15-1 7.16-1 7.18.1-1..3 7.18.2-1 7.18.3-1 7.18.4-1..2 7.18.5-1..2 7.18.6.2-1..2 7.18.8-1 7.20-1..2
		7.21.3.1-1 7.21.3.2-1 7.21.3.3-1..3 7.21.4.1-1..2 7.21.4.2-1..2 7.21.5-1 7.21.6-1..4 7.21.7-1..2 7.21.8-1`,
	a: `6.1.2-1..2 6.1.3-1..3 6.1.4-2 6.1.6-1..2 6.1.7.1-1..3 6.1.7.2-1 6.1.8-1 6.1.9-1 6.1.10-1 6.1.12-1..2
		6.1.13-1..5,7..11 6.2.2-1..2 6.2.3-1..3 6.2.4.2-1..2 6.2.4.3-2..4 6.2.4.4-1..2 6.2.5-1..6 6.2.6-1 6.2.8-1..5
		6.2.8.3-1..5 6.2.9-1..3 6.2.10-1..2 6.2.11.2-1..7 6.2.11.3.1-1 6.2.11.3.2-1 6.2.11.3.3-1..3 6.2.11.4.1-1..2
		6.2.11.4.2-1..2 6.2.11.5-1 6.2.11.6-1..4 6.2.11.7.2-1..2 6.2.11.7.3-1 6.2.11.8-1 6.3.1-1 6.3.2-1..2 6.3.3-1..4
		6.4.1-1..3 6.4.2-1..2 6.4.3-1..3 6.5.1-1..2 6.5.2-1..2 6.6.2.1-1..5 6.6.2.3.1-1..2 6.6.2.3.2-1 6.6.2.3.3-1..18
		6.6.4-1..7 6.7.2.2-1 6.7.3.3-1 6.7.3.4-1..3 6.7.4-1 6.8-2,5 6.9-1..4 6.10-1..2 6.11-1`,
};
// What else our files keep to is named by the clause of the format itself (pdf).
const standards = { ua: 'ISO 14289-1', a: 'ISO 19005-2', pdf: 'ISO 32000-1' };

const split = (tests) => tests?.trim().split(/\s+/) ?? [];
export const stands = (rule, test) => split(rule.ua).includes(test) || split(rule.a).includes(test) || split(rule.pdf).includes(test);

// `ISO 14289-1 7.1-8, ISO 19005-2 6.6.2.1-1`.
export function nameOf(rule) {
	return Object.entries(standards).filter(([key]) => rule[key]).map(([key, standard]) =>
		`${standard} ${split(rule[key]).join(' ')}`).join(', ');
}

function testsOf(profile) {
	return split(profile).flatMap((clause) => {
		const [name, tests] = clause.split('-');
		return tests.split(',').flatMap((t) => {
			const [from, to = from] = t.split('..').map(Number);
			return Array.from({ length: to - from + 1 }, (_, i) => `${name}-${from + i}`);
		});
	});
}

// Tests that stand in no rule or in two, and tests that no profile has.
export function unnamed() {
	return Object.keys(profiles).flatMap((key) => {
		const wanted = testsOf(profiles[key]);
		const ours = rules.flatMap((r) => split(r[key]));
		return [...wanted.filter((t) => ours.filter((o) => o === t).length !== 1), ...ours.filter((o) => !wanted.includes(o))]
			.map((t) => `${standards[key]} ${t} stands in ${ours.filter((o) => o === t).length} rules`);
	});
}
