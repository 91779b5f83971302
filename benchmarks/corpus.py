"""The sample corpus and its gold annotations as typed records (corpus/README.md documents the files).

The gold files refer to places by quoting them, so that editing one sentence breaks the references to that one only.
`load_gold` turns each quotation into a `Place` and refuses one that is absent or ambiguous.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Literal

from aligner.records import Evidence, FlagKind, Lang, Place, RepeatKind, Severity, Span

CORPUS = Path(__file__).resolve().parents[1] / "corpus"

Where = Literal["translation", "accounts"]


@dataclass(frozen=True, slots=True)
class GoldBead:
    """Sentences of the translation pair that correspond; one side is empty where the other has no counterpart."""

    zh: tuple[Place, ...]
    en: tuple[Place, ...]

    @property
    def shape(self) -> str:
        return f"{len(self.zh)}-{len(self.en)}"


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One matter, and every passage that tells it. An account that comes back to it has several members.

    `date` is ISO 8601, possibly reduced ("1949-03"): the historical date, whatever an account says.
    """

    id: str
    date: str
    title_zh: str
    title_en: str
    members: tuple[Place, ...]

    def told_in(self, document: str) -> tuple[Place, ...]:
        return tuple(m for m in self.members if m.document == document)


@dataclass(frozen=True, slots=True)
class GoldFlag:
    """A planted divergence: inside the translation pair, or between independent accounts."""

    kind: FlagKind
    severity: Severity
    where: Where
    zh: tuple[Place, ...]
    en: tuple[Place, ...]
    evidence: Evidence
    note: str


@dataclass(frozen=True, slots=True)
class GoldDuplicate:
    """A planted repeat. `differs` is what its members disagree on."""

    kind: RepeatKind
    members: tuple[Place, ...]
    differs: tuple[FlagKind, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Gold:
    """The corpus and all that is known about it. Documents are named by their path below the corpus folder."""

    texts: Mapping[str, str]
    sentences: Mapping[str, tuple[Span, ...]]  # headings and notes included, front matter not
    translation: tuple[str, str]  # the names of the pair that `beads` aligns, (zh, en)
    beads: tuple[GoldBead, ...]
    events: tuple[GoldEvent, ...]
    flags: tuple[GoldFlag, ...]
    duplicates: tuple[GoldDuplicate, ...]

    def documents(self, lang: Lang) -> tuple[str, ...]:
        return tuple(name for name in self.texts if name.startswith(f"{lang}/"))

    def text(self, place: Place) -> str:
        return self.texts[place.document][place.span.start : place.span.end]

    def event(self, id_: str) -> GoldEvent:
        """The event of that id. Raises KeyError where there is none."""
        for event in self.events:
            if event.id == id_:
                return event
        raise KeyError(id_)

    def links(self, zh: str, en: str) -> Iterator[tuple[Place, Place]]:
        """Passages of the two documents that tell the same matter: what a comparable alignment should find."""
        for event in self.events:
            yield from product(event.told_in(zh), event.told_in(en))


_FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.DOTALL)


class GoldError(ValueError):
    """An annotation that does not fit the texts: a quotation that is absent, or stands in several places."""


def load_gold(folder: Path = CORPUS) -> Gold:
    """Read corpus texts and annotations. Raises GoldError where the two do not fit together."""
    texts = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for lang in ("zh", "en")
        for path in sorted((folder / lang).iterdir())
    }
    gold = folder / "gold"
    beads = _read(gold / "beads.json")
    zh, en = beads["zh"], beads["en"]
    sentences = {name: _in_order(name, texts[name], quoted) for name, quoted in _read(gold / "sentences.json").items()}
    return Gold(
        texts=texts,
        sentences=sentences,
        translation=(zh, en),
        beads=_beads(beads["beads"], zh, en, sentences, texts),
        events=tuple(
            GoldEvent(e["id"], e["date"], e["title"]["zh"], e["title"]["en"], _places(e["members"], texts))
            for e in _read(gold / "events.json")
        ),
        flags=tuple(
            GoldFlag(
                FlagKind(f["kind"]),
                Severity(f["severity"]),
                f["where"],
                _places(f["zh"], texts),
                _places(f["en"], texts),
                Evidence(**f["evidence"]),
                f["note"],
            )
            for f in _read(gold / "flags.json")
        ),
        duplicates=tuple(
            GoldDuplicate(
                RepeatKind(d["kind"]), _places(d["members"], texts), tuple(map(FlagKind, d["differs"])), d["note"]
            )
            for d in _read(gold / "duplicates.json")
        ),
    )


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _pattern(sentences: Sequence[str]) -> re.Pattern[str]:
    """Matches the sentences in sequence. Spaces stand for any white space: a hard-wrapped line breaks anywhere."""
    return re.compile(r"\s*".join(r"\s+".join(map(re.escape, s.split())) for s in sentences))


def _in_order(name: str, text: str, quoted: Sequence[str]) -> tuple[Span, ...]:
    """The spans of sentences listed in the order of the text, each searched for after the one before."""
    front = _FRONT_MATTER.match(text)  # a title there is often the heading's own words
    spans, at = [], front.end() if front else 0
    for sentence in quoted:
        match = _pattern([sentence]).search(text, at)
        if match is None:
            raise GoldError(f"{name}: no such sentence after character {at}: {sentence}")
        spans.append(Span(match.start(), match.end()))
        at = match.end()
    return tuple(spans)


def _beads(
    beads: Sequence[Mapping[str, Sequence[str]]],
    zh: str,
    en: str,
    sentences: Mapping[str, tuple[Span, ...]],
    texts: Mapping[str, str],
) -> tuple[GoldBead, ...]:
    """Beads take up the sentences of both documents one after the other, so position says which is meant."""

    def side(name: str, quoted: Sequence[str], spans: Iterator[Span]) -> tuple[Place, ...]:
        places = []
        for sentence in quoted:
            span = next(spans, None)
            if span is None or not _pattern([sentence]).fullmatch(texts[name], span.start, span.end):
                raise GoldError(f"{name}: the bead's sentence is not the next one of the document: {sentence}")
            places.append(Place(name, span))
        return tuple(places)

    zh_spans, en_spans = iter(sentences[zh]), iter(sentences[en])
    out = tuple(GoldBead(side(zh, b["zh"], zh_spans), side(en, b["en"], en_spans)) for b in beads)
    for name, spans in ((zh, zh_spans), (en, en_spans)):
        if (left := next(spans, None)) is not None:
            raise GoldError(f"{name}: no bead holds the sentence at character {left.start}")
    return out


def _places(references: Sequence[Mapping[str, Any]], texts: Mapping[str, str]) -> tuple[Place, ...]:
    return tuple(_place(r, texts) for r in references)


def _place(reference: Mapping[str, Any], texts: Mapping[str, str]) -> Place:
    """Resolve `{document, sentences | text, nth?}`; `nth` (1-based) is required where a quotation is not unique."""
    name = reference["document"]
    quoted = reference["sentences"] if "sentences" in reference else [reference["text"]]
    found = list(_pattern(quoted).finditer(texts[name]))
    nth = reference.get("nth")
    if not found or (nth is None and len(found) > 1) or (nth is not None and not 1 <= nth <= len(found)):
        raise GoldError(f"{name}: found {len(found)} times, nth {nth}: {''.join(quoted)}")
    match = found[(nth or 1) - 1]
    return Place(name, Span(match.start(), match.end()))
