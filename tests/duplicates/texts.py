"""Documents for the tests of repeats."""

from aligner.duplicates import find_duplicates
from aligner.read.source import SourceText
from aligner.records import Document, DuplicateGroup, Lang
from aligner.segment import segment
from aligner.settings import DuplicateSettings

COPIES_ONLY = DuplicateSettings(retold=False)

TELEGRAM = (
    "一九五〇年五月十四日，斯大林致电毛泽东，说国际形势已经改变，他同意朝鲜同志关于实现统一的建议。"
    "但是这个问题最后必须由中国和朝鲜两国的同志共同解决。如果中国同志不同意，就应当推迟到下一次讨论时再作决定。"
)
WEATHER = "那年夏天江水涨得很高，渡口停了三个星期，镇上的人都在谈论收成和米价。没有人想到秋天会是那个样子。"
MARKET = "集市设在旧城墙外面，卖布的和卖牲口的各占一边。到了中午，茶馆里坐满了从山里下来的客人。"
SCHOOL = "学校搬进了祠堂，先生每天教两遍算术，孩子们用毛笔在沙盘里练字，冬天手冻得握不住笔。"


def document(text: str, lang: Lang = "zh", name: str = "a.txt") -> Document:
    return segment(SourceText(name, text, lang=lang))


def copies(*texts: str, lang: Lang = "zh", settings: DuplicateSettings = COPIES_ONLY) -> tuple[DuplicateGroup, ...]:
    """The groups of copies in texts named a.txt, b.txt, ..."""
    documents = [document(text, lang, f"{'abcdefgh'[k]}.txt") for k, text in enumerate(texts)]
    return find_duplicates(documents, {}, settings)


def members(groups: tuple[DuplicateGroup, ...], *texts: str) -> list[list[str]]:
    """What stands at the members of each group."""
    named = {f"{'abcdefgh'[k]}.txt": text for k, text in enumerate(texts)}
    return [[named[m.document][m.span.start : m.span.end] for m in g.members] for g in groups]
