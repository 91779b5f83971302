// The dot plot: the Chinese text across, the English text down, a dot for each link; click to go there.

function mapView(main) {
  const pair = data.pairs[state.pair];
  fill(main, h("div", { class: "page map" },
    h("h1", {}, t("page.map")),
    h("p", { class: "lede" }, `${pair.doc.zh.name} ↔ ${pair.doc.en.name} · ${howRead(pair)}`),
    h("div", { class: "plot-frame" },
      h("span", { class: "axis across" }, `${t("lang.zh")} →`),
      h("span", { class: "axis down" }, `${t("lang.en")} ↓`),
      h("div", { class: "strip-across" }, pairStrip(pair, "zh")),
      h("div", { class: "strip-down" }, pairStrip(pair, "en")),
      plot(pair)),
    h("div", { class: "map-foot" },
      said(),
      h("p", { class: "legend" },
        CERTAINTIES.map((name) => h("span", { class: "legend-item" }, h("span", { class: `swatch ${name}`, "aria-hidden": "true" }), `${t(`certainty.${name}`)} ${number(pair.links.filter((b) => b.certainty === name).length)}`)),
        h("span", { class: "legend-item" }, h("span", { class: "swatch flagged", "aria-hidden": "true" }), t("page.divergences"))),
      h("p", { class: "quiet" }, t("page.map-why")))));
}

function pairStrip(pair, side) {
  const account = pair.doc[side].coverage;
  const counts = COUNTS.other(account.others.indexOf(pair.doc[other(side)]));
  const label = t("page.strip.told", { name: pair.doc[side].name, other: pair.doc[other(side)].name, share: percent(shareOf(account, counts)) });
  return strip(account, counts, { label, pair, upright: side === "en" });
}

// Places as shares of a text's length in characters, as in the strips beside the plot.
const reach = (doc, list) => [doc.starts[Math.min(...list)] / doc.text.length, doc.ends[Math.max(...list)] / doc.text.length];
const middle = (doc, list) => (doc.starts[list[0]] + doc.ends[list.at(-1)]) / 2 / doc.text.length;

function plot(pair) {
  // One path a certainty: twenty thousand dots are three elements. A dot is a line of no length with round ends.
  const dots = CERTAINTIES.map((name) =>
    h("path", { class: `dots ${name}`, d: pair.links.filter((b) => b.certainty === name).map((b) => `M${middle(pair.doc.zh, b.zh)} ${middle(pair.doc.en, b.en)}h0`).join("") }));
  const passages = pair.passages.map((_, k) => pair.links.filter((bead) => bead.passage === k)).filter((held) => held.length);
  const boxes = passages.map((held) => {
    const [x, x2] = reach(pair.doc.zh, held.flatMap((b) => b.zh));
    const [y, y2] = reach(pair.doc.en, held.flatMap((b) => b.en));
    return h("rect", { class: "passage", x, y, width: x2 - x, height: y2 - y });
  });
  const marks = flags.filter((flag) => inPair(flag, pair) && isLive(flag) && flag.zh.length && flag.en.length).map((flag) => {
    const [x, y] = [flag.zh[0], flag.en[0]].map(([doc, start]) => middle(docs[doc], [sentenceAt(docs[doc], start)]));
    return `M${x} ${y}h0`;
  });
  return h("svg", {
    class: "plot", viewBox: "0 0 1 1", preserveAspectRatio: "none", role: "img", tabindex: "0",
    style: { "--dot": `${clamp(90 / Math.sqrt(pair.links.length || 1), 2.2, 11)}px` },
    "aria-label": t("page.map-label", { n: pair.links.length }),
    onclick: (event) => {
      const box = event.currentTarget.getBoundingClientRect();
      goNear(pair, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    },
    onkeydown: (event) => { if (event.key === "Enter" && pair.links.length) goNear(pair, 0, 0); },
  }, h("rect", { class: "field", x: 0, y: 0, width: 1, height: 1 }), boxes, h("path", { class: "dots-flag", d: marks.join("") }), dots);
}

function goNear(pair, x, y) {
  let best = null;
  let least = Infinity;
  for (const bead of pair.links) {
    const [dx, dy] = [middle(pair.doc.zh, bead.zh) - x, middle(pair.doc.en, bead.en) - y];
    if (dx * dx + dy * dy < least) {
      least = dx * dx + dy * dy;
      best = bead;
    }
  }
  if (best) location.hash = `#texts/${pair.number}/zh/${best.zh[0]}`;
}
