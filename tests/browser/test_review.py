"""Reviewing in the page: links corrected with keys and mouse, divergences dismissed, all of it saved and used again."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from aligner.read.paired import read_pairs
from aligner.records import Bead, Comparison
from aligner.report import write
from aligner.review.decisions import decide
from aligner.review.file import read_review
from tests.browser.test_page import all_of, in_view, one, partners, press, selected, texts, until
from tests.report.factory import pair_only, realistic

OpenPage = Callable[..., Any]


def with_pairs(comparison: Comparison) -> Comparison:
    """Flags that belong to the first pair, as those of the pipeline belong to one."""
    return replace(comparison, flags=tuple(replace(flag, pair=0) for flag in comparison.flags))


def with_large_link(comparison: Comparison) -> Comparison:
    """One link more between the independent accounts, of two sentences on both sides."""
    parallel, free = comparison.alignments
    return replace(comparison, alignments=(parallel, replace(free, beads=(*free.beads, Bead((19, 20), (2, 3), 0.6)))))


REALISTIC, PAIR = with_large_link(with_pairs(realistic())), with_pairs(pair_only())


def saved_file(page: Any, pattern: str, button: str) -> Path:
    """What a button of the dialog saves."""
    for old in page.downloads.glob(pattern):
        old.unlink()
    if not one(page, "#review").is_displayed():
        press(page, "s")
    one(page, f"#{button}").click()
    path: Path = until(page, lambda: next(page.downloads.glob(pattern), None))
    until(page, lambda: not list(page.downloads.glob("*.crdownload")))
    return path


def close(page: Any) -> None:
    one(page, "#review form button").click()
    until(page, lambda: not one(page, "#review").is_displayed())


def links_shown(page: Any) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The links of the pair in view, by the sentence numbers that its Excel file tells."""
    path = saved_file(page, "alignment*.xlsx", "export-pair-xlsx")
    rows = list(openpyxl.load_workbook(path).active.iter_rows(min_row=2, values_only=True))
    close(page)

    def numbers(cell: object) -> tuple[int, ...]:
        return tuple(int(n) - 1 for n in str(cell or "").split(", ") if n)

    return {(numbers(row[4]), numbers(row[5])) for row in rows if row[4] and row[5]}


def go_to(page: Any, pair: int, side: str, sentence: int) -> None:
    page.execute_script("location.hash = arguments[0]", f"#texts/{pair}/{side}/{sentence}")
    until(page, lambda: selected(page) == [f"{side}-{sentence}"] or linking(page) == [f"{side}-{sentence}"])


def linking(page: Any) -> list[str]:
    return [element.get_attribute("id") for element in all_of(page, '.row[data-part="linking"]')]


def told(page: Any) -> str:
    """What the dialog says was done; it is drawn anew with each step."""
    return str(page.execute_script("return document.getElementById('review-told').textContent"))


def test_a_sentence_is_taken_out_and_linked_elsewhere_by_keys(open_page: OpenPage) -> None:
    from selenium.webdriver.common.keys import Keys

    page = open_page(PAIR, "#texts/0/zh/2", height=560)
    assert partners(page) == {"zh-3", "en-2"}
    press(page, "x")
    assert partners(page) == set()
    assert "no counterpart" in one(page, "#zh-2").text
    assert texts(page, "#zh-3 .status") == ["✓"]
    press(page, "a")
    assert "choose its counterpart" in one(page, "#detail").text
    assert one(page, "#zh-2").get_attribute("data-part") == "linking"
    press(page, Keys.END)
    assert in_view(page, "zh-2"), "what looks for its counterpart stays in view"
    press(page, Keys.HOME)
    while selected(page) != ["en-2"]:
        press(page, Keys.ARROW_DOWN)
    press(page, Keys.ENTER)
    assert selected(page) == ["zh-2"]
    assert partners(page) == {"zh-3", "en-2"}, "a neighbour joins the link again"


def test_linking_by_mouse_and_giving_up(open_page: OpenPage) -> None:
    from selenium.webdriver.common.keys import Keys

    page = open_page(PAIR, "#texts/0/zh/5")
    (before,) = partners(page)
    one(page, "[data-act=link]").click()
    press(page, Keys.ESCAPE)
    assert selected(page) == ["zh-5"]
    assert partners(page) == {before}
    one(page, "[data-act=link]").click()
    one(page, "#en-2 .words").click()
    assert selected(page) == ["zh-5"]
    assert partners(page) == {"en-2"}
    assert "set by hand" in one(page, "#detail").text
    assert in_view(page, "en-2")
    one(page, f"#{before} .words").click()
    assert partners(page) == set(), "its old partner stands alone"


def test_independent_accounts_take_one_link_more(open_page: OpenPage) -> None:
    page = open_page(REALISTIC, "#texts/1/zh/7")
    before = partners(page)
    one(page, "[data-act=link]").click()
    one(page, "#en-0 .words").click()
    assert partners(page) == before | {"en-0"}
    assert len(all_of(page, ".link-detail")) > 1


def test_undo_redo_and_what_outlives_the_page(open_page: OpenPage) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    page = open_page(PAIR, "#texts/0/zh/1")
    press(page, "x")
    assert partners(page) == set()
    press(page, "z")
    assert partners(page) == {"en-1"}
    ActionChains(page).key_down(Keys.SHIFT).send_keys("z").key_up(Keys.SHIFT).perform()
    assert partners(page) == set()
    page.refresh()
    until(page, lambda: selected(page) == ["zh-1"])
    assert partners(page) == set()
    assert "Review 1" in one(page, "#review-button").text


def test_a_divergence_is_dismissed_and_restored(open_page: OpenPage) -> None:
    page = open_page(PAIR, "#texts/0")
    count = len(PAIR.flags)
    press(page, "j", "f")
    assert one(page, "#tab-flags .count").text == str(count - 1)
    assert not all_of(page, "mark.now")
    press(page, "j")
    assert one(page, "#flag-place").text == f"1 of {count - 1}", "the next one, not the first after a round"
    one(page, "[data-dismiss]").click()
    assert page.execute_script("return document.activeElement.dataset.dismiss") is not None
    one(page, "#dismissed").click()
    assert len(all_of(page, "[data-dismiss]")) == 2
    one(page, "[data-dismiss]").click()
    one(page, "#dismissed").click()
    assert one(page, "#tab-flags .count").text == str(count - 1)
    one(page, "nav a").click()
    until(page, lambda: f"\n{count - 1}\n" in one(page, "a.figure").text)


def test_what_is_saved_is_carried_out_and_shown_in_the_next_page(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(PAIR, "#texts/0/zh/1")
    press(page, "x", "j", "f")
    review = read_review(saved_file(page, "aligner-review*.json", "save-review"))
    decisions = decide(review, PAIR.documents)
    (alignment,) = PAIR.alignments
    standing, dismissed = decisions.parted(PAIR.flags, PAIR.alignments)
    assert [flag.kind for flag in dismissed] == [max(PAIR.flags, key=lambda f: (f.severity.rank, f.confidence)).kind]
    after = replace(
        PAIR,
        alignments=(decisions.settle(alignment),),
        flags=tuple(standing),
        dismissed=tuple(dismissed),
        review=decisions.told,
    )
    page = open_page(after, "#texts/0/zh/1")
    assert partners(page) == set()
    assert texts(page, "#dismissed") == ["Dismissed 1"]
    one(page, "nav a").click()
    until(page, lambda: "1 decisions on links and 1 on divergences" in one(page, "main").text)


def test_a_saved_review_is_opened_in_another_browser(open_page: OpenPage) -> None:
    page = open_page(PAIR, "#texts/0/zh/1")
    press(page, "x", "j", "f")
    path = saved_file(page, "aligner-review*.json", "save-review")
    page = open_page(PAIR, "#texts/0/zh/1")  # nothing remembered
    assert partners(page) == {"en-1"}
    press(page, "s")
    one(page, "#review-file").send_keys(str(path))
    until(page, lambda: "2 decisions taken over; 0 are" in told(page))
    close(page)
    assert partners(page) == set()
    record = json.loads(path.read_text(encoding="utf-8"))
    record["links"][0]["zh"]["texts"] = ["他们说了别的。"]
    path.write_text(json.dumps(record), encoding="utf-8")
    press(page, "s")
    one(page, "#review-file").send_keys(str(path))
    until(page, lambda: "1 decisions taken over; 1 are" in told(page))
    path.write_text("[]", encoding="utf-8")
    one(page, "#review-file").send_keys(str(path))
    until(page, lambda: "is no saved review" in told(page))


def test_a_pair_as_it_stands_is_a_translation_memory(open_page: OpenPage) -> None:
    page = open_page(PAIR, "#texts/0/zh/1")
    press(page, "x")
    rows = read_pairs(saved_file(page, "alignment*.tmx", "export-pair-tmx")).rows
    zh, en = PAIR.documents
    assert len(rows) == sum(1 for _ in PAIR.alignments[0].links()) - 1
    assert zh.sentence_text(1) not in {row.zh for row in rows}
    assert (zh.sentence_text(4), en.sentence_text(3)) in {(row.zh, row.en) for row in rows}


@pytest.mark.parametrize(("pair", "seed"), [(0, 1), (0, 2), (0, 3), (1, 4), (1, 5), (1, 6)])
def test_the_page_and_the_next_run_make_the_same_of_any_decisions(open_page: OpenPage, pair: int, seed: int) -> None:
    page = open_page(REALISTIC, f"#texts/{pair}/zh/0")
    alignment = REALISTIC.alignments[pair]
    chance = random.Random(seed)
    links = list(alignment.links())
    size = {"zh": len(alignment.zh.aligned), "en": len(alignment.en.aligned)}
    for _ in range(14):
        act = chance.choice(["x", "c", "anywhere", "next to", "m", "z", "from many"])
        side, there = chance.sample(["zh", "en"], 2)
        sentence, target = chance.randrange(size[side]), chance.randrange(size[there])
        if act == "next to":  # a sentence joins the link of its neighbour
            bead = chance.choice(links)
            sentence = min(size[side] - 1, getattr(bead, side)[-1] + 1)
            target = getattr(bead, there)[0]
        elif act == "from many":
            many = [b for b in links if len(getattr(b, side)) > 1]
            sentence, act = (getattr(chance.choice(many), side)[0] if many else sentence), "x"
        go_to(page, pair, side, sentence)
        if act in {"anywhere", "next to"}:
            press(page, "a")
            go_to(page, pair, there, target)
            one(page, f"#{there}-{target} .num").click()
        else:
            press(page, act)
    shown = links_shown(page)
    review = read_review(saved_file(page, "aligner-review*.json", "save-review"))
    settled = decide(review, REALISTIC.documents).settle(alignment)
    assert review.links
    assert {(b.zh, b.en) for b in settled.links()} == shown


def test_the_page_holds_no_decision_that_nobody_made(tmp_path: Path) -> None:
    (path,) = write(PAIR, tmp_path / "page.html")
    assert '"reviewed":[]' in path.read_text(encoding="utf-8")


def test_rows_of_a_file_are_not_linked_otherwise_in_the_page(open_page: OpenPage) -> None:
    given = replace(PAIR, alignments=(replace(PAIR.alignments[0], given=True),))
    page = open_page(given, "#texts/0/zh/1")
    press(page, "x", "a")
    assert partners(page) == {"en-1"}
    assert "rows of your file" in one(page, "#live").get_attribute("textContent")
    assert not all_of(page, "[data-act=link], [data-act=take-out]")
    press(page, "c", "j", "f", "s")
    assert "1 confirmed" in one(page, "#review-counts").text
    assert "aligner check" in one(page, "#review code").text
