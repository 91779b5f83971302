"""Which documents of a folder are compared: by their names, and where names say nothing by what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.align.pairing import align_pairs, pair_by_content
from aligner.embed import load_encoder
from aligner.loading import load_documents
from aligner.pipeline import embed_documents
from aligner.settings import Settings

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def chapters(tmp_path_factory):
    """A translation in two chapters, whose files are called otherwise in each language."""
    folder = tmp_path_factory.mktemp("chapters")
    for lang, names, heading in (("zh", ("上.txt", "下.txt"), "四、"), ("en", ("beginning.txt", "end.txt"), "4. ")):
        text = (CORPUS / lang / "01-decisions.txt").read_text(encoding="utf-8")
        at = text.index(f"\n{heading}")
        for name, part in zip(names, (text[:at], text[at:]), strict=True):
            (folder / name).write_text(part, encoding="utf-8")
    return folder


def compared(*paths, **settings):
    documents, skipped = load_documents(paths, Settings())
    assert not skipped
    encoder = load_encoder("embedded")
    found = align_pairs(documents, embed_documents(documents, encoder), encoder, Settings(**settings))
    return [(Path(a.zh.name).name, Path(a.en.name).name, a.mode) for a in found]


def test_translations_with_other_names_are_found_by_their_content(chapters):
    assert compared(chapters) == [("上.txt", "beginning.txt", "parallel"), ("下.txt", "end.txt", "parallel")]


def test_the_order_of_the_files_does_not_matter(chapters):
    swapped = [chapters / name for name in ("下.txt", "上.txt", "beginning.txt", "end.txt")]
    assert {pair[:2] for pair in compared(*swapped)} == {("上.txt", "beginning.txt"), ("下.txt", "end.txt")}


def test_an_account_without_translation_still_meets_all_others(chapters):
    pairs = {pair[:2] for pair in compared(chapters, CORPUS / "en" / "05-bridge.md")}
    assert pairs == {
        ("上.txt", "beginning.txt"),
        ("下.txt", "end.txt"),
        ("上.txt", "05-bridge.md"),
        ("下.txt", "05-bridge.md"),
    }


def test_whoever_asks_for_independent_accounts_gets_all_pairs(chapters):
    assert len(compared(chapters, mode="comparable")) == 4


def test_accounts_of_one_matter_meet_each_other():
    names = [CORPUS / "zh" / "02-chronicle.md", CORPUS / "zh" / "03-night-lamp.txt"]
    names += [CORPUS / "en" / "04-harbour.txt", CORPUS / "en" / "05-bridge.md"]
    assert [mode for *_, mode in compared(*names)] == ["comparable"] * 4


def test_where_one_text_stands_against_several_nothing_is_told_apart(chapters):
    documents, _ = load_documents([chapters / "上.txt", chapters / "beginning.txt", chapters / "end.txt"], Settings())
    vectors = embed_documents(documents, load_encoder("embedded"))
    zh, en = ([d for d in documents if d.lang == lang] for lang in ("zh", "en"))
    assert pair_by_content(zh, en, vectors) == []
