"""Parts of a whole (其中): 其中甲县10户、乙县8户 says the whole's indicator of two places, 其中工业20户 another's."""

import re
from dataclasses import replace

from guatu.reader.targets.indicators import clean_subject
from guatu.reader.targets.scopes import is_place
from guatu.reader.targets.spots import Spot
from guatu.reader.targets.threads import Claim
from guatu.reader.targets.vocabulary import DOING_END, FILLERS_END, GROWTH_END, REACH_END, SHRINK_END


def opens_parts(phrase: str) -> bool:
    """Tell a phrase that starts to take a whole apart: 其中甲县10户, or 其中 with a comma or colon of its own."""
    return phrase.startswith("其中")


def settle_part(claim: Claim | None, spot: Spot, whole: Claim) -> Claim | None:
    """Return what a part claims: the whole's indicator where only a place or a year stands before the figure."""
    own = _own_words(spot)
    if spot.after or (own and not is_place(own)) or not _is_same_kind(spot, whole):
        return claim
    measure = whole.measure if claim is None or "count" in whole.rule else claim.measure
    return replace(whole, rule="part", measure=measure, scope=own, heir=whole.indicator)


def _own_words(spot: Spot) -> str:
    words = FILLERS_END.sub("", spot.before.removeprefix("其中").strip("、，：和及与"))
    for ending in (GROWTH_END, SHRINK_END, REACH_END, DOING_END):
        words = FILLERS_END.sub("", ending.sub("", words))
    return re.sub(r"^[（(].*", "", clean_subject(words))


def _is_same_kind(spot: Spot, whole: Claim) -> bool:
    is_growth = whole.rule in ("growth", "reduction", "share")
    return spot.figure.kind == "number" and spot.figure.is_rate == is_growth
