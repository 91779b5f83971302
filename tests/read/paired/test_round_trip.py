"""What reports write is read back: the pairs, and the alignment on its two texts."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from aligner.read.alignment import read_alignment
from aligner.read.paired import read_pairs
from aligner.report import write
from aligner.report.view import side_text
from tests.report.factory import HARBOUR_EN, HARBOUR_ZH, MEMOIR_EN, PLAIN, comparisons, pair_only, realistic

# suffix written -> suffix read
FORMATS = {
    ".jsonl": ".jsonl",
    ".tsv": ".tsv",
    ".tmx": ".tmx",
    ".xlf": ".xlf",
    ".xliff": ".xliff",
    ".xlsx": ".xlsx",
    ".docx": ".docx",
    ".tei.xml": ".tei.xml",
    ".xml": ".xml",
    ".intertext.xml": ".zh.en.xml",
    ".moses": ".zh",
}
NUMBERED = (".jsonl", ".tsv", ".tmx", ".xlf")  # these tell sentence numbers, so links may hold sentences far apart


@pytest.mark.parametrize("suffix", FORMATS)
def test_pairs_come_back(suffix, tmp_path):
    write(pair_only(), tmp_path / f"out{suffix}")
    paired = read_pairs(tmp_path / f"out{FORMATS[suffix]}")
    found = [(row.zh, row.en) for row in paired.rows if row.zh and row.en]
    links = list(pair_only().alignments[0].links())
    assert found == [(side_text(HARBOUR_ZH, b.zh), side_text(HARBOUR_EN, b.en)) for b in links]
    scores = [row.score for row in paired.rows if row.zh and row.en]
    if suffix not in (".xlsx", ".docx", ".intertext.xml", ".moses"):
        assert scores == pytest.approx([b.score for b in links], abs=1e-4)


@pytest.mark.parametrize("suffix", [*FORMATS, ".beads.json"])
def test_the_alignment_comes_back(suffix, tmp_path):
    write(pair_only(), tmp_path / f"out{suffix}")
    alignment = read_alignment(tmp_path / f"out{FORMATS.get(suffix, suffix)}", HARBOUR_ZH, HARBOUR_EN)
    assert alignment.mode == "parallel"
    # HARBOUR_ZH says one sentence twice; in order, the first is found first.
    assert [(b.zh, b.en) for b in alignment.links()] == [(b.zh, b.en) for b in pair_only().alignments[0].links()]
    assert [(b.zh, b.en) for b in alignment.beads] == [(b.zh, b.en) for b in pair_only().alignments[0].beads]


@pytest.mark.parametrize("suffix", NUMBERED)
def test_crossing_links_come_back(suffix, tmp_path):
    write(realistic(), tmp_path / f"out{suffix}")
    alignment = read_alignment(tmp_path / f"out{suffix}", HARBOUR_ZH, MEMOIR_EN)
    assert alignment.mode == "comparable"
    expected = realistic().alignments[1]
    assert {(b.zh, b.en) for b in expected.links()} <= {(b.zh, b.en) for b in alignment.links()}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(comparisons(pairs=1, words=PLAIN.filter(str.strip)), st.sampled_from(NUMBERED))
def test_any_links_come_back(tmp_path, comparison, suffix):
    expected = {(b.zh, b.en) for b in comparison.alignments[0].links()}
    assume(expected)
    write(comparison, tmp_path / f"out{suffix}")
    alignment = read_alignment(tmp_path / f"out{suffix}", *comparison.documents)
    assert {(b.zh, b.en) for b in alignment.links()} == expected
