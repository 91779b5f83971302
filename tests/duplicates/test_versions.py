"""Two translations of one text say the same without repeating one another."""

from __future__ import annotations

import pytest

from aligner.duplicates.versions import without_versions
from aligner.records import Alignment, DuplicateGroup, Mode, Place, RepeatKind, Span
from tests.report.factory import document

ZH, OTHER = document("zh", "zh", [["甲。"]]), document("zh2", "zh", [["乙。"]])
A, B, C = (document(name, "en", [["It is said."]]) for name in "abc")


def group(*names: str) -> DuplicateGroup:
    places = tuple(Place(name, Span(i, i + 5)) for i, name in enumerate(names))
    return DuplicateGroup(RepeatKind.EDITED, 0.9, places)


def pair(zh, en, mode: Mode = "parallel") -> Alignment:
    return Alignment(zh, en, (), mode)


@pytest.mark.parametrize(
    ("alignments", "names", "kept"),
    [
        ([pair(ZH, A), pair(ZH, B)], "ab", False),
        ([pair(ZH, A), pair(ZH, B), pair(OTHER, B), pair(OTHER, C)], "ac", False),  # by way of the others
        ([pair(ZH, A), pair(ZH, B)], "aab", True),  # stands twice in one of them
        ([pair(ZH, A), pair(ZH, B)], "abc", True),  # and in a text that is no version
        ([pair(ZH, A), pair(ZH, B, "comparable")], "ab", True),
        ([pair(ZH, A), pair(OTHER, B)], "ab", True),
        ([], "ab", True),
        ([], "aa", True),
    ],
)
def test_what_only_versions_of_one_text_share_is_no_repeat(alignments, names, kept) -> None:
    assert bool(without_versions([group(*names)], alignments)) is kept
