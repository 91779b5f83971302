"""One file that holds a text and its translation."""

from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.loading import load_documents
from aligner.pipeline import compare_accounts
from aligner.read.source import Hint, SourceText
from aligner.records import Mark, MarkKind, Role, Span
from aligner.segment import segment
from aligner.segment.bilingual import halves
from aligner.settings import Settings

PAIRS = (
    ("一九五〇年五月十三日，金日成抵达北京。", "Kim Il Sung arrived in Peking on 13 May 1950."),
    ("他告诉毛泽东，斯大林已经同意了他的计划。", "He told Mao that Stalin had agreed to his plan."),
    ("毛泽东要求莫斯科澄清，次日收到了答复。", "Mao asked Moscow for clarification; the answer came the next day."),
)
ZH, EN = zip(*PAIRS, strict=True)
INTERLEAVED = [line for pair in PAIRS for line in pair]


def sentences(source):
    document = segment(source)
    return [document.sentence_text(i) for i in document.aligned]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n"])
@pytest.mark.parametrize("lines", [INTERLEAVED, [*ZH, *EN], [*EN, *ZH]], ids=["interleaved", "zh first", "en first"])
def test_each_language_is_a_text_of_its_own(lines, between):
    zh, en = halves(SourceText("a.txt", between.join(lines)))
    assert (zh.name, zh.lang, en.name, en.lang) == ("a.txt#zh", "zh", "a.txt#en", "en")
    assert sentences(zh) == list(ZH)
    assert sentences(en) == list(EN)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(ZH),
        "\n".join(EN),
        "\n".join([*ZH * 3, *EN]),  # a Chinese article with a summary
        "\n".join([*EN * 3, *ZH]),
        ZH[0] + "\n" + EN[0],  # a title in two languages
        "",
    ],
)
def test_texts_in_one_language_stay_whole(text):
    assert halves(SourceText("a.txt", text)) is None


def test_who_tells_the_language_is_believed():
    assert halves(SourceText("a.txt", "\n".join(INTERLEAVED), lang="zh")) is None


LINES = ("港口在冬天封冻。", "The port is closed.", "* * *", "12", "\n", "“他说：”He said.", "\u3000")


@given(st.lists(st.sampled_from(LINES)))
def test_nothing_is_lost_and_nothing_doubled(lines):
    text = "\n".join(lines)
    both = halves(SourceText("a.txt", text))
    if both:
        zh, en = both
        assert sorted("".join(text.split())) == sorted("".join((zh.text + en.text).split()))
        for half in both:  # in the order of the file
            rest = iter("".join(text.split()))
            assert all(character in rest for character in "".join(half.text.split()))


def test_what_the_format_tells_of_a_paragraph_goes_with_it():
    text = "\n\n".join(["标题", "The title", *INTERLEAVED])
    at = text.index("The title")
    mark = text.index("次日")
    source = SourceText(
        "a.docx",
        text,
        hints=(Hint(Span(0, 2), Role.HEADING), Hint(Span(at, at + 9), Role.HEADING)),
        marks=(Mark(Span(mark, mark + 2), MarkKind.MARKUP),),
    )
    zh, en = halves(source)
    assert segment(zh).sentences[0].role is segment(en).sentences[0].role is Role.HEADING
    assert [zh.text[m.span.start : m.span.end] for m in zh.marks] == ["次日"]
    assert en.marks == ()


def test_a_word_table_of_two_columns_is_a_text_and_its_translation(tmp_path: Path) -> None:
    word = python_docx.Document()
    table = word.add_table(rows=0, cols=2)
    for pair in PAIRS:
        for cell, text in zip(table.add_row().cells, pair, strict=True):
            cell.text = text
    word.save(str(tmp_path / "both.docx"))
    comparison = compare_accounts([tmp_path / "both.docx"])
    (alignment,) = comparison.alignments
    assert alignment.mode == "parallel"
    assert [(bead.zh, bead.en) for bead in alignment.beads] == [((k,), (k,)) for k in range(len(PAIRS))]


def test_in_a_folder_the_halves_are_compared_with_each_other(tmp_path: Path) -> None:
    (tmp_path / "both.txt").write_text("\n".join(INTERLEAVED), encoding="utf-8")
    (tmp_path / "other.zh.txt").write_text("港口在冬天封冻。\n船不能出海。\n", encoding="utf-8")
    (tmp_path / "other.en.txt").write_text("The port freezes in winter.\nNo ship can leave.\n", encoding="utf-8")
    pairs = {(a.zh.name, a.en.name) for a in compare_accounts([tmp_path]).alignments}
    assert pairs == {("both.txt#zh", "both.txt#en"), ("other.zh.txt", "other.en.txt")}


def test_only_who_asks_for_it_gets_two_texts_from_one_file(tmp_path: Path) -> None:
    (tmp_path / "both.txt").write_text("\n".join(INTERLEAVED), encoding="utf-8")
    for split, names in ((False, 1), (True, 2)):
        documents, _ = load_documents([tmp_path], Settings(), split=split)
        assert len(documents) == names


def test_one_file_in_one_language_is_not_enough(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(ZH), encoding="utf-8")
    with pytest.raises(InputError, match="no English text"):
        compare_accounts([tmp_path / "a.txt"])
