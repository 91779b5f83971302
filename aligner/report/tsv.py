"""`alignment.tsv`: one line a bead, links and unlinked sentences in one table. UTF-8, tabs, a header line, no quoting.

Line breaks inside a sentence are closed and tabs become spaces, so a line of the file is always one row; `zh_start` and
the like give the exact place in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.records import Alignment, Bead, Comparison, Document, Flag
from aligner.report.view import bead_flags, certainty, extent, passage_numbers, side_text
from aligner.settings import ReportSettings

COLUMNS = (
    "zh", "en", "score", "certainty", "shape", "passage", "moved", "reviewed", "flags", "reasons",
    "zh_document", "zh_start", "zh_end", "zh_sentences", "en_document", "en_start", "en_end", "en_sentences",
)  # fmt: skip


def write(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:  # noqa: ARG001 (one signature)
    lines = ["\t".join(COLUMNS), *("\t".join(_cell(c) for c in row) for row in rows(comparison))]
    return {".tsv": "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")}


def rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """All beads of all pairs, in the order of the Chinese text; what is unlinked stands where it is in its own text."""
    for pair, alignment in enumerate(comparison.alignments):
        passages, flags = passage_numbers(alignment), bead_flags(comparison, pair)
        for number, bead in ordered(alignment):
            linked = bead.linked
            yield (
                side_text(alignment.zh, bead.zh),
                side_text(alignment.en, bead.en),
                f"{bead.score:.4f}" if number is not None else "",
                str(certainty(bead.score)) if linked else "",
                bead.shape,
                str(passages.get(number, "")) if number is not None else "",
                "moved" if bead.moved else "",
                alignment.verdict(bead),
                "; ".join(flag_words(f) for f in flags.get(number, ())) if number is not None else "",
                "; ".join(bead.reasons),
                *_where(alignment.zh, bead.zh),
                *_where(alignment.en, bead.en),
            )


def ordered(alignment: Alignment) -> Iterator[tuple[int | None, Bead]]:
    """(bead number, bead) in reading order, with a one-sided bead, without number, for each sentence no bead holds.

    Comparable mode lists links only, so its unlinked sentences are added here.
    """
    beads: list[tuple[int | None, Bead]] = list(enumerate(alignment.beads))
    zh_seen = {i for b in alignment.beads for i in b.zh}
    en_seen = {j for b in alignment.beads for j in b.en}
    beads += [(None, Bead((i,), (), 0.0)) for i in alignment.zh.aligned if i not in zh_seen]
    beads += [(None, Bead((), (j,), 0.0)) for j in alignment.en.aligned if j not in en_seen]
    # An English sentence on its own goes before the first link that begins after it in the English text.
    anchors = sorted((b.en[0], b.zh[0]) for _, b in beads if b.linked)
    keys: dict[int, tuple[float, int, int]] = {}
    place = 0
    for order, (_, bead) in enumerate(sorted(beads, key=lambda nb: nb[1].en[:1] or (0,))):
        if bead.zh:
            keys[id(bead)] = (bead.zh[0], 1, order)
            continue
        while place < len(anchors) and anchors[place][0] < bead.en[0]:
            place += 1
        at = anchors[place][1] if place < len(anchors) else len(alignment.zh.sentences)
        keys[id(bead)] = (at, 0, order)
    yield from sorted(beads, key=lambda nb: keys[id(nb[1])])


def flag_words(flag: Flag) -> str:
    """`date major: 1950-05-14 | 1950-05-16`: what a table cell says of a flag."""
    read = " | ".join((flag.evidence.zh, flag.evidence.en)) if flag.evidence.zh or flag.evidence.en else ""
    return f"{flag.kind} {flag.severity}" + (f": {read}" if read else "")


def _where(document: Document, indices: tuple[int, ...]) -> tuple[str, str, str, str]:
    if not indices:
        return document.name, "", "", ""
    whole = extent(document, indices).whole
    return document.name, str(whole.start), str(whole.end), " ".join(map(str, indices))


def _cell(text: str) -> str:
    """Evidence, reasons and names come from elsewhere and may hold what would break the line."""
    return " ".join(text.replace("\t", " ").splitlines())
