"""A column that a rule makes: its SQL over the columns before it, and what it read to be made."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from guatu.pack import Aggregate, Classification, Derived, Gate, Qualification, Score
from guatu.query import Column, TableSchema, quote
from guatu.rules.card_parts import CardPart
from guatu.rules.language.expression import Expression
from guatu.rules.language.operand import Operand
from guatu.rules.language.value_type import ValueType

ColumnRule = Aggregate | Derived | Classification | Score | Qualification | Gate | CardPart


class ColumnKind(StrEnum):
    """The kinds of column rules, by their Chinese names."""

    AGGREGATE = "汇总列"
    DERIVED = "计算列"
    CLASS = "分类"
    SCORE = "评分"
    QUALIFICATION = "资格条件"
    GATE = "准入门槛"
    CARD = "评价体系"


@dataclass(frozen=True, slots=True)
class Gathering:
    """What is gathered from a related table: `take` (count sum max min avg) of a value over the rows that are meant.

    `pairs` are (column there, column here); `reads` the columns of that table.
    """

    table: TableSchema
    pairs: tuple[tuple[str, str], ...]
    rows: str
    take: str
    value: str
    reads: tuple[str, ...]

    def sql(self, *, filtered: bool) -> str:
        """Return SQL of the aggregate; `filtered` when the rows have been chosen before."""
        value = self.value if filtered else f"CASE WHEN {self.rows} THEN {self.value} END"
        return f"{self.take}({value})"


@dataclass(frozen=True, slots=True)
class MadeValue:
    """What a column rule becomes: its value over the columns before it, and what it reads.

    `conditions` are those of a qualification or gate, for saying which one decided; `gatherings` what is joined first.
    """

    value: Operand
    reads: tuple[str, ...]
    conditions: tuple[Expression, ...] = ()
    gatherings: tuple[tuple[str, Gathering], ...] = ()


@dataclass(frozen=True, slots=True)
class RuleColumn:
    """One made column; `level` is how many made columns stand before it at most."""

    rule: ColumnRule
    kind: ColumnKind
    column: Column
    made: MadeValue
    level: int

    @property
    def name(self) -> str:
        """Its name in the data: the id of the rule."""
        return self.column.name

    @property
    def type(self) -> ValueType:
        """What it measures."""
        return self.made.value.type

    @property
    def reads(self) -> tuple[str, ...]:
        """The columns it reads directly."""
        return self.made.reads

    @property
    def gatherings(self) -> tuple[tuple[str, Gathering], ...]:
        """What is joined before it can be made."""
        return self.made.gatherings

    @property
    def select(self) -> str:
        """SQL of the column under its name."""
        return f"{self.made.value.sql} AS {quote(self.name)}"


def columns_read(expressions: Iterable[Expression | None]) -> tuple[str, ...]:
    """Return the columns that expressions read, each once."""
    return tuple(dict.fromkeys(name for one in expressions if one is not None for name in one.columns))
