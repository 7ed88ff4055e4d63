// The drawing of the graph, by cytoscape.

import { font, graphStyle } from "./graph-style.js";
import { icons } from "./icons.js";
import { placeLabels } from "./labels.js";
import { layout } from "./layout.js";
import { toneOf, unsure } from "./mark.js";
import { asOfDay, labelOf, language, nameOf, shortWhen, t } from "./text.js";

const small = 60; // up to so many actors are placed at once, more of them beside the page
const dated = 60; // up to so many relations carry their dates; more of them are named when one comes close
const crowd = 400; // from so many relations on, lines are thin
const close = 1.15; // the zoom at which all of many are named

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const pairOf = (r) => (r.source.id < r.target.id ? `${r.source.id} ${r.target.id}` : `${r.target.id} ${r.source.id}`);

/** The graph on the page. onEdge and onNode are called with the id of what was chosen, onCenter with an actor for the middle. */
export class Graph {
  constructor(container, told) {
    Object.assign(this, { container, told, run: 0, cy: null });
    container.addEventListener("keydown", (event) => this.cy && this.key(event));
  }

  // Makes the drawing, once there is something to draw.
  make(elements, seats) {
    const { container } = this, { onEdge, onNode, onCenter } = this.told;
    this.cy = cytoscape({
      container, elements, style: graphStyle(), layout: { name: "preset", fit: false }, ...this.view(seats),
      minZoom: 0.08, maxZoom: 3, pixelRatio: Math.min(devicePixelRatio || 1, 2),
    });
    const renderer = this.cy.renderer();
    renderer.imageCache = icons();
    renderer.drawLayeredElements = renderer.drawElements; // pictures of parts to draw from take longer to make than to do without
    this.cy.on("tap", "edge", (event) => onEdge(event.target.id()));
    this.cy.on("tap", "node", (event) => onNode(event.target.id()));
    this.cy.on("dbltap", "node", (event) => onCenter(event.target.id()));
    this.cy.on("mouseover", "node, edge", (event) => { container.classList.add("over"); event.target.addClass("near"); });
    this.cy.on("mouseout", "node, edge", (event) => { container.classList.remove("over"); event.target.removeClass("near"); });
    this.cy.on("zoom", () => this.whisper());
  }

  /** Draws a part of the graph around an actor; ids in fresh are new and come one after the other. */
  async show(center, subgraph, fresh = new Set()) {
    const run = ++this.run;
    const { actors, relations } = subgraph;
    const seats = await this.seats(center, subgraph);
    if (run !== this.run) return;
    const degree = new Map();
    const pairs = new Map();
    for (const r of relations) {
      for (const id of [r.source.id, r.target.id]) degree.set(id, (degree.get(id) ?? 0) + 1);
      pairs.set(pairOf(r), (pairs.get(pairOf(r)) ?? 0) + 1);
    }
    this.many = relations.length;
    this.quiet = true;
    this.partial = false;
    const texts = this.texts(), near = new Set(relations.flatMap((r) => (r.source.id === center ? [r.target.id] : r.target.id === center ? [r.source.id] : [])));
    const nodes = actors.map((a) => ({
      data: { id: a.id, type: a.type, actor: a, label: nameOf(a), size: 26 + 7 * Math.sqrt(Math.min(40, degree.get(a.id) ?? 0)) },
      position: seats.get(a.id), classes: a.id === center ? "center" : this.many > dated ? "one-line" : "",
    }));
    const edges = relations.map((r) => ({
      data: { id: r.id, source: r.source.id, target: r.target.id, relation: r, x: 0, y: 0, ...texts(r) },
      classes: [toneOf(r), r.modality.toLowerCase(), r.symmetric && "symmetric", r.ended && "over", pairs.get(pairOf(r)) === 1 && "alone", near.has(r.source.id) && near.has(r.target.id) && "aside", this.many > crowd && "thin"].filter(Boolean).join(" "),
    }));
    if (this.cy) {
      this.cy.batch(() => {
        this.cy.elements().remove();
        this.cy.add([...nodes, ...edges]);
      });
      this.fit();
    } else this.make([...nodes, ...edges], [...seats.values()]);
    const renderer = this.cy.renderer();
    renderer.hideEdgesOnViewport = this.many > crowd;
    renderer.textureOnViewport = this.many > crowd;
    this.place();
    if (fresh.size > 0) await this.grow(fresh, run);
  }

  // Names few relations where there is room.
  place() {
    if (this.many > dated) return;
    this.cy.batch(() => placeLabels(this.cy, font));
  }

  // Many relations are named once they are seen from close by.
  whisper() {
    if (this.many <= dated) return;
    const quiet = this.cy.zoom() < close;
    if (quiet !== this.quiet) this.cy.batch(() => this.cy.edges().toggleClass("told", !quiet));
    this.quiet = quiet;
  }

  async grow(fresh, run) {
    const edges = this.cy.edges().filter((e) => fresh.has(e.id()));
    if (still()) return edges.addClass("fresh");
    edges.addClass("gone");
    const old = this.cy.edges().not(".gone").connectedNodes();
    this.cy.nodes().difference(old).not(".center").addClass("gone");
    for (const edge of edges) {
      await new Promise((done) => setTimeout(done, 140));
      if (run !== this.run) return;
      edge.removeClass("gone").addClass("fresh");
      edge.connectedNodes(".gone").removeClass("gone").addClass("fresh");
    }
  }

  // Where the actors sit: a map from id to a point.
  seats(center, { actors, relations }) {
    const { width, height } = this.container.getBoundingClientRect();
    const asked = [center, actors.map((a) => a.id), relations.map((r) => [r.source.id, r.target.id]), width / Math.max(1, height)];
    if (actors.length <= small) return layout(...asked);
    const worker = (this.worker ??= new Worker("/page/layout-worker.js", { type: "module" }));
    const [, ids, links, aspect] = asked, run = this.run;
    return new Promise((done, fail) => {
      worker.onerror = () => fail(new Error("layout"));
      worker.addEventListener("message", function heard({ data }) {
        if (data.run !== run) return;
        worker.removeEventListener("message", heard);
        done(data.seats);
      });
      worker.postMessage({ run, center, ids, links, aspect });
    });
  }

  // What stands on an edge, and on one that may not hold.
  texts() {
    const open = language() === "ar" ? "\u2067" : "\u2066"; // the direction, whatever is drawn around it
    const run = (text) => `${open}${text}\u2069`;
    return (r) => {
      const label = labelOf(r), lines = (when) => (when && this.many <= dated ? `${run(label)}\n${run(when)}` : run(label));
      return { label: lines(shortWhen(r)), then: lines(shortWhen(asOfDay(r, true))), unsure: run(`${label} (${t("modalities").POSSIBLE.toLowerCase()})`) };
    };
  }

  /** Shows what holds: a map from relation id to whether it is certain; null shows all. */
  hold(relations) {
    if (!this.cy || (relations === null && !this.partial)) return;
    this.partial = relations !== null;
    this.cy.batch(() => {
      this.cy.edges().forEach((e) => {
        e.toggleClass("gone", relations !== null && !relations.has(e.id()));
        e.toggleClass("uncertain", relations !== null && unsure(e.data("relation"), relations.get(e.id())));
        e.toggleClass("over", relations === null && e.data("relation").ended);
        e.toggleClass("then", relations !== null && e.data("relation").ended); // its end came later
      });
      this.cy.nodes().forEach((n) => {
        n.toggleClass("gone", relations !== null && !n.hasClass("center") && n.connectedEdges().every((e) => e.hasClass("gone")));
      });
    });
  }

  /** Marks an edge or node as chosen; nothing for an unknown id. */
  choose(id) {
    if (!this.cy) return;
    this.cy.elements(".chosen").removeClass("chosen");
    if (id) this.cy.getElementById(id).addClass("chosen");
  }

  /** Takes over language and colours after a switch. */
  refresh() {
    if (!this.cy) return;
    const texts = this.texts();
    this.cy.style(graphStyle());
    this.cy.batch(() => {
      this.cy.nodes().forEach((n) => n.data("label", nameOf(n.data("actor"))));
      this.cy.edges().forEach((e) => e.data(texts(e.data("relation"))));
    });
    this.place();
  }

  // Arrow keys go round the actors in the order of the clock.
  key(event) {
    const { onNode, onCenter, announce } = this.told;
    const on = this.cy.nodes(".chosen")[0] ?? this.cy.nodes(".center")[0];
    if (!on) return;
    if (event.key === "Enter") onNode(on.id());
    else if (event.key.toLowerCase() === "c") onCenter(on.id());
    else if (event.key === "+" || event.key === "-") this.zoom(event.key === "+" ? 1.3 : 1 / 1.3);
    else if (event.key.startsWith("Arrow")) {
      const angle = (n) => Math.atan2(n.position("y"), n.position("x"));
      const round = this.cy.nodes().not(".gone").sort((a, b) => angle(a) - angle(b));
      const step = event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1;
      const next = round[(round.toArray().findIndex((n) => n.same(on)) + step + round.length) % round.length];
      this.choose(next.id());
      const actor = next.data("actor");
      announce(`${nameOf(actor)}, ${t("types")[actor.type]}, ${t("relations")}: ${next.connectedEdges().not(".gone").length}`);
    } else return;
    event.preventDefault();
  }

  zoom(factor) {
    if (!this.cy) return;
    const { width, height } = this.container.getBoundingClientRect();
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: { x: width / 2, y: height / 2 } });
  }

  // Shows all actors that are not gone, from their places alone: asking the
  // drawing for its bounds would measure every label.
  fit() {
    if (!this.cy) return;
    this.cy.resize();
    this.cy.viewport(this.view(this.cy.nodes().filter((n) => !n.hasClass("gone")).map((n) => n.position())));
  }

  /** Takes over another size. */
  resized() {
    const { width, height } = this.container.getBoundingClientRect();
    if (width > 0 && (width !== this.size?.width || height !== this.size?.height)) this.fit();
  }

  // The zoom and the pan that show some places.
  view(seats) {
    const { width, height } = (this.size = this.container.getBoundingClientRect());
    if (seats.length === 0 || width === 0) return { zoom: 1, pan: { x: 0, y: 0 } };
    const [left, right, top, bottom] = [Math.min(...seats.map((s) => s.x)), Math.max(...seats.map((s) => s.x)), Math.min(...seats.map((s) => s.y)), Math.max(...seats.map((s) => s.y))];
    const zoom = Math.min(1.2, (width - 24) / (right - left + 130), (height - 16) / (bottom - top + 110));
    return { zoom, pan: { x: width / 2 - (zoom * (left + right)) / 2, y: height / 2 - (zoom * (top + bottom + 20)) / 2 } };
  }
}
