"""A paragraph while roles are assigned."""

from __future__ import annotations

from dataclasses import dataclass

from aligner.records import Lang, Role


@dataclass(slots=True)
class Draft:
    """`text` is without Markdown's emphasis, for patterns only. `foreign`: not in the document's language."""

    text: str
    lang: Lang
    foreign: bool
    role: Role | None
