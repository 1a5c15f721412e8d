// Pages on paper, printed to PDF by Chromium and read back by poppler: no chrome of the site, the head of
// a long table on each of its pages, rows whole, black text, the day of judgement, the status at the foot of
// each sheet, targets of outside links in words, margins. The same page without its style sheet must fail.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import * as site from './site.lib.mjs';

const folder = site.siteFolder();
const supports = JSON.parse(site.read(folder, 'data/supports.json'));
const rows = (slug) => supports.filter((r) => r.policy === slug);
const slug = [...new Set(supports.map((r) => r.policy))].reduce((a, b) => (rows(b).length > rows(a).length ? b : a));
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'digestpress-print-'));
const browser = await site.openChromium();

// What the print style sheet makes of the page's elements.
const styled = (page) => page.evaluate(() => {
	const problems = [];
	const black = (c) => /^rgb\(0, 0, 0\)$/.test(c);
	const pale = [...document.querySelectorAll('main *, footer p')]
		.filter((e) => e.checkVisibility() && !e.closest('svg') && e.textContent.trim() && !black(getComputedStyle(e).color));

	if (pale.length)
		problems.push(`${pale.length} elements are not black, as <${pale[0].localName} class="${pale[0].className}">`);
	for (const [selector, property, value] of [['thead', 'display', 'table-header-group'], ['.caps tbody tr', 'breakInside', 'avoid'],
		['h2', 'breakAfter', 'avoid'], ['thead th', 'position', 'static']])
		if (document.querySelector(selector) && getComputedStyle(document.querySelector(selector))[property] !== value)
			problems.push(`${selector}: ${property} is not ${value}`);
	return problems;
});

async function printed(page) {
	const file = path.join(work, 'page.pdf');
	await page.pdf({ path: file, format: 'A4', preferCSSPageSize: true });
	const text = (...more) => spawnSync('pdftotext', [...more, '-layout', file, '-'], { encoding: 'utf8' }).stdout;
	const boxes = [...spawnSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' }).stdout.matchAll(/xMin="([\d.]+)"/g)];
	return { sheets: text().normalize('NFKC').split('\f'), left: Math.min(...boxes.map((m) => Number(m[1]))) };
}

async function look(page) {
	const problems = await styled(page);
	const { sheets, left } = await printed(page);
	const whole = sheets.join('').replace(/\s+/g, '');
	const status = await page.locator('article > .lead > .status').textContent();
	const anchors = rows(slug).map((r) => r.id.split('/')[1]);

	for (const chrome of ['全部栏目', '跳到正文', '上一篇'])
		if (whole.includes(chrome))
			problems.push(`${chrome} is printed`);
	sheets.slice(0, -1).forEach((sheet, i) => {
		if (!new RegExp(`^ *${status}.* ${i + 1}/${sheets.length - 1}$`).test(sheet.trimEnd().split('\n').at(-1)))
			problems.push(`sheet ${i + 1} does not end with the status and its number`);
	});
	sheets.forEach((sheet, i) => {
		if (anchors.some((a) => new RegExp(`(^|\\s)${a}\\s`, 'm').test(sheet)) && !/条款\s+事项/.test(sheet))
			problems.push(`sheet ${i + 1} has rows and no head`);
	});
	for (const words of ['摘编仅供参考,以原文为准', '政策状态按', '(https://creativecommons.org/'])
		if (!whole.includes(words))
			problems.push(`${words} is not printed`);
	if (left < 36) // 15 mm, and the half em that a bracket at the head of a line goes without
		problems.push(`the text begins ${left} pt from the edge`);
	return problems;
}

const page = await browser.newPage();
await page.emulateMedia({ media: 'print' });
await page.goto(site.address(folder, `policies/${slug}/index.html`));
site.report(`on paper: policies/${slug}/, ${rows(slug).length} rows`, await look(page));
await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
site.report('on paper from a dark screen', await styled(page));
await page.evaluate(() => document.querySelectorAll('link[rel="stylesheet"]').forEach((e) => e.remove()));
site.reportFound('a page without a style for paper', await look(page), [/are not black/, /breakInside is not avoid/,
	/全部栏目 is printed/, /does not end with the status/, /is not printed/, /pt from the edge/]);
await browser.close();
fs.rmSync(work, { recursive: true });
