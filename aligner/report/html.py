"""`report.html`: one self-contained page. Sources are in page/; data, words, style and script are put in at writing.

Nothing in the page reaches the network: the content security policy forbids it, and names the page's own style and
script by their digests, so that nothing else runs even if a document smuggled markup in.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from jinja2 import Environment, StrictUndefined

from aligner.align.coverage import DocumentCoverage, cover
from aligner.compare.witnesses import Witnesses
from aligner.duplicates import differences
from aligner.messages import catalogue, say, tell, ui_language
from aligner.packaged import packaged_text
from aligner.records import Alignment, Comparison, Document, DuplicateGroup, Flag, Message, Place, RepeatKind, Role
from aligner.report.view import (
    Share,
    by_certainty,
    longest_first,
    overall,
    readings,
    shares,
    told_anywhere,
    told_elsewhere,
)
from aligner.settings import ReportSettings

# In the order in which they are joined: later ones use what earlier ones define.
SCRIPTS = (
    "core", "review", "model", "virtual", "pane", "texts", "bands", "detail", "panel", "coverage", "overview", "map",
    "timeline", "events", "repeats", "export", "reviewing", "search", "keys", "print", "main",
)  # fmt: skip

# Words that the page uses, without their leading "report.".
_WORDS = ("page.", "lang.", "mode.", "mode-word.", "certainty.", "severity.", "kind.", "repeat.", "role.")

Json = dict[str, Any]


def write(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:  # noqa: ARG001 (one signature)
    style = _source("style.css")
    script = '(() => {\n"use strict";\n' + "\n".join(_source(f"{name}.js") for name in SCRIPTS) + "\n})();"
    ui = ui_language()
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(_source("page.html"))
    page = template.render(
        ui="zh-Hans" if ui == "zh" else "en",
        title=say("report.page.title", ui),
        policy=_policy(style, script),
        style=style,
        script=script,
        data=embedded(page_data(comparison)),
    )
    return {".html": page.encode("utf-8", "replace")}


def _source(name: str) -> str:
    return packaged_text(f"report/page/{name}")


def _policy(style: str, script: str) -> str:
    """Only what is in the page, by its digest; no network, no frames, no forms that go anywhere."""
    script_hash, style_hash = _digest(script), _digest(style)
    return f"default-src 'none'; script-src {script_hash}; style-src {style_hash}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def embedded(value: object) -> str:
    """JSON that can stand inside a script element: no `<`, so no text can end the element or begin a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def page_data(comparison: Comparison) -> Json:
    """Everything the page shows. Positions count UTF-16 units, as JavaScript's strings do."""
    numbers = {d.name: n for n, d in enumerate(comparison.documents)}
    units = {d.name: _Units(d.text) for d in comparison.documents}

    def place(at: Place) -> list[int]:
        of = units[at.document]
        return [numbers[at.document], of(at.span.start), of(at.span.end)]

    witnesses = Witnesses(comparison)

    def flag_of(flag: Flag) -> Json:
        said = witnesses.of(flag)
        also = {"en": told_elsewhere(comparison, said, "en"), "zh": told_elsewhere(comparison, said, "zh")}
        return _flag(flag, place) | {"also": also}

    groups = longest_first(comparison.duplicates)
    return {
        "ui": ui_language(),
        "signature": comparison.signature,
        "docs": [_document(d, units[d.name]) for d in comparison.documents],
        "pairs": [_pair(a, numbers) for a in comparison.alignments],
        "totals": {"zh": _share(overall(comparison, "zh")), "en": _share(overall(comparison, "en"))},
        "coverage": [_coverage(c, numbers) for c in cover(comparison)],
        "flags": [
            *(flag_of(f) for f in comparison.flags),
            *({**flag_of(f), "dismissed": True} for f in comparison.dismissed),
        ],
        "unsought": sorted(comparison.unsought),
        "review": _told(comparison.review) if comparison.review else None,
        "groups": [_group(comparison, g, place) for g in groups],
        "events": [[round(e.score, 4), [place(p) for p in e.members]] for e in comparison.events],
        "timeline": [
            {
                "date": e.date,
                "place": place(e.place),
                "mention": place(e.mention),
                "event": e.event,
                "credited": [place(who) for who in e.credited],
            }
            for e in comparison.timeline
        ],
        "skipped": [{"path": s.path, "reason": _told(s.reason)} for s in comparison.skipped],
        "messages": _messages(),
    }


def _messages() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {"en": {}, "zh": {}}
    for key, texts in catalogue().items():
        short = key.removeprefix("report.")
        if short != key and short.startswith(_WORDS):
            for ui, text in texts.items():
                words[ui][short] = text
    return words


def _document(document: Document, units: _Units) -> Json:
    roles = [str(role) for role in Role]
    sentences = document.sentences
    return {
        "name": document.name,
        "lang": document.lang,
        "encoding": document.encoding,
        "text": document.text,
        "starts": [units(s.span.start) for s in sentences],
        "ends": [units(s.span.end) for s in sentences],
        "par": [s.paragraph for s in sentences],
        "role": [roles.index(str(s.role)) for s in sentences],
        "roles": roles,
        "langs": {s.index: s.lang for s in sentences if s.lang != document.lang},
        "aligned": list(document.aligned),
    }


def _pair(alignment: Alignment, numbers: dict[str, int]) -> Json:
    zh, en = shares(alignment)
    return {
        "zh": numbers[alignment.zh.name],
        "en": numbers[alignment.en.name],
        "mode": alignment.mode,
        "why": _told(alignment.why) if alignment.why else None,
        "beads": [[b.zh, b.en, round(b.score, 4), int(b.moved), b.reasons] for b in alignment.beads],
        "passages": [[p.beads, round(p.score, 4)] for p in alignment.passages],
        "shares": {"zh": _share(zh), "en": _share(en)},
        "given": alignment.given,
        "reviewed": [[v.zh, v.en, v.verdict] for v in alignment.reviewed],
    }


def _coverage(account: DocumentCoverage, numbers: dict[str, int]) -> Json:
    """Each paragraph as [first sentence, last, how many, told anywhere, told in each other account], the last two as
    [sure, probable, possible] sentences."""
    return {
        "doc": numbers[account.document],
        "others": [numbers[name] for name in account.others],
        "paragraphs": [
            [
                p.sentences[0],
                p.sentences[-1],
                len(p.sentences),
                by_certainty(told_anywhere(p)),
                [by_certainty(telling.scores) for telling in p.told],
            ]
            for p in account.paragraphs
        ],
    }


def _share(part: Share) -> Json:
    return {"sentences": part.sentences, "linked": part.linked, "ratio": round(part.ratio, 4)}


def _flag(flag: Flag, place: Callable[[Place], list[int]]) -> Json:
    return {
        "kind": flag.kind,
        "severity": flag.severity,
        "confidence": round(flag.confidence, 4),
        "zh": [place(p) for p in flag.zh],
        "en": [place(p) for p in flag.en],
        "pair": flag.pair,
        "read": {"en": readings(flag, "en"), "zh": readings(flag, "zh")},
        "message": _told(flag.message),
    }


def _group(comparison: Comparison, group: DuplicateGroup, place: Callable[[Place], list[int]]) -> Json:
    return {
        "kind": group.kind,
        "similarity": round(group.similarity, 4),
        "members": [place(m) for m in group.members],
        "keep": group.keep,
        "why": _told(group.why),
        "differs": group.differs,
        "marks": [[place(at)[1:] for at in marks] for marks in _differences(comparison, group)],
    }


def _differences(comparison: Comparison, group: DuplicateGroup) -> list[list[Place]]:
    """What each copy does not share: the others with the copy to keep, that one with any other.

    Only edited copies of one language: words retold or in another language differ throughout.
    """
    marks: list[list[Place]] = [[] for _ in group.members]
    if group.kind is not RepeatKind.EDITED:
        return marks
    kept = group.members[group.keep]
    for n, member in enumerate(group.members):
        if n == group.keep or comparison.document(member.document).lang != comparison.document(kept.document).lang:
            continue
        for difference in differences(comparison.text(kept), comparison.text(member)):
            marks[group.keep].append(Place(kept.document, difference.a.shifted(kept.span.start)))
            marks[n].append(Place(member.document, difference.b.shifted(member.span.start)))
    return marks


def _told(message: Message) -> Json:
    return {"en": tell(message, "en"), "zh": tell(message, "zh")}


class _Units:
    """Code points -> UTF-16 units of one text: 𠮷 (U+20BB7) is one character here and two there."""

    def __init__(self, text: str) -> None:
        self.wide: Sequence[int] = [] if text.isascii() else [i for i, c in enumerate(text) if c > "\uffff"]

    def __call__(self, at: int) -> int:
        return at + bisect_left(self.wide, at) if self.wide else at
