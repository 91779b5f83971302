// Saving what was decided, opening it again, and a pair as it stands now as TMX or Excel.

const REVIEW_FILE = "aligner-review.json";
const command = (pair) => `aligner ${pair.given ? "check" : "compare"} … --review ${REVIEW_FILE}`;

function openReview() {
  if (!data.pairs.length) return; // a list of repeats has no links
  const dialog = byId("review");
  const counts = reviewCounts();
  const pair = data.pairs[state.pair];
  const open = h("input", { type: "file", id: "review-file", class: "unseen", accept: ".json,application/json", onchange: (event) => openSaved(event.target.files[0]) });
  const button = (id, words, what, kind = "small") => h("button", { type: "button", class: kind, id, onclick: what }, words);
  dialog.setAttribute("aria-labelledby", "review-title");
  fill(dialog,
    h("h2", { id: "review-title" }, t("page.review.title")),
    h("p", { id: "review-counts" }, t("page.review.counts", counts)),
    h("p", {}, t(pair.given ? "page.review.how-given" : "page.review.how")),
    h("p", { class: "quiet" }, t("page.review.kept")),
    h("p", { class: "review-acts" },
      button("save-review", t("page.review.save"), saveReview, "primary"), " ",
      button("open-review", t("page.review.open"), () => open.click()), open, " ",
      state.undo.length ? button("undo-all", t("page.review.undo-all"), undoAll) : null),
    h("p", { id: "review-told", role: "status" }),
    h("h3", {}, t("page.review.next")),
    h("p", {}, t("page.review.next-why")),
    h("p", {}, h("code", {}, command(pair))),
    h("h3", {}, t("page.review.this-pair")),
    h("p", { class: "quiet" }, `${pair.doc.zh.name} ↔ ${pair.doc.en.name}`),
    h("p", { class: "review-acts" },
      button("export-pair-tmx", "TMX ↓", () => download("alignment.tmx", "application/xml", toTmx(pair))), " ",
      button("export-pair-xlsx", "Excel ↓", () => exportPair(pair))),
    h("form", { method: "dialog" }, h("button", { class: "small" }, t("page.close"))));
  if (!dialog.open) dialog.showModal();
}

function undoAll() {
  state.redo.push(JSON.stringify(state.review));
  state.review = JSON.parse(state.undo[0]);
  state.undo = [];
  reviewChanged();
  openReview();
}

function saveReview() {
  download(REVIEW_FILE, "application/json", `${JSON.stringify(reviewRecord(), null, 1)}\n`);
  byId("review-told").textContent = t("page.review.saved");
}

// docs/formats.md describes it; aligner/review/file.py reads it.
function reviewRecord() {
  const side = (doc, indices) => ({ document: doc.name, sentences: indices, texts: indices.map((i) => sentenceText(doc, i)) });
  const words = (places) => places.map(([doc, start, end]) => docs[doc].text.slice(start, end));
  return {
    format: "aligner-review",
    schema: 1,
    signature: data.signature,
    links: data.pairs.flatMap((pair) => decisionsOf(pair).map(({ zh, en, verdict }) => ({ verdict, zh: side(pair.doc.zh, zh), en: side(pair.doc.en, en) }))),
    dismissed: state.review.dismissed.map((n) => {
      const flag = flags[n];
      const { doc } = data.pairs[flag.pair];
      return { kind: flag.kind, zh_document: doc.zh.name, en_document: doc.en.name, zh: words(flag.zh), en: words(flag.en) };
    }),
  };
}

async function openSaved(file) {
  let record = null;
  try {
    record = JSON.parse(await file.text());
  } catch {
    // Not JSON: told below.
  }
  if (record?.format !== "aligner-review" || record.schema !== 1) {
    byId("review-told").textContent = t("page.review.not-one", { name: file.name });
    return;
  }
  const { taken, lost } = takeReview(record);
  openReview();
  byId("review-told").textContent = t("page.review.opened", { n: taken, lost });
}

// The decisions of a saved review that are about words of this page, in place of those made so far.
function takeReview(record) {
  const review = { links: {}, dismissed: [] };
  let [taken, lost] = [0, 0];
  for (const { verdict, zh, en } of record.links) {
    const pair = data.pairs.find((each) => each.doc.zh.name === zh.document && each.doc.en.name === en.document);
    const stands = (doc, { sentences, texts }) => sentences.every((i, k) => i < doc.size && sentenceText(doc, i) === texts[k]);
    if (pair && stands(pair.doc.zh, zh) && stands(pair.doc.en, en)) {
      (review.links[pair.number] ??= []).push({ zh: zh.sentences, en: en.sentences, verdict });
      taken++;
    } else lost++;
  }
  const keyOf = (each) => JSON.stringify([each.kind, each.zh_document, each.en_document, each.zh, each.en]);
  const wanted = new Set(record.dismissed.map(keyOf));
  const known = state.review.dismissed;
  state.review.dismissed = flags.flatMap((flag, n) => (flag.pair === null ? [] : [n]));
  const records = reviewRecord().dismissed;
  state.review.dismissed.forEach((n, k) => { if (wanted.has(keyOf(records[k]))) review.dismissed.push(n); });
  state.review.dismissed = known;
  taken += review.dismissed.length;
  lost += wanted.size - new Set(records.map(keyOf).filter((key) => wanted.has(key))).size;
  decide(() => { state.review = review; });
  return { taken, lost };
}

const escaped = (text) => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const sideFlowing = (doc, indices) => indices.map((i) => flowing(doc, doc.starts[i], doc.ends[i])).join(doc.lang === "zh" ? "" : " ");

// TMX 1.4b, one unit a link.
function toTmx(pair) {
  const unit = (bead) => {
    const status = statusOf(pair, bead);
    const props = [`<prop type="x-score">${Math.round(bead.score * 10000) / 10000}</prop>`, status ? `<prop type="x-reviewed">${status}</prop>` : ""].join("");
    const variants = SIDES.map((side) => `<tuv xml:lang="${side}"><seg>${escaped(sideFlowing(pair.doc[side], bead[side]))}</seg></tuv>`).join("");
    return `<tu>${props}${variants}</tu>`;
  };
  const units = [...pair.links].sort((a, b) => a.zh[0] - b.zh[0] || a.en[0] - b.en[0]).map(unit).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="aligner" creationtoolversion="1" segtype="block" o-tmf="aligner" adminlang="en" srclang="*all*" datatype="plaintext"/><body>\n${units}\n</body></tmx>\n`;
}

// Links in the order of the Chinese text, and what has no counterpart.
function exportPair(pair) {
  const head = ["zh_text", "en_text", "confidence", "reviewed", "zh_sentence", "en_sentence"].map((name) => t(`page.column.${name}`));
  const rows = printRows(pair).map((bead) => {
    const status = bead.linked ? statusOf(pair, bead) : "";
    return [
      ...SIDES.map((side) => sideFlowing(pair.doc[side], bead[side])), bead.linked ? Math.round(bead.score * 100) / 100 : "",
      bead.linked ? (status ? t(`page.status.${status}`) : "") : t("page.no-counterpart"), numbers(bead.zh), numbers(bead.en),
    ];
  });
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  download("alignment.xlsx", type, toXlsx([head, ...rows], t("page.panel.links"), [60, 60, 10, 16, 10, 10]));
}
