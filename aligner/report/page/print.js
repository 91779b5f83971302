// On paper nothing scrolls: the pair is laid out whole, a row a link, with its divergences beneath. Views other than the
// overview and the texts print as they stand.

function printPage() {
  if (!data.pairs.length || !["overview", "texts"].includes(state.view)) return;
  const pair = data.pairs[state.pair];
  const paper = byId("paper");
  const cell = (side, indices) => {
    const doc = pair.doc[side];
    return h("td", { lang: doc.lang }, indices.map((i) => [
      h("span", { class: "num" }, `${i + 1} `),
      marked(doc, doc.starts[i], doc.ends[i], (highlights[doc.number].get(i) ?? []).filter(({ flag }) => inPair(flag, pair) && isLive(flag)).map(({ start, end, flag }) => ({ start, end, cls: `flag ${flag.severity}` }))),
      side === "zh" ? "" : " ",
    ]));
  };
  const here = gravest.filter((flag) => inPair(flag, pair) && isLive(flag));
  fill(paper, 
    h("h1", {}, `${pair.doc.zh.name} ↔ ${pair.doc.en.name}`),
    h("p", {}, t("page.answer", { zh: percent(pair.shares.zh.ratio), en: percent(pair.shares.en.ratio) })),
    here.length ? h("h2", {}, t("page.divergences")) : "",
    h("ol", {}, here.map((flag) => h("li", {}, h("b", {}, `${SHAPES[flag.severity]} ${t(`severity.${flag.severity}`)} · ${t(`kind.${flag.kind}`)}: `), told(flag.message), " ", SIDES.map((side) => [reading(flag, side), " "])))),
    h("table", {},
      h("thead", {}, h("tr", {}, SIDES.map((side) => h("th", { scope: "col" }, t(`lang.${side}`))))),
      h("tbody", {}, printRows(pair).map((bead) => h("tr", { class: bead.linked ? bead.certainty : "unlinked" }, cell("zh", bead.zh), cell("en", bead.en))))),
    h("p", {}, h("code", {}, data.signature)));
  paper.hidden = false;
}

// All links by the Chinese text; an unlinked English sentence before the first link that begins after it.
function printRows(pair) {
  const rows = [...pair.links, ...SIDES.flatMap((side) => pair.unlinked[side].map((i) => ({ zh: [], en: [], [side]: [i], linked: false })))];
  const anchors = [...pair.links].sort((a, b) => a.en[0] - b.en[0]);
  const key = (row) => {
    if (row.zh.length) return row.zh[0] + 0.5;
    const next = anchors.find((bead) => bead.en[0] > row.en[0]);
    return next ? next.zh[0] : Infinity;
  };
  return rows.map((row) => [key(row), row]).sort((a, b) => a[0] - b[0] || (a[1].en[0] ?? 0) - (b[1].en[0] ?? 0)).map(([, row]) => row);
}

addEventListener("beforeprint", printPage);
addEventListener("afterprint", () => {
  byId("paper").hidden = true;
  byId("paper").replaceChildren();
});
