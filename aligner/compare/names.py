"""Who is missing, who is added, who is exchanged for whom.

Every English name is looked for in the Chinese, and every Chinese name must be accounted for by one of those found. A
name left over on both sides is an exchange; a name left over on one side only is a flag where it is a well-known one,
since translators name what the other text only points at ("he", "the city").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from aligner.compare.check import Context, Pair
from aligner.compare.flags import flag
from aligner.recognise.hanzi import simplified
from aligner.recognise.latin import plain
from aligner.recognise.names import NameMention, Rendering, bare, known_kind, names, ordinary, parts, rendering
from aligner.recognise.names_gazetteer import gazetteer
from aligner.recognise.names_native import spellings
from aligner.records import Evidence, Flag, FlagKind, Severity, Span

# A rendering less sure than this is none.
FOUND = 0.5
# Forms that point rather than name: translators put 我国 and China, 国家 and Chinese for one another.
_POINTING = frozenset(("China", "Chinese", "Mandarin", "国内", "我国", "全国", "西方", "东方", "中国", "中方", "主", "神"))
# Kinds whose names are flagged even where the other side has no name to exchange them for.
_ALONE = frozenset({"person", "place", "state"})


def check_names(pair: Pair, context: Context) -> Iterator[Flag]:
    """Names of one side without their counterpart on the other."""
    zh_names = context.read(names, pair.zh)
    en_names = [part for m in context.read(names, pair.en) for part in _separate(m)]
    found = {m: rendering(m.text, pair.zh.text) for m in en_names}
    lost_en = [m for m in en_names if _telling(m) and not _rendered(found[m])]
    lost_zh = _unaccounted(zh_names, pair, found)
    for en in lost_en:
        zh = next((m for m in lost_zh if _alike(m, en)), None)
        if zh is not None:
            lost_zh.remove(zh)
            evidence = Evidence(zh.text, en.text)
            yield flag(pair, FlagKind.NAME, Severity.MAJOR, 0.8, zh.span, en.span, evidence, "compare.name.exchanged")
        elif en.kind in _ALONE:
            evidence = Evidence("", en.text)
            yield flag(pair, FlagKind.NAME, Severity.MAJOR, 0.6, None, en.span, evidence, "compare.name.added")
    for zh in lost_zh:
        if zh.kind in _ALONE:
            evidence = Evidence(zh.text, "")
            yield flag(pair, FlagKind.NAME, Severity.MAJOR, 0.5, zh.span, None, evidence, "compare.name.missing")


def _separate(m: NameMention) -> list[NameMention]:
    """Names that stand side by side ("Xinhua News Agency Nanning"): cut where both parts are known ones."""
    words = [(w.start() + m.span.start, w.group()) for w in re.finditer(r"\S+", m.text)]
    known = gazetteer().chinese
    if plain(m.text) in known:
        return [m]
    for i in range(len(words) - 1, 0, -1):
        head, tail = " ".join(w for _, w in words[:i]), " ".join(w for _, w in words[i:])
        if plain(head) in known and plain(tail) in known and not ordinary(tail) and not ordinary(head):
            at = words[i][0]
            first = NameMention(Span(m.span.start, m.span.start + len(head)), head, "en", known_kind(head) or "")
            return [first, NameMention(Span(at, at + len(tail)), tail, "en", known_kind(tail) or "")]
    return [m]


def _telling(m: NameMention) -> bool:
    """Abbreviations (ATF) and single letters may stand for anything."""
    return m.text not in _POINTING and (bool(m.kind) or any(len(p) > 2 and not p.isupper() for p in parts(m.text)))


def _rendered(found: Rendering | None) -> bool:
    return found is not None and found.score >= FOUND


def _unaccounted(
    zh_names: Sequence[NameMention], pair: Pair, found: dict[NameMention, Rendering | None]
) -> list[NameMention]:
    """Chinese names that no English name, and no English words, render."""
    taken = [r.span for r in found.values() if r is not None and _rendered(r)]
    left = [m for m in zh_names if m.text not in _POINTING and not any(span.overlaps(m.span) for span in taken)]
    if not left:
        return []
    english = _runs_of_words(pair.en.text)
    return [m for m in left if english.isdisjoint(_english_forms(simplified(m.text)))]


def _english_forms(zh: str) -> set[str]:
    return gazetteer().english.get(zh, set()) | {"".join(s) for s in product(*(spellings(c, "pinyin") for c in zh[:4]))}


def _runs_of_words(text: str) -> set[str]:
    """Plain letters of all runs of one to five words: "North Korea" -> north, korea, northkorea."""
    words = [plain(bare(w)) for w in re.split(r"[\s–—-]+|[^\w'’.]+", text)]
    return {"".join(words[i : i + n]) for i in range(len(words)) for n in range(1, 6)}


def _alike(zh: NameMention, en: NameMention) -> bool:
    """A person is not exchanged for a state."""
    return not zh.kind or not en.kind or zh.kind == en.kind or {zh.kind, en.kind} <= {"state", "place"}
