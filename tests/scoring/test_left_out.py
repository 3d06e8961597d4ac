"""The ranking without each item: worked out by hand, and against the card written without the item."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.scoring.robust_cards import card, flat, item, random_sheet, scored, sheet, two_levels

from guatu.scoring.left_out import leave_out_each


def test_a_ranking_that_hangs_on_one_item_turns_round_without_it() -> None:
    found = leave_out_each(scored(flat(0.9, 0.1), sheet([[3, 1], [2, 2], [1, 3]])))
    without_a, without_b = found.lines
    assert [without_a.spearman, without_a.kendall] == pytest.approx([-1, -1])
    assert without_a.shift == pytest.approx(4 / 3)
    assert without_a.changed == 2
    assert [(one.unit, one.before, one.after) for one in without_a.movers] == [("u0", 1, 3), ("u2", 3, 1)]
    assert without_b.spearman == pytest.approx(1)
    assert (without_b.changed, without_b.movers) == (0, ())


def test_every_line_is_the_card_written_without_the_node() -> None:
    figures = random_sheet(12, 5, missing=0.15)
    scoring = scored(two_levels("geometric"), figures)
    lines = {line.node: line for line in leave_out_each(scoring).lines}
    assert list(lines) == ["a", "b", "c", "d", "e", "p", "q"]
    without = tuple(one for one in scoring.card.items if one.id != "d")
    again = scored(replace(scoring.card, items=without), figures)
    moved = sum(one != other for one, other in zip(scoring.ranks, again.ranks, strict=True))
    assert lines["d"].changed == moved


def test_units_that_had_nothing_else_are_named_and_not_compared() -> None:
    nan = float("nan")
    found = leave_out_each(scored(flat(0.5, 0.5), sheet([[9, nan], [2, 2], [1, 3], [4, 5]])))
    assert found.lines[0].lost == ("u0",)
    assert [(one.unit, one.before, one.after) for one in found.lines[0].movers] == [("u1", 2, 3)]
    assert found.lines[1].lost == ()


def test_an_item_that_stands_alone_has_no_line_and_equal_ranks_no_correlation() -> None:
    alone = leave_out_each(scored(card([item("a", 1)]), sheet([[1], [2], [3]])))
    assert alone.lines == ()
    equal = leave_out_each(scored(flat(0.5, 0.5), sheet([[1, 7], [2, 7], [3, 7]])))
    assert (equal.lines[0].spearman, equal.lines[0].kendall) == (None, None)


def test_too_few_units_are_a_finding() -> None:
    assert [one.code for one in leave_out_each(scored(flat(0.5, 0.5), sheet([[1, 2], [2, 3]]))).findings] == ["S030"]


def test_weight_of_nought_changes_nothing_when_left_out() -> None:
    of = flat(0.5, 0.5)
    none = replace(of, items=(*of.items, item("c", 0)))
    line = leave_out_each(scored(none, random_sheet(6, 3))).lines[2]
    assert (line.changed, none.items[2].weight) == (0, Decimal("0"))
