// Beside the texts: divergences, links (the doubtful first) and what has no counterpart, each a list that goes there.

let panelList = null;

const PANELS = ["flags", "links", "unlinked"];

function panelView(pair) {
  return h("aside", { class: "panel", id: "panel", "aria-label": t("page.panel-title") },
    h("div", { class: "tabs", role: "tablist", "aria-label": t("page.panel-title") },
      PANELS.map((name) => h("button", {
        type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "panel-body", "aria-selected": String(state.panel === name),
        tabindex: state.panel === name ? "0" : "-1",
        onclick: () => choosePanel(name),
        onkeydown: (event) => tabKeys(event, name),
      }, t(`page.panel.${name}`), " ", h("span", { class: "count" }, number(panelItems(name, pair).length)))),
      h("button", { type: "button", class: "close", "aria-label": t("page.close"), onclick: () => byId("panel").classList.remove("open") }, "×")),
    h("div", { id: "panel-body", class: "panel-body", role: "tabpanel", "aria-labelledby": `tab-${state.panel}` }));
}

function tabKeys(event, name) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  choosePanel(PANELS[(PANELS.indexOf(name) + step + PANELS.length) % PANELS.length]);
  byId(`tab-${state.panel}`).focus();
}

function choosePanel(name) {
  state.panel = name;
  for (const each of PANELS) {
    byId(`tab-${each}`).setAttribute("aria-selected", String(each === name));
    byId(`tab-${each}`).tabIndex = each === name ? 0 : -1;
  }
  byId("panel-body").setAttribute("aria-labelledby", `tab-${name}`);
  openPanel();
}

function panelItems(name, pair) {
  if (name === "flags") return gravest.filter((flag) => (state.filters.everywhere || inPair(flag, pair)) && passes(flag) && (state.filters.dismissed ? !isLive(flag) : isLive(flag)));
  if (name === "links") return pair.links.filter((bead) => !state.filters.certainties.size || state.filters.certainties.has(bead.certainty)).sort(ORDERS[orderOf(pair)]);
  return SIDES.flatMap((side) => pair.unlinked[side].map((sentence) => ({ side, sentence })));
}

// A translation is checked where it is doubtful; of independent accounts one asks first what corresponds at all.
const orderOf = (pair) => state.order ?? (pair.mode === "parallel" ? "doubtful" : "sure");
const ORDERS = {
  doubtful: (a, b) => a.score - b.score,
  sure: (a, b) => b.score - a.score,
  text: (a, b) => a.zh[0] - b.zh[0],
};

// The sure, the probable and the possible, each alone where the reader wants them so; and in which order.
function linksHead(pair) {
  const pick = h("select", { id: "order", "aria-label": t("page.order"), onchange: (event) => { state.order = event.target.value; openPanel(); byId("order").focus(); } },
    Object.keys(ORDERS).map((name) => h("option", { value: name, selected: name === orderOf(pair) }, t(`page.order-${name}`))));
  const count = (name) => pair.links.filter((bead) => bead.certainty === name).length;
  return h("div", { class: "filters order", role: "group", "aria-label": t("page.filters") },
    h("div", {}, CERTAINTIES.filter(count).map((name) => chip(state.filters.certainties, name, h("span", { class: `sureness ${name}` }, h("i", { "aria-hidden": "true" }), t(`certainty.${name}`)), count(name)))),
    pick);
}

// A button that narrows a list to one value of a set, and shows how many there are.
function chip(set, value, label, count) {
  return h("button", {
    type: "button", class: "chip", "aria-pressed": String(set.has(value)), "data-filter": value,
    onclick: () => {
      if (!set.delete(value)) set.add(value);
      openPanel();
      byId("panel-body").querySelector(`[data-filter="${value}"]`)?.focus();
    },
  }, label, " ", h("span", { class: "count" }, number(count)));
}

const passes = (flag) =>
  (!state.filters.kinds.size || state.filters.kinds.has(flag.kind)) &&
  (!state.filters.severities.size || state.filters.severities.has(flag.severity));

function openPanel() {
  const pair = data.pairs[state.pair];
  const body = byId("panel-body");
  const items = panelItems(state.panel, pair);
  panelList?.close();
  panelList = null;
  const box = h("div", { class: "list", role: "list", tabindex: "-1" });
  const heads = {
    flags: () => [filtersView(pair), stepper(items)],
    links: () => [linksHead(pair)],
    unlinked: () => [h("p", { class: "quiet" }, t("page.unlinked-why"))],
  };
  fill(body, heads[state.panel](), box);
  byId(`tab-${state.panel}`).querySelector(".count").textContent = number(items.length);
  if (!items.length) {
    box.append(h("p", { class: "quiet" }, t(state.panel === "flags" && !sought("flags") ? "page.not-sought" : `page.panel-none.${state.panel}`)));
    return;
  }
  const draw = { flags: flagCard, links: linkCard, unlinked: unlinkedCard }[state.panel];
  panelList = new VirtualList(box, {
    count: items.length,
    estimate: () => (state.panel === "flags" ? 118 : 84),
    draw: (i) => draw(items[i], pair, i, items.length),
  });
  panelList.items = items;
  panelList.render();
}

function filtersView(pair) {
  const all = flags.filter((flag) => state.filters.everywhere || inPair(flag, pair));
  const dismissed = all.filter((flag) => !isLive(flag)).length;
  const here = all.filter((flag) => isLive(flag) !== state.filters.dismissed);
  const counted = (key) => {
    const counts = new Map();
    here.forEach((flag) => counts.set(flag[key], (counts.get(flag[key]) ?? 0) + 1));
    return counts;
  };
  const severities = counted("severity");
  const kinds = [...counted("kind")].sort((a, b) => b[1] - a[1]);
  const everywhere = h("input", { type: "checkbox", id: "everywhere", onchange: (event) => { state.filters.everywhere = event.target.checked; openPanel(); } });
  everywhere.checked = state.filters.everywhere;
  return h("div", { class: "filters", role: "group", "aria-label": t("page.filters") },
    h("div", {}, SEVERITIES.filter((s) => severities.has(s)).map((s) => chip(state.filters.severities, s, [h("span", { class: `shape ${s}`, "aria-hidden": "true" }, SHAPES[s]), " ", t(`severity.${s}`)], severities.get(s)))),
    h("div", {}, kinds.map(([kind, count]) => chip(state.filters.kinds, kind, t(`kind.${kind}`), count))),
    dismissed || state.filters.dismissed ? h("div", {}, h("button", {
      type: "button", class: "chip", id: "dismissed", "aria-pressed": String(state.filters.dismissed),
      onclick: () => { state.filters.dismissed = !state.filters.dismissed; openPanel(); byId("dismissed")?.focus(); },
    }, t("page.review.dismissed-ones"), " ", h("span", { class: "count" }, number(dismissed)))) : null,
    decisionsOf(pair).some(({ verdict }) => verdict !== "marked") ? h("p", { class: "quiet" }, t("page.review.stale")) : null,
    h("div", { class: "filter-foot" },
      data.pairs.length > 1 ? h("label", { for: "everywhere" }, everywhere, " ", t("page.everywhere")) : null,
      state.filters.kinds.size + state.filters.severities.size
        ? h("button", { type: "button", class: "small", onclick: () => { state.filters.kinds.clear(); state.filters.severities.clear(); openPanel(); } }, t("page.filters-clear"))
        : null));
}

function stepper(items) {
  const at = items.findIndex((flag) => flag.number === state.flag);
  const label = !items.length ? "0" : at < 0 ? number(items.length) : t("page.of", { n: at + 1, total: items.length });
  return h("div", { class: "stepper" },
    h("button", { type: "button", class: "small", "aria-label": t("page.previous-flag"), onclick: () => stepFlag(-1) }, "↑"),
    h("span", { class: "figures", id: "flag-place" }, label),
    h("button", { type: "button", class: "small", "aria-label": t("page.next-flag"), onclick: () => stepFlag(1) }, "↓"),
    h("span", { class: "spring" }),
    h("button", { type: "button", class: "small", id: "export-tsv", onclick: () => exportFlags(items, "tsv") }, "TSV ↓"),
    h("button", { type: "button", class: "small", id: "export-xlsx", onclick: () => exportFlags(items, "xlsx") }, "Excel ↓"));
}

// A card of the list is one button: what it holds is read as its name.
function card(attributes, act, ...children) {
  return h("div", { role: "listitem", class: "card-item" }, h("button", { type: "button", ...attributes, class: `card ${attributes.class ?? ""}`, onclick: act }, ...children));
}

// Beside the card, not in it: a button holds no other.
function dismissButton(flag) {
  const dismiss = () => {
    const items = panelItems("flags", data.pairs[state.pair]);
    const next = items[items.indexOf(flag) + 1] ?? items[items.indexOf(flag) - 1];
    toggleDismissed(flag);
    (next && byId("panel-body").querySelector(`[data-dismiss="${next.number}"]`) || byId("tab-flags")).focus();
  };
  return h("button", { type: "button", class: "small dismiss", "data-dismiss": flag.number, onclick: dismiss }, t(isLive(flag) ? "page.do.dismiss" : "page.do.restore"));
}

function flagCard(flag) {
  const item = card({ class: `${flag.severity}${state.flag === flag.number ? " now" : ""}`, "data-flag": flag.number, "aria-current": state.flag === flag.number ? "true" : undefined },
    () => goToFlag(flag), ...flagBody(flag));
  if (flag.pair !== null) item.append(dismissButton(flag));
  return item;
}

function flagBody(flag) {
  return [
    h("span", { class: "card-head" },
      h("span", { class: `shape ${flag.severity}`, "aria-hidden": "true" }, SHAPES[flag.severity]), " ",
      h("span", { class: `word ${flag.severity}` }, t(`severity.${flag.severity}`)), " · ", t(`kind.${flag.kind}`),
      h("span", { class: "confidence", title: t("page.confidence") }, sureAs(flag.confidence))),
    h("span", { class: "card-text" }, told(flag.message)),
    h("span", { class: "readings" }, SIDES.map((side) => reading(flag, side))),
    ...flag.also[state.ui].map((line) => h("span", { class: "also" }, line)),
  ];
}

// What one side says, and how it was read where that is not the same.
function reading(flag, side) {
  const places = flag[side];
  const read = flag.read[state.ui][SIDES.indexOf(side)];
  const quoted = places.slice(0, 2).map(([doc, start, end]) => quote(docs[doc], start, end));
  return h("span", { class: "reading-side" },
    h("span", { class: "side" }, t(`lang.${side}`)),
    places.length ? quoted : h("span", { class: "nothing" }, "—"),
    read && !places.some(([doc, start, end]) => flowing(docs[doc], start, end) === read) ? h("span", { class: "read" }, read) : null);
}

function quote(doc, start, end, most = 90) {
  const text = flowing(doc, start, end);
  const whole = doc.lang === "zh" ? "" : /\s+\S*$/; // an English word is not cut
  const short = text.length > most ? `${text.slice(0, most).replace(whole, "")}…` : text;
  return h("q", { lang: doc.lang }, short);
}

function linkCard(bead, pair) {
  const quoteOf = (side) => quote(pair.doc[side], pair.doc[side].starts[bead[side][0]], pair.doc[side].ends[bead[side].at(-1)]);
  return card({ "data-bead": bead.number }, () => { closePanelOverlay(); select("zh", bead.zh[0], { show: true }); },
    h("span", { class: "card-head" },
      h("span", { class: `sureness ${bead.certainty}` }, h("i", { "aria-hidden": "true" }), t(`certainty.${bead.certainty}`), " ", h("b", {}, sureAs(bead.score))),
      h("span", { class: "confidence" }, `${numbers(bead.zh)} — ${numbers(bead.en)}`)),
    h("span", { class: "readings" }, SIDES.map((side) => h("span", { class: "reading-side" }, h("span", { class: "side" }, t(`lang.${side}`)), quoteOf(side)))),
    reasonsLines(bead.reasons, 4));
}

function unlinkedCard({ side, sentence }, pair) {
  const doc = pair.doc[side];
  return card({}, () => { closePanelOverlay(); select(side, sentence, { show: true }); },
    h("span", { class: "card-head" }, h("span", { class: "side" }, t(`lang.${side}`)), " ", String(sentence + 1)),
    h("span", { class: "readings" }, quote(doc, doc.starts[sentence], doc.ends[sentence])));
}

function closePanelOverlay() {
  byId("panel")?.classList.remove("open");
}

// Go to a divergence: its pair, both places level with each other and highlighted.
function goToFlag(flag) {
  const wanted = inPair(flag, data.pairs[state.pair]) ? data.pairs[state.pair] : pairOf(flag);
  state.flag = flag.number;
  if (state.view !== "texts" || state.pair !== wanted.number) {
    location.hash = `#texts/${wanted.number}/flag/${flag.number}`;
    return;
  }
  closePanelOverlay();
  showFlag(flag);
}

function showFlag(flag) {
  const pair = data.pairs[state.pair];
  state.flag = flag.number;
  const [doc, start] = firstPlace(flag);
  const side = docs[doc].lang;
  SIDES.forEach((s) => panes[s].list.render(true));
  select(side, sentenceAt(docs[doc], start), { show: true, quiet: true });
  const there = flag[other(side)].find(([d]) => d === pair[other(side)]);
  if (there) {
    const target = panes[other(side)];
    const i = sentenceAt(docs[there[0]], there[1]);
    if (!target.list.visible(i)) target.list.show(i, 0.35);
  }
  history.replaceState(null, "", `#texts/${pair.number}/flag/${flag.number}`);
  if (state.panel === "flags") markCard(flag);
  announce(`${t(`severity.${flag.severity}`)} · ${t(`kind.${flag.kind}`)}: ${told(flag.message)}`);
}

function markCard(flag) {
  const at = panelList?.items.indexOf(flag) ?? -1;
  if (at < 0) return;
  byId("flag-place").textContent = t("page.of", { n: at + 1, total: panelList.items.length });
  if (!panelList.visible(at) || panelList.offset(at) < panelList.box.scrollTop) panelList.show(at, 0.1);
  panelList.render(true);
}

function stepFlag(step) {
  if (state.view !== "texts") return;
  const items = panelItems("flags", data.pairs[state.pair]);
  if (!items.length) return announce(t("page.panel-none.flags"));
  goToFlag(items[nextOf(items, step)]);
}

// The item after or before the divergence in focus, round the end; also where that one has just been dismissed.
function nextOf(items, step) {
  const order = (flag) => gravest.indexOf(flag);
  const here = state.flag === null ? -1 : order(flags[state.flag]);
  const found = step > 0 ? items.findIndex((flag) => order(flag) > here) : items.findLastIndex((flag) => order(flag) < here);
  return found >= 0 ? found : step > 0 ? 0 : items.length - 1;
}
