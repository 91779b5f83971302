"""Readers of English calendar dates: each takes one match of its atom and says what it names, or None."""

from __future__ import annotations

import re
from typing import Any

from aligner.recognise.calendar_en import MONTH, MONTHS, SEASONS, YEAR, eras, full_year, ordinal_day, third_of
from aligner.recognise.cardinals_en import TENS, UNITS
from aligner.recognise.date_atoms import Atom, Found


def _valid(year: int | None, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31 and (year is None or 1000 <= year <= 2199)


def read_iso(f: Found) -> Atom | None:
    g, start, end = f.groups, f.start, f.end
    digits = re.findall(r"\d+", g["iso"])
    year, month, day = (digits[0][:4], digits[0][4:6], digits[0][6:]) if len(digits) == 1 else digits
    if not _valid(int(year), int(month), int(day)):
        return None
    return Atom("numeric", start, end, {"year": int(year), "month": int(month), "day": int(day)})


def read_isomix(f: Found) -> Atom | None:
    g, start, end = f.groups, f.start, f.end
    month = next(MONTHS[w] for w in re.findall(r"[a-z]+", g["isomix"]))
    numbers = re.findall(r"\d+", g["isomix"])
    year = next((n for n in numbers if len(n) == 4), numbers[-1])
    numbers.remove(year)
    if not _valid(None, month, int(numbers[0])):
        return None
    return Atom("numeric", start, end, {"year": full_year(int(year)), "month": month, "day": int(numbers[0])})


def read_slash(f: Found) -> Atom | None:
    """5/17/2018 and 17/5/2018; both under 13 may be either, month first is taken and the other kept in mind."""
    g, start, end = f.groups, f.start, f.end
    a, b, year = (int(n) for n in re.findall(r"\d+", g["slash"]))
    if len(re.findall(r"\d+", g["slash"])[2]) == 2 and "." in g["slash"] and not (a <= 31 and b <= 12):
        return None
    month, day = (a, b) if a <= 12 and not ("." in g["slash"] and b <= 12) else (b, a)
    if not _valid(None, month, day):
        return None
    return Atom(
        "numeric",
        start,
        end,
        {"year": full_year(year), "month": month, "day": day, "swap": a <= 12 and b <= 12 and a != b},
    )


def read_slash2(f: Found) -> Atom | None:
    folded, g, start, end = f.folded, f.groups, f.start, f.end
    a, b = (int(n) for n in g["slash2"].split("/"))
    month, day = (a, b) if a <= 12 else (b, a)
    before = folded[max(0, start - 9) : start]
    around = re.search(
        r"(?:\b(?:on|from|to|since|until|by|between|and|or|for|is|are|was|this|next)|day,?|back|[-,?.:]|^) ?$",
        before,
    )
    if (
        not _valid(None, month, day)
        or not around
        or re.match(r" (?:of|cup|inch|the|teaspoon|tablespoon|mile)\b", folded[end:])
    ):
        return None
    return Atom("numeric", start, end, {"month": month, "day": day, "swap": a <= 12 and b <= 12 and a != b})


# In February the Fifth Army came: "in" stands before no day, nor does a day before an army.
_IN = re.compile(r"\b(?:in|during|throughout) $")
_COUNTED = re.compile(
    r"[ -](?:route )?(?:army|armies|division|corps|regiment|brigade|battalion|fleet|congress|plenum)\b"
)


def read_month(f: Found) -> Atom | None:
    text, folded, g, start, end = f.text, f.folded, f.groups, f.start, f.end
    name, written = g["mname"], text[start:end]
    values: dict[str, Any] = {"month": MONTHS[name], "third": third_of(g["third"])}
    day_text = (g["mday"] or "").strip(" ,/.-")
    if day_text:
        day = ordinal_day(day_text)
        other = day_text.startswith("the ") and (
            g["third"] or _IN.search(folded[:start]) or _COUNTED.match(folded[end:])
        )
        if day and 1 <= day <= 31 and not other:
            values["day"] = day
        else:
            end -= len(g["mday"])
            day_text = ""
    proper = written[len(g["third"] or "") :]
    if name in ("may", "march", "mar", "sun", "sat", "dec", "jan") and not day_text:
        after, before = folded[end:], folded[max(0, start - 12) : start]
        dated = (
            g["third"]
            or re.match(rf"(?:,? |[-/]){YEAR}\b| of {YEAR}|(?:[ ,-]+| to | until | through )(?:{MONTH})\b", after)
            or re.search(
                r"\b(?:in|of|since|until|till|by|from|to|through|during|this|last|next|early|late|mid|and|after|before|between|"
                r"on|the|every|each|or)[ -]$",
                before,
            )
        )
        if not dated or (name in ("march", "mar") and not proper[0].isupper()):
            return None
        if (
            name == "may"
            and not proper[0].isupper()
            and not (re.search(r"\bin $", before) and re.match(r"\W*$|[.,;]", after))
        ):
            return None
    if len(name) <= 4 and name not in ("may", "june", "july") and not day_text and not proper[0].isupper():
        return None
    if re.search(r"[$#@]$", folded[:start]) or (name == "march" and not proper[0].isupper() and not day_text):
        return None
    if folded[end - 1] == "." and not re.match(r" *(?:\d|,)", folded[end:]):
        end -= 1
    return Atom("month", start, end, values)


_SHARE = re.compile(r"\b(?:first|second|last|final|middle|upper|lower|a|an|one|two|three|early|latter) $")


def read_daymonth(f: Found) -> Atom | None:
    text, folded, g, start, end = f.text, f.folded, f.groups, f.start, f.end
    if _SHARE.search(folded[max(0, start - 8) : start]):  # the last third of October
        return None
    head = (
        g["daymonth"][: -len(g["dmname"])].rstrip(" .,-")
        if not g["daymonth"].endswith(".")
        else g["daymonth"][: g["daymonth"].rindex(g["dmname"])]
    )
    day = ordinal_day(re.sub(r"(?: day)?(?: of)?$", "", head.strip(" ,-")))
    if not day or day > 31:
        return None
    written = text[end - len(g["dmname"]) - 1 : end]
    if g["dmname"] == "may" and "May" not in written and "MAY" not in written and "of" not in head:
        return None
    if g["daymonth"].endswith(".") and not re.match(r" *(?:\d|,)", folded[end:]):
        end -= 1
    return Atom("month", start, end, {"month": MONTHS[g["dmname"]], "day": day})


def read_wordyear(f: Found) -> Atom | None:
    """nineteen eighty-six, two thousand and five, seventeen hundred thirty-three: after a month or preposition only."""
    folded, g, start, end = f.folded, f.groups, f.start, f.end
    before = folded[max(0, start - 30) : start]
    if not re.search(
        rf"(?:\b(?:in|of|since|until|by|from|before|after|and)|(?:{MONTH})\.?,?|(?:{MONTH})\.? (?:\S+ )?\S+,?) $",
        before,
    ):
        return None
    words = [w for w in re.findall(r"[a-z]+", g["wordyear"]) if w != "and"]
    if words[0] == "two":
        year = 2000 + sum(UNITS.get(w, TENS.get(w, 0)) for w in words[2:])
    else:
        rest = [w for w in words[1:] if w != "hundred"]
        if any(w not in UNITS and w not in TENS for w in rest):
            return None
        year = (UNITS.get(words[0]) or TENS[words[0]]) * 100 + sum(UNITS.get(w, TENS.get(w, 0)) for w in rest)
    return Atom("year", start, end, {"year": year})


def read_decade(f: Found) -> Atom | None:
    folded, g, start, end = f.folded, f.groups, f.start, f.end
    words = {w[:-1] + "ies": v // 10 for w, v in TENS.items()}
    centuries = {"nineteen": 19, "eighteen": 18, "seventeen": 17}
    if g["dhundred"]:
        return Atom("decade", start, end, {"century": int(g["dhundred"]) + 1, "third": third_of(g["dthird"])})
    if g["dten"]:
        if not g["dyear"] and "'" not in g["decade"] and "the " not in g["decade"] and not g["dthird"]:
            return None
        decade = int(g["dten"]) // 10 + (int(g["dyear"]) * 10 if g["dyear"] else 0)
        if g["dyear"] and g["dten"] == "00" and g["dyear"] != "20":
            return Atom("decade", start, end, {"century": int(g["dyear"]) + 1, "third": third_of(g["dthird"])})
    else:
        if not g["dcent"] and "the " not in g["decade"] and not re.search(r"\b(?:the|in) $", folded[:start]):
            return None
        if re.search(
            r"\b(?:his|her|their|my|our|your|in (?:his|her|their)) (?:early |mid-?|late )?$",
            folded[max(0, start - 20) : start],
        ):
            return None
        decade = words[g["dword"]] + centuries.get(g["dcent"] or "", 0) * 10
    return Atom("decade", start, end, {"decade": decade, "third": third_of(g["dthird"])})


def read_century(f: Found) -> Atom | None:
    g, start, end = f.groups, f.start, f.end
    number = ordinal_day(g["cnum"])
    if not number:
        return None
    return Atom("century", start, end, {"century": -number if g["cera"] else number, "third": third_of(g["cthird"])})


def read_span_centuries(f: Found) -> Atom | None:
    """The first century of "the 13th to 11th century BC": what era the last one is of."""
    g = f.groups
    number = ordinal_day(g["scnum"])
    if not number:
        return None
    century = -number if g["scera"] else number
    return Atom("century", f.start, f.end, {"century": century, "third": third_of(g["scthird"])})


def read_regnal(f: Found) -> Atom | None:
    """The 39th year of the Republic, the fourth year of Guangxu, Showa 20: so many years from the first of the era."""
    g = f.groups
    number = ordinal_day(g["rnum"] or g["rnum2"] or g["rnum3"])
    if not number or (g["rera3"] or "").startswith("republic"):  # "the republic 5" counts nothing
        return None
    return Atom("year", f.start, f.end, {"year": eras()[g["rera"] or g["rera3"] or "republic"] + number - 1})


def read_quarter(f: Found) -> Atom | None:
    g, start, end = f.groups, f.start, f.end
    word = g["quarter"]
    number = int(word[1]) if word[0] == "q" else {"f": 1, "s": 2, "t": 3, "1": 1, "2": 2, "3": 3, "4": 4}[word[0]]
    if word.startswith("fourth"):
        number = 4
    return Atom("quarter", start, end, {"quarter": number})


def read_half(f: Found) -> Atom | None:
    g, start, end = f.groups, f.start, f.end
    return Atom("half", start, end, {"half": 1 if g["half"].startswith("first") else 2})


def read_season(f: Found) -> Atom | None:
    g, start, end = f.groups, f.start, f.end
    return Atom("season", start, end, {"season": SEASONS[g["sname"]], "third": third_of(g["sthird"])})


def read_year(f: Found) -> Atom | None:
    folded, g, start, end = f.folded, f.groups, f.start, f.end
    year = int(g["ynum"])
    values: dict[str, Any] = {"year": 1 - year if g["bc"] else year, "third": third_of(g["ythird"])}
    if g["yto"]:
        last = g["yend"]
        final = int(last) if len(last) == 4 else year // 100 * 100 + int(last)
        if final > year and not (len(last) == 2 and int(last) <= 12 and "/" not in g["yto"] and final - year > 12):
            values["until"] = final
        elif len(last) == 2 and 1 <= int(last) <= 12:
            values["month"] = int(last)
        else:
            end -= len(g["yto"])
    elif (
        re.match(r"-\d\b", folded[end:]) and 1 <= int(folded[end + 1]) <= 9 and not re.match(r"-\d[-\d]", folded[end:])
    ):
        values["month"] = int(folded[end + 1])
        end += 2
    return Atom("year", start, end, values)


def read_era(f: Found) -> Atom | None:
    """221 BC, 618 CE, AD 618: the year, astronomical. An ad, and a ce in lower case, are no eras."""
    text, start, end = f.text, f.start, f.end
    mark = f.groups["emark"] or text[start - 3 : start - 1]
    written = text[start:end] if f.groups["emark"] else text[start - 3 : start]
    year = int(f.groups["enum"])
    if not year or not any(c.isupper() for c in written):
        return None
    return Atom("year", start, end, {"year": 1 - year if mark.startswith("b") else year, "era": True})


def read_shortyear(f: Found) -> Atom | None:
    """15 April of 87: two figures are a year after a month only."""
    folded, g, start, end = f.folded, f.groups, f.start, f.end
    if not re.search(rf"(?:{MONTH})\.? $", folded[max(0, start - 11) : start]):
        return None
    return Atom("year", start, end, {"year": 1900 + int(g["sy"]), "third": ""})


_AFTER_DAY = re.compile(
    r" (?:and|or|at|in the|to|with|he|she|it|they|we|i|you|his|her|its|their|our|my|for|by|the|a|an|this|these|those|"
    r"there|all|both|some|no|but|when|while|after|before|as|that|from)\b"
)


_OF_TIME = re.compile(r"\b(?:on|by|since|until|(?:dawn|morning|afternoon|evening|night) of) $")


def read_thord(f: Found) -> Atom | None:
    folded, g, start, end = f.folded, f.groups, f.start, f.end
    day = ordinal_day(g["thord"])
    digits = g["thord"][4:5].isdigit()
    before = folded[max(0, start - 14) : start]
    if (
        not day
        or day > 31
        or not digits
        or not re.search(r"(?:\bon|\bby|\bof|\bsince|\buntil|\bfrom|\bto|\bbefore|\bafter|day) $", before)
    ):
        return None
    if re.match(r" [a-z]+", folded[end:]) and not _AFTER_DAY.match(folded[end:]):
        # On the 28th Japanese aircraft came; but of the 19th Route Army, to the 1st Japanese Division
        named = f.text[end : end + 2].strip().isupper() and _OF_TIME.search(before)
        if not named or _COUNTED.match(folded[end:]):
            return None
    return Atom("day", start, end, {"day": day, "bare": True})
