"""PDF: paragraphs out of lines, across pages, with notes and running heads after the text."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.pipeline import compare_accounts
from aligner.read.pdf import read_pdf
from aligner.records import Role
from aligner.segment import segment
from aligner.settings import ReadSettings
from tests.read.packages import pdf

LEFT, TOP, STEP, SIZE = 60, 780, 15, 11


def page(*lines, size=SIZE, indents=()):
    """Lines of a page, one below the other; those numbered in `indents` begin two letters further in."""
    return [(LEFT + 2 * size * (k in indents), TOP - STEP * k, size, line) for k, line in enumerate(lines)]


def read(*pages, lines=False):
    return read_pdf(pdf(*pages), Path("a.pdf"), ReadSettings(lines=lines))


def blocks(source):
    return [source.text[h.span.start : h.span.end] for h in source.hints]


FULL = "Stalin sent no regiment across the parallel, yet without his word none would have"
FULL_2 = "crossed it, and that is what the book is about, from its first to its last page, in"


def test_lines_become_paragraphs_by_their_indents():
    last = "Moscow and in Peking, where the others were waiting for an answer that never came."
    source = read(page(FULL, FULL_2, last, FULL, FULL_2, "other words.", indents=(0, 3)))
    assert [b.split()[-1] for b in blocks(source)] == ["came.", "words."]


def test_a_short_last_line_ends_a_paragraph():
    assert blocks(read(page(FULL, FULL_2, "short.", FULL, FULL_2, "short.")))[0].endswith("in short.")


def test_a_sentence_goes_on_over_the_end_of_a_page_and_its_running_head():
    line = "a lawyer would, who knows that the parallel was a matter of agreement between powers, and"
    words = [line.split()] * 6
    lines = [" ".join([str(k), *line[k:], *line[:k]]) for k, line in enumerate(words)]
    heads = [f"{k + 7}  A History of the War" for k in range(3)]
    source = read(*([(LEFT, 810, 9, heads[k]), *page(*lines[2 * k : 2 * k + 2])] for k in range(3)))
    assert blocks(source) == [" ".join(lines), *(" ".join(head.split()) for head in heads)]
    assert [h.role for h in source.hints] == [None, *[Role.BOILERPLATE] * 3]


def test_page_numbers_are_no_part_of_the_text_and_a_year_in_the_last_line_is():
    firsts = [FULL, FULL_2, FULL[::-1], FULL_2[::-1]]
    pages = [[*page(first, str(1950 + 3 * k)), (300, 40, SIZE, str(k + 1))] for k, first in enumerate(firsts)]
    source = read(*pages)
    assert [b for b, h in zip(blocks(source), source.hints, strict=True) if h.role] == ["1", "2", "3", "4"]
    body = [b for b, h in zip(blocks(source), source.hints, strict=True) if not h.role]
    assert all(any(b.endswith(str(1950 + 3 * k)) for b in body) for k in range(4))


def test_footnotes_follow_the_text_and_their_numbers_are_marked():
    raised = [(LEFT, TOP, SIZE, "He came"), (LEFT + 39, TOP + 4, 7, "1"), (LEFT + 45, TOP, SIZE, "and he saw.")]
    notes = [(LEFT, 70, 9, "1 Ibid., p. 7."), (LEFT, 58, 9, "2 Goncharov, p. 68.")]
    more = [(LEFT, TOP, SIZE, "Then he went home."), (LEFT, 70, 9, "9 Ibid., p. 9.")]
    source = read([*raised, *notes], more, page(FULL, FULL_2))
    assert [(b, h.role) for b, h in zip(blocks(source), source.hints, strict=True) if h.role] == [
        ("1 Ibid., p. 7.", Role.NOTE),
        ("2 Goncharov, p. 68.", Role.NOTE),
        ("9 Ibid., p. 9.", Role.NOTE),
    ]
    assert [source.text[m.span.start : m.span.end] for m in source.marks] == ["1"]
    document = segment(source)
    assert document.matching_text(0) == "He came and he saw."


def test_footnotes_that_end_in_a_bracket_and_those_that_begin_with_a_title_are_told_apart():
    notes = [
        (LEFT, 82, 9, "1 Ibid., p. 7, where the author tells what he was told of it (Beijing, 1990)"),
        (LEFT, 70, 9, "2 Goncharov, p. 68, in a chapter on the talks, which went on for the whole of"),
        (LEFT, 58, 9, "1950 and longer."),
        (LEFT, 46, 9, "3《文稿》, p. 9."),
    ]
    source = read([(LEFT, TOP, SIZE, "He came."), *notes], page(*[FULL, FULL_2] * 4))
    found = [b for b, h in zip(blocks(source), source.hints, strict=True) if h.role is Role.NOTE]
    assert [note[:2].strip("《 ") for note in found] == ["1", "2", "3"]
    assert found[1].endswith("whole of 1950 and longer.")


def test_each_bullet_is_a_paragraph():
    lines = (
        "It has two parts, which stand below one another as the parts of such a list will stand:",
        "• 港口;",
        "• 冰;",
    )
    assert blocks(read(page(*lines, indents=(1, 2)))) == list(lines)


def test_larger_type_is_a_heading():
    source = read([(LEFT, TOP, 18, "The Refusals"), *[(LEFT, TOP - 40 - STEP * k, SIZE, FULL) for k in range(3)]])
    assert source.hints[0].role is Role.HEADING
    assert blocks(source)[0] == "The Refusals"


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("with all the infor-", "mation that he had, and more", "information that"),
        ("a treaty of the well-", "known kind; a well-known kind", "well-known kind; a"),
        ("between twenty-", "five and twenty men; five came", "twenty-five and"),
        ("on 26-", "27 June the others had left", "26-27 June"),
    ],
)
def test_words_divided_at_the_end_of_a_line(first, second, joined):
    (block,) = blocks(read(page(FULL, "Kremlin that summer, and it was not only he " + first, second)))
    assert joined in block


def test_a_paragraph_of_many_pages_is_put_together_with_its_references():
    shuffle, pages, wanted = random.Random(3), [], ""
    ends = [(end, end) for end in ("of a well-", "from 26-")] + [("all the infor-", "all the infor"), ("and", "and ")]
    for top in range(10, 90, 40):
        pages.append([])
        for k in range(top, top + 40):
            rest = " ".join(shuffle.sample(FULL.replace(",", "").split(), 10))
            begins, base = ("known", "27", "mation", "He")[k % 4 - 1], TOP - STEP * (k - top)
            pages[-1] += [(LEFT, base, SIZE, begins), (LEFT + 39, base + 4, 7, str(k))]
            pages[-1].append((LEFT + 48, base, SIZE, f"{rest} {ends[k % 4][0]}"))
            wanted += f"{begins} {k} {rest} {ends[k % 4][1]}"
    source = read(*pages, page("That was of a well-known kind, which he knew well and which all others had known too."))
    assert blocks(source)[0].startswith(wanted)
    assert [source.text[m.span.start : m.span.end] for m in source.marks] == [str(k) for k in range(10, 90)]


def test_chinese_lines_close_up_without_a_space():
    lines = [
        "港口在冬天封冻，船只不能出海，大使在报告中说，一九五〇年十",
        "月之前没有别的办法，他等待着莫斯科的回电，直到10",
        "月19日才收到。",
    ]
    source = read(page(*lines))
    assert blocks(source) == ["".join(lines)]
    assert segment(source).lang == "zh"


def test_a_chinese_and_an_english_pdf_are_compared(tmp_path):
    (tmp_path / "a.zh.pdf").write_bytes(pdf(page("金日成于五月十三日抵达北京。", "两天以后毛泽东同意了他的计划。")))
    english = page("Kim Il Sung arrived in Peking on 13 May.", "Three days later Mao agreed to his plan.")
    (tmp_path / "a.en.pdf").write_bytes(pdf(english))
    comparison = compare_accounts([tmp_path])
    assert [(b.zh, b.en) for b in comparison.alignments[0].beads] == [((0,), (0,)), ((1,), (1,))]


WORDS = st.lists(st.sampled_from(["port", "ice", "1950", "Mao,", "end.", "12", "ix"]), min_size=1, max_size=6).map(
    " ".join
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS.map(" ".join), max_size=9), min_size=1, max_size=4))
def test_nothing_is_lost_and_nothing_doubled(pages):
    if any(pages):
        source = read(*(page(*lines) for lines in pages))
        assert sorted(source.text.split()) == sorted(word for lines in pages for line in lines for word in line.split())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf([]), "pictures without text"),
        (pdf(page(FULL), locked=True), "password"),
        (b"%PDF-1.7\nnothing", "broken PDF"),
        (b"", "broken PDF"),
    ],
)
def test_what_cannot_be_read_is_told(data, message):
    with pytest.raises(InputError, match=message):
        read_pdf(data, Path("a.pdf"), ReadSettings())


def test_what_a_browser_prints_is_read_as_it_was_written(tmp_path):
    browser = shutil.which("chromium")
    if not browser:
        pytest.skip("chromium, which prints the page, is not installed (Debian: apt-get install chromium)")
    text = (Path(__file__).parents[2] / "corpus" / "en" / "04-harbour.txt").read_text(encoding="utf-8")
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    style = "body { text-align: justify; font: 16px serif } p { margin: 0; text-indent: 2em }"
    html = f"<meta charset=utf-8><style>{style}</style>" + "".join(f"<p>{p}</p>" for p in paragraphs)
    printed, written = tmp_path / "a.pdf", tmp_path / "a.html"
    written.write_text(html, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    options += [f"--user-data-dir={tmp_path / 'home'}", f"--print-to-pdf={printed}"]
    subprocess.run([browser, *options, str(written)], check=True, capture_output=True)
    assert blocks(read_pdf(printed.read_bytes(), printed, ReadSettings())) == paragraphs
