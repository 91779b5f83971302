"""Notes of translations: note with note by place, number and words, and never at the cost of the text."""

import random
from pathlib import Path

import pytest

from aligner.align import align
from aligner.align.notes import link_notes
from aligner.align.notes.listing import read_notes
from aligner.align.passages import find_passages
from aligner.embed import load_encoder
from aligner.pipeline import compare_accounts
from aligner.read.alignment import read_alignment
from aligner.read.docx import read_docx
from aligner.read.html import read_html
from aligner.read.markdown import with_blocks
from aligner.read.source import SourceText
from aligner.records import Role
from aligner.report import write
from aligner.segment import segment
from aligner.settings import ReadSettings, Settings
from tests.align.story import STORY
from tests.read.packages import docx, paragraph, run

TEXT = [
    ("1950年6月25日清晨，朝鲜军队越过三八线。", "At dawn on 25 June 1950 the Korean army crossed the 38th parallel."),
    ("杜鲁门当晚赶回华盛顿，召集会议。", "Truman hurried back to Washington that night and called a meeting."),
    ("美国出动海空军，舰队进入台湾海峡。", "The Americans sent ships and planes, also into the Taiwan Strait."),
    ("周恩来谴责美国侵略中国。", "Zhou Enlai condemned the American aggression against China."),
    ("中央军委决定组建东北边防军。", "The Central Military Commission decided to form the Northeast Frontier Force."),
    ("邓华被任命为边防军的司令员。", "Deng Hua was appointed commander of the frontier force."),
]  # fmt: skip
NOTES = {
    0: ("沈志华：《朝鲜战争》，2003年版，第201—205页。", "Shen Zhihua, Chaoxian zhanzheng (2003), pp. 201–205."),
    1: ("会议在布莱尔大厦举行。会议开了三个小时。", "The meeting was held at Blair House. It lasted three hours."),
    2: ("《人民日报》1950年6月29日，第1版。", "Renmin ribao [People's Daily], 29 June 1950, p. 1."),
    3: ("同上。", "Ibid."),
    4: ("一说兵力为二十六万人。", "By another account it was 260,000 strong."),
    5: ("邓华是湖南人，1927年参加革命。", "Deng Hua, a native of Hunan, joined the revolution in 1927."),
}  # fmt: skip
OWN = "The Frontier Force was the forerunner of the Volunteers. (Translator's note)"


def markdown(side, notes, own=False):
    """The text with its notes; `own`: a translator's note behind the first one of sentence 4."""
    told, below = [], []
    for k, pair in enumerate(TEXT):
        text = pair[side]
        if k in notes:
            below.append(NOTES[k][side])
            text += f"[^{len(below)}]"
        if own and k == 4:
            below.append(OWN)
            text += f"[^{len(below)}]"
        told.append(text)
    below = [f"[^{n}]: {note}" for n, note in enumerate(below, 1)]
    return with_blocks(f"{side}", "\n\n".join([*told, *below]), "utf-8")


def word(side, notes, own=False):
    paragraphs, below = [], []
    for k, pair in enumerate(TEXT):
        runs = [run(pair[side].replace("'", "&#39;"))]
        added = [NOTES[k][side]] if k in notes else []
        for note in added + ([OWN] if own and k == 4 else []):
            below.append(note.replace("'", "&#39;"))
            runs.append(f'<w:r><w:footnoteReference w:id="{len(below)}"/></w:r>')
        paragraphs.append(paragraph(*runs))
    footnotes = "".join(f'<w:footnote w:id="{n}">{paragraph(run(t))}</w:footnote>' for n, t in enumerate(below, 1))
    return read_docx(docx("".join(paragraphs), footnotes=footnotes), Path(f"{side}.docx"), ReadSettings())


def page(side, notes, own=False):
    """As pandoc makes it: numbered by a list, the numbers in no text."""
    told, below = [], []
    for k, pair in enumerate(TEXT):
        text = pair[side]
        added = [NOTES[k][side]] if k in notes else []
        for note in added + ([OWN] if own and k == 4 else []):
            below.append(note)
            text += f'<a href="#fn{len(below)}" id="r{len(below)}"><sup>{len(below)}</sup></a>'
        told.append(f"<p>{text}</p>")
    items = "".join(f'<li id="fn{n}"><p>{t}<a href="#r{n}">↩</a></p></li>' for n, t in enumerate(below, 1))
    body = "".join(told) + f'<section class="footnotes"><ol>{items}</ol></section>'
    return read_html(body.encode(), Path(f"{side}.html"), ReadSettings())


@pytest.fixture(scope="module")
def encoder():
    return load_encoder("embedded")


def noted(zh, en, encoder, **changes):
    """The alignment without the notes, and with them."""
    settings = Settings(mode="parallel").changed(**changes)
    text = align(zh, en, None, None, encoder, settings)
    return text, link_notes(text, None, None, encoder, settings.parallel)


def said(alignment):
    """What is linked among the notes."""
    zh, en = alignment.zh, alignment.en
    return [
        ("".join(map(zh.matching_text, b.zh)), " ".join(map(en.matching_text, b.en)))
        for b in alignment.links()
        if zh.sentences[b.zh[0]].role is Role.NOTE
    ]


@pytest.mark.parametrize("make", [markdown, word, page])
@pytest.mark.parametrize(
    ("zh_notes", "en_notes"), [(NOTES, NOTES), (NOTES, [0, 1, 3, 5]), ([1, 4, 5], NOTES), ([0, 2, 5], [0, 1, 5])]
)
@pytest.mark.parametrize("own", [False, True])
def test_notes_are_linked_by_the_place_they_belong_to(make, zh_notes, en_notes, own, encoder):
    text, found = noted(segment(make(0, zh_notes)), segment(make(1, en_notes, own)), encoder)
    both = [k for k in NOTES if k in zh_notes and k in en_notes]
    expected = [pair for k in both for pair in ([NOTES[k]] if k != 1 else _sentences(NOTES[k]))]
    assert said(found) == expected
    assert found.beads[: len(text.beads)] == text.beads
    for side, document in (("zh", found.zh), ("en", found.en)):
        held = sorted(i for bead in found.beads for i in getattr(bead, side))
        assert held == list(range(len(document.sentences)))


def _sentences(pair):
    zh, en = pair
    return zip([f"{s}。" for s in zh.split("。") if s], [f"{s.strip()}." for s in en.split(".") if s], strict=True)


def test_numbers_that_begin_anew_and_no_references(encoder):
    """Footnotes of pages whose references were lost: their words and their order are left."""
    notes = [k for k in NOTES if NOTES[k][1] != "Ibid."]  # which has its place alone in common with 同上
    zh = "\n\n".join([*(z for z, _ in TEXT), "注释", *(f"[{n % 2 + 1}] {NOTES[k][0]}" for n, k in enumerate(notes))])
    en = "\n\n".join([*(e for _, e in TEXT), "Notes", *(f"[{n % 3 + 1}] {NOTES[k][1]}" for n, k in enumerate(notes))])
    _, found = noted(segment(SourceText("zh", zh)), segment(SourceText("en", en)), encoder)
    assert [pair for pair in said(found) if pair != ("注释", "Notes")] == [
        pair for k in notes for pair in ([NOTES[k]] if k != 1 else _sentences(NOTES[k]))
    ]
    assert ("注释", "Notes") in said(found)


def test_planted_notes_are_found_again(encoder):
    """Sixty notes that are much alike, a quarter of them lost on each side at random."""
    draw = random.Random(5)
    places = (
        ["桥", "车站", "港口", "机场", "山口", "村庄"],
        ["bridge", "station", "harbour", "airfield", "pass", "village"],
    )

    def note(side, k):
        month, number, place = k % 12 + 1, k * 7, places[side][k % 6]
        if side == 0:
            return f"{k}团于{month}月占领第{number}号{place}。"
        return f"In month {month} regiment {k} took {place} number {number}."

    def told(side, k):
        return (f"第{k}天，" if side == 0 else f"On day {k}, ") + STORY[k % len(STORY)][side]

    kept = [[k for k in range(60) if draw.random() < 0.75] for _ in range(2)]
    sides = []
    for side in (0, 1):
        number = {k: n for n, k in enumerate(kept[side], 1)}
        text = [told(side, k) + (f"[{number[k]}]" if k in number else "") for k in range(60)]
        sides.append("\n\n".join([*text, *(f"[{number[k]}] {note(side, k)}" for k in kept[side])]))
    _, found = noted(segment(SourceText("zh", sides[0])), segment(SourceText("en", sides[1])), encoder)
    expected = {(note(0, k), note(1, k)) for k in set(kept[0]) & set(kept[1])}
    assert len(expected & set(said(found))) >= 0.95 * len(expected)
    assert len(set(said(found)) - expected) <= 0.05 * len(expected)


def test_notes_stay_out_where_it_is_asked(encoder):
    text, found = noted(
        segment(markdown(0, NOTES)), segment(markdown(1, NOTES)), encoder, parallel={"with_notes": False}
    )
    assert found is text


def test_notes_of_one_side_alone_are_listed(encoder):
    text, found = noted(segment(markdown(0, NOTES)), segment(markdown(1, [])), encoder)
    alone = found.beads[len(text.beads) :]
    assert len(alone) == 7
    assert not any(b.linked for b in alone)


def test_passages_are_told_anew(encoder):
    _, found = noted(segment(markdown(0, NOTES)), segment(markdown(1, NOTES)), encoder)
    assert found.passages == find_passages(found)
    assert {n for p in found.passages for n in p.beads} == {n for n, b in enumerate(found.beads) if b.linked}


@pytest.mark.parametrize("suffix", [".tsv", ".tmx", ".xlf", ".xlsx", ".docx", ".beads.json", ".jsonl"])
def test_written_notes_come_back(suffix, tmp_path):
    for side, name in enumerate(("zh", "en")):
        (tmp_path / f"{name}.md").write_text(markdown(side, NOTES, own=side == 1).text, encoding="utf-8")
    paths = [tmp_path / "zh.md", tmp_path / "en.md"]
    comparison = compare_accounts(paths, Settings(mode="parallel"))
    (alignment,) = comparison.alignments
    out = tmp_path / f"links{suffix}"
    write(comparison, out)
    read = read_alignment(out, alignment.zh, alignment.en)
    assert read.mode == "parallel"
    assert [(b.zh, b.en) for b in read.links()] == [(b.zh, b.en) for b in alignment.links()]
    assert sorted((b.zh, b.en) for b in read.beads) == sorted((b.zh, b.en) for b in alignment.beads)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("He came.[1] He saw.[2]\n\n[1] One.\n\n[2] Two.", [("1", 0), ("2", 1)]),
        ("他来了。①\n\n① 甲。\n\n他看见了。①\n\n① 乙。", [("1", 0), ("1", 2)]),
        ("He came.¹ He saw.²\n\n1 Ibid., p. 3.\n\n2 Smith, p. 9.", [("1", 0), ("2", 1)]),
        ("他来了（注1）。\n\n注1：甲。", [("1", 0)]),
        ("他来了。¹他看见了。²\n\n注释\n\n1《甲》，第3页。\n\n2 同上。", [("", None), ("1", 0), ("2", 1)]),
        ("He came.[1]\n\nNotes\n\n[1] One.\n\n28 June 1950 was a Wednesday.", [("", None), ("1", 0)]),
        ("He came.[^a] He went.[^a]\n\n[^a]: One.", [("a", 0)]),
        ("He came.[1] He saw. He went.[1]\n\nNotes\n\n[1] One.\n\n[2] Two.", [("", None), ("1", 0), ("2", None)]),
    ],
)
def test_labels_and_references(text, notes):
    assert [(n.label, n.reference) for n in read_notes(segment(SourceText("a", text)))] == notes
