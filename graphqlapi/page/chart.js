// The chart of a pair: cooperation above the line, conflict below it, by bins of
// time that run in the direction of the page.

import { h, svg } from "./element.js";
import { dateText, language, t } from "./text.js";

const width = 340, height = 150, pad = { side: 26, top: 8, bottom: 22 };

const step = { WEEK: (d) => d.setUTCDate(d.getUTCDate() + 7), MONTH: (d) => d.setUTCMonth(d.getUTCMonth() + 1), YEAR: (d) => d.setUTCFullYear(d.getUTCFullYear() + 1) };

// The first day of a bin, whatever precision its date has.
const first = (start) => (start.length === 4 ? `${start}-01-01` : start.length === 7 ? `${start}-01` : start);

// Bins without events, so that time is even on the axis.
function filled(series, grain) {
  const known = new Map(series.map((p) => [first(p.start), p])), out = [];
  const end = first(series.at(-1).start), at = new Date(first(series[0].start));
  for (let n = 0; n < 600; n++) {
    const start = at.toISOString().slice(0, 10);
    out.push(known.get(start) ?? { start, cooperation: 0, conflict: 0, events: 0 });
    if (start >= end) break;
    step[grain](at);
  }
  return out;
}

/** Draws the series of a pair in bins of a granularity. */
export function chart(series, grain) {
  if (series.length === 0) return h("p", { class: "quiet" }, t("noSeries"));
  const bins = filled(series, grain);
  const top = Math.max(4, ...bins.map((b) => Math.max(b.cooperation, -b.conflict)));
  const room = width - 2 * pad.side, middle = pad.top + (height - pad.top - pad.bottom) / 2, scale = (height - pad.top - pad.bottom) / 2 / top;
  const slot = room / Math.max(bins.length, 6), thick = Math.min(26, slot * 0.7);
  const x = (i) => { const at = pad.side + slot * (i + 0.5); return language() === "ar" ? width - at : at; };
  const bar = (b, i, value, tone) => value !== 0 && svg("rect", {
    class: tone, x: x(i) - thick / 2, width: thick, rx: 2, y: value > 0 ? middle - value * scale : middle, height: Math.abs(value) * scale },
    svg("title", {}, `${label(b.start, grain)}: ${value}`));
  const sum = (name) => Math.round(series.reduce((s, p) => s + p[name], 0) * 10) / 10;
  const points = trend(bins).map((v, i) => `${x(i)},${middle - v * scale}`).join(" ");
  const text = { ends: [bins[0], bins.at(-1)].map((b) => label(b.start, grain)) };
  return h("figure", { class: "chart" },
    svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": t("trendLabel")(text.ends[0], text.ends[1], sum("cooperation"), sum("conflict")) },
      [top, -top].map((v) => svg("text", { class: "scale", x: language() === "ar" ? width - 2 : 2, y: middle - v * scale + (v > 0 ? 8 : 0), "text-anchor": language() === "ar" ? "end" : "start", direction: "ltr" }, `${v > 0 ? "+" : "−"}${Math.round(Math.abs(v))}`)),
      svg("line", { class: "zero", x1: pad.side, x2: width - pad.side, y1: middle, y2: middle }),
      bins.map((b, i) => [bar(b, i, b.cooperation, "cooperation"), bar(b, i, b.conflict, "conflict")]),
      bins.length > 2 && svg("polyline", { class: "net", points }),
      ticks(bins).map((i) => svg("text", { class: "scale", x: x(i), y: height - 6, "text-anchor": "middle" }, label(bins[i].start, grain, true)))),
    h("details", {}, h("summary", {}, t("asTable")), h("table", {},
      h("thead", {}, h("tr", {}, [t("bin"), t("tones").cooperation, t("tones").conflict, t("eventCount")].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, series.map((p) => h("tr", {}, h("th", { scope: "row" }, label(p.start, grain)), [p.cooperation, p.conflict, p.events].map((v) => h("td", { dir: "ltr" }, String(v)))))))));
}

// The net of three bins, in their middle.
const trend = (bins) => bins.map((_, i) => {
  const near = bins.slice(Math.max(0, i - 1), i + 2);
  return near.reduce((s, b) => s + b.cooperation + b.conflict, 0) / near.length;
});

const ticks = (bins) => (bins.length === 1 ? [0] : [...new Set([0, bins.length > 8 ? Math.floor((bins.length - 1) / 2) : 0, bins.length - 1])]);

function label(start, grain, short = false) {
  if (grain === "YEAR") return start.slice(0, 4);
  return grain === "MONTH" ? (short ? start.slice(0, 7) : dateText(start.slice(0, 7))) : short ? start : dateText(start);
}
