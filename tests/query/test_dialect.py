"""How steps are written for Spark. That the answers are equal is tested on both engines in tests/engines."""

import pyarrow as pa
import pytest

from guatu.domain import EngineFailure
from guatu.query import spark_sql

COLUMNS = {
    "firms": pa.schema(
        [("firm", pa.string()), ("opened", pa.date32()), ("rate", pa.float64()), ("money", pa.decimal128(14, 2))]
    ),
    "visits": pa.schema([("firm", pa.string()), ("opened", pa.float64()), ("visited", pa.date32())]),
}


def written(expression: str, source: str = "FROM firms") -> str:
    return spark_sql(f"SELECT {expression} AS v {source}", COLUMNS).removeprefix("SELECT ").split(" AS `v` FROM")[0]


def test_names_are_quoted_and_keep_their_signs() -> None:
    assert spark_sql('SELECT "营业收入 (元)" FROM "a`b"') == "SELECT `营业收入 (元)` FROM `a``b`"


@pytest.mark.parametrize(
    ("expression", "spark"),
    [
        ("money / 2", "CAST(`money` AS DOUBLE) / CAST(2 AS DOUBLE)"),
        ("round(money, 2)", "ROUND(`money`, 2)"),
        ("round(rate, 2)", "(ROUND(`rate` * 1e2) / 1e2)"),
        ("opened - DATE '2024-01-01'", "CAST(DATEDIFF(`opened`, CAST('2024-01-01' AS DATE)) AS BIGINT)"),
        ("CAST(rate AS INTEGER)", "CAST(RINT(`rate`) AS INT)"),
        ("CAST(money AS INTEGER)", "CAST(ROUND(`money`) AS INT)"),
        ("TRY_CAST(money AS DECIMAL(10, 1))", "TRY_CAST(`money` AS DECIMAL(10, 1))"),
    ],
)
def test_what_differs_is_rewritten_by_the_sort_of_its_operand(expression: str, spark: str) -> None:
    assert written(expression) == spark


@pytest.mark.parametrize(
    ("expression", "source"),
    [
        ("last - opened", "FROM (SELECT *, last_day(opened) AS last FROM firms) AS f"),
        ("f.opened - v.visited", "FROM firms AS f JOIN visits AS v ON f.firm = v.firm"),
        ("d - d", "FROM (SELECT opened AS d FROM firms UNION ALL SELECT visited FROM visits) AS u"),
        ("opened - first", "FROM firms CROSS JOIN (SELECT min(visited) AS first FROM visits) AS w"),
        ("c.d - c.d", "FROM c"),
        ("OPENED - coalesce(opened, DATE '2024-01-01')", "FROM firms"),
        ("CASE WHEN firm = '甲' THEN opened END - greatest(opened, opened)", "FROM firms"),
        ("(SELECT max(visited) FROM visits WHERE visits.firm = firms.firm) - firms.opened", "FROM firms"),
    ],
)  # fmt: skip
def test_a_day_is_known_through_subqueries_joins_and_names(expression: str, source: str) -> None:
    cte = "WITH c AS (SELECT visited AS d FROM visits) "
    assert "DATEDIFF(" in spark_sql(f"{cte}SELECT {expression} AS v {source}", COLUMNS)


def test_a_name_that_means_two_sorts_is_not_guessed() -> None:
    both = "FROM firms AS f JOIN visits AS v ON f.firm = v.firm"
    assert "DATEDIFF" not in spark_sql(f"SELECT opened - opened AS v {both}", COLUMNS)
    assert "DATEDIFF" not in spark_sql(f"SELECT v.opened - v.opened AS v {both}", COLUMNS)
    with pytest.raises(EngineFailure, match="cannot be told whether it is a day"):
        spark_sql("SELECT opened - nobody_knows AS v FROM firms", COLUMNS)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT md5(firm) FROM firms",
        "SELECT list(firm) FROM firms",
        "SELECT firm[1] FROM firms",
        "SELECT opened - INTERVAL 1 MONTH FROM firms",
        "SELECT rate + INTERVAL 1 MONTH FROM firms",
        "SELECT * FROM firms USING SAMPLE 10",
        "SELECT random()",
        "SELECT firm FROM firms; DROP TABLE firms",
        "DELETE FROM firms",
        "SELECT (",
    ],
)
def test_what_was_not_compared_is_refused(sql: str) -> None:
    with pytest.raises(EngineFailure):
        spark_sql(sql, COLUMNS)
