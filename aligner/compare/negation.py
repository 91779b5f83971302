"""A negation on one side only.

Negators are counted without the fixed phrases that negate nothing (不仅, not only). Where one side has more of them,
each is looked for on the other side near the words that render what it negates: a negator there, or a word that may
stand for one (fail, lack, 拒绝), answers it. A negator inside a Chinese word that has a counterpart (不足,
insufficient) is that word's affair.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import numpy as np

from aligner.arrays import Floats32
from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.flags import flag
from aligner.compare.word_lists import any_word
from aligner.compare.words import WordTable, word_table
from aligner.embed.encoder import Tokens
from aligner.recognise.dictionary import look_up
from aligner.recognise.hanzi import simplified
from aligner.recognise.names_en import ordinary
from aligner.recognise.names_zh import tagged
from aligner.records import Evidence, Flag, FlagKind, Lang, Severity, Span

# A token with a counterpart as near as NEAR is rendered by it; a word with one as near as RENDERS stands for that, and
# for no negation besides. Sweep on the even rows of the development pairs, found and false alarms, NEAR and RENDERS:
# .35, .35: .770, 1.6 %; .5, .5: .810, 1.9 %; .6, .5: .827, 2.1 %; .7, .6: .830, 2.1 %; .6, .7: .800, 1.8 %. Again when
# the encoder changes: with the one before, .35 and .35 had .833 and 2.0 %.
NEAR = 0.6
RENDERS = 0.5
TIE = 1e-4  # one word at two places has one vector, up to rounding
LEAST = 3.5  # length of a token's vector in the sum: lighter words are the, had, were, good
# How many words after a negator are taken for what it negates, and how far around their rendering an answer may stand.
HOST, BEFORE, AFTER = 3, 6, 3
# Confidence of a flag where what is negated has a counterpart as near as HOSTED, and where it has none: the latter says
# nothing in a free translation (compare/freedom.py). Found and false alarms without these, news and novels: .77, 1.3 %
# and .44, 4.1 %; with them .84, 1.7 % and .63, 8.8 %.
HOSTED, SURE, UNSURE = 0.5, 0.6, 0.4
# 是不是, 能不能, 有没有: a question, not a negation.
_A_NOT_A = re.compile("(.{1,2})[不没]\\1")
# Without one of these there is nothing to look for.
_SIGN = {
    "zh": re.compile("[不没未非法勿别无莫毋绝毫甭否准戏辙何岂]"),
    "en": re.compile(r"\bno|not\b|n't|nt\b|\bnever|\bwithout|\bneither|\bright"),
}
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
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


@dataclass(frozen=True, slots=True)
class Lists:
    """The words of one language: all that look like negators with what they are, and what may answer a negator."""

    looks: re.Pattern[str]
    kinds: dict[str, str]  # "negators", "optional" or "never"
    maybe: re.Pattern[str]


def check_negation(pair: Pair, context: Context) -> Iterator[Flag]:
    """Negators of one side that nothing on the other side answers."""
    zh, en = negations(pair.zh), negations(pair.en)
    if len(zh) == len(en):
        return
    table = word_table(pair, context)
    zh = [span for span in zh if not _inside_rendered(span, pair.zh.text, table)]
    if len(zh) > len(en):
        for span in _unanswered(zh, en, pair.en, table, "zh"):
            said = Evidence(pair.zh.text[max(0, span.start - 3) : span.end + 6], "")
            sure = SURE if _is_rendered(span, table, "zh") else UNSURE
            yield flag(pair, FlagKind.NEGATION, Severity.MAJOR, sure, span, None, said, "compare.negation.zh-only")
    elif len(en) > len(zh):
        for span in _unanswered(en, zh, pair.zh, table, "en"):
            said = Evidence("", pair.en.text[max(0, span.start - 12) : span.end + 16])
            sure = SURE if _is_rendered(span, table, "en") else UNSURE
            yield flag(pair, FlagKind.NEGATION, Severity.MAJOR, sure, None, span, said, "compare.negation.en-only")


def _unanswered(
    own: Sequence[Span], other: Sequence[Span], opposite: Excerpt, table: WordTable, lang: Lang
) -> list[Span]:
    """The negators of one side with no answer near the rendering of what they negate, as many as there are too many."""
    free = list(other)
    lost = []
    for span in own:
        window = _window(span, table, lang, len(opposite.text))
        answer = next((o for o in free if o.overlaps(window)), None)
        if answer is not None:
            free.remove(answer)
        elif not _may_negate(opposite, window, _claimed(other, own, opposite, table, lang)):
            lost.append(span)
    return lost[: len(own) - len(other)] if len(lost) > len(free) else []


def _is_rendered(span: Span, table: WordTable, lang: Lang) -> bool:
    """Whether a word that is negated, and no light one, has a counterpart: else it may be told in quite other words
    (不招摇, low-key)."""
    own = table.zh if lang == "zh" else table.en
    similarity = table.similarity if lang == "zh" else table.similarity.T
    return any(own.weights[i] >= LEAST and similarity[i].max(initial=0.0) >= HOSTED for i in _hosts(own, span))


def _hosts(own: Tokens, span: Span) -> list[int]:
    """The next words after a negator, and two before it."""
    at = bisect_right(own.ends, span.start)
    return [*range(at, min(len(own), at + HOST + 1)), *range(max(0, at - 2), at)]


def _window(span: Span, table: WordTable, lang: Lang, length: int) -> Span:
    """Where on the other side an answer would stand: around the words that render the next words after a negator.

    Of a word that stands there twice, the one as far into its text as the negator is. The whole other side where none
    of them has a counterpart, and where what is negated is said without negation too: 参战利益极大，不参战损害极大 is
    "everything to gain by entering the war and everything to lose by staying out".
    """
    own, other = (table.zh, table.en) if lang == "zh" else (table.en, table.zh)
    similarity = table.similarity if lang == "zh" else table.similarity.T
    near = _hosts(own, span)
    if not other or _repeated(near, own, similarity):
        return Span(0, length)
    there = span.start / own.ends[-1] * other.ends[-1]
    hosts = []
    negating = own.within(span)
    for i in near:
        best = similarity[i].max()
        if best >= (RENDERS if i in negating else NEAR):
            same = np.flatnonzero(similarity[i] >= best - TIE).tolist()
            hosts.append(min(same, key=lambda j: abs(other.starts[j] - there)))
    if not hosts:
        return Span(0, length)
    first, last = min(hosts), max(hosts)
    return Span(other.starts[max(0, first - BEFORE)], other.ends[min(len(other) - 1, last + AFTER)])


def _repeated(near: Sequence[int], own: Tokens, similarity: Floats32) -> bool:
    """Whether the first word of weight after a negator stands elsewhere too: one word, one likeness with each other."""
    host = next((i for i in near if own.weights[i] >= LEAST), None)
    if host is None:
        return False
    same = np.flatnonzero(np.abs(similarity - similarity[host]).max(axis=1) <= TIE)
    return any(j not in near for j in same.tolist())


def _claimed(other: Sequence[Span], own: Sequence[Span], opposite: Excerpt, table: WordTable, lang: Lang) -> list[Span]:
    """The words of the other side that render a word of this side which is no negator: 拒绝 stands for denied.

    Each must be the other's nearest: 缺乏 is near experience, which is rendered by 经验; and light words (had) render
    nothing. Such a word does not stand for a negation besides: "were not denied" says more than 遭到拒绝. But one that
    negates by its form is no word without: unclear and moonless are as near to 清楚 and 月亮 as to 不清楚, 没有月亮.
    """
    own_tokens, tokens = (table.zh, table.en) if lang == "zh" else (table.en, table.zh)
    similarity = table.similarity if lang == "zh" else table.similarity.T
    negating = {i for span in own for i in own_tokens.within(span)}
    plain = [i for i in np.flatnonzero(own_tokens.weights >= LEAST).tolist() if i not in negating]
    if not plain:
        return []
    rows = similarity[plain]
    if not rows.size:
        return []
    nearest, back = rows.argmax(axis=0), rows.argmax(axis=1)
    mutual = (back[nearest] == np.arange(len(tokens))) & (rows.max(axis=0) >= RENDERS)
    # 缺乏经验 as one token holds what it lacks besides
    claimed = [tokens[j].span for j in np.flatnonzero(mutual).tolist() if lang == "zh" or len(tokens[j].span) <= 2]
    if lang == "zh":
        themselves = _data()["en"]["themselves"]
        words = [(span, opposite.text[span.start : span.end].lower()) for span in claimed]
        claimed = [span for span, word in words if word not in themselves and not _negative_word(word)]
    return [span for span in claimed if not any(o.overlaps(span) for o in other)]


def negations(excerpt: Excerpt, kinds: tuple[str, ...] = ("negators",)) -> list[Span]:
    """Where an excerpt negates, in order."""
    lists = _lists(excerpt.lang)
    text = _folded(excerpt)
    if not _SIGN[excerpt.lang].search(text):
        return []
    kind_of = {Span(*m.span()): lists.kinds[m.group()] for m in lists.looks.finditer(text)}
    if excerpt.lang == "zh":
        no_negation = [Span(*m.span()) for m in _A_NOT_A.finditer(text)]
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
        if inside and len(word) > 1 and word not in _BARE and (glosses := " ".join(_glosses(word))):
            kind = "never" if not _NEGATIVE_GLOSS.search(glosses) else "optional" if len(word) > 3 else "negators"
            yield from ((span, kind) for span in inside)
        at += len(word)


@lru_cache(maxsize=5_000)
def _glosses(word: str) -> tuple[str, ...]:
    return tuple(gloss for entry in look_up(word) for gloss in entry.glosses)


def _folded(excerpt: Excerpt) -> str:
    """The text as the lists are written, equally long."""
    return simplified(excerpt.text) if excerpt.lang == "zh" else excerpt.text.lower().replace("’", "'")


def _may_negate(excerpt: Excerpt, window: Span, claimed: Sequence[Span]) -> bool:
    """Whether something within the window, and no `claimed` word, may stand for a negation of the other side."""
    text = _folded(excerpt)
    if any(_reach(span, text).overlaps(window) for span in negations(excerpt, ("negators", "optional"))):
        return True
    if excerpt.lang == "zh" and _A_NOT_A.search(text, window.start, window.end):  # 是不是应该, shouldn't we
        return True
    hints = [Span(*m.span()) for m in _lists(excerpt.lang).maybe.finditer(text, window.start, window.end)]
    if excerpt.lang == "en":
        words = _WORD.finditer(text, window.start, window.end)
        hints += [Span(*m.span()) for m in words if _negative_word(m.group())]
    taken = {i for span in claimed for i in range(span.start, span.end)}
    return any(not taken.issuperset(i for i in range(hint.start, hint.end) if text[i] != " ") for hint in hints)


def _reach(span: Span, text: str) -> Span:
    """As far as a negation answers: its own words, but a subject (Neither Party shall) negates its whole clause."""
    subject = _SUBJECT.match(text, span.start) if not text[: span.start].rstrip(_OPENS) else None
    if subject is None:
        return span
    stop = _CLAUSE_END.search(text, span.end)
    return Span(span.start, stop.start() if stop else len(text))


_SUBJECT = re.compile(r"(?:neither|no|none|nobody|nothing)\b")
_CLAUSE_END = re.compile(r"[,;:.!?]")
_OPENS = " \"'“‘(["


def _inside_rendered(span: Span, text: str, table: WordTable) -> bool:
    """Whether the negator is part of a longer word that has a counterpart: 不足, insufficient.

    不知道 is 不 and a word, and know is no counterpart of the whole: what follows must be no word of two characters.
    """
    best = table.best_zh()
    for i in table.zh.within(span):
        token = table.zh[i].span
        word = simplified(text[token.start : token.end])
        rest = word[span.end - token.start :]
        if len(token) > len(span) and best[i] >= NEAR and word not in _BARE and not (len(rest) > 1 and look_up(rest)):
            return True
    return False


# Words that are nothing but a negated auxiliary: a counterpart in vectors (不能, can) says nothing about the negation.
_BARE = frozenset(
    "不是 不会 不能 不要 没有 并不 并非 从未 未能 无法 不可 不该 不应 不想 不敢".split()  # noqa: SIM905 (a list of words)
)


@cache
def _negative_word(word: str) -> bool:
    """unhappy, disagree, useless: a prefix or suffix with a word of the dictionary."""
    data = _data()["en"]
    if word in data["not_prefixed"]:
        return False
    return any(
        word.startswith(p) and len(word) > len(p) + 3 and ordinary(word[len(p) :]) for p in data["prefixes"]
    ) or any(word.endswith(s) and ordinary(word.removesuffix(s)) for s in data["suffixes"])


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((resources.files(__package__) / "negation.toml").read_text(encoding="utf-8"))


@cache
def _lists(lang: Lang) -> Lists:
    data = _data()[lang]
    kinds = {word: kind for kind in ("negators", "optional", "never") for word in data[kind]}
    looks = sorted(kinds, key=len, reverse=True)
    if lang == "zh":
        return Lists(re.compile("|".join(looks)), kinds, re.compile("|".join(data["maybe"])))
    return Lists(re.compile(any_word(looks)), kinds, re.compile(any_word(data["maybe"])))
