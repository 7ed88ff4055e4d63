// A sentence that says so, with its source and who says it.

import { NAME } from "../document.js";
import { h } from "../element.js";
import { pieces } from "../span.js";
import { dateText, nameOf, t } from "../text.js";

/** Asks for the actors that sentences are attributed to: a map from what the sentence names to the actor, null where that is no actor's id. */
export async function speakers(app, evidence) {
  const said = [...new Set(evidence.map((e) => e.attributedTo).filter(Boolean))];
  const found = await Promise.all(said.map((id) => app.ask(NAME, { id })));
  return new Map(said.map((id, i) => [id, found[i].actor]));
}

// Who says it: an actor by its name, anyone else as the article puts it.
function speaker(app, attributedTo, known) {
  const actor = known.get(attributedTo);
  const who = actor
    ? h("button", { type: "button", class: "link", onclick: () => app.open({ id: actor.id }) }, h("bdi", {}, nameOf(actor)))
    : h("bdi", {}, attributedTo);
  return h("span", { class: "speaker" }, `${t("says")} `, who);
}

/** Sentences in the order in which they were published and stand in their article. */
export function asTold(evidence) {
  const order = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
  return [...evidence].sort((a, b) => order(a.article.published, b.article.published) || order(a.article.id, b.article.id) || a.start - b.start);
}

/** A sentence with the words that say so marked, its source, and who says it. */
export function quote(app, e, known, relation) {
  const link = e.article.url && /^https?:/.test(e.article.url)
    && h("a", { href: e.article.url, rel: "noreferrer noopener", target: "_blank" }, t("original"));
  return h("figure", { class: "quote" },
    h("blockquote", { dir: "auto" }, pieces(e.text, [{ start: e.focusStart - e.start, end: e.focusEnd - e.start }])
      .map((p) => (p.in.length ? h("mark", {}, p.text) : p.text))),
    h("figcaption", {},
      h("button", { type: "button", class: "link", onclick: () => app.open({ article: e.article.id, relation }) }, h("bdi", {}, e.article.title || e.article.source || t("untitled"))),
      h("span", {}, e.article.source && [h("bdi", {}, e.article.source), " · "], h("time", { datetime: e.article.published }, dateText(e.article.published)), link && [" · ", link]),
      e.attributedTo && speaker(app, e.attributedTo, known),
      h("details", { class: "rule" }, h("summary", {}, t("rule")), h("bdi", { dir: "ltr" }, e.rule))));
}
