"""The published figures can be read with the national pack, and nothing in them was filled in."""

import csv
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from guatu.domain import PlaceTree, conversion, unit_named
from guatu.pack import Kind, Packs, load_packs
from guatu.query.tables import BASES, GROWTH_BASES, STATUSES

FOLDER = Path(str(files("guatu"))) / "published"
FOLDERS = ("chuxiong", "yunnan", "national")


@cache
def rows_of(folder: str, table: str = "observations") -> list[dict[str, str]]:
    with (FOLDER / folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def national() -> Packs:
    packs, _ = load_packs(["national"])
    assert packs is not None
    return packs


@cache
def tree() -> PlaceTree:
    return national().place_tree()


@pytest.mark.parametrize(("folder", "rows"), [("chuxiong", 140), ("yunnan", 367), ("national", 3439)])
def test_the_page_on_published_figures_counts_their_rows(folder: str, rows: int) -> None:
    assert len(rows_of(folder)) == rows
    assert f"`{folder}/observations.csv` | {rows} |" in (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_place_indicator_and_unit_is_known(folder: str) -> None:
    for row in rows_of(folder):
        assert tree().find(row["place"]) is not None, row
        indicator = national().indicator(row["indicator"])
        assert indicator is not None, row
        assert indicator.id == row["indicator"]
        if row["value"]:
            conversion(unit_named(row["unit"]), unit_named(indicator.unit))


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_row_has_a_value_or_a_growth_and_a_source(folder: str) -> None:
    for row in rows_of(folder):
        assert row["value"] or row["growth"], row
        assert row["source"], row
        assert row["growth"] == "" or re.fullmatch(r"-?\d+(\.\d+)?%", row["growth"]), row
        assert row["growth"] or not row["growth_basis"], row


@pytest.mark.parametrize("folder", FOLDERS)
def test_words_of_basis_status_and_period_are_the_agreed_ones(folder: str) -> None:
    for row in rows_of(folder):
        assert row["basis"] in dict(BASES), row
        assert row["growth_basis"] in {"", *dict(GROWTH_BASES)}, row
        assert row["status"] in {"", *dict(STATUSES)}, row
        assert re.fullmatch(r"\d{4}" if row["basis"] == "year" else r"\d{4}-\d{2}", row["period"]), row


@pytest.mark.parametrize("folder", FOLDERS)
def test_stocks_are_stocks_and_flows_are_not(folder: str) -> None:
    for row in rows_of(folder):
        indicator = national().indicator(row["indicator"])
        assert indicator is not None
        assert (row["basis"] == "stock") == (indicator.kind is Kind.STOCK), row


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_two_rows_of_one_source_claim_the_same_cell(folder: str) -> None:
    key = ("place", "indicator", "period", "basis", "growth_basis", "source")
    counted = Counter(tuple(row[name] for name in key) for row in rows_of(folder))
    assert [cell for cell, times in counted.items() if times > 1] == []


def test_growth_that_a_vendor_computed_from_unrevised_levels_is_left_out() -> None:
    months = [row for row in rows_of("national") if (row["indicator"], row["basis"]) == ("fai", "month")]
    assert len(months) == 185
    assert {row["growth"] for row in months} == {""}
    assert all(row["value"] for row in months)


def test_quarterly_product_is_cumulative_only() -> None:
    quarters = [row for row in rows_of("national") if row["indicator"].startswith("gdp")]
    assert {row["basis"] for row in quarters} == {"cumulative"}
    assert {row["period"][-2:] for row in quarters} == {"03", "06", "09", "12"}


def test_rates_got_by_adding_points_say_so_and_claim_no_status() -> None:
    derived = [row for folder in FOLDERS for row in rows_of(folder) if row["note"].startswith("推算")]
    assert len(derived) > 20
    assert {row["status"] for row in derived} == {""}


def test_the_funds_of_the_zone_in_october_2018_have_target_and_actual() -> None:
    actual = {
        row["indicator"]: row
        for row in rows_of("chuxiong")
        if row["place"] == "532301-KFQ" and row["period"] == "2018-10"
    }
    targets = {row["indicator"]: row for row in rows_of("chuxiong", "targets") if row["period"] == "2018"}
    assert {key: (targets[key]["value"], row["value"], row["growth"]) for key, row in actual.items()} == {
        "attraction_outside_prefecture": ("132.63", "120.44", "29%"),
        "attraction_outside_province": ("65.85", "60.4", "36.7%"),
        "attraction_industry_projects": ("69.75", "87.88", "78.2%"),
    }
