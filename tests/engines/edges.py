"""The table of edge values, and how a case is asked of an engine: all cases in one SELECT, each over its own rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pyarrow as pa

from guatu.query import Column, Measure, TableSchema, quote
from guatu.rules import compile_expression

Answer = str | float | bool | list[str] | None

EDGES = TableSchema(
    "edges",
    "边界",
    (
        Column("money", "金额", "DECIMAL(14,2)", Measure.MONEY, unit="元"),
        Column("base", "基数", "DECIMAL(14,2)", Measure.MONEY, unit="元"),
        Column("large", "大额", "DECIMAL(38,2)", Measure.MONEY, unit="元"),
        Column("rate", "比率", "DOUBLE", Measure.RATIO),
        Column("goal", "目标", "DOUBLE", Measure.RATIO),
        Column("number", "数", "DOUBLE", Measure.NUMBER),
        Column("count", "个数", "INTEGER", Measure.COUNT),
        Column("text", "文字", "VARCHAR"),
        Column("other", "另文", "VARCHAR"),
        Column("day", "日期", "DATE", Measure.DATE),
        Column("end", "止日", "DATE", Measure.DATE),
        Column("yes", "是否", "BOOLEAN", Measure.YES_NO),
        Column("no", "另否", "BOOLEAN", Measure.YES_NO),
    ),
)
ARROW_TYPES = {
    "DECIMAL(14,2)": pa.decimal128(14, 2),
    "DECIMAL(38,2)": pa.decimal128(38, 2),
    "DOUBLE": pa.float64(),
    "INTEGER": pa.int32(),
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
}


@dataclass(frozen=True)
class Case:
    """An expression (in SQL where the language does not write it), the columns it is given, and rows with answers."""

    text: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Answer, ...], ...]
    is_sql: bool = False

    @property
    def sql(self) -> str:
        """SQL of the expression."""
        if self.is_sql:
            return self.text
        expression, findings = compile_expression(self.text, EDGES, None)
        assert expression is not None, "\n".join(map(str, findings))
        return expression.sql


def case(text: str, columns: str, *rows: tuple[Answer, ...]) -> Case:
    return Case(text, _names(columns), rows)


def sql(text: str, columns: str, *rows: tuple[Answer, ...]) -> Case:
    return Case(text, _names(columns), rows, is_sql=True)


def _names(columns: str) -> tuple[str, ...]:
    found = [EDGES.column(word) for word in columns.split()]
    return tuple(column.name for column in found if column is not None)


def edge_row(values: dict[str, Answer]) -> dict[str, object]:
    """Return a row of the table of edges; a column that is not named is missing."""
    return {column.name: _typed(column.type, values.get(column.name)) for column in EDGES.columns}


def _typed(kind: str, value: Answer) -> object:
    if value is None or not isinstance(value, str):
        return value
    return Decimal(value) if kind.startswith("DECIMAL") else date.fromisoformat(value) if kind == "DATE" else value


def edge_table(cases: tuple[Case, ...]) -> pa.Table:
    """Return the rows of many cases as one table, each with the number of its case and of its row."""
    rows = [
        {"case": number, "row": index, **edge_row(dict(zip(case.columns, row, strict=False)))}
        for number, case in enumerate(cases)
        for index, row in enumerate(case.rows)
    ]
    kinds = [(column.name, ARROW_TYPES[column.type]) for column in EDGES.columns]
    return pa.Table.from_pylist(rows, pa.schema([("case", pa.int32()), ("row", pa.int32()), *kinds]))


def edge_select(cases: tuple[Case, ...]) -> str:
    """Return one SELECT that answers every case over its own rows."""
    answers = ", ".join(
        f'CASE WHEN "case" = {number} THEN {case.sql} END AS {quote(str(number))}' for number, case in enumerate(cases)
    )
    return f'SELECT "case", "row", {answers} FROM "edges"'
