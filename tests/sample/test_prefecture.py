"""The sample without its defects must be coherent: sums, growth and registers agree."""

import csv
import io
from decimal import Decimal

import pytest

from guatu.domain import is_credit_code, is_project_code
from guatu.sample import Sheet, make_clean_sheets, make_prefecture
from guatu.sample.catalogue import INDUSTRIES, RECIPE, RECIPES
from guatu.sample.places import COUNTIES, NAMES, PARKS

Rows = list[dict[str, str]]
_CHINESE = {"地区": "place", "指标": "indicator", "数值": "value", "同比增速（%）": "growth"}


@pytest.fixture(scope="module")
def clean() -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in make_clean_sheets(7)}


def rows_of(sheet: Sheet) -> Rows:
    return list(csv.DictReader(io.StringIO(sheet.to_bytes().decode(sheet.encoding))))


@pytest.fixture(scope="module")
def counties(clean: dict[str, Sheet]) -> Rows:
    return rows_of(clean["observations-counties.csv"]) + rows_of(clean["observations-dingmao.csv"])


@pytest.fixture(scope="module")
def prefecture(clean: dict[str, Sheet]) -> Rows:
    return [row for row in rows_of(clean["observations-prefecture.csv"]) if row["status"] != "flash"]


def test_the_same_seed_gives_the_same_bytes() -> None:
    first, second = make_prefecture(3), make_prefecture(3)
    assert [sheet.to_bytes() for sheet in first.sheets] == [sheet.to_bytes() for sheet in second.sheets]
    assert first.defects == second.defects


def test_another_seed_gives_other_numbers_in_the_same_files() -> None:
    first, second = make_prefecture(3), make_prefecture(4)
    assert [sheet.name for sheet in first.sheets] == [sheet.name for sheet in second.sheets]
    for one, other in zip(first.sheets, second.sheets, strict=True):
        assert one.to_bytes() != other.to_bytes(), one.name


def test_there_are_10_counties_6_parks_40_indicators_36_months_and_800_firms(
    clean: dict[str, Sheet], prefecture: Rows, counties: Rows
) -> None:
    parks = {row["地区"] for row in rows_of(clean["observations-parks.csv"])}
    assert len({row["地区"] for row in counties}) == len(COUNTIES) == 10
    assert len(parks) == len(PARKS) == 6
    assert len({row["indicator"] for row in prefecture}) == len(RECIPES) == 40
    assert len({row["period"] for row in prefecture}) == 36
    assert len(clean["firms.csv"].rows) == 800


def test_counties_add_up_to_the_prefecture(prefecture: Rows, counties: Rows) -> None:
    for key, period in (("industrial_output", "2024年1-9月"), ("retail_sales", "2023年1-6月"), ("gdp", "2024年1-12月")):
        parts = [int(row["数值"]) for row in counties if row["指标"] == RECIPE[key].name and row["报告期"] == period]
        month = f"{period[:4]}-{int(period.split('-')[1][:-1]):02d}"
        (total,) = (row["value"] for row in prefecture if row["indicator"] == key and row["period"] == month)
        assert len(parts) == 10
        assert Decimal(sum(parts)) / 10_000 == Decimal(total)


def test_industries_add_up_to_the_output_of_every_place(counties: Rows) -> None:
    names = {f"{name}产值" for _, name, _ in INDUSTRIES}
    totals: dict[tuple[str, str], int] = {}
    parts: dict[tuple[str, str], int] = {}
    for row in counties:
        key = row["地区"], row["报告期"]
        if row["指标"] == "工业总产值":
            totals[key] = int(row["数值"])
        elif row["指标"] in names:
            parts[key] = parts.get(key, 0) + int(row["数值"])
    assert parts == totals
    assert len(totals) == 10 * 33


def test_cumulative_figures_rise_within_a_year(prefecture: Rows) -> None:
    last: dict[tuple[str, str], Decimal] = {}
    for row in prefecture:
        if row["basis"] == "cumulative" and row["value"] and row["unit"] != "%":
            key = row["indicator"], row["period"][:4]
            assert Decimal(row["value"]) >= last.get(key, Decimal(0)), row
            last[key] = Decimal(row["value"])


def test_nominal_growth_is_the_ratio_of_levels(prefecture: Rows) -> None:
    levels = {(row["indicator"], row["period"]): row["value"] for row in prefecture}
    seen = 0
    for row in prefecture:
        before = levels.get((row["indicator"], f"{int(row['period'][:4]) - 1}{row['period'][4:]}"))
        if row["growth_basis"] == "nominal" and row["value"] and before and row["unit"] != "户":
            seen += 1
            assert Decimal(row["growth"]) == pytest.approx(
                Decimal(row["value"]) / Decimal(before) - 1, abs=Decimal("0.00051")
            )
    assert seen > 400


def test_real_growth_is_not_the_ratio_of_levels(prefecture: Rows) -> None:
    levels = {row["period"]: Decimal(row["value"]) for row in prefecture if row["indicator"] == "gdp"}
    growth = {row["period"]: row["growth"] for row in prefecture if row["indicator"] == "gdp"}
    nominal = levels["2024-09"] / levels["2023-09"] - 1
    # Prices fell by 0.5 % in 2024, so real growth is above nominal growth.
    assert Decimal(growth["2024-09"]) == pytest.approx((1 + nominal) / Decimal("0.995") - 1, abs=Decimal("0.0006"))


def test_january_of_industry_investment_and_retail_comes_with_february(prefecture: Rows) -> None:
    in_january = {row["indicator"] for row in prefecture if row["period"].endswith("-01")}
    assert not in_january & {recipe.id for recipe in RECIPES if recipe.merged or recipe.quarterly}
    assert "budget_revenue" in in_january


def test_investment_and_value_added_publish_growth_only(prefecture: Rows) -> None:
    rows = [row for row in prefecture if row["indicator"] in ("industrial_va", "fai", "industrial_investment")]
    assert rows
    assert all(row["value"] == "" and row["growth"] for row in rows)


def test_a_flash_figure_is_followed_by_a_final_one(clean: dict[str, Sheet]) -> None:
    rows = [
        row
        for row in rows_of(clean["observations-prefecture.csv"])
        if row["indicator"] == "retail_sales" and row["period"] == "2024-09"
    ]
    assert [row["status"] for row in rows] == ["flash", "final"]
    assert rows[0]["vintage"] < rows[1]["vintage"]
    assert rows[0]["value"] != rows[1]["value"]


def test_every_credit_code_is_valid_and_stands_once(clean: dict[str, Sheet]) -> None:
    codes = [row[0] for row in clean["firms.csv"].rows]
    assert len(set(codes)) == 800
    assert all(is_credit_code(code) for code in codes)
    assert {row[0] for row in clean["firm_periods.csv"].rows} <= set(codes)


def test_every_firm_is_plainly_fictional(clean: dict[str, Sheet]) -> None:
    names = [row[1] for row in clean["firms.csv"].rows]
    assert len(set(names)) == 800
    assert all(name.startswith("示例") for name in names)


def test_firms_stay_below_the_output_of_the_place(clean: dict[str, Sheet], prefecture: Rows) -> None:
    rows = rows_of(clean["firm_periods.csv"])
    in_thousands = sum(int(row["工业总产值（千元）"]) for row in rows if row["报告期"] == "2024-09")
    (total,) = (
        row["value"] for row in prefecture if row["indicator"] == "industrial_output" and row["period"] == "2024-09"
    )
    assert Decimal("0.85") < Decimal(in_thousands) / 100_000 / Decimal(total) < Decimal("0.95")


def test_the_register_gives_the_published_numbers_of_firms(clean: dict[str, Sheet], prefecture: Rows) -> None:
    firms = rows_of(clean["firms.csv"])
    published = {(row["indicator"], row["period"]): row["value"] for row in prefecture}
    new = [firm for firm in firms if "2024-01" <= firm["入规月份"] <= "2024-09"]
    running = [f for f in firms if f["入规月份"] <= "2024-09" and not ("" < f["退规月份"] <= "2024-09")]
    assert published["firms_above_scale_new", "2024-09"] == str(len(new))
    assert published["firms_above_scale", "2024-09"] == str(len(running))


def test_firms_enter_grow_shrink_and_leave(clean: dict[str, Sheet]) -> None:
    output = {
        (row["统一社会信用代码"], row["报告期"]): int(row["工业总产值（千元）"])
        for row in rows_of(clean["firm_periods.csv"])
    }
    pairs = [(output.get((row[0], "2023-09")), output.get((row[0], "2024-09"))) for row in clean["firms.csv"].rows]
    both = [(before, now) for before, now in pairs if before and now]
    assert sum(now > before for before, now in both) > 100
    assert sum(now < before for before, now in both) > 100
    assert sum(before is None and now is not None for before, now in pairs) > 20
    assert sum(before is not None and now is None for before, now in pairs) > 10


def test_targets_split_to_counties_add_up_to_the_prefectures(clean: dict[str, Sheet], prefecture: Rows) -> None:
    last = {row["indicator"]: row["value"] for row in prefecture if row["period"] == "2023-12"}
    asked = {
        "industrial_output": Decimal(1285),
        "investment_attraction": Decimal(375),
        "firms_above_scale_new": Decimal(60),
        "retail_sales": Decimal(last["retail_sales"]) * Decimal("1.06"),
        "budget_revenue": Decimal(last["budget_revenue"]) * Decimal("1.04"),
    }
    rows = rows_of(clean["targets.csv"])
    for key, total in asked.items():
        parts = [Decimal(row["value"]) for row in rows if row["indicator"] == key and "P" not in row["place"]]
        assert len(parts) == 10
        assert sum(parts) == pytest.approx(total, abs=Decimal("0.006"))


def test_supports_cover_some_targets_in_full_and_others_in_part(clean: dict[str, Sheet]) -> None:
    listed: dict[str, Decimal] = {}
    for row in rows_of(clean["supports.csv"]):
        if row["地区"] == NAMES["999900"]:
            listed[row["指标"]] = listed.get(row["指标"], Decimal(0)) + Decimal(row["支撑量"])
    assert listed["招商引资到位资金"] > 18
    assert 40 < listed["工业总产值"] < 75


def test_projects_have_national_codes_and_investment_that_never_falls(clean: dict[str, Sheet]) -> None:
    assert len(clean["projects.csv"].rows) == 60
    assert all(is_project_code(row[0]) for row in clean["projects.csv"].rows)
    last: dict[str, int] = {}
    for code, _, invested, *_ in clean["project_months.csv"].rows:
        assert int(invested) >= last.get(code, 0)
        last[code] = int(invested)
    totals = {row["项目代码"]: int(row["总投资（万元）"]) for row in rows_of(clean["projects.csv"])}
    assert all(invested <= totals[code] for code, invested in last.items())


def test_firm_files_stay_below_six_megabytes(clean: dict[str, Sheet]) -> None:
    assert len(clean["firms.csv"].to_bytes()) + len(clean["firm_periods.csv"].to_bytes()) < 6_000_000


@pytest.mark.parametrize("seed", [1, 42])
def test_the_story_of_september_2024_is_told_by_every_seed(seed: int) -> None:
    sheets = {sheet.name: sheet for sheet in make_clean_sheets(seed)}
    growth = {
        (row["indicator"], row["period"]): Decimal(row["growth"])
        for row in rows_of(sheets["observations-prefecture.csv"])
        if row["growth"] and row["status"] != "flash"
    }
    county = {
        (row["地区"], row["指标"], row["报告期"]): Decimal(row["同比增速（%）"])
        for row in rows_of(sheets["observations-counties.csv"])
        if row["同比增速（%）"]
    }
    months = [f"2024年1-{month}月" for month in range(5, 10)]
    falling = [county["丙寅县", "规模以上工业增加值", month] for month in months]
    assert falling == sorted(set(falling), reverse=True), "丙寅县 falls every month"
    assert falling[-1] < -4
    assert growth["gdp", "2024-09"] >= Decimal("0.058")
    assert Decimal("0.06") <= growth["industrial_va", "2024-09"] <= Decimal("0.085")
    assert growth["fai", "2024-06"] > growth["fai", "2024-07"] > growth["fai", "2024-08"] > growth["fai", "2024-09"]
    assert growth["output_new_materials", "2024-09"] > Decimal("0.1")
    assert growth["output_metallurgy", "2024-09"] < 0
    assert county["壬申县", "社会消费品零售总额", "2024年1-8月"] > growth["retail_sales", "2024-08"] * 100
    assert county["壬申县", "社会消费品零售总额", "2024年1-9月"] < growth["retail_sales", "2024-09"] * 100
