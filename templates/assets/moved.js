/*
 * A page that moved: in comes its first link and the place asked for in its own address;
 * out goes the reader, to that place of the present page. Without script the link stays.
 */
'use strict';
location.replace(document.querySelector('main a').href + location.hash);
