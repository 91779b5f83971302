"""Block quotations in texts whose format does not mark them: somebody's words, set as paragraphs of their own."""

from __future__ import annotations

import re

from aligner.records import Role
from aligner.segment.draft import Draft
from aligner.segment.lexicon import Lexicon
from aligner.segment.signs import CIRCLED, WRITTEN_NOTE

_ANNOUNCES = re.compile(r"(?:[:：]|,|[a-z])(?:\[\d+\]|\s)*\Z")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|「[^「」]*」|『[^『』]*』")
_OPENS = "“\"「『‘'"
_CLOSING_NOTE = re.compile(rf"(?:\[\d{{1,3}}\]|［\d{{1,3}}］|〔\d{{1,3}}〕|{WRITTEN_NOTE}|[{CIRCLED}])\s*\Z")
_ITEM = re.compile(
    r"(?:First|Second|Third|Fourth|Fifth|\d{1,2}[.)、]|[（(][\d一二三四五六七八九十]|[一二三四五六七八九十]、|第[一二三四五]|[-*•])"
    rf"|[{CIRCLED}]"
)
_LAST_CLAUSE = 90  # characters before the colon: where it is said whose words follow
_NOTE_SIZE = 10  # characters: a note reference and a space
_AHEAD = 2  # paragraphs: a telegram has paragraphs in which its writer does not name himself
# Share of paragraphs with first person above which the narrator himself says "I". Measured: .92 of the passages of a
# novel told in the first person (MAC-Dev), .39 of the paragraphs of a chapter of history that is full of letters.
_NARRATOR = 0.5


def mark_quotations(drafts: list[Draft]) -> None:
    """Paragraphs announced by the one before ("He cabled Kim on 30 January:", “电报说：”).

    A quotation goes on through the paragraphs in which its writer says "we" or "you", in a text whose narrator does
    not, and ends with a note reference, a heading, or where such words stop.
    """
    body = [d for d in drafts if d.role is None]
    persons = sum(_first_person(d.text) for d in body)
    narrator = persons > _NARRATOR * len(body) and len(body) > 3
    i = 0
    while i + 1 < len(drafts):
        i += 1
        if drafts[i].role is None and drafts[i - 1].role is None and _announced(drafts[i - 1], drafts[i]):
            end = i + 1
            while not narrator and _goes_on(drafts, end):
                end += 1
            for d in drafts[i:end]:
                d.role = Role.QUOTE
            i = end


def _announced(before: Draft, quoted: Draft) -> bool:
    if quoted.text[:1] in _OPENS or not _ANNOUNCES.search(before.text[-_LAST_CLAUSE:]) or before.lang != quoted.lang:
        return False
    tail = before.text[-_LAST_CLAUSE:]
    # "There were four reasons:" announces no quotation; “我向您提出……是出于以下考虑：” is one already.
    if _ITEM.match(quoted.text) and not _first_person(quoted.text) and not _first_person(tail):
        return False
    lexicon = Lexicon.load()
    colon = before.text.rstrip("0123456789[] ")[-1:] in ":："
    if before.lang == "zh":
        return colon and any(word in tail for word in lexicon.announced_zh)
    said = any(w.strip(".,:;’'\"()") in lexicon.announced for w in tail.split())
    # "The Politburo concluded that" and "In Kim's own words," announce only what has a note or a voice of its own.
    return said and (colon or _first_person(quoted.text) or bool(_CLOSING_NOTE.search(quoted.text[-_NOTE_SIZE:])))


def _goes_on(drafts: list[Draft], end: int) -> bool:
    """Whether the paragraph `end` still belongs to the quotation before it."""
    if end >= len(drafts) or drafts[end].role is not None or _CLOSING_NOTE.search(drafts[end - 1].text[-_NOTE_SIZE:]):
        return False
    if _ITEM.match(drafts[end].text) and any(_ITEM.match(d.text) for d in drafts[max(0, end - _AHEAD) : end]):
        return True  # 一、…二、…四、…: the reasons given in a letter
    ahead = drafts[end : end + _AHEAD]
    return any(d.role is None and _first_person(d.text) for d in ahead) and not _reports(drafts[end])


def _reports(draft: Draft) -> bool:
    """Whether the narrator speaks: a paragraph with words in quotation marks is his."""
    return bool(_QUOTED.search(draft.text))


def _first_person(text: str) -> bool:
    return bool(Lexicon.load().first_person.search(_QUOTED.sub("", text)))
