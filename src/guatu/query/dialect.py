"""From the canonical dialect (DuckDB's) to Spark's, so that both give the same value for every row.

sqlglot knows how the two are spelled. What they mean differently is rewritten in spark_rewrites.py, each with a row in
tests/engines/edge_cases.py; what has not been compared on both is refused: a wrong amount is worse than none.
Spark must run in ANSI mode, in UTC, with spark.sql.decimalOperations.allowPrecisionLoss off.
"""

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError

from guatu.domain import EngineFailure
from guatu.query.spark_rewrites import REWRITES, refusal
from guatu.query.sql_sorts import Columns, SqlSort, SqlSorts

# fmt: off
_STATEMENT = (
    exp.Select, exp.Subquery, exp.From, exp.Table, exp.TableAlias, exp.Join, exp.Where, exp.Group, exp.Having,
    exp.Order, exp.Ordered, exp.Limit, exp.Distinct, exp.Union, exp.With, exp.CTE, exp.Star, exp.Alias, exp.Values,
    exp.Tuple, exp.Qualify, exp.Window, exp.WindowSpec, exp.Filter,
)
_VALUE = (
    exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null, exp.Paren, exp.Var, exp.DataType, exp.DataTypeParam,
    exp.Add, exp.Sub, exp.Mul, exp.Div, exp.IntDiv, exp.Mod, exp.Neg, exp.And, exp.Or, exp.Not, exp.Is, exp.In,
    exp.Between, exp.Like, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ,
    exp.Case, exp.If, exp.Cast, exp.TryCast, exp.DPipe, exp.Interval,
)
_FUNCTION = (
    exp.Abs, exp.Round, exp.Floor, exp.Ceil, exp.Sqrt, exp.Ln, exp.Pow, exp.Least, exp.Greatest, exp.Coalesce,
    exp.Nullif, exp.Year, exp.Quarter, exp.Month, exp.Day, exp.LastDay, exp.DateDiff, exp.DateFromParts,
    exp.Length, exp.Left, exp.Right, exp.Substring, exp.Trim, exp.Upper, exp.Lower, exp.Replace, exp.RegexpReplace,
    exp.Contains, exp.StartsWith, exp.EndsWith, exp.ConcatWs,
    exp.Sum, exp.Count, exp.Max, exp.Min, exp.Avg, exp.LogicalOr, exp.LogicalAnd, exp.RowNumber, exp.Rank, exp.Exists,
    exp.Array, exp.ArraySort, exp.ArrayDistinct, exp.Flatten, exp.Struct, exp.PropertyEQ, exp.Explode,
)
# fmt: on
_COMPARED = frozenset((*_STATEMENT, *_VALUE, *_FUNCTION))


def spark_sql(sql: str, columns: Columns | None = None) -> str:
    """Return a step's SELECT in Spark's dialect, giving the same rows.

    `columns` are those of the tables and steps that it reads: without them two days cannot be told from two numbers.
    What has not been compared on both engines raises EngineFailure.

    >>> spark_sql('SELECT "revenue" / 2 AS "half" FROM "firms"')
    'SELECT CAST(`revenue` AS DOUBLE) / CAST(2 AS DOUBLE) AS `half` FROM `firms`'
    """
    try:
        tree = sqlglot.parse_one(sql, dialect="duckdb")
    except SqlglotError as error:
        raise EngineFailure(f"the SELECT cannot be read: {error}") from error
    nodes = list(tree.walk())
    for node in nodes:
        if type(node) not in _COMPARED:
            raise refusal(node, "has not been compared on DuckDB and Spark")
    sorts = SqlSorts(columns or {}, tree)
    # The sorts are those of the SELECT as written, so they are told before anything is rewritten.
    planned = [(node, _operand_sorts(node, sorts)) for node in reversed(nodes) if type(node) in REWRITES]
    for node, operands in planned:
        written = REWRITES[type(node)](node, operands)
        if written is not node:
            node.replace(written)
    try:
        return tree.sql("spark", identify=True, comments=False, unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as error:
        raise EngineFailure(f"the SELECT cannot be written for Spark: {error}") from error


def _operand_sorts(node: exp.Expr, sorts: SqlSorts) -> tuple[SqlSort, SqlSort]:
    second = node.args.get("expression")
    return sorts.of(node.this), sorts.of(second if isinstance(second, exp.Expr) else None)
