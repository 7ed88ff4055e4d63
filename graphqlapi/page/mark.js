// The small marks that stand for actors and relations everywhere on the page.

import { h } from "./element.js";
import { t } from "./text.js";
import { geography } from "./types.js";

/** What a relation means for its two ends: cooperation, conflict or structure. */
export const toneOf = (r) => (r.score > 0 ? "cooperation" : r.score < 0 ? "conflict" : "structure");

const slug = (type) => type.toLowerCase().replace("_", "-");

/** The class of an actor type. */
export const actorClass = (type) => `actor-${slug(type)}`;

/** A dot in the colour of an actor type. */
export const dot = (type) => h("span", { class: `dot ${actorClass(type)}`, "aria-hidden": "true" });

/** A piece of line as relations are drawn. */
export const line = (tone, style = "") => h("span", { class: `line ${tone} ${style}`, "aria-hidden": "true" });

/** How a relation is told, where that is not as a fact. */
export const chip = (r) =>
  r.modality === "ACTUAL" ? null : h("span", { class: `chip ${r.modality.toLowerCase()}` }, t("modalities")[r.modality]);

/** What a change is called: what is announced, possible or denied is told for the first time, not revised. */
export function kindMark(c, r) {
  const first = c.kind === "REVISED" && !c.before, met = c.kind === "REVISED" && !c.before?.fulfilledBy && c.after?.fulfilledBy;
  const text = (first && t("firstTold")[r.modality]) || (met && t("cameTrue")) || t("changeKinds")[c.kind];
  return [h("span", { class: `kind ${first || met ? "told" : c.kind.toLowerCase()}` }, text), first ? null : [" ", chip(r)]];
}

/** Whether a relation is not known to hold; where places lie is taken to last. */
export const unsure = (r, certain) => certain === false && !geography.includes(r.type);

/** What is not known to hold on the day that was asked for, in words. */
export const unsureChip = (r, day) =>
  day && unsure(r, r.certain) && r.modality === "ACTUAL" ? h("span", { class: "chip possible" }, t("modalities").POSSIBLE) : null;

/** A list of relations as sentences, as of a day where one is given: what holds then is not over. open is called with an id. */
export const statements = (relations, open, day) =>
  h("ol", { class: "statements" }, relations.map((r) =>
    h("li", {}, h("button", {
      type: "button", onclick: () => open(r.id),
      class: `${toneOf(r)} ${r.modality.toLowerCase()} ${unsure(r, r.certain) ? "unsure" : ""} ${r.ended && !day ? "over" : ""}`,
    }, r.statement, " ", chip(r), unsureChip(r, day), r.ended && !day && h("span", { class: "chip ended" }, t("over"))))));

/** A name and a value in a list of facts. */
export const fact = (name, ...value) => [h("dt", {}, name), h("dd", {}, value)];
