// A relation: when, how sure, who says so, what else is between its two ends, and
// what a reviewer says of it.

import { h } from "../element.js";
import { chart } from "../chart.js";
import { OTHERWISE, PAIR, RELATION } from "../document.js";
import { dot, fact, kindMark, line, statements, toneOf, unsureChip } from "../mark.js";
import { asOfDay, dateText, language, momentText, nameOf, t, whenText } from "../text.js";
import { asTold, quote, speakers } from "./quote.js";
import { reviewBox } from "./review.js";

/** Shows a relation in the panel. */
export async function relationPanel(app, { relation: id }) {
  const { relation: r } = await app.ask(RELATION, { id, lang: language(), day: app.time.day });
  if (!r) return [h("p", { class: "quiet" }, t("retracted"))];
  const pair = (await app.ask(PAIR, { a: r.source.id, b: r.target.id, granularity: "MONTH", filter: app.allTimes(), lang: language() })).dyad;
  const others = await otherwise(app, r);
  const known = await speakers(app, [r, ...others].flatMap((x) => x.evidence));
  const back = app.state.around?.actor, held = app.state.held;
  const then = Boolean(held?.has(id)); // it is spoken of as of a day
  const certain = then ? held.get(id) : r.certain;
  return [
    back && h("p", {}, h("button", { type: "button", class: "link back", onclick: () => app.open({}) }, `${t("back")} ${nameOf(back)}`)),
    h("p", { class: "kicker" }, line(toneOf(r)), t("tones")[toneOf(r)],
      h("span", { class: `chip ${r.modality.toLowerCase()}` }, t("modalities")[r.modality]),
      r.contested && h("span", { class: "chip denied" }, t("contested")),
      r.reviewed && h("span", { class: "chip reviewed" }, t("reviewedAs")[r.reviewed]),
      unsureChip({ ...r, certain }, then), r.ended && !then && h("span", { class: "chip ended" }, t("over"))),
    h("h2", {}, r.statement),
    r.retractedAt && h("p", { class: "warn" }, t("retracted")),
    h("p", { class: "ends" }, [r.source, r.target].map((a) =>
      h("button", { type: "button", class: "pill", onclick: () => app.center(a.id) }, dot(a.type), nameOf(a)))),
    h("dl", { class: "facts" },
      fact(t("when"), whenText(asOfDay(r, then))),
      fact(t("basis"), t("bases")[r.dateBasis]),
      r.attestedFrom && fact(t("attested"), r.attestedFrom === r.attestedTo ? dateText(r.attestedFrom) : `${dateText(r.attestedFrom)} – ${dateText(r.attestedTo)}`),
      r.kind === "STATE" && fact(t("certain"), certain ? t("certainYes") : t("certainNo")),
      fact(t("confidence"), h("meter", { min: 0, max: 1, value: r.confidence, "aria-label": t("confidence") }), ` ${Math.round(r.confidence * 100)}%`),
      fact(t("sources"), String(r.sourceCount)),
      r.score !== null && r.plover && fact(t("score"), h("bdi", { dir: "ltr" }, `${r.score > 0 ? "+" : ""}${r.score} (${r.plover})`)),
      r.roles.map((role) => fact(t("roleNames")[role.name] ?? role.name, nameOf(role.actor)))),
    r.fulfilledBy && h("p", {}, `${t("fulfilled")} `, h("button", { type: "button", class: "link", onclick: () => app.open({ relation: r.fulfilledBy.id }) }, r.fulfilledBy.statement)),
    h("h3", {}, t("evidence")),
    r.evidence.length === 0 && h("p", { class: "quiet" }, t("noEvidence")),
    asTold(r.evidence).map((e) => quote(app, e, known, id)),
    others.length > 0 && h("section", { class: "otherwise" },
      h("h3", {}, t(r.modality === "DENIED" ? "affirmations" : "denials")),
      others.map((o) => [h("p", {}, h("button", { type: "button", class: "link", onclick: () => app.open({ relation: o.id }) }, o.statement)),
        o.evidence.length === 0 && h("p", { class: "quiet" }, t("noEvidence")),
        asTold(o.evidence).map((e) => quote(app, e, known, o.id))])),
    reviewBox(app, r),
    pair && pair.relations.nodes.length > 1 && [
      h("h3", {}, t("pairWith")(nameOf(r.source), nameOf(r.target)), " ", h("span", { class: "count" }, pair.relations.totalCount)),
      chart(pair.series, "MONTH"),
      statements(pair.relations.nodes, (relation) => app.open({ relation })),
      h("p", {}, h("button", { type: "button", class: "button", onclick: () => app.open({ a: r.source.id, b: r.target.id }) }, t("pairAll")))],
    r.changes.length > 0 && [h("h3", {}, t("history")), h("ol", { class: "history" }, r.changes.map((c) => h("li", {},
      kindMark(c, r)[0], " ", c.validDate && dateText(c.validDate),
      h("small", {}, momentText(c.recordedAt)))))],
  ];
}

// What is told otherwise of the same: the denials of a relation, or what a denial
// denies. A disputed state may have been denied by what would have opened it.
async function otherwise(app, r) {
  const filter = { modality: r.modality === "DENIED" ? ["ACTUAL", "PLANNED", "POSSIBLE"] : ["DENIED"] };
  const { dyad } = await app.ask(OTHERWISE, { a: r.source.id, b: r.target.id, filter, lang: language() });
  const found = (dyad?.relations.nodes ?? []).filter((o) => o.symmetric || o.source.id === r.source.id);
  const same = found.filter((o) => o.type === r.type);
  return same.length > 0 || !r.contested ? same : found;
}
