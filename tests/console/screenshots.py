"""Pictures of every page of the demonstration, for people to look at: `python -m tests.console.screenshots FOLDER`.

A real site is started; each person goes through the menu and into the first detail of each list, at 1366×768.
"""

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from tests.console.live_site import LiveSite

from guatu.console.workspace import DATABASE_VARIABLE

PERSONS = ("jiazi", "li", "wang", "sun", "gao", "zhou", "qian", "sysadmin", "secadmin", "auditor")
BROWSER = "/usr/bin/chromium"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
_DETAILS = 4  # links followed out of the middle of a page


def main() -> None:
    """Start a demonstration, or use the one at an address that is named, and take the pictures."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        site = LiveSite(Path(name) / "site", "")
        site.environment.pop(DATABASE_VARIABLE)
        site.run("serve", "--demo", "--only-prepare")
        site.start()
        try:
            take_pictures(site, out)
        finally:
            site.stop()


def take_pictures(site: LiveSite, out: Path) -> None:
    """Take a picture of every page that somebody can reach from the menu in two steps."""
    keys = site.sessions_of(PERSONS)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=BROWSER, args=_FLAGS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"{site.address}/people/sign-in")
        page.screenshot(path=out / "sign-in.png")
        for person in PERSONS:
            context = browser.new_context(viewport={"width": 1366, "height": 768})
            context.add_cookies([{"name": "sessionid", "value": keys[person], "url": site.address}])
            walk(context.new_page(), site.address, person, out)
            context.close()
        browser.close()


def walk(page: Page, address: str, person: str, out: Path) -> None:
    """Go through the menu of a person, and from each page into a few of its own links."""
    page.goto(address + "/")
    seen: set[str] = set()
    for link in addresses(page, "nav.menu a"):
        picture(page, address + link, person, out, seen)
        for detail in [one for one in addresses(page, "main a") if one not in seen][:_DETAILS]:
            picture(page, address + detail, person, out, seen)


def addresses(page: Page, where: str) -> list[str]:
    """Return the addresses of the links at a place of the page that stay on the site and are no downloads."""
    found: list[str] = page.eval_on_selector_all(where, "links => links.map(link => link.getAttribute('href'))")
    return [one for one in dict.fromkeys(found) if one and one.startswith("/") and "." not in one.rsplit("/", 1)[-1]]


def picture(page: Page, address: str, person: str, out: Path, seen: set[str]) -> None:
    """Take a picture of the whole page; what is no page (a download) is passed over."""
    path = "/" + address.split("/", 3)[3]
    if path in seen:
        return
    seen.add(path)
    try:
        answer = page.goto(address)
    except Exception:  # a download ends the visit with an error of the browser's own
        return
    status = answer.status if answer else 0
    name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")[:60] or "home"
    mark = "" if status == 200 else f"-{status}"
    page.screenshot(path=out / f"{person}-{name}{mark}.png", full_page=True)


if __name__ == "__main__":
    main()
