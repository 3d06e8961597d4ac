import errno
import time
from pathlib import Path

import pytest

from guatu.cli import words
from guatu.domain import EngineFailure, Finding, Severity


def finding(severity: Severity) -> Finding:
    return Finding("P001", severity, "题", None, "说明", "办法")


def test_findings_are_counted_in_words_the_blocking_ones_first() -> None:
    found = [finding(Severity.NOTE), finding(Severity.ERROR), finding(Severity.NOTE)]
    assert words.count_findings(found) == "错误 1 处，说明 2 处"
    assert words.count_findings([]) == "没有发现问题"


def test_progress_is_silent_for_quick_work_and_speaks_after_two_seconds(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with words.progress() as watch:
        watch("读取数据")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(words, "PATIENCE_SECONDS", 0.1)
    with words.progress() as watch:
        watch("计算六本账")
        time.sleep(0.6)
    assert "计算六本账" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "台账.xlsx"), "没有权限读写“台账.xlsx”"),
        (FileExistsError(errno.EEXIST, "File exists", "结果"), "“结果”是一个文件，不是文件夹"),
        (OSError(errno.ENOSPC, "No space left on device", "台账.xlsx"), "磁盘满了"),
        (OSError(errno.EIO, "Input/output error", "台账.xlsx"), "读写“台账.xlsx”时出错"),
    ],
)
def test_troubles_of_the_disk_are_told_in_chinese(
    error: OSError, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended, words.plain_errors():
        raise error
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err


def test_a_failed_step_is_named_without_its_statement(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit), words.plain_errors():
        raise EngineFailure("step book: Binder Error\n\nLINE 1: SELECT")
    assert "step book" in (told := capsys.readouterr().err)
    assert "SELECT" not in told


def test_an_interrupted_run_ends_as_a_shell_expects(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, words.plain_errors():
        raise KeyboardInterrupt
    assert ended.value.code == 130
    assert "已中断" in capsys.readouterr().err


def test_a_folder_whose_name_has_a_comma_is_one_pack(tmp_path: Path) -> None:
    folder = tmp_path / "一季度,二季度"
    folder.mkdir()
    assert words.PackNames().convert(str(folder), None, None) == (str(folder),)
    assert words.PackNames().convert("national，example, ", None, None) == ("national", "example")
