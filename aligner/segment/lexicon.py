"""The word lists of the segmenter (abbreviations, speech verbs, headings, boilerplate), from lexicon.toml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from aligner.packaged import packaged_toml

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of lexicon.toml, which explains each and names its source. Patterns are matched at the start."""

    titles: frozenset[str]
    before_number: frozenset[str]
    inner: frozenset[str]
    maybe_last: frozenset[str]
    starters: frozenset[str]
    numbered: frozenset[str]
    speech_verbs: frozenset[str]
    announced: frozenset[str]
    announced_zh: tuple[str, ...]
    first_person: Pattern
    numbered_heading: Pattern
    named_heading: Pattern
    notes_heading: Pattern
    signed_note: Pattern
    caption: Pattern
    front_matter: Pattern
    boilerplate: Pattern
    boilerplate_names: frozenset[str]

    def abbreviated(self, word: str) -> bool:
        """Whether the word, in lower case and without its full stop, is in one of the lists of abbreviations."""
        return any(word in words for words in (self.titles, self.before_number, self.inner, self.maybe_last))

    @staticmethod
    @cache
    def load() -> Lexicon:
        table = packaged_toml("segment/lexicon.toml")
        abbreviations, speech, headings = table["abbreviations"], table["speech"], table["headings"]
        verbs = _words(speech["verbs"])
        return Lexicon(
            titles=_words(abbreviations["titles"]),
            before_number=_words(abbreviations["before_number"]),
            inner=_words(abbreviations["inner"]),
            maybe_last=_words(abbreviations["maybe_last"]),
            starters=_words(table["english"]["starters"]),
            numbered=_words(table["english"]["numbered"]),
            speech_verbs=verbs,
            announced=verbs | _words(speech["announced"]),
            announced_zh=tuple(sorted(_words(speech["zh"]))),
            first_person=_any_word(_words(speech["first_person"])),
            numbered_heading=_any(headings["numbered"]),
            named_heading=re.compile(rf"(?:{_any(headings['unnumbered']).pattern})\Z"),
            signed_note=re.compile("|".join(table["notes"]["signed"])),
            notes_heading=re.compile(rf"(?:{_any(table['notes']['headings']).pattern})\s*[:：]?\Z"),
            caption=_any(table["captions"]["labels"]),
            front_matter=_any(table["front_matter"]["lines"]),
            boilerplate=_any(re.escape(phrase) for phrase in table["boilerplate"]["phrases"]),
            boilerplate_names=_words(table["boilerplate"]["names"]),
        )


def _words(entry: dict[str, str]) -> frozenset[str]:
    return frozenset(entry["words"].split())


def _any(patterns: Iterable[str]) -> Pattern:
    return re.compile("|".join(f"(?:{p})" for p in patterns))


def _any_word(words: Iterable[str]) -> Pattern:
    """A pattern of words: Chinese ones anywhere, English ones as whole words.

    The beginning of a word is tested after it, since a pattern whose alternatives all begin with a letter is searched
    three times as fast.
    """
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(rf"{w}(?<!\w{w})\b" if w.isascii() else w for w in longest_first))
