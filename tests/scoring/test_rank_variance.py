"""What moves the ranks: shares that must be so, and what cannot be divided."""

import pytest
from tests.scoring.robust_cards import flat, random_sheet, scored, sheet, two_levels

from guatu.pack import Normalisation
from guatu.scoring.method_variants import Choice
from guatu.scoring.rank_variance import explain_ranks


def test_inputs_are_first_level_weights_and_choices_of_method() -> None:
    scoring = scored(two_levels(normalise=Normalisation()), random_sheet(15, 5))
    found = explain_ranks(scoring, (Choice("normalise", ("rank",)),), base=64)
    assert [one.name for one in found.shares] == ["指标p的权重", "指标q的权重", "无量纲化方法"]
    assert found.runs == 64 * 5
    for one in found.shares:
        assert -0.3 < one.first < 1.3
        assert one.total >= 0


def test_a_rank_that_only_one_choice_can_move_owes_all_to_it() -> None:
    # One item on the first level has no weight to vary; the figures of u1 are the middle ones except by rank.
    scoring = scored(flat(1.0, normalise=Normalisation()), sheet([[1], [2], [3], [10]]))
    found = explain_ranks(scoring, (Choice("normalise", ("rank",)),), base=64)
    assert found.shares == ()
    assert [one.code for one in found.findings] == ["S031"]


def test_the_item_in_which_units_differ_moves_the_rank_of_a_unit() -> None:
    # c is the same for u0 and u1, so that only the weights of a and b decide between them.
    scoring = scored(flat(0.4, 0.4, 0.2), sheet([[10, 0, 5], [0, 10, 5], [1, 1, 1]]))
    found = explain_ranks(scoring, (), unit="u0", base=256)
    shares = {one.name: one.total for one in found.shares}
    assert shares["指标c的权重"] == pytest.approx(0, abs=1e-9)
    assert shares["指标a的权重"] == pytest.approx(shares["指标b的权重"], abs=0.15)
    assert shares["指标a的权重"] > 0.4


def test_what_cannot_be_divided_is_a_finding() -> None:
    scoring = scored(two_levels(), random_sheet(5, 5))
    assert [one.code for one in explain_ranks(scoring, (), unit="nobody", base=16).findings] == ["S036"]
    assert [one.code for one in explain_ranks(scoring, (), spread=0, base=16).findings] == ["S031"]
    few = scored(two_levels(), random_sheet(2, 5))
    assert [one.code for one in explain_ranks(few, (), base=16).findings] == ["S030"]
