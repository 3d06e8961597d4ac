"""What Spark means differently, by the kind of node: each is rewritten so that it gives DuckDB's value, or refused.

A rewrite gets a node whose parts are already rewritten, with the sorts of its operands as they were written.
"""

from collections.abc import Callable, Mapping
from functools import cache

import sqlglot
from sqlglot import exp

from guatu.domain import EngineFailure
from guatu.query.sql_sorts import SqlSort, sort_of_type

Sorts = tuple[SqlSort, SqlSort]
_NUMBERS = (SqlSort.DOUBLE, SqlSort.DECIMAL, SqlSort.WHOLE)
# DuckDB trims every space separator of Unicode (category Zs), Spark only the plain one.
_SPACES = "".join(map(chr, (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)))
# DuckDB's LIKE has no escape sign; Spark's has one always, so it gets a sign that no text holds.
_NO_ESCAPE = "\x01"
_TWO_TO_63 = "9223372036854775808"


def refusal(node: exp.Expr, why: str) -> EngineFailure:
    """Return the failure that names a part of a SELECT and why Spark does not get it."""
    written = node.sql("duckdb")
    return EngineFailure(f"{written if len(written) <= 80 else written[:79] + '…'} ({node.key}) {why}")


def _double(node: exp.Expr) -> exp.Expr:
    return exp.cast(node.copy(), "DOUBLE")


@cache
def _template(text: str) -> exp.Expr:
    return exp.paren(sqlglot.parse_one(text, dialect="spark"))


def _spark(template: str, **parts: exp.Expr) -> exp.Expr:
    """Return an expression written in Spark's own words; `:x` stands for a part."""
    return exp.replace_placeholders(_template(template), **{name: _closed(part) for name, part in parts.items()})


def _closed(node: exp.Expr) -> exp.Expr:
    """Return a node that an operator beside it cannot tear apart."""
    return node if isinstance(node, (exp.Column, exp.Literal, exp.Paren, exp.Func)) else exp.paren(node)


def _division(node: exp.Expr, sorts: Sorts) -> exp.Expr:
    """DuckDB divides as DOUBLE whatever the sides are; Spark keeps DECIMALs."""
    for side, sort in zip(("this", "expression"), sorts, strict=True):
        if sort is not SqlSort.DOUBLE:
            node.set(side, _double(node.args[side]))
    return node


def _whole_division(node: exp.Expr, sorts: Sorts) -> exp.Expr:
    if sorts != (SqlSort.WHOLE, SqlSort.WHOLE):
        raise refusal(node, "divides what may not be whole numbers; write floor(a / b)")
    return node


def _difference(node: exp.Expr, sorts: Sorts) -> exp.Expr:
    """A day minus a day is a number of days; in Spark it is an interval."""
    if sorts == (SqlSort.DATE, SqlSort.DATE):
        return _days(node.args["expression"], node.this)
    if SqlSort.DATE in sorts and not set(sorts) & set(_NUMBERS):
        raise refusal(node, "takes something from a day of which it cannot be told whether it is a day")
    return node


def _interval(node: exp.Expr, _: Sorts) -> exp.Expr:
    """Only whole months that are added to a day: DuckDB makes a TIMESTAMP of it, which `_sum` avoids."""
    unit, number = node.text("unit").upper(), node.this
    if not isinstance(node.parent, exp.Add) or unit not in ("MONTH", "YEAR") or not str(number.this).isdigit():
        raise refusal(node, "is an interval that has not been compared on DuckDB and Spark")
    return node


def _sum(node: exp.Expr, sorts: Sorts) -> exp.Expr:
    interval = node.args["expression"]
    if not isinstance(interval, exp.Interval):
        return node
    if sorts[0] is not SqlSort.DATE:
        raise refusal(node, "adds months to something that may not be a day")
    months = int(interval.this.this) * (12 if interval.text("unit").upper() == "YEAR" else 1)
    return exp.Anonymous(this="ADD_MONTHS", expressions=[node.this, exp.Literal.number(months)])


def _days(start: exp.Expr, end: exp.Expr) -> exp.Expr:
    return _long(exp.Anonymous(this="DATEDIFF", expressions=[end.copy(), start.copy()]))


def _date_difference(node: exp.Expr, _: Sorts) -> exp.Expr:
    """DuckDB counts the borders of months and years that were crossed, Spark the whole ones that passed."""
    end, start, unit = node.this, node.args["expression"], node.text("unit").upper()
    if unit == "DAY":
        return _days(start, end)
    if unit not in ("MONTH", "YEAR"):
        raise refusal(node, "counts in a unit that has not been compared on DuckDB and Spark")
    months = "(YEAR(:end) - YEAR(:start)) * 12 + MONTH(:end) - MONTH(:start)"
    return _long(_spark(months if unit == "MONTH" else "YEAR(:end) - YEAR(:start)", end=end, start=start))


def _counted(node: exp.Expr, _: Sorts) -> exp.Expr:
    """What counts gives a BIGINT in DuckDB and an INT in Spark, which overflows where it is multiplied."""
    return _long(node.copy())


def _long(node: exp.Expr) -> exp.Expr:
    return exp.cast(node, "BIGINT")


def _made_date(node: exp.Expr, _: Sorts) -> exp.Expr:
    for part in ("year", "month", "day"):
        node.set(part, exp.cast(node.args[part].copy(), "INT"))
    return node


def _extreme(node: exp.Expr, _: Sorts) -> exp.Expr:
    """The greatest of one is that one; Spark asks for two."""
    return node if node.expressions else exp.paren(node.this)


def _rounding(node: exp.Expr, sorts: Sorts) -> exp.Expr:
    """DuckDB rounds a DOUBLE after multiplying it (1.005 × 100 is less than 100.5), Spark as it is printed."""
    places = node.args.get("decimals")
    if sorts[0] is not SqlSort.DOUBLE or places is None:
        return node
    try:
        power = int(places.sql("duckdb"))
    except ValueError:
        raise refusal(node, "rounds to places that are not written out") from None
    factor = exp.Literal.number(f"1e{abs(power)}")
    template = "ROUND(:x * :f) / :f" if power >= 0 else "ROUND(:x / :f) * :f"
    return _spark(template, x=node.this, f=factor)


def _to_whole(node: exp.Expr, sorts: Sorts) -> exp.Expr:
    """Spark's floor of a DOUBLE is a BIGINT; from 2^53 on a DOUBLE is whole anyway."""
    if sorts[0] is not SqlSort.DOUBLE:
        return node
    name = "FLOOR" if isinstance(node, exp.Floor) else "CEIL"
    return _spark(f"CASE WHEN ABS(:x) < 9007199254740992e0 THEN CAST({name}(:x) AS DOUBLE) ELSE :x END", x=node.this)


def _cast(node: exp.Expr, sorts: Sorts) -> exp.Expr:
    kind, sort = node.args["to"], sorts[0]
    wanted = sort_of_type(kind)
    if isinstance(node.this, exp.Array) and not node.this.expressions:
        return node  # an empty list, and what it is a list of
    if wanted is SqlSort.OPEN:
        raise refusal(node, "has a type that has not been compared on DuckDB and Spark")
    word = "TRY_CAST" if isinstance(node, exp.TryCast) else "CAST"
    if kind.this is exp.DType.INT128:
        kind = exp.DataType.build("DECIMAL(38, 0)")
        node.set("to", kind)
    if sort is SqlSort.TEXT and wanted is not SqlSort.TEXT:
        return _read_text(node, wanted)
    if sort is SqlSort.DOUBLE and wanted in (SqlSort.DECIMAL, SqlSort.TEXT):
        return _decimal_of_double(node.this, kind, word) if wanted is SqlSort.DECIMAL else _text_of_double(node.this)
    if wanted is SqlSort.WHOLE and sort in (SqlSort.DOUBLE, SqlSort.DECIMAL):
        # Spark would cut the fraction off; DuckDB rounds DECIMAL half up and DOUBLE half to even.
        node.set("this", exp.Anonymous(this="RINT" if sort is SqlSort.DOUBLE else "ROUND", expressions=[node.this]))
    return node


def _read_text(node: exp.Expr, wanted: SqlSort) -> exp.Expr:
    """A text in a column is read by intake, cell by cell; the engines read 2024 and １２ differently."""
    written = node.this
    if not (isinstance(written, exp.Literal) and wanted is SqlSort.DATE):
        raise refusal(node, "reads a text as something else, which the engines do differently; hand in typed columns")
    return node


def _decimal_of_double(number: exp.Expr, kind: exp.DataType, word: str) -> exp.Expr:
    """DuckDB's way: multiply in DOUBLE, round half up, and keep every binary digit of the product.

    Spark would keep the digits it prints, so that 123456789.005 falls on the other side of the half. The product is cut
    at 2^63 because a BIGINT takes a DOUBLE exactly.
    """
    scale = int(kind.expressions[1].name) if len(kind.expressions) > 1 else 3
    # Without a precision DuckDB's DECIMAL is DECIMAL(18, 3).
    width = int(kind.expressions[0].name) if kind.expressions else 18
    product = f"ROUND(:x * 1e{scale})"
    high, low = (f"{word}({product} {sign} {_TWO_TO_63}e0 AS BIGINT)" for sign in ("/", "%"))
    unit = f"0.{'0' * (scale - 1)}1" if scale else "1"
    exact = f"(CAST({high} AS DECIMAL(20, 0)) * {_TWO_TO_63} + CAST({low} AS DECIMAL(20, 0))) * {unit}"
    return _spark(f"{word}({exact} AS DECIMAL({width}, {scale}))", x=number)


def _text_of_double(number: exp.Expr) -> exp.Expr:
    """DuckDB writes 12345678.9 where Spark writes 1.23456789E7."""
    plain = r"REGEXP_REPLACE(CAST(CAST(:x AS DECIMAL(38, 20)) AS STRING), '(\\.[0-9]+?)0*$', '$1')"
    test = "ABS(:x) >= 1e-4 AND ABS(:x) < 1e16 OR :x = 0e0"
    return _spark(f"CASE WHEN {test} THEN {plain} ELSE CAST(:x AS STRING) END", x=number)


def _average(node: exp.Expr, _: Sorts) -> exp.Expr:
    """DuckDB's average is DOUBLE of the exact sum; Spark's of DECIMALs is a DECIMAL."""
    around = node.parent if isinstance(node.parent, (exp.Window, exp.Filter)) else node
    if isinstance(around.parent, exp.Window) or isinstance(node.this, exp.Distinct):
        raise refusal(node, "is an average in a form that has not been compared on DuckDB and Spark")
    parts = []
    for total in (exp.Sum(this=node.this.copy()), exp.Count(this=node.this.copy())):
        part = around.copy() if around is not node else total
        if around is not node:
            part.set("this", total)
        parts.append(part)
    mean = _spark("CAST(:total AS DOUBLE) / NULLIF(CAST(:count AS DOUBLE), 0e0)", total=parts[0], count=parts[1])
    if around is node:
        return mean
    around.replace(mean)
    return node


def _trim(node: exp.Expr, _: Sorts) -> exp.Expr:
    if node.args.get("expression") is None:
        node.set("expression", exp.Literal.string(_SPACES))
        node.set("position", node.args.get("position") or "BOTH")
    return node


def _like(node: exp.Expr, _: Sorts) -> exp.Expr:
    return (
        node
        if isinstance(node.parent, exp.Escape)
        else exp.Escape(this=node.copy(), expression=exp.Literal.string(_NO_ESCAPE))
    )


def _substring(node: exp.Expr, _: Sorts) -> exp.Expr:
    """The place before the first sign is a place in DuckDB: of 3 signs from place 0 two are left."""
    start, length = _written_whole(node, "start"), node.args.get("length")
    if start > 0 or length is None:
        return node
    node.set("start", exp.Literal.number(1))
    node.set("length", exp.Literal.number(max(_written_whole(node, "length") - 1, 0)))
    return node


def _piece(node: exp.Expr, _: Sorts) -> exp.Expr:
    _written_whole(node, "expression")
    return node


def _written_whole(node: exp.Expr, key: str) -> int:
    written = node.args.get(key)
    if not isinstance(written, exp.Literal) or not written.this.isdigit():
        raise refusal(node, "cuts a text at a place that is not a written whole number")
    return int(written.this)


def _regexp_replace(node: exp.Expr, _: Sorts) -> exp.Expr:
    """DuckDB replaces the first find and names groups \\1; Spark all of them, and $1. At the end there is one find."""
    pattern, by = node.args["expression"], node.args.get("replacement")
    ends = isinstance(pattern, exp.Literal) and all(part.endswith("$") for part in pattern.this.split("|"))
    if not ends or not isinstance(by, exp.Literal) or node.args.get("modifiers") is not None:
        raise refusal(node, "replaces by a pattern of which not every branch ends with the text ($)")
    node.set("replacement", exp.Literal.string(by.this.replace("$", "\\$").replace("\\1", "$1")))
    return node


def _without_missing(node: exp.Expr, _: Sorts) -> exp.Expr:
    """DuckDB's list functions pass over what is missing; Spark's keep it, or give up the whole list."""
    if isinstance(node, exp.Flatten):
        return exp.Flatten(this=exp.Anonymous(this="ARRAY_COMPACT", expressions=[node.this]))
    if not isinstance(node.parent, exp.ArraySort):
        raise refusal(node, "has no order; write list_sort around it")
    return exp.Anonymous(this="ARRAY_COMPACT", expressions=[node.copy()])


REWRITES: Mapping[type[exp.Expr], Callable[[exp.Expr, Sorts], exp.Expr]] = {
    exp.Div: _division,
    exp.IntDiv: _whole_division,
    exp.Add: _sum,
    exp.Sub: _difference,
    exp.Interval: _interval,
    exp.Year: _counted,
    exp.Quarter: _counted,
    exp.Month: _counted,
    exp.Day: _counted,
    exp.Length: _counted,
    exp.DateFromParts: _made_date,
    exp.DateDiff: _date_difference,
    exp.Greatest: _extreme,
    exp.Least: _extreme,
    exp.Round: _rounding,
    exp.Floor: _to_whole,
    exp.Ceil: _to_whole,
    exp.Cast: _cast,
    exp.TryCast: _cast,
    exp.Avg: _average,
    exp.Trim: _trim,
    exp.Like: _like,
    exp.Substring: _substring,
    exp.Left: _piece,
    exp.Right: _piece,
    exp.RegexpReplace: _regexp_replace,
    exp.Flatten: _without_missing,
    exp.ArrayDistinct: _without_missing,
}
