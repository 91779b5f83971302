"""TMX 1.4b (LISA OSCAR, 2005): one unit a link, n-m beads as they are, scores and flags as `prop`.

Unlinked sentences have no unit (a memory holds pairs); how many there are stands in the header. Names of properties
begin with `x-`, as the standard asks of those it does not define.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from typing import Any

from lxml import etree

from aligner.records import Alignment, Bead, Comparison, Flag
from aligner.report.tsv import flag_words
from aligner.report.view import bead_flags, certainty, passage_numbers, side_text
from aligner.report.xml import XML_LANG, printed, xml_text
from aligner.settings import ReportSettings


def write(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:
    root = etree.Element("tmx", version="1.4")
    root.append(_header(comparison, settings.source or "zh"))
    body = etree.SubElement(root, "body")
    for pair, alignment in enumerate(comparison.alignments):
        passages, flags = passage_numbers(alignment), bead_flags(comparison, pair)
        for number, bead in enumerate(alignment.beads):
            if bead.linked:
                properties = _properties(alignment, bead, passages.get(number), flags.get(number, []))
                body.append(_unit(alignment, bead, f"{pair}-{number}", properties))
    etree.indent(root)
    return {".tmx": printed(root, '<!DOCTYPE tmx SYSTEM "tmx14.dtd">')}


def _header(comparison: Comparison, source: str) -> Any:
    header = etree.Element(
        "header",
        {
            "creationtool": "aligner",
            "creationtoolversion": metadata.version("aligner"),
            "segtype": "block"
            if any(len(b.zh) + len(b.en) > 2 for a in comparison.alignments for b in a.links())
            else "sentence",
            "o-tmf": "aligner",
            "adminlang": "en",
            "srclang": source,
            "datatype": "plaintext",
        },
    )
    _prop(header, "x-signature", comparison.signature)
    for alignment in comparison.alignments:
        _prop(header, "x-pair", f"{alignment.zh.name} | {alignment.en.name} | {alignment.mode}")
        _prop(header, "x-unlinked", f"zh {len(alignment.unlinked_zh)}, en {len(alignment.unlinked_en)}")
    return header


def _properties(alignment: Alignment, bead: Bead, passage: int | None, flags: list[Flag]) -> Iterator[tuple[str, str]]:
    yield "x-score", f"{bead.score:.4f}"
    yield "x-certainty", certainty(bead.score)
    yield "x-shape", bead.shape
    if passage is not None:
        yield "x-passage", str(passage)
    if bead.moved:
        yield "x-moved", "yes"
    if verdict := alignment.verdict(bead):
        yield "x-reviewed", verdict
    yield from (("x-reason", reason) for reason in bead.reasons)
    yield from (("x-flag", flag_words(flag)) for flag in flags)


def _unit(alignment: Alignment, bead: Bead, name: str, properties: Iterator[tuple[str, str]]) -> Any:
    unit = etree.Element("tu", tuid=name)
    for kind, value in properties:
        _prop(unit, kind, value)
    for document, indices in ((alignment.zh, bead.zh), (alignment.en, bead.en)):
        variant = etree.SubElement(unit, "tuv", {XML_LANG: str(document.lang)})
        _prop(variant, "x-document", document.name)
        _prop(variant, "x-sentences", " ".join(map(str, indices)))
        etree.SubElement(variant, "seg").text = xml_text(side_text(document, indices))
    return unit


def _prop(parent: Any, kind: str, value: str) -> None:
    etree.SubElement(parent, "prop", type=kind).text = xml_text(value)
