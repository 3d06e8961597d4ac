"""The division of a target (目标分解) as values: what is asked, what each place brings, what came out and why."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from guatu.domain import Finding


class Way(StrEnum):
    """How a target is divided: as growth of each place, as amounts that add up, as whole numbers that add up."""

    GROWTH = "growth"
    AMOUNT = "amount"
    COUNT = "count"

    @property
    def word(self) -> str:
        """The way as an official reads it."""
        return {"growth": "分增速", "amount": "分总量", "count": "分个数"}[self.value]


class Rounding(StrEnum):
    """How counts are made whole: largest remainders (最大余数法) or Webster (韦伯斯特法)."""

    REMAINDERS = "remainders"
    WEBSTER = "webster"

    @property
    def word(self) -> str:
        """The method as an official reads it."""
        return {"remainders": "最大余数法", "webster": "韦伯斯特法"}[self.value]


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What one place brings to a division. Growths are fractions, amounts are in the indicator's unit.

    `base` is last year's figure, None where it is missing. `trend` is the place's own growth of recent years, `support`
    what is listed to carry the target as a part of the base, `given` a capability an officer states in place of both.
    `floor` and `ceiling` bound the value: a growth, an amount or a number; `floor_from` says where the floor comes from
    where it is not the officer's own (档次). `locked` is a value set by hand.
    """

    place: str
    name: str
    base: float | None
    trend: float | None = None
    support: float | None = None
    given: float | None = None
    floor: Decimal | None = None
    floor_from: str = ""
    ceiling: Decimal | None = None
    alike: str = ""
    locked: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A target to be divided among places.

    `total` is a growth as a fraction or an amount. `step` is what values are multiples of: 0.001 is a tenth of a point.
    `buffer` (加码) is added to the total: points of growth as a fraction, or a part of an amount. `band` is how far a
    place's growth may be from the average of all, `alike_band` from that of a place of the same group (`Claim.alike`).
    `support_weight` is how much a lead in listed supports counts against the trend. `unit` prints amounts.
    `own_base` is last year's figure of all places together as published, which their bases need not add up to.
    """

    key: str
    name: str
    way: Way
    total: Decimal
    step: Decimal
    claims: tuple[Claim, ...]
    comparator: str = ">="
    buffer: Decimal = Decimal(0)
    band: Decimal | None = None
    alike_band: Decimal | None = None
    support_weight: float = 0.5
    rounding: Rounding = Rounding.REMAINDERS
    unit: str = ""
    own_base: float | None = None


class DemandKind(StrEnum):
    """What kind of demand stands between places and their wishes."""

    TOTAL = "total"
    FLOOR = "floor"
    CEILING = "ceiling"
    BAND = "band"
    ALIKE = "alike"
    LOCK = "lock"


@dataclass(frozen=True)
class Demand:
    """One demand a division must meet (约束), said in a sentence with its numbers, and the way out where it clashes.

    `low` and `high` are counted in steps of the ask; `places` are the indices of the claims it is about. `general`
    says for all places what is asked of every one alike.
    """

    kind: DemandKind
    places: tuple[int, ...]
    low: float | None
    high: float | None
    sentence: str
    way_out: str
    general: str = ""


@dataclass(frozen=True)
class Part:
    """What one place is given: its wish, the wish moved to fit the total, the value; None and why, where it has none.

    `wish` and `moved` are growths; of a count `moved` is the exact share of the total, and there
    is no wish. `amount` is what the value means: the year's amount. `binds` are the demands that the value stands at.
    """

    place: str
    name: str
    base: float | None
    wish: float | None
    moved: float | None
    value: Decimal | None
    growth: float | None
    amount: float | None
    because: str
    binds: tuple[str, ...] = ()
    is_locked: bool = False


@dataclass(frozen=True)
class Division:
    """A target divided: the parts, what they come to, and every demand with whether it binds.

    `wanted` is the total with the buffer and `reached` what the parts come to (a growth, an amount or a number);
    `miss` and `tolerance` are amounts: what the parts are beyond the total, and what one step of the smallest base is.
    `shift` is by how many points all wishes were moved. `clash` are demands that cannot be met together; there are then
    no parts.
    """

    ask: Ask
    parts: tuple[Part, ...] = ()
    wanted: float | None = None
    reached: float | None = None
    miss: float | None = None
    tolerance: float | None = None
    shift: float | None = None
    demands: tuple[tuple[Demand, bool], ...] = ()
    clash: tuple[Demand, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_divided(self) -> bool:
        """True when every place with a base has its part."""
        return bool(self.parts) and not self.clash
