// An actor with its relations.

import { h } from "../element.js";
import { dot, statements } from "../mark.js";
import { ACTOR } from "../document.js";
import { dateText, language, nameOf, t } from "../text.js";

/** Shows an actor in the panel. */
export async function actorPanel(app, { id, first = 25 }) {
  const off = Object.keys(t("modalities")).filter((m) => !app.state.modalities.includes(m));
  const { actor } = await app.ask(ACTOR, { id, filter: app.filter(), hidden: { ...app.filter(), ...(off.length ? { modality: off } : {}) }, lang: language(), day: app.time.day, first });
  if (!actor) return [h("p", { class: "quiet" }, t("noMatch"))];
  const main = nameOf(actor), other = actor.nameAr === main ? actor.nameEn : actor.nameAr;
  const names = actor.names.filter((n) => n.kind !== "main").map((n) => n.text);
  const list = actor.relations.nodes;
  return [
    h("p", { class: "kicker" }, dot(actor.type), t("types")[actor.type]),
    h("h2", {}, main),
    other !== main && h("p", { class: "other" }, h("bdi", {}, other)),
    actor.partOf && h("p", { class: "quiet" }, `${t("partOf")} `, h("button", { type: "button", class: "link", onclick: () => app.center(actor.partOf.id) }, nameOf(actor.partOf))),
    h("p", { class: "actions" },
      id !== app.state.actor && h("button", { type: "button", class: "button", onclick: () => app.center(id) }, t("center")),
      id !== app.state.actor && app.state.actor && h("button", { type: "button", class: "button", onclick: () => app.open({ a: app.state.actor, b: id }) }, t("pairWith")(app.nameOfCenter(), main))),
    h("h3", {}, t("relations"), " ", h("span", { class: "count" }, actor.relations.totalCount)),
    list.length === 0 && h("p", { class: "quiet" }, t("nothing")),
    off.length > 0 && actor.hidden.totalCount > 0 && h("p", { class: "quiet hidden-by" },
      t("hiddenBy")(actor.hidden.totalCount, off.map((m) => t("modalities")[m])), " ",
      h("button", { type: "button", class: "link", onclick: () => app.tell(off) }, t("showHidden"))),
    statements(list, (relation) => app.open({ relation }), app.time.day),
    list.length < actor.relations.totalCount && h("p", {}, h("button", { type: "button", class: "button", onclick: () => app.refresh({ id, first: first + 50 }) }, t("more"))),
    actor.articles.nodes.length > 0 && [h("h3", {}, t("namedIn"), " ", h("span", { class: "count" }, actor.articles.totalCount)),
      h("ul", { class: "plain" }, actor.articles.nodes.map((a) => h("li", {},
        h("button", { type: "button", class: "link", onclick: () => app.open({ article: a.id }) }, h("bdi", {}, a.title || t("untitled"))),
        h("small", {}, a.source && [h("bdi", {}, a.source), " · "], dateText(a.published)))))],
    names.length > 0 && h("details", { class: "names" }, h("summary", {}, t("names")), h("p", { dir: "auto" }, names.join(language() === "ar" ? "، " : ", "))),
    actor.wikidata && h("p", { class: "quiet" }, "Wikidata ", h("bdi", {}, actor.wikidata)),
  ];
}
