// A form for an article; what it says then grows into the graph.

import { h } from "../element.js";
import { LOAD } from "../document.js";
import { kindMark, toneOf } from "../mark.js";
import { language, t } from "../text.js";

/** Shows the form in the panel. */
export async function addPanel(app) {
  const outcome = h("div", { class: "outcome", role: "status" });
  const submit = async (event) => {
    event.preventDefault();
    const form = event.target, button = form.querySelector("button");
    const input = Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim() !== ""));
    button.disabled = true;
    outcome.replaceChildren(t("reading"));
    try {
      const { loadArticle: got } = await app.ask(LOAD, { input, lang: language() });
      outcome.replaceChildren(
        h("p", {}, got.isNew ? t("loaded")(got.claims) : t("notNew"), " ",
          h("button", { type: "button", class: "link", onclick: () => app.open({ article: got.article.id }) }, t("openArticle"))),
        h("ol", { class: "changes" }, got.changes.map((c) => h("li", { class: "fresh" },
          h("button", { type: "button", class: toneOf(c.relation), onclick: () => app.open({ relation: c.relation.id }) },
            kindMark(c, c.relation), " ", c.statement)))));
      if (got.isNew) form.reset();
      outcome.scrollIntoView({ block: "nearest" });
      await app.grow(got.changes.map((c) => c.relation));
    } catch (error) {
      outcome.replaceChildren(h("p", { class: "warn" }, t("failed"), h("bdi", {}, error.message)));
    } finally {
      button.disabled = false;
    }
  };
  return [
    h("h2", {}, t("addTitle")),
    h("p", { class: "hint" }, t("addHint")),
    outcome,
    h("form", { class: "form", id: "add-form", onsubmit: submit },
      h("label", {}, t("text"), h("textarea", { name: "text", rows: 9, required: true, dir: "auto" })),
      h("label", {}, t("published"), h("input", { name: "published", type: "date", required: true })),
      h("label", {}, t("headline"), h("input", { name: "title", dir: "auto" })),
      h("label", {}, t("source"), h("input", { name: "source", dir: "auto" })),
      h("label", {}, t("link"), h("input", { name: "url", type: "url", dir: "ltr" })),
      h("button", { class: "button primary" }, t("read"))),
  ];
}
