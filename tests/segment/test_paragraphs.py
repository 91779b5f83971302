"""Paragraphs: blank lines, one line a paragraph, and lines wrapped by hand."""

import textwrap

import pytest

from aligner.read import SourceText
from aligner.segment.paragraphs import find_paragraphs

ENGLISH = (
    "The war began on a Sunday in June, and nobody in the capital believed the first reports that came in by telephone "
    "from the border. By noon the roads were full of people.",
    "The second paragraph is as long as the first one was, since a text that is wrapped by hand shows it only where a "
    "line is followed by another line of the same paragraph.",
    "A short one.",
)
CHINESE = (
    "战争在六月的一个星期日开始，首都没有人相信边境打来的第一批电话报告，到了中午，路上已经挤满了逃难的人群，军队正在向北开进，谁也不知道前方究竟发生了什么事情。",
    "第二段与第一段一样长，因为只有当一行后面还跟着同一段落的另一行时，才能看出文本是手工换行的，这一点在扫描得来的旧书里最为常见，读者对此早已习惯。",
    "短段。",
)


def found(text):
    return [" ".join(text[p.span.start : p.span.end].split()) for p in find_paragraphs(SourceText("a", text))]


def wrapped(paragraph, width, indent=""):
    return textwrap.fill(paragraph, width, initial_indent=indent)


def cut(paragraph, width, indent=""):
    text = indent + paragraph
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blank_lines_separate(end):
    assert found(f"One.{end}{end}Two.{end} {end}Three.") == ["One.", "Two.", "Three."]


def test_one_line_a_paragraph():
    assert found("\n".join(ENGLISH)) == list(ENGLISH)
    assert found("\n".join(CHINESE)) == list(CHINESE)


@pytest.mark.parametrize("width", [40, 60, 72, 80])
def test_english_wrapped_by_hand(width):
    assert found("\n\n".join(wrapped(p, width) for p in ENGLISH)) == list(ENGLISH)


@pytest.mark.parametrize("width", [20, 30, 38])
def test_chinese_wrapped_by_hand(width):
    joined = [p.replace(" ", "") for p in found("\n\n".join(cut(p, width) for p in CHINESE))]
    assert joined == list(CHINESE)


def test_wrapped_paragraphs_that_only_an_indent_separates():
    assert found("\n".join(wrapped(p, 60, "    ") for p in ENGLISH * 2)) == list(ENGLISH * 2)
    joined = [p.replace(" ", "").strip("\u3000") for p in found("\n".join(cut(p, 20, "\u3000\u3000") for p in CHINESE))]
    assert joined == list(CHINESE)


def test_wrapped_paragraphs_that_only_a_short_last_line_separates():
    assert found("\n".join(wrapped(p, 60) for p in ENGLISH)) == list(ENGLISH)


def test_two_lines_are_enough_where_the_second_goes_on_with_a_small_letter():
    assert found("The war began on a Sunday in June, and\nnobody believed it.") == [
        "The war began on a Sunday in June, and nobody believed it."
    ]
    assert len(found("The war began on a Sunday in June, said\nStalin to the ambassador.")) == 2


def test_dialogue_is_not_wrapped_text():
    lines = ["“你来了？”", "“来了。”", "“他呢？”", "“没有来，他还在莫斯科。”", "“那么我们先走吧。”"]
    assert found("\n".join(lines)) == lines


def test_a_list_inside_wrapped_text_keeps_its_items():
    items = [
        f"{n}. The item is long enough to be wrapped by hand at sixty columns, as is the other one." for n in (1, 2, 3)
    ]
    assert found("\n".join(wrapped(i, 60) for i in items)) == items


@pytest.mark.parametrize(
    "lines",
    [
        ["床前明月光", "疑是地上霜", "举头望明月", "低头思故乡", "故乡不可见", "永日与君同"],
        [
            "The Origins of the Korean War",
            "The Soviet Role in the Early Phase",
            "China's Road to the Korean War",
            "Uncertain Partners",
        ]
        * 2,
    ],
)
def test_verse_and_lists_of_titles_are_not_wrapped_text(lines):
    assert found("\n".join(lines)) == lines
