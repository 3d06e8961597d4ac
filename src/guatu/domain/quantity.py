"""Quantities: an exact number with its unit, for instance 500 万元."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from guatu.domain.errors import InvalidValue, UnitMismatch
from guatu.domain.unit import Unit, conversion, unit_named

_WIDTH = str.maketrans("０１２３４５６７８９．－＋，％", "0123456789.-+,%")
_QUANTITY = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?)\s*(\D*)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact number of a unit.

    >>> Quantity.of("0.5", "亿元") > Quantity.of("4999", "万元")
    True
    """

    number: Decimal
    unit: Unit

    @classmethod
    def of(cls, number: str | int | Decimal, unit: str) -> "Quantity":
        """Return a quantity from a number and the name of a unit; floats are not accepted."""
        try:
            return cls(Decimal(number), unit_named(unit))
        except InvalidOperation as error:
            raise InvalidValue(f"“{number}”不是数") from error

    @classmethod
    def from_text(cls, text: str) -> "Quantity":
        """Read `500万元`, `15%`, `1,234.5 亿元`, also in full-width digits; else InvalidValue."""
        match = _QUANTITY.fullmatch(text.strip().translate(_WIDTH))
        if match is None:
            raise InvalidValue(f"“{text}”不是一个数加计量单位")
        return cls.of(match[1].replace(",", ""), match[2].strip())

    def to(self, unit: str) -> "Quantity":
        """Return the same amount in another unit of the same dimension; else UnitMismatch."""
        target = unit_named(unit)
        return Quantity(self.number * conversion(self.unit, target), target)

    @property
    def base(self) -> Decimal:
        """The number in the base unit of the dimension: 元, a fraction, 户 …"""
        return self.number * self.unit.factor

    def __add__(self, other: "Quantity") -> "Quantity":
        return Quantity(self.number + other.to(self.unit.name).number, self.unit)

    def __sub__(self, other: "Quantity") -> "Quantity":
        return Quantity(self.number - other.to(self.unit.name).number, self.unit)

    def __lt__(self, other: "Quantity") -> bool:
        if self.unit.dimension != other.unit.dimension:
            raise UnitMismatch(f"“{self.unit}”不能与“{other.unit}”比较")
        return self.base < other.base

    def __str__(self) -> str:
        return f"{self.number:f}{self.unit}"
