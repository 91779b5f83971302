"""Kinds of NumPy arrays, one name for each. Shapes stand in docstrings; what holds more than numbers has a name where
it is made: `Vectors`, `Seeds`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Floats32 = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
