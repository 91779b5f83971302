"""A unit's features: the rows of the table whose sum is the unit's vector."""

from __future__ import annotations

SUFFIXES = ("'s", "ies", "ing", "edly", "ed", "es", "ly", "s", "e")


def stem(word: str) -> str:
    """A crude stem: `studies` and `studied` -> `stud`, `making` -> `mak`. Only likeness counts, not correctness."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    return word[:-1] if word.endswith(("y", "i")) and len(word) > 3 else word


def features(unit: str) -> list[str]:
    """Names of the rows, the unit's own first. Rows that the table lacks are left out by the caller."""
    first = unit[0]
    if first == "#":
        return [unit, "#" + unit[1:3] + "~" + str(len(unit))]
    if first >= "㐀":
        if len(unit) == 1:
            return [unit]
        found = [unit, *unit]
        if len(unit) > 2:
            found += [unit[i : i + 2] for i in range(len(unit) - 1)]
        return found
    if len(unit) < 3 or not first.isalpha():
        return [unit]
    found = [unit, "s:" + stem(unit)]
    if len(unit) > 5:
        found.append("p:" + unit[:5])
    return found


def pieces_of_name(unit: str) -> list[str]:
    """Rows for a unit that has none of its own: letters in threes and fours, Chinese characters as sounds."""
    if unit[0] >= "㐀":
        return ["~" + c for c in unit]
    if not unit[0].isalpha():
        return []
    framed = f"<{unit}>"
    return ["~" + framed[i : i + n] for n in (3, 4) for i in range(len(framed) - n + 1)]
