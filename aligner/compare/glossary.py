"""The user's glossary: required and forbidden renderings of terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from aligner.compare.check import Context, Glossary, Pair
from aligner.compare.flags import flag
from aligner.errors import InputError
from aligner.recognise.hanzi import simplified
from aligner.records import Evidence, Flag, FlagKind, Severity, Span


def read_glossary(path: Path) -> Glossary:
    """Read a TSV with columns zh, en and, if wanted, forbidden; | divides several renderings. A header is optional.

    Raises InputError if the file cannot be read or a row has fewer than two columns.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("compare.glossary.unreadable", path=path, why=error) from error
    entries = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if number == 1 and cells[:2] == ["zh", "en"]:
            continue
        if len(cells) < 2 or not cells[0]:
            raise InputError("compare.glossary.row", path=path, line=number)
        entries.append((cells[0], _parts(cells[1]), _parts(cells[2] if len(cells) > 2 else "")))
    return Glossary(tuple(entries))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def check_glossary(pair: Pair, context: Context) -> Iterator[Flag]:
    """Major flags at a term in the Chinese, if the English has none of its renderings, or a forbidden one.

    Longer terms come first, so that 中国人民志愿军 is not also 志愿军.
    """
    text = simplified(pair.zh.text)
    taken: list[Span] = []
    for term, required, forbidden in sorted(context.glossary.entries, key=lambda e: -len(e[0])):
        for m in re.finditer(re.escape(simplified(term)), text):
            span = Span(*m.span())
            if any(span.overlaps(t) for t in taken):
                continue
            taken.append(span)
            wrong = next((s for f in forbidden if (s := _find(f, pair.en.text))), None)
            if wrong is not None:
                said = Evidence(term, pair.en.text[wrong.start : wrong.end])
                yield flag(
                    pair, FlagKind.TERMINOLOGY, Severity.MAJOR, 0.95, span, wrong, said, "compare.glossary.forbidden"
                )
            elif required and not any(_find(r, pair.en.text) for r in required):
                said = Evidence(term, " | ".join(required))
                yield flag(
                    pair, FlagKind.TERMINOLOGY, Severity.MAJOR, 0.9, span, None, said, "compare.glossary.required"
                )


def _find(rendering: str, text: str) -> Span | None:
    """The place of a rendering as whole words, in any case, with a plural -s or -es; "army's" has it, "armies" not."""
    match = re.search(rf"(?<!\w){re.escape(rendering)}(?:s|es)?(?!\w)", text, re.IGNORECASE)
    return Span(*match.span()) if match else None
