"""The pieces: candidates, null, evidence, competition, passages, reasons."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from aligner.align.comparable.account_odds import account_odds, context
from aligner.align.comparable.compete import NEAR, SECOND, as_sure_as_serves, compete
from aligner.align.comparable.confidence import (
    LEARNED,
    MOST_SPREADS,
    OTHER_WORDS_ON_DAY,
    OTHER_WORDS_THEN,
    SEEN_LENGTH,
    Seen,
    features,
    most_spreads,
)
from aligner.align.comparable.evidence import CONFLICT, RAREST_NAME, STRAY, shared_mentions
from aligner.align.comparable.mentions import Kind, read_mentions
from aligner.align.comparable.namesakes import namesakes, same_names
from aligner.align.comparable.neighbours import by_codes, check_length, exactly, neighbours
from aligner.align.comparable.null import Null
from aligner.align.comparable.reasons import reasons
from aligner.align.comparable.runs import runs_of
from aligner.align.comparable.sides import Side, read_side
from aligner.align.comparable.wording import word_coverage
from aligner.align.passages import gather_passages
from aligner.embed.embedded import EmbeddedEncoder
from aligner.errors import InputError
from aligner.records import Bead, Document, Lang, Role, Sentence, Span
from tests.align.comparable.worlds import WordEncoder, document, spelled


def lines(texts: list[str], lang: Lang, role: Role = Role.BODY) -> Document:
    rows, at = [], 0
    for i, text in enumerate(texts):
        rows.append(Sentence(i, Span(at, at + len(text)), i, role, lang))
        at += len(text) + 1
    return Document(lang, lang, "\n".join(texts), tuple(rows))


def side(doc: Document) -> Side:
    """As an encoder without words sees it: one direction a sentence."""
    vectors = np.eye(max(8, len(doc.sentences)), dtype=np.float32)[: len(doc.sentences)]

    class Opaque:
        name = "opaque"

        def encode(self, texts: object) -> object:
            return vectors

    return read_side(doc, vectors, Opaque(), False)  # type: ignore[arg-type]


ZH = ["5月14日，斯大林给什特科夫发了电报。", "毛泽东派出了三万五千人。", "天气很冷，谁也没有说话。"]
EN = ["It was a cold day.", "On 14 May Stalin cabled Shtykov.", "Mao sent 35,000 men."]


def test_what_both_mention() -> None:
    zh, en = side(lines(ZH, "zh")), side(lines(EN, "en"))
    mentions = read_mentions(zh, en)
    everything = runs_of(np.array([[i, 1, j, 1] for i in range(3) for j in range(3)]), 3, 3)
    found = dict(zip([(int(i), int(j)) for i, j in zip(everything.zh, everything.en, strict=True)],
                     shared_mentions(mentions, everything), strict=True))  # fmt: skip
    assert found[0, 1][Kind.DAY] > 0
    assert found[0, 1][Kind.NAME] > 0
    assert found[1, 2][Kind.NUMBER] > 0
    assert found[2, 0].sum() == 0
    assert found[0, 2][Kind.DAY] == 0


def test_text_recognition_divides_no_number() -> None:
    en = side(lines(EN, "en"))
    scanned = [
        "５ 月 １ ４ 日，他 发 了 电 报 。",
        "他 派 出 了 ３ ５０ ０ ０ 人 。",
        "天 气 很 冷 ， 谁 也 没 说 话 。",
    ]
    assert "35000" in read_mentions(side(lines(scanned, "zh")), en).labels


def test_two_days_are_a_conflict_and_one_is_not() -> None:
    """Accounts of one matter differ by a day or two: 16 May beside 14 May is half a conflict, 30 August a whole one."""
    zh, en = (
        side(lines(["5月14日来电。", "来电。"], "zh")),
        side(lines(["A cable of 16 May.", "A cable of 14 May.", "A cable of 30 August."], "en")),
    )
    cells = runs_of(np.array([[0, 1, 0, 1], [0, 1, 1, 1], [0, 1, 2, 1], [1, 1, 0, 1]]), 2, 3)
    assert shared_mentions(read_mentions(zh, en), cells)[:, CONFLICT].tolist() == [0.5, 0, 1, 0]


def test_a_day_counted_in_weeks_speaks_for_a_pair_and_against_none() -> None:
    """The port was pointed to on 23 August, "three weeks before" 15 September: nobody counts to the day."""
    zh = side(lines(["1950年8月23日，有人指着那个港口。", "1950年8月25日，他走了。"], "zh"))
    en = side(lines(["It fell on 15 September 1950.", "He had pointed to it three weeks earlier.", "Rain fell."], "en"))
    cells = runs_of(np.array([[0, 1, 0, 1], [0, 1, 1, 1], [1, 1, 1, 1]]), 2, 3)
    found = shared_mentions(read_mentions(zh, en), cells)
    assert found[:, CONFLICT].tolist() == [1, 0, 0]
    assert found[:, Kind.DATE].argmax() == 2


@pytest.mark.parametrize(
    ("interval", "first", "last"),
    [("从2月3日到24日，汇款不断。", True, False), ("2月23日至24日，汇款不断。", True, True)],
)
def test_the_last_day_of_a_long_interval_is_no_day_of_its_own(interval: str, first: bool, last: bool) -> None:
    zh = side(lines([interval], "zh"))
    en = side(lines(["He fled on 24 February.", "It began on 3 February.", "He left on 23 February."], "en"))
    cells = runs_of(np.array([[0, 1, 0, 1], [0, 1, 1, 1], [0, 1, 2, 1]]), 1, 3)
    ends, *starts = shared_mentions(read_mentions(zh, en), cells)[:, Kind.DAY].tolist()
    assert (max(starts) > 0, ends > 0) == (first, last)


def test_a_day_that_one_side_alone_names_strays_from_the_shared_one() -> None:
    zh = side(lines(["10月1日建国。", "12月16日到莫斯科。"], "zh"))
    en = side(lines(["Moscow was reached on 16 December.", "It was cold."], "en"))
    mentions = read_mentions(zh, en)
    cells = runs_of(np.array([[0, 2, 0, 1], [1, 1, 0, 1], [1, 1, 0, 2]]), 2, 2)
    assert shared_mentions(mentions, cells)[:, STRAY].tolist() == [1, 0, 0]


def test_a_day_of_another_year_is_hardly_that_day() -> None:
    zh = side(lines(["1949年9月15日开会。", "1950年9月15日登陆。"], "zh"))
    en = side(lines(["The landing came on 15 September 1950.", "It was raining."], "en"))
    cells = runs_of(np.array([[0, 1, 0, 1], [1, 1, 0, 1]]), 2, 2)
    other_year, same_year = shared_mentions(read_mentions(zh, en), cells)[:, [Kind.DATE, Kind.DAY]].max(1)
    assert 0 <= other_year < same_year - 1


def test_a_day_is_rarer_than_a_sentence() -> None:
    """That both texts name one of 366 days once says more than that both hold one word once."""
    zh, en = side(lines(["1月30日。", *ZH[1:]], "zh")), side(lines(["On 30 January.", *EN[2:]], "en"))
    mentions = read_mentions(zh, en)
    day = float(mentions.weights[mentions.labels.index("01-30")])
    number = float(mentions.weights[mentions.labels.index("35000")])
    assert day > number + 2


def test_the_rarest_name_is_told_apart() -> None:
    zh = side(lines(["毛泽东和什特科夫。", "毛泽东来了。", "毛泽东走了。"], "zh"))
    en = side(lines(["Mao and Shtykov.", "Mao came.", "Mao left."], "en"))
    mentions = read_mentions(zh, en)
    both, common = shared_mentions(mentions, runs_of(np.array([[0, 1, 0, 1], [1, 1, 1, 1]]), 3, 3))
    assert both[RAREST_NAME] == pytest.approx(mentions.weights[mentions.labels.index("什特科夫 = Shtykov")])
    assert common[RAREST_NAME] == common[Kind.NAME] < both[RAREST_NAME]


def test_one_person_counts_once() -> None:
    """Stalin and Filippov are one man: naming him twice is not two shared names."""
    zh = side(lines(["菲利波夫就是斯大林。", "天冷。", "夜长。"], "zh"))
    once = side(lines(["Filippov came.", "A.", "B."], "en"))
    twice = side(lines(["Filippov is Stalin.", "A.", "B."], "en"))
    cell = runs_of(np.array([[0, 1, 0, 1]]), 3, 3)
    one, two = (shared_mentions(read_mentions(zh, en), cell)[0, Kind.NAME] for en in (once, twice))
    assert one == pytest.approx(two)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("史蒂科夫大使", "Ambassador Shtykov"),
        ("金日成同志", "Kim Il Sung spoke"),
        ("毛澤東", "Mao Tse-tung"),
        ("彭老總從西安趕來", "Peng had come"),  # called by family name and title
        ("黎协统一天不说话", "Colonel Li Yuan-hung said nothing"),
        ("張副司令沒有回答", "Chang Hsueh-liang did not answer"),
        ("宋子文任委員長", "Mr Soong is at the head of it"),  # by the family name alone
        ("夏斗寅宣布戒严", "General Hsia proclaimed martial law"),
    ],
)
def test_namesakes(zh: str, en: str) -> None:
    found = list(namesakes([zh], [en]))
    assert found
    assert found[0].zh == found[0].en == (0,)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("黎协统来了", "Li Lisan and Li Yuanhong came"),  # which of the two?
        ("黎协统和李师长来了", "Li Yuanhong came"),
        ("张学良来了，章部长没有来", "Chang Hsueh-liang came"),
        ("和平代表到了", "Ping came"),
        ("宋子文和宋庆龄来了", "Soong came"),
    ],
)
def test_a_family_name_names_one_person_or_none(zh: str, en: str) -> None:
    forms = {n.form for n in namesakes([zh], [en])}
    assert not forms & {"黎协统", "李师长", "章部长", "平代表", "宋子文", "宋庆龄"}


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("毛澤東來了", "毛泽东来了", "zh"),
        ("史蒂科夫大使", "什特科夫大使", "zh"),
        ("菲利波夫同意", "斯大林同意", "zh"),
        ("It was Chou En-lai", "It was Zhou Enlai", "en"),
        ("He lived in Peking", "He lived in Beijing", "en"),
        ("He met Mao", "He met Mao Tse-tung", "en"),
    ],
)
def test_one_name_in_two_spellings_of_one_language(one: str, other: str, lang: Lang) -> None:
    (found,) = same_names(["", one], [other], lang)
    assert found.zh == (1,)
    assert found.en == (0,)


def test_another_name_of_one_language() -> None:
    assert not list(same_names(["He met Chou En-lai"], ["He met Chu Teh"], "en"))
    assert not list(same_names(["周恩来到了"], ["朱德到了"], "zh"))


def test_names_of_one_language_are_compared_by_their_letters() -> None:
    zh = side(lines(["Shtykov came.", *["It rained."] * 8], "en"))
    en = side(lines(["It was cold.", "A cable for Shtykov.", *["It was dark."] * 8], "en"))
    mentions = read_mentions(zh, en)
    assert mentions.labels == ("Shtykov = Shtykov",)
    assert shared_mentions(mentions, runs_of(np.array([[0, 1, 1, 1]]), 9, 10))[0, Kind.NAME] > 0


def test_reasons_are_what_a_reader_can_check() -> None:
    zh, en = side(lines(ZH, "zh")), side(lines(EN, "en"))
    found = reasons(zh, en, read_mentions(zh, en), range(0, 1), range(1, 2))
    assert found[0] == "05-14"
    dated = side(lines(["1950年5月14日来电。"], "zh")), side(lines(["A cable of 14 May 1950."], "en"))
    assert reasons(*dated, read_mentions(*dated), range(1), range(1))[0] == "1950-05-14"
    assert "什特科夫 = Shtykov" in found


def test_reasons_show_words_with_their_counterparts() -> None:
    encoder = WordEncoder()
    sides = []
    for lang in ("zh", "en"):
        doc = document([1, 2, 3], lang)
        sides.append(read_side(doc, encoder.encode(doc.matching_texts), encoder, False))
    zh, en = sides
    assert all(" = " in r for r in reasons(zh, en, read_mentions(zh, en), range(0, 1), range(0, 1)))
    assert reasons(zh, en, read_mentions(zh, en), range(0, 1), range(0, 1))


def test_a_name_is_not_said_again_as_a_word() -> None:
    """莫斯科 = Moscow is a name and, to the encoder, a word too."""
    encoder = EmbeddedEncoder()
    told = (
        lines([*ZH, "斯大林回到了莫斯科的别墅。"], "zh"),
        lines([*EN, "Stalin went back to his villa near Moscow."], "en"),
    )
    zh, en = (read_side(doc, encoder.encode(doc.matching_texts), encoder, False) for doc in told)
    runs = range(len(ZH), len(ZH) + 1), range(len(EN), len(EN) + 1)
    found = reasons(zh, en, read_mentions(zh, en), *runs)
    assert "莫斯科 = Moscow" in found
    assert "莫斯科 = moscow" not in found


def test_headings_and_numbers_of_chapters_tell_nothing() -> None:
    assert side(lines(["四", "1949年", "莫斯科的冬天来了。"], "zh")).told.tolist() == [False, False, True]
    assert not side(lines(["莫斯科的冬天来了。"], "zh", Role.HEADING)).told.any()


def test_quotations_are_known() -> None:
    quoted = side(lines(["“我们同意这个建议，请你们决定。”", "他说“好”，就走了。"], "zh")).quoted
    assert quoted.tolist() == [True, False]


def two_sides(first: int, second: int, size: int) -> tuple[Side, Side]:
    """Two texts of `size` sentences, of which those that both keys hold say the same."""
    encoder = WordEncoder()
    documents = document(list(range(first, first + size)), "zh"), document(list(range(second, second + size)), "en")
    zh, en = (read_side(d, encoder.encode(d.matching_texts), encoder, False) for d in documents)
    return zh, en


@pytest.mark.parametrize("rows", [4, 4096])
def test_null_is_the_mean_and_spread_of_all_runs(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("sides", "null"):
        monkeypatch.setattr(f"aligner.align.comparable.{module}.ROWS", rows)  # in parts or as a whole
    zh, en = two_sides(0, 5, 9)
    null = Null(zh, en)
    for a, b in ((2, 1), (1, 3), (4, 4)):
        cosines = zh.windows(a) @ en.windows(b).T
        mean, spread = null.of_zh(a, b)
        assert mean == pytest.approx(cosines.mean(1), abs=1e-5)
        assert spread == pytest.approx(np.maximum(cosines.std(1), 0.02), abs=1e-3)
        assert null.of_en(b, a)[0] == pytest.approx(cosines.mean(0), abs=1e-5)


def spreads(null: Null, a: int, b: int) -> NDArray[np.float32]:
    """Likeness of all runs of a sentences with all of b, from their vectors: float32 `(n - a + 1, m - b + 1)`."""
    cosines = null.zh.windows(a) @ null.en.windows(b).T
    (row_mean, row_spread), (column_mean, column_spread) = null.of_zh(a, b), null.of_en(b, a)
    by_row = (cosines - row_mean[:, None]) / row_spread[:, None]
    return np.asarray((by_row + (cosines - column_mean) / column_spread) / 2, np.float32)


def test_likeness_of_runs_is_that_of_their_vectors() -> None:
    null = Null(*two_sides(0, 5, 9))
    some = runs_of(np.array([[i, a, j, b] for i in range(6) for a in (1, 2, 4) for j in (0, 3) for b in (1, 3)]), 9, 9)
    found = null.likeness(some)
    for k in range(len(some)):
        i, a, j, b = (int(column[k]) for column in (some.zh, some.zh_size, some.en, some.en_size))
        assert found[k] == pytest.approx(spreads(null, a, b)[i, j], abs=1e-3)


@pytest.mark.parametrize("block", [1, 7, 1024])
def test_neighbours_of_all_shapes_are_those_of_their_vectors(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.align.comparable.neighbours.BLOCK", block)
    null = Null(*two_sides(0, 20, 40))
    shapes = [(1, 1, 3), (1, 2, 2), (3, 1, 2), (2, 2, 1)]
    for (a, b, count), found in zip(shapes, neighbours(null, shapes), strict=True):
        z = spreads(null, a, b)
        slow = {(i, int(j)) for i, row in enumerate(z) for j in np.argsort(-row)[:count]}
        slow |= {(int(i), j) for j, column in enumerate(z.T) for i in np.argsort(-column)[:count]}
        assert set(zip(*(x.tolist() for x in found), strict=True)) == slow
    assert {(20 + k, k) for k in range(20)} <= set(zip(*(x.tolist() for x in neighbours(null, shapes)[0]), strict=True))


def test_neighbours_by_codes_are_nearly_those_that_all_cosines_give() -> None:
    pytest.importorskip("faiss", reason="the extra ann is not installed")
    null = Null(*two_sides(0, 20, 600))
    for a, b, count in ((1, 1, 8), (1, 2, 2), (2, 1, 2)):
        (exact,) = exactly(null, [(a, b, count)])
        want, got = (
            set(zip(*(x.tolist() for x in found), strict=True)) for found in (exact, by_codes(null, a, b, count))
        )
        assert len(want & got) >= 0.9 * len(want)
        assert len(got) <= 2 * 600 * count


def test_texts_too_long_for_every_cosine_want_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.embed.neighbours.faiss_installed", lambda: False)
    check_length(50_000, 50_000)
    with pytest.raises(InputError, match=r"60,000 Chinese .*aligner\[ann\]"):
        check_length(60_000, 50_000)
    monkeypatch.setattr("aligner.embed.neighbours.faiss_installed", lambda: True)
    check_length(60_000, 50_000)


def test_more_likeness_counts_in_longer_texts() -> None:
    """The odds that two sentences correspond fall with the length of the texts; what speaks for them may weigh more."""
    short, long = Null(*two_sides(0, 5, 9)), Null(*two_sides(0, 5, 600))
    assert most_spreads(short) == MOST_SPREADS
    assert most_spreads(long) == pytest.approx(MOST_SPREADS + np.log(1200 / SEEN_LENGTH))


def test_the_cast_in_common_is_the_share_of_sentences_that_name_it() -> None:
    zh, en = side(lines(ZH, "zh")), side(lines(EN, "en"))
    assert read_mentions(zh, en).common_cast == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert read_mentions(side(lines(["天冷。"], "zh")), side(lines(["It was cold."], "en"))).common_cast == 0


def test_wording_lowers_a_pair_of_one_day_the_less_the_more_the_texts_have_in_common() -> None:
    """Two accounts of one matter that name a day tell of that day, whatever their words; two news may not."""
    floors = {}
    for name, (zh_lines, en_lines) in {"accounts": (ZH, EN), "news": (["天冷。"] * 9, ["It was cold."] * 9)}.items():
        zh, en = side(lines([*zh_lines, "5月14日。"], "zh")), side(lines([*en_lines, "That was on 14 May."], "en"))
        runs = runs_of(np.array([[len(zh) - 1, 1, len(en) - 1, 1], [0, 1, 0, 1]]), len(zh), len(en))
        measured = np.zeros((2, 5), np.float32)
        floors[name] = features(Null(zh, en), read_mentions(zh, en), runs, measured).floor[runs.zh == len(zh) - 1]
    assert floors["news"] == pytest.approx(OTHER_WORDS_THEN)
    assert floors["accounts"] == pytest.approx(OTHER_WORDS_ON_DAY)


def _more(
    texts: tuple[list[str], list[str]], likeness: float, brevity: float, evidence: float, beside: float = 0.0
) -> float:
    """`account_odds` of one pair in two texts."""
    zh, en = side(lines(texts[0], "zh")), side(lines(texts[1], "en"))
    learned = np.zeros((1, len(LEARNED)), np.float32)
    learned[0, LEARNED.index("likeness")], learned[0, LEARNED.index("brevity")] = likeness, brevity
    given = np.array([evidence - np.log(len(zh) + len(en))], np.float32)
    seen = Seen(learned, given, np.zeros(1, np.float32))
    pair = runs_of(np.array([[0, 1, 0, 1]]), len(zh), len(en))
    own, above = np.zeros(1, np.float32), np.full(1, beside, np.float32)
    return float(account_odds(pair, own, above, seen, Null(zh, en), read_mentions(zh, en))[0])


def test_what_makes_a_pair_of_accounts_surer() -> None:
    strangers = ["天冷。"] * 100, ["It was cold."] * 100
    assert _more(strangers, 4, 1, 0) > _more(strangers, 3, 1, 0)
    assert _more(strangers, 4, 1, 0) > _more(strangers, 4, -1, 0)  # a few words
    assert _more((["天冷。"] * 30, ["It was cold."] * 30), 4, 1, 0) > _more(strangers, 4, 1, 0)  # in a long text
    assert _more((ZH * 10, EN * 10), 4, 1, 3) > _more((ZH * 10, EN * 10), 4, 1, 0)  # they share a rare name
    assert _more(strangers, 4, 1, 3) < _more(strangers, 4, 1, 0)  # news that have little else in common
    # beside a right pair: no accident but where right pairs are everywhere
    assert _more(strangers, 4, 1, 0, 4) == _more(strangers, 4, 1, 0)
    assert _more((ZH * 10, EN * 10), 4, 1, 0, 4) < _more((ZH * 10, EN * 10), 4, 1, 0)


def test_what_stands_around_both_sentences() -> None:
    """Three sentences of each text, at its ends the outermost three."""
    null = Null(*two_sides(0, 5, 30))
    pairs = runs_of(np.array([[i, 1, j, 2] for i in (0, 6, 29) for j in (0, 1, 6, 28)]), 30, 30)
    around = np.array(
        [[min(max(i - 1, 0), 27), 3, min(max(j - 1, 0), 27), 3] for i in (0, 6, 29) for j in (0, 1, 6, 28)]
    )
    slow = [float(null.likeness(runs_of(row[None], 30, 30))[0]) for row in around]
    assert context(pairs, null) == pytest.approx(slow, abs=1e-4)
    assert len(set(slow)) > 4


def test_coverage_of_equal_sentences_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = WordEncoder()
    zh, en = (
        read_side(d := document([1, 2, 3], lang), encoder.encode(d.matching_texts), encoder, False)
        for lang in ("zh", "en")
    )
    cells = runs_of(np.array([[0, 1, 0, 1], [0, 2, 0, 1], [2, 1, 1, 1]]), 3, 3)
    found = word_coverage(zh, en, cells)
    assert found[0] == pytest.approx([1, 1, 1, 1], abs=1e-4)
    assert found[1, 1] == pytest.approx(1, abs=1e-4)
    assert found[1, 0] < 0.9
    monkeypatch.setattr("aligner.align.comparable.wording.BLOCK", 1)
    assert word_coverage(zh, en, cells) == pytest.approx(found)


def test_one_word_in_common_leaves_the_others_uncovered() -> None:
    """A rare word that both hold covers a good part of a short sentence; without it nothing is covered."""
    encoder = WordEncoder()

    def told(lang: Lang, *words: int) -> Side:
        doc = lines([" ".join(spelled(word, lang) for word in words)], lang)
        return read_side(doc, encoder.encode(doc.matching_texts), encoder, False)

    cell = runs_of(np.array([[0, 1, 0, 1]]), 1, 1)
    left, right, left_others, right_others = word_coverage(told("zh", 1, 2, 3, 4), told("en", 1, 7, 8, 9), cell)[0]
    assert left > left_others + 0.15
    assert right > right_others + 0.15


@pytest.mark.parametrize(
    ("rows", "scores", "kept"),
    [
        ([(0, 1, 0, 1), (0, 1, 1, 1)], [0.9, 0.8], {0}),  # the next sentence is a shifted reading
        ([(0, 1, 0, 1), (0, 1, 9, 1)], [0.95, 0.9], {0, 1}),  # told twice
        ([(0, 1, 0, 1), (0, 1, 9, 1)], [0.95, 0.4], {0}),  # a doubtful second partner
        ([(0, 1, 0, 1), (0, 2, 0, 2)], [0.9, 0.8], {0}),  # one inside the other
        ([(0, 1, 0, 1), (1, 1, 1, 1)], [0.9, 0.4], {0, 1}),  # neighbours
        ([(0, 1, 0, 1)], [0.1], set()),
    ],
)
def test_competition(rows: list[tuple[int, int, int, int]], scores: list[float], kept: set[int]) -> None:
    score = np.array(scores, np.float32)
    assert set(compete(runs_of(np.array(rows), 20, 20), score, score, 0.3).tolist()) == kept


@pytest.mark.parametrize(
    ("rows", "exact", "kept"),
    [
        # the most exact pair holds the end of one passage and the beginning of the next
        ([(5, 2, 8, 1), (5, 1, 8, 1), (6, 1, 9, 1)], [0.99, 0.96, 0.97], {1, 2}),
        # one of the parts is as likely wrong as right
        ([(5, 2, 8, 1), (5, 1, 8, 1), (6, 1, 9, 1)], [0.99, 0.96, 0.5], {0}),
        # both parts hold one sentence
        ([(5, 2, 8, 1), (5, 1, 8, 1), (6, 1, 8, 1)], [0.99, 0.96, 0.97], {0}),
        # one of the parts is ruled out by another pair too
        ([(5, 2, 8, 1), (5, 1, 8, 1), (6, 1, 9, 1), (7, 1, 9, 1)], [0.99, 0.96, 0.97, 0.98], {0, 3}),
    ],
)
def test_two_pairs_take_the_place_of_one(
    rows: list[tuple[int, int, int, int]], exact: list[float], kept: set[int]
) -> None:
    runs = runs_of(np.array(rows), 20, 20)
    order = [
        rows.index(row)
        for row in zip(*(c.tolist() for c in (runs.zh, runs.zh_size, runs.en, runs.en_size)), strict=True)
    ]
    odds = np.log(np.array(exact) / (1 - np.array(exact)))[order].astype(np.float32)
    found = compete(runs, np.full(len(rows), 0.9, np.float32), odds, 0.3)
    assert {order[k] for k in found.tolist()} == kept


some_pairs = st.lists(
    st.tuples(
        st.integers(0, 9), st.integers(1, 3), st.integers(0, 9), st.integers(1, 3),
        st.floats(0.31, 1), st.floats(0.05, 0.95),
    ),
    max_size=14, unique_by=lambda row: row[:4],
)  # fmt: skip


@given(some_pairs)
def test_no_two_readings_of_one_place_are_chosen(rows: list[tuple[int, int, int, int, float, float]]) -> None:
    """Whatever is exchanged: two that share a sentence are far apart in the other text, one likelier than not."""
    rows = sorted(rows)
    runs = runs_of(np.array([row[:4] for row in rows], np.int64).reshape(-1, 4), 20, 20)
    score = np.array([row[4] for row in rows], np.float32)
    exact = np.array([np.log(row[5] / (1 - row[5])) for row in rows], np.float32)
    chosen = [rows[k] for k in compete(runs, score, exact, 0.3).tolist()]
    assert chosen or not rows

    def between(a: int, a_size: int, b: int, b_size: int) -> int:
        return max(a - (b + b_size) + 1, b - (a + a_size) + 1, 0)

    for one, other in combinations(chosen, 2):
        apart = between(*one[:2], *other[:2]), between(*one[2:4], *other[2:4])
        if min(apart) == 0:
            assert max(apart) > NEAR
            assert max(one[4], other[4]) >= SECOND


@pytest.mark.parametrize(
    ("scores", "kept"),
    [
        ([0.99] * 9 + [0.4], 9),  # where the rest is sure, a doubtful one costs more than it brings
        ([0.5, 0.45, 0.4], 3),  # where nothing is, it is worth a look
        ([0.9], 1),
        ([], 0),
    ],
)
def test_as_sure_as_serves_these_texts(scores: list[float], kept: int) -> None:
    score = np.array(scores, np.float32)
    runs = runs_of(np.array([[4 * k, 1, 4 * k, 1] for k in range(len(scores))], np.int64).reshape(-1, 4), 60, 60)
    assert as_sure_as_serves(runs, score, np.arange(len(scores))).tolist() == list(range(kept))


@given(st.lists(st.floats(0.3, 1), min_size=1, max_size=12))
def test_no_other_number_of_links_is_better_by_what_is_to_be_expected(scores: list[float]) -> None:
    score = np.array(scores, np.float32)
    runs = runs_of(np.array([[4 * k, 1, 4 * k, 1] for k in range(len(scores))]), 60, 60)
    kept = as_sure_as_serves(runs, score, np.arange(len(scores)))

    def expected(best: int) -> float:
        return float(2 * np.sort(score)[::-1][:best].sum() / (best + score.sum()))

    assert expected(len(kept)) >= max(expected(n) for n in range(1, len(scores) + 1)) - 1e-5
    assert score[kept].min() >= np.sort(score)[::-1][len(kept) - 1]


IDLE = (
    ["五月里六个人在国内等候消息。", "这个条约并且秘密，因为那里之间仅仅如此。"],
    ["In May six men in China waited.", "This treaty and secret, because there is only that between them."],
)


def test_numerals_months_and_grammar_are_no_reasons() -> None:
    encoder = EmbeddedEncoder()
    languages: tuple[Lang, Lang] = ("zh", "en")
    zh, en = (
        read_side(d := lines([*t, *more], lang), encoder.encode(d.matching_texts), encoder, False)
        for t, more, lang in zip(IDLE, (ZH, EN), languages, strict=True)
    )
    mentions = read_mentions(zh, en)
    found = [*reasons(zh, en, mentions, range(0, 1), range(0, 1)), *reasons(zh, en, mentions, range(1, 2), range(1, 2))]
    assert "条约 = treaty" in found
    for idle in ("may", "six", "China", "this", "and", "because", "there", "only", "between"):
        assert not any(reason.endswith(f"= {idle}") for reason in found), found


def test_a_person_is_a_reason_once() -> None:
    zh = side(lines(["斯大林就是菲利波夫。", "天冷。", "夜长。"], "zh"))
    en = side(lines(["Stalin is Filippov.", "It was cold.", "Long night."], "en"))
    found = reasons(zh, en, read_mentions(zh, en), range(0, 1), range(0, 1))
    assert len([r for r in found if " = " in r]) == 1


def test_passages_go_forward_in_both_texts() -> None:
    beads = [Bead((0,), (5,), 0.9), Bead((1,), (6,), 0.7), Bead((2,), (4,), 0.9), Bead((9,), (9,), 0.9)]
    passages = gather_passages(beads)
    assert [p.beads for p in passages] == [(0, 1)]
    assert passages[0].score == pytest.approx(0.8)
