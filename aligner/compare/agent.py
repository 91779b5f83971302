"""Who did it to whom: two names around one verb that changed places.

Flagged only where that is reliable: on both sides an active verb of telling, ordering or attacking between two names,
with only a few words between them, no passive, and the same two names in the opposite order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.flags import flag
from aligner.recognise.hanzi import simplified
from aligner.recognise.mentions import NameMention
from aligner.recognise.names import names
from aligner.recognise.names_rendering import same_name
from aligner.records import Evidence, Flag, FlagKind, Severity, Span

_ZH_VERB = re.compile(
    "致电|电告|电令|告诉|告知|通知|通报|命令|要求|请求|指示|批准|接见|攻击|进攻|袭击|支持|反对|拒绝|任命|邀请|答复|回复|"
    "写信给|发电给|派遣|说服|警告|询问|建议|援助|击败|打败|逮捕|释放|感谢|责备|批评"
)
_EN_VERB = re.compile(
    r"\b(?:telegraphed|cabled|wired|told|informed|notified|ordered|asked|requested|demanded|instructed|approved|received|"
    r"attacked|invaded|supported|opposed|refused|appointed|invited|answered|replied to|wrote to|sent|persuaded|warned|"
    r"urged|advised|aided|defeated|arrested|released|thanked|blamed|criticized|criticised)\b"
)
_ZH_PASSIVE = re.compile("被|由|受|遭|获|为.{1,12}所|应")
_EN_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|by|from)\b")
BETWEEN = {"zh": 8, "en": 40}  # characters between the two names, at most


def check_agent(pair: Pair, context: Context) -> Iterator[Flag]:
    """Critical flags of kind agent."""
    zh = _acts(pair.zh, context.read(names, pair.zh))
    en = _acts(pair.en, context.read(names, pair.en))
    for a, b in zh:
        for c, d in en:
            if same_name(a.text, d.text) > 0.6 and same_name(b.text, c.text) > 0.6 and same_name(a.text, c.text) < 0.4:
                first, second = Span(a.span.start, b.span.end), Span(c.span.start, d.span.end)
                said = Evidence(pair.zh.text[first.start : first.end], pair.en.text[second.start : second.end])
                yield flag(pair, FlagKind.AGENT, Severity.CRITICAL, 0.7, first, second, said, "compare.agent")


def _acts(excerpt: Excerpt, found: Sequence[NameMention]) -> list[tuple[NameMention, NameMention]]:
    """Neighbouring names with a verb between them, in the active voice: (who, whom)."""
    acts = []
    text = simplified(excerpt.text) if excerpt.lang == "zh" else excerpt.text.lower()
    verb, passive = (_ZH_VERB, _ZH_PASSIVE) if excerpt.lang == "zh" else (_EN_VERB, _EN_PASSIVE)
    for who, whom in pairwise(found):
        between = text[who.span.end : whom.span.start]
        if len(between) > BETWEEN[excerpt.lang] or re.search("[，。,.;；、和与及]| and ", between):
            continue
        if verb.search(between) and not passive.search(between):
            acts.append((who, whom))
    return acts
