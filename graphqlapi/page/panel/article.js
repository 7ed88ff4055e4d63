// An article: its text with the actors that it names and the words that became
// relations; and the list of articles.

import { h } from "../element.js";
import { ARTICLE, ARTICLES } from "../document.js";
import { actorClass, statements, toneOf } from "../mark.js";
import { pieces } from "../span.js";
import { dateText, language, nameOf, t } from "../text.js";

/** Shows an article in the panel; the words of one relation stand out where one is given. */
export async function articlePanel(app, { article: id, relation }) {
  const { article } = await app.ask(ARTICLE, { id, lang: language() });
  if (!article) return [h("p", { class: "quiet" }, t("noArticles"))];
  const relations = article.relations.nodes;
  const link = article.url && /^https?:/.test(article.url) && h("a", { href: article.url, rel: "noreferrer noopener", target: "_blank" }, t("original"));
  const text = h("div", { class: "text", dir: "auto", lang: article.language }, body(app, article, relation));
  const shine = (r) => text.querySelectorAll("mark").forEach((m) => m.classList.toggle("lit", m.dataset.relations.split(" ").includes(r)));
  const list = statements(relations, (r) => app.open({ relation: r }));
  [...list.children].forEach((item, i) => {
    item.addEventListener("mouseenter", () => shine(relations[i].id));
    item.addEventListener("focusin", () => shine(relations[i].id));
    item.addEventListener("mouseleave", () => shine(relation));
  });
  queueMicrotask(() => shine(relation));
  setTimeout(() => text.querySelector("mark.lit")?.scrollIntoView({ block: "center" }), 60);
  return [
    h("p", { class: "kicker" }, h("button", { type: "button", class: "link", onclick: () => app.open({ panel: "articles" }) }, t("articles"))),
    h("h2", { dir: "auto" }, article.title || t("untitled")),
    h("p", { class: "quiet" }, article.source && [h("bdi", {}, article.source), " · "], h("time", { datetime: article.published }, dateText(article.published)), link && [" · ", link]),
    h("p", { class: "hint" }, t("articleHint")),
    text,
    h("h3", {}, t("says2"), " ", h("span", { class: "count" }, article.relations.totalCount)),
    list,
  ];
}

// The text, cut at mentions and at the words of relations; a paragraph a line.
function body(app, article, chosen) {
  const spans = article.mentions.map((m) => ({ start: m.start, end: m.end, actor: m.actor }));
  for (const r of article.relations.nodes) {
    for (const e of r.evidence) {
      if (e.article.id === article.id) spans.push({ start: e.focusStart, end: e.focusEnd, relation: r });
    }
  }
  const out = [];
  for (const piece of pieces(article.text, spans)) {
    const actor = piece.in.filter((s) => s.actor).sort((a, b) => (a.end - a.start) - (b.end - b.start))[0]?.actor;
    const told = piece.in.filter((s) => s.relation).sort((a, b) => (a.end - a.start) - (b.end - b.start)).map((s) => s.relation);
    let node = piece.text;
    if (actor) {
      node = h("a", { class: `mention ${actorClass(actor.type)}`, href: `#actor=${encodeURIComponent(actor.id)}`, title: `${nameOf(actor)} · ${t("types")[actor.type]}`,
        onclick: (event) => { event.preventDefault(); event.stopPropagation(); app.center(actor.id, { article: article.id }); } }, node);
    }
    if (told.length) {
      const main = told.find((r) => r.id === chosen) ?? told[0];
      node = h("mark", { class: toneOf(main), "data-relations": told.map((r) => r.id).join(" "), title: main.statement,
        onclick: () => app.open({ relation: main.id }) }, node);
    }
    out.push(node);
  }
  return out;
}

/** Shows the list of articles in the panel. */
export async function articlesPanel(app, { text }) {
  const { articles } = await app.ask(ARTICLES, text ? { text } : {});
  const item = (a) => h("li", {},
    h("button", { type: "button", class: "link", onclick: () => app.open({ article: a.id }) }, h("bdi", {}, a.title || t("untitled"))),
    h("small", {}, a.source && [h("bdi", {}, a.source), " · "], dateText(a.published)));
  const list = h("ul", { class: "plain" }, articles.nodes.map(item));
  let page = articles.pageInfo;
  const button = h("button", { type: "button", class: "button", onclick: async () => {
    const next = (await app.ask(ARTICLES, { ...(text ? { text } : {}), after: page.endCursor })).articles;
    list.append(...next.nodes.map(item));
    page = next.pageInfo;
    button.hidden = !page.hasNextPage;
  } }, t("more"));
  button.hidden = !page.hasNextPage;
  return [
    h("h2", {}, t("articles")),
    h("form", { class: "form", onsubmit: (event) => { event.preventDefault(); app.refresh({ panel: "articles", text: new FormData(event.target).get("text").trim() }); } },
      h("label", {}, t("articleSearch"), h("input", { name: "text", value: text ?? "", dir: "auto" }))),
    h("p", { class: "quiet" }, articles.totalCount ? t("articleCount")(articles.totalCount) : t("noArticles")),
    list, button,
    h("p", {}, h("button", { type: "button", class: "button primary", onclick: () => app.open({ panel: "add" }) }, t("add"))),
  ];
}
