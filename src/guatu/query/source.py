"""What a source says about itself: its columns, their types and its rows, without reading the data of a file."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from guatu.domain import InvalidValue
from guatu.query.facts import ARROW_TYPES, ParquetFiles, Source

_SQL_TYPES = {arrow: sql for sql, arrow in ARROW_TYPES.items()}


def parquet_columns(path: Path) -> Mapping[str, str]:
    """Return the columns of a Parquet file with their DuckDB types; a file that is none raises InvalidValue.

    A type that no fact table uses is named as Arrow names it.
    """
    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise InvalidValue(f"“{path.name}”不是能读的 Parquet 文件") from error
    return {field.name: _sql_type(field.type) for field in schema}


def column_names(source: Source) -> tuple[str, ...]:
    """Return the columns a table has; of Parquet files, those of the first."""
    if isinstance(source, ParquetFiles):
        return tuple(parquet_columns(source.paths[0]))
    return tuple(pa.RecordBatchReader.from_stream(source).schema.names)


def column_types(source: Source) -> Mapping[str, str]:
    """Return the columns of a table with their DuckDB types; of Parquet files, those of the first."""
    if isinstance(source, ParquetFiles):
        return parquet_columns(source.paths[0])
    return {field.name: _sql_type(field.type) for field in pa.RecordBatchReader.from_stream(source).schema}


def empty_columns(source: Source) -> frozenset[str]:
    """Return the columns of a table in memory in which no row has a value; Parquet files are not read for it."""
    if not isinstance(source, pa.Table):
        return frozenset()
    return frozenset(name for name in source.column_names if source[name].null_count == source.num_rows)


def count_rows(source: Source) -> int:
    """Return how many rows a table has; of Parquet files from their footers."""
    if isinstance(source, ParquetFiles):
        return sum(pq.read_metadata(path).num_rows for path in source.paths)
    if isinstance(source, pa.Table):
        return int(source.num_rows)
    return sum(batch.num_rows for batch in pa.RecordBatchReader.from_stream(source))


def _sql_type(arrow: pa.DataType) -> str:
    if pa.types.is_dictionary(arrow):
        arrow = arrow.value_type
    if pa.types.is_large_string(arrow) or pa.types.is_string_view(arrow):
        arrow = pa.string()
    if pa.types.is_decimal(arrow):
        return f"DECIMAL({arrow.precision},{arrow.scale})"
    return _SQL_TYPES.get(arrow, str(arrow))
