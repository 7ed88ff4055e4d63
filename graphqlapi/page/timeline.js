// The timeline: a row for each relation, over the days of the slider.

import { h } from "./element.js";
import { chip, dot, toneOf, unsureChip } from "./mark.js";
import { asOfDay, dateText, nameOf, t, whenText } from "./text.js";
import { dayOf } from "./time.js";

const dayMs = 86400000;

/** Draws relations over a span of days. about is the actor whose name needs no saying; open is called with a relation's id. */
export function timeline(relations, { about, span, day, open }) {
  const [min, max] = span;
  const part = (n) => Math.min(100, Math.max(0, ((n - min) / (max - min)) * 100));
  const at = (element, from, to) => {
    element.style.insetInlineStart = `${part(from)}%`;
    if (to !== undefined) element.style.inlineSize = `${Math.max(0.4, part(to) - part(from))}%`;
    return element;
  };
  const start = (r) => (r.validFrom ? dayOf(r.validFrom) : r.validTo ? dayOf(r.validTo) : Infinity);
  const rows = [...relations].sort((a, b) => start(b) === start(a) ? 0 : start(b) === Infinity ? -1 : start(a) === Infinity ? 1 : start(b) - start(a));
  return h("div", { class: "timeline" },
    h("div", { class: "axis", "aria-hidden": "true" }, h("span", {}), h("span", {}),
      h("div", { class: "track" }, axis(min, max).map(([n, text]) => at(h("span", { class: "mark" }, text), n)),
        day && at(h("span", { class: "now" }), dayOf(day)))),
    h("ol", {}, rows.map((r) => h("li", {},
      h("button", { type: "button", class: `row ${toneOf(r)} ${r.modality.toLowerCase()} ${r.ended && !day ? "over" : ""}`, onclick: () => open(r.id) },
        h("span", { class: "what" }, others(r, about).map((a) => [dot(a.type)]), h("span", {}, sentence(r, about)), " ", chip(r), unsureChip(r, day)),
        h("span", { class: "when" }, h("small", {}, whenText(asOfDay(r, day)))),
        h("span", { class: "track" }, bar(asOfDay(r, day), at, min, max)))))));
}

const others = (r, about) => [r.source, r.target].filter((a) => a.id !== about).slice(0, 1);

// The label with the other end; where the actor is acted upon, the one who acts comes first.
const sentence = (r, about) =>
  r.source.id === about ? [`${r.label} `, h("b", {}, nameOf(r.target))]
    : r.target.id === about ? [h("b", {}, nameOf(r.source)), ` ${r.label} `, nameOf(r.target)]
      : [h("b", {}, nameOf(r.source)), ` ${r.label} `, h("b", {}, nameOf(r.target))];

function bar(r, at, min, max) {
  const from = r.validFrom && dayOf(r.validFrom), to = r.validTo && dayOf(r.validTo, true);
  if (!from && !to) {
    if (!r.attestedFrom) return h("span", { class: "undated" }, t("undated"));
    return at(h("span", { class: "dot-mark attested", title: `${t("attested")} ${dateText(r.attestedFrom)}` }), dayOf(r.attestedFrom));
  }
  if (r.kind === "EVENT" && from && to && to - from < 8) return at(h("span", { class: "dot-mark" }), (from + to) / 2);
  const cut = `bar ${from ? (from < min ? "before" : "") : "open-start"} ${to ? "" : "open-end"}`;
  return at(h("span", { class: cut }), from || min, to || max);
}

// Marks of the axis, few enough to be read: years, or months where the span is short.
function axis(min, max) {
  const marks = [], first = new Date(min * dayMs), months = [1, 3, 6].find((m) => (max - min) / (30.4 * m) < 4.5) ?? 12 * Math.ceil((max - min) / 2900);
  for (let y = first.getUTCFullYear(), m = 0; ; m += months) {
    const n = Date.UTC(y, m, 1) / dayMs;
    if (n > max - (max - min) / 10) return marks; // the words need room
    if (n < min) continue;
    const month = new Date(n * dayMs).toISOString().slice(0, 7);
    marks.push([n, months >= 12 ? month.slice(0, 4) : dateText(month)]);
  }
}
