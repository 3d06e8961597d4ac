from datetime import date

import pytest
from tests.ledgers.small_month import TOP, Month, indicator, observed, target

TARGET = target("t", "x", "growth", "10", unit="%")
PAST = (observed("2023-09", 80.0), observed("2023-12", 120.0), observed("2024-09", 92.0))


def _forecast(value: float, chance: float | None, **more: object) -> dict[str, object]:
    return {
        "place": TOP,
        "indicator": "x",
        "measure": "level",
        "period": date(2024, 12, 1),
        "made_on": date(2024, 9, 30),
        "method": "combined",
        "value": value,
        "target": "example:t",
        "probability": chance,
        **more,
    }


def _row(*forecasts: dict[str, object], ledger: str = "gap_ledger") -> dict[str, object]:
    month = Month((indicator("x"),), (TARGET,), PAST, other={"forecasts": forecasts} if forecasts else {})
    return month.row(ledger)


def test_the_expected_year_stands_beside_the_gap() -> None:
    # L = 120, T = 132.
    row = _row(_forecast(126.0, 0.2))
    assert (row["expected"], row["expected_gap"], row["probability"]) == (126.0, pytest.approx(6.0), 0.2)
    assert row["expected_growth"] == pytest.approx(0.05)


def test_without_forecasts_nothing_is_expected() -> None:
    row = _row()
    assert [row[name] for name in ("expected", "expected_gap", "expected_growth", "probability")] == [None] * 4


def test_a_forecast_of_an_earlier_month_or_of_one_method_alone_is_not_shown() -> None:
    assert _row(_forecast(126.0, 0.2, made_on=date(2024, 8, 31)))["expected"] is None
    assert _row(_forecast(126.0, 0.2, method="naive"))["expected"] is None


def test_what_the_present_pace_leaves_of_the_support_is_no_more_than_what_is_uncovered() -> None:
    # 12 are needed and nothing is listed; the present pace leaves 6, or none.
    assert _row(_forecast(126.0, 0.2), ledger="support_ledger")["uncovered_at_pace"] == pytest.approx(6.0)
    assert _row(_forecast(140.0, 0.9), ledger="support_ledger")["uncovered_at_pace"] == 0.0
    assert _row(_forecast(100.0, 0.0), ledger="support_ledger")["uncovered_at_pace"] == pytest.approx(12.0)
    assert _row(ledger="support_ledger")["uncovered_at_pace"] is None
