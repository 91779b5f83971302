"""`aligner segment`: how a text is read and split, to check before comparing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aligner.cli.process import EXIT_SKIPPED
from aligner.cli.shared import Config, Lines, report_skipped, settings_for, stdout
from aligner.messages import say

if TYPE_CHECKING:
    from aligner.records import Document

_STYLES = {
    "heading": "bold",
    "quote": "italic",
    "note": "dim",
    "caption": "cyan",
    "front-matter": "dim cyan",
    "boilerplate": "dim strike",
}


def segment(
    paths: Annotated[list[Path], typer.Argument(help=say("segment.paths"), metavar="FILE...")],
    as_json: Annotated[bool, typer.Option("--json", help=say("segment.json"))] = False,
    lines: Lines = False,
    config: Config = None,
) -> None:
    """Filled from the catalogue: see `register`."""
    from aligner.read import read_texts
    from aligner.segment import segment as split

    settings = settings_for(paths, config, read={"lines": lines or None})
    sources, skipped = read_texts(paths, settings=settings.read)
    for source in sources:
        document = split(source, lines=settings.read.lines)
        if as_json:
            for record in _records(document):
                typer.echo(json.dumps(record, ensure_ascii=False))
        else:
            _show(document)
    report_skipped(skipped)
    if skipped:
        raise typer.Exit(EXIT_SKIPPED)


def _show(document: Document) -> None:
    """A summary line, then every paragraph: its role, and its sentences with their numbers."""
    from rich.text import Text

    from aligner.segment.marks import marks_by_sentence

    console = stdout()
    summary = say(
        "segment.summary",
        name=document.name,
        lang=say(f"segment.lang.{document.lang}"),
        encoding=document.encoding,
        paragraphs=document.sentences[-1].paragraph + 1 if document.sentences else 0,
        sentences=len(document.sentences),
        aligned=len(document.aligned),
        marks=len(document.marks),
    )
    console.print(summary, style="bold", markup=False, soft_wrap=True)
    marks = marks_by_sentence(document)
    paragraph = -1
    width = len(str(len(document.sentences)))
    for sentence in document.sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            foreign = "" if sentence.lang == document.lang else f" ({say(f'segment.lang.{sentence.lang}')})"
            console.print(f"\n[{say(f'segment.role.{sentence.role}')}{foreign}]", style="blue", markup=False)
        number = f"{sentence.index:>{width}}  "
        # Character by character, so that the marks keep their places.
        shown = "".join(" " if c.isspace() else c for c in document.slice(sentence.span))
        text = Text(number + shown, style=_STYLES.get(sentence.role, ""))
        for mark in marks[sentence.index]:
            start = mark.span.start - sentence.span.start + len(number)
            text.stylize("magenta", start, start + len(mark.span))
        console.print(text, soft_wrap=True)
    console.print()


def _records(document: Document) -> list[dict[str, Any]]:
    """A header for the document, then one record a sentence; spans are code points of the decoded text."""
    from aligner.segment.marks import marks_by_sentence

    records: list[dict[str, Any]] = [
        {
            "type": "document",
            "name": document.name,
            "lang": document.lang,
            "encoding": document.encoding,
            "characters": len(document.text),
            "sentences": len(document.sentences),
        }
    ]
    for s, found in zip(document.sentences, marks_by_sentence(document), strict=True):
        marks = [{"start": m.span.start, "end": m.span.end, "kind": str(m.kind)} for m in found]
        record = {
            "type": "sentence",
            "index": s.index,
            "paragraph": s.paragraph,
            "role": str(s.role),
            "lang": s.lang,
            "start": s.span.start,
            "end": s.span.end,
            "text": document.slice(s.span),
        }
        records.append(record | ({"marks": marks} if marks else {}))
    return records


def register(app: typer.Typer) -> None:
    app.command("segment", help=say("segment.help"))(segment)
