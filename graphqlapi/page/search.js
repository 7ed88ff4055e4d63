// The search box: a combobox over actors in both scripts.

import { h } from "./element.js";
import { SEARCH } from "./document.js";
import { dot } from "./mark.js";
import { ask } from "./query.js";
import { nameOf, t } from "./text.js";

/** Wires the search box. choose is called with the id of an actor. */
export function setUpSearch(choose) {
  const box = document.getElementById("search");
  const list = document.getElementById("suggestions");
  let found = [], active = -1, pending, timer;

  const close = () => {
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const pick = (actor) => {
    close();
    box.value = "";
    box.blur();
    choose(actor.id);
  };

  const mark = (next) => {
    active = found.length ? (next + found.length) % found.length : -1;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    if (active >= 0) box.setAttribute("aria-activedescendant", `suggestion-${active}`);
  };

  const show = () => {
    list.replaceChildren(...(found.length
      ? found.map((a, i) => {
          const main = nameOf(a), other = main === a.nameAr ? a.nameEn : a.nameAr;
          return h("li", { role: "option", id: `suggestion-${i}`, "aria-selected": "false", onmousedown: (e) => { e.preventDefault(); pick(a); } },
            dot(a.type), h("bdi", {}, main),
            h("small", {}, other === main ? t("types")[a.type] : h("bdi", {}, other)));
        })
      : [h("li", { class: "none", role: "presentation" }, t("noMatch"))]));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
  };

  const look = async () => {
    pending?.abort();
    const text = box.value.trim();
    if (!text) return close();
    pending = new AbortController();
    try {
      found = (await ask(SEARCH, { text }, pending.signal)).actors.nodes;
      show();
      if (found.length) mark(0);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 120);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", () => setTimeout(close, 100));
  document.getElementById("search-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (list.hidden) await look();
    if (active >= 0) pick(found[active]);
  });
}
