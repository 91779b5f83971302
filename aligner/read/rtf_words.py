"""Words of Rich Text Format, after the Word 2007 specification, version 1.9.1 (Microsoft, 2008)."""

from __future__ import annotations

# Groups that hold no running text, by their first word. So do all that begin with \* and a word not told here.
QUIET = frozenset(
    (
        "colortbl", "info", "pict", "nonshppict", "header", "headerl", "headerr", "headerf", "footer", "footerl",
        "footerr", "footerf", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "listtext", "pntext",
        "xe", "tc", "rxe", "txe", "objdata", "sp", "shprslt", "upr", "filetbl", "template", "do",
    )
)  # fmt: skip
CHARACTERS = {
    "tab": "\t", "line": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
}  # fmt: skip
SIGNS = {"~": "\xa0", "_": "-", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}
ENDS = frozenset(("par", "sect", "cell", "nestcell", "row", "nestrow"))
DEEPEST = 10_000  # groups one inside the other; LibreOffice writes some ten
PAGES = {"mac": 10000, "pc": 437, "pca": 850}
