"""What sort of value each part of a canonical SELECT gives, where another engine's SQL depends on it.

Two days are not subtracted as two numbers are, and a DOUBLE is not rounded as a DECIMAL is. DuckDB settles the types of
whole columns; between them this file follows them through the SELECT. What it cannot tell is left open, never guessed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pyarrow as pa
from sqlglot import exp

Columns = Mapping[str, pa.Schema]


class SqlSort(StrEnum):
    """The sorts that rewriting tells apart; OPEN where it cannot be told."""

    DOUBLE = "double"
    DECIMAL = "decimal"
    WHOLE = "whole"
    TEXT = "text"
    DATE = "date"
    YES_NO = "yes_no"
    NULL = "null"
    OPEN = "open"


# The wider of two numbers decides; a missing value takes the sort of the other.
_WIDEST = (SqlSort.DOUBLE, SqlSort.DECIMAL, SqlSort.WHOLE)
_DOUBLES = (exp.Div, exp.Avg, exp.Sqrt, exp.Ln, exp.Pow)
# fmt: off
_WHOLES = (
    exp.Year, exp.Quarter, exp.Month, exp.Day, exp.Length, exp.Count, exp.RowNumber, exp.Rank, exp.DateDiff,
)
_TEXTS = (
    exp.Left, exp.Right, exp.Substring, exp.Trim, exp.Upper, exp.Lower, exp.Replace, exp.RegexpReplace, exp.DPipe,
    exp.ConcatWs,
)
_TRUTHS = (
    exp.And, exp.Or, exp.Not, exp.Is, exp.In, exp.Between, exp.Like, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE,
    exp.Contains, exp.StartsWith, exp.EndsWith, exp.LogicalOr, exp.LogicalAnd, exp.Boolean, exp.Exists,
)
_AS_INNER = (
    exp.Paren, exp.Neg, exp.Abs, exp.Round, exp.Floor, exp.Ceil, exp.Nullif, exp.Max, exp.Min, exp.Sum,
    exp.Window, exp.Filter, exp.Alias, exp.Distinct, exp.Ordered,
)
# fmt: on
_GIVEN: dict[type[exp.Expr], SqlSort] = {
    **dict.fromkeys(_DOUBLES, SqlSort.DOUBLE),
    **dict.fromkeys(_WHOLES, SqlSort.WHOLE),
    **dict.fromkeys(_TEXTS, SqlSort.TEXT),
    **dict.fromkeys(_TRUTHS, SqlSort.YES_NO),
    exp.LastDay: SqlSort.DATE,
    exp.DateFromParts: SqlSort.DATE,
    exp.Null: SqlSort.NULL,
}
_BRANCHING = (exp.Coalesce, exp.Greatest, exp.Least, exp.Case, exp.If)
_ARITHMETIC = (exp.Add, exp.Sub, exp.Mul, exp.Mod, exp.IntDiv)
_WHOLE_TYPES = ("TINYINT", "SMALLINT", "INT", "BIGINT", "INT128")


def sort_of_arrow(kind: pa.DataType) -> SqlSort:
    """Return the sort of a column of an Arrow type."""
    tests = (
        (pa.types.is_floating, SqlSort.DOUBLE),
        (pa.types.is_decimal, SqlSort.DECIMAL),
        (pa.types.is_integer, SqlSort.WHOLE),
        (pa.types.is_string, SqlSort.TEXT),
        (pa.types.is_large_string, SqlSort.TEXT),
        (pa.types.is_date, SqlSort.DATE),
        (pa.types.is_boolean, SqlSort.YES_NO),
    )
    return next((sort for test, sort in tests if test(kind)), SqlSort.OPEN)


def sort_of_type(kind: exp.DataType) -> SqlSort:
    """Return the sort that a cast to a SQL type gives."""
    name = kind.this.value
    named = {"DOUBLE": SqlSort.DOUBLE, "DECIMAL": SqlSort.DECIMAL, "DATE": SqlSort.DATE, "BOOLEAN": SqlSort.YES_NO}
    if name in _WHOLE_TYPES:
        return SqlSort.WHOLE
    return SqlSort.TEXT if name in ("VARCHAR", "TEXT") else named.get(name, SqlSort.OPEN)


def _widest(sorts: Iterable[SqlSort]) -> SqlSort:
    """Return the sort that holds values of all, or OPEN where they do not mix."""
    found = set(sorts) - {SqlSort.NULL}
    if SqlSort.OPEN in found:
        return SqlSort.OPEN
    if len(found) <= 1:
        return next(iter(found), SqlSort.NULL)
    return next((sort for sort in _WIDEST if sort in found), SqlSort.OPEN) if found <= set(_WIDEST) else SqlSort.OPEN


@dataclass
class SqlSorts:
    """The sorts in one SELECT over tables whose columns are known."""

    columns: Columns
    tree: exp.Expr
    _known: dict[int, SqlSort] = field(default_factory=dict)
    _ctes: dict[str, exp.Expr] = field(init=False)

    def __post_init__(self) -> None:
        self._ctes = {one.alias.lower(): one.this for one in self.tree.find_all(exp.CTE)}

    def of(self, node: exp.Expr | None) -> SqlSort:
        """Return the sort of a node of the tree."""
        if node is None:
            return SqlSort.NULL
        if id(node) not in self._known:
            self._known[id(node)] = SqlSort.OPEN  # what refers to itself stays open
            self._known[id(node)] = self._find(node)
        return self._known[id(node)]

    def _find(self, node: exp.Expr) -> SqlSort:
        if type(node) in _GIVEN:
            return _GIVEN[type(node)]
        if isinstance(node, exp.Literal):
            return _sort_of_literal(node)
        if isinstance(node, exp.Cast):
            return sort_of_type(node.to)
        if isinstance(node, exp.Column):
            return self._of_column(node)
        if isinstance(node, _ARITHMETIC):
            return self._of_arithmetic(node)
        if isinstance(node, _BRANCHING):
            return _widest(self.of(one) for one in _branches(node))
        if isinstance(node, exp.Subquery):
            return self.of(node.this.selects[0]) if node.this.selects else SqlSort.OPEN
        return self.of(node.this) if isinstance(node, _AS_INNER) else SqlSort.OPEN

    def _of_arithmetic(self, node: exp.Binary) -> SqlSort:
        left, right = self.of(node.this), self.of(node.expression)
        if SqlSort.DATE in (left, right):
            return SqlSort.WHOLE if left is right and isinstance(node, exp.Sub) else SqlSort.DATE
        return _widest((left, right))

    def _of_column(self, column: exp.Column) -> SqlSort:
        select = column.parent_select
        while isinstance(select, exp.Select):
            found = self._in_sources(select, column.name, column.table)
            if found is not None:
                return found
            for projection in select.selects:
                if projection is not column and not column.table and _same(projection.alias, column.name):
                    return self.of(projection)
            select = select.parent_select
        return SqlSort.OPEN

    def _in_sources(self, select: exp.Select, name: str, table: str) -> SqlSort | None:
        """Return the sort of a column of the FROM and the JOINs, OPEN where two differ, None where there is none."""
        clauses = [select.args.get("from_"), *(select.args.get("joins") or ())]
        sources = [one.this for one in clauses if one is not None]
        found = {
            sort
            for source in sources
            if (not table or _same(source.alias_or_name, table)) and (sort := self._in_source(source, name)) is not None
        }
        return (found.pop() if len(found) == 1 else SqlSort.OPEN) if found else None

    def _in_source(self, source: exp.Expr, name: str) -> SqlSort | None:
        if isinstance(source, exp.Table):
            query = self._ctes.get(source.name.lower())
            return self._in_table(source.name, name) if query is None else self._in_query(query, name)
        return self._in_query(source.this, name) if isinstance(source, exp.Subquery) else None

    def _in_table(self, table: str, name: str) -> SqlSort | None:
        schema = self.columns.get(table)
        fields = () if schema is None else (one for one in schema if _same(one.name, name))
        return next((sort_of_arrow(one.type) for one in fields), None)

    def _in_query(self, query: exp.Expr, name: str) -> SqlSort | None:
        if isinstance(query, exp.SetOperation):
            return self._in_set(query, name)
        if not isinstance(query, exp.Select):
            return None
        for projection in query.selects:
            if _same(projection.alias_or_name, name) and not projection.is_star:
                return self.of(projection)
        stars = [one for one in query.selects if one.is_star]
        return self._in_sources(query, name, "") if stars else None

    def _in_set(self, query: exp.SetOperation, name: str) -> SqlSort | None:
        """Return the sort of a column of a UNION: the left side names it, the right one meets it by its place."""
        left, right = query.this.selects, query.expression.selects
        place = next((index for index, one in enumerate(left) if _same(one.alias_or_name, name)), None)
        if place is None or any(one.is_star for one in (*left, *right)):
            sides = self._in_query(query.this, name), self._in_query(query.expression, name)
            return None if sides[0] is None else _widest((sides[0], sides[1] or SqlSort.OPEN))
        return _widest((self.of(left[place]), self.of(right[place])))


def _sort_of_literal(node: exp.Literal) -> SqlSort:
    if node.is_string:
        return SqlSort.TEXT
    if "e" in node.this.lower():
        return SqlSort.DOUBLE
    return SqlSort.DECIMAL if "." in node.this else SqlSort.WHOLE


def _branches(node: exp.Expr) -> list[exp.Expr]:
    """Return what a CASE, an IF or a choice between values may give."""
    if isinstance(node, exp.Case):
        return [*(branch.args["true"] for branch in node.args["ifs"]), *filter(None, [node.args.get("default")])]
    if isinstance(node, exp.If):
        return [node.args["true"], *filter(None, [node.args.get("false")])]
    return [node.this, *node.expressions]


def _same(one: str, other: str) -> bool:
    """Tell whether two names mean one column: names have no case in DuckDB, quoted or not."""
    return one.lower() == other.lower()
