"""Bytes to text: BOM, strict UTF-8, then a statistical guess among the encodings that Chinese and English files have.

Never lossy: what cannot be decoded in full raises, with one exception that is said in the encoding's name: a UTF-8
file cut inside its last character (downloads, `head -c`, chunks of a corpus).
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from aligner.errors import InputError

# UTF-32's little-endian mark begins with UTF-16's: the longer first.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What chardet may answer (as it was measured: 16 of 18 files right with these, 15 with charset-normalizer).
_GUESSES = ("gb18030", "big5hkscs", "cp1252")
# Formats that are never text, by their first bytes (https://www.iana.org/assignments/media-types), for a clear message.
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"RIFF", "RIFF"),
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x1f\x8b", "gzip"),
    (b"\xfd7zXZ\0", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97 / OLE"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3\0", "SQLite"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffe\uffff]")
_EXPECTED = re.compile(r"[\n\r\t -~\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
# A guessed text with more controls and private-use characters than this is no text. Of 2,000 random byte strings none
# passes; real GB18030 and Big5-HKSCS pages hold none or a few bullets.
_MAX_CONTROLS = 0.01
_MAX_DAMAGE = 0.002  # share of characters that may be undecodable for a text to be called damaged, not misread
# What tells which way round UTF-16 is to be read, and the least share of it in a text: Chinese and English have 15 %.
_EVERYWHERE = " \n。，、的一是了不在有人etaoin"
_LEAST_COMMON = 0.02
_SAMPLE = 1 << 20  # characters looked at to judge a guess


def decode(data: bytes, path: Path) -> tuple[str, str]:
    """The text and the encoding. Raises InputError for an empty, binary or undecodable file."""
    if not data:
        raise InputError("read.empty", path=path)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, path), _without_sign(data, encoding)
    for signature, name in _SIGNATURES:
        if data.startswith(signature) and (len(signature) > 2 or b"\0" in data[:64]):
            raise InputError("read.binary", path=path, what=name)
    if b"\0" in data:
        return _with_zeros(data, path)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, path)


def _without_sign(data: bytes, encoding: str) -> str:
    """The name reported: with the byte order that the mark told."""
    if encoding == "utf-8-sig":
        return encoding
    little = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF32_LE))
    return f"{encoding}-{'le' if little else 'be'}"


def _strict(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError("read.damaged", path=path, encoding=encoding, byte=error.start, why=error.reason) from error


def _with_zeros(data: bytes, path: Path) -> tuple[str, str]:
    """UTF-16 without a mark, or a binary file.

    Zeros do not tell which byte comes first: 一 is 4E 00, a line break 00 0A, and 你 read the wrong way round is
    Chinese too. What stands in every text does: spaces, line breaks, marks, the commonest characters.
    """
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 == 0:
        ways = {encoding: data.decode(encoding, "surrogatepass") for encoding in ("utf-16-le", "utf-16-be")}
        encoding = max(ways, key=lambda e: sum(map(ways[e].count, _EVERYWHERE)))
        text = ways[encoding]
        common = sum(map(text.count, _EVERYWHERE)) >= _LEAST_COMMON * len(text)
        if common and _plausible(text) and "\0" not in text:
            return _strict(data, encoding, path), encoding
    at = data.index(0)
    if max(even, odd) <= max(3, len(data) // 10_000) and _plausible(data.decode("utf-8", "ignore")):
        raise InputError("read.zeros", path=path, byte=at, count=even + odd)
    raise InputError("read.zero-bytes", path=path, byte=at)


def _not_utf8(data: bytes, error: UnicodeDecodeError, path: Path) -> tuple[str, str]:
    cut = len(data) - error.start
    if cut <= 3 and error.reason == "unexpected end of data" and not data[: error.start].isascii():
        return data[: error.start].decode("utf-8"), f"utf-8 (last {cut} byte{'s' * (cut > 1)} cut off)"
    if _nearly_utf8(data):
        raise InputError("read.damaged", path=path, encoding="UTF-8", byte=error.start, why=error.reason) from error
    for encoding in _guesses(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as wrong:
            nearly = data.decode(encoding, "replace")
            if encoding != "cp1252" and nearly.count("\ufffd") <= _MAX_DAMAGE * len(nearly) and _plausible(nearly):
                raise InputError(
                    "read.damaged", path=path, encoding=encoding, byte=wrong.start, why=wrong.reason
                ) from wrong
            continue
        if _plausible(text):
            return text, encoding
    raise InputError("read.undecodable", path=path, byte=error.start) from error


def _nearly_utf8(data: bytes) -> bool:
    """Whether nine of ten non-ASCII sequences are valid UTF-8: then a byte is damaged, and a guess would be wrong.

    In GB18030 and Big5 text valid UTF-8 sequences are rare accidents.
    """
    text = data[:_SAMPLE].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for c in text if c > "\x7f") - bad
    return good >= 9 * bad


def _guesses(data: bytes) -> Iterator[str]:
    """Encodings to try: UTF-16 where it looks like it, chardet's answer, then the others that it may give."""
    import chardet

    for encoding in ("utf-16-le", "utf-16-be"):
        if _like_utf16(data, encoding):
            yield encoding
    answer = chardet.detect(data, include_encodings=_GUESSES, compat_names=False)["encoding"]
    # Nearly anything is cp1252, so that comes last unless the detector says so.
    first = codecs.lookup(answer).name if answer else ""
    yield from dict.fromkeys((first, *_GUESSES) if first in _GUESSES else _GUESSES)


def _like_utf16(data: bytes, encoding: str) -> bool:
    """Whether nearly all 2-byte units are Chinese characters, their punctuation, or ASCII.

    GB18030 and Big5 read as UTF-16 give Hangul, Yi and private characters. chardet misses short texts.
    """
    text = data[:_SAMPLE].decode(encoding, "replace")
    return len(data) % 2 == 0 and len(_EXPECTED.findall(text)) >= 0.98 * len(text)


def _plausible(text: str) -> bool:
    """Whether a guessed decoding is text: hardly any controls, mostly letters, digits, punctuation and spaces."""
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _MAX_CONTROLS * len(sample):
        return False
    odd = sum(1 for c in sample[:20_000] if c > "\x7f" and unicodedata.category(c) in ("Cn", "So", "Sk", "Cs"))
    return odd <= 0.05 * min(len(sample), 20_000)
