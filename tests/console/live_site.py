"""A real site in processes of its own: made, started, killed and asked over the network of this machine alone."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from guatu.console.workspace import DATABASE_VARIABLE, WORKSPACE_VARIABLE

_PATIENCE_SECONDS = 60.0
# Signs persons in as the sign-in page would, without the slow hash of a password for each.
_SIGN_IN = """
import json, sys
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from guatu.console.people.models import User
keys = {}
for name in json.loads(sys.argv[1]):
    user = User.objects.get(username=name)
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    keys[name] = store.session_key
print(json.dumps(keys))
"""


class LiveSite:
    """A site on a workspace of its own, on a free port of the loopback address."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        self.environment = {**os.environ, WORKSPACE_VARIABLE: str(folder), DATABASE_VARIABLE: database}
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        self.port = _free_port()
        self._keeper: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where a browser finds the site."""
        return f"http://127.0.0.1:{self.port}"

    def run(self, *command: str) -> str:
        """Run one of the site's commands to its good end and return what it printed."""
        return self._run(command, codes=(0,))

    def run_to_any_end(self, *command: str) -> str:
        """Run one of the site's commands that ends with 1 where it finds something, and return what it printed."""
        return self._run(command, codes=(0, 1))

    def _run(self, command: Sequence[str], codes: Sequence[int]) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "guatu.console", *command],
            env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode in codes, done.stdout + done.stderr
        return done.stdout

    def ask(self, script: str, *words: str) -> str:
        """Run a script inside the site's Django and return what it printed."""
        begin = "import django; django.setup()\n"
        environment = {**self.environment, "DJANGO_SETTINGS_MODULE": "guatu.console.settings"}
        done = subprocess.run(
            [sys.executable, "-c", begin + script, *words],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def sessions_of(self, names: Sequence[str]) -> dict[str, str]:
        """Return a session's key for each person."""
        found: dict[str, str] = json.loads(self.ask(_SIGN_IN, json.dumps(list(names))))
        return found

    def start(self) -> None:
        """Start server and worker as `guatu serve` does, and wait until the site answers."""
        self._keeper = subprocess.Popen(
            [sys.executable, "-m", "guatu.console", "serve", "--port", str(self.port)],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.wait()

    def wait(self) -> None:
        """Wait until the site answers."""
        patience = time.monotonic() + _PATIENCE_SECONDS
        while not self.is_up():
            assert time.monotonic() < patience, "the site did not come up"
            assert self._keeper is None or self._keeper.poll() is None, "the site ended by itself"
            time.sleep(0.1)

    def is_up(self) -> bool:
        """Tell whether the site answers its probe."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=2)) as connection:
            try:
                connection.request("GET", "/alive")
                return connection.getresponse().status == 200
            except (OSError, HTTPException):
                return False

    def stop(self) -> None:
        """Stop the site as Ctrl-C does."""
        if self._keeper is not None:
            self._keeper.terminate()
            self._keeper.wait(30)
            self._keeper = None

    def kill(self, what: str) -> int:
        """Kill -9 every process of the server (`gunicorn`) or the worker (`worker`); return how many."""
        mark = {"server": "gunicorn", "worker": "guatu.console worker"}[what]
        killed = 0
        for process in Path("/proc").iterdir():
            if not process.name.isdigit():
                continue
            try:
                command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                inside = str(self.folder).encode() in (process / "environ").read_bytes()
                if mark in command and inside:
                    os.kill(int(process.name), signal.SIGKILL)
                    killed += 1
            except (OSError, UnicodeDecodeError):
                continue
        return killed


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
