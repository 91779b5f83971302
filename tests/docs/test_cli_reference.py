"""The command line reference in docs/ is what the commands say."""

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(("ui", "file"), [("en", "cli.md"), ("zh", "cli.zh.md")])
def test_the_reference_is_up_to_date(ui, file):
    made = runpy.run_path(str(DOCS / "make_cli_reference.py"))["made"](ui)
    assert (DOCS / file).read_bytes() == made, "run `python docs/make_cli_reference.py`"
