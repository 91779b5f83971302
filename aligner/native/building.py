"""Compiles loops: numba translates them to LLVM's language, and LLVM makes an object file."""

from __future__ import annotations

import warnings
from inspect import signature
from types import FunctionType
from typing import TYPE_CHECKING, Any

import llvmlite.binding as llvm
import numba
import numpy as np
from numba import types

if TYPE_CHECKING:
    from aligner.native.loop import Kinds, Loop

SCALARS = {"None": types.void, "bool": types.boolean, "int": types.int64, "float": types.float64}
# Prefixes of functions that exist only in a process with numba: they make arrays and raise errors.
NUMBAS = ("numba_", "NRT_", "Py")


def build(loop: Loop, kinds: Kinds, name: str) -> bytes:
    """The names of the C functions that the loop calls, a line break, and an object file with one function, `name`.

    Warns if the loop makes arrays or may raise an error: its code does not work without numba, and errors would be
    lost. Raises numba's errors for what numba cannot compile.
    """
    callback = _callback(loop, kinds)
    module = llvm.parse_assembly(callback.inspect_llvm())
    for function in module.functions:
        if function.name == callback.native_name:
            function.name = name
        elif not function.is_declaration:
            function.linkage = "internal"  # so that it is inlined, and removed if unused
    cpu, features = llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
    machine = llvm.Target.from_default_triple().create_target_machine(cpu=cpu, features=features, opt=3)
    passes = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=3))
    passes.getModulePassManager().run(module, passes)
    called = [f.name for f in module.functions if f.is_declaration and not f.name.startswith("llvm.")]
    if wrong := [other for other in called if other.startswith(NUMBAS)]:
        what = f"{loop.function.__qualname__} makes an array or may raise an error: {', '.join(wrong)}"
        warnings.warn(what, RuntimeWarning, stacklevel=2)
    code: bytes = machine.emit_object(module)
    return " ".join(called).encode() + b"\n" + code


def _callback(loop: Loop, kinds: Kinds) -> Any:
    """A C function around the loop; it takes an array as its address and its sizes, like `loop._function_type`."""
    outer: list[str] = []
    inner: list[str] = []
    c_types: list[Any] = []
    for name, kind in zip(signature(loop.function).parameters, kinds, strict=True):
        outer.append(name)
        dtype, _, dimensions = kind.partition(":")
        if not dimensions:
            c_types.append(SCALARS[kind])
            inner.append(name)
            continue
        sizes = [f"{name}__{k}" for k in range(int(dimensions))]
        outer += sizes
        c_types += [types.CPointer(numba.from_dtype(np.dtype(dtype)))] + [types.intp] * len(sizes)
        inner.append(f"carray({name}, ({', '.join(sizes)},))")
    space = {"loop": _jitted(loop), "carray": numba.carray}
    exec(f"def entry({', '.join(outer)}):\n    return loop({', '.join(inner)})", space)
    options = {"error_model": "numpy", "fastmath": loop.loosely}
    return numba.cfunc(SCALARS[loop.returns](*c_types), **options)(space["entry"])


def _jitted(loop: Loop) -> Any:
    """The function compiled by numba, and with it the loops that it calls."""
    function, others = loop.function, dict(loop.function.__globals__)
    for name in function.__code__.co_names:
        if isinstance(others.get(name), type(loop)):
            others[name] = _jitted(others[name])
    copy = FunctionType(function.__code__, others, function.__name__, function.__defaults__)
    return numba.njit(error_model="numpy", fastmath=loop.loosely)(copy)
