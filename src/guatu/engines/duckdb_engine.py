"""DuckDB, in memory, under a memory limit and shut off from the network."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
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
            self._keep(connection, program)
            return Results({name: self._take(connection, program, name) for name in program.outputs})

    def store(self, program: Program, facts: Facts, folder: Path) -> Mapping[str, ParquetFiles]:
        """Run the steps and write each output to `folder/NAME.parquet`, in no order; memory stays under the limit."""
        stored: dict[str, ParquetFiles] = {}
        with self._opened(program, facts, folder) as connection:
            self._keep(connection, program)
            for name in program.outputs:
                path = folder.resolve() / f"{name}.parquet"
                self._tell(program, name)
                rows = f"FROM {quote(name)}" if _is_kept(program, name) else program.statement(name)
                _execute(connection, program, name, f"COPY ({rows}) TO {literal(str(path))} (FORMAT parquet)")
                stored[name] = ParquetFiles((path,))
        return stored

    def _keep(self, connection: duckdb.DuckDBPyConnection, program: Program) -> None:
        """Make the kept steps into tables; the others are part of what reads them."""
        for step in program.steps:
            if step.kept:
                self._tell(program, step.name)
                made = f"CREATE TEMP TABLE {quote(step.name)} AS {program.statement(step.name)}"
                _execute(connection, program, step.name, made)

    def _take(self, connection: duckdb.DuckDBPyConnection, program: Program, name: str) -> pa.Table:
        order = ", ".join(map(quote, program.ordered_by.get(name, ())))
        rows = f"FROM {quote(name)}"
        if not _is_kept(program, name):
            self._tell(program, name)
            rows = f"FROM ({program.statement(name)})"
        with _blaming(connection, program, name):
            return connection.sql(rows + (f" ORDER BY {order}" if order else "")).to_arrow_table()

    def _tell(self, program: Program, name: str) -> None:
        for step in program.upstream(name):
            self.watch(step)

    def describe(self, program: Program, facts: Facts) -> Mapping[str, pa.Schema]:
        """Return the columns of every table and step of a program, without reading a row.

        DuckDB's dialect is the canonical one, so its types are the ones that every engine has to give.
        """
        with self._opened(program, facts) as connection:
            for step in program.steps:
                made = f"CREATE TEMP TABLE {quote(step.name)} AS (\n{step.sql}\n) WITH NO DATA"
                _execute(connection, program, step.name, made)
            names = (*program.tables, *(step.name for step in program.steps))
            return {name: connection.sql(f"FROM {quote(name)} LIMIT 0").to_arrow_table().schema for name in names}

    @contextmanager
    def _opened(
        self, program: Program, facts: Facts, folder: Path | None = None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open a connection that holds the tables of the program; `folder` may be written to."""
        missing = [name for name in program.tables if name not in facts.tables]
        if missing:
            raise EngineFailure(f"the facts have no table {missing[0]}")
        sources = {name: facts.tables[name] for name in program.tables}
        with tempfile.TemporaryDirectory(prefix="guatu-") as spill, duckdb.connect() as connection:
            self._settle(connection, [Path(spill), *([folder] if folder is not None else [])], sources)
            for name, source in sources.items():
                _offer(connection, name, source)
            yield connection

    def _settle(
        self, connection: duckdb.DuckDBPyConnection, own: Sequence[Path], sources: Mapping[str, Source]
    ) -> None:
        """Set limits and shut the connection in: it reads the given Parquet folders and its own, and nothing else.

        The first of its own folders takes what does not fit into memory.
        """
        folders = {path.parent for one in sources.values() if isinstance(one, ParquetFiles) for path in one.paths}
        allowed = ", ".join(literal(f"{folder.resolve()}/") for folder in (*own, *sorted(folders)))
        for setting in (
            f"memory_limit='{self.memory_limit}'",
            f"threads={self.threads or os.cpu_count() or 1}",
            "preserve_insertion_order=false",
            "autoinstall_known_extensions=false",
            "TimeZone='UTC'",
            f"temp_directory={literal(str(own[0]))}",
            f"allowed_directories=[{allowed}]",  # must come before the next line, which closes the door
            "enable_external_access=false",
            "lock_configuration=true",
        ):
            connection.execute(f"SET {setting}")


def _offer(connection: duckdb.DuckDBPyConnection, name: str, source: Source) -> None:
    if isinstance(source, ParquetFiles):
        relation = connection.read_parquet([str(path.resolve()) for path in source.paths], union_by_name=True)
        relation.create_view(name)
        return
    connection.register(name, source)


def _is_kept(program: Program, name: str) -> bool:
    return any(step.name == name and step.kept for step in program.steps)


def _execute(connection: duckdb.DuckDBPyConnection, program: Program, name: str, sql: str) -> None:
    with _blaming(connection, program, name):
        connection.execute(sql)


@contextmanager
def _blaming(connection: duckdb.DuckDBPyConnection, program: Program, name: str) -> Iterator[None]:
    """Turn what the database refuses into an EngineFailure that names the step."""
    try:
        yield
    except duckdb.Error as error:
        blamed = _blamed(connection, program, name)
        raise EngineFailure(f"step {blamed.name}: {error}\n{blamed.sql}") from error


def _blamed(connection: duckdb.DuckDBPyConnection, program: Program, name: str) -> Step:
    """Return the first step on the way that is refused, or the step itself where the data were at fault."""
    steps = program.upstream(name)
    for step in steps:
        try:
            connection.execute(f"EXPLAIN {program.statement(step.name)}")
        except duckdb.Error:
            return step
    return steps[-1]
