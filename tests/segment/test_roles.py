"""Roles that layout and words show, in texts without markup."""

import pytest

from aligner.read import Hint, SourceText
from aligner.records import Role, Span
from aligner.segment import segment
from aligner.segment.paragraphs import find_paragraphs

BODY_EN = "The war began in June of that year, and the road to the south was open to the army that came down it."
BODY_ZH = "战争在那年六月开始，南下的道路已经敞开，军队沿着这条道路开了下来，没有遇到像样的抵抗。"


def roles(*paragraphs, lang=None):
    document = segment(SourceText("a", "\n\n".join(paragraphs), lang=lang))
    by_paragraph = {s.paragraph: str(s.role) for s in document.sentences}
    assert len(by_paragraph) == len(paragraphs)
    return [by_paragraph[i] for i in range(len(paragraphs))]


@pytest.mark.parametrize(
    "line",
    [
        "The Political Context in 1950",
        "——Soviet Strategic Goals in the Far East",
        "Concluding Remarks",
        "Chapter 3 The War",
        "CHAPTER II",
        "1.2 Pulsed Radars",
        "IV. The Road to War",
        "第三章 战争",
        "一、战争的起源",
        "（二）斯大林的决定",
        "结语",
        "斯大林为何同意发动战争：失去东北，着眼朝鲜",
    ],
)
def test_headings(line):
    body = BODY_EN if line.isascii() or "——S" in line else BODY_ZH
    assert roles(body, line, body, body) == ["body", "heading", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "He came.",
        "“Where are you going?”",
        "and so on to the end of it",
        "It said that the four reasons were these:",
        "一、如战事表明的那样,美国没有做好准备;",
        "“你来了”",
        "他来了。",
    ],
)
def test_no_headings(line):
    body = BODY_EN if line.isascii() or "Where" in line else BODY_ZH
    assert roles(body, line, body, body)[1] == "body"


@pytest.mark.parametrize(
    "sentence", ["双方未提出异议的，本合同续展一年。[1]", "It was renewed for a year.[2]", "他没有回来。①"]
)
def test_a_sentence_that_ends_with_a_note_reference_is_no_heading(sentence):
    body = BODY_ZH if sentence[0] > "z" else BODY_EN
    assert roles(body, sentence, body, body) == ["body"] * 4


def test_verse_is_no_row_of_headings():
    verse = ["床前明月光", "疑是地上霜", "举头望明月", "低头思故乡"]
    assert roles(*verse, BODY_ZH) == ["body"] * 5


def test_notes_at_the_end():
    notes = [f"[{n}] Goncharov et al., Uncertain Partners, p. {n}." for n in range(1, 5)]
    text = [
        BODY_EN[:-1] + ".[1] And so on.[2]",
        "-" * 40,
        *notes[:2],
        "A paragraph that continues the second note.",
        *notes[2:],
    ]
    assert roles(*text) == ["body", "boilerplate", "note", "note", "note", "note", "note"]


def test_notes_at_the_foot_of_a_page():
    text = [BODY_EN + "[1]", BODY_EN, "[1] A note.", BODY_EN + "[2]", "[2] Another note.", BODY_EN]
    assert roles(*text) == ["body", "body", "note", "body", "note", "body"]


def test_circled_numbers_are_notes_only_where_the_text_refers_to_them():
    assert roles(BODY_ZH + "①", BODY_ZH, "①《毛泽东文集》第1页。") == ["body", "body", "note"]
    assert roles(BODY_ZH, "①第一件事情是要做好准备工作。", "②第二件事情是要派出军队。")[1:] == ["body", "body"]


@pytest.mark.parametrize("title", ["Notes", "References", "注释", "参考文献：", "[注释]"])
def test_notes_under_a_heading(title):
    body = BODY_EN if title.isascii() and title[0] != "[" else BODY_ZH
    assert roles(body, body, title, "1. 沈志华，第1页。", "2. Ibid.", lang="zh")[2:] == ["note"] * 3


def test_plain_numbers_after_a_rule_are_notes():
    assert roles(BODY_EN, BODY_EN, "* * *", "1 Ibid., p. 3.", "2 See above.")[2:] == ["boilerplate", "note", "note"]


def test_the_site_s_list_after_the_rights_is_furniture():
    text = [
        BODY_EN * 5,
        BODY_EN * 5,
        "免责声明：本文仅用于学习。",
        "集体行动与社会学",
        "原载《社会学研究》2006年。" + BODY_ZH,
    ]
    assert roles(*text) == ["body", "body", "boilerplate", "boilerplate", "boilerplate"]


def test_a_foreign_paragraph_in_the_middle_is_not_furniture():
    assert roles(BODY_EN, BODY_ZH, BODY_EN) == ["body", "body", "body"]


@pytest.mark.parametrize(
    ("before", "quoted"),
    [
        (
            "The Politburo then instructed Shtykov to read its decision verbatim to Kim:",
            "Since at present we have no choice.",
        ),
        (
            "It could lead to war. The Politburo concluded that",
            "the struggle demands a concentration of maximum effort.[18]",
        ),
        ("In Kim’s own words,", "The people of South Korea trust me and rely on our armed might."),
        ("Vyshinsky sent the following telegram to Mao:", "In his conversation, Filippov expressed the opinion.[77]"),
        ("毛泽东交给了罗申另一封回电，电报说：", "1950年10月1日来电收悉。我们原先曾打算派几个师。"),
    ],
)
def test_block_quotations(before, quoted):
    body = BODY_EN if before.isascii() or "Kim" in before else BODY_ZH
    assert roles(body, before, quoted, body, body) == ["body", "body", "quote", "body", "body"]


def test_a_telegram_of_several_paragraphs():
    text = [
        *[BODY_ZH] * 4,
        "他起草了另一封回电，电报说：",
        "来电收悉。我们原先曾打算派几个师。",
        "第二，最大的可能是公开冲突。",
        "如果您同意，我们准备派人前往。",
        BODY_ZH,
    ]
    assert roles(*text) == ["body"] * 5 + ["quote"] * 3 + ["body"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("There were four reasons for the decision that he told them:", "First, the army was not ready for it."),
        ("他说：", "“你来了。”"),
        ("The list of the items that were sent:", "100 tanks and 100 planes of different kinds were sent."),
    ],
)
def test_no_block_quotations(before, after):
    body = BODY_EN if before.isascii() else BODY_ZH
    assert roles(body, before, after, body)[2] == "body"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Figure 1.2. U. S. Navy over-the-horizon radar.", "caption"),
        ("Table 3: Losses of both sides", "caption"),
        ("Figure 1.7 shows a simplified diagram of the radar that was used there.", "body"),
        ("图1.1 雷达系统频带", "caption"),
        ("图1显示了雷达的频带，其中最重要的是第二个。", "body"),
        ("* * *", "boilerplate"),
        ("Copyright © 2006 The Press", "boilerplate"),
        ("上一篇：某文章", "boilerplate"),
    ],
)
def test_captions_and_furniture(line, role):
    body = BODY_EN if line.isascii() or "©" in line else BODY_ZH
    assert roles(body, line, body)[1] == role


@pytest.mark.parametrize(
    "line", ["作者：沈志华", "原载《社会学研究》2006年第1期", "By Shen Zhihua", "关键词：战争；起源"]
)
def test_front_matter(line):
    body = BODY_EN if line.isascii() else BODY_ZH
    assert roles("The War" if line.isascii() else "战争", line, body, body) == [
        "heading",
        "front-matter",
        "body",
        "body",
    ]


def test_marks():
    text = "He shifted.[EAM1] He waited.[12] He said so.² It was 5 m². 他同意①，但是〔3〕没有。"
    document = segment(SourceText("a", text))
    assert [(document.slice(m.span), str(m.kind)) for m in document.marks] == [
        ("[EAM1]", "editor"),
        ("[12]", "note-reference"),
        ("²", "note-reference"),
        ("①", "note-reference"),
        ("〔3〕", "note-reference"),
    ]


def test_paragraphs_of_a_text_without_any():
    assert find_paragraphs(SourceText("a", " \n \n")) == []
    assert segment(SourceText("a", "")).sentences == ()


def test_words_divided_at_the_end_of_a_line():
    text = (
        "The mili-\n  tary aid was well-\nknown, since a well-known man\nhad written of every-\r\nthing that he knew."
    )
    document = segment(SourceText("a", text, hints=(Hint(Span(0, len(text))),)))
    assert document.matching_texts == (
        "The military aid was well- known, since a well-known man had written of everything that he knew.",
    )


def test_matching_text_closes_line_breaks():
    text = "战争在六月的一个星期日开始，首都没有\n　　人相信。Kim\nIl Sung说：打。\n\nHe came\r\n  and saw it."
    document = segment(SourceText("a", text, hints=(Hint(Span(0, 42)), Hint(Span(42, len(text))))))
    assert document.matching_texts == (
        "战争在六月的一个星期日开始，首都没有人相信。",
        "Kim Il Sung说：打。",
        "He came and saw it.",
    )


@pytest.mark.parametrize(
    ("reference", "label"),
    [
        ("①", "① "),
        ("㉑", "㉑"),
        ("（注1）", "（注1）"),
        ("（注1）", "注1："),
        ("〔3〕", "〔3〕"),
        ("³", "3 "),
    ],
)
def test_notes_below_a_chapter(reference: str, label: str) -> None:
    """A note belongs below the sentence that refers to it, and its number stays with that sentence."""
    told = f"5月14日，莫斯科发来电报。{reference}会议又开了一夜，没有结果。"
    note = f"{label}《文稿》第1册，中央文献出版社1987年版，第310页。"
    document = segment(SourceText("a", f"{told}\n\n{note}\n\n10月2日，中央书记处再次开会，讨论出兵的问题。", "zh"))
    found = [(document.sentence_text(s.index), s.role) for s in document.sentences]
    assert found[0] == (f"5月14日，莫斯科发来电报。{reference}", Role.BODY)
    assert [role for text, role in found if "文稿" in text] == [Role.NOTE]
    assert [role for text, role in found if "文稿" not in text] == [Role.BODY] * 3


def test_a_list_that_the_text_comes_back_to_is_no_note() -> None:
    text = "他提出三个办法。\n\n① 与苏联签订新约，取代旧约。\n\n② 维持旧约，另作声明。\n\n毛泽东主张①，别人同意。"
    document = segment(SourceText("a", text, "zh"))
    assert not [s for s in document.sentences if s.role is Role.NOTE]


def test_a_warning_is_no_note() -> None:
    document = segment(SourceText("a", "注意：敌人还在前进。\n\n注定要失败的是他们。", "zh"))
    assert not [s for s in document.sentences if s.role is Role.NOTE]


SCAN = """    When the corps was called out on the afternoon of the 28th, I was a clerk of twenty-two in a bank.
We were told that the Mayor had accepted the terms and that there would be no fighting; an old professor stood

                    {first}

weeping at the gate beside me, and said that not one book could be replaced. The firing went on until dawn.

    It lasted for thirty-three days. In February more men came in on the left, though the capital pretended

                    {second}

otherwise, and the losses were heavy. In May the armistice was signed.
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("112", "113"),
        ("- 112 -", "- 113 -"),
        ("112\n\n  SHANGHAI 1932", "113\n\n  A VOLUNTEER"),
        ("112   SHANGHAI", "LIFE   113"),
    ],
)
def test_page_numbers_and_heads_within_a_sentence_are_furniture(first, second):
    document = segment(SourceText("scan.txt", SCAN.format(first=first, second=second)))
    aside = {document.sentence_text(s.index) for s in document.sentences if s.role is Role.BOILERPLATE}
    assert aside == {line.strip() for line in f"{first}\n{second}".split("\n") if line.strip()}


def test_pages_that_end_with_a_sentence_count_on_from_the_others():
    text = (
        SCAN.format(first="112\n\nSHANGHAI 1932", second="113")
        + "\n114\n\nSHANGHAI 1932\n\nSo it ended, and the bank\nopened.\n"
    )
    document = segment(SourceText("scan.txt", text))
    kept = [document.sentence_text(i) for i in document.aligned]
    assert not [line for line in kept if "SHANGHAI" in line or line.isdigit()]


def test_a_page_number_in_a_chinese_scan_is_furniture():
    text = "是年冬天部队奉调到上海驻防，军长令各师各团在闸北\n\n· 37 ·\n\n一带构筑工事，准备迎击来敌，当夜果然有枪声。"
    document = segment(SourceText("scan.txt", text))
    assert [s.role for s in document.sentences] == [Role.BODY, Role.BOILERPLATE, Role.BODY]


@pytest.mark.parametrize(
    "text",
    [
        "1\n\nThe first chapter begins here, and it is long enough.\n\n2\n\nThe second one begins here.\n",
        "第一章的正文在这里，写得够长了。\n\n2\n\n第二章的正文在这里，也写得够长了。\n",
    ],
)
def test_numbers_of_chapters_are_no_pages(text):
    assert Role.BOILERPLATE not in {s.role for s in segment(SourceText("a.txt", text)).sentences}
