// What stands around the graph: languages, colours, filters, legend, the key.

import { h } from "./element.js";
import { kindsBox } from "./kinds.js";
import { actorClass, line } from "./mark.js";
import { key } from "./query.js";
import { language, setLanguage, t } from "./text.js";

const $ = (id) => document.getElementById(id);

/** Sets light or dark; nothing for what the system says. */
export function theme(name) {
  if (name) document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
}

function switchTheme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const next = dark ? "light" : "dark";
  localStorage.setItem("rawabit-theme", next);
  theme(next);
}

/** Wires the buttons around the graph; changed is called after a switch of language or colours. */
export function setUpFrame(app, changed) {
  $("language").addEventListener("click", () => { setLanguage(language() === "ar" ? "en" : "ar"); changed(); });
  $("theme").addEventListener("click", () => { switchTheme(); changed(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  $("zoom-in").addEventListener("click", () => app.graph.zoom(1.3));
  $("zoom-out").addEventListener("click", () => app.graph.zoom(1 / 1.3));
  $("zoom-fit").addEventListener("click", () => app.graph.fit());
  for (const button of document.querySelectorAll("[data-panel]")) {
    button.addEventListener("click", () => app.open(app.state.open.panel === button.dataset.panel ? {} : { panel: button.dataset.panel }));
  }
  const shut = () => $("filters").querySelector("details")?.removeAttribute("open");
  addEventListener("pointerdown", (event) => { if (!event.target.closest?.(".kinds")) shut(); });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !event.target.closest?.(".kinds")) return;
    shut();
    $("filters").querySelector("summary").focus();
  });
  let resized;
  new ResizeObserver(() => {
    clearTimeout(resized);
    resized = setTimeout(() => app.graph.resized(), 80);
  }).observe($("graph"));
  setUpKey();
}

// The dialog for the key: when the server asks for one, or by its button.
function setUpKey() {
  const dialog = $("key-dialog");
  const ask = () => {
    if (dialog.open) return;
    $("key").value = key.get();
    dialog.showModal();
  };
  document.addEventListener("key-needed", () => { $("key-open").hidden = false; ask(); });
  $("key-open").hidden = key.get() === "";
  $("key-open").addEventListener("click", ask);
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "save" && dialog.returnValue !== "forget") return;
    key.set(dialog.returnValue === "save" ? $("key").value.trim() : "");
    location.reload();
  });
}

/** Writes everything around the graph that depends on language or choices. */
export function dress(app) {
  $("search").placeholder = t("search");
  $("search").setAttribute("aria-label", t("search"));
  $("language").textContent = t("language");
  $("language").setAttribute("aria-label", t("languageLabel"));
  $("language").lang = language() === "ar" ? "en" : "ar";
  filters(app);
  legend();
  app.time?.show();
}

/** Writes the choices above the graph; what has the focus keeps it. */
export function filters(app) {
  const { state } = app, bar = $("filters");
  const fields = () => [...bar.querySelectorAll("button, summary, input")];
  const focused = fields().indexOf(document.activeElement), open = bar.querySelector("details")?.open;
  const again = (change) => () => {
    change();
    filters(app);
    app.redraw().catch(app.fail);
  };
  const toggle = (m) => again(() => {
    const on = state.modalities.includes(m);
    if (!on) state.modalities = [...state.modalities, m];
    else if (state.modalities.length > 1) state.modalities = state.modalities.filter((x) => x !== m);
  });
  const button = (text, pressed, onclick, style = "") =>
    h("button", { type: "button", class: `toggle ${style}`, "aria-pressed": String(pressed), onclick }, text);
  const group = (name, ...buttons) => h("span", { class: "group", role: "group", "aria-label": name }, buttons);
  $("filters").setAttribute("aria-label", t("stage"));
  $("filters").replaceChildren(
    group(t("stage"), ["network", "timeline"].map((view) => button(t(view), state.view === view, again(() => { state.view = view; }), "view"))),
    group(t("depth"), [1, 2].map((n) => button(t(`hop${n}`), state.hops === n, again(() => { state.hops = n; })))),
    group(t("modality"), ["ACTUAL", "PLANNED", "POSSIBLE", "DENIED"].map((m) => button(t("modalities")[m], state.modalities.includes(m), toggle(m), m.toLowerCase()))),
    state.around ? kindsBox(state.around.neighborhood.relations, state.types, app.narrow) : "");
  if (open && bar.querySelector("details")) bar.querySelector("details").open = true;
  fields()[focused]?.focus();
}

function legend() {
  const entry = (mark, text) => h("li", {}, mark, text);
  $("legend-body").replaceChildren(
    h("ul", {}, Object.entries(t("tones")).map(([tone, text]) => entry(line(tone), text)),
      entry(line("structure", "dashed"), t("notActual")), entry(line("structure", "dotted"), t("deniedEdge")),
      entry(line("structure", "struck"), t("overEdge")), entry(line("structure", "pale"), t("uncertainEdge"))),
    h("ul", { class: "actors" }, Object.entries(t("types")).map(([type, text]) =>
      entry(h("span", { class: `badge ${actorClass(type)}`, "aria-hidden": "true" }), text))));
}
