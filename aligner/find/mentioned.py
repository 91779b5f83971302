"""What sentences mention, as strings that an index can look up: dates by value, names by form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.find.asked import levels, romanised
from aligner.recognise.dates import dates
from aligner.recognise.hanzi import simplified
from aligner.recognise.latin import plain
from aligner.recognise.lunar import as_lunar, in_lunar_months, in_solar_months, is_lunar
from aligner.recognise.names import names
from aligner.recognise.names_gazetteer import gazetteer
from aligner.records import Lang


def mentioned(texts: Sequence[str], langs: Sequence[Lang]) -> Iterator[frozenset[str]]:
    """For each sentence in order: its dates at every precision, and its names in all known forms.

    A date without year or month takes it from the date before, as a reader does; in a Chinese text of lunar months, the
    month of that calendar.
    """
    anchor = ""
    lunar = is_lunar(m for text, lang in zip(texts, langs, strict=True) if lang == "zh" for m in dates(text, lang))
    for text, lang in zip(texts, langs, strict=True):
        values: set[str] = set()
        for mention in dates(text, lang):
            if lunar and lang == "zh":
                said = in_lunar_months(as_lunar(mention, text[: mention.span.start]), anchor)
                anchor = said.start.iso_date() or anchor
                told = in_solar_months(said)
            else:
                told = mention.resolve(anchor)
                anchor = told.start.iso_date() or anchor
            for moment in (told.start, told.end):
                if moment is not None:
                    values.update(levels(moment))
        for name in names(text, lang):
            values.update(_forms(name.text, lang))
        yield frozenset(values)


def _forms(name: str, lang: Lang) -> Iterator[str]:
    """The name, and its forms in the other language: from the gazetteer, or else romanised."""
    known = gazetteer()
    if lang == "zh":
        own = simplified(name)
        yield f"name {own}"
        yield from (f"name {form}" for form in known.english.get(own, romanised(own)))
    else:
        own = plain(name)
        yield f"name {own}"
        yield from (f"name {form}" for form in known.chinese.get(own, ()) if len(form) > 1)
