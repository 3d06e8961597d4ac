"""A person before the site: a window of the browser signed in as one, which keeps what the browser complained of."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Download, Error, Locator, Page

from guatu.console.people.passwords import DEMO_PASSWORD

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
WINDOW = {"width": 1366, "height": 768}
_PATIENCE_MILLISECONDS = 20_000


class Visitor:
    """A window of 1366×768, its complaints, and the few things that people do on pages."""

    def __init__(self, browser: Browser, address: str, *, with_scripts: bool = True) -> None:
        self.address = address
        self._context = browser.new_context(
            viewport={"width": WINDOW["width"], "height": WINDOW["height"]},
            java_script_enabled=with_scripts,
            locale="zh-CN",
        )
        self._context.set_default_timeout(_PATIENCE_MILLISECONDS)
        self.page: Page = self._context.new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", self._hear_of_script)
        self.page.on("dialog", self._agree)

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {said.type}: {said.text}")

    def _hear_of_script(self, error: Error) -> None:
        self.complaints.append(f"{self.page.url}: {error}")

    def _agree(self, question: Dialog) -> None:
        self.asked.append(question.message)
        question.accept()

    def sign_in(self, name: str) -> "Visitor":
        """Sign in as the demonstration's page offers it: the account is picked from the list."""
        self.page.goto(f"{self.address}/people/sign-in")
        self.page.get_by_role("link", name=name, exact=True).click()
        self.page.get_by_label("口令").fill(DEMO_PASSWORD)
        self.main.get_by_role("button", name="登录").click()
        return self

    def with_session(self, key: str) -> "Visitor":
        """Go on with a session that is signed in already."""
        self._context.add_cookies([{"name": "sessionid", "value": key, "url": self.address}])
        return self

    @property
    def main(self) -> Locator:
        """The page without its frame."""
        return self.page.locator("main")

    def words(self) -> str:
        """Return what the page says."""
        return self.main.inner_text()

    def open(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(self.address + path)

    def menu(self, words: str) -> None:
        """Choose an item of the menu."""
        self.page.locator("nav.menu").get_by_role("link", name=words, exact=True).click()

    def menu_addresses(self) -> list[str]:
        """Return the addresses of the menu."""
        found: list[str] = self.page.eval_on_selector_all(
            "nav.menu a", "links => links.map(link => link.getAttribute('href'))"
        )
        return found

    def press(self, words: str) -> None:
        """Press a button of the page."""
        self.main.get_by_role("button", name=words, exact=True).click()

    def follow(self, words: str) -> None:
        """Follow the first link of the page with these words."""
        self.main.get_by_role("link", name=words, exact=True).first.click()

    def row(self, words: str) -> Locator:
        """Return the rows of tables that hold words."""
        return self.main.locator("tbody tr").filter(has_text=words)

    def download(self, click: Callable[[], None], folder: Path) -> Path:
        """Return the file that a click brings."""
        with self.page.expect_download() as coming:
            click()
        brought: Download = coming.value
        path = folder / brought.suggested_filename
        brought.save_as(path)
        return path

    def leave(self) -> None:
        """Close the window."""
        self._context.close()
