"""Kill -9 of server and worker, again and again: nothing that was acknowledged is lost, nothing is done twice."""

import random
import threading
import time
from pathlib import Path

import pytest
import requests
from tests.console.live_site import LiveSite
from tests.console.load_site import counts, field, prepare

_PEOPLE, _INDICATORS, _KILLS = 8, 20, 8
_PATIENCE_SECONDS = 150


def acknowledged(site: LiveSite, key: str, filing: int, book: Path) -> None:
    """Hand a workbook in as a stubborn person does: with the same page's token until the site says yes."""
    address = f"{site.address}/reporting/filings/{filing}"
    said: dict[str, str] = {}
    patience = time.monotonic() + _PATIENCE_SECONDS
    with requests.Session() as session:
        session.trust_env = False
        session.cookies.set("sessionid", key, domain="127.0.0.1")
        while time.monotonic() < patience:
            try:
                said = said or said_by(session.get(address, timeout=20).text)
                files = {"file": (book.name, book.read_bytes())}
                answer = session.post(f"{address}/upload", data=said, files=files, timeout=20, allow_redirects=False)
                if answer.status_code == 302 and "/uploads/" in answer.headers["Location"]:
                    return
            except (OSError, ValueError):
                time.sleep(0.3)  # nobody answers just now
    raise AssertionError("the site never took the workbook")


def said_by(page: str) -> dict[str, str]:
    token = field(page, "token", after='id="upload"')
    return {"csrfmiddlewaretoken": field(page, "csrfmiddlewaretoken"), "token": token, "submit": "1"}


@pytest.mark.live
def test_nothing_acknowledged_is_lost_however_often_server_and_worker_are_killed(tmp_path: Path) -> None:
    site = LiveSite(tmp_path / "site")
    site.run("serve", "--only-prepare")
    filings = prepare(site, _PEOPLE, _INDICATORS, tmp_path / "books")
    keys = site.sessions_of(list(filings))
    site.start()
    try:
        people = [
            threading.Thread(
                target=acknowledged, args=(site, keys[name], key, tmp_path / "books" / f"{key}.xlsx"), daemon=True
            )
            for name, key in filings.items()
        ]
        for one in people:
            one.start()
        chance, killed = random.Random(5), 0  # noqa: S311  # the moments of the kills, no secret
        for number in range(_KILLS):
            time.sleep(chance.uniform(0.3, 2.0))
            killed += site.kill("server" if number % 2 else "worker")
        for one in people:
            one.join(_PATIENCE_SECONDS)
        assert killed > 0
        assert not any(one.is_alive() for one in people)
        patience = time.monotonic() + _PATIENCE_SECONDS
        while (kept := counts(site))["uploads not taken"] and time.monotonic() < patience:
            time.sleep(2)
    finally:
        site.stop()
    assert kept == {
        "filings submitted": _PEOPLE,
        "submissions": _PEOPLE,
        "figures": _PEOPLE * _INDICATORS,
        "figures doubled": 0,
        "uploads": _PEOPLE,
        "uploads not taken": 0,
        "trail broken": 0,
    }
