"""What other accounts say where two contradict each other."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from aligner.compare import find_divergences
from aligner.compare.witnesses import Witnesses
from aligner.embed import load_encoder
from aligner.read import SourceText
from aligner.records import Alignment, Bead, Comparison, Document
from aligner.segment import segment
from aligner.settings import CompareSettings


def document(name: str, text: str) -> Document:
    return segment(SourceText(name, text, lang="zh" if name.startswith("zh") else "en"))


def comparison(
    zh: str, en: str, others: Iterable[tuple[str, str]], score: float = 0.95, mode: str = "comparable"
) -> Comparison:
    """Accounts of one sentence each, all linked; `others`: names and texts of the third ones."""
    documents = [document("zh.txt", zh), document("en.txt", en), *(document(*other) for other in others)]
    pairs = [(a, b) for a in documents for b in documents if (a.lang, b.lang) == ("zh", "en")]
    alignments = tuple(
        Alignment(a, b, (Bead((0,), (0,), 0.95 if (a, b) == pairs[0] else score),), "comparable") for a, b in pairs
    )
    flags = [f for f in find_divergences(alignments[0], load_encoder(), CompareSettings()) if f.zh and f.en]
    return Comparison(
        tuple(documents), alignments, tuple(type(f)(**{**fields(f), "pair": 0}) for f in flags), (), "signature"
    )


def fields(flag: object) -> dict[str, object]:
    return {name: getattr(flag, name) for name in flag.__dataclass_fields__}  # type: ignore[attr-defined]


def told(of: Comparison) -> list[tuple[str, str, str]]:
    witnesses = Witnesses(of)
    return [(w.place.document, w.value, w.side) for flag in of.flags for w in witnesses.of(flag)]


ORDER, ORDER_EN = "10月10日，命令下达到部队。", "The order to the troops was dated 8 October."


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("zh2.txt", "10月8日，部队接到命令。", [("zh2.txt", "10-08", "en")]),
        ("en2.txt", "On 10 October the order reached the troops.", [("en2.txt", "10-10", "zh")]),
        ("en2.txt", "On 9 October the order reached the troops.", [("en2.txt", "10-09", "")]),
        ("en2.txt", "In October the order reached the troops.", []),
        ("en2.txt", "The order of March reached the troops on 3 March.", []),
    ],
)
def test_a_third_account_agrees_with_one_of_them_or_with_none(
    name: str, text: str, said: list[tuple[str, str, str]]
) -> None:
    assert told(comparison(ORDER, ORDER_EN, [(name, text)])) == said


def test_years_that_were_only_inferred_say_nothing() -> None:
    third = ("zh2.txt", "1979年有人回忆：10月8日，部队接到命令。")
    assert told(comparison("1950年10月10日，命令下达到部队。", ORDER_EN, [third])) == [("zh2.txt", "10-08", "en")]


def test_numbers_have_witnesses_of_the_same_unit() -> None:
    third = [("en2.txt", "The loss of the bank was £830 million in 27 offices.")]
    found = comparison("银行的亏损是8.3亿英镑。", "The loss of the bank was £860 million.", third)
    assert told(found) == [("en2.txt", "830,000,000 GBP", "zh")]


def test_a_doubtful_link_makes_no_witness() -> None:
    assert told(comparison(ORDER, ORDER_EN, [("zh2.txt", "10月8日，部队接到命令。")], score=0.4)) == []
