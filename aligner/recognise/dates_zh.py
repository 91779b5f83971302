"""Dates and times in Chinese running text.

Atoms first (`date_atoms_zh`); then atoms that stand together become one moment (1950年 + 5月 + 14日 + 凌晨), and two
moments an interval (5月至7月).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from aligner.recognise.date_atoms import Atom, mention
from aligner.recognise.date_atoms_zh import atoms_zh
from aligner.recognise.date_mentions import DateKind, DateMention, Relation
from aligner.recognise.moments import Moment, Shift
from aligner.recognise.normal import normal_zh
from aligner.records import Span

# How fine an atom is: atoms of one moment come in this order.
RANKS = {
    "century": 0,
    "decade": 1,
    "year": 2,
    "half": 3,
    "quarter": 3,
    "season": 3,
    "third": 6,
    "month": 4,
    "week": 4,
    "day": 6,
    "weekday": 7,
    "part": 8,
    "time": 9,
}
_HAS = re.compile(r"[年月日号天周钟晚早晨夜午点时旬季纪:分秒电]|星期|礼拜|\d[-/.]\d|黎明|拂晓|最近|甲乙丙")


def dates_zh(text: str) -> tuple[DateMention, ...]:
    """Dates, times, intervals and durations of a Chinese text, in order of place."""
    folded = normal_zh(text)
    if not _HAS.search(folded):
        return ()
    atoms = list(atoms_zh(text, folded))
    moments = list(_moments(folded, atoms))
    return tuple(_intervals(text, folded, moments))


_GLUE = re.compile(r"[ 的]{0,2}|, ?|\((?=周|星期|礼拜)")
_OF_UNIT = {"daypart": (6, 8), "numeric": (2, 6), "shifted": (2, 6)}


def _ranks(atom: Atom) -> tuple[int, int]:
    """First and last rank an atom covers: a numeric date covers year to day."""
    return _OF_UNIT.get(atom.kind) or (RANKS[atom.kind], RANKS[atom.kind])


def _moments(folded: str, atoms: list[Atom]) -> Iterator[Atom]:
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
            if (
                not _GLUE.fullmatch(gap)
                or first <= last
                or (comma and following.kind != "weekday")
                or ("的" in gap and last > 5)
            ):
                break
            if values.get("open") or (following.kind == "third" and values.get("third")) or _clash(values, following):
                break
            values |= {k: v for k, v in following.values.items() if v is not None and v is not False and v != ""}
            end, last = following.end, new_last
            pieces.append(following)
            i += 1
        if _alone_counts(folded, pieces, values, atom.start, end):
            yield Atom("moment", atom.start, end, _resolved_parts(values), duration=atom.duration)


def _clash(values: dict[str, Any], following: Atom) -> bool:
    """今年 + 去年, or a relative day after a month: two dates, not one."""
    shift = following.values.get("shift")
    return shift is not None and ("shift" in values or "month" in values or "year" in values)


def _alone_counts(folded: str, pieces: list[Atom], values: dict[str, Any], start: int, end: int) -> bool:
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
        return not (
            values.get("spelled") and values["day"] < 10 and not re.search(r"[于在至到、是] ?$", folded[:start])
        )
    if only.kind == "time" and values.get("minute") is None and folded[end - 1] == "时":
        return False  # 购买 Stylo 3 时: when buying
    if only.kind == "third":
        return folded[start] in "月年"
    if only.kind == "numeric" and values.get("short"):
        return bool(re.search(r"(?:^|[于在从自日到至] ?)$", folded[:start])) or (
            folded[end : end + 1] in "-至到" and end < len(folded)
        )
    return True


_INTERVAL = re.compile(r" ?(?:到|至|-|–|—|~|～|——) ?")
_BETWEEN = re.compile(r" ?(?:和|与|同|及|、) ?")
_SUFFIX = re.compile(
    r" ?(?:(?P<since>或之后|及之后|及以后|或以后|以来|开始|起(?![来义点源诉因草伏床])|以降)"
    r"|(?P<until>或之前|及之前|及以前|或以前|为止|止)"
    r"|(?P<after>之后|以后|过后|后(?![来期的悔面果备勤方天年代续者边]))"
    r"|(?P<before>之前|以前|前(?![来期的面方天年者后往去线夕途景任半])))"
)
_PREFIX = re.compile(
    r"(?:(?P<since>自从|从|自|打)|(?P<until>截止到|截至到|截至|截止|直到|到)|(?P<about>大约|大概|约))(?:在)? ?$"
)


def _intervals(text: str, folded: str, moments: list[Atom]) -> Iterator[DateMention]:
    i = 0
    while i < len(moments):
        one = moments[i]
        if one.kind in ("length", "lasting"):
            span, lasting = Span(one.start, one.end), one.kind == "lasting"
            kind = DateKind.DATE if lasting else DateKind.DURATION
            start_of = Moment(shift=Shift(one.duration[0][1], None, "now")) if lasting else Moment()
            yield DateMention(span, text[span.start : span.end], "zh", kind, start_of, duration=one.duration)
            i += 1
            continue
        two = moments[i + 1] if i + 1 < len(moments) and moments[i + 1].kind == "moment" else None
        if two is not None and not one.values.get("every"):
            gap = folded[one.end : two.start]
            tail = re.match(r" ?(?:之间|间)", folded[two.end :])
            joined = _INTERVAL.fullmatch(gap) or (_BETWEEN.fullmatch(gap) and tail)
            both = not gap and one.values.get("open")  # 七八月
            if (joined or both) and two.values and not two.values.get("every"):
                start = one.start
                if before := re.search(r"(?:从|自)$", folded[:start]):
                    start -= len(before[0])
                end = two.end + (len(tail[0]) if tail else 0)
                first, second = _pair(one.values, two.values)
                yield mention(text, "zh", start, end, first, second)
                i += 2
                continue
        i += 1
        if one.values.get("open"):
            continue
        yield _with_relation(text, folded, one, moments[i].start if i < len(moments) else len(folded))


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


def _with_relation(text: str, folded: str, one: Atom, limit: int) -> DateMention:
    """The mention with 之前, 以来, 从...起 taken into its span."""
    start, end, relation = one.start, one.end, Relation.AT
    values = one.values
    exact = values.get("shift") is None or values["shift"].amount is not None
    after = _SUFFIX.match(folded, end) if exact else None
    before = _PREFIX.search(folded[max(0, start - 6) : start])
    if after and after.end() <= limit and not values.get("every"):  # not the 前 of 前日 in 0点前日
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
    return mention(text, "zh", start, end, values, None, relation, one.duration)


def _resolved_parts(values: dict[str, Any]) -> dict[str, Any]:
    """Halves of months and weeks as thirds, a decade with its century (20世纪50年代: 195)."""
    kept = dict(values)
    if kept.get("of") in ("月", "周"):
        kept["third"] = "early" if kept.pop("half") == 1 else "late"
        kept.setdefault("shift", Shift("month" if kept["of"] == "月" else "week", 0, "now"))
    if (kept.get("century") or 0) > 0 and kept.get("decade") is not None:
        kept["decade"] += (kept.pop("century") - 1) * 10
    return kept
