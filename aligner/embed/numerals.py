"""Numbers as the encoder sees them: one unit per value, whatever the spelling, so that both languages share it.

`三万五千`, `3.5万`, `35,000` and `35 thousand` all become the unit `#35000`. This is a fast reading for vectors; the
recognisers in `aligner.recognise` are the exact one.
"""

from __future__ import annotations

import re

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4} | {
    "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
SCALES = {
    "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12, "兆": 10**12,
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
} | {word: 10 * (i + 2) for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
CHINESE = re.compile("[零一二三四五六七八九〇两壹贰叁肆伍陆柒捌玖十百千拾佰仟万亿]+")
ARABIC = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")


def chinese_value(text: str) -> int | None:
    """`三万五千` -> 35000, `一九五〇` -> 1950, `三百五` -> 350; None where it is no number (`千万`, `万一` are words)."""
    if len(text) > 1 and all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    if text[0] not in DIGITS and text[0] not in "十拾":
        return None
    total = section = digit = 0
    unit = 1
    for c in text:
        if c in DIGITS:
            digit, last = DIGITS[c], unit
            unit = 1 if DIGITS[c] == 0 else last
        elif c in SMALL:
            section += (digit or 1) * SMALL[c]
            digit, unit = 0, SMALL[c]
        elif c in LARGE:
            total = (total + section + digit) * LARGE[c] if LARGE[c] > total > 0 else total + (section + digit) * LARGE[c]
            section = digit = 0
            unit = LARGE[c]
        else:
            return None
    # 三百五 is 350: a digit right after a unit stands for the next lower one.
    return total + section + (digit * unit // 10 if digit and unit >= 100 else digit)


def spelled(value: float) -> str:
    """The unit of a value: `#35000`, `#1.5`."""
    return "#" + (str(int(value)) if value == int(value) and abs(value) < 1e18 else f"{value:.10g}")
