"""The page, driven as a reader drives it: mouse, keys, languages, sizes, paper."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from aligner.records import Bead, Comparison
from tests.report.factory import from_lines, large, pair_only, realistic

OpenPage = Callable[..., Any]


def all_of(page: Any, css: str) -> list[Any]:
    return list(page.find_elements("css selector", css))


def one(page: Any, css: str) -> Any:
    return page.find_element("css selector", css)


def texts(page: Any, css: str) -> list[str]:
    """What each of these elements says, read at one moment: lists are drawn anew when the browser has measured them."""
    from selenium.common.exceptions import StaleElementReferenceException

    for _ in range(5):
        try:
            return [element.text for element in all_of(page, css)]
        except StaleElementReferenceException:
            continue
    raise AssertionError(f"{css} is drawn again and again")


def press(page: Any, *keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    for key in keys:
        ActionChains(page).send_keys(key).perform()


def hover(page: Any, element: Any) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(page).move_to_element(element).perform()


def until(page: Any, holds: Callable[[], Any], seconds: float = 5) -> Any:
    """Wait for something that the page does in its own time."""
    end = time.monotonic() + seconds
    while not (found := holds()):
        if time.monotonic() > end:
            raise AssertionError("the page did not get there in time")
        time.sleep(0.03)
    return found


def selected(page: Any) -> list[str]:
    return [element.get_attribute("id") for element in all_of(page, '.row[data-part="selected"]')]


def partners(page: Any) -> set[str]:
    return {element.get_attribute("id") for element in all_of(page, '.row[data-part="partner"]')}


def in_view(page: Any, identifier: str) -> bool:
    return bool(
        page.execute_script(
            "const r = document.getElementById(arguments[0])?.getBoundingClientRect();"
            "const p = document.getElementById(arguments[0])?.closest('.pane').getBoundingClientRect();"
            "return r && r.bottom > p.top && r.top < p.bottom",
            identifier,
        )
    )


# -- the answer first ---------------------------------------------------------------------------------------------


def test_the_overview_answers_and_each_line_leads_into_the_texts(open_page: OpenPage) -> None:
    page = open_page(realistic())
    assert one(page, "h1").text == "100% of the Chinese and 96% of the English correspond."
    assert len(all_of(page, ".matrix tbody td a")) == 2
    assert one(page, 'a.figure[href="#events"]').text.split("\n") == ["Events", "2", "2 told in three texts or more"]
    first = one(page, '.cards a.card[href*="flag"]')
    assert "critical" in first.text
    assert "53,000 tons" in first.text
    first.click()
    until(page, lambda: selected(page) == ["zh-6"])
    assert texts(page, "mark.now") == ["三万五千吨", "53,000 tons"]


def test_a_cell_of_the_matrix_opens_its_pair(open_page: OpenPage) -> None:
    page = open_page(realistic())
    all_of(page, ".matrix td a")[1].click()
    until(page, lambda: all_of(page, "#pane-en"))
    assert "a-clerk-remembers" in one(page, "#pane-en").get_attribute("aria-label")


def test_what_was_skipped_is_named(open_page: OpenPage) -> None:
    assert "en/scan.pdf" in open_page(realistic()).find_element("css selector", "main").text


# -- side by side -------------------------------------------------------------------------------------------------


def test_hovering_shows_the_partners_and_choosing_brings_them_level(open_page: OpenPage) -> None:
    page = open_page(pair_only(), "#texts/0")
    hover(page, one(page, "#zh-2 .words"))
    until(page, lambda: one(page, "#en-2").get_attribute("data-part") == "hovered")
    assert len(all_of(page, ".band.lit")) == 1
    one(page, "#zh-2 .words").click()
    assert selected(page) == ["zh-2"]
    assert partners(page) == {"zh-3", "en-2"}
    tops = [one(page, css).rect["y"] for css in ("#zh-2", "#en-2")]
    assert abs(tops[0] - tops[1]) < 40


def test_crossing_links_reach_a_far_sentence_and_scroll_it_into_view(open_page: OpenPage) -> None:
    page = open_page(realistic(), "#texts/1/en/4", height=560)
    assert partners(page) >= {"zh-7", "zh-8"}
    assert in_view(page, "zh-7")
    assert all_of(page, ".band.possible")
    assert all_of(page, ".link-detail .reason")[0].text == "1950-05-14"


def test_what_has_no_counterpart_says_so_and_notes_do_not(open_page: OpenPage) -> None:
    page = open_page(pair_only(), "#texts/0/zh/12")
    assert "unlinked" in one(page, "#zh-12").get_attribute("class")
    assert "no counterpart" in one(page, "#zh-12").text
    page = open_page(pair_only(), "#texts/0/zh/24")
    assert "unlinked" not in one(page, "#zh-24").get_attribute("class")
    assert one(page, "#zh-24 .tag").text == "note"


def test_scrolling_one_side_moves_the_other(open_page: OpenPage) -> None:
    page = open_page(large(), "#texts/0")
    page.execute_script(
        "const p = document.getElementById('pane-zh');"
        "p.dispatchEvent(new WheelEvent('wheel')); p.scrollTop = p.scrollHeight / 2"
    )
    until(page, lambda: page.execute_script("return document.getElementById('pane-en').scrollTop") > 1000)
    # The English in view is what corresponds to the Chinese in view.
    middle = page.execute_script(
        "const p = document.getElementById('pane-zh').getBoundingClientRect();"
        "return document.elementFromPoint(p.left + 150, p.top + p.height * 0.3).closest('.row').id"
    )
    linked = {j for b in large().alignments[0].links() if int(middle[3:]) in b.zh for j in b.en}
    assert not linked or any(until(page, lambda j=j: in_view(page, f"en-{j}")) for j in linked)


# -- divergences --------------------------------------------------------------------------------------------------


def test_filters_narrow_the_list_and_can_be_lifted(open_page: OpenPage) -> None:
    page = open_page(pair_only(), "#texts/0")
    assert len(all_of(page, ".card-item")) == 8
    one(page, '[data-filter="date"]').click()
    assert len(all_of(page, ".card-item")) == 2
    one(page, '[data-filter="critical"]').click()
    assert texts(page, ".list .quiet") == ["No divergences here."]
    one(page, ".filter-foot button").click()
    assert len(all_of(page, ".card-item")) == 8


def test_next_and_previous_go_round_and_mark_both_places(open_page: OpenPage) -> None:
    page = open_page(pair_only(), "#texts/0")
    press(page, "j")
    until(page, lambda: texts(page, "mark.now") == ["三万五千吨", "53,000 tons"])
    press(page, "j")
    until(page, lambda: texts(page, "mark.now") == ["并不相信", "had believed"])
    assert one(page, "#flag-place").text == "2 of 8"
    press(page, "k", "k")
    until(page, lambda: one(page, "#flag-place").text == "8 of 8")


def test_a_divergence_shows_what_was_read_on_each_side(open_page: OpenPage) -> None:
    card = one(open_page(pair_only(), "#texts/0"), '[data-flag="0"]')
    assert "major · date" in card.text
    for said in ("五月十四日", "05-14", "16 May", "05-16"):
        assert said in card.text


@pytest.mark.parametrize("kind", ["tsv", "xlsx"])
def test_the_list_is_saved_as_a_table(open_page: OpenPage, kind: str) -> None:
    page = open_page(pair_only(), "#texts/0")
    one(page, f"#export-{kind}").click()
    path = until(page, lambda: next(page.downloads.glob(f"divergences*.{kind}"), None))
    until(page, lambda: not list(page.downloads.glob("*.crdownload")))
    if kind == "tsv":
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8-sig").splitlines()]
    else:
        import openpyxl

        rows = [[str(c) for c in row] for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)]
    path.unlink()
    assert len(rows) == 9
    assert rows[1][:2] == ["critical", "number"]
    assert {"三万五千吨", "35000", "53,000 tons", "53000"} <= set(rows[1])


# -- keys ---------------------------------------------------------------------------------------------------------


def test_keys_of_intertext(open_page: OpenPage) -> None:
    from selenium.webdriver.common.keys import Keys

    page = open_page(pair_only(), "#texts/0/zh/0")
    one(page, "#pane-zh").send_keys("")
    press(page, Keys.ENTER)
    assert selected(page) == ["zh-1"]
    press(page, "n")
    assert selected(page) == ["zh-2"]  # 2-1
    press(page, "n")
    assert selected(page) == ["zh-12"]  # 1-0
    press(page, Keys.BACKSPACE)
    assert selected(page) == ["zh-11"]
    press(page, Keys.ARROW_RIGHT)
    assert selected(page) == ["en-10"]
    press(page, Keys.ARROW_DOWN)
    assert selected(page) == ["en-11"]


def test_confirmed_links_are_passed_over_and_remembered(open_page: OpenPage) -> None:
    page = open_page(pair_only(), "#texts/0/zh/1")
    press(page, "c")
    assert texts(page, "#zh-1 .status") == ["✓"]
    one(page, "#zh-0 .words").click()
    press(page, "u")
    assert selected(page) == ["zh-2"]
    press(page, "m")
    assert texts(page, "#zh-2 .status") == ["★"]
    page.refresh()
    until(page, lambda: texts(page, "#zh-1 .status") == ["✓"])


def test_help_opens_with_a_key_and_closes_with_escape(open_page: OpenPage) -> None:
    from selenium.webdriver.common.keys import Keys

    page = open_page(pair_only(), "#texts/0")
    press(page, "?")
    assert until(page, lambda: one(page, "dialog").is_displayed())
    assert "next unconfirmed" in one(page, "dialog").text
    press(page, Keys.ESCAPE)
    until(page, lambda: not one(page, "dialog").is_displayed())


def test_everything_is_reached_by_the_keyboard_alone(open_page: OpenPage) -> None:
    from selenium.webdriver.common.keys import Keys

    page = open_page(realistic())
    reached = set()
    for _ in range(45):
        press(page, Keys.TAB)
        reached.add(page.execute_script("return document.activeElement.textContent.trim().slice(0, 12)"))
    assert {"Overview", "Texts", "Map", "中文", "?"} <= reached
    press(page, "2")
    until(page, lambda: all_of(page, "#pane-zh"))
    one(page, "#pane-zh").send_keys(Keys.ARROW_DOWN)
    assert len(selected(page)) == 1
    assert one(page, "#pane-zh").get_attribute("aria-activedescendant") == selected(page)[0]


def test_search_finds_in_both_texts(open_page: OpenPage) -> None:
    from selenium.webdriver.common.keys import Keys

    page = open_page(pair_only(), "#texts/0")
    press(page, "/")
    press(page, "MOSCOW")
    until(page, lambda: one(page, "#hits").text == "3 sentences")
    assert all_of(page, "mark.hit")
    press(page, Keys.ENTER)
    assert selected(page) == ["en-6"]
    press(page, Keys.ENTER)
    assert one(page, "#hits").text == "2 of 3"


# -- languages, sizes, paper --------------------------------------------------------------------------------------


def test_the_interface_speaks_both_languages_and_texts_keep_theirs(open_page: OpenPage) -> None:
    page = open_page(pair_only(), "#texts/0/zh/6")
    assert one(page, "html").get_attribute("lang") == "en"
    one(page, "#language").click()
    assert one(page, "html").get_attribute("lang") == "zh-Hans"
    assert texts(page, "nav a") == ["概览", "对照", "覆盖", "关系图", "重复"]
    assert selected(page) == ["zh-6"]
    assert one(page, "#zh-6 .words").get_attribute("lang") == "zh"
    assert one(page, "#en-5 .words").get_attribute("lang") == "en"
    for key, view in (("1", "overview"), ("3", "overview"), ("4", "coverage"), ("5", "map"), ("7", "repeats")):
        press(page, key)  # a translation has no events: 3 leads nowhere
        until(page, lambda view=view: one(page, "body").get_attribute("data-view") == view)
        assert "undefined" not in one(page, "body").text


@pytest.mark.parametrize("place", ["", "#texts/0/zh/6", "#events", "#coverage", "#map/0", "#timeline", "#repeats"])
@pytest.mark.parametrize("width", [360, 900, 1600])
def test_no_width_cuts_anything_off(open_page: OpenPage, width: int, place: str) -> None:
    page = open_page(realistic(), place, width=width, height=760)
    assert page.execute_script("return document.documentElement.scrollWidth") <= width
    assert page.execute_script("return document.body.scrollWidth") <= width


def test_a_narrow_screen_shows_one_text_above_the_other_and_the_list_on_demand(open_page: OpenPage) -> None:
    page = open_page(pair_only(), "#texts/0/zh/6", width=360, height=760)
    above, below = one(page, "#pane-zh").rect, one(page, "#pane-en").rect
    assert above["y"] + above["height"] <= below["y"] + 1
    assert in_view(page, "en-5")
    assert not one(page, ".panel").is_displayed()
    one(page, "#open-panel").click()
    until(page, lambda: one(page, ".panel").is_displayed())
    until(page, lambda: all_of(page, '.panel [data-flag="0"]'))[0].click()
    until(page, lambda: not one(page, ".panel").is_displayed())
    assert selected(page) == ["zh-7"]


def test_at_four_hundred_per_cent_the_bar_scrolls_away_and_the_texts_have_the_window(open_page: OpenPage) -> None:
    page = open_page(pair_only(), "#texts/0/zh/6", width=320, height=256)  # 1280 by 1024, four times as large
    assert one(page, "main").rect["height"] == 256
    page.execute_script("scrollTo(0, document.documentElement.scrollHeight)")
    assert page.execute_script("return document.getElementById('bar').getBoundingClientRect().bottom") <= 1
    assert min(one(page, pane).rect["height"] for pane in ("#pane-zh", "#pane-en")) >= 60


def test_dark_and_light(open_page: OpenPage) -> None:
    page = open_page(pair_only())
    ground = "return getComputedStyle(document.documentElement).backgroundColor"
    before = page.execute_script(ground)
    one(page, "#theme").click()
    assert page.execute_script(ground) != before


def test_on_paper_both_texts_stand_whole(open_page: OpenPage) -> None:
    page = open_page(pair_only(), "#texts/0")
    page.execute_script("dispatchEvent(new Event('beforeprint'))")
    paper = one(page, "#paper").get_property("textContent")
    zh, en = pair_only().documents
    for document in (zh, en):
        for i in document.aligned:
            assert document.sentence_text(i) in paper
    page.execute_script("dispatchEvent(new Event('afterprint'))")
    assert base64.b64decode(page.print_page()).startswith(b"%PDF")


def test_on_paper_repeats_stand_whole(open_page: OpenPage) -> None:
    page = open_page(realistic(), "#repeats")
    page.execute_script("dispatchEvent(new Event('beforeprint'))")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    copies = all_of(page, ".copy-text")
    assert copies
    assert all(copy.is_displayed() for copy in copies)
    shown = "return arguments[0].scrollHeight <= arguments[0].clientHeight + 1"
    assert all(page.execute_script(shown, copy) for copy in copies)


# -- for those who hear the page, or see it badly ------------------------------------------------------------------

PLACES = ("", "#texts/1/zh/7", "#events", "#coverage", "#map/1", "#timeline", "#repeats")

# Text that is shown, and the language that is said of it.
SPOKEN = """
const shown = (e) => e.getClientRects().length && getComputedStyle(e).visibility === "visible";
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const found = [];
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const parent = node.parentElement;
  if (node.data.trim() && shown(parent) && !parent.closest("script, option, kbd, code, svg"))
    found.push([node.data, parent.closest("[lang]").lang]);
}
return found;
"""

# What can be acted on and has no name.
NAMELESS = """
const named = (e) => (e.getAttribute("aria-label") || e.textContent || e.title || "").trim()
  || e.getAttribute("aria-labelledby") || (e.labels && e.labels.length);
const acted = "button, a[href], input, select, [tabindex='0'], [role=option], [role=listbox], [role=img]";
return [...document.querySelectorAll(acted)]
  .filter((e) => !e.closest("[hidden]") && !named(e)).map((e) => e.outerHTML.slice(0, 120));
"""

# Text whose contrast with what lies beneath is below WCAG 2's AA: 4.5, or 3 where it is large.
FAINT = """
const parse = (value) => {
  const parts = (value.match(/[\\d.e-]+/g) ?? []).map(Number);
  if (value.startsWith("color(srgb")) return [parts[0] * 255, parts[1] * 255, parts[2] * 255, parts[3] ?? 1];
  return [parts[0], parts[1], parts[2], parts[3] ?? 1];
};
const over = (top, under) => [0, 1, 2].map((k) => top[k] * top[3] + under[k] * (1 - top[3])).concat(1);
const ground = (e) => {
  const own = parse(getComputedStyle(e).backgroundColor);
  return own[3] === 1 || !e.parentElement ? own : over(own, ground(e.parentElement));
};
const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const light = (c) => [0.2126, 0.7152, 0.0722].reduce((sum, part, k) => sum + part * linear(c[k] / 255), 0);
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const found = [];
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const e = node.parentElement;
  if (!node.data.trim() || !e.getClientRects().length || e.closest("script, option, svg, .unseen, .skip")) continue;
  const style = getComputedStyle(e);
  const under = ground(e);
  const [a, b] = [light(over(parse(style.color), under)), light(under)];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
  if (ratio < (large ? 3 : 4.5)) found.push([node.data, ratio, style.color]);
}
return found;
"""


@pytest.mark.parametrize("place", PLACES)
def test_every_word_says_its_language_every_control_its_name_and_all_can_be_read(
    open_page: OpenPage, place: str
) -> None:
    page = open_page(realistic(), place)
    for ui in ("en", "zh"):
        until(page, lambda: all_of(page, "main h1, main .pane"))
        for text, lang in page.execute_script(SPOKEN):
            if ui == "en" and re.search(r"[\u4e00-\u9fff]", text):
                assert lang.startswith("zh"), text
            if ui == "zh" and re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", text):
                assert lang == "en", text
        assert page.execute_script(NAMELESS) == []
        for _ in range(2):
            assert page.execute_script(FAINT) == []
            one(page, "#theme").click()
        one(page, "#language").click()


# -- other views --------------------------------------------------------------------------------------------------


def test_a_click_on_the_dot_plot_goes_there(open_page: OpenPage) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    page = open_page(pair_only(), "#map/0")
    plot = one(page, ".plot")
    ActionChains(page).move_to_element_with_offset(
        plot, plot.rect["width"] // 2 - 6, plot.rect["height"] // 2 - 6
    ).click().perform()
    assert until(page, lambda: selected(page)) == ["zh-23"]


def test_a_click_on_a_strip_goes_to_the_paragraph(open_page: OpenPage) -> None:
    page = open_page(pair_only())
    all_of(page, ".strip [data-first]")[1].click()
    assert until(page, lambda: selected(page)) == ["zh-1"]


def test_coverage_says_of_each_account_who_else_tells_it(open_page: OpenPage) -> None:
    page = open_page(realistic(), "#coverage")
    rows = [text.replace("\n", " ") for text in texts(page, ".account:nth-of-type(2) .strip-name")]
    assert rows == ["told in en/harbour-chronicle.txt 96%", "told in en/a-clerk-remembers.txt 42%", "only here 0%"]
    labels = [box.get_attribute("aria-label") for box in all_of(page, ".strip")]
    assert "zh/港口纪事.txt: 42% is told in en/a-clerk-remembers.txt" in labels
    hover(page, all_of(page, ".account:nth-of-type(4) .strip")[1].find_element("css selector", ".part"))
    told = one(page, ".account:nth-of-type(4) .strip-said")
    until(page, lambda: told.text.startswith("Paragraph 1: 1 of 1 sentences only here"))
    assert told.find_element("css selector", "q").get_attribute("lang") == "en"


def test_coverage_paragraph_by_paragraph(open_page: OpenPage) -> None:
    page = open_page(realistic(), "#coverage")
    one(page, ".account:nth-of-type(4) summary").click()
    until(page, lambda: all_of(page, ".account:nth-of-type(4) tbody tr"))
    cells = [texts(row, "th, td") for row in all_of(page, ".account:nth-of-type(4) tbody tr")]
    assert [(row[0], row[2], row[3]) for row in cells] == [
        ("1", "0/1", "1/1"), ("2", "3/3", "0/3"), ("3", "3/3", "0/3"), ("4", "2/2", "0/2"), ("5", "1/1", "0/1"),
    ]  # fmt: skip
    one(page, ".account:nth-of-type(4) tbody tr:nth-child(3) a").click()
    assert until(page, lambda: selected(page)) == ["en-4"]


def test_strips_go_by_the_keyboard(open_page: OpenPage) -> None:
    from selenium.webdriver.common.keys import Keys

    page = open_page(realistic(), "#coverage")
    strip = one(page, ".account:nth-of-type(2) .strip")
    for _ in range(30):
        if page.switch_to.active_element == strip:
            break
        press(page, Keys.TAB)
    press(page, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    block = one(page, f"#{strip.get_attribute('aria-activedescendant')}")
    assert block.get_attribute("aria-label") == "Paragraph 4: 3 of 3 sentences told there, 3 sure"
    assert block.get_attribute("aria-selected") == "true"
    assert "Paragraph 4" in one(page, ".account:nth-of-type(2) .strip-said").text
    press(page, Keys.HOME, Keys.END, Keys.ARROW_LEFT, Keys.ENTER)
    assert until(page, lambda: selected(page)) == ["zh-19"]


def test_links_are_kept_apart_by_how_sure_they_are(open_page: OpenPage) -> None:
    page = open_page(realistic())
    heads = [text.split("\n")[0] for text in texts(page, ".certainty-head")]
    assert [head.split()[0] for head in heads] == ["sure", "probable", "possible"]
    page = open_page(realistic(), "#texts/1")
    one(page, "#tab-links").click()
    assert len(all_of(page, ".panel .card")) == 8
    assert one(page, "#order").get_property("value") == "sure"  # of a translation the doubtful come first
    one(page, '[data-filter="sure"]').click()
    assert {b.text.split()[0] for b in all_of(page, ".panel .card")} == {"sure"}
    assert texts(page, ".panel .card .reason") == ["1950-05-14", "Moscow = 莫斯科"]


def test_events_stand_side_by_side_and_lead_into_the_texts(open_page: OpenPage) -> None:
    page = open_page(realistic(), "#events")
    assert [head.split("\n")[0] for head in texts(page, ".event h2")] == [
        "1950-05-14told in 3 of 3 texts",
        "1950-01-30told in 3 of 3 texts",
    ]
    first = all_of(page, ".event")[0]
    assert [copy.text.split("\n")[0] for copy in first.find_elements("css selector", ".copy")] == [
        "Chinese zh/港口纪事.txt",
        "English en/harbour-chronicle.txt",
        "English en/a-clerk-remembers.txt",
    ]
    assert "date: " in first.text, "the divergence between the versions is told"
    assert {"五月十四日", "16 May"} <= {mark.text for mark in first.find_elements("css selector", "mark")}
    first.find_elements("css selector", ".copy h3 a")[0].click()
    until(page, lambda: selected(page) == ["zh-7"])


def test_events_by_date_and_as_a_table(open_page: OpenPage) -> None:
    import openpyxl
    from selenium.webdriver.support.select import Select

    page = open_page(realistic(), "#events")
    Select(one(page, "#events-order")).select_by_value("date")
    assert [head[:10] for head in texts(page, ".event h2")] == ["1950-01-30", "1950-05-14"]
    one(page, "#events-xlsx").click()
    path = until(page, lambda: next(page.downloads.glob("events*.xlsx"), None))
    until(page, lambda: not list(page.downloads.glob("*.crdownload")))
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    path.unlink()
    assert [row[:2] for row in rows[1:]] == [("1950-01-30", 3), ("1950-05-14", 3)]


def test_translations_have_no_events_to_show(open_page: OpenPage) -> None:
    assert "Events" not in texts(open_page(pair_only()), "nav a")


def test_the_timeline_tells_agreement_from_contradiction(open_page: OpenPage) -> None:
    page = open_page(realistic(), "#timeline")
    rows = {row.find_element("css selector", "time").text: row.text for row in all_of(page, ".dates tbody tr")}
    assert "dated otherwise in en/harbour-chronicle.txt: 1950-05-16" in rows["1950-05-14"]
    assert "only in Chinese" in rows["1950-10-02"]
    assert "told elsewhere with the same date" in rows["1950-01-30"]


def test_centuries_and_decades_are_named(open_page: OpenPage) -> None:
    first = realistic().timeline[0]
    dates = tuple(replace(first, date=date) for date in ("18", "20", "194", "1950-01"))
    page = open_page(replace(realistic(), timeline=dates), "#timeline")
    assert texts(page, "time") == ["19th century", "1940s", "1950-01", "21st century"]
    one(page, "#language").click()
    assert texts(page, "time") == ["19 世纪", "1940 年代", "1950-01", "21 世纪"]


def test_repeats_name_the_copy_to_keep_and_lead_to_each(open_page: OpenPage) -> None:
    page = open_page(realistic(), "#repeats")
    assert len(all_of(page, ".group")) == 2
    assert len(all_of(page, ".copy.keep")) == 2
    assert "The copies differ: date." in one(page, "#group-0").text
    all_of(page, "#group-1 .copy a")[1].click()
    assert until(page, lambda: selected(page)) == ["zh-22"]


def test_where_repeats_lie_is_shown_in_each_text_and_leads_to_the_group(open_page: OpenPage) -> None:
    comparison = realistic()
    page = open_page(comparison, "#repeats")
    parts = all_of(page, ".repeat-part")
    assert len(parts) == sum(len(g.members) for g in comparison.duplicates)
    assert len(all_of(page, ".repeat-part.keep")) == len(comparison.duplicates)
    strip = one(page, ".repeat-strip").rect
    assert all(
        strip["x"] <= p.rect["x"] and p.rect["x"] + p.rect["width"] <= strip["x"] + strip["width"] + 4 for p in parts
    )
    all_of(page, '.repeat-part[href="#repeats/1"]')[0].click()
    assert until(page, lambda: page.execute_script("return location.hash")) == "#repeats/1"


# -- hostile and large --------------------------------------------------------------------------------------------

HOSTILE = (
    "<script>document.title = 'owned'</script>",
    "</script><script>document.title = 'owned'</script>",
    "<!-- <img src=x onerror=\"document.title = 'owned'\">",
    "\u2028 ]]> &lt;b&gt; {{ 7 * 7 }} ${7 * 7} `",
)


def test_a_document_full_of_script_shows_as_text(open_page: OpenPage) -> None:
    hostile = from_lines(HOSTILE, HOSTILE, [Bead((i,), (i,), 0.9) for i in range(len(HOSTILE))])
    page = open_page(hostile, "#texts/0/zh/0")
    for i, said in enumerate(HOSTILE):
        assert one(page, f"#zh-{i} .words").get_property("textContent") == said
    assert page.title == "Comparison · aligner"


def test_the_page_asks_nothing_of_the_network(open_page: OpenPage) -> None:
    page = open_page(realistic())
    assert page.execute_script("return performance.getEntriesByType('resource').length") == 0
    blocked = page.execute_async_script(
        "const done = arguments[0]; fetch('https://example.org/').then(() => done(false), () => done(true))"
    )
    assert blocked
    page.get_log("browser")  # the refusal just provoked


def test_astral_characters_do_not_shift_what_is_marked(open_page: OpenPage) -> None:
    from tests.report.factory import astral

    page = open_page(astral(), "#texts/0/zh/0")
    assert texts(page, "mark.flag") == ["十四日", "the 16th"]


def test_twenty_thousand_sentences_a_side_stay_usable(open_page: OpenPage) -> None:
    start = time.monotonic()
    page = open_page(large(), "#texts/0/zh/15000")
    until(page, lambda: selected(page) == ["zh-15000"], 20)
    opened = time.monotonic() - start
    assert len(all_of(page, ".row")) < 200  # only what is in view is drawn
    start = time.monotonic()
    for _ in range(10):
        press(page, "n")
    moved = (time.monotonic() - start) / 10
    assert in_view(page, selected(page)[0])
    assert opened < 20
    assert moved < 1


def test_what_was_not_looked_for_is_not_said_to_be_none(open_page: OpenPage) -> None:
    whole = pair_only()
    page = open_page(replace(whole, flags=(), duplicates=()))
    assert [name.split("\n")[0] for name in texts(page, ".figure")] == ["Chinese", "English", "Divergences", "Repeats"]
    page = open_page(replace(whole, flags=(), duplicates=(), unsought=frozenset({"flags", "duplicates"})))
    assert [name.split("\n")[0] for name in texts(page, ".figure")] == ["Chinese", "English"]
    assert "Repeats" not in texts(page, "nav a")
    press(page, "2")
    assert until(page, lambda: "not looked for" in one(page, "#panel-body").text)


def test_repeats_alone_are_a_page_of_their_own(open_page: OpenPage) -> None:
    whole = realistic()
    page = open_page(Comparison(whole.documents, (), (), whole.duplicates, "s"))
    assert texts(page, "nav a") == ["Repeats"]
    assert one(page, "h1").text == "Repeats"
    assert len(all_of(page, ".group")) == len(whole.duplicates)
    press(page, "1")
    assert one(page, "h1").text == "Repeats"


def test_an_empty_comparison_still_opens(open_page: OpenPage) -> None:
    empty = Comparison(pair_only().documents, (), (), (), "s")
    page = open_page(empty)
    assert "0%" in one(page, "h1").text
    assert texts(page, "nav a") == ["Overview", "Repeats"]
    press(page, "s", "z", "2")  # nothing to review
    assert not one(page, "#review").is_displayed()
    assert until(page, lambda: texts(page, "h1"))
