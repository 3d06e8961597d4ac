"""Deadlines, days and periods in prose."""

from datetime import date

import pytest

from guatu.reader.dates import read_day, read_deadline, read_period


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("完成时限：2023年10月底前", date(2023, 10, 31)),
        ("2023年10月15日前", date(2023, 10, 15)),
        ("6月底前完成", date(2024, 6, 30)),
        ("第二季度", date(2024, 6, 30)),
        ("2023年上半年", date(2023, 6, 30)),
        ("2025年底前", date(2025, 12, 31)),
        ("年底前", date(2024, 12, 31)),
        ("2023—2025年", date(2025, 12, 31)),
        ("2023年2月30日前", None),
        ("长期坚持", None),
    ],
)
def test_a_deadline_is_the_last_day_that_is_left(text: str, day: date | None) -> None:
    assert read_deadline(text, 2024) == day


def test_a_deadline_without_a_year_needs_one() -> None:
    assert read_deadline("6月底前", None) is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("到2028年", "2028"),
        ("2026—2028年", "2026/2028"),
        ("到2026年，到2028年", "2028"),
        ("2025年底前", "2025"),
        ("2025年末", "2025"),
        ("“十四五”末", "2025"),
        ("“十五五”期间", "2026/2030"),
        ("年内", "2024"),
        ("年底前", "2024"),
        ("全年", "2024"),
        ("三年内", None),
        ("每年底", None),
        ("不久", None),
    ],
)
def test_a_period_is_the_last_one_stated(text: str, period: str | None) -> None:
    assert read_period(text, 2024) == period


def test_this_year_needs_a_year() -> None:
    assert read_period("年内", None) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [("2024年3月1日", "2024-03-01"), ("2024-3-1", "2024-03-01"), ("2024年3月", "2024-03"), ("三月", None)],
)
def test_a_day_is_given_as_far_as_it_is_printed(text: str, day: str | None) -> None:
    assert read_day(text) == day
