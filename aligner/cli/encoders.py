"""`aligner encoders`: what turns sentences into vectors. `aligner cache`: what is kept on disk between runs."""

from __future__ import annotations

from typing import Annotated

import typer

from aligner.cli.shared import stdout
from aligner.messages import say, ui_language


def encoders() -> None:
    """Filled from the catalogue: see `register`."""
    from aligner.embed.embedded import MODEL
    from aligner.embed.installed import extra_installed, model_on_disk
    from aligner.embed.models import known_models
    from aligner.embed.table import read_table

    console = stdout()
    size = sum(f.stat().st_size for f in MODEL.iterdir())
    _describe("embedded", size, read_table(MODEL).dim, "embed.state.built-in", say("embed.embedded-note"))
    for model in known_models():
        state = "embed.state.here" if model_on_disk(model.name) else "embed.state.absent"
        _describe(model.name, model.megabytes * 10**6, model.dim, state, model.note[ui_language()])
    console.print()
    console.print(say("embed.how" if extra_installed() else "embed.how-without-extra"), markup=False)


def _describe(name: str, size: int, dim: int, state: str, note: str) -> None:
    console = stdout()
    console.print(name, style="bold", markup=False)
    line = say("embed.line", size=_megabytes(size), dim=dim, state=say(state), note=note)
    console.print(line, markup=False)


def cache(clear: Annotated[bool, typer.Option("--clear", help=say("embed.help.clear"))] = False) -> None:
    """Filled from the catalogue: see `register`."""
    from aligner.embed.store import cache_folder, clear_cache, contents, kept, store_path

    console, folder = stdout(), cache_folder()
    if clear:
        console.print(say("embed.cleared", size=_megabytes(clear_cache()), folder=folder), markup=False)
        return
    files = kept()
    if not files:
        console.print(say("embed.cache-empty", folder=folder), markup=False)
        return
    total = sum(f.stat().st_size for f in files)
    console.print(say("embed.cache-holds", size=_megabytes(total), folder=folder), markup=False)
    for name, count in contents(store_path()):
        console.print(say("embed.cache-model", count=f"{count:,}", name=name.split("|")[0]), markup=False)
    code = [f for f in files if f.parent == folder / "native"]
    others = [f for f in files if f not in code and not f.name.startswith(store_path().name)]
    for key, some in (("embed.cache-others", others), ("embed.cache-code", code)):
        if some:
            size = _megabytes(sum(f.stat().st_size for f in some))
            console.print(say(key, count=len(some), size=size), markup=False)


def _megabytes(size: int) -> str:
    return f"{size / 10**6:,.1f} MB" if size < 10**9 else f"{size / 10**9:.1f} GB"


def register(app: typer.Typer) -> None:
    app.command("encoders", help=say("embed.help.encoders"))(encoders)
    app.command("cache", help=say("embed.help.cache"))(cache)
