"""Student's distribution (t 分布) of whole degrees of freedom: intervals and probabilities when few errors are known.

Closed forms, Abramowitz & Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
"""

import math
from functools import cache


def probability_below(at: float, freedom: int) -> float:
    """Return the probability that a value lies below `at`.

    >>> round(probability_below(2.920, 2), 3)
    0.95
    """
    angle = math.atan2(at, math.sqrt(freedom))
    sine, cosine = math.sin(angle), math.cos(angle)
    if freedom % 2:
        term, total = cosine, (cosine if freedom > 1 else 0.0)
        for k in range(3, freedom - 1, 2):
            term *= cosine**2 * (k - 1) / k
            total += term
        inside = 2 / math.pi * (angle + sine * total)
    else:
        term, total = 1.0, 1.0
        for k in range(2, freedom, 2):
            term *= cosine**2 * (k - 1) / k
            total += term
        inside = sine * total
    return 0.5 + inside / 2


@cache
def half_width(covered: float, freedom: int) -> float:
    """Return how many spreads to either side cover a share of all cases.

    >>> round(half_width(0.95, 2), 3), round(half_width(0.8, 30), 3)
    (4.303, 1.31)
    """
    low, high = 0.0, 1000.0
    for _ in range(60):
        middle = (low + high) / 2
        if 2 * probability_below(middle, freedom) - 1 < covered:
            low = middle
        else:
            high = middle
    return high
