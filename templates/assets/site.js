/*
 * What every page does with script: a button that copies, behind each element
 * with data-copy, whose value says what is copied. In: the elements' text. Out:
 * buttons, and the clipboard. Without script the text can be selected by hand.
 */
'use strict';

var digestpress = digestpress || {};

/* Where the browser keeps the clipboard to itself, the text is left selected. */
digestpress.copy = function (element) {
	const range = document.createRange();

	range.selectNodeContents(element);
	getSelection().removeAllRanges();
	getSelection().addRange(range);
	return navigator.clipboard
		? navigator.clipboard.writeText(element.textContent.trim()).then(() => true, () => false)
		: Promise.resolve(document.execCommand('copy'));
};

for (const element of document.querySelectorAll('[data-copy]')) {
	const button = document.createElement('button');
	const said = document.createElement('span');

	button.type = 'button';
	button.className = 'copy';
	button.textContent = '复制';
	button.setAttribute('aria-label', '复制：' + element.dataset.copy);
	said.className = 'said';
	said.setAttribute('role', 'status');
	button.addEventListener('click', () => digestpress.copy(element).then((done) => {
		said.textContent = done ? '已复制' : '请按复制键';
	}));
	element.after(button, said);
}
