"""What one more point for one place does to the others."""

from dataclasses import replace
from decimal import Decimal

from tests.allocation.asks import THREE, amount_ask, count_ask, growth_ask

from guatu.allocation import divide_target, sensitivities


def test_one_more_point_is_taken_from_the_others_by_their_bases() -> None:
    first = sensitivities(divide_target(growth_ask()))[0]
    assert (first.more, first.value) == (Decimal("0.01"), Decimal("0.070"))
    # 200 × 1 point = 2 亿元; the other two give 2 ÷ 150 = 1.33 points, rounded to whole steps.
    assert first.changes[0] == Decimal("0.010")
    assert all(Decimal("-0.014") <= (change or 0) <= Decimal("-0.012") for change in first.changes[1:])
    assert first.because == "2地减少"


def test_amounts_and_counts_move_against_each_other_exactly() -> None:
    for ask in (amount_ask(), count_ask()):
        for moved in sensitivities(divide_target(ask)):
            assert sum(change or 0 for change in moved.changes) == 0


def test_where_the_others_cannot_give_way_it_is_said() -> None:
    claims = (THREE[0], *(replace(one, floor=one.floor or Decimal("100")) for one in THREE[1:]))
    division = divide_target(amount_ask(claims, total="400"))
    first = sensitivities(division)[0]
    assert first.changes
    tight = divide_target(amount_ask(tuple(replace(one, floor=Decimal(100)) for one in THREE), total="300"))
    assert sensitivities(tight)[0].changes == ()
    assert "让不出来" in sensitivities(tight)[0].because


def test_a_clash_has_no_sensitivities() -> None:
    claims = tuple(replace(one, floor=Decimal(200)) for one in THREE)
    assert sensitivities(divide_target(amount_ask(claims))) == ()


def test_what_is_told_is_what_a_lock_then_gives() -> None:
    banded = (replace(THREE[0], ceiling=Decimal("0.075")), *THREE[1:], replace(THREE[2], place="D", base=None))
    for ask in (growth_ask(banded, total="0.0713", band=Decimal("0.03")), amount_ask(), count_ask()):
        division = divide_target(ask)
        for moved in sensitivities(division):
            claims = tuple(
                replace(one, locked=moved.value) if one.place == moved.place else one for one in division.ask.claims
            )
            after = divide_target(replace(ask, claims=claims))
            changes = tuple(
                None if old.value is None or new.value is None else new.value - old.value
                for old, new in zip(division.parts, after.parts, strict=True)
            )
            assert moved.changes == changes
