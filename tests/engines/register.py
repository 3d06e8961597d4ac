"""A generated register of firms with awkward figures: on thresholds, on halves of a fen, negative, huge, missing."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pyarrow as pa
from tests.engines.edges import ARROW_TYPES, EDGES

from guatu.query import Program, Step, quote
from guatu.rules import compile_expression

EXPRESSIONS = (
    "金额 - 基数",
    "金额 * 3‰",
    "取小((金额 - 基数) * 2‰, 50万元)",
    "如果(金额 - 基数 > 500万元, 取小((金额 - 基数) * 3‰, 60万元), 0元)",
    "金额 >= 基数 * 1.15",
    "金额 * 基数",
    "大额 - 金额",
    "大额 * 金额 / 基数",
    "增速(金额, 基数)",
    "增速(金额, 基数) >= 15%",
    "四舍五入(增速(金额, 基数), 3)",
    "四舍五入(金额 * 比率, 2)",
    "四舍五入(金额 * 比率, 0)",
    "四舍五入(数, 2)",
    "四舍五入(数 / 3, 4)",
    "四舍五入(金额 / 3, 1)",
    "四舍五入(金额, -4)",
    "向下取整(数)",
    "向上取整(金额 / 10000)",
    "向下取整((金额 - 1亿元) / 2000万元)",
    "余数(金额, 基数)",
    "余数(数, 7)",
    "比率 - 目标 < -5个百分点",
    "限幅(比率, 0, 120%)",
    "取大(数, 0)",
    "个数 * 个数",
    "平方根(数)",
    "相隔月数(日期, 止日)",
    "止日 - 日期",
    "止日 <= 月末(日期)",
    "连接(左取(文字, 2), '-', 去空格(另文))",
    "文字 like '%机械%' or 结尾是(另文, ' ')",
    "(是否 or 另否) and not (是否 and 另否)",
    "case when 金额 >= 4亿元 then '大' when 金额 >= 2000万元 then '中' when 金额 >= 300万元 then '小' else '微' end",
    "取首个有数的(金额, 基数, 0元)",
)
_FIRST_DAY = date(2010, 1, 1)


def register(rows: int, seed: int) -> pa.Table:
    """Return a register with an `id`, a `county` and the columns of EDGES; the same seed gives the same rows."""
    dice = Random(seed)  # noqa: S311 — not for secrets
    draws: dict[str, Callable[[Random], object]] = {
        "money": _money,
        "base": _money,
        "large": lambda dice: _money(dice) * 10**20,
        "rate": _rate,
        "goal": _rate,
        "number": lambda dice: dice.choice((1, -1)) * dice.randrange(10 ** dice.randrange(1, 13)) / 1000 + 0.005,
        "count": lambda dice: dice.randrange(-46340, 46341),
        "text": lambda dice: dice.choice(("楚雄机械厂", "", "云南%化工", "a\\b", "𠮷野家机械", "C39")),
        "other": lambda dice: dice.choice(("  甲 ", "\u3000乙", "丙 ", "")),
        "day": _day,
        "end": _day,
        "yes": lambda dice: dice.random() < 0.5,
        "no": lambda dice: dice.random() < 0.5,
    }
    columns: dict[str, pa.Array] = {
        "id": pa.array(range(rows), pa.int32()),
        "county": pa.array([f"5323{dice.randrange(1, 11):02}" for _ in range(rows)]),
    }
    for column in EDGES.columns:
        draw = draws[column.name]
        values = [None if dice.random() < 0.03 else draw(dice) for _ in range(rows)]
        columns[column.name] = pa.array(values, ARROW_TYPES[column.type])
    return pa.table(columns)


def _money(dice: Random) -> Decimal:
    kind = dice.random()
    if kind < 0.1:
        return Decimal(dice.choice(("0", "0.01", "3000000", "20000000", "400000000", "999999999999.99", "-0.01")))
    if kind < 0.3:
        return Decimal(dice.randrange(1, 400)) * 5_000_000 + dice.choice((0, Decimal("0.01"), Decimal("-0.01")))
    return Decimal(dice.randrange(-(10**6), 10 ** dice.randrange(7, 14))) / 100


def _rate(dice: Random) -> float:
    kind = dice.random()
    if kind < 0.3:
        return dice.randrange(-20, 60) / 20
    return dice.randrange(1, 1000) / dice.randrange(1, 1000) if kind < 0.6 else dice.uniform(-1, 2)


def _day(dice: Random) -> date:
    return _FIRST_DAY + timedelta(days=dice.randrange(6000))


def register_program() -> Program:
    """Return a program that judges every firm, adds up by county, and queues the firms of each county."""
    compiled = [compile_expression(text, EDGES, None) for text in EXPRESSIONS]
    columns = [
        f"{expression.sql} AS {quote(text)}"
        for text, (expression, _) in zip(EXPRESSIONS, compiled, strict=True)
        if expression is not None
    ]
    assert len(columns) == len(EXPRESSIONS), [findings for _, findings in compiled if findings]
    judged = f'SELECT "id", "county", "money", "rate", {", ".join(columns)} FROM "register"'
    gain = quote(EXPRESSIONS[2])
    totals = (
        f'SELECT "county", count(*) AS firms, sum("money") AS money, avg("money") AS mean, sum("rate") AS rate, '
        f'sum({gain}) AS paid, max({gain}) AS most, count({gain}) AS known FROM "judged" GROUP BY "county"'
    )
    queue = (
        f'SELECT "id", sum({gain}) OVER (PARTITION BY "county" ORDER BY {gain} DESC, "id" '
        f'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS spent FROM "judged"'
    )
    steps = (
        Step("judged", judged, ("register",), kept=True),
        Step("totals", totals, ("judged",)),
        Step("queue", queue, ("judged",)),
    )
    order = {"judged": ("id",), "totals": ("county",), "queue": ("id",)}
    return Program(steps, tuple(order), order)
