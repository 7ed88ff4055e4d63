// Finds places for the words on lines: along the line, where they cover no
// actor and no other words. Who is in the middle comes first.

const line = 14; // the height of a line of text
const steps = [0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.22, 0.78];

const box = (x, y, width, height) => ({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });

const overlap = (a, b) =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

// The point of an edge at a part of its way: on a curve, or on a line.
function along(edge, part) {
  const a = edge.source().position(), b = edge.target().position(), [bend] = edge.controlPoints() ?? [];
  const back = 1 - part;
  if (!bend) return { x: a.x * back + b.x * part, y: a.y * back + b.y * part };
  return {
    x: back * back * a.x + 2 * back * part * bend.x + part * part * b.x,
    y: back * back * a.y + 2 * back * part * bend.y + part * part * b.y,
  };
}

/** Puts the labels of edges where they can be read; those that find no room are left out. */
export function placeLabels(cy, font) {
  const measure = document.createElement("canvas").getContext("2d");
  const size = (text, px) => {
    measure.font = `${px}px ${font}`;
    const lines = text.split("\n");
    return [Math.max(...lines.map((l) => measure.measureText(l).width)) + 6, lines.length * line + 3];
  };
  const taken = [];
  cy.nodes().forEach((n) => {
    const { x, y } = n.position(), half = n.data("size") / 2, [width, height] = size(n.data("label"), 13);
    taken.push(box(x, y, 2 * half, 2 * half), box(x, y + half + 6 + height / 2, width, height));
  });
  const central = (e) => (e.connectedNodes(".center").length > 0 ? 0 : 1);
  const long = (e) => { const a = e.source().position(), b = e.target().position(); return Math.hypot(a.x - b.x, a.y - b.y); };
  const order = cy.edges().toArray().map((e) => [central(e), long(e), e]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  for (const [aside, , e] of order) {
    const [width, height] = size(e.data("label"), 11), middle = e.midpoint();
    let best;
    for (const part of steps) {
      const at = along(e, part), place = box(at.x, at.y, width, height);
      const covered = taken.reduce((sum, other) => sum + overlap(place, other), 0);
      const cost = covered + Math.abs(part - 0.5) * 200 + (e.data("relation").ended && Math.abs(part - 0.5) < 0.1 ? 150 : 0);
      if (!best || cost < best.cost) best = { cost, covered, at, place };
    }
    const told = !aside || best.covered < (width * height) / 4;
    e.toggleClass("told", told);
    e.data({ x: best.at.x - middle.x, y: best.at.y - middle.y });
    if (told) taken.push(best.place);
  }
}
