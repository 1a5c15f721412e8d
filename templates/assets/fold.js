'use strict';

/*
 * The one rule by which search compares text; gen/web/folding.c has the same, and a test holds
 * them equal. In: any text. Out: its letters. Each character gives what it stands for by
 * compatibility (NFKC), in lower case, in simplified characters; dashes, quotes and brackets
 * become one each; white space and the commas within a number go.
 *
 *     digestpress.fold.learn('萬万億亿')    pairs: what is written, what is compared
 *     digestpress.fold.text('５００ 萬元')  '500万元'
 *     digestpress.fold.places(text)         {letters, at}: and where each of them was written,
 *                                           [from, to]
 */
var digestpress = digestpress || {};

digestpress.fold = (function () {
	// The first of each row stands for all of them.
	const marks = ['-‐‑‒–—―−─~〜∼', '"“”„‟「」『』〝〞〟«»', '\'‘’‚‛`', '([{〔【〖', ')]}〕】〗', '<《〈‹', '>》〉›',
		'·•‧∙⋅・', ':∶', 'x×✕', '〇○◯'];
	const invisible = /[\0- \x7f\xa0\xad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;
	const grouped = /(?<!\d)\d{1,3}(?:,\d{3}(?!\d))+/g;
	const simple = new Map();
	const known = new Map();

	for (const [first, ...others] of marks)
		for (const mark of others)
			simple.set(mark, first);

	function foldOne(character) {
		return [...character.normalize('NFKC').replace(/[A-Z]/g, (c) => c.toLowerCase())]
			.map((c) => simple.get(c) ?? c).join('').replace(invisible, '');
	}

	function letterOf(character) {
		let letter = known.get(character);
		if (letter === undefined)
			known.set(character, letter = foldOne(character));
		return letter;
	}

	function learn(pairs) {
		const characters = [...pairs];
		for (let i = 0; i < characters.length; i += 2)
			simple.set(characters[i], characters[i + 1]);
		known.clear();
	}

	function text(s) {
		let letters = '';
		for (const character of s)
			letters += letterOf(character);
		return letters.replace(grouped, (number) => number.replaceAll(',', ''));
	}

	function places(s) {
		const at = [], commas = new Set();
		let all = '', from = 0;
		for (const character of s) {
			const letter = letterOf(character), to = from + character.length;
			for (let i = 0; i < letter.length; i++)
				at.push([from, to]);
			all += letter;
			from = to;
		}
		for (const {0: number, index} of all.matchAll(grouped))
			[...number].forEach((c, i) => c === ',' && commas.add(index + i));
		return {letters: text(s), at: at.filter((range, i) => !commas.has(i))};
	}

	return {learn, text, places};
}());
