// What the reader decides: links confirmed, set by hand, removed or marked; divergences dismissed. `settled` carries the
// decisions out as `review/settle.py` does in the next run.

const decisionsOf = (pair) => state.review.links[pair.number] ?? [];
const linkKey = ({ zh, en }) => `${zh}|${en}`;
const sameLink = (a, b) => linkKey(a) === linkKey(b);
const meets = (some, others) => some.some((i) => others.includes(i));
const touches = (a, b) => meets(a.zh, b.zh) && meets(a.en, b.en);
const without = (some, others) => some.filter((i) => !others.includes(i));
const isLive = (flag) => !state.review.dismissed.includes(flag.number);

// How many decisions there are.
function reviewCounts() {
  const verdicts = Object.values(state.review.links).flat().map(({ verdict }) => verdict);
  const count = (name) => verdicts.filter((verdict) => verdict === name).length;
  return { confirmed: count("confirmed"), removed: count("removed"), marked: count("marked"), dismissed: state.review.dismissed.length };
}

// The beads of a pair as the decisions on it want them.
function settled(pair) {
  const verdicts = decisionsOf(pair);
  if (!verdicts.length) return pair.found;
  const near = { zh: new Map(), en: new Map() };
  for (const verdict of verdicts) {
    for (const side of SIDES) for (const i of verdict[side]) near[side].set(i, [...(near[side].get(i) ?? []), verdict]);
  }
  const nearTo = (bead, name) => [...new Set(SIDES.flatMap((side) => bead[side].flatMap((i) => near[side].get(i) ?? [])))].filter(({ verdict }) => verdict === name);
  const parallel = pair.mode === "parallel";
  const kept = [];
  for (const bead of pair.found.filter((each) => each.linked)) {
    const confirmed = nearTo(bead, "confirmed");
    if (confirmed.some((verdict) => sameLink(verdict, bead))) {
      kept.push({ ...bead, score: 1, certainty: "sure" });
      continue;
    }
    if (!parallel && confirmed.some((verdict) => touches(verdict, bead))) continue;
    let { zh, en } = bead;
    if (parallel) for (const verdict of confirmed) [zh, en] = [without(zh, verdict.zh), without(en, verdict.en)];
    for (const verdict of nearTo({ zh, en }, "removed")) {
      if (touches(verdict, { zh, en })) [zh, en] = [without(zh, verdict.zh), without(en, verdict.en)];
    }
    if (zh.length && en.length) kept.push({ ...bead, zh, en });
  }
  pair.foundKeys ??= new Set(pair.found.filter((bead) => bead.linked).map(linkKey));
  const links = kept.concat(setByHand(pair, verdicts, kept));
  const held = { zh: new Set(links.flatMap((bead) => bead.zh)), en: new Set(links.flatMap((bead) => bead.en)) };
  const alone = pair.found.filter((bead) => !bead.linked && SIDES.every((side) => !bead[side].some((i) => held[side].has(i))));
  return links.concat(alone);
}

// Confirmed links that the program had not found, as beads. In a translation one that crosses the others has moved.
function setByHand(pair, verdicts, kept) {
  const inPlace = kept.filter((bead) => !bead.moved);
  return verdicts
    .filter((verdict) => verdict.verdict === "confirmed" && !pair.foundKeys.has(linkKey(verdict)))
    .map(({ zh, en }, k) => ({
      zh, en, number: pair.found.length + k, score: 1, certainty: "sure", reasons: [], passage: null, linked: true, hand: true,
      moved: pair.mode === "parallel" && inPlace.some((bead) => (bead.zh[0] < zh[0] ? bead.en.at(-1) > en.at(-1) : bead.en[0] < en[0])),
    }));
}

// Changes go through here: what was before is kept for Z, what is now outlives the page.
function decide(change) {
  const before = JSON.stringify(state.review);
  change();
  if (JSON.stringify(state.review) === before) return;
  state.undo.push(before);
  state.redo = [];
  reviewChanged();
}

function stepBack(from, to) {
  if (!from.length) return announce(t("page.review.nothing"));
  to.push(JSON.stringify(state.review));
  state.review = JSON.parse(from.pop());
  reviewChanged();
  return announce(t("page.review.stepped"));
}

function reviewChanged() {
  storage.write(state.reviewKey, state.review);
  data.pairs.forEach(indexPair);
  redraw();
}

const setDecisions = (pair, verdicts) => { state.review.links[pair.number] = verdicts; };

const statusOf = (pair, bead) => {
  const verdict = decisionsOf(pair).find((each) => sameLink(each, bead))?.verdict;
  return verdict === "confirmed" || verdict === "marked" ? verdict : "";
};

// Confirm or mark a link, or take that back.
function setVerdict(pair, bead, verdict) {
  if (bead.hand) return announce(t("page.review.by-hand"));
  decide(() => {
    const had = statusOf(pair, bead);
    const others = decisionsOf(pair).filter((each) => !sameLink(each, bead));
    setDecisions(pair, had === verdict ? others : [...others, { zh: bead.zh, en: bead.en, verdict }]);
  });
  return announce(t(`page.status.${statusOf(pair, bead) || "none"}`));
}

// A sentence leaves a link: what remains of the link is right, or nothing remains.
function takeOut(pair, side, sentence, bead) {
  if (pair.given) return announce(t("page.review.given"));
  decide(() => setDecisions(pair, parted(decisionsOf(pair), side, sentence, bead)));
  return announce(t("page.review.taken-out"));
}

function parted(verdicts, side, sentence, bead) {
  const rest = { zh: bead.zh, en: bead.en, [side]: without(bead[side], [sentence]) };
  const gone = { zh: bead.zh, en: bead.en, [side]: [sentence] };
  const others = verdicts.filter((each) => !sameLink(each, bead));
  if (!rest[side].length) return [...others, { ...gone, verdict: "removed" }];
  return [...others, { ...gone, verdict: "removed" }, { ...rest, verdict: "confirmed" }];
}

// Two sentences correspond. In a translation each stands in one bead: the first joins that of the second where it is
// its neighbour, else the two make one of their own. Independent accounts get one link more.
function linkTogether(pair, side, sentence, partner) {
  const there = other(side);
  const [source, target] = [pair.of[side].get(sentence)?.[0], pair.of[there].get(partner)?.[0]];
  if ((pair.of[side].get(sentence) ?? []).some((bead) => bead[there].includes(partner))) return announce(t("page.review.linked-already"));
  decide(() => {
    let verdicts = decisionsOf(pair);
    let joined = { [side]: [sentence], [there]: [partner] };
    if (pair.mode === "parallel") {
      if (source) verdicts = parted(verdicts, side, sentence, source);
      if (target && neighbours(pair, side, sentence, target[side])) {
        joined = { [side]: [...target[side], sentence].sort((a, b) => a - b), [there]: target[there] };
        verdicts = verdicts.filter((each) => !sameLink(each, target));
      } else if (target) verdicts = parted(verdicts, there, partner, target);
    }
    const superseded = (each) => each.verdict === "removed" && touches(each, joined);
    setDecisions(pair, [...verdicts.filter((each) => !superseded(each)), { ...joined, verdict: "confirmed" }]);
  });
  return announce(t("page.review.linked"));
}

// Whether nothing of the running text stands between a sentence and those of a bead.
function neighbours(pair, side, sentence, indices) {
  const place = (i) => pair.doc[side].aligned.indexOf(i);
  return indices.some((i) => Math.abs(i - sentence) === 1 || (place(i) >= 0 && place(sentence) >= 0 && Math.abs(place(i) - place(sentence)) === 1));
}

function toggleDismissed(flag) {
  if (flag.pair === null) return; // it belongs to no pair, so that no later run could find it again
  decide(() => {
    const { dismissed } = state.review;
    state.review.dismissed = isLive(flag) ? [...dismissed, flag.number] : without(dismissed, [flag.number]);
  });
  announce(t(isLive(flag) ? "page.review.restored" : "page.review.dismissed"));
}
