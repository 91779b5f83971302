"""Where a text negates, and which words may answer a negation of the other side: negation.toml, read.

Negators inside a Chinese word of the dictionary count as its glosses have it: 没收, confiscate, negates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from aligner.compare.check import Excerpt
from aligner.compare.word_lists import any_word, folded
from aligner.packaged import packaged_toml
from aligner.recognise.dictionary import look_up
from aligner.recognise.names_en import ordinary
from aligner.recognise.names_zh import tagged
from aligner.records import Lang, Span

# 是不是, 能不能, 有没有: a question, not a negation.
A_NOT_A = re.compile("(.{1,2})[不没]\\1")
# Without one of these there is nothing to look for.
SIGN = {
    "zh": re.compile("[不没未非法勿别无莫毋绝毫甭否准戏辙何岂]"),
    "en": re.compile(r"\bno|not\b|n't|nt\b|\bnever|\bwithout|\bneither|\bright"),
}
# not ... until, not ... for two months, which Chinese says without a negation: 直到 ... 才, 两个月以后才.
_NOT_UNTIL = re.compile(
    r"(?:not|n't|never|no)\b[^.;!?]{0,80}"
    r"\b(?:until|till|for (?:[a-z]+ ){0,2}[a-z\d-]+ (?:hour|day|week|month|year|decade)s)\b"
)
# What a gloss of a Chinese word that negates is apt to hold.
_NEGATIVE_GLOSS = re.compile(
    r"\b(?:no|not|none|never|nothing|without|cannot|lack|lacking|fail|unable|un\w{3,}|in\w{4,}|im\w{4,}|ir\w{4,}|il\w{4,}|"
    r"\w+n't|dis\w{3,}|non\w*|\w+less|don't|bad|badly|refuse|deny|stop|hard to|impossible|yet to|free of)\b"
)
STEM = 5  # letters by which forms of one English word are known: refus|ed, exclu|des
# Words that are nothing but a negated auxiliary: a counterpart in vectors (不能, can) says nothing about the negation.
BARE = frozenset(
    "不是 不会 不能 不要 没有 并不 并非 从未 未能 无法 不可 不该 不应 不想 不敢".split()  # noqa: SIM905 (a list of words)
)


@dataclass(frozen=True, slots=True)
class Lists:
    """The words of one language: all that look like negators with what they are, and what may answer a negator."""

    looks: re.Pattern[str]
    kinds: dict[str, str]  # "negators", "optional" or "never"
    maybe: re.Pattern[str]
    otherwise: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]  # negated here, how the other side says it


def said_otherwise(span: Span, here: Excerpt, there: Excerpt) -> bool:
    """Whether a negation stands in a phrase that the other language says without one, and the other side says it so:
    香气不散 and "still holds its scent", 也不 after a first 不 and "or".
    """
    text, opposite = folded(here), folded(there)
    return any(
        other.search(opposite) and any(m.start() <= span.start < m.end() for m in negated.finditer(text))
        for negated, other in lists_of(here.lang).otherwise
    )


def negations(excerpt: Excerpt, kinds: tuple[str, ...] = ("negators",)) -> list[Span]:
    """Where an excerpt negates, in order."""
    lists = lists_of(excerpt.lang)
    text = folded(excerpt)
    if not SIGN[excerpt.lang].search(text):
        return []
    kind_of = {Span(*m.span()): lists.kinds[m.group()] for m in lists.looks.finditer(text)}
    if excerpt.lang == "zh":
        no_negation = [Span(*m.span()) for m in A_NOT_A.finditer(text)]
        kind_of |= dict(_lexical(text, [s for s, kind in kind_of.items() if kind == "negators"]))
    else:
        no_negation = []
        for m in _NOT_UNTIL.finditer(text):
            kind_of.update(
                {s: "optional" for s, kind in kind_of.items() if kind == "negators" and s.start == m.start()}
            )
    return [s for s, kind in kind_of.items() if kind in kinds and not any(q.overlaps(s) for q in no_negation)]


def _lexical(text: str, negators: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    """Negators inside a word of the dictionary: without force where its glosses negate nothing (没收, confiscate),
    optional in set phrases of four characters (懸而未決), which English says in its own way."""
    if not negators:
        return
    at = 0
    for word, _ in tagged(text):
        inside = [span for span in negators if at <= span.start and span.end <= at + len(word)]
        if inside and len(word) > 1 and word not in BARE and (glosses := " ".join(_glosses(word))):
            kind = "never" if not _NEGATIVE_GLOSS.search(glosses) else "optional" if len(word) > 3 else "negators"
            yield from ((span, kind) for span in inside)
        at += len(word)


@lru_cache(maxsize=5_000)
def _glosses(word: str) -> tuple[str, ...]:
    return tuple(gloss for entry in look_up(word) for gloss in entry.glosses)


@cache
def negative_word(word: str) -> bool:
    """unhappy, disagree, useless: a prefix or suffix with a word of the dictionary."""
    data: dict[str, list[str]] = _data()["en"]
    if word in data["not_prefixed"]:
        return False
    return any(
        word.startswith(p) and len(word) > len(p) + 3 and ordinary(word[len(p) :]) for p in data["prefixes"]
    ) or any(word.endswith(s) and ordinary(word.removesuffix(s)) for s in data["suffixes"])


def opposes(zh: str, en: str) -> bool:
    """Whether an English word near a Chinese one is a covert negative that the dictionary does not have for it: exclude
    beside 包括, unsold beside 售出; not refuse beside 拒绝.
    """
    if not lists_of("en").maybe.fullmatch(en) and not negative_word(en):
        return False
    glosses = _glosses(zh)
    return bool(glosses) and not any(re.search(rf"\b{re.escape(en[:STEM])}", gloss) for gloss in glosses)


def negates_itself(word: str) -> bool:
    """Whether an English word answers a negation even where it renders a word of its own: hardly for 几乎, unclear."""
    return word in _data()["en"]["themselves"] or negative_word(word)


@cache
def _data() -> dict[str, dict[str, Any]]:
    return packaged_toml("compare/negation.toml")


@cache
def lists_of(lang: Lang) -> Lists:
    data = _data()[lang]
    kinds = {word: kind for kind in ("negators", "optional", "never") for word in data[kind]}
    looks = sorted(kinds, key=len, reverse=True)
    joined: dict[Lang, Callable[[str], str]] = {"zh": str, "en": r"\b(?:{})\b".format}
    other: Lang = "en" if lang == "zh" else "zh"
    otherwise = tuple(
        (re.compile(joined[lang](row["negated"])), re.compile(joined[other](row["other"]))) for row in data["otherwise"]
    )
    if lang == "zh":
        return Lists(re.compile("|".join(looks)), kinds, re.compile("|".join(data["maybe"])), otherwise)
    return Lists(re.compile(any_word(looks)), kinds, re.compile(any_word(data["maybe"])), otherwise)
