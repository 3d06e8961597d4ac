"""Supplies of least cost: by hand, against a general solver, and what cannot be had is said by how much."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from scipy import sparse
from scipy.optimize import linprog

from guatu.allocation import Hours, Shortfall, SizingTerms, Source, Supply, size_for_share, size_shares, weeks_of
from guatu.allocation.interior_point import solve_banded
from guatu.allocation.sizing_program import hourly_program

DAYS = 14


def two_weeks(seed: int = 1) -> Hours:
    draw = Random(seed)  # noqa: S311 - a test, not a secret
    load, solar, wind, price = [], [], [], []
    blown = 0.3
    for hour in range(24 * DAYS):
        of_day = hour % 24
        blown = min(max(blown + draw.uniform(-0.08, 0.08), 0.0), 1.0)
        load.append(800 + 300 * (8 <= of_day < 20) + draw.uniform(0, 50))
        solar.append(max(0.0, 1 - abs(of_day - 12.5) / 6.5) * 0.8)
        wind.append(blown)
        price.append(1.0 if 18 <= of_day < 22 else 0.3 if of_day < 7 else 0.6)
    return Hours(tuple(load), tuple(solar), tuple(wind), tuple(price))


# The two weeks stand for the year: costs of a year are brought down to them.
TERMS = SizingTerms(
    solar=Source(100, 10),
    wind=Source(160, 10),
    storage_power=Source(15, 10),
    storage_energy=Source(8, 10),
    charging=0.95,
    discharging=0.95,
    shortest=1,
    longest=8,
)


def size(terms: SizingTerms, share: float, hours: Hours | None = None) -> Supply:
    found = size_for_share(hours or two_weeks(), terms, share)
    assert isinstance(found, Supply)
    return found


def test_four_hours_by_hand() -> None:
    # 10 kW at all hours, sun in two of four: half the load may come from 10 kW of sun, which cost 2 a kW;
    # bought power costs 1, so each kW of sun saves 2 × 1 and costs 2 ÷ 1 year: it is a draw; at 1.9 it pays.
    hours = Hours((10.0,) * 4, (1.0, 1.0, 0.0, 0.0), (0.0,) * 4, (1.0,) * 4)
    cheap = size(SizingTerms(solar=Source(1.9, 1)), 0.0, hours)
    assert (cheap.solar, cheap.green, cheap.yuan) == pytest.approx((10, 0.5, 20 + 19), abs=1e-4)
    dear = size(SizingTerms(solar=Source(2.1, 1)), 0.0, hours)
    assert (dear.solar, dear.yuan) == pytest.approx((0, 40), abs=1e-4)
    asked = size(SizingTerms(solar=Source(2.1, 1)), 0.25, hours)
    # 25 % of 40 千瓦时 are 10: 5 kW of sun over two hours; one point is 0.4 千瓦时, each 0.05 dearer than bought.
    assert (asked.solar, asked.green) == pytest.approx((5, 0.25), abs=1e-4)
    assert asked.point_yuan == pytest.approx(0.4 * 0.05, abs=1e-4)


def test_storage_by_hand_loses_what_its_efficiencies_say_and_the_loss_is_no_green_use() -> None:
    # All green from one hour of sun: the other hour's 10 need 10/0.8 taken out of a store that took in 12.5/0.5 = 25.
    hours = Hours((10.0, 10.0), (1.0, 0.0), (0.0, 0.0), (1.0, 1.0))
    terms = SizingTerms(
        solar=Source(1, 1), storage_power=Source(0.1, 1), storage_energy=Source(0.1, 1), charging=0.5, discharging=0.8
    )
    found = size(terms, 1.0, hours)
    assert (found.solar, found.storage_energy, found.storage_power) == pytest.approx((35, 12.5, 25), abs=1e-3)
    assert (found.losses, found.green) == pytest.approx((15, 1.0), abs=1e-3)


def general_cost(hours: Hours, terms: SizingTerms, share: float) -> float:
    banded = hourly_program(hours, terms, share).banded
    answer = linprog(  # type: ignore[call-overload]  # the stubs do not know that sparse matrices are taken
        banded.cost,
        A_eq=sparse.vstack([banded.chain, banded.border]),
        b_eq=np.concatenate([banded.chain_values, banded.border_values]),
        bounds=np.column_stack([np.zeros(len(banded.most)), banded.most]),
        method="highs",
    )
    return float(answer.fun)


@pytest.mark.parametrize("share", [0.0, 0.4, 0.8, 0.95])
@pytest.mark.parametrize(
    "terms",
    [
        TERMS,
        replace(TERMS, may_export=True, export_price=0.2, export_share=0.2, self_use=0.6),
        replace(TERMS, wind=None, grid=1200),
        replace(TERMS, storage_power=None, storage_energy=None, solar=Source(100, 10, most=4000)),
    ],
    ids=["all", "export", "sun alone", "no storage"],
)
def test_the_cost_is_that_of_a_general_solver(terms: SizingTerms, share: float) -> None:
    hours = two_weeks()
    program = hourly_program(hours, terms, share)
    answer = solve_banded(program.banded)
    assert answer.is_settled
    assert float(program.banded.cost @ answer.values) == pytest.approx(general_cost(hours, terms, share), rel=2e-6)


def test_what_one_more_point_costs_is_the_slope_of_the_cost() -> None:
    low, middle, high = (size(TERMS, share).yuan for share in (0.899, 0.9, 0.901))
    assert low < middle < high
    point = size(TERMS, 0.9).point_yuan
    assert (middle - low) * 10 * 0.98 <= point <= (high - middle) * 10 * 1.02


def test_the_balance_closes() -> None:
    found = size(replace(TERMS, may_export=True, export_price=0.1, export_share=0.2), 0.9)
    assert found.generated == pytest.approx(found.used + found.exported + found.curtailed)
    assert found.load == pytest.approx(found.used + found.bought - found.losses, rel=1e-5)
    assert found.export_share is not None
    assert found.export_share <= 0.2 + 1e-6
    assert found.yuan == pytest.approx(sum(part.yuan for part in found.costs))
    assert found.green >= 0.9 - 1e-6


def test_a_share_that_sites_cannot_reach_is_told_with_what_they_can() -> None:
    found = size_for_share(two_weeks(), replace(TERMS, wind=None, solar=Source(100, 10, most=1000)), 0.9)
    assert isinstance(found, Shortfall)
    assert found.green_missing > 0
    assert found.unserved == 0
    assert found.green_reached < 0.9


def test_a_load_that_the_grid_cannot_carry_is_told_with_the_power_that_is_missing() -> None:
    found = size_for_share(two_weeks(), SizingTerms(solar=Source(100, 10, most=10), grid=900), 0.0)
    assert isinstance(found, Shortfall)
    assert found.unserved > 0
    assert 100 < found.most_unserved < 300


def test_shares_below_the_cheapest_are_not_worked_out_again_and_more_than_can_be_had_is_left_out() -> None:
    watched: list[str] = []
    terms = replace(TERMS, solar=Source(60, 10, most=3000), wind=None, storage_power=None, storage_energy=None)
    frontier = size_shares(two_weeks(), terms, 0.1, (0.2, 0.9, 0.95), watched.append)
    assert isinstance(frontier.asked, Supply)
    assert frontier.asked.asked == 0.1
    assert watched == ["不要求绿电比例时", "绿电比例 90%"]
    assert isinstance(dict(frontier.others)[0.9], Shortfall)
    assert 0.95 not in dict(frontier.others)


def test_weeks_add_up_to_the_load() -> None:
    hours = two_weeks()
    usual, hardest = weeks_of(hours, size(TERMS, 0.9))
    for week in (usual, hardest):
        for parts, load in zip(zip(week.direct, week.stored, week.bought, strict=True), week.load, strict=True):
            assert sum(parts) == pytest.approx(load, abs=0.5)
    assert sum(hardest.bought) >= sum(usual.bought)
