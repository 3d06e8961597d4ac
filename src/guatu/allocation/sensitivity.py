"""What one more point for one place does to the others (敏感性): it is locked there and the rest is divided again."""

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from guatu.allocation.division import Ask, Division, Part, Way
from guatu.allocation.splitting import divide_target


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
    """Return for each place with a part what one more for it does to the others; locks that were set stay."""
    if not division.is_divided:
        return ()
    return tuple(_sensitivity(division, part) for part in division.parts if part.value is not None)


def _sensitivity(division: Division, part: Part) -> Sensitivity:
    ask, before = division.ask, part.value or Decimal(0)
    more = one_more(ask, part)
    claims = tuple(replace(claim, locked=before + more) if claim.place == part.place else claim for claim in ask.claims)
    after = divide_target(replace(ask, claims=claims))
    if after.clash:
        return Sensitivity(part.place, part.name, more, before + more, (), _clash_words(after))
    changes = tuple(
        None if old.value is None or new.value is None else new.value - old.value
        for old, new in zip(division.parts, after.parts, strict=True)
    )
    return Sensitivity(part.place, part.name, more, before + more, changes, _change_words(division, changes, part))


def _clash_words(after: Division) -> str:
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
