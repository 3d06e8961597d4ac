from datetime import date

import pytest

from guatu.domain import InvalidValue, Period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-09", date(2024, 9, 1), date(2024, 9, 1)),
        ("202409", date(2024, 9, 1), date(2024, 9, 1)),
        ("２０２４年９月", date(2024, 9, 1), date(2024, 9, 1)),
        ("2024年1-9月", date(2024, 9, 1), date(2024, 9, 1)),
        ("2024Q3", date(2024, 7, 1), date(2024, 9, 1)),
        ("2024年三季度", date(2024, 7, 1), date(2024, 9, 1)),
        ("2024年上半年", date(2024, 1, 1), date(2024, 6, 1)),
        ("2024", date(2024, 1, 1), date(2024, 12, 1)),
        ("2026/2028", date(2026, 1, 1), date(2028, 12, 1)),
        ("2026—2028年", date(2026, 1, 1), date(2028, 12, 1)),
    ],
)
def test_a_period_is_read_in_the_ways_people_write_it(text: str, first: date, last: date) -> None:
    assert Period.from_text(text) == Period(first, last)


@pytest.mark.parametrize(
    "text",
    ["20XX-06", "2024-13", "2024年0月", "九月", "", "2024-09-31", "0000Q1", "0000年上半年", "2024/9999"],
)
def test_a_period_without_a_year_or_a_real_month_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        Period.from_text(text)


def test_a_period_moves_across_the_year_and_knows_its_last_day() -> None:
    assert Period.month(2024, 1).shift(-1) == Period.month(2023, 12)
    assert Period.month(2024, 2).last_day == date(2024, 2, 29)
    assert Period.year(2024).last_day == date(2024, 12, 31)


def test_a_period_prints_what_it_reads() -> None:
    for text in ("2024-09", "2024", "2024Q3", "2026/2028"):
        assert str(Period.from_text(text)) == text
