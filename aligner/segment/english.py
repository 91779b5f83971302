"""Finds the ends of English sentences in a paragraph.

Every full stop, question and exclamation mark is a candidate; a few rules on the words on both sides decide. Their
order matters; each has the example that requires it.
"""

from __future__ import annotations

import re

from aligner.segment.lexicon import Lexicon
from aligner.segment.signs import CIRCLED, SUPERSCRIPT

_REFERENCE = rf"\[\d{{1,3}}\]|\[[A-Z]{{1,5}}\d{{1,3}}\]|[{CIRCLED}{SUPERSCRIPT}]+"
_END = re.compile(
    rf"""
    (?:
        (?P<dots>…+|\.(?:\s?\.){{2,}})(?P<after_dots>[.!?]*)
      | (?P<strong>[!?]+(?:[.!?]*))
      | (?P<stop>\.)
      | (?P<dash>[—–―-]|--)(?=\s?["'”’])
    )
    (?P<close>(?:\s?[”’»]|[)\]]|["'](?!\w)|\s["'](?=\s|\Z)|\*{{1,3}}(?![\w*]))*)
    (?P<marks>(?:\s?(?:{_REFERENCE}))*)
    (?P<space>\s*)
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"[^\s(\[“”\"‘—–]*\Z")
_NEXT = re.compile(r"(?P<bullet>[-–—•*]?\s?)(?P<open>[\"'“‘(\[«*_]*)(?P<word>[^\W_][\w’'-]*|)")
_URL = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+", re.ASCII)
_MAY_HOLD_URL = re.compile(r"[:@w](?:(?<=:)//|(?<=@)|ww\.)")  # found in a tenth of the time
_ROMAN = re.compile(r"(?!I\Z)[IVXLC]+\Z")
_QUOTES = frozenset("\"'”’»")
_LOOK_BACK = 40  # characters: longer than any abbreviation with the word before it


def english_ends(text: str) -> list[int]:
    """Where sentences end in `text` (one paragraph), in order; the last is `len(text)`."""
    rules = _Rules(text)
    ends: list[int] = []
    for match in _END.finditer(text):
        end = match.start("space")
        if end >= len(text):
            break
        if rules.ends(match, ends[-1] if ends else 0):
            ends.append(end)
    if not ends or text[ends[-1] :].strip():
        ends.append(len(text))
    return ends


class _Rules:
    """The rules, for the candidates of one text in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lexicon = Lexicon.load()
        self._urls = (
            [m.span() for m in _URL.finditer(text)][::-1] if _MAY_HOLD_URL.search(text) else []
        )  # next one last

    def ends(self, match: re.Match[str], sentence_start: int) -> bool:
        text = self._text
        following = _NEXT.match(text, match.end())
        assert following is not None  # the pattern matches the empty string
        word = following["word"]
        if not match["space"] and not match["marks"]:
            return "(" not in following["open"] and self._glued(match, word)
        if word[:1].islower():
            return self._before_lowercase(match)
        if not word and not following["open"]:
            return match["dash"] is None and text[following.end() : following.end() + 1] not in ",;:=&/"
        if match["close"].strip() and not match["stop"] and self._attributed(following):
            return False  # "Can you print it?" Wang asked.
        if match["dash"] is not None:
            return bool(match["close"].strip())  # 'But I—' 'You what?'
        if match["strong"]:
            return not following["bullet"].strip() or bool(word)
        if match["dots"]:
            return self._after_dots(match, word)
        return self._after_stop(match, following, sentence_start)

    def _glued(self, match: re.Match[str], word: str) -> bool:
        """Without a space, an end only between two plain words ("gesture.If China"), not in U.S., 3.5, a.txt."""
        if not match["stop"] and not match["strong"]:
            return False
        before = self._word_before(match.start())
        if self._in_url(match.start()):
            return False
        quoted = bool(match["close"].strip())
        return (
            (quoted or ((len(before) > 1 and before[-1:].islower()) or before[-1:] in ")%”’"))
            and "." not in before
            and len(word) > 1
            and word[0].isupper()
            and word[1:2].islower()
            and not self._lexicon.abbreviated(before.lower())
        )

    def _in_url(self, position: int) -> bool:
        while self._urls and self._urls[-1][1] <= position:
            self._urls.pop()
        return bool(self._urls) and self._urls[-1][0] <= position

    def _before_lowercase(self, match: re.Match[str]) -> bool:
        """Whether a sentence begins with a small letter: in "It is done. please check", typed in haste, but not in
        "approx. three" or "a loud dong! like a bell".
        """
        before = self._word_before(match.start())
        if match["stop"] is None or match["close"].strip() or not (before.isalpha() and before.islower()):
            return False
        return len(before) > 3 and not self._lexicon.abbreviated(before)

    def _attributed(self, following: re.Match[str]) -> bool:
        """Whether the next words name a speaker: `"Can you print it?" Wang asked.` is one sentence.

        A pronoun with a capital (`moves?' He asked the old eunuch`) starts a new one, in print and in the gold data.
        """
        if following["open"] or following["word"] in self._lexicon.starters or following["word"] in ("I", "You", "We"):
            return False
        words = self._text[following.start() : following.start() + _LOOK_BACK].split()[:3]
        verb = next((w for w in words if not w[:1].isupper()), "")
        return bool(verb) and verb != words[0] and verb.strip(".,:;") in self._lexicon.speech_verbs

    def _after_dots(self, match: re.Match[str], word: str) -> bool:
        """Dots end a sentence in "your cough ... I just", not in "I... I... can't" and "x . . . A"."""
        text, at = self._text, match.start()
        before = self._word_before(at - 1 if at and text[at - 1].isspace() else at)
        return word != before and not word[:1].isdigit() and (len(before) > 1 or bool(match["after_dots"]))

    def _after_stop(self, match: re.Match[str], following: re.Match[str], sentence_start: int) -> bool:
        lexicon, word = self._lexicon, following["word"]
        before = self._word_before(match.start())
        lower = before.lower()
        starts = word in lexicon.starters
        if match["marks"] or _QUOTES.intersection(match["close"]):
            return True  # nothing is abbreviated before a closing quotation mark
        if lower in lexicon.titles or lower in lexicon.inner:
            return False
        if before.replace(".", "").isdigit():
            return self._after_number(match.start(), before, sentence_start)
        initial = len(before) == 1 and before.isupper()
        if lower in lexicon.before_number and (not initial or word[:1].isdigit()):
            # No. 6, Ll. 1 - 21, Vol. II, Pap. (Papka) 11; but: The owner says no. I asked again.
            return not (word[:1].isdigit() or _ROMAN.match(word) or "(" in following["open"])
        if lower in lexicon.maybe_last:
            return starts
        if initial:
            # A. V. Torkunov; but: So did I. The; World War I. Stalin
            if before == "I" and self._word_before(match.start() - 2).istitle():
                return True
            first = match.start() - 1 - sentence_start <= 1  # A. The answer to a question
            return starts and len(word) > 1 and not first
        if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", before):
            return starts  # U.S., D.Phil., but not "the U.S. Navy"
        return True

    def _after_number(self, stop: int, number: str, sentence_start: int) -> bool:
        """A number ends a sentence in "in 1950. The" and "shown in Figure 5. Directed"; a label at its start does not:
        "3. The transfer function", "Figure 1.2. U. S. Navy radar".
        """
        end = min(stop - len(number), sentence_start + _LOOK_BACK)
        before = self._text[sentence_start : max(sentence_start, end)]
        return before.strip(" \n\t([*#.").lower() not in self._lexicon.numbered | {""}

    def _word_before(self, position: int) -> str:
        """The word that ends at `position`, dots inside kept: "U.S" before the last dot of U.S."""
        if position <= 0:
            return ""
        match = _WORD_BEFORE.search(self._text[max(0, position - _LOOK_BACK) : position])
        return match[0].strip("'’*_,;:)”\"") if match else ""
