"""Compiled loops over arrays, without importing numba in every process.

numba compiles a loop, but importing it takes .7 s of processor time and 60 MB, longer than aligning a short text. So
numba is used once on each machine: its machine code is kept as an object file (building.py), which llvmlite, a part of
numba, loads in a few milliseconds (code.py). `@native` makes a function such a loop (loop.py).
"""

from aligner.native.loop import Loop, native, native_loosely

__all__ = ["Loop", "native", "native_loosely"]
