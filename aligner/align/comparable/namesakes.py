"""Names that both texts hold, found once for the two texts and not for each pair of sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner.recognise.hanzi import simplified
from aligner.recognise.latin import plain
from aligner.recognise.names import known_kind, names, ordinary, rendering
from aligner.recognise.names_gazetteer import gazetteer

# From here on a name heard in Chinese characters counts: at .8, 2 of the 60 English names of an article that its
# Chinese interview does not hold were heard in it, at .5 more than 20.
HEARD = 0.8


@dataclass(frozen=True, slots=True)
class Namesake:
    """A name and the sentences of both sides that hold it. `label`: "什特科夫 = Shtykov"."""

    key: str
    label: str
    zh: tuple[int, ...]
    en: tuple[int, ...]


def namesakes(zh: Sequence[str], en: Sequence[str]) -> Iterator[Namesake]:
    """Names of the English sentences that the Chinese ones hold too, by gazetteer, by spelling or by sound.

    English names that stand in the same Chinese sentences (Mao, Mao Zedong) are one.
    """
    where = _english(en)
    plain_zh = [simplified(text) for text in zh]
    whole = "\n".join(plain_zh)
    # transcriptions and persons that no gazetteer knows: only these can be had by sound
    unknown = sorted(
        {
            m.text
            for text in plain_zh
            for m in names(text, "zh")
            if m.text not in gazetteer().english and len(m.text) > 1
        }
    )
    joined = "\n".join(unknown)
    merged: dict[tuple[int, ...], tuple[set[int], str]] = {}
    for name, sentences in sorted(where.items()):
        forms = _forms(name, whole)
        if not forms and unknown:
            found = rendering(name, joined)
            if found is not None and found.score >= HEARD:
                at = joined.rfind("\n", 0, found.span.start) + 1
                end = joined.find("\n", at)
                forms = (joined[at : end if end >= 0 else len(joined)],)
        if not forms:
            continue
        holding = tuple(i for i, text in enumerate(plain_zh) if any(form in text for form in forms))
        if not holding:
            continue
        known, label = merged.get(holding, (set(), ""))
        merged[holding] = (known | sentences, label or f"{forms[0]} = {name}")
    for holding, (sentences, label) in merged.items():
        yield Namesake(label, label, holding, tuple(sorted(sentences)))


def _english(texts: Sequence[str]) -> dict[str, set[int]]:
    """English names and the sentences they stand in."""
    where: dict[str, set[int]] = {}
    for j, text in enumerate(texts):
        for mention in names(text, "en"):
            where.setdefault(mention.text, set()).add(j)
    return where


def _forms(name: str, whole: str) -> tuple[str, ...]:
    """The Chinese forms of an English name that stand in the text, longest first; of its parts where it has none."""
    for form in _with_parts(name):
        forms = [zh for zh in gazetteer().chinese.get(plain(form), ()) if len(zh) > 1 and zh in whole]
        if forms:
            return tuple(sorted(forms, key=lambda f: (-len(f), f)))
    return ()


def _with_parts(name: str) -> Iterator[str]:
    yield name
    words = name.split()
    for some in (*(words[i:] for i in range(1, len(words))), *(words[:i] for i in range(len(words) - 1, 0, -1))):
        if not all(map(ordinary, some)) or known_kind(" ".join(some)) is not None:
            yield " ".join(some)
