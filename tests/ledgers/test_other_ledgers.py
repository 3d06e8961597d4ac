from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.ledgers.small_month import COUNTY_A, COUNTY_B, PARK, TOP, Month, indicator, observed, target

from guatu.domain import Period, Validity
from guatu.ledgers import Plan, plan_tables
from guatu.pack import Packs, Ratio
from guatu.query import count_rows

GOAL = target("t", "x", "growth", "10", unit="%")
PAST = (observed("2023-09", 80.0), observed("2023-12", 120.0))


def support(key: str, amount: float, certainty: str, year: int = 2024) -> dict[str, object]:
    return {
        "support": key,
        "place": TOP,
        "indicator": "x",
        "year": year,
        "kind": "start",
        "name": key,
        "amount": amount,
        "certainty": certainty,
    }


def test_supports_are_summed_by_certainty_and_the_uncovered_rest_is_named() -> None:
    supports = (support("a", 4.0, "certain"), support("b", 3.0, "possible"), support("c", 9.0, "certain", 2023))
    row = Month((indicator("x"),), (GOAL,), PAST, {"supports": supports}).row("support_ledger")
    assert (row["required"], row["certain"], row["likely"], row["possible"]) == (pytest.approx(12.0), 4.0, None, 3.0)
    assert (row["listed"], row["supports"]) == (7.0, 2)
    assert row["coverage"] == pytest.approx(7 / 12)
    assert row["uncovered"] == pytest.approx(5.0)


def test_a_target_without_supports_is_wholly_uncovered() -> None:
    row = Month((indicator("x"),), (GOAL,), PAST).row("support_ledger")
    assert (row["supports"], row["coverage"], row["uncovered"]) == (0, None, pytest.approx(12.0))


def test_quarterly_targets_follow_the_schedule_and_contradicting_targets_are_both_kept() -> None:
    other = target("t2", "x", "growth", "12", unit="%")
    rows = Month((indicator("x"),), (GOAL, other), PAST).run().rows("target_ledger")
    assert [(row["target"], row["level"], row["conflicts"]) for row in rows] == [
        ("example:t", pytest.approx(132.0), 1),
        ("example:t2", pytest.approx(134.4), 1),
    ]
    assert [rows[0][f"quarter_{quarter}"] for quarter in (1, 2, 3, 4)] == [
        pytest.approx(132.0 * quarter / 4) for quarter in (1, 2, 3, 4)
    ]
    assert rows[0]["month_level"] == pytest.approx(99.0)


DRIVERS = (
    indicator("x"),
    indicator("new1", total="x", split="行业", driver="new"),
    indicator("old1", total="x", split="行业", driver="traditional"),
    indicator("rest", total="x", split="行业"),
)


def test_growth_splits_into_points_of_new_and_traditional_drivers() -> None:
    figures = {"x": (100.0, 110.0), "new1": (20.0, 30.0), "old1": (70.0, 68.0), "rest": (10.0, 12.0)}
    observations = tuple(
        observed(period, value, of=key)
        for key, pair in figures.items()
        for period, value in zip(("2023-09", "2024-09"), pair, strict=True)
    )
    month = Month(DRIVERS, (), observations)
    row = month.row("driver_ledger")
    assert (row["growth"], row["new_pull"]) == (pytest.approx(0.10), pytest.approx(0.10))
    assert (row["traditional_pull"], row["other_pull"]) == (pytest.approx(-0.02), pytest.approx(0.02))
    assert (row["parts"], row["parts_sum"], row["parts_difference"]) == (3, 110.0, 0.0)
    parts = {row["part"]: row for row in month.run().rows("parts")}
    assert parts["old1"]["contribution"] == pytest.approx(-0.2)
    assert parts["new1"]["share"] == pytest.approx(30 / 110)
    assert month.run().rows("tie_outs") == []


def test_at_constant_prices_points_come_from_published_growth_and_not_from_levels() -> None:
    parts = (
        indicator("x", growth="real"),
        indicator("a", growth="real", total="x", split="三次产业"),
        indicator("b", growth="real", total="x", split="三次产业"),
    )
    observations = (
        observed("2023-09", 40.0, of="a"),
        observed("2024-09", 50.0, 0.05, of="a"),
        observed("2023-09", 60.0, of="b"),
        observed("2024-09", 60.0, 0.02, of="b"),
    )
    month = Month(parts, (), observations)
    rows = {row["part"]: row for row in month.run().rows("parts")}
    assert [rows[key]["pull"] for key in ("a", "b")] == [pytest.approx(0.020), pytest.approx(0.012)]
    assert rows["a"]["contribution"] == pytest.approx(0.020 / 0.032)
    assert month.row("driver_ledger")["growth"] == pytest.approx(0.032)


def test_a_missing_part_leaves_the_difference_missing_instead_of_blaming_the_total() -> None:
    observations = (
        observed("2023-09", 100.0),
        observed("2024-09", 110.0),
        observed("2023-09", 20.0, of="new1"),
        observed("2024-09", 30.0, of="new1"),
        observed("2023-09", 70.0, of="old1"),
    )
    row = Month(DRIVERS, (), observations).row("driver_ledger")
    assert row["parts_difference"] is None
    assert row["growth"] == pytest.approx(0.5)


def firm(key: str, place: str, **more: object) -> dict[str, object]:
    return {"firm": key, "name": key, "place": place, **more}


def firm_figure(key: str, period: str, output: str | None, vintage: str | None = None) -> dict[str, object]:
    return {
        "firm": key,
        "period": date.fromisoformat(f"{period}-01"),
        "basis": "cumulative",
        "output": None if output is None else Decimal(output),
        "vintage": None if vintage is None else date.fromisoformat(vintage),
    }


def test_firms_entered_grown_shrunk_and_exited_add_to_the_growth_of_all_and_a_silent_firm_is_left_out() -> None:
    firms = (
        firm("grows", COUNTY_A, park=PARK),
        firm("shrinks", COUNTY_B),
        firm("enters", COUNTY_A, entered=date(2024, 3, 1)),
        firm("exits", COUNTY_B, exited=date(2024, 5, 1)),
        firm("silent", COUNTY_B),
    )
    figures = (
        firm_figure("grows", "2023-09", "100"),
        firm_figure("grows", "2024-09", "130"),
        firm_figure("shrinks", "2023-09", "80"),
        firm_figure("shrinks", "2024-09", "70"),
        firm_figure("enters", "2024-09", "25"),
        firm_figure("exits", "2023-09", "20"),
        firm_figure("silent", "2023-09", "50"),
    )
    month = Month((indicator("industrial_output"),), (), (), {"firms": firms, "firm_periods": figures})
    row = month.row("driver_ledger", of="industrial_output")
    assert [row[name] for name in ("entered", "grown", "shrunk", "exited")] == [1, 1, 1, 1]
    assert row["firm_growth"] == pytest.approx(225 / 200 - 1)
    pulls = [row[f"{name}_pull"] for name in ("entered", "grown", "shrunk", "exited")]
    assert pulls == [pytest.approx(0.125), pytest.approx(0.15), pytest.approx(-0.05), pytest.approx(-0.10)]
    park = month.row("driver_ledger", PARK, of="industrial_output")
    assert (park["grown"], park["firm_growth"]) == (1, pytest.approx(0.3))
    assert month.run().rows("tie_outs") == []


def test_a_quality_ratio_is_made_from_its_parts_in_its_own_unit() -> None:
    indicators = (
        indicator("industrial_profit"),
        indicator("land", "stock", unit="万亩"),
        indicator("industrial_output"),
        indicator("margin", "rate", "none", unit="%", quality=True, ratio=Ratio(over="industrial_profit", under="x")),
        indicator("x"),
        indicator(
            "per_mu", "rate", "none", unit="万元/亩", quality=True, ratio=Ratio(over="industrial_output", under="land")
        ),
    )
    observations = (
        observed("2023-09", 6.0, of="industrial_profit"),
        observed("2024-09", 9.0, of="industrial_profit"),
        observed("2023-09", 80.0),
        observed("2024-09", 90.0),
        observed("2024-09", 120.0, of="industrial_output"),
        observed("2024-09", 2.0, of="land", basis="stock"),
    )
    month = Month(indicators, (), observations)
    margin = month.row("quality_ledger", of="margin")
    assert (margin["value"], margin["last_year"]) == (pytest.approx(0.1), pytest.approx(0.075))
    assert (margin["change"], margin["better"]) == (pytest.approx(0.025), True)
    per_mu = month.row("quality_ledger", of="per_mu")
    assert (per_mu["value"], per_mu["last_year"], per_mu["better"]) == (pytest.approx(60.0), None, None)


def test_the_counties_must_add_to_the_prefecture_and_the_park_is_never_added() -> None:
    observations = (
        *PAST,
        observed("2024-09", 92.0),
        observed("2024-09", 50.0, place=COUNTY_A),
        observed("2024-09", 42.5, place=COUNTY_B),
        observed("2024-09", 30.0, place=PARK),
    )
    rows = Month((indicator("x"),), (GOAL,), observations).run().rows("tie_outs")
    assert [(row["check"], row["place"], row["left_value"], row["right_value"]) for row in rows] == [
        ("下级完成数之和等于本级完成数", TOP, 92.0, 92.5)
    ]


def test_the_counties_are_not_compared_with_the_prefecture_while_one_is_missing() -> None:
    observations = (*PAST, observed("2024-09", 92.0), observed("2024-09", 50.0, place=COUNTY_A))
    assert Month((indicator("x"),), (GOAL,), observations).run().rows("tie_outs") == []


def vintages() -> tuple[dict[str, object], ...]:
    return (
        *PAST,
        observed("2024-09", 92.0, vintage=date(2024, 10, 3), status="flash", source="快报"),
        observed("2024-09", 95.0, vintage=date(2024, 10, 18), status="final", source="定案"),
    )


def test_the_later_vintage_holds_and_the_month_can_be_rebuilt_as_it_stood() -> None:
    now = Month((indicator("x"),), (GOAL,), vintages())
    then = Month((indicator("x"),), (GOAL,), vintages(), as_of=date(2024, 10, 10))
    before = Month((indicator("x"),), (GOAL,), vintages(), as_of=date(2024, 10, 2))
    assert [month.row("schedule_ledger")["actual"] for month in (now, then, before)] == [95.0, 92.0, None]
    source = [row for row in now.run().rows("sources") if row["period"] == date(2024, 9, 1)]
    assert [(row["value"], row["source"], row["rivals"]) for row in source] == [(95.0, "定案", 1)]


def test_of_two_numbers_of_one_day_the_more_final_one_holds() -> None:
    day = date(2024, 10, 18)
    observations = (
        observed("2024-09", 92.0, vintage=day, status="final", source="乙"),
        observed("2024-09", 97.0, vintage=day, status="preliminary", source="甲"),
    )
    assert Month((indicator("x"),), (GOAL,), observations).row("schedule_ledger")["actual"] == 92.0


def test_the_same_inputs_give_the_same_tables() -> None:
    day = date(2024, 10, 18)
    rivals = tuple(observed("2024-09", 90.0 + k, vintage=day, source=f"来源{k}") for k in range(40))
    first, second = (Month((indicator("x"),), (GOAL,), rows).run() for rows in (rivals, rivals[::-1]))
    assert {name: first.rows(name) for name in first.tables} == {name: second.rows(name) for name in second.tables}


def test_a_year_figure_stands_in_for_the_cumulative_figure_of_december() -> None:
    month = Month((indicator("x"),), (GOAL,), (observed("2023-12", 120.0, basis="year"), observed("2024-09", 99.0)))
    assert month.row("schedule_ledger")["level"] == pytest.approx(132.0)


def test_targets_handed_down_as_facts_stand_beside_those_of_the_plan() -> None:
    handed_down = {
        "target": "县-1",
        "place": COUNTY_A,
        "indicator": "x",
        "first": date(2024, 1, 1),
        "last": date(2024, 12, 1),
        "measure": "level",
        "comparator": ">=",
        "value": 60.0,
        "per_year": False,
    }
    month = Month(
        (indicator("x"),), (GOAL,), (*PAST, observed("2024-09", 45.0, place=COUNTY_A)), {"targets": (handed_down,)}
    )
    assert month.row("schedule_ledger", COUNTY_A)["completion"] == pytest.approx(0.75)


def test_a_lapsed_target_is_not_computed() -> None:
    lapsed = target("t", "x", "level", "100", unit="亿元", period=Period.year(2023))
    assert Month((indicator("x"),), (lapsed,), PAST).run().rows("target_ledger") == []


def test_a_target_on_a_rate_made_from_two_indicators_is_judged() -> None:
    share = indicator("share", "rate", "none", unit="%", ratio=Ratio(over="part", under="x"))
    month = Month(
        (indicator("x"), indicator("part"), share),
        (target("t", "share", "share", "47", unit="%"),),
        (observed("2024-09", 200.0), observed("2024-09", 96.0, of="part")),
    )
    row = month.row("schedule_ledger", of="share")
    assert (row["actual"], row["light"]) == (pytest.approx(0.48), "green")


def test_a_published_rate_goes_before_the_quotient() -> None:
    share = indicator("share", "rate", "none", unit="%", ratio=Ratio(over="part", under="x"))
    month = Month(
        (indicator("x"), indicator("part"), share),
        (target("t", "share", "share", "47", unit="%"),),
        (observed("2024-09", 200.0), observed("2024-09", 96.0, of="part"), observed("2024-09", 0.46, of="share")),
    )
    assert month.row("schedule_ledger", of="share")["actual"] == 0.46


def test_of_two_sources_alike_in_all_else_the_first_by_name_holds() -> None:
    day = date(2024, 10, 18)
    rivals = (
        observed("2024-09", 97.0, vintage=day, status="final", source="乙局"),
        observed("2024-09", 92.0, vintage=day, status="final", source="A局"),
    )
    month = Month((indicator("x"),), (GOAL,), rivals)
    assert month.row("schedule_ledger")["actual"] == 92.0
    assert [row["value"] for row in month.run().rows("sources")] == [92.0]


def test_a_pack_that_is_not_in_force_brings_no_targets() -> None:
    month = Month((indicator("x"),), (GOAL,), PAST)
    for days, rows in ((Validity(date(2024, 1, 1), date(2024, 12, 31)), 1), (Validity(date(2025, 1, 1)), 0)):
        (pack,) = month.packs().packs
        packs = Packs((replace(pack, manifest=replace(pack.manifest, valid=days)),))
        tables = plan_tables(Plan(packs, month.month, None, TOP))
        assert count_rows(tables["plan_targets"]) == rows
