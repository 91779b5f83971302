"""Who acts in a sentence, one line a case; and in the timeline."""

from __future__ import annotations

import pytest

from aligner.compare.credit import credited
from aligner.compare.timeline import build_timeline, others
from aligner.records import Event, Lang, Place
from tests.compare.test_timeline import EN, ZH


@pytest.mark.parametrize(
    ("text", "lang", "who"),
    [
        ("5月14日，斯大林致电毛泽东，说明情况。", "zh", ["斯大林"]),
        ("7月5日，斯大林通过罗申转告周恩来：应当立即集结。", "zh", ["斯大林"]),
        ("3月30日，金日成和朴宪永秘密前往莫斯科。", "zh", ["金日成", "朴宪永"]),
        ("这一计划被斯大林否决。", "zh", ["斯大林"]),
        ("毛泽东的电报没有发出。", "zh", []),
        ("On 1 October Mao telegraphed Stalin, asking him to send troops.", "en", ["Mao"]),
        ("The telegram was sent by Filippov on 14 May.", "en", ["Filippov"]),
        ("Kim Il Sung and Pak Hon-yong went to Moscow.", "en", ["Kim Il Sung", "Pak Hon-yong"]),
        ("The letter to Stalin arrived in May.", "en", []),
    ],
)
def test_who_acts(text: str, lang: Lang, who: list[str]) -> None:
    assert [text[span.start : span.end] for span in credited(text, lang)] == who


def test_the_timeline_says_whom_each_account_credits() -> None:
    event = Event((Place("zh.txt", ZH.sentences[0].span), Place("en.txt", EN.sentences[0].span)), 0.9)
    timeline = build_timeline([ZH, EN], (event,))
    texts = {"zh.txt": ZH, "en.txt": EN}
    said = [[texts[p.document].slice(p.span) for p in d.credited] for d in timeline[:2]]
    assert said == [["斯大林"], ["Stalin"]]
    assert others(timeline, timeline[0]) == (timeline[1],)
