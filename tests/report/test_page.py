"""The page as a file: safe to embed, positions as JavaScript counts, words for all it says, legible colours."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib import resources
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.messages import catalogue
from aligner.records import (
    Bead,
    Comparison,
    DuplicateGroup,
    Evidence,
    Flag,
    FlagKind,
    Message,
    Place,
    RepeatKind,
    Severity,
    Span,
)
from aligner.report.formats import WRITERS
from aligner.report.html import SCRIPTS, embedded, page_data
from aligner.report.view import in_brackets
from aligner.settings import ReportSettings
from tests.report.factory import SAID, astral, comparisons, document, from_lines, large, pair_only, realistic

SOURCES = resources.files("aligner.report").joinpath("page")


def page(comparison: Comparison) -> str:
    return WRITERS[".html"](comparison, ReportSettings())[".html"].decode()


def data_of(comparison: Comparison) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page(comparison), re.S)
    assert found
    return json.loads(found[1])


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_embedded_data_comes_back_and_cannot_end_its_element(value: object) -> None:
    written = embedded(value)
    assert json.loads(written) == value
    assert not re.search("[<>&\u2028\u2029]", written)


@given(comparisons())
@settings(max_examples=30, deadline=None)
def test_positions_count_utf16_units(comparison: Comparison) -> None:
    data = page_data(comparison)
    for document_, shown in zip(comparison.documents, data["docs"], strict=True):
        units = document_.text.encode("utf-16-le", "surrogatepass")
        for sentence, start, end in zip(document_.sentences, shown["starts"], shown["ends"], strict=True):
            assert units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass") == document_.slice(sentence.span)


def test_a_flag_after_astral_characters_is_moved_by_them() -> None:
    assert data_of(astral())["flags"][0]["zh"] == [[0, 6, 9]]


def test_the_policy_names_the_style_and_script_of_the_page_and_no_network() -> None:
    written = page(realistic())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', written)
    assert policy
    said = policy[1].replace("&#39;", "'")
    for tag in ("style", "script"):
        inline = re.search(rf"<{tag}>(.*?)</{tag}>", written, re.S)
        assert inline
        digest = base64.b64encode(hashlib.sha256(inline[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in said
    assert "default-src 'none'" in said
    assert not re.search(r'(src|href)="https?:', written)


def test_five_hundred_sentences_stay_under_three_megabytes() -> None:
    assert len(page(large(500)).encode()) < 3_000_000


def test_what_was_read_is_worded_in_the_language_of_the_page() -> None:
    a, b = Place("a.zh.txt", Span(0, 2)), Place("b.en.txt", Span(0, 9))
    args = (("zh", "5 year"), ("en", "6 year"))
    number = Flag(
        FlagKind.NUMBER, Severity.MAJOR, 0.9, (a,), (b,), Evidence("5 year", "6 year"),
        Message("compare.number.different", args),
    )  # fmt: skip
    quoted = Flag(FlagKind.OMISSION, Severity.MAJOR, 0.9, (a,), (), Evidence("5 year", ""), SAID)
    comparison = from_lines(["五年。"], ["Six years."], [Bead((0,), (0,), 0.9)], flags=(number, quoted))
    worded, as_written = (flag["read"] for flag in page_data(comparison)["flags"])
    assert worded == {"en": ("5 years", "6 years"), "zh": ("5 年", "6 年")}
    assert as_written == {"en": ("5 year", ""), "zh": ("5 year", "")}
    assert in_brackets(number) == " (5 years | 6 years)"


def test_edited_copies_show_what_they_do_not_share() -> None:
    a = document("a.txt", "zh", [["他带了三个人去旅顺。", "别的话。", "他带了两个人去旅顺。"]])
    members = (Place("a.txt", Span(0, 10)), Place("a.txt", Span(14, 24)))
    group = DuplicateGroup(RepeatKind.EDITED, 0.9, members, 0, SAID)
    (shown,) = data_of(Comparison((a,), (), (), (group,), "s"))["groups"]
    assert [[a.text[s:e] for s, e in marks] for marks in shown["marks"]] == [["三个"], ["两个"]]


def test_everything_the_page_says_is_in_the_catalogue() -> None:
    known = {key.removeprefix("report.") for key in catalogue()}
    for name in SCRIPTS:
        source = SOURCES.joinpath(f"{name}.js").read_text(encoding="utf-8")
        for key in re.findall(r'\bt\("([^"]+)"', source):
            assert key in known or {f"{key}.one", f"{key}.many"} <= known, f"{name}.js says {key}"
        # t(`kind.${x}`): at least one key begins so
        for stem in re.findall(r"\bt\(`([^$`]+)\$\{", source):
            assert any(key.startswith(stem) for key in known), f"{name}.js says {stem}…"


def test_every_word_of_the_catalogue_for_the_page_is_used() -> None:
    sources = "".join(SOURCES.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    stems = set(re.findall(r"`(page\.[^$`]*)\$\{", sources)) | {"page.column.", "page.timeline-only-"}
    for key in catalogue():
        full = key.removeprefix("report.")
        counted = full.removesuffix(".one").removesuffix(".many")
        if full.startswith("page.") and full != "page.title":
            assert f'"{full}"' in sources or f'"{counted}"' in sources or full.startswith(tuple(stems)), key


# -- colours ------------------------------------------------------------------------------------------------------

INKS = ("ink", "soft", "faint", "link", "critical", "major", "minor", "neutral", "good")
GROUNDS = ("paper", "raised", "sunk")


def colours(theme: str) -> dict[str, str]:
    style = SOURCES.joinpath("style.css").read_text(encoding="utf-8")
    selector = r":root \{" if theme == "light" else r':root\[data-theme="dark"\] \{'
    block = re.search(selector + r"(.*?)\n\}", style, re.S)
    assert block
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})(?=;)", block[1]))


def contrast(a: str, b: str) -> float:
    """WCAG 2.1: ratio of relative luminances."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_stands_out_from_its_ground(theme: str, ink: str, ground: str) -> None:
    known = colours(theme)
    assert contrast(known[ink], known[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["critical-tint", "major-tint", "minor-tint", "neutral-tint", "link-tint", "hit"])
def test_marked_text_stands_out_too(theme: str, ground: str) -> None:
    known = colours(theme)
    assert contrast(known["ink"], known[ground]) >= 4.5


def test_the_data_are_those_of_the_comparison() -> None:
    data = data_of(pair_only())
    assert [d["name"] for d in data["docs"]] == [d.name for d in pair_only().documents]
    assert len(data["pairs"][0]["beads"]) == len(pair_only().alignments[0].beads)
