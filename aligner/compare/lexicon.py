"""Which word renders which, learned from the pairs at hand: names and terms of this very text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

# A pair of words seen together in fewer pairs than this says nothing.
MIN_TOGETHER = 2


@dataclass(frozen=True)
class Lexicon:
    """`strength[zh word][en word]`: how sure, in [0, 1], that one renders the other in this text (Dice)."""

    strength: dict[str, dict[str, float]] = field(default_factory=dict)

    def __call__(self, zh: str, en: str) -> float:
        return self.strength.get(zh, {}).get(en, 0.0)


def learn_lexicon(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Lexicon:
    """Words of both sides, pair by pair -> their Dice coefficients, discounted for few sightings.

    Dice(z, e) = 2 n(z, e) / (n(z) + n(e)) over pairs (Dice 1945; used for bilingual lexicons since Gale & Church
    1991), times 1 - 1 / n(z, e): two sightings count half of what many do.
    """
    zh_seen: Counter[str] = Counter()
    en_seen: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for zh, en in pairs:
        z, e = set(zh), set(en)
        zh_seen.update(z)
        en_seen.update(e)
        together.update((a, b) for a in z for b in e)
    strength: dict[str, dict[str, float]] = {}
    for (a, b), n in together.items():
        if n >= MIN_TOGETHER:
            dice = 2 * n / (zh_seen[a] + en_seen[b]) * (1 - 1 / n)
            if dice >= 0.3:
                strength.setdefault(a, {})[b] = dice
    return Lexicon(strength)
