"""Comparisons for the tests of reports: a realistic one, a large one, and any at all (hypothesis)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from hypothesis import strategies as st

from aligner.records import (
    Alignment,
    Bead,
    Comparison,
    DatedEvent,
    Document,
    DuplicateGroup,
    Event,
    Evidence,
    Flag,
    FlagKind,
    Lang,
    Message,
    Passage,
    Place,
    RepeatKind,
    Role,
    Sentence,
    Severity,
    Skipped,
    Span,
)

SIGNATURE = "aligner:0.1.0|encoder:test|mode:auto|settings:00000000|texts:11111111"
SAID = Message("report.lang.zh")  # any message of the catalogue without places


def document(
    name: str, lang: Lang, paragraphs: Sequence[Sequence[str]], roles: dict[int, Role] | None = None
) -> Document:
    """Paragraphs of sentences -> Document, English ones with a space between them."""
    text, sentences = "", []
    for p, paragraph in enumerate(paragraphs):
        for k, sentence in enumerate(paragraph):
            if k and lang == "en":
                text += " "
            role = (roles or {}).get(p, Role.BODY)
            sentences.append(Sentence(len(sentences), Span(len(text), len(text) + len(sentence)), p, role, lang))
            text += sentence
        text += "\n\n"
    return Document(name, lang, text, tuple(sentences))


def place(doc: Document, words: str, nth: int = 0) -> Place:
    """The nth occurrence of some words."""
    at = -1
    for _ in range(nth + 1):
        at = doc.text.index(words, at + 1)
    return Place(doc.name, Span(at, at + len(words)))


HARBOUR_ZH = document(
    "zh/港口纪事.txt",
    "zh",
    [
        ["旅顺港纪事"],
        [
            "一九五〇年一月三十日，大使把一封密电交给了港务局。",
            "电报只有四行，却用了三种密码。",
            "译电员花了整整一夜。",
        ],
        [
            "港务局局长陈润生读完电报，没有说话。",
            "他把纸折好，放进上衣口袋，然后走到窗前。",
            "港里停着三万五千吨的货轮，甲板上没有一个人。",
        ],
        [
            "五月十四日，莫斯科回电：“国际形势已经改变，同意他们的建议。”",
            "回电又说，最后的决定必须由双方共同作出。",
            "如果一方不同意，问题就应当重新讨论。",
        ],
        ["陈润生后来写道，他当时并不相信会打起来。", "他说：“谁也没有告诉我日期。”", "可是码头上的工人早就知道了。"],
        [
            "六月初，约四百节车皮从北方开来。",
            "押车的军官姓马，山东人，说话很慢。",
            "他要求三天之内卸完，局里答应了五天。",
            "结果用了四天半。",
        ],
        ["六月二十五日凌晨，收音机里传来消息。", "局里没有人去上班，大家都站在院子里听。"],
        [
            "十月二日，又一封电报到了，这一次是北京发出的。",
            "电报说，部队可能在十月中旬出动。",
            "陈润生把它锁进保险柜，再也没有拿出来。",
        ],
        ["五月十四日，莫斯科回电：“国际形势已经改变，同意他们的建议。”", "三十年以后，他的女儿在箱底找到了这张纸。"],
        ["〔注〕港务局档案，第十二卷。"],
    ],
    {0: Role.HEADING, 9: Role.NOTE},
)

HARBOUR_EN = document(
    "en/harbour-chronicle.txt",
    "en",
    [
        ["A Chronicle of Port Arthur"],
        [
            "On 30 January 1950 the ambassador handed a secret telegram to the harbour office.",
            "It ran to only four lines, yet it used three ciphers, and the clerk needed a whole night for it.",
        ],
        [
            "Chen Runsheng, who headed the office, read it and said nothing.",
            "He folded the paper, put it into his coat pocket and walked to the window.",
            "In the harbour lay a freighter of 53,000 tons, and nobody was on her deck.",
        ],
        [
            "On 16 May Moscow replied: “The international situation has changed; we agree to their proposal.”",
            "The final decision, the reply went on, must be taken by both sides together.",
            "Should one side disagree, the question was to be discussed anew.",
        ],
        [
            "Chen wrote later that he had believed it would come to fighting.",
            "“Nobody told me the date,” he said.",
        ],
        [
            "Early in June about four hundred wagons came down from the north.",
            "The officer in charge was called Ma;",
            "he came from Shandong and spoke slowly.",
            "He asked for the unloading to be done in three days, and the office promised five.",
            "It took four and a half.",
        ],
        [
            "In the small hours of 25 June the news came over the wireless.",
            "No one went to work; everybody stood in the yard and listened.",
            "A dog barked all morning.",
        ],
        [
            "On 2 October another telegram arrived, this time sent by Moscow.",
            "The troops, it said, would move in the middle of October.",
            "Chen locked it into the safe and never took it out again.",
        ],
        [
            "On 16 May Moscow replied: “The international situation has changed; we agree to their proposal.”",
            "Thirty years later his daughter found the sheet at the bottom of a trunk.",
        ],
    ],
    {0: Role.HEADING},
)

MEMOIR_EN = document(
    "en/a-clerk-remembers.txt",
    "en",
    [
        ["I was the night clerk in the cipher room that spring."],
        [
            "What I remember best is the wagons.",
            "They stood on every siding, and the dockers counted them aloud.",
            "We had known for weeks that something would happen.",
        ],
        [
            "The reply from Moscow came on 14 May.",
            "It spoke of a changed situation and of a proposal to which they now agreed.",
            "It also left a door open: both parties had to decide, and if they could not, all would begin again.",
        ],
        [
            "In January there had been another message, four lines long, in a mixture of codes.",
            "I sat over it until daylight.",
        ],
        ["My chief never spoke of it."],
    ],
)

_PARALLEL = [
    ((0,), (0,), 0.99), ((1,), (1,), 0.99), ((2, 3), (2,), 0.93), ((4,), (3,), 0.98), ((5,), (4,), 0.99),
    ((6,), (5,), 0.95), ((7,), (6,), 0.97), ((8,), (7,), 0.98), ((9,), (8,), 0.96), ((10,), (9,), 0.88),
    ((11,), (10,), 0.97), ((12,), (), 0.71), ((13,), (11,), 0.97), ((14,), (12, 13), 0.9), ((15,), (14,), 0.94),
    ((16,), (15,), 0.81), ((17,), (16,), 0.98), ((18,), (17,), 0.97), ((), (18,), 0.83), ((19,), (19,), 0.96),
    ((20,), (20,), 0.92), ((21,), (21,), 0.97), ((22,), (22,), 0.98), ((23,), (23,), 0.48),
]  # fmt: skip
PARALLEL = Message("align.why.parallel", (("share", "96%"),))
COMPARABLE = Message("align.why.comparable", (("share", "12%"),))
_FREE = [
    ((7, 8), (4, 5), 0.94, ("1950-05-14", "Moscow = 莫斯科")), ((9,), (6,), 0.72, ()), ((22,), (4, 5), 0.9, ()),
    ((1, 2), (7,), 0.77, ("1950-01",)), ((3,), (8,), 0.58, ()), ((12,), (3,), 0.44, ()), ((13,), (1, 2), 0.39, ()),
    ((4,), (9,), 0.31, ()),
]  # fmt: skip


@cache
def realistic() -> Comparison:
    """A translation with planted divergences, and a memoir that goes its own way, against one Chinese text."""
    zh, en, memoir = HARBOUR_ZH, HARBOUR_EN, MEMOIR_EN
    parallel = Alignment(zh, en, tuple(Bead(a, b, s) for a, b, s in _PARALLEL), "parallel", (), PARALLEL)
    free = Alignment(
        zh,
        memoir,
        tuple(Bead(a, b, s, False, r) for a, b, s, r in _FREE),
        "comparable",
        (Passage((0, 1), 0.9),),
        COMPARABLE,
    )

    def flag(
        kind: FlagKind,
        severity: Severity,
        confidence: float,
        a: Sequence[Place],
        b: Sequence[Place],
        read: tuple[str, str],
    ) -> Flag:
        return Flag(kind, severity, confidence, tuple(a), tuple(b), Evidence(*read), SAID)

    fourteenth, sixteenth = place(zh, "五月十四日"), place(en, "16 May")
    flags = (
        flag(FlagKind.DATE, Severity.MAJOR, 0.97, [fourteenth], [sixteenth], ("05-14", "05-16")),
        flag(
            FlagKind.NUMBER,
            Severity.CRITICAL,
            0.96,
            [place(zh, "三万五千吨")],
            [place(en, "53,000 tons")],
            ("35000", "53000"),
        ),
        flag(
            FlagKind.NEGATION, Severity.CRITICAL, 0.9, [place(zh, "并不相信")], [place(en, "had believed")], ("not", "")
        ),
        flag(
            FlagKind.AGENT,
            Severity.MAJOR,
            0.7,
            [place(zh, "北京发出")],
            [place(en, "sent by Moscow")],
            ("北京", "Moscow"),
        ),
        flag(FlagKind.MODALITY, Severity.MINOR, 0.6, [place(zh, "可能")], [place(en, "would move")], ("可能", "")),
        flag(FlagKind.OMISSION, Severity.MAJOR, 0.8, [place(zh, "可是码头上的工人早就知道了。")], [], ("", "")),
        flag(FlagKind.ADDITION, Severity.MINOR, 0.8, [], [place(en, "A dog barked all morning.")], ("", "")),
        flag(
            FlagKind.DATE,
            Severity.MAJOR,
            0.9,
            [place(zh, "五月十四日", 1)],
            [place(en, "16 May", 1)],
            ("05-14", "05-16"),
        ),
    )
    reply = "五月十四日，莫斯科回电：“国际形势已经改变，同意他们的建议。”"
    duplicates = (
        DuplicateGroup(RepeatKind.EXACT, 1.0, (place(zh, reply), place(zh, reply, 1)), 0, SAID),
        DuplicateGroup(
            RepeatKind.RETOLD,
            0.81,
            (place(en, "On 16 May Moscow replied"), place(memoir, "The reply from Moscow came on 14 May.")),
            1,
            SAID,
            (FlagKind.DATE,),
        ),
    )
    events = (
        Event(
            (
                place(zh, reply),
                place(en, "On 16 May Moscow replied"),
                place(memoir, "The reply from Moscow came on 14 May."),
            ),
            0.9,
        ),
        Event((place(zh, "一九五〇年一月三十日"), place(en, "On 30 January 1950"), place(memoir, "In January")), 0.8),
    )
    timeline = (
        _dated("1950-01", memoir, "In January", 1),
        _dated("1950-01-30", zh, "一九五〇年一月三十日", 1),
        _dated("1950-01-30", en, "30 January 1950", 1),
        _dated("1950-05-14", zh, "五月十四日", 0),
        _dated("1950-05-14", memoir, "14 May", 0),
        _dated("1950-05-16", en, "16 May", 0),
        _dated("1950-06-25", zh, "六月二十五日", None),
        _dated("1950-06-25", en, "25 June", None),
        _dated("1950-10-02", zh, "十月二日", None),
    )
    return Comparison(
        (zh, en, memoir),
        (parallel, free),
        flags,
        duplicates,
        SIGNATURE,
        events,
        timeline,
        (Skipped("en/scan.pdf", SAID),),
    )


def _dated(date: str, doc: Document, words: str, event: int | None) -> DatedEvent:
    mention = place(doc, words)
    sentence = next(s for s in doc.sentences if s.span.start <= mention.span.start < s.span.end)
    return DatedEvent(date, Place(doc.name, sentence.span), mention, event)


def pair_only() -> Comparison:
    """The translation of `realistic` alone."""
    whole = realistic()
    names = {HARBOUR_ZH.name, HARBOUR_EN.name}
    return Comparison(
        (HARBOUR_ZH, HARBOUR_EN),
        whole.alignments[:1],
        whole.flags,
        tuple(g for g in whole.duplicates if {m.document for m in g.members} <= names),
        SIGNATURE,
    )


def from_lines(zh: Sequence[str], en: Sequence[str], beads: Sequence[Bead], **found: tuple[Flag, ...]) -> Comparison:
    """One pair, one paragraph a sentence."""
    a, b = document("a.zh.txt", "zh", [[s] for s in zh]), document("b.en.txt", "en", [[s] for s in en])
    return Comparison((a, b), (Alignment(a, b, tuple(beads), "parallel"),), found.get("flags", ()), (), SIGNATURE)


@cache
def astral() -> Comparison:
    """Characters that JavaScript counts as two stand before what is flagged."""
    zh, en = "𠮷𠮷村，十四日发电。", "👩‍🚀 On the 16th 𝄞 it was sent."
    a, b = Place("a.zh.txt", Span(4, 7)), Place("b.en.txt", Span(en.index("the"), en.index("the") + 8))
    read = Evidence("14", "16")
    flag = Flag(FlagKind.DATE, Severity.MAJOR, 0.9, (a,), (b,), read, SAID)
    return from_lines([zh], [en], [Bead((0,), (0,), 0.9)], flags=(flag,))


@cache
def large(size: int = 20_000, seed: int = 1) -> Comparison:
    """About `size` sentences a side: 1-1 mostly, some 2-1, 1-2, unlinked, 200 flags, 50 moved links."""
    rng = random.Random(seed)
    characters = "山河大地人民电报火车港口军官码头消息早晨夜里城市历史记忆"
    words = [
        "the",
        "river",
        "port",
        "a",
        "telegram",
        "came",
        "officer",
        "city",
        "history",
        "and",
        "night",
        "train",
        "of",
    ]
    zh_said: list[str] = []
    en_said: list[str] = []
    beads = []
    while len(zh_said) < size:
        shape = rng.choices([(1, 1), (2, 1), (1, 2), (1, 0), (0, 1)], [85, 5, 5, 3, 2])[0]
        zh = tuple(range(len(zh_said), len(zh_said) + shape[0]))
        en = tuple(range(len(en_said), len(en_said) + shape[1]))
        zh_said += ["".join(rng.choices(characters, k=rng.randint(8, 60))) + f"{i}。" for i in zh]
        en_said += [" ".join(rng.choices(words, k=rng.randint(5, 40))).capitalize() + f" {i}." for i in en]
        beads.append(Bead(zh, en, round(rng.betavariate(6, 1), 4), moved=rng.random() < 0.002))
    zh_doc = document("zh/长篇.txt", "zh", [zh_said[i : i + 5] for i in range(0, len(zh_said), 5)])
    en_doc = document("en/long.txt", "en", [en_said[i : i + 5] for i in range(0, len(en_said), 5)])
    linked = [b for b in beads if b.zh and b.en]
    flags = tuple(
        Flag(
            rng.choice(list(FlagKind)),
            rng.choice([Severity.MINOR, Severity.MAJOR, Severity.CRITICAL]),
            0.8,
            (Place(zh_doc.name, Span(zh_doc.sentences[b.zh[0]].span.start, zh_doc.sentences[b.zh[0]].span.start + 4)),),
            (Place(en_doc.name, Span(en_doc.sentences[b.en[0]].span.start, en_doc.sentences[b.en[0]].span.start + 6)),),
            Evidence("1", "2"),
            SAID,
        )
        for b in rng.sample(linked, 200)
    )
    return Comparison((zh_doc, en_doc), (Alignment(zh_doc, en_doc, tuple(beads), "parallel"),), flags, (), SIGNATURE)


# -- any comparison at all ------------------------------------------------------------------------------------------

# What breaks writers: markup, controls, quotes at the start of a cell, wide and astral characters, line separators.
AWKWARD = st.sampled_from(
    ["<script>alert(1)</script>", "</script>", "&amp;", "]]>", "\x00", "\u2028", "\ufffe", "𠮷", "👩‍🚀", '"', "'",
     "=1+1", "\t", "\n", "\r", "\\n", "<!--", "{{ x }}", "中文", "a b", "_x0041_", "é", " "]
)  # fmt: skip
STRANGE = st.lists(st.one_of(AWKWARD, st.text(max_size=4)), max_size=4).map("".join)
PLAIN = st.text(st.sampled_from("abc 中文电报。.,«»\"'<&"), min_size=1, max_size=12)


@st.composite
def documents(draw: st.DrawFn, name: str, lang: Lang, words: st.SearchStrategy[str]) -> Document:
    return document(name, lang, draw(st.lists(st.lists(words, min_size=1, max_size=3), min_size=1, max_size=4)))


@st.composite
def comparisons(draw: st.DrawFn, *, pairs: int = 2, words: st.SearchStrategy[str] = STRANGE) -> Comparison:
    """`pairs` pairs of one Chinese document with several English ones, beads crossing and overlapping freely."""
    zh = draw(documents("zh.txt", "zh", words))
    others = [draw(documents(f"en{i}.txt", "en", words)) for i in range(draw(st.integers(1, pairs)))]
    docs = (zh, *others)
    alignments = tuple(draw(_alignments(zh, en)) for en in others)
    flags = tuple(draw(st.lists(_flags(zh, others[0], words), max_size=4)))
    members = st.lists(_places(docs), min_size=2, max_size=3)
    groups = st.builds(
        lambda kind, similarity, places: DuplicateGroup(kind, similarity, tuple(places), 0, SAID),
        st.sampled_from(RepeatKind),
        st.floats(0, 1),
        members,
    )
    events = st.builds(lambda places, score: Event(tuple(places), score), members, st.floats(0, 1))
    return Comparison(
        docs,
        alignments,
        flags,
        tuple(draw(st.lists(groups, max_size=2))),
        SIGNATURE,
        tuple(draw(st.lists(events, max_size=2))),
    )


@st.composite
def _alignments(draw: st.DrawFn, zh: Document, en: Document) -> Alignment:
    def side(doc: Document) -> st.SearchStrategy[tuple[int, ...]]:
        return st.sets(st.integers(0, len(doc.sentences) - 1), max_size=3).map(lambda s: tuple(sorted(s)))

    sides = st.tuples(side(zh), side(en)).filter(lambda ab: bool(ab[0] or ab[1]))
    built = st.builds(lambda ab, score, moved: Bead(*ab, score, moved), sides, st.floats(0, 1), st.booleans())
    beads = tuple(draw(st.lists(built, max_size=6, unique_by=lambda b: (b.zh, b.en))))
    mode = draw(st.sampled_from(["parallel", "comparable"]))
    passages = (Passage((0,), 0.5),) if beads and beads[0].linked else ()
    return Alignment(zh, en, beads, mode, passages, Message("align.why.parallel", (("share", draw(STRANGE)),)))


@st.composite
def _places(draw: st.DrawFn, docs: Sequence[Document]) -> Place:
    doc = draw(st.sampled_from(list(docs)))
    a, b = sorted((draw(st.integers(0, len(doc.text))), draw(st.integers(0, len(doc.text)))))
    return Place(doc.name, Span(a, b))


@st.composite
def _flags(draw: st.DrawFn, zh: Document, en: Document, words: st.SearchStrategy[str]) -> Flag:
    return Flag(
        draw(st.sampled_from(FlagKind)),
        draw(st.sampled_from(Severity)),
        draw(st.floats(0, 1)),
        tuple(draw(st.lists(_places([zh]), max_size=2))),
        tuple(draw(st.lists(_places([en]), max_size=2))),
        Evidence(draw(words), draw(words)),
        SAID,
    )
