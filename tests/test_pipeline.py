"""The whole flow on the sample corpus: what a user may rely on whatever the methods of the stages."""

from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.pipeline import compare_accounts
from aligner.records import Role, Severity
from aligner.settings import Settings

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def comparison():
    return compare_accounts([CORPUS / "zh", CORPUS / "en"])


def test_every_sentence_is_linked_or_listed(comparison):
    for alignment in comparison.alignments:
        for side, document, unlinked in (
            ("zh", alignment.zh, alignment.unlinked_zh),
            ("en", alignment.en, alignment.unlinked_en),
        ):
            linked = {i for bead in alignment.links() for i in getattr(bead, side)}
            assert linked | set(unlinked) >= set(document.aligned)
            assert not linked & set(unlinked)


def test_parallel_beads_hold_each_sentence_once(comparison):
    for alignment in comparison.alignments:
        if alignment.mode == "parallel":
            for side, document in (("zh", alignment.zh), ("en", alignment.en)):
                held = sorted(i for bead in alignment.beads for i in getattr(bead, side))
                notes = [s.index for s in document.sentences if s.role is Role.NOTE]
                assert held == sorted([*document.aligned, *notes])


def test_texts_are_as_in_the_files(comparison):
    for document in comparison.documents:
        path = next(p for p in CORPUS.rglob("*") if p.is_file() and str(p).endswith(document.name.split("corpus/")[-1]))
        assert document.text == path.read_bytes().decode("utf-8")


def test_the_translation_is_taken_for_one_and_the_accounts_are_not(comparison):
    modes = {(Path(a.zh.name).stem, Path(a.en.name).stem): a.mode for a in comparison.alignments}
    assert modes[("01-decisions", "01-decisions")] == "parallel"
    assert {mode for stems, mode in modes.items() if stems[0] != stems[1]} == {"comparable"}


def test_accounts_that_a_third_one_joins_are_linked(comparison):
    through = [b for a in comparison.alignments for b in a.links() if any(r.startswith("↔ ") for r in b.reasons)]
    assert through
    names = {d.name for d in comparison.documents}
    assert all(r.removeprefix("↔ ") in names for b in through for r in b.reasons)


def test_places_lie_within_their_documents(comparison):
    places = [p for f in comparison.flags for p in (*f.zh, *f.en)]
    places += [m for g in comparison.duplicates for m in g.members]
    assert places
    for place in places:
        assert comparison.text(place).strip()


def test_the_same_input_gives_the_same_result(comparison):
    again = compare_accounts([CORPUS / "zh", CORPUS / "en"])
    assert again.signature == comparison.signature
    assert again.alignments == comparison.alignments
    assert again.flags == comparison.flags
    assert again.duplicates == comparison.duplicates


def test_kinds_that_are_off_are_not_looked_for():
    settings = Settings().changed(compare={"off": ("date", "number"), "min_severity": "major"})
    pair = [CORPUS / "zh" / "01-decisions.txt", CORPUS / "en" / "01-decisions.txt"]
    flags = compare_accounts(pair, settings).flags
    assert not {f.kind.value for f in flags} & {"date", "number"}
    assert all(f.severity.rank >= Severity.MAJOR.rank for f in flags)


def test_one_side_missing_is_said(tmp_path):
    with pytest.raises(InputError, match="no English text"):
        compare_accounts([CORPUS / "zh"])


def test_a_side_that_cannot_be_read_says_why(tmp_path):
    (tmp_path / "zh.txt").write_bytes(b"")
    (tmp_path / "en.txt").write_text("War broke out on 25 June 1950. Talks began in July 1951.", encoding="utf-8")
    with pytest.raises(InputError, match=r"zh\.txt"):
        compare_accounts([tmp_path / "zh.txt", tmp_path / "en.txt"])


def test_a_bad_file_is_named_and_the_others_are_done(tmp_path):
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (tmp_path / "zh.txt").write_text("1950年6月25日，战争爆发。停战谈判始于次年七月。", encoding="gb18030")
    (tmp_path / "en.txt").write_text("War broke out on 25 June 1950. Talks began in July 1951.", encoding="utf-8")
    comparison = compare_accounts([tmp_path])
    assert {s.path for s in comparison.skipped} == {"empty.txt", "picture.txt"}
    assert {d.name for d in comparison.documents} == {"zh.txt", "en.txt"}


def test_two_translations_of_one_text_stand_side_by_side_and_repeat_nothing(tmp_path):
    draft = (CORPUS / "en" / "01-decisions.txt").read_text(encoding="utf-8")
    (tmp_path / "原文.txt").write_bytes((CORPUS / "zh" / "01-decisions.txt").read_bytes())
    (tmp_path / "draft.txt").write_text(draft, encoding="utf-8")
    (tmp_path / "final.txt").write_text(draft.replace("The telegram", "The cable"), encoding="utf-8")
    comparison = compare_accounts([tmp_path])
    assert [a.mode for a in comparison.alignments] == ["parallel", "parallel"]
    for group in comparison.duplicates:  # what the original says twice
        assert len({place.document for place in group.members}) < len(group.members)
    told = [{place.document for place in event.members} for event in comparison.events]
    assert sum(len(documents) == 3 for documents in told) > 0.9 * len(told) > 50
