"""What a supply is sized from (以荷定源): a year of hours, what things cost, what is demanded; and what comes of it."""

from dataclasses import dataclass, field
from math import ceil


@dataclass(frozen=True, slots=True)
class Hours:
    """A year by the hour: load in 千瓦, output of one 千瓦 of sun and wind, and the price of a 千瓦时 from the grid."""

    load: tuple[float, ...]
    solar: tuple[float, ...]
    wind: tuple[float, ...]
    price: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What one kind of plant costs: 元 a 千瓦 (or 千瓦时), 年 of life, upkeep a year as a share of the investment."""

    cost: float
    life: float
    upkeep: float = 0.0
    most: float | None = None  # 千瓦 that may be built

    def yearly(self, discount: float) -> float:
        """Return what a unit costs a year: annuity and upkeep.

        Annuity (等额年金) = cost × r ÷ (1 − (1 + r)^−n); without a discount rate cost ÷ n.
        """
        factor = 1 / self.life if not discount else discount / (1 - (1 + discount) ** -self.life)
        return self.cost * (factor + self.upkeep)


@dataclass(frozen=True, slots=True)
class SizingTerms:
    """Costs and limits of a supply (供能参数); a source that is None is not built.

    Efficiencies are fractions; `shortest` and `longest` bound 千瓦时 of storage to a 千瓦 of it. `export_share` and
    `self_use` are shares of what sun and wind could generate: at most exported, at least used on the spot.
    """

    solar: Source | None = None
    wind: Source | None = None
    storage_power: Source | None = None
    storage_energy: Source | None = None
    charging: float = 1.0
    discharging: float = 1.0
    shortest: float = 0.0
    longest: float | None = None
    discount: float = 0.0
    grid: float | None = None  # 千瓦 from the grid at most
    may_export: bool = False
    export_price: float = 0.0
    export_share: float | None = None
    self_use: float | None = None

    @property
    def has_storage(self) -> bool:
        """Whether storage may be built."""
        return self.storage_power is not None and self.storage_energy is not None


@dataclass(frozen=True, slots=True)
class CostPart:
    """One part of the cost of a year, 元; what is earned by export is negative."""

    name: str
    yuan: float


@dataclass(frozen=True, slots=True)
class Supply:
    """The least-cost supply for a green share: capacities, the year's balance, costs, and what one more point costs.

    `green` is the share reached: what the load uses that does not come from the grid, storage losses not counted as
    use. `point_yuan` is what one more percentage point costs a year at this share (the dual value of the demand); 0
    where the demand does not bind. `gap` is how far the cost may at most lie above the least one, as a fraction of it.
    Amounts are 千瓦时 a year.
    """

    asked: float
    green: float
    solar: float
    wind: float
    storage_power: float
    storage_energy: float
    load: float
    generated: float
    used: float
    exported: float
    curtailed: float
    bought: float
    losses: float
    charged: float
    peak_grid: float
    both_hours: int
    costs: tuple[CostPart, ...]
    yuan: float
    point_yuan: float
    gap: float
    seconds: float
    flows: "Flows" = field(compare=False)

    @property
    def yuan_per_kwh(self) -> float:
        """What a 千瓦时 of the load costs."""
        return self.yuan / self.load

    @property
    def bought_share(self) -> float:
        """The share of the load that comes from the grid."""
        return self.bought / self.load

    @property
    def gap_millionths(self) -> int:
        """How many millionths the cost may at most lie above the least one, rounded up."""
        return max(1, ceil(self.gap * 1e6))

    @property
    def self_use(self) -> float | None:
        """The share of what could be generated that is used on the spot; None without any generation."""
        return self.used / self.generated if self.generated else None

    @property
    def export_share(self) -> float | None:
        """The share of what could be generated that is exported; None without any generation."""
        return self.exported / self.generated if self.generated else None

    @property
    def curtailed_share(self) -> float | None:
        """The share of what could be generated that is curtailed (弃电率); None without any generation."""
        return self.curtailed / self.generated if self.generated else None


@dataclass(frozen=True, slots=True)
class Flows:
    """The hours of the answer in 千瓦 (sun and wind: what could be generated), and 千瓦时 stored at their end."""

    sun: tuple[float, ...]
    wind: tuple[float, ...]
    used: tuple[float, ...]
    grid: tuple[float, ...]
    charge: tuple[float, ...]
    discharge: tuple[float, ...]
    export: tuple[float, ...]
    stored: tuple[float, ...]
