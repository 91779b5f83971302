"""Compares an English word with many Chinese names by sound: `names_sound.hear` as a compiled loop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from aligner.arrays import Floats, Ints
from aligner.native import native
from aligner.recognise.hanzi import DOTS
from aligner.recognise.latin import phonetic
from aligner.recognise.names_sound import LETTER, LONGER, MAX_LETTERS, SLACK, said, skeleton, sounds

NOTHING = -1e9  # log odds of what is impossible
_BITS = 5  # of a letter: up to MAX_LETTERS of them are one number


class Hearing:
    """Chinese names, simplified. `latest`: for each, the last character at which a part that is heard may begin."""

    def __init__(self, names: Sequence[str], latest: Sequence[int]) -> None:
        chars = sorted({char for name in names for char in name if char not in DOTS})
        number = {char: k for k, char in enumerate(chars)}
        heard = [sounds(char) for char in chars]
        self._start = _starts(names)
        self._chars = np.array([number.get(char, -1) for name in names for char in name], np.int64)
        self._latest = np.array(latest, np.int64)
        gains = [said(sign) for sign, _, _ in heard]
        self._spelled = _table([spelled for _, spelled, _ in heard], gains)
        self._bones = _table([bones for _, _, bones in heard], [SLACK + gain for gain in gains])
        silent = [spelled.get("", NOTHING) + gain for (_, spelled, _), gain in zip(heard, gains, strict=True)]
        self._silent = np.array(silent)

    def hear(self, word: str) -> tuple[Floats, Ints, Ints]:
        """For each name the log likelihood ratio of the part that sounds most like the word, float64 `(n_names,)`,
        NOTHING if there is none; and where that part begins and ends, int64 `(n_names,)` each.
        """
        letters = phonetic(word)
        m, n = len(letters), len(self._latest)
        ratio, begin, end = np.full(n, NOTHING), np.zeros(n, np.int64), np.zeros(n, np.int64)
        if m >= 2 and n:
            consonants = np.array([_packed(skeleton(letter)) for letter in letters], np.int64)
            _hear(
                np.array([_packed(letter) for letter in letters], np.int64), consonants,
                self._start, self._chars, self._latest, *self._spelled, *self._bones, self._silent, MAX_LETTERS, LONGER,
                np.empty(m + 1), np.empty(m + 1, np.int64), np.empty(m + 1), np.empty(m + 1, np.int64),
                ratio, begin, end,
            )  # fmt: skip
            ratio[ratio > NOTHING] -= LETTER * m
        return ratio, begin, end


def _starts(rows: Iterable[Sequence[object]]) -> Ints:
    return np.cumsum([0, *(len(row) for row in rows)]).astype(np.int64)


def _table(rows: Sequence[Mapping[str, float]], gains: Sequence[float]) -> tuple[Ints, Ints, Floats]:
    """Where the spellings of each character begin, the spellings as numbers, and what each gains."""
    kept = [{letters: p for letters, p in row.items() if 0 < len(letters) <= MAX_LETTERS} for row in rows]
    numbers = [_packed(letters) for row in kept for letters in row]
    values = [p + gain for row, gain in zip(kept, gains, strict=True) for p in row.values()]
    return _starts([list(row) for row in kept]), np.array(numbers, np.int64), np.array(values)


def _packed(letters: str) -> int:
    """What is no letter is like none in the table."""
    number = 0
    for letter in letters:
        number = number << _BITS | (ord(letter) - ord("a") + 1 if "a" <= letter <= "z" else (1 << _BITS) - 1)
    return number


@native
def _hear(
    letters: Ints, consonants: Ints,  # consonants: 0 for vowels
    start: Ints, chars: Ints, latest: Ints,
    spelled_start: Ints, spelled: Ints, spelled_gain: Floats, bone_start: Ints, bones: Ints, bone_gain: Floats,
    silent: Floats, most: int, longer: float,
    reached: Floats, begun: Ints, now: Floats, begins: Ints,  # room for the ways to have written so many letters
    best: Floats, begin: Ints, end: Ints,
) -> None:  # fmt: skip
    m = len(letters)
    for name in range(len(latest)):
        some = False
        for j in range(m + 1):
            reached[j] = NOTHING
        for i in range(start[name + 1] - start[name]):
            char = chars[start[name] + i]
            if char < 0:
                continue
            if i <= latest[name]:
                reached[0], begun[0] = 0.0, i
            elif not some:
                break
            for j in range(m + 1):
                now[j] = NOTHING
            for j in range(m):
                if reached[j] == NOTHING:
                    continue
                piece, bone, length_of_bone = 0, 0, 0
                for length in range(1, min(most, m - j) + 1):
                    piece = piece << 5 | letters[j + length - 1]
                    if consonants[j + length - 1] > 0:
                        bone = bone << 5 | consonants[j + length - 1]
                        length_of_bone += 1
                    gain = NOTHING
                    for k in range(spelled_start[char], spelled_start[char + 1]):
                        if spelled[k] == piece:
                            gain = spelled_gain[k]
                    if gain == NOTHING and bone > 0:
                        for k in range(bone_start[char], bone_start[char + 1]):
                            if bones[k] == bone:
                                gain = bone_gain[k] - longer * (length - length_of_bone)
                    if gain > NOTHING and reached[j] + gain > now[j + length]:
                        now[j + length], begins[j + length] = reached[j] + gain, begun[j]
            some = False
            for j in range(1, m + 1):
                if reached[j] > NOTHING and silent[char] > NOTHING / 2 and reached[j] + silent[char] > now[j]:
                    now[j], begins[j] = reached[j] + silent[char], begun[j]
                some = some or now[j] > NOTHING
            now[0] = NOTHING
            if now[m] > best[name]:
                best[name], begin[name], end[name] = now[m], begins[m], i + 1
            for j in range(m + 1):
                reached[j], begun[j] = now[j], begins[j]
