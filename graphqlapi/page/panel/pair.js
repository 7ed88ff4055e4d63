// What was between two actors, over time.

import { h } from "../element.js";
import { chart } from "../chart.js";
import { PAIR } from "../document.js";
import { dot, fact, statements } from "../mark.js";
import { dateText, language, nameOf, t } from "../text.js";

/** Shows two actors in the panel. */
export async function pairPanel(app, { a, b, grain = "MONTH" }) {
  const { dyad } = await app.ask(PAIR, { a, b, granularity: grain, filter: app.allTimes(), lang: language() });
  if (!dyad) return [h("p", { class: "quiet" }, t("noMatch"))];
  const list = dyad.relations.nodes;
  return [
    h("p", { class: "kicker" }, t("pair")),
    h("h2", {}, t("pairWith")(nameOf(dyad.a), nameOf(dyad.b))),
    h("p", { class: "ends" }, [dyad.a, dyad.b].map((x) =>
      h("button", { type: "button", class: "pill", onclick: () => app.center(x.id) }, dot(x.type), nameOf(x)))),
    h("dl", { class: "facts" },
      dyad.firstContact && fact(t("firstContact"), dateText(dyad.firstContact)),
      dyad.lastContact && fact(t("lastContact"), dateText(dyad.lastContact))),
    h("h3", {}, t("trend")),
    h("div", { class: "grains", role: "group", "aria-label": t("grain") }, Object.entries(t("grains")).map(([value, text]) =>
      h("button", { type: "button", class: "toggle", "aria-pressed": String(value === grain), onclick: () => app.refresh({ a, b, grain: value }) }, text))),
    chart(dyad.series, grain),
    h("h3", {}, t("relations"), " ", h("span", { class: "count" }, dyad.relations.totalCount)),
    list.length === 0 && h("p", { class: "quiet" }, t("nothing")),
    statements(list, (relation) => app.open({ relation })),
  ];
}
