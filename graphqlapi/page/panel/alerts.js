// Alert rules and what they sent.

import { h } from "../element.js";
import { ALERTS, DELETE_RULE, REPLAY } from "../document.js";
import { language, momentText, t } from "../text.js";
import { ruleForm } from "./rule.js";

/** Shows the alert rules in the panel. */
export async function alertsPanel(app, { refused } = {}) {
  const { alertRules: rules, deliveries } = await app.ask(ALERTS, { lang: language() });
  const again = () => app.refresh({ panel: "alerts" });
  const act = (query, id) => () => app.ask(query, { id }).then(again).catch(app.fail);
  return [
    h("h2", {}, t("alerts")),
    h("p", { class: "hint" }, t("alertsHint")),
    h("h3", {}, t("rules"), " ", h("span", { class: "count" }, rules.length)),
    rules.length === 0 && h("p", { class: "quiet" }, t("noRules")),
    h("ul", { class: "cards" }, rules.map((r) => h("li", {},
      h("b", {}, h("bdi", {}, r.name)), " ", h("span", { class: `chip severity-${r.severity.toLowerCase()}` }, t("severities")[r.severity]),
      h("small", {}, r.lastFired ? `${t("lastFired")}: ${momentText(r.lastFired)}` : t("never")),
      r.lastError && h("p", { class: "warn", dir: "auto" }, r.lastError),
      h("button", { type: "button", class: "button no", onclick: act(DELETE_RULE, r.id) }, t("remove"))))),
    refused ? h("p", { class: "warn" }, t("noAlerts"), " ", h("bdi", {}, refused)) : ruleForm(app, again),
    h("h3", {}, t("deliveries"), " ", h("span", { class: "count" }, deliveries.totalCount)),
    deliveries.nodes.length === 0 && h("p", { class: "quiet" }, t("noDeliveries")),
    h("ul", { class: "cards" }, deliveries.nodes.map((d) => h("li", {},
      h("span", { class: `chip status-${d.status.toLowerCase()}` }, t("statuses")[d.status]), " ", h("bdi", {}, d.rule.name),
      d.change && h("p", {}, h("button", { type: "button", class: "link", onclick: () => app.open({ relation: d.change.relation.id }) }, d.change.statement)),
      h("small", {}, momentText(d.at), d.attempts > 1 && ` · ${d.attempts}×`),
      d.lastError && h("p", { class: "warn", dir: "auto" }, d.lastError),
      h("button", { type: "button", class: "button", onclick: act(REPLAY, d.id) }, t("replay"))))),
  ];
}
