"""A run of awards as values: rows of the lists, sums, what each firm gets; plain, so that paper can be made of them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal("0.00")


class AwardKind(StrEnum):
    """Which list a row stands in: 拟兑现, 不予兑现, 待定, or 上限与配套, which is never added to what is paid."""

    PAID = "paid"
    REFUSED = "refused"
    OPEN = "open"
    LIMIT = "limit"

    @property
    def word(self) -> str:
        """The word an official reads."""
        return {"paid": "拟兑现", "refused": "不予兑现", "open": "待定", "limit": "上限与配套"}[self.value]


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One clause on one firm; `place`, `park` and `industry` are codes, amounts in 元, `reason` and `cut` codes."""

    kind: AwardKind
    table: str
    subject: str
    name: str | None
    place: str | None
    park: str | None
    industry: str | None
    reward: str
    outcome: str
    reason: str
    amount: Decimal | None
    payable: Decimal | None
    cut: str
    because: str


@dataclass(frozen=True, slots=True)
class AwardSum:
    """How many rows of one clause, place, park and industry stand in a list, and what they pay together, in 元."""

    reward: str
    kind: AwardKind
    place: str | None
    park: str | None
    industry: str | None
    rows: int
    payable: Decimal


@dataclass(frozen=True, slots=True)
class AwardCount:
    """How many rows of one clause had an outcome for a reason, those outside its object (对象) too."""

    reward: str
    outcome: str
    reason: str
    cut: str
    rows: int
    amount: Decimal
    payable: Decimal


@dataclass(frozen=True, slots=True)
class FirmTotal:
    """What one firm is paid under all clauses (拨付), in 元; `open_rows` are clauses that still wait."""

    table: str
    subject: str
    name: str | None
    place: str | None
    rewards: tuple[str, ...]
    payable: Decimal
    open_rows: int


@dataclass(frozen=True, slots=True)
class LongList:
    """A list that is too long for a sheet: how many rows it has and the file they stand in."""

    rows: int
    file: str


@dataclass(frozen=True, slots=True)
class AnswerEffect:
    """What one way of answering open questions would pay (口径影响), in 元.

    `questions` are answered together, in the words of their rulings and of `answers`; the clauses they reach are
    `rewards`. `firms` are then paid `amount_yuan` in all, `more_yuan` above the cheapest answer, and `unknown` rows
    wait all the same. Undecided, `now_yuan` can be paid and `unknown_now` rows wait.
    """

    questions: tuple[str, ...]
    answers: tuple[str, ...]
    rewards: tuple[str, ...]
    firms: int
    amount_yuan: Decimal
    more_yuan: Decimal
    unknown: int
    now_yuan: Decimal
    unknown_now: int
    note: str = ""
