"""Search in both languages with words of either, over an index that follows the files."""

import subprocess
import sys
from pathlib import Path

import pytest

from aligner.embed import load_encoder
from aligner.errors import InputError
from aligner.find import find, open_index
from aligner.recognise.hanzi import simplified
from aligner.report.hits import told

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


@pytest.fixture(scope="module")
def corpus(encoder, tmp_path_factory):
    index = open_index([CORPUS / "zh", CORPUS / "en"], encoder, tmp_path_factory.mktemp("cache"))
    yield index
    index.close()


@pytest.mark.parametrize(
    "query",
    ["14 May telegram", "五月十四日电报", "1950年5月14日斯大林致毛泽东电", "Stalin's telegram to Mao of 14 May 1950"],
)
def test_the_telegram_is_found_in_both_languages(corpus, encoder, query):
    hits = find(query, corpus, encoder, limit=5)
    for lang, day in (("zh", ("14日", "十四日", "寒電")), ("en", ("14 May", "May 14", "fourteenth of May"))):
        best = [h for h in hits if h.lang == lang][:3]
        assert any(d in h.text for h in best for d in day), [h.text for h in best]


def test_one_language_does_not_crowd_out_the_other(tmp_path, encoder):
    """Two hundred Chinese sentences come before the one English sentence that answers; it is shown all the same."""
    texts = tmp_path / "texts"
    texts.mkdir()
    many = "".join(f"第{k}号电报谈到了港口的封冻和电报的日期。\n" for k in range(200))
    (texts / "zh.txt").write_text(many, encoding="utf-8")
    (texts / "en.txt").write_text("In winter the port is closed by ice.\nHe ate an apple.\n", encoding="utf-8")
    index = open_index([texts], encoder, tmp_path / "cache")
    best = next(hit for hit in find("电报谈到港口封冻", index, encoder) if hit.lang == "en")
    index.close()
    assert "closed by ice" in best.text


def test_a_query_imports_no_more_than_it_needs():
    """Readers, splitters, the gazetteer and numba take longer to import than a query takes."""
    code = "import sys, aligner.find; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {
        "numba",
        "scipy",
        "aligner.read.formats",
        "aligner.segment.document",
        "aligner.recognise.dates",
        "aligner.recognise.names",
    }
    assert not heavy & set(loaded)


def test_a_sentence_finds_itself_first(corpus, encoder):
    sentence = "9月24日，莫斯科不予批准，理由是北方的准备不足，战事一开便难以速决，且有招致美军干涉之虞。"
    assert sentence in find(sentence, corpus, encoder, limit=1)[0].text


def test_hits_show_where_they_stand(corpus, encoder):
    for hit in find("仁川登陆", corpus, encoder):
        text = Path(hit.document).read_text(encoding="utf-8")
        assert text[hit.span.start : hit.span.end] == hit.text
        assert all(h.end <= len(hit.text) for h in hit.highlights)
        assert 0 <= hit.score <= 1


def test_neighbours_that_both_answer_are_one_passage_with_what_stands_around(tmp_path, encoder):
    said = [
        "He ate an apple.",
        *(f"{said} the old harbour froze in winter." for said in ("Often", "Again", "Early")),
        "She laughed.",
    ]
    (tmp_path / "a.txt").write_text(" ".join(said), encoding="utf-8")
    (tmp_path / "b.txt").write_text("A dog barked. Nobody came.", encoding="utf-8")
    index = open_index([tmp_path], encoder, tmp_path / "cache")
    for query in ("the harbour froze", *said[1:4]):
        best = find(query, index, encoder)[0]
        assert (best.before, best.text, best.after) == (said[0], " ".join(said[1:4]), said[4])
    index.close()


def test_small_words_are_not_highlighted(corpus, encoder):
    for query in ("the telegram of the 14th of May", "的电报"):
        for hit in find(query, corpus, encoder):
            assert not {"the", "of", "的"} & {hit.text[h.start : h.end].strip().lower() for h in hit.highlights}


def test_words_that_answer_are_highlighted(corpus, encoder):
    hit = next(h for h in find("telegram", corpus, encoder) if h.lang == "zh")
    assert any("电" in hit.text[h.start : h.end] or "電" in hit.text[h.start : h.end] for h in hit.highlights)


def test_the_index_follows_the_files(tmp_path, encoder):
    texts, cache = tmp_path / "texts", tmp_path / "cache"
    texts.mkdir()
    (texts / "a.txt").write_text("The harbour froze in January.", encoding="utf-8")
    (texts / "b.txt").write_text("港口在一月封冻。", encoding="utf-8")

    def documents(query):
        index = open_index([texts], encoder, cache)
        try:
            return {Path(h.document).name for h in find(query, index, encoder)}
        finally:
            index.close()

    assert documents("frozen harbour") == {"a.txt", "b.txt"}
    (texts / "c.txt").write_text("A harbour that never freezes was wanted.", encoding="utf-8")
    assert documents("frozen harbour") == {"a.txt", "b.txt", "c.txt"}
    (texts / "a.txt").unlink()
    assert documents("frozen harbour") == {"b.txt", "c.txt"}
    assert len(list(cache.iterdir())) == 1


def test_unchanged_files_are_not_embedded_again(tmp_path, encoder):
    class Counting:
        name = encoder.name
        texts = 0

        def encode(self, texts):
            self.texts += len(texts)
            return encoder.encode(texts)

    counting = Counting()
    (tmp_path / "texts").mkdir()
    for i in range(3):
        (tmp_path / "texts" / f"{i}.txt").write_text(f"This is the story of harbour {i}.", encoding="utf-8")
    open_index([tmp_path / "texts"], counting, tmp_path / "cache").close()
    assert counting.texts == 3
    open_index([tmp_path / "texts"], counting, tmp_path / "cache").close()
    assert counting.texts == 3
    (tmp_path / "texts" / "3.txt").write_text("And this is another one.", encoding="utf-8")
    open_index([tmp_path / "texts"], counting, tmp_path / "cache").close()
    assert counting.texts == 4


def test_nothing_readable_is_said(tmp_path, encoder):
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"empty\.txt"):
        open_index([tmp_path / "empty.txt"], encoder, tmp_path / "cache")


@pytest.mark.parametrize("query", ["Zhou Enlai at the Black Sea", "Kim Il Sung", "Port Arthur"])
def test_names_of_several_words_are_understood(corpus, encoder, query):
    hits = find(query, corpus, encoder, limit=1)
    assert {h.lang for h in hits} == {"zh", "en"}
    name = query.removesuffix(" at the Black Sea")
    assert all(f"name {name}" in h.shared for h in hits)


def test_a_heading_is_no_answer_before_what_it_heads(corpus, encoder):
    best = next(h for h in find("14 May telegram", corpus, encoder) if h.lang == "en")
    assert best.text != "IV. Fourteen May"


def test_what_is_shared_is_told_as_a_reader_writes_it():
    values = ["date 1950-05-14", "date 05-14", "date 1950-05", "day 14", "year 1950", "name Port Arthur"]
    assert [told(value) for value in values] == [
        "14 May 1950", "14 May", "May 1950", "day 14 of a month", "1950", "Port Arthur",
    ]  # fmt: skip


def test_shared_names_are_as_the_query_writes_them(corpus, encoder):
    hits = find("Stalin's telegram of 14 May 1950 on Port Arthur", corpus, encoder)
    shared = {value for hit in hits for value in hit.shared}
    assert "name Port Arthur" in shared
    assert not any({"date 1950-05-14", "date 05-14"} <= set(hit.shared) for hit in hits)


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("蔡廷锴", "General Tsai Ting-kai received me in a farmhouse."),
        ("張治中", "Zhang Zhizhong brought his army to the front."),
        ("Cai Tingkai", "蔡廷锴在农舍里接见了记者。"),
    ],
)
def test_names_that_no_list_holds_are_found_by_their_spelling(tmp_path, encoder, query, answer):
    lines = {
        "zh": ["蔡廷锴在农舍里接见了记者。", "张学良那天不在北平。", "港口在冬天封冻。", "他们渡过了河。"],
        "en": ["General Tsai Ting-kai received me in a farmhouse.", "Zhang Zhizhong brought his army to the front.",
               "The harbour freezes in winter.", "They crossed the river."],
    }  # fmt: skip
    for lang, said in lines.items():
        (tmp_path / f"{lang}.txt").write_text("\n".join(said) + "\n", encoding="utf-8")
    index = open_index([tmp_path], encoder, tmp_path / "cache")
    best = next(hit for hit in find(query, index, encoder) if (hit.lang == "zh") is query.isascii())
    index.close()
    assert best.text == answer
    assert best.shared == (f"name {simplified(query)}",)


@pytest.mark.parametrize("query", ["11 June 1900", "1900年6月11日", "光绪二十六年五月十五日"])
def test_days_of_a_lunar_diary_are_found_by_either_calendar(tmp_path, encoder, query):
    diary = "光绪二十六年五月，京师米价日昂。初一日，车站焚毁。十五日，书记生出城遇害。六月初七日，城上夜战。"
    (tmp_path / "diary.txt").write_text(diary + "\n", encoding="utf-8")
    (tmp_path / "letter.txt").write_text("Rain fell. The price of rice rose. Nobody went out.\n", encoding="utf-8")
    index = open_index([tmp_path], encoder, tmp_path / "cache")
    best = next(hit for hit in find(query, index, encoder) if hit.lang == "zh")
    assert "书记生" in best.text
    assert "date 1900-06-11" in best.shared
