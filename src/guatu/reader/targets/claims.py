"""What a phrase claims about a figure (表述): that something reaches it, grows by it, is built or bred in that number.

Each form of claim is a function; the first that fits wins. A figure that fits none is no target.
"""

from guatu.reader.targets.amounts import read_amount, read_index
from guatu.reader.targets.counts import read_count_before, read_count_behind, read_done_to, read_level, read_named_count
from guatu.reader.targets.limits import read_time_limit
from guatu.reader.targets.rates import (
    read_breakthrough,
    read_coverage,
    read_growth,
    read_margin,
    read_multiple,
    read_rank,
    read_reduction,
    read_share,
    read_share_behind,
    read_yardstick,
)
from guatu.reader.targets.spots import Spot
from guatu.reader.targets.threads import Claim, Thread
from guatu.reader.targets.vocabulary import SERVICE_UNITS


def read_claim(spot: Spot, thread: Thread) -> Claim | None:
    """Return what the phrase claims about a figure, or None where it only mentions one."""
    for form in _FORMS[_class_of(spot)]:
        if (claim := form(spot, thread)) is not None and len(claim.indicator) >= 2:
            return claim
    return None


def _class_of(spot: Spot) -> str:
    figure = spot.figure
    if figure.kind != "number":
        return figure.kind
    if figure.is_rate:
        return "rate"
    if figure.unit in SERVICE_UNITS or figure.unit in ("个月",):
        return "time"
    if figure.is_money:
        return "money"
    if figure.unit.startswith(("∶", ":", "：")):
        return "ratio"
    return "count" if figure.unit and figure.unit not in ("万", "亿", "千万", "百万") else "bare"


_FORMS = {
    "yardstick": (read_yardstick,),
    "multiple": (read_multiple,),
    "coverage": (read_coverage,),
    "rank": (read_rank,),
    "breakthrough": (read_breakthrough,),
    "rate": (read_margin, read_growth, read_reduction, read_share, read_share_behind),
    "time": (read_time_limit,),
    "money": (read_growth, read_reduction, read_level, read_amount),
    "ratio": (read_level,),
    "count": (read_growth, read_level, read_named_count, read_done_to, read_count_behind, read_count_before),
    "bare": (read_index,),
}
