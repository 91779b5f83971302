"""Scores on development data, with floors that a change may not lower. `make score` runs them all."""
