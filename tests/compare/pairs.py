"""Pairs and their flags, for the tests of checks that read word vectors."""

from __future__ import annotations

from functools import cache

from aligner.compare.check import Check, Context, Excerpt, Glossary, Pair
from aligner.compare.driver import make_context
from aligner.embed import load_encoder
from aligner.embed.encoder import Encoder
from aligner.records import Flag, Mode
from aligner.settings import CompareSettings


@cache
def encoder() -> Encoder:
    return load_encoder("embedded")


def context(mode: Mode = "parallel", glossary: Glossary = Glossary()) -> Context:  # noqa: B008
    return Context(make_context(encoder(), CompareSettings(), mode).words, CompareSettings(), mode, glossary)


def pair(zh: str, en: str) -> Pair:
    return Pair(Excerpt(zh, 0, "zh.txt", "zh"), Excerpt(en, 0, "en.txt", "en"))


def flags(check: Check, zh: str, en: str, mode: Mode = "parallel") -> list[Flag]:
    return list(check(pair(zh, en), context(mode)))


def evidence(found: list[Flag]) -> list[tuple[str, str, str]]:
    """(end of the message key, Chinese words, English words) of each flag."""
    return [(f.message.key.rpartition(".")[2], f.evidence.zh, f.evidence.en) for f in found]
