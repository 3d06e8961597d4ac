"""Formulas of growth and structure: each takes SQL expressions and returns one that can stand beside any operator.

Rates are fractions (0.15 is 15%). Schedule and targets are in `progress`, places in a ranking in `ranking`.
"""

from guatu.series.formula import (
    BULLETINS,
    LEVEL,
    POINTS,
    RATIO,
    finite,
    quotient,
    rate,
    settled,
    stated,
    term,
)

_ANY_MISSING = "缺任一数时空缺"


@stated(
    "比值",
    "分子 ÷ 分母",
    ("分子", "分母"),
    unit="分子单位／分母单位",
    gaps="缺任一数、分母为零时空缺",
)
def ratio(over: str, under: str) -> str:
    """Return one figure divided by another: margin, tax per mu, rate of sales (产品销售率)."""
    return quotient(over, under, when=f"{term(under)} <> 0")


@stated(
    "同比增速",
    "本期 ÷ 上年同期 − 1",
    ("本期", "上年同期"),
    unit=RATIO,
    gaps="缺任一数、上年同期为零或为负时空缺（基数为负时增速的正负没有意义，扭亏、增亏只写金额）",
)
def growth(value: str, base: str) -> str:
    """Return growth on a base: the same period last year (同比), or the period before (环比).

    >>> growth("value", "base")
    'CASE WHEN base > 0 AND isfinite(value / base) THEN round(value / base - 1, 12) END'
    """
    return rate(value, base, less=" - 1")


@stated(
    "推算基数",
    "本期 ÷ (1 + 公布增速)",
    ("本期", "公布增速"),
    unit=LEVEL,
    gaps="缺任一数、公布增速为 −100% 及以下时空缺",
)
def implied_base(value: str, published_growth: str) -> str:
    """Return the base that a published growth implies; its distance from last year's figure shows a revision."""
    factor = f"(1 + {term(published_growth)})"
    return quotient(value, factor, when=f"{factor} > 0")


@stated(
    "两年平均增速",
    "√((1 + 上年增速) × (1 + 本年增速)) − 1",
    ("上年增速", "本年增速"),
    unit=RATIO,
    gaps="缺任一数、任一增速低于 −100% 时空缺",
    source="国家统计局 2021 年发布各月数据时的注释",
)
def two_year_average(last_growth: str, growth_now: str) -> str:
    """Return the geometric mean of two years' growth (两年平均增速)."""
    before, now = f"(1 + {term(last_growth)})", f"(1 + {term(growth_now)})"
    mean = f"sqrt({before} * {now})"
    # CASE keeps sqrt away from a negative product, which DuckDB refuses with an error.
    return f"CASE WHEN {before} >= 0 AND {now} >= 0 THEN {settled(finite(mean) + ' - 1')} END"


@stated(
    "年均增速",
    "(末年 ÷ 基年)^(1 ÷ 年数) − 1",
    ("基年", "末年", "年数"),
    unit=RATIO,
    gaps="缺任一数、基年不大于零、末年为负、年数不大于零时空缺",
)
def average_growth(first: str, last: str, years: str) -> str:
    """Return the average yearly growth between two levels; `years` counts the steps, 2020 to 2025 is five."""
    mean = f"pow({term(last)} / {term(first)}, 1.0 / {term(years)})"
    whole = f"{term(first)} > 0 AND {term(last)} >= 0 AND {term(years)} > 0"
    return f"CASE WHEN {whole} THEN {settled(finite(mean) + ' - 1')} END"


@stated(
    "贡献率",
    "部分增量 ÷ 总增量",
    ("部分增量", "总增量"),
    unit=RATIO,
    gaps="缺任一数、总增量为零时空缺；总增量接近零或为负时贡献率不稳定，应与拉动一并看",
)
def contribution(part_increment: str, total_increment: str) -> str:
    """Return a part's share of the increment (贡献率): it may be negative or over 100%."""
    return rate(part_increment, total_increment, when=f"{term(total_increment)} <> 0")


@stated(
    "贡献率（由拉动推算）",
    "拉动 ÷ 总体增速",
    ("拉动", "总体增速"),
    unit=RATIO,
    gaps="缺任一数、总体增速为零时空缺",
    source=BULLETINS,
)
def contribution_from_pull(part_pull: str, total_growth: str) -> str:
    """Return the contribution of a part at constant prices (可比价), where only growth is published."""
    return rate(part_pull, total_growth, when=f"{term(total_growth)} <> 0")


@stated(
    "拉动",
    "部分增量 ÷ 总体上年同期",
    ("部分增量", "总体上年同期"),
    unit=POINTS,
    gaps="缺任一数、总体上年同期不大于零时空缺",
)
def pull(part_increment: str, total_base: str) -> str:
    """Return how many points of the total's growth a part brings (拉动); the parts' pulls add up to that growth."""
    return rate(part_increment, total_base)


@stated(
    "拉动（按上年比重）",
    "上年同期比重 × 部分增速",
    ("上年同期比重", "部分增速"),
    unit=POINTS,
    gaps=_ANY_MISSING,
    source=BULLETINS,
)
def pull_from_share(base_share: str, part_growth: str) -> str:
    """Return the pull of a part at constant prices (可比价): its share last year times its real growth."""
    return finite(f"{term(base_share)} * {term(part_growth)}")


@stated(
    "拉动（按贡献率）",
    "贡献率 × 总体增速",
    ("贡献率", "总体增速"),
    unit=POINTS,
    gaps=_ANY_MISSING,
    source=BULLETINS,
)
def pull_from_contribution(part_contribution: str, total_growth: str) -> str:
    """Return the pull of a part whose contribution is published."""
    return finite(f"{term(part_contribution)} * {term(total_growth)}")


@stated(
    "比重",
    "部分 ÷ 总体",
    ("部分", "总体"),
    unit=RATIO,
    gaps="缺任一数、总体不大于零时空缺",
)
def share(part: str, total: str) -> str:
    """Return a part's share of its total (比重、占比)."""
    return rate(part, total)


@stated(
    "比重变化",
    "本期比重 − 上年同期比重",
    ("本期比重", "上年同期比重"),
    unit=POINTS,
    gaps=_ANY_MISSING,
)
def share_change(share_now: str, share_before: str) -> str:
    """Return by how many points a share or a rate moved; never a per cent of a per cent."""
    return settled(finite(f"{term(share_now)} - {term(share_before)}"))


@stated(
    "弹性系数",
    "指标增速 ÷ 地区生产总值增速",
    ("指标增速", "地区生产总值增速"),
    unit="倍",
    gaps="缺任一数、地区生产总值增速为零时空缺",
)
def elasticity(growth_of_indicator: str, growth_of_gdp: str) -> str:
    """Return growth per point of growth of the regional product (弹性系数)."""
    return ratio(growth_of_indicator, growth_of_gdp)
