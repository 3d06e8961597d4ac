"""The words of a page of sources: how a cell is printed with its unit, its formula, and why it is blank."""

from collections.abc import Mapping

from guatu.domain import InvalidValue
from guatu.ledgers import DRIVER_LEDGER, PARTS, SOURCES
from guatu.pack import Indicator
from guatu.query import Column, Measure, TableSchema
from guatu.report.figure_inputs import is_by_firms, missing_inputs
from guatu.report.formulas import GROWTH_COMPUTED, LETTERS, PUBLISHED, RAW, formula_of
from guatu.report.paper import CHANGES
from guatu.report.printed import print_amount, print_count, print_number, print_percent, print_signed_points
from guatu.report.reading import Reading
from guatu.report.standing import STANDING_LEDGERS, Cells, home_of, number_in
from guatu.report.values import Light

_METHODS_WITHOUT = {
    "growth": "这个目标比增速，不算完成率和序时进度。",
    "level": "这个目标比水平，不算完成率和序时进度。",
    "none": "这个目标本期不评（目标期未满，或没有可比的基数）。",
}
_LEVELS = frozenset({"actual", "month_value", "base", "base_to_date"})
_NO_DRIVERS = "没有分项数据，或分项没有划分新旧动能。"
_NO_SUPPORT = "没有登记这一类支撑事项。"
# Said whatever else is missing.
_BLANKS = {
    **dict.fromkeys(("certain", "likely", "possible", "listed", "supports"), _NO_SUPPORT),
    **dict.fromkeys(("new_pull", "traditional_pull", "other_pull"), _NO_DRIVERS),
    "coverage": "没有登记支撑事项，或不需要增量。",
    "分项合计增速": "没有分项数据。",
}
_OTHER_BLANKS = {
    "level": "目标只写了增速，按可比价考核或没有上年全年数，折不成总量。",
    "rank": "未报，或同级只有一个地区，不排位。",
    "parent_growth": "上级地区没有公布同比。",
    "required_growth": "已完成全年目标，或按增量、增速考核，不倒算。",
    "falling_periods": "没有同比。",
    "parts_difference": "有分项没有报，不比较。",
}


def column_named(schema: TableSchema, name: str) -> Column:
    """Return a column of a ledger; one that is not there raises InvalidValue."""
    found = schema.column(name)
    if found is None:
        raise InvalidValue(f"{schema.label}没有“{name}”这一栏")
    return found


def formula_words(schema: TableSchema, column: Column, cells: Cells) -> str:
    """Return how a row's number is made, with what its letters stand for."""
    if column.name == "growth" and schema.name not in (DRIVER_LEDGER.name, PARTS.name):
        return GROWTH_COMPUTED if cells.get("growth_computed") else PUBLISHED
    if schema.name == SOURCES.name:
        return RAW
    formula = formula_of(schema, column, cells)
    return f"{formula}（{LETTERS}）" if any(letter in formula for letter in "ABLT") else formula


def unit_of(reading: Reading, column: Column, indicator: Indicator) -> Indicator:
    """Return the indicator whose unit a column is in: 分子 and 分母 have their own."""
    if indicator.ratio is not None and column.name in ("over", "under"):
        return reading.indicator(indicator.ratio.over if column.name == "over" else indicator.ratio.under)
    return indicator


def printed_cell(column: Column, cells: Mapping[str, object], indicator: Indicator) -> str:
    """Print a cell with its unit, as its table prints it; a missing one is blank."""
    value, number = cells.get(column.name), number_in(cells, column.name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if number is None:
        word = dict(column.choices).get(str(value), str(value))
        return f"{Light(str(value)).word}灯" if column.name.endswith("light") else word
    is_change = indicator.unit == "%" and column.name in CHANGES
    if column.measure is Measure.POINTS or is_change:
        return f"{print_signed_points(number)}个百分点"
    if column.measure is Measure.RATIO:
        return print_percent(number)
    if column.measure in (Measure.INDICATOR, Measure.NUMBER):
        return print_amount(number, indicator)
    return print_count(number) if column.measure is Measure.COUNT else print_number(number)


def why_blank(reading: Reading, column: Column, cells: Cells, indicator: Indicator) -> str:
    """Say why a number is not there, and what would bring it."""
    name = column.name
    method = str(cells.get("method") or "")
    if name in ("completion", "schedule", "gap", "required_monthly") and method in _METHODS_WITHOUT:
        return _METHODS_WITHOUT[method]
    if name in _LEVELS and cells.get("actual") is None and cells.get("growth") is not None:
        return "这个指标只报同比，没有报总量。"
    said = _BLANKS.get(name) or _BLANKS.get(column.label) or _unreported(reading, name, indicator)
    if said:
        return said
    missing = [home_of(one)[1].label for one in missing_inputs(name, cells) if _has_home(one)]
    if missing:
        return f"缺少计算要用的数：{'、'.join(missing)}。"
    if is_by_firms(name):
        return "没有企业数据，或这个地区没有列入统计的企业。"
    return _OTHER_BLANKS.get(name, "这一行不适用，或没有计算要用的数。")


def _unreported(reading: Reading, name: str, indicator: Indicator) -> str:
    """Say which figure was not reported; blank for a column that is no reported figure."""
    month = reading.month
    if name in ("actual", "month_value", "growth"):
        return f"未报：没有收到{indicator.name}{month.words}的数；报送单位补报、重新运行以后会有。"
    if name == "base":
        return f"没有{month.last.year - 1}年全年的数；导入历史数据以后会有。"
    if name in ("base_to_date", "last_year"):
        return f"没有{month.shift(-12).words}的数；导入历史数据以后会有。"
    return ""


def _has_home(name: str) -> bool:
    return any(schema.column(name) is not None for schema in STANDING_LEDGERS)
