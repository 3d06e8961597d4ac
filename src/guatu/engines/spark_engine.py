"""Spark: the same programs on a cluster, step by step as DuckDB would run them.

DuckDB says, over no rows, which columns every step has and of which types; each step's SELECT is put into Spark's
dialect; the outputs come back as Arrow tables in DuckDB's types. A Parquet file is read by the cluster, so it must lie
where every worker finds it under the same path.
"""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any

import pyarrow as pa

from guatu.domain import EngineFailure
from guatu.engines.duckdb_engine import DuckDBEngine, no_progress
from guatu.engines.spark_session import failures, spark_session
from guatu.query import Facts, ParquetFiles, Program, Results, Source, Step, parquet_columns, quote, spark_sql

Columns = Mapping[str, pa.Schema]
# Any: the client is optional, so its types cannot be named.
Session = Any
# Spark reads these signs in a path as a pattern.
_PATTERN_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\*?[]{}"})


@dataclass(frozen=True)
class SparkEngine:
    """Runs programs on the Spark at `remote` (sc://host:15002); `watch` is told of each step before it runs.

    Reaching it takes at most `connect_seconds`; a run has a session of its own and leaves nothing behind.
    """

    remote: str = field(repr=False)  # may hold a token
    connect_seconds: float = 20
    watch: Callable[[Step], None] = no_progress

    def run(self, program: Program, facts: Facts) -> Results:
        """Run the steps in order and return the outputs as Arrow tables."""
        columns = DuckDBEngine().describe(program, facts)
        with spark_session(self.remote, self.connect_seconds) as session, ExitStack() as kept:
            for name in program.tables:
                with failures(f"table {name}"):
                    _offer(session, name, facts.tables[name], columns[name])
            for step in program.steps:
                self.watch(step)
                _make(session, step, columns, kept)
            return Results({name: _take(session, program, name, columns) for name in program.outputs})


def _offer(session: Session, name: str, source: Source, schema: pa.Schema) -> None:
    if isinstance(source, ParquetFiles):
        frame = _read_files(session, source)
    else:
        from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 — on demand

        # In DuckDB's types, as Spark takes no dictionaries; with a schema, as it cannot tell that of no rows.
        table = pa.RecordBatchReader.from_stream(source).read_all().cast(schema)
        frame = session.createDataFrame(table, from_arrow_schema(schema))
    frame.createOrReplaceTempView(_view(name))


def _read_files(session: Session, source: ParquetFiles) -> Any:  # Any: see Session
    """Read files that may differ in columns: those alike in one go, then all by the names of their columns."""
    groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for path in source.paths:
        groups.setdefault(tuple(parquet_columns(path).items()), []).append(_address(path))
    frames = [session.read.parquet(*addresses) for addresses in groups.values()]
    return reduce(lambda whole, more: whole.unionByName(more, allowMissingColumns=True), frames)


def _address(path: Path) -> str:
    # Named as a file, or Spark would look in the platform's own store.
    return f"file://{str(path.resolve()).translate(_PATTERN_SIGNS)}"


def _make(session: Session, step: Step, columns: Columns, kept: ExitStack) -> None:
    sql = _translated(step.name, step.sql, {need: columns[need] for need in step.needs})
    with failures(f"step {step.name}", sql):
        # Columns without a name of their own are called differently by each engine.
        frame = session.sql(sql).toDF(*columns[step.name].names)
        if step.kept:
            frame = frame.persist()
            kept.callback(frame.unpersist)
        frame.createOrReplaceTempView(_view(step.name))


def _translated(name: str, sql: str, columns: Columns) -> str:
    try:
        return spark_sql(sql, columns)
    except EngineFailure as error:
        raise EngineFailure(f"step {name}: {error}\n{sql}") from error


def _take(session: Session, program: Program, name: str, columns: Columns) -> pa.Table:
    order = ", ".join(map(quote, program.ordered_by.get(name, ())))
    sql = spark_sql(f"SELECT * FROM {quote(name)}" + (f" ORDER BY {order}" if order else ""))
    with failures(f"step {name}"):
        table = session.sql(sql).toArrow()
    try:
        return table.cast(columns[name])
    except pa.ArrowException as error:
        raise EngineFailure(f"step {name}: Spark gave other types than DuckDB: {error}") from error


def _view(name: str) -> str:
    return f"`{name.replace('`', '``')}`"
