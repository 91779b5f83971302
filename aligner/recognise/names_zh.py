"""Names in Chinese running text: known ones, family names with given names, transcriptions of foreign names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from aligner.recognise.dictionary import look_up
from aligner.recognise.hanzi import DOTS, runs, simplified
from aligner.recognise.mentions import NameMention
from aligner.recognise.names_gazetteer import gazetteer
from aligner.recognise.names_sound import signs, sounds
from aligner.records import Span

# Tags of jieba's dictionary for persons; only hints, since the tagger does not look at the context.
_PERSON = frozenset({"nr", "nrt", "nrfg"})
# Least sum of the signs (log likelihood ratios of transcription and running text, in nats) of the characters of a
# transcription: 什特科夫 has 17, 大学生 -6.
_TRANSCRIBED = 6.0
_IN_NAMES = 1.5  # least sign of a character that continues the transcription before it: 勒 has 3, 说 -3
_IN_NAMES_ALONE = 4.0  # the same without a dot in the name: 拉, 斯, 塞 have 5 and 6; 南, 特, 里 are also words


def names_zh(text: str) -> tuple[NameMention, ...]:
    """Known names, the longest at each place; then what the tagger takes for names, and transcriptions."""
    plain_text = simplified(text)
    found = [NameMention(span, text[span.start : span.end], "zh", kind) for span, kind in _known_zh(plain_text)]
    taken = {i for m in found for i in range(m.span.start, m.span.end)}
    for span in (*_tagged_zh(plain_text), *transcribed(plain_text)):
        if taken.isdisjoint(range(span.start, span.end)):
            found.append(NameMention(span, text[span.start : span.end], "zh", sure=False))
            taken.update(range(span.start, span.end))
    return tuple(sorted(found, key=lambda m: m.span))


def _known_zh(text: str) -> Iterator[tuple[Span, str]]:
    kinds = gazetteer().kinds
    words = _words_at(text)
    for offset, run in runs(text):
        i = before = 0  # `before`: where the last known name ends
        while i < len(run):
            length = _known_at(run, i)
            if length == 2 and _is_other_words(text, offset + i, words):
                length = 0  # a name may begin with the next character: 美国 in 和|美国
            elif length and not _goes_on(run, i, i + length, before):
                before = i + length
                yield Span(offset + i, offset + before), kinds.get(run[i:before], "")
            i += max(1, length)


def _words_at(text: str) -> list[Span]:
    """For each character the word that it belongs to, by the tagger."""
    words: list[Span] = []
    for word, _ in tagged(text):
        words += [Span(len(words), len(words) + len(word))] * len(word)
    return words


def _is_other_words(text: str, start: int, words: Sequence[Span]) -> bool:
    """Whether two characters that might be a name belong to other words of the dictionary: to two words (卫东 in
    保卫|东北), or to one that is no name (理学 in 心理学).

    In 7,000 human pairs there were 97 such names in two words, of which the English had one, and 79 in one word, of
    which it had four (months: 七月份). Of longer names it had four of eight (希腊文|字), so these are kept.
    """
    first, last = words[start], words[start + 1]
    if first != last:
        cut = [word for word in (first, last) if word.start < start or word.end > start + 2]
        return any(look_up(text[word.start : word.end]) for word in cut)
    if len(first) == 2 or text[start : start + 2] in gazetteer().kinds:
        return False
    entries = look_up(text[first.start : first.end])
    return bool(entries) and not any(entry.is_name for entry in entries)


def _known_at(run: str, at: int) -> int:
    """The length of the longest known name that begins there; 0 for none."""
    known = gazetteer()
    for n in known.lengths.get(run[at : at + 2], ()):
        if at + n <= len(run) and run[at : at + n] in known.naming:
            return n
    return 0


def _goes_on(run: str, start: int, end: int, before: int) -> bool:
    """Whether a known name is only a part of a longer one: 赫尔 in 威廉·赫尔勒, 西亚 in 塞西亚, 麦加 in 麦加拉.

    `before`: the end of the known name before it, which is not a part of this one.
    """
    after = sounds(run[end])[0] if end < len(run) and run[end] not in DOTS and not _known_at(run, end) else 0.0
    if start and run[start - 1] in DOTS:
        return after > _IN_NAMES
    ahead = sounds(run[start - 1])[0] if start > before else 0.0
    return max(ahead, after) > _IN_NAMES_ALONE and all(sounds(c)[0] > 0 for c in run[start:end] if c not in DOTS)


def _tagged_zh(text: str) -> Iterator[Span]:
    """Words of two or three characters with a family name first, tagged as persons, and not in the dictionary."""
    at = 0
    for word, tag in tagged(text):
        if tag in _PERSON and 2 <= len(word) <= 3 and word[0] in gazetteer().surnames and not look_up(word):
            yield Span(at, at + len(word))
        at += len(word)


def transcribed(text: str) -> Iterator[Span]:
    """Runs of at least three characters that are likelier in a foreign name than elsewhere, especially at both ends."""
    for match in _sounding().finditer(text):
        word = match.group().strip(DOTS)
        if len(word) >= 3 and sum(sounds(c)[0] for c in word if c not in DOTS) > _TRANSCRIBED:
            yield Span(match.start(), match.start() + len(word))


@cache
def _sounding() -> re.Pattern[str]:
    """A pattern of characters and dots of foreign names, with the commonest characters at both ends."""
    ends = "".join(c for c, sign in signs() if sign > 0.5)
    inside = "".join(c for c, sign in signs() if sign > -1.0)
    return re.compile(f"[{ends}](?:[{inside}{DOTS}]*[{ends}])?")


@cache
def tagger() -> Any:
    """jieba's dictionary and tags, in Rust."""
    import rjieba

    return rjieba.Jieba()


@lru_cache(maxsize=2)
def tagged(text: str) -> list[tuple[str, str]]:
    """The words of a text with their tags; cached, since several checks read the same pair."""
    words: list[tuple[str, str]] = tagger().tag(text)
    return words
