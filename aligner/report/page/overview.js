// The answer first: how much corresponds, where the versions diverge most, what repeats; each a way into the texts.

const GRAVEST = 6;
const MOST = { sure: 6, probable: 4, possible: 2 }; // passages that the overview shows

function overviewView(main) {
  const single = data.pairs.length === 1;
  fill(main, h("div", { class: "page overview" },
    h("section", { class: "answer", "aria-labelledby": "answer" },
      h("h1", { id: "answer" }, t("page.answer", { zh: percent(data.totals.zh.ratio), en: percent(data.totals.en.ratio) })),
      h("p", { class: "lede" }, ledeText(single)),
      data.review ? h("p", { class: "lede" }, told(data.review)) : null,
      h("div", { class: "figures-row" }, SIDES.map(shareFigure), sought("flags") ? countFigure("flags") : null, data.events.length ? eventsFigure() : null, sought("duplicates") ? countFigure("groups") : null)),
    single ? null : matrixSection(),
    surestSection(),
    flags.some(isLive) ? gravestSection() : null,
    data.groups.some(isRepeat) ? h("section", { "aria-labelledby": "o-repeats" },
      h("h2", { id: "o-repeats" }, t("page.repeats")),
      h("ul", { class: "plain" }, data.groups.filter(isRepeat).slice(0, 4).map((group, n) => h("li", {}, h("a", { class: "card", href: `#repeats/${n}` }, ...groupSummary(group)))))) : null,
    stripsSection(),
    data.skipped.length ? skippedSection() : null,
    h("footer", {}, h("p", { class: "quiet" }, t("page.signature"), " ", h("code", {}, data.signature)))));
}

// The mode of a pair, and how it was chosen.
const howRead = (pair) => [t(`mode.${pair.mode}`), pair.why ? told(pair.why) : null].filter(Boolean).join(state.ui === "zh" ? "；" : "; ");

function ledeText(single) {
  const counts = { zh: docs.filter((d) => d.lang === "zh").length, en: docs.filter((d) => d.lang === "en").length };
  if (!single) return t("page.lede.many", { ...counts, n: data.pairs.length });
  const pair = data.pairs[0];
  return `${pair.doc.zh.name} ↔ ${pair.doc.en.name} · ${howRead(pair)}`;
}

function shareFigure(side) {
  const part = data.totals[side];
  return h("div", { class: "figure" },
    h("span", { class: "figure-name" }, t(`lang.${side}`)),
    h("span", { class: "figure-value" }, percent(part.ratio)),
    h("span", { class: "meter", role: "img", "aria-label": percent(part.ratio) }, h("span", { style: { width: percent(part.ratio) } })),
    h("span", { class: "figure-note" }, t("page.linked", { linked: part.linked, sentences: part.sentences })));
}

function eventsFigure() {
  const many = data.events.filter((event) => event.accounts > 2).length;
  return h("a", { class: "figure", href: "#events" },
    h("span", { class: "figure-name" }, t("page.view.events")),
    h("span", { class: "figure-value" }, number(data.events.length)),
    h("span", { class: "figure-note" }, many ? t("page.events-many", { n: many }) : ""));
}

function countFigure(name) {
  const items = name === "flags" ? gravest.filter(isLive) : data.groups.filter(isRepeat);
  const notes = name === "flags"
    ? SEVERITIES.map((s) => [s, items.filter((f) => f.severity === s).length]).filter(([, n]) => n).map(([s, n]) => h("span", {}, h("span", { class: `shape ${s}`, "aria-hidden": "true" }, SHAPES[s]), ` ${number(n)} ${t(`severity.${s}`)}  `))
    : [...new Set(items.map((g) => g.kind))].map((k) => h("span", {}, `${number(items.filter((g) => g.kind === k).length)} ${t(`repeat.${k}`)}  `));
  const pair = flags.length ? pairOf(items.length && name === "flags" ? items[0] : gravest[0]).number : 0;
  return h("a", { class: "figure", href: name === "flags" ? `#texts/${pair}` : "#repeats" },
    h("span", { class: "figure-name" }, t(name === "flags" ? "page.divergences" : "page.repeats")),
    h("span", { class: "figure-value" }, number(items.length)),
    h("span", { class: "figure-note" }, notes));
}

// Of independent accounts the first question is what corresponds at all: their passages, the sure apart from the
// probable and the possible, longest first.
function surestSection() {
  const found = data.pairs.filter((pair) => pair.mode === "comparable").flatMap(passagesOf);
  if (!found.length) return null;
  found.sort((a, b) => Math.floor(b.score * 20) - Math.floor(a.score * 20) || b.size - a.size);
  const groups = CERTAINTIES.map((name) => [name, found.filter((passage) => certainty(passage.score) === name)]).filter(([, list]) => list.length);
  return h("section", { "aria-labelledby": "o-surest" },
    h("h2", { id: "o-surest" }, t("page.corresponds")),
    groups.map(([name, list]) => [
      h("h3", { class: "certainty-head" },
        h("span", { class: `sureness ${name}` }, h("i", { "aria-hidden": "true" }), t(`certainty.${name}`)), " ",
        h("span", { class: "count" }, t(list.length > MOST[name] ? "page.first-of" : "page.all-of", { n: Math.min(list.length, MOST[name]), total: list.length })), " ",
        h("span", { class: "quiet" }, t(`page.help.${name}`))),
      h("ul", { class: "plain cards" }, list.slice(0, MOST[name]).map((passage) => h("li", {},
        h("a", { class: "card", href: `#texts/${passage.pair.number}/zh/${passage.shown.zh[0]}` }, ...passageBody(passage))))),
    ]));
}

// The passages of a pair, and the links that belong to none, as {pair, score, zh, en, shown, reasons, size}; `shown` is
// the surest link, by which people can tell the passage.
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
    const surest = [...beads].sort((a, b) => b.score - a.score);
    return { pair, zh, en, shown: surest[0], size, score, reasons: [...new Set(surest.flatMap((bead) => bead.reasons))] };
  });
}

function passageBody({ pair, zh, en, shown, score, reasons }) {
  const said = (side) => h("span", { class: "reading-side" }, h("span", { class: "side" }, t(`lang.${side}`)),
    quote(pair.doc[side], pair.doc[side].starts[shown[side][0]], pair.doc[side].ends[shown[side][0]], 150));
  return [
    h("span", { class: "card-head" },
      h("span", { class: `sureness ${certainty(score)}` }, h("i", { "aria-hidden": "true" }), t(`certainty.${certainty(score)}`), " ", h("b", {}, sureAs(score))),
      h("span", { class: "confidence" }, `${numbers(zh.slice(0, 3))}${zh.length > 3 ? " …" : ""} — ${numbers(en.slice(0, 3))}${en.length > 3 ? " …" : ""}`)),
    data.pairs.length > 1 ? h("span", { class: "reading-docs" }, pair.doc.zh.name, " — ", pair.doc.en.name) : null,
    h("span", { class: "readings" }, said("zh"), said("en")),
    reasonsLines(reasons, 5),
  ];
}

function gravestSection() {
  const live = gravest.filter(isLive);
  return h("section", { "aria-labelledby": "o-flags" },
    h("h2", { id: "o-flags" }, t("page.gravest")),
    h("ul", { class: "plain cards" }, live.slice(0, GRAVEST).map((flag) =>
      h("li", {}, h("a", { class: `card ${flag.severity}`, href: `#texts/${pairOf(flag).number}/flag/${flag.number}` }, ...flagBody(flag))))),
    live.length > GRAVEST ? h("p", {}, h("a", { href: `#texts/${pairOf(live[0]).number}` }, t("page.all-flags", { n: live.length }))) : null);
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

// One strip an account: what of it is told in any other. The view of coverage says in which.
function stripsSection() {
  if (!data.coverage.length) return null;
  return h("section", { "aria-labelledby": "o-strips" },
    h("h2", { id: "o-strips" }, t("page.strips")),
    h("p", { class: "quiet" }, t("page.strips-why")),
    data.coverage.map((account) => {
      const { doc } = account;
      const share = percent(shareOf(account, COUNTS.anywhere()));
      return h("div", { class: "strip-row" },
        h("span", { class: "strip-name" }, h("span", { class: "side" }, t(`lang.${doc.lang}`)), " ", doc.name, " ", h("b", { class: "figures" }, share)),
        strip(account, COUNTS.anywhere(), { label: t("page.strip.label", { name: doc.name, share }) }));
    }),
    said(),
    h("p", {}, h("a", { href: "#coverage" }, t("page.to-coverage"))));
}

function skippedSection() {
  return h("section", { "aria-labelledby": "o-skipped" },
    h("h2", { id: "o-skipped" }, t("page.skipped", { n: data.skipped.length })),
    h("ul", {}, data.skipped.map((file) => h("li", {}, h("code", {}, file.path), " — ", told(file.reason)))));
}
