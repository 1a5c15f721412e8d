// What must hold in the tree of sources, as far as a program can see it: the files at the top, who
// includes whom, who knows which library, words that C code here does without, and that every
// diagnostic is expected in a golden case.
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';

function report(name, problems) {
	console.log(`${problems.length ? 'not ok' : 'ok'} - ${name}`);
	problems.forEach((p) => console.log(`    ${p}`));
}

const build = process.env.BUILD ?? 'build';
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
	.split('\n').filter((f) => f && fs.existsSync(f));
const sources = new Map(tracked.filter((f) => /^gen\/.*\.[ch]$/.test(f)).map((f) => [f, fs.readFileSync(f, 'utf8')]));

// Blank out comments, and strings too if told so; lines stay where they are.
function bare(text, strings) {
	return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, (m) =>
		(m[0] === '/' || strings ? m.replace(/[^\n]/g, ' ') : m));
}

// The places of a pattern in the code of some files, as "file:line: match".
function places(files, pattern, strings = true) {
	return [...files].flatMap(([file, text]) => bare(text, strings).split('\n').flatMap((line, i) =>
		[...line.matchAll(pattern)].map((m) => `${file}:${i + 1}: ${m[0].trim()}`)));
}

const only = (test, files = sources) => [...files].filter(([f]) => test(f));

// ------------------------------------------------------------------------ the top

const top = ['gen', 'templates', 'fonts', 'content', 'tests', 'Makefile', 'README.md', 'LICENSE', 'CHANGES',
	'.clang-format', '.ci', '.gitignore', '.github', '.gitlab-ci.yml', '.woodpecker.yml'];
const strange = (files) => [...new Set(files.map((f) => f.split('/')[0]))].filter((f) => !top.includes(f));

// ----------------------------------------------------------------------- includes

// What a folder may include: headers above it in the drawing of the house.
const above = {
	base: [], digest: ['base'], audit: ['base', 'digest'], estimate: ['base', 'digest'],
	template: ['base', 'digest', 'estimate'], font: ['base', 'digest'],
	web: ['base', 'digest', 'estimate', 'template', 'font'], book: ['base', 'digest', 'template', 'font'],
	pdf: ['base', 'digest', 'font', 'book'],
};

function includeProblems(files) {
	return [...files].flatMap(([file, text]) => {
		const folder = file.split('/')[1];
		return [...bare(text).matchAll(/^#include "([^/"]+)\/([^"]+)"/gm)]
			.filter(([, to, name]) => folder in above && to !== folder &&
				!(above[folder].includes(to) && name === `${to}.h`))
			.map(([, to, name]) => `${file} includes ${to}/${name}`);
	});
}

// Each library is known to as few files as possible.
const libraries = [
	['cmark-gfm', /^cmark/, /^gen\/digest\//, 4], ['libyaml', /^yaml\.h/, /^gen\/digest\//, 1],
	['libxml2', /^libxml\//, /^gen\/template\//, 1], ['ICU', /^unicode\//, /^gen\/base\/(text|words)\.c/, 2],
	['HarfBuzz', /^hb/, /^gen\/(font\/|pdf\/subset\.c)/, 6], ['FreeType', /^ft2build|^freetype/, /^gen\/font\//, 2],
	['libharu', /^hpdf/, /^gen\/pdf\//, 20], ['libmd', /^(md5|sha2)\.h/, /^gen\/base\/file\.c/, 1],
	['libpng', /^png\.h/, /^gen\/web\/card\.c/, 1], ['zlib', /^zlib\.h/, /^gen\/pdf\//, 1],
	['libxlsxwriter', /^xlsxwriter/, /^gen\/web\/sheet\.c/, 1], ['libqrencode', /^qrencode/, /^gen\/book\/figure\.c/, 1],
	['libmicrohttpd', /^microhttpd/, /^gen\/web\/serve\.c/, 1],
];

function libraryProblems(files) {
	return libraries.flatMap(([name, header, where, most]) => {
		const users = [...files].filter(([, text]) =>
			[...text.matchAll(/^#include <([^>]+)>/gm)].some(([, h]) => header.test(h))).map(([f]) => f);
		return [...users.filter((f) => !where.test(f)).map((f) => `${f} knows ${name}`),
			...(users.length > most ? [`${name} is known to ${users.length} files: ${users.join(' ')}`] : [])];
	});
}

// -------------------------------------------------------------------------- words

const memory = /(?<![>.\w])(malloc|calloc|realloc|reallocarray|free|strdup|strndup|v?asprintf|getline)\s*\(/g;
const unsafe = /\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|atof|alloca)\b/g;
const floating = /\b(float|double|long double|strtod|floor|ceil|lround|sqrt)\b|\b\d+\.\d+f?\b/g;
const clock = /\b(time|gettimeofday|localtime|localtime_r|rand|random|srand)\s*\(/g;
const mayUseClock = (f) => /gen\/(digest\/(collection|date|term)\.c|main\.c|options\.c|timings\.c|progress\.c)$/.test(f);

function headProblems(files) {
	return [...files].flatMap(([file, text]) => [
		...(text.startsWith('/*') ? [] : [`${file} does not open with a comment`]),
		...(text.split('\n').length > 600 ? [`${file} has ${text.split('\n').length} lines`] : []),
	]);
}

// Variables that can change, at file scope, as the compiled program has them.
function variables() {
	return execFileSync('objdump', ['-t', ...tracked.filter((f) => /^gen\/.*\.c$/.test(f))
		.map((f) => `${build}/${f.replace(/\.c$/, '.o')}`).filter((f) => fs.existsSync(f))], { encoding: 'utf8' })
		.split(/\n(?=\S+: +file format)/).flatMap((object) => {
			const [, file] = object.match(/(\S+): +file format/) ?? [];
			return [...object.matchAll(/ O (\.data|\.bss|\.tbss|\.tdata|\*COM\*)\S*\s+[0-9a-f]+ (?:\.hidden )?(\S+)/g)]
				.filter((m) => !m[0].includes('.data.rel.ro')).map((m) => `${file}: ${m[2]}`);
		}).filter((v) => !v.startsWith(`${build}/gen/base/diag.o`));
}

// ------------------------------------------------------------------- diagnostics

// Every "code", "text" of a call, with the texts joined as the compiler does.
function messages(files) {
	return [...files].flatMap(([file, text]) =>
		[...bare(text).matchAll(/"([a-z]+(?:-[a-z]+)+)",\s*((?:"(?:[^"\\\n]|\\.)*"\s*)+)/g)].map((m) => ({
			file, line: text.slice(0, m.index).split('\n').length, code: m[1],
			text: [...m[2].matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map((s) => s[1]).join('')
				.replaceAll('\\"', '"').replaceAll('\\\\', '\\'),
		})));
}

function messagePattern({ code, text }) {
	const words = text.split(/%%|%[-+ #0-9.*]*(?:hh|h|ll|l|z|j|t)?[a-zA-Z]/).map((s) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`(?:error|warning|note)\\[${code}\\]: ${words.join('.*')}$`, 'm');
}

function messageProblems(list, expected) {
	return list.filter((m) => !messagePattern(m).test(expected))
		.map((m) => `${m.file}:${m.line}: no golden .err has [${m.code}] ${m.text}`);
}

function repeated(list) {
	return list.filter((m, i) => m.text !== '%s' && list.findIndex((o) => o.text === m.text) !== i)
		.map((m) => `${m.file}:${m.line}: this text occurs elsewhere too: ${m.text}`);
}

// ---------------------------------------------------------------------------- run

const expected = tracked.filter((f) => /^tests\/golden\/.*\.err$/.test(f)).map((f) => fs.readFileSync(f, 'utf8')).join('\n');
const found = messages(sources);

report('nothing strange at the top', strange(tracked));
report('a folder includes only headers above it', includeProblems(sources));
report('each library is known to the files meant for it', libraryProblems(sources));
report('memory is allocated in base/mem.c only', places(only((f) => f !== 'gen/base/mem.c'), memory));
report('no function that invites mistakes', places(sources, unsafe));
report('no floating point in book/', places(only((f) => f.startsWith('gen/book/')), floating));
report('the clock is read in one place, nothing is random', places(only((f) => !mayUseClock(f)), clock));
report('every file opens with a comment and is at most 600 lines', headProblems(sources));
if (!process.env.PLAIN)
	report('no mutable variable at file scope outside base/diag.c', variables());
report(`${found.length} diagnostics: each is in a golden case`, messageProblems(found, expected));
report('each text of a diagnostic occurs once in the code', repeated(found));

// ------------------------------------------------------------ the checker itself

const bad = new Map([['gen/digest/x.c', 'int f;\n#include "web/web.h"\n#include <png.h>\nchar *s = strdup("x"); double d; time(0); ' +
	'strcpy(a, b); diag(p, E, "no-such", "no such %s is\\"" " known", s); g("no-such", "no such %s is\\" known");\n']]);
const planted = messages(bad);
report('the checker notices what is planted', [
	['top', strange(['notes.txt'])], ['include', includeProblems(bad)], ['library', libraryProblems(bad)],
	['memory', places(bad, memory)], ['unsafe', places(bad, unsafe)], ['floating', places(bad, floating)],
	['clock', places(bad, clock)], ['head', headProblems(bad)], ['message', messageProblems(planted, expected)],
	['text', repeated(planted)],
].filter(([, problems]) => problems.length === 0).map(([what]) => `${what}: not noticed`)
	.concat(messageProblems(planted, 'x:1:1: error[no-such]: no such thing is" known')));
