"""How functions are written in DuckDB's SQL. Each emitter gets its arguments and the type that was settled for them."""

from collections.abc import Callable

from guatu.rules.language.arithmetic import as_decimal
from guatu.rules.language.comparison import as_type
from guatu.rules.language.function import Arguments
from guatu.rules.language.value_type import ValueType

Emit = Callable[[Arguments, ValueType], str]


def plain(name: str) -> Emit:
    """A function that the database has under this name and with this meaning."""
    return lambda arguments, _: f"{name}({', '.join(one.sql for one in arguments)})"


def absolute(arguments: Arguments, _: ValueType) -> str:
    """The number without its sign; integers as DECIMAL, since the smallest INT32 has no counterpart."""
    return f"abs({as_decimal(arguments[0])})"


def rounded(arguments: Arguments, _: ValueType) -> str:
    """Half up. 1.005 is a little less in binary: through DECIMAL it rounds as it is written."""
    number, places = arguments[0], arguments[1].sql if len(arguments) > 1 else "0"
    if number.is_exact:
        return f"round({as_decimal(number)}, {places})"
    return f"CAST(round(TRY_CAST({number.sql} AS DECIMAL(38, 12)), {places}) AS DOUBLE)"


def to_whole(name: str) -> Emit:
    """Floor or ceil; 2.9999999999999996 is a 3 that lost its last bit."""

    def emit(arguments: Arguments, _: ValueType) -> str:
        number = arguments[0]
        return f"{name}({as_decimal(number) if number.is_exact else f'round({number.sql}, 9)'})"

    return emit


def extreme(name: str) -> Emit:
    """The least or greatest, missing where any is: the database would skip the missing one."""

    def emit(arguments: Arguments, value_type: ValueType) -> str:
        choice = f"{name}({', '.join(as_type(one, value_type) for one in arguments)})"
        given = _all_given(arguments)
        return f"CASE WHEN {given} THEN {choice} END" if given else choice

    return emit


def clamped(arguments: Arguments, value_type: ValueType) -> str:
    """A number held between two others."""
    value, low, high = (as_type(one, value_type) for one in arguments)
    return f"CASE WHEN {_all_given(arguments) or 'TRUE'} THEN least(greatest({value}, {low}), {high}) END"


def _all_given(arguments: Arguments) -> str:
    return " AND ".join(f"{one.sql} IS NOT NULL" for one in arguments if one.constant is None)


def chosen(arguments: Arguments, value_type: ValueType) -> str:
    """One of two values; SQL would take the second where the condition is unknown."""
    yes, no = (as_type(one, value_type) for one in arguments[1:])
    return f"CASE WHEN {arguments[0].sql} THEN {yes} WHEN NOT {arguments[0].sql} THEN {no} END"


def first_given(arguments: Arguments, value_type: ValueType) -> str:
    """The first value that is not missing."""
    return f"coalesce({', '.join(as_type(one, value_type) for one in arguments)})"


def is_missing(arguments: Arguments, _: ValueType) -> str:
    """Whether a value is missing."""
    return f"({arguments[0].sql} IS NULL)"


def is_given(arguments: Arguments, _: ValueType) -> str:
    """Whether a value is there."""
    return f"({arguments[0].sql} IS NOT NULL)"


def growth(arguments: Arguments, _: ValueType) -> str:
    """now ÷ base − 1; a base that is not positive has no growth."""
    now, base = (one.as_double for one in arguments)
    return f"CASE WHEN {base} > 0 THEN {now} / {base} - 1 END"


def power(arguments: Arguments, _: ValueType) -> str:
    """A power of a number that is not negative: of a negative one the database gives NaN."""
    base, exponent = (one.as_double for one in arguments)
    return f"CASE WHEN {base} > 0 THEN power({base}, {exponent}) WHEN {base} = 0 AND {exponent} > 0 THEN 0.0 END"


def where_positive(name: str, sign: str) -> Emit:
    """A function of numbers > 0 or >= 0 only; elsewhere the database gives NaN or infinity."""

    def emit(arguments: Arguments, _: ValueType) -> str:
        number = arguments[0].as_double
        return f"CASE WHEN {number} {sign} 0 THEN {name}({number}) END"

    return emit


def remainder(arguments: Arguments, value_type: ValueType) -> str:
    """The remainder; of a division by zero it is missing."""
    left, right = (as_type(one, value_type) for one in arguments)
    return f"({left} % NULLIF({right}, 0))"


def days_between(arguments: Arguments, _: ValueType) -> str:
    """Days from the first day to the second."""
    return f"({arguments[1].sql} - {arguments[0].sql})"


def months_between(arguments: Arguments, _: ValueType) -> str:
    """Calendar months from the first day to the second; engines disagree on date_diff, so it is written out."""
    start, end = (one.sql for one in arguments)
    return f"(year({end}) * 12 + month({end}) - year({start}) * 12 - month({start}))"


def concatenated(arguments: Arguments, _: ValueType) -> str:
    """Texts one after another; concat() would skip a missing one."""
    return f"({' || '.join(one.sql for one in arguments)})"
