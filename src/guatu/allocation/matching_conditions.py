"""The hard conditions (硬条件) of every project at every park, as matrices; not known is never taken for met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from guatu.allocation.matching_values import CONDITIONS, RESOURCES, MatchTerms, ParkOffer, Peer, Proposal, State

Floats: TypeAlias = npt.NDArray[np.float64]
States: TypeAlias = npt.NDArray[np.int8]
_ORDER = (State.MET, State.WAIVED, State.UNKNOWN, State.FAILED)
_MET, _WAIVED, _UNKNOWN, _FAILED = range(len(_ORDER))
# Sums of decimals come out a few units of the last place apart; a demand that equals what is left is met.
_NOISE = 1e-9


@dataclass(frozen=True)
class PeerAverage:
    """The average of the projects a newcomer is compared with: 元/亩, and how many there are of each."""

    investment: float | None
    revenue: float | None
    investment_peers: int
    revenue_peers: int


_NO_PEERS = PeerAverage(None, None, 0, 0)


@dataclass(frozen=True)
class Conditions:
    """The states of all conditions, shape (projects, parks) each, and the averages of the peers."""

    states: Mapping[str, States]
    averages: Mapping[tuple[str, str], PeerAverage]

    def state(self, name: str, row: int, column: int) -> State:
        """Return what one condition comes to."""
        return _ORDER[int(self.states[name][row, column])]

    def average(self, park: str, industry: str | None) -> PeerAverage:
        """Return what projects of an industry in a park are compared with."""
        return self.averages.get((park, industry or ""), _NO_PEERS)

    def worst_state(self, row: int, column: int) -> State:
        """Return what a pair comes to over all conditions: failed before unknown before met."""
        return _ORDER[int(self.worst[row, column])]

    @cached_property
    def worst(self) -> States:
        """The worst state of every pair, as a number in the order met, waived, unknown, failed."""
        worst: States = np.maximum.reduce([self.states[name] for name in CONDITIONS])
        return worst

    @property
    def is_open(self) -> npt.NDArray[np.bool_]:
        """Where every condition is met or waived."""
        allowed: npt.NDArray[np.bool_] = self.worst <= _WAIVED
        return allowed

    @property
    def is_unknown(self) -> npt.NDArray[np.bool_]:
        """Where no condition fails and at least one is not known."""
        unknown: npt.NDArray[np.bool_] = self.worst == _UNKNOWN
        return unknown


def check_conditions(
    proposals: Sequence[Proposal], offers: Sequence[ParkOffer], peers: Sequence[Peer], terms: MatchTerms
) -> Conditions:
    """Return the states of all hard conditions of every project at every park."""
    averages = peer_averages(peers, terms.average)
    demands = {name: column(proposals, name) for name, _, _ in RESOURCES}
    supplies = {name: column(offers, name) for name, _, _ in RESOURCES}
    states = {
        "industry": _industry(proposals, offers),
        "land": _enough(demands["land"], supplies["land"], is_needed=True),
        "energy": _energy(demands, supplies),
        "environment": _environment(proposals, offers, demands["wastewater"], supplies["wastewater"]),
    }
    for name in ("investment", "revenue"):
        states[f"{name}_per_mu"] = _gate(proposals, offers, averages, name)
    return Conditions(states, averages)


def column(owners: Sequence[Proposal] | Sequence[ParkOffer], name: str) -> Floats:
    """Return a figure of all projects or parks; what is not known is NaN."""
    values = [getattr(owner, name) for owner in owners]
    return np.array([np.nan if value is None else float(value) for value in values], dtype=np.float64)


def peer_averages(peers: Sequence[Peer], average: str) -> dict[tuple[str, str], PeerAverage]:
    """Return the average by park and industry: the sums divided, or the mean of the projects' own quotients.

    A peer without land, or without the figure, is no peer for that figure.
    """
    grouped: dict[tuple[str, str], list[Peer]] = {}
    for peer in peers:
        if peer.land > 0:
            grouped.setdefault((peer.park, peer.industry), []).append(peer)
    found = {}
    for key, group in grouped.items():
        invested = [(one.investment, one.land) for one in group if one.investment is not None]
        earned = [(one.revenue, one.land) for one in group if one.revenue is not None]
        found[key] = PeerAverage(_mean(invested, average), _mean(earned, average), len(invested), len(earned))
    return found


def _mean(pairs: Sequence[tuple[float, float]], average: str) -> float | None:
    if not pairs:
        return None
    if average == "mean_of_ratios":
        return fmean(over / under for over, under in pairs)
    return sum(over for over, _ in pairs) / sum(under for _, under in pairs)


def _industry(proposals: Sequence[Proposal], offers: Sequence[ParkOffer]) -> States:
    states: States = np.full((len(proposals), len(offers)), _FAILED, dtype=np.int8)
    for at, offer in enumerate(offers):
        fits = {offer.lead, *(offer.potential or ())} - {None}
        # One that is listed fits; one that is not listed may still be where the list is not complete.
        otherwise = _UNKNOWN if offer.lead is None or offer.potential is None else _FAILED
        states[:, at] = [
            _UNKNOWN if one.industry is None else _MET if one.industry in fits else otherwise for one in proposals
        ]
    return states


def _enough(demand: Floats, supply: Floats, *, is_needed: bool) -> States:
    """Compare a demand with what is left; where it `is_needed` a demand that is not given is not known, else none."""
    asked, left = demand[:, None], supply[None, :]
    states: States = np.where(asked <= left * (1 + _NOISE), _MET, _FAILED).astype(np.int8)
    states[np.isnan(asked) | np.isnan(left)] = _UNKNOWN
    if not is_needed:
        states[np.isnan(demand), :] = _MET
    return states


def _energy(demands: Mapping[str, Floats], supplies: Mapping[str, Floats]) -> States:
    """吨标煤 and 千瓦时 are each compared like with like; a project that gives neither is not known."""
    states = np.maximum(
        _enough(demands["energy"], supplies["energy"], is_needed=False),
        _enough(demands["power"], supplies["power"], is_needed=False),
    )
    states[np.isnan(demands["energy"]) & np.isnan(demands["power"]), :] = _UNKNOWN
    return states


def _environment(proposals: Sequence[Proposal], offers: Sequence[ParkOffer], demand: Floats, supply: Floats) -> States:
    states: States = np.full((len(proposals), len(offers)), _UNKNOWN, dtype=np.int8)
    for row, one in enumerate(proposals):
        if one.environments is None:
            continue
        for at, offer in enumerate(offers):
            if not one.environments:
                states[row, at] = _MET
            elif offer.environments is not None:
                states[row, at] = _MET if one.environments <= offer.environments else _FAILED
    return np.maximum(states, _enough(demand, supply, is_needed=False))


def _gate(
    proposals: Sequence[Proposal],
    offers: Sequence[ParkOffer],
    averages: Mapping[tuple[str, str], PeerAverage],
    name: str,
) -> States:
    states: States = np.full((len(proposals), len(offers)), _UNKNOWN, dtype=np.int8)
    for row, one in enumerate(proposals):
        own = per_mu(one, name)
        for at, offer in enumerate(offers):
            average = getattr(averages.get((offer.park, one.industry or ""), _NO_PEERS), name)
            if own is not None and average is not None:
                states[row, at] = _MET if own >= average * (1 - _NOISE) else _FAILED
            if states[row, at] != _MET and one.exception and one.exception_park in ("", offer.park):
                states[row, at] = _WAIVED
    return states


def per_mu(proposal: Proposal, name: str) -> float | None:
    """Return the investment or the revenue of a project on a 亩 (亩均投资强度、亩均营业收入) in 元/亩, or None."""
    amount: float | None = getattr(proposal, name)
    if amount is None or not proposal.land:
        return None
    return amount / proposal.land
