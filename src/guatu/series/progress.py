"""Formulas of schedule and targets: each takes SQL expressions and returns one that can stand beside any operator.

T is the target as a level, A the actual so far, L last full year, B the same months of last year.
"""

from guatu.series.formula import (
    CUSTOM,
    LEVEL,
    LEVEL_DECIMALS,
    POINTS,
    RATIO,
    finite,
    quotient,
    rate,
    settled,
    stated,
    term,
)


@stated(
    "完成率",
    "累计完成 ÷ 全年目标",
    ("累计完成", "全年目标"),
    unit=RATIO,
    gaps="缺任一数、全年目标不大于零时空缺",
    source=CUSTOM,
)
def completion(actual: str, target: str) -> str:
    """Return how much of a target for a flow is done (完成率), A / T; growth targets are compared in points instead."""
    return rate(actual, target)


@stated(
    "增量完成率",
    "(期末数 − 上年末数) ÷ (目标数 − 上年末数)",
    ("期末数", "上年末数", "目标数"),
    unit=RATIO,
    gaps="缺任一数、目标数等于上年末数时空缺",
    source=CUSTOM,
)
def climb_completion(actual: str, base: str, level: str) -> str:
    """Return how much of the way from last year's end to the target a stock has gone, (A − L) / (T − L).

    A target below the base counts the way down: 8.0 to 7.0, now 7.6, is 40%.
    """
    way = f"({term(level)} - {term(base)})"
    return rate(f"{term(actual)} - {term(base)}", way, when=f"{way} <> 0")


@stated(
    "序时进度",
    "已过月数 ÷ 目标期月数",
    ("已过月数", "目标期月数"),
    unit=RATIO,
    gaps="缺任一数、已过月数不在目标期内时空缺",
    source=CUSTOM,
)
def linear_schedule(months: str, of: str = "12") -> str:
    """Return the part of the year (or of a longer target period) that has passed: 一季度 25%，半年 50%，三季度 75%."""
    return rate(months, of, when=f"{term(months)} BETWEEN 0 AND {term(of)} AND {term(of)} > 0")


@stated(
    "超序时",
    "完成率 − 序时进度",
    ("完成率", "序时进度"),
    unit=POINTS,
    gaps="缺任一数时空缺",
    source=CUSTOM,
)
def ahead(done: str, schedule: str) -> str:
    """Return by how many points completion runs ahead of schedule (negative: 欠序时); subtract first, round after."""
    return settled(finite(f"{term(done)} - {term(schedule)}"))


@stated(
    "目标总量",
    "上年全年 × (1 + 目标增速)",
    ("上年全年", "目标增速"),
    unit=LEVEL,
    gaps="缺任一数、上年全年不大于零时空缺；可比价增速的指标不折算总量",
    source=CUSTOM,
)
def target_level(base: str, growth_target: str) -> str:
    """Return a growth target of a nominal indicator as a level, T = L(1 + g)."""
    level = f"{term(base)} * (1 + {term(growth_target)})"
    return f"CASE WHEN {term(base)} > 0 AND isfinite({level}) THEN {settled(level, LEVEL_DECIMALS)} END"


@stated(
    "差距",
    "max(全年目标 − 累计完成, 0)",
    ("全年目标", "累计完成"),
    unit=LEVEL,
    gaps="缺任一数时空缺；已完成时为零",
    source=CUSTOM,
)
def gap(target: str, actual: str) -> str:
    """Return what is still to be done, T − A, zero when the target is met.

    In DuckDB greatest(NULL, 0) is 0, which would make a missing figure a met target: the CASE lets only figures in.
    """
    left = f"{term(target)} - {term(actual)}"
    return f"CASE WHEN isfinite({left}) THEN greatest({settled(left, LEVEL_DECIMALS)}, 0) END"


@stated(
    "剩余月份需月均",
    "max(全年目标 − 累计完成, 0) ÷ 剩余月数",
    ("全年目标", "累计完成", "剩余月数"),
    unit=LEVEL,
    gaps="缺任一数、没有剩余月份时空缺；已完成时为零",
    source=CUSTOM,
)
def required_run_rate(target: str, actual: str, months_left: str) -> str:
    """Return what each month left must bring to meet the target, (T − A) / months left."""
    return quotient(gap(target, actual), months_left, when=f"{term(months_left)} > 0")


@stated(
    "倒算增速",
    "max(全年目标 − 累计完成, 0) ÷ (上年全年 − 上年同期) − 1",
    ("全年目标", "累计完成", "上年全年", "上年同期"),
    unit=RATIO,
    gaps="缺任一数、上年剩余月份不大于零时空缺；已完成时为 −100%",
    source=CUSTOM,
)
def required_growth(target: str, actual: str, base_year: str, base_to_date: str) -> str:
    """Return the growth that the months left must show on the same months of last year, (T − A) / (L − B) − 1."""
    return rate(gap(target, actual), f"{term(base_year)} - {term(base_to_date)}", less=" - 1")
