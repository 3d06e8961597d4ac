"""No secret stands in the repository, and none goes to a log."""

import io
import logging
import math
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from guatu.console.people.passwords import DEMO_PASSWORD

_ROOT = Path(__file__).parents[3]
_LARGEST = 2 << 20
_KEY_BLOCK = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
# The usual forms of keys of well-known services.
_KNOWN_FORMS = re.compile(
    r"AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[baprs]-[A-Za-z0-9-]{10,}|eyJ[\w-]{20,}\.eyJ[\w-]{20,}"
)
# A word that says it is secret, then a text in quotes.
_NAMED = re.compile(
    r"""(?i)(?:secret|passw(?:or)?d|token|api_?key|private_?key|口令|密码)[\w\]"']*\s*[:=]\s*["']([^"'\s]{8,})["']"""
)
_IN_ADDRESS = re.compile(r"\w+://[^\s/:@\"'{}]+:([^\s/@\"'{}]+)@")
_MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work/|home/\w|Users/\w|root/\w)")
_RANDOM_BITS = 3.6  # of a sign; words of a language have less
# Public by design: the demonstration says it on its page of signing in. The others stand for a word to be put in.
_PUBLIC = frozenset({DEMO_PASSWORD, "口令", "word", "0123456789abcdef" * 2})


def files_of_the_repository() -> list[Path]:
    """Return the files that git keeps, and would keep; where there is no git, those of the folders that it keeps."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("not in a git repository")
    names = done.stdout.decode().split("\0")
    return [path for name in names if name and (path := _ROOT / name).is_file() and path.stat().st_size < _LARGEST]


def bits_of_a_sign(text: str) -> float:
    counts = Counter(text)
    return -sum(count / len(text) * math.log2(count / len(text)) for count in counts.values())


def secrets_in(text: str) -> list[str]:
    """Return what looks like a secret in a text."""
    found = _KEY_BLOCK.findall(text) + _KNOWN_FORMS.findall(text)
    for one in _NAMED.findall(text):
        if (
            one not in _PUBLIC
            and len(one) >= 16
            and bits_of_a_sign(one) > _RANDOM_BITS
            and re.fullmatch(r"[\w+/=-]+", one)
        ):
            found.append(one)
    return found + [one for one in _IN_ADDRESS.findall(text) if one not in _PUBLIC]


def text_of(path: Path) -> str:
    content = path.read_bytes()
    return "" if b"\0" in content[:4096] else content.decode("utf-8", errors="replace")


def test_no_file_of_the_repository_holds_a_secret() -> None:
    found = {
        str(path.relative_to(_ROOT)): hits for path in files_of_the_repository() if (hits := secrets_in(text_of(path)))
    }
    assert found == {}


def test_no_file_of_a_workspace_is_kept_in_the_repository() -> None:
    wrong = {"secret.key", "exchange.key", "site.sqlite3", "site.toml", ".env", "id_rsa", "id_ed25519"}
    endings = {".pem", ".p12", ".pfx", ".sqlite3", ".key"}
    assert [path for path in files_of_the_repository() if path.name in wrong or path.suffix in endings] == []


def test_no_file_of_the_repository_names_a_path_of_one_machine() -> None:
    own = Path(__file__)
    found = {
        str(path.relative_to(_ROOT)): hits
        for path in files_of_the_repository()
        if path != own and (hits := _MACHINE_PATHS.findall(text_of(path)))
    }
    assert found == {}


def test_what_looks_for_secrets_finds_them() -> None:
    made_up = "c2VjcmV0LW9mLW5vYm9keS1hdC1hbGwtMTIz"
    assert secrets_in(f'SECRET_KEY = "{made_up}"') == [made_up]
    assert secrets_in("-----BEGIN " + "RSA PRIVATE KEY-----")
    assert secrets_in("postgresql://guatu:" + "hunter22@host/name") == ["hunter22"]
    assert secrets_in('password = "for tests alone"') == []
    assert _MACHINE_PATHS.findall("see /home/" + "somebody/x")


@pytest.fixture
def log() -> io.StringIO:
    """All that the site logs, whatever the level."""
    return io.StringIO()


@pytest.mark.usefixtures("site")
def test_a_failed_attempt_leaves_no_password_in_the_log_nor_on_the_page(log: io.StringIO) -> None:
    handler, root = logging.StreamHandler(log), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        client, typed = Client(), "Wrong-Horse-77"
        for _ in range(7):  # beyond the lock
            page = client.post(reverse("sign_in"), {"username": "wang", "password": typed}).content.decode()
            assert typed not in page
        client.post(reverse("sign_in"), {"username": typed, "password": ""})
        client.get("/api/v1/runs", headers={"Authorization": f"Bearer {typed}"})
        client.get(reverse("sign_in"), {"password": DEMO_PASSWORD, "as": "wang"})
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
    assert log.getvalue()
    assert typed not in log.getvalue().replace(f"username={typed}", "")


def test_the_settings_that_are_shown_name_no_secret(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check")
    shown = capsys.readouterr()
    assert "for tests alone" not in shown.out + shown.err
