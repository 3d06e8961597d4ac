"""A match on files: the workbook says where each project goes and why not elsewhere, and every pair is in the list."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from guatu.desk import MatchReport, MatchRequest, match_projects
from guatu.sample import make_clean_sheets

_FILES = ("park_offers.csv", "leads.csv", "lead_distances.csv", "projects.csv", "projects-parks.csv")


def run(facts: Path, out: Path, year: int = 2024, **more: object) -> MatchReport:
    request = MatchRequest(year, ("example",), facts, out, **more)  # type: ignore[arg-type]  # passed on as given
    return match_projects(request, "0.0", lambda _: None)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("facts")
    for sheet in make_clean_sheets(1):
        if sheet.name in _FILES:
            (folder / sheet.name).write_bytes(sheet.to_bytes())
    return folder


@pytest.fixture(scope="module")
def whole(facts: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[MatchReport, Path]:
    out = tmp_path_factory.mktemp("run") / "out"
    return run(facts, out), out


def rows_of(out: Path) -> list[dict[str, str]]:
    with (out / "match-pairs.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_pair_has_a_result_and_a_reason(whole: tuple[MatchReport, Path]) -> None:
    report, out = whole
    rows = rows_of(out)
    assert len(rows) == report.projects * report.parks == 24 * 6
    assert all(row["为什么"].strip("。") for row in rows)
    counts = dict(report.counts)
    assert counts["建议落地"] == report.placed == sum(row["结果"] == "建议落地" for row in rows) > 10
    assert counts["待核"] > 0


def test_a_failed_pair_names_a_failed_condition_and_has_no_points(whole: tuple[MatchReport, Path]) -> None:
    failed = [row for row in rows_of(whole[1]) if row["结果"] == "不符合"]
    assert failed
    assert all(
        "不符合" in (row["产业"], row["用地"], row["用能"], row["亩均投资强度"], row["亩均营业收入"], row["环境"])
        for row in failed
    )
    assert not any(row["得分"] for row in failed)


def test_the_sheets_stand_in_the_order_they_are_read(whole: tuple[MatchReport, Path]) -> None:
    book = openpyxl.load_workbook(whole[1] / "match.xlsx")
    assert book.sheetnames == ["建议落地", "没有落地", "待核", "逐对说明", "园区承载", "亩均门槛", "说明"]
    texts = [str(cell) for row in book["园区承载"].iter_rows(values_only=True) for cell in row if cell is not None]
    assert "癸酉物流园" in texts


def test_a_park_whose_energy_is_not_known_is_never_taken_for_one_that_has_it(whole: tuple[MatchReport, Path]) -> None:
    rows = [row for row in rows_of(whole[1]) if row["园区"] == "癸酉物流园"]
    assert {row["用能"] for row in rows} <= {"待核", "不符合"}
    assert "建议落地" not in {row["结果"] for row in rows}


def test_with_unknown_more_projects_are_placed(facts: Path, whole: tuple[MatchReport, Path], tmp_path: Path) -> None:
    assert run(facts, tmp_path / "out", with_unknown=True).placed > whole[0].placed


def test_the_manifest_says_what_was_asked(whole: tuple[MatchReport, Path]) -> None:
    manifest = json.loads((whole[1] / "run.json").read_text(encoding="utf-8"))
    assert (manifest["verb"], manifest["projects"], manifest["parks"]) == ("match", 24, 6)
    assert manifest["weights"]["industry"] == 40


def test_the_same_facts_give_the_same_bytes(facts: Path, whole: tuple[MatchReport, Path], tmp_path: Path) -> None:
    run(facts, tmp_path / "again")
    for name in ("match.xlsx", "match-pairs.csv"):
        assert (tmp_path / "again" / name).read_bytes() == (whole[1] / name).read_bytes()


def test_a_year_without_parks_writes_nothing(facts: Path, tmp_path: Path) -> None:
    report = run(facts, tmp_path / "out", year=2030)
    assert (report.files, [one.code for one in report.findings if one.blocks]) == ((), ["A050"])
    assert not (tmp_path / "out").exists()
