// Beneath the texts: what is known of the chosen sentence, and what can be done with its links.

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
    h("span", { class: `sureness ${bead.certainty}` }, h("i", { "aria-hidden": "true" }), t(`certainty.${bead.certainty}`), " ", h("b", {}, sureAs(bead.score))),
    h("span", { class: "facts" }, `${t("lang.zh")} ${numbers(bead.zh)} — ${t("lang.en")} ${numbers(bead.en)}`),
    bead.passage === null ? null : h("span", { class: "facts" }, t("page.passage", { n: bead.passage + 1 })),
    bead.moved ? h("span", { class: "facts" }, t("kind.moved")) : null,
    reasonsLines(bead.reasons),
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
