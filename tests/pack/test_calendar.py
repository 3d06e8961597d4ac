from datetime import date
from pathlib import Path

from guatu.pack import CalendarYear, load_packs, work_calendar


def test_the_make_up_workdays_of_spring_festival_2026_are_worked() -> None:
    calendar = work_calendar()
    assert [
        day for day in range(1, 29) if date(2026, 2, day).weekday() > 4 and calendar.is_workday(date(2026, 2, day))
    ] == [
        14,
        28,
    ]
    assert not calendar.is_workday(date(2026, 2, 17))


def test_a_due_day_in_a_holiday_moves_to_the_first_workday_after() -> None:
    assert work_calendar().next_workday(date(2024, 10, 3)) == date(2024, 10, 8)


def test_a_year_without_an_announcement_is_unknown_and_answered_by_weekdays() -> None:
    calendar = work_calendar()
    assert calendar.knows(date(2004, 1, 1))
    assert calendar.knows(date(2026, 12, 31))
    assert not calendar.knows(date(2030, 5, 1))
    assert calendar.is_workday(date(2030, 5, 1))


def test_a_year_of_a_pack_is_added_and_a_known_one_replaced() -> None:
    packs, _ = load_packs([Path(__file__).parent / "packs" / "good"])
    assert packs is not None
    calendar = work_calendar(packs.main.calendar)
    assert calendar.knows(date(2030, 5, 1))
    assert not calendar.is_workday(date(2030, 10, 1))
    assert calendar.is_workday(date(2030, 9, 29))
    changed = work_calendar([CalendarYear(year=2026, rest_days=(date(2026, 3, 3),))])
    assert not changed.is_workday(date(2026, 3, 3))
    assert changed.is_workday(date(2026, 2, 17))


def test_packs_know_holidays_and_the_years_their_own_calendar_gives() -> None:
    packs, _ = load_packs([Path(__file__).parent / "packs" / "good"])
    assert packs is not None
    assert packs.calendar.next_workday(date(2024, 10, 3)) == date(2024, 10, 8)
    assert not packs.calendar.is_workday(date(2030, 10, 1))
