"""The table of writers: a suffix -> what turns a Comparison into bytes. A new one is one module and one entry here.

A writer's module is imported when it writes: the page alone brings templates, XML and the search for repeats, which
`aligner align -o links.tsv` should not wait for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from aligner import own_files
from aligner.errors import OutputError
from aligner.lazy import lazy
from aligner.read.source import file_errors
from aligner.records import Comparison
from aligner.report.files import write_files
from aligner.settings import ReportSettings

GENERATOR = b'<meta name="generator" content="aligner">'  # in every page of ours

# What a writer gives: the suffix that stands in place of its own -> the bytes of that file. Most formats are one file;
# Moses is two and InterText three.
Writer = Callable[[Comparison, ReportSettings], Mapping[str, bytes]]

WRITERS: dict[str, Writer] = {
    ".html": lazy("aligner.report.html", "write"),
    ".jsonl": lazy("aligner.report.jsonl", "write"),
    "timeline.tsv": lazy("aligner.report.timeline", "write"),
    "events.tsv": lazy("aligner.report.events", "write"),
    ".tsv": lazy("aligner.report.tsv", "write"),
    ".tmx": lazy("aligner.report.tmx", "write"),
    ".xlf": lazy("aligner.report.xliff", "write"),
    ".xliff": lazy("aligner.report.xliff", "write_long"),
    ".xlsx": lazy("aligner.report.xlsx", "write"),
    ".docx": lazy("aligner.report.docx", "write"),
    ".tei.xml": lazy("aligner.report.tei", "write"),
    ".xml": lazy("aligner.report.tei", "write_short"),
    ".intertext.xml": lazy("aligner.report.intertext", "write"),
    ".moses": lazy("aligner.report.moses", "write"),
    ".sqlite": lazy("aligner.report.sqlite", "write"),
    ".beads.json": lazy("aligner.report.beads", "write"),
}


def suffixes() -> tuple[str, ...]:
    """All suffixes that can be written."""
    return tuple(WRITERS)


def check_path(path: Path) -> None:
    """Raise OutputError where no writer takes this suffix, so that a mistyped name is told before the work."""
    _suffix(path)


def write(
    comparison: Comparison, path: Path, settings: ReportSettings | None = None, *, spare: Sequence[Path] = ()
) -> tuple[Path, ...]:
    """Write in the format of the suffix, over none of the files to `spare`; the paths written.

    Raises OutputError: unknown suffix, folder not writable, a file to spare.
    """
    return write_files(_render(comparison, path, settings or ReportSettings()), spare)


def write_all(
    comparison: Comparison,
    folder: Path,
    settings: ReportSettings | None = None,
    *,
    also: Sequence[str] = (),
    spare: Sequence[Path] = (),
) -> tuple[Path, ...]:
    """Write the files of `aligner compare` into a folder, all of them or none; the paths written. See `write`."""
    check_folder(folder)
    contents: dict[Path, bytes] = {}
    for name in dict.fromkeys((*own_files.REPORT, *map(named, also))):
        contents |= _render(comparison, folder / name, settings or ReportSettings())
    return write_files(contents, spare)


def check_folder(folder: Path) -> None:
    """Raise OutputError if `write_all` cannot write there: a file, or a folder with a page of somebody else."""
    if folder.exists() and not folder.is_dir():
        raise OutputError("report.not-folder", path=folder)
    page = folder / own_files.REPORT[0]
    if _of_somebody_else(page):
        raise OutputError("report.not-ours", path=page)


def _of_somebody_else(page: Path) -> bool:
    """Whether there is a page of that name that no run of this program wrote."""
    if not page.is_file():
        return False
    with file_errors(page), page.open("rb") as file:
        return GENERATOR not in file.read(4096)


def named(suffix: str) -> str:
    """The file that `also` means: "xlsx" and ".xlsx" are alignment.xlsx. Raises OutputError for an unknown suffix."""
    name = f"{own_files.ALSO}.{suffix.lower().lstrip('.')}"
    check_path(Path(name))
    return name


def _render(comparison: Comparison, path: Path, settings: ReportSettings) -> dict[Path, bytes]:
    suffix = _suffix(path)
    stem = path.name[: len(path.name) - len(suffix)]
    parts = WRITERS[suffix](comparison, settings)
    return {path if part == suffix else path.with_name(stem + part): data for part, data in parts.items()}


def _suffix(path: Path) -> str:
    """The longest suffix of the table that the name ends in, as the user spelled it is not asked: `A.TMX` is a TMX."""
    fitting = [s for s in WRITERS if path.name.lower().endswith(s) and path.name.lower() != (s if s[0] == "." else "")]
    if not fitting:
        raise OutputError("report.suffix", path=path, known=" ".join(WRITERS))
    return max(fitting, key=len)
