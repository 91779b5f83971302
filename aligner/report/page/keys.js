// Keys, as users of InterText know them: Enter and Backspace down and up, N next that is not 1-1, U next unconfirmed.

const KEYS = [
  ["Enter", "down"], ["Backspace", "up"], ["↑ ↓", "sentence"], ["← →", "across"], ["N", "odd"], ["U", "unconfirmed"], ["C", "confirm"], ["X", "take-out"], ["A", "link"], ["M", "mark"],
  ["F", "dismiss"], ["Z", "undo"], ["S", "save"], ["Y", "copy"], ["J", "flag-next"], ["K", "flag-previous"], ["/", "search"], ["1 … 7", "views"], ["L", "language"], ["D", "theme"], ["?", "help"],
];

const ACTS = {
  ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: () => moveLink(1), Backspace: () => moveLink(-1),
  ArrowLeft: () => crossTo("zh"), ArrowRight: () => crossTo("en"),
  PageDown: () => page(1), PageUp: () => page(-1), Home: () => toEnd(false), End: () => toEnd(true),
  n: () => nextLink((bead) => bead.zh.length !== 1 || bead.en.length !== 1, true),
  u: () => nextLink((bead, pair) => statusOf(pair, bead) !== "confirmed", false),
  c: () => onLink((bead) => setVerdict(data.pairs[state.pair], bead, "confirmed")),
  m: () => onLink((bead) => setVerdict(data.pairs[state.pair], bead, "marked")),
  x: () => onLink((bead) => takeOut(data.pairs[state.pair], state.selected.side, state.selected.sentence, bead)),
  a: () => beginLinking(),
  f: () => (flags[state.flag] ? toggleDismissed(flags[state.flag]) : announce(t("page.review.no-flag"))),
  y: () => onLink(copyPair),
  j: () => stepFlag(1), k: () => stepFlag(-1),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (event.key === "Escape" && typing) event.target.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === "?") return act(event, openHelp);
  if (key === "/") return act(event, () => byId("query").focus());
  if (key === "l") return act(event, switchLanguage);
  if (key === "d") return act(event, switchTheme);
  if (key === "s") return act(event, openReview);
  if (key === "z") return act(event, event.shiftKey ? () => stepBack(state.redo, state.undo) : () => stepBack(state.undo, state.redo));
  if (/^[1-7]$/.test(key)) return act(event, () => go(VIEWS[Number(key) - 1]));
  if (state.view !== "texts" || !panes || byId("help").open || byId("review").open) return undefined;
  if (state.linking && key === "Escape") return act(event, endLinking);
  // Buttons and links keep their own Enter and arrows; letters work everywhere.
  const own = event.target.closest("button, a, summary, input");
  if (own && key.length > 1) return undefined;
  if (state.linking && key === "Enter" && state.selected.side !== state.linking.side) return act(event, () => linkTo(state.selected));
  return ACTS[key] ? act(event, ACTS[key]) : undefined;
});

function act(event, what) {
  event.preventDefault();
  what();
}

function current() {
  return state.selected ?? { side: "zh", sentence: -1 };
}

function move(step) {
  const { side, sentence } = current();
  select(side, sentence + step);
}

function page(step) {
  const { side, sentence } = current();
  const { list } = panes[side];
  select(side, list.at(clamp(list.offset(Math.max(0, sentence)) + step * list.box.clientHeight * 0.85, 0, list.offset(list.count) - 1)));
}

function toEnd(last) {
  const { side } = current();
  select(side, last ? panes[side].doc.size - 1 : 0);
}

function crossTo(side) {
  const { side: here, sentence } = current();
  if (here === side) return;
  const pair = data.pairs[state.pair];
  const there = [...partners(pair, current())[side]].sort((a, b) => a - b)[0];
  const nearest = there ?? panes[side].list.at(panes[side].box.scrollTop + Math.max(0, panes[here].list.offset(sentence) - panes[here].box.scrollTop));
  select(side, nearest, { bring: false });
  panes[side].box.focus({ preventScroll: true });
}

// Links in the order of the side in hand; null beads of parallel mode stand among them, as InterText shows them.
function ordered(pair, side) {
  pair.inOrder[side] ??= pair.beads
    .concat(SIDES.flatMap((s) => pair.unlinked[s].filter((i) => !pair.beads.some((b) => !b.linked && b[s].includes(i))).map((i) => ({ zh: [], en: [], [s]: [i], linked: false }))))
    .filter((bead) => bead[side].length)
    .sort((a, b) => a[side][0] - b[side][0]);
  return pair.inOrder[side];
}

function moveLink(step) {
  nextLink(() => true, true, step);
}

function nextLink(wanted, withNull, step = 1) {
  const pair = data.pairs[state.pair];
  const { side, sentence } = current();
  const beads = ordered(pair, side).filter((bead) => (withNull || bead.linked) && wanted(bead, pair));
  const inside = (bead) => bead[side].includes(sentence);
  const found = step > 0
    ? beads.find((bead) => bead[side][0] > sentence && !inside(bead))
    : beads.findLast((bead) => bead[side].at(-1) < sentence && !inside(bead));
  if (found) select(side, found[side][0]);
  else announce(t("page.no-more"));
}

function onLink(what) {
  const pair = data.pairs[state.pair];
  const links = state.selected ? pair.of[state.selected.side].get(state.selected.sentence) ?? [] : [];
  if (links.length) what(links.reduce((a, b) => (a.score >= b.score ? a : b)));
  else announce(t("page.review.no-link"));
}

function openHelp() {
  const dialog = byId("help");
  dialog.setAttribute("aria-labelledby", "help-title");
  fill(dialog, 
    h("h2", { id: "help-title" }, t("page.help-title")),
    h("dl", { class: "keys" }, KEYS.map(([keys, name]) => h("div", {}, h("dt", {}, keys.split(" ").map((k) => (k === "…" ? " … " : h("kbd", {}, k)))), h("dd", {}, t(`page.key.${name}`))))),
    h("h3", {}, t("page.help.reading")),
    h("ul", { class: "plain reading-help" },
      CERTAINTIES.map((name) => h("li", {}, h("span", { class: `sureness ${name}` }, h("i", { "aria-hidden": "true" }), t(`certainty.${name}`)), " ", t(`page.help.${name}`))),
      SEVERITIES.slice(0, 3).map((s) => h("li", {}, h("span", { class: `shape ${s}`, "aria-hidden": "true" }, SHAPES[s]), " ", h("b", {}, t(`severity.${s}`)), " ", t(`page.help.${s}`))),
      h("li", {}, h("span", { class: "sample-unlinked", "aria-hidden": "true" }), " ", t("page.help.unlinked"))),
    h("form", { method: "dialog" }, h("button", { class: "primary" }, t("page.close"))));
  dialog.showModal();
}
