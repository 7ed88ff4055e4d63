// What changed, and what changes as it is recorded.

import { h } from "../element.js";
import { CHANGED, CHANGES } from "../document.js";
import { follow } from "../query.js";
import { kindMark, toneOf } from "../mark.js";
import { dateText, dayText, hourText, language, t } from "../text.js";
import { geography, relationTypes } from "../types.js";
import { decisions, undoButton } from "./review.js";

const days = { day: 1, week: 7, month: 30 };
const dayMs = 86400000;

// How places and bodies lie is no news, unless it is asked for.
const news = Object.keys(relationTypes).filter((type) => !geography.includes(type));

function filterOf(app, { period, reckoned, only, lie }) {
  const filter = { modality: ["ACTUAL", "PLANNED", "POSSIBLE", "DENIED"], ...(lie ? {} : { types: news }), ...(only ? { actor: app.state.actor, includeParts: true } : {}) };
  if (period === "all") return filter;
  const since = new Date(Date.now() - days[period] * dayMs).toISOString();
  return reckoned === "known" ? { ...filter, since: `${since.slice(0, 19)}Z` } : { ...filter, validIn: { from: since.slice(0, 10) } };
}

// All pages of what is asked for, up to a thousand changes.
async function read(app, filter) {
  const out = [];
  for (let after; out.length < 1000; ) {
    const { changes } = await app.ask(CHANGES, { filter, lang: language(), ...(after ? { after } : {}) });
    out.push(...changes.nodes);
    if (!changes.pageInfo.hasNextPage) break;
    after = changes.pageInfo.endCursor;
  }
  return out.reverse();
}

const item = (app, c, fresh) => h("li", { class: fresh ? "fresh" : "" },
  h("button", { type: "button", class: toneOf(c.relation), onclick: () => app.open({ relation: c.relation.id }) },
    kindMark(c, c.relation), " ", c.statement),
  h("small", {}, c.validDate && [h("b", {}, dateText(c.validDate)), " · "],
    c.evidence[0]?.article.source && [h("bdi", {}, c.evidence[0].article.source), " · "], hourText(c.recordedAt)));

// The changes under the days on which they were recorded.
const byDay = (app, changes) => changes.flatMap((c, i) => [
  (i === 0 || dayText(c.recordedAt) !== dayText(changes[i - 1].recordedAt)) && h("li", { class: "day" }, t("recordedOn")(dayText(c.recordedAt))), item(app, c)]);

/** Shows the changes in the panel, and goes on showing them as they are recorded. */
export async function changesPanel(app, chosen) {
  const { period = "day", reckoned = "known", only = false, lie = false } = chosen;
  const filter = filterOf(app, { period, reckoned, only, lie });
  const changes = await read(app, filter);
  const list = h("ol", { class: "changes", "aria-live": "off" }, byDay(app, changes));
  const none = h("p", { class: "quiet" }, t("noChanges"));
  none.hidden = changes.length > 0;
  const again = (part) => app.refresh({ panel: "changes", period, reckoned, only, lie, ...part });
  const live = h("span", { class: "live off", role: "status" }, t("notLive"));
  watch(app, filter, live, (change) => {
    none.hidden = true;
    list.prepend(item(app, change, true));
    app.grown();
  });
  const select = (name, texts, value) => h("label", {}, t(name === "period" ? "period" : "reckoned"), h("select", { name, onchange: (e) => again({ [name]: e.target.value }) },
    Object.entries(texts).map(([v, text]) => h("option", { value: v, selected: v === value }, text))));
  const mine = decisions();
  return [
    h("p", { class: "kicker" }, live),
    h("h2", {}, t("changesTitle")),
    h("div", { class: "form inline" }, select("period", t("periods"), period), select("reckoned", t("reckonings"), reckoned),
      app.state.actor && h("label", { class: "check" }, h("input", { type: "checkbox", checked: only, onchange: (e) => again({ only: e.target.checked }) }), t("only")(app.nameOfCenter())),
      h("label", { class: "check" }, h("input", { type: "checkbox", name: "lie", checked: lie, onchange: (e) => again({ lie: e.target.checked }) }), t("geography"))),
    none, list,
    mine.length > 0 && [h("h3", {}, t("decisions")), h("ul", { class: "plain" }, mine.map((d) =>
      h("li", {}, `${t(d.verdict.toLowerCase()).replace("…", "")}: `, h("button", { type: "button", class: "link", onclick: () => app.open({ relation: d.relation }) }, d.statement), " ", undoButton(app, d.id))))],
  ];
}

// Follows the feed while the panel shows it, and comes back after a break.
async function watch(app, filter, live, next) {
  const { signal } = app;
  const { since, validIn, ...rest } = filter;
  const show = (on) => {
    live.classList.toggle("off", !on);
    live.textContent = t(on ? "live" : "notLive");
  };
  for (let wait = 1000; !signal.aborted; wait = Math.min(30000, wait * 2)) {
    try {
      await follow(CHANGED, { filter: rest, lang: language() }, {
        signal, opened: () => { show(true); wait = 1000; }, next: (data) => next(data.relationChanged) });
    } catch (error) {
      if (error.code) return show(false); // the server refuses; asking again would not help
    }
    if (signal.aborted) return;
    show(false);
    await new Promise((done) => setTimeout(done, wait));
  }
}
