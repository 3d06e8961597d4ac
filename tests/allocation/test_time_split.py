"""A year over its months: January–February as one, quarters alone, history with gaps, sums to the last one."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.allocation.asks import count_ask, growth_ask

from guatu.allocation import (
    TimeAsk,
    divide_target,
    even_course,
    grown_year,
    published_months,
    split_year,
    spread_over_year,
    usual_course,
)

MERGED = published_months(merged=True)
RISING = tuple(float(month) for month in range(1, 13))


def test_january_has_nothing_of_its_own_where_it_comes_with_february() -> None:
    course = usual_course({2023: (None, *RISING[1:])}, MERGED)
    assert course is not None
    assert course.shares[0] is None
    assert course.shares[1] == 2 / 12


def test_the_usual_share_is_the_mean_of_whole_years() -> None:
    late = (0.0, *(0.0,) * 10, 12.0)
    course = usual_course({2022: RISING, 2023: late}, published_months(merged=False))
    assert course is not None
    assert course.shares[5] == 0.25
    assert course.because == "按2022、2023年各月累计占全年的平均比重"


def test_a_year_with_a_gap_or_a_step_back_is_not_used_and_it_is_said() -> None:
    gap = (*RISING[:4], None, *RISING[5:])
    back = (*RISING[:4], 1.0, *RISING[5:])
    course = usual_course({2021: gap, 2022: back, 2023: RISING}, MERGED)
    assert course is not None
    assert "2021、2022年缺月或有回落" in course.because
    assert usual_course({2021: gap, 2022: back}, MERGED) is None


def test_counts_over_months_add_up() -> None:
    months = split_year(Decimal(7), Decimal(1), even_course(MERGED))
    assert months[0] is None
    assert months[-1] == 7
    assert [str(one) for one in months[1:4]] == ["1", "2", "3"]


@given(st.integers(0, 10**6), st.lists(st.integers(0, 1000), min_size=12, max_size=12))
def test_months_add_up_to_the_year_and_never_go_back(total: int, parts: list[int]) -> None:
    cumulative = [float(sum(parts[: month + 1])) for month in range(12)]
    months = tuple(range(1, 13))
    course = usual_course({2023: cumulative}, months) or even_course(months)
    found = [one or Decimal(0) for one in split_year(Decimal(total) / 100, Decimal("0.01"), course)]
    assert found[-1] == Decimal(total) / 100
    assert found == sorted(found)


def test_a_growth_path_grows_last_years_months_and_keeps_their_gaps() -> None:
    found = grown_year((None, 20.0, None, *RISING[3:]), Decimal("0.05"), Decimal("0.01"), (2, 3, 12))
    assert found[1] == Decimal("21.00")
    assert found[2] is None
    assert found[11] == Decimal("12.60")


def test_last_years_gap_is_filled_by_the_usual_course_and_it_is_said() -> None:
    division = divide_target(growth_ask())
    months = published_months(merged=False)
    ask = TimeAsk(
        courses={place: even_course(months) for place in "ABC"},
        last_year={"A": (*RISING[:4], None, *RISING[5:])},
        months=months,
        step=Decimal("0.01"),
        has_levels=True,
    )
    first = spread_over_year(division, ask).of("A")
    assert first is not None
    assert first.months[4] == Decimal("5.30")  # 12 × 5/12 × 1.06
    assert "上年5月缺数" in first.because


def test_the_total_of_a_month_is_the_sum_of_the_places() -> None:
    division = divide_target(count_ask())
    months = published_months(merged=False, months_apart=3)
    ask = TimeAsk(
        courses={place: even_course(months) for place in "ABC"},
        last_year={},
        months=months,
        step=Decimal(1),
        has_levels=True,
    )
    time = spread_over_year(division, ask)
    assert time.total[11] == 10
    assert time.total[2] == sum(one.months[2] or 0 for one in time.places)
    assert time.total[0] is None
