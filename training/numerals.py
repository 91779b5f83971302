"""Words that are numbers: 十五, fifteen and 15 share a row in training, so that they mean the same in both
languages.
"""

from __future__ import annotations

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
ENGLISH = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * (i + 2)
    for i, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}


def english_value(word: str) -> int | None:
    """`fifteen` -> 15; None for other words."""
    return ENGLISH.get(word)


def chinese_value(word: str) -> int | None:
    """`三万五千` -> 35000, `一九五〇` -> 1950, `三百五` -> 350; None where it is no number (`千万`, `万一` are
    words).
    """
    if not word or any(c not in DIGITS and c not in SMALL and c not in LARGE for c in word):
        return None
    if all(c in DIGITS for c in word):
        return int("".join(str(DIGITS[c]) for c in word))
    if word[0] not in DIGITS and word[0] != "十":
        return None
    total = section = digit = 0
    unit = 1
    for c in word:
        if c in DIGITS:
            digit = DIGITS[c]
            unit = unit if digit else 1  # 一百零五: the zero ends the rule below
        elif c in SMALL:
            section += (digit or 1) * SMALL[c]
            digit, unit = 0, SMALL[c]
        else:
            total = (
                (total + section + digit) * LARGE[c] if 0 < total < LARGE[c] else total + (section + digit) * LARGE[c]
            )
            section, digit, unit = 0, 0, LARGE[c]
    # 三百五 is 350: a digit right after a unit stands for the next lower one.
    return total + section + (digit * unit // 10 if digit and unit >= 100 else digit)
