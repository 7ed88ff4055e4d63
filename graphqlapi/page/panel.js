// The panel beside the graph: an actor with its relations, or a relation with
// its sentences.

import { h } from "./element.js";
import { actorColor, edgeColor } from "./graph.js";
import { dateText, language, nameOf, t } from "./text.js";

const dot = (type) => h("span", { class: "dot", style: `--dot:${actorColor(type)}`, "aria-hidden": "true" });

const chip = (relation) =>
  relation.modality === "ACTUAL" ? null : h("span", { class: "chip" }, t("modalities")[relation.modality]);

/** An actor with its relations. open is called with the id of a relation, center with that of an actor. */
export function actorPanel(actor, { isCenter, open, center, more }) {
  const main = nameOf(actor);
  const other = actor.nameAr === main ? actor.nameEn : actor.nameAr;
  const names = actor.names.filter((n) => n.kind !== "main").map((n) => n.text);
  const list = actor.relations.nodes;
  return [
    h("p", { class: "kicker" }, dot(actor.type), t("types")[actor.type]),
    h("h2", {}, main),
    other !== main && h("p", { class: "other" }, h("bdi", {}, other)),
    actor.partOf && h("p", { class: "quiet" }, `${t("partOf")} `, h("button", { class: "link", onclick: () => center(actor.partOf.id) }, nameOf(actor.partOf))),
    !isCenter && h("p", {}, h("button", { class: "button", onclick: () => center(actor.id) }, t("center"))),
    h("h3", {}, t("relations"), " ", h("span", { class: "count" }, actor.relations.totalCount)),
    list.length === 0 && h("p", { class: "quiet" }, t("nothing")),
    h("ol", { class: "statements" }, list.map((r) =>
      h("li", {}, h("button", { onclick: () => open(r.id), style: `--edge:${edgeColor(r.kind)}`, class: `${r.modality.toLowerCase()} ${r.certain ? "" : "unsure"}` },
        r.statement, " ", chip(r))))),
    list.length < actor.relations.totalCount && h("p", {}, h("button", { class: "button", onclick: more }, t("more"))),
    names.length > 0 && h("details", { class: "names" }, h("summary", {}, t("names")), h("p", { dir: "auto" }, names.join(language() === "ar" ? "، " : ", "))),
    actor.wikidata && h("p", { class: "quiet" }, "Wikidata ", h("span", { dir: "ltr" }, actor.wikidata)),
  ];
}

/** A relation with its facts and sentences. */
export function relationPanel(r, certain, { back, center }) {
  return [
    back && h("p", {}, h("button", { class: "link back", onclick: back.go }, `${t("back")} ${back.name}`)),
    h("p", { class: "kicker" }, h("span", { class: "line", style: `--edge:${edgeColor(r.kind)}`, "aria-hidden": "true" }),
      r.kind === "EVENT" ? t("events") : t("states"), " ", h("span", { class: `chip ${r.modality.toLowerCase()}` }, t("modalities")[r.modality]),
      r.contested && h("span", { class: "chip denied" }, t("contested"))),
    h("h2", {}, r.statement),
    h("p", { class: "ends" }, [r.source, r.target].map((a) =>
      h("button", { class: "pill", onclick: () => center(a.id) }, dot(a.type), nameOf(a)))),
    h("dl", { class: "facts" },
      fact(t("when"), when(r)),
      fact(t("basis"), t("bases")[r.dateBasis]),
      r.attestedFrom && fact(t("attested"), r.attestedFrom === r.attestedTo ? dateText(r.attestedFrom) : `${dateText(r.attestedFrom)} – ${dateText(r.attestedTo)}`),
      fact(t("certain"), certain ? t("certainYes") : t("certainNo")),
      fact(t("confidence"), h("meter", { min: 0, max: 1, value: r.confidence }), ` ${Math.round(r.confidence * 100)}%`),
      fact(t("sources"), String(r.sourceCount)),
      r.roles.map((role) => fact(t("roleNames")[role.name] ?? role.name, nameOf(role.actor)))),
    h("h3", {}, t("evidence")),
    r.evidence.length === 0 && h("p", { class: "quiet" }, t("noEvidence")),
    r.evidence.map(quote),
  ];
}

const fact = (name, ...value) => [h("dt", {}, name), h("dd", {}, value)];

function when(r) {
  const over = r.ended && !r.validTo ? ` · ${t("over")}` : "";
  if (!r.validFrom && !r.validTo) return t("undated") + over;
  if (r.validFrom === r.validTo) return dateText(r.validFrom);
  return [r.validFrom && `${t("since")} ${dateText(r.validFrom)}`, r.validTo && `${t("until")} ${dateText(r.validTo)}`].filter(Boolean).join(" ") + over;
}

// Spans are byte offsets into the article; the sentence begins at start.
function quote(e) {
  const bytes = new TextEncoder().encode(e.text);
  const cut = (from, to) => new TextDecoder().decode(bytes.slice(from, to));
  const from = Math.max(0, e.focusStart - e.start), to = Math.max(from, e.focusEnd - e.start);
  const link = e.article.url && /^https?:/.test(e.article.url)
    ? h("a", { href: e.article.url, rel: "noreferrer noopener", target: "_blank" }, e.article.source || e.article.title || e.article.url)
    : e.article.source || e.article.title || e.article.id;
  return h("figure", { class: "quote" },
    h("blockquote", { dir: "auto" }, from === 0 && to >= bytes.length ? e.text : [cut(0, from), h("mark", {}, cut(from, to)), cut(to, bytes.length)]),
    h("figcaption", {}, link, " · ", h("time", { datetime: e.article.published }, dateText(e.article.published)),
      e.attributedTo && [" · ", `${t("says")} `, h("bdi", {}, e.attributedTo)]));
}
