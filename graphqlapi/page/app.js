// The page: what is chosen, kept in the address, and how its parts hang together.

import { AROUND, HOLDS, START } from "./document.js";
import { h, present } from "./element.js";
import { Graph } from "./graph.js";
import { ask, key } from "./query.js";
import { chosen } from "./kinds.js";
import { setUpSearch } from "./search.js";
import { dress, filters, setUpFrame, theme } from "./frame.js";
import { language, nameOf, setLanguage, t } from "./text.js";
import { TimeBar } from "./time.js";
import { timelineOf } from "./stage.js";
import { show } from "./panel/panel.js";

const $ = (id) => document.getElementById(id);
const limit = 400; // actors in the drawing

const state = {
  actor: null, // the id in the middle
  open: {}, // what the panel shows, {} for the actor in the middle
  view: "network", // or "timeline"
  hops: 1,
  modalities: ["ACTUAL", "PLANNED", "POSSIBLE"],
  types: [], // the relation types that are shown, all where none is named
  lastPublished: null,
  around: null, // the answer to AROUND
  held: null, // relation id → certain, null at all times
};

const waiting = {}; // what is under way, by what it is for

// Aborts what is under way for a purpose and returns the signal of what follows it.
function instead(purpose) {
  waiting[purpose]?.abort();
  return (waiting[purpose] = new AbortController()).signal;
}

/** What panels may ask of the page. */
export const app = {
  state, ask, signal: null, graph: null, time: null,
  allTimes: () => ({ modality: state.modalities, ...(state.types.length ? { types: state.types } : {}) }),
  filter: () => ({ ...app.allTimes(), ...(app.time.day ? { asOf: app.time.day } : {}) }),
  nameOfCenter: () => (state.around?.actor ? nameOf(state.around.actor) : ""),
  open, refresh, center, redraw, grow, grown, say, fail, load, narrow, tell,
};

function say(...children) {
  $("notice").replaceChildren(...present(children));
  $("notice").hidden = present(children).length === 0;
}

function fail(error) {
  if (error.name !== "AbortError") say(t("failed"), h("bdi", {}, error.message));
}

// The address keeps what is looked at, so that a view can be passed on.
function remember(push) {
  const parts = new URLSearchParams();
  if (state.actor) parts.set("actor", state.actor);
  if (app.time.day) parts.set("asOf", app.time.day);
  if (state.hops !== 1) parts.set("hops", state.hops);
  if (state.view !== "network") parts.set("view", state.view);
  if (state.types.length) parts.set("types", state.types.join(","));
  for (const name of ["relation", "article", "a", "b", "id", "panel"]) if (state.open[name]) parts.set(name, state.open[name]);
  if (`#${parts}` !== location.hash) history[push ? "pushState" : "replaceState"](null, "", `#${parts}`);
}

// What to ask of the part of the graph around the actor in the middle.
const part = () => ({ id: state.actor, hops: state.hops, filter: { modality: state.modalities }, limit });

/** Reads the part of the graph around the actor in the middle and draws it. */
async function load({ fresh } = {}) {
  const signal = instead("around");
  const data = await ask(AROUND, part(), signal);
  if (!data.actor) return say(t("noMatch"));
  state.around = data;
  filters(app);
  await draw(fresh);
}

// Draws what was read, as far as it is of the chosen types.
async function draw(fresh) {
  const { neighborhood } = state.around, shown = chosen(state.types, state.actor, neighborhood);
  app.time.range(shown.relations, state.lastPublished);
  label(shown);
  say(shown.relations.length === 0 ? t("nothing") : neighborhood.truncated ? t("truncated") : null);
  await app.graph.show(state.actor, shown, fresh);
  await hold();
}

/** Shows relations of some types only, of all where the list is empty. */
async function narrow(types) {
  state.types = types;
  remember(false);
  filters(app);
  try {
    await draw();
    if (!state.open.panel && !state.open.article) await render();
  } catch (error) {
    fail(error);
  }
}

/** Shows what is told in further modalities, too. */
function tell(modalities) {
  state.modalities = [...new Set([...state.modalities, ...modalities])];
  filters(app);
  return redraw().catch(fail);
}

/** Puts an actor into the middle; the panel shows it, or what keep says. */
async function center(id, keep = {}) {
  state.actor = id;
  state.open = keep;
  remember(true);
  try {
    await load();
    await render();
  } catch (error) {
    fail(error);
  }
}

function label({ actors, relations } = chosen(state.types, state.actor, state.around.neighborhood)) {
  $("graph").setAttribute("aria-label", t("graphLabel")(nameOf(state.around.actor), actors.length, relations.length));
}

/** Draws what holds on the chosen day. */
async function hold() {
  const signal = instead("hold");
  state.held = null;
  if (app.time.day) {
    const asked = part();
    const data = await ask(HOLDS, { ...asked, filter: { ...asked.filter, asOf: app.time.day } }, signal);
    state.held = new Map(data.neighborhood.relations.map((r) => [r.id, r.certain]));
  }
  app.graph.hold(state.held);
  await timelineOf(app);
}

/** Opens something in the panel: a relation, an article, a pair a and b, an actor by id, or a panel by name. */
function open(what) {
  state.open = what;
  remember(true);
  return render(what, true).catch(fail);
}

/** Draws the panel again, with other choices. */
function refresh(what) {
  return render(what).catch(fail);
}

async function render(what = state.open, moved = false) {
  app.signal = instead("panel");
  const { signal } = app;
  app.graph.choose(what.relation ?? (what.id !== state.actor ? what.id : null));
  for (const button of document.querySelectorAll("[data-panel]")) button.setAttribute("aria-pressed", String(button.dataset.panel === what.panel));
  const children = await show(app, what);
  if (signal.aborted) return;
  document.body.classList.toggle("wide", Boolean(what.article));
  $("panel").replaceChildren(...present(children));
  $("panel").scrollTop = 0;
  if (moved && matchMedia("(max-width: 760px)").matches) $("panel").scrollIntoView({ behavior: "smooth", block: "start" });
}

/** Reads and draws everything again, with something else in the panel where it is given. */
async function redraw(what = state.open) {
  state.open = what;
  remember(false);
  await load();
  await render();
}

/** Shows relations that are new, around the actor that has most of them. */
async function grow(relations) {
  if (relations.length === 0) return;
  const counts = new Map();
  for (const r of relations) for (const end of [r.source.id, r.target.id]) counts.set(end, (counts.get(end) ?? 0) + 1);
  const most = Math.max(...counts.values());
  if (counts.get(state.actor) !== most) state.actor = [...counts].find(([, n]) => n === most)[0];
  const { stats } = await ask(START);
  state.lastPublished = stats.lastPublished;
  app.time.day = null;
  state.types = [];
  const fresh = new Set(relations.map((r) => r.id));
  if (state.hops === 1 && !(await within(fresh))) state.hops = 2;
  remember(false);
  dress(app);
  await load({ fresh });
}

// Whether all of some relations lie around the actor in the middle.
async function within(ids) {
  const data = await ask(AROUND, part());
  const known = new Set(data.neighborhood.relations.map((r) => r.id));
  return [...ids].every((id) => known.has(id));
}

// Takes in what others recorded meanwhile, once it is quiet.
let settling;
function grown() {
  clearTimeout(settling);
  settling = setTimeout(async () => {
    const known = new Set(state.around?.neighborhood.relations.map((r) => r.id));
    if (!state.actor) return route();
    const data = await ask(AROUND, part()).catch(() => null);
    const fresh = data?.neighborhood.relations.filter((r) => !known.has(r.id)) ?? [];
    if (fresh.length > 0) await load({ fresh: new Set(fresh.map((r) => r.id)) }).catch(fail);
  }, 600);
}

// Goes where the address says.
async function route() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const data = await ask(START);
  state.lastPublished = data.stats.lastPublished;
  state.hops = asked.get("hops") === "2" ? 2 : 1;
  state.view = asked.get("view") === "timeline" ? "timeline" : "network";
  state.types = asked.get("types")?.split(",").filter(Boolean) ?? [];
  state.actor = asked.get("actor") ?? data.actors.nodes[0]?.id ?? null;
  state.open = Object.fromEntries(["relation", "article", "a", "b", "id", "panel"].filter((n) => asked.get(n)).map((n) => [n, asked.get(n)]));
  app.time.day = asked.get("asOf");
  dress(app);
  if (!state.actor) {
    say(t("empty"), " ", h("button", { type: "button", class: "link", onclick: () => open({ panel: "add" }) }, t("addFirst")));
    return state.open.panel && render();
  }
  remember(false);
  await load();
  await render();
}

async function start() {
  theme(localStorage.getItem("rawabit-theme"));
  setLanguage(new URLSearchParams(location.hash.slice(1)).get("lang") ?? localStorage.getItem("rawabit-language") ?? "ar");
  app.graph = new Graph($("graph"), {
    onEdge: (relation) => open({ relation }), onNode: (id) => open(id === state.actor ? {} : { id }), onCenter: (id) => center(id),
    announce: (text) => ($("announce").textContent = text),
  });
  let settled;
  app.time = new TimeBar(() => {
    hold().then(() => {
      remember(false);
      clearTimeout(settled);
      settled = setTimeout(() => { if (!state.open.panel && !state.open.article) render().catch(fail); }, 250);
    }).catch(fail);
  });
  setUpSearch((id) => center(id));
  setUpFrame(app, () => {
    dress(app);
    if (!state.around) return;
    app.graph.refresh();
    app.graph.hold(state.held);
    label();
    timelineOf(app).catch(fail);
    render().catch(fail);
  });
  addEventListener("popstate", () => route().catch(fail));
  await document.fonts.load('13px "IBM Plex Sans Arabic"', language() === "ar" ? "ش" : "a").catch(() => {});
  await route();
}

start().catch((error) => (error.code === "UNAUTHENTICATED" && key.get() === "" ? null : fail(error)));
