"""What a read target asks for (目标要求): in words for people, and in base units to compare."""

from decimal import Decimal

from guatu.domain import UNITS, InvalidValue, Period, Validity
from guatu.pack import TargetMeasure
from guatu.reader.draft import ReadTarget
from guatu.reader.indicator_names import unit_of

_WORDS = {
    TargetMeasure.GROWTH: "增长", TargetMeasure.ANNUAL_AVERAGE_GROWTH: "年均增长", TargetMeasure.LEVEL: "达到",
    TargetMeasure.INCREMENT: "新增", TargetMeasure.SHARE: "占比达到", TargetMeasure.REDUCTION: "下降",
    TargetMeasure.MULTIPLE: "达到", TargetMeasure.RANK: "位次", TargetMeasure.RATE_OF_COMPLETION: "完成",
}  # fmt: skip
_BEFORE = {">": "超过", "<": "低于"}
_AFTER = {">=": "以上", "<=": "以内", "~": "左右"}


def target_text(target: ReadTarget) -> str:
    """Return what a target asks for: `增长10%以上`, `新增3—5个`; without a figure, its reference."""
    if target.value is None:
        return target.reference or "（没有数）"
    number = f"{target.value.normalize():f}"
    if target.value_max is not None:
        number += f"—{target.value_max.normalize():f}"
    before, after = _BEFORE.get(target.comparator, ""), _AFTER.get(target.comparator, "")
    return f"{_WORDS[target.measure]}{before}{number}{target.unit}{after}"


def demand_of(target: ReadTarget) -> tuple[str, str, Decimal, Decimal | None]:
    """Return comparator, dimension and figures in base units: 0.5亿元 and 5000万元 are one demand."""
    unit = UNITS[unit_of(target.unit)]
    dimension = "count" if unit.dimension == "firms" else unit.dimension
    value = Decimal(0) if target.value is None else target.value * unit.factor
    top = None if target.value_max is None else target.value_max * unit.factor
    return target.comparator, dimension, value, top


def stretch_of(period: str | None) -> Validity | None:
    """Return the days of a period such as `2028` or `2026/2028`, None where there is none."""
    if period is None:
        return None
    try:
        found = Period.from_text(period)
    except InvalidValue:
        return None
    return Validity(found.first, found.last_day)
