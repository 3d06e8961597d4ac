"""Facts: named tables handed to an engine, as Arrow tables in memory or Parquet files on disk."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

import pyarrow as pa

from guatu.domain import InvalidValue
from guatu.query.schema import TableSchema

ARROW_TYPES: dict[str, pa.DataType] = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "DOUBLE": pa.float64(),
    "INTEGER": pa.int32(),
    "BOOLEAN": pa.bool_(),
    "DECIMAL(14,2)": pa.decimal128(14, 2),
    "DECIMAL(18,2)": pa.decimal128(18, 2),
}
_DECIMAL = re.compile(r"DECIMAL\((\d+), ?(\d+)\)")


@runtime_checkable
class ArrowStream(Protocol):
    """Anything that hands out Arrow data: a pyarrow or polars table, a pandas frame."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return a capsule of an Arrow stream."""


@dataclass(frozen=True)
class ParquetFiles:
    """Parquet files on disk that together hold one table."""

    paths: tuple[Path, ...]


Source = ArrowStream | ParquetFiles


@dataclass(frozen=True)
class Facts:
    """The tables of a run by name; a table that was not given is absent, not empty."""

    tables: Mapping[str, Source] = field(default_factory=dict)

    def with_tables(self, more: Mapping[str, Source]) -> "Facts":
        """Return these facts with further tables; a name given again is replaced."""
        return Facts({**self.tables, **more})


def table_from_rows(schema: TableSchema, rows: Iterable[Sequence[object]]) -> pa.Table:
    """Return an Arrow table of a schema from rows in the schema's column order."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema.columns)
    arrays = [_array(values, arrow_type(column.type)) for values, column in zip(columns, schema.columns, strict=True)]
    return pa.table(arrays, names=list(schema.names))


def _array(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    # pyarrow.array asks whether a list is a pandas object and imports pandas to ask, which takes longer than a month;
    # a builder of texts and a cast, exact for every type of a fact table, do not.
    builder = pa.lib.StringBuilder()
    builder.append_values([None if value is None else str(value) for value in values])
    return builder.finish().cast(kind)


def arrow_type(sql_type: str) -> pa.DataType:
    """Return the Arrow type of a column's DuckDB type."""
    found = ARROW_TYPES.get(sql_type)
    if found is not None:
        return found
    match = _DECIMAL.fullmatch(sql_type)
    if match is None:
        raise InvalidValue(f"no Arrow type is set for {sql_type}")
    return pa.decimal128(int(match[1]), int(match[2]))
