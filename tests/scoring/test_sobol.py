"""Shares of a variance against functions whose shares are known."""

import numpy as np
import pytest

from guatu.scoring.sheet import Floats
from guatu.scoring.sobol import share_variance


def ishigami(points: Floats) -> Floats:
    first, second, third = (2 * np.pi * points.T) - np.pi
    result: Floats = np.sin(first) + 7 * np.sin(second) ** 2 + 0.1 * third**4 * np.sin(first)
    return result


def test_shares_of_the_ishigami_function_are_those_of_its_formula() -> None:
    # Ishigami and Homma 1990 with a = 7 and b = 0.1: variances are known in closed form.
    shares = share_variance(ishigami, ("x1", "x2", "x3"), base=4096)
    assert [one.first for one in shares] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.01)
    assert [one.total for one in shares] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.01)
    for one in shares:
        assert one.first_low <= one.first <= one.first_high
        assert one.total_low <= one.total <= one.total_high


def test_shares_of_a_sum_are_those_of_the_squares_of_its_factors() -> None:
    shares = share_variance(lambda points: points @ np.array([3.0, 1.0]), ("large", "small"), base=1024)
    assert [one.first for one in shares] == pytest.approx([0.9, 0.1], abs=0.01)
    assert [one.total for one in shares] == pytest.approx([0.9, 0.1], abs=0.01)


def test_what_does_not_vary_has_no_shares() -> None:
    assert share_variance(lambda points: np.full(len(points), 0.1), ("a", "b"), base=64) == ()
    assert share_variance(lambda points: points[:, 0], (), base=64) == ()


def test_same_seed_gives_the_same_shares() -> None:
    assert share_variance(ishigami, ("a", "b", "c"), base=64, seed=7) == share_variance(
        ishigami, ("a", "b", "c"), base=64, seed=7
    )
