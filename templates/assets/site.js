/*
 * What every page does with script: a button that copies, behind each element
 * with data-copy, whose value says what is copied. In: the elements' text. Out:
 * buttons, and the clipboard. Without script the text can be selected by hand.
 */
'use strict';

var digestpress = digestpress || {};

/* An element with properties and children, for the tools of the other scripts. */
digestpress.make = function (name, properties, ...children) {
	const element = Object.assign(document.createElement(name), properties);

	element.append(...children.filter(Boolean));
	return element;
};

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
	const said = digestpress.make('span', { className: 'said', role: 'status' });
	const button = digestpress.make('button', {
		type: 'button', className: 'copy', textContent: '复制', ariaLabel: '复制：' + element.dataset.copy,
	});

	button.addEventListener('click', () => digestpress.copy(element).then((done) => {
		said.textContent = done ? '已复制' : '请按复制键';
	}));
	element.after(button, said);
}
