"""Readers of English relative dates, repetitions and lengths."""

from __future__ import annotations

import re
from typing import Any

from aligner.recognise.calendar_en import (
    MONTH,
    MONTHS,
    SEASONS,
    VAGUE_COUNT,
    WEEKDAYS,
    block,
    count,
    lengths_of,
    unit_key,
)
from aligner.recognise.date_atoms import Atom, Found
from aligner.recognise.moments import Base, Shift, ShiftUnit, just_over

_STEPS = {
    "this": 0,
    "current": 0,
    "that": 0,
    "same": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "following": 1,
    "ensuing": 1,
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
}


def read_ago(f: Found) -> Atom | None:
    folded, g, start, end = f.folded, f.groups, f.start, f.end
    body = g["ago"][: -len(g["dir"])]
    lengths = lengths_of(body)
    if not lengths:
        return None
    direction = g["dir"]
    if (
        direction in ("after", "before", "since", "prior")
        and re.match(r" (?:the|that|his|her|their|its|it|he|she|they|a|an|[a-z]+ing|[a-z]{3,})\b", folded[end:])
        and not re.match(r" (?:today|tomorrow|yesterday)", folded[end:])
    ):
        return Atom("length", start, start + len(body.rstrip(" ,")), {}, duration=lengths)
    back = direction in ("ago", "earlier", "before that", "prior", "before")
    base: Base = "now" if direction in ("ago", "from now", "hence") else "context"
    amount, unit = lengths[0]
    if direction in ("after", "before", "since", "prior", "from") and (
        further := re.match(r" (today|tomorrow|yesterday)\b", folded[end:])
    ):
        base, end = "now", end + len(further[0])
        step = {"today": 0, "tomorrow": 1, "yesterday": -1}[further[1]]
        if unit in ("day", "week"):  # two days before yesterday: three days back
            amount, unit = amount * (7 if unit == "week" else 1) + (-step if back else step), "day"
    if len(lengths) > 1 and all(u in ("day", "week") for _, u in lengths):  # two weeks and two days
        amount, unit, lengths = sum(n * (7 if u == "week" else 1) for n, u in lengths), "day", lengths[:1]
    vague = (
        bool(VAGUE_COUNT.search(body + re.sub(r"(?:what|how) about", "", folded[max(0, start - 12) : start])))
        or len(lengths) > 1
    )
    between = None
    if len(lengths) == 1 and (body.startswith("more than ") or _OVER.search(folded[max(0, start - 12) : start])):
        low, high = just_over(amount)
        between = (-high, -low) if back else (low, high)
    shift = Shift(unit, None if vague else (-amount if back else amount), base, between)
    return Atom("shifted", start, end, {"shift": shift}, duration=lengths)


_OVER = re.compile(r"\b(?:over|more than|just over) $")


def read_inlen(f: Found) -> Atom | None:
    """in two weeks: so far ahead of now - but "in two years he wrote five books" is a length, and stays one."""
    folded, g, start, end = f.folded, f.groups, f.start, f.end
    lengths = lengths_of(g["inwhat"])
    if not lengths or re.match(r"(?:in|within) the ", g["inlen"]):
        return None  # in the next two years: `_read_which`
    inner = start + g["inlen"].index(g["inwhat"])
    ahead = g["inlen"].endswith("time") or (
        g["inlen"].startswith("in ") and "the " not in g["inlen"] and re.match(r"\s*(?:[.,;?!]|$|and\b)", folded[end:])
    )
    if not ahead or len(lengths) > 1:
        return Atom("length", inner, inner + len(g["inwhat"]), {}, duration=lengths)
    amount, unit = lengths[0]
    amount_or_none = None if VAGUE_COUNT.search(g["inwhat"]) else amount
    shift = Shift(unit, amount_or_none, "now")
    return Atom("shifted", start, end, {"shift": shift}, duration=lengths)


_LASTS = re.compile(r"(?:\b(?:will|shall|would|to|not|could|can|may|might|should|must|did|does)|n't) $")


# Counted from the last date of the text, as "the next day" is; the others from the day of writing.
_FROM_CONTEXT = frozenset(("following", "previous", "that", "same", "preceding", "ensuing"))


def read_which(f: Found) -> Atom | None:
    """next Monday, the following year, last night, the past two weeks, that March, this spring."""
    text, g, start, end = f.text, f.groups, f.start, f.end
    word, article = g["wword"], g["theday"].startswith(("the ", "on the "))
    base: Base = "context" if word in _FROM_CONTEXT or (article and word == "next") else "now"
    if g["theday"].startswith("on "):
        start += 3
    if g["wpos"]:
        end -= 2
    if g["wnum"]:
        return _which_lasting(f, start, end, base)
    if g["wunit"]:
        return _which_unit(g, start, end, base)
    step = _STEPS[word]
    if g["wday"]:
        if len(g["wday"]) == 3 and not text[end - 3].isupper():
            return None
        return Atom("day", start, end, {"shift": Shift("week", step, base), "weekday": WEEKDAYS[g["wday"]]})
    if g["wmonth"]:
        if not text[end - len(g["wmonth"])].isupper() and g["wmonth"] in ("may", "march", "mar"):
            return None
        return Atom("month", start, end, {"shift": Shift("year", step, base), "month": MONTHS[g["wmonth"]]})
    if g["wpart"]:
        return Atom("daypart", start, end, {"shift": Shift("day", step, base), "part": g["wpart"]})
    return Atom("season", start, end, {"shift": Shift("year", step, base), "season": SEASONS[g["wseason"]]})


def _which_lasting(f: Found, start: int, end: int, base: Base) -> Atom | None:
    """the last two weeks; "it will last two hours" is a length."""
    g = f.groups
    number = count(g["wnum"].strip())
    if number is None or not g["wunit"]:
        return None
    unit = unit_key(g["wunit"])
    if g["wword"] == "last" and _LASTS.search(f.folded[max(0, start - 8) : start]):
        return Atom("length", start + len("last "), end, {}, duration=((number, unit),))
    return Atom("lasting", start, end, {"shift": Shift(unit, None, base), "count": number})


def _which_unit(g: dict[str, Any], start: int, end: int, base: Base) -> Atom | None:
    """last night, next week, the same year; no unit in the plural, and no clock: "this minute" is no time."""
    word, written = g["wword"], g["wunit"]
    if written.startswith("night"):
        return Atom("daypart", start, end, {"shift": Shift("day", _STEPS[word], base), "part": "night"})
    if written.endswith("s") and not written.startswith("cent"):
        return None
    if written == "fortnight":
        return Atom("lasting", start, end, {"shift": Shift("week", None, base), "count": 2.0})
    unit: ShiftUnit = "weekend" if written.startswith("weekend") else unit_key(written)
    if unit in ("second", "minute", "hour") and word not in ("next", "last", "past", "previous"):
        return None
    kind = unit if unit in ("year", "month", "quarter", "decade", "century") else "day"
    return Atom(kind, start, end, {"shift": Shift(unit, _STEPS[word], base)})


def read_rel(f: Found) -> Atom | None:
    folded, g, start, end = f.folded, f.groups, f.start, f.end
    word = g["rel"]
    if word in ("tonight", "tonite"):
        return Atom("daypart", start, end, {"shift": Shift("day", 0, "now"), "part": "night"})
    if word in ("the day before", "the day after"):
        kind = "counting" if re.match(r" +[a-z]", folded[end:]) else "day"  # the day after | May 14, he left
        return Atom(kind, start, end, {"shift": Shift("day", -1 if "before" in word else 1, "context")})
    if found := re.fullmatch(r"the (week|month|year|night|evening) (before|after)", word):
        step = -1 if found[2] == "before" else 1
        if found[1] in ("night", "evening"):
            return Atom("daypart", start, end, {"shift": Shift("day", step, "context"), "part": found[1]})
        unit = unit_key(found[1])
        kind = "day" if unit == "week" else unit
        return Atom(kind, start, end, {"shift": Shift(unit, step, "context")})
    if word in ("now", "right now"):
        return Atom("day", start, end, {"shift": Shift("second", 0, "now")})
    amount = {
        "today": 0,
        "otd": 0,
        "tomorrow": 1,
        "tmr": 1,
        "yesterday": -1,
        "the day after tomorrow": 2,
        "the day before yesterday": -2,
    }[word]
    return Atom("day", start, end, {"shift": Shift("day", amount, "now")})


# Sun Yat-sen, Sat Guru; not Sun June 3
_NAMED_SO = re.compile(rf" (?!(?i:{MONTH})\b)[A-Z][a-z]")


def read_weekday(f: Found) -> Atom | None:
    text, folded, g, start, end = f.text, f.folded, f.groups, f.start, f.end
    if len(g["wd"]) == 3 and (not text[start].isupper() or _NAMED_SO.match(text, end)):
        return None
    if (
        g["wd"] in ("sat", "sun", "wed", "mon", "fri")
        and not re.search(r"(?:\bon|\bnext|\bthis|\blast|\bthe|[,(]|^) ?$", folded[max(0, start - 6) : start])
        and not re.match(r"\.?,? \d|\.? at \d|\. ?\d|,? " + MONTH, folded[end:])
    ):
        return None
    if folded[end - 1] == "." and not re.match(r" *(?:\d|,|" + MONTH + ")", folded[end:]):
        end -= 1
    return Atom("weekday", start, end, {"weekday": WEEKDAYS[g["wd"]], "every": bool(g["plural"])})


def read_every(f: Found) -> Atom | None:
    g, start, end = f.groups, f.start, f.end
    word = g["every"]
    fixed: dict[str, ShiftUnit] = {
        "daily": "day",
        "everyday": "day",
        "weekly": "week",
        "biweekly": "week",
        "monthly": "month",
        "quarterly": "quarter",
        "annually": "year",
        "yearly": "year",
        "annual": "year",
    }
    if word in fixed:
        return Atom("set", start, end, {"every": True}, duration=((2.0 if word == "biweekly" else 1.0, fixed[word]),))
    rest = re.sub(r"^(?:every|each)(?: other)? ", "", word)
    if rest in WEEKDAYS:
        return Atom("set", start, end, {"every": True, "weekday": WEEKDAYS[rest]})
    if rest in ("morning", "afternoon", "evening", "night"):
        return Atom("set", start, end, {"every": True, "part": rest})
    pieces = rest.split()
    number = count(" ".join(pieces[:-1])) if len(pieces) > 1 else 1.0
    return (
        Atom("set", start, end, {"every": True}, duration=((number or 1.0, unit_key(pieces[-1])),))
        if re.match(block("unit"), pieces[-1])
        else None
    )


def read_length(f: Found) -> Atom | None:
    g, start, end = f.groups, f.start, f.end
    lengths = lengths_of(g["length"])
    if (
        not lengths
        or g["length"].startswith("a second")
        or re.fullmatch(r"(?:one|some|a) (?:day|night|weekend)", g["length"])
    ):
        return None
    return Atom("length", start, end, {}, duration=lengths)
