"""InterText (Vondricka 2014): both texts as XML with numbered sentences, and an alignment file between them.

`OUT.intertext.xml` becomes `OUT.zh.xml`, `OUT.en.xml` and `OUT.zh.en.xml`. In the alignment file the target stands
first, as InterText has it: `<link type="1-2" xtargets="3:1;2:1 2:2" status="auto"/>` is an English sentence against two
Chinese ones. Sentences are numbered `paragraph:sentence`, from 1.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from lxml import etree

from aligner.records import Comparison, Document, Verdict
from aligner.report.beads import only_pair
from aligner.report.tsv import ordered
from aligner.report.view import flowing
from aligner.report.xml import printed, xml_text
from aligner.settings import ReportSettings


def write(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:  # noqa: ARG001 (one signature)
    alignment = only_pair(comparison, ".intertext.xml")
    zh_text, zh_ids = _text(alignment.zh)
    en_text, en_ids = _text(alignment.en)
    # InterText wants its texts beside the alignment file; it finds them by the names that its projects give.
    group = etree.Element("linkGrp", toDoc="en.xml", fromDoc="zh.xml")
    for _, bead in ordered(alignment):
        to, origin = " ".join(en_ids[j] for j in bead.en), " ".join(zh_ids[i] for i in bead.zh)
        confirmed = alignment.verdict(bead) == Verdict.CONFIRMED
        shape = f"{len(bead.en)}-{len(bead.zh)}"
        etree.SubElement(group, "link", type=shape, xtargets=f"{to};{origin}", status="man" if confirmed else "auto")
    etree.indent(group)
    return {".zh.xml": printed(zh_text), ".en.xml": printed(en_text), ".zh.en.xml": printed(group)}


def _text(document: Document) -> tuple[Any, dict[int, str]]:
    """The text as InterText reads it, and the identifier of each sentence."""
    root = etree.Element("text", lang=document.lang, n=xml_text(document.name))
    identifiers: dict[int, str] = {}
    counts: Counter[int] = Counter()
    paragraph, at, number = None, -1, 0
    for sentence in document.sentences:
        if paragraph is None or sentence.paragraph != at:
            at, number = sentence.paragraph, number + 1
            paragraph = etree.SubElement(root, "p", id=str(number))
        counts[number] += 1
        identifiers[sentence.index] = f"{number}:{counts[number]}"
        element = etree.SubElement(paragraph, "s", id=identifiers[sentence.index])
        element.text = xml_text(flowing(document.sentence_text(sentence.index), sentence.lang))
    etree.indent(root)
    return root, identifiers
