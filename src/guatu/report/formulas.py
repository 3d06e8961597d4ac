"""The formula behind a ledger column, as the annex and the notes print it; the statements of `series` come first."""

from collections.abc import Mapping

from guatu.query import Column, Measure, TableSchema
from guatu.series import FORMULAS

PUBLISHED = "公布数，直接采用"
RAW = "公布数或报送数，直接采用"
GROWTH_COMPUTED = "同比＝A÷B−1（按现价计算，没有公布增速）"
COUNTED = "按台账行计数"
# The letters of the six ledgers: the notes of each sheet and the annex say the same.
LETTERS = "A 为本期累计完成，B 为上年同期累计，L 为上年全年，T 为全年目标总量"

_OF_LEDGERS = {
    "actual": RAW,
    "level": "计划写明的总量；由增速推算时 T＝L×(1＋目标增速)",
    "completion": "完成率＝A÷T；按增量考核的为 (A−L)÷(T−L)",
    "schedule": "序时进度＝月数÷12，或往年同期占全年的比重，或计划写明的分月进度",
    "ahead": "完成率−序时进度，或同比−目标增速，或本期水平−目标水平（先减后舍入）",
    "gap": "差距＝T−A，已完成时为零",
    "months_left": "12−本期月份",
    "required_monthly": "(T−A)÷剩余月数，按户、个等整数计的向上取整",
    "required_growth": "倒算增速＝(T−A)÷(L−B)−1",
    "growth_gap": "同比−目标增速",
    "parent_gap": "本地同比−上级同比",
    "rank": "同级地区按增速（没有增速时按完成率）从高到低排位，相同的并列",
    "required": "需要增量＝T−L；按增量下达的为目标增量",
    "coverage": "覆盖率＝支撑合计÷需要增量",
    "uncovered": "需要增量−支撑合计，已覆盖时为零",
    "expected": "按用到本期为止的历史预测：本期累计＋以后各期预测",
    "expected_growth": "预测的全年增速；现价指标为全年预计÷上年全年−1",
    "expected_gap": "预计差距＝T−全年预计，预计完成时为零",
    "probability": "由预测在过去的误差推算",
    "uncovered_at_pace": "尚缺支撑与 T−全年预计两者中较小的",
    "falling_periods": "到本期为止同比连续低于上期的期数",
    "month_value": "本月累计−上月累计，或直接报送的当月数",
}
_OF_METHODS = {
    ("completion", "progress"): "完成率＝A÷T",
    ("completion", "climb"): "完成率＝(A−L)÷(T−L)",
    ("ahead", "progress"): "完成率−序时进度（先减后舍入）",
    ("ahead", "climb"): "完成率−序时进度（先减后舍入）",
    ("ahead", "growth"): "同比−目标增速（先减后舍入）",
    ("ahead", "level"): "本期水平−目标水平（先减后舍入）",
}
_STATED_BY_SERIES = frozenset({"share", "contribution", "pull"})
# Spaces stand around signs where formulas are documentation; on paper they do not.
_STATED = {one.name: f"{one.label}＝{one.text}".replace(" ", "") for one in FORMULAS}
_GROWTH_MEASURES = ("growth", "annual_average_growth", "reduction")
_PULLS = "拉动＝部分增量÷总体上年同期"


def formula_of(schema: TableSchema, column: Column, cells: Mapping[str, object] | None = None) -> str:
    """Return how a ledger's column is computed, in one line; a figure taken as reported says so.

    With the row's cells the formula is that of the row's own method, without them it names all.
    """
    row = cells or {}
    by_method = _OF_METHODS.get((column.name, str(row.get("method"))))
    if by_method:
        return by_method
    if column.name == "level" and row.get("measure"):
        return "T＝L×(1＋目标增速)" if row["measure"] in _GROWTH_MEASURES else "计划写明的数"
    if schema.name == "quality_ledger" and column.name == "value" and row.get("under") is not None:
        return "分子÷分母"
    if column.name in _OF_LEDGERS and schema.name != "parts":
        return _OF_LEDGERS[column.name]
    return _formula_of_column(column)


def _formula_of_column(column: Column) -> str:
    if column.name in _STATED_BY_SERIES:
        return _STATED[column.name]
    if column.name.endswith("_pull"):
        return _PULLS
    return column.meaning.replace(" ", "") or (COUNTED if column.measure is Measure.COUNT else RAW)
