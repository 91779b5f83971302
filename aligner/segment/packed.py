"""A Document as arrays, to pass it to another process: pickled objects would take longer than segmenting again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.records import Document, Lang, Mark, MarkKind, Role, Sentence, Span

ROLES, KINDS = tuple(Role), tuple(MarkKind)
LANGS: tuple[Lang, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Packed:
    """`sentences`: int32 `(n, 5)`, start, end, paragraph, role and language by number; `marks`: int32 `(n, 3)`."""

    name: str
    lang: Lang
    text: str
    sentences: npt.NDArray[np.int32]
    marks: npt.NDArray[np.int32]
    encoding: str
    fixed: bool


def pack(document: Document) -> Packed:
    """The document as arrays; `unpack` is the inverse."""
    roles, kinds = ({value: k for k, value in enumerate(values)} for values in (ROLES, KINDS))
    langs = {lang: k for k, lang in enumerate(LANGS)}
    sentences = [(s.span.start, s.span.end, s.paragraph, roles[s.role], langs[s.lang]) for s in document.sentences]
    marks = [(m.span.start, m.span.end, kinds[m.kind]) for m in document.marks]
    return Packed(
        document.name,
        document.lang,
        document.text,
        np.array(sentences, dtype=np.int32).reshape(-1, 5),
        np.array(marks, dtype=np.int32).reshape(-1, 3),
        document.encoding,
        document.fixed,
    )


def unpack(packed: Packed) -> Document:
    """The document of `pack`."""
    sentences = tuple(
        Sentence(k, Span(start, end), paragraph, ROLES[role], LANGS[lang])
        for k, (start, end, paragraph, role, lang) in enumerate(packed.sentences.tolist())
    )
    marks = tuple(Mark(Span(start, end), KINDS[kind]) for start, end, kind in packed.marks.tolist())
    return Document(packed.name, packed.lang, packed.text, sentences, marks, packed.encoding, packed.fixed)
