"""Two sides of a contrast that changed places: not the harpoon but the net, more women than men.

A contrast has one form in Chinese and one in English, each with two places for words. What stands in the first place
less what stands in the second points the same way in both, and the opposite way where the two were exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from aligner.arrays import Floats
from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.exchange import Item, changed_places, cosine
from aligner.compare.word_lists import folded
from aligner.compare.words import word_table
from aligner.embed.encoder import Tokens
from aligner.records import Flag, FlagKind, Span

# Flagged is a cosine below minus this: none of the 59 contrasts of both forms in 17,831 clean pairs of news, talk,
# laws, medicine, manuals and novels; of their exchanges 52 would be found.
OPPOSITE = 0.15
# 不是鱼叉，而是渔网: not the harpoon but the net
_NOT_BUT = (
    re.compile("(?:不是|并非|并不是)(?P<first>[^，。；：！？]{1,20}?)，?而是(?P<second>[^，。；：！？]{1,20})"),
    re.compile(r"\bnot (?P<first>[^,.;:!?]{2,50}?),? but (?:rather )?(?P<second>[^,.;:!?]{2,50})"),
)
# 女生超过了男生, 女生比男生多: the women outnumber the men, more women than men. No figures (超过三千), and no words
# for less: 甲比乙少 is rightly "more of B than of A".
_NO_FIGURE = r"(?![约近]?[\d一二两三四五六七八九十百千万几数半])"
_FAR = "(?:首次|第一次|已经?|远远|大大|明显|都|也|甚至|要|会|将)*"
_UP = "more|higher|greater|larger|bigger|better|faster|stronger|heavier|longer|older|earlier|wider|deeper|f[au]rther"
_MORE_THAN = (
    re.compile(
        rf"(?P<first>[^，。；：！？、“”]{{1,14}}?){_FAR}"
        rf"(?:(?:超过|多于|高于|大于|胜过|强于|优于|重于)了?{_NO_FIGURE}(?P<second>[^，。；：！？、“”]{{1,14}})"
        rf"|比{_NO_FIGURE}(?P<other>[^，。；：！？、“”]{{1,10}}?)(?:更|还|要)*[多高大强快好重长贵远深厚早久老])"
    ),
    re.compile(
        r"(?P<first>[^,.;:!?]{2,60}?)(?<!\bbe) (?:(?:outnumber|exceed|outstrip|outweigh|surpass|overtak|overtook)\w* "
        rf"|(?:much |far |even )?(?:{_UP})(?P<more>[^,.;:!?]{{0,40}}?) than )(?!\d)(?P<second>[^,.;:!?]{{2,40}})"
    ),
)
_PRONOUN = re.compile(r"(?:[我你您他她它这那]们?|it|they|he|she|we|i|you|this|that|these|those)(?![a-z])")


@dataclass(frozen=True, slots=True)
class _Places:
    """What stands in the two places of a contrast; `more`: what of the first is told after its verb."""

    first: Span
    second: Span
    more: Span | None = None


def check_contrast(pair: Pair, context: Context) -> Iterator[Flag]:
    """Flags of kind meaning."""
    if context.mode != "parallel":
        return
    for zh_form, en_form in (_NOT_BUT, _MORE_THAN):
        zh, en = _places(pair.zh, zh_form), _places(pair.en, en_form)
        if zh is None or en is None:
            continue
        table = word_table(pair, context)
        if cosine(_difference(table.zh, zh), _difference(table.en, en)) < -OPPOSITE:
            first, second = ((zh.first, en.more or en.first), (zh.second, en.second))
            yield changed_places(pair, Item(FlagKind.MEANING, *first), Item(FlagKind.MEANING, *second))


def _places(excerpt: Excerpt, form: re.Pattern[str]) -> _Places | None:
    """The one contrast of a form that an excerpt holds; None for none or several, and where a pronoun stands in it."""
    text = folded(excerpt)
    found = list(form.finditer(text))
    if len(found) != 1:
        return None
    groups = found[0].groupdict()
    second, more = ("second" if groups["second"] else "other"), groups.get("more")
    if any(_PRONOUN.match(groups[place].lstrip()) for place in ("first", second)):
        return None
    rest = Span(found[0].end("more") - len(more.lstrip()), found[0].end("more")) if more and more.strip() else None
    return _Places(Span(*found[0].span("first")), Span(*found[0].span(second)), rest)


def _difference(tokens: Tokens, places: _Places) -> Floats:
    """The words in the first place less those in the second, float64 `(dim,)`."""
    first = [*tokens.within(places.first), *(tokens.within(places.more) if places.more else ())]
    second = tokens.within(places.second)
    total: Floats = tokens.weights[first].astype(np.float64) @ tokens.vectors[first]
    return total - tokens.weights[second].astype(np.float64) @ tokens.vectors[second]
