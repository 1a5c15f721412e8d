// Addresses as people mangle them, in Chromium: values that are not known, keys twice, bytes that are
// not UTF-8, very long ones. No script fails, the page works on, and says what it leaves aside.
import * as site from './site.lib.mjs';

const folder = site.siteFolder();
const rows = JSON.parse(site.read(folder, 'data/supports.json'));
const many = [...new Set(rows.map((r) => r.id.replace('/', '.')))];
const long = 'x'.repeat(20000);

// What the page must say, what it must not; what the address is afterwards.
const said = /认不出的条件没有采用/;
const tables = [
	['?min=abc', { says: said }], ['?min=-1', { says: said }], ['?min=1e9&max=0', { says: /列出0项/, not: said }],
	['?region=nowhere', { says: /没有采用：region=nowhere。/, then: '' }],
	['?sort=xyz', { says: said, then: '' }], ['?all=2&show=1', { says: /all=2、show=1/, then: '' }],
	['?kind=cap&kind=ratio&kind=odd', { says: /没有采用：kind=odd。/, then: '?kind=cap,ratio' }],
	['?min=5&min=6', { says: /没有采用：min=6。/, then: '?min=5' }],
	['?region=%E0%A4%A&kind=%FF,cap', { says: said, then: '?kind=cap' }],
	['?constructor=1&__proto__=2&toString', { says: said, then: '' }],
	[`?region=${long}`, { says: /没有采用：.{200}。/, then: '' }], ['?%%%&&==&?#', { then: '' }],
	['?min=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E', { says: /min=<img/, then: '' }],
	['?kind=&region=,,', { not: said, then: '' }], ['?kind=cap&amount=5000-up&all=1', { not: said }],
];
const estimates = ['?garbage', '?region=nowhere&for=nobody&measure=%FF', '?spend=abc', '?spend=-1&count=0.5', '?spend=1e400',
	'?region=hangzhou&region=beijing', '?region=%E0%A4%A', '?__proto__=1', `?region=${long}`, '?met=nothing/a1', '?%%%'];
const searches = ['?q=%E0%A4%A', '?q=%FF', '?q=&q=x', `?q=${long}`, '?q=%00%01', '?q=%%%', '?q=.*+%5B(', '?q=%3Cb%3Ex', '?Q=%E7%AE%97'];
const baskets = [
	['?rows=nowhere.a1', { says: /这一版里没有：nowhere\/a1/ }],
	[`?rows=${many.slice(0, 500).join('~')}`, { says: new RegExp(`另有${Math.min(many.length, 500) - 6}项没有列出`), columns: 6 }],
	[`?rows=${many[0]}~${many[0]}~${many[1]}`, { not: /没有/, columns: 2 }],
	[`?rows=${many[0]}&rows=${many[1]}`, { columns: 1 }], [`?rows=${many[0]}~%E0%A4%A.x~%FF.a1`, { says: /没有列出/, columns: 1 }],
	['?rows=constructor.a1~__proto__.a1', { says: /constructor\/a1/ }], [`?rows=${long}`, {}], [`?rows=a.${long}`, { says: /没有列出/ }],
	['?rows=~~..~.~', { says: /没有列出/ }], ['?%%%', {}],
];

const browser = await site.openChromium();
const page = await browser.newPage();
let problems = [];
page.on('pageerror', (e) => problems.push(e.message));
page.on('console', (m) => m.type() === 'error' && !/ERR_FILE_NOT_FOUND/.test(m.text()) && problems.push(m.text()));
page.on('dialog', (d) => { problems.push('a dialog'); d.dismiss(); });

async function probe(file, query, { says, not, then, columns }, works) {
	problems = [];
	await page.goto(site.address(folder, file) + query);
	await page.waitForTimeout(100);
	const text = await page.evaluate(() => document.querySelector('main').innerText);
	if (says && !says.test(text))
		problems.push(`${says} is not said`);
	if (not && not.test(text))
		problems.push(`${not} is said`);
	if (then !== undefined && await page.evaluate(() => location.search) !== then)
		problems.push(`the address is ${await page.evaluate(() => location.search)}`);
	if (columns && await page.locator('.side thead th').count() - 1 !== columns)
		problems.push(`${await page.locator('.side thead th').count() - 1} columns`);
	if (await page.evaluate(() => document.scrollingElement.scrollWidth > innerWidth))
		problems.push('it is too wide');
	problems.push(...await works().catch((e) => [`it does not work on: ${e.message.split('\n')[0]}`]));
	return problems.map((p) => `${file}${query.slice(0, 60)}: ${p}`);
}

const timeout = 3000;

async function tableWorks() {
	await page.click('text=清除条件', { timeout });
	const all = await page.evaluate(() => document.querySelectorAll('#table tr[data-row]:not([hidden])').length);
	return all && !await page.isVisible('.lost') ? [] : [`after clearing ${all} rows are listed`];
}

async function searchWorks() {
	await page.fill('main [name=q]', '算力', { timeout });
	await page.waitForFunction(() => document.querySelectorAll('main li a').length > 3, null, { timeout });
	return [];
}

async function estimateWorks() {
	const box = page.locator('main form select, main form input').first();
	await box.waitFor({ timeout });
	return await box.isEnabled() ? [] : ['the form does not answer'];
}

async function basketWorks() {
	if (await page.isVisible('#clear'))
		await page.click('#clear', { timeout });
	return await page.isVisible('#empty') ? [] : ['it is not empty after clearing'];
}

async function all(file, queries, works) {
	const problems = [];
	for (const q of queries)
		problems.push(...await probe(file, ...[q].flat().concat({}).slice(0, 2), works));
	return problems;
}

site.report(`${tables.length} odd addresses of the big table`, await all('caps/index.html', tables, tableWorks));
site.report(`${estimates.length} odd addresses of the estimator`, await all('estimate/index.html', estimates, estimateWorks));
site.report(`${searches.length} odd addresses of search`, await all('search/index.html', searches, searchWorks));
site.report(`${baskets.length} odd addresses of the basket`, await all('basket/index.html', baskets, basketWorks));
site.reportFound('a page that fails', [
	...await probe('caps/index.html', '?min=abc', { says: /nothing of this/, not: said, then: '?x' }, tableWorks),
	...await probe('caps/index.html', '', {}, async () => { await page.evaluate(() => setTimeout(() => { throw new Error('thrown'); })); await page.waitForTimeout(50); return []; }),
	...await probe('basket/index.html', `?rows=${many[0]}`, { columns: 2 }, async () => { throw new Error('stuck'); })],
	[/nothing of this.* is not said/, /采用.* is said/, /the address is/, /thrown/, /1 columns/, /does not work on: stuck/]);
await browser.close();
