"""Two hundred people hand in workbooks of 300 cells within two minutes while others read, on a real site.

Run `python benchmarks/console_load.py [--people N] [--seconds S] [--database postgresql://…]`. The site is started as
`guatu serve` starts it, on a place of its own, with a pack of as many counties as people and a form of 150 indicators,
value and growth. People are signed in beforehand. Each opens the form, uploads a workbook that is to be submitted at
once, and looks at its result until it is there; twenty others go from page to page. Beside them somebody asks for the
bare page /alive, which touches neither database nor template: its time is what the machine's queue costs.

Printed are the times of pages and of the bare page, their ratio at the 95th percentile, every answer that was no
success, and what the database holds in the end: each filing submitted once, each figure written once.
"""

import argparse
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.console.live_site import LiveSite
from tests.console.load_site import counts, field, prepare

READERS, INDICATORS = 20, 150
PAGES = ("/", "/reporting/filings", "/reporting/indicators", "/plans/packs", "/people/my-account", "/calendar")
CHECKERS_PAGES = ("/", "/reporting/progress", "/reporting/checking", "/reporting/indicators", "/plans/targets")


class Watch:
    """What was asked and how long it took, gathered from all threads."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}
        self.statuses: Counter[int] = Counter()
        self._lock = threading.Lock()

    def ask(self, session: requests.Session, kind: str, method: str, address: str, **more: object) -> requests.Response:
        """Ask for a page and note its time and status."""
        started = time.monotonic()
        answer = session.request(method, address, timeout=60, allow_redirects=False, **more)  # type: ignore[arg-type]
        took = time.monotonic() - started
        with self._lock:
            self.times.setdefault(kind, []).append(took)
            self.statuses[answer.status_code] += 1
        return answer


def person(site: LiveSite, key: str) -> requests.Session:
    """Return a browser that is signed in."""
    session = requests.Session()
    session.cookies.set("sessionid", key, domain="127.0.0.1")
    session.trust_env = False
    session.headers["Host"] = f"127.0.0.1:{site.port}"
    return session


def hand_in(site: LiveSite, watch: Watch, key: str, filing: int, book: Path) -> str:
    """Open a form, upload its workbook, look until it was read; return how it ended."""
    session = person(site, key)
    page = watch.ask(session, "form", "GET", f"{site.address}/reporting/filings/{filing}").text
    said = {"csrfmiddlewaretoken": field(page, "csrfmiddlewaretoken"), "submit": "1"}
    said["token"] = field(page, "token", after='id="upload"')
    sent = watch.ask(
        session, "upload", "POST", f"{site.address}/reporting/filings/{filing}/upload",
        data=said, files={"file": (book.name, book.read_bytes())},
    )  # fmt: skip
    where = sent.headers.get("Location", "")
    for _ in range(120):
        result = watch.ask(session, "result", "GET", f"{site.address}{where}").text
        if "state-waiting" not in result and "state-running" not in result:
            return "taken" if "state-taken" in result else "other"
        time.sleep(3)
    return "waiting"


def read_on(site: LiveSite, watch: Watch, key: str, pages: tuple[str, ...], over: threading.Event) -> None:
    """Go from page to page as a person does who reads, a page every three seconds."""
    session, chance = person(site, key), random.Random(key)  # noqa: S311  # no secret depends on it
    while not over.wait(chance.uniform(2, 4)):
        watch.ask(session, "page", "GET", site.address + chance.choice(pages))


def ask_bare(site: LiveSite, watch: Watch, over: threading.Event) -> None:
    """Ask for the bare page five times a second."""
    session = requests.Session()
    session.trust_env = False
    while not over.wait(0.2):
        watch.ask(session, "bare", "GET", f"{site.address}/alive")


def percentile(times: list[float], share: float) -> float:
    """Return a percentile in milliseconds."""
    return statistics.quantiles(times, n=100)[round(share * 100) - 1] * 1000


def main() -> None:
    """Prepare a site, load it, and print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=110)
    parser.add_argument("--database", default="")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        site = LiveSite(Path(name) / "site", asked.database)
        site.run("serve", "--only-prepare")
        books = Path(name) / "books"
        filings = prepare(site, asked.people, INDICATORS, books)
        keys = site.sessions_of([*filings, "checker"])
        site.start()
        try:
            watch, ended = load(site, filings, keys, books, asked.seconds)
        finally:
            site.stop()
        told(watch, ended, counts(site), asked.people)


def load(
    site: LiveSite, filings: dict[str, int], keys: dict[str, str], books: Path, seconds: float
) -> tuple[Watch, Counter[str]]:
    """Let everybody loose and return what was seen."""
    watch, over = Watch(), threading.Event()
    readers = [(keys[name], PAGES) for name in list(filings)[: READERS - 5]] + [(keys["checker"], CHECKERS_PAGES)] * 5
    threads = [threading.Thread(target=read_on, args=(site, watch, key, pages, over)) for key, pages in readers]
    threads.append(threading.Thread(target=ask_bare, args=(site, watch, over)))
    for thread in threads:
        thread.start()
    started = time.monotonic()

    def one(at: int, name: str) -> str:
        time.sleep(max(0.0, started + seconds * at / len(filings) - time.monotonic()))
        return hand_in(site, watch, keys[name], filings[name], books / f"{filings[name]}.xlsx")

    with ThreadPoolExecutor(max_workers=len(filings)) as pool:
        ended = Counter(pool.map(one, range(len(filings)), filings))
    sys.stdout.write(f"all handed in and read after {time.monotonic() - started:.0f} s\n")
    over.set()
    for thread in threads:
        thread.join()
    return watch, ended


def told(watch: Watch, ended: Counter[str], kept: dict[str, int], people: int) -> None:
    """Print the figures."""
    for kind, times in sorted(watch.times.items()):
        median, high, most = statistics.median(times) * 1000, percentile(times, 0.95), max(times) * 1000
        sys.stdout.write(
            f"{kind:8} {len(times):6} asked   median {median:6.0f}   p95 {high:6.0f}   most {most:6.0f} ms\n"
        )
    pages = [one for kind, times in watch.times.items() if kind != "bare" for one in times]
    ratio = percentile(pages, 0.95) / percentile(watch.times["bare"], 0.95)
    sys.stdout.write(f"p95 of all pages / p95 of the bare page: {ratio:.2f}\n")
    sys.stdout.write(f"statuses {dict(sorted(watch.statuses.items()))}; uploads ended {dict(ended)}\n")
    for what, count in kept.items():
        sys.stdout.write(f"{what}: {count}\n")
    assert kept["filings submitted"] == kept["submissions"] == people, "a submission was lost or doubled"
    assert kept["figures"] == people * INDICATORS, "a figure was lost"
    assert kept["figures doubled"] == 0, "a figure was doubled"
    assert not any(status >= 500 for status in watch.statuses), "the server failed"


if __name__ == "__main__":
    main()
