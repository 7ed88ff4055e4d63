// How the drawing looks: the colours of the style sheet, as cytoscape wants them.

import { icon } from "./icons.js";

const forms = {
  PERSON: "ellipse", STATE: "round-rectangle", ARMED_FORCE: "round-hexagon", ORGANIZATION: "round-rectangle",
  PLACE: "ellipse", FACILITY: "round-pentagon", GROUP: "round-octagon",
};

/** The font of the drawing. */
export const font = '"IBM Plex Sans Arabic", "Noto Sans Arabic", sans-serif';

/** The style of the drawing in the colours of the page as it is now. */
export function graphStyle() {
  const probe = document.body.appendChild(document.createElement("i")), computed = getComputedStyle(probe);
  const color = (name) => { probe.style.color = `var(--${name})`; return computed.color; };
  const ink = color("ink"), paper = color("paper"), accent = color("accent");
  const types = Object.keys(forms).map((type) => ({ selector: `node[type="${type}"]`, style: {
    "background-color": color(`actor-${type.toLowerCase().replace("_", "-")}`), shape: forms[type], "background-image": icon(type) } }));
  const tones = ["cooperation", "conflict", "structure"].map((tone) => ({ selector: `edge.${tone}`, style: {
    "line-color": color(tone), "target-arrow-color": color(tone), "mid-target-arrow-color": color(tone), color: color(`${tone}-ink`) } }));
  probe.remove();
  return [
    { selector: "node", style: {
      width: "data(size)", height: "data(size)", label: "data(label)", color: ink, "font-size": 13, "font-family": font,
      "background-width": "56%", "background-height": "56%", "background-image-containment": "over",
      "text-valign": "bottom", "text-margin-y": 6, "text-wrap": "wrap", "text-max-width": 120,
      "text-outline-color": paper, "text-outline-width": 3, "min-zoomed-font-size": 6, "border-width": 2, "border-color": paper } },
    ...types,
    { selector: "node.center", style: { "border-width": 4, "border-color": accent, "font-weight": 600, "font-size": 16 } },
    { selector: "edge", style: {
      width: 2.2, "target-arrow-shape": "triangle", "arrow-scale": 1, "curve-style": "bezier", "control-point-step-size": 44 } },
    { selector: "edge.told, edge.near, edge.chosen", style: {
      label: "data(label)", "font-size": 11, "font-family": font, "text-margin-x": "data(x)", "text-margin-y": "data(y)", "text-wrap": "wrap", "line-height": 1.15,
      "text-background-color": paper, "text-background-opacity": 0.9, "text-background-padding": 2, "text-background-shape": "roundrectangle",
      "min-zoomed-font-size": 8 } },
    ...tones,
    { selector: "edge.alone", style: { "curve-style": "straight" } }, // quicker to work out
    { selector: "node.one-line", style: { // an outline of many names takes long to draw
      "text-wrap": "none", "text-outline-width": 0, "text-background-color": paper, "text-background-opacity": 0.8 } },
    { selector: "edge.symmetric", style: { "target-arrow-shape": "none" } },
    { selector: "edge.planned, edge.possible", style: { "line-style": "dashed", "line-dash-pattern": [8, 5] } },
    { selector: "edge.denied", style: { "line-style": "dashed", "line-dash-pattern": [2, 4] } },
    { selector: "edge.over", style: {
      "mid-target-arrow-shape": "tee", "target-arrow-fill": "hollow", "arrow-scale": 1.5, "line-opacity": 0.7 } },
    { selector: "edge.uncertain", style: { "line-opacity": 0.45, "text-opacity": 0.75, "line-style": "dashed", "line-dash-pattern": [3, 5] } },
    { selector: "edge.told.then, edge.near.then, edge.chosen.then", style: { label: "data(then)" } },
    { selector: "edge.told.uncertain", style: { label: "data(unsure)" } },
    { selector: "edge.gone", style: { display: "none" } },
    { selector: "node.gone", style: { opacity: 0.18 } },
    { selector: "edge.aside", style: { width: 1.4, "line-opacity": 0.55, "arrow-scale": 0.8 } },
    { selector: "edge.thin", style: { width: 1.3, "line-opacity": 0.4 } },
    { selector: "edge.near", style: { "line-opacity": 1, "z-index": 9 } },
    { selector: "edge.fresh", style: { "underlay-color": accent, "underlay-opacity": 0.25, "underlay-padding": 5 } },
    { selector: "node.fresh", style: { "underlay-color": accent, "underlay-opacity": 0.25, "underlay-padding": 8, "underlay-shape": "ellipse" } },
    { selector: "edge.chosen", style: { width: 5, "line-opacity": 1, "z-index": 10, "font-weight": 600, "font-size": 12 } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": accent } },
  ];
}
