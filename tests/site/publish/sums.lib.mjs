// The sum that stands for a policy, a region or a measure: worked out here from the data, and held
// against what the card of a page is said to show and against the words of its preview.
const kinds = { cap: '上限', fixed: '定额', rate: '按量', ratio: '比例' };

// What can be had first, ceilings and fixed sums before rates, then by yuan, then as listed.
export function bestOf(rows, statusOf) {
	const rank = (s) => (/^(expired|draft)$/.test(statusOf(s.policy)) ? 0 : 2) + (s.kind === 'rate' ? 0 : 1);
	return rows.filter((s) => s.amount_yuan !== null && s.currency === 'CNY' && s.of.length === 0)
		.sort((a, b) => rank(b) - rank(a) || b.amount_yuan - a.amount_yuan)[0] ?? null;
}

// head: of a page; p: the policy that it is about, or null. name: what the card says without a sum.
export function sumProblems(file, head, rows, policies, p, name, words) {
	const of = (slug) => policies.find((x) => x.slug === slug);
	const best = bestOf(rows, (slug) => of(slug).status);
	const alt = head.meta['og:image:alt'];
	if (!best)
		return alt === name ? [] : [`${file}: its card shows ${alt}, not ${name}`];
	const sum = `${best.item}：${best.text}（${kinds[best.kind]}）`;
	const problems = alt.endsWith(sum) ? [] : [`${file}: its card shows ${alt}, not ${sum}`];
	if (!alt.includes(`（${words[of(best.policy).status]}）`))
		problems.push(`${file}: its card does not say that the sum is ${words[of(best.policy).status]}`);
	if (p && !head.meta['og:description'].includes(`较高的有：${sum}`))
		problems.push(`${file}: the preview says ${head.meta['og:description']}, not ${sum}`);
	return problems;
}
