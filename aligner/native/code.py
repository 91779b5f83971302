"""Machine code of loops, from the file that an earlier process left, or compiled now and kept for the next one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import llvmlite
import llvmlite.binding as llvm

from aligner.progress import first_time

if TYPE_CHECKING:
    from aligner.native.loop import Kinds, Loop

DIGEST = 32  # bytes of a SHA-256


def address(loop: Loop, kinds: Kinds) -> int:
    """Load the code of a loop for such arguments; returns its address."""
    identity = repr((_meaning(loop), kinds, _machine()))
    name = f"{loop.function.__name__.strip('_')}-{hashlib.sha256(identity.encode()).hexdigest()[:24]}"
    engine = _engine()
    code = next((code for folder in _folders() if (code := _read(folder / name))), None)
    if code is None:
        from aligner.native.building import build

        while first_time:
            first_time.pop()()
        code = build(loop, kinds, name)
        _keep(name, code)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code.partition(b"\n")[2]))
    engine.finalize_object()
    return int(engine.get_function_address(name))


def _meaning(loop: Loop) -> tuple[Any, ...]:
    """All that the machine code depends on: the function's instructions, and the numbers and loops that it names."""
    code = loop.function.__code__
    named = [(name, loop.function.__globals__.get(name)) for name in code.co_names]
    return (
        code.co_code,
        code.co_consts,
        code.co_names,
        code.co_varnames,
        loop.returns,
        loop.loosely,
        [(name, value) for name, value in named if isinstance(value, int | float | tuple)],
        [(name, _meaning(value)) for name, value in named if isinstance(value, type(loop))],
    )


@cache
def _machine() -> tuple[str, ...]:
    """What machine code is specific to."""
    features = llvm.get_host_cpu_features().flatten()
    return llvm.get_default_triple(), llvm.get_host_cpu_name(), features, llvmlite.__version__


@cache
def _engine() -> llvm.ExecutionEngine:
    """LLVM's execution engine, empty."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    machine = llvm.Target.from_default_triple().create_target_machine()
    return llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)


def _folders() -> Iterator[Path]:
    """Where code is kept: beside this module, like Python's own; if that cannot be written, the user's cache folder."""
    yield Path(__file__).parent / "__pycache__"
    from aligner.embed.store import cache_folder

    yield cache_folder() / "native"


def _read(path: Path) -> bytes | None:
    """What `build` made; None if it is missing or damaged, or calls a C function that this process does not have."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, code = content[:DIGEST], content[DIGEST:]
    called = code.partition(b"\n")[0].decode().split()
    if hashlib.sha256(code).digest() != digest or not all(map(llvm.address_of_symbol, called)):
        return None
    return code


def _keep(name: str, code: bytes) -> None:
    """Write to the first folder that can be written. If none can, the next process compiles again, in seconds."""
    for folder in _folders():
        part = folder / f"{name}.{os.getpid()}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(hashlib.sha256(code).digest() + code)
            part.replace(folder / name)  # atomically, since other processes may read or write the same file
        except OSError:
            continue
        return
