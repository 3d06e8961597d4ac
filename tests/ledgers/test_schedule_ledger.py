from decimal import Decimal

import pytest
from tests.ledgers.small_month import COUNTY_A, Month, indicator, observed, target

from guatu.domain import Period

YEAR_2023 = observed("2023-12", 120.0)


def test_a_growth_target_of_a_nominal_indicator_becomes_a_level_and_is_measured_by_completion() -> None:
    row = Month(
        (indicator("x"),), (target("t", "x", "growth", "10", unit="%"),), (YEAR_2023, observed("2024-09", 99.0))
    ).row("schedule_ledger")
    assert row["level"] == pytest.approx(132.0)
    assert row["completion"] == pytest.approx(0.75)
    assert row["schedule"] == pytest.approx(0.75)
    assert (row["method"], row["light"]) == ("progress", "green")


@pytest.mark.parametrize(
    ("done", "light"),
    [(90.0, "green"), (89.99, "yellow"), (84.0, "yellow"), (83.99, "red"), (None, "grey")],
)
def test_the_light_turns_exactly_at_its_threshold(done: float | None, light: str) -> None:
    observations = () if done is None else (observed("2024-09", done),)
    row = Month((indicator("x"),), (target("t", "x", "level", "120", unit="亿元"),), observations).row(
        "schedule_ledger"
    )
    assert row["light"] == light


def test_a_growth_target_of_a_real_indicator_is_compared_in_points_and_never_as_a_level() -> None:
    row = Month(
        (indicator("x", growth="real"),),
        (target("t", "x", "growth", "15", unit="%"),),
        (YEAR_2023, observed("2024-09", 99.0, 0.137)),
    ).row("schedule_ledger")
    assert (row["method"], row["level"], row["completion"]) == ("growth", None, None)
    assert row["ahead"] == pytest.approx(-0.013)
    assert row["light"] == "yellow"


def test_a_stock_is_measured_by_its_way_from_last_years_end() -> None:
    row = Month(
        (indicator("x", "stock", unit="户"),),
        (target("t", "x", "increment", "20", unit="户"),),
        (observed("2023-12", 100.0, basis="stock"), observed("2024-09", 110.0, basis="stock")),
    ).row("schedule_ledger")
    assert (row["method"], row["level"]) == ("climb", 120.0)
    assert row["completion"] == pytest.approx(0.5)
    assert row["ahead"] == pytest.approx(-0.25)


def test_a_stock_without_last_years_end_cannot_be_judged_and_is_grey() -> None:
    row = Month(
        (indicator("x", "stock", unit="户"),),
        (target("t", "x", "increment", "20", unit="户"),),
        (observed("2024-09", 110.0, basis="stock"),),
    ).row("schedule_ledger")
    assert (row["reported"], row["light"], row["completion"]) == (True, "grey", None)


@pytest.mark.parametrize(("actual", "light"), [(0.47, "green"), (0.469, "yellow"), (0.449, "red")])
def test_a_share_is_compared_with_its_target_in_points(actual: float, light: str) -> None:
    row = Month(
        (indicator("x", "rate", "none", unit="%"),),
        (target("t", "x", "share", "47", unit="%"),),
        (observed("2024-09", actual),),
    ).row("schedule_ledger")
    assert (row["method"], row["light"]) == ("level", light)


def test_a_ceiling_is_good_when_it_is_not_reached() -> None:
    row = Month(
        (indicator("x", unit="万吨标煤"),),
        (target("t", "x", "level", "100", unit="万吨标煤", comparator="<="),),
        (observed("2024-09", 70.0),),
    ).row("schedule_ledger")
    assert row["ahead"] == pytest.approx(0.05)
    assert row["light"] == "green"


def test_a_reduction_is_met_by_falling() -> None:
    row = Month(
        (indicator("x", growth="real"),),
        (target("t", "x", "reduction", "3", unit="%"),),
        (observed("2024-09", None, -0.04),),
    ).row("schedule_ledger")
    assert row["growth_target"] == pytest.approx(-0.03)
    assert row["light"] == "green"


def test_a_target_for_a_later_year_is_kept_and_not_judged() -> None:
    later = target("t", "x", "level", "500", unit="亿元", period=Period.year(2028))
    row = Month((indicator("x"),), (later,), (observed("2024-09", 70.0),)).row("schedule_ledger")
    assert (row["method"], row["light"]) == ("none", "grey")


def test_a_yearly_quota_of_a_longer_plan_is_judged_within_the_year() -> None:
    row = Month(
        (indicator("x", unit="家"),),
        (target("t", "x", "increment", "600", unit="家", period=Period.year(2024, 2026), per="year"),),
        (observed("2024-09", 450.0),),
    ).row("schedule_ledger")
    assert (row["completion"], row["light"]) == (pytest.approx(0.75), "green")


def test_the_usual_share_of_past_years_is_the_schedule_where_the_indicator_says_so() -> None:
    past = [
        ("2021-09", 60.0),
        ("2021-12", 100.0),
        ("2022-09", 66.0),
        ("2022-12", 110.0),
        ("2023-09", 90.0),
        ("2023-12", 120.0),
    ]
    row = Month(
        (indicator("x", schedule="usual"),),
        (target("t", "x", "level", "200", unit="亿元"),),
        (*(observed(period, value) for period, value in past), observed("2024-09", 140.0)),
    ).row("schedule_ledger")
    assert row["schedule"] == pytest.approx((0.6 + 0.6 + 0.75) / 3)
    assert row["ahead"] == pytest.approx(0.7 - 0.65)


def test_a_stepped_schedule_follows_its_table() -> None:
    steps = ((6, Decimal("0.6")), (9, Decimal("0.8")), (11, Decimal("1")))
    row = Month(
        (indicator("x"),),
        (target("t", "x", "level", "100", unit="亿元", schedule="stepped", steps=steps),),
        (observed("2024-09", 78.0),),
    ).row("schedule_ledger")
    assert (row["schedule"], row["light"]) == (pytest.approx(0.8), "yellow")


def test_the_single_month_is_the_difference_and_january_february_are_one() -> None:
    merged = indicator("x", january="merged")
    goal = (target("t", "x", "level", "100", unit="亿元"),)
    september = Month((merged,), goal, (observed("2024-08", 60.0), observed("2024-09", 70.0)))
    assert september.row("schedule_ledger")["month_value"] == pytest.approx(10.0)
    february = Month((merged,), goal, (observed("2024-02", 15.0),), month=Period.month(2024, 2))
    assert february.row("schedule_ledger")["month_value"] == pytest.approx(15.0)
    gap = Month((merged,), goal, (observed("2024-07", 50.0), observed("2024-09", 70.0)))
    assert gap.row("schedule_ledger")["month_value"] is None


def test_the_light_before_is_shown_beside_the_light_now() -> None:
    month = Month(
        (indicator("x"),),
        (target("t", "x", "level", "120", unit="亿元"),),
        (observed("2024-08", 80.0), observed("2024-09", 80.0)),
    )
    row = month.row("schedule_ledger")
    assert (row["last_light"], row["light"]) == ("green", "red")
    history = [(one["period"].month, one["light"]) for one in month.run().rows("light_history")]  # type: ignore[attr-defined] # rows hold plain objects
    assert history == [(k, "grey") for k in range(1, 8)] + [(8, "green"), (9, "red")]


def test_a_place_that_did_not_report_is_grey_and_its_cells_are_blank() -> None:
    goal = target("t", "x", "level", "120", unit="亿元", place=COUNTY_A)
    row = Month((indicator("x"),), (goal,), (observed("2024-08", 60.0, place=COUNTY_A),)).row(
        "schedule_ledger", COUNTY_A
    )
    assert (row["reported"], row["actual"], row["completion"], row["light"]) == (False, None, None, "grey")


def test_a_place_that_reports_only_single_months_is_added_up_where_no_month_is_missing() -> None:
    goal = (target("t", "x", "level", "120", unit="亿元"),)
    months = tuple(observed(f"2024-{k:02d}", 10.0, basis="month") for k in range(1, 10))
    row = Month((indicator("x"),), goal, months).row("schedule_ledger")
    assert (row["actual"], row["month_value"], row["light"]) == (90.0, 10.0, "green")
    gap = Month((indicator("x"),), goal, months[:4] + months[5:]).row("schedule_ledger")
    assert (gap["actual"], gap["light"]) == (None, "grey")
    reported = Month((indicator("x"),), goal, (*months, observed("2024-09", 88.0))).row("schedule_ledger")
    assert reported["actual"] == 88.0


@pytest.mark.parametrize("text", ["nan", "inf"])
def test_what_is_no_finite_number_counts_as_not_reported(text: str) -> None:
    goal = target("t", "x", "level", "120", unit="亿元")
    row = Month((indicator("x"),), (goal,), (observed("2024-09", float(text)),)).row("schedule_ledger")
    assert (row["actual"], row["light"]) == (None, "grey")


def test_between_quarters_nothing_is_missing_of_a_quarterly_figure() -> None:
    quarterly = (indicator("x", growth="real", frequency="quarterly"),)
    goal = (target("t", "x", "growth", "5", unit="%"),)
    figures = (observed("2024-03", None, 0.04), observed("2024-06", None, 0.055))
    august = Month(quarterly, goal, figures, month=Period.month(2024, 8)).row("schedule_ledger")
    assert (august["reported"], august["light"]) == (None, "grey")
    september = Month(quarterly, goal, figures).row("schedule_ledger")
    assert (september["reported"], september["light"], september["last_light"]) == (False, "grey", "green")


def test_a_step_of_the_schedule_holds_until_the_next_one() -> None:
    steps = ((6, Decimal("0.6")), (9, Decimal("0.8")), (11, Decimal("1")))
    goal = (target("t", "x", "level", "100", unit="亿元", schedule="stepped", steps=steps),)
    for month, due in ((3, 0.0), (8, 0.6), (12, 1.0)):
        made = Month((indicator("x"),), goal, (observed(f"2024-{month:02d}", 50.0),), month=Period.month(2024, month))
        assert made.row("schedule_ledger")["schedule"] == pytest.approx(due)
