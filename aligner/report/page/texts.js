// Both texts side by side: choosing a sentence, bringing its partners level, scrolling along.

let panes = null; // {zh: Pane, en: Pane}
let hovered = null;

const numbers = (indices) => indices.map((i) => i + 1).join(", ");

// {zh: Set, en: Set}: the sentences of all links that hold a sentence, itself left out.
function partners(pair, { side, sentence }) {
  const found = { zh: new Set(), en: new Set() };
  for (const bead of pair.of[side].get(sentence) ?? []) SIDES.forEach((s) => bead[s].forEach((i) => found[s].add(i)));
  found[side].delete(sentence);
  return found;
}

const scrollsAlong = () => state.along ?? data.pairs[state.pair].mode === "parallel";

// Choose a sentence: it and its partners are marked, and the other side comes level with it.
function select(side, sentence, { bring = true, show = false, quiet = false } = {}) {
  const pair = data.pairs[state.pair];
  const i = clamp(sentence, 0, pair.doc[side].size - 1);
  state.selected = { side, sentence: i };
  const pane = panes[side];
  if (show || !comfortable(pane, i)) {
    driver = null;
    pane.list.show(i, 0.35);
  }
  SIDES.forEach((s) => panes[s].refresh());
  if (bring && !state.linking) bringPartner(state.selected, true); // what looks for its counterpart stays in view
  drawDetail();
  drawBands();
  requestAnimationFrame(drawBands); // once more when the browser has settled where both sides stand
  if (!quiet) history.replaceState(null, "", `#texts/${pair.number}/${side}/${i}`);
}

function comfortable(pane, i) {
  const top = pane.list.offset(i) - pane.box.scrollTop;
  return top >= 0 && top + pane.list.heights[i] <= pane.box.clientHeight;
}

function bringPartner({ side, sentence }, level) {
  const pair = data.pairs[state.pair];
  const there = other(side);
  const best = (pair.of[side].get(sentence) ?? []).reduce((a, b) => (a && a.score >= b.score ? a : b), null);
  if (!best || !panes) return;
  const target = panes[there];
  if (!level && target.list.visible(best[there][0])) return;
  const y = panes[side].list.offset(best[side][0]) - panes[side].box.scrollTop;
  driver = null;
  for (let turn = 0; turn < 2; turn++) {
    target.box.scrollTop = target.list.offset(best[there][0]) - clamp(y, 0, target.box.clientHeight * 0.8);
    target.list.render();
  }
}

// Scrolling one side moves the other to where it corresponds, between the links that ascend on both.
let driver = null;
function follow(side) {
  if (driver !== side || !panes || !scrollsAlong()) return;
  const anchors = data.pairs[state.pair].anchors;
  if (anchors.length < 2) return;
  const [here, there] = [panes[side], panes[other(side)]];
  const [a, b] = side === "zh" ? [0, 1] : [1, 0];
  const focus = here.box.clientHeight * 0.3;
  const y = here.box.scrollTop + focus;
  const at = here.list.at(y);
  let low = 0;
  let high = anchors.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (anchors[middle][a] <= at) low = middle;
    else high = middle;
  }
  const next = anchors[low + 1] ?? [data.pairs[state.pair].doc.zh.size, data.pairs[state.pair].doc.en.size];
  const [from, to] = anchors[0][a] > at ? [[0, 0], anchors[0]] : [anchors[low], next];
  const span = here.list.offset(to[a]) - here.list.offset(from[a]) || 1;
  const share = clamp((y - here.list.offset(from[a])) / span, 0, 1);
  const target = there.list.offset(from[b]) + share * (there.list.offset(to[b]) - there.list.offset(from[b]));
  there.box.scrollTop = target - focus;
}

function textsView(main) {
  const pair = data.pairs[state.pair];
  state.selected = null;
  hovered = null;
  panes = { zh: new Pane(pair, "zh"), en: new Pane(pair, "en") };
  const along = h("input", { type: "checkbox", id: "along", onchange: (event) => { state.along = event.target.checked; } });
  along.checked = scrollsAlong();
  fill(main, 
    h("div", { class: "texts", "data-mode": pair.mode },
      h("div", { class: "reading" },
        h("div", { class: "heads" },
          h("h2", {}, h("span", { class: "side" }, t("lang.zh")), " ", pair.doc.zh.name),
          h("label", { class: "along", for: "along", title: t("page.along-why") }, along, " ", t("page.along")),
          h("h2", {}, h("span", { class: "side" }, t("lang.en")), " ", pair.doc.en.name)),
        h("div", { class: "panes" }, panes.zh.box, h("svg", { id: "bands", "aria-hidden": "true" }), panes.en.box),
        h("div", { id: "detail", class: "detail", role: "region", "aria-label": t("page.detail") })),
      panelView(pair)),
  );
  SIDES.forEach((side) => panes[side].open());
  openPanel();
  drawDetail();
  // Independent accounts seldom begin alike: open where they first meet.
  if (pair.mode === "comparable" && pair.links.length) {
    const certain = pair.links.filter((bead) => bead.certainty !== "possible");
    const first = (certain.length ? certain : pair.links).reduce((a, b) => (b.zh[0] < a.zh[0] ? b : a));
    select("zh", first.zh[0], { show: true, quiet: true });
  }
}

function closeTexts() {
  if (panes) SIDES.forEach((side) => panes[side].list.close());
  panes = null;
}
