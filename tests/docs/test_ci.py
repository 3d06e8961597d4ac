import subprocess
import sys
from pathlib import Path

import pytest

CI = Path(__file__).parents[2] / ".ci"
REPORT = """<testsuites><testsuite>
<testcase classname="tests.office.test_workbook" name="test_a"/>
<testcase classname="tests.office.test_workbook" name="test_b[{name}]"><skipped message="no LibreOffice"/></testcase>
</testsuite></testsuites>"""


def check(folder: Path, report: str, allowed: str) -> subprocess.CompletedProcess[str]:
    (folder / "report.xml").write_text(report, encoding="utf-8")
    (folder / "allowed.txt").write_text(allowed, encoding="utf-8")
    command = [sys.executable, str(CI / "check_skips.py"), "report.xml", "allowed.txt"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_skip_that_is_not_listed_fails_the_run_and_is_named(tmp_path: Path) -> None:
    done = check(tmp_path, REPORT.format(name="xlsx"), "# nothing\n")
    assert done.returncode == 1
    assert "tests/office/test_workbook.py::test_b[xlsx]: no LibreOffice (NOT ALLOWED" in done.stdout


def test_a_skip_that_is_listed_with_its_reason_passes(tmp_path: Path) -> None:
    done = check(tmp_path, REPORT.format(name="xlsx"), "tests/office/test_workbook.py::test_b* = no Excel here\n")
    assert done.returncode == 0
    assert "(no Excel here)" in done.stdout


@pytest.mark.parametrize("allowed", ["tests/office/test_workbook.py::test_b*", "tests/*::test_b* = "])
def test_a_skip_listed_without_a_reason_fails_the_run(tmp_path: Path, allowed: str) -> None:
    assert check(tmp_path, REPORT.format(name="xlsx"), f"{allowed}\n").returncode != 0


def test_a_run_without_tests_fails(tmp_path: Path) -> None:
    assert check(tmp_path, "<testsuites/>", "").returncode != 0


def test_the_list_of_this_project_names_tests_that_are_there() -> None:
    for line in (CI / "allowed-skips.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            file, _, test = line.split(" = ")[0].partition("::")
            assert f"def {test.rstrip('*')}" in (CI.parent / file).read_text(encoding="utf-8"), line
