// Choosing relations by what they are about and by type. The choice holds for
// the drawing, the timeline and the lists.

import { h } from "./element.js";
import { labelOf, t } from "./text.js";

// What a type is about where its score does not say it.
const about = {
  LEADS: "office", MEMBER_OF: "office", APPOINTED: "office", DISMISSED: "office", RESIGNED_FROM: "office", JOINED: "office",
  PRESENT_IN: "place", LOCATED_IN: "place", VISITED: "place", DEPLOYED_TO: "place", WITHDREW_FROM: "place",
  CONTROLS: "territory", CAPTURED: "territory", TOOK_TERRITORY_FROM: "territory",
};

const kindOf = (r) => about[r.type] ?? (r.score > 0 ? "cooperation" : r.score < 0 ? "conflict" : "other");

// The types among relations by kind: what each is called and how many there are.
function census(relations) {
  const kinds = new Map(["cooperation", "conflict", "office", "place", "territory", "other"].map((kind) => [kind, new Map()]));
  for (const r of relations) {
    const types = kinds.get(kindOf(r)), known = types.get(r.type);
    types.set(r.type, { label: labelOf(r), count: (known?.count ?? 0) + 1 });
  }
  return [...kinds].filter(([, types]) => types.size > 0);
}

/** What of a part of the graph is of the chosen types; all of it where none is chosen. */
export function chosen(types, center, { actors, relations, ...rest }) {
  if (types.length === 0) return { actors, relations, ...rest };
  const left = relations.filter((r) => types.includes(r.type));
  const ends = new Set([center, ...left.flatMap((r) => [r.source.id, r.target.id])]);
  return { ...rest, actors: actors.filter((a) => ends.has(a.id)), relations: left };
}

/** The boxes to choose by. choose is called with a list of types, an empty one for all. */
export function kindsBox(relations, types, choose) {
  const kinds = census(relations), all = kinds.flatMap(([, of]) => [...of.keys()]);
  const on = (type) => types.length === 0 || types.includes(type);
  const set = (next) => choose(next.length === 0 || all.every((type) => next.includes(type)) ? [] : next);
  const turn = (some, to) => set(all.filter((type) => (some.includes(type) ? to : on(type))));
  const box = (text, some, count) => {
    const checked = some.every(on);
    const input = h("input", { type: "checkbox", checked, onchange: () => turn(some, !checked) });
    input.indeterminate = !checked && some.some(on);
    return [h("label", { class: "check" }, input, text, " ", h("span", { class: "count" }, count)),
      h("button", { type: "button", class: "link", "aria-label": `${t("justThis")}: ${text}`, onclick: () => set(some) }, t("justThis"))];
  };
  const name = types.length === 0 ? t("allTypes") : t("someTypes")(all.filter(on).length, all.length);
  return h("details", { class: "kinds" },
    h("summary", { class: `toggle ${types.length ? "narrowed" : ""}` }, name),
    h("div", { class: "kinds-body", role: "group", "aria-label": t("allTypes") },
      types.length > 0 && h("p", {}, h("button", { type: "button", class: "button", onclick: () => set([]) }, t("everyType"))),
      kinds.map(([kind, of]) => h("ul", {},
        h("li", { class: "kind-head" }, box(t("kinds")[kind], [...of.keys()], [...of.values()].reduce((sum, x) => sum + x.count, 0))),
        [...of].map(([type, { label, count }]) => h("li", {}, box(label, [type], count)))))));
}
