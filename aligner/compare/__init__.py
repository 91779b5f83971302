"""Alignment -> Flags: where two texts that correspond say different things."""
