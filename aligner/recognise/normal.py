"""One-to-one folding of characters, so that spans in the folded text are spans in the text."""

from __future__ import annotations

# Full-width ASCII to ASCII (Unicode block Halfwidth and Fullwidth Forms), ideographic space to space.
_WIDTH = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20, 0x2212: 0x2D}

# Financial numerals (GB/T 15835-2011, annex) and the traditional characters that words for numbers and dates use.
_PLAIN = dict(
    zip(
        "倆壹壱弌贰貳弐叁參叄弎肆伍陆陸柒漆捌玖拾佰仟萬億兩倆點點餘幾數個負雙對週鐘鍾歲歷曆號時紀後將於這"
        "禮間內從過當東晉齊漢開禎慶寶統緒豐熙隆聖顯順國為來長達約達無號現節會裡里錢鎊幣兒發滿開後隔臘農陰陽舊新還電說",
        "俩一一一二二二三三三三四五六六七七八九十百千万亿两俩点点余几数个负双对周钟钟岁历历号时纪后将于这"
        "礼间内从过当东晋齐汉开祯庆宝统绪丰熙隆圣显顺国为来长达约达无号现节会里里钱镑币儿发满开后隔腊农阴阳旧新还电说",
        strict=True,
    )
)
# 伍, 陆, 拾, 肆 are also a name, land, to pick up, wanton: folded to numerals only where they stand in a numeral.
_AMBIGUOUS = frozenset("伍陆陸拾肆漆參")
_ZH = {ord(c): ord(p) for c, p in _PLAIN.items() if c not in _AMBIGUOUS} | _WIDTH
_FINANCIAL = {c: _PLAIN[c] for c in _AMBIGUOUS}
_BEFORE = frozenset("十百千万亿兆零点之负第佰仟") | _AMBIGUOUS
_AFTER = frozenset("零一二三四五六七八九十百千万亿点分成折") | _AMBIGUOUS


def normal_zh(text: str) -> str:
    """Chinese text with ASCII digits and punctuation, plain numerals and simplified number words; same length."""
    folded = text.translate(_ZH)
    return folded if _AMBIGUOUS.isdisjoint(folded) else _fold_ambiguous(folded)


def _fold_ambiguous(text: str) -> str:
    """Fold 一千陆, 拾万 and 肆佰陆拾; keep 收拾三间, 登陆十次, 队伍: after a unit, or first and before one."""
    characters = list(text)
    for i, c in enumerate(text):
        if c in _AMBIGUOUS:
            before = text[:i].rstrip(" ")[-1:]
            after = text[i + 1 :].lstrip(" ")[:1]
            first = not "\u4e00" <= before <= "\u9fff"
            if (
                (before and before in _BEFORE)
                or (c == "拾" and before and before in _AFTER)
                or (first and after and after in _AFTER)
                or (first and not after)
            ):
                characters[i] = _FINANCIAL[c]
    return "".join(characters)


def normal_en(text: str) -> str:
    """English text with plain hyphens, quotes and spaces, lower case; same length."""
    folded = text.translate(_EN).lower()
    # "İ".lower() is two characters long: keep such text as it is
    return folded if len(folded) == len(text) else text.translate(_EN)


_EN = (
    _WIDTH
    | {
        ord(c): ord(p)
        for c, p in {"‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "“": '"', "”": '"'}.items()
    }
    | dict.fromkeys((8201, 8239, 10, 13, 9), 32)
)
