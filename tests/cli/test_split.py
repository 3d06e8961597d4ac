"""`guatu split`: what it prints, what a clash and a wrong call end with."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from tests.desk.split_folder import split_folder

from guatu.cli.main import guatu


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return split_folder(tmp_path_factory.mktemp("split"))


def test_each_target_is_told_in_a_line(folders: tuple[Path, Path], tmp_path: Path) -> None:
    pack, facts = folders
    call = ["split", str(pack), "--facts", str(facts), "--year", "2025", "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(guatu, [*call, "--indicator", "零售额"])
    assert result.exit_code == 0, result.output
    assert "零售额增速 7%以上：分增速，3 地，合计 7.000%" in result.output
    assert "检查：没有发现问题" in result.output
    assert (tmp_path / "out/分解表.xlsx").is_file()


def test_a_clash_ends_with_findings_and_no_file(folders: tuple[Path, Path], tmp_path: Path) -> None:
    pack, facts = folders
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["目标编号", "地区代码", "分解值", "调整值", "锁定"])
    for place in ("532301", "532302", "532303"):
        sheet.append(["small:new-firms", place, None, 20, "是"])
    book.save(tmp_path / "改.xlsx")
    call = ["split", str(pack), "--facts", str(facts), "--year", "2025", "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(guatu, [*call, "--edits", str(tmp_path / "改.xlsx")])
    assert result.exit_code == 1
    assert "互相冲突" in result.output
    assert "没有写出文件。" in result.output
    assert not (tmp_path / "out").exists()


def test_an_unknown_indicator_is_a_wrong_call(folders: tuple[Path, Path], tmp_path: Path) -> None:
    pack, facts = folders
    call = ["split", str(pack), "--facts", str(facts), "--year", "2025", "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(guatu, [*call, "--indicator", "零售"])
    assert result.exit_code == 2
    assert "没有指标“零售”，是否想写“零售额”？" in result.output
