"""Makes `aligner/embed/characters.tsv`, and compiles it for `tokenizer.json`: `python -m training.characters`.

Needs opencc and, to compile, sentencepiece (the extra `train`).
"""

from __future__ import annotations

import io
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

OUT = Path(__file__).parents[1] / "aligner" / "embed" / "characters.tsv"
HEADER = """\
# What stands for a character. `each`: characters of the third column become those of the second, one by one;
# `text`: the code points of the third column (hexadecimal) become the text of the second, which may be empty.
# Sources: Unicode 15 (NFKC, lower case, letters without marks); OpenCC 1.1 t2s, the characters that it converts on
# their own (Apache-2.0). Made by training/characters.py.
"""
SPACES = {c for c in map(chr, range(0x3001)) if c.isspace() and not "\x1c" <= c <= "\x1f"}
MARKS = {"‘": "'", "’": "'", "“": '"', "”": '"', "「": '"', "」": '"', "『": '"', "』": '"', "《": '"', "》": '"'}
MARKS |= {"。": ".", "、": ",", "—": "-", "–": "-", "·": " ", "・": " "}
BLOCKS = (range(1, 0xA000), range(0xF900, 0xFB07), range(0xFE10, 0xFE70), range(0xFF01, 0xFFEF))


def rules() -> dict[str, str]:
    """Character -> what stands for it, for all that change."""
    from opencc import OpenCC

    simplify = OpenCC("t2s").convert
    found: dict[str, str] = {}
    for point in (p for block in BLOCKS for p in block):
        character = chr(point)
        category = unicodedata.category(character)
        if category in {"Cn", "Cs", "Co"}:
            continue
        if character in SPACES:
            target = " "
        elif character in MARKS:
            target = MARKS[character]
        elif category in {"Mn", "Mc", "Me", "Cf", "Cc"}:
            target = ""
        else:
            target = "".join(map(_without_marks, unicodedata.normalize("NFKC", character).lower()))
            target = "".join(MARKS.get(c, simplify(c) if c >= "㐀" else c) for c in target)
        if target != character:
            found[character] = target
    return found


def _without_marks(character: str) -> str:
    if character >= "\u2000" or unicodedata.category(character)[0] not in "LM":
        return character
    return "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))


def write(path: Path = OUT) -> None:
    each: list[tuple[str, str]] = []
    texts: dict[str, list[str]] = defaultdict(list)
    for source, target in sorted(rules().items()):
        if len(target) == 1 and target.isprintable() and source.isprintable() and " " not in (source, target):
            each.append((target, source))
        else:
            texts[target].append(f"{ord(source):X}")
    lines = ["each\t{}\t{}".format(*map("".join, zip(*each[i : i + 60], strict=True))) for i in range(0, len(each), 60)]
    lines += [f"text\t{target}\t{' '.join(sources)}" for target, sources in sorted(texts.items())]
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def compiled(mapping: Mapping[int, str]) -> bytes:
    """The rules as sentencepiece compiles them, which is the form that `tokenizers.normalizers.Precompiled` reads."""
    from sentencepiece import SentencePieceTrainer, sentencepiece_model_pb2

    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "rules.tsv"
        lines = (f"{source:X}\t{' '.join(f'{ord(c):X}' for c in target)}" for source, target in sorted(mapping.items()))
        table.write_text("\n".join(lines) + "\n", encoding="ascii")
        model = io.BytesIO()
        SentencePieceTrainer.train(
            sentence_iterator=iter(["a b c d"] * 10),
            model_writer=model,
            vocab_size=10,
            hard_vocab_limit=False,
            normalization_rule_tsv=str(table),
            minloglevel=2,
        )
    proto = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]
    proto.ParseFromString(model.getvalue())
    return bytes(proto.normalizer_spec.precompiled_charsmap)


if __name__ == "__main__":
    write()
