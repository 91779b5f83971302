"""Readers of Chinese relative dates, parts of day, clock times, repetitions and lengths."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from aligner.recognise.calendar_zh import DIGITS_ZH, SMALL_NUMBER, lengths_of, small_number, words
from aligner.recognise.date_atoms import Atom, Found
from aligner.recognise.moments import Base, Shift, ShiftUnit, just_over


def read_span(f: Found) -> Atom | None:
    """两个多月后, 5年前, 2小时后, 十年来: so far before or after the base."""
    folded, g, start, end = f.folded, f.groups, f.start, f.end
    text, direction = g["span"], g["direction"]
    lengths, vague = lengths_of(text), re.search(r"[数几多余]", text) is not None
    if not lengths:
        return None
    if (
        lengths[0][1] == "year"
        and re.match(rf"(?:\d{{4}}|[{DIGITS_ZH}]{{2,4}}|0\d) ?年", text)
        and not re.match(r"[十百千]", text)
    ):
        return None  # 2015年前 is before 2015; leave it to the year
    if re.match(r"\d{1,2} ?日", text) or (lengths[0][1] == "hour" and re.match(rf"{SMALL_NUMBER} ?时", text)):
        return None  # 14日后 is after the 14th
    if direction in ("内", "以内", "之内", "来", "以来"):
        return Atom("length", start, end - len(direction), {}, duration=lengths)
    value, unit = lengths[0]
    if len(lengths) > 1:
        return Atom("length", start, end - len(direction), {}, duration=lengths)
    if unit == "minute" and folded[end - len(direction) - 1] == "分" and not text.endswith("分钟"):
        return None
    sign = -1 if "前" in direction else 1
    if vague and not re.search("[数几]", text):
        low, high = just_over(value)
        between = (sign * low, sign * high) if sign > 0 else (-high, -low)
        shift = Shift(unit, None, "context", between)
    else:
        shift = Shift(unit, None if vague else sign * value, "context")
    return Atom("shifted", start, end, {"shift": shift}, duration=lengths)


def read_passed(f: Found) -> Atom | None:
    """过了两天, 又过了一个月, 隔了一天, at the head of a clause: so far on from the last date."""
    text = f.groups["howlong"]
    lengths = lengths_of(text)
    if not lengths:
        return None
    value, unit = lengths[0]
    vague = len(lengths) > 1 or re.search(r"[数几多余]", text) is not None
    shift = Shift(unit, None if vague else value, "context")
    return Atom("shifted", f.start, f.end, {"shift": shift}, duration=lengths)


def read_lasting(f: Found) -> Atom | None:
    """过去十年, 未来三天."""
    lengths = lengths_of(re.sub(r"^[过最未今此接下去近来后前的 ]+", "", f.groups["lasting"]))
    return Atom("lasting", f.start, f.end, {}, duration=lengths) if lengths else None


def read_length(f: Found) -> Atom | None:
    lengths = lengths_of(f.groups["length"])
    return Atom("length", f.start, f.end, {}, duration=lengths) if lengths else None


def read_shift(f: Found) -> Atom | None:
    """今天, 次日, 去年, 上周三, 下周末."""
    if f.folded.startswith("同年", f.start) and f.folded[: f.start].endswith("合"):
        return None  # 合同年度
    g, start, end = f.groups, f.start, f.end
    unit, shift = words().shifts[g["shift"]]
    values: dict[str, Any] = {"shift": shift}
    if unit == "week" and g["sweek"]:
        if g["sweek"] == "末":
            values = {"shift": replace(shift, unit="weekend")}
        else:
            values["weekday"] = "一二三四五六日".find(g["sweek"].replace("天", "日")) + 1
        return Atom("day", start, end, values)
    end -= len(g["sweek"] or "")
    return Atom(unit, start, end, values)


def read_weekday(f: Found) -> Atom | None:
    """周三, 星期天, 每周一, 周末."""
    day = f.groups["wd"]
    values: dict[str, Any] = {"weekday": "一二三四五六日".find(day.replace("天", "日")) + 1}
    if day == "末":
        values = {"shift": Shift("weekend", 0, "now")}
    if f.groups["every"]:
        values["every"] = True
    return Atom("weekday", f.start, f.end, values)


def read_part(f: Found) -> Atom | None:
    """凌晨, 今晚, 当晚, and the 晚 of 19日晚."""
    g, start, end = f.groups, f.start, f.end
    short = {
        "晨": "dawn",
        "早": "morning",
        "早上": "morning",
        "晚": "evening",
        "晚上": "evening",
        "晚间": "evening",
        "夜": "night",
        "夜间": "night",
    }
    if g["today"]:
        shifts: dict[str, tuple[int, Base]] = {
            "今": (0, "now"),
            "昨": (-1, "now"),
            "前": (-2, "now"),
            "明": (1, "now"),
            "当": (0, "context"),
            "同": (0, "context"),
            "次": (1, "context"),
            "翌": (1, "context"),
        }
        amount, base = shifts[g["today"]]
        return Atom("daypart", start, end, {"shift": Shift("day", amount, base), "part": short[g["pshort"]]})
    part = words().parts[g["pword"]] if g["pword"] else short[g["psuffix"]]
    return Atom("part", start, end, {"part": part})


_EVERY: dict[str, ShiftUnit] = {
    "年": "year",
    "月": "month",
    "周": "week",
    "星": "week",
    "天": "day",
    "日": "day",
    "小": "hour",
    "晚": "day",
    "季": "quarter",
}


def read_set(f: Found) -> Atom | None:
    """每年, 每个月."""
    return Atom("set", f.start, f.end, {}, duration=((1.0, _EVERY[f.groups["set"].lstrip("每个隔")[0]]),))


def read_recent(f: Found) -> Atom | None:
    return Atom("day", f.start, f.end, {"shift": Shift("day", None, "now")})


def read_clock(f: Found) -> Atom | None:
    """20:30, 8:00 a.m."""
    g = f.groups
    meridiem = {"a": "am", "p": "pm"}.get((g["ap"] or "").lower(), "")
    return _clock(f, int(g["h"]), int(g["mi"]), int(g["s"]) if g["s"] else None, meridiem)


def read_hfrom(f: Found) -> Atom | None:
    """The first hour of 早上五到六点."""
    text = re.match(SMALL_NUMBER, f.folded[f.start :])
    hour = small_number(text[0]) if text else None
    if hour is None or hour > 24 or not re.search(r"[早晚午晨夜从]上? ?$", f.folded[: f.start]):
        return None
    return Atom("time", f.start, f.end, {"hour": hour})


_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45}


def read_time(f: Found) -> Atom | None:
    """三点半, 17点55分23秒, 13时; not 一点 (a little), 三点 (three points)."""
    folded, g, start, end = f.folded, f.groups, f.start, f.end
    hour = small_number(g["hour"])
    if hour is None:
        return None
    minute = small_number(g["minute"]) if g["minute"] else _QUARTERS.get(g["quarter_hour"] or "")
    bare = minute is None and not folded[start:end].endswith(("整", "钟"))
    if not g["hour"][0].isdigit() and bare and 1 <= hour <= 5 and not _AFTER_DATE.search(folded[:start]):
        return None
    if (
        g["minute"]
        and not folded[start:end].rstrip().endswith(("分", "秒"))
        and re.match(r"[%万亿元个]|\d", folded[end:])
    ):
        return None
    return _clock(f, hour, minute, small_number(g["second"]) if g["second"] else None, "")


_AFTER_DATE = re.compile(r"[早晚午晨夜日号到从至昨今明天约在于近] ?$")


def _clock(f: Found, hour: int, minute: int | None, second: int | None, meridiem: str) -> Atom | None:
    if hour > 24 or (minute or 0) > 59 or (second or 0) > 59:
        return None
    values: dict[str, Any] = {"hour": hour, "minute": minute, "second": second}
    if meridiem == "pm" and hour < 12:
        values["hour"] = hour + 12
    if meridiem:
        values["meridiem"] = meridiem
    return Atom("time", f.start, f.end, values)
