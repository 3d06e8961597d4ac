import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from guatu.cli.main import guatu

PLAN = Path(__file__).parents[2] / "docs/examples/plan.txt"


def run(*words: str, pasted: bytes | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(guatu, ["read", *words], input=pasted)
    return result.exit_code, result.output


def test_a_plan_is_read_and_the_counts_are_told(tmp_path: Path) -> None:
    code, output = run(str(PLAN), "--out", str(tmp_path / "draft"))
    assert code == 0, output
    assert "示例州2026年工业提质行动方案" in output
    assert "任务 4" in output
    assert (tmp_path / "draft/pack/targets.yaml").is_file()
    code, output = run("--apply", str(tmp_path / "draft/review.xlsx"))
    assert code == 0, output


def test_pasted_text_comes_from_standard_input(tmp_path: Path) -> None:
    code, output = run("-", "--as-annotation", str(tmp_path / "a.json"), pasted=PLAN.read_bytes())
    assert code == 0, output
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["document"]["doc_number"]


def test_a_folder_is_read_with_a_line_for_each_plan(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "甲.txt").write_bytes(PLAN.read_bytes())
    code, output = run(str(plans), "--out", str(tmp_path / "out"), "--jobs", "1")
    assert code == 0, output
    assert "甲.txt：目标" in output
    assert "共 1 个文件" in output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "没有写方案文件"),
        ((str(PLAN),), "没有写 --out"),
        ((str(PLAN), "--apply", "review.xlsx"), "不用再写方案文件"),
    ],
)
def test_a_wrong_call_says_how_to_write_it(words: tuple[str, ...], sentence: str) -> None:
    code, output = run(*words)
    assert code == 2
    assert sentence in output


def test_a_missing_file_is_a_finding_and_no_traceback(tmp_path: Path) -> None:
    code, output = run(str(tmp_path / "没有.docx"), "--out", str(tmp_path / "out"))
    assert code == 1
    assert "没有.docx" in output
    assert "Traceback" not in output


def test_a_name_too_long_for_the_disk_is_told(tmp_path: Path) -> None:
    for words in ((str(PLAN), "--out", str(tmp_path / ("长" * 200))), ("长" * 200, "--out", str(tmp_path / "out"))):
        code, output = run(*words)
        assert code == 2
        assert "文件名太长" in output
        assert "Traceback" not in output


def test_a_folder_where_a_file_is_to_be_written_is_told(tmp_path: Path) -> None:
    code, output = run(str(PLAN), "--as-annotation", str(tmp_path))
    assert code == 2
    assert "是文件夹，不是文件" in output
    assert list(tmp_path.iterdir()) == []


def test_what_keeps_a_review_from_being_written_back_is_told_with_its_end(tmp_path: Path) -> None:
    run(str(PLAN), "--out", str(tmp_path / "draft"))
    (tmp_path / "draft/run.json").write_text("{", encoding="utf-8")
    code, output = run("--apply", str(tmp_path / "draft/review.xlsx"))
    assert code == 1
    assert "run.json 已损坏" in output
    assert "没有写出文件" in output
