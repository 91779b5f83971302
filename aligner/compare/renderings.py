"""One Chinese name rendered in several ways, with counts: Shtykov 9, Stykov 1."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from aligner.compare.check import Context, Pair
from aligner.recognise.hanzi import simplified
from aligner.recognise.latin import plain
from aligner.recognise.names import names
from aligner.recognise.names_en import parts
from aligner.recognise.names_rendering import word_rendering
from aligner.records import Evidence, Flag, FlagKind, Message, Place, Severity

SURE = 0.8  # least score of a rendering that is counted


@dataclass(frozen=True, slots=True)
class Rendered:
    """A Chinese name in one pair (in simplified characters), the English word that renders it, and their places."""

    zh: str
    en: str
    zh_place: Place
    en_place: Place


def renderings(pair: Pair, context: Context) -> Iterator[Rendered]:
    """The Chinese names of a pair with the English words that render them."""
    zh_names = context.read(names, pair.zh)
    for mention in context.read(names, pair.en) if zh_names else ():
        for word in parts(mention.text):
            r = word_rendering(word, pair.zh.text)
            zh = next((m for m in zh_names if r and r.score >= SURE and r.span == m.span), None)
            if zh is not None and not word.isupper():
                at = pair.en.text.index(word, mention.span.start)
                zh_place, en_place = pair.zh.place(zh.span.start, zh.span.end), pair.en.place(at, at + len(word))
                yield Rendered(simplified(zh.text), word, zh_place, en_place)


def check_renderings(found: Iterable[Rendered]) -> Iterator[Flag]:
    """Minor inconsistency flags at every rendering that is similar to the commonest rendering of its name.

    Sun Yat-sen and Sun Zhongshan are both right for 孙中山; but Shtykov and Stykov in one text are a slip.
    """
    of_name: dict[str, dict[str, list[Rendered]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        of_name[one.zh][one.en].append(one)
    for zh_name, spellings in of_name.items():
        counts = Counter({spelling: len(seen) for spelling, seen in spellings.items()})
        commonest = counts.most_common(1)[0][0]
        for spelling, seen in spellings.items():
            if spelling == commonest or not _slip(plain(spelling), plain(commonest)):
                continue
            told = f"{commonest} ({counts[commonest]}), {spelling} ({counts[spelling]})"
            for one in seen:
                yield Flag(
                    FlagKind.INCONSISTENCY, Severity.MINOR, 0.6, (one.zh_place,), (one.en_place,),
                    Evidence(zh_name, told), Message("compare.consistency.name", (("zh", zh_name), ("en", told))),
                )  # fmt: skip


def _slip(a: str, b: str) -> bool:
    """Whether two spellings are nearly the same, and neither is the other with an ending (Korea, Korean)."""
    return a != b and not a.startswith(b) and not b.startswith(a) and Levenshtein.distance(a, b) <= max(1, len(a) // 4)
