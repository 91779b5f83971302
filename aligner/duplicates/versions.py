"""Leaves out repeats that are none: two translations of one text say the same, and are meant to."""

from __future__ import annotations

from collections.abc import Iterable

from aligner.records import Alignment, DuplicateGroup


def without_versions(groups: Iterable[DuplicateGroup], alignments: Iterable[Alignment]) -> tuple[DuplicateGroup, ...]:
    """The groups but those whose copies each stand in another version of one text.

    Versions of one text are documents that parallel alignments join, directly or through others.
    """
    text_of: dict[str, str] = {}
    for alignment in alignments:
        if alignment.mode == "parallel":
            zh, en = (text_of.setdefault(d.name, d.name) for d in (alignment.zh, alignment.en))
            text_of = {name: zh if text == en else text for name, text in text_of.items()}

    def versions(group: DuplicateGroup) -> bool:
        names = [member.document for member in group.members]
        return len(set(names)) == len(names) and len({text_of.get(name, name) for name in names}) == 1

    return tuple(group for group in groups if not versions(group))
