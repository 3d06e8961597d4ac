"""Rank intervals: what must hold whatever is drawn, and cases that can be worked out by hand."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scoring.robust_cards import flat, random_sheet, scored, sheet, two_levels

from guatu.pack import Grade, Normalisation, Veto
from guatu.scoring import Standing
from guatu.scoring.method_variants import Choice, real_choices, score_variants
from guatu.scoring.monte_carlo import vary_ranks

MIN_MAX = Normalisation()
BY_POINTS = (Grade(name="优秀", from_=Decimal(60)), Grade(name="良好", from_=Decimal(40)), Grade(name="其他"))
BY_SHARE = (Grade(name="A", to_share=Decimal("0.25")), Grade(name="B", to_share=Decimal(1)))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_without_spread_and_choices_every_interval_is_the_rank(seed: int) -> None:
    scoring = scored(two_levels("geometric"), random_sheet(9, 5, seed=seed, missing=0.1))
    for one in vary_ranks(scoring, (), draws=5, spread=1e-12).intervals:
        assert one.low <= one.rank <= one.high
        assert (one.low, one.median, one.high) == (one.rank,) * 3


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.floats(0.05, 0.9))
def test_ends_stand_in_order_and_shares_add_up(seed: int, spread: float) -> None:
    scoring = scored(two_levels(grades=BY_SHARE), random_sheet(9, 5, seed=seed))
    found = vary_ranks(scoring, (), draws=200, spread=spread, top=3)
    for one in found.intervals:
        assert 1 <= one.low <= one.median <= one.high <= 9
        assert 0 <= one.top_share <= 1
        assert sum(share for _, share in one.grades) == pytest.approx(1)
    # In each draw three of nine are in the first three.
    assert sum(one.top_share for one in found.intervals) == pytest.approx(3)


def test_who_leads_in_every_item_is_first_in_every_draw() -> None:
    found = vary_ranks(scored(flat(0.5, 0.5, normalise=MIN_MAX), sheet([[9, 9], [5, 1], [1, 5], [0, 0]])), draws=400)
    first, second, third, last = found.intervals
    assert (first.low, first.high, first.top_share) == (1, 1, 1.0)
    assert (last.low, last.high) == (4, 4)
    # Equal weights and mirrored figures: each of the two is ahead in about half of the draws.
    assert {second.low, third.low} == {2}
    assert {second.high, third.high} == {3}


def test_share_of_draws_is_that_of_the_weights_that_put_a_unit_first() -> None:
    # u0 leads u1 where w1 × 10 > w2 × 12: f1 ÷ f2 > 1.2 of two uniform factors on 0.75–1.25.
    found = vary_ranks(scored(flat(0.5, 0.5), sheet([[10, 0], [0, 12], [0, 0]])), (), draws=20000, top=1)
    ratio = 1.25 / 1.2 - 0.75
    expected = (0.5 * ratio * ratio * 1.2) / 0.25
    assert found.intervals[0].top_share == pytest.approx(expected, abs=0.01)


def test_same_seed_gives_the_same_intervals_and_another_seed_others() -> None:
    scoring = scored(two_levels(), random_sheet(20, 5))
    assert vary_ranks(scoring, (), draws=300, seed=3) == vary_ranks(scoring, (), draws=300, seed=3)
    shifts = [vary_ranks(scoring, (), draws=300, seed=seed).variants[0].shift for seed in (3, 4)]
    assert shifts[0] != shifts[1]


def test_every_combination_of_methods_is_scored_once_and_told_by_name() -> None:
    scoring = scored(two_levels(normalise=MIN_MAX), random_sheet(40, 5))
    found = vary_ranks(scoring, draws=600)
    assert [one.name for one in found.variants] == [
        "本办法",
        "汇总用几何平均",
        "无量纲化用标准分",
        "无量纲化用位次",
        "无量纲化用位次、汇总用几何平均",
    ]
    assert sum(one.draws for one in found.variants) == 600
    # Standard scores go below zero, where there is no geometric mean.
    assert [one.code for one in found.findings] == ["S032"]
    assert "标准分" in found.findings[0].sentence


def test_the_first_variant_is_the_scoring_itself_and_own_methods_are_no_choice() -> None:
    scoring = scored(two_levels(normalise=MIN_MAX), random_sheet(6, 5))
    choices = real_choices(scoring.card, (Choice("normalise", ("min_max",)), Choice("aggregate", ("harmonic",))))
    assert choices == (Choice("aggregate", ("harmonic",)),)
    variants, findings = score_variants(scoring, choices)
    assert variants[0].scoring is scoring
    assert len(variants) == 2
    assert findings == ()


def test_grades_by_points_are_counted_under_the_own_methods_only() -> None:
    scoring = scored(two_levels(normalise=MIN_MAX, grades=BY_POINTS), random_sheet(12, 5))
    found = vary_ranks(scoring, draws=500)
    assert found.grade_draws == found.variants[0].draws
    steady = vary_ranks(scoring, (), draws=3, spread=1e-12)
    for one in steady.intervals:
        assert dict(one.grades)[scoring.grades[scoring.position(one.unit)]] == 1.0


@pytest.mark.parametrize("effect", ["last", "at_most"])
def test_vetoes_hold_in_every_draw(effect: str) -> None:
    veto = Veto(id="v", name="重大事故", when=(), effect=effect, grade="B" if effect == "at_most" else None)
    of = flat(0.5, 0.5, grades=BY_SHARE, vetoes=(veto,))
    figures = replace(sheet([[9, 9], [5, 1], [1, 5], [0, 0]]), vetoes={"v": np.array([1.0, 0, 0, 0])})
    found = vary_ranks(scored(of, figures), (), draws=50)
    assert found.intervals[0].grades == (("A", 0.0), ("B", 1.0))


def test_groups_are_ranked_apart_in_every_draw() -> None:
    figures = replace(sheet([[1, 1], [2, 2], [30, 30], [40, 40]]), columns={"kind": ("A", "A", "B", "B")})
    found = vary_ranks(scored(flat(0.5, 0.5, groups=("kind",)), figures), (), draws=20)
    assert [(one.low, one.high) for one in found.intervals] == [(2, 2), (1, 1), (2, 2), (1, 1)]


def test_a_method_under_which_a_unit_loses_its_rank_stays_out_and_the_unit_stays_in() -> None:
    nan = float("nan")
    scoring = scored(flat(0.5, 0.5), sheet([[0, 2], [2, 3], [3, 1], [4, 4], [nan, nan]]))
    assert scoring.standings[4] is not Standing.RANKED
    found = vary_ranks(scoring, (Choice("aggregate", ("harmonic",)),), draws=10)
    assert [one.unit for one in found.intervals] == ["u0", "u1", "u2", "u3"]
    assert [one.name for one in found.variants] == ["本办法"]
    assert ([one.code for one in found.findings], "园区0" in found.findings[0].sentence) == (["S032"], True)


def test_what_cannot_be_tested_is_a_finding_not_a_figure() -> None:
    few = vary_ranks(scored(flat(0.5, 0.5), sheet([[1, 2], [2, 1]])), (), draws=5)
    assert [one.code for one in few.findings] == ["S030"]
    scoring = scored(flat(0.5, 0.5), sheet([[1, 2], [2, 1], [3, 3]]))
    assert [one.code for one in vary_ranks(scoring, (), draws=5, spread=0).findings] == ["S031"]
    many = vary_ranks(scoring, (), draws=2**28)
    assert ([one.code for one in many.findings], many.intervals) == (["S034"], ())
    nobody = vary_ranks(scored(flat(0.5), sheet([[float("nan")]])), (), draws=5)
    assert nobody.intervals == ()
