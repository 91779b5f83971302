"""What is measured on the development data, and how: `python -m benchmarks`."""

import os

# As every command sets it, before NumPy is loaded: two threads of small products wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
