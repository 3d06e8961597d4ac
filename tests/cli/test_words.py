import time

import pytest

from guatu.cli import words
from guatu.domain import Finding, Severity


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
