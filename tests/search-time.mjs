// How long a reader waits for the first result of a search, on a page that has loaded nothing yet: from the
// folder, without a server, each term in a browser of its own cache. Run by make bench on an idle machine;
// the bar is 50 ms. `asked` is from the query to its first result, with all files of the index still to
// load; `typed` the same after typing, when the pause of typing has loaded the index; `address` from the
// beginning of the page search/?q=TERM, which a form of another page leads to.
//
//     node tests/search-time.mjs SITE [TIMES]
import * as site from './site/site.lib.mjs';

const [folder, times = '3'] = process.argv.slice(2);
const terms = ['500万元', '算力', '国发〔2017〕35号', '人工智能', '首台套', '研发投入', '市科技局', '一事一议', '长沙', '不超过30%', '补贴', '2025年'];

// In the page: when it has its first result, in milliseconds since the search or the page began.
const firstResult = async (since) => {
	while (!digestpress.search?.done)
		await new Promise((resolve) => setTimeout(resolve, 1));
	await digestpress.search.done;
	return since === 'page' ? window.firstShown : digestpress.search.first;
};
const watch = () => new MutationObserver((_, observer) => {
	if (document.querySelector('#results .page')) {
		window.firstShown = performance.now();
		observer.disconnect();
	}
}).observe(document, { subtree: true, childList: true });

const ways = {
	async asked(page, address, term) {
		await page.goto(address);
		await page.evaluate((q) => {
			document.getElementById('q').value = q;
			document.getElementById('query').dispatchEvent(new Event('submit', { cancelable: true }));
		}, term);
		return page.evaluate(firstResult, 'search');
	},
	async typed(page, address, term) {
		await page.goto(address);
		await page.evaluate((q) => {
			document.getElementById('q').value = q;
			document.getElementById('q').dispatchEvent(new Event('input'));
		}, term);
		return page.evaluate(firstResult, 'search');
	},
	async address(page, address, term) {
		await page.addInitScript(watch);
		await page.goto(`${address}?q=${encodeURIComponent(term)}`);
		return page.evaluate(firstResult, 'page');
	},
};

const browser = await site.openChromium();
for (const [name, measure] of Object.entries(ways)) {
	const all = [];
	for (let i = 0; i < Number(times); i++)
		for (const term of terms) {
			const context = await browser.newContext();
			all.push(await measure(await context.newPage(), site.address(folder, 'search/index.html'), term));
			await context.close();
		}
	all.sort((a, b) => a - b);
	const at = (part) => all[Math.min(all.length - 1, Math.floor(all.length * part))].toFixed(1);
	console.log(`search, first result, ${name}: median ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms, of ${all.length}`);
}
await browser.close();
