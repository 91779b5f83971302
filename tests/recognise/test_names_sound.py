"""The search for a sound against every way of cutting the letters over every stretch of characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.recognise.latin import phonetic, plain
from aligner.recognise.names_sound import LETTER, SLACK, hear, skeleton, sounds


def best_cut(letters: str, chars: str) -> float | None:
    """log P of the best way to write the letters with exactly these characters, by trying all."""
    if not chars:
        return 0.0 if not letters else None
    sign, spelled, bones = sounds(chars[0])
    gain = max(-1.5, min(1.5, 0.4 * sign))
    found = []
    for k in range(min(6, len(letters)) + 1):
        piece, bone = letters[:k], skeleton(letters[:k])
        if piece in spelled:
            p = spelled[piece]
        elif k and bone in bones:
            p = bones[bone] + SLACK - 0.7 * (k - len(bone))
        else:
            continue
        rest = best_cut(letters[k:], chars[1:])
        if rest is not None:
            found.append(p + gain + rest)
    return max(found, default=None)


@settings(max_examples=80, deadline=None)
@given(st.text("什特科夫斯大林罗申的是", min_size=1, max_size=5), st.sampled_from(["Shtykov", "Stalin", "Kos"]))
def test_hear_finds_the_best_stretch(chars: str, name: str) -> None:
    letters = phonetic(name)
    stretches = [chars[i:j] for i in range(len(chars)) for j in range(i + 1, len(chars) + 1)]
    # a stretch that begins with silence is no better than the one without it, which is tried too
    scores = [s for stretch in stretches if (s := best_cut(letters, stretch)) is not None]
    heard = hear(name, chars)
    if heard is None:
        assert not scores
    else:
        assert heard.ratio == pytest.approx(max(scores) - LETTER * len(letters))


def test_a_dot_between_the_parts_is_passed_over() -> None:
    heard = hear("Kennan", "乔治·凯南说")
    assert heard is not None
    assert (heard.start, heard.end) == (3, 5)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Rossetti", "roseti"), ("Roshchin", "roshin"), ("T'ai-pei", "taipei"), ("Łódź", "loz"), ("Xerxes", "kserkses")],
)
def test_spellings_are_brought_to_one_form(name: str, letters: str) -> None:
    assert phonetic(name) == letters
    assert plain(name).isalpha()
