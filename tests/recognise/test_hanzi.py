"""Traditional characters as simplified ones, position by position."""

from __future__ import annotations

import pytest

from aligner.recognise.hanzi import simplified


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("蔣介石", "蒋介石"),
        ("乾隆五十年", "乾隆五十年"),
        ("康乾盛世", "康乾盛世"),
        ("扭轉乾坤", "扭转乾坤"),
        ("乾燥的乾草", "干燥的干草"),
        ("乾杯，乾隆", "干杯，乾隆"),
    ],
)
def test_simplified(text: str, found: str) -> None:
    assert simplified(text) == found
