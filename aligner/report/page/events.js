// What several accounts tell: an event a section, its versions side by side, those told by most accounts first.

const SHOWN_EVENTS = 60; // at a time

data.events = data.events.map(([score, members], number) => {
  const told = new Map(); // document number -> places
  for (const place of members) told.set(place[0], [...(told.get(place[0]) ?? []), place]);
  return { number, score, told, accounts: told.size };
});

const EVENT_ORDERS = {
  most: (a, b) => b.accounts - a.accounts || a.number - b.number,
  date: (a, b) => (firstDate(a) < firstDate(b) ? -1 : firstDate(a) > firstDate(b) ? 1 : a.number - b.number),
  text: (a, b) => a.number - b.number,
};
const firstDate = (event) => datesOf(event)[0] ?? "~"; // the undated last

const datedIn = data.events.map(() => []); // event number -> its dated statements
data.timeline.forEach((entry) => { if (entry.event !== null) datedIn[entry.event].push(entry); });

// The dates that most of its accounts give.
function datesOf(event) {
  event.dates ??= commonest(datedIn[event.number]);
  return event.dates;
}

function commonest(entries) {
  const given = new Map(); // date -> documents
  for (const { date, place } of entries) given.set(date, (given.get(date) ?? new Set()).add(place[0]));
  const most = Math.max(0, ...[...given.values()].map((documents) => documents.size));
  return [...given].filter(([, documents]) => documents.size === most).map(([date]) => date).sort();
}

// Divergences that touch a version of the event; between two accounts both sides must be versions of it.
function eventFlags(event) {
  const inside = ([doc, start, end]) => (event.told.get(doc) ?? []).some(([, from, to]) => start < to && end > from);
  return gravest.filter((flag) => isLive(flag) && SIDES.every((side) => flag[side].every(inside)) && flag.zh.length + flag.en.length);
}

function eventsView(main) {
  const least = state.eventsLeast ?? 2;
  const order = state.eventsOrder ?? "most";
  const counts = [...new Set(data.events.map((event) => event.accounts))].sort((a, b) => a - b).filter((n) => n > 1);
  const wanted = data.events.filter((event) => event.accounts >= least).sort(EVENT_ORDERS[order]);
  const list = h("div", { class: "events-list" });
  const more = h("button", { type: "button", class: "small", onclick: () => grow() });
  const grow = () => {
    const from = list.childElementCount;
    list.append(...wanted.slice(from, from + SHOWN_EVENTS).map(eventSection));
    markOthers(list);
    const left = wanted.length - list.childElementCount;
    more.hidden = !left;
    more.textContent = t("page.more-events", { n: left });
  };
  const choose = (id, label, values, chosen, act) => h("label", { for: id }, label, " ", h("select", { id, onchange: (event) => { act(event.target.value); eventsView(main); byId(id).focus(); } },
    values.map(([value, words]) => h("option", { value, selected: value === chosen }, words))));
  fill(main, h("div", { class: "page events" },
    h("h1", {}, t("page.events")),
    h("p", { class: "quiet" }, t("page.events-why")),
    h("div", { class: "events-head" },
      choose("events-least", t("page.events-least"), counts.map((n) => [n, t("page.accounts", { n })]), least, (value) => { state.eventsLeast = Number(value); }),
      choose("events-order", t("page.events-order"), Object.keys(EVENT_ORDERS).map((name) => [name, t(`page.events-order-${name}`)]), order, (value) => { state.eventsOrder = value; }),
      h("span", { class: "figures", role: "status" }, t("page.events-count", { n: wanted.length })),
      h("span", { class: "spring" }),
      h("button", { type: "button", class: "small", id: "events-tsv", onclick: () => exportEvents(wanted, "tsv") }, "TSV ↓"),
      h("button", { type: "button", class: "small", id: "events-xlsx", onclick: () => exportEvents(wanted, "xlsx") }, "Excel ↓")),
    list, more));
  grow();
}

function eventSection(event) {
  const found = eventFlags(event);
  const dates = datesOf(event);
  const silent = docs.filter((doc) => !event.told.has(doc.number)).map((doc) => doc.name);
  const title = `event-${event.number}`;
  return h("section", { class: "event", "aria-labelledby": title },
    h("h2", { id: title },
      dates.length ? dates.map(dated).join(" · ") : t("page.event-number", { n: event.number + 1 }),
      h("span", { class: "group-facts" }, t("page.event-told", { n: event.accounts, total: docs.length }))),
    h("div", { class: "copies" }, SIDES.flatMap((side) => docs.filter((doc) => doc.lang === side && event.told.has(doc.number))).map((doc) => version(doc, event.told.get(doc.number), found))),
    found.length ? h("ul", { class: "plain event-flags" }, found.map((flag) => h("li", {}, h("a", { href: `#texts/${pairOf(flag).number}/flag/${flag.number}` },
      h("span", { class: `shape ${flag.severity}`, "aria-hidden": "true" }, SHAPES[flag.severity]), ` ${t(`kind.${flag.kind}`)}: `, told(flag.message))))) : null,
    silent.length ? h("p", { class: "quiet" }, t("page.event-silent"), " ", silent.join(state.ui === "zh" ? "、" : ", ")) : null);
}

function version(doc, places, found) {
  const marks = found.flatMap((flag) => [...flag.zh, ...flag.en].filter(([number]) => number === doc.number).map(([, start, end]) => ({ start, end, cls: `flag ${flag.severity}`, title: told(flag.message) })));
  const address = addressOf(places[0]);
  return h("div", { class: "copy" },
    h("h3", {}, h(address ? "a" : "span", { href: address }, h("span", { class: "side" }, t(`lang.${doc.lang}`)), " ", doc.name)),
    places.map(([, start, end]) => h("p", { class: "copy-text", lang: doc.lang }, marked(doc, start, end, marks))));
}

function exportEvents(wanted, kind) {
  const head = [t("page.event-dates-column"), t("page.event-accounts-column"), ...docs.map((doc) => doc.name)];
  const cell = (event, doc) => (event.told.get(doc.number) ?? []).map(([, start, end]) => flowing(doc, start, end)).join(" […] ");
  const table = [head, ...wanted.map((event) => [datesOf(event).join(" "), event.accounts, ...docs.map((doc) => cell(event, doc))])];
  if (kind === "tsv") download("events.tsv", "text/tab-separated-values", toTsv(table));
  else download("events.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", toXlsx(table, t("page.view.events"), [14, 9, ...docs.map(() => 50)]));
}
