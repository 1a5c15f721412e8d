/*
 * A page whose list is divided. In comes a place asked for in its own address that is not
 * here; out goes the reader, to the part that says in data-places that it has it.
 */
'use strict';
{
	const place = location.hash.slice(1);
	const part = place && !document.getElementById(place) &&
		[...document.querySelectorAll('a[data-places]')].find((a) => new RegExp(`^(?:${a.dataset.places})`).test(place));
	if (part)
		location.replace(part.href + location.hash);
}
