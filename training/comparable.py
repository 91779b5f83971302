"""Weights of comparable mode: `python -m training.comparable PAIRS.jsonl` writes aligner/align/comparable/weights.json.

PAIRS holds one `{"zh", "en"}` a line, translations in document order. Accounts that are not translations, with known
links, do not exist as data, so they are made from these: both texts keep some of the sentences of a story, leave out
clauses here and there, join what the other tells in several sentences, tell stories in another order, and have stories
of their own. Half of the texts keep whole blocks, as quotations and compilations do; half pick sentence by sentence, so
that the neighbours of a right pair are of the same story and wrong.

The weights shipped were learned from wmt22_zh-en (WMT 2022 news, conversation, shop and social texts) alone.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from aligner.align.comparable import confidence
from aligner.align.comparable.confidence import Seen
from aligner.align.comparable.grow import chain_scores
from aligner.align.comparable.mentions import read_mentions
from aligner.align.comparable.null import Null
from aligner.align.comparable.runs import Runs
from aligner.align.comparable.search import look
from aligner.align.comparable.sides import Side, read_side
from aligner.arrays import Floats, Floats32
from aligner.embed import Encoder, load_encoder
from aligner.read import SourceText
from aligner.records import Document, Lang
from aligner.segment import segment

WEIGHTS = Path(confidence.__file__).with_name("weights.json")
STORY = 10  # sentences of one story: pairs are cut into windows of so many
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
CLAUSE = {"zh": re.compile("[^，；：、—]+[，；：、—]*"), "en": re.compile(r"[^,;:—]+[,;:—]*\s*")}
# (shared stories, sentences of own stories): from two texts that share nothing to retellings of one another
MIXES = ((0, 120), (1, 150), (3, 100), (6, 90), (10, 60), (14, 20), (8, 0))
RATES = (0.0, 0.3, 0.6)  # most clauses that a sentence loses


@dataclass(frozen=True, slots=True)
class Accounts:
    """Two texts of one sentence a line, and which sentences correspond (0-based)."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    gold: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


def make_accounts(pairs: Sequence[dict[str, str]], rng: random.Random) -> Accounts:
    """One pair of accounts, all its settings drawn at random."""
    starts = list(range(0, len(pairs) - STORY + 1, STORY))
    rng.shuffle(starts)
    shared, own = rng.choice(MIXES)
    rate, whole, longest = rng.choice(RATES), rng.random() < 0.5, rng.choice((2, 5, STORY))
    told: dict[Lang, list[list[tuple[int, ...]]]] = {"zh": [], "en": []}
    linked: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    for _ in range(shared):
        start = starts.pop()
        story = range(start, start + (rng.randint(1, longest) if whole else STORY))
        kept: dict[Lang, list[int]] = {lang: [k for k in story if whole or rng.random() < 0.6] for lang in LANGUAGES}
        groups = _groups(sorted(set(kept["zh"]) & set(kept["en"])), rng)
        for lang in LANGUAGES:
            alone = [(k,) for k in kept[lang] if not any(k in ids for ids, _ in groups)]
            parts = alone + [p for ids, joined in groups for p in ([ids] if lang in joined else [(k,) for k in ids])]
            told[lang].append(sorted(parts))
        linked += [
            pair for ids, joined in groups for pair in ([((k,), (k,)) for k in ids] if not joined else [(ids, ids)])
        ]
    for lang in LANGUAGES:
        left = own
        while left > 0:
            size = min(left, rng.randint(2, STORY))
            start = starts.pop()
            told[lang].append([(k,) for k in range(start, start + size)])
            left -= size
    texts: dict[Lang, list[str]] = {"zh": [], "en": []}
    where: dict[Lang, dict[int, list[int]]] = {"zh": {}, "en": {}}
    for lang in LANGUAGES:
        rng.shuffle(told[lang])
        for parts in told[lang]:
            for ids in parts:
                for k in ids:
                    where[lang].setdefault(k, []).append(len(texts[lang]))
                glue = "" if lang == "zh" else " "
                texts[lang].append(glue.join(_loosened(pairs[k][lang], lang, rate * rng.random(), rng) for k in ids))
    gold = [
        (tuple(sorted({i for k in z for i in where["zh"][k]})), tuple(sorted({j for k in e for j in where["en"][k]})))
        for z, e in linked
    ]
    return Accounts(tuple(texts["zh"]), tuple(texts["en"]), tuple(gold))


def _groups(ids: list[int], rng: random.Random) -> list[tuple[tuple[int, ...], tuple[Lang, ...]]]:
    """Sentences told together, and the languages in which they are joined to one: runs of neighbours only."""
    groups: list[tuple[tuple[int, ...], tuple[Lang, ...]]] = []
    at = 0
    while at < len(ids):
        size = rng.choice((1, 1, 1, 2, 3))
        run = [k for n, k in enumerate(ids[at : at + size]) if k == ids[at] + n]
        joined: tuple[Lang, ...] = rng.choice((("zh",), ("en",))) if len(run) > 1 else ()
        groups.append((tuple(run), joined))
        at += len(run)
    return groups


def _loosened(text: str, lang: Lang, rate: float, rng: random.Random) -> str:
    """The sentence without some of its clauses; one is always left."""
    clauses = CLAUSE[lang].findall(text)
    kept = [clause for clause in clauses if rng.random() >= rate]
    return "".join(kept or clauses[:1]) or text


@dataclass
class Example:
    """The candidate pairs of two accounts, which are right, and which are near a right one without being it."""

    null: Null
    runs: Runs
    seen: Seen
    right: Floats
    near: Floats


def read_example(accounts: Accounts, encoder: Encoder) -> Example:
    zh, en = lines(accounts.zh, "zh"), lines(accounts.en, "en")
    left = read_side(zh, encoder.encode(accounts.zh), encoder, False)
    right = read_side(en, encoder.encode(accounts.en), encoder, False)
    null, mentions = Null(left, right), read_mentions(left, right)
    runs, seen = look(null, mentions)
    return Example(null, runs, seen, *_labels(left, right, runs, accounts))


def _labels(left: Side, right: Side, runs: Runs, accounts: Accounts) -> tuple[Floats, Floats]:
    exact = set(accounts.gold)
    by_zh: dict[int, list[set[int]]] = {}
    for z, e in accounts.gold:
        for i in z:
            by_zh.setdefault(i, []).append(set(e))
    exactly, near = np.zeros(len(runs)), np.zeros(len(runs))
    for k in range(len(runs)):
        z = left.sentences(range(runs.zh[k], runs.zh[k] + runs.zh_size[k]))
        e = right.sentences(range(runs.en[k], runs.en[k] + runs.en_size[k]))
        exactly[k] = (z, e) in exact
        near[k] = any(partners & set(e) for i in z for partners in by_zh.get(i, ()))
    return exactly, near


def lines(sentences: Sequence[str], lang: Lang) -> Document:
    """A document of one sentence a line."""
    return segment(SourceText(lang, "".join(f"{text}\n" for text in sentences), lang=lang), lines=True)


def learn(examples: Sequence[Example]) -> Iterator[tuple[str, Floats]]:
    """The four models, each on what the ones before give: name and weights, intercept last."""
    learned, given = _all([e.seen.learned for e in examples]), _all([e.seen.given for e in examples])
    right, near = _all([e.right for e in examples]), _all([e.near for e in examples])
    # a part of a right pair, or more than it, is neither right nor wrong
    counted = ((right > 0) | (near == 0)).astype(np.float64)
    first = fit(learned, right, counted, given)
    yield "first", first
    rich = [_richness(e, first) for e in examples]
    prior = _all([np.full(len(e.runs), r) for e, r in zip(examples, rich, strict=True)])
    own = fit(learned, right, counted, given + prior)
    yield "own", own
    beside: list[Floats32] = []
    exact: list[Floats32] = []
    for e, r in zip(examples, rich, strict=True):
        odds = np.asarray(confidence.wording(e.seen, own) + e.seen.given + r, np.float32)
        chains = chain_scores(e.runs, odds)
        beside.append(confidence.neighbourly(odds, *chains, r))
        exact.append(confidence.exact_features(e.seen, *chains, r))
    yield "confidence", fit(_all(beside), right, counted, np.zeros(len(right)))
    # which of those that overlap a right pair is it; the rest is for `confidence` to know
    yield "exactness", fit(_all(exact), right, np.where(near > 0, 1.0, 0.1), given)


def _richness(example: Example, first: Floats) -> float:
    odds = np.asarray(confidence.wording(example.seen, first) + example.seen.given, np.float32)
    return confidence.share_linked(example.runs, odds, example.null)


def fit(x: Floats, y: Floats, counted: Floats, given: Floats, ridge: float = 1.0) -> Floats:
    """Logistic regression with an offset, L2 on standardised weights: float64 `(columns + 1,)`, intercept last."""
    mean, spread = x.mean(0), x.std(0) + 1e-6
    z = np.column_stack([(x - mean) / spread, np.ones(len(x))]).astype(np.float64)

    def loss(w: Floats) -> tuple[float, Floats]:
        odds = np.clip(z @ w + given, -40, 40)
        error = counted * (1 / (1 + np.exp(-odds)) - y)
        value = (counted * (np.logaddexp(0, odds) - y * odds)).sum() + ridge * (w[:-1] ** 2).sum() / 2
        return float(value), z.T @ error + ridge * np.append(w[:-1], 0)

    w = minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B").x
    return np.append(w[:-1] / spread, w[-1] - (w[:-1] * mean / spread).sum())


def _all(parts: Sequence[Floats] | Sequence[Floats32]) -> Floats:
    return np.concatenate(parts).astype(np.float64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--texts", type=int, default=80, help="pairs of accounts to make")
    parser.add_argument("--encoder", default="embedded")
    args = parser.parse_args()
    pairs = [json.loads(line) for line in args.pairs.read_text(encoding="utf-8").splitlines()]
    encoder = load_encoder(args.encoder)
    examples = [
        read_example(make_accounts(pairs, random.Random(f"comparable-{k}")), encoder) for k in range(args.texts)
    ]
    found = dict(learn(examples))
    for name, w in found.items():
        print(name, *(f"{x:.2f}" for x in w))
    WEIGHTS.write_text(
        json.dumps({name: [round(float(x), 4) for x in w] for name, w in found.items()}, indent=1) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
