"""What a target asks for (目标要求), in the words of plans: 不低于 达到 超过 以内 左右, 增长15%以上."""

from collections.abc import Mapping

from guatu.pack import ZERO_GROWTH_WORDS, Indicator
from guatu.report.printed import print_count, print_goal, print_number, print_whole_amount

_RATES = {"growth": "增长", "annual_average_growth": "年均增长", "reduction": "下降"}
_RATE_WORDS = {"=": "{}", ">=": "{}以上", ">": "超过{}", "<=": "{}以内", "<": "不到{}", "~": "{}左右"}
_LEVEL_WORDS = {
    "=": "达到{}",
    ">=": "不低于{}",
    ">": "超过{}",
    "<=": "控制在{}以内",
    "<": "低于{}",
    "~": "{}左右",
}
_RANK_WORDS = {"<=": "进入前{}位", "<": "进入前{}位（不含）", "=": "第{}位"}
# What 增长 at least -3% allows is 下降 at most 3%.
_MIRRORED = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}


def requirement_words(cells: Mapping[str, object], indicator: Indicator, reference: str | None = None) -> str:
    """Return a target's requirement as a plan would print it: `增长15%以上`, `力争不低于16.8万户`.

    `cells`: a row of the 目标任务账. A target without a number says its reference (如 省下达目标) or is blank.
    """
    value, value_max = _number(cells, "value"), _number(cells, "value_max")
    if value is None:
        return reference or ""
    modality, measure = str(cells.get("modality") or ""), str(cells.get("measure") or "level")
    comparator = str(cells.get("comparator") or "=")
    if measure in _RATES:
        return modality + _rate_words(_RATES[measure], comparator, value, value_max)
    if measure == "rank":
        return modality + _RANK_WORDS.get(comparator, "第{}位").format(print_count(value))
    printed = _print_value(value, measure, indicator)
    if value_max is not None:
        printed = f"{printed}—{_print_value(value_max, measure, indicator)}"
    prefix = "增量" if measure == "increment" else ""
    return modality + prefix + _LEVEL_WORDS.get(comparator, "{}").format(printed)


def _rate_words(direction: str, comparator: str, value: float, value_max: float | None) -> str:
    if value == 0 and value_max is None:
        return ZERO_GROWTH_WORDS[comparator]
    if value < 0:
        return "下降" + _RATE_WORDS.get(_MIRRORED.get(comparator, comparator), "{}").format(print_goal(-value))
    printed = print_goal(value) if value_max is None else f"{print_goal(value)}—{print_goal(value_max)}"
    words = _RATE_WORDS.get(comparator, "{}").format(printed)
    return f"{direction}{words}"


def _print_value(value: float, measure: str, indicator: Indicator) -> str:
    if measure in ("share", "rate_of_completion"):
        return print_goal(value)
    if measure == "multiple":
        return f"{print_number(value, 1).removesuffix('.0')}倍"
    return print_whole_amount(value, indicator)


def _number(cells: Mapping[str, object], column: str) -> float | None:
    value = cells.get(column)
    return float(value) if isinstance(value, int | float) else None
