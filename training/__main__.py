"""`python -m training --data DIR --out DIR`: from sentence pairs to the folder that ships. `--config` names another
config.toml.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from aligner.embed.embedded import EmbeddedEncoder
from aligner.embed.pieces import BEGIN, Pieces
from benchmarks.harness import shared_folder
from training import kernels
from training.choose import ChooseOptions, choose_pieces
from training.data import Floats, cut_sources
from training.development import Encode, development_sets, retrieval_scores
from training.features import build_features
from training.ship import write_model
from training.trainer import SourceOptions, TrainOptions, train
from training.vocabulary import VocabularyOptions, choose, count_words


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of SOURCE.jsonl(.xz), {zh, en} a line")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("config.toml"))
    args = parser.parse_args()
    config = tomllib.loads(args.config.read_text(encoding="utf-8"))
    make(args.data, args.out, config)


def log(line: str) -> None:
    print(line, flush=True)


def make(data: Path, out: Path, config: dict[str, Any]) -> None:
    """All steps, with a line of development scores an epoch where the development data are there."""
    sources = {name: SourceOptions(**options) for name, options in config["sources"].items()}
    entries = [name for name, source in sources.items() if source.entries]
    options = VocabularyOptions(weights=config["weights"], **config["vocabulary"])
    shared = shared_folder()
    sets = development_sets(shared) if shared else {}

    log("counting words")
    names = list(choose(*count_words(data, options), options))
    log(f"{len(names)} pieces to choose from: a first, short training")
    corpus = cut_sources(data, sources, cutter(names).of_text)
    short = TrainOptions(**config["train"] | config["first"])
    (first,) = train(corpus, build_features(names), sources, short, log)
    log(f"all pieces, one epoch: {told(retrieval_scores(encoder(names, first.table), sets))}")
    chosen = choose_pieces(
        names, corpus, config["weights"], entries, (first.table, first.parts), ChooseOptions(**config["choose"])
    )
    names, rows_of = chosen
    log(f"{len(names)} pieces chosen, {len(set(rows_of.tolist()))} rows: training")
    corpus = cut_sources(data, sources, cutter(names).of_text)
    for epoch in train(corpus, build_features(names, rows_of), sources, TrainOptions(**config["train"]), log):
        scores = told(retrieval_scores(encoder(names, epoch.table), sets))
        log(f"epoch {epoch.number}: loss {epoch.loss:.3f}, scale {epoch.scale:.1f}, {epoch.seconds:.0f} s; {scores}")
    epoch.table[names.index(BEGIN)] = 0
    write_model(out, names, rows_of, epoch.table)
    log(f"shipped: {told(retrieval_scores(EmbeddedEncoder(out).encode, sets))}")


def cutter(names: Sequence[str]) -> Pieces:
    return Pieces({name: number for number, name in enumerate(names)})


def told(scores: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {score:.4f}" for name, score in scores.items())


def encoder(names: Sequence[str], table: Floats) -> Encode:
    """Texts to rows of length 1 with a table in memory."""

    pieces = cutter(names)

    def encode(texts: Sequence[str]) -> Floats:
        found = [pieces.of_text(text) for text in texts]
        starts = np.cumsum([0, *map(len, found)])
        rows: Floats = kernels.sums(table, np.array([p for numbers in found for p in numbers], np.int32), starts)
        lengths: Floats = np.linalg.norm(rows, axis=1, keepdims=True)
        return (rows / np.maximum(lengths, 1e-9)).astype(np.float32)

    return encode


if __name__ == "__main__":
    main()
