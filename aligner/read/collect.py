"""Finds the files to read in the given files and folders, names them, and reads them or says why not."""

from __future__ import annotations

import dataclasses
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner import own_files
from aligner.errors import InputError
from aligner.messages import say, tell
from aligner.read.source import SourceText, file_errors
from aligner.records import Lang, Skipped
from aligner.settings import ReadSettings

TOLD = 8  # files that cannot be used, of which it is said why where none can


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to read: its path, its name in results, the folder given, and the language if the user gave it."""

    path: Path
    name: str
    folder: Path | None
    lang: Lang | None


def read_texts(
    paths: Sequence[Path], *, zh: Sequence[Path] = (), en: Sequence[Path] = (), settings: ReadSettings
) -> tuple[list[SourceText], list[Skipped]]:
    """Read files, and folders with all below them; those under `zh` and `en` are taken to be in that language.

    The second list has the files that cannot be used. Raises InputError if none can: the error of the only file, or
    `read.nothing` for several.
    """
    candidates, skipped = find_candidates(paths, zh=zh, en=en)
    texts: list[SourceText] = []
    for candidate in candidates:
        try:
            texts.append(read_candidate(candidate, settings))
        except InputError as error:
            skipped.append(Skipped(candidate.name, error.message))
    if not texts:
        raise nothing_usable([*paths, *zh, *en], skipped)
    return texts, skipped


def find_candidates(
    paths: Sequence[Path], *, zh: Sequence[Path] = (), en: Sequence[Path] = ()
) -> tuple[list[Candidate], list[Skipped]]:
    """The files to read, in order, and folders that cannot be looked into."""
    skipped: list[Skipped] = []
    return list(_candidates(paths, zh, en, skipped)), skipped


def nothing_usable(given: Sequence[Path], skipped: Sequence[Skipped]) -> InputError:
    """The error to raise if no file could be used."""
    if len(skipped) == 1:
        return InputError(skipped[0].reason.key, **dict(skipped[0].reason.args))
    if not skipped:
        return InputError("read.no-files", path=", ".join(map(str, given)) or "-")
    if spaced := _with_spaces(given):
        return InputError("read.spaces", path=spaced)
    reasons = [tell(s.reason) for s in skipped[:TOLD]]
    if len(skipped) > TOLD:
        reasons.append(say("read.nothing-more", count=len(skipped) - TOLD))
    return InputError("read.nothing", count=len(skipped), reasons="".join(f"\n  {reason}" for reason in reasons))


def _with_spaces(given: Sequence[Path]) -> Path | None:
    """A path that exists and was given in several pieces, as a shell passes one with spaces and no quotation marks."""
    for start, first in enumerate(given):
        if first.exists():
            continue
        for end in range(start + 2, len(given) + 1):
            if (path := Path(" ".join(map(str, given[start:end])))).exists():
                return path
    return None


def files_of(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files that `read_texts` would read, each once."""
    return tuple(candidate.path for candidate in _candidates(paths, (), (), []))


def texts_of(paths: Sequence[Path]) -> tuple[Path, ...]:
    """What a run may read and must not overwrite: the files given by name, and the readable ones of folders."""
    from aligner.read.formats import READERS

    return tuple(path for path in files_of(paths) if path in paths or path.suffix.lower() in READERS)


def read_candidate(candidate: Candidate, settings: ReadSettings) -> SourceText:
    """One text, in Chinese or English. Raises InputError."""
    # Imported here, so that listing files (as a search in an index does) need not wait for the readers.
    from aligner.read.formats import reader_of
    from aligner.segment.script import Tongue, tongue_of

    path = candidate.path
    try:
        with file_errors(path):
            source = reader_of(path)(path.read_bytes(), path, settings)
    except RecursionError as error:
        raise InputError("read.too-deep", path=path) from error
    if not source.text.strip():
        raise InputError("read.empty", path=path)
    if candidate.lang is None:
        tongue = tongue_of(source.text)
        if tongue is Tongue.NONE:
            raise InputError("read.no-words", path=path)
        if tongue not in (Tongue.ZH, Tongue.EN):
            raise InputError("read.other-language", path=path, found=say(f"read.tongue.{tongue.value}"))
    return dataclasses.replace(source, name=candidate.name, lang=candidate.lang)


def _candidates(
    paths: Sequence[Path], zh: Sequence[Path], en: Sequence[Path], skipped: list[Skipped]
) -> Iterator[Candidate]:
    """Files to read, each once, with unique names. A file given twice, once with its language, has that language."""
    found: dict[Path, Candidate] = {}
    told: list[tuple[Lang | None, Sequence[Path]]] = [("zh", zh), ("en", en), (None, paths)]
    for lang, group in told:
        for given in group:
            for candidate in _files(Path(given), lang, skipped):
                real = candidate.path.resolve()
                earlier = found.setdefault(real, candidate)
                if earlier.lang and lang and earlier.lang != lang:
                    raise InputError("read.both-languages", path=candidate.path)
    counts = Counter(c.name for c in found.values())
    for c in found.values():
        # If zh/01.txt and en/01.txt are both "01.txt" in their folders, the folder becomes part of the name.
        name = c.name if counts[c.name] == 1 or c.folder is None else str(c.folder / c.name)
        yield dataclasses.replace(c, name=name)


def _files(given: Path, lang: Lang | None, skipped: list[Skipped]) -> Iterator[Candidate]:
    """The file itself, or all files below the folder, sorted by name, without hidden ones.

    In a folder with subfolders `zh` and `en` only these are read, not what is beside them (a README, notes on sources),
    and they determine the languages.
    """
    if not given.is_dir():
        yield Candidate(given, str(given), None, lang)
        return
    sides: tuple[Lang, Lang] = ("zh", "en")
    if lang is None and all((given / side).is_dir() for side in sides):
        for side in sides:
            for c in _files(given / side, side, skipped):
                yield dataclasses.replace(c, name=str(c.path.relative_to(given)), folder=given)
        return
    unreadable: list[OSError] = []
    for folder, subfolders, files in os.walk(given, onerror=unreadable.append):
        subfolders[:] = sorted(s for s in subfolders if not _hidden(s))
        if Path(folder) != given and own_files.holds_copies(Path(folder)):
            subfolders.clear()
            continue
        for file in own_files.without_own(f for f in files if not _hidden(f)):
            path = Path(folder, file)
            yield Candidate(path, str(path.relative_to(given)), given, lang)
    for error in unreadable:
        reason = InputError("read.forbidden", path=error.filename).message
        skipped.append(Skipped(str(error.filename), reason))


def _hidden(name: str) -> bool:
    """Whether it is a file of the system or a word processor (.DS_Store, .git, ~$open.docx, Thumbs.db)."""
    return name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini", "__MACOSX")
