"""DuckDB, in memory, under a memory limit and shut off from the network."""

import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from guatu.domain import EngineFailure
from guatu.query import Facts, ParquetFiles, Program, Results, Source, Step, literal, quote


def _no_progress(step: Step) -> None:
    """Watch nothing."""


@dataclass(frozen=True)
class DuckDBEngine:
    """Runs programs in DuckDB; `watch` is told of each step before it runs."""

    memory_limit: str = "3GB"
    threads: int | None = None
    watch: Callable[[Step], None] = _no_progress

    def run(self, program: Program, facts: Facts) -> Results:
        """Run the steps in order and return the outputs as Arrow tables."""
        missing = [name for name in program.tables if name not in facts.tables]
        if missing:
            raise EngineFailure(f"the facts have no table {missing[0]}")
        sources = {name: facts.tables[name] for name in program.tables}
        with tempfile.TemporaryDirectory(prefix="guatu-") as spill, duckdb.connect() as connection:
            self._settle(connection, Path(spill), sources)
            for name, source in sources.items():
                _offer(connection, name, source)
            for step in program.steps:
                self.watch(step)
                _make(connection, step)
            return Results({name: _take(connection, program, name) for name in program.outputs})

    def _settle(self, connection: duckdb.DuckDBPyConnection, spill: Path, sources: Mapping[str, Source]) -> None:
        """Set limits and shut the connection in: it reads the given Parquet folders and nothing else."""
        folders = {path.parent for one in sources.values() if isinstance(one, ParquetFiles) for path in one.paths}
        allowed = ", ".join(literal(f"{folder.resolve()}/") for folder in (spill, *sorted(folders)))
        for setting in (
            f"memory_limit='{self.memory_limit}'",
            f"threads={self.threads or os.cpu_count() or 1}",
            "preserve_insertion_order=false",
            "autoinstall_known_extensions=false",
            "TimeZone='UTC'",
            f"temp_directory={literal(str(spill))}",
            f"allowed_directories=[{allowed}]",  # must come before the next line, which closes the door
            "enable_external_access=false",
            "lock_configuration=true",
        ):
            connection.execute(f"SET {setting}")


def _take(connection: duckdb.DuckDBPyConnection, program: Program, name: str) -> pa.Table:
    order = ", ".join(map(quote, program.ordered_by.get(name, ())))
    rows = f"FROM {quote(name)}" + (f" ORDER BY {order}" if order else "")
    try:
        return connection.sql(rows).to_arrow_table()
    except duckdb.Error as error:
        raise EngineFailure(f"step {name}: {error}") from error


def _offer(connection: duckdb.DuckDBPyConnection, name: str, source: Source) -> None:
    if isinstance(source, ParquetFiles):
        relation = connection.read_parquet([str(path.resolve()) for path in source.paths], union_by_name=True)
        relation.create_view(name)
        return
    connection.register(name, source)


def _make(connection: duckdb.DuckDBPyConnection, step: Step) -> None:
    kind = "TABLE" if step.kept else "VIEW"
    try:
        connection.execute(f"CREATE TEMP {kind} {quote(step.name)} AS {step.sql}")
    except duckdb.Error as error:
        raise EngineFailure(f"step {step.name}: {error}\n{step.sql}") from error
