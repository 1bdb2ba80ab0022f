"""The product as `make demo` starts it, with a browser in front of it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from tests.browser import needs_browser
from tests.journeys.people import DESKTOP, PHONE, Picture, SignIn, type_password
from tests.journeys.png import repacked
from tests.journeys.processes import descendants
from tests.postgres_for_tests import temporary_home

START_SECONDS = 900
STOP_SECONDS = 30
PATIENCE_MS = 30_000
LARGEST_PICTURE = 300_000
SLOWED = int(os.environ.get("GONGKAI_JOURNEYS_SLOWED", "1"))
"""How many times slower the browser works than it could: 4 brings out what a test forgets to wait for."""
FIRST, LAST = ("test_pictures.py", "test_catalogue_versions.py"), "test_operators.py"
"""Pictures and versions show the county as it was delivered; whoever pulls plugs does it after all others."""

expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys are slow and need a browser, whatever else a test says."""
    here = Path(__file__).parent
    own = [item for item in items if here in item.path.parents]
    for item in own:
        item.add_marker(pytest.mark.browser)
        item.add_marker(needs_browser)
    own.sort(key=lambda item: (item.path.name not in FIRST, item.path.name == LAST))
    items[:] = [item for item in items if here not in item.path.parents] + own


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A running `gongkai demo`: its address, its data folder, the process that looks after the others."""

    address: str
    folder: Path
    process: subprocess.Popen[bytes]


@pytest.fixture(scope="session")
def demonstration() -> Iterator[Demonstration]:
    """`gongkai demo` in a fresh folder, started once; it must stop cleanly and leave no process behind.

    GONGKAI_JOURNEYS_DATA names a folder to be kept: the second run with it starts in seconds.
    """
    kept = os.environ.get("GONGKAI_JOURNEYS_DATA")
    folder = Path(kept) if kept else temporary_home("gongkai-journeys-").root
    folder.mkdir(mode=0o711, exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"GONGKAI_DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1"}
    told = folder / "demo.out"
    with told.open("w+", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "gongkai.edges.cli.main", "demo"],
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        family: set[int] = set()
        try:
            yield Demonstration(_address(process, told), folder, process)
        finally:
            family = descendants(process.pid)
            process.send_signal(signal.SIGINT)
            code = process.wait(timeout=STOP_SECONDS)
    assert code == 0, told.read_text(encoding="utf-8")
    assert family, "web server, worker and database were running"
    left = {pid for pid in family if Path(f"/proc/{pid}").exists()}
    assert not left, f"left behind: {left}"
    if not kept:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def demo(demonstration: Demonstration) -> str:
    """The address of the running demonstration, without a slash at its end."""
    return demonstration.address


def _address(process: subprocess.Popen[bytes], out: Path) -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        text = out.read_text(encoding="utf-8")
        found = re.search(r"工作台\s+(http://\S+?)/workbench/", text)
        if found:
            return found[1]
        if process.poll() is not None:
            break
        time.sleep(0.5)
    raise AssertionError(f"the demonstration did not start:\n{out.read_text(encoding='utf-8')}")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visitor at a desk; an error in a script or in the content policy fails the test."""
    yield from _page(browser, viewport=DESKTOP)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A visitor with a phone of 390 pixels."""
    yield from _page(browser, viewport=PHONE, has_touch=True)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A visitor whose browser runs no scripts."""
    yield from _page(browser, viewport=DESKTOP, java_script_enabled=False)


def _page(browser: Browser, *, hostile: bool = False, **options: object) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **options)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    wrong: list[str] = []
    _watch(context, wrong)
    yield context.new_page()
    context.close()
    assert hostile or not wrong, wrong


def _watch(context: BrowserContext, wrong: list[str]) -> None:
    def look(page: Page) -> None:
        if SLOWED > 1:
            _slow_down(page)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None,
        )

    context.on("page", look)


def _slow_down(page: Page) -> None:
    """A weak machine: what a test does not wait for comes too late."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})


@pytest.fixture(scope="session")
def sessions() -> dict[str, StorageState]:
    """Who has signed in already: cookies for the next window of the same person."""
    return {}


@pytest.fixture
def sign_in(browser: Browser, demo: str, sessions: dict[str, StorageState]) -> Iterator[SignIn]:
    """`sign_in("jtj.editor")`: a window of one's own, signed in.

    `viewport` for a phone; `anew` to type the password again instead of coming back with the same cookie;
    `hostile` when the content policy is expected to have something to block.
    """
    opened: list[Iterator[Page]] = []

    def enter(
        username: str, viewport: dict[str, int] = DESKTOP, *, anew: bool = False, hostile: bool = False
    ) -> Page:
        known = None if anew else sessions.get(username)
        pages = _page(
            browser, hostile=hostile, viewport=viewport, storage_state=known, has_touch=viewport == PHONE
        )
        page = next(pages)
        opened.append(pages)
        page.goto(f"{demo}/workbench/")
        if "/sign-in/" in page.url:
            type_password(page, username)
            page.wait_for_url(re.compile(r"/workbench/$"))
            if not anew:
                sessions[username] = page.context.storage_state()
        return page

    yield enter
    for pages in opened:
        next(pages, None)


@pytest.fixture(scope="session")
def picture() -> Picture:
    """`picture(page, "portal-home")` keeps a screenshot when GONGKAI_SCREENSHOTS names a folder."""
    folder = os.environ.get("GONGKAI_SCREENSHOTS")

    def take(page: Page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            packed = repacked(page.screenshot(animations="disabled"))
            assert len(packed) < LARGEST_PICTURE, f"{name}: {len(packed)} bytes"
            (Path(folder) / f"{name}.png").write_bytes(packed)

    return take
