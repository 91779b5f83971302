"""The decorators `native` and `native_loosely`: a loop that is called like a function and runs as machine code."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import update_wrapper
from threading import RLock
from types import FunctionType
from typing import Any, TypeVar, cast

import numpy as np

Function = TypeVar("Function", bound=Callable[..., Any])
Kinds = tuple[str, ...]  # of the arguments: "bool", "int", "float", or of an array as "<f4:2", its type and dimensions

SCALARS: dict[str, Any] = {"bool": ctypes.c_bool, "int": ctypes.c_int64, "float": ctypes.c_double}
_one_at_a_time = RLock()  # numba and LLVM's engine are not thread-safe


class Loop:
    """A compiled function of arrays and numbers, which writes its results into arrays that it is given.

    It may return one number, by its annotation. It must not make arrays or raise errors (building.py warns), and may
    call only other loops and functions of numbers. Arrays must be C-contiguous. It is compiled for each new combination
    of argument types. Other Python threads run while it runs.
    """

    def __init__(self, function: FunctionType, *, loosely: bool = False) -> None:
        self.function = function
        self.loosely = loosely
        self._ready: dict[Kinds, Callable[..., Any]] = {}
        update_wrapper(self, function)

    @property
    def returns(self) -> str:
        """The type it returns, by its annotation: "None", "bool", "int" or "float"."""
        annotation = self.function.__annotations__["return"]
        return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "None")

    def __call__(self, *arguments: Any) -> Any:
        kinds: list[str] = []
        values: list[Any] = []
        for argument in arguments:
            if isinstance(argument, np.ndarray):
                if not argument.flags.c_contiguous:
                    raise ValueError(f"{self.function.__name__}: an array that is not contiguous")
                kinds.append(f"{argument.dtype.str}:{argument.ndim}")
                values += (argument.ctypes.data, *argument.shape)
            elif isinstance(argument, bool | np.bool_):
                kinds.append("bool")
                values.append(bool(argument))
            elif isinstance(argument, int | np.integer):
                kinds.append("int")
                values.append(int(argument))
            else:
                kinds.append("float")
                values.append(float(argument))
        ready = self._ready.get(tuple(kinds)) or self._make_ready(tuple(kinds))
        return ready(*values)

    def _make_ready(self, kinds: Kinds) -> Callable[..., Any]:
        from aligner.native.code import address

        with _one_at_a_time:
            if kinds not in self._ready:
                self._ready[kinds] = _function_type(kinds, self.returns)(address(self, kinds))
            return self._ready[kinds]


def native(function: Function) -> Function:
    """`function` as a `Loop`."""
    return cast(Function, Loop(cast(FunctionType, function)))


def native_loosely(function: Function) -> Function:
    """A `Loop` that may add floats in any order: several times faster, but last digits may differ."""
    return cast(Function, Loop(cast(FunctionType, function), loosely=True))


def _function_type(kinds: Kinds, returns: str) -> Any:
    """The C type of the compiled function, which takes an array as its address and its sizes."""
    types: list[Any] = []
    for kind in kinds:
        _, _, dimensions = kind.partition(":")
        types += [ctypes.c_void_p] + [ctypes.c_int64] * int(dimensions) if dimensions else [SCALARS[kind]]
    return ctypes.CFUNCTYPE(SCALARS.get(returns), *types)
