"""Tables kept on disk as Parquet files, one a table, and read back as rows."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from guatu.domain import InvalidValue
from guatu.query.engine import Results
from guatu.query.facts import ParquetFiles, Source, table_from_rows
from guatu.query.schema import TableSchema


def store_tables(folder: Path, results: Results) -> None:
    """Write each result table to `folder/NAME.parquet`; the same tables give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in results.tables.items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")


def read_tables(folder: Path, names: Iterable[str]) -> Results:
    """Return the tables of these names that a folder keeps; a file that is no Parquet file raises InvalidValue."""
    paths = {name: folder / f"{name}.parquet" for name in names}
    return Results({name: _read(path) for name, path in paths.items() if path.is_file()})


def write_rows(path: Path, schema: TableSchema, rows: Iterable[Sequence[object]]) -> int:
    """Write rows, in the schema's column order, as a Parquet file; return how many there were."""
    table = table_from_rows(schema, rows)
    pq.write_table(table, path, compression="zstd")
    return int(table.num_rows)


def read_rows(path: Path, where: Mapping[str, str] | None = None) -> list[dict[str, object]]:
    """Return the rows of a Parquet file, all or those with the given texts in columns.

    Only the rows asked for leave Arrow, so one row of a large table is found quickly. A file that is no Parquet file
    raises InvalidValue.
    """
    table = _read(path)
    if not where:
        every: list[dict[str, object]] = table.to_pylist()
        return every
    keys = zip(*(table[name].to_pylist() for name in where), strict=True)
    wanted = tuple(where.values())
    return [row for at, key in enumerate(keys) if key == wanted for row in table.slice(at, 1).to_pylist()]


def rows_of(source: Source) -> list[dict[str, object]]:
    """Return all rows of a source; where several Parquet files hold one table, those of each in their order."""
    if isinstance(source, ParquetFiles):
        return [row for path in source.paths for row in read_rows(path)]
    rows: list[dict[str, object]] = pa.RecordBatchReader.from_stream(source).read_all().to_pylist()
    return rows


def _read(path: Path) -> pa.Table:
    try:
        with pq.ParquetFile(path) as file:
            return file.read()
    except (pa.ArrowException, OSError) as error:
        raise InvalidValue(f"“{path.name}”不是能读的 Parquet 文件") from error
