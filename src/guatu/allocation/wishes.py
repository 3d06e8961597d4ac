"""What each place could do by itself (能力和测算值), and the same move for all that makes the wishes fit the total.

A wish is the place's own growth of recent years, plus a part of its lead (or lag) in listed supports. Wishes rarely
add up to the target: all are then moved by the same number of points, but for who stands at a bound.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from guatu.allocation.division import Ask, Claim
from guatu.allocation.split_words import percent, points

Floats: TypeAlias = NDArray[np.float64]
_UNSEEN = 0.0005  # a lead that would be printed as 0.0个百分点


@dataclass(frozen=True)
class Wish:
    """A growth that a place could be asked for, and where it comes from; `because` is a clause of Chinese."""

    growth: float
    because: str


def wishes_of(ask: Ask, claims: Sequence[Claim]) -> tuple[Wish, ...]:
    """Return a wish for each claim; a place without any history is taken to do as all others do, and it is said.

    Where no place has a history the wish is the target itself (a growth) or no growth at all (an amount).
    """
    trends = [(one.trend, one.base or 0.0) for one in claims if one.trend is not None]
    usual = _weighted(trends)
    supports = [(one.support, one.base or 0.0) for one in claims if one.support is not None]
    mean_support = _weighted(supports)
    return tuple(_wish(ask, one, usual, mean_support) for one in claims)


def _wish(ask: Ask, claim: Claim, usual: float | None, mean_support: float | None) -> Wish:
    if claim.given is not None:
        return Wish(claim.given, f"自报能力{percent(claim.given)}")
    if claim.trend is not None:
        growth, because = claim.trend, f"近年平均增长{percent(claim.trend)}"
    elif usual is not None:
        growth, because = usual, f"没有近年增速，按各地平均{percent(usual)}"
    else:
        growth, because = 0.0, "各地都没有近年增速，一律从同一水平起"
    if claim.support is not None and mean_support is not None and ask.support_weight:
        lead = ask.support_weight * (claim.support - mean_support)
        growth += lead
        if abs(lead) >= _UNSEEN:
            because += _support_words(claim.support, claim.support - mean_support, lead)
    return Wish(growth, because)


def _support_words(support: float, ahead: float, lead: float) -> str:
    more = lead >= 0
    return (
        f"，在手支撑相当于基数的{percent(support)}，比平均{'高' if more else '低'}{points(abs(ahead))}，"
        f"{'加' if more else '减'}{points(abs(lead))}"
    )


def _weighted(pairs: Sequence[tuple[float | None, float]]) -> float | None:
    kept = [(value, weight) for value, weight in pairs if value is not None]
    whole = sum(weight for _, weight in kept)
    return sum(value * weight for value, weight in kept) / whole if kept and whole > 0 else None


def moved_wishes(wishes: Floats, bases: Floats, total: float, lows: Floats, highs: Floats) -> tuple[Floats, float]:
    """Return the wishes moved by one number of points, held between bounds, so that Σ base × growth is the total.

    The sum grows with the move along a broken line, so the move is found exactly between two of its corners. A total
    beyond all bounds, be it by the last bit of a float, has every place at its bound, by the least move that does it.
    """
    corners = np.unique(np.concatenate([lows - wishes, highs - wishes]))
    sums = np.clip(wishes[None, :] + corners[:, None], lows, highs) @ bases
    total = min(max(total, float(sums[0])), float(sums[-1]))
    after = int(np.searchsorted(sums, total))
    if after == 0:
        move = float(corners[int(np.searchsorted(sums, total, side="right")) - 1])
    else:
        width = float(sums[after] - sums[after - 1])
        part = (total - float(sums[after - 1])) / width if width > 0 else 1.0
        move = float(corners[after - 1] + part * (corners[after] - corners[after - 1]))
    return np.clip(wishes + move, lows, highs), move
