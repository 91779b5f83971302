"""Settings: one frozen class per stage. `aligner.toml` and the command line fill the same classes.

Beside each field: its unit, and the source of its default. What users read is in `messages/settings_help.toml`.
"""

from __future__ import annotations

import dataclasses
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_type_hints

from aligner.errors import SettingsError
from aligner.messages import UiLang, say

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

S = TypeVar("S", bound="DataclassInstance")
ModeChoice = Literal["auto", "parallel", "comparable"]


@dataclass(frozen=True, slots=True)
class ReadSettings:
    lines: bool = False  # each line of the input is one sentence, numbering kept


@dataclass(frozen=True, slots=True)
class EmbedSettings:
    encoder: str = "embedded"  # "embedded", or a sentence-transformers model by name or path
    device: str = "auto"  # "auto", "cpu", "cuda", "mps": sentence-transformers models only
    batch_size: int = 64  # sentences a batch, sentence-transformers models only; halved when memory runs out
    cache: bool = True  # keep the vectors of sentence-transformers models on disk


@dataclass(frozen=True, slots=True)
class ParallelSettings:
    max_sentences: int = 8  # of both sides of one bead together
    with_notes: bool = True  # link notes with notes, after the text


@dataclass(frozen=True, slots=True)
class ComparableSettings:
    # In [0, 1]: links below are not reported. 0: a threshold chosen for each pair of texts, at least .3
    # (align/comparable/compete.py).
    min_confidence: float = 0.0
    with_notes: bool = False  # search footnotes and endnotes too


@dataclass(frozen=True, slots=True)
class CompareSettings:
    off: tuple[str, ...] = ()  # flag kinds not looked for
    min_severity: str = "minor"  # flags below are dropped
    glossary: str = ""  # path of a TSV: zh, en, and optionally "forbidden"
    errors: tuple[str, ...] = ()  # flag kinds whose severity is raised to critical
    min_confidence: float = 0.0  # in [0, 1]: flags less sure are dropped
    accepted: str = ""  # path of a TSV of accepted flags, which are not shown again: kind, zh, en


@dataclass(frozen=True, slots=True)
class DuplicateSettings:
    min_zh: int = 20  # shortest repeat, in Chinese characters
    min_en: int = 60  # shortest repeat, in characters of English text
    retold: bool = True  # also look for retold repeats, by vectors
    across_documents: bool = False  # look for repeats in the other language between documents, not only inside one
    keep: Literal["best", "first", "longest"] = "best"


@dataclass(frozen=True, slots=True)
class ReportSettings:
    source: Literal["", "zh", "en"] = ""  # which side TMX and XLIFF files name as the source; "": zh


@dataclass(frozen=True, slots=True)
class Settings:
    mode: ModeChoice = "auto"
    read: ReadSettings = field(default_factory=ReadSettings)
    embed: EmbedSettings = field(default_factory=EmbedSettings)
    parallel: ParallelSettings = field(default_factory=ParallelSettings)
    comparable: ComparableSettings = field(default_factory=ComparableSettings)
    compare: CompareSettings = field(default_factory=CompareSettings)
    duplicates: DuplicateSettings = field(default_factory=DuplicateSettings)
    report: ReportSettings = field(default_factory=ReportSettings)

    def changed(self, **stages: dict[str, Any]) -> Settings:
        """A copy with other values: `settings.changed(embed={"encoder": "LaBSE"})`. Raises SettingsError."""
        return _replace(self, stages, "")


def load_settings(path: Path) -> Settings:
    """Read `aligner.toml`. Raises SettingsError for an unknown key or a value of another type."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError("settings.unreadable", path=path, why=error) from error
    return _replace(Settings(), table, "")


def commented_settings(ui: UiLang | None = None) -> str:
    """A settings file that changes nothing: for every field, what it means and its default, commented out."""
    lines = [f"# {line}" for line in say("settings.help.file", ui).splitlines()]
    top = [f for f in dataclasses.fields(Settings) if not dataclasses.is_dataclass(getattr(Settings(), f.name))]
    stages = [f for f in dataclasses.fields(Settings) if f not in top]
    for f in top:
        lines += ["", f"# {say(f'settings.help.{f.name}', ui)}", f"# {f.name} = {_toml(getattr(Settings(), f.name))}"]
    for stage in stages:
        lines += ["", f"[{stage.name}]"]
        defaults = getattr(Settings(), stage.name)
        for f in dataclasses.fields(defaults):
            meaning = say(f"settings.help.{stage.name}.{f.name}", ui)
            lines += [f"# {meaning}", f"# {f.name} = {_toml(getattr(defaults, f.name))}"]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    """A default as TOML writes it, which is the same as JSON for strings, numbers, booleans and lists."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _replace(settings: S, table: dict[str, Any], prefix: str) -> S:
    """`settings` with the fields of `table`, checked against the declared types."""
    hints = get_type_hints(type(settings))
    changes: dict[str, Any] = {}
    for name, value in table.items():
        if name not in hints:
            known = ", ".join(f.name for f in dataclasses.fields(settings))
            raise SettingsError("settings.unknown", key=prefix + name, known=known)
        current = getattr(settings, name)
        if isinstance(value, dict) and dataclasses.is_dataclass(current) and not isinstance(current, type):
            changes[name] = _replace(current, value, f"{prefix}{name}.")
        else:
            changes[name] = _checked(value, current, hints[name], prefix + name)
    return dataclasses.replace(settings, **changes)


def _checked(value: Any, current: Any, hint: Any, key: str) -> Any:
    """`value`, if its type is that of `current` (or a list for a tuple, an int for a float); literals must match."""
    choices = getattr(hint, "__args__", ()) if getattr(hint, "__origin__", None) is Literal else ()
    if choices and value not in choices:
        raise SettingsError(
            "settings.choice",
            key=key,
            value=value,
            choices=", ".join(str(choice) for choice in choices if choice != ""),
        )
    if isinstance(current, tuple) and isinstance(value, list | tuple):
        return tuple(value)
    if isinstance(current, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not type(current):
        raise SettingsError("settings.type", key=key, value=value, type=type(current).__name__)
    return value
