"""Two or more sides of a benchmark in turn, each run in a process of its own; the ratio of their best runs."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb


def measure(work: Callable[[], object]) -> None:
    """Run one side in this process and print its seconds, CPU seconds, peak memory and result as JSON."""
    started = time.monotonic()
    result = work()
    seconds = time.monotonic() - started
    used = resource.getrusage(resource.RUSAGE_SELF)
    figures = {"seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss * 1024}
    print(json.dumps({**figures, "result": result}))


def compare(script: str, options: Sequence[str], sides: Sequence[str], runs: int) -> None:
    """Run the sides in turn as `script OPTIONS --side SIDE`; print each run and the first side over the others."""
    best: dict[str, dict[str, float]] = {}
    for run in range(1, runs + 1):
        for side in sides:
            command = [sys.executable, script, *options, "--side", side]
            figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            cost = f"{figures['seconds']:7.1f} s  cpu {figures['cpu']:7.1f} s  {figures['peak'] / 2**30:5.2f} GiB"
            print(f"run {run}  {side:10} {cost}  {figures['result']}", flush=True)
            known = best.setdefault(side, {key: figures[key] for key in ("seconds", "cpu", "peak")})
            best[side] = {key: min(known[key], figures[key]) for key in known}
    first, *others = sides
    for other in others:
        ratios = {key: best[first][key] / best[other][key] for key in ("seconds", "cpu", "peak")}
        told = ", ".join(f"{key} {ratio:.2f}" for key, ratio in ratios.items())
        print(f"{first} / {other}, best of each: {told}")


def print_differences(first: Path, second: Path, key: str = "firm") -> None:
    """Print how many rows of two Parquet files differ, joined by their key, and which of the second's columns do."""
    with duckdb.connect() as connection:
        names = [name for name, *_ in connection.sql(f"DESCRIBE FROM '{second}'").fetchall()]
        rows = f"(FROM '{first}') AS a FULL JOIN (FROM '{second}') AS b USING (\"{key}\")"
        tests = {name: f'a."{name}" IS DISTINCT FROM b."{name}"' for name in names if name != key}
        counts = ", ".join(f"count(*) FILTER ({one})" for one in (" OR ".join(tests.values()), *tests.values()))
        total, *found = connection.sql(f"SELECT {counts} FROM {rows}").fetchall()[0]
        print(f"{first.name} and {second.name}: {total} rows differ in {len(names)} columns")
        for (name, test), number in zip(tests.items(), found, strict=True):
            if number:
                sample = f'SELECT "{key}", a."{name}" AS first, b."{name}" AS second FROM {rows} WHERE {test} LIMIT 3'
                print(f"  {name}: {number}, such as {connection.sql(sample).fetchall()}")
