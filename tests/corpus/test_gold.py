"""The gold annotations fit the sample accounts, and everything said to be planted is there."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from aligner.records import FlagKind, Place, RepeatKind
from benchmarks.corpus import CORPUS, Gold, GoldError, GoldFlag, load_gold
from benchmarks.harness import shared_folder


@pytest.fixture(scope="module")
def gold() -> Gold:
    return load_gold()


def flat(gold: Gold, place: Place) -> str:
    """The text of a place on one line."""
    return " ".join(gold.text(place).split())


def test_three_accounts_a_language_of_40_to_120_sentences(gold: Gold) -> None:
    assert len(gold.documents("zh")) >= 3
    assert len(gold.documents("en")) >= 3
    assert set(gold.sentences) == set(gold.texts)
    assert {name: n for name, spans in gold.sentences.items() if not 40 <= (n := len(spans)) <= 120} == {}


def test_sentences_cover_the_texts(gold: Gold) -> None:
    """Between sentences stands white space, or Markdown's markup and front matter, and nothing else."""
    for name, text in gold.texts.items():
        body = re.match(r"---\n.*?\n---\n", text, re.DOTALL) if name.endswith(".md") else None
        at = body.end() if body else 0
        for span in gold.sentences[name]:
            assert not text[at : span.start].strip(" \n\u3000#"), f"{name}, character {at}"
            at = span.end
        assert not text[at:].strip(), name


def test_beads_hold_every_sentence_of_the_pair_once_and_many_shapes(gold: Gold) -> None:
    zh, en = gold.translation
    assert [p.span for b in gold.beads for p in b.zh] == list(gold.sentences[zh])
    assert [p.span for b in gold.beads for p in b.en] == list(gold.sentences[en])
    assert {b.shape for b in gold.beads} >= {"1-1", "1-2", "2-1", "2-2", "1-0", "0-1"}


@pytest.mark.parametrize(
    ("zh", "en", "least"),
    [
        ("zh/02-chronicle.md", "en/04-harbour.txt", 15),
        ("zh/02-chronicle.md", "en/05-bridge.md", 20),
        ("zh/03-night-lamp.txt", "en/04-harbour.txt", 12),
        ("zh/03-night-lamp.txt", "en/05-bridge.md", 20),
    ],
)
def test_independent_accounts_share_many_matters(gold: Gold, zh: str, en: str, least: int) -> None:
    assert sum(1 for e in gold.events if e.told_in(zh) and e.told_in(en)) >= min(least, 15)
    assert len(list(gold.links(zh, en))) >= least


def test_members_of_an_event_are_whole_sentences_and_do_not_overlap(gold: Gold) -> None:
    for event in gold.events:
        for member in event.members:
            spans = gold.sentences[member.document]
            assert any(s.start == member.span.start for s in spans), (event.id, gold.text(member))
            assert any(s.end == member.span.end for s in spans), (event.id, gold.text(member))
        for a, b in pairwise(sorted(event.members, key=lambda m: (m.document, m.span))):
            assert a.document != b.document or not a.span.overlaps(b.span), event.id


def test_every_account_tells_of_the_telegram_of_14_may(gold: Gold) -> None:
    telegram = gold.event("telegram-14-may")
    assert {m.document for m in telegram.members} == set(gold.texts)
    zh, en = gold.translation
    assert len(telegram.told_in(zh)) == 2
    assert len(telegram.told_in(en)) == 2


def test_what_was_asked_for_is_planted(gold: Gold) -> None:
    translated = {f.kind for f in gold.flags if f.where == "translation"}
    assert translated >= {
        FlagKind.DATE,
        FlagKind.NUMBER,
        FlagKind.NAME,
        FlagKind.AGENT,
        FlagKind.NEGATION,
        FlagKind.MODALITY,
        FlagKind.OMISSION,
        FlagKind.ADDITION,
    }
    assert {f.kind for f in gold.flags if f.where == "accounts"} >= {FlagKind.DATE, FlagKind.NUMBER}


def test_a_flag_of_the_translation_lies_inside_one_bead(gold: Gold) -> None:
    def inside(flag: GoldFlag) -> bool:
        def holds(side: tuple[Place, ...], spans: tuple[Place, ...]) -> bool:
            return all(any(s.span.start <= p.span.start and p.span.end <= s.span.end for s in side) for p in spans)

        return any(holds(b.zh, flag.zh) and holds(b.en, flag.en) for b in gold.beads)

    # An inconsistency sets two sentences of one text against each other.
    flags = [f for f in gold.flags if f.where == "translation" and f.kind is not FlagKind.INCONSISTENCY]
    assert [f.note for f in flags if not inside(f)] == []


def test_whole_sentences_left_out_or_added_are_beads_with_an_empty_side(gold: Gold) -> None:
    null = {(b.zh, b.en) for b in gold.beads if not b.zh or not b.en}
    flagged = {
        (f.zh, f.en) for f in gold.flags if f.kind in (FlagKind.OMISSION, FlagKind.ADDITION) and (f.zh, f.en) in null
    }
    assert flagged == null


def test_a_flag_between_accounts_is_about_one_event(gold: Gold) -> None:
    for flag in (f for f in gold.flags if f.where == "accounts"):
        about = [
            {
                e.id
                for e in gold.events
                for m in e.told_in(p.document)
                if m.span.start <= p.span.start and p.span.end <= m.span.end
            }
            for p in flag.zh + flag.en
        ]
        assert set.intersection(*about), flag.note


def test_repeats_are_of_the_kind_they_are_said_to_be(gold: Gold) -> None:
    for d in gold.duplicates:
        first, *others = (flat(gold, m) for m in d.members)
        for other in others:
            likeness = Levenshtein.normalized_similarity(first, other)
            if d.kind is RepeatKind.EXACT:
                assert first == other, d.note
            elif d.kind is RepeatKind.EDITED:
                assert 0.7 < likeness < 1, d.note
            else:
                assert likeness < 0.6, d.note
    assert {d.kind for d in gold.duplicates} >= {RepeatKind.EXACT, RepeatKind.EDITED, RepeatKind.RETOLD}
    assert any(FlagKind.NUMBER in d.differs for d in gold.duplicates)


def test_every_event_has_a_source(gold: Gold) -> None:
    sources = tomllib.loads((CORPUS / "SOURCES.toml").read_text(encoding="utf-8"))
    assert set(sources["events"]) == {e.id for e in gold.events}
    cited = {work for works in sources["events"].values() for work in works}
    assert cited == set(sources["works"])


def test_a_quotation_that_no_longer_fits_is_refused(tmp_path: Path) -> None:
    for path in CORPUS.rglob("*"):
        if path.is_file():
            copy = tmp_path / path.relative_to(CORPUS)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    load_gold(tmp_path)
    changed = tmp_path / "en" / "05-bridge.md"
    changed.write_text(changed.read_text(encoding="utf-8").replace("16 May", "sixteen May"), encoding="utf-8")
    with pytest.raises(GoldError, match=r"en/05-bridge\.md"):
        load_gold(tmp_path)


def test_nothing_is_copied_from_the_development_texts(gold: Gold) -> None:
    shared = shared_folder()
    if shared is None or not (shared / "seeds").is_dir():
        pytest.skip("no development texts beside this checkout")
    seeds = "".join(p.read_text(encoding="utf-8") for p in sorted((shared / "seeds").iterdir()))
    # Shorter runs are names and dates, not sentences: 1949年10月1日中华人民共和国 has 17 characters.
    assert shared_runs(gold, "zh", re.findall(r"[\u4e00-\u9fff0-9]", seeds), 18) == []
    assert shared_runs(gold, "en", re.findall(r"[a-z0-9']+", seeds.lower()), 9) == []


def shared_runs(gold: Gold, lang: str, tokens: list[str], length: int) -> list[str]:
    """Runs of `length` tokens (characters of Chinese, words of English) that an account has in common with `tokens`."""
    pattern, glue = (r"[\u4e00-\u9fff0-9]", "") if lang == "zh" else (r"[a-z0-9']+", " ")
    known = {tuple(tokens[i : i + length]) for i in range(len(tokens) - length + 1)}
    found = []
    for name, text in gold.texts.items():
        if name.startswith(lang):
            own = re.findall(pattern, text.lower())
            found += [glue.join(w) for w in zip(*(own[i:] for i in range(length)), strict=False) if w in known]
    return found
