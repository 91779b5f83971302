"""Writing files so that nothing is ever half-written."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from aligner.errors import OutputError


def write_files(contents: Mapping[Path, bytes], spare: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Write all of the files or none: each goes to a temporary file beside its place, and only then are all renamed.

    Folders that are missing are made. Raises OutputError where a folder or file cannot be written, and where one is
    among those to `spare`: what a person gave to be read is never written over, under whatever name it is given.
    """
    spared = {path.resolve() for path in spare}
    for path in contents:
        if path.resolve() in spared:
            raise OutputError("report.would-overwrite", path=path)
    waiting: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise OutputError("report.is-folder", path=path)
            waiting.append((_temporary(path, content), path))
        while waiting:
            temporary, path = waiting[0]
            temporary.replace(path)
            waiting.pop(0)
    except OSError as error:
        raise OutputError("report.unwritable", path=path, why=error.strerror or error) from error
    finally:
        for temporary, _ in waiting:
            with contextlib.suppress(OSError):
                temporary.unlink()
    return tuple(contents)


def _temporary(path: Path, content: bytes) -> Path:
    """`content` in a new file beside `path`, with the permissions that a new file has here, flushed to the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files that only their owner reads; a report is shared like any other file.
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary
