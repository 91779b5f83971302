"""comparison.jsonl holds every sentence, points at the text exactly, and says what docs/formats.md says."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings

from aligner.records import Comparison
from aligner.report.formats import WRITERS
from aligner.settings import ReportSettings
from tests.report.factory import HARBOUR_ZH, comparisons, pair_only, realistic

LINK = {"type", "pair", "bead", "zh", "en", "score", "shape", "passage", "moved", "reasons"}
SIDE = {"document", "start", "end", "text", "sentences"}
FLAG = {"type", "kind", "severity", "confidence", "zh", "en", "pair", "evidence", "message", "message_zh"}


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


def test_records_have_the_fields_of_the_contract() -> None:
    link, flag = of("link", realistic())[0], of("flag", realistic())[0]
    assert set(link) == LINK
    assert set(link["zh"]) == set(link["en"]) == SIDE
    assert set(flag) == FLAG
    assert set(flag["zh"][0]) == {"document", "start", "end", "text"}
    duplicate = of("duplicate", realistic())[0]
    assert {"kind", "similarity", "members", "keep"} <= set(duplicate)
    assert set(duplicate["members"][0]) == {"document", "start", "end", "text"}
    assert {r["type"] for r in lines(realistic())} == {
        "header", "link", "unlinked", "flag", "duplicate", "event", "timeline", "skipped",
    }  # fmt: skip


def test_a_link_of_neighbours_is_one_stretch_of_text() -> None:
    link = next(r for r in of("link", pair_only()) if r["shape"] == "2-1")
    assert link["zh"]["text"] == "电报只有四行，却用了三种密码。译电员花了整整一夜。"
    assert link["zh"]["sentences"] == [2, 3]
    assert "spans" not in link["zh"]


def test_a_note_is_unlinked_and_says_that_it_is_a_note() -> None:
    (note,) = (r for r in of("unlinked", pair_only()) if r["role"] == "note")
    assert (note["sentence"], note["aligned"], note["against"]) == (24, False, "en/harbour-chronicle.txt")


@given(comparisons())
@settings(max_examples=60, deadline=None)
def test_positions_are_code_points_of_the_text(comparison: Comparison) -> None:
    for record in lines(comparison):
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
