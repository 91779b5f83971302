"""comparison.jsonl holds every sentence, points at the text exactly, and says what docs/formats.md says."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from aligner.records import Bead, Comparison
from aligner.report.formats import WRITERS
from aligner.settings import ReportSettings
from tests.report.factory import HARBOUR_ZH, comparisons, from_lines, pair_only, realistic

FIELDS = {  # docs/formats.md
    "link": "pair bead zh en score shape passage moved reasons reviewed",
    "unlinked": "document lang start end text sentence role aligned pair against",
    "flag": "kind severity confidence zh en pair evidence also message message_zh",
    "coverage": "document paragraph start end sentences told only_here",
    "duplicate": "kind similarity members keep differs message message_zh",
    "event": "score members",
    "timeline": "date document start end text mention event credited",
    "skipped": "path message message_zh",
}


def lines(comparison: Comparison) -> list[dict[str, Any]]:
    written = WRITERS[".jsonl"](comparison, ReportSettings())[".jsonl"]
    return [json.loads(line) for line in written.decode("utf-8").split("\n")[:-1]]


def of(kind: str, comparison: Comparison) -> list[dict[str, Any]]:
    return [r for r in lines(comparison) if r["type"] == kind]


def test_the_header_comes_first_and_carries_schema_and_signature() -> None:
    first = lines(realistic())[0]
    assert (first["type"], first["format"], first["schema"]) == ("header", "aligner-comparison", 1)
    assert first["signature"] == realistic().signature
    assert [d["name"] for d in first["documents"]] == [d.name for d in realistic().documents]


@pytest.mark.parametrize("kind", ["link", "unlinked", "flag", "coverage", "duplicate", "event", "timeline", "skipped"])
def test_records_have_the_fields_of_the_contract(kind: str) -> None:
    for record in of(kind, realistic()):
        assert " ".join(sorted(record.keys() - {"type"})) == " ".join(sorted(FIELDS[kind].split()))
        for at in [p for side in ("zh", "en") if kind == "flag" for p in record[side]] + record.get("members", []):
            assert set(at) == {"document", "start", "end", "text"}
    assert {r["type"] for r in lines(realistic())} == {"header", *FIELDS}


def test_the_header_tells_each_pair() -> None:
    first, second = lines(realistic())[0]["pairs"]
    assert set(first) == {"zh", "en", "mode", "why", "why_zh", "linked", "passages"}
    assert (second["zh"], second["en"], second["mode"]) == ("zh/港口纪事.txt", "en/a-clerk-remembers.txt", "comparable")
    assert second["passages"] == [{"score": 0.9, "beads": [0, 1]}]
    assert "96%" in first["why"]
    assert "96%" in first["why_zh"]
    assert 0.9 < first["linked"]["zh"] < 1


def test_a_flag_tells_its_words_and_what_was_read() -> None:
    flag = next(r for r in of("flag", pair_only()) if r["kind"] == "number")
    assert [p["text"] for p in flag["zh"] + flag["en"]] == ["三万五千吨", "53,000 tons"]
    assert flag["evidence"] == {"zh": "35000", "en": "53000"}


def test_a_link_of_sentences_apart_says_which_stretches() -> None:
    (link,) = of("link", from_lines(["甲。", "乙。", "丙。"], ["A."], [Bead((0, 2), (0,), 0.9)]))
    assert (link["zh"]["text"], link["zh"]["spans"]) == ("甲。\n丙。", [[0, 2], [8, 10]])
    assert "spans" not in link["en"]


def test_a_link_of_neighbours_is_one_stretch_of_text() -> None:
    link = next(r for r in of("link", pair_only()) if r["shape"] == "2-1")
    assert link["zh"]["text"] == "电报只有四行，却用了三种密码。译电员花了整整一夜。"
    assert link["zh"]["sentences"] == [2, 3]
    assert set(link["zh"]) == {"document", "start", "end", "text", "sentences"}


def test_a_note_is_unlinked_and_says_that_it_is_a_note() -> None:
    (note,) = (r for r in of("unlinked", pair_only()) if r["role"] == "note")
    assert (note["sentence"], note["aligned"], note["against"]) == (24, False, "en/harbour-chronicle.txt")


def test_a_paragraph_says_who_else_tells_it() -> None:
    reply = next(r for r in of("coverage", realistic()) if r["document"] == "zh/港口纪事.txt" and 7 in r["sentences"])
    assert [t["document"] for t in reply["told"]] == ["en/harbour-chronicle.txt", "en/a-clerk-remembers.txt"]
    assert reply["told"][1]["share"] == 1.0
    assert reply["told"][1]["scores"] == [0.94, 0.94, 0.72]
    assert reply["only_here"] == []
    (dog,) = (r for r in of("coverage", realistic()) if r["only_here"] == [18])
    assert dog["document"] == "en/harbour-chronicle.txt"
    text = realistic().document(dog["document"]).text[dog["start"] : dog["end"]]
    assert text.startswith("In the small hours")
    assert text.endswith("A dog barked all morning.")


@given(comparisons())
@settings(max_examples=60, deadline=None)
def test_coverage_agrees_with_the_links(comparison: Comparison) -> None:
    linked: dict[tuple[str, str], set[int]] = {}
    for link in of("link", comparison):
        for here, there in (("zh", "en"), ("en", "zh")):
            key = link[here]["document"], link[there]["document"]
            linked.setdefault(key, set()).update(link[here]["sentences"] if link["score"] > 0 else ())
    for p in of("coverage", comparison):
        for told in p["told"]:
            held = linked.get((p["document"], told["document"]), set()) & set(p["sentences"])
            assert {s for s, score in zip(p["sentences"], told["scores"], strict=True) if score > 0} == held
        everywhere = set().union(*(linked.get((p["document"], t["document"]), set()) for t in p["told"]))
        assert p["only_here"] == [s for s in p["sentences"] if s not in everywhere]


@given(comparisons())
@settings(max_examples=60, deadline=None)
def test_positions_are_code_points_of_the_text(comparison: Comparison) -> None:
    for record in lines(comparison):
        if record["type"] == "coverage":  # tells where a paragraph stands; its words are in links and unlinked
            continue
        for place in places(record):
            text = comparison.document(place["document"]).text
            spans = place.get("spans", [[place["start"], place["end"]]])
            assert "\n".join(text[a:b] for a, b in spans) == place["text"]


@given(comparisons())
@settings(max_examples=60, deadline=None)
def test_every_sentence_of_a_pair_is_linked_or_unlinked_and_never_both(comparison: Comparison) -> None:
    found = lines(comparison)
    for number, alignment in enumerate(comparison.alignments):
        for side, document in (("zh", alignment.zh), ("en", alignment.en)):
            linked = {i for r in found if r["type"] == "link" and r["pair"] == number for i in r[side]["sentences"]}
            left = [
                r["sentence"]
                for r in found
                if r["type"] == "unlinked" and r["pair"] == number and r["document"] == document.name
            ]
            assert sorted(linked | set(left)) == list(range(len(document.sentences)))
            assert not linked & set(left)
            assert len(left) == len(set(left))


def places(record: dict[str, Any]) -> list[dict[str, Any]]:
    if "start" in record:
        return [record] + ([record["mention"]] if "mention" in record else [])
    sides = [record.get("zh"), record.get("en"), record.get("members")]
    return [p for side in sides if side for p in (side if isinstance(side, list) else [side])]


def test_a_document_without_a_pair_is_all_unlinked() -> None:
    alone = Comparison((HARBOUR_ZH,), (), (), (), "s")
    assert len(of("unlinked", alone)) == len(HARBOUR_ZH.sentences)


def test_what_was_dismissed_stands_apart_from_the_divergences() -> None:
    whole = pair_only()
    comparison = replace(whole, flags=whole.flags[1:], dismissed=whole.flags[:1])
    assert len(of("flag", comparison)) == len(whole.flags) - 1
    (dismissed,) = of("dismissed", comparison)
    assert dismissed["kind"] == whole.flags[0].kind
    assert set(dismissed) - {"type"} == set(FIELDS["flag"].split())
