"""English sentences: one line a case; | marks where a sentence ends."""

import pytest

from aligner.segment.english import english_ends
from aligner.segment.spans import spans_between

CASES = [
    "It ended. |The war was over. |",
    "A. V. Torkunov, on the other hand, concludes. |M. S. Kapitsa remembers. |",
    "Dr. J. C. Smith saw approx. 3,000… incl. Mr. Lee. |He left. |",
    "Gen. MacArthur landed. |Lt. Col. Smith did not. |St. Petersburg fell. |",
    "It was the U.S. Navy. |It belonged to the U.S. |The ships left. |",
    "He moved to Washington, D.C. |It was 1950. |",
    "APRF, F. 3, Op. 65, D. 776, Ll. 1 - 21. |See No. 6 (1996), pp. 86-90. |",
    "F. 059a, Op. 5a, D. 3, Pap. (Papka) 11, Ll. 87-91. |Op. 5, Pap.(Papka) 11. |",
    "Torkunov et al., New Views, pp. 20 - 21. |Ibid. pp. 10 -11. |",
    "It was a conciliatory gesture.|If China had accepted, it would be open. |",  # the space is missing
    "Stalin shifted.[12] |Then he waited. [9] |He said so.[EAM3] [68] |It was obvious. |",
    "They accepted reluctantly,[20] but did not stop.[21] |",
    "“You must ask Mao.”[67] |Stalin cabled Mao. |",
    "He said, “Go.” |They went. |'Go!' they said. |",
    '"Can you print it out?" Wang asked. |Sha did. |',
    "'Let him teach me a few moves?' |He asked the old eunuch. |",
    "'But I—' |'You what?' snapped the eunuch. |",
    "I’m so worried about your cough ... |I just can't. |",
    "'I... I... can't,' he said. |",
    "It was . . . in the end . . . nothing. |",
    "therefore, impermissible.... |At present, very little has been done. |",
    "Really?! |Yes. |What? |No! |",
    "The sum is 3.5 million. |In 1950. |The end. |",
    "3. The transfer function is a property. |4. It is linear. |",
    "Figure 1.2. U. S. Navy radar. |It is shown in Figure 1.2. |Directed graphs follow. |",
    "He lived through World War I. |Stalin did too. |",
    "So did I. |The rest is known. |",
    "Q. Was it so? |A. The answer is no. |I asked again. |",
    "See www.a.com. |Write to a.b@c.org. |Node.js and U.S.A. agree. |",
    "It works e.g. Monday, i.e. now, cf. Smith, vs. Jones. |",
    "The Origins of the U.S. - PRC Confrontation. |",
    "He came at 5 p.m. |The others came at 6 a.m. on Monday. |",
    "Wrapped\nlines are\none sentence. |Two\nof them. |",
    "(It is true.) |He knew. |[Sic.] |Then. |",
    "Kim Il Sung, Jr. was there, and Smith & Co. |They left. |",
    "No full stop at all |",
    "He said: one; two; three. |",
    "the struggle.[18] |",
    "He wrote in Jan. 1950 and on Sept. 9. |The answer came. |",
    "*He* came. |**She** left. |",
    "**He came.** |**She left.** |They stayed.* |All did. |",
]


@pytest.mark.parametrize("case", CASES)
def test_cases(case):
    parts = case.split("|")[:-1]
    text = "".join(parts)
    assert [text[s.start : s.end] for s in spans_between(text, english_ends(text))] == [p.strip() for p in parts]


@pytest.mark.parametrize("text", ["", " ", ".", "...", '."' * 9, "A." * 9, ". . . . ", "?!", "a.b.c.d", "www." * 9])
def test_ends_always_reach_the_end(text):
    ends = english_ends(text)
    assert ends == sorted(set(ends))
    assert ends[-1:] == [len(text)] or not text.strip()


def test_work_is_linear():
    """Texts made to defeat the patterns (quadratic if a pattern could start anywhere and run to the end)."""
    for hostile in (
        "a." + ")" * 200_000,
        "x" * 300_000,
        "a@" * 150_000,
        "." * 300_000,
        "'. " * 100_000,
        "www." * 80_000,
    ):
        assert english_ends(hostile)[-1] == len(hostile)
