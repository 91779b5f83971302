"""Who is credited with each act: the names that do what a dated sentence tells.

Only where it can be said reliably: in Chinese a known name at the head of its clause, or after 被 or 由, with a verb
behind it; in English a name before a verb in the past, or after "by". Everybody else in the sentence is left unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from aligner.packaged import packaged_toml
from aligner.recognise.hanzi import simplified
from aligner.recognise.mentions import NameMention
from aligner.recognise.names import names
from aligner.recognise.names_zh import tagger
from aligner.records import Lang, Span

# Whoever acts is of these kinds; cities and rivers do not. "" is a name that only its form shows.
ACTING = frozenset({"person", "body", "state", ""})
AHEAD = 8  # tokens between a Chinese name and its verb, at most
_CLAUSE = re.compile("[，。；：！？,;:!?“”「」『』（）()]")
# After these a Chinese name is no subject: 致电毛泽东, 对金日成说.
_NO_SUBJECT = re.compile(
    "(?:向|对|给|同|与|和|跟|在|从|往|把|将|致|令|请|让|使|通过|经|为|及|、|的|了|至|到|于|据|关于|见|复电|致电|电告)$"
)
_DOER = re.compile("(?:被|由|遭|受)$")
# Nor with these behind it: 毛泽东的电报, 毛泽东和周恩来 (the verb is the last one's too).
_NO_HEAD = re.compile("的|等人|那里|处|方面的")
_EN_BY = re.compile(r"\bby (?:[A-Z][a-z]+ ){0,2}$")
_EN_BEFORE = re.compile(r"(?:\b(?:to|of|with|from|in|at|on|for|and|about|against|towards?|near)|['’]s?) $")


def credited(text: str, lang: Lang) -> tuple[Span, ...]:
    """The names of those who act in a sentence, in order, each once."""
    found = names(text, lang)
    acting = _acting_zh(simplified(text), found) if lang == "zh" else _acting_en(text, found)
    first: dict[str, Span] = {}
    for m in acting:
        first.setdefault(m.text, m.span)
    return tuple(first.values())


def _acting_zh(text: str, found: tuple[NameMention, ...]) -> Iterator[NameMention]:
    for chain in _chains(text, found, re.compile("和|与|及|、|同")):
        if not any(m.sure for m in chain) or not all(m.kind in ACTING for m in chain):
            continue
        before = _CLAUSE.split(text[: chain[0].span.start])[-1]
        behind = _CLAUSE.split(text[chain[-1].span.end :], maxsplit=1)[0]
        if _NO_HEAD.match(behind) or (_NO_SUBJECT.search(before) and not _DOER.search(before)):
            continue
        if _has_verb(behind):
            yield from chain


def _chains(text: str, found: Sequence[NameMention], joint: re.Pattern[str]) -> Iterator[list[NameMention]]:
    """Names that stand side by side, 金日成和朴宪永, together; the others alone."""
    chain: list[NameMention] = []
    for m in found:
        if chain and not joint.fullmatch(text, chain[-1].span.end, m.span.start):
            yield chain
            chain = []
        chain.append(m)
    if chain:
        yield chain


def _has_verb(behind: str) -> bool:
    """Whether a verb is among the next words, before anything that 的 makes an attribute of."""
    tagged = tagger().tag(behind)[:AHEAD]
    return any(tag.startswith("v") or word in _chinese_acts() for word, tag in tagged)


def _acting_en(text: str, found: tuple[NameMention, ...]) -> Iterator[NameMention]:
    verb, passive = _verbs()
    for chain in _chains(text, found, re.compile(", (?:and )?| and ")):
        if not all(m.kind in ACTING for m in chain):
            continue
        before, behind = text[: chain[0].span.start], text[chain[-1].span.end :]
        if _EN_BY.search(before):
            if passive.search(before):
                yield from chain
        elif not _EN_BEFORE.search(before) and verb.match(behind):
            yield from chain


@cache
def _chinese_acts() -> frozenset[str]:
    """Verbs that the tagger takes for something else (acts.toml)."""
    return frozenset(_data()["chinese"])


@cache
def _data() -> dict[str, list[str]]:
    return packaged_toml("compare/acts.toml")


@cache
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What follows a subject, and what stands before "by" in the passive (acts.toml)."""
    data = _data()
    past, between = "|".join(data["past"]), "|".join(data["between"])
    verb = rf"(?: (?:{between}|\w+ly))* (?:{past}|(?!{'|'.join(data['no_verb'])})\w{{3,}}ed)\b(?! by\b)"
    return re.compile(verb), re.compile(r"\b(?:was|were|been|being|is|are)\b[^.;]{0,60}$")
