"""Numbers and dates, exact span and value, on the cases of microsoft/Recognizers-Text (Specs, MIT).

Our recognisers serve running text; the Specs have the conventions of a dialogue toolkit: `specs_form` brings our
mentions into their form. What is left out, and why, is data: recognisers_left_out.toml.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aligner.records import Lang
from benchmarks.harness import Score
from benchmarks.specs_form import Case, read_dates, read_numbers, without_lead

LEFT_OUT = Path(__file__).with_name("recognisers_left_out.toml")


@dataclass(frozen=True)
class Suite:
    """Files scored as one figure. `read` gives our answer to a case, in the Specs' form."""

    name: str
    files: tuple[str, ...]
    goal: float
    read: Callable[[Case, str, Lang], list[tuple[int, int, str]]]
    lang: Lang


def scores(shared: Path) -> Iterator[Score]:
    for suite in SUITES:
        answers = [right for file in suite.files for _, right in judged(shared, suite, file)]
        total = sum(len(json.loads(_specs(shared, file).read_text(encoding="utf-8-sig"))) for file in suite.files)
        yield Score(f"recognisers/{suite.name}", sum(answers) / len(answers), suite.goal)
        yield Score(f"recognisers/{suite.name}/share-in-scope", len(answers) / total)


def judged(shared: Path, suite: Suite, file: str) -> Iterator[tuple[Case, bool]]:
    """Every case in scope, and whether spans and values are all right."""
    for case in cases(shared, file):
        yield case, agrees(suite.read(case, file, suite.lang), case.found)


def agrees(ours: Sequence[tuple[int, int, str]], theirs: Sequence[tuple[int, int, str]]) -> bool:
    return len(ours) == len(theirs) and all(
        o[:2] == t[:2] and same_value(o[2], t[2]) for o, t in zip(ours, theirs, strict=True)
    )


def same_value(ours: str, theirs: str) -> bool:
    """Numbers within 1e-9 relative, since the Specs print 15 digits; all else as strings."""
    try:
        a, b = float(ours.rstrip("%")), float(theirs.rstrip("%"))
    except ValueError:
        return ours == theirs
    return ours.endswith("%") == theirs.endswith("%") and abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-12)


def _specs(shared: Path, file: str) -> Path:
    return shared / "eval" / "recognizers" / file


@cache
def _left_out() -> dict[str, Any]:
    return tomllib.loads(LEFT_OUT.read_text(encoding="utf-8"))


def cases(shared: Path, file: str) -> Iterator[Case]:
    """The cases of a Specs file that are in scope."""
    rules = _left_out()
    inputs = {text for row in rules["inputs"] if row["file"] == file for text in row["texts"]}
    patterns = [re.compile(row["pattern"]) for row in rules["patterns"] if row["file"] == file]
    types = {row["type"] for row in rules["types"]}
    everywhere = set(rules["platforms"]["all"])
    for row in json.loads(_specs(shared, file).read_text(encoding="utf-8-sig")):
        text = row["Input"]
        refused = {
            p.strip().lower() for p in f"{row.get('NotSupported', '')},{row.get('NotSupportedByDesign', '')}".split(",")
        }
        if everywhere <= refused or text.strip() in inputs or any(p.search(text) for p in patterns):
            continue
        if any(r.get("TypeName", "").removeprefix("datetimeV2.") in types for r in row["Results"]):
            continue
        found = tuple(
            (r["Start"], r["End"] + 1 if "End" in r else r["Start"] + r["Length"], _expected(r)) for r in row["Results"]
        )
        yield Case(
            text, row.get("Context", {}).get("ReferenceDateTime", "")[:19], tuple(without_lead(text, f) for f in found)
        )


def _expected(result: dict[str, Any]) -> str:
    """A number's value; a date's resolved value where it has one only, its TIMEX where it may be several."""
    resolution = result.get("Resolution") or {}
    if "values" not in resolution:
        return str(resolution.get("value"))
    values = resolution["values"]
    first = values[0]
    kind = result.get("TypeName", "").removeprefix("datetimeV2.")
    if kind == "duration":
        return str(first["timex"])
    mod = f"{first['Mod']} " if first.get("Mod") else ""
    timex = str(first["timex"])
    if timex.startswith("("):
        start, end, *_ = timex.strip("()").split(",")
        return f"{mod}{start}/{end}"
    return mod + timex


# --- our answers


SUITES = (
    Suite(
        "zh-numbers",
        ("Number/Chinese/NumberModel.json", "Number/Chinese/PercentModel.json", "Number/Chinese/OrdinalModel.json"),
        0.97,
        read_numbers,
        "zh",
    ),
    Suite(
        "en-numbers",
        ("Number/English/NumberModel.json", "Number/English/PercentModel.json", "Number/English/OrdinalModel.json"),
        0.97,
        read_numbers,
        "en",
    ),
    Suite("zh-dates", ("DateTime/Chinese/DateTimeModel.json",), 0.93, read_dates, "zh"),
    Suite("en-dates", ("DateTime/English/DateTimeModel.json",), 0.90, read_dates, "en"),
)
