"""Every check of a filing with numbers, good and bad side by side."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.desk.filing_packs import SEPTEMBER, figure, form, packs

from guatu.desk import FiledFigure, FilingHit, check_filing
from guatu.domain import Period

PARTS = tuple(one.indicator for one in form().cells if one.total == "industrial_output")


def hits(*figures: FiledFigure, month: Period = SEPTEMBER) -> tuple[FilingHit, ...]:
    return check_filing(packs(), month, figures)


def ids(*figures: FiledFigure, month: Period = SEPTEMBER) -> set[str]:
    return {hit.check for hit in hits(*figures, month=month)}


def test_a_figure_like_those_before_it_raises_nothing() -> None:
    assert hits(figure()) == ()


@pytest.mark.parametrize(
    ("check", "severity", "good", "bad"),
    [
        ("filing-cumulative-falls", "question", {"value": "8.10001"}, {"value": "7.95", "growth": None}),
        ("filing-scale-up", "error", {"value": "12"}, {"value": "92000"}),
        ("filing-scale-down", "error", {"value": "8.2"}, {"value": "0.00092"}),
        ("filing-jump", "question", {"value": "11.9", "growth": None}, {"value": "12.1", "growth": None}),
        ("filing-growth-jump", "question", {"growth": "0.37"}, {"growth": "0.39"}),
        ("filing-zero-for-blank", "question", {"value": "8.2"}, {"value": "0"}),
        ("filing-left-blank", "question", {"last_value": None, "value": None}, {"value": None}),
        ("filing-growth-left-blank", "question", {"last_growth": None, "growth": None}, {"growth": None}),
        ("filing-same-as-last", "question", {"value": "8.11"}, {"value": "8.10"}),
        ("filing-growth-differs", "question", {"growth": "0.081"}, {"growth": "0.12"}),
        (
            "filing-late-correction",
            "question",
            {"before_value": "9.1", "days_late": 0},
            {"before_value": "9.1", "days_late": 2},
        ),
        ("growth-floor", "error", {"growth": "-0.9"}, {"growth": "-1.2"}),
        ("value-not-negative", "question", {"value": "9.2"}, {"value": "-9.2"}),
    ],
)
def test_each_check_knows_good_from_bad(
    check: str, severity: str, good: dict[str, str | int | None], bad: dict[str, str | int | None]
) -> None:
    assert check not in ids(figure(**good))
    [hit] = [one for one in hits(figure(**bad)) if one.check == check]
    assert (hit.severity, hit.indicator) == (severity, "retail_sales")
    assert hit.sentence.endswith("。")


def test_a_slip_of_unit_is_one_error_and_not_a_handful_of_questions() -> None:
    assert ids(figure(value="92000")) == {"filing-scale-up"}
    assert ids(figure(value="0.00092")) == {"filing-scale-down"}


def test_a_hit_says_the_numbers_that_decided_in_the_unit_of_the_indicator() -> None:
    [hit] = hits(figure(value="0.00092"))
    assert hit.because == "数值 0.00092亿元，惯常数 9.20亿元"
    [hit] = hits(figure("industrial_va", value=None, growth="0.39", last_value=None, year_value=None))
    assert (hit.because, hit.cell) == ("同比 39.0%，上期同比 8.0%", "growth")


def of_parts(total: str, *values: str) -> tuple[FiledFigure, ...]:
    quiet: dict[str, str | None] = dict.fromkeys(("growth", "last_value", "last_growth", "year_value", "year_growth"))
    parts = tuple(figure(key, value=value, **quiet) for key, value in zip(PARTS, values, strict=False))
    return (figure("industrial_output", value=total, **quiet), *parts)


@pytest.mark.parametrize(
    ("total", "found"),
    [
        ("90.00", set()),
        ("90.05", set()),  # nine parts and a total, each rounded to 0.01
        ("89.95", set()),
        ("89.94", {"filing-parts-exceed-total"}),
        ("90.06", {"filing-parts-below-total"}),
    ],
)
def test_parts_and_total_agree_but_for_rounding(total: str, found: set[str]) -> None:
    assert ids(*of_parts(total, *["10.00"] * 9)) == found


def test_parts_are_compared_only_where_all_are_given() -> None:
    assert ids(*of_parts("200", *["10.00"] * 8)) == set()
    assert len(PARTS) == 9


def test_a_total_above_its_parts_may_be_explained_and_one_below_may_not() -> None:
    severities = {one.check: one.severity for total in ("80", "99") for one in hits(*of_parts(total, *["10"] * 9))}
    assert severities == {"filing-parts-exceed-total": "error", "filing-parts-below-total": "question"}


def test_stocks_may_fall_and_counts_may_stay() -> None:
    falling = figure("loans_rmb", "stock", value="8.52", growth="0", last_value="9.0", last_growth="0")
    assert "filing-cumulative-falls" not in ids(falling)
    staying = figure(
        "firms_above_scale",
        "stock",
        value="140",
        last_value="140",
        year_value="131",
        growth="0.069",
        last_growth="0.07",
    )
    assert ids(staying) == set()


def test_profit_may_be_negative() -> None:
    assert "value-not-negative" not in ids(figure("industrial_profit", value="-0.5"))


def test_the_first_figure_of_a_year_is_not_compared_with_december() -> None:
    january = figure("budget_revenue", value="1.1", growth="0.08", last_value="12.5", year_value="1.02")
    assert ids(january, month=Period.month(2024, 1)) == set()
    merged = figure(value="1.84", last_value="12.5", year_value="1.70")
    assert ids(merged, month=Period.month(2024, 2)) == set()
    assert "filing-cumulative-falls" in ids(replace(january, last_value=Decimal("1.2")), month=Period.month(2024, 2))


def test_without_last_year_a_cumulative_figure_is_judged_by_its_monthly_pace() -> None:
    # 8.10 in eight months is 9.11 in nine.
    alone: dict[str, str | None] = {"growth": None, "last_growth": None, "year_value": None, "year_growth": None}
    assert ids(figure(value="11.8", **alone)) == set()
    assert ids(figure(value="11.9", **alone)) == {"filing-jump"}


def test_growth_at_real_prices_is_not_compared_with_levels() -> None:
    assert "filing-growth-differs" not in ids(figure("gdp", growth="0.055"))


def test_figures_of_unknown_indicators_and_empty_filings_are_no_failure() -> None:
    assert hits() == ()
    assert hits(figure("no_such_indicator")) == ()


def test_errors_come_before_questions() -> None:
    found = hits(figure("budget_revenue", growth="0.9"), figure(value="92000"))
    assert [one.severity for one in found] == sorted(one.severity for one in found)
    assert found[0].check == "filing-scale-up"


def test_a_pack_of_ones_own_adds_a_check_and_replaces_one() -> None:
    main = packs().main
    checks = {one.id: one for pack in packs().packs for one in pack.checks}
    strict = replace(checks["filing-jump"], expect="数值 <= 惯常数 * 1.1", severity="error")
    added = replace(strict, id="own-floor", expect="数值 >= 10", sentence="本地要求不低于 10。")
    own = replace(packs(), packs=(*packs().packs[:-1], replace(main, version="own", checks=(strict, added))))
    found = check_filing(own, SEPTEMBER, [figure(value="10.5", growth=None)])
    assert [(one.check, one.severity) for one in found if "growth" not in one.check] == [("filing-jump", "error")]
    assert "own-floor" in {one.check for one in check_filing(own, SEPTEMBER, [figure()])}
    assert "own-floor" not in ids(figure())
