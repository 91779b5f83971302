"""What two accounts gainsay of each other is linked and told: the most interesting links of all."""

from pathlib import Path

from aligner.pipeline import compare_accounts
from aligner.records import FlagKind

CORPUS = Path(__file__).parents[2] / "corpus"


def test_the_telegram_of_another_day_is_told() -> None:
    """The memoir has the telegram by its code (寒電, the 14th) and the order on 10 October; the journalist 16 May, 8
    October.
    """
    comparison = compare_accounts([CORPUS / "zh" / "03-night-lamp.txt", CORPUS / "en" / "05-bridge.md"])
    told = {(f.evidence.zh, f.evidence.en) for f in comparison.flags if f.kind is FlagKind.DATE}
    assert {("寒電 (14)", "05-16"), ("10-10", "10-08")} <= told
