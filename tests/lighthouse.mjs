// Lighthouse over the site as a plain server with gzip gives it: five kinds of page, a phone, provided
// throttling, each as often as the third argument says; the best run counts, and all four scores are to
// be 100. Run by make lighthouse, since the tool is large and the machine must be idle.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const types = {
	'.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
	'.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8', '.md': 'text/markdown; charset=utf-8',
	'.json': 'application/json',
};
const [folder, npm, times = '5', ...chosen] = process.argv.slice(2);
const pages = chosen.length ? chosen : ['index.html', 'policies/chengdu-special-rules/index.html', 'caps/index.html', 'compare/index.html',
	'search/index.html'];

function serve() {
	return http.createServer((request, response) => {
		const file = path.join(folder, path.normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname)));
		if (!fs.existsSync(file) || !fs.statSync(file).isFile()) {
			response.writeHead(404).end();
			return;
		}
		const type = types[path.extname(file)];
		response.writeHead(200, {
			'Content-Type': type ?? 'application/octet-stream', 'Cache-Control': 'public, max-age=31536000',
			...(type ? { 'Content-Encoding': 'gzip' } : {}),
		});
		response.end(type ? zlib.gzipSync(fs.readFileSync(file)) : fs.readFileSync(file));
	});
}

const require = createRequire(path.join(path.resolve(npm), 'package.json'));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { default: lighthouse } = await load('lighthouse');
const { launch } = await load('chrome-launcher');

// The scores of one run, and what is wrong with it.
async function measure(url, port) {
	const { lhr } = await lighthouse(url, { port, logLevel: 'error', formFactor: 'mobile', throttlingMethod: 'provided',
		onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'] });
	const categories = Object.values(lhr.categories);
	return {
		scores: categories.map((c) => Math.round(c.score * 100)),
		wrong: categories.flatMap((c) => c.auditRefs.filter((r) => r.weight > 0).map((r) => lhr.audits[r.id]))
			.filter((a) => a.score !== null && a.score < 1).map((a) => `${a.id} ${a.displayValue ?? ''} ${a.explanation ?? ''}`),
		paint: lhr.audits['largest-contentful-paint']?.displayValue, shift: lhr.audits['cumulative-layout-shift']?.displayValue,
		blocked: lhr.audits['total-blocking-time']?.displayValue,
	};
}

const sum = (run) => run.scores.reduce((a, b) => a + b, 0);
const server = serve();
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const chrome = await launch({
	chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	chromeFlags: ['--headless=new', '--disable-gpu', '--disable-dev-shm-usage', ...(process.getuid() ? [] : ['--no-sandbox'])],
});
let failed = 0;
for (const page of pages) {
	let best = null;
	for (let i = 0; i < Number(times) && (!best || sum(best) < 400); i++) {
		const run = await measure(`http://127.0.0.1:${server.address().port}/${page}`, chrome.port);
		best = !best || sum(run) > sum(best) ? run : best;
	}
	const good = sum(best) === 400;
	failed += !good;
	console.log(`${good ? 'ok' : 'not ok'} - ${page}: ${best.scores.join(' ')} (paint ${best.paint}, shift ${best.shift}, blocked ${best.blocked})`);
	for (const wrong of best.wrong)
		console.log(`    ${wrong}`);
}
chrome.kill();
server.close();
process.exitCode = failed ? 1 : 0;
