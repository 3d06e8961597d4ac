"""DuckDB, in memory, under a memory limit and shut off from the network."""

import os
from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from guatu.domain import EngineFailure
from guatu.query import Facts, ParquetFiles, Program, Results, Source, Step, quote


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
        with duckdb.connect() as connection:
            self._settle(connection)
            for name in program.tables:
                if name not in facts.tables:
                    raise EngineFailure(f"the facts have no table {name}")
                _offer(connection, name, facts.tables[name])
            for step in program.steps:
                self.watch(step)
                _make(connection, step)
            tables = {}
            for name in program.outputs:
                order = ", ".join(map(quote, program.ordered_by.get(name, ())))
                rows = f"FROM {quote(name)}" + (f" ORDER BY {order}" if order else "")
                try:
                    tables[name] = connection.sql(rows).to_arrow_table()
                except duckdb.Error as error:
                    raise EngineFailure(f"step {name}: {error}") from error
        return Results(tables)

    def _settle(self, connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute(f"SET memory_limit='{self.memory_limit}'")
        connection.execute(f"SET threads={self.threads or os.cpu_count() or 1}")
        connection.execute("SET preserve_insertion_order=false")
        connection.execute("SET autoinstall_known_extensions=false")
        connection.execute("SET TimeZone='UTC'")


def _offer(connection: duckdb.DuckDBPyConnection, name: str, source: Source) -> None:
    if isinstance(source, ParquetFiles):
        relation = connection.read_parquet([str(path) for path in source.paths], union_by_name=True)
        relation.create_view(name)
        return
    connection.register(name, source)


def _make(connection: duckdb.DuckDBPyConnection, step: Step) -> None:
    kind = "TABLE" if step.kept else "VIEW"
    try:
        connection.execute(f"CREATE TEMP {kind} {quote(step.name)} AS {step.sql}")
    except duckdb.Error as error:
        raise EngineFailure(f"step {step.name}: {error}\n{step.sql}") from error
