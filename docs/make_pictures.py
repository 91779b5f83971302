"""The pictures of the READMEs: the page on the sample corpus, in both interface languages, taken by headless Chromium.

    python docs/make_pictures.py

writes docs/pictures/report.en.png and report.zh.png, events.en.png and events.zh.png. Run it after the page or the
sample corpus has changed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIZE = (1440, 900)
# The pair that is close to a translation, at its planted date: what the page is for, on one screen.
WORDS = "5月14日"


def main() -> None:
    sys.path.insert(0, str(ROOT))
    from aligner.pipeline import compare_accounts
    from aligner.records import Comparison, FlagKind
    from aligner.report import write

    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"none of these is installed: {', '.join(BROWSERS)}")

    def place(comparison: Comparison) -> str:
        """The address, within the page, of the divergence to show."""
        for number, flag in enumerate(comparison.flags):
            if flag.kind is FlagKind.DATE and any(WORDS in comparison.text(p) for p in flag.zh) and flag.en:
                return f"#texts/{flag.pair}/flag/{number}"
        return "#texts/0"

    os.chdir(ROOT / "corpus")  # documents are named as they are given
    comparison = compare_accounts([Path("zh"), Path("en")])
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for ui in ("en", "zh"):
            os.environ["ALIGNER_UI"] = ui
            (page,) = write(comparison, Path(folder) / f"report.{ui}.html")
            take(browser, page.as_uri() + place(comparison), PICTURES / f"report.{ui}.png", Path(folder) / ui)
            take(browser, f"{page.as_uri()}#events", PICTURES / f"events.{ui}.png", Path(folder) / ui)


def take(browser: str, address: str, picture: Path, profile: Path) -> None:
    """A picture of `address`; raises CalledProcessError where the browser fails."""
    subprocess.run(
        [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--hide-scrollbars", f"--user-data-dir={profile}",
            f"--window-size={SIZE[0]},{SIZE[1]}", "--virtual-time-budget=8000",
            "--run-all-compositor-stages-before-draw", f"--screenshot={picture}", address,
        ],
        check=True,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


if __name__ == "__main__":
    main()
