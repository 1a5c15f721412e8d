// Every page, style sheet and picture through the Nu HTML checker, in one run over loopback: no
// error and no warning. The broken site goes through the same run and must not pass.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { spawn } from 'node:child_process';
import * as site from './site.lib.mjs';

const types = {
	'.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml',
	'.js': 'text/javascript; charset=utf-8', '.json': 'application/json', '.png': 'image/png',
	'.pdf': 'application/pdf', '.csv': 'text/csv; charset=utf-8', '.xml': 'application/xml',
};

function serve(folders) {
	return http.createServer((request, response) => {
		const [, name, ...rest] = decodeURIComponent(new URL(request.url, 'http://x').pathname).split('/');
		const file = path.join(folders[name] ?? '', ...rest);
		if (!folders[name] || !fs.existsSync(file)) {
			response.writeHead(404).end();
			return;
		}
		response.writeHead(200, { 'Content-Type': types[path.extname(file)] ?? 'application/octet-stream' });
		fs.createReadStream(file).pipe(response);
	});
}

function run(urls) {
	const jar = path.join(site.npm, 'node_modules/vnu-jar/build/dist/vnu.jar');
	return new Promise((done) => {
		const vnu = spawn('java', ['-Xss8m', '-Dnu.validator.servlet.allow-forbidden-hosts=true', '-jar', jar,
			'--also-check-css', '--also-check-svg', '--exit-zero-always', '--format', 'json', '--stdout',
			...urls], { stdio: ['ignore', 'pipe', 'inherit'] });
		let said = '';
		vnu.stdout.on('data', (d) => { said += d; });
		vnu.on('close', () => done(said));
	});
}

const folders = { site: site.siteFolder(), broken: site.broken };
const server = serve(folders);
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const base = `http://127.0.0.1:${server.address().port}/`;
const names = Object.entries(folders).flatMap(([name, folder]) =>
	site.files(folder).filter((f) => /\.(html|css|svg)$/.test(f)).map((f) => `${name}/${f}`));
// The checker keeps the rules of the first document, so pictures have a run of their own, as files.
const pictures = new Map(names.filter((n) => n.endsWith('.svg'))
	.map((n) => [path.resolve(folders[n.split('/')[0]], ...n.split('/').slice(1)), n]));
const said = JSON.parse(await run(names.filter((n) => !n.endsWith('.svg')).map((n) => base + n))).messages
	.concat(pictures.size ? JSON.parse(await run([...pictures.keys()])).messages : []);
const messages = said
	.filter((m) => m.type !== 'info' || m.subType)
	.map((m) => ({
		name: pictures.get((m.url ?? '').replace(/^file:/, '')) ?? (m.url ?? '').replace(base, ''),
		text: `${m.lastLine ?? ''}:${m.firstColumn ?? m.lastColumn ?? ''}: ${m.subType ?? m.type}: ${m.message}`,
	}));
server.close();

for (const name of names.filter((n) => n.startsWith('site/')))
	site.report(`Nu: ${name.slice(5)}`, messages.filter((m) => m.name === name).map((m) => m.text));
site.report('Nu: messages without a page', messages
	.filter((m) => !names.includes(m.name)).map((m) => `${m.name}${m.text}`));
site.reportFound('what Nu finds', messages.filter((m) => m.name.startsWith('broken/'))
	.map((m) => `${m.name}:${m.text}`), [/index.*madeup/, /index.*img.*alt/, /index.*twice/, /css.*colour/i]);
