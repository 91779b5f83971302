// The bar at the top, the address in the hash, and what each view draws.

const VIEWS = ["overview", "texts", "events", "coverage", "map", "timeline", "repeats"];
const DRAW = { overview: overviewView, texts: textsView, events: eventsView, coverage: coverageView, map: mapView, timeline: timelineView, repeats: repeatsView };

// Those that have something to show.
function views() {
  const empty = { overview: !data.pairs.length && data.groups.length > 0, texts: !data.pairs.length, events: !data.events.length, coverage: !data.coverage.length, map: !data.pairs.length, timeline: !data.timeline.length, repeats: !sought("duplicates") };
  return VIEWS.filter((view) => !empty[view]);
}

function go(view) {
  if (!views().includes(view)) return; // a number of the keyboard whose view has nothing to show here
  location.hash = view === "texts" || view === "map" ? `#${view}/${state.pair}` : `#${view}`;
}

// `#view`, `#texts/PAIR`, `#texts/PAIR/zh/SENTENCE`, `#texts/PAIR/flag/NUMBER`, `#map/PAIR`, `#repeats/NUMBER`
function route() {
  const [view, first, what, last] = location.hash.slice(1).split("/");
  const next = views().includes(view) ? view : views()[0];
  const pair = next === "texts" || next === "map" ? clamp(Number(first) || 0, 0, data.pairs.length - 1) : state.pair;
  const same = state.view === next && state.pair === pair && byId("main").childElementCount;
  const moved = state.view !== next;
  state.view = next;
  state.pair = pair;
  if (!same) draw();
  if (next === "texts" && what === "flag" && flags[last]) showFlag(flags[Number(last)]);
  else if (next === "texts" && SIDES.includes(what)) select(what, Number(last) || 0, { show: true, quiet: true });
  else if (next === "repeats" && first) byId(`group-${first}`)?.scrollIntoView();
  else if (moved) scrollTo(0, 0);
  if (moved) byId("main").focus({ preventScroll: true });
}

function draw() {
  state.linking = null;
  closeTexts();
  panelList?.close();
  panelList = null;
  document.documentElement.lang = state.ui === "zh" ? "zh-Hans" : "en";
  document.body.dataset.view = state.view;
  byId("skip").textContent = t("page.skip");
  drawBar();
  DRAW[state.view](byId("main"));
}

function drawBar() {
  const pick = h("select", { id: "pair", "aria-label": t("page.pair"), onchange: (event) => { state.pair = Number(event.target.value); go(state.view === "map" ? "map" : "texts"); } },
    data.pairs.map((pair) => h("option", { value: pair.number, selected: pair.number === state.pair }, `${pair.doc.zh.name} ↔ ${pair.doc.en.name}`)));
  const query = h("input", {
    type: "search", id: "query", placeholder: t("page.search"), "aria-label": t("page.search"), autocomplete: "off",
    oninput: (event) => search(event.target.value),
    onkeydown: (event) => { if (event.key === "Enter") { event.preventDefault(); stepHit(event.shiftKey ? -1 : 1); } },
  });
  query.value = state.query;
  fill(byId("bar"), 
    h("a", { class: "name", href: "#overview" }, "aligner"),
    h("nav", { "aria-label": t("page.views") }, views().map((view) =>
      h("a", { href: view === "texts" || view === "map" ? `#${view}/${state.pair}` : `#${view}`, "aria-current": state.view === view ? "page" : undefined }, t(`page.view.${view}`)))),
    data.pairs.length > 1 && (state.view === "texts" || state.view === "map") ? pick : null,
    h("span", { class: "spring" }),
    data.pairs.length ? h("span", { class: "searching" }, query, h("span", { id: "hits", class: "figures", role: "status" })) : h("span", { id: "hits" }),
    data.pairs.length ? h("button", { type: "button", class: "icon", id: "review-button", title: t("page.review.title"), onclick: openReview }, reviewButton()) : null,
    state.view === "texts" ? h("button", { type: "button", class: "icon panel-button", id: "open-panel", "aria-label": t("page.panel-title"), title: t("page.panel-title"), onclick: () => { byId("panel").classList.toggle("open"); panelList?.render(true); } }, panelButton()) : null,
    h("button", { type: "button", class: "icon", id: "language", onclick: switchLanguage, lang: state.ui === "zh" ? "en" : "zh-Hans" }, state.ui === "zh" ? "English" : "中文"),
    h("button", { type: "button", class: "icon", id: "theme", onclick: switchTheme, "aria-label": t("page.theme"), title: t("page.theme") }, "◐"),
    h("button", { type: "button", class: "icon", id: "keys", onclick: openHelp, "aria-label": t("page.help-title"), title: t("page.help-title") }, "?"));
}

function reviewButton() {
  const count = Object.values(reviewCounts()).reduce((a, b) => a + b);
  return [`✎ ${t("page.review.title")}`, count ? h("span", { class: "count" }, ` ${number(count)}`) : ""];
}

// Draw anew what the reader's decisions change, where the reader is.
function redraw() {
  fill(byId("review-button"), reviewButton());
  if (state.view !== "texts") return draw();
  SIDES.forEach((side) => panes[side].list.render(true));
  const scroll = panelList?.box.scrollTop ?? 0;
  openPanel();
  if (panelList) {
    panelList.box.scrollTop = scroll;
    panelList.render();
  }
  drawDetail();
  drawBands();
  return undefined;
}

function panelButton() {
  const count = panelItems("flags", data.pairs[state.pair]).length;
  return count ? `▲ ${number(count)}` : "☰";
}

function switchLanguage() {
  state.ui = state.ui === "zh" ? "en" : "zh";
  storage.write("ui", state.ui);
  const chosen = state.selected;
  const scrolls = panes && SIDES.map((side) => panes[side].box.scrollTop);
  draw();
  if (scrolls) SIDES.forEach((side, n) => { panes[side].box.scrollTop = scrolls[n]; panes[side].list.render(); });
  if (chosen && panes) select(chosen.side, chosen.sentence, { bring: false });
  byId("language").focus();
}

const dark = matchMedia("(prefers-color-scheme: dark)");
function paint() {
  document.documentElement.dataset.theme = state.theme ?? (dark.matches ? "dark" : "light");
}
function switchTheme() {
  state.theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  storage.write("theme", state.theme);
  paint();
}
dark.addEventListener("change", paint);

addEventListener("hashchange", route);
docs.forEach((doc) => { doc.alignedSet = new Set(doc.aligned); });
paint();
route();
