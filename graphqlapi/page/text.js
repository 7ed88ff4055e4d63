// What the page says, in both languages.

const texts = {
  ar: {
    brand: "روابط",
    title: "روابط: من فعل ماذا، ومتى",
    skip: "إلى التفاصيل",
    stage: "شبكة العلاقات",
    search: "ابحث عن شخص أو دولة أو مكان…",
    noMatch: "لا نتيجة",
    language: "English",
    languageLabel: "Switch to English",
    theme: "فاتح أو داكن",
    graphiql: "واجهة الاستعلام",
    legend: "مفتاح الألوان",
    zoomIn: "تكبير",
    zoomOut: "تصغير",
    zoomFit: "إظهار الكل",
    asOf: "كما في يوم",
    always: "كل الأوقات",
    play: "تشغيل الزمن",
    pause: "إيقاف",
    empty: "لا شيء في الرسم بعد. حمّل مقالاً ثم أعد فتح الصفحة.",
    nothing: "لا علاقات بهذه الشروط.",
    truncated: "الرسم مقصور على أقرب الأطراف.",
    failed: "تعذّر الجواب: ",
    graphLabel: (name, actors, relations) => `${name}: ${relations} علاقة بين ${actors} طرفاً. القائمة في التفاصيل تعرض المضمون نفسه.`,
    relations: "العلاقات",
    more: "المزيد",
    partOf: "تابع لـ",
    names: "أسماء أخرى",
    center: "اجعله في الوسط",
    back: "عودة إلى",
    when: "متى",
    since: "من",
    until: "إلى",
    on: "في",
    undated: "بلا تاريخ",
    over: "انتهى",
    attested: "ورد في أخبار",
    basis: "مصدر التاريخ",
    modality: "الصفة",
    certain: "اليقين",
    certainYes: "معلوم أنه قائم",
    certainNo: "ممكن، غير معلوم",
    confidence: "الثقة",
    sources: "المصادر المستقلة",
    contested: "موضع خلاف",
    roles: "أطراف أخرى",
    evidence: "من قال ذلك",
    noEvidence: "لا جملة محفوظة (علاقة مستوردة).",
    says: "نقلاً عن",
    events: "حدث",
    states: "حال قائمة",
    notActual: "متقطع: ليس واقعاً بعد، أو منفي",
    uncertainEdge: "باهت: ممكن، غير معلوم في ذلك اليوم",
    hops: "العمق",
    hop1: "المباشر",
    hop2: "خطوتان",
    types: { PERSON: "شخص", STATE: "دولة", ARMED_FORCE: "قوة مسلحة", ORGANIZATION: "منظمة", PLACE: "مكان", FACILITY: "منشأة", GROUP: "جماعة" },
    modalities: { ACTUAL: "واقع", PLANNED: "مقرر", POSSIBLE: "محتمل", DENIED: "منفي" },
    bases: {
      EXPLICIT: "مكتوب في النص", RELATIVE: "محسوب من يوم النشر", CONTEXT: "مأخوذ من السياق",
      RULE: "مستنتج من حدث آخر", NONE: "لا تاريخ",
    },
    roleNames: { place: "المكان", from: "من", to: "إلى" },
  },
  en: {
    brand: "rawabit",
    title: "rawabit: who did what to whom, when",
    skip: "To the details",
    stage: "The graph of relations",
    search: "Find a person, state or place…",
    noMatch: "Nothing found",
    language: "عربي",
    languageLabel: "التبديل إلى العربية",
    theme: "Light or dark",
    graphiql: "Query interface",
    legend: "Legend",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    zoomFit: "Show all",
    asOf: "As of",
    always: "All times",
    play: "Play through time",
    pause: "Pause",
    empty: "The graph is empty. Load an article and open the page again.",
    nothing: "No relations under these conditions.",
    truncated: "Only the nearest actors are shown.",
    failed: "No answer: ",
    graphLabel: (name, actors, relations) => `${name}: ${relations} relations between ${actors} actors. The list in the details says the same.`,
    relations: "Relations",
    more: "More",
    partOf: "Part of",
    names: "Other names",
    center: "Put in the middle",
    back: "Back to",
    when: "When",
    since: "From",
    until: "Until",
    on: "On",
    undated: "Undated",
    over: "Over",
    attested: "Reported in news of",
    basis: "The date is",
    modality: "Told as",
    certain: "Certainty",
    certainYes: "Known to hold",
    certainNo: "Possible, not known",
    confidence: "Confidence",
    sources: "Independent sources",
    contested: "Disputed",
    roles: "Others involved",
    evidence: "Who says so",
    noEvidence: "No sentence is kept (an imported relation).",
    says: "According to",
    events: "Event",
    states: "Lasting state",
    notActual: "Dashed: not (yet) a fact, or denied",
    uncertainEdge: "Pale: possible, not known on that day",
    hops: "Depth",
    hop1: "Direct",
    hop2: "Two steps",
    types: { PERSON: "Person", STATE: "State", ARMED_FORCE: "Armed force", ORGANIZATION: "Organisation", PLACE: "Place", FACILITY: "Facility", GROUP: "Group" },
    modalities: { ACTUAL: "Fact", PLANNED: "Planned", POSSIBLE: "Possible", DENIED: "Denied" },
    bases: {
      EXPLICIT: "written in the text", RELATIVE: "counted from the publication date", CONTEXT: "taken from the context",
      RULE: "inferred from another event", NONE: "not known",
    },
    roleNames: { place: "Place", from: "From", to: "To" },
  },
};

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
}

/** The text of a key in the language of the page. */
export const t = (key) => texts[lang][key];

/** The name of an actor that was asked for as nameAr and nameEn. */
export const nameOf = (actor) => (lang === "ar" ? actor.nameAr : actor.nameEn);

/** The label of a relation that was asked for as labelAr and labelEn. */
export const labelOf = (relation) => (lang === "ar" ? relation.labelAr : relation.labelEn);

/** An EDTF date as people write it, with the precision that it has. */
export function dateText(edtf) {
  const [year, month, day] = edtf.split("-").map(Number);
  const options = { year: "numeric", timeZone: "UTC" };
  if (month) options.month = "long";
  if (day) options.day = "numeric";
  const locale = lang === "ar" ? "ar-EG-u-nu-latn" : "en-GB";
  return new Intl.DateTimeFormat(locale, options).format(new Date(Date.UTC(year, (month || 1) - 1, day || 1)));
}
