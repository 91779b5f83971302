// The answer first: how much corresponds, where the versions diverge most, what repeats; each a way into the texts.

const GRAVEST = 6;

function overviewView(main) {
  const single = data.pairs.length === 1;
  fill(main, h("div", { class: "page overview" },
    h("section", { class: "answer", "aria-labelledby": "answer" },
      h("h1", { id: "answer" }, t("page.answer", { zh: percent(data.totals.zh.ratio), en: percent(data.totals.en.ratio) })),
      h("p", { class: "lede" }, ledeText(single)),
      h("div", { class: "figures-row" }, SIDES.map(shareFigure), countFigure("flags"), countFigure("groups"))),
    single ? null : matrixSection(),
    surestSection(),
    flags.length ? gravestSection() : null,
    data.groups.length ? h("section", { "aria-labelledby": "o-repeats" },
      h("h2", { id: "o-repeats" }, t("page.repeats")),
      h("ul", { class: "plain" }, data.groups.slice(0, 4).map((group, n) => h("li", {}, h("a", { class: "card", href: `#repeats/${n}` }, ...groupSummary(group)))))) : null,
    stripsSection(docs),
    data.skipped.length ? skippedSection() : null,
    h("footer", {}, h("p", { class: "quiet" }, t("page.signature"), " ", h("code", {}, data.signature)))));
}

function ledeText(single) {
  const counts = { zh: docs.filter((d) => d.lang === "zh").length, en: docs.filter((d) => d.lang === "en").length };
  if (!single) return t("page.lede.many", { ...counts, n: data.pairs.length });
  const pair = data.pairs[0];
  return `${pair.doc.zh.name} ↔ ${pair.doc.en.name} · ${t(`mode.${pair.mode}`)}${pair.why ? ` (${pair.why})` : ""}`;
}

function shareFigure(side) {
  const part = data.totals[side];
  return h("div", { class: "figure" },
    h("span", { class: "figure-name" }, t(`lang.${side}`)),
    h("span", { class: "figure-value" }, percent(part.ratio)),
    h("span", { class: "meter", role: "img", "aria-label": percent(part.ratio) }, h("span", { style: { width: percent(part.ratio) } })),
    h("span", { class: "figure-note" }, t("page.linked", { linked: part.linked, sentences: part.sentences })));
}

function countFigure(name) {
  const items = data[name];
  const notes = name === "flags"
    ? SEVERITIES.map((s) => [s, flags.filter((f) => f.severity === s).length]).filter(([, n]) => n).map(([s, n]) => h("span", {}, h("span", { class: `shape ${s}`, "aria-hidden": "true" }, SHAPES[s]), ` ${number(n)} ${t(`severity.${s}`)}  `))
    : [...new Set(items.map((g) => g.kind))].map((k) => h("span", {}, `${number(items.filter((g) => g.kind === k).length)} ${t(`repeat.${k}`)}  `));
  const pair = flags.length ? pairOf(gravest[0]).number : 0;
  return h("a", { class: "figure", href: name === "flags" ? `#texts/${pair}` : "#repeats" },
    h("span", { class: "figure-name" }, t(name === "flags" ? "page.divergences" : "page.repeats")),
    h("span", { class: "figure-value" }, number(items.length)),
    h("span", { class: "figure-note" }, notes));
}

// Of independent accounts the first question is what corresponds at all: their surest passages, longest first.
function surestSection() {
  const found = data.pairs.filter((pair) => pair.mode === "comparable").flatMap(passagesOf);
  if (!found.length) return null;
  found.sort((a, b) => Math.round(b.score * 20) - Math.round(a.score * 20) || b.size - a.size);
  return h("section", { "aria-labelledby": "o-surest" },
    h("h2", { id: "o-surest" }, t("page.surest")),
    h("ul", { class: "plain cards" }, found.slice(0, GRAVEST).map((passage) => h("li", {},
      h("a", { class: "card", href: `#texts/${passage.pair.number}/zh/${passage.zh[0]}` }, ...passageBody(passage))))));
}

// The passages of a pair, and the links that belong to none, as {pair, score, zh, en, reasons, size}.
function passagesOf(pair) {
  const groups = new Map();
  pair.links.forEach((bead) => {
    const key = bead.passage ?? `bead ${bead.number}`;
    groups.set(key, [...(groups.get(key) ?? []), bead]);
  });
  return [...groups.values()].map((beads) => {
    const all = (side) => [...new Set(beads.flatMap((bead) => bead[side]))].sort((a, b) => a - b);
    const [zh, en] = [all("zh"), all("en")];
    const size = zh.reduce((sum, i) => sum + pair.doc.zh.ends[i] - pair.doc.zh.starts[i], 0);
    const passage = beads[0].passage;
    const score = passage === null ? beads[0].score : pair.passages[passage][1];
    return { pair, zh, en, size, score, reasons: [...new Set(beads.flatMap((bead) => bead.reasons))] };
  });
}

function passageBody({ pair, zh, en, score, reasons }) {
  const said = (side, list) => h("span", { class: "reading-side" }, h("span", { class: "side" }, t(`lang.${side}`)),
    quote(pair.doc[side], pair.doc[side].starts[list[0]], pair.doc[side].ends[list[0]], 150));
  return [
    h("span", { class: "card-head" },
      h("span", { class: `sureness ${certainty(score)}` }, h("i", { "aria-hidden": "true" }), t(`certainty.${certainty(score)}`), " ", h("b", {}, percent(score))),
      h("span", { class: "confidence" }, `${numbers(zh.slice(0, 3))}${zh.length > 3 ? " …" : ""} — ${numbers(en.slice(0, 3))}${en.length > 3 ? " …" : ""}`)),
    h("span", { class: "readings" }, said("zh", zh), said("en", en)),
    reasons.length ? h("span", { class: "reasons quiet" }, t("page.shared"), " ", reasons.slice(0, 5).map((r) => h("span", { class: "reason" }, r))) : null,
  ];
}

function gravestSection() {
  return h("section", { "aria-labelledby": "o-flags" },
    h("h2", { id: "o-flags" }, t("page.gravest")),
    h("ul", { class: "plain cards" }, gravest.slice(0, GRAVEST).map((flag) =>
      h("li", {}, h("a", { class: `card ${flag.severity}`, href: `#texts/${pairOf(flag).number}/flag/${flag.number}` }, ...flagBody(flag))))),
    gravest.length > GRAVEST ? h("p", {}, h("a", { href: `#texts/${pairOf(gravest[0]).number}` }, t("page.all-flags", { n: gravest.length }))) : null);
}

// Which documents speak of the same things: Chinese down, English across, the share of both that corresponds.
function matrixSection() {
  const rows = docs.filter((d) => d.lang === "zh");
  const columns = docs.filter((d) => d.lang === "en");
  const cell = (zh, en) => {
    const pair = data.pairs.find((p) => p.zh === zh.number && p.en === en.number);
    if (!pair) return h("td", { class: "quiet" }, "–");
    const both = (pair.shares.zh.ratio + pair.shares.en.ratio) / 2;
    return h("td", { style: { "--share": both.toFixed(3) } },
      h("a", { href: `#texts/${pair.number}`, "aria-label": t("page.cell", { zh: zh.name, en: en.name, a: percent(pair.shares.zh.ratio), b: percent(pair.shares.en.ratio) }) },
        h("span", { class: "cell-value" }, `${percent(pair.shares.zh.ratio)} · ${percent(pair.shares.en.ratio)}`),
        h("span", { class: "cell-note" }, `${t(`mode-word.${pair.mode}`)} · ${t("page.links", { n: pair.links.length })}`)));
  };
  return h("section", { "aria-labelledby": "o-matrix" },
    h("h2", { id: "o-matrix" }, t("page.matrix")),
    h("p", { class: "quiet" }, t("page.matrix-why")),
    h("div", { class: "wide", tabindex: "0", role: "region", "aria-labelledby": "o-matrix" }, h("table", { class: "matrix" },
      h("thead", {}, h("tr", {}, h("td"), columns.map((d) => h("th", { scope: "col" }, d.name)))),
      h("tbody", {}, rows.map((zh) => h("tr", {}, h("th", { scope: "row" }, zh.name), columns.map((en) => cell(zh, en))))))));
}

// One strip a document: its paragraphs by length, filled by how much of each corresponds to anything.
function stripsSection(which) {
  return h("section", { "aria-labelledby": "o-strips" },
    h("h2", { id: "o-strips" }, t("page.strips")),
    h("p", { class: "quiet" }, t("page.strips-why")),
    which.map((doc) => h("div", { class: "strip-row" }, h("span", { class: "strip-name" }, h("span", { class: "side" }, t(`lang.${doc.lang}`)), " ", doc.name), strip(doc))));
}

function paragraphs(doc, pair) {
  const found = [];
  for (let i = 0; i < doc.size; i++) {
    if (!found.length || found.at(-1).paragraph !== doc.par[i]) found.push({ paragraph: doc.par[i], first: i, length: 0, linked: 0, aligned: 0 });
    const part = found.at(-1);
    const length = doc.ends[i] - doc.starts[i];
    part.length += length;
    if (!doc.alignedSet.has(i)) continue;
    part.aligned += length;
    const pairs = pair ? [pair] : data.pairs.filter((p) => p[doc.lang] === doc.number);
    if (pairs.some((p) => p.of[doc.lang].has(i))) part.linked += length;
  }
  return found;
}

// A book has more paragraphs than a strip has pixels: neighbours are then drawn as one block.
function joined(parts, most = 240) {
  if (parts.length <= most) return parts;
  const size = Math.ceil(parts.length / most);
  const blocks = [];
  for (let at = 0; at < parts.length; at += size) {
    const group = parts.slice(at, at + size);
    const sum = (key) => group.reduce((total, part) => total + part[key], 0);
    blocks.push({ ...group[0], length: sum("length"), linked: sum("linked"), aligned: sum("aligned") });
  }
  return blocks;
}

function strip(doc, pair = null, upright = false) {
  const parts = joined(paragraphs(doc, pair));
  const blocks = parts.map((part, n) => {
    const x = doc.starts[part.first] / doc.text.length;
    const size = (n + 1 < parts.length ? doc.starts[parts[n + 1].first] / doc.text.length : 1) - x;
    const share = part.aligned ? part.linked / part.aligned : 0;
    const box = upright ? { x: 0, width: 1, y: x, height: size } : { x, width: size, y: 0, height: 1 };
    const fill = upright ? { x: 1 - share, width: share, y: x, height: size } : { x, width: size, y: 1 - share, height: share };
    const label = t("page.strip.part", { n: part.paragraph + 1, share: part.aligned ? percent(share) : t("role.note") });
    return h("g", { class: part.aligned ? "part" : "part aside", "data-first": part.first },
      h("title", {}, label), h("rect", { ...box, class: "ground" }), share ? h("rect", { ...fill, class: "fill" }) : null);
  });
  const linked = parts.reduce((sum, part) => sum + part.linked, 0) / (parts.reduce((sum, part) => sum + part.aligned, 0) || 1);
  return h("svg", {
    class: `strip${upright ? " upright" : ""}`, viewBox: "0 0 1 1", preserveAspectRatio: "none", role: "img",
    "aria-label": t("page.strip.label", { name: doc.name, share: percent(linked) }),
    onclick: (event) => {
      const first = event.target.closest("[data-first]")?.dataset.first;
      const there = pair ?? pairWith(doc.number);
      if (first !== undefined && there) location.hash = `#texts/${there.number}/${doc.lang}/${first}`;
    },
  }, blocks);
}

function skippedSection() {
  return h("section", { "aria-labelledby": "o-skipped" },
    h("h2", { id: "o-skipped" }, t("page.skipped", { n: data.skipped.length })),
    h("ul", {}, data.skipped.map((file) => h("li", {}, h("code", {}, file.path), " — ", told(file.reason)))));
}
