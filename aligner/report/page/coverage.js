// Coverage: for every account, what of it is told in which other, and what only here, a block a paragraph.

const DENSE = 100; // blocks from which no gap is drawn between them
const SHOWN_ROWS = 200; // of a table of paragraphs, at a time

data.coverage.forEach((account) => {
  account.doc = docs[account.doc];
  account.doc.coverage = account;
  account.others = account.others.map((other) => docs[other]);
  account.parts = account.paragraphs.map(([first, last, size, anywhere, told]) => {
    const sum = (counts) => counts[0] + counts[1] + counts[2];
    return { first, last, size, anywhere, told, number: account.doc.par[first] + 1, only: size - sum(anywhere) };
  });
  account.size = account.parts.reduce((total, part) => total + part.size, 0);
});

// Which counts ([sure, probable, possible] sentences) a strip draws: of one other account, of all, or what is told only here.
const COUNTS = {
  other: (k) => (part) => part.told[k],
  anywhere: () => (part) => part.anywhere,
  only: () => (part) => [part.only, 0, 0],
};
const shareOf = (account, counts) => account.parts.reduce((total, part) => total + counts(part).reduce((a, b) => a + b), 0) / (account.size || 1);

function coverageView(main) {
  fill(main, h("div", { class: "page coverage" },
    h("section", {},
      h("h1", {}, t("page.coverage")),
      h("p", { class: "quiet" }, t("page.coverage-why"), " ", t("page.strips-keys")),
      coverageLegend()),
    data.coverage.map(accountSection)));
}

function coverageLegend() {
  return h("p", { class: "legend" }, [...CERTAINTIES, "only"].map((name) => h("span", { class: "legend-item" },
    h("span", { class: `sample ${name}`, "aria-hidden": "true" }), name === "only" ? t("page.only-here") : t(`certainty.${name}`))));
}

function accountSection(account) {
  const { doc } = account;
  const only = COUNTS.only();
  const row = (name, counts, options) => h("div", { class: "strip-row" },
    h("span", { class: "strip-name" }, name, " ", h("b", { class: "figures" }, percent(shareOf(account, counts)))),
    strip(account, counts, options));
  const title = `coverage-${doc.number}`;
  return h("section", { "aria-labelledby": title, class: "account" },
    h("h2", { id: title }, h("span", { class: "side" }, t(`lang.${doc.lang}`)), " ", doc.name),
    h("p", { class: "quiet" }, t("page.account", { sentences: account.size, only: percent(shareOf(account, only)) })),
    account.others.map((other, k) => {
      const pair = pairOfDocs(doc, other);
      const link = h("a", { href: `#texts/${pair.number}` }, t("page.told-in", { name: other.name }));
      return row(link, COUNTS.other(k), { pair, label: t("page.strip.told", { name: doc.name, other: other.name, share: percent(shareOf(account, COUNTS.other(k))) }) });
    }),
    row(t("page.only-here"), only, { only: true, label: t("page.strip.only", { name: doc.name, share: percent(shareOf(account, only)) }) }),
    said(""),
    paragraphTable(account));
}

const pairOfDocs = (a, b) => data.pairs.find((pair) => pair[a.lang] === a.number && pair[b.lang] === b.number);

// The same as a table, drawn when it is opened: a book has thousands of paragraphs.
function paragraphTable(account) {
  const { doc } = account;
  const body = h("tbody");
  const more = h("button", { type: "button", class: "small", hidden: true, onclick: () => grow() });
  const line = (part) => h("tr", {},
    h("th", { scope: "row" }, number(part.number)),
    h("td", {}, h("a", { href: `#texts/${pairWith(doc.number).number}/${doc.lang}/${part.first}` }, quote(doc, doc.starts[part.first], doc.ends[part.first], 60))),
    part.told.map((counts) => shareCell(counts.reduce((a, b) => a + b), part.size)),
    shareCell(part.only, part.size, "only"));
  const grow = () => {
    const from = body.childElementCount;
    body.append(...account.parts.slice(from, from + SHOWN_ROWS).map(line));
    const left = account.parts.length - body.childElementCount;
    more.hidden = !left;
    more.textContent = t("page.more-paragraphs", { n: left });
  };
  const table = h("table", { class: "paragraphs" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("page.paragraph")), h("th", { scope: "col" }, t("page.begins")),
      account.others.map((other) => h("th", { scope: "col" }, t("page.told-in", { name: other.name }))), h("th", { scope: "col" }, t("page.only-here")))),
    body);
  return h("details", { ontoggle: (event) => { if (event.currentTarget.open && !body.childElementCount) grow(); } },
    h("summary", {}, t("page.by-paragraph")),
    h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": `${doc.name}: ${t("page.by-paragraph")}` }, table), more);
}

function shareCell(count, size, kind = "") {
  return h("td", { class: count ? "figures" : "figures quiet" }, count ? h("span", { class: `bar ${kind}`, style: { "--share": count / size }, "aria-hidden": "true" }) : null, `${count}/${size}`);
}

// A line that says in words what the pointer or the keyboard is on.
const said = (hint = t("page.strips-keys")) => h("p", { class: "strip-said quiet", "aria-hidden": "true" }, hint);

// One strip: paragraphs as long as they are, filled by how much of each corresponds and how surely. A list box: one
// stop of the tabulator, arrows from paragraph to paragraph, Enter or a click to read it.
function strip(account, counts, { label, pair = null, upright = false, only = false }) {
  const { doc } = account;
  const parts = joined(account.parts.map((part) => ({ ...part, counts: counts(part) })));
  const reach = doc.text.length || 1;
  const name = `strip-${stripCount++}`;
  const blocks = parts.map((part, n) => {
    const [from, to] = [doc.starts[part.first] / reach, doc.ends[part.last] / reach];
    let filled = 0;
    const fills = part.counts.map((count, k) => {
      const share = count / part.size;
      const at = filled;
      filled += share;
      const box = upright ? { x: at, width: share, y: from, height: to - from } : { x: from, width: to - from, y: 1 - at - share, height: share };
      return count ? h("rect", { ...box, class: `fill ${only ? "only" : CERTAINTIES[k]}` }) : null;
    });
    const ground = upright ? { x: 0, width: 1, y: from, height: to - from } : { x: from, width: to - from, y: 0, height: 1 };
    const words = partLabel(part, only);
    return h("g", { class: "part", role: "option", id: `${name}-${n}`, "aria-label": words, "aria-selected": "false", "data-first": part.first, "data-n": n },
      h("title", {}, words), h("rect", { ...ground, class: "ground" }), fills);
  });
  let now = -1;
  const choose = (n) => {
    blocks[now]?.setAttribute("aria-selected", "false");
    now = clamp(n, 0, blocks.length - 1);
    const block = blocks[now];
    if (!block) return;
    block.setAttribute("aria-selected", "true");
    block.parentNode.setAttribute("aria-activedescendant", block.id);
    tell(block.parentNode, parts[now]);
  };
  const tell = (box, part) => {
    const line = box.closest("section, .page")?.querySelector(".strip-said");
    if (line) fill(line, partLabel(part, only), " ", quote(doc, doc.starts[part.first], doc.ends[part.first], 70));
  };
  const open = (first) => { location.hash = `#texts/${(pair ?? pairWith(doc.number)).number}/${doc.lang}/${first}`; };
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  return h("svg", {
    class: `strip${upright ? " upright" : ""}${parts.length > DENSE ? " dense" : ""}`, viewBox: "0 0 1 1", preserveAspectRatio: "none",
    role: "listbox", tabindex: "0", "aria-label": label, "aria-orientation": upright ? "vertical" : "horizontal",
    onfocus: (event) => { if (event.currentTarget.matches(":focus-visible")) choose(Math.max(now, 0)); },
    onblur: () => blocks[now]?.setAttribute("aria-selected", "false"),
    onkeydown: (event) => {
      if (event.key in steps) choose(now + steps[event.key]);
      else if ((event.key === "Enter" || event.key === " ") && blocks[now]) open(parts[now].first);
      else return;
      event.preventDefault();
    },
    onmouseover: (event) => {
      const block = event.target.closest("[data-n]");
      if (block) tell(block.parentNode, parts[Number(block.dataset.n)]);
    },
    onclick: (event) => {
      const first = event.target.closest("[data-first]")?.dataset.first;
      if (first !== undefined) open(first);
    },
  }, blocks);
}
let stripCount = 0; // names of the blocks, which differ within a page

function partLabel(part, only) {
  const where = part.until ? t("page.strip.paragraphs", { n: part.number, last: part.until }) : t("page.strip.paragraph", { n: part.number });
  const told = part.counts.reduce((a, b) => a + b);
  if (only) return t("page.strip.only-part", { where, n: told, size: part.size });
  const sure = CERTAINTIES.map((name, k) => (part.counts[k] ? `${part.counts[k]} ${t(`certainty.${name}`)}` : null)).filter(Boolean);
  return t("page.strip.told-part", { where, n: told, size: part.size }) + (sure.length ? t("page.strip.of-these", { counts: sure.join(state.ui === "zh" ? "、" : ", ") }) : "");
}

// A book has more paragraphs than a strip has pixels: neighbours are then drawn as one block.
function joined(parts, most = 240) {
  if (parts.length <= most) return parts;
  const size = Math.ceil(parts.length / most);
  const blocks = [];
  for (let at = 0; at < parts.length; at += size) {
    const group = parts.slice(at, at + size);
    const counts = CERTAINTIES.map((_, k) => group.reduce((total, part) => total + part.counts[k], 0));
    const until = group.length > 1 ? group.at(-1).number : null;
    blocks.push({ ...group[0], last: group.at(-1).last, until, counts, size: group.reduce((total, part) => total + part.size, 0) });
  }
  return blocks;
}
