"""Readers of English clock times and parts of the day."""

from __future__ import annotations

import re
from typing import Any

from aligner.recognise.calendar_en import count
from aligner.recognise.date_atoms import Atom, Found

_HOURS = {
    w: i
    for i, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}


def read_past(f: Found) -> Atom | None:
    """half past seven, 20 min past eight, a quarter to six; "five to seven" without minutes is a range."""
    g, start, end = f.groups, f.start, f.end
    head = re.sub(r" (?:past|to|after) .*", "", g["past"])
    hour = int(g["phour"]) if g["phour"].isdigit() else _HOURS[g["phour"]]
    if head.startswith("half"):
        minute: float | None = 30
    elif head.endswith("quarter"):
        minute = 15
    else:
        minute = count(re.sub(r" min(?:ute)?s?$", "", head))
    plain = not re.search(r"half|quarter|min", head)
    if minute is None or minute >= 60 or hour > 12 or (plain and g["pword"] != "past"):
        return None
    if g["pword"] == "to":
        hour, minute = hour - 1, 60 - minute
    return Atom("time", start, end, {"hour": hour, "minute": int(minute)})


def read_time(f: Found) -> Atom | None:
    folded, g, start, end = f.folded, f.groups, f.start, f.end
    word = g["time"]
    if word in ("noon", "midday", "12 noon"):
        return Atom("time", start, end, {"hour": 12, "meridiem": "pm"})
    if "night" in word:
        return Atom("time", start, end, {"hour": 0, "meridiem": "am"})
    if word.endswith(" hours"):
        return Atom("time", start, end, {"hour": int(word[:2]), "minute": int(word[2:4])})
    meridiem = re.search(r"([ap]) ?\.? ?m? ?\.?$", word) if not word.endswith("clock") else None
    if meridiem and meridiem[1] and not re.search(r"m", meridiem[0]) and re.search(r"\d\.\d", word):
        return None
    numbers = re.findall(r"\d+", word)
    minute: int | None = None
    second: int | None = None
    if not numbers:
        words = [w for w in re.findall("[a-z]{2,}", word) if w not in ("clock", "oh", "am", "pm")]
        hour = _HOURS[words[0]]
        told = count("-".join(words[1:])) if len(words) > 1 else None
        minute = int(told) if told is not None else None
    elif len(numbers) == 1 and len(numbers[0]) >= 3:
        hour, minute = int(numbers[0][:-2]), int(numbers[0][-2:])
    else:
        hour = int(numbers[0])
        minute = int(numbers[1]) if len(numbers) > 1 else None
        second = int(numbers[2]) if len(numbers) > 2 else None
    if hour > 24 or (minute or 0) > 59 or (meridiem and hour > 12 and hour != 24 and hour > 23):
        return None
    if (
        ":" in word
        and not meridiem
        and second is None
        and re.search(
            r"(?:ratio|scale|aspect|score|won|beat|lost|psalms?|john|matthew|genesis)[^.]{0,12}$",
            folded[max(0, start - 20) : start],
        )
    ):
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
    return Atom("time", start, end, values)


# the dawn of a new era; not the dawn of 14 May
_DAWN_OF = re.compile(r" of (?:an?|our|their|his|the (?!\d|\w+day\b|same|next|following))\b")


def read_part(f: Found) -> Atom | None:
    g, start, end = f.groups, f.start, f.end
    name = g["pname"].rstrip("s")
    if name == "dawn" and _DAWN_OF.match(f.folded, end):
        return None
    names = {"dawn": "dawn", "daybreak": "dawn", "dusk": "evening", "noon": "noon"}
    part = names.get(name.split("-")[-1].split(" ")[-1]) or re.sub(r"^(?:early|late|mid)-? ?", "", name)
    lead = g["part"][: g["part"].index(g["pname"])]
    hours = " hour" in name  # the early hours, the small hours of the morning
    early = hours or (name.startswith("early") and part == "morning")
    every = g["pname"].endswith("s") and not hours
    return Atom("part", start, end, {"part": "dawn" if early else part, "lead": lead.strip(), "every": every})


_AT_HOUR = re.compile(
    r",? (?:at|around|about) (?P<hour>1[0-2]|[1-9])(?:[:.](?P<minute>[0-5]\d))?"
    r"(?=[.;!?)]?$|[.;!?)] |, |[.,]? (?:in|on|with|for|and|to|when|but|the|by|from|until|he|she|they|we|i|it)\b)"
)


def hour_after(values: dict[str, Any], folded: str, end: int) -> tuple[dict[str, int | None], int]:
    """The hour that figures give after a day or a part of one, and where they end: last night at 8, Monday at 2.30.

    Nothing, and `end`, where there is none: "at 8" by itself may be a price, a place, an age.
    """
    dated = bool(values.get("part")) or values.get("weekday") is not None or values.get("day") is not None
    if values.get("hour") is not None or values.get("every") or not dated:
        return {}, end
    found = _AT_HOUR.match(folded, end)
    if found is None:
        return {}, end
    return {"hour": int(found["hour"]), "minute": int(found["minute"]) if found["minute"] else None}, found.end()
