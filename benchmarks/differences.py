"""Where two results differ, row by row and column by column."""

from pathlib import Path

import duckdb


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
