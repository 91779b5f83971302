"""XLIFF 2.1 (OASIS, 2018): a file a pair, a unit a bead, divergences as ITS localization quality issues on the words.

The source is the side that the settings name. An unlinked sentence of the source is a segment without target, one of
the target a segment with an empty source, so nothing is left out. Characters that XML cannot hold are `<cp hex="…"/>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from aligner.messages import tell
from aligner.records import ITS_TYPES, Alignment, Bead, Comparison, Document, Flag, Severity, Span, Verdict
from aligner.report.tsv import ordered
from aligner.report.view import bead_flags, certainty, extent, flowing_between, in_brackets, passage_numbers
from aligner.report.xml import XML_ID, illegal, namespaces, printed, xml_text
from aligner.settings import ReportSettings

CORE = "urn:oasis:names:tc:xliff:document:2.0"  # 2.1 keeps the namespace of 2.0
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
ITS = "http://www.w3.org/2005/11/its"
ITS_MODULE = "urn:oasis:names:tc:xliff:itsm:2.1"  # the prefix of `type`; declared at the root as the standard asks

# ITS severities run from 0 to 100.
SEVERITY = {Severity.NEUTRAL: "10", Severity.MINOR: "30", Severity.MAJOR: "60", Severity.CRITICAL: "100"}


def write(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:
    source = settings.source or "zh"
    root = etree.Element(
        _name("xliff"),
        {
            "version": "2.1",
            "srcLang": source,
            "trgLang": "en" if source == "zh" else "zh",
            _name("version", ITS): "2.0",
        },
        nsmap=namespaces(None, CORE, "its", ITS, "itsm", ITS_MODULE, "mda", METADATA),
    )
    for number, alignment in enumerate(comparison.alignments):
        root.append(_file(comparison, alignment, number, source))
    return {".xlf": printed(root)}


def write_long(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:
    """The same under the suffix `.xliff`."""
    return {".xliff": write(comparison, settings)[".xlf"]}


def _name(local: str, namespace: str = CORE) -> str:
    return f"{{{namespace}}}{local}"


def _file(comparison: Comparison, alignment: Alignment, number: int, source: str) -> Any:
    first, second = (alignment.zh, alignment.en) if source == "zh" else (alignment.en, alignment.zh)
    file = etree.Element(_name("file"), id=f"f{number}", original=xml_text(first.name))
    _metadata(file, [("target", second.name), ("mode", alignment.mode), ("signature", comparison.signature)])
    passages, flags = passage_numbers(alignment), bead_flags(comparison, number)
    for order, (bead_number, bead) in enumerate(ordered(alignment)):
        facts = [("shape", bead.shape)]
        if bead_number is not None:
            facts.insert(0, ("score", f"{bead.score:.4f}"))
            if bead.linked:
                facts.append(("certainty", certainty(bead.score)))
            if bead_number in passages:
                facts.append(("passage", str(passages[bead_number])))
        if bead.moved:
            facts.append(("moved", "yes"))
        if verdict := alignment.verdict(bead):
            facts.append(("reviewed", verdict))
        facts += [("reason", reason) for reason in bead.reasons]
        facts += [(f"{d.lang}-sentences", " ".join(map(str, ids))) for d, ids in _sides(alignment, bead)]
        found = flags.get(bead_number, []) if bead_number is not None else []
        file.append(_unit(alignment, bead, (f"f{number}", f"u{order}"), source, facts, found))
    if not len(file.findall(_name("unit"))):
        # The schema asks for a unit; a pair of texts without sentences has none.
        unit = etree.SubElement(file, _name("unit"), id="u0")
        etree.SubElement(etree.SubElement(unit, _name("segment")), _name("source"))
    return file


def _sides(alignment: Alignment, bead: Bead) -> tuple[tuple[Document, tuple[int, ...]], ...]:
    return (alignment.zh, bead.zh), (alignment.en, bead.en)


def _metadata(parent: Any, facts: Sequence[tuple[str, str]]) -> None:
    group = etree.SubElement(
        etree.SubElement(parent, _name("metadata", METADATA)), _name("metaGroup", METADATA), category="aligner"
    )
    for kind, value in facts:
        etree.SubElement(group, _name("meta", METADATA), type=kind).text = xml_text(value)


def _unit(
    alignment: Alignment,
    bead: Bead,
    names: tuple[str, str],
    source: str,
    facts: Sequence[tuple[str, str]],
    flags: Sequence[Flag],
) -> Any:
    """`names`: of the file and of the unit in it. (An `xml:id` is the only one in the document.)"""
    file, name = names
    unit = etree.Element(_name("unit"), id=name)
    _metadata(unit, facts)
    segment = etree.Element(_name("segment"), id=f"{name}-s")
    (zh, zh_ids), (en, en_ids) = _sides(alignment, bead)
    sides = [(zh, zh_ids, "zh"), (en, en_ids, "en")]
    if source == "en":
        sides.reverse()
    for (document, indices, side), tag in zip(sides, ("source", "target"), strict=True):
        if not indices and tag == "target":
            continue
        content = etree.SubElement(segment, _name(tag))
        if not indices:
            continue
        for k, piece in enumerate(marked_text(document, indices, flags, side)):
            if not piece.flags:
                _append(content, piece.text)
                continue
            marker = etree.SubElement(content, _name("mrk"), id=f"{tag[0]}{k}", type="itsm:generic")
            _append(marker, piece.text)
            if len(piece.flags) == 1:
                for key, value in _issue(piece.flags[0]).items():
                    marker.set(_name(key, ITS), value)
            else:
                own = f"{file}-{name}-{tag[0]}{k}"
                issues = etree.SubElement(unit, _name("locQualityIssues", ITS), {XML_ID: own})
                for flag in piece.flags:
                    etree.SubElement(issues, _name("locQualityIssue", ITS), _issue(flag))
                marker.set(_name("locQualityIssuesRef", ITS), f"#its={own}")
    if segment.find(_name("target")) is not None:
        segment.set("state", "reviewed" if alignment.verdict(bead) == Verdict.CONFIRMED else "translated")
    unit.append(segment)
    return unit


def _issue(flag: Flag) -> dict[str, str]:
    comment = f"{flag.kind}: {tell(flag.message, 'en')}{in_brackets(flag)}"
    return {
        "locQualityIssueType": ITS_TYPES[flag.kind],
        "locQualityIssueComment": xml_text(comment),
        "locQualityIssueSeverity": SEVERITY[flag.severity],
    }


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one side and the flags that lie in it."""

    text: str
    flags: tuple[Flag, ...]


def marked_text(document: Document, indices: Sequence[int], flags: Sequence[Flag], side: str) -> Iterator[Piece]:
    """One side of a bead in stretches: without flags, or with the flags whose places overlap there.

    Places that overlap make one stretch, since markers may not cross; text flows as in every exchange format.
    """
    found = [(p.span, f) for f in flags for p in (f.zh if side == "zh" else f.en) if p.document == document.name]
    found = sorted(((span, flag) for span, flag in found if len(span)), key=lambda sf: sf[0])
    glue = "" if document.lang == "zh" else " "
    for n, run in enumerate(extent(document, indices).spans):
        if n:
            yield Piece(glue, ())
        clusters = list(_clusters([(s, f) for s, f in found if s.overlaps(run)]))
        inside = {max(span.start, run.start): flags for span, flags in clusters}
        cuts = {run.start, run.end, *inside, *(min(span.end, run.end) for span, _ in clusters)}
        ordered_cuts = sorted(cut - run.start for cut in cuts)
        for start, text in zip(
            ordered_cuts, flowing_between(document.slice(run), document.lang, ordered_cuts), strict=False
        ):
            yield Piece(text, inside.get(start + run.start, ()))


def _clusters(found: Sequence[tuple[Span, Flag]]) -> Iterator[tuple[Span, tuple[Flag, ...]]]:
    """Sorted spans -> spans that do not overlap, each with the flags it joins."""
    span: Span | None = None
    flags: list[Flag] = []
    for each, flag in found:
        if span is not None and each.start < span.end:
            span = Span(span.start, max(span.end, each.end))
        else:
            if span is not None:
                yield span, tuple(flags)
            span, flags = each, []
        if flag not in flags:
            flags.append(flag)
    if span is not None:
        yield span, tuple(flags)


def _append(parent: Any, text: str) -> None:
    """Text into an element, `<cp>` for what XML cannot hold."""
    clean = ""
    for character in text:
        if illegal(character):
            _append_clean(parent, clean)
            clean = ""
            etree.SubElement(parent, _name("cp"), hex=f"{ord(character):04X}")
        else:
            clean += character
    _append_clean(parent, clean)


def _append_clean(parent: Any, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
