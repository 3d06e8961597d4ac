"""What every engine must answer to whole SELECTs over a few firms and projects, and what stops each engine."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pyarrow as pa
from tests.engines.edges import Answer

# The rows over which whole SELECTs are compared: a register of firms and of their projects.
FIRM_ROWS = {
    "firm": ["甲", "乙", "丙", "丁", None],
    "county": ["532301", "532301", "532302", None, "532302"],
    "sales": [Decimal("100.10"), Decimal("0.20"), None, Decimal("-3.00"), Decimal("7.77")],
    "growth": [0.1, None, 0.2, 0.2, -0.3],
    "entered": [date(2024, 2, 29), None, date(2023, 12, 31), date(2024, 1, 31), date(2024, 1, 1)],
}
PROJECT_ROWS = {
    "firm": ["甲", "甲", "丙", "戊", None],
    "invested": [Decimal("1.10"), Decimal("2.20"), None, Decimal("9.99"), Decimal("5.00")],
    "starred": [True, None, None, True, False],
}
TABLES = {
    "firms": pa.table(
        FIRM_ROWS,
        schema=pa.schema(
            [
                ("firm", pa.string()),
                ("county", pa.string()),
                ("sales", pa.decimal128(14, 2)),
                ("growth", pa.float64()),
                ("entered", pa.date32()),
            ]
        ),
    ),
    "projects": pa.table(
        PROJECT_ROWS,
        schema=pa.schema([("firm", pa.string()), ("invested", pa.decimal128(14, 2)), ("starred", pa.bool_())]),
    ),
}


@dataclass(frozen=True)
class Query:
    """A SELECT over the tables, the order of its rows, and the rows."""

    name: str
    sql: str
    order: tuple[str, ...]
    rows: tuple[tuple[Answer, ...], ...]


QUERIES = (
    Query(
        "a missing value stands last in both directions",
        'SELECT "firm", row_number() OVER (ORDER BY "sales") AS up, row_number() OVER (ORDER BY "sales" DESC) AS down '
        'FROM "firms"',
        ("up",),
        (("丁", "1", "4"), ("乙", "2", "3"), (None, "3", "2"), ("甲", "4", "1"), ("丙", "5", "5")),
    ),
    Query(
        "groups are added up without the missing",
        'SELECT "county", sum("sales") AS total, count(*) AS firms, count("sales") AS known, max("entered") AS last, '
        'min("firm") AS first, avg("sales") AS mean, bool_or("growth" > 0.15) AS fast FROM "firms" GROUP BY "county"',
        ("county",),
        (
            ("532301", "100.30", "2", "2", "2024-02-29", "乙", 50.15, False),
            ("532302", "7.77", "2", "1", "2024-01-01", "丙", 7.77, True),
            (None, "-3.00", "1", "1", "2024-01-31", "丁", -3.0, True),
        ),
    ),
    Query(
        "what belongs to a firm is joined to its row",
        'SELECT f."firm" AS firm, coalesce(p."n", 0) AS n, p."invested" AS invested, p."starred" AS starred '
        'FROM "firms" AS f LEFT JOIN (SELECT "firm", count(*) AS "n", sum("invested") AS "invested", '
        'bool_or("starred") AS "starred" FROM "projects" GROUP BY "firm") AS p ON f."firm" = p."firm"',
        ("firm",),
        (
            ("丁", "0", None, None),
            ("丙", "1", None, None),
            ("乙", "0", None, None),
            ("甲", "2", "3.30", True),
            (None, "0", None, None),
        ),
    ),
    Query(
        "a queue is a running sum",
        'SELECT "firm", sum("sales") OVER (PARTITION BY "county" ORDER BY "entered" NULLS LAST, "firm" '
        'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running FROM "firms" WHERE "county" IS NOT NULL',
        ("firm",),
        (("丙", None), ("乙", "100.30"), ("甲", "100.10"), (None, "7.77")),
    ),
    Query(
        "the average of a window and of some rows",
        'SELECT "firm", avg("sales") OVER (PARTITION BY "county") AS mean, '
        '(SELECT avg("sales") FILTER (WHERE "growth" > 0) FROM "firms") AS some FROM "firms"',
        ("firm",),
        (("丁", -3.0, 48.55), ("丙", 7.77, 48.55), ("乙", 50.15, 48.55), ("甲", 50.15, 48.55), (None, 7.77, 48.55)),
    ),
    Query(
        "a list of structs becomes rows",
        'SELECT raised."flag" AS flag, "firm" FROM (SELECT unnest([CASE WHEN "sales" > 1 THEN {\'flag\': \'big\'} END, '
        'CASE WHEN "growth" > 0.15 THEN {\'flag\': \'fast\'} END]) AS raised, "firm" FROM "firms") AS flagged '
        "WHERE raised IS NOT NULL",
        ("flag", "firm"),
        (("big", "甲"), ("big", None), ("fast", "丁"), ("fast", "丙")),
    ),
    Query(
        "a list of what is lacking",
        "SELECT firm, list_sort(list_distinct(flatten([CASE WHEN sales IS NULL THEN ['营业收入', '甲'] END, "
        "CASE WHEN growth IS NULL THEN ['增速'] ELSE CAST([] AS VARCHAR[]) END, ['甲', NULL]]))) AS lacks, "
        "coalesce(nullif(CASE WHEN sales IS NULL THEN ['缺'] ELSE CAST([] AS VARCHAR[]) END, CAST([] AS VARCHAR[])), "
        "['全']) AS other, concat_ws('、', firm, NULL, '', county) AS words FROM firms",
        ("words",),
        (
            (None, ["甲"], ["全"], "、532302"),
            ("丁", ["甲"], ["全"], "丁、"),
            ("丙", ["甲", "营业收入"], ["缺"], "丙、、532302"),
            ("乙", ["增速", "甲"], ["全"], "乙、、532301"),
            ("甲", ["甲"], ["全"], "甲、、532301"),
        ),
    ),
    Query(
        "months are added to a day within its month",
        "SELECT firm, CAST(entered + INTERVAL 1 YEAR AS DATE) AS next, entered + INTERVAL 1 MONTH >= DATE '2024-03-01' "
        "AS late, entered BETWEEN DATE '2024-01-31' AND DATE '2023-08-31' + INTERVAL 6 MONTH AS here FROM firms",
        ("firm",),
        (
            ("丁", "2025-01-31", False, True),
            ("丙", "2024-12-31", False, False),
            ("乙", None, None, None),
            ("甲", "2025-02-28", True, True),
            (None, "2025-01-01", False, False),
        ),
    ),
    Query(
        "one row of each is kept",
        'SELECT "county", "firm" FROM "firms" '
        'QUALIFY row_number() OVER (PARTITION BY "county" ORDER BY "entered" DESC) = 1',
        ("county",),
        (("532301", "甲"), ("532302", None), (None, "丁")),
    ),
    Query(
        "sets are joined and told apart",
        'WITH "both" AS (SELECT "firm" FROM "firms" UNION ALL SELECT "firm" FROM "projects") '
        'SELECT "firm", count(*) AS n FROM "both" GROUP BY "firm" HAVING count(*) > 1',
        ("firm",),
        (("丙", "2"), ("甲", "3"), (None, "2")),
    ),
    Query(
        "a day keeps its sort through a join and a subquery",
        'SELECT f."firm" AS firm, f."entered" - g."first" AS days, f."last" - f."entered" AS left_over FROM '
        '(SELECT *, last_day("entered") AS "last" FROM "firms") AS f CROSS JOIN '
        '(SELECT min("entered") AS "first" FROM "firms") AS g',
        ("firm",),
        (("丁", "31", "0"), ("丙", "0", "0"), ("乙", None, None), ("甲", "60", "0"), (None, "1", "30")),
    ),
    Query(
        "names have no case, and no rows still add up",
        'SELECT count(*) AS N, sum("SALES") AS "合 计" FROM "firms" WHERE "Firm" = \'无\'',
        (),
        (("0", None),),
    ),
)


@dataclass(frozen=True)
class Refused:
    """What stops an engine, and what its failure says; None where the engine gives an answer."""

    name: str
    sql: str
    duckdb: str | None
    spark: str | None


# Known gaps and known errors: nothing here gives a wrong figure, it gives none.
REFUSED = (
    Refused("the sum of two large INTEGERs", "SELECT 2147483647 + count AS v FROM edges", "Overflow", "overflow"),
    Refused("the remainder by zero", "SELECT count % 0 AS v FROM edges", "Division by zero", "DIVIDE_BY_ZERO|zero"),
    Refused("a DECIMAL too narrow", "SELECT CAST(large AS DECIMAL(3, 2)) AS v FROM edges", "cast", "NUMERIC_VALUE_OUT"),
    Refused(
        "a DOUBLE too large for its DECIMAL", "SELECT CAST(number * 1e40 AS DECIMAL(38, 2)) AS v FROM edges", "cast", ""
    ),
    Refused("a division by zero not guarded by NULLIF", "SELECT number / 0 AS v FROM edges", None, "DIVIDE_BY_ZERO"),
    Refused("a column that is not there", "SELECT nowhere FROM edges", "nowhere", "nowhere"),
    Refused("a text read as a number", "SELECT TRY_CAST(text AS DECIMAL(14, 2)) AS v FROM edges", None, "reads a text"),
    Refused("a text read as a day", "SELECT TRY_CAST(text AS DATE) AS v FROM edges", None, "reads a text"),
    Refused("a list indexed", "SELECT [1, 2][1] AS v FROM edges", None, "has not been compared"),
    Refused(
        "a day and an interval of days", "SELECT day + INTERVAL 1 DAY AS v FROM edges", None, "has not been compared"
    ),
    Refused("a list without an order", "SELECT list_distinct(['a', text]) AS v FROM edges", None, "has no order"),
    Refused("a function not compared", "SELECT md5(text) AS v FROM edges", None, "has not been compared"),
    Refused("a type not compared", "SELECT CAST(number AS FLOAT) AS v FROM edges", None, "has not been compared"),
    Refused("a cut from behind", "SELECT left(text, -1) AS v FROM edges", None, "not a written whole number"),
    Refused("the first find of a pattern", "SELECT regexp_replace(text, 'a', 'b') AS v FROM edges", None, "branch"),
    Refused("a division of money to whole", "SELECT money // 2 AS v FROM edges", None, "floor"),
    Refused("a difference of weeks", "SELECT date_diff('week', day, \"end\") AS v FROM edges", None, "unit"),
)
