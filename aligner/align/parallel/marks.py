"""Punctuation that both languages share: questions, exclamations, speech, and unfinished sentences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aligner.arrays import Floats

MARKS = ("question", "exclamation", "speeches", "begins-inside", "ends-inside", "unfinished", "spoken")

QUESTION, EXCLAMATION = "?？", "!！"
# Opening marks and the marks that close them. ' and " are both; an apostrophe inside a word is neither (`_speeches`).
PARTNER = {"“": "”", "‘": "’'", "「": "」", "『": "』", '"': '"', "＂": "＂", "'": "'’"}
QUOTES = frozenset("".join(PARTNER) + "".join(PARTNER.values()))
CLOSING = "”」』\"＂’'）)"
# At the end of a sentence that goes on in the next one: 他说： / He said, / ——
GOES_ON = "：:，,、；;—–-"
FORGET = 8  # sentences after which an unclosed quotation mark (a slip, a quotation of several paragraphs) is forgotten
DIFFERENCES_PRIOR = 0.2  # added to both sums of `agreement`: few beads, or few with speech, tell little


def read_marks(texts: Sequence[str]) -> Floats:
    """float64 `(n, len(MARKS))`: the numbers of question marks, exclamation marks and speeches that begin; whether the
    sentence begins inside a speech, ends inside one, is unfinished; and the share of its characters that is spoken.
    """
    rows = []
    opened, since = "", 0
    for text in texts:
        bare = text.strip()
        questions, exclamations = sum(map(bare.count, QUESTION)), sum(map(bare.count, EXCLAMATION))
        since += 1
        if since > FORGET:
            opened = ""
        inside, speeches = bool(opened), 0
        spoken = float(inside)
        if not QUOTES.isdisjoint(bare):
            opened, speeches, characters = _speeches(bare, opened)
            spoken = characters / len(bare)
            since = 0
        unfinished = bare.rstrip(CLOSING)[-1:] in GOES_ON if bare else False
        rows.append((questions, exclamations, speeches, inside, bool(opened), unfinished, spoken))
    return np.array(rows, np.float64).reshape(-1, len(MARKS))


def _speeches(text: str, opened: str) -> tuple[str, int, int]:
    """The mark that is open after the text ("" if none), how many were opened, and how many characters are inside.

    `opened`: the mark that was open before. Inner quotations are ignored.
    """
    count = spoken = begin = 0
    for at, mark in enumerate(text):
        if mark not in QUOTES:
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if before.isalnum() and after.isalnum() and mark in "'’":
            continue  # don't
        if opened and mark in PARTNER[opened] and not _only_opens(mark, before, after):
            opened = ""
            spoken += at - begin
        elif mark in PARTNER and (not opened or mark == opened) and not (mark in "'\"" and before.isalnum()):
            if not opened:
                begin = at + 1
            opened = mark
            count += 1
    return opened, count, spoken + (len(text) - begin if opened else 0)


def _only_opens(mark: str, before: str, after: str) -> bool:
    """A straight mark between a space and a letter cannot close: \"...\" 'Yes' begins a new speech."""
    return mark in "'\"" and (not before or before.isspace()) and after.isalnum()


def agreement(one: Floats, other: Floats) -> float:
    """How well the values of one side predict those of the other, `(n,)` each: from 0, not at all, to 1, exactly.

    This is how much smaller their differences are than those of random pairs.
    """
    here = float(np.abs(one - other).sum())
    return max(0.0, 1 - (here + DIFFERENCES_PRIOR) / (_by_chance(one, other) + DIFFERENCES_PRIOR))


def _by_chance(one: Floats, other: Floats) -> float:
    """The sum, over one side, of the mean absolute difference to all values of the other; from sorted sums."""
    if not len(other):
        return 0.0
    other = np.sort(other)
    sums = np.concatenate([[0.0], np.cumsum(other)])
    below = np.searchsorted(other, one)
    return float((one * (2 * below - len(other)) + sums[-1] - 2 * sums[below]).sum() / len(other))
