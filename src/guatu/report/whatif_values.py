"""A trial of other rules (试算) as values: what they would pay, who would get more and who less."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from guatu.pack import Change, Packs, Ruling

ZERO = Decimal("0.00")
WAYS = (("more", "多得"), ("less", "少得"), ("settled", "由待定转明确"), ("opened", "由明确转待定"))


@dataclass(frozen=True, slots=True)
class WayTotal:
    """How many rows change in one way, and by how much money together, in 元."""

    rows: int
    money: Decimal


@dataclass(frozen=True, slots=True)
class SideTotal:
    """One side: how many are paid, the money that is known in 元, and how many rows wait, with money that is not."""

    paid: int
    money: Decimal
    open: int


@dataclass(frozen=True, slots=True)
class ChangeTotal:
    """The two sides of a clause, place, size or industry; `key` is its code, None where the register has none.

    The difference of money is what the four ways of changing add up to.
    """

    key: str | None
    before: SideTotal
    after: SideTotal
    ways: Mapping[str, WayTotal]
    pays: bool = True

    @property
    def difference(self) -> Decimal:
        """Known money after, less known money before, in 元."""
        return self.after.money - self.before.money


def added_up(totals: Iterable[ChangeTotal]) -> ChangeTotal:
    """Return totals together."""
    listed = tuple(totals)
    before, after = (
        SideTotal(
            sum(one.paid for one in sides), sum((one.money for one in sides), ZERO), sum(one.open for one in sides)
        )
        for sides in ([one.before for one in listed], [one.after for one in listed])
    )
    ways = {
        way: WayTotal(sum(one.ways[way].rows for one in listed), sum((one.ways[way].money for one in listed), ZERO))
        for way, _ in WAYS
    }
    return ChangeTotal(None, before, after, ways)


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One firm under one clause that changes; an amount that is not known is None."""

    way: str
    subject: str
    name: str | None
    place: str | None
    industry: str | None
    size: str | None
    reward: str
    before: Decimal | None
    after: Decimal | None
    difference: Decimal
    because: str


@dataclass(frozen=True)
class WhatIf:
    """A trial: the settings as they were given, what they change in the packs, and what that changes in money.

    `in_all`, `by_place`, `by_size` and `by_industry` count firms and leave out ceilings and matches; `by_clause` counts
    rows of each clause that the settings reach. `left_out` rows of the list stand in no sheet.
    """

    packs: Packs
    year: int
    settings: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    answered: tuple[tuple[Ruling, str], ...]
    clauses: Mapping[str, str]
    in_all: ChangeTotal
    by_clause: tuple[ChangeTotal, ...]
    by_place: tuple[ChangeTotal, ...]
    by_size: tuple[ChangeTotal, ...]
    by_industry: tuple[ChangeTotal, ...]
    rows: tuple[ChangedRow, ...]
    size_word: str
    untouched: int = 0
    left_out: int = 0
