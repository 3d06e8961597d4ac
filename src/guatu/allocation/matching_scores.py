"""The score of a project at a park (匹配评分): five parts, each from 0 to 1, weighted; 100 is the most."""

from collections.abc import Mapping, Sequence

import numpy as np

from guatu.allocation.matching_conditions import Conditions, Floats, column, per_mu
from guatu.allocation.matching_values import MatchWeights, ParkOffer, Proposal


def score_pairs(
    proposals: Sequence[Proposal], offers: Sequence[ParkOffer], conditions: Conditions, weights: MatchWeights
) -> tuple[Floats, Mapping[str, Floats]]:
    """Return the scores out of 100, shape (projects, parks), and the parts from 0 to 1; a part not known is NaN.

    A part that is not known has no points: a pair with everything known goes before it. The distance is left out of a
    project, and its weight shared among the rest, unless it is given for every park: parks would not be comparable.
    """
    parts = {
        "industry": _industry(proposals, offers, weights),
        "land": _use(column(proposals, "land"), column(offers, "land")),
        "energy": _margin(proposals, offers),
        "per_mu": _surplus(proposals, offers, conditions, weights),
        "distance": _nearness(proposals, offers, weights),
    }
    total = np.zeros((len(proposals), len(offers)))
    weight = np.zeros((len(proposals), 1))
    for name, share in weights.parts.items():
        part = parts[name]
        is_used = ~np.isnan(part).all(axis=1, keepdims=True) if name == "distance" else np.ones_like(weight, dtype=bool)
        total += np.where(is_used, np.nan_to_num(part), 0.0) * share
        weight += np.where(is_used, share, 0.0)
    # One decimal is what is printed: pairs that read the same are the same.
    scores: Floats = np.round(np.divide(total * 100, weight, out=np.zeros_like(total), where=weight > 0), 1)
    return scores, parts


def _industry(proposals: Sequence[Proposal], offers: Sequence[ParkOffer], weights: MatchWeights) -> Floats:
    part = np.full((len(proposals), len(offers)), np.nan)
    for at, offer in enumerate(offers):
        for row, one in enumerate(proposals):
            if one.industry is not None and one.industry == offer.lead:
                part[row, at] = 1.0
            elif one.industry is not None and one.industry in (offer.potential or ()):
                part[row, at] = weights.potential
    return part


def _use(demand: Floats, supply: Floats) -> Floats:
    """How well a site is used: what is asked against what is left, so that wide sites stay for those who need them."""
    asked, left = np.broadcast_arrays(demand[:, None], supply[None, :])
    use: Floats = np.divide(asked, left, out=np.full(asked.shape, np.nan), where=left > 0)
    return np.clip(use, 0.0, 1.0)


def _margin(proposals: Sequence[Proposal], offers: Sequence[ParkOffer]) -> Floats:
    """What stays of the energy when the project is in; with both kinds given the scarcer one counts."""
    margins = []
    for name in ("energy", "power"):
        asked, left = np.broadcast_arrays(column(proposals, name)[:, None], column(offers, name)[None, :])
        used = np.divide(asked, left, out=np.full(asked.shape, np.nan), where=left > 0)
        margins.append(np.clip(1.0 - used, 0.0, 1.0))
    scarcer: Floats = np.fmin(margins[0], margins[1])
    return scarcer


def _surplus(
    proposals: Sequence[Proposal], offers: Sequence[ParkOffer], conditions: Conditions, weights: MatchWeights
) -> Floats:
    """How far both per-mu figures lie above the peers' average: the mean of the two, 1 at `surplus` times above."""
    part = np.full((len(proposals), len(offers)), np.nan)
    for row, one in enumerate(proposals):
        own = [per_mu(one, name) for name in ("investment", "revenue")]
        for at, offer in enumerate(offers):
            average = conditions.average(offer.park, one.industry)
            above = [
                min(max((mine / mean - 1.0) / weights.surplus, 0.0), 1.0)
                for mine, mean in zip(own, (average.investment, average.revenue), strict=True)
                if mine is not None and mean
            ]
            if len(above) == len(own):
                part[row, at] = sum(above) / len(above)
    return part


def _nearness(proposals: Sequence[Proposal], offers: Sequence[ParkOffer], weights: MatchWeights) -> Floats:
    part = np.full((len(proposals), len(offers)), np.nan)
    for row, one in enumerate(proposals):
        if one.distances and all(offer.park in one.distances for offer in offers):
            part[row] = [max(1.0 - one.distances[offer.park] / weights.far, 0.0) for offer in offers]
    return part
