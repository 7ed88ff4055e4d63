// What a reviewer says of a relation, and taking it back.

import { h } from "../element.js";
import { REVIEW, UNDO } from "../document.js";
import { t } from "../text.js";

const store = "rawabit-decisions";

/** The decisions of this session, the newest first. */
export const decisions = () => JSON.parse(sessionStorage.getItem(store) ?? "[]");

const keep = (list) => sessionStorage.setItem(store, JSON.stringify(list.slice(0, 50)));

/** Takes a decision back and draws the graph anew. */
export async function undo(app, id) {
  await app.ask(UNDO, { id });
  keep(decisions().filter((d) => d.id !== id));
  await app.redraw();
  app.say(t("undone"));
}

/** A button that takes a decision back. */
export const undoButton = (app, id) =>
  h("button", { type: "button", class: "button undo", onclick: () => undo(app, id).catch(app.fail) }, t("undo"));

async function decide(app, r, input) {
  const { review } = await app.ask(REVIEW, { id: r.id, input });
  keep([{ id: review.decision.id, relation: r.id, statement: r.statement, verdict: input.verdict }, ...decisions()]);
  await app.redraw({ relation: review.relation.id });
  app.say(t("done")[input.verdict]);
}

/** The buttons under a relation. */
export function reviewBox(app, r) {
  const mine = decisions().find((d) => d.relation === r.id);
  const press = (verdict) => () => decide(app, r, { verdict }).catch(app.fail);
  const correct = (event) => {
    event.preventDefault();
    const given = Object.fromEntries([...new FormData(event.target)].filter(([, value]) => value.trim() !== ""));
    decide(app, r, { verdict: "CORRECT", ...given }).catch(app.fail);
  };
  const field = (name, label, value) => h("label", {}, label, h("input", { name, value: value ?? "", pattern: "\\d{4}(-\\d{2}(-\\d{2})?)?", placeholder: "2026-01-28", dir: "ltr" }));
  return h("section", { class: "review", "aria-label": t("review") },
    h("h3", {}, t("review")),
    mine && h("p", { class: "decided" }, t("done")[mine.verdict], " ", undoButton(app, mine.id)),
    h("p", { class: "actions" },
      h("button", { type: "button", class: "button yes", onclick: press("CONFIRM") }, h("span", { "aria-hidden": "true" }, "✓"), t("confirm")),
      h("button", { type: "button", class: "button no", onclick: press("REJECT") }, h("span", { "aria-hidden": "true" }, "✗"), t("reject"))),
    h("details", {}, h("summary", {}, t("correct")), h("form", { class: "form", onsubmit: correct },
      field("validFrom", t("from"), r.validFrom), field("validTo", t("to"), r.validTo),
      h("label", {}, t("modality"), h("select", { name: "modality" }, Object.entries(t("modalities")).map(([value, text]) =>
        h("option", { value, selected: value === r.modality }, text)))),
      h("label", {}, t("note"), h("input", { name: "note" })),
      h("button", { class: "button" }, t("correctSave")))));
}
