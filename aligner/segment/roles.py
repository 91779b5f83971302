"""Roles of paragraphs that the format did not tell: a chain of passes over the whole text, each with one question.

The order matters. Boilerplate and notes come before headings (a note is short, too), headings before quotations (what
stands after a heading is not quoted by what stands before it).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from aligner.read.source import SourceText
from aligner.records import Lang, Role
from aligner.segment.draft import Draft
from aligner.segment.lexicon import Lexicon
from aligner.segment.notes import mark_notes
from aligner.segment.pages import mark_pages
from aligner.segment.paragraphs import Paragraph
from aligner.segment.quotations import mark_quotations
from aligner.segment.script import function_words
from aligner.segment.signs import CIRCLED, SUPERSCRIPT, WRITTEN_NOTE

Pass = Callable[[list[Draft]], None]
"""Gives roles to drafts that have none, in place."""

_WORDLESS = re.compile(r"[\W_]*\Z")
_EMPHASIS = re.compile(r"\*\*|__|^#{1,6}\s+")
_ENDS = re.compile(
    rf"[.!?:;,。！？：；，、…][”’」』）)\]\"']*(?:\[\d{{1,3}}\]|［\d{{1,3}}］|〔\d{{1,3}}〕|{WRITTEN_NOTE}|[{CIRCLED}{SUPERSCRIPT}])*\Z"
)
_ASKS = re.compile(r"[?？]\Z")
_SPACES = re.compile(r"\s")

_HEAD_OF_TEXT = 12  # paragraphs: as far as a by-line stands from the top of a page
_MAX_HEADING = {"zh": 36, "en": 110}  # characters; the longest in the academic texts have 16 and 50
_MAX_BOILERPLATE = 240  # characters: a paragraph longer than that is not a line of page furniture
_MAX_CAPTION = {"zh": 90, "en": 260}


def assign_roles(source: SourceText, paragraphs: list[Paragraph], lang: Lang) -> list[Paragraph]:
    """The same paragraphs, each with a role."""
    drafts = [
        Draft(_EMPHASIS.sub("", source.text[p.span.start : p.span.end]).strip(), p.lang, p.lang != lang, p.role)
        for p in paragraphs
    ]
    if not source.hints:  # a format that knows its paragraphs divides none by a page
        mark_pages(drafts)
    for give in PASSES:
        give(drafts)
    return [Paragraph(p.span, p.lang, d.role or Role.BODY) for p, d in zip(paragraphs, drafts, strict=True)]


def mark_furniture(drafts: list[Draft]) -> None:
    """Lines without words (-----, * * *) and lines of the page: rights, sharing, navigation."""
    phrases = Lexicon.load().boilerplate
    for d in drafts:
        short = len(d.text) <= _MAX_BOILERPLATE
        if d.role is None and (_WORDLESS.match(d.text) or (short and phrases.search(d.text))):
            d.role = Role.BOILERPLATE


def mark_foreign_tail(drafts: list[Draft]) -> None:
    """After the notes or the rights of a page, what is in the other language is the site's list of other pages."""
    start = len(drafts)
    while start and (drafts[start - 1].foreign or _WORDLESS.match(drafts[start - 1].text)):
        start -= 1
    end_matter = any(d.role in (Role.NOTE, Role.BOILERPLATE) for d in drafts[max(0, start - 2) : start + 2])
    if end_matter and start:
        for d in drafts[start:]:
            d.role = Role.BOILERPLATE if d.role is None else d.role


def mark_front_matter(drafts: list[Draft]) -> None:
    """By-lines, sources and dates at the head of the text."""
    pattern = Lexicon.load().front_matter
    for d in drafts[:_HEAD_OF_TEXT]:
        if d.role is None and len(d.text) < _MAX_BOILERPLATE and pattern.match(d.text):
            d.role = Role.FRONT_MATTER


def mark_captions(drafts: list[Draft]) -> None:
    """Figure 1.2. U. S. Navy radar; 图1.1 雷达系统频带. Not: Figure 1.7 shows a simplified diagram."""
    pattern = Lexicon.load().caption
    for d in drafts:
        if d.role is None and len(d.text) <= _MAX_CAPTION[d.lang] and pattern.match(d.text):
            d.role = Role.CAPTION


def mark_headings(drafts: list[Draft]) -> None:
    """Short paragraphs that do not end as sentences do, before longer ones."""
    looks = [d.role is None and _looks_like_heading(d.text, d.lang) for d in drafts]
    open_ = [i for i, d in enumerate(drafts) if d.role is None]
    # Verse and lists are all short lines without full stops: where most lines look like headings none is.
    if sum(looks) > 0.5 * len(open_):
        looks = [look and _numbered(d.text) for look, d in zip(looks, drafts, strict=True)]
    follower: Draft | None = None  # the next that is no furniture
    for look, d in zip(reversed(looks), reversed(drafts), strict=True):
        heads = look and follower is not None and follower.role is not Role.NOTE
        if d.role is not Role.BOILERPLATE:
            follower = d
        if heads:
            d.role = Role.HEADING


def _numbered(text: str) -> bool:
    lexicon = Lexicon.load()
    return bool(lexicon.numbered_heading.match(text) or lexicon.named_heading.match(text))


def _looks_like_heading(text: str, lang: Lang) -> bool:
    if "\n" in text or len(text) > _MAX_HEADING[lang]:
        return False
    if _numbered(text):
        return not _ENDS.search(text) or bool(_ASKS.search(text))
    if _ENDS.search(text) or text[:1] in "“\"'「『(（[-*•·" or text[-1:] in '”"」』)）':
        return False
    if lang == "zh":
        return not _SPACES.search(text) or len(text) <= 20
    words = text.split()
    if words[-1] in function_words():
        return False  # "The Politburo concluded that"
    capitals = sum(w[:1].isupper() or w[:1].isdigit() for w in words)
    return (text[:1].isupper() or text[:1] in "—–") and (capitals >= 0.5 * len(words) or len(words) <= 4)


PASSES: tuple[Pass, ...] = (
    mark_furniture,
    mark_notes,
    mark_foreign_tail,
    mark_front_matter,
    mark_captions,
    mark_headings,
    mark_quotations,
)
