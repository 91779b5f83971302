"""Dates of a document in running order, each resolved against those before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aligner.compare.check import Excerpt, excerpt
from aligner.recognise.date_mentions import DateKind, DateMention, Relation
from aligner.recognise.dates import dates
from aligner.recognise.lunar import as_lunar, in_lunar_months, in_solar_months, is_lunar, solar_date
from aligner.recognise.moments import Shift
from aligner.records import Document, Role, Sentence, Span

# What is not told: the year of a book in a note dates no event and must not date the next sentence of the account.
_UNTOLD = frozenset({Role.NOTE, Role.FRONT_MATTER, Role.BOILERPLATE})


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of one sentence: as `said` (its span in the sentence's excerpt), and as resolved (`mention`).

    `span` is in the document.
    """

    sentence: int
    span: Span
    said: DateMention
    mention: DateMention

    @property
    def about(self) -> bool:
        """Whether the day is only about right: three weeks earlier, half a month later."""
        return any(
            m is not None and m.weekday is None and m.shift is not None and m.shift.unit != "day"
            for m in (self.said.start, self.said.end)
        )


@dataclass(frozen=True, slots=True)
class RunningDates:
    """`found` in order of place; `before[i]` is the last date before sentence i, ISO, "" before the first.

    `lunar`: the same in lunar months, for a text that counts by them; else None.
    """

    found: tuple[Dated, ...]
    before: tuple[str, ...]
    lunar: tuple[str, ...] | None = None


def running_dates(document: Document, year: int | None = None) -> RunningDates:
    """Read every sentence; a date that leaves its year or month unsaid takes it from the last date before it.

    Before the first year of the text, that first year is taken: accounts often open with 5月14日 and name the year in
    the sentence after. Where the months before it lead to another year, they are counted back from it: November,
    January, June, then 20 October 1935 begin in 1934. A text that names no year begins in `year`. Dates relative to the
    day of writing (yesterday) stay unresolved: the text does not give it. A text that counts by lunar months is
    followed in them, and its days are given in the Gregorian calendar.
    """
    read = [_told(document, s) for s in document.sentences]
    if document.lang == "zh" and is_lunar(m for told in read for m in told.mentions):
        return _in_solar_months(_running(document, [_in_lunar_months(told) for told in read], year, lunar=True))
    return _running(document, read, year, lunar=False)


def _running(document: Document, read: Sequence[_Told], year: int | None, *, lunar: bool) -> RunningDates:
    """See `running_dates`."""
    stated = [(m, t.sentence) for t in read for m in t.mentions if m.start.year is not None and m.start.year > 0]
    first = next((m for m, s in stated if _leads(m, s)), stated[0][0] if stated else None)
    if first is None or first.start.year is None:
        return _run(document, read, f"{year:04d}" if year is not None else "", lunar=lunar)
    found = _run(document, read, f"{first.start.year:04d}", lunar=lunar)
    ahead = _years_ahead(found, first)
    return _run(document, read, f"{first.start.year - ahead:04d}", lunar=lunar) if ahead else found


def _years_ahead(run: RunningDates, stated: DateMention) -> int:
    """How many years after its own the months before a date would have led to it."""
    dated = next(d for d in run.found if d.said is stated)
    reached = replace(stated.start, year=None).filled(run.before[dated.sentence]).year
    return reached - stated.start.year if reached is not None and stated.start.year is not None else 0


def _run(document: Document, read: Sequence[_Told], start: str, *, lunar: bool) -> RunningDates:
    """See `running_dates`. `start`: the year that the text begins in, "" where it names none. In lunar months where
    the text is `lunar`.
    """
    thread = Thread(start)
    sizes = Counter(s.paragraph for s in document.sentences)
    found, before = [], []
    paragraph = -1
    for told in read:
        sentence = told.sentence
        opens = sentence.paragraph != paragraph
        if opens:
            paragraph = sentence.paragraph
            thread.new_paragraph()
        before.append(thread.last)
        for m in told.mentions:
            anchor = thread.before(m)
            resolved = in_lunar_months(m, anchor) if lunar else m.resolve(anchor)
            if _leads(m, sentence):
                opening = sentence.role is Role.HEADING or (
                    opens and sizes[paragraph] > 1 and m.span.start <= _OPENING[sentence.lang]
                )
                thread.follow(m, resolved, opening)
            elif m.start.day is not None and (m.start.hour is not None or m.start.part):
                thread.limit(resolved)
            found.append(Dated(sentence.index, told.excerpt.place(m.span.start, m.span.end).span, m, resolved))
    return RunningDates(tuple(found), tuple(before))


def _in_lunar_months(told: _Told) -> _Told:
    text = told.excerpt.text
    return replace(told, mentions=tuple(as_lunar(m, text[: m.span.start]) for m in told.mentions))


def _in_solar_months(run: RunningDates) -> RunningDates:
    found = tuple(replace(dated, mention=in_solar_months(dated.mention)) for dated in run.found)
    return RunningDates(found, tuple(map(solar_date, run.before)), run.before)


class Thread:
    """The date that an account has come to, in `last`, ISO; and where it was before an aside into earlier years.

    1905年日俄战争失败后 in an account of January 1950 is no year for the dates after it; a date of 1945 with month or
    day is, as far as its paragraph goes. An account that opens a paragraph with an earlier year, or stays there for
    another paragraph, has gone back for good.
    """

    def __init__(self, start: str) -> None:
        self.last = self._main = start
        self._aside = ""  # last date of an aside, in this paragraph or before
        self._season = ""  # a month of the season that it has come to: January after the autumn of 1931 is of 1932
        self._limit = ""  # the day of a term with its hour, until another date is told or the paragraph ends

    def before(self, said: DateMention) -> str:
        """The date that `said` takes its year or month from, or is counted from.

        "That afternoon" after "until six on the evening of the 28th" is of the 28th.
        """
        if self._limit and said.start.shift == _THAT_DAY:
            return self._limit
        return self._season if self._season and said.start.month is not None else self.last

    def new_paragraph(self) -> None:
        self.last, self._limit = self._main, ""

    def limit(self, resolved: DateMention) -> None:
        """Take in a term that does not lead: until six on the evening of the 28th."""
        self._limit = resolved.start.iso_date()

    def follow(self, said: DateMention, resolved: DateMention, opening: bool) -> None:
        """Take in a date that leads; `opening`: it opens a heading or a paragraph of several sentences."""
        date = resolved.start.iso_date()
        if not date:
            return
        self._season = self._limit = ""
        aside = self.last != self._main
        earlier = date[:4] < self._main[:4] and not said.start.relative
        if opening or not earlier:
            self.last, self._aside = date, ""
            if said.start.year is not None or not aside:
                self._main = date
        elif said.start.month is None and said.start.day is None and not aside:
            return
        elif self._aside and not aside and date[:4] >= self._aside[:4]:
            self.last, self._main, self._aside = date, date, ""
        else:
            self.last = self._aside = date
        if resolved.start.season and resolved.start.month is None and self.last == date:
            self._season = f"{date[:4]}-{_SEASONS[resolved.start.season]:02d}"


_THAT_DAY = Shift("day", 0, "context")
# The month that a month without a year is counted from.
_SEASONS = {"SP": 4, "SU": 7, "FA": 10, "WI": 12}
# Characters before a year that opens its sentence: "In the spring of 1949", 到了1949年.
_OPENING = {"zh": 4, "en": 10}


def _leads(m: DateMention, sentence: Sentence) -> bool:
    """Whether what follows may be counted from this date.

    A month, a day or a season leads, unless it is a limit (until 25 April). A year alone leads where it opens its
    sentence, one that is counted also where it goes on (two years later): 苏联至迟在1952年底交还 does not carry the
    account to 1952, nor "whom they had dismissed three years before" back.
    """
    if m.relation in (Relation.UNTIL, Relation.BEFORE):
        return False
    if m.start.month is not None or m.start.day is not None or m.start.season:
        return True
    shift = m.start.shift
    if shift is not None and not (shift.unit == "year" and shift.amount is not None and shift.amount < 0):
        return True
    return sentence.role is Role.HEADING or m.span.start <= _OPENING[sentence.lang]


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence and its dates, read where neither a line break nor a note reference divides them (二十|八日)."""

    sentence: Sentence
    excerpt: Excerpt
    mentions: tuple[DateMention, ...]


def _told(document: Document, sentence: Sentence) -> _Told:
    shown = excerpt(document, [sentence.index])
    if sentence.role in _UNTOLD:
        return _Told(sentence, shown, ())
    found = dates(shown.text, sentence.lang)
    return _Told(sentence, shown, tuple(m for m in found if m.kind in (DateKind.DATE, DateKind.INTERVAL)))
