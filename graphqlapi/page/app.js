// The page: what is chosen, kept in the address, and how its parts hang together.

import { h } from "./element.js";
import { Graph, actorColor, edgeColor } from "./graph.js";
import { actorPanel, relationPanel } from "./panel.js";
import { ACTOR, AROUND, HOLDS, RELATION, START, ask } from "./query.js";
import { setUpSearch } from "./search.js";
import { language, nameOf, setLanguage, t } from "./text.js";
import { TimeBar } from "./time.js";

const $ = (id) => document.getElementById(id);

const state = {
  actor: null, // the id in the middle
  panel: null, // what the panel shows: {kind: "actor" | "relation", id}
  hops: 1,
  modalities: ["ACTUAL", "PLANNED", "POSSIBLE"],
  lastPublished: null,
  around: null, // the answer to AROUND
  held: null, // relation id → certain, null at all times
  shown: 20, // relations in the list of the panel
};

let graph, time, asking;

const filter = () => ({ modality: state.modalities, ...(time.day ? { asOf: time.day } : {}) });

function notice(text) {
  $("notice").textContent = text ?? "";
  $("notice").hidden = !text;
}

const fail = (error) => {
  if (error.name !== "AbortError") notice(t("failed") + error.message);
};

// The address keeps what is looked at, so that a view can be passed on.
function remember() {
  const parts = new URLSearchParams({ actor: state.actor });
  if (time.day) parts.set("asOf", time.day);
  if (state.hops !== 1) parts.set("hops", state.hops);
  if (state.panel?.kind === "relation") parts.set("relation", state.panel.id);
  history.replaceState(null, "", `#${parts}`);
}

async function center(id) {
  asking?.abort();
  asking = new AbortController();
  state.actor = id;
  state.shown = 20;
  try {
    const data = await ask(AROUND, { id, hops: state.hops, filter: { modality: state.modalities } }, asking.signal);
    state.around = data;
    graph.show(id, data.neighborhood);
    time.range(data.neighborhood.relations, state.lastPublished);
    label();
    notice(data.neighborhood.relations.length === 0 ? t("nothing") : data.neighborhood.truncated ? t("truncated") : null);
    await hold();
    await openActor(id);
  } catch (error) {
    fail(error);
  }
}

function label() {
  const { actor, neighborhood } = state.around;
  $("graph").setAttribute("aria-label", t("graphLabel")(nameOf(actor), neighborhood.actors.length, neighborhood.relations.length));
}

// Draws what holds on the chosen day.
let holding;
async function hold() {
  holding?.abort();
  holding = new AbortController();
  if (!time.day) {
    state.held = null;
  } else {
    const data = await ask(HOLDS, { id: state.actor, hops: state.hops, filter: filter() }, holding.signal);
    state.held = new Map(data.neighborhood.relations.map((r) => [r.id, r.certain]));
  }
  graph.hold(state.held);
}

async function openActor(id) {
  const { actor } = await ask(ACTOR, { id, filter: filter(), lang: language(), first: state.shown });
  state.panel = { kind: "actor", id };
  remember();
  graph.choose(id === state.actor ? null : id);
  $("panel").replaceChildren(...present(actorPanel(actor, {
    isCenter: id === state.actor,
    open: (relation) => openRelation(relation).catch(fail),
    center,
    more: () => { state.shown += 40; openActor(id).catch(fail); },
  })));
}

async function openRelation(id) {
  const { relation } = await ask(RELATION, { id, lang: language() });
  if (!relation) return;
  const from = state.panel?.kind === "actor" ? state.panel.id : state.panel?.from ?? state.actor;
  state.panel = { kind: "relation", id, from };
  remember();
  graph.choose(id);
  const certain = state.held?.has(id) ? state.held.get(id) : relation.certain;
  const known = state.around.neighborhood.actors.find((a) => a.id === from);
  $("panel").replaceChildren(...present(relationPanel(relation, certain, {
    center,
    back: known && { name: nameOf(known), go: () => openActor(from).catch(fail) },
  })));
  $("panel").scrollTop = 0;
  if (matchMedia("(max-width: 760px)").matches) $("panel").scrollIntoView({ behavior: "smooth", block: "start" });
}

const present = (children) => children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false);

function drawFilters() {
  const toggle = (m) => {
    const on = state.modalities.includes(m);
    if (on && state.modalities.length === 1) return;
    state.modalities = on ? state.modalities.filter((x) => x !== m) : [...state.modalities, m];
    drawFilters();
    center(state.actor);
  };
  const depth = (n) => {
    state.hops = n;
    drawFilters();
    center(state.actor);
  };
  $("filters").setAttribute("aria-label", t("modality"));
  $("filters").replaceChildren(
    ...["ACTUAL", "PLANNED", "POSSIBLE", "DENIED"].map((m) =>
      h("button", { type: "button", class: `toggle ${m.toLowerCase()}`, "aria-pressed": String(state.modalities.includes(m)), onclick: () => toggle(m) }, t("modalities")[m])),
    h("span", { class: "gap" }),
    ...[1, 2].map((n) =>
      h("button", { type: "button", class: "toggle", "aria-pressed": String(state.hops === n), onclick: () => depth(n) }, t(`hop${n}`))));
}

function drawLegend() {
  const entry = (mark, text) => h("li", {}, mark, text);
  const line = (kind, style) => h("span", { class: `line ${style ?? ""}`, style: `--edge:${edgeColor(kind)}`, "aria-hidden": "true" });
  $("legend-body").replaceChildren(h("ul", {},
    ...Object.entries(t("types")).map(([type, text]) => entry(h("span", { class: "dot", style: `--dot:${actorColor(type)}`, "aria-hidden": "true" }), text)),
    entry(line("EVENT"), t("events")), entry(line("STATE"), t("states")),
    entry(line("STATE", "dashed"), t("notActual")), entry(line("STATE", "pale"), t("uncertainEdge"))));
}

// Writes everything that depends on language or colours.
function dress() {
  $("search").placeholder = t("search");
  $("search").setAttribute("aria-label", t("search"));
  $("language").textContent = t("language");
  $("language").setAttribute("aria-label", t("languageLabel"));
  $("language").lang = language() === "ar" ? "en" : "ar";
  $("theme").setAttribute("aria-label", t("theme"));
  $("theme").title = t("theme");
  $("graphiql").title = t("graphiql");
  for (const [id, key] of [["zoom-in", "zoomIn"], ["zoom-out", "zoomOut"], ["zoom-fit", "zoomFit"]]) {
    $(id).setAttribute("aria-label", t(key));
    $(id).title = t(key);
  }
  drawFilters();
  drawLegend();
  time?.show();
  if (!state.around) return;
  graph.refresh();
  label();
  const again = state.panel?.kind === "relation" ? openRelation(state.panel.id) : openActor(state.panel?.id ?? state.actor);
  again.catch(fail);
}

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

function switchTheme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const next = dark ? "light" : "dark";
  localStorage.setItem("rawabit-theme", next);
  setTheme(next);
  dress();
}

async function start() {
  const asked = new URLSearchParams(location.hash.slice(1));
  setTheme(localStorage.getItem("rawabit-theme"));
  setLanguage(asked.get("lang") ?? localStorage.getItem("rawabit-language") ?? "ar");
  state.hops = asked.get("hops") === "2" ? 2 : 1;
  graph = new Graph($("graph"), {
    onEdge: (id) => openRelation(id).catch(fail),
    onNode: (id) => openActor(id).catch(fail),
  });
  let settled;
  time = new TimeBar(() => {
    hold().then(() => {
      remember();
      clearTimeout(settled);
      settled = setTimeout(() => { if (state.panel?.kind === "actor") openActor(state.panel.id).catch(fail); }, 250);
    }).catch(fail);
  });
  setUpSearch(center);
  dress();
  $("language").addEventListener("click", () => { setLanguage(language() === "ar" ? "en" : "ar"); dress(); });
  $("theme").addEventListener("click", switchTheme);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress);
  $("zoom-in").addEventListener("click", () => graph.zoom(1.3));
  $("zoom-out").addEventListener("click", () => graph.zoom(1 / 1.3));
  $("zoom-fit").addEventListener("click", () => graph.fit());
  addEventListener("resize", () => graph.fit());

  const data = await ask(START);
  state.lastPublished = data.stats.lastPublished;
  const first = asked.get("actor") ?? data.actors.nodes[0]?.id;
  if (!first) return notice(t("empty"));
  if (asked.get("asOf")) time.day = asked.get("asOf");
  await center(first);
  if (asked.get("relation")) await openRelation(asked.get("relation"));
}

start().catch(fail);
