"""Compiled loops: numba's compiler, with its cache where the package lies or else in the user's cache folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def _load_numba() -> None:
    """Load what numba otherwise loads before the first call, but not SciPy, which it would take along where that is
    installed: .2 s and 20 MB, for its own `np.cov`, which no loop here calls.
    """
    unwanted = "scipy.linalg.cython_blas"
    hidden = unwanted not in sys.modules
    if hidden:
        sys.modules[unwanted] = None  # type: ignore[assignment]  # makes its import fail, for which numba is prepared
    try:
        import numba.np.arraymath  # noqa: F401
    finally:
        if hidden:
            del sys.modules[unwanted]


_load_numba()


def compiled(function: Function) -> Function:
    """`function` compiled at its first call, once a machine: numba keeps the machine code beside the source.

    Where neither that folder nor the user's cache folder can be written, numba refuses to cache; then the function is
    compiled anew in each process, which costs seconds and changes nothing else.
    """
    return _compiled(function)


def compiled_loosely(function: Function) -> Function:
    """The same, and sums of floats may be added up in any order: several times faster, last digits differ."""
    return _compiled(function, fastmath=True)


def _compiled(function: Function, **options: bool) -> Function:
    try:
        return numba.njit(cache=True, nogil=True, **options)(function)  # type: ignore[no-any-return]
    except RuntimeError:  # "cannot cache function ...: no locator available for file ..."
        return numba.njit(nogil=True, **options)(function)  # type: ignore[no-any-return]
