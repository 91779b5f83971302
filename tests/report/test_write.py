"""Writing: by suffix, all or nothing, with errors that say what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from aligner.errors import OutputError
from aligner.records import Comparison
from aligner.report import check_path, suffixes, write, write_all
from aligner.report.formats import WRITERS
from aligner.settings import ReportSettings
from tests.report.factory import comparisons, pair_only, realistic


def test_compare_leaves_its_files(tmp_path: Path) -> None:
    written = write_all(realistic(), tmp_path / "new" / "folder")
    names = ["report.html", "comparison.jsonl", "alignment.tsv", "alignment.tmx", "timeline.tsv", "events.tsv"]
    assert [path.name for path in written] == names
    assert sorted(p.name for p in (tmp_path / "new" / "folder").iterdir()) == sorted(names)


@pytest.mark.parametrize("suffix", suffixes())
def test_every_suffix_writes_something(suffix: str, tmp_path: Path) -> None:
    for path in write(pair_only(), tmp_path / f"out{suffix}"):
        assert path.stat().st_size > 0


@pytest.mark.parametrize("suffix", suffixes())
def test_one_comparison_gives_one_file_always(suffix: str) -> None:
    assert WRITERS[suffix](pair_only(), ReportSettings()) == WRITERS[suffix](pair_only(), ReportSettings())


def test_the_spelling_of_a_suffix_does_not_matter(tmp_path: Path) -> None:
    (path,) = write(pair_only(), tmp_path / "A.TMX")
    assert path.read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize("name", ["out.pdf", "out", "tmx", ".tmx"])
def test_an_unknown_suffix_is_told_and_the_known_ones_named(name: str) -> None:
    with pytest.raises(OutputError, match=r"\.tmx"):
        check_path(Path(name))


def test_nothing_is_left_where_the_folder_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(OutputError, match="taken"):
        write_all(pair_only(), tmp_path / "taken")
    with pytest.raises(OutputError):
        write(pair_only(), tmp_path / "taken" / "a.tmx")
    assert [p.name for p in tmp_path.iterdir()] == ["taken"]
    assert (tmp_path / "taken").read_text() == "mine"


def test_all_of_the_files_or_none(tmp_path: Path) -> None:
    (tmp_path / "alignment.tmx").mkdir()  # one of them cannot be written
    with pytest.raises(OutputError, match=r"alignment\.tmx"):
        write_all(pair_only(), tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["alignment.tmx"]


def test_files_are_shared_like_any_other_new_file(tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.touch()
    for _ in range(2):  # what is asked of the system for the first is as it was for the second
        (path,) = write(pair_only(), tmp_path / "a.tmx")
        assert path.stat().st_mode == plain.stat().st_mode


def test_an_older_report_is_replaced(tmp_path: Path) -> None:
    page = write_all(realistic(), tmp_path)[0]
    before = page.read_bytes()
    write_all(pair_only(), tmp_path)
    assert page.read_bytes() != before


def test_a_report_of_somebody_else_is_not(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("<html>mine</html>")
    with pytest.raises(OutputError, match=r"report\.html"):
        write_all(pair_only(), tmp_path)
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("report.html", "<html>mine</html>")]


@pytest.mark.parametrize("suffix", suffixes())
@given(comparison=comparisons(pairs=1))
@settings(max_examples=25, deadline=None)
def test_no_text_whatever_stops_a_writer(suffix: str, comparison: Comparison) -> None:
    assert WRITERS[suffix](comparison, ReportSettings())


def test_a_format_of_one_pair_says_so_when_there_are_more(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="one pair"):
        write(realistic(), tmp_path / "a.beads.json")


def test_other_formats_are_written_beside_the_report(tmp_path: Path) -> None:
    written = write_all(pair_only(), tmp_path, also=["docx", ".XLSX", "tmx", "moses"])
    names = [path.name for path in written]
    assert names[-4:] == ["alignment.docx", "alignment.xlsx", "alignment.zh", "alignment.en"]
    assert names.count("alignment.tmx") == 1
    with zipfile.ZipFile(tmp_path / "alignment.docx") as package:
        assert "word/comments.xml" in package.namelist(), "with the divergences"


@pytest.mark.parametrize("suffix", ["pages", "", "../x.tmx/y"])
def test_another_format_that_nobody_writes_is_refused(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(OutputError):
        write_all(pair_only(), tmp_path, also=[suffix])
    assert not list(tmp_path.iterdir())
