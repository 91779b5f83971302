// Search in both texts of the pair: every hit highlighted, Enter goes from one to the next.

let hits = [];
let hitAt = -1;

const folded = (text) => text.toLowerCase();

function searchMarks(doc, i) {
  if (!state.query) return [];
  const text = folded(sentenceText(doc, i));
  const found = [];
  for (let at = text.indexOf(state.query); at >= 0; at = text.indexOf(state.query, at + state.query.length)) {
    found.push({ start: doc.starts[i] + at, end: doc.starts[i] + at + state.query.length, cls: "hit" });
  }
  return found;
}

function search(words) {
  state.query = folded(words.trim());
  hits = [];
  hitAt = -1;
  if (state.query) {
    const pair = data.pairs[state.pair];
    for (const side of SIDES) {
      const doc = pair.doc[side];
      for (let i = 0; i < doc.size; i++) if (folded(sentenceText(doc, i)).includes(state.query)) hits.push({ side, sentence: i });
    }
  }
  byId("hits").textContent = state.query ? t("page.hits", { n: hits.length }) : "";
  if (panes) SIDES.forEach((side) => panes[side].list.render(true));
}

function stepHit(step) {
  if (!hits.length) return;
  if (state.view !== "texts") {
    location.hash = `#texts/${state.pair}`;
    setTimeout(() => stepHit(step), 60);
    return;
  }
  hitAt = (hitAt + step + hits.length) % hits.length;
  const { side, sentence } = hits[hitAt];
  byId("hits").textContent = t("page.of", { n: hitAt + 1, total: hits.length });
  select(side, sentence, { show: true });
}
