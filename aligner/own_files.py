"""Names of the files that the program itself writes beside texts, so that a later run does not read them as texts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

SETTINGS = "aligner.toml"
ACCEPTED = "aligner-accepted.tsv"
REVIEW = "aligner-review.json"  # saved by the page
REPORT = (
    "report.html",
    "comparison.jsonl",
    "alignment.tsv",
    "alignment.tmx",
    "timeline.tsv",
    "events.tsv",
)  # of `aligner compare`
ALSO = "alignment"  # the stem of what `--also` writes beside the report
REMOVED = "removed.tsv"  # of `aligner duplicates --write-clean`, beside the texts without their repeats
KEPT = "kept.tsv"  # beside it, the copies that stay
_KEPT_COPY = ("kept_document", "kept_line", "kept_start", "kept_end", "text")
REMOVED_COLUMNS = ("document", "line", "start", "end", "kind", "similarity", *_KEPT_COPY)
KEPT_COLUMNS = ("document", "line", "start", "end", "kind", "group", "why", *_KEPT_COPY)


def without_own(names: Iterable[str]) -> list[str]:
    """The files of a folder that the program did not write, sorted.

    A `report.html` counts as ours only if a `comparison.jsonl` is beside it, and so does an `alignment.docx`.
    """
    found = set(names)
    own = {SETTINGS, ACCEPTED, REVIEW}
    if found.issuperset(REPORT[:2]):
        own |= {*REPORT, *(name for name in found if name.startswith(f"{ALSO}."))}
    return sorted(found - own)


def holds_copies(folder: Path) -> bool:
    """Whether `duplicates --write-clean` wrote this folder, so that its texts are copies of others."""
    try:
        with (folder / REMOVED).open(encoding="utf-8-sig") as file:
            return file.readline().rstrip("\r\n").split("\t") == list(REMOVED_COLUMNS)
    except (OSError, UnicodeDecodeError):
        return False
