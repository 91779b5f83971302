"""TEI P5: all texts in one file, sentence by sentence, and link groups that point at them.

`<link target="#d0.s3 #d0.s4 #d1.s3" type="2-1" cert="0.93"/>`: the document that an identifier begins with says the
side. Divergences are annotations of the sentences they lie in.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from aligner.messages import tell
from aligner.records import Comparison, Document, Place
from aligner.report.view import flowing, in_brackets, sentences_at
from aligner.report.xml import XML_ID, XML_LANG, namespaces, printed, xml_text
from aligner.settings import ReportSettings

TEI = "http://www.tei-c.org/ns/1.0"


def write(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:  # noqa: ARG001 (one signature)
    return {".tei.xml": _tree(comparison)}


def write_short(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:  # noqa: ARG001
    """The same under the suffix `.xml`."""
    return {".xml": _tree(comparison)}


def _tree(comparison: Comparison) -> bytes:
    root = etree.Element(_name("TEI"), nsmap=namespaces(None, TEI))
    _header(root, comparison)
    stand_off = etree.SubElement(root, _name("standOff"))
    numbers = {d.name: n for n, d in enumerate(comparison.documents)}
    for alignment in comparison.alignments:
        zh, en = numbers[alignment.zh.name], numbers[alignment.en.name]
        group = etree.SubElement(
            stand_off, _name("linkGrp"), type="alignment", subtype=alignment.mode, targFunc="zh en"
        )
        group.set("corresp", f"#d{zh} #d{en}")
        for bead in alignment.links():
            target = " ".join([*(f"#d{zh}.s{i + 1}" for i in bead.zh), *(f"#d{en}.s{j + 1}" for j in bead.en)])
            etree.SubElement(group, _name("link"), target=target, type=bead.shape, cert=f"{bead.score:.4f}")
    if comparison.flags:
        _annotations(stand_off, comparison, numbers)
    texts = etree.SubElement(etree.SubElement(root, _name("text")), _name("group"))
    for number, document in enumerate(comparison.documents):
        texts.append(_text(document, f"d{number}"))
    return printed(root)


def _name(local: str) -> str:
    return f"{{{TEI}}}{local}"


def _header(root: Any, comparison: Comparison) -> None:
    description = etree.SubElement(etree.SubElement(root, _name("teiHeader")), _name("fileDesc"))
    title = etree.SubElement(etree.SubElement(description, _name("titleStmt")), _name("title"))
    title.text = xml_text(" / ".join(d.name for d in comparison.documents))
    published = etree.SubElement(etree.SubElement(description, _name("publicationStmt")), _name("p"))
    published.text = xml_text(comparison.signature)
    sources = etree.SubElement(etree.SubElement(description, _name("sourceDesc")), _name("list"))
    for document in comparison.documents:
        etree.SubElement(sources, _name("item")).text = xml_text(document.name)


def _annotations(stand_off: Any, comparison: Comparison, numbers: dict[str, int]) -> None:
    def targets(at: Place) -> list[str]:
        document = comparison.document(at.document)
        return [f"#d{numbers[document.name]}.s{i + 1}" for i in sentences_at(document, at)]

    listing = etree.SubElement(stand_off, _name("listAnnotation"))
    for flag in comparison.flags:
        found = dict.fromkeys(t for at in (*flag.zh, *flag.en) for t in targets(at))
        if not found:
            continue
        annotation = etree.SubElement(listing, _name("annotation"), target=" ".join(found), motivation="assessing")
        note = etree.SubElement(annotation, _name("note"), type=flag.kind, subtype=flag.severity)
        note.set("cert", f"{flag.confidence:.4f}")
        note.text = xml_text(tell(flag.message, "en") + in_brackets(flag))


def _text(document: Document, identifier: str) -> Any:
    text = etree.Element(
        _name("text"), {XML_ID: identifier, XML_LANG: str(document.lang), "n": xml_text(document.name)}
    )
    body = etree.SubElement(text, _name("body"))
    paragraph, at = None, -1
    for sentence in document.sentences:
        if paragraph is None or sentence.paragraph != at:
            paragraph, at = etree.SubElement(body, _name("p")), sentence.paragraph
        element = etree.SubElement(paragraph, _name("s"), {XML_ID: f"{identifier}.s{sentence.index + 1}"})
        element.set("function", sentence.role)
        if sentence.lang != document.lang:
            element.set(XML_LANG, str(sentence.lang))
        element.text = xml_text(flowing(document.sentence_text(sentence.index), sentence.lang))
    return text
