"""Subtitles: cues are paragraphs, numbers and times are furniture."""

from pathlib import Path

import pytest

from aligner.read.subtitles import read_subtitles
from aligner.records import Role
from aligner.segment import segment
from aligner.settings import ReadSettings

CUES = ["Snow fell.\n<ruby>It<rt>it</rt></ruby> fell all day.", "<i>Are we waiting?</i>", "1932", "We wait."]
SRT = "".join(f"{k}\n00:00:0{k},000 --> 00:00:0{k},900\n{cue}\n\n" for k, cue in enumerate(CUES, 1))
VTT = "WEBVTT - x\n\nNOTE made by hand\n\n" + SRT.replace(",", ".")
CROWDED = SRT.replace("\n\n", "\n \n")  # a blank line that holds a space


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("text", [SRT, VTT, CROWDED, SRT.rstrip()])
def test_cues_are_text_and_times_are_not(text: str, newline: str) -> None:
    data = text.replace("\n", newline).encode("utf-8-sig")
    source = read_subtitles(data, Path("a.srt"), ReadSettings())
    document = segment(source)
    told = {s.paragraph: "" for s in document.sentences if s.role is Role.BODY}
    for s in document.sentences:
        if s.role is Role.BODY:
            told[s.paragraph] += " " + document.matching_text(s.index)
    assert [cue.strip() for cue in told.values()] == [
        "Snow fell. It fell all day.",
        "Are we waiting?",
        "1932",
        "We wait.",
    ]
    kept = "".join(document.sentence_text(s.index) for s in document.sentences)
    assert "".join(kept.split()) == "".join(document.text.split())
