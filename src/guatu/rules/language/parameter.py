"""Terms: what an expression calls by name beside the columns of its table: written values and columns made on the way.

A number stands in one place of a pack.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from guatu.domain import Quantity
from guatu.query import literal
from guatu.rules.language.operand import Operand, number, truth
from guatu.rules.language.value_type import DATE, TEXT


class Term(Protocol):
    """Anything an expression may call by name."""

    def operand(self, at: int, said: str) -> Operand:
        """Return it as it stands in an expression, at a place in the author's text."""
        ...


@dataclass(frozen=True, slots=True)
class Made:
    """A term that is an operand already: a parameter of a pack, or a column that a rule made."""

    made: Operand

    def operand(self, at: int, said: str) -> Operand:
        """Return the operand under the name it was called by."""
        return replace(self.made, at=at, said=said)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named value (参数): an amount with its unit, a number, a text, a day, or yes/no."""

    value: Quantity | Decimal | int | str | date | bool
    meaning: str = ""

    def operand(self, at: int, said: str) -> Operand:
        """Return the value as it stands in an expression."""
        value = self.value
        if isinstance(value, bool):
            return truth(value, at, said)
        if isinstance(value, Quantity):
            return number(value.base, value.unit.dimension, at=at, said=said)
        if isinstance(value, (Decimal, int)):
            return number(Decimal(value), "number", at=at, said=said)
        if isinstance(value, date):
            return day(value, at, said)
        return Operand(literal(value), TEXT, at, said, value)


def day(value: date, at: int, said: str) -> Operand:
    """Return a written day."""
    return Operand(f"DATE '{value.isoformat()}'", DATE, at, said, value)
