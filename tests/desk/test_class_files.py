"""Classes on files: the workbook, a CSV for each register, the manifest, and runs with nothing to classify."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from tests.desk.register_folder import FIRMS, YEAR, register_folder

from guatu.desk import ClassReport, ClassRequest, run_classes

PACKS = ("national-enterprise",)


def run(facts: Path, out: Path, packs: tuple[str, ...] = PACKS, year: int = YEAR) -> ClassReport:
    return run_classes(ClassRequest(year, packs, facts, out), "0.0", lambda _: None)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[ClassReport, Path]:
    folder = tmp_path_factory.mktemp("run")
    return run(register_folder(folder / "facts"), folder / "out"), folder / "out"


def test_every_firm_has_its_class_and_the_unknown_ones_say_what_is_missing(whole: tuple[ClassReport, Path]) -> None:
    sheet = openpyxl.load_workbook(whole[1] / "classes.xlsx")["企业年度分类和资格"]
    rows = list(sheet.iter_rows(values_only=True))
    labels = [str(label).replace("\n", "") for label in rows[2]]
    found = {row[1]: dict(zip(labels, row, strict=True)) for row in rows[3:7]}
    assert [found[name]["企业规模"] for name in ("甲公司", "乙公司", "丙公司", "丁公司")] == [
        "小型",
        "中型",
        "小型",
        "不知道",
    ]
    assert [found[name]["规上工业标准"] for name in ("甲公司", "乙公司", "丙公司", "丁公司")] == [
        "不符合",
        "符合",
        "不符合",
        "不知道",
    ]
    assert str(found["丁公司"]["缺什么"]).startswith("缺")


def test_the_list_is_a_csv_that_wps_opens_with_every_result(whole: tuple[ClassReport, Path]) -> None:
    path = whole[1] / "classes-firm_years.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["统一社会信用代码"] for row in rows] == list(FIRMS)
    assert [row["四上标准"] for row in rows] == ["不符合", "符合", "不符合", "不知道"]
    assert "规模行业" in rows[3]["缺什么"]


def test_the_report_and_the_manifest_count_the_rows(whole: tuple[ClassReport, Path]) -> None:
    report, out = whole
    counts = {name: dict(results) for _, name, results in report.counts}
    assert counts["企业规模"] == {"中型": 1, "小型": 2, "不知道": 1}
    manifest = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert (manifest["verb"], manifest["rows"]) == ("classify", {"firm_years": 4})
    assert set(manifest["files"]) == {"classes.xlsx", "classes-firm_years.csv", "findings.xlsx"}


def test_packs_without_classes_and_years_without_rows_write_nothing(tmp_path: Path) -> None:
    report = run(register_folder(tmp_path / "facts"), tmp_path / "out", ("national",))
    assert (report.files, [one.code for one in report.findings if one.blocks]) == ((), ["M017"])
    late = run(tmp_path / "facts", tmp_path / "out", year=2024)
    assert (late.files, [one.code for one in late.findings if one.blocks]) == ((), ["M014"])
    assert not (tmp_path / "out").exists()


def test_lists_of_an_earlier_run_that_are_not_written_again_go_away(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("classes-projects.csv", "mine.txt"):
        (out / name).write_text("old", encoding="utf-8")
    run(register_folder(tmp_path / "facts"), out)
    names = {path.name for path in out.iterdir()}
    assert "classes-projects.csv" not in names
    assert "mine.txt" in names
