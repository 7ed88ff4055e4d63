// What the actors of the drawing carry: one glyph a type, white, on 24 by 24.

const shapes = {
  PERSON: "M16.2 8a4.2 4.2 0 1 1-8.4 0 4.2 4.2 0 0 1 8.4 0zM3.6 21c0-5 3.7-7.6 8.4-7.600s8.4 2.6 8.4 7.600z",
  STATE: "M5 2.500h2.200V22H5zM8.2 3.600h11.600l-2.9 4.2 2.9 4.200H8.200z",
  ARMED_FORCE: "M12 2.2 20.3 5v6.400c0 5-3.4 8.6-8.3 10.6-4.9-2-8.3-5.6-8.3-10.600V5z",
  ORGANIZATION: "M12 2.4 22 7.600V9.400H2V7.600zM4 11h3v7H4zm6.5 0h3v7h-3zM17 11h3v7h-3zM2.4 19.400h19.200V22H2.400z",
  PLACE: "M12 2a7.4 7.4 0 0 1 7.4 7.400C19.4 14.6 12 22.4 12 22.400S4.6 14.6 4.6 9.400A7.4 7.4 0 0 1 12 2zm0 4.600a2.9 2.9 0 1 0 0 5.8 2.9 2.9 0 0 0 0-5.800z",
  FACILITY: "M2.6 21.400V9.800l6 4V9.800l6 4V3.600h6.800v17.800z",
  GROUP: "M15.3 8a3.3 3.3 0 1 1-6.6 0 3.3 3.3 0 0 1 6.6 0zM7.3 9.600a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM21.7 9.600a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM6 20.400c0-4 2.6-6.4 6-6.400s6 2.4 6 6.400zM.6 18.600c0-3 1.7-5 4.2-5 .9 0 1.6.2 2.3.7-1.5 1.1-2.4 2.6-2.7 4.300zM23.4 18.600c0-3-1.7-5-4.2-5-.9 0-1.6.2-2.3.7 1.5 1.1 2.4 2.6 2.7 4.300z",
};

// A glyph as a picture that is there at once, so that the drawing need not be
// made again for each glyph that has been loaded.
function picture(shape) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 96;
  canvas.complete = true; // as an image says it
  const context = canvas.getContext("2d");
  context.scale(4, 4);
  context.fillStyle = "#fff";
  context.fill(new Path2D(shape), "evenodd");
  return canvas;
}

/** The name under which the drawing finds the glyph of an actor type. */
export const icon = (type) => `glyph:${shapes[type] ? type : "GROUP"}`;

/** The glyphs by their names, as the drawing keeps images. */
export const icons = () => Object.fromEntries(Object.entries(shapes).map(([type, shape]) => [icon(type), { image: picture(shape) }]));
