"""Exchange formats of translation tools: TMX 1.1 to 1.4b, XLIFF 1.2 and 2.x, read leniently.

Files in use have errors that are tolerated: no `srclang`, languages as ZH_cn or in `lang`, units without `seg`, more
than two languages, an XML declaration with another encoding than the file's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aligner.errors import InputError
from aligner.read.decode import decode
from aligner.read.package import local
from aligner.read.paired.rows import PairedText, Row, as_numbers, as_score, lang_named, paired
from aligner.records import Lang

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
# Inline codes of other formats: their content is markup (TMX 1.4b, 4.2; XLIFF 1.2, 2.4), what is in `sub` is text.
_CODES = frozenset(("bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec", "em", "sm"))


def parse_xml(data: bytes, path: Path, format_name: str) -> Any:
    """The root element. Nothing is fetched or expanded. Raises InputError with the line of the fault."""
    from lxml import etree

    if not data:
        raise InputError("read.empty", path=path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        # A file that was saved again by an editor may have a declaration that is no longer true.
        text = _DECLARATION.sub("", decode(data, path)[0])
        try:
            return etree.fromstring(text.encode("utf-8"), parser)
        except etree.XMLSyntaxError:
            raise InputError("read.broken", path=path, format=format_name, why=error) from error


def read_tmx(data: bytes, path: Path) -> PairedText:
    """A row a unit that has both languages. Raises InputError."""
    root = parse_xml(data, path, "TMX")
    rows: list[Row] = []
    left_out = 0
    for number, unit in enumerate(e for e in root.iter() if local(e) == "tu"):
        texts = _variants(unit)
        if texts.keys() == {"zh", "en"}:
            zh, en = texts["zh"], texts["en"]
            score = as_score(_property(unit, "score"))
            key = unit.get("tuid") or str(number)
            rows.append(Row(zh.text, en.text, key, score, zh.sentences, en.sentences, zh.document, en.document))
        else:
            left_out += 1
    return paired(path, rows, left_out)


@dataclass(frozen=True, slots=True)
class _Variant:
    """One language of a unit; document and sentence numbers where we wrote the file."""

    text: str
    sentences: tuple[int, ...]
    document: str


def _variants(unit: Any) -> dict[Lang, _Variant]:
    """The first segment of each of our languages in a unit."""
    found: dict[Lang, _Variant] = {}
    for variant in unit:
        if local(variant) != "tuv":
            continue
        lang = lang_named(variant.get(XML_LANG) or variant.get("lang") or "")
        segment = next((e for e in variant if local(e) == "seg"), None)
        if lang is not None and segment is not None:
            numbers = as_numbers(_property(variant, "sentences"))
            found.setdefault(lang, _Variant(inline_text(segment), numbers, _property(variant, "document")))
    return found


def _property(element: Any, name: str) -> str:
    """<prop type="x-score">: the first of that name; "" where there is none."""
    for prop in element:
        if local(prop) == "prop" and prop.get("type", "").lower().removeprefix("x-") == name:
            return prop.text or ""
    return ""


def inline_text(element: Any) -> str:
    """The text of a segment without its inline codes; `sub` inside a code is text, <cp hex="0007"/> a character."""
    parts = [element.text or ""]
    for child in element:
        name = local(child)
        if name == "cp":
            parts.append(chr(int(child.get("hex", "fffd"), 16)))
        elif name in _CODES:
            parts += [inline_text(sub) for sub in child.iter() if local(sub) == "sub"]
        elif name:
            parts.append(inline_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def read_xliff(data: bytes, path: Path) -> PairedText:
    """A row a segment, whichever language is the source. Raises InputError."""
    root = parse_xml(data, path, "XLIFF")
    rows: list[Row] = []
    left_out = 0
    for file in (e for e in root.iter() if local(e) == "file"):
        source = lang_named(file.get("source-language") or root.get("srcLang") or "")
        target = lang_named(file.get("target-language") or root.get("trgLang") or "")
        names = file.get("original", ""), _target_name(file)
        names = names if source == "zh" else names[::-1]
        for segment in _segments(file):
            if segment.source is None or segment.target is None or {source, target} != {"zh", "en"}:
                left_out += 1
                continue
            sides = segment.source, segment.target
            zh, en = sides if source == "zh" else sides[::-1]
            meta = segment.meta
            numbers = as_numbers(meta.get("zh-sentences", "")), as_numbers(meta.get("en-sentences", ""))
            rows.append(Row(zh, en, segment.id, as_score(meta.get("score", "")), *numbers, *names))
    return paired(path, rows, left_out)


@dataclass(frozen=True, slots=True)
class _Segment:
    """A segment of XLIFF; a side is None where its element is missing. `meta` is our own, from the metadata module."""

    id: str
    source: str | None
    target: str | None
    meta: dict[str, str] = field(default_factory=dict)


def _segments(file: Any) -> Iterator[_Segment]:
    """XLIFF 1.2 units, by their marked segments where there are any, and 2.x segments."""
    for unit in file.iter():
        kind = local(unit)
        if kind == "trans-unit":
            yield from _marked(unit.get("id", ""), {local(e): e for e in unit})
        elif kind == "unit":
            segments = [e for e in unit if local(e) == "segment"]
            meta = {e.get("type", ""): e.text or "" for e in unit.iter() if local(e) == "meta"}
            for number, segment in enumerate(segments):
                parts = {local(e): e for e in segment}
                key = unit.get("id", "") + (f":{segment.get('id') or number}" if len(segments) > 1 else "")
                yield _Segment(key, _inline(parts.get("source")), _inline(parts.get("target")), meta)


def _target_name(file: Any) -> str:
    """The name of the target document, if we wrote the file: in our metadata before the first unit."""
    for element in file.iter():
        if local(element) == "unit":
            break
        if local(element) == "meta" and element.get("type") == "target":
            return element.text or ""
    return ""


def _marked(key: str, parts: dict[str, Any]) -> Iterator[_Segment]:
    """Segments of a unit: <mrk mtype="seg" mid="1"> on both sides, else the unit as a whole."""
    sides = [_marks(parts.get(name)) for name in ("seg-source", "target")]
    if sides[0] and sides[0].keys() == sides[1].keys():
        for mid, source in sides[0].items():
            yield _Segment(f"{key}:{mid}" if len(sides[0]) > 1 else key, source, sides[1][mid])
    else:
        yield _Segment(key, _inline(parts.get("source")), _inline(parts.get("target")))


def _marks(element: Any) -> dict[str, str]:
    if element is None:
        return {}
    marks = (e for e in element.iter() if local(e) == "mrk" and e.get("mtype") == "seg")
    return {e.get("mid", ""): inline_text(e) for e in marks}


def _inline(element: Any) -> str | None:
    return None if element is None else inline_text(element)
