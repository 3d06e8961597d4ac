"""Another weight, and the weight at which two units change places."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scoring.robust_cards import card, flat, item, random_sheet, scored, sheet, two_levels

from guatu.pack import Mark
from guatu.scoring.changed_weight import change_weight, find_crossing
from guatu.scoring.weighted_tree import weighted_tree


def test_another_weight_ranks_as_the_card_with_that_weight() -> None:
    figures = random_sheet(9, 2)
    found = change_weight(scored(flat(0.5, 0.5), figures), "a", 0.8)
    again = scored(flat(0.8, 0.2), figures)
    assert found.before == pytest.approx(0.5)
    assert {one.unit: one.after for one in found.ranks} == dict(zip(again.sheet.units, again.ranks, strict=True))
    assert [one.after for one in found.ranks] == sorted(one.after for one in found.ranks)


def test_the_weight_of_now_changes_nothing() -> None:
    found = change_weight(scored(two_levels("harmonic"), random_sheet(9, 5, missing=0.2)), "q", 0.6)
    assert found.movers == ()
    assert all(one.before == one.after for one in found.ranks)


def test_two_units_change_places_where_the_lines_cross() -> None:
    # u0: 10 w, u1: 30 (1 - w): equal at w = 0.75.
    found = find_crossing(scored(flat(0.5, 0.5), sheet([[10, 0], [0, 30]])), "a", "u0", "u1")
    assert found.exact
    assert list(found.weights) == pytest.approx([0.75], rel=1e-15)
    assert (found.ahead_at_none, found.ahead_at_all) == ("u1", "u0")


def test_geometric_means_cross_where_their_logarithms_do() -> None:
    # 8^w 2^(1-w) = 4^(1-w) 4^w: 2w + 1 = 2, w = 0.5.
    scoring = scored(two_levels("geometric"), sheet([[8, 8, 2, 2, 2], [4, 4, 4, 4, 4]]))
    found = find_crossing(scoring, "p", "u0", "u1")
    assert not found.exact
    assert list(found.weights) == pytest.approx([0.5], rel=1e-9)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 500), st.sampled_from(["arithmetic", "geometric"]), st.sampled_from(["a", "d", "q"]))
def test_totals_are_equal_at_every_crossing(seed: int, method: str, node: str) -> None:
    scoring = scored(two_levels(method), random_sheet(6, 5, seed=seed, missing=0.1))
    tree = weighted_tree(scoring)
    units = [scoring.sheet.units[row] for row in tree.rows]
    found = find_crossing(scoring, node, units[0], units[1])
    for weight in found.weights:
        changed = tree.with_share(tree.keys.index(node), weight)
        totals = changed.totals(changed.as_drawn())[0]
        assert totals[0] == pytest.approx(totals[1], rel=1e-8)
    assert found.weights or found.ahead_at_none == found.ahead_at_all


def test_a_leader_in_all_items_is_never_overtaken() -> None:
    found = find_crossing(scored(flat(0.5, 0.5), sheet([[9, 9], [1, 1]])), "a", "u0", "u1")
    assert (found.weights, found.ahead_at_none, found.ahead_at_all) == ((), "u0", "u0")


def test_marks_count_where_totals_cross() -> None:
    # u0: 10 w + 5, u1: 30 (1 - w): equal at w = 0.625.
    from_marks = replace(sheet([[10, 0], [0, 30]]), marks={"m": np.array([5.0, 0.0])})
    bonus = Mark(id="m", name="加分", kind="bonus", points="5")
    found = find_crossing(scored(flat(0.5, 0.5, marks=(bonus,)), from_marks), "a", "u0", "u1")
    assert list(found.weights) == pytest.approx([0.625])


def test_mistakes_are_findings() -> None:
    scoring = scored(two_levels(), random_sheet(4, 5))
    assert [one.code for one in change_weight(scoring, "z", 0.5).findings] == ["S035"]
    assert [one.code for one in change_weight(scoring, "a", 25).findings] == ["S037"]
    assert [one.code for one in find_crossing(scoring, "a", "u0", "u9").findings] == ["S036"]
    alone = scored(card([item("p", 1, of=None), item("a", 1, "p"), item("b", 1, "p")]), random_sheet(4, 2))
    assert [one.code for one in change_weight(alone, "p", 0.5).findings] == ["S040"]


def test_an_item_that_weighs_nothing_can_be_given_weight() -> None:
    figures = random_sheet(8, 3, missing=0.1)
    found = change_weight(scored(flat(0.5, 0.5, 0), figures), "c", 0.4)
    again = scored(flat(0.3, 0.3, 0.4), figures)
    ranked = {unit: rank for unit, rank in zip(again.sheet.units, again.ranks, strict=True) if rank}
    assert {one.unit: one.after for one in found.ranks} == ranked
