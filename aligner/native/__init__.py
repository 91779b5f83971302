"""Loops over arrays as machine code, in processes that never import numba.

numba turns a loop into machine code, but to import it takes .7 s of processor time and 60 MB, longer than to align a
short text. So it is imported once a machine: what it made is kept as an object file (`building.py`), which llvmlite,
the part of numba that knows about machine code, puts into memory in a few milliseconds (`loop.py`).
"""

from aligner.native.loop import Loop, native, native_loosely

__all__ = ["Loop", "native", "native_loosely"]
