"""Decides which paragraphs are notes, at the end of the text or of a page."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from aligner.records import Role
from aligner.segment.draft import Draft
from aligner.segment.lexicon import Lexicon
from aligner.segment.signs import CIRCLED, SUPERSCRIPT, WRITTEN_NOTE

_BRACKET = re.compile(r"[\[［〔](\d{1,4})[\]］〕]")
_MARKDOWN = re.compile(r"\[\^[\w-]+\]:")
_SIGN = re.compile(rf"[{CIRCLED}{SUPERSCRIPT}]+")
# 注1：, （注2）, 【注】, 注③: who writes this means a note; 注意 and 注定 do not begin so.
_WRITTEN = re.compile(
    rf"{WRITTEN_NOTE}\s*\S|注释?\s*(?:[\d一二三四五六七八九十]{{1,3}}|[{CIRCLED}])?\s*[：:]|注释?\d{{1,3}}[.、．\s]"
)
_PLAIN = re.compile(r"(\d{1,3})\s+\S")  # of a note whose reference is superscript: "3 Ibid., p. 201."
_REFERENCE = re.compile(rf"(?<=[.!?”’)。！？）])[{SUPERSCRIPT}]+")
_TO_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FROM_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = re.compile(r"(\d{1,4})(?:[.)、．]|\s)\s*\S")
_RUN = 3  # notes one after the other with rising numbers that make a list of notes


def mark_notes(drafts: list[Draft]) -> None:
    """Mark as notes the paragraphs labelled [12], ① or 12. to which the text refers, or which a heading announces."""
    _labelled(drafts, _BRACKET)
    _labelled(drafts, _SIGN)
    for d in drafts:
        if d.role is None and (_MARKDOWN.match(d.text) or _WRITTEN.match(d.text)):
            d.role = Role.NOTE
    _superscript(drafts)
    _numbered_end(drafts)
    _sections(drafts)
    _continued(drafts)


def _labelled(drafts: list[Draft], label: re.Pattern[str]) -> None:
    """A labelled paragraph is a note if the label is inside an earlier paragraph, or in a series of notes.

    As ① also numbers the items of lists, a label alone is not enough, nor is a later reference.
    """
    referred: dict[str, int] = {}  # first paragraph that a label stands inside of
    for i, d in enumerate(drafts):
        for match in label.finditer(d.text):
            if match.start():
                referred.setdefault(match[0], i)
    labelled = [(i, m) for i, d in enumerate(drafts) if d.role is None and (m := label.match(d.text))]
    known = {i for i, m in labelled if referred.get(m[0], i) < i}
    if label is _BRACKET:
        known |= _rising([(i, int(m[1])) for i, m in labelled])
    for i in known:
        drafts[i].role = Role.NOTE


def _superscript(drafts: list[Draft]) -> None:
    """Paragraphs that begin with a plain number which stands superscript behind a sentence before them."""
    referred: set[str] = set()
    for d in drafts:
        match = _PLAIN.match(d.text)
        if match and d.role is None and match[1].translate(_TO_SUPERSCRIPT) in referred:
            d.role = Role.NOTE
        else:
            referred.update(m[0] for m in _REFERENCE.finditer(d.text))


def _numbered_end(drafts: list[Draft]) -> None:
    """Paragraphs 1. 2. 3. that end the text, where each number is referred to as [1], ① or .¹ before them."""
    start = len(drafts)
    numbers: list[int] = []
    while start and drafts[start - 1].role is None and (match := _NUMBER.match(drafts[start - 1].text)):
        if numbers and int(match[1]) != numbers[-1] - 1:
            break
        numbers.append(int(match[1]))
        start -= 1
    if len(numbers) >= _RUN and numbers[-1] == 1 and _referred(drafts[:start]).issuperset(numbers):
        for d in drafts[start:]:
            d.role = Role.NOTE


def _referred(drafts: list[Draft]) -> set[int]:
    """The numbers of references inside paragraphs."""
    found = set[int]()
    for d in drafts:
        found.update(int(m[1]) for m in _BRACKET.finditer(d.text) if m.start())
        found.update(int(m[0].translate(_FROM_SUPERSCRIPT)) for m in _REFERENCE.finditer(d.text))
        found.update(int(unicodedata.numeric(sign)) for m in _SIGN.finditer(d.text) for sign in m[0] if m.start())
    return found


def _rising(numbered: list[tuple[int, int]]) -> set[int]:
    """Paragraphs in runs of at least `_RUN` neighbours whose numbers rise by one."""
    found: set[int] = set()
    run: list[tuple[int, int]] = []
    for item in [*numbered, (-1, -1)]:
        if run and (item[1] != run[-1][1] + 1 or item[0] > run[-1][0] + 2):
            if len(run) >= _RUN:
                found |= {i for i, _ in run}
            run = []
        run.append(item)
    return found


def _sections(drafts: list[Draft]) -> None:
    """All that stands under "Notes" or 注释, to the next heading; plain numbered lines after a rule at the end."""
    lexicon = Lexicon.load()
    inside = False
    for i, d in enumerate(drafts):
        if lexicon.notes_heading.match(d.text) and d.role in (None, Role.HEADING) and _notes_follow(drafts, i):
            inside = True
            d.role = Role.NOTE
        elif d.role in (Role.HEADING, Role.BOILERPLATE) or _heads_chapter(d.text):
            inside = False
        elif inside and d.role is None:
            d.role = Role.NOTE
    rules = [i for i, d in enumerate(drafts) if d.role is Role.BOILERPLATE and not any(c.isalnum() for c in d.text)]
    end = len(drafts)  # behind it nothing is without a role
    for i in reversed(rules):
        tail = [d for d in drafts[i + 1 : end] if d.role is None]
        if not all(_NUMBER.match(d.text) for d in tail):
            break  # nor will a longer tail be notes only
        for d in tail:
            d.role = Role.NOTE
        end = i


def _heads_chapter(text: str) -> bool:
    return bool(Lexicon.load().numbered_heading.match(text)) and not _NUMBER.match(text)


def _notes_follow(drafts: list[Draft], at: int) -> bool:
    """Whether notes follow, since "Sources" may head a chapter: they are labelled, or stand in the second half."""
    following = drafts[at + 1 : at + 4]
    labels = sum(1 for d in following if _BRACKET.match(d.text) or _SIGN.match(d.text) or _NUMBER.match(d.text))
    return bool(following) and (labels > 0 or at > len(drafts) // 2)


def _continued(drafts: list[Draft]) -> None:
    """A paragraph between two notes of the list at the end continues the first of them."""
    notes = [i for i, d in enumerate(drafts) if d.role is Role.NOTE]
    for a, b in pairwise(notes):
        between = drafts[a + 1 : b]
        # One page's last note and the next page's first stand around a page of text: only short gaps in a dense list.
        if 0 < len(between) <= 2 and _dense(drafts, a):
            for d in between:
                d.role = d.role or Role.NOTE


def _dense(drafts: list[Draft], at: int) -> bool:
    window = drafts[at : at + 12]
    return sum(d.role is Role.NOTE for d in window) >= 0.7 * len(window)
