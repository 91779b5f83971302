"""What holds for all tests."""

from hypothesis import settings

# No test is timed: on a busy machine, or while a loop is made machine code, an example may take seconds.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
