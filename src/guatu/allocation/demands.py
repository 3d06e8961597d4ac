"""The demands of a division (约束): the total, floors and ceilings, fairness, locks, each named and said in a sentence.

A frame holds what is fixed before anything is solved. Values are counted in whole steps of the ask.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np

from guatu.allocation.division import Ask, Claim, Demand, DemandKind, Way
from guatu.allocation.split_words import amount, percent, percent_decimals, points, said
from guatu.allocation.wishes import Floats

# A growth below −100 % has no meaning; above +1000 % nobody asks for it.
_LEAST, _MOST = Decimal(-1), Decimal(10)
_BOUNDLESS = 1e15  # steps


@dataclass(frozen=True)
class Frame:
    """An ask with the claims that can be served: `weights` is the amount that one step of each is.

    `total` is the amount the parts must come to: for growth the increment Σ base × growth, otherwise the amount itself.
    """

    ask: Ask
    claims: tuple[Claim, ...]

    @cached_property
    def bases(self) -> tuple[Fraction, ...]:
        """Last year's figures, exact."""
        return tuple(exact(one.base or 0.0) for one in self.claims)

    @cached_property
    def float_bases(self) -> Floats:
        """Last year's figures as floats."""
        return np.array([float(base) for base in self.bases])

    @cached_property
    def weights(self) -> tuple[Fraction, ...]:
        """The amount that one step of each place's value is."""
        step = Fraction(self.ask.step)
        return tuple(step * base if self.ask.way is Way.GROWTH else step for base in self.bases)

    @cached_property
    def total(self) -> Fraction:
        """What the parts must come to, with the buffer; amounts and counts in whole steps, upwards."""
        ask = self.ask
        if ask.way is Way.GROWTH:
            return sum(self.bases, Fraction(0)) * Fraction(ask.total + ask.buffer)
        wanted = Fraction(ask.total) * (1 + Fraction(ask.buffer))
        return math.ceil(wanted / Fraction(ask.step)) * Fraction(ask.step)

    @cached_property
    def average(self) -> Decimal:
        """The growth of all places together that the total means, as a fraction."""
        if self.ask.way is Way.GROWTH:
            return self.ask.total + self.ask.buffer
        whole = sum(self.bases, Fraction(0))
        return Decimal(repr(float(self.total / whole - 1))) if whole > 0 else Decimal(0)

    @cached_property
    def tolerance(self) -> Fraction:
        """What one step of the smallest base that may move is; parts in equal steps meet the total to the last one."""
        free = [weight for weight, claim in zip(self.weights, self.claims, strict=True) if claim.locked is None]
        return min(free, default=Fraction(0)) if self.ask.way is Way.GROWTH else Fraction(0)

    @cached_property
    def room(self) -> Fraction:
        """What one step of the largest base that may move is: no rounding can need more."""
        free = [weight for weight, claim in zip(self.weights, self.claims, strict=True) if claim.locked is None]
        return max(free, default=Fraction(0)) if self.ask.way is Way.GROWTH else Fraction(0)

    def total_range(self, room: Fraction) -> tuple[Fraction, Fraction]:
        """Return between which amounts the parts may come to: not below a ≥, not above a ≤, `room` on the open side."""
        total = self.total
        if self.ask.way is not Way.GROWTH:
            return total, total
        low = total if self.ask.comparator in (">=", ">") else total - room
        high = total if self.ask.comparator in ("<=", "<") else total + room
        return low, high


def exact(value: float | Decimal) -> Fraction:
    """Return a number as the fraction that its shortest decimal writing is: 0.1 is one tenth."""
    return Fraction(value if isinstance(value, Decimal) else Decimal(repr(value)))


def demands_of(frame: Frame) -> tuple[Demand, ...]:
    """Return every demand of a frame in the order in which it is read."""
    demands = [_total(frame)]
    for index, claim in enumerate(frame.claims):
        if claim.locked is not None:
            demands.append(lock_demand(frame, index, claim.locked))
        else:
            demands.extend(_own(frame, index, claim))
    demands.extend(_alike(frame))
    return tuple(demands)


def _total(frame: Frame) -> Demand:
    ask = frame.ask
    words = {"<=": "不超过", "<": "不超过", "=": "等于", "~": "接近"}.get(ask.comparator, "不低于")
    low, high = frame.total_range(frame.room)
    if ask.way is Way.GROWTH:
        told = f"各地合计增速{words}{said(ask.total + ask.buffer, ask)}"
        told += f"（即增量{amount(float(frame.total), ask)}）"
        buffer = f"，含加码{points(ask.buffer, percent_decimals(ask, ask.buffer))}" if ask.buffer else ""
    else:
        told = f"各地合计等于{amount(float(frame.total), ask)}"
        buffer = f"，含加码{percent(ask.buffer)}" if ask.buffer else ""
    everybody = tuple(range(len(frame.claims)))
    way = "减少加码，或请示调整本级目标" if ask.buffer else "请示调整本级目标"
    return Demand(DemandKind.TOTAL, everybody, float(low), float(high), told + buffer, way)


def lock_demand(frame: Frame, index: int, value: Decimal) -> Demand:
    """Return the demand that a place stays where it was set by hand."""
    at = float(value / frame.ask.step)
    told = f"{frame.claims[index].name}手工锁定为{said(value, frame.ask)}"
    return Demand(DemandKind.LOCK, (index,), at, at, told, f"解除{frame.claims[index].name}的锁定，或改它的调整值")


def _own(frame: Frame, index: int, claim: Claim) -> Iterator[Demand]:
    ask = frame.ask
    if claim.floor is not None:
        steps = math.ceil(Fraction(claim.floor) / Fraction(ask.step))
        told = f"{claim.name}不低于{said(claim.floor, ask)}{f'（{claim.floor_from}）' if claim.floor_from else ''}"
        yield Demand(DemandKind.FLOOR, (index,), steps, None, told, f"调低{claim.name}的下限")
    if claim.ceiling is not None:
        steps = math.floor(Fraction(claim.ceiling) / Fraction(ask.step))
        told = f"{claim.name}不高于{said(claim.ceiling, ask)}"
        yield Demand(DemandKind.CEILING, (index,), None, steps, told, f"调高{claim.name}的上限")
    if ask.band is not None and ask.way is not Way.COUNT:
        low, high = frame.average - ask.band, frame.average + ask.band
        decimals = percent_decimals(ask, ask.band, *([frame.average] if ask.way is Way.GROWTH else []))
        told = (
            f"增速与平均{percent(frame.average, decimals)}相差不超过{points(ask.band, decimals)}"
            f"（{percent(low, decimals)}至{percent(high, decimals)}）"
        )
        steps_low, steps_high = (growth_steps(frame, index, one) for one in (low, high))
        way = "放宽“与平均相差不超过”"
        bounds = math.ceil(steps_low), math.floor(steps_high)
        yield Demand(DemandKind.BAND, (index,), *bounds, f"{claim.name}的{told}", way, f"各地{told}")


def growth_steps(frame: Frame, index: int, growth: Decimal) -> Fraction:
    """Return how many steps of its value a growth is for one place."""
    step = Fraction(frame.ask.step)
    if frame.ask.way is Way.GROWTH:
        return Fraction(growth) / step
    return frame.bases[index] * (1 + Fraction(growth)) / step


def growth_of(frame: Frame, index: int, steps: Fraction) -> Fraction:
    """Return the growth that so many steps of its value are for one place."""
    value = steps * Fraction(frame.ask.step)
    return value if frame.ask.way is Way.GROWTH else value / frame.bases[index] - 1


def _alike(frame: Frame) -> Iterator[Demand]:
    ask = frame.ask
    if ask.alike_band is None or ask.way is Way.COUNT:
        return
    for group in dict.fromkeys(one.alike for one in frame.claims if one.alike):
        members = tuple(index for index, one in enumerate(frame.claims) if one.alike == group)
        if len(members) > 1:
            names = "、".join(frame.claims[index].name for index in members)
            band = points(ask.alike_band, percent_decimals(ask, ask.alike_band))
            told = f"同类“{group}”（{names}）的增速彼此相差不超过{band}"
            yield Demand(DemandKind.ALIKE, members, None, float(ask.alike_band), told, "放宽“同类相差不超过”，或改分组")


def step_bounds(frame: Frame, demands: Sequence[Demand]) -> tuple[Floats, Floats]:
    """Return between how many steps each place may be under some of the demands, and what no place can leave.

    Where the total is among them no place's amount or number can be more than that.
    """
    count, total = len(frame.claims), float(frame.total / Fraction(frame.ask.step))
    has_total = any(demand.kind is DemandKind.TOTAL for demand in demands)
    lows, highs = np.zeros(count), np.full(count, total if has_total else _BOUNDLESS)
    if frame.ask.way is Way.GROWTH:
        lows[:], highs[:] = float(_LEAST / frame.ask.step), float(_MOST / frame.ask.step)
    lower: Sequence[DemandKind] = (DemandKind.FLOOR, DemandKind.CEILING, DemandKind.BAND, DemandKind.LOCK)
    for demand in demands:
        if demand.kind in lower:
            (index,) = demand.places
            low, high = demand.low, demand.high
            lows[index] = max(lows[index], -math.inf if low is None else low)
            highs[index] = min(highs[index], math.inf if high is None else high)
    return lows, highs
