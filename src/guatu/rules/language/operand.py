"""Operands: a compiled part of an expression with its type; faults: what is wrong with a part."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from guatu.domain import Finding, FindingCode, Span
from guatu.query import Column
from guatu.rules.language.value_type import NULL, YES_NO, Sort, ValueType, digits_of

_LONGEST_QUOTE = 40
Constant = Decimal | str | date | bool


@dataclass(frozen=True, slots=True)
class Operand:
    """SQL of a part, its type, where it stands in the author's text, and how the author said it.

    `constant` is the value when it is written out; `column` the column when it is one; `quotient` the exact numbers it
    is a quotient of; `sides` what a comparison compares; `parts` the conditions that `and` joins; `either` those that
    `or` or a list joins; `denied` the condition that `not` turns round.
    """

    sql: str
    type: ValueType
    at: int = 0
    said: str = ""
    constant: Constant | None = None
    column: Column | None = None
    quotient: "Quotient | None" = None
    sides: "Sides | None" = None
    parts: "tuple[Operand, ...]" = ()
    either: "tuple[Operand, ...]" = ()
    denied: "Operand | None" = None

    @property
    def is_exact(self) -> bool:
        """True when the number is a DECIMAL or an integer."""
        return self.type.digits is not None

    @property
    def named(self) -> str:
        """The operand with its type, as findings name it."""
        return f"“{self.said}”（{self.type.word}）"

    @property
    def size(self) -> Decimal | None:
        """The value of a number that is written out."""
        return self.constant if isinstance(self.constant, Decimal) else None

    @property
    def as_double(self) -> str:
        """SQL of the number as DOUBLE; a literal with an exponent is one."""
        if self.size is not None:
            return f"({self.size:f}e0)" if self.size < 0 else f"{self.size:f}e0"
        return f"CAST({self.sql} AS DOUBLE)" if self.is_exact else self.sql


@dataclass(frozen=True, slots=True)
class Quotient:
    """`over` ÷ `under` of two exact numbers, or a growth, which is that less one."""

    over: Operand
    under: Operand
    is_growth: bool = False

    def by_sign(self, above: str, below: str) -> str:
        """Return SQL that is `above` where the base is above zero and `below` where it is below.

        Over nothing it is missing, and growth asks for a base above zero.
        """
        rest = "" if self.is_growth else f" WHEN {self.under.sql} < 0 THEN {below}"
        return f"CASE WHEN {self.under.sql} > 0 THEN {above}{rest} END"


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a comparison and the sign between them."""

    left: Operand
    sign: str
    right: Operand


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake before its place in a file is known; `at` counts characters of the expression from 0."""

    code: FindingCode
    sentence: str
    way_out: str
    at: int = 0

    def finding(self, text: str, span: Span | None) -> Finding:
        """Return the finding, with the expression and the character named."""
        quoted = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
        if span is not None and span.column is not None:
            span = replace(span, column=span.column + self.at)
        sentence = f"{self.sentence}（“{' '.join(quoted.split())}”第 {self.at + 1} 个字）"
        return self.code.at(span, _printable(sentence), _printable(self.way_out))


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in text)


def number(value: Decimal, dimension: str, *, at: int = 0, said: str = "") -> Operand:
    """Return a written number in the base unit of its dimension."""
    plain = value.normalize() if value else Decimal(0)
    sql = format(plain, "f")
    value_type = ValueType(Sort.NUMBER, dimension, digits_of(plain))
    return Operand(f"({sql})" if plain < 0 else sql, value_type, at, said or sql, plain)


def joined(sql: str, value_type: ValueType, sign: str, *parts: Operand) -> Operand:
    """Return an operand made of others by an operator; `sign` is how the author sees it."""
    said = sign.join(part.said for part in parts)
    return Operand(sql, value_type, parts[0].at, said if len(said) <= _LONGEST_QUOTE else said[:_LONGEST_QUOTE] + "…")


def truth(value: bool, at: int, said: str) -> Operand:  # noqa: FBT001 - the value itself, not an option
    """Return a written yes or no (是, 否)."""
    return Operand(str(value).upper(), YES_NO, at, said, value)


def missing(at: int, said: str) -> Operand:
    """Return the missing value (空值)."""
    return Operand("NULL", NULL, at, said)
