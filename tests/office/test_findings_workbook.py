"""The list of problems a clerk gets back."""

from pathlib import Path

import openpyxl

from guatu.domain import Finding, FindingCode, Severity, Span
from guatu.office import write_findings

_NOT_A_NUMBER = FindingCode("F900", "单元格不是数", "", "", "")
_JUMP = FindingCode("F901", "数值跳动", "", "", "", Severity.WARNING)


def _rows(path: Path, *findings: Finding) -> list[tuple[object, ...]]:
    write_findings(path, findings)
    return [tuple(cell.value for cell in row) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows()]


def test_findings_are_numbered_with_errors_first(tmp_path: Path) -> None:
    jump = _JUMP.at(Span("月报.xlsx", sheet="工业", cell="C5"), "比上月跳动45%。", "请核对单位。")
    bad = _NOT_A_NUMBER.at(Span("月报.xlsx", sheet="工业", cell="D7"), "“=1+1”不是数。", "=请填写数字")
    rows = _rows(tmp_path / "findings.xlsx", jump, bad)
    assert rows[1][0] == "错误1条　提醒1条　说明0条"
    assert rows[2] == ("序号", "级别", "编号", "位置", "问题", "说明", "办法")
    assert rows[3] == (1, "错误", "F900", "月报.xlsx［工业］D7", "单元格不是数", "“=1+1”不是数。", "=请填写数字")
    assert rows[4][:3] == (2, "提醒", "F901")


def test_a_finding_without_a_place_leaves_it_blank(tmp_path: Path) -> None:
    assert _rows(tmp_path / "findings.xlsx", _NOT_A_NUMBER.at(None, "说明", "办法"))[3][3] is None


def test_no_findings_are_said_in_words(tmp_path: Path) -> None:
    assert _rows(tmp_path / "findings.xlsx")[1][0] == "没有发现问题"


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    finding = _JUMP.at(None, "说明", "办法")
    for name in ("a.xlsx", "b.xlsx"):
        write_findings(tmp_path / name, [finding])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
