"""Two sides over one generated register: the query by hand, and the options that the benchmarks of registers share."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb

from side_by_side import compare, measure

Side = Callable[[Path, str], str]


def run_query(query: Path, register: Path, memory: str) -> str:
    """Run the query of a database engineer over a register, Parquet to Parquet; return the name of the result."""
    target = register.with_name(f"{register.stem}-by-hand.parquet")
    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit='{memory}'")
        connection.execute("SET preserve_insertion_order=false")
        connection.read_parquet(str(register)).create_view("register")
        connection.execute(f"COPY ({query.read_text(encoding='utf-8')}) TO '{target}' (FORMAT parquet)")
    return target.name


def run_sides(
    script: str,
    about: str | None,
    sides: Mapping[str, Side],
    *,
    folder: str,
    memory: str,
    generate: Callable[[Path, int], None],
    check: Callable[[Path, str], None],
) -> None:
    """Generate the register once, then check the sides against each other or run them in turn."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(folder))
    parser.add_argument("--firms", type=int, default=10_000_000)
    parser.add_argument("--memory", default=memory)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--side", choices=tuple(sides))
    options = parser.parse_args()
    register = options.folder.resolve() / f"register-{options.firms}.parquet"
    if options.side:
        measure(lambda: sides[options.side](register, options.memory))
        return
    generate(register, options.firms)
    if options.check:
        check(register, options.memory)
        return
    print(f"{options.firms:,} firms, memory limit {options.memory}")
    arguments = [str(options.folder), "--firms", str(options.firms), "--memory", options.memory]
    compare(script, arguments, tuple(sides), options.runs)
