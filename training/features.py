"""What pieces share while they are trained: characters, stems, values. Summed into one row a piece when the model is
shipped.

`统治者` has rows of its own, of 统, 治, 者, of 统治 and 治者; `rulers` has its own and that of its stem. So a rare
word learns from frequent ones, and the shipped table needs one row only, the sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.embed.pieces import BEGIN
from training.data import Ints, Longs
from training.numerals import chinese_value, english_value

SUFFIXES = ("ies", "ing", "edly", "ed", "es", "ly", "s", "e")


def stem(word: str) -> str:
    """A crude stem: `studies` and `studied` -> `stud`. Only likeness counts."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    return word[:-1] if word.endswith(("y", "i")) and len(word) > 3 else word


def shared(piece: str) -> list[str]:
    """Names of the rows that a piece shares with others. One character: the row of that piece itself."""
    if piece[0] >= "㐀":
        if len(piece) == 1:
            return []
        pairs = [f"pair:{piece[i : i + 2]}" for i in range(len(piece) - 1)] if len(piece) > 2 else []
        value = chinese_value(piece)
        return [*piece, *pairs, *([f"value:{value}"] if value is not None else [])]
    word = piece.removeprefix(BEGIN)
    if word == piece or len(word) < 1:
        return []
    if word.isdigit():
        return [f"value:{int(word)}" if len(word) < 3 or word[0] != "0" else f"value:{word}"]
    if not word.isalpha() or len(word) < 3:
        return []
    found = [f"stem:{stem(word)}"]
    if len(word) > 5:
        found.append(f"start:{word[:5]}")
    value = english_value(word)
    return [*found, *([f"value:{value}"] if value is not None else [])]


@dataclass(frozen=True)
class Features:
    """Rows of each piece, `rows[offsets[p]:offsets[p + 1]]`, its own (number p) first; and those of its parts.

    `parts` are the rows of the longest known pieces inside it: what it would be cut into if the vocabulary lacked it.
    """

    count: int
    rows: Ints
    offsets: Longs
    parts: Ints
    part_offsets: Longs


def build_features(pieces: Sequence[str], rows_of: Longs | None = None) -> Features:
    """Number the rows: pieces first, then what at least two of them share.

    `rows_of[p]` is the piece whose row p takes (default: its own); those that take one row have all features of all of
    them.
    """
    index = {piece: number for number, piece in enumerate(pieces)}
    own = list(range(len(pieces))) if rows_of is None else rows_of.tolist()
    names = _united([shared(piece) for piece in pieces], own)
    uses = Counter(name for found in names for name in found if name not in index)
    for name, count in uses.items():
        if count > 1:
            index[name] = len(index)
    rows: list[int] = []
    offsets = [0]
    for number, found in zip(own, names, strict=True):
        rows.append(number)
        rows += [index[name] for name in found if name in index]
        offsets.append(len(rows))
    parts: list[int] = []
    part_offsets = [0]
    for piece in pieces:
        for part in _parts(piece, index):
            parts += rows[offsets[part] : offsets[part + 1]]
        part_offsets.append(len(parts))
    ints, longs = np.int32, np.int64
    return Features(
        len(index), np.array(rows, ints), np.array(offsets, longs), np.array(parts, ints), np.array(part_offsets, longs)
    )


def _united(names: list[list[str]], own: list[int]) -> list[list[str]]:
    groups: dict[int, list[str]] = {}
    for number, found in zip(own, names, strict=True):
        group = groups.setdefault(number, [])
        group += [name for name in found if name not in group] if group else found
    return [groups[number] for number in own]


def _parts(piece: str, index: dict[str, int]) -> list[int]:
    """Numbers of the longest pieces inside a word, the word itself left out; nothing for numbers and single
    characters.
    """
    if (piece[0] < "㐀" and not (piece[0] == BEGIN and len(piece) > 2 and piece[1:].isalpha())) or len(piece) < 2:
        return []
    found, at = [], 0
    while at < len(piece):
        longest = len(piece) if at else len(piece) - 1
        end = next((e for e in range(longest, at, -1) if piece[at:e] in index and piece[at:e] != BEGIN), None)
        if end is None:
            return []
        found.append(index[piece[at:end]])
        at = end
    return found
