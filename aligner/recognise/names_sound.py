"""Names by sound: whether Chinese characters transcribe a Latin spelling, as 什特科夫 does Shtykov.

Every character has spellings with probabilities (names_sounds.tsv, learned by training/sounds.py). The best way to
write the letters, character by character, is compared with random letters and characters.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from aligner.recognise.hanzi import DOTS
from aligner.recognise.latin import phonetic
from aligner.recognise.names_gazetteer import table_rows
from aligner.recognise.pinyin import readings

LETTER = -2.7  # log probability of a random letter of names: the entropy on the English side of CedPane is 2.7 nats
# Log odds of a spelling that is not in the table but has the consonants of one that is: ty, for 特 (te, ter) in
# 什特科夫.
SLACK = math.log(0.08)
LONGER = 0.7  # nats that each vowel of such a spelling costs
_VOWELS = re.compile("[aeiouyhw]")
MAX_LETTERS = 6


@dataclass(frozen=True, slots=True)
class Heard:
    """Where a name was heard: `[start, end)` of the characters given, and the log-likelihood ratio against chance."""

    start: int
    end: int
    ratio: float


@cache
def _table() -> dict[str, tuple[float, dict[str, float]]]:
    """Character or syllable -> (sign of a transcription in nats, spelling -> log P)."""
    table = {}
    for key, sign, spelled in table_rows("names_sounds.tsv"):
        pairs = (item.rsplit(":", 1) for item in spelled.split())
        table[key] = (int(sign) / 10, {"" if s == "-" else s: math.log(int(p) / 1000) for s, p in pairs})
    return table


@lru_cache(maxsize=20_000)
def sounds(char: str) -> tuple[float, dict[str, float], dict[str, float]]:
    """For a character: its sign, the log probabilities of its spellings, and those of their consonants."""
    table = _table()
    if char in table:
        sign, spelled = table[char]
    else:
        # Never seen in a transcription: the spellings of its syllable, and a negative sign.
        sign, spelled = -2.0, table.get(next(iter(readings(char)), char), (0.0, {}))[1]
    bones: dict[str, float] = {}
    for letters, p in spelled.items():
        bone = skeleton(letters)
        if bone:
            bones[bone] = bones.get(bone, 0.0) + math.exp(p)
    return sign, spelled, {bone: math.log(p) for bone, p in bones.items()}


def said(sign: float) -> float:
    """How much a character with that sign speaks for a transcription, besides its sound, in nats."""
    return max(-1.5, min(1.5, 0.4 * sign))


def signs() -> Iterator[tuple[str, float]]:
    """The characters that occur in transcriptions, with their signs in nats."""
    return ((char, sign) for char, (sign, _) in _table().items() if "\u4e00" <= char <= "\u9fff")


def skeleton(letters: str) -> str:
    """Consonants in classes: voiced and voiceless, l and r as one (特 te is "t", 德 de too)."""
    return _VOWELS.sub("", letters).translate(_CLASSES)


_CLASSES = str.maketrans("bdgvzcrj", "ptkfsklc")


def hear(name: str, chars: str) -> Heard | None:
    """The stretch of `chars` that most sounds like the word `name`; None where nothing does at all.

    `chars` are simplified characters; dots between the parts of a name are passed over. Time grows with the length of
    `chars` times that of `name`. Many names at once: names_hearing.py.
    """
    letters = phonetic(name)
    m = len(letters)
    if m < 2:
        return None
    best: Heard | None = None
    # reached[j]: (score, start) of the best way to have written letters[:j] up to the character before
    reached: dict[int, tuple[float, int]] = {}
    for i, char in enumerate(chars):
        if char in DOTS:
            continue
        reached[0] = (0.0, i)
        now: dict[int, tuple[float, int]] = {}
        for starts, length, gain in _steps(letters, char):
            _extend(reached, now, starts, length, gain)
        now.pop(0, None)
        if m in now:
            ratio = now[m][0] - LETTER * m
            if best is None or ratio > best.ratio:
                best = Heard(now[m][1], i + 1, ratio)
        reached = now
    return best


@lru_cache(maxsize=200_000)  # the names of two texts times their characters: 500 x 400
def _steps(letters: str, char: str) -> tuple[tuple[tuple[int, ...], int, float], ...]:
    """What one character may write of a word: (where in the word it may begin, how many letters, its gain in nats)."""
    sign, spelled, bones = sounds(char)
    gain = said(sign)
    steps = []
    pieces, of_bone = _pieces(letters)
    likely = {piece for bone in bones if bone in of_bone for piece in of_bone[bone]}
    likely.update(piece for piece in spelled if piece in pieces)
    for piece in sorted(likely, key=lambda piece: pieces[piece][0]):
        _, bone, starts = pieces[piece]
        if piece in spelled:
            steps.append((starts, len(piece), spelled[piece] + gain))
        else:
            steps.append((starts, len(piece), bones[bone] + SLACK + gain - LONGER * (len(piece) - len(bone))))
    if "" in spelled:
        steps.append((tuple(range(len(letters) + 1)), 0, spelled[""] + gain))
    return tuple(steps)


def _extend(
    reached: dict[int, tuple[float, int]],
    now: dict[int, tuple[float, int]],
    starts: tuple[int, ...],
    length: int,
    gain: float,
) -> None:
    for j in starts:
        if j in reached:
            score, start = reached[j]
            score += gain
            if j + length not in now or score > now[j + length][0]:
                now[j + length] = (score, start)


@lru_cache(maxsize=5_000)
def _pieces(letters: str) -> tuple[dict[str, tuple[int, str, tuple[int, ...]]], dict[str, list[str]]]:
    """Every stretch of letters that one character may write -> (its number, its skeleton, where it starts).

    And the stretches of each skeleton.
    """
    found: dict[str, tuple[int, str, tuple[int, ...]]] = {}
    of_bone: dict[str, list[str]] = {}
    for j in range(len(letters)):
        for k in range(j + 1, min(len(letters), j + MAX_LETTERS) + 1):
            piece = letters[j:k]
            if piece in found:
                number, bone, starts = found[piece]
            else:
                number, bone, starts = len(found), skeleton(piece), ()
                of_bone.setdefault(bone, []).append(piece)
            found[piece] = (number, bone, (*starts, j))
    return found, of_bone
