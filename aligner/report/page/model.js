// What follows from the data: who is whose partner, which flags lie in a sentence, where each thing is.

const docs = data.docs;
docs.forEach((doc, n) => {
  doc.number = n;
  doc.size = doc.starts.length;
});

const sentenceText = (doc, i) => doc.text.slice(doc.starts[i], doc.ends[i]);
const sentenceLang = (doc, i) => doc.langs[i] ?? doc.lang;
const roleOf = (doc, i) => doc.roles[doc.role[i]];

// The last sentence that begins at or before a character.
function sentenceAt(doc, at) {
  let low = 0;
  let high = doc.size;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (doc.starts[middle] <= at) low = middle;
    else high = middle;
  }
  return low;
}

const certainty = (score) => (score >= 0.9 ? "sure" : score >= 0.5 ? "probable" : "possible");

data.pairs.forEach((pair, n) => {
  pair.number = n;
  pair.doc = { zh: docs[pair.zh], en: docs[pair.en] };
  pair.found = pair.beads.map(([zh, en, score, moved, reasons], number) => ({
    number, zh, en, score, moved: Boolean(moved), reasons, passage: null,
    linked: zh.length > 0 && en.length > 0,
    certainty: certainty(score),
  }));
  pair.passages.forEach(([beads], k) => beads.forEach((b) => { pair.found[b].passage = k; }));
  indexPair(pair);
});

// What follows from the beads, which change where the reader corrects them.
function indexPair(pair) {
  pair.beads = settled(pair);
  pair.inOrder = {};
  pair.links = pair.beads.filter((bead) => bead.linked);
  pair.of = { zh: new Map(), en: new Map() };
  for (const bead of pair.links) {
    for (const side of SIDES) {
      for (const i of bead[side]) {
        if (!pair.of[side].has(i)) pair.of[side].set(i, []);
        pair.of[side].get(i).push(bead);
      }
    }
  }
  pair.anchors = ascending(pair.links);
  pair.unlinked = {};
  for (const side of SIDES) {
    const aligned = pair.doc[side].aligned;
    pair.unlinked[side] = aligned.filter((i) => !pair.of[side].has(i));
  }
}

// The longest run of links that ascends on both sides: what scrolling can follow. Crossing links are left aside.
function ascending(links) {
  const sorted = links.map((b) => [b.zh[0], b.en[0]]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const tails = [];
  const before = new Int32Array(sorted.length).fill(-1);
  sorted.forEach(([, en], n) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[tails[middle]][1] < en) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[n] = tails[low - 1];
    tails[low] = n;
  });
  const chain = [];
  for (let n = tails.length ? tails[tails.length - 1] : -1; n >= 0; n = before[n]) chain.push(sorted[n]);
  return chain.reverse();
}

// Gravest first; what is equal stands in the order of the texts.
const flags = data.flags;
flags.forEach((flag, n) => {
  flag.number = n;
  flag.documents = new Set([...flag.zh, ...flag.en].map(([doc]) => doc));
});
const gravest = [...flags].sort(
  (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.confidence - a.confidence || a.number - b.number,
);

const inPair = (flag, pair) => flag.pair !== null ? flag.pair === pair.number : [...flag.documents].every((doc) => doc === pair.zh || doc === pair.en);
const pairOf = (flag) => data.pairs.find((pair) => inPair(flag, pair)) ?? data.pairs[0];
const firstPlace = (flag) => flag.zh[0] ?? flag.en[0];

// Document number -> sentence -> [{start, end, flag}]: characters to highlight.
const highlights = docs.map(() => new Map());
for (const flag of flags) {
  for (const [doc, start, end] of [...flag.zh, ...flag.en]) {
    const last = sentenceAt(docs[doc], Math.max(start, end - 1));
    for (let i = sentenceAt(docs[doc], start); i <= last && docs[doc].size; i++) {
      if (!highlights[doc].has(i)) highlights[doc].set(i, []);
      highlights[doc].get(i).push({ start, end, flag });
    }
  }
}

function pairWith(docNumber) {
  const now = data.pairs[state.pair];
  if (now && (now.zh === docNumber || now.en === docNumber)) return now;
  return data.pairs.find((pair) => pair.zh === docNumber || pair.en === docNumber);
}

// The address of a place: `#texts/pair/side/sentence`, or null where its document was compared with none.
function addressOf([doc, start]) {
  const pair = pairWith(doc);
  return pair ? `#texts/${pair.number}/${docs[doc].lang}/${sentenceAt(docs[doc], start)}` : null;
}

// Lines that a text breaks at some width are closed for reading, as in Python's `flowing`.
const flowing = (doc, start, end) => doc.text.slice(start, end).replace(/[^\S\r\n]*[\r\n]\s*/g, doc.lang === "zh" ? "" : " ");

// Text from `start` to `end` as nodes, marked where `marks` ({start, end, cls, title}) say; marks may overlap.
function marked(doc, start, end, marks) {
  const inside = marks.filter((m) => m.start < end && m.end > start);
  if (!inside.length) return [flowing(doc, start, end)];
  const cuts = new Set([start, end]);
  inside.forEach((m) => cuts.add(clamp(m.start, start, end)).add(clamp(m.end, start, end)));
  const points = [...cuts].sort((a, b) => a - b);
  return points.slice(0, -1).map((from, k) => {
    const text = flowing(doc, from, points[k + 1]);
    const over = inside.filter((m) => m.start <= from && m.end >= points[k + 1]);
    if (!over.length) return text;
    const title = over.map((m) => m.title).filter(Boolean).join("\n") || undefined;
    return h("mark", { class: over.map((m) => m.cls).join(" "), title }, text);
  });
}
