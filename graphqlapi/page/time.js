// The time bar: a day, by slider, by date or by playing through the days on
// which something happens.

import { h } from "./element.js";
import { toneOf } from "./mark.js";
import { dateText, t } from "./text.js";

const dayMs = 86400000;

// How far back the slider goes, so that a day is still a step; the date field
// goes further.
const reach = 1100;

/** The first or last day that an EDTF date may mean, as a day number. */
export function dayOf(edtf, last = false) {
  const [y, m, d] = edtf.split("-").map(Number);
  if (d) return Date.UTC(y, m - 1, d) / dayMs;
  if (m) return last ? Date.UTC(y, m, 0) / dayMs : Date.UTC(y, m - 1, 1) / dayMs;
  return last ? Date.UTC(y, 11, 31) / dayMs : Date.UTC(y, 0, 1) / dayMs;
}

const textOf = (day) => new Date(day * dayMs).toISOString().slice(0, 10);

/** The time bar. onDay is called with a date as text, or null for all times. */
export class TimeBar {
  constructor(onDay) {
    this.onDay = onDay;
    this.day = null;
    this.stops = [];
    this.onSlider = [];
    this.slider = document.getElementById("slider");
    this.date = document.getElementById("date");
    this.always = document.getElementById("always");
    this.play = document.getElementById("play");
    this.ticks = document.getElementById("ticks");
    this.words = document.getElementById("day-words");
    this.slider.addEventListener("input", () => this.choose(textOf(Number(this.slider.value))));
    this.date.addEventListener("change", () => this.choose(this.date.value || null));
    this.date.addEventListener("click", () => this.date.showPicker?.());
    this.always.addEventListener("click", () => this.choose(null));
    this.play.addEventListener("click", () => (this.timer ? this.stop() : this.start()));
  }

  /** Sets the range from the relations that are shown and the last day of news. */
  range(relations, lastPublished) {
    const days = [];
    this.onSlider = relations.filter((r) => r.validFrom || r.validTo);
    for (const r of relations) {
      if (r.validFrom) days.push(dayOf(r.validFrom));
      if (r.validTo) days.push(dayOf(r.validTo, true), dayOf(r.validTo, true) + 1);
    }
    const last = lastPublished ? dayOf(lastPublished, true) : Math.floor(Date.now() / dayMs);
    days.push(last);
    this.stops = [...new Set(days)].sort((a, b) => a - b);
    this.slider.min = this.stops.find((s) => s >= last - reach) - 30;
    this.slider.max = Math.max(last, this.stops.at(-1)) + 7;
    this.draw();
    this.show();
  }

  /** The first and the last day of the slider. */
  get span() {
    return [Number(this.slider.min), Number(this.slider.max)];
  }

  // A tick above the slider for every beginning and end, in the colour of the relation.
  draw() {
    const [min, max] = this.span, seen = new Set();
    const ticks = [];
    for (const r of this.onSlider) {
      const ends = r.kind === "EVENT" ? [r.validFrom ?? r.validTo] : [r.validFrom, r.validTo];
      for (const end of ends) {
        if (!end) continue;
        const part = Math.round(((dayOf(end) - min) / (max - min)) * 400) / 4, name = `${part} ${toneOf(r)}`;
        if (part < 0 || part > 100 || seen.has(name)) continue;
        seen.add(name);
        const tick = h("span", { class: toneOf(r) });
        tick.style.insetInlineStart = `${part}%`;
        ticks.push(tick);
      }
    }
    this.ticks.replaceChildren(...ticks);
  }

  // What a person chooses ends the playing.
  choose(day) {
    this.stop();
    this.set(day);
  }

  /** Sets a day and tells it on; null is all times. */
  set(day) {
    this.day = day;
    this.show();
    this.onDay(day);
  }

  show() {
    this.always.setAttribute("aria-pressed", String(this.day === null));
    this.date.value = this.day ?? "";
    this.slider.value = this.day ? dayOf(this.day) : this.slider.max;
    this.words.textContent = this.day ? dateText(this.day) : t("pickDay");
    this.slider.setAttribute("aria-valuetext", this.day ? dateText(this.day) : t("always"));
    this.slider.classList.toggle("idle", this.day === null);
    this.play.textContent = this.timer ? "❚❚" : "▶";
    this.play.setAttribute("aria-label", this.timer ? t("pause") : t("play"));
    this.play.title = this.timer ? t("pause") : t("play");
  }

  start() {
    const after = this.day === null ? -Infinity : dayOf(this.day);
    let left = this.stops.filter((s) => s > after);
    if (left.length === 0) left = [...this.stops];
    const step = () => {
      if (left.length === 0) return this.stop();
      this.set(textOf(left.shift()));
    };
    this.timer = setInterval(step, 1100);
    step();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.show();
  }
}
