"""What is Spark's own: the road to the cluster, its failures, files and sessions."""

import json
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from urllib.request import urlopen

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from tests.engines.register import register, register_program
from tests.engines.spark_cluster import Cluster, why_not

from guatu.domain import EngineFailure
from guatu.engines import DuckDBEngine, SparkEngine
from guatu.engines.spark_session import spark_session
from guatu.query import Facts, ParquetFiles, Program, Source, Step

NUMBERS = pa.table({"n": pa.array(range(10), pa.int64())})
DOUBLED = Program((Step("out", "SELECT n, n * 2 AS twice FROM numbers", ("numbers",)),), ("out",), {"out": ("n",)})
needs_spark = pytest.mark.skipif(why_not() is not None, reason=why_not() or "")


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port on which somebody listens who never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_an_address_of_another_kind_is_refused_with_an_example() -> None:
    with pytest.raises(EngineFailure, match="sc://主机:15002"):
        SparkEngine("http://127.0.0.1:15002").run(DOUBLED, Facts({"numbers": NUMBERS}))


def test_an_address_where_nobody_listens_is_said_at_once(silent_port: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    started = time.monotonic()
    with pytest.raises(EngineFailure, match=f"连不上 127.0.0.1:{port} 上的 Spark"):
        SparkEngine(f"sc://127.0.0.1:{port}").run(DOUBLED, Facts({"numbers": NUMBERS}))
    assert time.monotonic() - started < 5


def test_a_client_that_is_not_installed_is_named(silent_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyspark", "pyspark.logger", "pyspark.sql.connect.session"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(EngineFailure, match=r"pip install 'guatu\[spark\]'"):
        SparkEngine(f"sc://127.0.0.1:{silent_port}").run(DOUBLED, Facts({"numbers": NUMBERS}))


def test_a_token_in_the_address_is_shown_nowhere() -> None:
    engine = SparkEngine("sc://127.0.0.1:1/;token=geheim")
    with pytest.raises(EngineFailure) as failure:
        engine.run(DOUBLED, Facts({"numbers": NUMBERS}))
    assert "geheim" not in f"{engine}{failure.value}"


@pytest.mark.spark
@needs_spark
def test_a_listener_that_does_not_answer_is_given_up_at_the_deadline(silent_port: int) -> None:
    started = time.monotonic()
    with pytest.raises(EngineFailure, match="没有应答"):
        SparkEngine(f"sc://127.0.0.1:{silent_port}", connect_seconds=1).run(DOUBLED, Facts({"numbers": NUMBERS}))
    # The client takes some seconds to import the first time.
    assert time.monotonic() - started < 20


@pytest.mark.spark
def test_the_rows_are_computed_in_two_worker_processes(spark_cluster: Cluster) -> None:
    with spark_session(spark_cluster.remote, 20) as session:
        found = session.sql(
            "SELECT DISTINCT java_method('java.lang.ProcessHandle', 'current') AS pid FROM range(0, 1000, 1, 8)"
        ).toArrow()
        with urlopen(f"{spark_cluster.master_page}/json/") as page:  # noqa: S310 — the master that the test started
            master = json.load(page)
    commands = [Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8") for pid in found["pid"].to_pylist()]
    assert len(commands) == 2
    assert all("CoarseGrainedExecutorBackend" in command for command in commands)
    assert [(worker["state"], worker["coresused"]) for worker in master["workers"]] == [("ALIVE", 1)] * 2
    assert [app["cores"] for app in master["activeapps"]] == [2]


@pytest.mark.spark
def test_a_register_of_50000_firms_is_judged_alike_on_both_engines(spark_remote: str, tmp_path: Path) -> None:
    rows = register(50_000, seed=2019)
    for number, part in enumerate((rows.slice(0, 25_000), rows.slice(25_000))):
        pq.write_table(part, tmp_path / f"{number}.parquet")
    facts = Facts({"register": ParquetFiles(tuple(sorted(tmp_path.glob("*.parquet"))))})
    program = register_program()
    expected, found = (engine.run(program, facts) for engine in (DuckDBEngine(), SparkEngine(spark_remote)))
    for name in program.outputs:
        assert found.tables[name].schema == expected.tables[name].schema
        different = [
            column
            for column in expected.tables[name].column_names
            if not _alike(found.tables[name][column], expected.tables[name][column])
        ]
        assert different == [], name
    assert found.tables["judged"].num_rows == 50_000


def _alike(found: pa.ChunkedArray, expected: pa.ChunkedArray) -> bool:
    """Tell whether two columns are equal: exactly, or to 12 digits where they are DOUBLE."""
    if not pa.types.is_floating(expected.type):
        return bool(found.equals(expected))
    near = pc.less_equal(pc.abs(pc.subtract(found, expected)), pc.multiply(pc.abs(expected), 1e-12))
    return bool(found.is_null().equals(expected.is_null())) and pc.all(near).as_py() is not False


@pytest.mark.spark
def test_parquet_files_are_joined_by_the_names_of_their_columns(spark_remote: str, tmp_path: Path) -> None:
    paths = tuple(tmp_path / name for name in ("一 月.parquet", "二月 [更正] {1}.parquet", "三月*.parquet"))
    money = pa.decimal128(14, 2)
    pq.write_table(pa.table({"firm": ["甲"], "money": pa.array([Decimal("1.10")], money)}), paths[0])
    wide = pa.array([Decimal("1000000000000.01")], pa.decimal128(18, 2))
    pq.write_table(pa.table({"money": wide, "firm": ["乙"], "note": ["改"]}), paths[1])
    pq.write_table(pa.table({"firm": pa.array(["丙"]).dictionary_encode(), "money": pa.array([None], money)}), paths[2])
    program = Program((Step("out", "SELECT * FROM t", ("t",)),), ("out",), {"out": ("firm",)})
    facts = Facts({"t": ParquetFiles(paths)})
    expected, found = (
        engine.run(program, facts).tables["out"] for engine in (DuckDBEngine(), SparkEngine(spark_remote))
    )
    assert found == expected
    assert sorted(found["firm"].to_pylist()) == sorted(["甲", "乙", "丙"])


@pytest.mark.spark
@pytest.mark.parametrize(
    "table",
    [
        pa.table({"text": pa.array(["甲", None]).dictionary_encode(), "n": pa.array([1, 2], pa.int8())}),
        pl.DataFrame({"text": ["甲", None], "n": [1, 2]}),
        pa.table({"text": pa.array([], pa.string()), "n": pa.array([], pa.int32())}),
    ],
    ids=["dictionary", "polars", "no rows"],
)
def test_tables_in_memory_come_in_whatever_way_they_hold_texts(spark_remote: str, table: Source) -> None:
    program = Program((Step("out", "SELECT text, n + 1 AS more FROM t", ("t",)),), ("out",), {"out": ("more",)})
    expected, found = (
        engine.run(program, Facts({"t": table})).tables["out"] for engine in (DuckDBEngine(), SparkEngine(spark_remote))
    )
    assert found == expected


@pytest.mark.spark
def test_steps_and_columns_may_be_called_anything(spark_remote: str) -> None:
    steps = (
        Step("第 一`步", 'SELECT n AS "数`量 (户)", count(*) OVER () FROM numbers', ("numbers",), kept=True),
        Step(
            'out "2"', 'SELECT "数`量 (户)" * 2 AS "两倍.数", "count() OVER ()" AS "all" FROM "第 一`步"', ("第 一`步",)
        ),
    )
    program = Program(steps, ('out "2"', "第 一`步"), {'out "2"': ("两倍.数",), "第 一`步": ("数`量 (户)",)})
    facts = Facts({"numbers": NUMBERS})
    expected, found = (engine.run(program, facts) for engine in (DuckDBEngine(), SparkEngine(spark_remote)))
    assert found.tables == expected.tables
    assert found.rows('out "2"')[-1] == {"两倍.数": 18, "all": 10}


@pytest.mark.spark
def test_a_failing_step_is_named_with_its_sql_and_without_the_stack_of_the_server(spark_remote: str) -> None:
    sql = "SELECT CAST(n * 100 AS DECIMAL(2, 0)) AS v FROM numbers"
    program = Program(
        (Step("half way", "SELECT n FROM numbers", ("numbers",)), Step("out", sql, ("numbers",))), ("out",)
    )
    with pytest.raises(EngineFailure, match=r"step out: .*NUMERIC_VALUE_OUT_OF_RANGE") as failure:
        SparkEngine(spark_remote).run(program, Facts({"numbers": NUMBERS}))
    assert "at org.apache" not in str(failure.value)


@pytest.mark.spark
def test_every_step_is_told_before_it_runs_and_a_missing_table_is_named(spark_remote: str) -> None:
    told: list[str] = []
    engine = SparkEngine(spark_remote, watch=lambda step: told.append(step.name))
    engine.run(DOUBLED, Facts({"numbers": NUMBERS}))
    assert told == ["out"]
    with pytest.raises(EngineFailure, match="no table numbers"):
        engine.run(DOUBLED, Facts())


@pytest.mark.spark
def test_two_runs_at_once_do_not_see_each_other(spark_remote: str) -> None:
    def run(offset: int) -> pa.Table:
        numbers = pa.table({"n": pc.add(NUMBERS["n"], offset)})
        return SparkEngine(spark_remote).run(DOUBLED, Facts({"numbers": numbers})).tables["out"]

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(run, (0, 1000)))
    assert [table["twice"].to_pylist() for table in found] == [list(range(0, 20, 2)), list(range(2000, 2020, 2))]
