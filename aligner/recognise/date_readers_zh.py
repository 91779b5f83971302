"""Readers of Chinese calendar dates: each takes one match of its atom and says what it names, or None."""

from __future__ import annotations

import re
from typing import Any

from aligner.recognise.calendar_zh import (
    BRANCHES,
    DIGITS_ZH,
    STEMS,
    full_year,
    small_number,
    third_of,
    words,
    year_digits,
)
from aligner.recognise.date_atoms import Atom, Found
from aligner.recognise.names_gazetteer import gazetteer

# Chinese reigns used the lunar calendar until 1911; the years of the Republic and of Japan are solar.
_SOLAR_ERAS = frozenset({"民国", "明治", "大正", "昭和", "平成", "令和"})


def _atom(f: Found, kind: str, values: dict[str, Any]) -> Atom:
    return Atom(kind, f.start, f.end, values)


def read_iso(f: Found) -> Atom | None:
    """2010/01/29, 2010.1.29, 2010-01-29日."""
    g = f.groups
    return _full_date(f, int(g["iy"]), int(g["im"]), int(g["id"]), False)


def read_dmy(f: Found) -> Atom | None:
    """1/2/2020: day first, as the Chinese Specs have it; month first where the day would be none."""
    g = f.groups
    month, day = int(g["dm"]), int(g["dd"])
    if month > 12:
        month, day = day, month
    return _full_date(f, int(g["dy"]), month, day, day <= 12)


def read_ymd(f: Found) -> Atom | None:
    """12-11-10: the year first."""
    g = f.groups
    return _full_date(f, full_year(int(g["yy"])), int(g["ym"]), int(g["yd"]), False)


def _full_date(f: Found, year: int, month: int, day: int, swap: bool) -> Atom | None:
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2200):
        return None
    return _atom(f, "numeric", {"year": year, "month": month, "day": day, "swap": swap})


def read_dmshort(f: Found) -> Atom | None:
    """12/1: month first."""
    month, day = int(f.groups["sm"]), int(f.groups["sd"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _atom(f, "numeric", {"month": month, "day": day, "short": True})


def read_century(f: Found) -> Atom | None:
    """公元前三世纪, 前十一世纪; and the 三世纪 of 公元前五至三世纪, which is BC too."""
    number = _century(f.groups["century"].partition("世纪")[0])
    if number is None:
        return None
    if number > 0 and not re.match("公元|西元", f.groups["century"]) and _FROM_BC.search(f.folded[: f.start]):
        number = -number
    return _atom(f, "century", {"century": number, "third": third_of(f.groups["cthird"])})


def read_span_centuries(f: Found) -> Atom | None:
    """The first century of 十八至十九世纪, 前十三至前十一世纪, 公元前五、四世纪."""
    number = _century(f.groups["span_centuries"])
    return _atom(f, "century", {"century": number}) if number is not None else None


_FROM_BC = re.compile(r"前 ?(?:\d{1,2}|[〇零一二三四五六七八九十]{1,3}) ?[-–—~至到、和或] ?$")


def _century(text: str) -> int | None:
    """-3 of 公元前三."""
    number = small_number(re.sub(r"公元前?|西元|前| ", "", text))
    if not number or number > 30:
        return None
    return -number if "前" in text else number


def read_decade(f: Found) -> Atom | None:
    """50年代, 五十年代, 五〇年代, 1950年代, 一九五〇年代."""
    digits = re.sub(r"年代.*| ", "", f.groups["decade"])
    number = small_number(digits) if "十" in digits else year_digits(digits)
    if number is None or number % 10:
        return None
    return _atom(f, "decade", {"decade": number // 10, "third": third_of(f.groups["dthird"])})


def read_span_years(f: Found) -> Atom | None:
    """The first year of 1995-1997年, 一九五〇至一九五三年."""
    return _atom(f, "year", {"year": year_digits(f.groups["from_year"])})


def read_era(f: Found) -> Atom | None:
    """民国三十九年, 光绪元年."""
    era, number = f.groups["era"], 1
    name = next((n for n in words().eras if era.startswith(n)), "")
    if f.groups["era_year"] != "元":
        number = small_number(f.groups["era_year"]) or 0
    if not name or not number:
        return None
    return _atom(f, "year", {"year": words().eras[name] + number - 1, "lunar": name not in _SOLAR_ERAS})


def read_cycle(f: Found) -> Atom | None:
    """庚子年: a stem and a branch of one parity."""
    stem, branch = STEMS.index(f.groups["stem"]), BRANCHES.index(f.groups["branch"])
    if stem % 2 != branch % 2:
        return None
    number = next(n for n in range(60) if n % 10 == stem and n % 12 == branch) + 1
    return _atom(f, "year", {"cycle": number, "lunar": True})


def read_year(f: Found) -> Atom | None:
    """1950年, 一九五〇年, 零八年, 公元前221年; two figures only where they can be no number of years."""
    folded, g, start, end = f.folded, f.groups, f.start, f.end
    digits = g["y"]
    year = year_digits(digits)
    spelled = not digits[0].isdigit()
    if len(digits) == 4 and not 1000 <= year <= 2200:
        return None
    if len(digits) == 2 and not g["ad"]:
        following = folded[end : end + 3]
        dated = re.match(rf" ?(?:\d{{1,2}}|[{DIGITS_ZH}十]{{1,2}}) ?月", following) or re.match(
            r"[春夏秋冬初底末上下]|奥运|世界杯|以[前后]|之[前后]", following
        )
        if spelled and (digits[0] == "零" or digits[0] in "四五六七八九") and "十" not in digits:
            pass
        elif not (digits.startswith("0") or dated):
            return None
        year = full_year(year)
    if g["ad"] and g["ad"].endswith("前"):
        year = 1 - year
    values: dict[str, Any] = {"year": year, "third": third_of(g["ythird"]), "lunar": bool(g["lunar_year"])}
    return Atom("year", start, end, values)


def read_half(f: Found) -> Atom | None:
    """上半年, 下半月."""
    return _atom(f, "half", {"half": 1 if f.groups["hword"][0] in "上前" else 2, "of": f.groups["hbase"][1]})


def read_qtr(f: Found) -> Atom | None:
    return _atom(f, "quarter", {"quarter": small_number(f.groups["q"] or f.groups["qq"])})


def read_month(f: Found) -> Atom | None:
    """5月, 五月上旬, 正月, 闰四月, and the first end of 七八月间; not 第五月, 每月."""
    folded, g, start, end = f.folded, f.groups, f.start, f.end
    names = {"正月": 1, "元月": 1, "腊月": 12, "冬月": 11}
    lunar = bool(g["lunar_month"] or g["leap"]) or g["mname"] in ("正月", "腊月", "冬月")
    if (first := _first_of_two(g["m"] or "")) is not None:
        return Atom("month", start, start + 1, {"month": first, "open": True})
    month = names[g["mname"]] if g["mname"] else small_number(g["m"] or g["mfrom"])
    if month is None or not 1 <= month <= 12:
        return None
    if start and folded[start - 1] in "第每数几0123456789." and g["mname"] is None:
        return None
    return Atom(
        "month",
        start,
        end,
        {
            "month": month,
            "third": third_of(g["mthird"]),
            "lunar": lunar,
            "leap": g["leap"] is not None,
            "open": g["mfrom"] is not None,
        },
    )


def _first_of_two(digits: str) -> int | None:
    """七 of 七八(月), no 1 of 12: two months said as one number."""
    spelled = len(digits) == 2 and not digits.isascii()
    one, other = (small_number(c) for c in digits) if spelled else (None, None)
    return one if one is not None and other is not None and other == one + 1 < 10 else None


def read_day(f: Found) -> Atom | None:
    """14日, 十四号, 初三, and the first end of 5-7日."""
    g = f.groups
    if g["lunar_day"]:
        return _atom(f, "day", {"day": small_number(g["lunar_day"][1:]), "lunar": True})
    digits = g["d"] or g["dfrom"] or g["dword"]
    number = small_number(digits)
    spelled = not digits[0].isdigit()
    if not number or number > 31 or (spelled and f.folded[: f.start].endswith(_NUMERALS)):
        return None  # 六十日 is no tenth day
    return _atom(
        f, "day", {"day": number, "open": g["dfrom"] is not None, "unit": g["dunit"] or "", "spelled": spelled}
    )


_NUMERALS = tuple("一二三四五六七八九十百千")


def read_telegraph(f: Found) -> Atom | None:
    """寒电, 马日事变: the day by its rhyme; not where the character ends a name (毛泽东电, 镇江电)."""
    start = f.start
    if f.groups["code"] and any(f.folded[start - n : start + 1] in gazetteer().naming for n in (1, 2, 3) if n <= start):
        return None
    return _atom(f, "day", {"day": words().telegraph[f.groups["code"] or f.groups["code2"]], "telegraph": True})


def read_tenday(f: Found) -> Atom | None:
    """上旬, 月底, 年初."""
    word = f.groups["tenday"]
    return _atom(f, "third", {"third": third_of(word)} | ({"of": "year"} if word[0] == "年" else {}))


def read_season(f: Found) -> Atom | None:
    g = f.groups
    name = g["sname"] or g["sname2"]
    return Atom("season", f.end - len(name), f.end, {"season": words().seasons[name]})
