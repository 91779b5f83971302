// Between the texts: one band a link, so that crossing and many-to-many links can be followed by eye.

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
  return `${numbers(bead.zh)} — ${numbers(bead.en)} · ${t(`certainty.${bead.certainty}`)} ${sureAs(bead.score)}`;
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
