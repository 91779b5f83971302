"""The exchange formats: valid by their standards, read by other people's readers, and nothing lost on the way.

The DTD of TMX 1.4b and the grammar of XLIFF 2.1 in schemas/ are written from the text of the standards, and were
compared with the standards' own files declaration by declaration:

- tmx14.dtd of LISA OSCAR: all 17 elements have the same content, and the same attributes with the same types and
  defaults; only its five character entities, which XML has itself, are not repeated.
- xliff_core_2.0.xsd, metadata.xsd and its.xsd of OASIS: every element and attribute that our grammar names is there, in
  the same order, with the same or a wider type (`id` NMTOKEN, `state` one of four, `mrk/@type` as prefix:value, the
  `xml:id` of its:locQualityIssues required, a severity from 0 to 100, the same 27 issue types). Ours allows less: what
  we do not write does not pass.

The independent readers are translate-toolkit (TMX, XLIFF), openpyxl and python-docx.
"""

from __future__ import annotations

import io
import json
import re
import sqlite3
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from aligner.records import Bead, Comparison, Document, Flag, Place, Reviewed, Span, Verdict
from aligner.report.formats import WRITERS
from aligner.report.view import extent, flowing, side_text
from aligner.report.xliff import marked_text
from aligner.report.xml import XML_ID, XML_LANG, xml_text
from aligner.settings import ReportSettings
from tests.report.factory import PLAIN, comparisons, from_lines, pair_only, realistic

SCHEMAS = Path(__file__).parent / "schemas"
XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"
ITS = "{http://www.w3.org/2005/11/its}"
TEI = "{http://www.tei-c.org/ns/1.0}"


def written(comparison: Comparison, suffix: str, part: str = "", source: Any = "") -> bytes:
    return WRITERS[suffix](comparison, ReportSettings(source=source))[part or suffix]


def pairs(comparison: Comparison) -> list[tuple[str, str]]:
    """What a translation memory should hold: the linked texts, flowing."""
    return [(side_text(a.zh, b.zh), side_text(a.en, b.en)) for a in comparison.alignments for b in a.links()]


# -- TMX ----------------------------------------------------------------------------------------------------------


@given(comparisons())
@settings(max_examples=50, deadline=None)
def test_tmx_is_valid_and_holds_every_link(comparison: Comparison) -> None:
    root = etree.fromstring(written(comparison, ".tmx"))
    dtd = etree.DTD(str(SCHEMAS / "tmx14.dtd"))
    assert dtd.validate(root), dtd.error_log
    found = [tuple(tuv.findtext("seg") for tuv in tu.iter("tuv")) for tu in root.iter("tu")]
    assert found == [tuple(xml_text(text) for text in pair) for pair in pairs(comparison)]


def test_tmx_carries_shape_score_flags_and_languages() -> None:
    root = etree.fromstring(written(pair_only(), ".tmx"))
    unit = root.findall(".//tu")[5]
    facts = {prop.get("type"): prop.text for prop in unit.findall("prop")}
    assert facts["x-flag"] == "number critical: 35000 | 53000"
    assert facts["x-score"] == "0.9500"
    assert [tuv.get(XML_LANG) for tuv in unit.findall("tuv")] == ["zh", "en"]
    assert [[prop.text for prop in tuv.findall("prop")] for tuv in unit.findall("tuv")] == [
        ["zh/港口纪事.txt", "6"], ["en/harbour-chronicle.txt", "5"],
    ]  # fmt: skip
    assert root.find("header").get("srclang") == "zh"
    assert etree.fromstring(written(pair_only(), ".tmx", source="en")).find("header").get("srclang") == "en"


def test_every_unit_of_the_tmx_says_what_is_known_of_its_link() -> None:
    comparison = with_a_moved_link()
    root = etree.fromstring(written(comparison, ".tmx"))
    found = {
        unit.get("tuid"): [
            (prop.get("type"), prop.text) for prop in unit.findall("prop") if prop.get("type") != "x-flag"
        ]
        for unit in root.iter("tu")
    }
    expected = {}
    for pair, alignment in enumerate(comparison.alignments):
        for number, bead in enumerate(alignment.beads):
            if bead.linked:
                sure = "sure" if bead.score >= 0.9 else "probable" if bead.score >= 0.5 else "possible"
                facts = [("x-score", f"{bead.score:.4f}"), ("x-certainty", sure)]
                facts.append(("x-shape", f"{len(bead.zh)}-{len(bead.en)}"))
                facts += [("x-passage", "0")] if alignment.mode == "comparable" and number < 2 else []
                facts += [("x-moved", "yes")] if bead.moved else []
                expected[f"{pair}-{number}"] = facts + [("x-reason", reason) for reason in bead.reasons]
    assert found == expected


def with_a_moved_link() -> Comparison:
    parallel, free = realistic().alignments
    beads = (replace(parallel.beads[0], moved=True), *parallel.beads[1:])
    return replace(realistic(), alignments=(replace(parallel, beads=beads), free))


def test_the_header_of_the_tmx_tells_the_pairs_and_counts_what_is_unlinked() -> None:
    header = etree.fromstring(written(realistic(), ".tmx")).find("header")
    assert [(prop.get("type"), prop.text) for prop in header.findall("prop")] == [
        ("x-signature", realistic().signature),
        ("x-pair", "zh/港口纪事.txt | en/harbour-chronicle.txt | parallel"),
        ("x-unlinked", "zh 1, en 1"),
        ("x-pair", "zh/港口纪事.txt | en/a-clerk-remembers.txt | comparable"),
        ("x-unlinked", "zh 14, en 1"),
    ]


@pytest.mark.parametrize(("zh", "en", "kind"), [((0,), (0,), "sentence"), ((0, 1), (0,), "block")])
def test_units_of_the_tmx_are_sentences_unless_one_holds_several(zh: Any, en: Any, kind: str) -> None:
    one = from_lines(["甲。", "乙。"], ["A."], [Bead(zh, en, 0.9)])
    assert etree.fromstring(written(one, ".tmx")).find("header").get("segtype") == kind


def test_tmx_is_read_by_translate_toolkit() -> None:
    tmx = pytest.importorskip("translate.storage.tmx")
    units = tmx.tmxfile(io.BytesIO(written(pair_only(), ".tmx")), "zh", "en").units
    assert [(str(u.source), str(u.target)) for u in units] == pairs(pair_only())


# -- XLIFF --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["zh", "en"])
@given(comparison=comparisons())
@settings(max_examples=50, deadline=None)
def test_xliff_is_valid_and_holds_every_bead(source: str, comparison: Comparison) -> None:
    root = etree.fromstring(written(comparison, ".xlf", source=source))
    grammar = etree.RelaxNG(etree.parse(str(SCHEMAS / "xliff21.rng")))
    assert grammar.validate(root), grammar.error_log
    found = [
        (content(unit.find(f".//{XLIFF}source")), content(unit.find(f".//{XLIFF}target")))
        for unit in root.iter(f"{XLIFF}unit")
    ]
    if source == "en":
        found = [(zh, en) for en, zh in found]
    linked = [pair for pair in pairs(comparison) if all(pair)]
    assert sorted(p for p in found if all(p)) == sorted(linked)
    identifiers = [e.get("id") for e in root.iter(f"{XLIFF}unit")]
    for file in root.iter(f"{XLIFF}file"):
        own = [e.get("id") for e in file.iter(f"{XLIFF}unit")]
        assert len(own) == len(set(own))
    assert identifiers


def test_two_flags_at_one_place_are_told_apart_in_two_pairs_of_one_text() -> None:
    comparison = pair_only()
    (alignment,) = comparison.alignments
    flag = next(flag for flag in comparison.flags if flag.zh)
    twice = replace(comparison, alignments=(alignment, alignment), flags=(flag, replace(flag, confidence=0.1)))
    root = etree.fromstring(written(twice, ".xlf"))
    issues = [e.get(XML_ID) for e in root.iter("{*}locQualityIssues")]
    assert len(issues) >= 2
    assert len(issues) == len(set(issues))
    references = {e.get(f"{ITS}locQualityIssuesRef") for e in root.iter("{*}mrk")} - {None}
    assert references == {f"#its={name}" for name in issues}


def test_every_unit_of_the_xliff_says_what_is_known_of_its_bead() -> None:
    comparison = with_a_moved_link()
    root = etree.fromstring(written(comparison, ".xlf"))
    facts = [
        {meta.get("type"): meta.text for meta in unit.iter("{*}meta")}
        for unit in next(root.iter(f"{XLIFF}file")).iter(f"{XLIFF}unit")
    ]
    beads = comparison.alignments[0].beads
    assert [(f["shape"], f["zh-sentences"] or "", f["en-sentences"] or "") for f in facts] == [
        (b.shape, " ".join(map(str, b.zh)), " ".join(map(str, b.en))) for b in beads
    ]
    assert [f.get("moved") for f in facts] == ["yes"] + [None] * (len(beads) - 1)
    assert [f["score"] for f in facts] == [f"{b.score:.4f}" for b in beads]
    assert [file.find("{*}metadata").find(".//{*}meta[@type='target']").text for file in root.iter(f"{XLIFF}file")] == [
        "en/harbour-chronicle.txt", "en/a-clerk-remembers.txt",
    ]  # fmt: skip


def test_xliff_is_read_by_translate_toolkit() -> None:
    xliff2 = pytest.importorskip("translate.storage.xliff2")
    units = xliff2.Xliff2File(io.BytesIO(written(pair_only(), ".xlf"))).units
    found = [(str(unit.source), str(unit.target or "")) for unit in units]
    assert [pair for pair in found if all(pair)] == pairs(pair_only())
    alone = {(pair_only().documents[0].sentence_text(12), ""), ("", pair_only().documents[1].sentence_text(18))}
    assert alone <= set(found)


def content(element: Any) -> str:
    """Text with `<cp>` turned back, markers left out."""
    if element is None:
        return ""
    own = chr(int(element.get("hex"), 16)) if element.tag == f"{XLIFF}cp" else element.text or ""
    return own + "".join(content(child) + (child.tail or "") for child in element)


def test_a_divergence_is_an_issue_on_the_words() -> None:
    root = etree.fromstring(written(pair_only(), ".xlf"))
    marker = next(m for m in root.iter(f"{XLIFF}mrk") if m.text == "53,000 tons")
    assert marker.get(f"{ITS}locQualityIssueType") == "numbers"
    assert marker.get(f"{ITS}locQualityIssueSeverity") == "100"
    assert "35000 | 53000" in marker.get(f"{ITS}locQualityIssueComment")


def test_unlinked_sentences_are_in_the_xliff_too() -> None:
    root = etree.fromstring(written(pair_only(), ".xlf"))
    sources = [content(s) for s in root.iter(f"{XLIFF}source")]
    targets = [content(s) for s in root.iter(f"{XLIFF}target")]
    assert "可是码头上的工人早就知道了。" in sources
    assert "A dog barked all morning." in targets


@given(comparisons(pairs=1))
@settings(max_examples=60, deadline=None)
def test_marked_stretches_make_up_the_whole_text(comparison: Comparison) -> None:
    (alignment,) = comparison.alignments
    for bead in alignment.beads:
        for document, indices, side in ((alignment.zh, bead.zh, "zh"), (alignment.en, bead.en, "en")):
            if indices:
                pieces = marked_text(document, indices, comparison.flags, side)
                assert "".join(p.text for p in pieces) == side_text(document, indices)


# -- TEI and InterText --------------------------------------------------------------------------------------------


@given(comparisons())
@settings(max_examples=40, deadline=None)
def test_tei_holds_all_texts_and_its_links_point_at_sentences(comparison: Comparison) -> None:
    root = etree.fromstring(written(comparison, ".tei.xml"))
    sentences = {s.get(XML_ID): s.text or "" for s in root.iter(f"{TEI}s")}
    for number, document in enumerate(comparison.documents):
        for s in document.sentences:
            said = xml_text(flowing(document.slice(s.span), document.lang))
            assert sentences[f"d{number}.s{s.index + 1}"] == said.replace("\r", "\n") or "\r" in said
    targets = [t for link in root.iter(f"{TEI}link") for t in link.get("target").split()]
    assert all(target[1:] in sentences for target in targets)
    assert len(list(root.iter(f"{TEI}link"))) == sum(1 for a in comparison.alignments for _ in a.links())


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("teiHeader/fileDesc/titleStmt/title", ["zh/港口纪事.txt / en/harbour-chronicle.txt"]),
        ("teiHeader/fileDesc/publicationStmt/p", [pair_only().signature]),
        ("teiHeader/fileDesc/sourceDesc/list/item", ["zh/港口纪事.txt", "en/harbour-chronicle.txt"]),
        ("text/group/text/body/p/s", [d.slice(s.span) for d in pair_only().documents for s in d.sentences]),
    ],
)
def test_tei_has_its_parts_where_the_guidelines_put_them(path: str, said: list[str]) -> None:
    root = etree.fromstring(written(pair_only(), ".tei.xml"))
    assert [e.text for e in root.findall("/".join(f"{TEI}{name}" for name in path.split("/")))] == said
    assert len(root.findall(f"{TEI}standOff/{TEI}listAnnotation/{TEI}annotation/{TEI}note")) == len(pair_only().flags)


def test_tei_annotates_the_sentences_of_a_divergence() -> None:
    root = etree.fromstring(written(pair_only(), ".tei.xml"))
    note = next(n for n in root.iter(f"{TEI}note") if n.get("type") == "number")
    assert note.get("subtype") == "critical"
    assert note.getparent().get("target") == "#d0.s7 #d1.s6"


def test_intertext_numbers_sentences_by_paragraph_and_puts_the_target_first() -> None:
    files = WRITERS[".intertext.xml"](pair_only(), ReportSettings())
    links = etree.fromstring(files[".zh.en.xml"])
    texts = {side: etree.fromstring(files[f".{side}.xml"]) for side in ("zh", "en")}
    ids = {side: {s.get("id"): s.text for s in texts[side].iter("s")} for side in texts}
    found = {(link.get("type"), link.get("xtargets")) for link in links}
    assert ("1-2", "2:2;2:2 2:3") in found  # one English sentence against two Chinese
    assert ids["zh"]["2:2"] == "电报只有四行，却用了三种密码。"
    assert any(target.startswith(";") for _, target in found)  # a Chinese sentence alone
    for link in links:
        to, origin = link.get("xtargets").split(";")
        assert set(to.split()) <= set(ids["en"])
        assert set(origin.split()) <= set(ids["zh"])
        assert link.get("type") == f"{len(to.split())}-{len(origin.split())}"


# -- tables -------------------------------------------------------------------------------------------------------


@given(comparisons())
@settings(max_examples=50, deadline=None)
def test_tsv_has_one_line_a_row_and_holds_every_link(comparison: Comparison) -> None:
    head, *lines = written(comparison, ".tsv").decode("utf-8").split("\n")[:-1]
    rows = [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]
    linked = [(r["zh"], r["en"]) for r in rows if r["certainty"]]
    assert sorted(linked) == sorted(pairs_in_utf8(comparison))
    for pair, alignment in enumerate(comparison.alignments):
        for side, document in (("zh", alignment.zh), ("en", alignment.en)):
            numbers = [i for b in alignment.beads for i in (b.zh if side == "zh" else b.en)]
            alone = set(document.aligned) - set(numbers)
            here = [
                r[f"{side}_sentences"] for r in rows if r["en_document"] == f"en{pair}.txt" and r[f"{side}_sentences"]
            ]
            assert sorted(int(i) for ids in here for i in ids.split()) == sorted([*numbers, *alone])


def pairs_in_utf8(comparison: Comparison) -> list[tuple[str, str]]:
    return [tuple(t.encode("utf-8", "replace").decode() for t in pair) for pair in pairs(comparison)]  # type: ignore[misc]


@given(comparisons(pairs=1))
@settings(max_examples=50, deadline=None)
def test_tsv_tells_where_each_text_stands(comparison: Comparison) -> None:
    head, *lines = written(comparison, ".tsv").decode("utf-8").split("\n")[:-1]
    (alignment,) = comparison.alignments
    seen: dict[str, set[int]] = {"zh": set(), "en": set()}
    for line in lines:
        row = dict(zip(head.split("\t"), line.split("\t"), strict=True))
        for side, document in (("zh", alignment.zh), ("en", alignment.en)):
            ids = [int(i) for i in row[f"{side}_sentences"].split()]
            seen[side].update(ids)
            if ids:
                whole = extent(document, ids).whole
                assert (row[f"{side}_start"], row[f"{side}_end"]) == (str(whole.start), str(whole.end))
    assert seen["zh"] >= set(alignment.zh.aligned)
    assert seen["en"] >= set(alignment.en.aligned)


def test_tsv_tells_the_flags_of_a_link_and_no_tab_breaks_a_row() -> None:
    comparison = pair_only()
    odd = replace(comparison.flags[0], evidence=replace(comparison.flags[0].evidence, zh="五月\t十四\n日"))
    head, *lines = written(replace(comparison, flags=(*comparison.flags, odd)), ".tsv").decode().splitlines()
    rows = [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]
    flags = {row["zh_sentences"]: row["flags"] for row in rows}
    assert flags["7"] == "date major: 05-14 | 05-16; date major: 五月 十四 日 | 05-16"
    assert flags["6"] == "number critical: 35000 | 53000"
    assert flags["10"] == "negation critical: not | "
    assert flags["12"] == "omission major"
    assert flags["11"] == ""


def test_unlinked_rows_stand_where_they_are_in_the_text() -> None:
    lines = written(pair_only(), ".tsv").decode().splitlines()
    at = next(n for n, line in enumerate(lines) if "A dog barked" in line)
    assert "everybody stood in the yard" in lines[at - 1]
    assert "十月二日" in lines[at + 1]


def test_excel_has_a_plain_sheet_for_corpus_tools_and_a_working_one() -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(written(realistic(), ".xlsx")))
    plain = list(book["Pairs"].iter_rows(values_only=True))
    assert plain[0] == ("Chinese", "English")
    assert plain[1:] == pairs(realistic())
    working = list(book["Working"].iter_rows(values_only=True))
    assert working[0][:5] == ("zh", "en", "score", "certainty", "shape")
    assert book["Working"].auto_filter.ref
    assert book["Working"].conditional_formatting
    assert [row[0].value for row in book["Divergences"].iter_rows(min_row=2)][:2] == ["critical", "critical"]


def test_the_sheets_of_excel_can_be_sorted_filtered_and_read() -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(written(pair_only(), ".xlsx")))
    rows = list(book["Working"].iter_rows(min_row=2))
    table = [line.split("\t") for line in written(pair_only(), ".tsv").decode().splitlines()]
    for column, name in enumerate(table[0]):
        said = ["" if row[column].value is None else row[column].value for row in rows]
        if name in ("score", "zh_start", "zh_end", "en_start", "en_end"):
            assert said == [float(line[column]) if line[column] else "" for line in table[1:]], name
        else:
            assert said == [line[column] for line in table[1:]], name
    flags = list(book["Divergences"].iter_rows(min_row=2))
    assert len(flags) == len(pair_only().flags)
    assert [cell.value or "" for cell in flags[0]][3:7] == ["三万五千吨", "35000", "53,000 tons", "53000"]
    assert [cell.value for cell in flags[0]][8:] == ["zh/港口纪事.txt", "7", "en/harbour-chronicle.txt", "6"]
    assert all(len({row[0].fill.fgColor.rgb for row in flags if row[0].value == s}) == 1 for s in ("critical", "major"))
    assert flags[0][0].fill.fgColor.rgb != flags[-1][0].fill.fgColor.rgb
    for sheet, last in ((book["Working"], len(rows) + 1), (book["Divergences"], len(flags) + 1)):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(last, sheet.max_column).coordinate}"


@pytest.mark.parametrize(
    "said", ["=1+1", "http://example.org", "007", "2,5", "-3", "@sum", "{=1}", "a_x0041_b", "\x07bell", "𠮷" * 20_000]
)
def test_excel_takes_text_for_text_and_loses_none(said: str) -> None:
    import openpyxl

    one = from_lines([said], ["x"], [Bead((0,), (0,), 0.9)])
    book = openpyxl.load_workbook(io.BytesIO(written(one, ".xlsx")))
    cells = [row[0] for row in book["Pairs"].iter_rows(min_row=2, max_col=1)]
    assert all(cell.data_type == "s" for cell in cells)
    # Excel reads _xHHHH_ as a character (ECMA-376, ST_Xstring); openpyxl reads only the escaped underscore so.
    with zipfile.ZipFile(io.BytesIO(written(one, ".xlsx"))) as package:
        strings = etree.fromstring(package.read("xl/sharedStrings.xml"))
    texts = [re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), t.text or "") for t in strings.iter("{*}t")]
    assert said in "".join(text for text in texts if text != "x")


def test_word_has_a_table_and_comments_on_the_words() -> None:
    import docx

    word = docx.Document(io.BytesIO(written(pair_only(), ".docx")))
    (table,) = word.tables
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert rows[0] == ("Chinese", "English")
    assert [row for row in rows[1:] if all(row)] == pairs(pair_only())
    assert ("可是码头上的工人早就知道了。", "") in rows
    comments = [comment.text for comment in word.comments]
    assert len(comments) == len(pair_only().flags)
    assert any(c.startswith("critical · number") and "35000 | 53000" in c for c in comments)


@given(comparisons(pairs=1, words=PLAIN))
@settings(max_examples=20, deadline=None)
def test_moses_lines_correspond(comparison: Comparison) -> None:
    zh, en = (written(comparison, ".moses", part).decode().split("\n")[:-1] for part in (".zh", ".en"))
    assert list(zip(zh, en, strict=True)) == pairs(comparison)


# -- numbers and databases ----------------------------------------------------------------------------------------


def test_beads_are_sentence_numbers_with_empty_sides() -> None:
    beads = json.loads(written(pair_only(), ".beads.json"))
    assert beads[2] == [[2, 3], [2], 0.93]
    assert [[12], [], 0.71] in beads


@given(comparisons(words=PLAIN))
@settings(max_examples=25, deadline=None)
def test_sqlite_answers_what_was_linked(comparison: Comparison) -> None:
    with sqlite3.connect(":memory:") as base:
        base.deserialize(written(comparison, ".sqlite"))
        beads = base.execute("SELECT pair, number, shape, score FROM bead ORDER BY id").fetchall()
        assert beads == [
            (p, n, b.shape, b.score) for p, a in enumerate(comparison.alignments) for n, b in enumerate(a.beads)
        ]
        texts = base.execute("SELECT name, text FROM document ORDER BY id").fetchall()
        assert texts == [(d.name, d.text) for d in comparison.documents]
        assert base.execute("SELECT count(*) FROM flag").fetchone() == (len(comparison.flags),)


# -- what XML cannot hold -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "shown"),
    [("a\x07b", "a␇b"), ("\x00", "␀"), ("\ufffe", "�"), ("\ud800", "�"), ("\t\n", "\t\n"), ("𠮷", "𠮷")],
)
def test_characters_that_xml_cannot_hold_are_shown(said: str, shown: str) -> None:
    assert xml_text(said) == shown


def test_xliff_keeps_them_as_code_points() -> None:
    one = from_lines(["a\x07b"], ["x"], [Bead((0,), (0,), 0.9)])
    root = etree.fromstring(written(one, ".xlf"))
    assert content(root.find(f".//{XLIFF}source")) == "a\x07b"


@pytest.mark.parametrize(
    ("text", "lang", "flown"),
    [
        ("他说\n话", "zh", "他说话"),
        ("he \n  said", "en", "he said"),
        ("he\r\n\r\nsaid", "en", "he said"),
        ("a\tb", "en", "a b"),
        ("a\u2028b", "zh", "ab"),
        ("two  spaces", "en", "two  spaces"),
    ],
)
def test_line_breaks_inside_a_sentence_are_closed(text: str, lang: Any, flown: str) -> None:
    assert flowing(text, lang) == flown


def test_flags_that_overlap_share_a_marker() -> None:
    zh = Document("z", "zh", pair_only().documents[0].text, pair_only().documents[0].sentences)
    base = pair_only().flags[0]
    start = zh.text.index("五月十四日")
    flags = [
        Flag(base.kind, base.severity, 0.5, (Place("z", Span(start, start + 5)),), (), base.evidence, base.message),
        Flag(base.kind, base.severity, 0.6, (Place("z", Span(start + 3, start + 8)),), (), base.evidence, base.message),
    ]
    pieces = list(marked_text(zh, (7,), flags, "zh"))
    assert [len(p.flags) for p in pieces] == [2, 0]
    assert pieces[0].text == zh.text[start : start + 8]


def test_names_survive_normalisation_forms() -> None:
    name = unicodedata.normalize("NFD", "é") + "文.txt"
    one = Comparison((Document(name, "zh", "", ()),), (), (), (), "s")
    assert name in written(one, ".jsonl").decode()


# -- what a person said -------------------------------------------------------------------------------------------


def test_what_was_confirmed_and_marked_travels_along() -> None:
    comparison = pair_only()
    (alignment,) = comparison.alignments
    first, second = list(alignment.links())[:2]
    reviewed = (
        Reviewed(first.zh, first.en, Verdict.CONFIRMED),
        Reviewed(second.zh, second.en, Verdict.MARKED),
        Reviewed((0,), (1,), Verdict.REMOVED),
    )
    comparison = replace(comparison, alignments=(replace(alignment, reviewed=reviewed),))

    def written(suffix: str, part: str = "") -> bytes:
        return WRITERS[suffix](comparison, ReportSettings())[part or suffix]

    head, *rows = [line.split("\t") for line in written(".tsv").decode().splitlines()]
    assert [row[head.index("reviewed")] for row in rows if row[head.index("reviewed")]] == ["confirmed", "marked"]
    assert written(".tmx").count(b'type="x-reviewed"') == 2
    assert written(".xlf").count(b'state="reviewed"') == 1
    assert written(".intertext.xml", ".zh.en.xml").count(b'status="man"') == 1
    base = sqlite3.connect(":memory:")
    base.deserialize(written(".sqlite"))
    assert base.execute("SELECT reviewed FROM bead WHERE reviewed != ''").fetchall() == [("confirmed",), ("marked",)]
    base.close()
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / "xliff21.rng"))
    grammar.assertValid(etree.fromstring(written(".xlf")))
