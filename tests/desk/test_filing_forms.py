"""Forms from duties: who owes what by when, and which cells an indicator asks for."""

import json
from dataclasses import asdict, replace
from datetime import date

from tests.desk.filing_packs import SEPTEMBER, cell, form, packs

from guatu.desk import FormCell, report_forms
from guatu.domain import WEEKDAYS_ONLY, Period, Validity
from guatu.ledgers import Plan, asked_indicators, duties_of
from guatu.pack import Packs, load_packs


def test_a_monthly_duty_is_due_on_the_first_workday_after_the_holiday() -> None:
    # The 3rd of October lies in the national holiday of 2024, which ends on the 7th.
    found = form()
    assert (found.due, found.calendar_known, found.period) == (date(2024, 10, 8), True, SEPTEMBER)
    assert (found.title, found.clause) == ("上月主要经济指标的累计数和增速", "1#四/（一）")
    assert found.recipients == ("statistics", "industry-it")
    assert found.consequence == "迟报、未报的在月度通报中点名"


def test_a_group_stands_for_the_places_of_its_members() -> None:
    assert form().places == tuple(f"9999{number:02d}" for number in range(1, 11))
    assert form("example:parks-monthly").places[0] == "999901-P1"


def test_a_make_up_workday_is_a_workday() -> None:
    # Sunday 4 February 2024 was worked for the Spring Festival; the 3rd was a Saturday.
    [counties, _] = report_forms(packs(), Period.month(2024, 1))
    assert counties.due == date(2024, 2, 4)


def test_quarterly_forms_come_in_the_months_that_end_a_quarter() -> None:
    keys = {month: [one.key for one in report_forms(packs(), Period.month(2024, month))] for month in (8, 9, 12)}
    assert ["example:counties-quarterly" in found for found in keys.values()] == [False, True, True]
    assert form("example:counties-quarterly").period == Period.quarter(2024, 3)
    assert form("example:counties-quarterly").due == date(2024, 10, 21)  # the 20th is a Sunday


def test_january_asks_for_nothing_that_is_published_with_february() -> None:
    [counties, parks] = report_forms(packs(), Period.month(2024, 1))
    asked = {one.indicator for one in counties.cells}
    assert "budget_revenue" in asked
    assert not asked & {"industrial_output", "retail_sales", "fai"}
    assert {one.indicator for one in parks.cells} == {
        "industrial_land",
        "firms_above_scale",
        "firms_above_scale_new",
        "trade_total",
        "investment_attraction",
    }


def test_a_ratio_of_two_figures_that_are_asked_for_is_not_asked_for() -> None:
    assert "budget_tax_share" not in {one.indicator for one in form().cells}


def test_cells_say_what_the_indicator_publishes() -> None:
    assert asks("industrial_va") == ("cumulative", False, True, "real")
    assert asks("industrial_output") == ("cumulative", True, True, "nominal")
    assert asks("industrial_receivables") == ("stock", True, True, "nominal")
    assert cell("output_food").total == "industrial_output"
    assert (cell("industrial_employees").unit, cell("industrial_employees").decimals) == ("人", 0)


def asks(indicator: str) -> tuple[str, bool, bool, str]:
    one = cell(indicator)
    return one.basis, one.asks_value, one.asks_growth, one.growth_basis


def test_a_cell_keeps_as_json() -> None:
    assert FormCell(**json.loads(json.dumps(asdict(cell("retail_sales"))))) == cell("retail_sales")


def test_a_year_whose_holidays_are_unknown_is_said_to_be() -> None:
    unknown = replace(packs(), calendar=WEEKDAYS_ONLY)
    [counties, *_] = report_forms(unknown, SEPTEMBER)
    assert (counties.due, counties.calendar_known) == (date(2024, 10, 3), False)


def test_a_place_merged_away_owes_nothing_any_more() -> None:
    main = packs().main
    places = tuple(
        replace(one, valid=Validity(end=date(2024, 8, 31))) if one.code == "999910" else one for one in main.places
    )
    merged = replace(packs(), packs=(*packs().packs[:-1], replace(main, places=places)))
    assert "999910" not in report_forms(merged, SEPTEMBER)[0].places
    assert "999910" in report_forms(merged, Period.month(2024, 8))[0].places


def test_a_duty_without_indicators_or_before_its_pack_is_in_force_makes_no_form() -> None:
    main = packs().main
    duties = tuple(replace(one, indicators=()) for one in main.duties)
    bare = replace(packs(), packs=(*packs().packs[:-1], replace(main, duties=duties)))
    assert report_forms(bare, SEPTEMBER) == ()
    assert report_forms(packs(), Period.month(2021, 9)) == ()


def test_a_report_due_at_the_end_of_its_period_is_due_then() -> None:
    found, _ = load_packs(("chuxiong-2019",))
    assert isinstance(found, Packs)
    forms = {one.key: one for one in report_forms(found, Period.month(2019, 6))}
    # 30 June 2019 is a Sunday.
    assert forms["chuxiong-2019:entities-monthly-progress"].due == date(2019, 7, 3)
    assert forms["chuxiong-2019:entities-monthly-completion"].due is None
    assert len(forms["chuxiong-2019:entities-monthly-completion"].places) == 11


def test_who_has_reported_is_judged_by_what_the_forms_ask() -> None:
    plan = Plan(packs(), SEPTEMBER, None, "")
    judged = {
        f"{pack.id}:{duty.id}": [one.id for one in asked_indicators(plan, duty)] for pack, duty in duties_of(plan)
    }
    assert judged == {one.key: [cell.indicator for cell in one.cells] for one in report_forms(packs(), SEPTEMBER)}
    assert "budget_tax_share" not in judged["example:counties-monthly"]
