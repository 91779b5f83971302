// Dated statements of all accounts: Chinese on the left, English on the right, one row a date.

function timelineView(main) {
  const dates = new Map();
  for (const entry of data.timeline) {
    if (!dates.has(entry.date)) dates.set(entry.date, { zh: [], en: [] });
    dates.get(entry.date)[docs[entry.place[0]].lang].push(entry);
  }
  // Reduced dates ("1950-05") sort before the days of that month.
  const rows = [...dates].sort(([a], [b]) => (a < b ? -1 : 1));
  const told = eventDates();
  fill(main, h("div", { class: "page timeline" },
    h("h1", {}, t("page.timeline")),
    h("p", { class: "quiet" }, t("page.timeline-why")),
    rows.length ? timelineTable(rows, told) : h("p", {}, t("page.timeline-none"))));
}

// Event -> {documents, dates}: who tells of it, and when each says that it was.
function eventDates() {
  const found = new Map();
  for (const { event, date, place } of data.timeline) {
    if (event === null) continue;
    if (!found.has(event)) found.set(event, []);
    found.get(event).push({ date, doc: place[0] });
  }
  return found;
}

// "19" is a century and "194" a decade, as ISO 8601 reduces them; years, months and days are shown as they are.
function dated(date) {
  if (/^\d\d$/.test(date)) return t("page.century", { n: state.ui === "zh" ? Number(date) + 1 : ordinal(Number(date) + 1) });
  return /^\d{3}$/.test(date) ? t("page.decade", { n: `${date}0` }) : date;
}
const ordinal = (n) => `${n}${(n % 100 > 10 && n % 100 < 14 ? null : { 1: "st", 2: "nd", 3: "rd" }[n % 10]) ?? "th"}`;

// "1950-05" and "1950-05-14" do not contradict each other.
const agree = (a, b) => a.startsWith(b) || b.startsWith(a);

function timelineTable(rows, told) {
  return h("table", { class: "dates" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("lang.zh")), h("th", { scope: "col" }, t("page.date")), h("th", { scope: "col" }, t("lang.en")))),
    h("tbody", {}, rows.map(([date, sides]) => {
      const both = sides.zh.length && sides.en.length;
      return h("tr", { class: both ? "both" : "alone" },
        h("td", {}, sides.zh.map((entry) => statement(entry, told))),
        h("th", { scope: "row" }, h("time", { datetime: date.length > 3 ? date : null }, dated(date)), h("span", { class: "dates-note" }, both ? t("page.timeline-both") : t(`page.timeline-only-${sides.zh.length ? "zh" : "en"}`))),
        h("td", {}, sides.en.map((entry) => statement(entry, told))));
    })));
}

function statement(entry, told) {
  const [number, start, end] = entry.place;
  const doc = docs[number];
  const mention = { start: entry.mention[1], end: entry.mention[2], cls: "mention" };
  const elsewhere = entry.event === null ? [] : told.get(entry.event).filter((o) => o.doc !== number);
  // An account that gives this date too, beside others, does not contradict it.
  const agreeing = new Set(elsewhere.filter((o) => agree(o.date, entry.date)).map((o) => o.doc));
  const against = [...new Set(elsewhere.filter((o) => !agreeing.has(o.doc)).map((o) => `${docs[o.doc].name}${t("page.colon")}${dated(o.date)}`))];
  const agreed = agreeing.size > 0;
  const address = addressOf(entry.place);
  return h("div", { class: `statement${against.length ? " against" : ""}` },
    h(address ? "a" : "span", { href: address, class: "statement-text", lang: doc.lang }, marked(doc, start, end, [mention])),
    h("span", { class: "statement-doc" }, doc.name),
    entry.credited.length ? h("span", { class: "statement-doc" }, `${t("page.timeline-credited")} `, h("span", { lang: doc.lang }, entry.credited.map(([at, from, to]) => docs[at].text.slice(from, to)).join(doc.lang === "zh" ? "、" : ", "))) : null,
    against.length ? h("span", { class: "verdict" }, h("span", { class: "shape major", "aria-hidden": "true" }, "▲"), " ", t("page.timeline-against"), " ", against.join("; ")) : null,
    !against.length && agreed ? h("span", { class: "verdict agreed" }, "✓ ", t("page.timeline-agreed")) : null);
}
