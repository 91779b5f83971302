"""The docx and the xlsx open in LibreOffice, a reader that we had no part in. Skips where it is not installed."""

import shutil
import subprocess

import pytest

from aligner.report import write
from aligner.settings import ReportSettings
from tests.report.factory import realistic

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize(
    ("suffix", "target"), [("docx", "txt:Text (encoded):UTF8"), ("xlsx", "csv:Text - txt - csv (StarCalc):44,34,76")]
)
def test_libreoffice_opens_what_is_written(tmp_path, suffix, target):
    comparison = realistic()
    write(comparison, tmp_path / f"pair.{suffix}", ReportSettings())
    command = [OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", target]
    command += ["--outdir", str(tmp_path / "out"), str(tmp_path / f"pair.{suffix}")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    (made,) = (tmp_path / "out").iterdir()
    text = made.read_text(encoding="utf-8-sig")
    alignment = comparison.alignments[0]
    for document, sentences in (
        (alignment.zh, [b.zh for b in alignment.links()]),
        (alignment.en, [b.en for b in alignment.links()]),
    ):
        for indices in sentences:
            assert " ".join(document.sentence_text(indices[0]).split()) in " ".join(text.replace('""', '"').split())
