"""One Chinese term of the text rendered in several ways, with counts: 志愿军 as Volunteers 9, Volunteer Army 4, CPV 2.

Terms are nouns other than names of people and places (see renderings.py) whose renderings have capitals, like the terms
of history and politics; ordinary nouns may well be rendered in many ways. Which phrase renders which noun is learned
from the text: by token vectors, and for abbreviations by the pairs in which they occur.

In 12,965 clean development pairs (7,000 of news, talk and encyclopedia, 3,600 of medicine, law and manuals, the rest
books), each file as one text, eleven terms are flagged, such as 教育部, Ministry and Department of Education.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aligner.compare.check import Context, Pair
from aligner.recognise.hanzi import simplified
from aligner.recognise.names_en import bare, capital_runs
from aligner.recognise.names_gazetteer import gazetteer
from aligner.recognise.names_rendering import whole_rendering
from aligner.recognise.names_zh import tagged
from aligner.records import Evidence, Flag, FlagKind, Message, Severity, Span

# jieba's tags of nouns, bodies and abbreviated names
_NOUNS = frozenset({"n", "nz", "nt", "j"})
_NAMED = frozenset({"person", "place", "state"})
LEAST = 4  # pairs with the term
# Least cosine of a phrase that renders a noun: with 志愿军, Volunteer Army has .64, Army .38; with 政治局, Political
# Bureau has .43.
ALIKE = 0.42
MOST_WORDS = 6  # a longer run of capitals is a heading
# Least share of the pairs with an abbreviation that have its term, and of the pairs with a term that have a rendering.
TOGETHER, SHOWN = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Phrase:
    """A capitalised phrase. `opens`: it begins a sentence. `named`: its place in the Chinese, if it is a known name or
    one that is spelled there.
    """

    text: str
    start: int  # in the excerpt
    opens: bool
    named: Span | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """The Chinese nouns of a pair, simplified, with their starts, and its capitalised phrases. Small, without `Place`s,
    since processes exchange thousands of these.
    """

    nouns: tuple[tuple[str, int], ...]
    phrases: tuple[Phrase, ...]


def sighting(pair: Pair, context: Context) -> Sighting | None:
    """The nouns and phrases of a pair; None if there are none."""
    if context.mode != "parallel":
        return None
    runs = [(words, opens) for words, opens in capital_runs(pair.en.text) if len(words) <= MOST_WORDS]
    if not runs:
        return None
    nouns = []
    at = 0
    for word, tag in tagged(simplified(pair.zh.text)):
        if tag in _NOUNS and len(word) > 1 and gazetteer().kinds.get(word) not in _NAMED:
            nouns.append((word, at))
        at += len(word)
    phrases = []
    for words, opens in runs if nouns else ():
        start, text = words[0][0], bare(pair.en.text[words[0][0] : words[-1][1]])
        if ". " in text:  # Act. The
            continue
        named = whole_rendering(text, pair.zh.text)
        phrases.append(Phrase(text, start, opens, named.span if named else None))
    return Sighting(tuple(nouns), tuple(phrases)) if phrases else None


def check_terms(pairs: Sequence[Pair], seen: Sequence[Sighting | None], context: Context) -> Iterator[Flag]:
    """Minor inconsistency flags at the first place of each less common rendering of a term, with all counts.

    `seen`: the `sighting` of each pair.
    """
    telling = [(pair, one) for pair, one in zip(pairs, seen, strict=True) if one is not None]
    sightings = [one for _, one in telling]
    held = Counter(noun for s in sightings for noun in {noun for noun, _ in s.nouns})
    terms = {noun for noun, count in held.items() if count >= LEAST}
    rendered: dict[str, dict[str, list[tuple[int, Phrase]]]] = defaultdict(lambda: defaultdict(list))
    for number, noun, phrase in (*_by_sense(sightings, terms, context), *_abbreviations(sightings, terms)):
        rendered[noun][_key(phrase.text)].append((number, phrase))
    for noun, phrases in rendered.items():
        shown = {number for found in phrases.values() for number, _ in found}
        groups = _groups(phrases)
        if len(shown) < SHOWN * held[noun] or len(groups) < 2 or len(groups[0]) < 2:
            continue
        told = ", ".join(f"{_commonest(group)} ({len(group)})" for group in groups)
        for group in groups[1:]:
            number, phrase = min(group, key=lambda one: one[0])
            pair = telling[number][0]
            at = next(start for word, start in sightings[number].nouns if word == noun)
            zh = pair.zh.place(at, at + len(noun))
            en = pair.en.place(phrase.start, phrase.start + len(phrase.text))
            message = Message("compare.consistency.term", (("zh", noun), ("en", told)))
            yield Flag(
                FlagKind.INCONSISTENCY, Severity.MINOR, 0.5, (zh,), (en,), Evidence(noun, told), message
            )  # fmt: skip


Seen = tuple[int, str, Phrase]  # number of the sighting, the noun, the phrase that renders it


def _by_sense(sightings: Sequence[Sighting], terms: set[str], context: Context) -> Iterator[Seen]:
    """Phrases that are known names of a term, or more similar to it than to any other noun of their pair."""
    inside = {_key(p.text) for s in sightings for p in s.phrases if not p.opens}
    telling = [(number, s) for number, s in enumerate(sightings) if not terms.isdisjoint(noun for noun, _ in s.nouns)]
    words = sorted({noun for _, s in telling for noun, _ in s.nouns})
    texts = sorted({p.text for _, s in telling for p in s.phrases})
    nouns = dict(zip(words, context.words.encode(words), strict=True))
    phrases = dict(zip(texts, context.words.encode(texts), strict=True))
    for number, s in telling:
        near = np.array([nouns[noun] for noun, _ in s.nouns])
        for phrase in s.phrases:
            # At the beginning of a sentence, a capital means nothing.
            if phrase.opens and _key(phrase.text) not in inside:
                continue
            likeness = near @ phrases[phrase.text]
            if phrase.named is not None:  # known or spelled: what it stands for is what it renders
                likeness = np.array([float(phrase.named.overlaps(Span(at, at + len(noun)))) for noun, at in s.nouns])
            best = int(likeness.argmax())
            noun = s.nouns[best][0]
            if noun in terms and likeness[best] >= ALIKE:
                yield number, noun, phrase


def _abbreviations(sightings: Sequence[Sighting], terms: set[str]) -> Iterator[Seen]:
    """Abbreviations (CPV) whose pairs nearly always have one term, which is far rarer in other pairs."""
    places: dict[str, list[tuple[int, Phrase]]] = defaultdict(list)
    introduced: set[str] = set()
    for number, s in enumerate(sightings):
        for phrase in s.phrases:
            if phrase.text.isupper() and 2 <= len(phrase.text) <= 6 and phrase.named is None:
                places[phrase.text].append((number, phrase))
            introduced.add("".join(word[0] for word in phrase.text.split() if word[0].isupper()))
    common = Counter(noun for s in sightings for noun in {noun for noun, _ in s.nouns})
    for text, found in places.items():
        if len(found) < 2:
            continue
        counts = Counter(noun for number, _ in found for noun in {noun for noun, _ in sightings[number].nouns})
        enough = max(2, TOGETHER * len({number for number, _ in found}))
        likely = sorted(noun for noun, n in counts.items() if n >= enough and noun in terms)
        best = max(likely, key=lambda n: (counts[n] / common[n], len(n)), default=None)
        if best is not None and text not in introduced:
            yield from ((number, best, phrase) for number, phrase in found)


def _key(text: str) -> str:
    """Lower case, without article and full stops."""
    words = [bare(word).lower().replace(".", "") for word in text.split()]
    words = words[1:] if words[0] in ("the", "a", "an") and len(words) > 1 else words
    return " ".join(words)


def _groups(phrases: dict[str, list[tuple[int, Phrase]]]) -> list[list[tuple[int, Phrase]]]:
    """Groups of phrases that count as the same rendering, the commonest first."""
    groups: list[tuple[list[str], list[tuple[int, Phrase]]]] = []
    for key in sorted(phrases, key=lambda k: (-len(phrases[k]), k)):
        for keys, group in groups:
            if any(_same(key, other) for other in keys):
                keys.append(key)
                group += phrases[key]
                break
        else:
            groups.append(([key], list(phrases[key])))
    return sorted((group for _, group in groups), key=len, reverse=True)


def _same(a: str, b: str) -> bool:
    """Whether two phrases count as the same rendering.

    One is the beginning or end of the other (Chinese People's Volunteers, Volunteers), or they differ in the form of
    the last word (Communism, Communist), or one is the initials of the other (United Nations, UN).
    """
    if a.startswith(f"{b} ") or b.startswith(f"{a} "):
        return True
    one, two = (re.split("[ -]", text.removesuffix("s")) for text in (a, b))
    if a == "".join(w[0] for w in two if w not in _SMALL) or b == "".join(w[0] for w in one if w not in _SMALL):
        return True
    stem = max(3, min(len(one[-1]) - 1, len(two[-1]) - 1, 4))
    first, second = ({*words[:-1], words[-1][:stem]} for words in (one, two))
    return one[-1][:stem] == two[-1][:stem] and (first <= second or second <= first)


_SMALL = frozenset(("of", "the", "and", "for"))


def _commonest(group: Sequence[tuple[int, Phrase]]) -> str:
    return Counter(phrase.text for _, phrase in group).most_common(1)[0][0]
