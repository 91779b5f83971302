"""What a reader hands on: the text as it stands, how it was decoded, and what its format knows of it."""

from __future__ import annotations

from dataclasses import dataclass

from aligner.records import Lang, Mark, Role, Span


@dataclass(frozen=True, slots=True)
class Hint:
    """A paragraph that the format knows, and its role where the format tells: a heading of HTML, a footnote of docx.

    `role` None: a paragraph (its line breaks are no paragraph breaks), of whatever role its words show.
    """

    span: Span
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text before it is segmented.

    `text` is what the bytes say, line ends included; of containers (docx, epub, HTML) the extracted text, one blank
    line between blocks. `encoding` says how the bytes were decoded ("utf-8", "gb18030", ...) or names the container;
    what was lost is said there ("utf-8 (last 2 bytes cut off)"). `lang` is None where nobody told the language.
    `hints` are in order and do not overlap; `marks` are the format's own markup inside the running text.
    """

    name: str
    text: str
    encoding: str = "utf-8"
    lang: Lang | None = None
    hints: tuple[Hint, ...] = ()
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        end = 0
        for hint in self.hints:
            if hint.span.start < end or hint.span.end > len(self.text):
                raise ValueError(f"{self.name}: hint {hint} overlaps or leaves the text")
            end = hint.span.end
