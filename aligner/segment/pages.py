"""Finds page numbers and running heads in the middle of the paragraphs of a scanned book."""

from __future__ import annotations

import re

from aligner.records import Role
from aligner.segment.draft import Draft

_NUMBER = r"(?:[-–—·.•\[(（【〔]\s*|第\s*|[Pp](?:age|\.)\s*)?(?P<n{0}>\d{{1,4}})(?:\s*[-–—·.•\])）】〕]|\s*页|\s*頁)?"
_ALONE = re.compile(_NUMBER.format(0) + r"\s*\Z")
_WITH_HEAD = re.compile(rf"(?:{_NUMBER.format(1)}\s{{2,}}\S.*|.*\S\s{{2,}}{_NUMBER.format(2)})\Z")
_DIGITS = re.compile(r"[\W\d_]+")
_ENDS = re.compile(r"[.!?:;。！？：；…—][”’」』）)\]\"'*]*\Z")
_LONGEST = 70  # characters of a running head
_BETWEEN = 3  # paragraphs of a page's foot and the next one's head, at most
_TEXT = {"zh": 16, "en": 40}  # characters: what is shorter may be a heading or a line of a list


def mark_pages(drafts: list[Draft]) -> None:
    """Mark as furniture what is between two halves of a sentence and has a page number; then what is like it: numbers
    that continue the count, heads that recur beside a number.
    """
    numbers: list[tuple[int, int]] = []  # (paragraph, page) of those that divide a sentence
    heads: set[str] = set()
    for at in range(1, len(drafts) - 1):
        if not _is_open(drafts[at - 1]):
            continue
        stop = next((k for k in range(at, min(at + _BETWEEN, len(drafts) - 1)) if _goes_on(drafts, at, k)), None)
        if stop is None:
            continue
        between = range(at, stop + 1)
        pages = [(k, page) for k in between if (page := _page(drafts[k].text)) is not None]
        if pages:
            numbers += pages[:1]
            heads |= {_head(drafts[k].text) for k in between}
            drafts[at - 1].role = Role.BODY  # no heading, though it has no full stop
            for k in between:
                drafts[k].role = Role.BOILERPLATE
    heads.discard("")
    for k, draft in enumerate(drafts):
        page = _page(draft.text) if draft.role is None else None
        if page is not None and any((page > other) == (k > at) and page != other for at, other in numbers):
            near = min(numbers, key=lambda found: abs(found[0] - k))
            draft.role = Role.BOILERPLATE if abs(page - near[1]) <= abs(k - near[0]) else None
    for k, draft in enumerate(drafts):
        beside = drafts[max(0, k - 1) : k] + drafts[k + 1 : k + 2]
        paged = _page(draft.text) is not None or any(_page(d.text) is not None for d in beside)
        if draft.role is None and paged and len(draft.text) <= _LONGEST and _head(draft.text) in heads:
            draft.role = Role.BOILERPLATE


def _is_open(draft: Draft) -> bool:
    """Whether this is running text that breaks off inside a sentence."""
    return draft.role is None and len(draft.text) >= _TEXT[draft.lang] and not _ENDS.search(draft.text)


def _goes_on(drafts: list[Draft], start: int, last: int) -> bool:
    """Whether all from `start` to `last` may be furniture, and what follows may continue the sentence before."""
    if any(len(d.text) > _LONGEST or d.role not in (None, Role.BOILERPLATE) for d in drafts[start : last + 1]):
        return False
    after = drafts[last + 1]
    if after.role is not None or after.lang != drafts[start - 1].lang or _page(after.text) is not None:
        return False
    if after.lang == "en":
        return after.text[:1].islower()
    return len(after.text) >= _TEXT["zh"] and "\u3400" <= after.text[:1] <= "\u9fff"


def _page(text: str) -> int | None:
    """The page number of a line, alone or beside a running head; None if it has none."""
    if len(text) > _LONGEST or "\n" in text:
        return None
    found = _ALONE.match(text) or _WITH_HEAD.match(text)
    return next((int(n) for n in found.groups() if n), None) if found else None


def _head(text: str) -> str:
    return _DIGITS.sub("", text).casefold()
