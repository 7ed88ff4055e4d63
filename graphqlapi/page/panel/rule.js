// A form for a new alert rule, which can be tried on the past before it is made.

import { h } from "../element.js";
import { CREATE_RULE, SEARCH, TRY_RULE } from "../document.js";
import { kindMark, toneOf } from "../mark.js";
import { dateText, language, nameOf, t } from "../text.js";
import { relationTypes } from "../types.js";

// What the form says as a rule. The filter has no place and no pair; a rule's own
// lines have, and JSON is YAML, too.
function ruleOf(form) {
  const data = new FormData(form), given = (name) => (data.get(name) ?? "").trim();
  const lines = [], filter = { modality: data.getAll("modality").length ? data.getAll("modality") : ["ACTUAL"] };
  if (data.getAll("kinds").length) filter.kinds = data.getAll("kinds");
  if (given("type")) filter.types = [given("type")];
  if (given("actor") && given("second")) lines.push(`pairs: ${JSON.stringify([[given("actor"), given("second")]])}`);
  else if (given("actor")) Object.assign(filter, { actor: given("actor"), includeParts: true });
  else if (given("second")) lines.push(`actors: ${JSON.stringify([given("second")])}`);
  if (given("place")) lines.push(`places: ${JSON.stringify([given("place")])}`);
  return { name: given("name"), severity: given("severity"), channel: given("channel"), filter, ...(lines.length ? { yaml: lines.join("\n") } : {}) };
}

// A field for an actor, which proposes names as one types.
function actorField(app, name, label) {
  const list = h("datalist", { id: `rule-${name}` });
  let waiting;
  const propose = (event) => {
    const text = event.target.value.trim();
    clearTimeout(waiting);
    if (text.length < 2) return;
    waiting = setTimeout(async () => {
      const { actors } = await app.ask(SEARCH, { text }).catch(() => ({ actors: { nodes: [] } }));
      list.replaceChildren(...actors.nodes.map((a) => h("option", { value: nameOf(a) })));
    }, 200);
  };
  return h("label", {}, label, h("input", { name, list: list.id, dir: "auto", autocomplete: "off", oninput: propose }), list);
}

const box = (name, value, text, checked) => h("label", { class: "check" }, h("input", { type: "checkbox", name, value, checked }), text);

// What the rule would have told, under the form.
async function attempt(app, form, outcome) {
  outcome.replaceChildren(t("trying"));
  const input = ruleOf(form);
  try {
    const { tryAlertRule: found } = await app.ask(TRY_RULE, { input: { ...input, name: input.name || t("newRule"), channel: input.channel || "-" }, lang: language() });
    outcome.replaceChildren(
      h("p", {}, t("tried")(found.length)),
      h("ol", { class: "changes" }, found.filter((x) => x.change).map(({ on, change: c }) => h("li", {},
        h("button", { type: "button", class: toneOf(c.relation), onclick: () => app.open({ relation: c.relation.id }) }, kindMark(c, c.relation), " ", c.statement),
        h("small", {}, dateText(on))))));
  } catch (error) {
    outcome.replaceChildren(h("p", { class: "warn" }, t("failed"), h("bdi", {}, error.message)));
  }
}

/** The form. again is called once a rule is made. */
export function ruleForm(app, again) {
  const outcome = h("div", { class: "outcome", role: "status" });
  const submit = async (event) => {
    event.preventDefault();
    try {
      await app.ask(CREATE_RULE, { input: ruleOf(event.target) });
      again();
    } catch (error) {
      if (error.code === "UNSUPPORTED") app.refresh({ panel: "alerts", refused: error.message });
      else app.fail(error);
    }
  };
  const lang = language();
  return h("details", {}, h("summary", {}, t("newRule")), h("form", { class: "form", id: "rule-form", onsubmit: submit },
    h("label", {}, t("ruleName"), h("input", { name: "name", required: true, dir: "auto" })),
    h("label", {}, t("ruleActor"), h("select", { name: "actor" },
      app.state.actor && h("option", { value: app.state.actor }, app.nameOfCenter()), h("option", { value: "" }, t("ruleAnyone")))),
    actorField(app, "second", t("ruleSecond")),
    h("label", {}, t("ruleType"), h("select", { name: "type" }, h("option", { value: "" }, t("ruleAnyType")),
      Object.entries(relationTypes).map(([value, text]) => h("option", { value }, text[lang])))),
    actorField(app, "place", t("rulePlace")),
    h("fieldset", {}, h("legend", {}, t("ruleKinds")), Object.entries(t("changeKinds")).map(([value, text]) =>
      box("kinds", value, text, ["HAPPENED", "OPENED", "CLOSED"].includes(value)))),
    h("fieldset", {}, h("legend", {}, t("modality")), Object.entries(t("modalities")).map(([value, text]) => box("modality", value, text, value === "ACTUAL"))),
    h("label", {}, t("severity"), h("select", { name: "severity" }, Object.entries(t("severities")).map(([value, text]) =>
      h("option", { value, selected: value === "MEDIUM" }, text)))),
    h("label", {}, t("channel"), h("input", { name: "channel", required: true, dir: "ltr" })),
    h("p", { class: "actions" },
      h("button", { class: "button primary" }, t("create")),
      h("button", { type: "button", class: "button try", onclick: (event) => attempt(app, event.target.form, outcome) }, t("tryRule"))),
    outcome));
}
