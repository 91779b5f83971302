"""Short accounts of seven other matters, with their gold events: what comparable mode is judged on beside the corpus.

`benchmarks/accounts/TOPIC/NAME.LANG.txt`: one sentence a line, before it the events that it tells, "-" for none, and a
bar; an empty line begins a paragraph. Sentences in sequence that tell one event are one passage. The accounts were
written for this project from common knowledge, before any figure was taken of them. Of `UNTOUCHED` no link was looked
at since: nothing was chosen by them, and only the figures of all of them together count. What counts as each event
of the two latest (flood, nixon), and where their accounts differ on purpose, stands in `benchmarks/accounts/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aligner.records import Document, Lang, Role, Sentence, Span

FOLDER = Path(__file__).with_name("accounts")
UNTOUCHED = frozenset({"missiles", "nixon", "xian"})
LANGUAGES: tuple[Lang, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Topic:
    """Accounts of one matter. `told`: event -> the passages that tell it, (document name, sentences)."""

    name: str
    documents: Mapping[str, Document]
    told: Mapping[str, tuple[tuple[str, frozenset[int]], ...]]


def topics() -> Iterator[Topic]:
    """All of them, by name."""
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        documents: dict[str, Document] = {}
        told: dict[str, list[tuple[str, frozenset[int]]]] = {}
        for path in sorted(folder.glob("*.txt")):
            document, events = read_account(path)
            documents[document.name] = document
            for event, runs in passages(events).items():
                told.setdefault(event, []).extend((document.name, run) for run in runs)
        yield Topic(folder.name, documents, {event: tuple(places) for event, places in told.items()})


def read_account(path: Path) -> tuple[Document, tuple[tuple[str, ...], ...]]:
    """The text, and the events that each of its sentences tells."""
    lang = next(lang for lang in LANGUAGES if path.name.endswith(f".{lang}.txt"))
    rows: list[Sentence] = []
    events: list[tuple[str, ...]] = []
    text, paragraph = "", 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line:
            paragraph += 1
            text += "\n\n"
            continue
        told, sentence = (part.strip() for part in line.split("|", 1))
        if text and not text.endswith("\n") and lang == "en":
            text += " "
        rows.append(Sentence(len(rows), Span(len(text), len(text) + len(sentence)), paragraph, Role.BODY, lang))
        events.append(() if told == "-" else tuple(told.split()))
        text += sentence
    return Document(path.name, lang, text, tuple(rows), fixed=True), tuple(events)


def passages(events: tuple[tuple[str, ...], ...]) -> dict[str, list[frozenset[int]]]:
    """Event -> the runs of sentences that tell it."""
    runs: dict[str, list[list[int]]] = {}
    for i, names in enumerate(events):
        for name in names:
            found = runs.setdefault(name, [])
            if found and found[-1][-1] == i - 1:
                found[-1].append(i)
            else:
                found.append([i])
    return {name: [frozenset(run) for run in found] for name, found in runs.items()}
