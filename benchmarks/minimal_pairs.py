"""Minimal pairs: one change in a clean human pair, is the right kind flagged; and how often do clean pairs ring.

Pairs come from eval/pairs; names from the open name lists of data/parallel, so that what is changed does not depend on
what our own recogniser knows. A change is one that a reader would call a change: another name, another polarity, a
clause more or less. Development looks at even rows only; both halves are reported.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from pathlib import Path

from aligner.compare.pairs import check_rows
from aligner.embed import load_encoder
from aligner.recognise.hanzi import simplified
from aligner.records import FlagKind
from benchmarks.harness import Score
from benchmarks.minimal_values import ValueChange, date_changes, number_changes

FILES = ("wmt22_zh-en", "wmt22_en-zh", "wmt23_en-zh", "ud_pud")
SEED = 7
CHANGES = 300  # of each kind, of each half


@dataclass(frozen=True, slots=True)
class Change:
    """A pair with one change, and the kind of flag that should say so. `what` tells a reader what was done."""

    zh: str
    en: str
    kind: FlagKind
    what: str


Pair = tuple[str, str]
Changer = Callable[[list[Pair], random.Random, Path], Iterator[Change]]


def clean_pairs(shared: Path, parity: int) -> list[Pair]:
    """The even (0) or odd (1) rows of every file, as (zh, en)."""
    found: list[Pair] = []
    for name in FILES:
        lines = (shared / "eval" / "pairs" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        found += [(row["zh"], row["en"]) for row in map(json.loads, lines[parity::2])]
    return found


# --- names


@cache
def name_lists(shared: Path) -> dict[str, frozenset[str]]:
    """English name -> its simplified Chinese forms, of CedPane, DBpedia and CC-CEDICT's own capitalised pairs."""
    lists: dict[str, set[str]] = {}
    for file in ("cedpane_names", "dbp15k_names"):
        with lzma.open(shared / "data" / "parallel" / f"{file}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for pair in map(json.loads, lines):
                if re.fullmatch(r"[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?", pair["en"]) and len(pair["zh"]) > 1:
                    lists.setdefault(pair["en"], set()).add(simplified(pair["zh"]))
    return {en: frozenset(zh) for en, zh in lists.items()}


def listed_names(pairs: list[Pair], shared: Path) -> list[tuple[int, str, str]]:
    """(row, en, zh) of listed names that stand on both sides of a pair."""
    lists = name_lists(shared)
    found = []
    for row, (zh, en) in enumerate(pairs):
        plain_zh = simplified(zh)
        for m in re.finditer(r"(?<![\w-])[A-Z][a-z]+(?: [A-Z][a-z]+)?(?![\w-])", en):
            for name in (m.group(), *m.group().split()[:1]):
                form = max((f for f in lists.get(name, ()) if f in plain_zh), key=len, default="")
                if form:
                    found.append((row, name, form))
                    break
    return found


def name_changes(pairs: list[Pair], rng: random.Random, shared: Path) -> Iterator[Change]:
    """Another name in the English (two of three) or in the Chinese."""
    names = listed_names(pairs, shared)
    rng.shuffle(names)
    for n, (row, en_name, zh_name) in enumerate(names):
        zh, en = pairs[row]
        other_row, other_en, other_zh = rng.choice(names)
        if other_row == row or other_en == en_name or other_zh in simplified(zh) or other_en in en:
            continue
        if other_zh[:2] == zh_name[:2] or other_en[:4] == en_name[:4]:
            continue  # China and Chinese, 美 and 美国: hardly another name
        if n % 3 == 2:
            yield Change(simplified(zh).replace(zh_name, other_zh), en, FlagKind.NAME, f"{zh_name} -> {other_zh}")
        else:
            changed = re.sub(rf"(?<!\w){en_name}(?!\w)", other_en, en)
            yield Change(zh, changed, FlagKind.NAME, f"{en_name} -> {other_en}")


# --- negation

EN_LESS = (
    (r"\b(do|does|did|is|are|was|were|would|could|should|has|have|had)n['’]t\b", r"\1"),
    (r"\b(can)not\b", r"\1"),
    (r"\bwon['’]t\b", "will"),
    (r"\bcan['’]t\b", "can"),
    (
        r"\b(is|are|was|were|will|would|could|should|can|may|must|has|have|had|do|does|did) not (?!only|just|even)\b",
        r"\1 ",
    ),
)
# Not before what cannot be negated so: "is that", "was also", "was because"; not in questions.
EN_MORE = (
    (
        r"(?<!how )(?<!what )(?<!when )(?<!where )(?<!which )(?<!what)\b(is|are|was|were|will|would|should) "
        r"(?=(?:a|an|in|on|very|[a-z]{2,}(?:ed|ing|al|ive|ful|ous|ble)|be|take|make|have|help|give|use|go|come)\b)",
        r"\1 not ",
    ),
    (r"\bcan (?=(?:be|help|make|use|take|give|find|see|have|get|go)\b)", "cannot "),
)
ZH_LESS = (
    (r"(?<![一从毫有])没有(?!.{0,8}[不没任什])", "有"),
    (r"(?<![会能是可不要想敢得])不(?=会|能|是|可以|应|想|愿|允许|知道|需要|喜欢)(?!是不|得不)", ""),
)
# The verbs at the start of a clause or after a subject that can take 不, as jieba cuts words: no 社会, 功能, 还是.
ZH_MORE = (
    (r"(?<=[他她它们这那我你])是(?![否不非的因为谁])", "不是"),
    (r"(?<=[他她它们我你将国司府])会(?=[\u4e00-\u9fff])(?![不员议上计场谈见长])", "不会"),
    (r"(?<=[他她它们我你就都将也])(?:可以|能够)(?=[\u4e00-\u9fff])(?!不)", "不能"),
    (r"(?<=[他她它们我你])(?=喜欢|知道|需要|想|希望|认为|同意|支持)", "不"),
)
REVERSED = re.compile(r"n['’]t\b|\bnot\b|\bno\b|\bnever\b|\bnothing\b|\bunless\b|cannot|\bwithout\b|[?]")


def negation_changes(pairs: list[Pair], rng: random.Random, shared: Path) -> Iterator[Change]:  # noqa: ARG001
    """A negation taken away or put in, in the English or the Chinese; pairs that hold several are left out."""
    order = list(range(len(pairs)))
    rng.shuffle(order)
    ways = (("en", EN_LESS, "removed"), ("en", EN_MORE, "added"), ("zh", ZH_LESS, "removed"), ("zh", ZH_MORE, "added"))
    for n, row in enumerate(order):
        zh, en = pairs[row]
        # the scarce ones first: a pair without any negation takes only an added one
        for side, patterns, what in (*ways[n % 4 :], *ways[: n % 4]):
            text = en if side == "en" else zh
            hits = [(p, r) for p, r in patterns if re.search(p, text)]
            # one negation at most: where there are several, taking one away may leave the sense
            if not hits or len(REVERSED.findall(en)) != (what == "removed"):
                continue
            pattern, new = hits[0]
            match = re.search(pattern, text)
            assert match is not None
            changed = text[: match.start()] + match.expand(new) + text[match.end() :]
            around = changed[max(0, match.start() - 15) : match.end() + 15]
            if side == "en":
                yield Change(zh, changed, FlagKind.NEGATION, f"{what}: {around}")
            else:
                yield Change(changed, en, FlagKind.NEGATION, f"{what}: {around}")
            break


# --- clauses


def en_clauses(text: str) -> list[tuple[int, int]]:
    """Stretches between commas, semicolons, dashes, with the mark before them, of six words and more, not the whole."""
    cuts = (m.start() for m in re.finditer(r"[,;:](?= )| [–—-] |(?<=[.!?]) (?=[A-Z])", text))
    marks = [0, *cuts, len(text.rstrip(' .!?”"'))]
    return [(a, b) for a, b in pairwise(marks) if len(text[a:b].split()) >= 6 and b - a < 0.7 * len(text)]


def zh_clauses(text: str) -> list[tuple[int, int]]:
    """The same for Chinese: nine characters and more."""
    marks = [0, *(m.start() for m in re.finditer("[，；：。！？,;](?=.)", text)), len(text.rstrip("。！？.”"))]
    return [(a, b) for a, b in pairwise(marks) if b - a >= 10 and b - a < 0.7 * len(text)]


def dropped_changes(pairs: list[Pair], rng: random.Random, shared: Path) -> Iterator[Change]:  # noqa: ARG001
    """A clause of one side taken away: an omission where the English lost it, an addition where the Chinese did."""
    order = list(range(len(pairs)))
    rng.shuffle(order)
    for n, row in enumerate(order):
        zh, en = pairs[row]
        if n % 2 == 0 and (found := en_clauses(en)):
            a, b = rng.choice(found)
            left = en[:a] + en[b:] if a else en[b:].lstrip(" ,;:–—-")
            yield Change(zh, left, FlagKind.OMISSION, f"dropped: {en[a:b]}")
        elif n % 2 and (found := zh_clauses(zh)):
            a, b = rng.choice(found)
            left = zh[:a] + zh[b:] if a else zh[b:].lstrip("，；：。！？,;")
            yield Change(left, en, FlagKind.ADDITION, f"dropped: {zh[a:b]}")


def added_changes(pairs: list[Pair], rng: random.Random, shared: Path) -> Iterator[Change]:  # noqa: ARG001
    """A clause of another pair put in: an addition where the English got it, an omission where the Chinese did."""
    order = list(range(len(pairs)))
    rng.shuffle(order)
    for n, row in enumerate(order):
        zh, en = pairs[row]
        other_zh, other_en = pairs[rng.randrange(len(pairs))]
        if n % 2 == 0 and (found := en_clauses(other_en)):
            clause = other_en[slice(*rng.choice(found))].strip(" ,;:–—-")
            end = len(en.rstrip(' .!?”"'))
            yield Change(zh, f"{en[:end]}, {clause}{en[end:]}", FlagKind.ADDITION, f"added: {clause}")
        elif n % 2 and (found := zh_clauses(other_zh)):
            clause = other_zh[slice(*rng.choice(found))].strip("，；：。！？,;")
            end = len(zh.rstrip("。！？.”"))
            yield Change(f"{zh[:end]}，{clause}{zh[end:]}", en, FlagKind.OMISSION, f"added: {clause}")


def _valued(changes: Callable[[list[Pair], random.Random], Iterator[ValueChange]], kind: FlagKind) -> Changer:
    def changer(pairs: list[Pair], rng: random.Random, shared: Path) -> Iterator[Change]:  # noqa: ARG001
        yield from (Change(c.zh, c.en, kind, c.what) for c in changes(pairs, rng))

    return changer


KINDS: tuple[tuple[str, Changer, float], ...] = (
    ("number", _valued(number_changes, FlagKind.NUMBER), 0.90),
    ("date", _valued(date_changes, FlagKind.DATE), 0.90),
    ("name", name_changes, 0.90),
    ("negation", negation_changes, 0.80),
    ("dropped", dropped_changes, 0.75),
    ("added", added_changes, 0.75),
)
FALSE_ALARMS: tuple[tuple[str, frozenset[FlagKind], float], ...] = (
    ("number", frozenset({FlagKind.NUMBER}), 0.03),
    ("date", frozenset({FlagKind.DATE}), 0.02),
    ("name", frozenset({FlagKind.NAME}), 0.05),
    ("negation", frozenset({FlagKind.NEGATION}), 0.03),
    ("coverage", frozenset({FlagKind.OMISSION, FlagKind.ADDITION}), 0.06),
)
HALVES = ("even", "odd")


def planted(changer: Changer, shared: Path, parity: int) -> list[Change]:
    """The first `CHANGES` changes of a kind in one half."""
    return list(islice(changer(clean_pairs(shared, parity), random.Random(SEED + parity), shared), CHANGES))


def scores(shared: Path) -> Iterator[Score]:
    """Of either half: the share of clean pairs that ring, by kind, and of changes that are flagged with their kind."""
    encoder = load_encoder("embedded")
    for parity, half in enumerate(HALVES):
        clean = check_rows(clean_pairs(shared, parity), encoder)
        for name, kinds, goal in FALSE_ALARMS:
            ringing = sum(any(f.kind in kinds for f in flags) for flags in clean) / len(clean)
            yield Score(f"minimal-pairs/{half}/{name}/false-alarms", ringing, goal, higher_is_better=False)
        for name, changer, goal in KINDS:
            changes = planted(changer, shared, parity)
            found = check_rows([(c.zh, c.en) for c in changes], encoder)
            hits = sum(any(f.kind == c.kind for f in flags) for c, flags in zip(changes, found, strict=True))
            yield Score(f"minimal-pairs/{half}/{name}/found", hits / len(changes), goal)
