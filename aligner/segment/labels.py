"""Labels at the beginning of notes: the [12], ③ or 4. that the text refers to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from aligner.records import Mark, MarkKind, Role, Sentence, Span
from aligner.segment.lexicon import Lexicon
from aligner.segment.signs import CIRCLED, SUPERSCRIPT, WRITTEN_NOTE

_LABEL = re.compile(
    rf"""(?:
        \[\^[\w-]+\]:?                                          # of Markdown
      | [\[［〔【（(]\s?\d{{1,4}}\s?[\]］〕】）)]
      | {WRITTEN_NOTE}[：:]?
      | 注释?\s*(?:[\d一二三四五六七八九十]{{1,3}}|[{CIRCLED}])?\s*[：:]
      | 注释?\d{{1,3}}[.、．\s]
      | [{CIRCLED}]
      | [{SUPERSCRIPT}]+
      | [*†‡]{{1,3}}
      | \d{{1,3}}[.)、．](?!\d)
      | (?P<bare>\d{{1,3}})(?=\s*(?:[^\W\d]|[《〈“‘"（(「『]))     # "3 Ibid.", 3《文稿》; "28 June 1950" is a date
    )\s*""",
    re.VERBOSE,
)
_NAME = re.compile(r"\[\^([\w-]+)\]")
_WRITTEN = "〇一二三四五六七八九"


def note_labels(text: str, sentences: Sequence[Sentence]) -> Iterator[Mark]:
    """A mark for the label of each note that has one.

    A bare number is a label only if the note before has the number before it, or the next note the one after it.
    """
    heads = [s for k, s in enumerate(sentences) if s.role is Role.NOTE and _begins(sentences, k)]
    found = [_LABEL.match(text, s.span.start, s.span.end) for s in heads]
    numbers = [_number(match[0]) if match else None for match in found]
    for k, (sentence, match) in enumerate(zip(heads, found, strict=True)):
        if match is None or match.end() >= sentence.span.end:
            continue
        if match["bare"]:
            number, before, after = int(match["bare"]), numbers[k - 1] if k else None, [*numbers, None][k + 1]
            if number - 1 != before and number + 1 != after:
                continue
        yield Mark(Span(match.start(), match.end()), MarkKind.NOTE_REFERENCE)


def _begins(sentences: Sequence[Sentence], k: int) -> bool:
    """Whether a sentence is the first of its paragraph."""
    return k == 0 or sentences[k - 1].paragraph != sentences[k].paragraph


def is_signed(note: str) -> bool:
    """Whether a note says that it is by the translator or editor: 译者注, (Translator's note)."""
    return bool(Lexicon.load().signed_note.search(note))


def label_key(sign: str) -> str:
    """The key that a label and its references share: "12" for [12], ⑫, ¹², 注十二： and 12., "name" for [^name]."""
    name = _NAME.search(sign)
    if name:
        return name[1]
    number = _number(sign)
    return str(number) if number is not None else "".join(sign.split()).strip("[]［］〔〕【】（）():：")


def _number(sign: str) -> int | None:
    """The number of a label, in any kind of figures; None if it has none."""
    digits = [c for c in sign if unicodedata.digit(c, None) is not None]
    circled = re.search(f"[{CIRCLED}]", sign)
    if circled:
        return int(unicodedata.numeric(circled[0]))
    if digits:
        return int("".join(str(unicodedata.digit(c)) for c in digits))
    written = re.search(r"[一二三四五六七八九十]+", sign)
    return _written(written[0]) if written else None


def _written(numeral: str) -> int:
    """十二 -> 12, 二十 -> 20; below 100, which suffices for the notes of a page."""
    tens, ten, ones = numeral.rpartition("十")
    return (_WRITTEN.find(tens or "一") * 10 if ten else 0) + (_WRITTEN.find(ones) if ones else 0)
