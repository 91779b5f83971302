"""Citations in notes: their figures are compared, and nothing else of them."""

import pytest

from aligner.compare import find_divergences
from aligner.embed import load_encoder
from aligner.records import Alignment, Bead, Document, FlagKind, Role, Sentence, Severity, Span
from aligner.segment.labels import is_signed
from aligner.settings import CompareSettings


def document(lang, *notes):
    """A line of text, then notes of one sentence each."""
    lines = ["他来了。" if lang == "zh" else "He came.", *notes]
    text, sentences = "\n".join(lines), []
    at = 0
    for k, line in enumerate(lines):
        sentences.append(Sentence(k, Span(at, at + len(line)), k, Role.NOTE if k else Role.BODY, lang))
        at += len(line) + 1
    return Document(lang, lang, text, tuple(sentences))


def flags(zh, en, linked=True):
    left, right = document("zh", *zh), document("en", *en)
    beads = [Bead((0,), (0,), 1.0)]
    both = min(len(zh), len(en)) if linked else 0
    beads += [Bead((k,), (k,), 1.0) for k in range(1, both + 1)]
    beads += [Bead((k,), (), 1.0) for k in range(both + 1, len(zh) + 1)]
    beads += [Bead((), (k,), 1.0) for k in range(both + 1, len(en) + 1)]
    alignment = Alignment(left, right, tuple(beads), "parallel")
    return find_divergences(alignment, load_encoder("embedded"), CompareSettings())


@pytest.mark.parametrize(
    ("zh", "en", "read"),
    [
        ("《文稿》第1册，第428页。", "Wengao, vol. 1, p. 428.", None),
        ("《文稿》第1册，第428页。", "Wengao, vol. 1, p. 482.", ("428", "482")),
        ("《文稿》上册，第428页。", "Wengao, vol. 1, p. 428.", None),
        ("同上书，第437—439页。", "Ibid., 437–39.", None),
        ("同上书，第437—439页。", "Ibid., 437–38.", ("439", "438")),
        ("《人民日报》1950年6月29日，第1版。", "Renmin ribao, 29 June 1950, p. 1.", None),
        ("《人民日报》1950年6月29日，第1版。", "Renmin ribao, 29 July 1950, p. 1.", ("6", "7")),
        ("师哲：《回忆录》，文献出版社１９９５年版，第435页。", "Shi Zhe, Huiyilu (Beijing, 1995), 435.", None),
        ("师哲：《回忆录》，文献出版社1995年版，第435页。", "Shi Zhe, Huiyilu (Beijing, 1998), 435.", ("1995", "1998")),
        ("《文稿》，第428页。", "Wengao, ed. Wang (Beijing, 1987), p. 428.", None),
        ("АПРФ，全宗45，目录1，案卷334，第81—82页。", "APRF, fond 45, opis 1, delo 334, ll. 81–82.", None),
    ],
)  # fmt: skip
def test_figures_of_citations(zh, en, read):
    found = flags([zh], [en])
    assert [(f.evidence.zh, f.evidence.en) for f in found] == ([read] if read else [])
    assert all(f.kind is FlagKind.NUMBER and f.zh[0].document == "zh" and f.en[0].document == "en" for f in found)


def test_notes_that_tell_something_are_read_as_the_text_is():
    found = flags(["邓华是湖南人，1927年参加革命。"], ["Deng Hua, a native of Hunan, joined the revolution in 1928."])
    assert [f.kind for f in found] == [FlagKind.DATE]


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        (["此信未见发表。"], ["The force had three armies."], ["note-zh", "note-en"]),
        (["此信未见发表。", "另说为二十万人。"], [], ["notes-zh"]),
        (["此信未见发表。"], [], ["note-zh"]),
        ([], ["The force had three armies. (Translator's note)"], []),
        (["三个军归其指挥。——译者注"], [], []),
        (["注释"], [], []),
    ],
)
def test_what_one_side_lacks_is_minor(zh, en, told):
    found = flags(zh, en, linked=False)
    assert [f.message.key.removeprefix("compare.unlinked.") for f in found] == told
    assert {f.severity for f in found} <= {Severity.MINOR}


@pytest.mark.parametrize(("kept", "told"), [(1, ["4"]), (2, ["3"]), (3, ["", ""]), (4, [""]), (5, [])])
def test_an_edition_without_most_of_the_notes_is_told_in_one_line(kept, told):
    zh = [f"《文稿》第1册，第{k}页。" for k in range(1, 6)]
    found = flags(zh, [f"Wengao, vol. 1, p. {k}." for k in range(1, kept + 1)])
    messages = [dict(f.message.args) for f in found]
    assert [m["n"] if f.message.key.endswith("notes-zh") else "" for f, m in zip(found, messages, strict=True)] == told
    assert all(m["all"] == "5" for f, m in zip(found, messages, strict=True) if f.message.key.endswith("notes-zh"))


@pytest.mark.parametrize(
    ("note", "signed"),
    [
        ("译者注：此处原文有误。", True),
        ("此处原文有误。——译注", True),
        ("此处原文有误。（编者按）", True),
        ("Sic. —Trans.", True),
        ("[Translator's note: so in the original.]", True),
        ("TN: so in the original.", True),
        ("The treaty was translated by Shi Zhe.", False),
        ("译者为师哲。", False),
        ("Ed. by Wang, p. 3.", False),
    ],
)
def test_who_signs_a_note(note, signed):
    assert is_signed(note) is signed
