// The drawing of the graph: cytoscape, with the colours of the style sheet.

import { layout } from "./layout.js";
import { labelOf, nameOf } from "./text.js";

const shapes = {
  PERSON: "ellipse", STATE: "round-rectangle", ARMED_FORCE: "round-hexagon", ORGANIZATION: "barrel",
  PLACE: "round-diamond", FACILITY: "round-pentagon", GROUP: "round-octagon",
};

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** The colour of an actor type. */
export const actorColor = (type) => color(`actor-${type.toLowerCase().replace("_", "-")}`);

/** The colour of a relation kind. */
export const edgeColor = (kind) => color(kind === "EVENT" ? "event" : "state");

function styles() {
  const ink = color("ink"), paper = color("paper"), accent = color("accent");
  return [
    { selector: "node", style: {
      "background-color": (n) => actorColor(n.data("type")), shape: (n) => shapes[n.data("type")] ?? "ellipse",
      width: "data(size)", height: "data(size)", label: "data(label)", color: ink, "font-size": 13,
      "font-family": "system-ui, 'Noto Naskh Arabic', Tahoma, sans-serif", "text-valign": "bottom", "text-margin-y": 5,
      "text-wrap": "wrap", "text-max-width": 110, "text-outline-color": paper, "text-outline-width": 2.5, "min-zoomed-font-size": 6,
      "border-width": 2, "border-color": paper } },
    { selector: "node.center", style: { "border-width": 4, "border-color": accent, "font-weight": "bold", "font-size": 15 } },
    { selector: "edge", style: {
      width: 2, "line-color": (e) => edgeColor(e.data("kind")), "target-arrow-color": (e) => edgeColor(e.data("kind")),
      "target-arrow-shape": (e) => (e.data("symmetric") ? "none" : "triangle"), "arrow-scale": 0.9, "curve-style": "bezier",
      "control-point-step-size": 34, label: "data(label)", "font-size": 10, color: color("quiet"),
      "font-family": "system-ui, 'Noto Naskh Arabic', Tahoma, sans-serif", "text-rotation": "autorotate",
      "text-background-color": paper, "text-background-opacity": 0.85, "text-background-padding": 2, "text-background-shape": "roundrectangle",
      "min-zoomed-font-size": 8, opacity: 0.9 } },
    { selector: "edge.planned, edge.possible", style: { "line-style": "dashed", "line-dash-pattern": [7, 5] } },
    { selector: "edge.denied", style: { "line-style": "dashed", "line-dash-pattern": [2, 4] } },
    { selector: "edge.over", style: { opacity: 0.55, "target-arrow-fill": "hollow" } },
    { selector: "edge.uncertain", style: { opacity: 0.4 } },
    { selector: "edge.gone", style: { display: "none" } },
    { selector: "node.gone", style: { opacity: 0.18 } },
    { selector: "edge.chosen", style: { width: 4.5, opacity: 1, "z-index": 10, "font-weight": "bold", color: ink } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": accent } },
  ];
}

/** The graph on the page. onEdge and onNode are called with the id of what was chosen. */
export class Graph {
  constructor(container, { onEdge, onNode }) {
    this.cy = cytoscape({
      container, style: styles(), minZoom: 0.2, maxZoom: 3, wheelSensitivity: 0.3,
      pixelRatio: Math.min(window.devicePixelRatio || 1, 2),
    });
    this.cy.on("tap", "edge", (event) => onEdge(event.target.id()));
    this.cy.on("tap", "node", (event) => onNode(event.target.id()));
    this.cy.on("mouseover", "node, edge", () => (container.style.cursor = "pointer"));
    this.cy.on("mouseout", "node, edge", () => (container.style.cursor = ""));
  }

  /** Draws a part of the graph around an actor. */
  show(center, subgraph) {
    const degree = new Map();
    for (const r of subgraph.relations) {
      for (const id of [r.source.id, r.target.id]) degree.set(id, (degree.get(id) ?? 0) + 1);
    }
    const nodes = subgraph.actors.map((a) => ({
      data: { id: a.id, type: a.type, actor: a, label: nameOf(a), size: 22 + 7 * Math.sqrt(degree.get(a.id) ?? 0) },
      classes: a.id === center ? "center" : "",
    }));
    const edges = subgraph.relations.map((r) => ({
      data: { id: r.id, source: r.source.id, target: r.target.id, kind: r.kind, symmetric: r.symmetric, relation: r, label: labelOf(r) },
      classes: [r.modality.toLowerCase(), r.ended ? "over" : ""].join(" "),
    }));
    this.cy.batch(() => {
      this.cy.elements().remove();
      this.cy.add([...nodes, ...edges]);
    });
    this.place(center, subgraph);
  }

  place(center, subgraph) {
    const { width, height } = this.cy.container().getBoundingClientRect();
    const seats = layout(center, subgraph.actors.map((a) => a.id), subgraph.relations.map((r) => [r.source.id, r.target.id]), width / height);
    this.cy.batch(() => seats.forEach((seat, id) => this.cy.getElementById(id).position(seat)));
    this.fit();
  }

  /** Shows what holds: a map from relation id to whether it is certain; null shows all. */
  hold(relations) {
    this.cy.batch(() => {
      this.cy.edges().forEach((e) => {
        e.toggleClass("gone", relations !== null && !relations.has(e.id()));
        e.toggleClass("uncertain", relations !== null && relations.get(e.id()) === false);
      });
      this.cy.nodes().forEach((n) => {
        n.toggleClass("gone", !n.hasClass("center") && n.connectedEdges().every((e) => e.hasClass("gone")));
      });
    });
  }

  /** Marks an edge or node as chosen; nothing for an unknown id. */
  choose(id) {
    this.cy.elements(".chosen").removeClass("chosen");
    if (id) this.cy.getElementById(id).addClass("chosen");
  }

  /** Takes over language and colours after a switch. */
  refresh() {
    this.cy.style(styles());
    this.cy.batch(() => {
      this.cy.nodes().forEach((n) => n.data("label", nameOf(n.data("actor"))));
      this.cy.edges().forEach((e) => e.data("label", labelOf(e.data("relation"))));
    });
  }

  zoom(factor) {
    const { width, height } = this.cy.container().getBoundingClientRect();
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: { x: width / 2, y: height / 2 } });
  }

  fit() {
    this.cy.resize();
    this.cy.fit(this.cy.elements(":visible"), 40);
    if (this.cy.zoom() > 1.15) {
      this.cy.zoom(1.15);
      this.cy.center(this.cy.elements(":visible"));
    }
  }
}
