"""What is matched (匹配的对象): what parks can take, what projects ask, and what each pair of the two comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_NONE: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class ParkOffer:
    """What a park can take (园区承载): one lead and two potential industries, and what is left. None is not known."""

    park: str
    name: str
    lead: str | None = None
    potential: tuple[str, ...] | None = None
    land: float | None = None  # 亩
    energy: float | None = None  # 吨标煤 a year
    power: float | None = None  # 千瓦时 a year
    wastewater: float | None = None  # 吨/日
    environments: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a project asks and promises (拟引进项目). None is not known; `environments` empty means that it needs none.

    `exception` is the reason why the per-mu gate is waived ("原则上"), for one park or, with an empty
    `exception_park`, for all; `distances` are 公里 by park.
    """

    lead: str
    name: str
    industry: str | None = None
    land: float | None = None
    investment: float | None = None  # 元
    revenue: float | None = None  # 元 a year
    energy: float | None = None
    power: float | None = None
    wastewater: float | None = None
    environments: frozenset[str] | None = None
    exception: str = ""
    exception_park: str = ""
    distances: Mapping[str, float] = field(default_factory=lambda: _NONE)


@dataclass(frozen=True, slots=True)
class Peer:
    """A project that produces already (已投产项目): what the gate compares with, in 元 and 亩."""

    park: str
    industry: str
    land: float
    investment: float | None
    revenue: float | None


class State(StrEnum):
    """What a condition comes to for a pair; only MET and WAIVED let it through."""

    MET = "met"
    WAIVED = "waived"
    UNKNOWN = "unknown"
    FAILED = "failed"

    @property
    def word(self) -> str:
        """The word an official reads."""
        return {"met": "符合", "waived": "例外", "unknown": "待核", "failed": "不符合"}[self.value]


class Verdict(StrEnum):
    """What a pair comes to in the end."""

    PLACED = "placed"
    ELSEWHERE = "elsewhere"
    FULL = "full"
    UNKNOWN = "unknown"
    FAILED = "failed"

    @property
    def word(self) -> str:
        """The word an official reads."""
        return {
            "placed": "建议落地",
            "elsewhere": "另有更合适的园区",
            "full": "承载力已给别的项目",
            "unknown": "待核",
            "failed": "不符合",
        }[self.value]


# The hard conditions in the order they are printed; each is a matrix of states over (projects, parks).
CONDITIONS = ("industry", "land", "energy", "investment_per_mu", "revenue_per_mu", "environment")
CONDITION_WORDS = {
    "industry": "产业",
    "land": "用地",
    "energy": "用能",
    "investment_per_mu": "亩均投资强度",
    "revenue_per_mu": "亩均营业收入",
    "environment": "环境",
}
# What projects take from a park, and in which unit it is printed.
RESOURCES = (
    ("land", "用地", "亩"),
    ("energy", "能耗", "吨标煤"),
    ("power", "用电", "千瓦时"),
    ("wastewater", "污水", "吨/日"),
)
PART_WORDS = {"industry": "产业", "land": "用地", "energy": "用能", "per_mu": "亩均", "distance": "运距"}


@dataclass(frozen=True, slots=True)
class MatchWeights:
    """How the score of a pair is made up (评分权重); the figures are settings of the user, no rule of any plan.

    The weights are shares of their sum. `potential` is what a potential industry counts against a lead one; a project
    whose per-mu figures are `surplus` times above the average has all points of that part; at `far` 公里 the distance
    has none.
    """

    industry: float = 40
    land: float = 15
    energy: float = 15
    per_mu: float = 20
    distance: float = 10
    potential: float = 0.6
    surplus: float = 1.0
    far: float = 500

    @property
    def parts(self) -> Mapping[str, float]:
        """The weights by part, in the order they are printed."""
        return {name: float(getattr(self, name)) for name in PART_WORDS}


@dataclass(frozen=True, slots=True)
class MatchTerms:
    """How projects are matched: weights, how peers are averaged, whether pairs to be checked may be placed.

    `average` is `ratio_of_sums` (合计相除) or `mean_of_ratios` (各项目平均).
    """

    weights: MatchWeights = field(default_factory=MatchWeights)
    average: str = "ratio_of_sums"
    with_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a pair in words: its name, what it came to, and the values that were compared."""

    name: str
    state: State
    told: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A project and a park: conditions, points by part, score of 100 (None where a condition fails), and why so."""

    proposal: Proposal
    offer: ParkOffer
    verdict: Verdict
    conditions: tuple[Condition, ...]
    points: Mapping[str, float | None]
    score: float | None
    why: str
