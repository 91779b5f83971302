"""Errors that a user can do something about.

    AlignerError
    |-- InputError      a file or text cannot be used as it is
    |-- EncoderError    a model cannot be had or loaded
    |-- SettingsError   an option or a settings file is wrong
    |-- OutputError     a result cannot be written
    `-- WorkerError     a process of several ended in the middle of its work

Each carries a message (aligner/messages) that says what was found, where, and what to do. The command line prints it
as one line and exits with 2.
"""

from __future__ import annotations

from aligner.messages import UiLang, tell
from aligner.records import Message


class AlignerError(Exception):
    """`AlignerError("read.empty", path="a.txt")`: the key of a message, and the values of its placeholders."""

    def __init__(self, key: str, /, **args: object) -> None:
        self.message = Message(key, tuple((name, str(value)) for name, value in args.items()))
        super().__init__(tell(self.message, "en"))

    def tell(self, ui: UiLang | None = None) -> str:
        return tell(self.message, ui)


class InputError(AlignerError):
    """Raised by readers and the pipeline: empty, binary or undecodable file, wrong language, one side missing."""


class EncoderError(AlignerError):
    """Raised by `load_encoder`: unknown name, missing extra, model not on disk and no network."""


class SettingsError(AlignerError):
    """Raised for an option or a settings file with an unknown key or a value out of range."""


class OutputError(AlignerError):
    """Raised by writers: unknown suffix, folder that cannot be written."""


class WorkerError(AlignerError):
    """Raised when one of several processes died in the middle of its work: killed, or out of memory."""
