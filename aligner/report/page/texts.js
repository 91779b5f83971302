// Both texts side by side: two panes that draw only what is in view, and between them a band for each link.

let panes = null; // {zh: Pane, en: Pane}
let hovered = null;

class Pane {
  constructor(pair, side) {
    this.pair = pair;
    this.side = side;
    this.doc = pair.doc[side];
    this.box = h("div", {
      class: "pane", id: `pane-${side}`, role: "listbox", tabindex: "0",
      "aria-label": t("page.pane", { lang: t(`lang.${side}`), name: this.doc.name }),
      onkeydown: () => { driver = side; },
      onwheel: () => { driver = side; },
      ontouchstart: () => { driver = side; },
      onpointerdown: () => { driver = side; },
      onfocus: () => this.focused(),
      onclick: (event) => this.clicked(event),
      onmouseover: (event) => this.hover(event.target.closest(".row")),
      onmouseleave: () => this.hover(null),
      onscroll: () => follow(side),
    });
  }

  open() {
    this.list = new VirtualList(this.box, {
      count: this.doc.size,
      estimate: (i) => this.guess(i),
      draw: (i) => this.row(i),
      moved: () => drawBands(),
    });
    this.list.render();
  }

  guess(i) {
    const width = Math.max(120, this.box.clientWidth - 72);
    const em = 16.5;
    const length = this.doc.ends[i] - this.doc.starts[i];
    const lines = Math.ceil((length * em * (this.doc.lang === "zh" ? 1 : 0.47)) / width) || 1;
    return lines * 27 + 9 + (this.opens(i) ? 12 : 0);
  }

  opens(i) {
    return i > 0 && this.doc.par[i] !== this.doc.par[i - 1];
  }

  row(i) {
    const { doc, side, pair } = this;
    const role = roleOf(doc, i);
    const links = pair.of[side].get(i) ?? [];
    const aligned = doc.alignedSet.has(i);
    const best = links.reduce((a, b) => (a && a.score >= b.score ? a : b), null);
    const found = (highlights[doc.number].get(i) ?? []).filter(({ flag }) => inPair(flag, pair));
    const classes = ["row", `role-${role}`];
    if (this.opens(i)) classes.push("opens");
    if (best) classes.push("linked", best.certainty);
    else classes.push(aligned ? "unlinked" : "aside");
    if (best?.moved) classes.push("moved");
    const label = this.label(i, links, aligned, role, found);
    const worst = found.map(({ flag }) => flag.severity).sort((a, b) => SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b))[0];
    const status = links.map((bead) => statusOf(pair, bead)).find(Boolean);
    return h("div", {
      class: classes.join(" "), role: "option", id: `${side}-${i}`, "data-i": i, "aria-label": label,
      "aria-selected": String(this.isSelected(i)), "aria-setsize": doc.size, "aria-posinset": i + 1,
      "data-part": this.part(i),
    },
      h("span", { class: "num", "aria-hidden": "true" }, String(i + 1),
        worst ? h("span", { class: `shape ${worst}`, title: t(`severity.${worst}`) }, SHAPES[worst]) : null,
        status ? h("span", { class: `status ${status}`, title: t(`page.status.${status}`) }, status === "confirmed" ? "✓" : "★") : null),
      h("span", { class: "words", lang: sentenceLang(doc, i) }, marked(doc, doc.starts[i], doc.ends[i], this.marks(i, found))),
      this.tag(i, aligned, best, role),
    );
  }

  // Said once for a run of such sentences; each shows it by its ground.
  tag(i, aligned, best, role) {
    if (best) return null;
    const before = i > 0 && !this.pair.of[this.side].has(i - 1);
    const same = before && this.doc.alignedSet.has(i - 1) === aligned && (aligned || roleOf(this.doc, i - 1) === role);
    return same ? null : h("span", { class: "tag" }, aligned ? t("page.no-counterpart") : t(`role.${role}`));
  }

  label(i, links, aligned, role, found) {
    const parts = [`${i + 1}. ${sentenceText(this.doc, i)}`];
    if (links.length) parts.push(...links.map((b) => t("page.label.link", { numbers: numbers(b[other(this.side)]), certainty: t(`certainty.${b.certainty}`) })));
    else parts.push(aligned ? t("page.no-counterpart") : t(`role.${role}`));
    for (const { flag } of found) parts.push(`${t(`severity.${flag.severity}`)}: ${t(`kind.${flag.kind}`)}`);
    return parts.join(" · ");
  }

  marks(i, found) {
    const marks = found.map(({ start, end, flag }) => ({
      start, end, cls: `flag ${flag.severity}${state.flag === flag.number ? " now" : ""}`,
      title: `${t(`severity.${flag.severity}`)} · ${t(`kind.${flag.kind}`)}: ${told(flag.message)}`,
    }));
    return marks.concat(searchMarks(this.doc, i));
  }

  isSelected(i) {
    return state.selected?.side === this.side && state.selected.sentence === i;
  }

  part(i) {
    if (this.isSelected(i)) return "selected";
    if (state.selected && partners(this.pair, state.selected)[this.side].has(i)) return "partner";
    if (hovered && (hovered.side === this.side ? hovered.sentence === i : partners(this.pair, hovered)[this.side].has(i))) return "hovered";
    return undefined;
  }

  // Only attributes change when the selection moves, so that rows under the pointer are not replaced.
  refresh() {
    for (let i = this.list.first; i <= this.list.last; i++) {
      const node = this.list.node(i);
      if (!node) continue;
      const part = this.part(i);
      if (part) node.dataset.part = part;
      else delete node.dataset.part;
      node.setAttribute("aria-selected", String(this.isSelected(i)));
    }
    if (state.selected?.side === this.side) this.box.setAttribute("aria-activedescendant", `${this.side}-${state.selected.sentence}`);
    else this.box.removeAttribute("aria-activedescendant");
  }

  clicked(event) {
    const row = event.target.closest(".row");
    if (row && !String(getSelection())) select(this.side, Number(row.dataset.i));
  }

  focused() {
    if (state.selected?.side !== this.side && this.doc.size) {
      const pointed = this.box.matches(":active"); // a click chooses for itself
      if (!pointed) select(this.side, this.list.at(this.box.scrollTop + 40));
    }
  }

  hover(row) {
    const next = row ? { side: this.side, sentence: Number(row.dataset.i) } : null;
    if (next?.sentence === hovered?.sentence && next?.side === hovered?.side) return;
    hovered = next;
    SIDES.forEach((side) => panes[side].refresh());
    drawBands();
    clearTimeout(this.dwell);
    if (next && scrollsAlong()) this.dwell = setTimeout(() => bringPartner(next, false), 350);
  }
}

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
  if (bring) bringPartner(state.selected, true);
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

// One band a link, between the rows that it holds; several where its sentences are not neighbours.
function drawBands() {
  const svg = byId("bands");
  if (!panes?.zh.list || !panes.en.list || !svg) return;
  const pair = data.pairs[state.pair];
  const width = svg.clientWidth;
  if (!width) return;
  const near = new Set();
  for (const side of SIDES) {
    const { list } = panes[side];
    const from = list.at(list.box.scrollTop);
    const to = list.at(list.box.scrollTop + list.box.clientHeight);
    for (let i = from; i <= to && list.count; i++) (pair.of[side].get(i) ?? []).forEach((bead) => near.add(bead));
  }
  const lit = litBeads(pair);
  const paths = [...near]
    .sort((a, b) => lit.has(a) - lit.has(b))
    .map((bead) => {
      const classes = ["band", bead.certainty, bead.moved && "moved", lit.has(bead) && "lit"].filter(Boolean).join(" ");
      const d = runs(bead.zh).flatMap((left) => runs(bead.en).map((right) => band(left, right, width))).join("");
      return h("path", { d, class: classes, "data-bead": bead.number, onclick: () => select("zh", bead.zh[0]) },
        h("title", {}, bandTitle(bead)));
    });
  svg.replaceChildren(...paths);
}

function litBeads(pair) {
  const lit = new Set();
  for (const at of [state.selected, hovered]) if (at) (pair.of[at.side].get(at.sentence) ?? []).forEach((bead) => lit.add(bead));
  return lit;
}

function bandTitle(bead) {
  return `${numbers(bead.zh)} — ${numbers(bead.en)} · ${t(`certainty.${bead.certainty}`)} ${percent(bead.score)}`;
}

function runs(indices) {
  const found = [];
  for (const i of indices) {
    if (found.length && found[found.length - 1][1] === i - 1) found[found.length - 1][1] = i;
    else found.push([i, i]);
  }
  return found;
}

function band([zhFirst, zhLast], [enFirst, enLast], width) {
  const edge = (side, i, end) => {
    const { list, box } = panes[side];
    return Math.round((list.offset(i) + (end ? list.heights[i] - 5 : 5) - box.scrollTop) * 2) / 2;
  };
  const [a, b] = [edge("zh", zhFirst, false), edge("zh", zhLast, true)];
  const [c, d] = [edge("en", enFirst, false), edge("en", enLast, true)];
  const m = width / 2;
  return `M0 ${a}C${m} ${a} ${m} ${c} ${width} ${c}L${width} ${d}C${m} ${d} ${m} ${b} 0 ${b}Z`;
}

// What is known of the chosen sentence: its links, why they were made, what can be done with them.
function drawDetail() {
  const box = byId("detail");
  if (!box) return;
  const pair = data.pairs[state.pair];
  if (!state.selected) {
    fill(box, h("p", { class: "quiet" }, t("page.detail-none")));
    return;
  }
  const { side, sentence } = state.selected;
  const links = pair.of[side].get(sentence) ?? [];
  if (!links.length) {
    const doc = pair.doc[side];
    const why = doc.alignedSet.has(sentence) ? t("page.no-counterpart") : t(`role.${roleOf(doc, sentence)}`);
    fill(box, h("p", { class: "quiet" }, `${t(`lang.${side}`)} ${sentence + 1} · ${why}`));
    return;
  }
  fill(box, ...links.map((bead) => linkDetail(pair, bead)));
}

function linkDetail(pair, bead) {
  const status = statusOf(pair, bead);
  const button = (name, pressed, act) =>
    h("button", { type: "button", class: "small", "aria-pressed": pressed === null ? undefined : String(pressed), onclick: act }, t(`page.do.${name}`));
  return h("div", { class: "link-detail" },
    h("span", { class: `sureness ${bead.certainty}` }, h("i", { "aria-hidden": "true" }), t(`certainty.${bead.certainty}`), " ", h("b", {}, percent(bead.score))),
    h("span", { class: "facts" }, `${t("lang.zh")} ${numbers(bead.zh)} — ${t("lang.en")} ${numbers(bead.en)}`),
    bead.passage === null ? null : h("span", { class: "facts" }, t("page.passage", { n: bead.passage + 1 })),
    bead.moved ? h("span", { class: "facts" }, t("kind.moved")) : null,
    bead.reasons.length ? h("span", { class: "reasons" }, t("page.shared"), " ", bead.reasons.map((r) => h("span", { class: "reason" }, r))) : null,
    h("span", { class: "acts" },
      button("confirm", status === "confirmed", () => actOn(bead, "confirmed")),
      button("mark", status === "marked", () => actOn(bead, "marked")),
      button("copy", null, () => copyPair(bead))),
  );
}

function actOn(bead, status) {
  const pair = data.pairs[state.pair];
  setStatus(pair, bead, status);
  announce(t(statusOf(pair, bead) ? `page.status.${status}` : "page.status.none"));
  SIDES.forEach((side) => panes[side].list.render(true));
  drawDetail();
}

async function copyPair(bead) {
  const pair = data.pairs[state.pair];
  const text = SIDES.map((side) => bead[side].map((i) => sentenceText(pair.doc[side], i)).join(side === "zh" ? "" : " ")).join("\n");
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page opened from disk may be denied the clipboard; the old way still works there.
    const field = h("textarea", { class: "unseen" });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  announce(t("page.copied"));
}

function textsView(main) {
  const pair = data.pairs[state.pair];
  state.selected = null;
  hovered = null;
  panes = { zh: new Pane(pair, "zh"), en: new Pane(pair, "en") };
  const along = h("input", { type: "checkbox", id: "along", onchange: (event) => { state.along = event.target.checked; } });
  along.checked = scrollsAlong();
  fill(main, 
    h("div", { class: "texts" },
      h("div", { class: "reading" },
        h("div", { class: "heads" },
          h("h2", { lang: state.ui }, h("span", { class: "side" }, t("lang.zh")), " ", pair.doc.zh.name),
          h("label", { class: "along", for: "along", title: t("page.along-why") }, along, " ", t("page.along")),
          h("h2", {}, h("span", { class: "side" }, t("lang.en")), " ", pair.doc.en.name)),
        h("div", { class: "panes" }, panes.zh.box, h("svg", { id: "bands", "aria-hidden": "true" }), panes.en.box),
        h("div", { id: "detail", class: "detail", role: "region", "aria-label": t("page.detail") })),
      panelView(pair)),
  );
  SIDES.forEach((side) => panes[side].open());
  openPanel();
  drawDetail();
}

function closeTexts() {
  if (panes) SIDES.forEach((side) => panes[side].list.close());
  panes = null;
}
