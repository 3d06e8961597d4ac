"""Comparisons: published growth first, computed only where allowed, sums divided and never rates averaged."""

from collections.abc import Callable
from datetime import date

import pytest

from guatu.series import group_growth, growth_on_year, multi_year_average

Row = dict[str, object]
RunSteps = Callable[..., list[Row]]


def two_years(**now: object) -> list[Row]:
    before: Row = {
        "place": "532301",
        "indicator": "x",
        "period": date(2023, 9, 1),
        "basis": "cumulative",
        "value": 100.0,
    }
    same: Row = {**before, "growth": None, "growth_basis": None, "expected_basis": now.get("expected_basis")}
    return [same, {**same, "period": date(2024, 9, 1), "value": 110.0, **now}]


def compare(run_steps: RunSteps, **now: object) -> Row:
    rows = run_steps({"o": two_years(**now)}, growth_on_year("o"))
    return next(row for row in rows if row["period"] == date(2024, 9, 1))


def test_published_growth_comes_before_levels(run_steps: RunSteps) -> None:
    row = compare(run_steps, growth=0.052, growth_basis="nominal", expected_basis="nominal")
    assert (row["growth"], row["computed"], row["base"]) == (0.052, False, 100.0)


def test_growth_is_computed_only_for_a_nominal_indicator(run_steps: RunSteps) -> None:
    row = compare(run_steps, expected_basis="nominal")
    assert (row["growth"], row["computed"]) == (0.1, True)
    for basis in ("real", "comparable", "none", None):
        row = compare(run_steps, expected_basis=basis)
        assert (row["growth"], row["computed"]) == (None, False)


def test_growth_published_on_another_basis_is_set_aside(run_steps: RunSteps) -> None:
    row = compare(run_steps, growth=0.2, growth_basis="nominal", expected_basis="real")
    assert (row["growth"], row["computed"], row["set_aside"]) == (None, False, True)
    row = compare(run_steps, growth=0.2, growth_basis="real", expected_basis="nominal")
    assert (row["growth"], row["computed"], row["set_aside"]) == (0.1, True, True)


def test_growth_that_does_not_name_its_basis_is_taken(run_steps: RunSteps) -> None:
    row = compare(run_steps, growth=0.052, growth_basis=None, expected_basis="real")
    assert (row["growth"], row["set_aside"]) == (0.052, False)


def test_growth_needs_last_year_of_the_same_basis(run_steps: RunSteps) -> None:
    facts = two_years(basis="month", expected_basis="nominal")
    assert [row["growth"] for row in run_steps({"o": facts}, growth_on_year("o"))] == [None, None]


def test_growth_leaves_a_gap_where_last_year_is_missing(run_steps: RunSteps) -> None:
    facts = two_years(expected_basis="nominal")[1:]
    [row] = run_steps({"o": facts}, growth_on_year("o"))
    assert (row["base"], row["growth"], row["computed"]) == (None, None, False)


def test_group_growth_divides_sums_and_says_who_was_left_out(run_steps: RunSteps) -> None:
    rows: list[Row] = [
        {"place": "a", "value": 150.0, "base": 100.0},
        {"place": "a", "value": 950.0, "base": 1000.0},
        {"place": "a", "value": 70.0, "base": None},
        {"place": "a", "value": None, "base": 30.0},
        {"place": "b", "value": float("nan"), "base": 30.0},
    ]
    grown = {row["place"]: row for row in run_steps({"members": rows}, group_growth("members", ("place",)))}
    assert grown["a"] == {"place": "a", "value": 1100.0, "base": 1100.0, "growth": 0.0, "members": 2, "left_out": 2}
    assert grown["b"] == {"place": "b", "value": None, "base": None, "growth": None, "members": 0, "left_out": 1}


def test_group_growth_without_groups_is_one_row(run_steps: RunSteps) -> None:
    [row] = run_steps({"m": [{"value": 3.0, "base": 2.0}]}, group_growth("m"))
    assert row["growth"] == 0.5


def yearly(growths: dict[int, float | None], expected: str, values: dict[int, float]) -> list[Row]:
    return [
        {
            "place": "a",
            "indicator": "x",
            "period": date(year, 12, 1),
            "basis": "year",
            "value": values.get(year),
            "growth": growths.get(year),
            "growth_basis": "real" if expected == "real" else "nominal",
            "expected_basis": expected,
        }
        for year in range(2020, 2024)
    ]


@pytest.mark.parametrize(
    ("growths", "expected", "average", "computed"),
    [
        ({2021: 0.1, 2022: 0.1, 2023: 0.1}, "real", 0.1, False),
        ({2021: 0.1, 2022: None, 2023: 0.1}, "real", None, False),
        ({2021: 0.1, 2022: None, 2023: 0.1}, "nominal", 0.2, True),
        ({2021: 0.1, 2022: -1.2, 2023: 0.1}, "real", None, False),
        ({2021: 0.5, 2022: -1.0, 2023: 0.5}, "real", -1.0, False),
    ],
)
def test_multi_year_average_chains_published_growth_or_compares_nominal_levels(
    run_steps: RunSteps, growths: dict[int, float | None], expected: str, average: float | None, computed: bool
) -> None:
    facts = yearly(growths, expected, {2020: 100.0, 2023: 172.8})
    [row] = run_steps({"o": facts}, multi_year_average("o", 2020, 2023))
    assert row["growth"] == (None if average is None else pytest.approx(average))
    assert (row["years"], row["computed"]) == (3, computed)
