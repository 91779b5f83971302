"""Corrected alignments laid over the texts again."""

import json

import pytest

from aligner.errors import InputError
from aligner.messages import tell
from aligner.pipeline import corrected
from aligner.read import SourceText
from aligner.read.alignment import read_alignment
from aligner.segment import segment

ZH = segment(SourceText("zh.txt", "斯大林同意了。毛泽东没有。\n\n电报说，好。电报\n说，好。他走了。"))
EN = segment(SourceText("en.txt", "Stalin agreed. Mao did not.\n\nThe telegram said yes. It said yes. He left."))


def read(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return read_alignment(path, ZH, EN)


def links(alignment):
    return [(b.zh, b.en, b.score) for b in alignment.links()]


def test_beads_by_number(tmp_path):
    alignment = read(tmp_path, "a.beads.json", "[[[0], [0], 0.9], [[1], [], 0.5], [[2, 3], [2]], [[4], [4], 1]]")
    assert links(alignment) == [((0,), (0,), 0.9), ((2, 3), (2,), 1.0), ((4,), (4,), 1.0)]
    assert alignment.mode == "parallel"
    assert [(b.zh, b.en) for b in alignment.beads if not b.linked] == [((1,), ()), ((), (1,)), ((), (3,))]
    assert "a.beads.json" in tell(alignment.why, "en")


def test_rows_by_their_words_whatever_the_white_space(tmp_path):
    rows = [
        "斯大林同意了。\tStalin  agreed.",
        "毛泽东没有。电报说，好。\tMao did not. The telegram said yes.",
        "电报说， 好。\tIt said yes.",
    ]
    assert links(read(tmp_path, "a.tsv", "zh\ten\n" + "\n".join(rows))) == [
        ((0,), (0,), 1.0),
        ((1, 2), (1, 2), 1.0),
        ((3,), (3,), 1.0),  # said twice: the one after the last row's
    ]


def test_a_sentence_cut_in_the_other_tool_is_one_bead(tmp_path):
    rows = ["zh\ten", "斯大林\tStalin", "同意了。\tagreed.", "毛泽东没有。\tMao did not."]
    assert links(read(tmp_path, "a.tsv", "\n".join(rows))) == [((0,), (0,), 1.0), ((1,), (1,), 1.0)]


def test_crossing_rows_are_comparable(tmp_path):
    alignment = read(tmp_path, "a.tsv", "zh\ten\n他走了。\tHe left.\n斯大林同意了。\tStalin agreed.\n")
    assert alignment.mode == "comparable"
    assert [b.zh for b in alignment.beads] == [(4,), (0,)]


def test_rows_that_are_not_in_the_texts_are_counted(tmp_path):
    rows = ["zh\ten", "斯大林同意了。\tStalin agreed.", "别的话。\tSomething else.", "他走了。\tHe left."]
    alignment = read(tmp_path, "a.tsv", "\n".join(rows))
    assert len(links(alignment)) == 2
    assert "1 of its rows" in tell(alignment.why, "en")


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.beads.json", "[[[0], [99], 1]]", "read.alignment.number"),
        ("a.beads.json", "[[[-1], [0], 1]]", "read.alignment.number"),
        ("a.beads.json", '{"a": 1}', "read.broken"),
        ("a.beads.json", "not json", "read.broken"),
        ("a.beads.json", '[[["x"], [0], 1]]', "read.broken"),
        ("a.beads.json", "[[[0], [0], 7]]", "read.broken"),
        ("a.tsv", "zh\ten\n别的话。\tOther words here.\n", "read.alignment.other-texts"),
    ],
)
def test_what_is_no_alignment_of_these_texts(tmp_path, name, content, key):
    with pytest.raises(InputError) as caught:
        read(tmp_path, name, content)
    assert caught.value.message.key == key


def test_numbers_are_believed_only_where_the_words_agree(tmp_path):
    link = {
        "type": "link",
        "zh": {"text": "他走了。", "sentences": [0]},
        "en": {"text": "He left.", "sentences": [4]},
        "score": 0.4,
    }
    assert links(read(tmp_path, "a.jsonl", json.dumps(link))) == [((4,), (4,), 0.4)]


def test_the_pipeline_takes_it_for_one_pair_only(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("zh\ten\n他走了。\tHe left.\n", encoding="utf-8")
    assert links(corrected(path, [ZH, EN])) == [((4,), (4,), 1.0)]
    with pytest.raises(InputError) as caught:
        corrected(path, [ZH, EN, segment(SourceText("b.txt", "A third text. It is English."))])
    assert caught.value.message.key == "read.alignment.one-pair"
