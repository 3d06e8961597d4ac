"""Forecasts on files: what is written of a small place, how it comes back to the month, and how it is judged later."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from guatu.desk import ForecastReport, ForecastRequest, MonthRequest, forecast_year, make_sample, run_month
from guatu.domain import InvalidValue, Period

SEPTEMBER = Period.month(2024, 9)
_FACTS = ("observations-prefecture.csv", "observations-counties.csv", "observations-dingmao.csv", "targets.csv")


def run(facts: Path, out: Path, month: Period = SEPTEMBER, *, hold: bool = False) -> ForecastReport:
    return forecast_year(ForecastRequest(month, ("example",), facts, out, hold_totals=hold), "0.0", lambda _: None)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("facts")
    make_sample(folder / "all", 1)
    (folder / "some").mkdir()
    for name in _FACTS:
        (folder / "all" / name).rename(folder / "some" / name)
    return folder / "some"


@pytest.fixture(scope="module")
def whole(facts: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[ForecastReport, Path]:
    out = tmp_path_factory.mktemp("out")
    return run(facts, out), out


def rows_of(out: Path) -> list[dict[str, str]]:
    with (out / "forecasts.csv").open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_the_year_is_written_with_its_charts_and_manifest(whole: tuple[ForecastReport, Path]) -> None:
    report, out = whole
    names = {path.relative_to(out).as_posix() for path in report.files}
    assert {"forecast.xlsx", "forecasts.csv", "run.json", "charts/retail_sales.svg"} <= names
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["series"]["foretold"] == report.foretold
    assert report.foretold > 300
    assert openpyxl.load_workbook(out / "forecast.xlsx").sheetnames == [
        "完成可能性",
        "全年预测",
        "增速预测",
        "不预测的",
    ]
    working = openpyxl.load_workbook(out / "forecast-working.xlsx")
    assert working.sheetnames == ["全年预测", "增速预测", "逐期预测", "各方法"]
    assert all("底稿" in sheet["A1"].value for sheet in working)


def test_what_is_printed_holds_only_what_has_a_target_and_no_park(whole: tuple[ForecastReport, Path]) -> None:
    book = openpyxl.load_workbook(whole[1] / "forecast.xlsx")
    for sheet in (book["全年预测"], book["增速预测"]):
        head = [str(cell.value).replace("\n", "") for cell in sheet[3]]
        asked, place = head.index("目标要求"), head.index("地区")
        rows = [row for row in sheet.iter_rows(min_row=4, values_only=True) if row[head.index("把握")]]
        assert rows
        assert all(row[asked] and "园区" not in str(row[place]) for row in rows)
    chances = {cell.value for row in book["完成可能性"].iter_rows(min_row=4, min_col=3) for cell in row if cell.value}
    assert any(str(one).endswith("%") for one in chances)


def test_counties_of_the_kept_rows_add_up_and_no_cell_is_undefined(whole: tuple[ForecastReport, Path]) -> None:
    rows = rows_of(whole[1])
    assert not any(cell in ("nan", "inf", "-inf") for row in rows for cell in row.values())
    year = {
        row["地区"]: float(row["预测值"])
        for row in rows
        if (row["指标"], row["预测到"], row["方法"]) == ("budget_revenue", "2024-12", "组合")
    }
    total = year.pop("999900")
    assert sum(year.values()) == pytest.approx(total, rel=1e-9)


def test_growth_is_foretold_where_levels_are_not_published(whole: tuple[ForecastReport, Path]) -> None:
    measures = {row["预测什么"] for row in rows_of(whole[1]) if row["指标"] == "industrial_va"}
    assert measures == {"增速"}


def test_kept_forecasts_are_shown_by_the_month_and_judged_when_the_year_is_over(
    whole: tuple[ForecastReport, Path], facts: Path, tmp_path: Path
) -> None:
    kept = facts / "forecasts.csv"
    kept.write_bytes((whole[1] / "forecasts.csv").read_bytes())
    try:
        run_month(MonthRequest(SEPTEMBER, ("example",), facts, tmp_path / "month"), "0.0", lambda _: None)
        later = run(facts, tmp_path / "later", Period.month(2024, 12))
    finally:
        kept.unlink()
    head = [
        str(cell.value).replace("\n", "")
        for cell in openpyxl.load_workbook(tmp_path / "month/ledgers.xlsx")["差距账"][3]
    ]
    assert head[-4:] == ["全年预计", "预计增速", "预计差距", "完成可能性"]
    assert later.files
    sheet = openpyxl.load_workbook(tmp_path / "later/forecast.xlsx")["往期预测评估"]
    methods = {row[1] for row in sheet.iter_rows(values_only=True)}
    assert {"组合", "上年同期法", "同期增速法", "阻尼平滑法"} <= methods


def test_a_folder_without_observations_is_told_and_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    report = run(tmp_path / "facts", tmp_path / "out")
    assert report.files == ()
    assert "M003" in {finding.code for finding in report.findings}


def test_an_unknown_place_is_a_wrong_call(facts: Path, tmp_path: Path) -> None:
    request = ForecastRequest(SEPTEMBER, ("example",), facts, tmp_path, place="子虚县")
    with pytest.raises(InvalidValue, match="子虚县"):
        forecast_year(request, "0.0", lambda _: None)
