"""Fits the model that tells retold sentences from others: `python -m training.retold SHARED`, writes retold.toml.

Texts are made from sentence pairs in which one sentence in ten (or more) is told twice; candidates are what
aligner/duplicates/evidence.py finds in them. A logistic model is fitted to all of them, and its scale and bias once
more to the texts with one in ten, so that its probabilities hold there. Every second hundred of the news is left out,
and its figures are printed.
"""

from __future__ import annotations

import json
import lzma
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from aligner.arrays import Floats
from aligner.duplicates import evidence
from aligner.duplicates.evidence import FEATURES, Candidates, Relation, Side, candidates
from aligner.embed import Encoder, load_encoder
from aligner.records import Lang

Pair = tuple[str, str]

# Of the sentences of a text, how many are told twice; 0: two texts that tell the same from end to end.
SHARES = (0.1, 0.1, 0.1, 0.1, 0.3, 0.3, 1.0, 0.0)
OUT = Path(evidence.__file__).with_name("retold.toml")


def main() -> None:
    shared = Path(sys.argv[1])
    encoder = load_encoder("embedded")
    rng = random.Random(1)
    lines = [f"# Weights of evidence.py, written by training/retold.py for {encoder.name}."]
    for relation in FEATURES:
        fitted = list(sources(shared, relation, held_out=False))
        drawn = [draw(p, relation, share, encoder, rng) for p in fitted for share in SHARES]
        # A text counts as much as its sentences are long: what editors look for are not one-line sayings.
        lengths = [float(np.mean([len(text) for text, _ in pairs])) for _, pairs in fitted for _ in SHARES]
        weights = fit([c.features for c, _ in drawn], [y for _, y in drawn], lengths)
        calm = [draw(p, relation, 0.1, encoder, rng) for p in fitted for _ in range(4)]
        scale = fit([(c.features @ weights[1:] + weights[0])[:, None] for c, _ in calm], [y for _, y in calm])
        weights = weights * scale[1]
        weights[0] += scale[0]
        for langs, pairs in sources(shared, relation, held_out=True):
            c, y = draw((langs, pairs), relation, 0.1, encoder, rng)
            print(relation, *langs, f"{int(y.sum())} told twice", report(c.features @ weights[1:] + weights[0], y))
        lines += ["", f"[{relation}]"]
        lines += [f"{n} = {w:.3f}" for n, w in zip(("bias", *FEATURES[relation]), weights, strict=True)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def sources(shared: Path, relation: Relation, held_out: bool) -> Iterator[tuple[tuple[Lang, Lang], list[Pair]]]:
    """Pairs that tell the same: two translations of one text, or a text and its translation."""
    zh_en, en_zh = (_jsonl(shared / "eval" / "pairs" / f"wmt22_{name}.jsonl") for name in ("zh-en", "en-zh"))
    zh_en, en_zh = ([r for k, r in enumerate(rows) if (k // 100) % 2 == held_out] for rows in (zh_en, en_zh))
    tatoeba = _open(shared, "tatoeba", 30_000)
    if relation == "within":
        yield ("en", "en"), [(r["en"], r["en_refB"]) for r in zh_en]
        yield ("zh", "zh"), [(r["zh"], r["zh_refB"]) for r in en_zh]
        if not held_out:
            yield ("en", "en"), _variants(tatoeba, "zh", "en", 25)
            yield ("zh", "zh"), _variants(tatoeba, "en", "zh", 9)
        return
    yield ("zh", "en"), [(r["zh"], r["en"]) for r in zh_en]
    yield ("zh", "en"), [(r["zh"], r["en"]) for r in en_zh]
    if not held_out:
        for name, size in (("d2l_book", 2000), ("tico19_tm", 1000), ("tw_laws", 1500), ("python_docs", 1500)):
            yield ("zh", "en"), [(r["zh"], r["en"]) for r in _open(shared, name, 40 * size)[::40]] or []
        yield ("zh", "en"), [(r["zh"], r["en"]) for r in tatoeba[::15]]


def _jsonl(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _open(shared: Path, name: str, most: int) -> list[dict[str, str]]:
    path = shared / "data" / "parallel" / f"{name}.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line, _ in zip(lines, range(most), strict=False)]


def _variants(rows: Sequence[dict[str, str]], same: str, other: str, least: int) -> list[Pair]:
    """Two renderings of one sentence, where it has several."""
    renderings: dict[str, set[str]] = defaultdict(set)
    for r in rows:
        if len(r[other]) > least:
            renderings[r[same]].add(r[other])
    return [(texts[0], texts[1]) for found in renderings.values() if len(texts := sorted(found)) > 1]


def draw(
    source: tuple[tuple[Lang, Lang], list[Pair]], relation: Relation, share: float, encoder: Encoder, rng: random.Random
) -> tuple[Candidates, Floats]:
    """The candidates of a text in which `share` of the sentences are told twice, and which of them are."""
    (lang, other), pairs = source
    pairs = [p for p in pairs if p[0] != p[1] and min(map(len, p)) >= 12]
    rng.shuffle(pairs)
    twice = int(len(pairs) * share)
    if not share:
        found = candidates(_side(lang, [p[0] for p in pairs], encoder), _side(other, [p[1] for p in pairs], encoder))
        truth = found.pairs[:, 0] == found.pairs[:, 1]
    elif relation == "within":
        side = _side(lang, [p[0] for p in pairs] + [p[1] for p in pairs[:twice]], encoder)
        found = candidates(side)
        truth = found.pairs[:, 1] - found.pairs[:, 0] == len(pairs)
    else:
        half = (len(pairs) - twice) // 2
        x = _side(lang, [p[0] for p in pairs[: twice + half]], encoder)
        y = _side(other, [p[1] for p in pairs[:twice] + pairs[twice + half :]], encoder)
        found = candidates(x, y)
        truth = (found.pairs[:, 0] == found.pairs[:, 1]) & (found.pairs[:, 0] < twice)
    return found, truth.astype(np.float64)


def _side(lang: Lang, texts: list[str], encoder: Encoder) -> Side:
    # Sentences stand ten apart: none is the neighbour of another.
    return Side(lang, texts, encoder.encode(texts), np.arange(len(texts), dtype=np.int32) * 10)


def fit(features: Sequence[npt.ArrayLike], truth: Sequence[Floats], counts: Sequence[float] | None = None) -> Floats:
    """Bias and weights by maximum likelihood; `counts`: how much each text counts, whatever its size."""
    x = np.concatenate([np.asarray(f, dtype=np.float64) for f in features])
    y = np.concatenate(truth)
    w = np.concatenate(
        [np.full(len(t), c / len(t)) for t, c in zip(truth, counts or list(map(len, truth)), strict=True)]
    )
    w /= w.sum()
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = np.concatenate((np.ones((len(x), 1)), (x - mean) / spread), axis=1)

    def loss(b: Floats) -> tuple[float, Floats]:
        s = z @ b
        p = 1 / (1 + np.exp(-s))
        ridge = 1e-5 * np.append(0, b[1:])
        return float((w * (np.logaddexp(0, s) - y * s)).sum() + (ridge * b).sum()), z.T @ (w * (p - y)) + 2 * ridge

    b = minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B").x
    return np.append(b[0] - (b[1:] * mean / spread).sum(), b[1:] / spread)


def report(odds: Floats, truth: Floats) -> str:
    """Best F1, and how far probabilities and frequencies lie apart among candidates of 5 % and more."""
    order = np.argsort(-odds)
    right, told = np.cumsum(truth[order]), np.arange(1, len(odds) + 1)
    best = (2 * right / (told + truth.sum())).max()
    p = 1 / (1 + np.exp(-odds))
    gaps = [
        abs(p[m].mean() - truth[m].mean()) * m.sum()
        for low in np.arange(0, 1, 0.1)
        if (m := (p >= max(low, 0.05)) & (p < low + 0.1)).any()
    ]
    return f"best F1 {best:.3f}, calibration error {sum(gaps) / max(1, (p >= 0.05).sum()):.3f}"


if __name__ == "__main__":
    main()
