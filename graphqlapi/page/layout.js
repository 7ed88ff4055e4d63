// Places the actors of a part of the graph: the chosen one in the middle, the
// others on rings by their distance, spread by forces. The same graph always gets
// the same picture.

// What a node with its label takes up, how far rings are apart, and how much of a
// ring one takes; many of them come closer together.
const wide = { room: { x: 150, y: 128 }, ring: 265, shell: 130, arc: 120 };
const tight = { room: { x: 96, y: 60 }, ring: 200, shell: 78, arc: 74 };
const crowd = 40;

/** Returns a map from id to {x, y}. Aspect is width by height of what it is drawn on. */
export function layout(center, ids, links, aspect) {
  const index = new Map(ids.map((id, i) => [id, i]));
  const near = ids.map(() => new Map());
  for (const [a, b] of links) {
    const i = index.get(a), j = index.get(b);
    if (i === undefined || j === undefined || i === j) continue;
    near[i].set(j, (near[i].get(j) ?? 0) + 1);
    near[j].set(i, (near[j].get(i) ?? 0) + 1);
  }
  const middle = index.get(center) ?? 0;
  const { depth, angle } = rings(middle, near);
  const scale = ids.length > crowd ? tight : wide;
  const radius = radii(depth, angle, scale);
  const x = radius.map((r, i) => r * Math.cos(angle[i]));
  const y = radius.map((r, i) => r * Math.sin(angle[i]));
  relax({ x, y, depth, radius, near, middle, scale });
  const stretch = Math.min(1.7, Math.max(0.5, aspect));
  return new Map(ids.map((id, i) => [id, { x: x[i] * Math.sqrt(stretch), y: y[i] / Math.sqrt(stretch) }]));
}

// Walks outward from the middle; children share the sector of their parent in
// proportion to how much hangs on them.
function rings(middle, near) {
  const depth = near.map(() => -1), parent = near.map(() => -1), order = [middle];
  depth[middle] = 0;
  for (let at = 0; at < order.length; at++) {
    for (const j of near[order[at]].keys()) {
      if (depth[j] >= 0) continue;
      depth[j] = depth[order[at]] + 1;
      parent[j] = order[at];
      order.push(j);
    }
  }
  const outside = Math.max(...depth) + 1;
  near.forEach((_, i) => { if (depth[i] < 0) { depth[i] = outside; parent[i] = middle; order.push(i); } });
  const weight = near.map(() => 1);
  for (let at = order.length - 1; at > 0; at--) weight[parent[order[at]]] += weight[order[at]];
  const angle = near.map(() => 0), from = near.map(() => 0), span = near.map(() => 2 * Math.PI);
  from[middle] = -Math.PI / 2;
  const used = near.map(() => 0);
  for (const i of order.slice(1)) {
    const p = parent[i];
    span[i] = (span[p] * weight[i]) / Math.max(1, weight[p] - 1);
    from[i] = from[p] + used[p];
    used[p] += span[i];
    angle[i] = from[i] + span[i] * (0.5 + 0.12 * Math.sin(2.3 * i + 1)); // never all on one line, where nothing would push them apart
  }
  return { depth, angle };
}

// How far each is from the middle. A ring is wide enough for all that sits on it;
// a full one is made of shells, on which neighbours take turns.
function radii(depth, angle, { ring, shell, arc }) {
  const out = depth.map(() => 0);
  let edge = 0;
  for (let d = 1; d <= Math.max(...depth); d++) {
    const on = depth.map((_, i) => i).filter((i) => depth[i] === d).sort((i, j) => angle[i] - angle[j]);
    const shells = Math.min(6, Math.ceil(on.length / 20));
    const inner = Math.max(edge + ring, (on.length * arc) / (2 * Math.PI * shells));
    on.forEach((i, k) => { out[i] = inner + (k % shells) * shell; });
    edge = inner + (shells - 1) * shell;
  }
  return out;
}

function relax({ x, y, depth, radius, near, middle, scale }) {
  const { room } = scale, spring = scale === tight ? 0.004 : 0.02, home = scale === tight ? 0.12 : 0.06;
  const n = x.length, rounds = Math.round(Math.min(320, Math.max(24, 4e6 / (n * n))));
  for (let round = 0; round < rounds; round++) {
    const heat = 1 - round / rounds, dx = new Float64Array(n), dy = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        let ux = x[i] - x[j], uy = y[i] - y[j];
        if (ux === 0 && uy === 0) { ux = 1 + i; uy = 1 - j; }
        const far = Math.hypot(ux, uy);
        let push = (room.x * room.x) / 2 / (far * far);
        const overlapX = room.x - Math.abs(ux), overlapY = room.y - Math.abs(uy);
        if (overlapX > 0 && overlapY > 0) push += Math.min(overlapX, overlapY) / 9;
        dx[i] += (ux / far) * push; dy[i] += (uy / far) * push;
        dx[j] -= (ux / far) * push; dy[j] -= (uy / far) * push;
      }
    }
    for (let i = 0; i < n; i++) {
      for (const [j, count] of near[i]) {
        if (j < i) continue;
        const ux = x[j] - x[i], uy = y[j] - y[i], far = Math.hypot(ux, uy) || 1;
        const rest = Math.max(scale.ring - 25 + 16 * Math.min(count, 5), Math.abs(radius[i] - radius[j]));
        const pull = ((far - rest) / far) * spring;
        dx[i] += ux * pull; dy[i] += uy * pull;
        dx[j] -= ux * pull; dy[j] -= uy * pull;
      }
      const far = Math.hypot(x[i], y[i]) || 1, back = ((radius[i] - far) / far) * home;
      dx[i] += x[i] * back; dy[i] += y[i] * back;
    }
    for (let i = 0; i < n; i++) {
      if (i === middle) continue;
      const step = Math.min(24 * heat + 1, Math.hypot(dx[i], dy[i]) * 4) / (Math.hypot(dx[i], dy[i]) || 1);
      x[i] += dx[i] * step;
      y[i] += dy[i] * step;
    }
  }
}
