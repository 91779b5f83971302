"""Carries out a person's verdicts on the links of an alignment. `report/page/review.js` follows the same rules in the
browser, and a test compares the two.

- A confirmed link stands, with a score of 1. In a translation its sentences are taken out of all other beads. Between
  accounts, where a sentence may be in several links, it replaces those that share sentences with it on both sides.
- A removed link is taken out of every link that shares sentences with it on both sides. What is left of these stays.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from aligner.align.parallel.moved import in_order
from aligner.align.passages import find_passages, gather_passages
from aligner.records import Alignment, Bead, Document, Reviewed, Role, Verdict


def settle(alignment: Alignment, verdicts: Sequence[Reviewed]) -> Alignment:
    """The alignment with these verdicts carried out; itself where there are none. Settling twice changes nothing."""
    if not verdicts:
        return alignment
    if alignment.mode == "parallel":
        verdicts = _joined(verdicts)
    found = {(bead.zh, bead.en): bead for bead in alignment.links()}
    confirmed = {
        (v.zh, v.en): replace(found.get((v.zh, v.en)) or Bead(v.zh, v.en, 1.0), score=1.0)
        for v in verdicts
        if v.verdict is Verdict.CONFIRMED
    }
    near = _Near(verdicts)
    others = [bead for bead in alignment.links() if (bead.zh, bead.en) not in confirmed]
    if alignment.mode == "comparable":
        kept = [left for bead in others for left in _left_of_link(bead, near)]
        links = sorted([*kept, *confirmed.values()], key=lambda bead: (bead.zh, bead.en))
        return replace(alignment, beads=tuple(links), passages=gather_passages(links), reviewed=tuple(verdicts))
    kept = [left for bead in others for left in _left_of_bead(bead, near)]
    kept += [bead for key, bead in confirmed.items() if key in found]
    links = _with_moved(kept, [bead for key, bead in confirmed.items() if key not in found])
    beads = _with_nulls(links, alignment)
    text = [bead for bead in beads if not _of_notes(bead, alignment)]
    notes = [bead for bead in beads if _of_notes(bead, alignment)]
    settled = replace(alignment, beads=(*in_order(text), *in_order(notes)), reviewed=tuple(verdicts))
    return replace(settled, passages=find_passages(settled))


def _joined(verdicts: Sequence[Reviewed]) -> Sequence[Reviewed]:
    """The verdicts, with confirmed links that share a sentence made one: two sentences may have been joined since."""
    confirmed = [v for v in verdicts if v.verdict is Verdict.CONFIRMED]
    if all(
        len(held) == len(set(held))
        for held in ([i for v in confirmed for i in v.zh], [j for v in confirmed for j in v.en])
    ):
        return verdicts
    groups: list[tuple[set[int], set[int]]] = []
    for verdict in confirmed:
        zh, en = set(verdict.zh), set(verdict.en)
        apart = []
        for group in groups:
            if zh.isdisjoint(group[0]) and en.isdisjoint(group[1]):
                apart.append(group)
            else:
                zh, en = zh | group[0], en | group[1]
        groups = [*apart, (zh, en)]
    others = [v for v in verdicts if v.verdict is not Verdict.CONFIRMED]
    return [*others, *(Reviewed(tuple(sorted(zh)), tuple(sorted(en)), Verdict.CONFIRMED) for zh, en in groups)]


class _Near:
    """Verdicts by the sentences that they hold."""

    def __init__(self, verdicts: Iterable[Reviewed]) -> None:
        self._by: tuple[dict[int, list[Reviewed]], dict[int, list[Reviewed]]] = {}, {}
        for verdict in verdicts:
            for by, indices in zip(self._by, (verdict.zh, verdict.en), strict=True):
                for i in indices:
                    by.setdefault(i, []).append(verdict)

    def of(self, bead: Bead, wanted: Verdict) -> list[Reviewed]:
        """Those of one kind that share a sentence with the bead, on either side."""
        sides = zip(self._by, (bead.zh, bead.en), strict=True)
        found = dict.fromkeys(verdict for by, indices in sides for i in indices for verdict in by.get(i, ()))
        return [verdict for verdict in found if verdict.verdict is wanted]


def _left_of_link(bead: Bead, near: _Near) -> list[Bead]:
    """What the verdicts leave of a link between accounts: nothing, it, or a part."""
    for verdict in near.of(bead, Verdict.CONFIRMED):
        if not set(bead.zh).isdisjoint(verdict.zh) and not set(bead.en).isdisjoint(verdict.en):
            return []
    return _without_removed(bead, near)


def _left_of_bead(bead: Bead, near: _Near) -> list[Bead]:
    """What the verdicts leave of a bead of a translation: nothing, it, or a part."""
    taken = near.of(bead, Verdict.CONFIRMED)
    zh = tuple(i for i in bead.zh if not any(i in v.zh for v in taken))
    en = tuple(j for j in bead.en if not any(j in v.en for v in taken))
    return _without_removed(replace(bead, zh=zh, en=en), near) if zh and en else []


def _without_removed(bead: Bead, near: _Near) -> list[Bead]:
    zh, en = set(bead.zh), set(bead.en)
    for verdict in near.of(bead, Verdict.REMOVED):
        if not zh.isdisjoint(verdict.zh) and not en.isdisjoint(verdict.en):
            zh -= set(verdict.zh)
            en -= set(verdict.en)
    return [replace(bead, zh=tuple(sorted(zh)), en=tuple(sorted(en)))] if zh and en else []


def _with_moved(kept: Sequence[Bead], new: Sequence[Bead]) -> list[Bead]:
    """All of them; a new link that does not follow the order of the others is marked as moved."""
    in_place = sorted((bead.zh[0], bead.en[0], bead.en[-1]) for bead in kept if not bead.moved)
    starts = [zh for zh, _, _ in in_place]
    before = list(accumulate((last for _, _, last in in_place), max))
    after = list(accumulate((first for _, first, _ in reversed(in_place)), min))[::-1]
    links = list(kept)
    for bead in new:
        at = bisect_left(starts, bead.zh[0])
        crosses = (at > 0 and before[at - 1] > bead.en[-1]) or (at < len(after) and after[at] < bead.en[0])
        links.append(replace(bead, moved=crosses))
    return links


def _with_nulls(links: Sequence[Bead], alignment: Alignment) -> list[Bead]:
    """The links, and each sentence that the alignment held and no link holds now, alone."""
    held_zh, held_en = {i for b in links for i in b.zh}, {j for b in links for j in b.en}
    nulls = [b for b in alignment.beads if not b.linked and held_zh.isdisjoint(b.zh) and held_en.isdisjoint(b.en)]
    known_zh = held_zh.union(*(b.zh for b in nulls))
    known_en = held_en.union(*(b.en for b in nulls))
    nulls += [Bead((i,), (), 1.0) for i in sorted({i for b in alignment.beads for i in b.zh} - known_zh)]
    nulls += [Bead((), (j,), 1.0) for j in sorted({j for b in alignment.beads for j in b.en} - known_en)]
    return [*links, *nulls]


def _of_notes(bead: Bead, alignment: Alignment) -> bool:
    sides: tuple[tuple[Document, tuple[int, ...]], ...] = (alignment.zh, bead.zh), (alignment.en, bead.en)
    return all(document.sentences[i].role is Role.NOTE for document, indices in sides for i in indices)
