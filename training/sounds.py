"""Learn how Chinese characters transcribe foreign sounds: `python -m training.sounds DATA... -o names_sounds.tsv`.

From openly licensed name pairs (one {"zh", "en"} a line, .jsonl.xz) an expectation-maximisation over monotone
segmentations gives P(letters | character): 斯 is `s`, 克 is `k` or `c`, 科 is `ko` or `co`. Unsupervised
transliteration by segment unigrams, after Li, Zhang & Su 2004 ("A joint source-channel model for machine
transliteration").
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import opencc
from pypinyin import Style, lazy_pinyin

from aligner.recognise.latin import phonetic, plain

MAX_LETTERS = 5  # of one character: 尚 -> "chian" at the most
ITERATIONS = 8
KEPT = 0.004  # least probability of a spelling that is written
BACKOFF = 5.0  # sightings that the spellings of a character's syllable count for
MIN_SYLLABLE = 8.0  # expected sightings below which a syllable is not written
HAN = re.compile(r"[\u4e00-\u9fff]{2,7}")


def name_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Single-word transcriptions: whole entries, and the parts of `迈克·恩齐 | Mike Enzi`."""
    simplify = opencc.OpenCC("t2s").convert
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            zh_parts = re.split("[·•・]", simplify(pair["zh"]))
            en_parts = pair["en"].split()
            if len(zh_parts) != len(en_parts):
                continue
            for zh, en in zip(zh_parts, en_parts, strict=True):
                if HAN.fullmatch(zh) and en[0].isupper() and len(plain(en)) >= 2 and not native(zh, en):
                    yield zh, phonetic(en)


def native(zh: str, en: str) -> bool:
    """五星镇 | Wuxing is Chinese spelled in pinyin: not a transcription."""
    return "".join(lazy_pinyin(zh)).startswith(plain(en))


def learn(pairs: list[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """P(letters | character) by EM; pairs that the current table explains badly are left out from round three on."""
    table: dict[str, dict[str, float]] = {}
    kept = pairs
    for iteration in range(ITERATIONS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        scored = []
        for zh, en in kept:
            likelihood = expect(zh, en, table, counts)
            scored.append((likelihood / len(en), zh, en))
        table = {c: normalised(spellings) for c, spellings in counts.items()}
        scored.sort(reverse=True)
        if iteration in (2, 4):
            kept = [(zh, en) for _, zh, en in scored[: int(len(scored) * 0.9)]]
        print(iteration, len(kept), round(sum(s for s, _, _ in scored) / len(scored), 4))
    return {c: dict(s) for c, s in counts.items()}


def backed_off(counts: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Probabilities by pinyin syllable ("si") and by character (斯), which leans on the syllable where seen little."""
    by_syllable: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    syllable = {char: lazy_pinyin(char, style=Style.NORMAL)[0] for char in counts}
    for char, spellings in counts.items():
        by_syllable[syllable[char]][phonetic(syllable[char])] += 0.2
        for letters, n in spellings.items():
            by_syllable[syllable[char]][letters] += n
    table = {s: normalised(spellings) for s, spellings in by_syllable.items()}
    result = {s: p for s, p in table.items() if sum(by_syllable[s].values()) >= MIN_SYLLABLE}
    for char, spellings in counts.items():
        prior, total = table[syllable[char]], sum(spellings.values())
        result[char] = {
            letters: (spellings.get(letters, 0.0) + BACKOFF * prior.get(letters, 0.0)) / (total + BACKOFF)
            for letters in prior
        }
    return result


def normalised(spellings: dict[str, float]) -> dict[str, float]:
    total = sum(spellings.values())
    return {letters: n / total for letters, n in spellings.items() if n / total > 1e-5}


def probability(char: str, letters: str, table: dict[str, dict[str, float]]) -> float:
    if table:
        return table.get(char, {}).get(letters, 1e-7)
    return first_guess(char, letters)


_PINYIN: dict[str, str] = {}


def first_guess(char: str, letters: str) -> float:
    """Before any table: letters that look like the pinyin are likelier."""
    sound = _PINYIN.setdefault(char, phonetic(lazy_pinyin(char, style=Style.NORMAL)[0]))
    if not letters:
        return 0.002
    same = sum(a == b for a, b in zip(sound, letters, strict=False))
    return math.exp(2.0 * same - 1.2 * abs(len(letters) - 2) - (0.0 if letters[0] == sound[0] else 1.5)) / 100


def expect(zh: str, en: str, table: dict[str, dict[str, float]], counts: dict[str, dict[str, float]]) -> float:
    """Add the expected counts of all segmentations of `en` over the characters of `zh`; the log-likelihood."""
    n, m = len(zh), len(en)
    p = [
        [
            [probability(zh[i], en[j : j + k], table) if j + k <= m else 0.0 for k in range(MAX_LETTERS + 1)]
            for j in range(m + 1)
        ]
        for i in range(n)
    ]
    forward = [[0.0] * (m + 1) for _ in range(n + 1)]
    forward[0][0] = 1.0
    for i in range(n):
        for j, mass in enumerate(forward[i]):
            if mass:
                for k in range(min(MAX_LETTERS, m - j) + 1):
                    forward[i + 1][j + k] += mass * p[i][j][k]
    total = forward[n][m]
    if total <= 0:
        return -99.0 * m
    backward = [[0.0] * (m + 1) for _ in range(n + 1)]
    backward[n][m] = 1.0
    for i in reversed(range(n)):
        for j in range(m + 1):
            backward[i][j] = sum(p[i][j][k] * backward[i + 1][j + k] for k in range(min(MAX_LETTERS, m - j) + 1))
    for i in range(n):
        for j in range(m + 1):
            if forward[i][j]:
                for k in range(min(MAX_LETTERS, m - j) + 1):
                    share = forward[i][j] * p[i][j][k] * backward[i + 1][j + k] / total
                    if share > 1e-4:
                        counts[zh[i]][en[j : j + k]] += share
    return math.log(total)


def usage(counts: dict[str, dict[str, float]], texts: list[Path]) -> dict[str, float]:
    """log P(character | a transcription) - log P(character | running text): 斯 is a sign of a name, 的 is not."""
    simplify = opencc.OpenCC("t2s").convert
    running: Counter[str] = Counter()
    for path in texts:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            running.update(simplify("".join(json.loads(line)["zh"] for line in islice(lines, 30_000))))
    total = sum(n for c, n in running.items() if "\u4e00" <= c <= "\u9fff")
    in_names = {c: sum(s.values()) for c, s in counts.items()}
    all_names = sum(in_names.values())
    return {c: math.log((n + 0.5) / all_names * total / (running[c] + 5)) for c, n in in_names.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--text", nargs="+", type=Path, required=True, help="running text, .jsonl.xz with zh")
    parser.add_argument("-o", "--out", type=Path, required=True)
    args = parser.parse_args()
    pairs = sorted(
        {pair for path in args.data for pair in name_pairs(path) if len(pair[1]) <= MAX_LETTERS * len(pair[0])}
    )
    print(len(pairs), "pairs")
    counts = learn(pairs)
    table, signs = backed_off(counts), usage(counts, args.text)
    with args.out.open("w", encoding="utf-8") as out:
        out.write("# P(letters | character or pinyin syllable) in foreign names, in thousandths; - is silent.\n")
        out.write("# Second column: how much likelier in such a name than in running text, in tenths of nats.\n")
        out.write("# From CedPane (Silas S. Brown, public domain) and DBpedia (CC BY-SA 3.0), by training/sounds.py.\n")
        for char in sorted(table):
            best = sorted(((p, s) for s, p in table[char].items() if p >= KEPT), reverse=True)
            spellings = " ".join(f"{s or '-'}:{round(p * 1000)}" for p, s in best)
            out.write(f"{char}\t{round(10 * signs.get(char, 0.0))}\t{spellings}\n")


if __name__ == "__main__":
    main()
