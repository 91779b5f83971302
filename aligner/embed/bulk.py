"""Cuts many texts at once into the pieces that `Pieces.of_text` finds, with array operations.

All texts become one array of characters. Each different run that is not Chinese is cut once. Chinese is compared with
the vocabulary at all places at once: by one character, by two, and so on; only the walk from piece to piece is a loop.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from aligner.arrays import Bools, Ints
from aligner.embed.characters import characters
from aligner.embed.pieces import Pieces

Codes = npt.NDArray[np.uint32]

BLOCK = 1 << 17  # characters cut at once: some 15 MB of arrays
HAN_FIRST, HAN_LAST = 0x3400, 0x9FFF
# Kinds of characters and of runs, as `pieces.RUN_PATTERN` has them. A SUFFIX is an apostrophe with what follows it.
NONE, LETTER, DIGIT, MARK, HAN, SUFFIX = range(6)
SUFFIXES = ("s", "t", "re", "ve", "ll", "d", "m")
# A run of at most so many letters or digits is packed into one number: 5 bits for each, and its kind above them.
PACKED, KIND_BIT = 12, 60


class BulkPieces:
    """`Pieces` for many texts."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._rules = _Rules(characters())
        self._chinese = _Chinese(pieces.vocabulary)

    def of_texts(self, texts: Sequence[str]) -> tuple[Ints, Ints]:
        """`start` int64 `(len(texts) + 1,)` and pieces int64 `(n,)`: text i has `start[i]` to `start[i + 1]`."""
        counts, pieces = [np.zeros(1, np.int64)], [np.zeros(0, np.int64)]
        for block in _blocks(texts):
            if len(block[0]) > BLOCK:
                found = np.array(self._pieces.of_text(block[0]), np.int64)
                count = np.array([len(found)])
            else:
                count, found = self._of_block(block)
            counts.append(count)
            pieces.append(found)
        return np.concatenate(counts).cumsum(), np.concatenate(pieces)

    def _of_block(self, texts: Sequence[str]) -> tuple[Ints, Ints]:
        """The number of pieces of each text, and all pieces. Texts are joined by line breaks; no piece crosses one."""
        codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
        ends = np.cumsum([len(text) + 1 for text in texts])
        codes, ends = self._rules.apply(codes, ends)
        kinds = KINDS[np.minimum(codes, len(KINDS) - 1)]
        starts, number, first, flat = self._words(codes, kinds)
        places, chinese = self._chinese.cut(codes, kinds == HAN)
        here = np.zeros(len(codes), np.int64)  # pieces that begin at each character
        here[starts] = number
        here[places] = 1
        upto = here.cumsum()
        out = np.empty(upto[-1], np.int64)
        out[upto[places] - 1] = chinese
        out[_spread(upto[starts] - number, number)] = flat[_spread(first, number)]
        return np.diff(upto[ends - 1], prepend=0), out

    def _words(self, codes: Codes, kinds: npt.NDArray[np.uint8]) -> tuple[Ints, Ints, Ints, Ints]:
        """The runs that are not Chinese: where each starts, how many pieces it has, and where these begin in the last
        array.
        """
        spelt = np.where(kinds == HAN, NONE, kinds)
        begins = (spelt != NONE) & ((spelt != np.roll(spelt, 1)) | (spelt == MARK))
        finishes = (spelt != NONE) & ((spelt != np.roll(spelt, -1)) | (spelt == MARK))
        starts, ends = np.flatnonzero(begins), np.flatnonzero(finishes) + 1
        lengths = ends - starts
        inside = np.flatnonzero(spelt)
        offset = inside - np.repeat(starts, lengths)
        symbols = (SYMBOLS[codes[inside]].astype(np.int64)) << np.minimum(5 * offset, KIND_BIT)
        keys = np.add.reduceat(symbols, np.cumsum(lengths) - lengths) if len(starts) else symbols
        keys += spelt[starts].astype(np.int64) << KIND_BIT
        suffix = np.isin(keys, SUFFIX_KEYS) & (codes[starts - 1] == ord("'"))
        keys[suffix] += (SUFFIX - LETTER) << KIND_BIT
        starts = starts - suffix
        long = np.flatnonzero(lengths > PACKED)
        keys[long] = -1 - long  # each for itself
        _, example, which = np.unique(keys, return_index=True, return_inverse=True)
        text = codes.tobytes().decode("utf-32-le", "surrogatepass")
        spans = zip(starts[example].tolist(), ends[example].tolist(), strict=True)
        cut = [self._pieces.of_run(text[start:end]) for start, end in spans]
        number = np.array([len(pieces) for pieces in cut], np.int64)
        flat = np.array([piece for pieces in cut for piece in pieces], np.int64)
        return starts, number[which], (np.cumsum(number) - number)[which], flat


class _Rules:
    """The rules for characters as arrays."""

    def __init__(self, rules: Mapping[int, str]) -> None:
        size = max(rules, default=0) + 2  # the last stands for all that follow: no rule
        self._size = np.ones(size, np.int64)
        self._to = np.arange(size, dtype=np.uint32)
        self._from = np.zeros(size, np.int64)
        parts: list[int] = []
        for code, part in rules.items():
            if len(part) == 1:
                self._to[code] = ord(part)
            else:
                self._size[code] = len(part)
                self._from[code] = len(parts)
                parts += map(ord, part)
        self._parts = np.array([*parts, 0], np.uint32)

    def apply(self, codes: Codes, ends: Ints) -> tuple[Codes, Ints]:
        """The characters after the rules, and the new ends of the texts."""
        place = np.minimum(codes, len(self._to) - 1)
        changed = np.where(place < len(self._to) - 1, self._to[place], codes)
        size = self._size[place]
        if (size == 1).all():
            return changed, ends
        part = self._from[place]
        out = np.repeat(changed, size)
        last = size.cumsum()
        many = np.flatnonzero(size > 1)
        out[_spread((last - size)[many], size[many])] = self._parts[_spread(part[many], size[many])]
        return out, last[ends - 1]


class _Chinese:
    """The Chinese pieces of a vocabulary, by their first character, their first two, and so on."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        lowest, above = chr(HAN_FIRST), chr(HAN_LAST + 1)
        found = {name: number for name, number in vocabulary.items() if lowest <= name < above}
        names, numbers = np.array([*found], np.str_), np.array([*found.values()], np.int64)
        codes = names.view(np.uint32).reshape(len(names), names.itemsize // 4).astype(np.int64)
        lengths = (codes > 0).sum(axis=1)
        single = lengths == 1
        self._single = np.full(HAN_LAST + 1, -1)
        self._single[codes[single, 0]] = numbers[single]
        # For each length, the beginnings of pieces as sorted keys: the index of the beginning that is one character
        # shorter, and the last character. And for each the number of the piece that it is, or -1.
        self._levels: list[tuple[Ints, Ints]] = []
        shorter = codes[:, 0]
        for length in range(2, codes.shape[1] + 1):
            kept = lengths >= length
            codes, numbers, lengths, shorter = codes[kept], numbers[kept], lengths[kept], shorter[kept]
            keys, shorter = np.unique(shorter << 16 | codes[:, length - 1], return_inverse=True)
            whole = np.full(len(keys), -1)
            whole[shorter[lengths == length]] = numbers[lengths == length]
            self._levels.append((keys, whole))

    def cut(self, codes: Codes, han: Bools) -> tuple[Ints, Ints]:
        """Where each Chinese piece begins, and its number; runs with an unknown character have no pieces."""
        places = np.flatnonzero(han)
        symbols = np.zeros(len(codes) + len(self._levels), np.int64)
        symbols[places] = codes[places]
        size = np.ones(len(places), np.int64)
        number = self._single[symbols[places]]
        # The places at which a piece of this length may begin, and the index of the beginning that is there.
        alive, known = np.arange(len(places)), symbols[places]
        for length, (keys, whole) in enumerate(self._levels, 2):
            wanted = known << 16 | symbols[places[alive] + length - 1]
            known = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            met = keys[known] == wanted
            alive, known = alive[met], known[met]
            is_whole = whole[known] >= 0
            size[alive[is_whole]] = length
            number[alive[is_whole]] = whole[known[is_whole]]
        steps = size.tolist()
        cuts, at = [], 0
        while at < len(steps):
            cuts.append(at)
            at += steps[at]
        begins, found = places[cuts], number[cuts]
        if (found < 0).any():
            run = np.cumsum(np.diff(han.astype(np.int8), prepend=0) == 1)[begins]
            good = ~np.isin(run, run[found < 0])
            begins, found = begins[good], found[good]
        return begins, found


def _kinds() -> npt.NDArray[np.uint8]:
    """The kind of each character up to the last Chinese one; the last entry is for all others."""
    kinds = np.full(HAN_LAST + 2, NONE, np.uint8)
    kinds[33:127] = MARK
    kinds[ord("'")] = NONE
    kinds[ord("A") : ord("Z") + 1] = NONE  # the rules have made them small
    kinds[ord("a") : ord("z") + 1] = LETTER
    kinds[ord("0") : ord("9") + 1] = DIGIT
    kinds[HAN_FIRST : 0x4DBF + 1] = HAN
    kinds[0x4E00 : HAN_LAST + 1] = HAN
    return kinds


def _symbols() -> npt.NDArray[np.uint8]:
    """Numbers for characters: letters and digits from 1, to fit into 5 bits; marks, which stand alone, as they are."""
    symbols = np.arange(128, dtype=np.uint8)
    symbols[ord("a") : ord("z") + 1] -= ord("a") - 1
    symbols[ord("0") : ord("9") + 1] -= ord("0") - 1
    return symbols


KINDS = _kinds()
SYMBOLS = _symbols()
SUFFIX_KEYS = np.array(
    [sum(int(SYMBOLS[ord(c)]) << 5 * i for i, c in enumerate(s)) + (LETTER << KIND_BIT) for s in SUFFIXES]
)


def _spread(first: Ints, number: Ints) -> Ints:
    """first[0], first[0] + 1, ... (number[0] of them), first[1], ...: int64 `(sum(number),)`."""
    before = np.cumsum(number) - number
    return np.repeat(first - before, number) + np.arange(int(number.sum()))


def _blocks(texts: Sequence[str]) -> Iterator[list[str]]:
    """Blocks of texts with at most BLOCK characters; a longer text is a block of its own."""
    block: list[str] = []
    size = 0
    for text in texts:
        if block and size + len(text) > BLOCK:
            yield block
            block, size = [], 0
        block.append(text)
        size += len(text) + 1
    if block:
        yield block
