// Beneath the texts: what is known of the chosen sentence, and what can be done with its links.

// What is known of the chosen sentence: its links, why they were made, what can be done with them.
function drawDetail() {
  const box = byId("detail");
  if (!box) return;
  const pair = data.pairs[state.pair];
  if (state.linking) {
    fill(box, linkingBanner());
    return;
  }
  if (!state.selected) {
    fill(box, h("p", { class: "quiet" }, t("page.detail-none")));
    return;
  }
  const { side, sentence } = state.selected;
  const links = pair.of[side].get(sentence) ?? [];
  if (!links.length) {
    const doc = pair.doc[side];
    const why = doc.alignedSet.has(sentence) ? t("page.no-counterpart") : t(`role.${roleOf(doc, sentence)}`);
    fill(box, h("div", { class: "link-detail" }, h("span", { class: "quiet" }, `${t(`lang.${side}`)} ${sentence + 1} · ${why}`), h("span", { class: "acts" }, pair.given ? null : actButton("link", beginLinking))));
    return;
  }
  fill(box, ...links.map((bead) => linkDetail(pair, bead)));
}

function linkDetail(pair, bead) {
  const status = statusOf(pair, bead);
  return h("div", { class: "link-detail" },
    h("span", { class: `sureness ${bead.certainty}` }, h("i", { "aria-hidden": "true" }), bead.hand ? t("page.review.by-hand") : [t(`certainty.${bead.certainty}`), " ", h("b", {}, sureAs(bead.score))]),
    h("span", { class: "facts" }, `${t("lang.zh")} ${numbers(bead.zh)} — ${t("lang.en")} ${numbers(bead.en)}`),
    bead.passage === null ? null : h("span", { class: "facts" }, t("page.passage", { n: bead.passage + 1 })),
    bead.moved ? h("span", { class: "facts" }, t("kind.moved")) : null,
    reasonsLines(bead.reasons),
    h("span", { class: "acts" },
      bead.hand ? null : actButton("confirm", () => setVerdict(pair, bead, "confirmed"), status === "confirmed"),
      pair.given ? null : actButton("take-out", () => takeOut(pair, state.selected.side, state.selected.sentence, bead)),
      pair.given ? null : actButton("link", beginLinking),
      bead.hand ? null : actButton("mark", () => setVerdict(pair, bead, "marked"), status === "marked"),
      actButton("copy", () => copyPair(bead))),
  );
}

function actButton(name, what, pressed) {
  return h("button", { type: "button", class: "small", "data-act": name, "aria-pressed": pressed === undefined ? undefined : String(pressed), onclick: what }, t(`page.do.${name}`));
}

// A sentence looks for its counterpart: the next one chosen on the other side is it.
function linkingBanner() {
  const { side, sentence } = state.linking;
  return h("div", { class: "link-detail linking", role: "note" },
    h("span", {}, t("page.review.linking", { lang: t(`lang.${side}`), n: sentence + 1, other: t(`lang.${other(side)}`) })),
    h("span", { class: "acts" }, actButton("cancel", endLinking)));
}

function beginLinking() {
  if (!state.selected) return;
  if (data.pairs[state.pair].given) {
    announce(t("page.review.given"));
    return;
  }
  const { side, sentence } = state.selected;
  state.linking = { side, sentence };
  const there = other(side);
  select(there, likelyPlace(data.pairs[state.pair], side, sentence), { bring: false });
  panes[there].box.focus({ preventScroll: true });
  redraw();
  byId("detail").scrollIntoView({ block: "nearest" });
  announce(byId("detail").textContent);
}

// Where a counterpart may stand: among the partners, else after those of the nearest linked sentence before.
function likelyPlace(pair, side, sentence) {
  const there = other(side);
  for (let i = sentence; i >= 0; i--) {
    const link = pair.of[side].get(i)?.[0];
    if (link) return i === sentence ? link[there][0] : link[there].at(-1) + 1;
  }
  return 0;
}

function endLinking() {
  const { side, sentence } = state.linking;
  state.linking = null;
  redraw();
  select(side, sentence, { bring: false });
}

function linkTo({ sentence }) {
  const from = state.linking;
  state.linking = null;
  linkTogether(data.pairs[state.pair], from.side, from.sentence, sentence);
  redraw();
  select(from.side, from.sentence);
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
