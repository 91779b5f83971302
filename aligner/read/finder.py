"""Which sentences of a document a text holds that was written out elsewhere."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from aligner.records import Document, Span

_HALF = 0.5  # of a sentence: what a text holds more of is the text's


class SentenceFinder:
    """Finds texts in a document, white space aside: from the last place found on, then from the beginning."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._places = [i for i, c in enumerate(document.text) if not c.isspace()]
        self._stream = "".join(document.text[i] for i in self._places)
        self._starts = [s.span.start for s in document.sentences]
        self._cursor = 0

    def find(self, text: str, numbers: tuple[int, ...]) -> dict[int, float]:
        """The sentences that `text` holds (number -> share of its characters); empty where it is not found.

        `numbers` are believed where those sentences together say `text`.
        """
        wanted = "".join(text.split())
        if all(n < len(self._starts) for n in numbers):
            said = "".join(self._document.sentence_text(n) for n in numbers)
            if numbers and "".join(said.split()) == wanted:
                self._cursor = bisect_left(self._places, self._document.sentences[max(numbers)].span.end)
                return dict.fromkeys(sorted(set(numbers)), 1.0)
        at = self._stream.find(wanted, self._cursor)
        if at < 0:
            at = self._stream.find(wanted)
        if at < 0 or not wanted:
            return {}
        self._cursor = at + len(wanted)
        return self._sentences(Span(self._places[at], self._places[at + len(wanted) - 1] + 1))

    def _sentences(self, place: Span) -> dict[int, float]:
        """Sentences of which the place holds more than half; else the one of which it holds most."""
        shares: dict[int, float] = {}
        number = max(0, bisect_right(self._starts, place.start) - 1)
        sentences = self._document.sentences
        while number < len(sentences) and sentences[number].span.start < place.end:
            span = sentences[number].span
            common = min(span.end, place.end) - max(span.start, place.start)
            if common > 0:
                shares[number] = common / len(span)
            number += 1
        held = {n: share for n, share in shares.items() if share > _HALF}
        return held or ({max(shares, key=lambda n: shares[n]): max(shares.values())} if shares else {})
