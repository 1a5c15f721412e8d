// Markdown twins: the same words as the page's <main> and footer, tables whose rows have as many
// cells as their head, links that lead to files.
import path from 'node:path';

// What a page shows of text, without pictures and what only script can use; runs in the browser.
export function mainText(html) {
	const doc = new DOMParser().parseFromString(html, 'text/html');
	for (const e of doc.querySelectorAll('svg, script, style, template, select, textarea, button, datalist, dialog, [hidden]'))
		e.remove();
	for (const e of doc.querySelectorAll('img'))
		e.replaceWith(e.alt);
	const caption = [...doc.querySelectorAll('main caption')];
	for (const e of caption)
		e.parentElement.prepend(e);
	return `${doc.querySelector('main')?.textContent ?? ''} ${doc.querySelector('body > footer')?.textContent ?? ''}`;
}

const letters = (s) => s.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');

// The words of Markdown: targets of links, elements and escapes taken away.
function words(markdown) {
	return markdown.replace(/(\]\()(<[^>]*>|[^)\s]*)\)/g, ']')
		.replace(/(?<!\\)<\/?(?:br|strong)>/g, ' ')
		.replace(/^\s*\d+\. /gm, ' ');
}

function firstDifference(a, b) {
	let i = 0;
	while (i < a.length && a[i] === b[i])
		i++;
	return `“${a.slice(Math.max(0, i - 8), i + 16)}”, the page has “${b.slice(Math.max(0, i - 8), i + 16)}”`;
}

export function textProblems(file, markdown, text) {
	const [a, b] = [letters(words(markdown)), letters(text)];
	return a === b ? [] : [`${file}: ${firstDifference(a, b)}`];
}

const cells = (line) => line.replace(/\\\|/g, '').split('|').length - 2;

export function tableProblems(file, markdown) {
	const lines = markdown.split('\n');
	const problems = [];
	let columns = 0;
	lines.forEach((line, i) => {
		if (!line.startsWith('|')) {
			columns = 0;
			return;
		}
		if (!columns) {
			columns = cells(line);
			if (!/^\|( --- \|)+$/.test(lines[i + 1] ?? '') || cells(lines[i + 1]) !== columns)
				problems.push(`${file}:${i + 2}: a table without its second line`);
		}
		if (cells(line) !== columns)
			problems.push(`${file}:${i + 1}: ${cells(line)} cells under ${columns}`);
	});
	return problems;
}

export function linkProblems(file, markdown, files) {
	return [...markdown.matchAll(/\]\(<?([^)>\s]*)>?\)/g)].map((m) => m[1])
		.filter((to) => !/^https?:/.test(to))
		.filter((to) => {
			const target = path.posix.join(path.posix.dirname(file), to.split(/[#?]/)[0]);
			return !files.has(target) || (/\.html$/.test(target) && !/[#?]/.test(to) && files.has(target.replace(/html$/, 'md')));
		})
		.map((to) => `${file}: ${to} leads nowhere, or past a twin`);
}
