// The second site: built from the digests of content/ with a base_url, all keys of site.yml and another
// `updated` for each digest, and what its data say.
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import * as site from '../site.lib.mjs';

const build = path.resolve(process.env.BUILD ?? 'build');
export const base = 'https://policy.example.org/zhai/';
const keys = `base_url: ${base}
contact: editor@example.org
icp: 京ICP备00000000号
security_record: 京公网安备00000000000000号
site_code: bm00000000
logo: mark.svg
government_tags: true
`;

// What the title of the first digest ends in: marks that mean something to each format.
const odd = '<试行>&"[稿]"*二*';

function makeSecond() {
	const folder = path.join(build, 'tests/second');
	const content = path.join(folder, 'content');
	fs.rmSync(folder, { recursive: true, force: true });
	fs.cpSync('content', content, { recursive: true });
	fs.appendFileSync(path.join(content, 'site.yml'), keys);
	fs.copyFileSync('templates/assets/icon.svg', path.join(content, 'mark.svg'));
	fs.rmSync(path.join(content, 'addresses.txt'), { force: true });
	fs.writeFileSync(path.join(content, 'moved.yml'), 'regions/old/: regions/zhejiang/\n');
	fs.readdirSync(path.join(content, 'policies')).forEach((name, i) => {
		const file = path.join(content, 'policies', name);
		const day = new Date(Date.UTC(2026, 0, 1 + i * 7)).toISOString().slice(0, 10);
		fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^updated: .*$/m, `updated: ${day}`)
			.replace(/^stage:/m, i ? '$&' : 'aliases: [former-name]\n$&')
			.replace(/^title: (.*)$/m, i ? '$&' : `title: '$1${odd}'`));
	});
	for (const part of ['site', 'data']) {
		const run = spawnSync(path.join(build, 'digestpress'), ['build', '--quiet', '--only', part, '--content', content,
			'--out', path.join(folder, 'out')], { encoding: 'utf8' });
		if (run.status !== 0)
			throw new Error(run.stderr);
	}
	return path.join(folder, 'out/site');
}

export const first = site.siteFolder();
export const second = makeSecond();
export const json = (name) => JSON.parse(site.read(second, `data/${name}.json`));
export const policies = json('policies');
export const supports = json('supports');
export const regions = json('regions');
export const files = new Set(site.files(second));
export const pages = [...files].filter((f) => f.endsWith('.html'));
export const html = new Map(pages.map((f) => [f, site.read(second, f)]));
export const addressOf = (file) => file.replace(/index\.html$/, '');
export const words = { draft: '征求意见稿', not_yet: '尚未施行', in_force: '有效期内', expired: '已失效', unstated: '未载明期限',
	undetermined: '无法确定' };

export function isWithin(region, key) {
	for (let r = region; r; r = regions.find((x) => x.key === r)?.parent)
		if (r === key)
			return true;
	return false;
}
export const ofRegion = (key) => policies.filter((p) => isWithin(p.region, key));
export const ofMeasure = (key) => policies.filter((p) => p.measures.includes(key));
