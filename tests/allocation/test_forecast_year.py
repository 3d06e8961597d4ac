from dataclasses import replace
from datetime import date

import pytest

from guatu.allocation import (
    Aim,
    Family,
    History,
    Judged,
    Outlook,
    Point,
    Subject,
    chance_word,
    chances_of,
    foretell,
    half_width,
    history_of,
    interval_of,
    judge,
    kept_rows,
    probability_below,
    score_forecasts,
    share_difference,
)

TOP, A, B = "999900", "999901", "999902"
MONTH = date(2024, 9, 1)


def _history(place: str, monthly: float, wobble: float = 0.0, indicator: str = "x") -> History:
    subject = Subject(place, indicator, "flow", "level", 1, merged=False)
    points, total = [], 0.0
    for number in range(33):
        month = number % 12 + 1
        total = (0.0 if month == 1 else total) + monthly * 1.05 ** (number // 12) * (1 + wobble * (-1) ** (number // 3))
        points.append(Point(date(2022 + number // 12, month, 1), total, None))
    return history_of(subject, points, MONTH)


def test_counties_add_up_to_the_prefecture_in_every_month() -> None:
    every = (_history(TOP, 30.0, 0.01), _history(A, 20.0, 0.02), _history(B, 10.0))
    found, notes = foretell(every, [Family("x", TOP, (A, B))])
    assert notes == ()
    total, first, second = (one.outlook.values for one in found)
    assert [a + b for a, b in zip(first, second, strict=True)] == pytest.approx(total)
    # What is sure hardly moves.
    assert found[2].outlook.values[-1] == pytest.approx(found[2].alone.values[-1], rel=1e-6)


def test_a_total_that_is_held_stays_and_the_counties_share_the_difference() -> None:
    every = (_history(TOP, 30.0, 0.01), _history(A, 20.0, 0.02), _history(B, 10.0))
    found, _ = foretell(every, [Family("x", TOP, (A, B))], hold_totals=True)
    assert found[0].outlook.values == found[0].alone.values
    assert found[1].outlook.values[-1] + found[2].outlook.values[-1] == pytest.approx(found[0].outlook.values[-1])


def test_a_total_that_is_given_is_the_sum_of_the_counties() -> None:
    every = (_history(TOP, 30.0, 0.01), _history(A, 20.0, 0.02), _history(B, 10.0, 0.01))
    found, notes = foretell(every, [Family("x", TOP, (A, B))], given={(TOP, "x"): 400.0, (A, "y"): 1.0})
    assert found[0].outlook.values[-1] == 400.0
    assert found[0].is_given
    assert found[1].outlook.values[-1] + found[2].outlook.values[-1] == pytest.approx(400.0)
    assert [note.code.code for note in notes] == ["A037"]


def test_counties_that_do_not_add_up_to_date_are_left_alone() -> None:
    found, notes = foretell((_history(TOP, 33.0), _history(A, 20.0), _history(B, 10.0)), [Family("x", TOP, (A, B))])
    assert [note.code.code for note in notes] == ["A035"]
    assert not any(one.is_reconciled for one in found)


def test_a_county_without_a_forecast_leaves_the_sum_open() -> None:
    found, notes = foretell((_history(TOP, 30.0), _history(A, 20.0)), [Family("x", TOP, (A, B))])
    assert [note.code.code for note in notes] == ["A036"]
    assert len(found) == 2


def test_the_difference_is_shared_by_variance() -> None:
    # d = 110 - 100 = 10; variances 1, 3 and 1: the total gives way by 2, the parts take 6 and 2.
    assert share_difference(110.0, (60.0, 40.0), 1.0, (3.0, 1.0)) == (108.0, (66.0, 42.0))
    assert share_difference(110.0, (60.0, 40.0), 0.0, (0.0, 0.0)) == (110.0, (66.0, 44.0))


def test_the_chance_follows_from_the_error_of_the_year() -> None:
    found, _ = foretell((_history(A, 20.0),), ())
    known = replace(found[0], outlook=Outlook(("",), (100.0,), (2.0,), (2,)))
    aims = (Aim("t", A, "x", "level", 98.0, at_least=True), Aim("u", A, "x", "level", 98.0, at_least=False))
    (_, over), (_, under) = chances_of((known,), aims)[A, "x", "level"]
    # One spread above the target, two degrees of freedom: 1/2 + 1/(2·√3) = 0.7887.
    assert over == pytest.approx(0.788675, abs=1e-6)
    assert under == pytest.approx(1 - 0.788675, abs=1e-6)
    interval = interval_of(known.outlook, -1)
    assert interval.low80 == pytest.approx(100 - 2 * 1.885618, abs=1e-5)
    assert interval_of(Outlook(("",), (100.0,), (None,), (2,)), 0).low80 is None


def test_student_agrees_with_printed_tables() -> None:
    # Two-sided 95 % and 80 %, Abramowitz & Stegun table 26.10.
    for freedom, near, far in ((1, 3.078, 12.706), (2, 1.886, 4.303), (5, 1.476, 2.571), (10, 1.372, 2.228)):
        assert half_width(0.8, freedom) == pytest.approx(near, abs=5e-4)
        assert half_width(0.95, freedom) == pytest.approx(far, abs=5e-4)
    assert probability_below(0.0, 7) == 0.5


def test_words_of_the_scale_change_at_their_limits() -> None:
    assert [chance_word(chance) for chance in (0.95, 0.9499, 0.2, 0.1999, 0.0)] == [
        "十拿九稳", "较有把握", "把握不大", "希望很小", "几无可能",
    ]  # fmt: skip


def test_kept_rows_hold_each_method_and_each_target_once() -> None:
    found, _ = foretell((_history(A, 20.0, 0.01),), ())
    aims = tuple(Aim(target, A, "x", "level", 250.0, at_least=True) for target in ("t", "u"))
    rows = kept_rows(found, chances_of(found, aims), MONTH)
    year = [row for row in rows if row[3] == date(2024, 12, 1)]
    assert [row[5] for row in year].count("combined") == 2
    assert {row[-2] for row in year if row[5] == "combined"} == {"t", "u"}
    assert {row[3] for row in rows} == {date(2024, 10, 1), date(2024, 12, 1)}


def test_past_forecasts_are_judged_by_what_came_and_each_once() -> None:
    row: dict[str, object] = {
        "place": A, "indicator": "x", "measure": "level", "period": date(2024, 12, 1), "made_on": date(2024, 9, 30),
        "method": "combined", "value": 110.0, "low80": 90.0, "high80": 105.0, "scale": 20.0,
    }  # fmt: skip
    truths = {(A, "x", "level", date(2024, 12, 1)): 100.0}
    judged = judge((row, dict(row, target="t"), dict(row, indicator="unknown")), truths, date(2024, 12, 1))
    assert judged == (Judged("combined", "level", 3, 110.0, 100.0, 20.0, 90.0, 105.0),)
    assert judge((row,), truths, date(2024, 11, 1)) == ()
    record = score_forecasts(judged)[0]
    assert record.mape == pytest.approx(0.1)
    assert (record.mase, record.inside80, record.inside95) == (0.5, 1.0, None)
