"""A number that tells how it was computed (带算式的数): its value, and the formula over named cells that gives it.

Value and formula are made by the same operation, so that they cannot part.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What one line of a working shows of a node."""

    RAW = "raw"  # the figure as reported
    DIVISOR = "divisor"
    FIGURE = "figure"  # divided, before anything is treated
    BEFORE = "before"  # last year's
    USED = "used"  # what points are made of: filled in, treated
    FIRST = "first"  # the first yardstick: lowest, mean, zero line, base
    SECOND = "second"  # the second: highest, deviation, full line
    POINTS = "points"
    WEIGHT = "weight"
    WEIGHTED = "weighted"
    SHARE = "share"  # what it brings to the total


@dataclass(frozen=True, slots=True)
class CellOf:
    """A number of a working: the place of its line, and which of the line's numbers."""

    line: int
    field: Field


Words = tuple[str | CellOf, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A value and the words of its formula; +, -, * and / of two of them keep both.

    Words of more than one part always stand in brackets or in a function.
    """

    value: float
    words: Words

    def __add__(self, other: "Told") -> "Told":
        return Told(self.value + other.value, ("(", *self.words, "+", *other.words, ")"))

    def __sub__(self, other: "Told") -> "Told":
        return Told(self.value - other.value, ("(", *self.words, "-", *other.words, ")"))

    def __mul__(self, other: "Told") -> "Told":
        return Told(self.value * other.value, ("(", *self.words, "*", *other.words, ")"))

    def __truediv__(self, other: "Told") -> "Told":
        value = self.value / other.value if other.value else math.nan
        return Told(value, ("(", *self.words, "/", *other.words, ")"))

    def at_least(self, least: float) -> "Told":
        """Return the number, but no less than a bound; a bound of minus infinity is none."""
        if least == -math.inf:
            return self
        return Told(max(self.value, least), ("MAX(", *self.words, ",", *number(least).words, ")"))

    def at_most(self, most: float) -> "Told":
        """Return the number, but no more than a bound; a bound of infinity is none."""
        if most == math.inf:
            return self
        return Told(min(self.value, most), ("MIN(", *self.words, ",", *number(most).words, ")"))

    def power(self, other: "Told") -> "Told":
        """Return the number to the power of another; that of a number not above zero is unknown."""
        value = self.value**other.value if self.value > 0 else math.nan
        return Told(value, ("(", *self.words, "^", *other.words, ")"))

    @property
    def formula(self) -> Words:
        """The words without the outermost brackets."""
        return self.words[1:-1] if self.words[0] == "(" else self.words

    def gives(self, value: float) -> bool:
        """Tell whether the formula gives this value, but for the noise of floating point."""
        return math.isfinite(value) and math.isclose(self.value, value, rel_tol=1e-9, abs_tol=1e-9)


def number(value: float) -> Told:
    """Return a number written into a formula as it stands."""
    text = repr(float(abs(value))).upper().removesuffix(".0")
    return Told(float(value), (f"(-{text})",) if value < 0 else (text,))


def cell(line: int, field: Field, value: float) -> Told:
    """Return the number that stands in a cell of the working."""
    return Told(float(value), (CellOf(line, field),))


def total(parts: Sequence[Told]) -> Told:
    """Return the sum of some numbers; of none it is 0.

    >>> total((number(1), number(2))).words
    ('SUM(', '1', ',', '2', ')')
    """
    if not parts:
        return number(0)
    words: list[str | CellOf] = ["SUM("]
    for at, part in enumerate(parts):
        words += [*([","] if at else []), *part.words]
    return Told(math.fsum(part.value for part in parts), (*words, ")"))
