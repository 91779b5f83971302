"""Who is missing, who is added, who is exchanged for whom.

Every English name is looked for in the Chinese, and every Chinese name must be accounted for by one of those found. A
name left over on both sides is an exchange; a name left over on one side only is a flag where it is a well-known one,
since translators name what the other text only points at ("he", "the city").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

import numpy as np
from rapidfuzz import fuzz

from aligner.compare.check import Context, Pair
from aligner.compare.flags import flag
from aligner.compare.namesakes import namesake
from aligner.compare.words import WordTable, word_table
from aligner.recognise.dates import dates
from aligner.recognise.hanzi import DOTS, simplified
from aligner.recognise.latin import plain
from aligner.recognise.mentions import NameMention
from aligner.recognise.names import names
from aligner.recognise.names_en import bare, known_kind, ordinary, parts
from aligner.recognise.names_gazetteer import gazetteer, table_rows
from aligner.recognise.names_native import spellings
from aligner.recognise.names_rendering import rendering, same_name, whole_rendering, word_rendering
from aligner.records import Evidence, Flag, FlagKind, Severity, Span

# A rendering less sure than this is none.
FOUND = 0.5
# A word whose vector is this near to one on the other side is rendered by it: Beijing is .95 from 北京, .13 from 上海.
# Sweep on the even rows of the development pairs, found and false alarms: .42: .913, 2.8 %; .48: .923, 3.0 %; .54:
# .930, 3.2 %; .66: .930, 3.7 %. Again when the encoder changes: with the one before, .42 had .930 and 3.3 %.
NEAR = 0.54
# Forms that point rather than name: translators put 我国 and China, 国家 and Chinese for one another.
_POINTING = frozenset(
    ("China", "Chinese", "Mandarin", "English", "国内", "我国", "全国", "中国", "中國", "中方", "中华", "中華", "华夏")
)
# Kinds whose names are flagged even where the other side has no name to exchange them for.
_ALONE = frozenset({"person", "place", "state"})
# Adjectives of states (American, Soviet), which English needs where the Chinese says 海空军 or 北方.
_BELONGS = re.compile("(?:an|ese|ish|ic|i|ch|tch|iss|Greek|Soviet|Arab|Turk)s?$")
# Last characters of names that English may well render by ordinary or abbreviated words: 司法部, 双子座, 圣诞树.
_DESCRIBED = frozenset("部会行报座街树式团党院局国州市县省毒炎")


def check_names(pair: Pair, context: Context) -> Iterator[Flag]:
    """Names of one side without their counterpart on the other."""
    # 光绪三十一年 names a year
    years = [date.span for date in context.read(dates, pair.zh)]
    found = (m for m in context.read(names, pair.zh) if m.text not in _POINTING)
    zh_names = [m for m in found if not any(m.span.overlaps(year) for year in years)]
    en_names = context.read(names, pair.en)
    if not zh_names and not en_names:
        return
    table = word_table(pair, context)
    alone = context.mode == "parallel"  # an account need not name whom the other names
    taken: list[Span] = []
    lost_en = [lost for m in en_names for lost in _lost(m, pair, zh_names, table, taken)]
    lost_zh = _unaccounted(zh_names, pair, table, taken)
    for one, other in [(one, other) for other in lost_en for one in lost_zh if _perhaps_same(one, other)]:
        if one in lost_zh and other in lost_en:
            lost_zh.remove(one)
            lost_en.remove(other)
    for m in en_names:
        zh_span = namesake(m, zh_names, pair)
        if zh_span is not None:
            lost_en = [lost for lost in lost_en if not lost.span.overlaps(m.span)]
            evidence = Evidence(pair.zh.text[zh_span.start : zh_span.end], m.text)
            yield flag(pair, FlagKind.NAME, Severity.MAJOR, 0.8, zh_span, m.span, evidence, "compare.name.exchanged")
    for en in lost_en:
        zh = next((m for m in lost_zh if _alike(m, en)), None)
        if zh is not None:
            lost_zh.remove(zh)
            evidence = Evidence(zh.text, en.text)
            yield flag(pair, FlagKind.NAME, Severity.MAJOR, 0.8, zh.span, en.span, evidence, "compare.name.exchanged")
        elif (
            alone
            and len(en.text) > 2
            and (en.kind in _ALONE or (_well_known(en.text) and not ordinary(en.text)))
            and not _said_near(en, pair)
        ):
            evidence = Evidence("", en.text)
            implied = en.kind == "state" and _BELONGS.search(en.text) is not None
            severity, sure = (Severity.MINOR, 0.3) if implied else (Severity.MAJOR, 0.6 if en.kind in _ALONE else 0.45)
            yield flag(pair, FlagKind.NAME, severity, sure, None, en.span, evidence, "compare.name.added")
    for zh in lost_zh if alone else ():
        if _told_near(zh, pair):
            continue
        if zh.kind in _ALONE or (zh.sure and not zh.kind and len(zh.text) > 2 and zh.text[-1] not in _DESCRIBED):
            evidence = Evidence(zh.text, "")
            # a state is often said for the reader's sake: 美国国家气象局, the National Weather Service
            severity, sure = (Severity.MINOR, 0.3) if zh.kind == "state" else (Severity.MAJOR, 0.5 if zh.kind else 0.4)
            yield flag(pair, FlagKind.NAME, severity, sure, zh.span, None, evidence, "compare.name.missing")


def told_names(pair: Pair, context: Context) -> Iterator[tuple[Span, Span]]:
    """Where both sides give the same name: each English name, or word of one, with its rendering."""
    for m in context.read(names, pair.en):
        for word in (m.text, *parts(m.text)):
            found = whole_rendering(word, pair.zh.text) if word == m.text else word_rendering(word, pair.zh.text)
            if found is not None and found.score >= FOUND:
                at = pair.en.text.index(word, m.span.start)
                yield found.span, Span(at, at + len(word))


def _said_near(en: NameMention, pair: Pair) -> bool:
    """Whether a neighbouring Chinese sentence holds the name, or this one the state that a capital stands for."""
    stands_for = _metonyms().get(plain(en.text), ())
    if any(zh in simplified(pair.zh.text) for zh in stands_for):
        return True
    found = rendering(en.text, pair.near_zh) if pair.near_zh else None
    return found is not None and found.score >= FOUND


def _told_near(zh: NameMention, pair: Pair) -> bool:
    """Whether a neighbouring English sentence holds the name, or this one the capital that stands for it."""
    text = simplified(zh.text)
    words = _runs_of_words(pair.en.text)
    if any(text in states and capital in words for capital, states in _metonyms().items()):
        return True
    if not pair.near_en:
        return False
    if not _runs_of_words(pair.near_en).isdisjoint(_english_forms(text)):
        return True
    return any(same_name(zh.text, m.text) >= FOUND for m in names(pair.near_en, "en"))


@cache
def _metonyms() -> dict[str, tuple[str, ...]]:
    """Capital, plain letters -> Chinese names of the state or government it stands for."""
    return {plain(capital): tuple(states.split("|")) for capital, states in table_rows("names_metonyms.tsv")}


def _part_of_another(token: Span, column: int, called: Sequence[NameMention], table: WordTable) -> bool:
    """Whether a token near an English name is but a character of a Chinese name that is not: the 州 of 湖州 is near
    Hangzhou, the 江 of 浙江 near Jiangsu.
    """
    name = next((m for m in called if m.span.start <= token.start and token.end <= m.span.end), None)
    if name is None or len(name.span) <= len(token) or not _spelled_native(name):
        return False
    return bool(min(table.similarity[i, column] for i in table.zh.within(name.span)) <= NEAR)


# What Chinese places and schools are called after their names.
_CALLED = re.compile("(?:大学|学院|中学|省|市|县|区|镇|乡|村|[大小]?[街路巷])$")


def _spelled_native(zh: NameMention) -> bool:
    """Whether a name is known to be spelled as it is read, in two or three syllables: 湖州, 浙江大学; not 东印度公司.

    Others are translated part by part, or transcribed.
    """
    text = _CALLED.sub("", simplified(zh.text)) or simplified(zh.text)
    known = gazetteer().english.get(text, set())
    return zh.sure and 2 <= len(text) <= 3 and not known.isdisjoint(_as_read(text))


def _lost(
    m: NameMention, pair: Pair, called: Sequence[NameMention], table: WordTable, taken: list[Span]
) -> Iterator[NameMention]:
    """The words of an English name that the Chinese does not render; spans of those it does are added to `taken`."""
    whole = whole_rendering(m.text, pair.zh.text)
    if whole is not None:
        taken.append(whole.span)
        if whole.how == "spelled" or plain(m.text) in gazetteer().chinese or whole.how == "copied":
            return
    words = [] if m.text in _POINTING else parts(m.text)
    lost = []
    for word in words:
        at = pair.en.text.index(word, m.span.start)
        span = Span(at, at + len(word))
        found = word_rendering(word, pair.zh.text)
        near = [
            i
            for j in table.en.within(span)
            for i in np.flatnonzero(table.similarity[:, j] > NEAR).tolist()
            if not _part_of_another(table.zh[i].span, j, called, table)
        ]
        if found is not None and found.score >= FOUND:
            taken.append(found.span)
        elif near:
            taken += [table.zh[i].span for i in near]
        else:
            lost.append(NameMention(span, word, "en", known_kind(word) or ""))
    if len(lost) == len(words):
        if m.kind or any(_telling(word) for word in words):
            yield m
    else:
        # one word of several: Joe of Joe Biden is rightly left out where the Chinese has 拜登 only
        kept = (word for word in lost if not ordinary(word.text))
        yield from (word for word in kept if word.kind in _ALONE or _telling(word.text))


def _well_known(name: str) -> bool:
    """A name of the dictionary with a Chinese form of two characters or more."""
    return any(zh in gazetteer().naming for zh in gazetteer().chinese.get(plain(name), ()))


def _telling(word: str) -> bool:
    """Abbreviations (ATF) and initials may stand for anything; ordinary words are translated, not transcribed."""
    return len(word) > 2 and not word.isupper() and not ordinary(word)


def _unaccounted(
    zh_names: Sequence[NameMention], pair: Pair, table: WordTable, taken: Sequence[Span]
) -> list[NameMention]:
    """Chinese names that no English name, and no English words, render."""
    left = [m for m in zh_names if not any(span.overlaps(m.span) for span in taken)]
    if not left:
        return []
    english = _runs_of_words(pair.en.text)
    best = table.best_zh()
    return [
        m
        for m in left
        if not _glossed(m, pair)
        and english.isdisjoint(_english_forms(simplified(m.text)))
        and max((best[i] for i in _telling_tokens(m, table)), default=0.0) < NEAR
    ]


def _telling_tokens(zh: NameMention, table: WordTable) -> range:
    """The tokens by which a Chinese name is told from others: not the 大学 of 浙江大学, the 州 of 湖州."""
    within = table.zh.within(zh.span)
    return within[: max(1, len(within) - 1)] if _spelled_native(zh) else within


# 鲍里斯·约翰逊 (Boris Johnson): the original beside the name.
_ORIGINAL = re.compile(rf"(?:[{DOTS}-][\u4e00-\u9fff]+)*[{DOTS}]?\s*[（(]([A-Za-zÀ-ɏ][^（()）]*)[）)]")


def _glossed(zh: NameMention, pair: Pair) -> bool:
    """Whether the Chinese gives the original spelling of a name that is not known otherwise, and the English has it."""
    original = _ORIGINAL.match(pair.zh.text, zh.span.end)
    if original is None or gazetteer().english.get(simplified(zh.text)):
        return False
    return plain(original[1]) in _runs_of_words(pair.en.text)


def _english_forms(zh: str) -> set[str]:
    forms = gazetteer().english.get(zh, set()) | _as_read(zh[:4])
    if len(zh) > 1 and zh[-1] in "氏家":  # 范氏: the Fans
        forms |= {form + plural for form in _english_forms(zh[:-1]) for plural in ("", "s")}
    return forms


def _as_read(zh: str) -> set[str]:
    """A name in pinyin, by all readings of its characters."""
    return {"".join(s) for s in product(*(spellings(c, "pinyin") for c in zh))}


def _runs_of_words(text: str) -> set[str]:
    """Plain letters of all runs of one to five words: "North Korea" -> north, korea, northkorea."""
    words = [plain(bare(w)) for w in re.split(r"[\s–—-]+|[^\w'’.]+", text)]
    return {"".join(words[i : i + n]) for i in range(len(words)) for n in range(1, 6)}


def _alike(zh: NameMention, en: NameMention) -> bool:
    """Whether one may be exchanged for the other: a person is not for a state, and London stands for 英国."""
    places = {"state", "place"}
    if zh.kind and en.kind and zh.kind != en.kind and not {zh.kind, en.kind} <= places:
        return False
    return not _stands_for(en, zh)


# Two names that are left over on both sides are the same where they are spelled nearly so (腓尼基, Phoenicia and
# Phoenician; rapidfuzz ratio, 0 to 100) or, if the Chinese is not known, sound nearly so: .41 for 墨菲, Murphy.
SPELLED, SOUNDING = 75.0, 0.3


def _perhaps_same(zh: NameMention, en: NameMention) -> bool:
    letters = plain(en.text)
    forms = gazetteer().english.get(simplified(zh.text))
    if forms:
        return any(form[:1] == letters[:1] and fuzz.ratio(form, letters) >= SPELLED for form in forms)
    return same_name(zh.text, en.text) >= SOUNDING


def _stands_for(en: NameMention, zh: NameMention) -> bool:
    """Whether the one is the capital of the other: London, 英国."""
    return simplified(zh.text) in _metonyms().get(plain(en.text), ())
