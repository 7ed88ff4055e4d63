// What the page says, in the language that is chosen.

import { ar } from "./ar.js";
import { en } from "./en.js";

const texts = { ar, en };
let lang = "ar";

/** The language of the page: "ar" or "en". */
export const language = () => lang;

/** Switches the language and the direction of the page, and remembers it. */
export function setLanguage(next) {
  lang = next === "en" ? "en" : "ar";
  localStorage.setItem("rawabit-language", lang);
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === "ar" ? "rtl" : "ltr";
  document.title = t("title");
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
    element.title = t(element.dataset.label);
  }
}

/** The text of a key in the language of the page. */
export const t = (key) => texts[lang][key];

/** The name of an actor that was asked for as nameAr and nameEn. */
export const nameOf = (actor) => (lang === "ar" ? actor.nameAr : actor.nameEn);

/** The label of a relation that was asked for as labelAr and labelEn. */
export const labelOf = (relation) => (lang === "ar" ? relation.labelAr : relation.labelEn);

const formats = new Map(); // making one takes longer than using it

function format(options) {
  const name = lang + JSON.stringify(options);
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(locale(), options));
  return formats.get(name);
}

const locale = () => (lang === "ar" ? "ar-EG-u-nu-latn" : "en-GB");

/** An EDTF date as people write it, with the precision that it has. */
export function dateText(edtf) {
  const [year, month, day] = edtf.split("-").map(Number);
  const options = { year: "numeric", timeZone: "UTC" };
  if (month) options.month = "long";
  if (day) options.day = "numeric";
  return format(options).format(new Date(Date.UTC(year, (month || 1) - 1, day || 1)));
}

// Two days as people write them, without saying twice what they share.
const rangeText = (from, to) => format({ year: "numeric", month: "long", day: "numeric", timeZone: "UTC" }).formatRange(new Date(from), new Date(to));

/** A day as people write it, of a moment in their own time zone. */
export const dayText = (moment) => format({ year: "numeric", month: "long", day: "numeric" }).format(new Date(moment));

/** The hour of a moment, in their own time zone. */
export const hourText = (moment) => format({ hour: "2-digit", minute: "2-digit" }).format(new Date(moment));

/** A moment as people write it, in their own time zone. */
export const momentText = (moment) =>
  format({ year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" }).format(new Date(moment));

/** A relation as one saw it on a day on which it held: without the end that came later. */
export const asOfDay = (r, day) => (day && r.kind === "STATE" && r.ended ? { ...r, ended: false, validTo: null } : r);

/** When a relation held or happened, in words. */
export function whenText(r) {
  const over = r.ended && !r.validTo ? ` · ${t("over")}` : "";
  if (!r.validFrom && !r.validTo) return t("undated") + over;
  if (r.validFrom === r.validTo) return dateText(r.validFrom);
  if (r.kind === "EVENT" && r.validFrom?.length === 10 && r.validTo?.length === 10) return rangeText(r.validFrom, r.validTo);
  return [r.validFrom && `${t("since")} ${dateText(r.validFrom)}`, r.validTo && `${t("until")} ${dateText(r.validTo)}`].filter(Boolean).join(" ") + over;
}

// A date among Arabic letters would run backwards; the marks keep it together.
const apart = (date) => `\u2066${date}\u2069`;

/** The same in a few characters, "" where there is no date. */
export function shortWhen(r) {
  if (!r.validFrom && !r.validTo) return "";
  if (r.validFrom === r.validTo) return apart(r.validFrom);
  if (!r.validTo) return `${t("since")} ${apart(r.validFrom)}`;
  return r.validFrom ? `${apart(r.validFrom)} – ${apart(r.validTo)}` : `${t("until")} ${apart(r.validTo)}`;
}
