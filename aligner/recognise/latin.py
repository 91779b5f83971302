"""Latin spellings of names, brought to one form so that spelling habits do not hide a sound."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Longest first: `shch` must be read before `sh` and `ch` (Roshchin, 罗申), `tsch` before `sch` (Deutsch).
_RESPELL = (
    ("shch", "sh"),
    ("tsch", "ch"),
    ("tch", "ch"),
    ("sch", "sh"),
    ("ck", "k"),
    ("ph", "f"),
    ("qu", "kw"),
    ("kh", "h"),
    ("zh", "j"),
    ("dz", "z"),
    ("tz", "ts"),
    ("cz", "ch"),
    ("x", "ks"),
    ("q", "k"),
)
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "e", "œ": "e", "ı": "i"}
)
_DOUBLED = re.compile(r"(.)\1+")
_OTHER = re.compile(r"[^a-z]")


def plain(name: str) -> str:
    """Lower-case letters a to z only: accents, apostrophes, hyphens and spaces taken away ("T'ai-pei" -> "taipei")."""
    lower = name.lower()
    if lower.isascii():
        return _OTHER.sub("", lower)
    lower = lower.translate(_UNDECOMPOSED)
    return _OTHER.sub("", unicodedata.normalize("NFKD", lower))


@lru_cache(maxsize=20_000)
def phonetic(name: str) -> str:
    """`plain`, with the digraphs of several languages as one and doubled letters single ("Rossetti" -> "roseti")."""
    text = plain(name)
    for old, new in _RESPELL:
        text = text.replace(old, new)
    return _DOUBLED.sub(r"\1", text)
