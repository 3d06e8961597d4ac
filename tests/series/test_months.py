"""Months: a gap stays a gap, January–February is one figure, and adding up undoes taking apart."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.series import cumulate_months, single_months, usual_schedule

Row = dict[str, object]
RunSteps = Callable[..., list[Row]]


def year_of(figures: Mapping[int, float | None], basis: str, january: str | None, year: int = 2024) -> list[Row]:
    return [
        {
            "place": "532300",
            "indicator": "industrial_output",
            "period": date(year, month, 1),
            "basis": basis,
            "value": value,
            "january": january,
        }
        for month, value in figures.items()
    ]


def by_month(rows: list[Row], column: str = "value") -> dict[int, object]:
    return {row["period"].month: row[column] for row in rows if isinstance(row["period"], date)}


def test_january_and_february_are_one_of_eleven_periods_where_merged(run_steps: RunSteps) -> None:
    figures = {month: month * 10.0 for month in range(1, 13)}
    rows = run_steps({"o": year_of(figures, "cumulative", "merged")}, single_months("o"))
    assert by_month(rows) == {2: 20.0} | dict.fromkeys(range(3, 13), 10.0)
    assert by_month(rows, "months") == {2: 2} | dict.fromkeys(range(3, 13), 1)


@pytest.mark.parametrize("january", ["own", None])
def test_january_is_a_month_of_its_own_where_published(run_steps: RunSteps, january: str | None) -> None:
    rows = run_steps({"o": year_of({1: 10.0, 2: 25.0}, "cumulative", january)}, single_months("o"))
    assert by_month(rows) == {1: 10.0, 2: 15.0}


@pytest.mark.parametrize("missing", ["no row", "no value", "not a number"])
def test_a_missing_month_makes_itself_and_the_next_missing(run_steps: RunSteps, missing: str) -> None:
    figures: dict[int, float | None] = {2: 20.0, 3: 30.0, 4: 42.0, 5: 55.0, 6: 69.0}
    if missing == "no row":
        del figures[4]
    else:
        figures[4] = None if missing == "no value" else float("nan")
    months = by_month(run_steps({"o": year_of(figures, "cumulative", "merged")}, single_months("o")))
    assert (months[3], months.get(4), months[5], months[6]) == (10.0, None, None, 14.0)


def test_february_without_january_is_missing_where_january_is_published(run_steps: RunSteps) -> None:
    rows = run_steps({"o": year_of({2: 25.0, 3: 40.0}, "cumulative", "own")}, single_months("o"))
    assert by_month(rows) == {2: None, 3: 15.0}


def test_a_year_does_not_borrow_from_the_year_before(run_steps: RunSteps) -> None:
    facts = year_of({12: 100.0}, "cumulative", "own", 2023) + year_of({1: 9.0}, "cumulative", "own", 2024)
    rows = run_steps({"o": facts}, single_months("o"))
    assert by_month([row for row in rows if row["period"] == date(2024, 1, 1)]) == {1: 9.0}


def test_a_negative_month_is_kept_and_flagged(run_steps: RunSteps) -> None:
    rows = run_steps({"o": year_of({2: 20.0, 3: 18.5}, "cumulative", "merged")}, single_months("o"))
    assert by_month(rows) == {2: 20.0, 3: -1.5}
    assert by_month(rows, "negative") == {2: False, 3: True}


def test_other_bases_are_left_alone(run_steps: RunSteps) -> None:
    facts = year_of({2: 20.0}, "stock", "merged") + year_of({12: 90.0}, "year", "merged")
    assert run_steps({"o": facts}, single_months("o")) == []


def test_cumulating_stops_at_the_first_missing_month(run_steps: RunSteps) -> None:
    figures = {2: 20.0, 3: 10.0, 5: 10.0, 6: 10.0}
    rows = run_steps({"o": year_of(figures, "month", "merged")}, cumulate_months("o"))
    assert by_month(rows) == {2: 20.0, 3: 30.0, 5: None, 6: None}
    rows = run_steps({"o": year_of(figures, "month", "own")}, cumulate_months("o"))
    assert by_month(rows) == {2: None, 3: None, 5: None, 6: None}


@settings(max_examples=25, deadline=None)
@given(
    figures=st.lists(st.integers(-10_000, 10_000), min_size=12, max_size=12),
    january=st.sampled_from(["merged", "own"]),
)
def test_adding_up_single_months_gives_back_complete_cumulative_figures(
    run_steps: RunSteps, figures: list[int], january: str
) -> None:
    first = 2 if january == "merged" else 1
    given_figures: dict[int, float | None] = {month: figures[month - 1] / 4 for month in range(first, 13)}
    facts = year_of(given_figures, "cumulative", january)
    rows = run_steps({"o": facts}, single_months("o"), cumulate_months("single_months"))
    assert by_month(rows) == given_figures


@settings(max_examples=25, deadline=None)
@given(reported=st.sets(st.integers(2, 12)))
def test_no_single_month_ever_stands_for_two_but_february(run_steps: RunSteps, reported: set[int]) -> None:
    # Every month adds exactly 1, February 2: any other single month would hold a gap's month too.
    facts = year_of({month: float(month) for month in reported}, "cumulative", "merged")
    rows = run_steps({"o": facts or year_of({2: None}, "cumulative", "merged")}, single_months("o"))
    for month, value in by_month(rows).items():
        assert value in ((2.0, None) if month == 2 else (1.0, None))
        assert (value is not None) == (month in reported and (month == 2 or month - 1 in reported))


def test_usual_schedule_averages_only_years_that_have_the_month_and_december(run_steps: RunSteps) -> None:
    facts = [
        *year_of({6: 40.0, 12: 100.0}, "cumulative", "own", 2021),
        *year_of({6: 50.0}, "cumulative", "own", 2022),
        *year_of({6: 50.0, 12: 100.0}, "cumulative", "own", 2023),
        *year_of({6: 90.0, 12: 100.0}, "cumulative", "own", 2020),
        *year_of({6: 99.0, 9: 99.0, 12: 100.0}, "cumulative", "own", 2024),
    ]
    rows = {row["month"]: row for row in run_steps({"o": facts}, usual_schedule("o", 2024))}
    assert set(rows) == {6, 12}
    assert (rows[6]["schedule"], rows[6]["years"]) == (pytest.approx(0.45), 2)
    assert rows[12]["schedule"] == 1.0
