"""Parameters: values that an expression calls by name, so that a number stands in one place of a pack."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guatu.domain import Quantity
from guatu.query import literal
from guatu.rules.language.operand import Operand, number, truth
from guatu.rules.language.value_type import DATE, TEXT


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
