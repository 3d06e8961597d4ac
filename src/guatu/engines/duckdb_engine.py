"""DuckDB, in memory, under a memory limit and shut off from the network."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from guatu.domain import EngineFailure
from guatu.query import Facts, ParquetFiles, Program, Results, Source, Step, literal, quote


def no_progress(step: Step) -> None:
    """Watch nothing."""


@dataclass(frozen=True)
class DuckDBEngine:
    """Runs programs in DuckDB; `watch` is told of each step before it runs."""

    memory_limit: str = "3GB"
    threads: int | None = None
    watch: Callable[[Step], None] = no_progress

    def run(self, program: Program, facts: Facts) -> Results:
        """Run the steps in order and return the outputs as Arrow tables."""
        with self._opened(program, facts) as connection:
            for step in program.steps:
                self.watch(step)
                _make(connection, step.name, step.sql, kept=step.kept)
            return Results({name: _take(connection, program, name) for name in program.outputs})

    def describe(self, program: Program, facts: Facts) -> Mapping[str, pa.Schema]:
        """Return the columns of every table and step of a program, without reading a row.

        DuckDB's dialect is the canonical one, so its types are the ones that every engine has to give.
        """
        with self._opened(program, facts) as connection:
            for step in program.steps:
                _make(connection, step.name, f"(\n{step.sql}\n) WITH NO DATA", kept=True)
            names = (*program.tables, *(step.name for step in program.steps))
            return {name: connection.sql(f"FROM {quote(name)} LIMIT 0").to_arrow_table().schema for name in names}

    @contextmanager
    def _opened(self, program: Program, facts: Facts) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open a connection that holds the tables of the program."""
        missing = [name for name in program.tables if name not in facts.tables]
        if missing:
            raise EngineFailure(f"the facts have no table {missing[0]}")
        sources = {name: facts.tables[name] for name in program.tables}
        with tempfile.TemporaryDirectory(prefix="guatu-") as spill, duckdb.connect() as connection:
            self._settle(connection, Path(spill), sources)
            for name, source in sources.items():
                _offer(connection, name, source)
            yield connection

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


def _make(connection: duckdb.DuckDBPyConnection, name: str, sql: str, *, kept: bool) -> None:
    kind = "TABLE" if kept else "VIEW"
    try:
        connection.execute(f"CREATE TEMP {kind} {quote(name)} AS {sql}")
    except duckdb.Error as error:
        raise EngineFailure(f"step {name}: {error}\n{sql}") from error
