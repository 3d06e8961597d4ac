"""The tests of the console on a PostgreSQL: `python -m tests.postgres [arguments of pytest]`.

A cluster of its own is made in a temporary folder, listens on a socket in it and nowhere else, and is removed again.
PostgreSQL refuses to run as root, so for root it runs as the user that Debian's package makes.
"""

import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from guatu.console.workspace import DATABASE_VARIABLE

_SERVER_USER = "postgres"
# Durability costs time and is not what these tests are about.
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=60")


def programs() -> Path | None:
    """Return the folder of the newest installed server's programs, or None."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))
    if found:
        return Path(found[-1]).parent
    beside = shutil.which("initdb")
    return Path(beside).parent if beside else None


class Cluster:
    """A PostgreSQL of its own, for the length of a `with`."""

    def __init__(self, folder: Path, tools: Path) -> None:
        self.folder, self._tools = folder, tools
        self._user = _SERVER_USER if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

    def __enter__(self) -> str:
        """Start it and return its address without a database's name."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, self._user)
        self._run("initdb", "-D", str(self.folder / "data"), "-A", "trust", "-U", self._user, "-E", "UTF8", "--no-sync")
        settings = " ".join(f"-c {one}" for one in (*_SETTINGS, f"unix_socket_directories={self.folder}"))
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-o", settings, "-l", log, "-w", "start")
        return f"postgresql://{self._user}@{quote(str(self.folder), safe='')}"

    def __exit__(self, *_error: object) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def _run(self, program: str, *words: str) -> None:
        command = [str(self._tools / program), *words]
        if os.geteuid() == 0:
            command = ["setpriv", f"--reuid={self._user}", f"--regid={self._user}", "--init-groups", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)


def main() -> None:
    """Run pytest on the console with a database of its own."""
    tools = programs()
    if tools is None:
        sys.exit("no PostgreSQL server is installed (Debian: postgresql); nothing was tested")
    with tempfile.TemporaryDirectory(prefix="guatu-pg-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with Cluster(folder, tools) as address:
            environment = {**os.environ, DATABASE_VARIABLE: f"{address}/guatu"}
            words = sys.argv[1:] or ["tests/console", "-m", "not live and not slow"]
            done = subprocess.run([sys.executable, "-m", "pytest", *words], env=environment, check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
