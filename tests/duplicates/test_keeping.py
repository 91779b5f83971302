"""Which copy stays, why, and what the texts are without the others."""

from pathlib import Path

import pytest

from aligner.duplicates.cleaning import Reason, Thinned, clean_files, thin_out, without
from aligner.duplicates.keeping import choose, choose_told
from aligner.errors import OutputError
from aligner.messages import tell
from aligner.records import Document, DuplicateGroup, FlagKind, Place, RepeatKind, Role, Sentence, Span
from aligner.report.files import write_files

from .texts import MARKET, SCHOOL, TELEGRAM, WEATHER, copies, document

CLEANEST = "it is the cleanest; damaged characters fewer: 1"


@pytest.mark.parametrize(
    ("texts", "policy", "kept", "why"),
    [
        (("甲" * 50, "甲" * 50), "best", 0, "it stands first"),
        (("甲" * 40, "甲" * 50), "best", 1, "it is the most complete; letters more: 10"),
        (("甲" * 40, "甲" * 50), "first", 0, "it stands first"),
        (("甲" * 50, "甲" * 60, "甲" * 40), "longest", 1, "it is the longest"),
        (("甲" * 50, "甲" * 60, "甲" * 40), "best", 1, "it is the most complete; letters more: 10"),
        (("\ufffd" + "这个建议" * 20, "是" + "这个建议" * 20), "best", 1, CLEANEST),
        (("the Chi-\nnese army came", "the Chinese army came"), "best", 1, CLEANEST),
        (("甲" * 30, "甲" * 50, "甲" * 50), "best", 1, "it is the most complete; letters more: 20"),
        (("甲" * 50, "甲" * 50, "甲" * 30), "best", 0, "it stands first"),
    ],
)
def test_choice(texts, policy, kept, why):
    index, message = choose(texts, policy)
    assert (index, tell(message, "en")) == (kept, why)
    assert tell(message, "zh")


@pytest.mark.parametrize(
    ("text", "spans", "left"),
    [
        ("一。二。三。", [(2, 4)], "一。三。"),
        ("一。\n二。\n三。", [(3, 5)], "一。\n三。"),
        ("One. Two. Three.", [(5, 9)], "One. Three."),
        ("一。\n\n二。\n\n三。", [(4, 6)], "一。\n\n\n三。"),
        ("一。\n二。", [(3, 5)], "一。\n"),
        ("一。二。", [], "一。二。"),
        ("一。二。\n三。", [(0, 2)], "二。\n三。"),
        ("一。二。\n三。", [(2, 4)], "一。\n三。"),
        ("One. Two.\nThree.", [(5, 9)], "One. \nThree."),
        ("One.Two. Three.", [(4, 8)], "One. Three."),
        ("One. Two.", [(0, 4)], "Two."),
        ("一。\n　　二。 \n三。", [(5, 7)], "一。\n三。"),
        # several of one line: nothing is left of it, and spaces do not pile up
        ("一。二。\n三。", [(0, 2), (2, 4)], "三。"),
        ("One. Two. Six.\nTen.", [(10, 14), (0, 4), (5, 9)], "Ten."),
        ("One. Two. Six. Ten.", [(5, 9), (10, 14)], "One. Ten."),
        # over lines: what stands in two paragraphs is not made one
        ("One. Two.\n\nSix. Ten.", [(5, 15)], "One. \n\nTen."),
        ("一。二。\n　　三。四。", [(2, 9)], "一。\n　　四。"),
        ("一。\n二。\n三。四。", [(3, 8)], "一。\n四。"),
    ],
)
def test_text_without(text, spans, left):
    assert without(text, [Span(*s) for s in spans]) == left


def test_every_copy_but_one_is_taken_out_and_listed(tmp_path):
    text = WEATHER + TELEGRAM + "\n" + MARKET + "\n" + TELEGRAM + "\n" + SCHOOL
    groups = copies(text)
    written = clean_files([document(text)], thin_out(groups, [document(text)]), tmp_path)
    assert written[tmp_path / "a.txt"].decode() == WEATHER + TELEGRAM + "\n" + MARKET + "\n" + SCHOOL
    header, row = written[tmp_path / "removed.tsv"].decode("utf-8-sig").splitlines()
    assert header.split("\t")[:4] == ["document", "line", "start", "end"]
    assert row.split("\t")[-1] == TELEGRAM


# Fifty sentences of ten characters.
TENS = Document(
    "a", "zh", "字" * 500, tuple(Sentence(i, Span(10 * i, 10 * i + 10), i, Role.BODY, "zh") for i in range(50))
)


@pytest.mark.parametrize(
    ("text", "copy", "taken"),
    [
        ("一二三。四五六。七八九。", "四五六。", "四五六。"),
        ("一二三。“四五六。”七八九。", "四五六", "“四五六。”"),  # marks go with their sentence
        ("一二三。四五六。七八九。", "二三。四五六。七八", "四五六。"),  # of a longer stretch the whole sentences
        ("电报说：“四五六。”七八九。", "四五六。”", None),  # a stump would be left
        ("It ends: “They must wait.” He said no.", "They must wait.”", None),
        ("他说：“一二三。四五六。”七八九。", "四五六。”", None),  # so would a quotation that nobody closes
        ("他说：“一二三。四五六。”七八九。", "他说：“一二三。四五六。”", "他说：“一二三。四五六。”"),
        ("一二三。他说：“四五六。七八九。”", "一二三。他说：“四五六。", "一二三。"),  # what is no part of it goes
        ("一二三。“四五六。七八九。十。", "一二三。“四五六。", "一二三。“四五六。"),  # a slip: it is never closed
    ],
)
def test_whole_sentences_are_taken_out(text, copy, taken):
    read = document("另一份文本。" + text, "en" if text.isascii() or "It " in text else "zh")
    at = read.text.index(copy)
    group = DuplicateGroup(
        RepeatKind.EXACT, 1.0, (Place("a.txt", Span(0, 6)), Place("a.txt", Span(at, at + len(copy))))
    )
    assert [read.slice(r.place.span) for r in thin_out([group], [read]).removed] == ([taken] if taken else [])


def test_what_is_told_again_or_is_furniture_is_not_taken_out():
    members = Place("a", Span(0, 100)), Place("a", Span(200, 300))
    for kind in RepeatKind:
        taken = thin_out([DuplicateGroup(kind, 0.9, members, 0)], [TENS]).removed
        assert [r.place for r in taken] == ([members[1]] if kind in ("exact", "edited") else []), kind


@pytest.mark.parametrize(
    ("names", "written"),
    [
        (["zh/一.txt", "en/one.md"], ["zh/一.txt", "en/one.md"]),
        (["book.docx", "book.docx.txt", "BOOK.TXT"], ["book.docx.txt", "book.docx-2.txt", "BOOK.TXT"]),
        (["../../outside.txt", "/etc/outside.txt", ".."], ["outside.txt", "etc/outside.txt", "text.txt"]),
    ],
)
def test_every_text_goes_into_the_folder_under_a_name_of_its_own(tmp_path, names, written):
    paths = clean_files([document("原文。", name=name) for name in names], Thinned((), ()), tmp_path)
    assert list(paths) == [*(tmp_path / name for name in written), tmp_path / "removed.tsv", tmp_path / "kept.tsv"]


def test_copies_that_contradict_each_other_stay_unless_a_person_decides():
    text = WEATHER + TELEGRAM + MARKET + TELEGRAM.replace("十四日", "十五日") + SCHOOL
    groups = copies(text)
    assert groups[0].differs == (FlagKind.DATE,)
    assert thin_out(groups, [document(text)]).removed == ()
    (removed,) = thin_out(groups, [document(text)], frozenset({0})).removed
    assert removed.kept == groups[0].members[groups[0].keep]


def test_what_one_group_keeps_no_other_takes():
    def group(*spans, keep=0):
        return DuplicateGroup(RepeatKind.EXACT, 1.0, tuple(Place("a", Span(*s)) for s in spans), keep)

    nested = [group((0, 100), (200, 300)), group((10, 30), (210, 230), (400, 420), keep=1)]
    assert [r.place.span for r in thin_out(nested, [TENS]).removed] == [Span(200, 300)]
    chained = [group((0, 100), (200, 300)), group((50, 100), (400, 450), keep=1)]
    assert [r.place.span for r in thin_out(chained, [TENS]).removed] == [Span(200, 300)]


@pytest.mark.parametrize(
    ("group", "reason"),
    [
        ({"differs": (FlagKind.NUMBER,)}, Reason.DIFFERS),
        ({"kind": RepeatKind.RETOLD, "similarity": 0.8}, Reason.RETOLD),
        ({"members": (Place("a", Span(0, 100)), Place("a", Span(203, 208)))}, Reason.PART),
        ({"members": (Place("a", Span(0, 100)), Place("a", Span(300, 350))), "keep": 1}, Reason.OVERLAPS),
    ],
)
def test_a_copy_that_stays_is_told_with_the_reason(group, reason, tmp_path):
    first = DuplicateGroup(RepeatKind.EXACT, 1.0, (Place("a", Span(0, 100)), Place("a", Span(400, 500))), 0)
    members = Place("a", Span(0, 100)), Place("a", Span(200, 300))
    second = DuplicateGroup(**{"kind": RepeatKind.EXACT, "similarity": 1.0, "members": members, "keep": 0, **group})
    thinned = thin_out([first, second], [TENS])
    (stay,) = thinned.stays
    assert (stay.group, stay.reason) == (2, reason)
    assert {r.place for r in thinned.removed} | {stay.place} == {
        m for g in (first, second) for k, m in enumerate(g.members) if k != g.keep
    }
    listed = clean_files([TENS], thinned, tmp_path)[tmp_path / "kept.tsv"].decode("utf-8-sig").splitlines()
    assert len(listed) == 2
    assert listed[1].split("\t")[2] == str(stay.place.span.start)


def test_who_keeps_all_copies_is_told_so():
    group = DuplicateGroup(RepeatKind.EXACT, 1.0, (Place("a", Span(0, 100)), Place("a", Span(200, 300))), 0)
    thinned = thin_out([group], [TENS], decided=frozenset())
    assert (thinned.removed, [s.reason for s in thinned.stays]) == ((), [Reason.CHOSEN])


def test_the_originals_are_never_written_over(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("原文", encoding="utf-8")
    inside = document("原文", name=str(path))
    assert set(clean_files([inside], Thinned((), ()), tmp_path / "new"))
    with pytest.raises(OutputError):
        write_files(clean_files([inside], Thinned((), ()), Path(path.anchor)), [path])
    assert path.read_text(encoding="utf-8") == "原文"


def test_neither_of_two_languages_is_fuller():
    english = "The telegram was sent to Moscow in the night, and nobody answered it for a week."
    told = choose_told(("电报当夜发往莫斯科，一周无人答复。", english), "best")
    assert (told[0], told[1].key) == (0, "duplicates.keep.languages")
    assert choose_told((english, english + " Then it was answered."), "best")[0] == 1
