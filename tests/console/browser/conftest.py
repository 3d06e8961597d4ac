"""One demonstration for a session of tests, walked through with the system's own browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.console.browser.visitor import CHROMIUM, FLAGS, Visitor
from tests.console.live_site import LiveSite

Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """The demonstration on a database of its own, server and worker running."""
    site = LiveSite(tmp_path_factory.mktemp("browser") / "site")
    site.run("serve", "--demo", "--only-prepare")
    site.start()
    yield site
    site.stop()


# A browser's loop keeps Django from its database in the same thread: no longer than the tests of one file.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's browser."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    with sync_playwright() as play:
        window = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield window
        window.close()


@pytest.fixture
def visit(browser: Browser, demo: LiveSite) -> Iterator[Visit]:
    """Open a window of the demonstration: `visit("jiazi")` signed in, `visit()` as a stranger."""
    opened: list[Visitor] = []

    def window(name: str = "", *, with_scripts: bool = True) -> Visitor:
        visitor = Visitor(browser, demo.address, with_scripts=with_scripts)
        opened.append(visitor)
        return visitor.sign_in(name) if name else visitor

    yield window
    for visitor in opened:
        visitor.leave()
