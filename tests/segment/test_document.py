"""Segmenting as a whole: nothing lost, nothing altered, languages and lines."""

import cProfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.read import Hint, SourceText
from aligner.read.markdown import with_blocks
from aligner.records import Role, Span
from aligner.segment import segment

PIECES = st.sampled_from(
    [
        *"。！？；：，、…—“”‘’「」『』（）()[]【】.!?;:,\"'*_#>|-`~①²\n\r\t \u3000\u00a0\u2028\x0b\x0c\x85",
        *(
            "\n\n",
            "\r\n",
            "。”",
            "……",
            "[12]",
            "[EAM1]",
            "[^1]",
            "[^1]: ",
            "**",
            "# ",
            "> ",
            "- ",
            "1. ",
            "一、",
            "---\n",
        ),
        *("U.S.", "Mr.", "No. 6", "A. V. ", "et al.", "www.a.b/c.", "a@b.c", "“我们”", "电报说：", "He wrote: ", "①"),
        *(
            "斯大林",
            "同意了",
            "第三章",
            "Stalin",
            "agreed",
            "The",
            "I",
            "3.5",
            "1950",
            "\U00020bb7",
            "e\u0301",
            "👨‍👩‍👧",
            "я",
        ),
        *(
            "注释",
            "Notes",
            "Figure 1. ",
            "作者：",
            "免责声明",
            "a: b\n",
            "```",
            "| a | b |\n| - | - |\n",
            "<br>",
            "&nbsp;",
        ),
    ]
)
WILD = st.lists(PIECES, max_size=60).map("".join) | st.text(st.characters(codec="utf-8", exclude_characters="\0"))


def held(document):
    """How many sentences hold each character."""
    counts = [0] * len(document.text)
    for s in document.sentences:
        for i in range(s.span.start, s.span.end):
            counts[i] += 1
    return counts


def check(document, source):
    assert document.text == source.text
    for c, n in zip(document.text, held(document), strict=True):
        assert n == 1 or (n == 0 and c.isspace()), repr(c)
    for s in document.sentences:
        text = document.sentence_text(s.index)
        assert text == text.strip() != ""
    assert [s.paragraph for s in document.sentences] == sorted(s.paragraph for s in document.sentences)
    for m in document.marks:
        assert any(s.span.start <= m.span.start and m.span.end <= s.span.end for s in document.sentences)
    assert all(a.span.end <= b.span.start for a, b in zip(document.marks, document.marks[1:], strict=False))
    assert len(document.matching_texts) == len(document.sentences)


@settings(max_examples=150, deadline=None)
@given(WILD)
def test_every_character_is_in_exactly_one_sentence(text):
    source = SourceText("wild", text)
    check(segment(source), source)


@settings(max_examples=150, deadline=None)
@given(WILD)
def test_so_it_is_in_markdown(text):
    source = with_blocks("wild.md", text, "utf-8")
    check(segment(source), source)


@settings(max_examples=60, deadline=None)
@given(WILD, st.data())
def test_so_it_is_with_hints_anywhere(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    roles = st.sampled_from([None, *Role])
    hints = tuple(Hint(Span(a, b), data.draw(roles)) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    source = SourceText("wild", text, hints=hints)
    check(segment(source), source)


@settings(max_examples=60, deadline=None)
@given(st.lists(WILD.map(lambda t: t.replace("\n", " ")), min_size=1, max_size=6))
def test_lines_mode_keeps_every_line(lines):
    document = segment(SourceText("wild", "\n".join(lines) + "\n"), lines=True)
    assert document.fixed
    assert [document.sentence_text(i).removesuffix("\r") for i in range(len(lines))] == [
        line.removesuffix("\r").removesuffix("\r") if line.endswith("\r\r") else line.removesuffix("\r")
        for line in lines
    ]


def test_lines_mode_numbers_empty_lines_and_drops_carriage_returns():
    document = segment(SourceText("a", "one\r\n\r\nthree"), lines=True)
    assert [document.sentence_text(i) for i in document.aligned] == ["one", "", "three"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("斯大林同意了。He agreed.", "zh"),
        ("The word 同意 means that he agreed to it.", "en"),
        ("战争开始了。\n\nNATO and USSR.\n\n战争结束了，斯大林同意了金日成的计划。", "zh"),
    ],
)
def test_language_of_the_document(text, lang):
    assert segment(SourceText("a", text)).lang == lang


def test_foreign_paragraphs_keep_their_language_and_stay_out_of_alignment():
    document = segment(SourceText("a", "The war began in June.\n\n战争在六月开始。\n\nIt ended in July of 1953."))
    assert [s.lang for s in document.sentences] == ["en", "zh", "en"]
    assert document.aligned == (0, 2)


def test_told_language_wins():
    assert segment(SourceText("a", "Stalin", lang="zh")).lang == "zh"


def test_front_matter_and_notes_do_not_decide_the_language():
    notes = "".join(f"\n\n[{n}] See Goncharov, Lewis and Xue, Uncertain Partners, pp. {n}-99." for n in range(1, 9))
    assert segment(SourceText("a", "斯大林同意了[1]，毛泽东没有[2]。" + notes)).lang == "zh"


def calls(text):
    """How many Python calls segmenting takes: the same on every machine, however busy."""
    profile = cProfile.Profile()
    profile.runcall(segment, SourceText("a", text))
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize(
    "piece",
    [
        "他说：“没有……”。第二句，很长。",
        "战争",
        "It was the U.S. Navy that came. ",
        "word ",
        "“你。” ",
        "[1] A note.\n\n",
        "第一章 战争\n\n他说：\n\n我们同意。\n\n",
        "mili-\ntary aid was given to them by\n",
        "**粗**（解释）。",
    ],
)
def test_work_grows_with_the_text_and_no_faster(piece):
    segment(SourceText("a", piece))
    small, large = calls(piece * 400), calls(piece * 1600)
    assert large <= 4.4 * small + 400
