"""Rich Text Format as tokens, and its bytes as characters: code pages of fonts, \\uN with what stands in its place.

After the Word 2007 Rich Text Format Specification, version 1.9.1 (Microsoft, 2008).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

# Chinese is a \uN with its \'3f a character, a book of it a million of them: a run is one token.
_UNIT = re.compile(rb"\\u(-?\d{1,5}) ?((?:\\'[0-9A-Fa-f]{2}){1,2}|\?)")
_RUN = re.compile(rb"(?:\\u-?\d{1,5} ?(?:(?:\\'[0-9A-Fa-f]{2}){1,2}|\?)){2,}")
_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<sign>[^A-Za-z'])"
    rb"|(?P<brace>[{}])"
    rb"|[\r\n\x00]+"
    rb"|(?P<bytes>[^\\{}\r\n\x00]+)",
    re.DOTALL,
)
# \fcharsetN of a font: supersets read what files of that code page really hold.
CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_SUPERSETS = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 10000: "mac_roman"}


@dataclass(frozen=True, slots=True)
class Token:
    """`kind`: "word" (`value` its name, `number` what follows it), "sign" (\\~), "open", "close", "bytes" (`data`: as
    they stand, or one \\'xx) or "units" (`data`: a run of \\uN, each with what stands in its place).
    """

    kind: str
    value: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes, runs: bool = True) -> Iterator[Token]:
    """All tokens in order; the bytes of a picture (\\binN) are passed over. `runs`: those of \\uN as one token."""
    at = 0
    while True:
        if runs and (run := _RUN.match(data, at)):
            at = run.end()
            yield Token("units", data=run[0])
            continue
        if not (found := _TOKEN.match(data, at)):
            return
        at = found.end()
        if word := found["word"]:
            number = int(found["number"]) if found["number"] is not None else None
            if word == b"bin":
                at += max(0, number or 0)
            else:
                yield Token("word", word.decode("ascii"), number)
        elif found["hex"] is not None:
            yield Token("bytes", "hex", data=bytes.fromhex(found["hex"].decode("ascii")))
        elif found["sign"] is not None:
            yield Token("sign", found["sign"].decode("latin-1"))
        elif found["brace"] is not None:
            yield Token("open" if found["brace"] == b"{" else "close")
        elif found["bytes"] is not None:
            yield Token("bytes", data=found["bytes"])


def units_of(run: bytes, skip: int) -> tuple[str, int]:
    """The UTF-16 units of a run, the halves of characters beyond U+FFFF put together, and the place in it where the run
    ends: at a \\uN that has other than `skip` characters in its place.
    """
    units, end = [], 0
    for found in _UNIT.finditer(run):
        stand_in = found[2]
        if (1 if stand_in == b"?" else len(stand_in) // 4) != skip:
            break
        units.append(int(found[1]) % 0x10000)
        end = found.end()
    data = b"".join(unit.to_bytes(2, "little") for unit in units)
    return data.decode("utf-16-le", "surrogatepass"), end


def codec_of(page: int | None) -> str:
    """The codec of a code page (\\ansicpg936, \\cpg950); Windows-1252 for one that is not known."""
    if page in _SUPERSETS:
        return _SUPERSETS[page]
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "cp1252"
