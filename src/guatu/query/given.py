"""What a run was given: the columns of each table and their types, and schemas that fit them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from guatu.query.facts import Facts
from guatu.query.schema import TableSchema
from guatu.query.source import column_types


def given_columns(facts: Facts) -> Mapping[str, Mapping[str, str]]:
    """Return the columns of each table of the facts with their DuckDB types."""
    return {name: column_types(source) for name, source in facts.tables.items()}


def fitted_tables(tables: Iterable[TableSchema], given: Mapping[str, Mapping[str, str]]) -> tuple[TableSchema, ...]:
    """Return the schemas with the types that were given: a register with wider money is calculated with as it is."""
    return tuple(_fitted(table, given[table.name]) if table.name in given else table for table in tables)


def _fitted(table: TableSchema, types: Mapping[str, str]) -> TableSchema:
    columns = tuple(
        replace(column, type=types[column.name])
        if column.type.startswith("DECIMAL") and types.get(column.name, "").startswith("DECIMAL")
        else column
        for column in table.columns
    )
    return table if columns == table.columns else replace(table, columns=columns)
