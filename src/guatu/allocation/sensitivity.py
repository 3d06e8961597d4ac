"""What one more point for one place does to the others (敏感性): it is locked there and the rest is divided again."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from guatu.allocation.demands import Frame, lock_demand
from guatu.allocation.division import Ask, Demand, DemandKind, Division, Part, Way
from guatu.allocation.settlement import can_be_met, settle
from guatu.allocation.splitting import divide_target, served_claims
from guatu.allocation.wishes import Wish, wishes_of


@dataclass(frozen=True)
class Sensitivity:
    """One place given `more` than its value; `changes` are what the others get more or less, in the order of the parts.

    A change is None for a place without a part. `changes` is empty where the others cannot make up for it: `because`
    then says what stands in the way.
    """

    place: str
    name: str
    more: Decimal
    value: Decimal
    changes: tuple[Decimal | None, ...]
    because: str


def one_more(ask: Ask, part: Part) -> Decimal:
    """Return what one more is: one point of growth, one per cent of the base in whole steps, one of a count."""
    if ask.way is Way.GROWTH:
        return max(Decimal("0.01"), ask.step)
    if ask.way is Way.COUNT:
        return ask.step
    steps = math.ceil(Fraction(Decimal(repr(part.base or 0.0))) / 100 / Fraction(ask.step))
    return max(steps, 1) * ask.step


def sensitivities(division: Division) -> tuple[Sensitivity, ...]:
    """Return for each place with a part what one more for it does to the others; locks that were set stay.

    What the others get is what `divide_target` gives them with the place locked there.
    """
    if not division.is_divided:
        return ()
    claims, _, _ = served_claims(division.ask)
    demands = tuple(demand for demand, _ in division.demands)
    wishes = wishes_of(division.ask, claims)
    places = {claim.place: index for index, claim in enumerate(claims)}
    return tuple(
        _sensitivity(division, part, Frame(division.ask, claims), demands, wishes=wishes, index=places[part.place])
        for part in division.parts
        if part.value is not None
    )


def _sensitivity(
    division: Division, part: Part, frame: Frame, demands: tuple[Demand, ...], *, wishes: Sequence[Wish], index: int
) -> Sensitivity:
    more = one_more(division.ask, part)
    value = (part.value or Decimal(0)) + more
    claims = tuple(replace(one, locked=value) if at == index else one for at, one in enumerate(frame.claims))
    held = Frame(replace(division.ask, claims=claims), claims)
    kept = tuple(one for one in demands if one.places != (index,) or one.kind is DemandKind.TOTAL)
    asked = (*kept, lock_demand(held, index, value))
    settled = settle(held, asked, wishes) if can_be_met(held, asked) else None
    if settled is None:
        return Sensitivity(part.place, part.name, more, value, (), _clash_words(division, part, value))
    given = {
        claim.place: claim.locked if claim.locked is not None else steps * division.ask.step
        for claim, steps in zip(claims, settled.steps, strict=True)
    }
    changes = tuple(None if old.value is None else given[old.place] - old.value for old in division.parts)
    return Sensitivity(part.place, part.name, more, value, changes, _change_words(division, changes, part))


def _clash_words(division: Division, part: Part, value: Decimal) -> str:
    ask = division.ask
    claims = tuple(replace(claim, locked=value) if claim.place == part.place else claim for claim in ask.claims)
    after = divide_target(replace(ask, claims=claims))
    return f"其余地区让不出来：{'；'.join(demand.sentence for demand in after.clash)}"


def _change_words(division: Division, changes: tuple[Decimal | None, ...], part: Part) -> str:
    less = [old.name for old, change in zip(division.parts, changes, strict=True) if change is not None and change < 0]
    more = [
        old.name
        for old, change in zip(division.parts, changes, strict=True)
        if change is not None and change > 0 and old.place != part.place
    ]
    told = [f"{len(less)}地减少" if less else "", f"{len(more)}地因取整增加" if more else ""]
    return "，".join(filter(None, told)) or "不影响别地：改动小于最小的一档"
