"""Keep the site running (守护): the server and the worker as children, started again when one of them dies."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_log = logging.getLogger("guatu.serve")
_PATIENCE_SECONDS = 15.0
_QUICK_DEATH_SECONDS = 5.0
_MOST_QUICK_DEATHS = 5
# Sync workers have the smallest tail of what was measured; see docs/benchmarks.md.
_WEB_WORKERS = 2


@dataclass
class Child:
    """A process that must be alive while the site is."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    quick_deaths: int = field(default=0)

    def start(self) -> None:
        """Start it, in a group of its own, so that Ctrl-C reaches the keeper first."""
        self.process = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603  # our own commands
        self.started = time.monotonic()

    def is_dead(self) -> bool:
        """Tell whether it has ended."""
        return self.process is None or self.process.poll() is not None


def children(bind: str, web_workers: int = _WEB_WORKERS) -> tuple[Child, ...]:
    """Return the server and the worker of this site."""
    shared = Path("/dev/shm")  # noqa: S108  # gunicorn's heartbeat files belong in memory where there is such a place
    server = [
        *(sys.executable, "-m", "gunicorn", "guatu.console.wsgi:application"),
        *("--bind", bind, "--workers", str(web_workers), "--timeout", "60", "--graceful-timeout", "20", "--preload"),
        *("--max-requests", "5000", "--max-requests-jitter", "500", "--log-level", "warning"),
        *("--no-control-socket",),
        *(("--worker-tmp-dir", str(shared)) if shared.is_dir() else ()),
    ]
    return Child("server", server), Child("worker", [sys.executable, "-m", "guatu.console", "worker"])


def keep_running(family: Sequence[Child], told: Callable[[str], None]) -> int:
    """Start the children and keep them alive until a signal comes; return the exit code.

    A child that dies five times within seconds of its start is broken, and so is the site: then all are stopped.
    """
    stop: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda given, _frame: stop.append(given))
    for child in family:
        child.start()
    broken = False
    while not stop and not broken:
        time.sleep(0.3)
        broken = any(_revived_in_vain(child, told) for child in family if child.is_dead())
    _stop(family)
    return 1 if broken else 0


def _revived_in_vain(child: Child, told: Callable[[str], None]) -> bool:
    died_quickly = time.monotonic() - child.started < _QUICK_DEATH_SECONDS
    child.quick_deaths = child.quick_deaths + 1 if died_quickly else 0
    if child.quick_deaths >= _MOST_QUICK_DEATHS:
        told(f"{child.name} 一启动就退出，站点停止；请运行 guatu doctor 看原因。")
        return True
    _log.warning("%s ended, starting it again", child.name)
    child.start()
    return False


def _stop(family: Sequence[Child]) -> None:
    for child in family:
        if child.process is not None and not child.is_dead():
            child.process.terminate()
    patience = time.monotonic() + _PATIENCE_SECONDS
    for child in family:
        if child.process is None:
            continue
        try:
            child.process.wait(max(0.1, patience - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()
