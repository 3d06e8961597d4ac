"""Projects matched to parks (园区匹配): conditions, scores, the assignment, and why not for every park left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from guatu.allocation.matching_assignment import Assignment, assign
from guatu.allocation.matching_conditions import Conditions, Floats, check_conditions, column
from guatu.allocation.matching_reasons import condition_words, resource_words
from guatu.allocation.matching_scores import score_pairs
from guatu.allocation.matching_values import (
    PART_WORDS,
    RESOURCES,
    Condition,
    MatchTerms,
    Pair,
    ParkOffer,
    Peer,
    Proposal,
    State,
    Verdict,
)

_NAMED = 3  # projects that one reason names
_NOISE = 1e-6


@dataclass(frozen=True)
class Use:
    """What a park had of one resource, what the projects placed there take, and what stays; None is not known."""

    park: ParkOffer
    resource: str
    word: str
    unit: str
    had: float | None
    taken: float
    left: float | None
    projects: int


@dataclass(frozen=True)
class Matching:
    """Every project at every park: what was asked, how it came out, and why.

    `score` is the sum of the scores of what was placed, `bound` the most that any assignment could reach.
    """

    proposals: tuple[Proposal, ...]
    offers: tuple[ParkOffer, ...]
    terms: MatchTerms
    conditions: Conditions
    scores: Floats
    parts: Mapping[str, Floats]
    assignment: Assignment
    industry_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """The sum of the scores of what was placed."""
        return self.assignment.score

    @property
    def bound(self) -> float:
        """The most that any assignment could reach; equal to the score where the answer is proved the best."""
        return self.assignment.bound

    @property
    def is_best(self) -> bool:
        """Whether the assignment is proved the best; else it is the best found."""
        return self.assignment.is_exact

    def park_of(self, row: int) -> int:
        """Return the column of the park a project is placed in, −1 for none."""
        return int(self.assignment.parks[row])

    def placed_in(self, park: int) -> tuple[int, ...]:
        """Return the rows of the projects placed in a park."""
        return self._by_park[park]

    @cached_property
    def _by_park(self) -> tuple[tuple[int, ...], ...]:
        return tuple(
            tuple(int(row) for row in np.flatnonzero(self.assignment.parks == at)) for at in range(len(self.offers))
        )

    def verdict(self, row: int, park: int) -> Verdict:
        """Return what a pair comes to."""
        home = self.park_of(row)
        if home == park:
            return Verdict.PLACED
        worst = self.conditions.worst_state(row, park)
        if worst is State.FAILED:
            return Verdict.FAILED
        if worst is State.UNKNOWN and not self.terms.with_unknown:
            return Verdict.UNKNOWN
        if home >= 0 and self.scores[row, home] >= self.scores[row, park] - _NOISE:
            return Verdict.ELSEWHERE
        return Verdict.FULL

    def pair(self, row: int, park: int) -> Pair:
        """Return one pair in words and plain numbers."""
        proposal, offer = self.proposals[row], self.offers[park]
        verdict = self.verdict(row, park)
        told = condition_words(proposal, offer, self.conditions, row, park, names=self.industry_names)
        is_scored = verdict is not Verdict.FAILED
        values = {name: float(part[row, park]) for name, part in self.parts.items()}
        points = {name: value if value == value and is_scored else None for name, value in values.items()}  # noqa: PLR0124 - only NaN differs from itself
        score = float(self.scores[row, park]) if is_scored else None
        return Pair(proposal, offer, verdict, told, points, score, self._why(row, park, verdict, told))

    def _why(self, row: int, park: int, verdict: Verdict, told: Sequence[Condition]) -> str:
        if verdict is Verdict.PLACED:
            return self._placed_why(row, park)
        if verdict is Verdict.ELSEWHERE:
            home = self.park_of(row)
            mine, other = self.scores[row, home], self.scores[row, park]
            return f"{self.offers[home].name}得 {mine:.1f} 分，这里 {other:.1f} 分。"
        if verdict is Verdict.FULL:
            return self._full_why(row, park)
        wanted = State.FAILED if verdict is Verdict.FAILED else State.UNKNOWN
        return "；".join(one.told for one in told if one.state is wanted) + "。"

    def _placed_why(self, row: int, park: int) -> str:
        words = [
            f"{PART_WORDS[name]} {value:.0%}"
            for name, part in self.parts.items()
            if (value := float(part[row, park])) == value
        ]
        rivals = [at for at in range(len(self.offers)) if at != park and self.verdict(row, at) is Verdict.ELSEWHERE]
        best = max(rivals, key=lambda at: self.scores[row, at], default=None)
        second = (
            "没有别的园区全部符合条件"
            if best is None
            else f"次选{self.offers[best].name} {self.scores[row, best]:.1f} 分"
        )
        return f"{self.scores[row, park]:.1f} 分（各部分得分率：{'、'.join(words)}）；{second}。"

    def _full_why(self, row: int, park: int) -> str:
        proposal = self.proposals[row]
        short = []
        for use in self.uses(park):
            need = getattr(proposal, use.resource)
            if need is not None and use.left is not None and need > use.left + _NOISE:
                short.append(
                    f"{use.word}还剩 {resource_words(use.left, use.unit)}，要 {resource_words(need, use.unit)}"
                )
        holders = sorted(self.placed_in(park), key=lambda one: -self.scores[one, park])
        named = "、".join(f"{self.proposals[one].name}（{self.scores[one, park]:.1f} 分）" for one in holders[:_NAMED])
        more = f"等 {len(holders)} 个" if len(holders) > _NAMED else ""
        home = self.park_of(row)
        instead = "没有落地" if home < 0 else f"改到{self.offers[home].name}（{self.scores[row, home]:.1f} 分）"
        shortage = "；".join(short) or "承载力已满"
        mine = self.scores[row, park]
        return f"{shortage}；已给{named}{more}，它这里 {mine:.1f} 分，换进来合计分不会更高；{instead}。"

    def uses(self, park: int) -> tuple[Use, ...]:
        """Return what the projects placed in a park take of each resource."""
        offer, rows = self.offers[park], self.placed_in(park)
        found = []
        for name, word, unit in RESOURCES:
            had = getattr(offer, name)
            taken = sum(getattr(self.proposals[row], name) or 0.0 for row in rows)
            found.append(Use(offer, name, word, unit, had, taken, None if had is None else had - taken, len(rows)))
        return tuple(found)


def match_proposals(
    proposals: Sequence[Proposal],
    offers: Sequence[ParkOffer],
    peers: Sequence[Peer],
    terms: MatchTerms | None = None,
    industry_names: Mapping[str, str] | None = None,
) -> Matching:
    """Return where each project should go, the sum of scores being the most that the parks can take.

    A pair with a failed condition is never placed; one with a condition that is not known only where the terms ask
    for it.
    """
    terms = terms or MatchTerms()
    conditions = check_conditions(proposals, offers, peers, terms)
    scores, parts = score_pairs(proposals, offers, conditions, terms.weights)
    is_open = conditions.is_open | conditions.is_unknown if terms.with_unknown else conditions.is_open
    demands = np.stack([column(proposals, name) for name, _, _ in RESOURCES], axis=1)
    supplies = np.stack([column(offers, name) for name, _, _ in RESOURCES], axis=1)
    found = assign(scores, is_open, demands, supplies)
    return Matching(
        tuple(proposals), tuple(offers), terms, conditions, scores, parts, found, dict(industry_names or {})
    )
