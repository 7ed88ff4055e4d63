// What the actors of the drawing carry: one glyph a type, white, 24 by 24.

const shapes = {
  PERSON: '<circle cx="12" cy="8" r="4.2"/><path d="M3.6 21c0-5 3.7-7.6 8.4-7.6s8.4 2.6 8.4 7.6z"/>',
  STATE: '<path d="M5 2.5h2.2V22H5z"/><path d="M8.2 3.6h11.6l-2.9 4.2 2.9 4.2H8.2z"/>',
  ARMED_FORCE: '<path d="M12 2.2 20.3 5v6.4c0 5-3.4 8.6-8.3 10.6-4.9-2-8.3-5.6-8.3-10.6V5z"/>',
  ORGANIZATION: '<path d="M12 2.4 22 7.6V9.400H2V7.6zM4 11h3v7H4zm6.500 0h3v7h-3zM17 11h3v7h-3zM2.400 19.400h19.200V22H2.400z"/>',
  PLACE: '<path fill-rule="evenodd" d="M12 2a7.400 7.400 0 0 1 7.400 7.400C19.400 14.600 12 22.400 12 22.400S4.600 14.600 4.600 9.400A7.400 7.400 0 0 1 12 2zm0 4.600a2.900 2.900 0 1 0 0 5.800 2.900 2.900 0 0 0 0-5.800z"/>',
  FACILITY: '<path d="M2.600 21.400V9.800l6 4V9.800l6 4V3.600h6.800v17.800z"/>',
  GROUP: '<circle cx="12" cy="8" r="3.300"/><circle cx="4.800" cy="9.600" r="2.500"/><circle cx="19.200" cy="9.600" r="2.500"/><path d="M6 20.400c0-4 2.600-6.400 6-6.400s6 2.400 6 6.400zM.6 18.600c0-3 1.700-5 4.200-5 .9 0 1.600.2 2.300.7-1.500 1.100-2.400 2.600-2.700 4.300zM23.400 18.600c0-3-1.700-5-4.200-5-.9 0-1.600.2-2.300.7 1.500 1.100 2.400 2.600 2.700 4.300z"/>',
};

const wrap = (shape) =>
  `data:image/svg+xml;utf8,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24" fill="#fff">${shape}</svg>`)}`;

const icons = Object.fromEntries(Object.entries(shapes).map(([type, shape]) => [type, wrap(shape)]));

/** The address of the glyph of an actor type. */
export const icon = (type) => icons[type] ?? icons.GROUP;
