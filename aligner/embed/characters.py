"""Characters as the encoder sees them: lower case, half width, Latin letters without accents, Chinese simplified.

Traditional characters become simplified one by one (乾 becomes 干 even in 乾隆; in training alike, so nothing is
lost). The rules are data, `characters.tsv`; the model's `tokenizer.json` carries the same ones, compiled, for
sentence-transformers.
"""

from __future__ import annotations

from functools import cache

from aligner.packaged import packaged_lines


@cache
def characters() -> dict[int, str]:
    """For `str.translate`: code point -> its replacement, mostly one character, sometimes several or none."""
    rules: dict[int, str] = {}
    for line in packaged_lines("embed/characters.tsv"):
        kind, targets, sources = line.split("\t")
        if kind == "each":
            rules.update(zip(map(ord, sources), targets, strict=True))
        else:
            rules.update((int(source, 16), targets) for source in sources.split())
    return rules


@cache
def _resized() -> frozenset[str]:
    """Characters whose replacement is not exactly one character."""
    return frozenset(chr(point) for point, part in characters().items() if len(part) != 1)


def normalise_with_places(text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """The text after the rules, and for each of its characters the half-open span of the original text.

    None in place of spans if all characters are replaced one by one, as in nearly all texts.
    """
    rules = characters()
    if _resized().isdisjoint(text):
        return text.translate(rules), None
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    for i, character in enumerate(text):
        part = rules.get(ord(character), character)
        parts.append(part)
        places += [(i, i + 1)] * len(part)
    return "".join(parts), places
