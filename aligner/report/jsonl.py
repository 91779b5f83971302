"""`comparison.jsonl`: everything that was found, one JSON object a line. docs/formats.md describes each record.

Positions are code points of the decoded text, half-open. A message stands in English under `message` and in Chinese
under `message_zh`, whatever the interface language is, so that one input gives one file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from aligner.align.coverage import cover
from aligner.messages import tell
from aligner.records import Alignment, Comparison, Document, DuplicateGroup, Flag, Message, Place
from aligner.report.view import extent, passage_numbers, shares, why_told
from aligner.settings import ReportSettings

if TYPE_CHECKING:
    from aligner.compare.witnesses import Witness

SCHEMA = 1

Record = dict[str, Any]


def write(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:  # noqa: ARG001 (one signature)
    # A lone surrogate has no UTF-8; backslashreplace writes it as \udXXX, which inside JSON is that very character.
    lines = (json.dumps(r, ensure_ascii=False) for r in records(comparison))
    return {".jsonl": "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")}


def records(comparison: Comparison) -> Iterator[Record]:
    """The header, then links, unlinked sentences, coverage, flags (those dismissed last), repeats, events, dated
    statements, skipped files.
    """
    yield header(comparison)
    for number, alignment in enumerate(comparison.alignments):
        yield from links(alignment, number)
    for number, alignment in enumerate(comparison.alignments):
        yield from unlinked(alignment, number)
    yield from unpaired(comparison)
    yield from coverage(comparison)
    yield from _flags(comparison)
    yield from (duplicate(comparison, g) for g in comparison.duplicates)
    for event in comparison.events:
        yield {"type": "event", "score": event.score, "members": [place(comparison, m) for m in event.members]}
    for dated in comparison.timeline:
        yield {
            "type": "timeline",
            "date": dated.date,
            **place(comparison, dated.place),
            "mention": place(comparison, dated.mention),
            "event": dated.event,
            "credited": [place(comparison, who) for who in dated.credited],
        }
    for skipped in comparison.skipped:
        yield {"type": "skipped", "path": skipped.path, **_told(skipped.reason)}


def header(comparison: Comparison) -> Record:
    return {
        "type": "header",
        "format": "aligner-comparison",
        "schema": SCHEMA,
        "signature": comparison.signature,
        "documents": [
            {
                "name": d.name,
                "lang": d.lang,
                "encoding": d.encoding,
                "characters": len(d.text),
                "sentences": len(d.sentences),
                "lines": d.fixed,
            }
            for d in comparison.documents
        ],
        "pairs": [_pair(a) for a in comparison.alignments],
        "unsought": sorted(comparison.unsought),
        "review": _told(comparison.review) if comparison.review else None,
    }


def _pair(alignment: Alignment) -> Record:
    zh, en = shares(alignment)
    return {
        "zh": alignment.zh.name,
        "en": alignment.en.name,
        "mode": alignment.mode,
        "why": why_told(alignment, "en"),
        "why_zh": why_told(alignment, "zh"),
        "linked": {"zh": round(zh.ratio, 4), "en": round(en.ratio, 4)},
        "passages": [{"score": p.score, "beads": list(p.beads)} for p in alignment.passages],
    }


def links(alignment: Alignment, pair: int) -> Iterator[Record]:
    passages = passage_numbers(alignment)
    for number, bead in enumerate(alignment.beads):
        if bead.linked:
            yield {
                "type": "link",
                "pair": pair,
                "bead": number,
                "zh": side(alignment.zh, bead.zh),
                "en": side(alignment.en, bead.en),
                "score": bead.score,
                "shape": bead.shape,
                "passage": passages.get(number),
                "moved": bead.moved,
                "reasons": list(bead.reasons),
                "reviewed": alignment.verdict(bead) or None,
            }


def side(document: Document, indices: Sequence[int]) -> Record:
    """One side of a link. `text` is `start` to `end` where the sentences are neighbours; else `spans` says which parts.

    Sentences 3 and 9 of a text are not what stands between them, so `text` is then the parts, joined by a line break.
    """
    spans = extent(document, indices).spans
    record: Record = {
        "document": document.name,
        "start": spans[0].start,
        "end": spans[-1].end,
        "text": "\n".join(document.slice(span) for span in spans),
        "sentences": list(indices),
    }
    if len(spans) > 1:
        record["spans"] = [[span.start, span.end] for span in spans]
    return record


def unlinked(alignment: Alignment, pair: int) -> Iterator[Record]:
    """Every sentence that no link of this pair holds; notes and other matter that is not aligned are told by `role`."""
    for document, other, which in ((alignment.zh, alignment.en, "zh"), (alignment.en, alignment.zh, "en")):
        held = {i for b in alignment.links() for i in (b.zh if which == "zh" else b.en)}
        yield from _left(document, held, {"pair": pair, "against": other.name})


def unpaired(comparison: Comparison) -> Iterator[Record]:
    """The sentences of documents that were compared with no other."""
    paired = {name for a in comparison.alignments for name in (a.zh.name, a.en.name)}
    for document in comparison.documents:
        if document.name not in paired:
            yield from _left(document, set(), {"pair": None, "against": None})


def _left(document: Document, held: set[int], where: Record) -> Iterator[Record]:
    aligned = frozenset(document.aligned)
    for s in document.sentences:
        if s.index not in held:
            yield {
                "type": "unlinked",
                "document": document.name,
                "lang": s.lang,
                "start": s.span.start,
                "end": s.span.end,
                "text": document.slice(s.span),
                "sentence": s.index,
                "role": str(s.role),
                "aligned": s.index in aligned,
                **where,
            }


def coverage(comparison: Comparison) -> Iterator[Record]:
    """Each paragraph of each account that was compared: which other account tells it too, and what none tells."""
    for account in cover(comparison):
        document = comparison.document(account.document)
        for p in account.paragraphs:
            first, last = document.sentences[p.sentences[0]], document.sentences[p.sentences[-1]]
            yield {
                "type": "coverage",
                "document": document.name,
                "paragraph": p.paragraph,
                "start": first.span.start,
                "end": last.span.end,
                "sentences": list(p.sentences),
                "told": [
                    {"document": t.document, "share": round(p.share(t.document), 4), "scores": list(t.scores)}
                    for t in p.told
                ],
                "only_here": list(p.only_here),
            }


def _flags(comparison: Comparison) -> Iterator[Record]:
    if not comparison.flags and not comparison.dismissed:
        return
    from aligner.compare.witnesses import Witnesses  # brings all checks, which `align` does without

    witnesses = Witnesses(comparison)
    for found in comparison.flags:
        yield flag(comparison, found, witnesses.of(found))
    for found in comparison.dismissed:
        yield flag(comparison, found, witnesses.of(found)) | {"type": "dismissed"}


def flag(comparison: Comparison, found: Flag, also: Sequence[Witness] = ()) -> Record:
    """`also`: what other accounts say of it."""
    return {
        "type": "flag",
        "kind": str(found.kind),
        "severity": str(found.severity),
        "confidence": found.confidence,
        "zh": [place(comparison, p) for p in found.zh],
        "en": [place(comparison, p) for p in found.en],
        "pair": found.pair,
        "evidence": {"zh": found.evidence.zh, "en": found.evidence.en},
        "also": [{**place(comparison, w.place), "value": w.value, "agrees": w.side} for w in also],
        **_told(found.message),
    }


def duplicate(comparison: Comparison, group: DuplicateGroup) -> Record:
    return {
        "type": "duplicate",
        "kind": str(group.kind),
        "similarity": group.similarity,
        "members": [place(comparison, m) for m in group.members],
        "keep": group.keep,
        "differs": [str(kind) for kind in group.differs],
        **_told(group.why),
    }


def place(comparison: Comparison, at: Place) -> Record:
    return {"document": at.document, "start": at.span.start, "end": at.span.end, "text": comparison.text(at)}


def _told(message: Message) -> Record:
    return {"message": tell(message, "en"), "message_zh": tell(message, "zh")}
