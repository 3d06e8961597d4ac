"""Whole numbers shared out: known examples, bounds, ties, and that they always add up."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.allocation import apportion, apportion_by_divisor
from guatu.domain import InvalidValue

# Three weights on which the two methods differ.
POPULATIONS = (53_000, 24_000, 23_000)


def test_largest_remainders_serve_the_largest_fractions() -> None:
    assert apportion(4, (2.6, 0.9, 0.5)).parts == (3, 1, 0)
    assert apportion(10, POPULATIONS).parts == (5, 3, 2)
    assert apportion(10, POPULATIONS).quotas == (Fraction(53, 10), Fraction(12, 5), Fraction(23, 10))


def test_webster_rounds_each_share_of_one_divisor() -> None:
    # 53 000/10 000 rounds to 5, 24 000 and 23 000 to 2: one more seat goes to the highest weight/(k + ½) (53 000/5.5).
    assert apportion_by_divisor(10, POPULATIONS).parts == (6, 2, 2)


@pytest.mark.parametrize("share_out", [apportion, apportion_by_divisor])
def test_minimums_and_maximums_hold_and_the_sum_stays(share_out: type) -> None:
    parts = share_out(60, (500, 120, 90, 40), (20, 10, 5, 5), (30, None, None, 6)).parts
    assert sum(parts) == 60
    assert parts[0] == 30
    assert parts[3] in (5, 6)


def test_level_claims_are_said() -> None:
    found = apportion(4, (1, 1, 1))
    assert found.parts == (2, 1, 1)
    assert found.tied == (0, 1, 2)
    assert apportion_by_divisor(4, (1, 1, 1)).tied == (0, 1, 2)
    assert apportion(3, (1, 1, 1)).tied == ()


def test_without_any_weight_everybody_gets_the_same() -> None:
    assert apportion(4, (0, 0)).parts == (2, 2)


def test_bounds_without_room_are_refused() -> None:
    with pytest.raises(InvalidValue, match="容不下"):
        apportion(9, (1, 1), (5, 5))
    with pytest.raises(InvalidValue, match="负数"):
        apportion(9, (1, -1))


@given(
    st.integers(0, 500),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 20), st.integers(0, 60)), min_size=1, max_size=16),
)
def test_whole_numbers_always_add_up_between_their_bounds(spare: int, rows: list[tuple[int, int, int]]) -> None:
    weights, lows = [row[0] for row in rows], [row[1] for row in rows]
    highs = [low + room for _, low, room in rows]
    total = min(sum(lows) + spare, sum(highs))
    for found in (apportion(total, weights, lows, highs), apportion_by_divisor(total, weights, lows, highs)):
        assert sum(found.parts) == total
        assert all(low <= part <= high for low, part, high in zip(lows, found.parts, highs, strict=True))
        assert sum(found.quotas) == total
