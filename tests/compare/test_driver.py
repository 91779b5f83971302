"""What the settings do to flags; unlinked sentences; accepted flags; scores."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.compare import find_divergences
from aligner.compare.accepted import accept_flags, read_accepted
from aligner.compare.pairs import check_and_score, check_rows
from aligner.errors import SettingsError
from aligner.records import Alignment, Bead, Document, FlagKind, Mode, Role, Sentence, Severity, Span
from aligner.settings import CompareSettings
from tests.compare.pairs import encoder

ROWS = [("会议在北京举行。", "The meeting was held in Moscow."), ("我们不同意这个计划。", "We agree with this plan.")]


def kinds(compare: CompareSettings) -> list[tuple[str, str]]:
    return [(f.kind.value, f.severity.value) for flags in check_rows(ROWS, encoder(), compare) for f in flags]


def test_flags_of_rows_in_order() -> None:
    assert kinds(CompareSettings()) == [("name", "major"), ("negation", "major")]


def test_kinds_can_be_switched_off_and_raised() -> None:
    assert kinds(CompareSettings(off=("name",))) == [("negation", "major")]
    assert kinds(CompareSettings(errors=("name",))) == [("name", "critical"), ("negation", "major")]
    assert kinds(CompareSettings(min_severity="critical")) == []
    assert kinds(CompareSettings(min_confidence=0.7)) == [("name", "major")]


@pytest.mark.parametrize("wrong", [{"off": ("nmae",)}, {"errors": ("x",)}, {"min_severity": "grave"}])
def test_unknown_kinds_and_severities_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        kinds(CompareSettings(**wrong))  # type: ignore[arg-type]


def test_an_accepted_flag_stays_quiet(tmp_path: Path) -> None:
    path = tmp_path / "accepted.tsv"
    first = check_rows(ROWS, encoder())[0]
    assert accept_flags(first, path) == 1
    assert accept_flags(first, path) == 0
    assert kinds(CompareSettings(accepted=str(path))) == [("negation", "major")]


def test_a_line_by_hand_may_leave_cells_empty(tmp_path: Path) -> None:
    path = tmp_path / "accepted.tsv"
    path.write_text("name\t\tMoscow\tour usage\n", encoding="utf-8")
    assert kinds(CompareSettings(accepted=str(path))) == [("negation", "major")]
    assert read_accepted(path) == {("name", "", "Moscow")}


def document(name: str, lang: str, sentences: list[str]) -> Document:
    text, spans = "", []
    for s in sentences:
        spans.append(Span(len(text), len(text) + len(s)))
        text += s + "\n"
    found = tuple(Sentence(i, s, i, Role.BODY, lang) for i, s in enumerate(spans))  # type: ignore[arg-type]
    return Document(name, lang, text, found)  # type: ignore[arg-type]


ZH = document("zh.txt", "zh", ["斯大林在莫斯科。", "他同意了。", "他们谈了三个小时。", "会议结束。"])
EN = document("en.txt", "en", ["Stalin was in Moscow.", "The meeting ended."])


@pytest.mark.parametrize(("mode", "found"), [("parallel", ["他同意了。\n他们谈了三个小时。"]), ("comparable", [])])
def test_unlinked_neighbours_are_one_omission_in_translations_only(mode: Mode, found: list[str]) -> None:
    alignment = Alignment(ZH, EN, (Bead((0,), (0,), 0.9), Bead((3,), (1,), 0.9)), mode)
    flags = find_divergences(alignment, encoder(), CompareSettings())
    assert [ZH.slice(f.zh[0].span) for f in flags if f.kind is FlagKind.OMISSION] == found


def test_a_moved_block_is_told_once() -> None:
    beads = (Bead((0,), (1,), 0.9, moved=True), Bead((1,), (0,), 0.9))
    zh, en = document("z", "zh", ["会议结束。", "斯大林在莫斯科。"]), EN
    flags = find_divergences(Alignment(zh, en, beads, "parallel"), encoder(), CompareSettings())
    assert [(f.kind, f.severity) for f in flags] == [(FlagKind.MOVED, Severity.MINOR)]


def test_confidence_falls_with_that_of_the_link() -> None:
    sure, unsure = (
        find_divergences(
            Alignment(
                document("z", "zh", [ROWS[0][0]]), document("e", "en", [ROWS[0][1]]), (Bead((0,), (0,), p),), "parallel"
            ),
            encoder(),
            CompareSettings(),
        )[0].confidence
        for p in (1.0, 0.5)
    )
    assert unsure == pytest.approx(sure / 2)


@pytest.mark.parametrize(
    ("score", "told"),
    [
        (0.95, [("date", "major"), ("number", "major")]),
        (0.7, [("date", "minor"), ("number", "major")]),
        (0.45, []),
    ],
)
def test_accounts_gainsay_each_other_where_they_tell_one_matter(score: float, told: list[tuple[str, str]]) -> None:
    """Another day may be that of another matter: only a sure link is believed to date its matter otherwise."""
    zh = document("z", "zh", ["10月10日，会议开了两天。"])
    en = document("e", "en", ["On 8 October the meeting lasted three days."])
    flags = find_divergences(
        Alignment(zh, en, (Bead((0,), (0,), score),), "comparable"), encoder(), CompareSettings(min_confidence=0.1)
    )
    assert sorted((f.kind.value, f.severity.value) for f in flags) == told


def test_scores_rank_a_wrong_pair_above_a_right_one() -> None:
    rows = [
        ("斯大林在莫斯科会见了毛泽东。", "Stalin met Mao Zedong in Moscow."),
        ("斯大林在莫斯科会见了毛泽东。", "The price of fish rose again in the spring."),
        ("斯大林在莫斯科会见了毛泽东。", ""),
    ]
    right, wrong, empty = (checked.divergence for checked in check_and_score(rows, encoder()))
    assert right < 0.5 < wrong
    assert empty == 1.0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=25), st.text(max_size=40)), max_size=3))
def test_any_text_can_be_checked_and_spans_stay_inside(rows: list[tuple[str, str]]) -> None:
    for checked in check_and_score(rows, encoder()):
        assert 0.0 <= checked.divergence <= 1.0
        for flag in checked.flags:  # one of inconsistency points into another row too
            assert all(p.span.end <= len(rows[int(p.document)][0]) for p in flag.zh)
            assert all(p.span.end <= len(rows[int(p.document)][1]) for p in flag.en)
