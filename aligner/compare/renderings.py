"""One Chinese name rendered in several ways, with counts: Shtykov 9, Stykov 1."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from aligner.compare.check import Context, Pair
from aligner.recognise.hanzi import simplified
from aligner.recognise.latin import plain
from aligner.recognise.names import names, parts, word_rendering
from aligner.records import Evidence, Flag, FlagKind, Message, Place, Severity

# A rendering is counted where it is at least this sure that it is one.
SURE = 0.8


def check_renderings(pairs: Sequence[Pair], context: Context) -> Iterator[Flag]:
    """Minor inconsistency flags at every rendering that is rarer than the commonest.

    Only names in transcription, word by word, and only spellings near one another: 孙中山 is rightly both Sun Yat-sen
    and Sun Zhongshan, but Shtykov and Stykov in one text are a slip.
    """
    found: dict[str, dict[str, list[tuple[Place, Place]]]] = defaultdict(lambda: defaultdict(list))
    for pair in pairs:
        zh_names = context.read(names, pair.zh)
        for mention in context.read(names, pair.en) if zh_names else ():
            for word in parts(mention.text):
                r = word_rendering(word, pair.zh.text)
                zh = next((m for m in zh_names if r and r.score >= SURE and r.span == m.span), None)
                if zh is not None and not word.isupper():
                    at = pair.en.text.index(word, mention.span.start)
                    places = (pair.zh.place(zh.span.start, zh.span.end), pair.en.place(at, at + len(word)))
                    found[simplified(zh.text)][word].append(places)
    for zh_name, spellings in found.items():
        counts = Counter({spelling: len(places) for spelling, places in spellings.items()})
        commonest = counts.most_common(1)[0][0]
        for spelling, seen in spellings.items():
            if spelling == commonest or not _slip(plain(spelling), plain(commonest)):
                continue
            told = f"{commonest} ({counts[commonest]}), {spelling} ({counts[spelling]})"
            for zh_place, en_place in seen:
                yield Flag(
                    FlagKind.INCONSISTENCY, Severity.MINOR, 0.6, (zh_place,), (en_place,), Evidence(zh_name, told),
                    Message("compare.consistency.name", (("zh", zh_name), ("en", told))),
                )  # fmt: skip


def _slip(a: str, b: str) -> bool:
    """Nearly the same spelling, and none an ending of the other (Korea, Korean)."""
    return a != b and not a.startswith(b) and not b.startswith(a) and Levenshtein.distance(a, b) <= max(1, len(a) // 4)
