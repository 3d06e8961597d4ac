"""How near two names are (近似): the share of neighbouring characters that they have in common, from 0 to 1."""

from collections.abc import Iterable
from functools import lru_cache

_LEAST = 0.6


def likeness(one: str, other: str) -> float:
    """Return the Dice coefficient of two names' pairs of neighbouring characters.

    >>> likeness("县商务局", "县商务局"), likeness("县商务局", "县财政局")
    (1.0, 0.0)
    """
    if one == other:
        return 1.0
    mine, theirs = _pairs(one), _pairs(other)
    total = len(mine) + len(theirs)
    return 2 * len(mine & theirs) / total if total else 0.0


def nearest_names(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the known names that are like a name, the nearest first."""
    ranked = sorted(((likeness(name, other), other) for other in known), key=lambda pair: (-pair[0], pair[1]))
    return tuple(other for score, other in ranked[:most] if score >= _LEAST)


@lru_cache(maxsize=8192)
def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[place : place + 2] for place in range(len(name) - 1))
