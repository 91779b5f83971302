"""Copies are found where they stand, however they were edited, and nothing else is."""

import random

import pytest

from aligner.records import FlagKind, RepeatKind, Span
from aligner.settings import DuplicateSettings
from benchmarks.harness import shared_folder
from benchmarks.planting import KINDS, clean_sentences, plant, span_f1

from .texts import COPIES_ONLY, MARKET, SCHOOL, TELEGRAM, WEATHER, copies, document, members


def test_a_passage_that_stands_twice_is_one_group_and_not_one_a_sentence():
    text = WEATHER + TELEGRAM + MARKET + "\n" + SCHOOL + TELEGRAM
    (group,) = copies(text)
    assert group.kind is RepeatKind.EXACT
    assert group.similarity == 1.0
    assert members((group,), text) == [[TELEGRAM, TELEGRAM]]


@pytest.mark.parametrize(
    ("copy", "what"),
    [
        (TELEGRAM.replace("，", ","), "half-width marks"),
        (TELEGRAM.replace("斯大林", "**斯大林**"), "markup"),
        (TELEGRAM.replace("国际形势", "國際形勢").replace("统一", "統一"), "traditional characters"),
        (TELEGRAM.replace("他同意", "他\n同意"), "a line break"),
        (TELEGRAM.replace("但是", "　　但是"), "an indent"),
        (TELEGRAM.replace("。", "。 "), "spaces"),
    ],
)
def test_what_looks_the_same_is_an_exact_copy(copy, what):
    (group,) = copies(WEATHER + TELEGRAM, MARKET + copy)
    assert group.kind is RepeatKind.EXACT, what
    assert [m.document for m in group.members] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("copy", "differs"),
    [
        (TELEGRAM.replace("共同解决", "一起决定"), ()),
        (TELEGRAM.replace("但是", "然而"), ()),
        (TELEGRAM.replace("同意朝鲜同志", "很同意朝鲜同志"), ()),
        (TELEGRAM.replace("两国", "三国"), (FlagKind.NUMBER,)),
        (TELEGRAM.replace("五月十四日", "五月十五日"), (FlagKind.DATE,)),
        (TELEGRAM.replace("斯大林", "什特科夫"), (FlagKind.NAME,)),
        (TELEGRAM.replace("如果中国同志不同意", "如果中国同志同意"), (FlagKind.NEGATION,)),
    ],
)
def test_an_edited_copy_says_what_it_contradicts(copy, differs):
    text = WEATHER + TELEGRAM + MARKET + copy + SCHOOL
    (group,) = copies(text)
    assert group.kind is RepeatKind.EDITED
    assert group.differs == differs
    assert members((group,), text) == [[TELEGRAM, copy]]


def test_edited_paragraphs_are_not_lost_for_a_new_one_between_them():
    new = "那一夜没有月亮，桥头的灯笼被风吹灭了两次，守夜的人索性不再去点，只把门板上好。"
    first = WEATHER.replace("江水涨得很高", "江水涨高").replace("三个星期", "两个星期").replace("镇上的人都", "人人")
    second = SCHOOL.replace("先生每天教两遍", "每天教三遍").replace("用毛笔在沙盘里", "在沙盘上").replace("冬天", "")
    groups = copies(f"{WEATHER}\n{new}\n{SCHOOL}他们", f"{first}\n{second}众人")
    found = {c for g in groups for m in g.members if m.document == "b.txt" for c in range(m.span.start, m.span.end)}
    assert len(found) >= 0.9 * len(first + second)
    assert {kind for g in groups for kind in g.differs} & {FlagKind.NUMBER, FlagKind.DATE}


@pytest.mark.parametrize(
    ("lang", "head", "bodies"),
    [
        (
            "en",
            "Ask the mill, said the miller, and mind the wheel. Who grinds for all is loved by none, and who grinds "
            "for himself goes hungry.",
            ("The mill of Penrose stood empty.", "Penrose was sold.", "In his days the mill was new."),
        ),
        (
            "zh",
            "问磨坊去，磨坊主说，当心轮子。替众人磨面的没有人爱，只替自己磨面的要挨饿。",
            ("老磨坊空着。", "磨坊卖了。", "当年那老磨坊是新的。"),
        ),
    ],
)
def test_a_head_that_chapters_share_ends_where_their_texts_begin(lang, head, bodies):
    texts = [f"{head}\n\n{body}" for body in bodies]
    (group,) = copies(*texts, lang=lang)
    assert (group.kind, group.differs) == (RepeatKind.EXACT, ())
    assert members((group,), *texts) == [[head] * 3]


HEAD = "潮来不问客，潮去不留痕。\n\n本稿为内部讨论稿，请勿引用，亦请勿外传，有意见请直接告知作者。\n\n"


def body(seed: int) -> str:
    """Thirty sentences that no other body has."""
    rng = random.Random(seed)
    return "".join("".join(chr(rng.randrange(0x4E00, 0x9000)) for _ in range(20)) + "。" for _ in range(30))


@pytest.mark.parametrize("foot", [False, True])
def test_what_three_chapters_begin_or_end_with_belongs_to_each(foot):
    texts = [f"{body(k)}\n\n{HEAD}" if foot else f"第{k}章\n\n{HEAD}{body(k)}" for k in range(1, 4)]
    (group,) = copies(*texts)
    assert (group.kind, len(group.members)) == (RepeatKind.FURNITURE, 3)


@pytest.mark.parametrize(
    "texts",
    [
        [HEAD + body(1), HEAD + body(2)],  # two of them
        [body(k)[:300] + HEAD + body(k)[300:] for k in range(3)],  # in the middle
        [HEAD + body(1) + HEAD, HEAD + body(2)],  # twice in one
        [HEAD + body(k)[:63] + body(0) for k in range(1, 4)],  # versions of one text
        [HEAD + body(k)[:63] for k in range(3)],  # most of the text
    ],
)
def test_what_else_stands_in_several_texts_is_a_repeat(texts):
    assert RepeatKind.FURNITURE not in {g.kind for g in copies(*texts)}


def test_english_copies_end_at_words_and_sentences():
    passage = (
        "On 14 May 1950 Stalin wired Mao that the international situation had changed. He agreed with the proposal of "
        "the Korean comrades, but the question had to be settled by the Chinese and the Koreans together."
    )
    edited = passage.replace("wired", "telegraphed").replace("settled", "decided")
    text = f"The river was high that summer. {passage} Nobody spoke of it. Cloth was sold there. {edited} So it was."
    (group,) = copies(text, lang="en")
    assert members((group,), text) == [[passage, edited]]


def test_a_copy_cut_short_is_one_repeat_of_what_is_left():
    cut = TELEGRAM[20:-15]
    text = WEATHER + TELEGRAM + MARKET + "\n" + cut + "\n" + SCHOOL
    (group,) = copies(text)
    (found,) = members((group,), text)
    assert [t.rstrip("。，") for t in found] == [cut, cut]


def test_sentences_in_another_order_are_one_repeat():
    first, second, third = (s + "。" for s in TELEGRAM.split("。")[:3])
    other = third + first + second
    text = WEATHER + TELEGRAM + MARKET + "\n" + other + "\n" + SCHOOL
    (group,) = copies(text)
    assert group.kind is RepeatKind.EDITED
    assert group.differs == ()
    assert members((group,), text) == [[TELEGRAM, other]]


def test_the_mark_of_a_note_is_no_number_and_makes_no_copy_fuller():
    (group,) = copies(
        WEATHER + TELEGRAM + MARKET, SCHOOL + TELEGRAM.replace("斯大林", "斯大林[12]").replace("但是", "然而")
    )
    assert group.differs == ()
    assert group.keep == 0


def test_another_number_is_told_where_sentences_stand_in_another_order():
    first, second, third = (s + "。" for s in TELEGRAM.split("。")[:3])
    (group,) = copies(
        WEATHER + TELEGRAM + MARKET + "\n" + third + first + second.replace("两国", "三国") + "\n" + SCHOOL
    )
    assert group.differs == (FlagKind.NUMBER,)


def test_three_copies_are_one_group():
    text = TELEGRAM + WEATHER + TELEGRAM + MARKET + TELEGRAM.replace("但是", "不过") + SCHOOL
    (group,) = copies(text)
    assert len(group.members) == 3


def test_a_sentence_that_stands_once_more_than_its_passage_is_a_group_of_its_own():
    sentence = TELEGRAM.split("。")[2] + "。"
    text = TELEGRAM + WEATHER + TELEGRAM + MARKET + sentence + SCHOOL
    large, small = copies(text)
    assert members((large,), text) == [[TELEGRAM, TELEGRAM]]
    assert members((small,), text) == [[sentence] * 3] or members((small,), text) == [[sentence] * 2]


def test_a_chapter_right_behind_itself():
    chapter = WEATHER + TELEGRAM + MARKET + SCHOOL
    text = "开头一句。\n" + chapter + "\n" + chapter + "\n" + "结尾另有一句。"
    (group,) = copies(text)
    assert members((group,), text) == [[chapter, chapter]]


def test_shorter_than_asked_for_is_no_repeat():
    short = "他第二天一早就渡过了鸭绿江。"
    text = WEATHER + short + MARKET + short + SCHOOL
    assert copies(text) == ()
    (group,) = copies(text, settings=DuplicateSettings(min_zh=10, retold=False))
    assert members((group,), text) == [[short, short]]


@pytest.mark.parametrize(
    "phrase",
    [
        "苏联部长会议主席约瑟夫·维萨里昂诺维奇·斯大林",
        "沈志华主编：《朝鲜战争：俄国档案馆的解密文件》上册，第123页",
    ],
)
def test_names_titles_and_references_are_no_repeats(phrase):
    text = f"{WEATHER}据说{phrase}已经知道了。{MARKET}第二天{phrase}又提到此事，{SCHOOL}"
    assert copies(text) == ()


def test_running_heads_and_page_numbers_are_furniture():
    pages = [f"朝鲜战争史稿\n{part}\n- {k} -\n" for k, part in enumerate(_pages(), start=1)]
    groups = copies("".join(pages))
    assert {g.kind for g in groups} == {RepeatKind.FURNITURE}
    assert sorted(len(g.members) for g in groups) == [4, 4]


def test_running_heads_do_not_cut_a_repeat():
    first, *rest = TELEGRAM.split("。", 1)
    broken = first + "。\n朝鲜战争史稿\n" + rest[0]
    filler = [part + "\n朝鲜战争史稿\n" for part in _pages()]
    text = "".join(filler[:2]) + TELEGRAM + "\n" + "".join(filler[2:]) + broken
    (group,) = [g for g in copies(text) if g.kind is not RepeatKind.FURNITURE]
    assert members((group,), text) == [[TELEGRAM, broken]]


def _pages() -> list[str]:
    """Four pages of which none repeats another."""
    rng = random.Random(5)
    characters = [chr(c) for c in range(0x4E00, 0x5800)]
    return ["。".join("".join(rng.choices(characters, k=20)) for _ in range(20)) + "。" for _ in range(4)]


@pytest.mark.parametrize("texts", [(), ("",), ("，。！",), ("短。", ""), ("没有重复的一句话。",)])
def test_texts_without_repeats(texts):
    assert copies(*texts) == ()


def test_two_matches_end_to_end_on_one_diagonal_do_not_send_the_search_back_again_and_again():
    before = (
        "e runtime is marked as finalizing: Py_IsFinalizing and sys.is_finalizing return true. At this point, only the "
        "finalization\n"
    )
    behind = (
        "nt thread if called while the interpreter is finalizing.\nPyEval_RestoreThread is a higher-level function wh"
    )
    assert copies(before + WEATHER + MARKET + SCHOOL + behind) == ()


def test_documents_do_not_run_into_each_other():
    half, other = TELEGRAM[:40], TELEGRAM[40:]
    assert all(m.span != Span(0, len(TELEGRAM)) for g in copies(half, other, TELEGRAM) for m in g.members)


@pytest.mark.parametrize("kind", KINDS)
def test_planted_repeats_are_found_to_the_character(kind):
    shared = shared_folder()
    if shared is None:
        pytest.skip("no development data: set ALIGNER_SHARED")
    sentences = clean_sentences(shared, "ud_pud.jsonl", "zh", "zh")[:400]
    planted = plant(sentences, "zh", kind, random.Random(3), count=3)
    found, told, wanted = span_f1(planted, copies(planted.text))
    assert 2 * found / (told + wanted) > 0.95


def test_the_chapter_among_the_seeds_is_one_repeat():
    shared = shared_folder()
    if shared is None:
        pytest.skip("no development data: set ALIGNER_SHARED")
    text = next((shared / "seeds").glob("002*.txt")).read_text(encoding="utf-8")
    (group,) = copies(text)
    first, second = (m.span for m in group.members)
    assert first.start < 40
    assert second.start - first.end < 5
    assert len(text) - second.end < 5


def test_a_setting_chooses_the_copy_to_keep():
    text = WEATHER + TELEGRAM[:60] + "\n" + MARKET + TELEGRAM + "\n" + SCHOOL
    (group,) = copies(text, settings=DuplicateSettings(keep="first", retold=False))
    assert group.keep == 0
    assert COPIES_ONLY.keep == "best"
    assert document(text).text == text
