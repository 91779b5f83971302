"""A headless Chromium that opens reports from disk, or a skip that says why there is none."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aligner.records import Comparison
from aligner.report import write

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    driver = shutil.which("chromedriver")
    if browser is None or driver is None:
        missing = "chromium" if browser is None else "chromedriver"
        pytest.skip(f"{missing} is not installed (Debian: apt-get install chromium chromium-driver)")
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed (the extra `dev` has it)")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    profile = tmp_path_factory.mktemp("profile")
    for switch in (
        "--headless=new", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--force-device-scale-factor=1",
        f"--user-data-dir={profile}",
    ):  # fmt: skip
        options.add_argument(switch)
    if sys.platform == "linux" and os.geteuid() == 0:
        options.add_argument("--no-sandbox")  # Chromium's sandbox does not start for root, as in containers
    downloads = tmp_path_factory.mktemp("downloads")
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(driver)
    browser_driver = webdriver.Chrome(options=options, service=service)
    browser_driver.downloads = downloads
    yield browser_driver
    browser_driver.quit()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Comparison], str]:
    """The address of a comparison's page; each is written once a session."""
    folder = tmp_path_factory.mktemp("pages")
    known: dict[int, tuple[Comparison, str]] = {}  # kept, or another might come to lie where it lay

    def address(comparison: Comparison) -> str:
        if id(comparison) not in known:
            (path,) = write(comparison, folder / f"{len(known)}.html")
            known[id(comparison)] = comparison, path.as_uri()
        return known[id(comparison)][1]

    return address


@pytest.fixture
def open_page(chromium: Any, written: Callable[[Comparison], str]) -> Iterator[Callable[..., Any]]:
    """Opens a page in a window of some size, with nothing remembered. At the end no error may stand in the console."""

    def opened(comparison: Comparison, place: str = "", width: int = 1600, height: int = 1000) -> Any:
        chromium.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )
        still = [{"name": "prefers-reduced-motion", "value": "reduce"}]  # nothing slides away under the pointer
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": still})
        chromium.get("about:blank")
        chromium.get(written(comparison))
        chromium.execute_script("localStorage.clear(); localStorage.setItem('aligner.ui', arguments[0])", '"en"')
        chromium.get("about:blank")
        chromium.get(f"{written(comparison)}{place}")
        return chromium

    yield opened
    errors = [entry["message"] for entry in chromium.get_log("browser") if entry["level"] == "SEVERE"]
    assert not errors
