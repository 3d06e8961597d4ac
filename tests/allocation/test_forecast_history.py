from datetime import date

import pytest

from guatu.allocation import Point, Subject, history_of


def _subject(**more: object) -> Subject:
    settings: dict[str, object] = {"kind": "flow", "measure": "level", "months_apart": 1, "merged": True, **more}
    return Subject("999901", "x", **settings)  # type: ignore[arg-type] # test data


def _cumulative(year: int, values: dict[int, float], growth: float | None = None) -> list[Point]:
    return [Point(date(year, month, 1), value, growth) for month, value in values.items()]


def _even(year: int, monthly: float, last: int = 12) -> list[Point]:
    return _cumulative(year, {month: monthly * month for month in range(2, last + 1)})


def test_january_comes_with_february_so_a_year_has_eleven_periods() -> None:
    history = history_of(_subject(), [*_even(2023, 10.0), *_even(2024, 11.0, 9)], date(2024, 9, 1))
    assert history.course is not None
    assert history.course.season == 11
    assert history.course.values[:3] == (20.0, 10.0, 10.0)
    assert len(history.course.values) == 11 + 8
    assert history.course.made == (99.0, 99.0, 99.0)
    assert history.course.weights[-1] == (1.0, 1.0, 1.0)
    assert history.months == (date(2024, 10, 1), date(2024, 11, 1), date(2024, 12, 1))


def test_a_quarterly_figure_has_four_periods_a_year() -> None:
    points = [Point(date(year, month, 1), float(month), None) for year in (2022, 2023) for month in (3, 6, 9, 12)]
    history = history_of(_subject(months_apart=3, merged=False), points, date(2024, 2, 1))
    assert history.course is not None
    assert (history.course.season, history.course.values) == (4, (3.0,) * 8)
    assert history.course.made == (0.0,) * 4


def test_a_missing_month_shares_the_known_sum_in_last_years_proportions() -> None:
    before = _cumulative(2022, {month: 10.0 * month + 2.0 * (month == 6) for month in range(2, 13)})
    points = [one for one in _even(2023, 10.0) if one.period.month != 6]
    history = history_of(_subject(), [*before, *points, *_even(2024, 11.0, 9)], date(2024, 9, 1))
    assert history.course is not None
    # June and July of 2023 brought 20 together; those of 2022 were 12 and 8.
    assert history.course.values[11:17] == pytest.approx((20.0, 10.0, 10.0, 10.0, 12.0, 8.0))
    assert [(note.code.code, note.words) for note in history.notes] == [("A031", "缺1期")]


def test_of_a_long_gap_only_what_follows_it_is_history() -> None:
    points = [one for one in _even(2023, 10.0) if one.period.month not in (4, 5, 6, 7)]
    history = history_of(_subject(), [*points, *_even(2024, 11.0, 9)], date(2024, 9, 1))
    assert history.course is not None
    # April to August cannot be told apart: September to December, then eight.
    assert len(history.course.values) == 4 + 8
    assert [note.words for note in history.notes] == ["缺4期，只用后面连续的12期"]


def test_a_jump_of_the_level_cuts_the_history_and_says_so() -> None:
    points = [*_even(2022, 10.0), *_even(2023, 10.0), *_even(2024, 30.0)]
    history = history_of(_subject(), points, date(2024, 12, 1))
    assert history.course is not None
    assert set(history.course.values) == {60.0, 30.0}
    assert [note.code.code for note in history.notes] == ["A032"]


def test_published_growth_far_from_that_of_levels_tells_of_a_revised_base() -> None:
    points = [*_even(2023, 10.0), *_cumulative(2024, {month: 9.9 * month for month in range(2, 10)}, 0.052)]
    history = history_of(_subject(), points, date(2024, 9, 1))
    assert [note.code.code for note in history.notes] == ["A033"]
    assert history.notes[0].words == "公布增长5.2%，按总量算-1.0%"


def test_growth_since_january_is_cut_into_single_periods_by_months() -> None:
    points = [Point(date(2024, month, 1), None, growth) for month, growth in ((2, 0.06), (3, 0.05), (4, 0.055))]
    history = history_of(_subject(measure="growth"), points, date(2024, 4, 1))
    assert history.course is not None
    assert history.course.values == pytest.approx((0.06, 0.03, 0.07))
    # A year of 12 months: 4 known at 5.5%, each month to come weighs a twelfth.
    assert history.course.made[-1] == pytest.approx(0.055 * 4 / 12)
    assert history.course.weights[-1] == pytest.approx((1 / 12,) * 8)


def test_no_figure_of_this_year_or_the_end_of_last_is_too_old() -> None:
    history = history_of(_subject(), _even(2023, 10.0, 6), date(2024, 9, 1))
    assert history.course is None
    assert [note.code.code for note in history.notes] == ["A034"]


def test_nothing_reported_is_unknown_and_not_zero() -> None:
    history = history_of(_subject(), [], date(2024, 9, 1))
    assert (history.course, [note.code.code for note in history.notes]) == (None, ["A030"])


def test_in_december_the_next_year_is_open() -> None:
    history = history_of(_subject(), [*_even(2023, 10.0), *_even(2024, 11.0)], date(2024, 12, 1))
    assert history.months[0] == date(2025, 2, 1)
    assert len(history.months) == 11
