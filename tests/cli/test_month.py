import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from guatu.cli.main import guatu
from guatu.desk import make_sample, month_files

FILES = {"ledgers.xlsx", "bulletin.docx", "wall.html", "run.json"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "数据"
    make_sample(folder, 7)
    return folder


def call(*words: object) -> Result:
    return CliRunner().invoke(guatu, [str(word) for word in words])


def run_month(facts: object, out: Path, *more: object, month: str = "2024-09", packs: str = "example") -> Result:
    return call("month", month, "--packs", packs, "--facts", facts, "--out", out, *more)


def written(out: Path) -> set[str]:
    return {path.name for path in out.iterdir()}


def test_the_month_of_the_sample_writes_its_files_and_blocks_on_the_planted_mistakes(
    sample: Path, tmp_path: Path
) -> None:
    result = run_month(sample, tmp_path / "out")
    assert result.exit_code == 1, result.output
    assert written(tmp_path / "out") == {*FILES, "findings.xlsx"}
    assert "亮灯：绿" in result.output
    assert "Traceback" not in result.output


def test_the_published_funds_of_2018_are_run_as_they_stand_and_the_rest_stays_blank(tmp_path: Path) -> None:
    result = run_month("published/chuxiong", tmp_path / "out", month="2018-10", packs="chuxiong-2019")
    assert result.exit_code == 0, result.output
    book = openpyxl.load_workbook(tmp_path / "out" / "ledgers.xlsx", read_only=True)
    cells = [cell for row in book["时序账"].iter_rows(values_only=True) for cell in row]
    for actual, target in ((120.44, 132.63), (60.4, 65.85), (87.88, 69.75)):
        assert actual in cells
        assert any(isinstance(cell, float) and abs(cell - actual / target) < 1e-9 for cell in cells)


def test_the_same_inputs_give_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        run_month(sample, tmp_path / name)
    for path in sorted((tmp_path / "first").iterdir()):
        assert path.read_bytes() == (tmp_path / "second" / path.name).read_bytes(), path.name


def test_the_manifest_names_packs_facts_and_files(sample: Path, tmp_path: Path) -> None:
    run_month(sample, tmp_path / "out", "--as-of", "2024-10-10")
    manifest = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert (manifest["month"], manifest["as_of"], manifest["place"]) == ("2024-09", "2024-10-10", "999900")
    assert [pack["id"] for pack in manifest["packs"]] == ["national", "example"]
    assert all(len(pack["version"]) == 16 for pack in manifest["packs"])
    assert manifest["facts"]["rows"]["firms"] == 800
    assert {"ledgers.xlsx", "bulletin.docx", "wall.html"} <= set(manifest["files"])


def test_a_month_as_it_stood_before_anything_was_reported_is_grey(sample: Path, tmp_path: Path) -> None:
    result = run_month(sample, tmp_path / "out", "--as-of", "2024-09-30")
    assert "绿 0　黄 0　红 0　灰" in result.output


def test_a_run_that_breaks_leaves_the_earlier_files_as_they_were(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run_month(sample, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def break_down(*_: object, **__: object) -> Iterator[None]:
        raise OSError("磁盘已满")

    monkeypatch.setattr(month_files, "write_wall", break_down)
    result = run_month(sample, out, "--as-of", "2024-09-30")
    assert result.exit_code == 2
    assert "磁盘已满" in result.output
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("month", "2024-13", "--packs", "example", "--facts", "x", "--out", "y"), "2024"),
        (("month", "2024", "--packs", "example", "--facts", "x", "--out", "y"), "2024-09"),
        (("month", "2024-09", "--packs", "example", "--facts", "没有这个文件夹", "--out", "y"), "没有数据文件夹"),
        (("month", "2024-09", "--packs", "example", "--facts", "x"), "--out"),
        (("month", "2024-09", "--packs", "example", "--facts", "x", "--out", "y", "--as-of", "10月"), "2024-10-08"),
        (("mont",), "month"),
        (("month", "2024-09", "--packs", " , ", "--facts", "x", "--out", "y"), "没有写政策包"),
        (("month", "2024-09", "--packs", "example", "--facts", "x", "--out", str(Path(__file__) / "y")), "是一个文件"),
        (("compare", "example", "national", "extra"), "多写了 extra"),
        (("sample", "y", "--seed", "three"), "不是整数"),
        (("month", "2024-09", "--pack", "example"), "--packs"),
        (("month",), "MONTH"),
    ],
)
def test_a_wrong_call_ends_with_code_2_and_a_sentence(words: tuple[str, ...], sentence: str) -> None:
    result = call(*words)
    assert result.exit_code == 2
    assert sentence in result.output
    assert result.output.startswith(("用法不对：", "未能完成："))


def test_a_pack_that_is_not_there_is_a_finding_and_nothing_is_written(sample: Path, tmp_path: Path) -> None:
    result = run_month(sample, tmp_path / "out", packs="exampel")
    assert result.exit_code == 1
    assert "example" in result.output
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_of_facts_is_a_finding_and_the_targets_are_still_shown(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    result = run_month(tmp_path / "facts", tmp_path / "out")
    assert result.exit_code == 1
    assert written(tmp_path / "out") >= FILES


def test_a_month_does_not_wait_for_the_crafts_of_scores_and_shares(tmp_path: Path) -> None:
    facts, out = str(tmp_path / "facts"), str(tmp_path / "out")
    (tmp_path / "facts").mkdir()
    code = f"""
import sys
from click.testing import CliRunner
from guatu.cli.main import guatu
words = ["month", "2024-09", "--packs", "example", "--facts", {facts!r}, "--out", {out!r}]
CliRunner().invoke(guatu, words)
print([name for name in ("scipy", "guatu.scoring", "guatu.allocation", "guatu.reader") if name in sys.modules])
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert written(tmp_path / "out") >= FILES
    assert result.stdout.strip() == "[]"


def test_help_answers_without_loading_a_database() -> None:
    code = "import sys, guatu.cli; print([m for m in ('duckdb', 'pyarrow', 'pydantic', 'docx') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
    assert "month" in call("--help").output
