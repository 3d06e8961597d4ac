from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from guatu.domain import EngineFailure
from guatu.engines import DuckDBEngine
from guatu.query import Facts, ParquetFiles, Program, Step

NUMBERS = pa.table({"n": list(range(10))})


def run(sql: str, facts: Facts, needs: tuple[str, ...] = ("numbers",)) -> list[dict[str, object]]:
    return DuckDBEngine().run(Program((Step("out", sql, needs),), ("out",)), facts).rows("out")


def test_a_program_runs_over_tables_in_memory_and_over_parquet(tmp_path: Path) -> None:
    pq.write_table(NUMBERS, tmp_path / "数 字.parquet")
    expected = [{"total": 45}]
    sql = "SELECT sum(n)::INTEGER AS total FROM numbers"
    assert run(sql, Facts({"numbers": NUMBERS})) == expected
    assert run(sql, Facts({"numbers": ParquetFiles((tmp_path / "数 字.parquet",))})) == expected


def test_outputs_come_in_the_order_asked_for() -> None:
    program = Program((Step("out", "SELECT n FROM numbers", ("numbers",)),), ("out",), {"out": ("n",)})
    rows = DuckDBEngine().run(program, Facts({"numbers": NUMBERS.take(pa.array([3, 1, 2]))})).rows("out")
    assert [row["n"] for row in rows] == [1, 2, 3]


def test_a_step_reads_no_file_that_was_not_given(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(EngineFailure, match="out"):
        run(f"SELECT * FROM read_csv('{secret}')", Facts({"numbers": NUMBERS}))


def test_a_refused_step_is_named() -> None:
    with pytest.raises(EngineFailure, match="step out"):
        run("SELECT no_such_column FROM numbers", Facts({"numbers": NUMBERS}))


def test_a_missing_table_is_named() -> None:
    with pytest.raises(EngineFailure, match="numbers"):
        run("SELECT 1 AS one FROM numbers", Facts())


def test_a_step_is_told_before_it_runs() -> None:
    seen: list[str] = []
    program = Program((Step("out", "SELECT 1 AS one", ()),), ("out",))
    DuckDBEngine(watch=lambda step: seen.append(step.name)).run(program, Facts())
    assert seen == ["out"]


def test_a_sort_larger_than_the_memory_limit_spills_and_is_still_right() -> None:
    sql = "SELECT n FROM (SELECT hash(i) AS n, repeat('x', 40) AS pad FROM range(3000000) AS t(i)) ORDER BY pad, n DESC"
    last = Step("out", "SELECT count(*)::INTEGER AS rows FROM sorted", ("sorted",))
    program = Program((Step("sorted", sql, (), kept=True), last), ("out",))
    assert DuckDBEngine(memory_limit="150MB").run(program, Facts()).rows("out") == [{"rows": 3000000}]
