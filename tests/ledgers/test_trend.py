"""逐月走势: the year of a target month by month, with what was due and the same month last year."""

import pytest
from tests.ledgers.small_month import Month, indicator, observed, target


def trend(month: Month) -> dict[int, dict[str, object]]:
    return {row["period"].month: row for row in month.run().rows("trend")}  # type: ignore[attr-defined] # rows hold plain objects


def test_what_is_due_is_known_for_every_month_and_figures_up_to_this_one() -> None:
    seen = (observed("2023-09", 80.0), observed("2023-12", 100.0), observed("2024-08", 78.0), observed("2024-09", 90.0))
    rows = trend(Month((indicator("x"),), (target("t", "x", "level", "120", unit="亿元"),), seen))
    assert sorted(rows) == list(range(1, 13))
    assert [rows[month]["actual"] for month in (7, 8, 9, 10)] == [None, 78.0, 90.0, None]
    assert [rows[month]["last_year"] for month in (9, 12)] == [80.0, 100.0]
    assert [rows[month]["due"] for month in (3, 9, 12)] == pytest.approx([30.0, 90.0, 120.0])


def test_a_stock_is_due_on_its_way_from_last_years_end() -> None:
    seen = (observed("2023-12", 100.0, basis="stock"), observed("2024-09", 112.0, basis="stock"))
    rows = trend(Month((indicator("x", "stock"),), (target("t", "x", "level", "120", unit="亿元"),), seen))
    assert [rows[month]["due"] for month in (6, 12)] == pytest.approx([110.0, 120.0])


def test_a_growth_at_constant_prices_has_its_target_beside_it_and_no_level() -> None:
    seen = (observed("2024-08", 70.0, 0.14), observed("2024-09", 80.0, 0.137))
    rows = trend(Month((indicator("x", growth="real"),), (target("t", "x", "growth", "15", unit="%"),), seen))
    assert [rows[month]["growth"] for month in (8, 9, 10)] == [0.14, 0.137, None]
    assert {row["growth_target"] for row in rows.values()} == {0.15}
    assert {row["due"] for row in rows.values()} == {None}
