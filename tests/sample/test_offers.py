"""What parks offer and who asks: whole and coherent, with the blanks that are there on purpose."""

import csv
import io

import pytest

from guatu.domain import is_project_code
from guatu.sample import Sheet, make_clean_sheets
from guatu.sample.catalogue import INDUSTRIES
from guatu.sample.places import NAMES, PARKS

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def clean() -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in make_clean_sheets(7)}


def rows_of(sheet: Sheet) -> Rows:
    return list(csv.DictReader(io.StringIO(sheet.to_bytes().decode(sheet.encoding))))


def test_every_park_has_one_lead_and_two_potential_industries(clean: dict[str, Sheet]) -> None:
    names = {name for _, name, driver in INDUSTRIES if driver}
    rows = rows_of(clean["park_offers.csv"])
    assert [row["园区"] for row in rows] == [NAMES[park.code] for park in PARKS]
    for row in rows:
        listed = [row["主导产业"], *row["潜力产业"].split("、")]
        assert len(set(listed)) == 3
        assert set(listed) <= names
    assert [row["园区"] for row in rows if not row["剩余能耗（吨标煤）"]] == ["癸酉物流园"]


def test_leads_have_the_blanks_that_are_to_be_checked(clean: dict[str, Sheet]) -> None:
    rows = rows_of(clean["leads.csv"])
    assert len(rows) == 24
    assert sum(not row["能耗需求（吨标煤）"] for row in rows) == 1
    assert sum(not row["环境要求"] for row in rows) == 1
    assert sum(bool(row["亩均例外理由"]) for row in rows) == 1


def test_older_projects_produce_in_the_industries_of_their_park(clean: dict[str, Sheet]) -> None:
    industries = {key: name for key, name, _ in INDUSTRIES}
    listed = {row["园区"]: {row["主导产业"], *row["潜力产业"].split("、")} for row in rows_of(clean["park_offers.csv"])}
    rows = rows_of(clean["projects-parks.csv"])
    assert all(industries[row["行业"]] in listed[row["园区"]] for row in rows)
    assert all(row["阶段"] == "投产" and is_project_code(row["项目代码"]) for row in rows)
    codes = [row["项目代码"] for row in rows + rows_of(clean["projects.csv"])]
    assert len(set(codes)) == len(codes)


def test_one_distance_is_missing_on_purpose(clean: dict[str, Sheet]) -> None:
    assert len(rows_of(clean["lead_distances.csv"])) == 8 * 6 - 1


def test_a_year_of_hours_is_whole_and_within_what_can_be(clean: dict[str, Sheet]) -> None:
    rows = rows_of(clean["load_hours.csv"])
    assert [int(row["小时"]) for row in rows] == list(range(1, 8761))
    assert all(float(row["负荷（千瓦）"]) > 0 for row in rows)
    for column in ("光伏单位出力（千瓦/千瓦）", "风电单位出力（千瓦/千瓦）"):
        assert 1000 < sum(float(row[column]) for row in rows) < 2600
        assert all(0 <= float(row[column]) <= 1 for row in rows)


def test_terms_say_that_they_are_made_up(clean: dict[str, Sheet]) -> None:
    assert {row["来源"] for row in rows_of(clean["supply_terms.csv"])} == {"虚构的示例数"}
