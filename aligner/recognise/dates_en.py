"""Dates and times in English running text.

As in `dates_zh`: atoms by one regular expression, atoms that stand together become a moment (the morning of + 14 May +
1950), two moments an interval (from May to July 1950).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aligner.recognise.moments import DateKind, DateMention, Moment, Relation, Shift
from aligner.recognise.normal import normal_en
from aligner.recognise.numerals_en import ORDINALS, SCALES, TENS, UNITS, read_numeral
from aligner.records import Span

_MONTHS = {m: i for i, m in enumerate("january february march april may june july august september october november december".split(), 1)}
_MONTHS |= {m[:3]: i for m, i in _MONTHS.items()} | {"sept": 9}
_DAYS = {d: i for i, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split(), 1)}
_DAYS |= {d[:3]: i for d, i in _DAYS.items()} | {"tues": 2, "thur": 4, "thurs": 4}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_WEEKDAY = rf"(?:{'|'.join(sorted((d for d in _DAYS if len(d) > 3), key=len, reverse=True))}|mon|tue|wed|thu|fri|sat|sun)"
_SMALL = sorted((w for w in ORDINALS if ORDINALS[w] <= 31 and ORDINALS[w] > 0), key=len, reverse=True)
_ORD_WORD = rf"(?:(?:twenty|thirty)[ -](?:{'|'.join(w for w in _SMALL if ORDINALS[w] < 10)})|{'|'.join(_SMALL)})"
_ORD = rf"(?:\d{{1,2}} ?(?:st|nd|rd|th)\b|{_ORD_WORD}(?![a-z]))"
_NUM_WORDS = [w for w in (*UNITS, *TENS) if w not in ("nought", "naught")]
_NUM = rf"(?:\d[\d,]*(?:\.\d+)?|(?:{'|'.join(sorted(_NUM_WORDS, key=len, reverse=True))})(?:[ -](?:and )?(?:{'|'.join(sorted([*_NUM_WORDS, *SCALES, 'hundred', 'a half', 'half'], key=len, reverse=True))}))*)"
_UNIT = r"(?:centur(?:y|ies)|decades?|years?|yrs?|quarters?|months?|weeks?|wks?|fortnights?|weekends?|days?|nights?|hours?|hrs?|minutes?|mins?|seconds?|secs?)"
_UNITS = {"c": "century", "de": "decade", "y": "year", "q": "quarter", "mo": "month", "w": "week", "f": "week", "da": "day", "n": "day", "h": "hour", "mi": "minute", "s": "second"}
_QUANTITY = rf"(?:(?:more than |less than )?(?:{_NUM}(?: and (?:a )?(?:half|quarter))?|half an?|an?(?: few| couple(?: of)?)?|several|some|few|a half|another|½))"
_LENGTH = rf"{_QUANTITY}[ -]?{_UNIT}\b(?: and (?:a )?(?:half|quarter))?"
_CARDINAL = (
    r"(?:(?:twenty|thirty)[ -](?:one|two|three|four|five|six|seven|eight|nine)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty)"
)
_BELOW_100 = r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|[a-z]+teen)"
_WORD_YEAR = (
    rf"(?:(?:sixteen|seventeen|eighteen|nineteen)(?: hundred(?:(?: and)? {_BELOW_100})?|[ -]{_BELOW_100})|"
    rf"two thousand(?:(?: and)? (?:{_BELOW_100}|one|two|three|four|five|six|seven|eight|nine))?|twenty[ -](?:ten|eleven|twelve|[a-z]+teen|twenty(?:-[a-z]+)?))"
)
_YEAR = r"(?:1[0-9]\d\d|20\d\d|21\d\d)"
_DAYNUM = r"(?:\d{1,2}|[a-z]+)"
_TIME = (
    r"(?:\d{1,2}(?:[:.]\d{2}(?::\d{2})?)? ?(?:[ap] ?\. ?m ?\.?|[ap]m)(?![a-z])|\d{1,2}(?::\d{2})?[ap](?![a-z])|\d{3,4} ?[ap]\.?m\.?(?![a-z])|(?<![\d:.])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|"
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o'? ?clock(?: [ap]\.?m\.?)?|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: thirty| fifteen| forty-five)? [ap] ?\. ?m\b ?\.?|\d{4} hours|noon|midday|mid ?night|12 noon)"
)
_PART = r"(?:(?:early|late|mid-?) ?)?(?:mornings?|afternoons?|evenings?|nights?|dawn|dusk|noon|daybreak)"
_WHICH = r"(?:this|next|last|past|previous|coming|upcoming|following|current|that|same|preceding|ensuing)"
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

_PATTERN = re.compile(
    "|".join(
        (
            rf"(?P<iso>(?<![\d.])(?:{_YEAR})[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d|[-/.]\d)|(?<![\d./-])(?:{_YEAR}) (?:0\d|1[0-2]) [0-3]\d(?!\d)|(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))",
            rf"(?P<isomix>(?<![\d])(?:{_YEAR}[-/]{_MONTH}[-/]\d{{1,2}}|\d{{1,2}}[-/]{_MONTH}[-/](?:{_YEAR}|\d\d)|{_MONTH}-\d{{1,2}}-{_YEAR}|{_MONTH}-{_YEAR}-\d{{1,2}}|{_YEAR}/\d{{1,2}}/{_MONTH}|\d{{1,2}}-{_YEAR}-{_MONTH})(?![a-z\d]))",
            r"(?P<slash>(?<![\d./])\d{1,2}(?P<sl>[-/.])\d{1,2}(?P=sl)(?:\d{4}|\d{2})(?!\d|(?P=sl)\d{1,2}(?!\d|(?P=sl))))",
            r"(?P<slash2>(?<![\d./$£€])\d{1,2}/\d{1,2}(?![\d/%]|\.\d|-(?:year|month)))",
            rf"(?P<month>\b(?P<third>(?:early|mid|late|beginning of|end of|middle of)[ -])?(?P<mname>{_MONTH})(?:\b|(?=\d{{1,2}}\b))\.?(?P<mday>(?: +the)? +{_ORD}|,? +{_ORD}|[ /.-]?\d{{1,2}}(?![\d:%,]\d|\d| ?(?:%|percent|per cent|o'clock|years|[ap]\.?m\b|million|billion|people))(?!-year)|(?= ?-)|-\d{{1,2}}(?!\d)| {_CARDINAL}(?![a-z]| (?:thousand|hundred|people|years|days|men)|[ -](?:ten|eleven|twelve|\w+teen|\w+ty)\b(?<!nineteen)))?)",
            rf"(?P<daymonth>(?<![\d.,$£€/])(?<!\d:)(?<![$£€] )(?:(?:the )?{_ORD}(?: day)?(?: of)?|\d{{1,2}}(?: of)?|\b{_CARDINAL}(?: of)?)[ ,-]+(?P<dmname>{_MONTH})\b\.?)",
            rf"(?P<decade>\b(?P<dthird>(?:the )?(?:early|mid|late|beginning of the|end of the)[ -](?:to[ -](?:mid|late)[ -])?)?(?:the )?(?:(?P<dyear>1\d|20)?'?(?P<dten>\d0)'?s|(?:(?P<dcent>nineteen|eighteen|seventeen)[ -])?(?P<dword>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)|(?P<dhundred>1\d|20)00s)\b)",
            rf"(?P<wordyear>\b(?<=[a-z.,] ){_WORD_YEAR}(?![a-z-]))",
            rf"(?P<century>\b(?P<cthird>(?:the )?(?:early|mid|late|beginning of the|end of the|turn of the)[ -](?:to[ -](?:mid|late)[ -])?)?(?:the )?(?P<cnum>\d{{1,2}}(?:st|nd|rd|th)|{_ORD_WORD})[ -]+century\b)",
            rf"(?P<ago>\b{_LENGTH}(?:(?: and|,)? {_LENGTH})*,? (?P<dir>ago|earlier|later|afterwards?|after that|before that|prior(?! to)|hence|from now|from(?= today| tomorrow| yesterday)|after|before(?! the)|since|thence)\b)",
            rf"(?P<inlen>\b(?:in|within) (?:the (?:next|coming|following) )?(?P<inwhat>{_LENGTH})(?! (?:of|or|on|to)\b)\b(?: time)?)",
            rf"(?P<which>\b(?P<theday>(?:(?:the|that|on the) )?(?P<wword>{_WHICH})) (?P<wnum>few |couple of |{_NUM} )?(?:(?P<wunit>{_UNIT})|(?P<wday>{_WEEKDAY})|(?P<wmonth>{_MONTH})|(?P<wpart>morning|afternoon|evening|night)|(?P<wseason>spring|summer|autumn|winter|fall))\b(?P<wpos>'s)?)",
            r"(?P<rel>\b(?:the day after tomorrow|the day before yesterday|today|tomorrow|tmr|yesterday|tonight|tonite|now(?= until| and)|right now|the day before|the day after(?! day)|the next|otd)\b)",
            rf"(?P<weekday>(?<!every )(?<!each )\b(?P<wd>{_WEEKDAY})(?P<plural>s)?\b\.?(?!-))",
            r"(?P<quarter>\bq[1-4]\b|\b(?:first|second|third|fourth|1st|2nd|3rd|4th) quarter\b(?! final))",
            r"(?P<half>\b(?:first|second|latter) half of the (?:year|month)\b)",
            rf"(?P<season>\b(?:(?:the )?(?P<sthird>early|mid|late)[ -])?(?:the )?(?P<sname>spring|summer|autumn|winter|fall)(?= of (?:{_YEAR}|this|last|next|that)| {_YEAR}|,? {_YEAR})\b)",
            rf"(?P<past>\b(?:half(?: an hour)?|a quarter|quarter|(?:\d{{1,2}}|[a-z]+(?:-[a-z]+)?)(?: min(?:ute)?s?)?) (?P<pword>past|to|after) (?P<phour>\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: o'clock)?(?![\d:%a-z-]|[ ,]+(?:\d|years|people|percent)))",
            rf"(?P<time>(?<![\d.,$£€:/-])(?:{_TIME}))",
            rf"(?P<part>\b(?:(?:in|during|on|at|by|of) )?(?:the )?(?P<pname>{_PART})\b(?! (?:before|after)))",
            rf"(?P<year>(?<![\d.,$£€:#])(?<!\d[-/])(?P<ythird>\b(?:(?:the )?(?:early|mid|late|beginning of|end of|middle of)[ -]))?(?P<ynum>\b{_YEAR})(?P<yto>[-/~](?P<yend>\d\d|{_YEAR})\b(?![-/.]?\d))?(?![\d%]|,\d|\.\d|[a-z]|-(?:strong|year|odd|member|man|page)| ?(?:%|percent|per cent|yuan|dollars|people|men|km|kilomet|met(?:er|re)|miles|hours|pounds|troops|soldiers|million|tons|copies|students|words|points|times|square|kg|years)\b)(?P<bc> ?(?:bce?|b\.c\.?)\b)?)",
            r"(?P<shortyear>(?<=[a-z.] )of '?(?P<sy>[3-9]\d)\b(?![.,]?\d| ?%| [a-z]))",
            rf"(?P<thord>\bthe {_ORD}(?! (?:century|anniversary|time|of [a-z]+ [a-z]+|floor|day of|largest|most|round|place|and|century|season|edition|birthday|[a-z]{{4,}})))",
            rf"(?P<every>\b(?:every|each)(?: other)?(?: {_NUM}| {_ORD})? (?:{_UNIT}|{_WEEKDAY}|morning|afternoon|evening|night)\b|\b(?:daily|weekly|monthly|quarterly|annually|yearly|everyday|biweekly|annual)\b)",
            rf"(?P<length>\b{_LENGTH}(?:(?: and|,) {_LENGTH})*(?!-old| old)|(?<![\d.,$£€])\d+(?:\.\d+)?(?:h|hrs?|mins?|yrs?|years|days|d|w|y)\b|\ball (?:day|week|month|year)\b)",
        )
    )
)
_KINDS = ("iso", "isomix", "slash", "slash2", "month", "daymonth", "wordyear", "decade", "century", "ago", "inlen", "which", "rel", "weekday", "quarter",
          "half", "season", "past", "time", "part", "year", "shortyear", "thord", "every", "length")

@dataclass
class _Atom:
    kind: str
    start: int
    end: int
    values: dict[str, Any]
    relation: Relation = Relation.AT
    duration: tuple[tuple[float, str], ...] = ()


def dates_en(text: str) -> tuple[DateMention, ...]:
    """Dates, times, intervals and durations of an English text, in order of place."""
    folded = normal_en(text)
    return tuple(_intervals(text, folded, list(_moments(folded, list(_atoms(text, folded))))))


def _atoms(text: str, folded: str) -> Iterator[_Atom]:
    at = 0
    linked = [m.span() for m in _URL.finditer(folded)] if "://" in folded else []
    for start in _candidates(folded):
        if any(s <= start < e for s, e in linked):
            continue
        if start < at or (found := _PATTERN.match(folded, start)) is None:
            continue
        atom = _atom(text, folded, found)
        if atom is not None:
            at = max(atom.end, start + 1)
            yield atom


_URL = re.compile(r"https?://\S+")
_TOKEN = re.compile(r"[a-z]+|\d+|½")
_CORE = frozenset(
    (*_MONTHS, *_DAYS, *(d + "s" for d in _DAYS if len(d) > 3), *_SEASONS, *TENS, *"hundred thousand century centuries decade decades year years yr yrs quarter quarters "
     "month months week weeks wk wks fortnight fortnights weekend weekends day days night nights hour hours hr hrs minute minutes min mins "
     "second seconds sec secs today tomorrow tmr yesterday tonight tonite now otd morning mornings afternoon afternoons evening evenings dawn "
     "dusk noon daybreak midday midnight clock past twenties thirties forties fifties sixties seventies eighties nineties daily weekly monthly "
     "quarterly annually yearly everyday biweekly annual pm am a p m h d w y st nd rd th s".split())
)
_FIRST = frozenset(
    (*_MONTHS, *_DAYS, *(d + "s" for d in _DAYS if len(d) > 3), *UNITS, *TENS, *ORDINALS, *_SEASONS,
     *"the early mid late beginning end middle turn in within about around nearly almost over more half a an several some few another ½ this next "
     "last past previous coming upcoming following current that same preceding ensuing today tomorrow tmr yesterday tonight tonite now right otd "
     "on latter noon midday midnight morning mornings afternoon afternoons evening evenings night nights dawn dusk daybreak during at by of every each "
     "daily weekly monthly quarterly annually yearly everyday biweekly annual all quarter twenties thirties forties fifties sixties seventies eighties "
     "nineties q".split())
)
_REACH = 7  # tokens within which a date names its unit: "the beginning of the twenty - first century"


def _candidates(folded: str) -> Iterator[int]:
    """Where an atom may begin: at a word that begins one, with a word or figure of dates within reach."""
    words = _TOKEN.findall(folded)
    if _CORE.isdisjoint(words) and not any(w[0].isdigit() for w in words):
        return iter(())
    tokens = [(m[0], m.start()) for m in _TOKEN.finditer(folded)]
    near = _REACH + 1
    kept = []
    for word, start in reversed(tokens):
        figure = word[0].isdigit()
        near = 0 if figure or word in _CORE else near + 1
        if figure or (near <= _REACH and word in _FIRST):
            kept.append(start - 1 if start and folded[start - 1] == "'" and figure else start)
    return reversed(kept)


def _unit(word: str) -> str:
    return next(name for stem, name in sorted(_UNITS.items(), key=lambda u: -len(u[0])) if word.startswith(stem))


def _number(text: str) -> float | None:
    """12, twelve, twenty-one, an, half a, several (3), a few (3), another (1)."""
    text = re.sub(r"^(?:about|around|nearly|almost|over|more than|less than) ", "", text.strip())
    if text in ("a", "an", "another", "one"):
        return 1.0
    if text in ("half a", "half an", "a half", "½"):
        return 0.5
    if text in ("several", "some", "few", "a few"):
        return 3.0
    if text in ("a couple", "a couple of", "couple of"):
        return 2.0
    extra = 0.0
    if part := re.search(r" and (?:a )?(half|quarter)$", text):
        text, extra = text[: part.start()], 0.5 if part[1] == "half" else 0.25
    if text[:1].isdigit():
        return float(text.replace(",", "")) + extra
    reading = read_numeral(re.findall(r"[a-z]+|\d+", text))
    return reading.value + extra if reading else None


def _ordinal(text: str) -> int | None:
    text = text.strip().removeprefix("the ").strip()
    if digits := re.match(r"\d{1,2}", text):
        return int(digits[0])
    words = re.split(r"[ -]", text)
    value = sum(TENS.get(w, 0) for w in words[:-1]) + (ORDINALS.get(words[-1]) or UNITS.get(words[-1]) or TENS.get(words[-1], 0))
    return value or None


_VAGUE_COUNT = re.compile(r"several|few|some|about|around|nearly|almost|over|more than|less than|couple")
_LENGTH_PIECE = re.compile(rf"(?P<q>{_QUANTITY})[ -]?(?P<u>{_UNIT})\b(?P<half> and (?:a )?(?:half|quarter))?")
_SHORT_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(h|d|w|y|hrs?|mins?|yrs?|years|days)$")


def _lengths(text: str) -> tuple[tuple[float, str], ...]:
    if short := _SHORT_LENGTH.match(text):
        return ((float(short[1]), {"h": "hour", "d": "day", "w": "week", "y": "year", "m": "minute"}[short[2][0]]),)
    if text.startswith("all "):
        return ((1.0, _unit(text[4:])),)
    found = []
    for piece in _LENGTH_PIECE.finditer(text):
        value = _number(piece["q"])
        if value is None:
            return ()
        factor = 2 if piece["u"].startswith("fortnight") else 1
        found.append(((value + ((0.25 if "quarter" in piece["half"] else 0.5) if piece["half"] else 0)) * factor, _unit(piece["u"])))
    return tuple(found)


def _full_year(year: int) -> int:
    return year if year >= 100 else year + (2000 if year <= 35 else 1900)


def _third(word: str | None) -> str:
    if not word:
        return ""
    word = word.replace("the ", "")
    return "early" if word.startswith(("early", "beginning")) else "mid" if word.startswith("mid") else "late"


def _atom(text: str, folded: str, found: re.Match[str]) -> _Atom | None:
    g = found.groupdict()
    kind = next(name for name in _KINDS if g[name] is not None)
    start, end = found.span()
    return _READERS[kind](text, folded, g, start, end)


def _valid(year: int | None, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31 and (year is None or 1000 <= year <= 2199)


def _read_iso(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    digits = re.findall(r"\d+", g["iso"])
    year, month, day = (digits[0][:4], digits[0][4:6], digits[0][6:]) if len(digits) == 1 else digits
    if not _valid(int(year), int(month), int(day)):
        return None
    return _Atom("numeric", start, end, {"year": int(year), "month": int(month), "day": int(day)})


def _read_isomix(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    month = next(_MONTHS[w] for w in re.findall(r"[a-z]+", g["isomix"]))
    numbers = re.findall(r"\d+", g["isomix"])
    year = next((n for n in numbers if len(n) == 4), numbers[-1])
    numbers.remove(year)
    if not _valid(None, month, int(numbers[0])):
        return None
    return _Atom("numeric", start, end, {"year": _full_year(int(year)), "month": month, "day": int(numbers[0])})


def _read_slash(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    """5/17/2018 and 17/5/2018; both under 13 may be either, month first is taken and the other kept in mind."""
    a, b, year = (int(n) for n in re.findall(r"\d+", g["slash"]))
    if len(re.findall(r"\d+", g["slash"])[2]) == 2 and "." in g["slash"] and not (a <= 31 and b <= 12):
        return None
    month, day = (a, b) if a <= 12 and not ("." in g["slash"] and b <= 12) else (b, a)
    if not _valid(None, month, day):
        return None
    return _Atom("numeric", start, end, {"year": _full_year(year), "month": month, "day": day, "swap": a <= 12 and b <= 12 and a != b})


def _read_slash2(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    a, b = (int(n) for n in g["slash2"].split("/"))
    month, day = (a, b) if a <= 12 else (b, a)
    before = folded[max(0, start - 9) : start]
    around = re.search(r"(?:\bon|\bfrom|\bto|\bsince|\buntil|\bby|\bbetween|\band|\bor|\bfor|\bis|\bare|\bwas|\bthis|\bnext|day,?|back|[-,?.:]|^) ?$", before)
    if not _valid(None, month, day) or not around or re.match(r" (?:of|cup|inch|the|teaspoon|tablespoon|mile)\b", folded[end:]):
        return None
    return _Atom("numeric", start, end, {"month": month, "day": day, "swap": a <= 12 and b <= 12 and a != b})


def _read_month(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    name, written = g["mname"], text[start:end]
    values: dict[str, Any] = {"month": _MONTHS[name], "third": _third(g["third"])}
    day_text = (g["mday"] or "").strip(" ,/.-")
    if day_text:
        day = _ordinal(day_text)
        if day and 1 <= day <= 31:
            values["day"] = day
        else:
            end -= len(g["mday"])
            day_text = ""
    proper = written[len(g["third"] or "") :]
    if name in ("may", "march", "mar", "sun", "sat", "dec", "jan") and not day_text:
        after, before = folded[end:], folded[max(0, start - 12) : start]
        dated = re.match(rf",? {_YEAR}\b| of {_YEAR}|(?:[ ,-]+| to | until | through )(?:{_MONTH})\b", after) or re.search(
            r"\b(?:in|of|since|until|till|by|from|to|through|during|this|last|next|early|late|mid|and|after|before|between|on|the|every|each|or)[ -]$", before)
        if not dated or (name in ("march", "mar") and not proper[0].isupper()):
            return None
        if name == "may" and not proper[0].isupper() and not (re.search(r"\bin $", before) and re.match(r"\W*$|[.,;]", after)):
            return None
    if len(name) <= 4 and name not in ("may", "june", "july") and not day_text and not proper[0].isupper():
        return None
    if re.search(r"[$#@]$", folded[:start]) or (name == "march" and not proper[0].isupper() and not day_text):
        return None
    if folded[end - 1] == "." and not re.match(r" *(?:\d|,)", folded[end:]):
        end -= 1
    return _Atom("month", start, end, values)


def _read_daymonth(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    head = g["daymonth"][: -len(g["dmname"])].rstrip(" .,-") if not g["daymonth"].endswith(".") else g["daymonth"][: g["daymonth"].rindex(g["dmname"])]
    day = _ordinal(re.sub(r"(?: day)?(?: of)?$", "", head.strip(" ,-")))
    if not day or day > 31:
        return None
    written = text[end - len(g["dmname"]) - 1 : end]
    if g["dmname"] == "may" and "May" not in written and "MAY" not in written and "of" not in head:
        return None
    if g["daymonth"].endswith(".") and not re.match(r" *(?:\d|,)", folded[end:]):
        end -= 1
    return _Atom("month", start, end, {"month": _MONTHS[g["dmname"]], "day": day})


def _read_wordyear(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    """nineteen eighty-six, two thousand and five, seventeen hundred thirty-three: after a month or a preposition only."""
    before = folded[max(0, start - 14) : start]
    if not re.search(rf"(?:\b(?:in|of|since|until|by|from|before|after|and)|(?:{_MONTH})\.?,?|(?:{_MONTH})\.? (?:\S+ )?\S+,?) $", before):
        return None
    words = [w for w in re.findall(r"[a-z]+", g["wordyear"]) if w != "and"]
    if words[0] == "two":
        year = 2000 + sum(UNITS.get(w, TENS.get(w, 0)) for w in words[2:])
    else:
        rest = [w for w in words[1:] if w != "hundred"]
        if any(w not in UNITS and w not in TENS for w in rest):
            return None
        year = (UNITS.get(words[0]) or TENS[words[0]]) * 100 + sum(UNITS.get(w, TENS.get(w, 0)) for w in rest)
    return _Atom("year", start, end, {"year": year, "spelled": True})


def _read_decade(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    words = {w[:-1] + "ies": v // 10 for w, v in TENS.items()}
    centuries = {"nineteen": 19, "eighteen": 18, "seventeen": 17}
    if g["dhundred"]:
        return _Atom("decade", start, end, {"century": int(g["dhundred"]) + 1, "third": _third(g["dthird"])})
    if g["dten"]:
        if not g["dyear"] and "'" not in g["decade"] and "the " not in g["decade"] and not g["dthird"]:
            return None
        decade = int(g["dten"]) // 10 + (int(g["dyear"]) * 10 if g["dyear"] else 0)
        if g["dyear"] and g["dten"] == "00" and g["dyear"] != "20":
            return _Atom("decade", start, end, {"century": int(g["dyear"]) + 1, "third": _third(g["dthird"])})
    else:
        if not g["dcent"] and "the " not in g["decade"] and not re.search(r"\b(?:the|in) $", folded[:start]):
            return None
        if re.search(r"\b(?:his|her|their|my|our|your|in (?:his|her|their)) (?:early |mid-?|late )?$", folded[max(0, start - 20) : start]):
            return None
        decade = words[g["dword"]] + centuries.get(g["dcent"] or "", 0) * 10
    return _Atom("decade", start, end, {"decade": decade, "third": _third(g["dthird"])})


def _read_century(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    number = _ordinal(g["cnum"])
    return _Atom("century", start, end, {"century": number, "third": _third(g["cthird"])}) if number else None


def _read_ago(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    body = g["ago"][: -len(g["dir"])]
    lengths = _lengths(body)
    if not lengths:
        return None
    direction = g["dir"]
    if direction in ("after", "before", "since", "prior") and re.match(r" (?:the|that|his|her|their|its|it|he|she|they|a|an|[a-z]+ing|[a-z]{3,})\b", folded[end:]) and not re.match(r" (?:today|tomorrow|yesterday)", folded[end:]):
        return _Atom("length", start, start + len(body.rstrip(" ,")), {}, duration=lengths)
    back = direction in ("ago", "earlier", "before that", "prior", "before")
    base = "now" if direction in ("ago", "from now", "hence") else "context"
    amount, unit = lengths[0]
    if direction in ("after", "before", "since", "prior", "from") and (further := re.match(r" (today|tomorrow|yesterday)\b", folded[end:])):
        base, end = "now", end + len(further[0])
        step = {"today": 0, "tomorrow": 1, "yesterday": -1}[further[1]]
        if unit in ("day", "week"):  # two days before yesterday: three days back
            amount, unit = amount * (7 if unit == "week" else 1) + (-step if back else step), "day"
    if len(lengths) > 1 and all(u in ("day", "week") for _, u in lengths):  # two weeks and two days
        amount, unit, lengths = sum(n * (7 if u == "week" else 1) for n, u in lengths), "day", lengths[:1]
    vague = bool(_VAGUE_COUNT.search(body + re.sub(r"(?:what|how) about", "", folded[max(0, start - 12) : start]))) or len(lengths) > 1
    shift = Shift(unit, None if vague else (-amount if back else amount), base)  # type: ignore[arg-type]
    return _Atom("shifted", start, end, {"shift": shift}, duration=lengths)


def _read_inlen(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    """in two weeks: so far ahead of now - but "in two years he wrote five books" is a length, and stays one."""
    lengths = _lengths(g["inwhat"])
    if not lengths or re.match(r"(?:in|within) the ", g["inlen"]):
        return None  # in the next two years: `_read_which`
    inner = start + g["inlen"].index(g["inwhat"])
    ahead = g["inlen"].endswith("time") or (g["inlen"].startswith("in ") and "the " not in g["inlen"] and re.match(r"\s*(?:[.,;?!]|$|and\b)", folded[end:]))
    if not ahead or len(lengths) > 1:
        return _Atom("length", inner, inner + len(g["inwhat"]), {}, duration=lengths)
    amount, unit = lengths[0]
    amount_or_none = None if _VAGUE_COUNT.search(g["inwhat"]) else amount
    shift = Shift(unit, amount_or_none, "now")  # type: ignore[arg-type]
    return _Atom("shifted", start, end, {"shift": shift}, duration=lengths)


_STEPS = {"this": 0, "current": 0, "that": 0, "same": 0, "next": 1, "coming": 1, "upcoming": 1, "following": 1, "ensuing": 1,
          "last": -1, "past": -1, "previous": -1, "preceding": -1}


def _read_which(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    word, article = g["wword"], g["theday"].startswith(("the ", "on the "))
    step = _STEPS[word]
    if g["theday"].startswith("on "):
        start += 3
    base = "context" if word in ("following", "previous", "that", "same", "preceding", "ensuing") or (article and word == "next") else "now"
    if g["wpos"]:
        end -= 2
    values: dict[str, Any]
    if g["wnum"]:
        count = _number(g["wnum"].strip())
        if count is None or not g["wunit"]:
            return None
        values = {"shift": Shift(_unit(g["wunit"]), None, base), "count": count, "forward": step > 0}  # type: ignore[arg-type]
        return _Atom("lasting", start, end, values)
    if g["wunit"]:
        if word in ("this", "that", "same", "past") and g["wunit"].startswith(("night",)) and word != "past":
            return _Atom("daypart", start, end, {"shift": Shift("day", 0, base), "part": "night"})  # type: ignore[arg-type]
        if g["wunit"].startswith("night"):
            return _Atom("daypart", start, end, {"shift": Shift("day", step, base), "part": "night"})  # type: ignore[arg-type]
        if g["wunit"].endswith("s") and not g["wunit"].startswith(("cent",)):
            return None
        unit = "weekend" if g["wunit"].startswith("weekend") else _unit(g["wunit"])
        if unit in ("second", "minute", "hour") and word not in ("next", "last", "past", "previous"):
            return None
        kind = {"year": "year", "month": "month", "quarter": "quarter", "decade": "decade", "century": "century"}.get(unit, "day")
        return _Atom(kind, start, end, {"shift": Shift(unit, step, base)})  # type: ignore[arg-type]
    if g["wday"]:
        if len(g["wday"]) == 3 and not text[end - 3].isupper():
            return None
        return _Atom("day", start, end, {"shift": Shift("week", step, base), "weekday": _DAYS[g["wday"]]})  # type: ignore[arg-type]
    if g["wmonth"]:
        name = text[end - len(g["wmonth"]) - (2 if g["wpos"] else 0) :]
        if not name[0].isupper() and g["wmonth"] in ("may", "march", "mar"):
            return None
        return _Atom("month", start, end, {"shift": Shift("year", step, base), "month": _MONTHS[g["wmonth"]]})  # type: ignore[arg-type]
    if g["wpart"]:
        return _Atom("daypart", start, end, {"shift": Shift("day", step, base), "part": g["wpart"]})  # type: ignore[arg-type]
    return _Atom("season", start, end, {"shift": Shift("year", step, base), "season": _SEASONS[g["wseason"]]})  # type: ignore[arg-type]


def _read_rel(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    word = g["rel"]
    if word in ("tonight", "tonite"):
        return _Atom("daypart", start, end, {"shift": Shift("day", 0, "now"), "part": "night"})
    if word in ("the day before", "the day after"):
        if re.match(r" +[a-z]", folded[end:]):
            return None
        return _Atom("day", start, end, {"shift": Shift("day", -1 if "before" in word else 1, "context")})
    if word == "the next":
        return None
    if word in ("now", "right now"):
        return _Atom("day", start, end, {"shift": Shift("second", 0, "now")})
    amount = {"today": 0, "otd": 0, "tomorrow": 1, "tmr": 1, "yesterday": -1, "the day after tomorrow": 2, "the day before yesterday": -2}[word]
    return _Atom("day", start, end, {"shift": Shift("day", amount, "now")})


def _read_weekday(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    if len(g["wd"]) == 3 and not text[start].isupper():
        return None
    if g["wd"] in ("sat", "sun", "wed", "mon", "fri") and not re.search(r"(?:\bon|\bnext|\bthis|\blast|\bthe|[,(]|^) ?$", folded[max(0, start - 6) : start]) and not re.match(r"\.?,? \d|\.? at \d|\. ?\d|,? " + _MONTH, folded[end:]):
        return None
    if folded[end - 1] == "." and not re.match(r" *(?:\d|,|" + _MONTH + ")", folded[end:]):
        end -= 1
    return _Atom("weekday", start, end, {"weekday": _DAYS[g["wd"]], "every": bool(g["plural"])})


def _read_quarter(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    word = g["quarter"]
    number = int(word[1]) if word[0] == "q" else {"f": 1, "s": 2, "t": 3, "1": 1, "2": 2, "3": 3, "4": 4}[word[0]]
    if word.startswith("fourth"):
        number = 4
    return _Atom("quarter", start, end, {"quarter": number})


def _read_half(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    return _Atom("half", start, end, {"half": 1 if g["half"].startswith("first") else 2})


def _read_season(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    return _Atom("season", start, end, {"season": _SEASONS[g["sname"]], "third": _third(g["sthird"])})


_HOURS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}


def _read_past(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    """half past seven, 20 min past eight, a quarter to six; "five to seven" without minutes is a range."""
    head = re.sub(r" (?:past|to|after) .*", "", g["past"])
    hour = int(g["phour"]) if g["phour"].isdigit() else _HOURS[g["phour"]]
    if head.startswith("half"):
        minute: float | None = 30
    elif head.endswith("quarter"):
        minute = 15
    else:
        minute = _number(re.sub(r" min(?:ute)?s?$", "", head))
    plain = not re.search(r"half|quarter|min", head)
    if minute is None or minute >= 60 or hour > 12 or (plain and g["pword"] != "past"):
        return None
    if g["pword"] == "to":
        hour, minute = hour - 1, 60 - minute
    return _Atom("time", start, end, {"hour": hour, "minute": int(minute)})


def _read_time(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    word = g["time"]
    if word in ("noon", "midday", "12 noon"):
        return _Atom("time", start, end, {"hour": 12, "meridiem": "pm"})
    if "night" in word:
        return _Atom("time", start, end, {"hour": 0, "meridiem": "am"})
    if word.endswith(" hours"):
        return _Atom("time", start, end, {"hour": int(word[:2]), "minute": int(word[2:4])})
    meridiem = re.search(r"([ap]) ?\.? ?m? ?\.?$", word) if not word.endswith("clock") else None
    if meridiem and meridiem[1] and not re.search(r"m", meridiem[0]) and re.search(r"\d\.\d", word):
        return None
    numbers = re.findall(r"\d+", word)
    minute: int | None = None
    second: int | None = None
    if not numbers:
        words = word.split()
        hour = _HOURS[words[0]]
        minute = {"thirty": 30, "fifteen": 15, "forty-five": 45}.get(words[1]) if len(words) > 1 else None
    elif len(numbers) == 1 and len(numbers[0]) >= 3:
        hour, minute = int(numbers[0][:-2]), int(numbers[0][-2:])
    else:
        hour = int(numbers[0])
        minute = int(numbers[1]) if len(numbers) > 1 else None
        second = int(numbers[2]) if len(numbers) > 2 else None
    if hour > 24 or (minute or 0) > 59 or (meridiem and hour > 12 and hour != 24 and hour > 23):
        return None
    if ":" in word and not meridiem and second is None and re.search(r"(?:ratio|scale|aspect|score|won|beat|lost|psalms?|john|matthew|genesis)[^.]{0,12}$", folded[max(0, start - 20) : start]):
        return None
    if ":" in word and not meridiem and re.match(r" (?:aspect|ratio|win|victory|defeat|draw|loss|scale)", folded[end:]):
        return None
    values: dict[str, Any] = {"hour": hour, "minute": minute, "second": second}
    if meridiem:
        values["meridiem"] = "pm" if meridiem[1] == "p" else "am"
        if meridiem[1] == "p" and hour < 12:
            values["hour"] = hour + 12
        elif meridiem[1] == "a" and hour == 12:
            values["hour"] = 0
    if word.endswith(".") and folded[end - 1] == "." and not re.search(r"\. ?m ?\.$", word):
        end -= 1
    return _Atom("time", start, end, values)


def _read_part(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    name = g["pname"].rstrip("s")
    names = {"dawn": "dawn", "daybreak": "dawn", "dusk": "evening", "noon": "noon"}
    part = names.get(name.split("-")[-1].split(" ")[-1]) or re.sub(r"^(?:early|late|mid)-? ?", "", name)
    lead = g["part"][: g["part"].index(g["pname"])]
    early = name.startswith("early") and part == "morning"
    return _Atom("part", start, end, {"part": "dawn" if early else part, "lead": lead.strip(), "every": g["pname"].endswith("s")})


def _read_year(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    year = int(g["ynum"])
    values: dict[str, Any] = {"year": 1 - year if g["bc"] else year, "third": _third(g["ythird"])}
    if g["yto"]:
        last = g["yend"]
        final = int(last) if len(last) == 4 else year // 100 * 100 + int(last)
        if final > year and not (len(last) == 2 and int(last) <= 12 and "/" not in g["yto"] and final - year > 12):
            values["until"] = final
        elif len(last) == 2 and 1 <= int(last) <= 12:
            values["month"] = int(last)
        else:
            end -= len(g["yto"])
    elif re.match(r"-\d\b", folded[end:]) and 1 <= int(folded[end + 1]) <= 9 and not re.match(r"-\d[-\d]", folded[end:]):
        values["month"] = int(folded[end + 1])
        end += 2
    return _Atom("year", start, end, values)


def _read_shortyear(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    """15 April of 87: two figures are a year after a month only."""
    if not re.search(rf"(?:{_MONTH})\.? $", folded[max(0, start - 11) : start]):
        return None
    return _Atom("year", start, end, {"year": 1900 + int(g["sy"]), "third": ""})


def _read_thord(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    day = _ordinal(g["thord"])
    digits = g["thord"][4:5].isdigit()
    before = folded[max(0, start - 9) : start]
    if not day or day > 31 or not digits or not re.search(r"(?:\bon|\bby|\bof|\bsince|\buntil|\bfrom|\bto|\bbefore|\bafter|day) $", before):
        return None
    if re.match(r" [a-z]+", folded[end:]) and not re.match(r" (?:and|at|in the|to|with|he|she|they|we|i|for|by|the|a|when|that|from|stalin|mao)\b", folded[end:]):
        return None
    return _Atom("day", start, end, {"day": day, "bare": True})


def _read_every(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    word = g["every"]
    fixed = {"daily": "day", "everyday": "day", "weekly": "week", "biweekly": "week", "monthly": "month", "quarterly": "quarter", "annually": "year", "yearly": "year", "annual": "year"}
    if word in fixed:
        return _Atom("set", start, end, {"every": True}, duration=((2.0 if word == "biweekly" else 1.0, fixed[word]),))
    rest = re.sub(r"^(?:every|each)(?: other)? ", "", word)
    if rest in _DAYS:
        return _Atom("set", start, end, {"every": True, "weekday": _DAYS[rest]})
    if rest in ("morning", "afternoon", "evening", "night"):
        return _Atom("set", start, end, {"every": True, "part": rest})
    pieces = rest.split()
    count = _number(" ".join(pieces[:-1])) if len(pieces) > 1 else 1.0
    return _Atom("set", start, end, {"every": True}, duration=((count or 1.0, _unit(pieces[-1])),)) if re.match(_UNIT, pieces[-1]) else None


def _read_length(text: str, folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    lengths = _lengths(g["length"])
    if not lengths or g["length"].startswith("a second") or re.fullmatch(r"(?:one|some|a) (?:day|night|weekend)", g["length"]):
        return None
    return _Atom("length", start, end, {}, duration=lengths)


_READERS = {
    "iso": _read_iso, "isomix": _read_isomix, "slash": _read_slash, "slash2": _read_slash2, "month": _read_month, "daymonth": _read_daymonth, "wordyear": _read_wordyear,
    "decade": _read_decade, "century": _read_century, "ago": _read_ago, "inlen": _read_inlen, "which": _read_which, "rel": _read_rel,
    "weekday": _read_weekday, "quarter": _read_quarter, "half": _read_half, "season": _read_season, "past": _read_past, "time": _read_time,
    "part": _read_part, "year": _read_year, "shortyear": _read_shortyear, "thord": _read_thord, "every": _read_every, "length": _read_length,
}  # fmt: skip

_GLUE = re.compile(r"[ ,]*(?:of the year|of|in the|in|on the|on|at about|at around|at|around|for|@|/|the|of the|'s|-|\()?[ ,]*")
_FIELD_GROUPS = (frozenset({"year", "decade", "century", "until"}), frozenset({"month", "quarter", "half", "season"}), frozenset({"day"}),
                 frozenset({"weekday"}), frozenset({"part"}), frozenset({"hour"}), frozenset({"shift"}))


def _groups(values: dict[str, Any]) -> set[int]:
    return {i for i, names in enumerate(_FIELD_GROUPS) if any(values.get(n) not in (None, "") for n in names)}


def _moments(folded: str, atoms: list[_Atom]) -> Iterator[_Atom]:
    """Atoms that stand together and say different things, merged; lengths pass through."""
    i = 0
    while i < len(atoms):
        atom = atoms[i]
        i += 1
        if atom.kind in ("length", "lasting"):
            yield atom
            continue
        values, start, end, duration = dict(atom.values), atom.start, atom.end, atom.duration
        kinds = [atom.kind]
        while i < len(atoms) and atoms[i].kind not in ("length", "lasting"):
            following = atoms[i]
            gap = folded[end : following.start]
            if len(gap) > 14 or not _GLUE.fullmatch(gap) or not _fits(values, following.values, gap, kinds, following.kind):
                break
            values |= {k: v for k, v in following.values.items() if v is not None and v is not False and v != ""}
            end, duration = following.end, duration or following.duration
            kinds.append(following.kind)
            i += 1
        if end < len(folded) and folded[end] == ")" and "(" in folded[start:end]:
            end += 1
        if kinds == ["year"] and not _year_stands(folded, start, end, values):
            continue
        if kinds == ["part"]:
            start = _part_start(folded, start, values)
            if start < 0:
                continue
        yield _Atom("moment", start, end, values, duration=duration)


def _fits(values: dict[str, Any], following: dict[str, Any], gap: str, kinds: list[str], kind: str) -> bool:
    """Whether two neighbouring atoms are one moment: they say different things, and their order is a usual one."""
    mine, theirs = _groups(values), _groups(following)
    if mine & theirs or values.get("until") or following.get("until"):
        return False
    word = gap.strip(" ,")
    if theirs == {6} and mine and mine <= {1, 2} and following["shift"].unit == "year":  # 22 December last year
        return word in ("", "of", "in")
    if 6 in theirs and (mine & {0, 1, 2}) and not ({6, 5} >= theirs):
        return 1 in mine and following["shift"].unit == "year" and "of" in word or 1 in mine and not gap.strip()
    if 6 in mine and theirs & {0} and not theirs & {1, 2}:
        return False
    if 5 in theirs or 4 in theirs:  # a time after a date: a comma or at; two clauses after "in" and "of"
        return word in ("", "at", "@", "in the", "for", "around", "at around", "at about", "on the", "the", "in", "-", "'s") and not (kinds == ["year"] and "," in gap)
    if 5 in mine or 4 in mine:  # 5 p.m. on 14 May, the evening of 14 May
        return word in ("", "on", "of", "on the", "of the", "-", "the") and bool(theirs & {0, 1, 2, 3, 6})
    if 3 in mine and theirs <= {0, 1, 2}:  # Monday, 14 May; Friday 2018-7-6
        return word in ("", "the", "(", "-") and bool(theirs & {1, 2})
    if mine == {3} and theirs == {6}:  # Monday of the following week
        return word in ("of", "of the", "") and following["shift"].unit == "week"
    if mine == {6} and theirs == {3}:  # next week on Tuesday
        return word in ("on", "", "-") and values["shift"].unit == "week"
    if 0 in theirs:  # 14 May 1950, May of 1950, spring 1950
        if mine & {1, 2}:
            return word in ("", "of", "in", "of the", "-", "/", "the") and not (following.get("third"))
        return False
    if 0 in mine:  # 2017 April, 2019 Q1
        return word in ("", "-") and "," not in gap and bool(theirs & {1}) and len(kinds) == 1
    return 3 in theirs and word in ("", "(", "on")


def _year_stands(folded: str, start: int, end: int, values: dict[str, Any]) -> bool:
    """Whether a bare four-digit number is a year: after a preposition of time or a year, in brackets, first in a clause."""
    if "year" not in values or values.get("until") or values.get("third") or "month" in values or values["year"] <= 0:
        return True
    if re.match(r" or (?:later|earlier)\b", folded[end:]):
        return True
    if re.match(r" ?(?:to|-|~|through|until) ?(?:1\d|20)\d\d\b", folded[end:]) and 1500 <= values["year"] <= 2100:
        return True
    before = folded[max(0, start - 22) : start]
    if re.search(r"(?:\b(?:in|as|since|by|until|till|before|after|from|during|year|years|of|through|throughout|around|circa|c\.|to|than|between|and|or|for|fiscal|early|late|mid)|[(\[–=-]|\bin (?:late|early|mid)) ?$", before):
        weak = re.search(r"\b(?:of|to|and|or|than|between|for|from) ?$", before)
        if weak and re.match(r" [a-z]+s\b(?<!was)(?<!has)(?<!is)", folded[end:]) and not re.search(r"\d{4}[ ,a-z]*$", before):
            return False
        return 1500 <= values["year"] <= 2100 or not weak
    if re.search(r"(?:^|[.;:!?] ?|\"|, )$", before) and re.match(r"(?: |,|:|$|\))", folded[end:]):
        return 1700 <= values["year"] <= 2100
    return 1900 <= values["year"] <= 2039 and bool(re.match(r" [a-z]+|[,.)]", folded[end:])) and bool(re.search(r"\bthe $", before))


def _part_start(folded: str, start: int, values: dict[str, Any]) -> int:
    """A part of day alone counts with its preposition (in the morning, at night); -1 where it is another word."""
    lead = values.get("lead", "")
    return start if lead.startswith(("in", "at", "during", "on", "by")) or values.get("every") or lead == "the" or values["part"] in ("dawn", "noon") else -1


_TO = re.compile(r",? ?(?:-|--|~|to|until|till|through|thru) ?(?:the )?")
_AND = re.compile(r" and (?:the )?| - ?|-| to ")
_BEFORE = re.compile(
    r"(?:\b(?P<between>between)|\b(?P<from>from)|\b(?P<since>since|(?:starting|beginning)(?: on| in| from)?|as early as)|\b(?P<until>until|till|no later than|as late as)"
    r"|\b(?P<before>before|prior to|earlier than|by)|\b(?P<after>after|later than|following))(?: the)?(?: year)? $"
)


def _intervals(text: str, folded: str, moments: list[_Atom]) -> Iterator[DateMention]:
    i = 0
    while i < len(moments):
        one = moments[i]
        i += 1
        if one.kind == "length":
            yield DateMention(Span(one.start, one.end), text[one.start : one.end], "en", DateKind.DURATION, duration=one.duration)
            continue
        if one.kind == "lasting":
            shift = one.values["shift"]
            yield DateMention(Span(one.start, one.end), text[one.start : one.end], "en", DateKind.DATE, Moment(shift=shift), duration=((one.values["count"], shift.unit),))
            continue
        start, end, values = one.start, one.end, one.values
        before = _BEFORE.search(folded[max(0, start - 24) : start])
        day_range = _day_range(folded, one, before)
        if day_range is not None:
            yield _mention(text, *day_range)
            continue
        two = moments[i] if i < len(moments) and moments[i].kind == "moment" else None
        if two is not None and not values.get("every") and not two.values.get("every"):
            gap = folded[end : two.start]
            joined = _TO.fullmatch(gap) or (before and before["between"] and _AND.fullmatch(gap))
            if joined and "until" not in values and _groups(values):
                if before and (before["between"] or before["from"]):
                    start -= len(before[0])
                first, second = _pair(values, two.values)
                yield _mention(text, start, two.end, first, second)
                i += 1
                continue
        relation = Relation.AT
        if before and not values.get("every"):
            name = next(k for k, v in before.groupdict().items() if v)
            if name in ("since", "until", "before", "after") and before[name] not in ("by", "following"):
                relation = Relation(name)
                start -= len(before[0])
        if values.get("until"):
            if before and (before["between"] or before["from"]):
                start -= len(before[0])
            yield _mention(text, start, end, values, {"year": values["until"]}, relation)
            continue
        if relation is Relation.AT and not values.get("every") and (after := _AFTER.match(folded, end)):
            relation, end = Relation(after.lastgroup or ""), after.end()
        yield _mention(text, start, end, values, None, relation, one.duration)


_AFTER = re.compile(r" (?:(?P<since>(?:or|and) (?:later|after|onwards?|greater)\b|onwards?\b)|(?P<until>or (?:earlier|before)\b))")
_DAY_RANGE = re.compile(rf" ?(?:-|to|and|through|until|till) ?(?:the )?(\d{{1,2}}(?:st|nd|rd|th)?|{_ORD_WORD}(?![a-z]))(?![\d:%]|,\d)(,? (?:of )?(?:1\d|20)\d\d\b)?")
_DAY_BEFORE = re.compile(rf"(?:(?:from|between) )?(?:the )?(?:(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?|\b({_ORD_WORD})) ?(?:-|to|and|through|until|till) ?(?:the )?$")


def _day_range(folded: str, one: _Atom, before: re.Match[str] | None) -> tuple[int, int, dict[str, Any], dict[str, Any]] | None:
    """May 14-16, 1950; 12 and 13 September (from/between); 4-23 May: one month, two days."""
    values = one.values
    if "month" not in values or "day" not in values or "hour" in values or values.get("shift"):
        return None
    start, end = one.start, one.end
    month_first = bool(re.match(rf"(?:early |mid-|late )?{_MONTH}\b", folded[start:]))
    if month_first and "year" not in values and (after := _DAY_RANGE.match(folded, end)):
        if " and" in after[0] and not (before and before["between"]):
            return None
        last = _ordinal(after[1])
        if last is None or not values["day"] < last <= 31:
            return None
        if re.match(r" (?:people|years|percent|million|of (?!1|20))", folded[after.end() :]):
            return None
        year = re.search(r"\d{4}$", after[0])
        shared = {"year": int(year[0])} if year else {}
        if before and (before["between"] or before["from"]):
            start -= len(before[0])
        return start, after.end(), values | shared, {**{k: values[k] for k in ("month",)}, **shared, "day": last}
    lead = None if month_first else _DAY_BEFORE.search(folded[max(0, start - 32) : start])
    opening = _ordinal(lead[1] or lead[2]) if lead else None
    if lead and opening and opening < values["day"]:
        if " and" in lead[0] and not lead[0].startswith("between") and values["day"] - opening != 1:
            return None  # 12 and 13 September are two days on end, 12 and 20 September are not
        first = values | {"day": opening}
        return start - len(lead[0]), end, first, dict(values)
    return None


def _pair(one: dict[str, Any], two: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What one end says for both: from May to July 1950, 5 to 6 p.m., 14 May 1950 to 16 June."""
    first, second = dict(one), dict(two)
    if "year" in second and "year" not in first and "month" in first and "shift" not in first:
        first["year"] = second["year"] - (1 if second.get("month") and first["month"] > second["month"] else 0)
    elif "year" in first and "year" not in second and "month" in second and "shift" not in second:
        second["year"] = first["year"]
    if "hour" in first and "hour" in second:
        for name in ("year", "month", "day", "weekday", "shift"):
            if first.get(name) is not None and second.get(name) is None:
                second[name] = first[name]
            elif second.get(name) is not None and first.get(name) is None:
                first[name] = second[name]
        if second.get("meridiem") == "pm" and not first.get("meridiem") and first["hour"] < 12 and first["hour"] + 12 < second["hour"] + (second.get("minute") or 0) / 60:
            first["hour"] += 12
            first["meridiem"] = "pm"
    return first, second


def _mention(
    text: str, start: int, end: int, values: dict[str, Any], second: dict[str, Any] | None = None, relation: Relation = Relation.AT,
    duration: tuple[tuple[float, str], ...] = (),
) -> DateMention:  # fmt: skip
    first = _moment(values)
    last = _moment(second) if second is not None else None
    if values.get("every"):
        kind = DateKind.REPEATED
    elif last is not None:
        kind = DateKind.INTERVAL
    elif first.calendar or first.weekday or first.shift:
        kind = DateKind.DATE
    else:
        kind = DateKind.TIME
    return DateMention(Span(start, end), text[start:end], "en", kind, first, last, relation, duration, bool(values.get("swap")))


_FIELDS = frozenset(Moment.__dataclass_fields__)


def _moment(values: dict[str, Any]) -> Moment:
    """A Moment from merged values, the hour turned by its part of day."""
    kept = {k: v for k, v in values.items() if k in _FIELDS and v is not None}
    hour, part = kept.get("hour"), kept.get("part", "")
    if hour is not None and part and not kept.get("meridiem"):
        if part in ("afternoon", "evening", "night") and hour < 12 and not (part == "night" and hour < 6):
            kept["hour"] = hour + 12
        kept["meridiem"] = "am" if kept["hour"] < 12 else "pm"
    return Moment(**kept)
