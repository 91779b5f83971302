"""A negation on one side only.

Negators are counted without the fixed phrases that negate nothing (不仅, not only). Where one side has more of them,
each is looked for on the other side near the words that render what it negates: a negator there, or a word that may
stand for one (fail, lack, 拒绝), answers it. A negator inside a Chinese word that has a counterpart (不足,
insufficient) is that word's affair.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from aligner.arrays import Floats32
from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.flags import flag
from aligner.compare.negators import (
    A_NOT_A,
    BARE,
    lists_of,
    negates_itself,
    negations,
    negative_word,
    opposes,
    said_otherwise,
)
from aligner.compare.word_lists import folded
from aligner.compare.words import WordTable, word_table
from aligner.embed.encoder import Tokens
from aligner.recognise.dictionary import look_up
from aligner.recognise.hanzi import simplified
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
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")


def check_negation(pair: Pair, context: Context) -> Iterator[Flag]:
    """Negators of one side that nothing on the other side answers."""
    zh, en = negations(pair.zh), negations(pair.en)
    if len(zh) == len(en):
        return
    table = word_table(pair, context)
    zh = [span for span in zh if not _inside_rendered(span, pair.zh.text, table)]
    if len(zh) > len(en):
        zh = [span for span in zh if not said_otherwise(span, pair.zh, pair.en)]
        for span in _unanswered(zh, en, pair, table, "zh"):
            said = Evidence(pair.zh.text[max(0, span.start - 3) : span.end + 6], "")
            sure = SURE if _is_rendered(span, table, "zh") else UNSURE
            yield flag(pair, FlagKind.NEGATION, Severity.MAJOR, sure, span, None, said, "compare.negation.zh-only")
    elif len(en) > len(zh):
        en = [span for span in en if not said_otherwise(span, pair.en, pair.zh)]
        for span in _unanswered(en, zh, pair, table, "en"):
            said = Evidence("", pair.en.text[max(0, span.start - 12) : span.end + 16])
            sure = SURE if _is_rendered(span, table, "en") else UNSURE
            yield flag(pair, FlagKind.NEGATION, Severity.MAJOR, sure, None, span, said, "compare.negation.en-only")


def _unanswered(own: Sequence[Span], other: Sequence[Span], pair: Pair, table: WordTable, lang: Lang) -> list[Span]:
    """The negators of one side with no answer near the rendering of what they negate, as many as there are too many."""
    opposite = pair.en if lang == "zh" else pair.zh
    free = list(other)
    lost = []
    for span in own:
        window = _window(span, table, lang, opposite)
        answer = next((o for o in free if o.overlaps(window)), None)
        if answer is not None:
            free.remove(answer)
        elif not _may_negate(opposite, window, _claimed(span, other, own, pair, table, lang)):
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


def _window(span: Span, table: WordTable, lang: Lang, opposite: Excerpt) -> Span:
    """Where on the other side an answer would stand: around the words that render the next words after a negator.

    Of a word that stands there twice, the one as far into its text as the negator is. The whole other side where none
    of them has a counterpart, or none of those that follow a Chinese negator (尚未售出, unsold), and where what is
    negated is said without negation too: 参战利益极大，不参战损害极大 is "everything to gain by entering the war and
    everything to lose by staying out". The negator itself is not rendered by what looks like one: the 不 of 不然.
    """
    length = len(opposite.text)
    own, other = (table.zh, table.en) if lang == "zh" else (table.en, table.zh)
    similarity = table.similarity if lang == "zh" else table.similarity.T
    near = _hosts(own, span)
    if not other or _repeated(near, own, similarity):
        return Span(0, length)
    there = span.start / own.ends[-1] * other.ends[-1]
    hosts = []
    follows = False
    negating = own.within(span)
    if idle := [j for phrase in negations(opposite, ("never",)) for j in other.within(phrase)]:
        similarity = similarity.copy()
        similarity[np.ix_(negating, idle)] = -1.0
    for i in near:
        best = similarity[i].max()
        if best >= (RENDERS if i in negating else NEAR):
            same = np.flatnonzero(similarity[i] >= best - TIE).tolist()
            hosts.append(min(same, key=lambda j: abs(other.starts[j] - there)))
            follows |= own.starts[i] >= span.start
    if not hosts or (lang == "zh" and not follows):
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


def _claimed(
    span: Span, other: Sequence[Span], own: Sequence[Span], pair: Pair, table: WordTable, lang: Lang
) -> list[Span]:
    """The words of the other side that render a word of this side which is no negator: 拒绝 stands for denied.

    Each must be the other's nearest: 缺乏 is near experience, which is rendered by 经验; and light words (had) render
    nothing. Such a word does not stand for a negation besides: "were not denied" says more than 遭到拒绝. But one that
    negates by its form is no word without: unclear and moonless are as near to 清楚 and 月亮 as to 不清楚, 没有月亮.
    Unless what it renders negates as well: improper, which is 不当, answers no 不在保修范围之内.
    Nor is one that is near the very word which `span` negates and is none of its glosses: excludes beside 不包括.
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
    found = [j for j in np.flatnonzero(mutual).tolist() if lang == "zh" or len(tokens[j].span) <= 2]
    if lang == "zh":
        host = next((i for i in plain if own_tokens.starts[i] >= span.end), -1)
        words = {j: pair.en.text[tokens.starts[j] : tokens.ends[j]].lower() for j in found}
        negative = {i for phrase in negations(pair.zh, ("optional",)) for i in own_tokens.within(phrase)}
        found = [j for j in found if not negates_itself(words[j]) or plain[int(nearest[j])] in negative]
        mates = {j: plain[int(nearest[j])] for j in found}
        texts = {i: simplified(pair.zh.text[own_tokens.starts[i] : own_tokens.ends[i]]) for i in mates.values()}
        found = [j for j in found if mates[j] != host or not opposes(texts[host], words[j])]
    claimed = [tokens[j].span for j in found]
    return [span for span in claimed if not any(o.overlaps(span) for o in other)]


def _may_negate(excerpt: Excerpt, window: Span, claimed: Sequence[Span]) -> bool:
    """Whether something within the window, and no `claimed` word, may stand for a negation of the other side."""
    text = folded(excerpt)
    if any(_reach(span, text).overlaps(window) for span in negations(excerpt, ("negators", "optional"))):
        return True
    if excerpt.lang == "zh" and A_NOT_A.search(text, window.start, window.end):  # 是不是应该, shouldn't we
        return True
    hints = [Span(*m.span()) for m in lists_of(excerpt.lang).maybe.finditer(text, window.start, window.end)]
    if excerpt.lang == "en":
        words = _WORD.finditer(text, window.start, window.end)
        hints += [Span(*m.span()) for m in words if negative_word(m.group())]
    taken = {i for span in claimed for i in range(span.start, span.end)}
    return any(not taken.issuperset(i for i in range(hint.start, hint.end) if text[i] != " ") for hint in hints)


def _reach(span: Span, text: str) -> Span:
    """As far as a negation answers: its own words, but a subject (Neither Party shall, nothing was) negates its whole
    clause.
    """
    first = not text[: span.start].rstrip(_OPENS)
    clause = text[: span.start].rstrip().endswith((",", ";", ":"))
    begins = (first and _SUBJECT.match(text, span.start)) or (clause and _CLAUSE_SUBJECT.match(text, span.start))
    if not begins and not _PRONOUN.match(text, span.start):
        return span
    stop = _CLAUSE_END.search(text, span.end)
    return Span(span.start, stop.start() if stop else len(text))


_VERB = "(?:is|are|was|were|had|has|have|will|would|can|could|shall|should|may|might|must)"
_SUBJECT = re.compile(r"(?:neither|no|none|nobody|nothing)\b")
# within a sentence: unless the law provides otherwise, neither party shall; nothing in the valley is certain
_CLAUSE_SUBJECT = re.compile(rf"(?:neither|no|none)(?: [a-z]+){{1,4}}? {_VERB}\b")
_PRONOUN = re.compile(rf"(?:no one|none|nobody|nothing)(?: (?:in|of|at|on|about)(?: [a-z]+){{1,3}})? {_VERB}\b")
_CLAUSE_END = re.compile(r"[,;:.!?]")
_OPENS = " \"'“‘([0123456789.)]"  # numbered clauses too: 7.2 Neither party shall


def _inside_rendered(span: Span, text: str, table: WordTable) -> bool:
    """Whether the negator is part of a longer word that has a counterpart: 不足, insufficient.

    不知道 is 不 and a word, and know is no counterpart of the whole: what follows must be no word of two characters.
    """
    best = table.best_zh()
    for i in table.zh.within(span):
        token = table.zh[i].span
        word = simplified(text[token.start : token.end])
        rest = word[span.end - token.start :]
        if len(token) > len(span) and best[i] >= NEAR and word not in BARE and not (len(rest) > 1 and look_up(rest)):
            return True
    return False
