"""Schemas: the columns a table must have, with the Chinese name an official knows each by.

One declaration serves the reader of workbooks, the expression language, the ledgers, the headers on paper and the docs.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Measure(StrEnum):
    """What a column's values are, for type checks and for print.

    `INDICATOR` means the unit of the row's own indicator; `RATIO` a fraction; `POINTS` a difference of fractions.
    """

    TEXT = "text"
    DATE = "date"
    YES_NO = "yes_no"
    NUMBER = "number"
    COUNT = "count"
    MONEY = "money"
    RATIO = "ratio"
    POINTS = "points"
    INDICATOR = "indicator"
    PEOPLE = "people"
    AREA = "area"


class Provenance(StrEnum):
    """Whose figure it is (数据性质). What firms report for statistics may not decide what they are paid."""

    SELF_REPORTED = "self-reported"
    TAX = "tax"
    REGISTRATION = "registration"
    STATISTICS = "statistics"

    @property
    def word(self) -> str:
        """The word an official reads."""
        return PROVENANCE_WORDS[self]


PROVENANCE_WORDS: dict[Provenance, str] = {
    Provenance.SELF_REPORTED: "企业申报",
    Provenance.TAX: "税务",
    Provenance.REGISTRATION: "登记与认定",
    Provenance.STATISTICS: "统计调查",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: name in data, Chinese name, DuckDB type, what it measures, what it means, and whose figure it is."""

    name: str
    label: str
    type: str
    measure: Measure = Measure.TEXT
    meaning: str = ""
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    provenance: Provenance = Provenance.REGISTRATION


@dataclass(frozen=True)
class TableSchema:
    """A table's name, Chinese name, columns and key."""

    name: str
    label: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    _by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = {key: column for column in reversed(self.columns) for key in (*column.aliases, column.label)}
        names.update({column.name: column for column in self.columns})
        object.__setattr__(self, "_by_name", names)

    def column(self, key: str) -> Column | None:
        """Return the column of a name, a Chinese label or an alias, or None."""
        return self._by_name.get(key.strip())

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(column.name for column in self.columns)

    def keys(self) -> tuple[str, ...]:
        """Every word a column may be called by."""
        return tuple(self._by_name)
