"""Keeping a site alive, its first start, and what its settings file may say."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from guatu.console.operation.first_start import prepare
from guatu.console.operation.serving import Child, children, keep_running
from guatu.console.workspace import make_workspace, read_workspace, secret_of
from guatu.domain import InvalidValue

_SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def stop_soon(after: float) -> None:
    """Send this process what Ctrl-C sends."""
    threading.Timer(after, os.kill, (os.getpid(), signal.SIGINT)).start()


def test_a_child_that_dies_is_started_again_and_all_end_with_the_keeper() -> None:
    child = Child("worker", _SLEEPER)

    def kill_once() -> None:
        while child.process is None:
            time.sleep(0.05)
        child.process.kill()

    threading.Thread(target=kill_once).start()
    stop_soon(2.0)
    assert keep_running((child,), lambda _words: None) == 0
    assert child.quick_deaths == 1
    assert child.is_dead()


def test_a_child_that_cannot_live_ends_the_site_with_a_sentence() -> None:
    told: list[str] = []
    broken = Child("server", [sys.executable, "-c", "raise SystemExit(3)"])
    assert keep_running((broken, Child("worker", _SLEEPER)), told.append) == 1
    assert "guatu doctor" in told[0]


def test_the_server_listens_where_it_is_told() -> None:
    server, worker = children("127.0.0.1:8123", 3)
    assert server.command[server.command.index("--bind") + 1] == "127.0.0.1:8123"
    assert server.command[server.command.index("--workers") + 1] == "3"
    assert worker.command[-1] == "worker"


def test_the_first_start_makes_folders_and_a_secret_that_stays(tmp_path: Path) -> None:
    workspace = prepare(tmp_path / "site", is_demo=False)
    secret = secret_of(workspace)
    assert (workspace.folder / "secret.key").stat().st_mode & 0o077 == 0
    assert len(secret) > 60
    assert secret_of(prepare(tmp_path / "site", is_demo=False)) == secret
    assert not workspace.flag("demo")


def test_a_demonstration_begins_in_an_empty_folder_and_never_in_an_office_s_own(tmp_path: Path) -> None:
    prepare(tmp_path / "office", is_demo=False)
    with pytest.raises(InvalidValue, match="正式站点"):
        prepare(tmp_path / "office", is_demo=True)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "月报.xlsx").touch()
    with pytest.raises(InvalidValue, match="已有东西"):
        prepare(tmp_path / "full", is_demo=True)
    demo = prepare(tmp_path / "demo", is_demo=True)
    assert demo.flag("demo")
    assert demo.text("demo_start").startswith("2024-10-08T")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("idle_minuts = 5", "不认识的设置：idle_minuts"),
        ("hosts = ", "不是合格的 TOML"),
        ("idle_minutes = -1", "不小于 0"),
        ("hosts = 'one'", "一列文字"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_told(tmp_path: Path, written: str, said: str) -> None:
    folder = make_workspace(tmp_path / "site").folder
    (folder / "site.toml").write_text(written, encoding="utf-8")
    with pytest.raises(InvalidValue, match=said):
        read_all(folder)


def read_all(folder: Path) -> None:
    workspace = read_workspace(folder)
    workspace.number("idle_minutes")
    workspace.words("hosts")
