"""Dates and times in Chinese running text.

Atoms first (a year, a month, a day, a part of day, a clock time, a shift), found by one regular expression; then atoms
that stand together become one moment (1950年 + 5月 + 14日 + 凌晨), and two moments an interval (5月至7月).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Any

from aligner.recognise.moments import DateKind, DateMention, Moment, Relation, Shift
from aligner.recognise.normal import normal_zh
from aligner.recognise.numerals_zh import DIGITS, numeral_value
from aligner.records import Span

_C = "零〇○一二三四五六七八九"
_N = rf"(?:\d+|[{_C}十廿卅]+)"  # a small number
_T = r" {0,2}"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_UNITS = r"年|个多月|个多星期|个多小时|个月|(?<=[数半])月|个星期|星期|个礼拜|礼拜|周|天|日|个小时|小时|个钟头|钟头|个时辰|时|分钟|分|秒钟|秒|个世纪|个季度"
_LENGTH = rf"(?:[数几半]|(?:\d[\d,]*(?:\.\d+)?|[{_C}十百千万两俩半几数]+)(?: ?[多余来])?)"
_AMOUNT = rf"{_LENGTH} ?(?:{_UNITS})(?:[多余](?!少))?半?(?!年代|月份|岁|边|围|年|期(?!间))"

# How fine an atom is: atoms of one moment come in this order.
RANKS = {"century": 0, "decade": 1, "year": 2, "half": 3, "quarter": 3, "season": 3, "third": 6, "month": 4, "week": 4, "day": 6,
         "weekday": 7, "part": 8, "time": 9}


@dataclass(frozen=True)
class _Words:
    """data/calendar_zh.toml, ready for matching."""

    eras: dict[str, int]
    telegraph: dict[str, int]
    parts: dict[str, str]
    seasons: dict[str, str]
    shifts: dict[str, tuple[str, Shift]] = field(default_factory=dict)  # word -> (atom, shift)


@cache
def _words() -> _Words:
    text = resources.files("aligner.recognise").joinpath("data/calendar_zh.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    shifts: dict[str, tuple[str, Shift]] = {}
    for name, unit in (("days", "day"), ("months", "month"), ("years", "year"), ("weeks", "week")):
        for base, words in table[name].items():
            for word, amount in words.items():
                shifts[word] = (unit, Shift(unit, amount, base))  # type: ignore[arg-type]
    return _Words(
        eras=table["eras"],
        telegraph={c: int(day) for day, codes in table["telegraph"].items() for c in codes},
        parts={word: part for part, words in table["parts"].items() for word in words},
        seasons={word: season for season, words in table["seasons"].items() for word in words},
        shifts=shifts,
    )


def _any(words: Any) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _pattern() -> re.Pattern[str]:
    w = _words()
    safe = "".join(c for c in w.telegraph if c not in "有个语问物引未尾合愿质文感")
    every = "".join(w.telegraph)
    time = (
        rf"(?P<hour>\d{{1,2}}|[零〇一二三四五六七八九十两]{{1,3}}){_T}(?:点钟?|时(?![候间代期而刻机常])){_T}"
        rf"(?:(?P<quarter_hour>半(?!个)|一刻|三刻)|(?P<minute>\d{{1,2}}|[零〇一二三四五六七八九十]{{1,3}}){_T}分?(?!钟)(?:{_T}(?P<second>\d{{1,2}}|[{_C}十]{{1,3}}){_T}秒)?|整)?"
    )
    return re.compile(
        "|".join(
            (
                rf"(?P<iso>(?<![\d.:])(?P<iy>\d{{4}})(?P<sep>[-/.])(?P<im>\d{{1,2}})(?P=sep)(?P<id>\d{{1,2}})(?!\d|(?P=sep)\d|:\d)日?)",
                r"(?P<dmy>(?<![\d./])(?P<dd>\d{1,2})(?P<sep2>[-/])(?P<dm>\d{1,2})(?P=sep2)(?P<dy>\d{4})(?![\d/]))",
                r"(?P<ymd>(?<![\d./-])(?P<yy>\d{2})-(?P<ym>\d{1,2})-(?P<yd>\d{1,2})(?![\d-]))",
                r"(?P<dmshort>(?<![\d./-])(?P<sm>\d{1,2})/(?P<sd>\d{1,2})(?![\d/%]))",
                rf"(?P<span>(?<![\d.第])(?!(?:\d{{4}}|0\d|[{_C}]{{3,4}}|[零四五六七八九][{_C}]) ?年|\d{{1,2}} ?日|{_N} ?时){_AMOUNT}(?:(?:又|零|余|多)?{_AMOUNT})*)(?P<direction>之?[前后](?!天|年|日|面|者|方|来|半|[一二三四五六七八九十两]|任|期|前|续|果|备|勤|台|卫|夕|线|往|进|后|景|途)|以[前后]|后来|来(?!说|自|的|到|看|访|源)|内|以来|以内|之内)",
                rf"(?P<lasting>(?:过去|最近|近(?=[{_C}十百两几数\d])|未来|今后|此后|接下来|(?<![\d年月日天周])[前后](?=\d))的? ?{_AMOUNT}(?![前后]))",
                rf"(?P<century>(?:公元前?|西元)?(?:\d{{1,2}}|[{_C}十]{{1,3}}){_T}世纪(?!之交){_T}(?P<cthird>初期?|中叶|中期|末期?|末叶|后期|前期|上半叶|下半叶)?)",
                rf"(?P<decade>(?:\d{{2,4}}|[{_C}]?[一二三四五六七八九]十|[{_C}]{{4}}){_T}年代{_T}(?P<dthird>初期?|中期?|末期?|后期|前期|早期|晚期)?)",
                rf"(?P<span_years>(?<!\d)(?P<from_year>\d{{4}})(?= ?[-–—~至到] ?\d{{4}} ?年))",
                rf"(?P<era>(?:{_any(w.eras)})(?P<era_year>元|\d{{1,3}}|[{_C}十百]{{1,4}}){_T}年)",
                rf"(?P<cycle>(?P<stem>[{_STEMS}])(?P<branch>[{_BRANCHES}])(?:年|(?=[正一二三四五六七八九十冬腊]月|[一二三四五六七八九十]月)))",
                rf"(?P<year>(?P<lunar_year>农历|阴历|旧历|夏历)?(?:(?:(?P<ad>公元前?|西元){_T}(?:大?约)?)?(?P<y>(?<!\d)\d{{4}}|[一二][{_C}]{{3}}|(?<![\d.])\d{{2}}|[{_C}]{{2}}(?=年)|(?:(?<=公元)|(?<=公元前))\d{{1,3}}){_T}年(?!代|级|前[这]|来|多|纪|龄|轻|长|份的|之久|间(?!的)|度[^报计预]|[ 的]?[历之]史|[仅]?有期徒刑|刑|徒刑|期|会|卡|余|级)度?)(?P<ythird>初|底|末|中期?|伊始|年初|年底|年末|年中)?)",
                rf"(?P<half>(?P<hword>上个?|下个?|前|后){_T}(?P<hbase>半年|半月|半周))",
                rf"(?P<qtr>(?:第?(?P<q>[一二三四1-4]){_T}季度|(?<=年)(?P<qq>[一二三四1-4])季(?![赛军前节])))",
                rf"(?P<month>(?P<lunar_month>农历|阴历|旧历|夏历)?(?P<leap>闰)?(?:(?P<m>\d{{1,2}}|[{_C}十]{{1,2}})(?:月份|{_T}月)(?!球|亮|饼|薪|光台|台|经(?![历过济营常受])|刊|票|度|考试)|(?P<mfrom>\d{{1,2}}|[{_C}十]{{1,2}})(?= ?[-–—~至到] ?(?:\d{{1,2}}|[{_C}十]{{1,2}}) ?月)|(?P<mname>正月|腊月|冬月|元月))(?P<mthird>初(?![一二三四五六七八九十])|底|末|中旬|上旬|下旬|中(?!国|共|央|方|心))?)",
                rf"(?P<day>(?P<lunar_day>初[一二三四五六七八九十])|(?P<d>(?<![\d.])\d{{1,2}}|[{_C}十廿卅]{{1,3}}){_T}(?P<dunit>日|号)(?!子|常|程|期|志|本|元|报|线|楼|院|店|军|文|游|均|产|夜|薪|渐)|(?P<dword>(?<=月)(?:[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)(?![{_C}十百千万个年月天多余几日号]))|(?P<dfrom>(?<![\d.])\d{{1,2}}|[{_C}十廿]{{1,3}})(?= ?[-–—~至到、] ?(?:\d{{1,2}}|[{_C}十廿]{{1,3}}) ?[日号]))",
                rf"(?P<telegraph>(?P<code>[{safe}])电(?![力视话影报机子台脑压流池源器动能磁])|(?P<code2>[{every}])日(?=电|事变|通电))",
                r"(?P<tenday>上旬|中旬|下旬|月初|月底|月末|月中|年初|年底|年末|年中|年终)",
                rf"(?P<shift>{_any(k for k in w.shifts)})(?P<sweek>末|[一二三四五六日天](?!个|年|月|起))?(?!头条|之后》|之星|俄罗斯)",
                r"(?P<weekday>(?P<every>每)?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天末])(?!个|期|年|[一二三四五六七八九十]))",
                rf"(?P<part>(?P<today>[今昨前明当次翌同])(?P<pshort>晚上|晚间|早上|夜间|晨|早|晚|夜)|(?P<pword>{_any(p for p in w.parts if len(p) > 1)})|(?<=[日号天一二三四五六])(?P<psuffix>[早晚夜晨])(?![饭餐会点于些年已就才晚期班熟]))",
                rf"(?P<season>(?<=年)(?:初|之)?(?P<sname>{_any(w.seasons)})|(?P<sname2>{_any(s for s in w.seasons if len(s) == 2)}))",
                rf"(?P<clock>(?<![\d:.])(?P<h>\d{{1,2}}):(?P<mi>\d{{2}})(?::(?P<s>\d{{2}}))?(?![\d:])(?:{_T}(?P<ap>[aApP])\.?[mM]\.?(?![a-zA-Z]))?)",
                rf"(?P<time>(?<![\d.第]){time}(?!五|[一-鿿]?个|左右派|多万|儿|滴|儿|以下几|建议|要求|原因|意见|不))",
                rf"(?P<hfrom>(?<![\d.]){_N}(?= ?[到至-] ?{_N} ?点))",
                rf"(?P<set>每(?:个|隔)?(?:年|月|周|星期|天|日|小时|晚|季度)(?![一二三四五六日]))",
                rf"(?P<length>(?<![\d.第]){_AMOUNT}(?:(?:又|零|余|多|,)?{_AMOUNT})*)",
                r"(?P<recent>最近|目前为止)",
            )
        )
    )


@cache
def _starts() -> re.Pattern[str]:
    """The characters that an atom begins with: the long pattern is tried only there."""
    w = _words()
    words = (*w.eras, *w.telegraph, *w.parts, *w.seasons, *w.shifts)
    fixed = rf"\d{_C}十廿卅百千万两俩半几数公西农阴旧夏闰正元腊冬初之过最近未今此接前后上中下月年周星礼每昨明当次翌同目第{_STEMS}"
    return re.compile(f"[{fixed}{''.join({word[0] for word in words})}]")


_HAS = re.compile(r"[年月日号天周钟晚早晨夜午点时旬季纪:分秒电]|星期|礼拜|\d[-/.]\d|黎明|拂晓|最近|甲乙丙")
_PARTS_BEFORE_NOON = frozenset({"dawn", "morning"})


@dataclass
class _Atom:
    kind: str
    start: int
    end: int
    values: dict[str, Any]
    relation: Relation = Relation.AT
    duration: tuple[tuple[float, str], ...] = ()


def dates_zh(text: str) -> tuple[DateMention, ...]:
    """Dates, times, intervals and durations of a Chinese text, in order of place."""
    folded = normal_zh(text)
    if not _HAS.search(folded):
        return ()
    atoms = list(_atoms(folded))
    moments = list(_moments(folded, atoms))
    return tuple(_intervals(text, folded, moments))


def _small(text: str) -> int | None:
    """廿三 23, 十二 12, 7 7."""
    value = numeral_value(text)
    return int(value.low) if value is not None and value.low == value.high else None


def _year_value(text: str) -> int:
    """一九五〇 1950, 零八 8, 1950 1950: digit by digit."""
    return int("".join(str(DIGITS.get(c, c)) for c in text))


def _full_year(year: int) -> int:
    """Two digits as people mean them: 49年 1949, 08年 2008, 26年 2026."""
    return year if year >= 100 else year + (2000 if year <= 30 else 1900)


_THIRDS = {"初": "early", "初期": "early", "前期": "early", "早期": "early", "上旬": "early", "伊始": "early", "年初": "early", "月初": "early",
           "上半叶": "early", "中": "mid", "中期": "mid", "中旬": "mid", "中叶": "mid", "年中": "mid", "月中": "mid"}


def _third(word: str | None) -> str:
    return _THIRDS.get(word, "late") if word else ""


def _atoms(folded: str) -> Iterator[_Atom]:
    at = 0
    pattern, starts = _pattern(), _starts()
    while start := starts.search(folded, at):
        found = pattern.match(folded, start.start())
        if found is None:
            at = start.end()
            continue
        atom = _atom(folded, found)
        if atom is None:
            at = found.start() + 1
            continue
        at = max(atom.end, found.start() + 1)
        yield atom


def _atom(folded: str, found: re.Match[str]) -> _Atom | None:
    """The atom of one match; None where its numbers make no date."""
    g = found.groupdict()
    start, end = found.span()
    kind = found.lastgroup or ""
    for name in _KINDS:
        if g.get(name) is not None:
            kind = name
            break
    values: dict[str, Any] = {}
    if kind in ("iso", "dmy", "ymd", "dmshort"):
        return _numeric(kind, g, start, end)
    if kind == "span":
        return _span(folded, g, start, end)
    if kind == "lasting":
        lengths = _lengths(re.sub(r"^[过最未今此接下去近来后前的 ]+", "", g["lasting"]))
        return _Atom("lasting", start, end, {}, duration=lengths) if lengths else None
    if kind == "length":
        lengths = _lengths(g["length"])
        return _Atom("length", start, end, {}, duration=lengths) if lengths else None
    if kind == "century":
        number = _small(re.sub(r"公元前?|西元|世纪.*| ", "", g["century"]))
        if not number or number > 30:
            return None
        values = {"century": number, "third": _third(g["cthird"])}
    elif kind == "decade":
        digits = re.sub(r"年代.*| ", "", g["decade"])
        number = _small(digits) if "十" in digits else _year_value(digits)
        if number is None or number % 10:
            return None
        values = {"decade": number // 10, "third": _third(g["dthird"])}
    elif kind == "span_years":
        values, kind = {"year": int(g["from_year"])}, "year"
    elif kind == "era":
        name = g["era"][: next(i for i, c in enumerate(g["era"]) if c == "元" or c.isdigit() or c in _C + "十百")]
        if g["era"].startswith(("开元", "贞元", "乾元")):
            name = g["era"][:2]
        number = 1 if g["era_year"] == "元" else _small(g["era_year"])
        if name not in _words().eras or not number:
            return None
        # Chinese reigns used the lunar calendar until 1911; the years of the Republic and of Japan are solar.
        values = {"year": _words().eras[name] + number - 1, "lunar": name not in _SOLAR_ERAS}
        kind = "year"
    elif kind == "cycle":
        stem, branch = _STEMS.index(g["stem"]), _BRANCHES.index(g["branch"])
        if stem % 2 != branch % 2:
            return None
        number = next(n for n in range(60) if n % 10 == stem and n % 12 == branch) + 1
        values, kind = {"cycle": number, "lunar": True}, "year"
    elif kind == "year":
        return _year_atom(folded, g, start, end)
    elif kind == "half":
        values = {"half": 1 if g["hword"][0] in "上前" else 2, "of": g["hbase"][1]}
    elif kind == "qtr":
        values, kind = {"quarter": _small(g["q"] or g["qq"])}, "quarter"
    elif kind == "month":
        return _month_atom(folded, g, start, end)
    elif kind == "day":
        if g["lunar_day"]:
            values = {"day": _small(g["lunar_day"][1:]), "lunar": True}
        else:
            digits = g["d"] or g["dfrom"] or g["dword"]
            number = _small(digits)
            if not number or number > 31:
                return None
            values = {"day": number, "open": g["dfrom"] is not None, "unit": g["dunit"] or "", "spelled": not digits[0].isdigit()}
    elif kind == "telegraph":
        values, kind = {"day": _words().telegraph[g["code"] or g["code2"]], "telegraph": True}, "day"
    elif kind == "tenday":
        values = {"third": _third(g["tenday"])} | ({"of": "year"} if g["tenday"][0] == "年" else {})
        kind = "third"
    elif kind == "shift":
        return _shift_atom(g, start, end)
    elif kind == "weekday":
        if g["wd"] == "末":
            values = {"shift": Shift("weekend", 0, "now")}
        else:
            values = {"weekday": "一二三四五六日".find(g["wd"].replace("天", "日")) + 1}
        if g["every"]:
            values["every"] = True
    elif kind == "part":
        return _part_atom(g, start, end)
    elif kind == "season":
        values = {"season": _words().seasons[g["sname"] or g["sname2"]]}
        start = found.start("sname") if g["sname"] else start
    elif kind in ("clock", "time", "hfrom"):
        return _time_atom(folded, kind, g, start, end)
    elif kind == "set":
        unit = {"年": "year", "月": "month", "周": "week", "星": "week", "天": "day", "日": "day", "小": "hour", "晚": "day", "季": "quarter"}
        return _Atom("set", start, end, {}, duration=((1.0, unit[g["set"].lstrip("每个隔")[0]]),))
    elif kind == "recent":
        values, kind = {"shift": Shift("day", None, "now")}, "day"
    return _Atom(kind, start, end, values)


_SOLAR_ERAS = frozenset({"民国", "明治", "大正", "昭和", "平成", "令和"})
_KINDS = ("iso", "dmy", "ymd", "dmshort", "lasting", "span", "century", "decade", "span_years", "era", "cycle", "year", "half", "qtr", "month", "day",
          "telegraph", "tenday", "shift", "weekday", "part", "season", "clock", "time", "hfrom", "set", "length", "recent")


def _numeric(kind: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    """2010/01/29, 1/2/2020 (day first), 12-11-10 (year first), 12/1 (month first)."""
    if kind == "iso":
        year, month, day = int(g["iy"]), int(g["im"]), int(g["id"])
    elif kind == "dmy":
        year, month, day = int(g["dy"]), int(g["dm"]), int(g["dd"])
        if month > 12:
            month, day = day, month
    elif kind == "ymd":
        year, month, day = _full_year(int(g["yy"])), int(g["ym"]), int(g["yd"])
    else:
        month, day = int(g["sm"]), int(g["sd"])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        return _Atom("numeric", start, end, {"month": month, "day": day, "short": True})
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2200):
        return None
    return _Atom("numeric", start, end, {"year": year, "month": month, "day": day, "swap": kind == "dmy" and day <= 12})


_UNIT_NAMES = (("世纪", "century"), ("季度", "quarter"), ("年", "year"), ("月", "month"), ("星期", "week"), ("礼拜", "week"), ("周", "week"),
               ("天", "day"), ("日", "day"), ("小时", "hour"), ("钟头", "hour"), ("时辰", "hour"), ("时", "hour"), ("分", "minute"), ("秒", "second"))
_LENGTH_PIECE = re.compile(rf"(?P<n>{_LENGTH}) ?(?P<u>{_UNITS})(?P<more>[多余]?)(?P<half>半?)")


def _lengths(text: str) -> tuple[tuple[float, str], ...]:
    """两年半 ((2.5, "year"),), 8天20小时 ((8, "day"), (20, "hour")), 数月 ((3, "month"),); () where it makes none."""
    found = []
    for piece in _LENGTH_PIECE.finditer(text):
        number = piece["n"].replace(" ", "")
        unit = next(name for word, name in _UNIT_NAMES if word in piece["u"])
        if piece["u"] == "月" and number not in ("数", "半"):
            return ()  # 三月 is March
        if number == "半":
            value: float | None = 0.5
        elif number in ("几", "数"):
            value = 3.0
        else:
            amount = numeral_value(number.replace("半", ""))
            value = amount.low if amount is not None else None
        if value is None:
            return ()
        found.append((value + (0.5 if piece["half"] else 0.0), unit))
    return tuple(found)


def _span(folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    """两个多月后, 5年前, 2小时后, 十年来: so far before or after the base."""
    text, direction = g["span"], g["direction"]
    if re.search(r"[数几多余]", text):
        lengths = _lengths(text)
        vague = True
    else:
        lengths, vague = _lengths(text), False
    if not lengths:
        return None
    if lengths[0][1] == "year" and re.match(rf"(?:\d{{4}}|[{_C}]{{2,4}}|0\d) ?年", text) and not re.match(r"[十百千]", text):
        return None  # 2015年前 is before 2015; leave it to the year
    if re.match(r"\d{1,2} ?日", text) or (lengths[0][1] == "hour" and re.match(rf"{_N} ?时", text)):
        return None  # 14日后 is after the 14th
    if direction in ("内", "以内", "之内", "来", "以来"):
        return _Atom("length", start, end - len(direction), {}, duration=lengths)
    value, unit = lengths[0]
    if len(lengths) > 1:
        return _Atom("length", start, end - len(direction), {}, duration=lengths)
    if unit == "minute" and folded[end - len(direction) - 1] == "分" and not text.endswith("分钟"):
        return None
    sign = -1 if "前" in direction else 1
    shift = Shift(unit, None if vague else sign * value, "context")  # type: ignore[arg-type]
    return _Atom("shifted", start, end, {"shift": shift}, duration=lengths)


def _year_atom(folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    digits = g["y"]
    year = _year_value(digits)
    spelled = not digits[0].isdigit()
    if len(digits) == 4 and not 1000 <= year <= 2200:
        return None
    if len(digits) == 2 and not g["ad"]:
        following = folded[end : end + 3]
        dated = re.match(rf" ?(?:\d{{1,2}}|[{_C}十]{{1,2}}) ?月", following) or re.match(r"[春夏秋冬初底末上下]|奥运|世界杯|以[前后]|之[前后]", following)
        if spelled and (digits[0] == "零" or digits[0] in "四五六七八九") and "十" not in digits:
            pass
        elif not (digits.startswith("0") or dated):
            return None
        year = _full_year(year)
    if g["ad"] and g["ad"].endswith("前"):
        year = 1 - year
    values: dict[str, Any] = {"year": year, "third": _third(g["ythird"]), "lunar": bool(g["lunar_year"])}
    return _Atom("year", start, end, values)


def _month_atom(folded: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    names = {"正月": 1, "元月": 1, "腊月": 12, "冬月": 11}
    lunar = bool(g["lunar_month"] or g["leap"]) or g["mname"] in ("正月", "腊月", "冬月")
    month = names[g["mname"]] if g["mname"] else _small(g["m"] or g["mfrom"])
    if month is None or not 1 <= month <= 12:
        return None
    if start and folded[start - 1] in "第每数几0123456789." and g["mname"] is None:
        return None
    return _Atom("month", start, end, {"month": month, "third": _third(g["mthird"]), "lunar": lunar, "open": g["mfrom"] is not None})


def _shift_atom(g: dict[str, Any], start: int, end: int) -> _Atom:
    unit, shift = _words().shifts[g["shift"]]
    values: dict[str, Any] = {"shift": shift}
    if unit == "week" and g["sweek"]:
        if g["sweek"] == "末":
            values = {"shift": replace(shift, unit="weekend")}
        else:
            values["weekday"] = "一二三四五六日".find(g["sweek"].replace("天", "日")) + 1
        return _Atom("day", start, end, values)
    end -= len(g["sweek"] or "")
    return _Atom(unit, start, end, values)


def _part_atom(g: dict[str, Any], start: int, end: int) -> _Atom:
    short = {"晨": "dawn", "早": "morning", "早上": "morning", "晚": "evening", "晚上": "evening", "晚间": "evening", "夜": "night", "夜间": "night"}
    if g["today"]:
        shifts = {"今": (0, "now"), "昨": (-1, "now"), "前": (-2, "now"), "明": (1, "now"), "当": (0, "context"), "同": (0, "context"),
                  "次": (1, "context"), "翌": (1, "context")}
        amount, base = shifts[g["today"]]
        return _Atom("daypart", start, end, {"shift": Shift("day", amount, base), "part": short[g["pshort"]]})  # type: ignore[arg-type]
    part = _words().parts[g["pword"]] if g["pword"] else short[g["psuffix"]]
    return _Atom("part", start, end, {"part": part})


def _time_atom(folded: str, kind: str, g: dict[str, Any], start: int, end: int) -> _Atom | None:
    if kind == "clock":
        hour, minute, second = int(g["h"]), int(g["mi"]), int(g["s"]) if g["s"] else None
        meridiem = {"a": "am", "p": "pm"}.get((g["ap"] or "").lower(), "")
    elif kind == "hfrom":
        text = re.match(_N, folded[start:])
        value = _small(text[0]) if text else None
        if value is None or value > 24 or not re.search(r"[早晚午晨夜从]上? ?$", folded[:start]):
            return None
        return _Atom("time", start, end, {"hour": value})
    else:
        value = _small(g["hour"])
        if value is None:
            return None
        hour, meridiem, second = value, "", None
        minute = _small(g["minute"]) if g["minute"] else {"半": 30, "一刻": 15, "三刻": 45}.get(g["quarter_hour"] or "")  # type: ignore[assignment]
        second = _small(g["second"]) if g["second"] else None
        spelled = not g["hour"][0].isdigit()
        bare = minute is None and not folded[start:end].endswith(("整", "钟"))
        if spelled and bare and hour in (1, 2, 3, 4, 5) and not re.search(r"[早晚午晨夜日号到从至昨今明天约在于近约] ?$", folded[:start]):
            return None  # 一点 (a little), 三点 (three points)
        if g["minute"] and not folded[start:end].rstrip().endswith(("分", "秒")) and re.match(r"[%万亿元个]|\d", folded[end:]):
            return None
    if hour > 24 or (minute or 0) > 59 or (second or 0) > 59:
        return None
    values = {"hour": hour, "minute": minute, "second": second}
    if meridiem == "pm" and hour < 12:
        values["hour"] = hour + 12
    if meridiem:
        values["meridiem"] = meridiem
    return _Atom("time", start, end, values)


_GLUE = re.compile(r"[ 的]{0,2}|, ?|\((?=周|星期|礼拜)")
_OF_UNIT = {"daypart": (6, 8), "numeric": (2, 6), "shifted": (2, 6)}


def _ranks(atom: _Atom) -> tuple[int, int]:
    """First and last rank an atom covers: a numeric date covers year to day."""
    return _OF_UNIT.get(atom.kind) or (RANKS[atom.kind], RANKS[atom.kind])


def _moments(folded: str, atoms: list[_Atom]) -> Iterator[_Atom]:
    """Atoms that stand together, merged: values in one dict, kind "moment"; lengths and sets pass through."""
    i = 0
    while i < len(atoms):
        atom = atoms[i]
        i += 1
        if atom.kind in ("length", "lasting"):
            yield atom
            continue
        if atom.kind == "set":
            values, end = {"every": True}, atom.end
            last = 5
        else:
            values, end = dict(atom.values), atom.end
            last = _ranks(atom)[1]
        pieces = [atom]
        while i < len(atoms) and atoms[i].kind not in ("length", "lasting", "set"):
            following = atoms[i]
            gap = folded[end : following.start]
            first, new_last = _ranks(following)
            comma = "," in gap or "(" in gap
            if not _GLUE.fullmatch(gap) or first <= last or (comma and following.kind != "weekday") or ("的" in gap and last > 5):
                break
            if values.get("open") or (following.kind == "third" and values.get("third")) or _clash(values, following):
                break
            values |= {k: v for k, v in following.values.items() if v is not None and v is not False and v != ""}
            end, last = following.end, new_last
            pieces.append(following)
            i += 1
        if _alone_counts(folded, pieces, values, atom.start, end):
            yield _Atom("moment", atom.start, end, values, duration=atom.duration)


def _clash(values: dict[str, Any], following: _Atom) -> bool:
    """今年 + 去年, or a relative day after a month: two dates, not one."""
    shift = following.values.get("shift")
    return shift is not None and ("shift" in values or "month" in values or "year" in values)


def _alone_counts(folded: str, pieces: list[_Atom], values: dict[str, Any], start: int, end: int) -> bool:
    """Whether the pieces are a date by themselves: not 12号 (a number), 三日 (three days), 一月 in 一月一次."""
    if len(pieces) > 1:
        return True
    only = pieces[0]
    if only.kind == "day" and not values.get("telegraph") and "shift" not in values:
        if values.get("open"):
            return True
        if values.get("lunar"):
            return True
        if values.get("unit") == "号":
            return False
        return not (values.get("spelled") and values["day"] < 10 and not re.search(r"[于在至到、是] ?$", folded[:start]))
    if only.kind == "time" and values.get("minute") is None and folded[end - 1] == "时":
        return False  # 购买 Stylo 3 时: when buying
    if only.kind == "third":
        return folded[start] in "月年"
    if only.kind == "numeric" and values.get("short"):
        return bool(re.search(r"(?:^|[于在从自日到至] ?)$", folded[:start])) or folded[end : end + 1] in "-至到" and end < len(folded)
    return True


_INTERVAL = re.compile(r" ?(?:到|至|-|–|—|~|～|——) ?")
_BETWEEN = re.compile(r" ?(?:和|与|同|及|、) ?")
_SUFFIX = re.compile(
    r" ?(?:(?P<since>或之后|及之后|及以后|或以后|以来|开始|起(?![来义点源诉因草伏床])|以降)|(?P<until>或之前|及之前|及以前|或以前|为止|止)"
    r"|(?P<after>之后|以后|过后|后(?![来期的悔面果备勤方天年代续者边]))|(?P<before>之前|以前|前(?![来期的面方天年者后往去线夕途景任半])))"
)
_PREFIX = re.compile(r"(?:(?P<since>自从|从|自|打)|(?P<until>截止到|截至到|截至|截止|直到|到)|(?P<about>大约|大概|约))(?:在)? ?$")


def _intervals(text: str, folded: str, moments: list[_Atom]) -> Iterator[DateMention]:
    i = 0
    while i < len(moments):
        one = moments[i]
        if one.kind in ("length", "lasting"):
            span, lasting = Span(one.start, one.end), one.kind == "lasting"
            kind = DateKind.DATE if lasting else DateKind.DURATION
            start_of = Moment(shift=Shift(one.duration[0][1], None, "now")) if lasting else Moment()  # type: ignore[arg-type]
            yield DateMention(span, text[span.start : span.end], "zh", kind, start_of, duration=one.duration)
            i += 1
            continue
        two = moments[i + 1] if i + 1 < len(moments) and moments[i + 1].kind == "moment" else None
        if two is not None and not one.values.get("every"):
            gap = folded[one.end : two.start]
            tail = re.match(r" ?(?:之间|间)", folded[two.end :])
            joined = _INTERVAL.fullmatch(gap) or (_BETWEEN.fullmatch(gap) and tail)
            if joined and _same_sort(one, two):
                start = one.start
                if before := re.search(r"(?:从|自)$", folded[:start]):
                    start -= len(before[0])
                end = two.end + (len(tail[0]) if tail else 0)
                first, second = _pair(one.values, two.values)
                yield _mention(text, start, end, first, second)
                i += 2
                continue
        i += 1
        if one.values.get("open"):
            continue
        yield _with_relation(text, folded, one)


def _same_sort(one: _Atom, two: _Atom) -> bool:
    """Two dates or two times; not a date and a duration."""
    return bool(two.values) and not two.values.get("every")


def _pair(one: dict[str, Any], two: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What one end leaves unsaid and the other says: 3月至5月, 2016年1月10日到12日, 下午5点到6点."""
    first, second = dict(one), dict(two)
    if "shift" not in second and "shift" not in first:
        for name in ("year", "month"):
            if first.get(name) and not second.get(name) and _finest(second) > RANKS[name]:
                if name == "month" and (second.get("month") or not second.get("day")):
                    continue
                if name == "year" and "hour" in second and "day" not in second:
                    continue
                second[name] = first[name]
    if "hour" in second and "day" not in second and "shift" not in second:
        for name in ("year", "month", "day", "weekday", "shift"):
            if first.get(name) is not None and second.get(name) is None:
                second[name] = first[name]
    if first.get("open") and second.get("year") and not first.get("year"):
        first["year"] = second["year"]
    if first.get("open") and "month" in second and "month" not in first:
        first["month"] = second["month"]
    if first.get("part") and "hour" in second and not second.get("part") and "day" not in two:
        later = (second["hour"] or 0) < 12
        second["part"] = first["part"] if later else ""
    return first, second


def _finest(values: dict[str, Any]) -> int:
    return max((RANKS[k] for k in ("year", "month", "day") if values.get(k) is not None), default=0)


def _with_relation(text: str, folded: str, one: _Atom) -> DateMention:
    """The mention with 之前, 以来, 从...起 taken into its span."""
    start, end, relation = one.start, one.end, Relation.AT
    values = one.values
    exact = values.get("shift") is None or values["shift"].amount is not None
    after = _SUFFIX.match(folded, end) if exact else None
    before = _PREFIX.search(folded[max(0, start - 6) : start])
    if after and not values.get("every"):
        relation = Relation(after.lastgroup or "")
        end = after.end()
        if before and before["since"] and relation is Relation.SINCE:
            start -= len(before[0])
    elif before and (before["since"] == "自从" or before["until"] in ("截止到", "截至到", "截至", "截止")):
        relation = Relation.SINCE if before["since"] else Relation.UNTIL
        start -= len(before[0])
    elif before and before["about"] and "hour" in values:
        relation = Relation.ABOUT
        start -= len(before[0])
    return _mention(text, start, end, values, None, relation, one.duration)


def _mention(
    text: str,
    start: int,
    end: int,
    values: dict[str, Any],
    second: dict[str, Any] | None = None,
    relation: Relation = Relation.AT,
    duration: tuple[tuple[float, str], ...] = (),
) -> DateMention:
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
    return DateMention(Span(start, end), text[start:end], "zh", kind, first, last, relation, duration, bool(values.get("swap")))


def _moment(values: dict[str, Any]) -> Moment:
    """A Moment from merged values: the hour turned by its part of day, the decade by its century."""
    kept = {k: v for k, v in values.items() if k in _FIELDS and v is not None}
    if values.get("of") == "月" or values.get("of") == "周":
        kept.pop("half", None)
        kept["third"] = "early" if values["half"] == 1 else "late"
        kept.setdefault("shift", Shift("month" if values["of"] == "月" else "week", 0, "now"))
    century, decade = kept.get("century"), kept.get("decade")
    if century and decade is not None:
        kept["decade"] = (century - 1) * 10 + decade
        kept.pop("century")
    hour, part = kept.get("hour"), kept.get("part", "")
    if hour is not None and part:
        if part in ("afternoon", "evening", "night") and hour < 12 and not (part == "night" and hour < 6):
            kept["hour"] = hour + 12
        elif part == "noon" and hour < 3:
            kept["hour"] = hour + 12
        elif part in _PARTS_BEFORE_NOON and hour == 12:
            kept["hour"] = 0 if part == "dawn" else 12
        kept["meridiem"] = "am" if kept["hour"] < 12 else "pm"
    return Moment(**kept)


_FIELDS = frozenset(Moment.__dataclass_fields__)
