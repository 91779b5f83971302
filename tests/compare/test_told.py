"""Which tokens of a clause the other side tells."""

from __future__ import annotations

import pytest

from aligner.compare.told import told
from aligner.compare.words import word_table
from aligner.records import Lang, Span
from tests.compare.pairs import context, pair


def said(zh: str, en: str, clause: str, lang: Lang) -> list[str]:
    both, shared = pair(zh, en), context()
    table = word_table(both, shared)
    text, own = (zh, table.zh) if lang == "zh" else (en, table.en)
    span = Span(text.index(clause), text.index(clause) + len(clause))
    return [text[own.starts[i] : own.ends[i]] for i in sorted(told(both, table, lang, shared).within(span))]


@pytest.mark.parametrize(
    ("zh", "en", "clause", "lang", "found"),
    [
        ("他嫌晦气。", "He thought it was bad luck.", "it was bad luck", "en", ["bad", "luck"]),
        ("他嫌晦气。", "He did not like it.", "did not like it", "en", []),
        ("供应商应提供协助。", "The Supplier shall assist and furnish all the technical documents required.",
         "furnish all the technical documents required", "en", []),  # a gloss of 提供 is too little of it
        ("她没有同意离开上海。", "She did not agree to leave Shanghai.", "leave Shanghai", "en", ["Shanghai"]),
    ],
)  # fmt: skip
def test_told_within_a_clause(zh: str, en: str, clause: str, lang: Lang, found: list[str]) -> None:
    assert said(zh, en, clause, lang) == found


def test_a_number_in_another_notation_is_told() -> None:
    found = said("涉及金额达18.6亿元。", "1.86bn yuan in all.", "涉及金额达18.6亿元", "zh")
    assert "".join(found).startswith("18.6亿")
