"""Documents of older kinds as plans: through LibreOffice, without it, and with one that fails."""

import os
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

import pytest
from tests.office.plan_papers import PLAN, refusal, save, word
from tests.office.soffice import needs_soffice

from guatu.office import read_plan_text


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which programs put what they need for a moment."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the plan as .doc, .wps, .odt and .rtf."""
    folder = tmp_path_factory.mktemp("older")
    path = word(folder / "方案.docx")
    for kind in ("doc", "odt"):
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    shutil.copy(folder / "方案.doc", folder / "方案.wps")
    signs = "".join("\\par " if sign == "\n" else f"\\u{ord(sign)}?" for sign in PLAN.strip())
    (folder / "方案.rtf").write_text(f"{{\\rtf1\\ansi {signs}}}", encoding="ascii")
    return folder


@needs_soffice
@pytest.mark.parametrize("kind", ["doc", "wps", "rtf", "odt"])
def test_an_older_kind_is_converted_and_nothing_is_left_behind(older: Path, temporary: Path, kind: str) -> None:
    plan, findings = read_plan_text(older / f"方案.{kind}")
    assert findings == ()
    assert plan is not None
    assert (plan.text, plan.kind) == (PLAN.strip(), kind)
    assert list(temporary.iterdir()) == []


def test_without_libreoffice_an_older_kind_is_refused_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = save(tmp_path / "方案.rtf", b"{\\rtf1 x}")
    assert refusal(path) == "O021"
    assert "另存为 docx" in read_plan_text(path)[1][0].way_out


def stand_in(folder: Path, script: str) -> None:
    """Put a program by the name of LibreOffice's first on the path."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "sleep 30 & wait"])
def test_a_converter_that_fails_or_hangs_is_a_finding(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    stand_in(tmp_path, script)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr("guatu.office.converter._SECONDS", 0.5)
    assert refusal(save(tmp_path / "方案.rtf", b"{\\rtf1 x}")) == "O022"
    assert list(temporary.iterdir()) == []
