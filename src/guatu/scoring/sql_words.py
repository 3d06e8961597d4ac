"""Small pieces of SQL for scoring in a database: numbers, limits, and at which precision two of them are equal."""

from decimal import Decimal

from guatu.query import literal, quote
from guatu.scoring.figures import DIGITS

_LN_10 = "2.302585092994046e0"


def number_sql(value: Decimal | float | int) -> str:
    """Return a number as a DOUBLE of SQL.

    >>> number_sql(Decimal("24.097")), number_sql(-1)
    ('24.097e0', '(-1e0)')
    """
    text = f"{Decimal(str(value)):f}e0"
    return f"({text})" if text.startswith("-") else text


def limited_sql(value: str, low: Decimal | float | None, high: Decimal | float | None) -> str:
    """Return a value no less than one limit and no more than the other; what is missing stays so."""
    limited = value if high is None else f"least({value}, {number_sql(high)})"
    limited = limited if low is None else f"greatest({limited}, {number_sql(low)})"
    # Of a missing value and a limit, `greatest` and `least` would take the limit.
    return value if limited == value else f"CASE WHEN {value} IS NOT NULL THEN {limited} END"


def comparable_sql(value: str) -> str:
    """Return a value rounded to twelve significant digits, at which two of them count as equal."""
    power = f"pow(10e0, {DIGITS - 1}e0 - floor(ln(abs({value})) / {_LN_10}))"
    return f"CASE WHEN {value} = 0 THEN 0e0 ELSE round({value} * {power}) / {power} END"


def text_sql(column: str) -> str:
    """Return a column as text; where there is none, the empty text."""
    return f"coalesce(CAST({quote(column)} AS VARCHAR), '')"


def one_of_sql(text: str, words: tuple[str, ...]) -> str:
    """Return SQL that a text is one of some words."""
    return f"{text} IN ({', '.join(map(literal, words))})"
