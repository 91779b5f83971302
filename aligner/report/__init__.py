"""Comparison -> files and terminal. `write` goes by suffix; `write_all` writes what `compare` promises."""

from aligner.report.formats import check_path, named, suffixes, write, write_all

__all__ = ["check_path", "named", "suffixes", "write", "write_all"]
