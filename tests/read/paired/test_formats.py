"""Paired files as they are found: languages in any column and any spelling, broken headers, inline codes."""

import io

import openpyxl
import pytest

from aligner.errors import InputError
from aligner.messages import tell
from aligner.read.paired import read_pairs
from aligner.read.paired.rows import as_numbers, as_score, lang_named
from tests.read.packages import docx, paragraph, run

ZH, EN = "斯大林同意了。", "Stalin agreed to it."
ZH2, EN2 = "毛泽东没有。", "Mao did not."


@pytest.fixture
def read(tmp_path):
    def read(name, content, **others):
        for other, text in {name: content, **others}.items():
            (tmp_path / other).write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_pairs(tmp_path / name)

    return read


def pairs(paired):
    return [(row.zh, row.en) for row in paired.rows]


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        *(
            (n, "zh")
            for n in (
                "zh",
                "ZH",
                "zh-CN",
                "ZH_cn",
                "zh-Hant-TW",
                "cmn",
                "Chinese",
                "Chinese (Simplified)",
                "中文",
                "汉语",
            )
        ),
        *((n, "en") for n in ("en", "EN-us", "en_GB", "eng", "English", "英文", " en ")),
        *((n, None) for n in ("fr", "de-CH", "", "source", "enzo")),
    ],
)
def test_names_of_languages(name, lang):
    assert lang_named(name) == lang


@pytest.mark.parametrize(
    "table",
    [
        f"zh\ten\n{ZH}\t{EN}\n{ZH2}\t{EN2}\n",
        f"en\tzh\n{EN}\t{ZH}\n{EN2}\t{ZH2}\n",
        f"{ZH}\t{EN}\n{ZH2}\t{EN2}",
        f"{EN}\t{ZH}\r\n{EN2}\t{ZH2}\r\n",
        f"1\t{EN}\tnote\t{ZH}\n2\t{EN2}\tnote\t{ZH2}\n",
        f"\ufeffEnglish\tChinese (Simplified)\n{EN}\t{ZH}\n{EN2}\t{ZH2}\n",
    ],
)
@pytest.mark.parametrize("suffix", [".tsv", ".txt", ".tab"])
def test_tsv_in_any_order_with_or_without_header(read, table, suffix):
    assert pairs(read(f"a{suffix}", table)) == [(ZH, EN), (ZH2, EN2)]


def test_tsv_scores_ids_and_empty_cells(read):
    rows = read("a.tsv", f"id\tzh\ten\tscore\nx\t{ZH}\t{EN}\t0.93\ny\t{ZH2}\n").rows
    assert [(r.id, r.zh, r.en, r.score) for r in rows] == [("x", ZH, EN, 0.93), ("y", ZH2, "", None)]


def test_tsv_quotation_marks_are_text(read):
    assert pairs(read("a.tsv", f'zh\ten\n"{ZH}\t"Go," he said.\n'))[0] == (f'"{ZH}', '"Go," he said.')


def test_csv_is_quoted(read):
    assert pairs(read("a.csv", f'en,zh\n"One, two\nand ""three"".",{ZH}\n')) == [(ZH, 'One, two\nand "three".')]
    assert pairs(read("a.csv", f"{ZH};{EN}\n")) == [(ZH, EN)]


def test_a_gb18030_table(read):
    assert pairs(read("a.tsv", f"zh\ten\n{ZH}\t{EN}\n".encode("gb18030"))) == [(ZH, EN)]


TMX = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body>{}</body></tmx>"""


@pytest.mark.parametrize(
    "unit",
    [
        f'<tu><tuv xml:lang="zh-CN"><seg>{ZH}</seg></tuv><tuv xml:lang="en-US"><seg>{EN}</seg></tuv></tu>',
        f'<tu><tuv xml:lang="EN"><seg>{EN}</seg></tuv><tuv xml:lang="ZH_cn"><seg>{ZH}</seg></tuv></tu>',
        f'<tu><tuv lang="zh"><seg>{ZH}</seg></tuv><tuv lang="en"><seg>{EN}</seg></tuv></tu>',
        f'<tu><tuv xml:lang="fr"><seg>Oui.</seg></tuv><tuv xml:lang="zh"><seg>{ZH}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{EN}</seg></tuv></tu>',
        f'<tu><tuv xml:lang="zh"><seg>{ZH}</seg></tuv><tuv xml:lang="zh-TW"><seg>史達林</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{EN}</seg></tuv></tu>',
        f'<tu><tuv xml:lang="zh"><seg><bpt i="1">&lt;b&gt;</bpt>{ZH}<ept i="1">&lt;/b&gt;</ept></seg></tuv><tuv '
        f'xml:lang="en"><seg><hi>Stalin</hi> agreed<ph/> to it.<it pos="begin">[x</it></seg></tuv></tu>',
    ],
)
def test_tmx_as_tools_write_it(read, unit):
    assert pairs(read("a.tmx", TMX.format(unit))) == [(ZH, EN)]


def test_tmx_units_that_lack_a_side_are_counted(read):
    good = f'<tu tuid="7"><tuv xml:lang="zh"><seg>{ZH}</seg></tuv><tuv xml:lang="en"><seg>{EN}</seg></tuv></tu>'
    no_seg = '<tu><tuv xml:lang="zh"/><tuv xml:lang="en"><seg>x</seg></tuv></tu>'
    no_zh = '<tu><tuv xml:lang="en"><seg>x</seg></tuv></tu>'
    paired = read("a.tmx", TMX.format(good + no_seg + no_zh))
    assert [r.id for r in paired.rows] == ["7"]
    assert paired.left_out == 2


def test_tmx_encodings(read):
    unit = f'<tu><tuv xml:lang="zh"><seg>{ZH}</seg></tuv><tuv xml:lang="en"><seg>{EN}</seg></tuv></tu>'
    text = TMX.format(unit).replace('"1.0"', '"1.0" encoding="UTF-16"')
    assert pairs(read("a.tmx", text.encode("utf-16"))) == [(ZH, EN)]
    assert pairs(read("b.tmx", text.encode("utf-8"))) == [(ZH, EN)]  # saved again, the declaration left as it was


def xliff12(source, target, unit):
    return (
        f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="{source}" '
        f'target-language="{target}"><body>{unit}</body></file></xliff>'
    )


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (f'<trans-unit id="1"><source>{EN}</source><target>{ZH}</target></trans-unit>', [(ZH, EN)]),
        (f'<trans-unit id="1"><source>Stalin <g id="1">agreed</g> to it.<x id="2"/></source><target>{ZH}</target>'
         "</trans-unit>", [(ZH, EN)]),
        (f'<group><trans-unit id="1"><source>x</source><seg-source><mrk mtype="seg" mid="1">{EN}</mrk> '
         f'<mrk mtype="seg" mid="2">{EN2}</mrk></seg-source><target><mrk mtype="seg" mid="1">{ZH}</mrk>'
         f'<mrk mtype="seg" mid="2">{ZH2}</mrk></target></trans-unit></group>', [(ZH, EN), (ZH2, EN2)]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".xlf", ".xliff", ".sdlxliff"])
def test_xliff_12(read, unit, expected, suffix):
    assert pairs(read(f"a{suffix}", xliff12("en-US", "zh-CN", unit))) == expected


def test_xliff_2(read):
    text = (
        '<xliff version="2.1" srcLang="zh-Hans" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        f'<file id="f"><unit id="u"><segment id="s1"><source>{ZH}</source><target>Stalin <pc id="1">agreed</pc>'
        '<ph id="2"/> to it.'
        f"</target></segment><ignorable><source> </source></ignorable><segment><source>{ZH2}</source></segment></unit>"
        f'<unit id="v"><segment><source>{ZH2}<cp hex="0007"/></source><target>{EN2}</target></segment></unit>'
        "</file></xliff>"
    )
    paired = read("a.xlf", text)
    assert [(r.id, r.zh, r.en) for r in paired.rows] == [("u:s1", ZH, EN), ("v", ZH2 + "\x07", EN2)]
    assert paired.left_out == 1


def sheet(*rows, first=()):
    book = openpyxl.Workbook()
    for row in first:
        book.active.append(row)
    page = book.create_sheet() if first else book.active
    for row in rows:
        page.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_xlsx_languages_in_row_one_or_by_content(read):
    assert pairs(read("a.xlsx", sheet(("English", "Chinese"), (EN, ZH), (EN2, ZH2)))) == [(ZH, EN), (ZH2, EN2)]
    assert pairs(read("b.xlsx", sheet((1, ZH, EN), (2, ZH2, EN2)))) == [(ZH, EN), (ZH2, EN2)]
    assert pairs(read("c.xlsx", sheet(("zh", "en"), (ZH, EN), first=[("About this file", None)]))) == [(ZH, EN)]


def test_docx_tables(read):
    def table(*rows):
        cells = ["".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row) for row in rows]
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    body = paragraph(run("Title")) + table(("Chinese", "English"), (ZH, EN)) + table(("x", "y")) + table((EN2, ZH2))
    assert pairs(read("a.docx", docx(body))) == [(ZH, EN), (ZH2, EN2)]


def test_moses_pairs(read):
    assert pairs(read("a.zh", f"{ZH}\n\n{ZH2}\n", **{"a.en": f"{EN}\n\n{EN2}\n"})) == [(ZH, EN), ("", ""), (ZH2, EN2)]
    assert pairs(read("b.en.txt", f"{EN}\n", **{"b.zh.txt": f"{ZH}\n"})) == [(ZH, EN)]


def test_json_lines_of_other_makers(read):
    assert pairs(
        read("a.jsonl", f'{{"zh": "{ZH}", "en": "{EN}"}}\n\n{{"en": "{EN2}", "zh": "{ZH2}", "score": 0.5}}\n')
    ) == [
        (ZH, EN),
        (ZH2, EN2),
    ]


INTERTEXT = (
    '<linkGrp toDoc="{}" fromDoc="{}"><link type="2-1" xtargets="1:1 1:2;1:1" status="man"/>'
    '<link xtargets=";1:2"/></linkGrp>'
)
SENTENCES = '<text><p id="1"><s id="1:1">{}</s> <s id="1:2">{}</s></p></text>'


@pytest.mark.parametrize("names", [("a.en.xml", "a.zh.xml"), ("en.xml", "zh.xml")])
def test_intertext(read, names):
    texts = {"a.en.xml": SENTENCES.format(EN, EN2), "a.zh.xml": SENTENCES.format(ZH, ZH2)}
    paired = read("a.zh.en.xml", INTERTEXT.format(*names), **texts)
    assert [(r.zh, r.en, r.score) for r in paired.rows] == [(ZH, f"{EN} {EN2}", 1.0), (ZH2, "", None)]


@pytest.mark.parametrize(
    ("name", "content", "others", "key"),
    [
        ("a.tsv", "", {}, "read.empty"),
        ("a.tsv", "one\ttwo\n", {}, "read.paired.columns"),
        ("a.tsv", f"zh\ten\n{ZH}\t\n", {}, "read.paired.none"),
        ("a.csv", 'zh,en\n"open', {}, "read.broken"),
        ("a.tmx", "<tmx><body><tu>", {}, "read.broken"),
        ("a.tmx", TMX.format("<tu/>"), {}, "read.paired.none"),
        ("a.tmx", "", {}, "read.empty"),
        ("a.xlsx", "no zip", {}, "read.broken"),
        ("a.xlsx", sheet(("a", "b")), {}, "read.paired.none"),
        ("a.docx", "no zip", {}, "read.broken"),
        ("a.zh", ZH, {}, "read.paired.partner"),
        ("a.zh", f"{ZH}\n{ZH2}\n", {"a.en": EN}, "read.paired.uneven"),
        ("a.jsonl", "{", {}, "read.broken"),
        ("a.jsonl", '{"type": "header"}\n', {}, "read.paired.none"),
        ("a.xml", "<TEI/>", {}, "read.paired.links"),
        ("a.zh.en.xml", INTERTEXT.format("b.xml", "c.xml"), {}, "read.paired.text-missing"),
        ("a.zh.en.xml", INTERTEXT.format("en.xml", "zh.xml"),
         {"en.xml": "<s id='1:1'>One.</s>", "zh.xml": f"<s id='1:1'>{ZH}</s>"}, "read.paired.sentence"),
        ("a.pdf", "x", {}, "read.unknown-suffix"),
    ],
)  # fmt: skip
def test_bad_files_are_told_in_one_line(read, name, content, others, key):
    with pytest.raises(InputError) as caught:
        read(name, content, **others)
    assert caught.value.message.key == key
    for ui in ("en", "zh"):
        assert name in tell(caught.value.message, ui)


def test_a_missing_file(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_pairs(tmp_path / "gone.tmx")


def test_an_xml_file_reads_nothing_from_outside(read, tmp_path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    text = TMX.format(
        f'<tu><tuv xml:lang="zh"><seg>{ZH}</seg></tuv><tuv xml:lang="en"><seg>{EN}&x;</seg></tuv></tu>'
    ).replace('SYSTEM "tmx14.dtd"', f'[<!ENTITY x SYSTEM "{tmp_path}/secret.txt">]')
    assert "secret" not in read("a.tmx", text).rows[0].en


@pytest.mark.parametrize(
    ("text", "score"),
    [("0.5", 0.5), ("87%", 0.87), ("100", 1.0), ("1", 1.0), ("-1", None), ("x", None), ("101", None), ("", None)],
)
def test_scores(text, score):
    assert as_score(text) == score


@pytest.mark.parametrize(("text", "numbers"), [("2 3", (2, 3)), ("", ()), ("a", ()), ("-1", ()), ("²", ())])
def test_sentence_numbers(text, numbers):
    assert as_numbers(text) == numbers


def test_cells_keep_their_spaces(read):
    """Spans of `aligner check` point into the cell as it stands."""
    assert pairs(read("a.tsv", f"zh\ten\n {ZH}\t{EN} \n")) == [(f" {ZH}", f"{EN} ")]
