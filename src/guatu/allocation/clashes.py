"""Which demands clash (要求冲突): an irreducible set, found by leaving out one after the other (deletion filter).

Source: J. W. Chinneck and E. W. Dravnieks (1991), *Locating minimal infeasible constraint sets in linear programs*.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def irreducible_clash(demands: Sequence[Item], can_be_met: Callable[[Sequence[Item]], bool]) -> tuple[Item, ...]:
    """Return demands that cannot be met together although any one less of them can; empty where all can be met.

    What comes first is the first to be left out, so what should rather be told stands at the end.

    >>> irreducible_clash((3, 8, 5, 9), lambda kept: sum(kept) <= 13)
    (5, 9)
    """
    if can_be_met(demands):
        return ()
    kept = list(range(len(demands)))
    for at in range(len(demands)):
        without = [one for one in kept if one != at]
        if not can_be_met([demands[one] for one in without]):
            kept = without
    return tuple(demands[one] for one in kept)
