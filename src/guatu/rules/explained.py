"""An explained award (逐条说明) as values: one clause on one row, with everything that decided it, in words."""

from dataclasses import dataclass
from decimal import Decimal

from guatu.pack import Reward, RewardGroup


@dataclass(frozen=True, slots=True)
class ExplainedCondition:
    """One condition on one row: its words, whether it holds, what was found, what is asked, and how far it is.

    `part` is 对象 or 条件, `name` what the pack calls it; `holds` is None where it is not known, and `gap` then says
    what is missing. `evidence` is the paper it rests on.
    """

    part: str
    name: str
    text: str
    holds: bool | None
    found: str
    asked: str
    gap: str
    evidence: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class ExplainedException:
    """An exception (例外) on one row: whether it applies, its conditions, and how its amount is made."""

    reward: Reward
    applies: bool | None
    conditions: tuple[ExplainedCondition, ...]
    amount_words: str


@dataclass(frozen=True, slots=True)
class ExplainedFigure:
    """A figure behind an award: its name, its value in words, and where it comes from or how it is made.

    `related` are the rows of another table that were counted or added up.
    """

    label: str
    value: str
    origin: str
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupMember:
    """One reward of a group on one row: its amount, what it pays after the group, and the code of what cut it."""

    reward: str
    name: str
    amount: Decimal | None
    payable: Decimal | None
    cut: str


@dataclass(frozen=True, slots=True)
class ExplainedGroup:
    """A group (条款组) that the reward stands in, with all its members on the row; `limit` says what it does."""

    group: RewardGroup
    limit: str
    members: tuple[GroupMember, ...]


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """What one reading (读法) of an open clause makes of its amount on a row, in 元, before groups; None not known."""

    answers: tuple[tuple[str, str], ...]
    amount: Decimal | None


@dataclass(frozen=True)
class ExplainedAward:
    """One clause on one row. Money is in 元: 0 where nothing is paid, None where it is not known.

    `applied` is the exception whose amount counts, if one does; `amount_words` how the amount is made. `inputs` were
    handed in, `figures` made of them by rules. `readings` are there while a question on the clause is open.
    """

    subject: str
    name: str
    place: str
    reward: Reward
    outcome: str
    reason: str
    because: str
    amount: Decimal | None
    payable: Decimal | None
    cut: str
    capped: bool
    applied: Reward | None
    amount_words: str
    conditions: tuple[ExplainedCondition, ...]
    exceptions: tuple[ExplainedException, ...]
    inputs: tuple[ExplainedFigure, ...]
    figures: tuple[ExplainedFigure, ...]
    groups: tuple[ExplainedGroup, ...]
    readings: tuple[ReadAmount, ...]
