"""Files to Documents: each file is read and segmented, in several processes if there is much text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from aligner.errors import InputError
from aligner.progress import Progress, silent
from aligner.read import Candidate, find_candidates, nothing_usable, read_candidate
from aligner.records import Document, Skipped
from aligner.segment import segment
from aligner.segment.bilingual import halves
from aligner.segment.packed import Packed, pack, unpack
from aligner.settings import ReadSettings, Settings
from aligner.workers import spread

MUCH = 6_000_000  # bytes from which several processes pay: they take a second to start, in which one reads 2 million


def load_documents(
    paths: Sequence[Path],
    settings: Settings,
    *,
    zh: Sequence[Path] = (),
    en: Sequence[Path] = (),
    progress: Progress = silent,
    processes: int = 1,
    split: bool = False,
) -> tuple[list[Document], list[Skipped]]:
    """Read and segment files and folders; those under `zh` and `en` are taken to be in that language.

    With `split`, a file that holds both languages becomes two documents (see `segment.bilingual`). With `processes`
    above 1, large collections are spread over that many; a script must then guard its main code
    (`if __name__ == "__main__"`), since each process imports it. Raises InputError if no file can be used.
    """
    candidates, skipped = find_candidates(paths, zh=zh, en=en)
    sizes = {c: _size(c.path) for c in candidates}
    if sum(sizes.values()) < MUCH:
        processes = 1
    # The largest file first, so that no process is left alone with it at the end; results are put back in order.
    begun = sorted(range(len(candidates)), key=lambda k: -sizes[candidates[k]])
    loaded: list[Sequence[Packed | Document | Skipped]] = [()] * len(candidates)
    load = partial(_load, settings=settings.read, packed=min(processes, len(candidates)) > 1, split=split)
    found = spread(load, [candidates[k] for k in begun], lambda c: str(c.path), processes)
    for done, (k, one) in enumerate(zip(begun, found, strict=True)):
        progress("progress.read", done, len(candidates))
        loaded[k] = [unpack(part) if isinstance(part, Packed) else part for part in one]
    documents = [part for one in loaded for part in one if isinstance(part, Document)]
    skipped += [part for one in loaded for part in one if isinstance(part, Skipped)]
    if not documents:
        raise nothing_usable([*paths, *zh, *en], skipped)
    return documents, skipped


def _size(path: Path) -> int:
    """Bytes; 0 if the file system does not say: reading the file will report the error."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _load(
    candidate: Candidate, settings: ReadSettings, packed: bool, split: bool
) -> Sequence[Packed | Document | Skipped]:
    """The documents of one file, or why it cannot be used; `packed` ones pass between processes faster."""
    try:
        source = read_candidate(candidate, settings)
        parts = (halves(source) if split and not settings.lines else None) or (source,)
        documents = [segment(part, lines=settings.lines) for part in parts]
    except InputError as error:
        return [Skipped(candidate.name, error.message)]
    return [pack(document) if packed else document for document in documents]
