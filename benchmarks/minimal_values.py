"""Numbers and dates changed in clean human pairs: the part of `minimal_pairs` on values.

What is changed is found by plain patterns of this file, not by our recognisers, so that a number we cannot read counts
against us. A change is made only where the other side says the same number or date in an obvious form, so that the pair
did agree before; the new form is written as the old one was (figures stay figures, words stay words).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cn2an import an2cn


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A pair with one value changed. `what` tells a reader what was done."""

    zh: str
    en: str
    what: str


@dataclass(frozen=True, slots=True)
class _Edit:
    """What may be changed: characters of one side, and the forms that may take their place."""

    side: str  # "zh", "en"
    start: int
    end: int
    new: tuple[str, ...]


def number_changes(pairs: list[tuple[str, str]], rng: random.Random) -> Iterator[ValueChange]:
    """One number replaced by another value, in the Chinese or the English; each pair at most once."""
    yield from _changes(pairs, rng, _number_edits)


def date_changes(pairs: list[tuple[str, str]], rng: random.Random) -> Iterator[ValueChange]:
    """The day, month or year of one date replaced by another; each pair at most once."""
    yield from _changes(pairs, rng, _date_edits)


def _changes(
    pairs: list[tuple[str, str]], rng: random.Random, edits_of: Callable[[str, str], Iterator[_Edit]]
) -> Iterator[ValueChange]:
    order = list(range(len(pairs)))
    rng.shuffle(order)
    for row in order:
        zh, en = pairs[row]
        edits = [e for e in edits_of(zh, en) if e.new]
        if not edits:
            continue
        edit = rng.choice(edits)
        text = zh if edit.side == "zh" else en
        old, new = text[edit.start : edit.end], rng.choice(edit.new)
        changed = text[: edit.start] + new + text[edit.end :]
        around = changed[max(0, edit.start - 12) : edit.start + len(new) + 12]
        what = f"{old} -> {new} in {around!r}"
        yield ValueChange(changed, en, what) if edit.side == "zh" else ValueChange(zh, changed, what)


# --- numbers

_WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ZH_DIGITS = "一二三四五六七八九"
# Figures that are a quantity: not a code (F-16), a clock time, a date, a version, a score, a list label at the head.
_FIGURE = re.compile(r"(?<![\w.,:/#№+×*–'’-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w]|[.,:/–×*+-]?\d|[:/–'’-]|[)）.、])")
_ZH_FIGURE = re.compile(
    r"(?<![\w.,:：/#№+×*–-])(?<![点時时]\s)\d+(?:,\d{3})*(?:\.\d+)?(?=[\s一-鿿%％])(?![\s]*(?:[年月日号点點时時:：/–届-]|世[纪紀]|分(?!之|钟|鐘)))"
)
_ZH_NUMERAL = re.compile(
    r"(?<![一二两三四五六七八九十百千万亿零第几数分.点周期])([二两三四五六七八九])(?=个|名|位|次|倍|项|家|条|支|辆|张|座|所|部|本|百|千|万|十万)"
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_NEAR_MONTH = re.compile(rf"(?:{'|'.join(m[:3] for m in _MONTHS)})[a-z]*\.? *$")


def _number_edits(zh: str, en: str) -> Iterator[_Edit]:
    for m in _FIGURE.finditer(en):
        after = en[m.end() : m.end() + 12]
        if _NEAR_MONTH.search(en[: m.start()]) or re.match(
            rf" ?(?:{'|'.join(x[:3] for x in _MONTHS)}|[ap]\.?m|o['’]clock|st\b|nd\b|rd\b|th\b)", after
        ):
            continue
        if _is_quantity(m[0]) and _said_in_zh(m[0], after, zh):
            yield _Edit("en", m.start(), m.end(), _other_figures(m[0]))
    for i, word in enumerate(_WORDS, 2):
        for m in re.finditer(
            rf"(?<![\w-]){word}(?= [a-z])(?! (?:of|and|or|to|days?|weeks?|months?|years?|o['’]clock)\b)", en
        ):
            if re.search(
                an2cn(i) + "|" + ("两|兩" if i == 2 else "$^") + rf"|(?<!\d){i}(?![\d])", zh
            ) and not re.search(r"\b(?:one|or|to|and) $", en[: m.start()]):
                yield _Edit(
                    "en", m.start(), m.end(), tuple(w for w in _WORDS if w != word and abs(_WORDS.index(w) + 2 - i) > 1)
                )
    for word in _TENS:
        for m in re.finditer(rf"(?<![\w-]){word}(?= [a-z])(?! o['’]clock)", en):
            value = 10 * (_TENS.index(word) + 2)
            if an2cn(value) in zh or re.search(rf"(?<!\d){value}(?!\d)", zh):
                yield _Edit("en", m.start(), m.end(), tuple(w for w in _TENS if w != word))
    for m in _ZH_FIGURE.finditer(zh):
        if _is_quantity(m[0]) and re.search(rf"(?<![\d.,]){re.escape(m[0])}(?![\d]|[.,]\d)", en):
            yield _Edit("zh", m.start(), m.end(), _other_figures(m[0]))
    for m in _ZH_NUMERAL.finditer(zh):
        value = 2 if m[0] == "两" else _ZH_DIGITS.index(m[0]) + 1
        if re.search(rf"\b{_WORDS[value - 2]}\b|(?<![\d.,]){value}(?![\d.,])", en, re.IGNORECASE):
            yield _Edit(
                "zh", m.start(), m.end(), tuple(c for c in _ZH_DIGITS[1:] if abs(_ZH_DIGITS.index(c) + 1 - value) > 1)
            )


def _is_quantity(figure: str) -> bool:
    """Not one (an article elsewhere), not what reads as a year."""
    plain = figure.replace(",", "")
    return plain not in ("0", "1") and not (figure.isdigit() and 1000 <= int(plain) <= 2100)


def _said_in_zh(figure: str, after: str, zh: str) -> bool:
    """Whether the Chinese has the same figures, the numeral, or the figures in 万 or 亿."""
    plain = figure.replace(",", "")
    value = float(plain) * (1e6 if after.startswith(" million") else 1e9 if after.startswith(" billion") else 1)
    forms = {figure, plain} if value == float(plain) else set()
    for scale, word in ((1e4, "万"), (1e8, "亿")):
        forms |= {f"{value / scale:.10g}{word}"} if value >= scale else set()
    if value == int(value) and value < 1e6:
        forms.add(an2cn(int(value)))
    return any(re.search(rf"(?<![\d.,]){re.escape(f)}(?![\d]|[.,]\d)", zh) for f in forms)


def _other_figures(figure: str) -> tuple[str, ...]:
    """The same number of figures, the first of them or the last that is no zero another one (2,600: 5,600 or 2,800)."""
    digits = [i for i, c in enumerate(figure) if c.isdigit()]
    first, last = digits[0], max(i for i in digits if figure[i] != "0")
    found = []
    for step in (2, 3, 4, 6):
        d = str((int(figure[first]) + step - 1) % 9 + 1)
        if d != figure[first] and (len(digits) > 1 or d != "1"):
            found.append(figure[:first] + d + figure[first + 1 :])
        d = str((int(figure[last]) + step) % 10)
        if first != last and d != "0":
            found.append(figure[:last] + d + figure[last + 1 :])
    return tuple(found)


# --- dates


def _date_edits(zh: str, en: str) -> Iterator[_Edit]:
    """Day, month and year, where the other side has the same one."""
    for m in re.finditer(
        rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[,:]\d)"
        rf"|(?<![\d.,:–-])(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(_MONTHS)})\b",
        en,
    ):
        month, day = m[1] or m[4], m[2] or m[3]
        number = _MONTHS.index(month) + 1
        if not re.search(rf"(?<!\d){number} ?月|{an2cn(number)}月", zh):
            continue
        at = m.start(1) if m[1] else m.start(4)
        if month != "May":
            yield _Edit("en", at, at + len(month), tuple(x for x in _MONTHS if x not in (month, "May")))
        suffix = en[m.end(2) : m.end(2) + 2] if m[2] else en[m.end(3) : m.end(3) + 2]
        if re.search(rf"(?<!\d){int(day)} ?[日号號]|{an2cn(int(day))}[日号號]", zh) and suffix not in (
            "st",
            "nd",
            "rd",
            "th",
        ):
            at = m.start(2) if m[2] else m.start(3)
            yield _Edit("en", at, at + len(day), tuple(str(d) for d in range(2, 29) if abs(d - int(day)) > 1))
    for m in re.finditer(
        r"\b(?:in|of|since|by|from|until|during|[A-Z][a-z]+(?: \d{1,2},)?) ((?:18|19|20)\d\d)(?![\d,.–-]?\d|s\b|[-–])",
        en,
    ):
        if re.search(rf"(?<!\d){m[1]} ?年", zh):
            yield _Edit("en", m.start(1), m.end(1), _other_years(m[1]))
    for m in re.finditer(r"(?<![\d.–-])((?:18|19|20)\d\d) ?年(?!代|[来度])", zh):
        if re.search(rf"(?<!\d){m[1]}(?!\d|s\b)", en):
            yield _Edit("zh", m.start(1), m.end(1), _other_years(m[1]))
    for m in re.finditer(r"(?<![\d.–-])(\d{1,2}) ?月(?: ?(\d{1,2}) ?[日号號])?(?!份?[-–至到])", zh):
        if not 1 <= int(m[1]) <= 12 or not re.search(rf"\b{_MONTHS[int(m[1]) - 1]}\b", en):
            continue
        yield _Edit("zh", m.start(1), m.end(1), tuple(str(n) for n in range(1, 13) if n != int(m[1])))
        if m[2] and re.search(rf"(?<![\d.,]){int(m[2])}(?:st|nd|rd|th)?(?![\d]|[.,:]\d)", en):
            yield _Edit("zh", m.start(2), m.end(2), tuple(str(d) for d in range(2, 29) if abs(d - int(m[2])) > 1))


def _other_years(year: str) -> tuple[str, ...]:
    return tuple(str(int(year) + d) for d in (-20, -11, -7, -4, -3, -2, -1, 1) if int(year) + d < 2026)
