"""What the XML formats share: text that XML 1.0 can hold, and one way to print a tree."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

# XML 1.0 (5th ed.), production [2] Char: what it leaves out.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def xml_text(text: str) -> str:
    """`text` with each character that XML cannot hold shown by a symbol: U+0007 as ␇ (U+2407), others as U+FFFD.

    Nothing disappears: the symbol stands where the character stood, and lengths stay equal.
    """
    return _ILLEGAL.sub(lambda m: chr(0x2400 + ord(m[0])) if ord(m[0]) < 0x20 else "\ufffd", text)


def illegal(character: str) -> bool:
    return bool(_ILLEGAL.match(character))


def namespaces(*prefixes_and_names: str | None) -> Any:
    """`namespaces(None, "urn:a", "b", "urn:b")` for lxml, whose stubs do not know that a default has no prefix."""
    return dict(zip(prefixes_and_names[::2], prefixes_and_names[1::2], strict=True))


def printed(root: Any, doctype: str = "") -> bytes:
    """The document, UTF-8, with declaration. Trees indent themselves by `etree.indent`, never inside text."""
    declared = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}\n'
        if doctype
        else '<?xml version="1.0" encoding="UTF-8"?>\n'
    )
    body: str = etree.tostring(root, encoding="unicode")
    return f"{declared}{body}\n".encode()
