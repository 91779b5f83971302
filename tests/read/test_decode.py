"""Encodings: what real files hold is decoded and named; what cannot be decoded is refused with a place."""

import random
from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.read.decode import decode

SIMPLIFIED = "根本听不进中国的警告。同样，莫斯科也没有注意周恩来的弦外之音。"
TRADITIONAL = "根本聽不進中國的警告。同樣，莫斯科也沒有注意周恩來的弦外之音。"
ONES = "一九一一年，一切都变了。\n"
ENGLISH = "“The matter must be organized,” he said — naïvely — “so that it will not be a risk.” It cost £5. " * 3
NAME = Path("a.txt")


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (SIMPLIFIED.encode(), SIMPLIFIED, "utf-8"),
        (b"Plain ASCII.\r\nTwo lines.\n", "Plain ASCII.\r\nTwo lines.\n", "utf-8"),
        (SIMPLIFIED.encode("utf-8-sig"), SIMPLIFIED, "utf-8-sig"),
        (SIMPLIFIED.encode("gbk"), SIMPLIFIED, "gb18030"),
        ((SIMPLIFIED + "\U00020bb7").encode("gb18030"), SIMPLIFIED + "\U00020bb7", "gb18030"),
        (TRADITIONAL.encode("big5"), TRADITIONAL, "big5hkscs"),
        ((TRADITIONAL + "佢哋喺度嘅").encode("big5hkscs"), TRADITIONAL + "佢哋喺度嘅", "big5hkscs"),
        (("\ufeff" + SIMPLIFIED).encode("utf-16-le"), SIMPLIFIED, "utf-16-le"),
        (("\ufeff" + SIMPLIFIED).encode("utf-16-be"), SIMPLIFIED, "utf-16-be"),
        (SIMPLIFIED.encode("utf-16-le"), SIMPLIFIED, "utf-16-le"),
        (ENGLISH.encode("utf-16-le"), ENGLISH, "utf-16-le"),
        (ONES.encode("utf-16-le"), ONES, "utf-16-le"),  # 一 is 4E 00
        (ONES.encode("utf-16-be"), ONES, "utf-16-be"),
        (ENGLISH.encode("utf-16-be"), ENGLISH, "utf-16-be"),
        (SIMPLIFIED.encode("utf-32"), SIMPLIFIED, "utf-32-le"),
        (ENGLISH.encode("cp1252"), ENGLISH, "cp1252"),
        # The file was cut inside its last character: all that is there is read, and the loss is said.
        ((SIMPLIFIED + "战").encode()[:-1], SIMPLIFIED, "utf-8 (last 2 bytes cut off)"),
        ((SIMPLIFIED + "战").encode()[:-2], SIMPLIFIED, "utf-8 (last 1 byte cut off)"),
    ],
)
def test_what_files_hold(data, text, encoding):
    assert decode(data, NAME) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "read.empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "read.binary"),
        (b"%PDF-1.7\n%\xe2\xe3", "read.binary"),
        (b"PK\x03\x04\x14\0\x06\0", "read.binary"),
        (bytes(range(256)) * 20, "read.zero-bytes"),
        (b"A line.\0 Another line with one stray zero in it.\n" + b"Text. " * 50, "read.zeros"),
        ((SIMPLIFIED * 3).encode()[:100] + b"\xff" + (SIMPLIFIED * 3).encode()[102:], "read.damaged"),
        ((TRADITIONAL * 40).encode("big5")[:2000] + b"\x8f\xfe" + TRADITIONAL.encode("big5"), "read.damaged"),
        (b"\xef\xbb\xbf" + SIMPLIFIED.encode()[:-1] + b"\xffabc", "read.damaged"),
        ("\ufeff".encode("utf-16-le") + b"\x00\xd8a\x00", "read.damaged"),  # a lone surrogate
        (
            ("Good text here. " * 9 + SIMPLIFIED).encode() + b"\xed\xa0\x80 and on.",
            "read.damaged",
        ),  # the same, in UTF-8
    ],
)
def test_what_is_refused(data, key):
    with pytest.raises(InputError) as caught:
        decode(data, NAME)
    assert caught.value.message.key == key
    assert "a.txt" in str(caught.value)


def test_random_bytes_are_never_text():
    rng = random.Random(7)
    for _ in range(200):
        with pytest.raises(InputError):
            decode(rng.randbytes(rng.randrange(200, 3000)), NAME)


def test_message_tells_the_damaged_byte():
    data = SIMPLIFIED.encode() * 5
    with pytest.raises(InputError, match="byte 33 "):
        decode(data[:33] + b"\xff" + data[34:], NAME)
