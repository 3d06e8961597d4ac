import pytest
from tests.ledgers.small_month import COUNTY_A, COUNTY_B, PARK, TOP, Month, indicator, observed, target

from guatu.domain import Period

TARGET = target("t", "x", "growth", "10", unit="%")
PAST = (observed("2023-09", 80.0), observed("2023-12", 120.0))


def test_the_gap_the_monthly_need_and_the_required_growth_follow_the_design() -> None:
    row = Month((indicator("x"),), (TARGET,), (*PAST, observed("2024-09", 92.0))).row("gap_ledger")
    assert row["gap"] == pytest.approx(132.0 - 92.0)
    assert row["months_left"] == 3
    assert row["required_monthly"] == pytest.approx(40.0 / 3)
    assert row["required_growth"] == pytest.approx(40.0 / 40.0 - 1)
    assert row["growth"] == pytest.approx(0.15)
    assert row["growth_computed"] is True


def test_published_growth_overrides_the_ratio_of_levels() -> None:
    row = Month((indicator("x"),), (TARGET,), (*PAST, observed("2024-09", 92.0, 0.081))).row("gap_ledger")
    assert (row["growth"], row["growth_computed"]) == (0.081, False)


def test_growth_is_not_computed_for_a_real_indicator() -> None:
    row = Month((indicator("x", growth="real"),), (TARGET,), (*PAST, observed("2024-09", 92.0))).row("gap_ledger")
    assert (row["growth"], row["growth_computed"]) == (None, False)


def test_nominal_growth_is_not_taken_for_real_growth() -> None:
    published = observed("2024-09", 92.0, 0.2, growth_basis="nominal")
    row = Month((indicator("x", growth="real"),), (TARGET,), (*PAST, published)).row("gap_ledger")
    assert row["growth"] is None


def test_a_target_already_reached_leaves_no_gap() -> None:
    row = Month((indicator("x"),), (TARGET,), (*PAST, observed("2024-09", 140.0))).row("gap_ledger")
    assert (row["gap"], row["required_monthly"], row["required_growth"]) == (0.0, 0.0, None)


def test_in_december_no_month_is_left_and_nothing_is_required_of_it() -> None:
    month = Month((indicator("x"),), (TARGET,), (*PAST, observed("2024-12", 130.0)), month=Period.month(2024, 12))
    row = month.row("gap_ledger")
    assert (row["months_left"], row["gap"], row["required_monthly"]) == (0, pytest.approx(2.0), None)


def test_counties_with_equal_growth_share_a_rank_and_a_missing_one_has_none() -> None:
    goals = tuple(target(f"t{place[-1]}", "x", "growth", "5", unit="%", place=place) for place in (COUNTY_A, COUNTY_B))
    month = Month(
        (indicator("x", growth="real"),),
        goals,
        (observed("2024-09", None, 0.08, place=COUNTY_A), observed("2024-09", None, 0.08, place=COUNTY_B)),
    )
    assert [month.row("gap_ledger", place)["rank"] for place in (COUNTY_A, COUNTY_B)] == [1, 1]
    alone = Month((indicator("x", growth="real"),), goals, (observed("2024-09", None, 0.08, place=COUNTY_A),))
    rows = [alone.row("gap_ledger", place) for place in (COUNTY_A, COUNTY_B)]
    assert [(row["rank"], row["ranked"]) for row in rows] == [(1, 1), (None, None)]


def test_a_missing_figure_leaves_the_gap_missing_and_never_zero() -> None:
    row = Month((indicator("x"),), (TARGET,), PAST).row("gap_ledger")
    assert (row["gap"], row["required_monthly"], row["growth"], row["required_growth"]) == (None, None, None, None)


def test_the_run_of_falling_growth_counts_periods_and_skips_a_merged_january() -> None:
    rates = {"2023-11": 0.12, "2023-12": 0.10, "2024-02": 0.09, "2024-03": 0.08}
    month = Month(
        (indicator("x", growth="real", january="merged"),),
        (target("t", "x", "growth", "5", unit="%"),),
        tuple(observed(period, None, rate) for period, rate in rates.items()),
        month=Period.month(2024, 3),
    )
    row = month.row("gap_ledger")
    assert (row["falling_periods"], row["last_growth"]) == (3, 0.09)


def test_a_fall_smaller_than_what_is_printed_is_no_fall() -> None:
    month = Month(
        (indicator("x", growth="real"),),
        (TARGET,),
        (observed("2024-08", None, 0.0801), observed("2024-09", None, 0.0799)),
    )
    assert month.row("gap_ledger")["falling_periods"] == 0


def test_the_distance_to_the_parent_place_is_given_now_and_for_the_period_before() -> None:
    month = Month(
        (indicator("x", growth="real"),),
        (target("t", "x", "growth", "5", unit="%", place=COUNTY_A),),
        (
            observed("2024-08", None, 0.07, place=COUNTY_A),
            observed("2024-09", None, 0.04, place=COUNTY_A),
            observed("2024-08", None, 0.06),
            observed("2024-09", None, 0.06),
        ),
    )
    row = month.row("gap_ledger", COUNTY_A)
    assert row["parent_gap"] == pytest.approx(-0.02)
    assert row["last_parent_gap"] == pytest.approx(0.01)


def test_parks_are_ranked_among_all_parks_of_the_place() -> None:
    parks = (PARK, "999902-P1")
    goals = tuple(target(f"t{n}", "x", "growth", "5", unit="%", place=park) for n, park in enumerate(parks))
    month = Month(
        (indicator("x", growth="real"),),
        goals,
        tuple(observed("2024-09", None, rate, place=park) for park, rate in zip(parks, (0.04, 0.09), strict=True)),
    )
    rows = [month.row("gap_ledger", park) for park in parks]
    assert [(row["rank"], row["ranked"]) for row in rows] == [(2, 2), (1, 2)]


def test_a_target_of_the_place_above_is_not_in_this_places_ledgers() -> None:
    above = target("up", "x", "growth", "5", unit="%", place="999000")
    month = Month((indicator("x", growth="real"),), (TARGET, above), (observed("2024-09", None, 0.1),))
    assert [row["place"] for row in month.run().rows("target_ledger")] == [TOP]


def test_a_cap_on_growth_that_is_kept_has_no_gap_and_a_breached_one_has() -> None:
    cap = (target("t", "x", "growth", "5", unit="%", comparator="<="),)
    for rate, gap in ((0.03, 0.02), (0.093, -0.043)):
        row = Month((indicator("x", growth="real"),), cap, (observed("2024-09", None, rate),)).row("gap_ledger")
        assert row["growth_gap"] == pytest.approx(gap)
