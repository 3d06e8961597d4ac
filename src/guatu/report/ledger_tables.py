"""The six ledgers (六本账) as tables on paper: sections by indicator, 合计 first, counties, 小计, then parks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import fsum

from guatu.domain import Level, Place
from guatu.ledgers import DRIVER_LEDGER, GAP_LEDGER, QUALITY_LEDGER, SCHEDULE_LEDGER, SUPPORT_LEDGER, TARGET_LEDGER
from guatu.pack import Indicator, Kind
from guatu.query import Column as DataColumn
from guatu.query import Measure, TableSchema
from guatu.report.formulas import LETTERS, formula_of
from guatu.report.printed import print_amount, whole_need
from guatu.report.reading import Reading, in_order
from guatu.report.standing import Cells, Standing, home_of, number_in
from guatu.report.values import Cell, Column, Emphasis, Form, Light, Row, Section, Table

TOTAL = "合计"
_FORMS = {
    Measure.DATE: Form.DATE,
    Measure.NUMBER: Form.NUMBER,
    Measure.COUNT: Form.COUNT,
    Measure.MONEY: Form.NUMBER,
    Measure.RATIO: Form.PERCENT,
    Measure.POINTS: Form.POINTS,
    Measure.INDICATOR: Form.NUMBER,
    Measure.PEOPLE: Form.COUNT,
    Measure.AREA: Form.NUMBER,
}
_HEADER_UNITS = {Form.PERCENT: "%", Form.POINTS: "百分点"}
# Differences of two levels: of a percentage they are points.
_CHANGES = frozenset({"required", "gap", "uncovered", "certain", "likely", "possible", "listed", "change"})
_MONTHS = frozenset({"first", "last", "period"})
_WIDE = {"条款": 10, "牵头单位": 14, "责任单位": 18, "目标要求": 14, "地区": 10, "目标期": 8}
_ADDED = frozenset(
    {"base", "level", "quarter_1", "quarter_2", "quarter_3", "quarter_4", "month_level", "actual", "month_value"}
    | {"required", "certain", "likely", "possible", "listed", "uncovered", "gap", "required_monthly", "base_to_date"}
)
_DIVIDED = {"completion": ("actual", "level"), "coverage": ("listed", "required")}


@dataclass(frozen=True)
class _Sheet:
    """Which columns of the joined ledgers a sheet shows, and the formulas its notes state."""

    schema: TableSchema
    columns: tuple[str, ...]
    stated: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


_TARGETS = _Sheet(
    TARGET_LEDGER,
    (
        "base",
        "level",
        "month_level",
        "quarter_1",
        "quarter_2",
        "quarter_3",
        "quarter_4",
        "growth_target",
        "conflicts",
        "first",
        "last",
        "clause",
        "lead",
        "support",
    ),
    ("level",),
    ("同一指标、地区、年度有几个不同目标的，全部列出并在“矛盾目标数”注明，不替计划取舍。",),
)
_SUPPORTS = _Sheet(
    SUPPORT_LEDGER,
    (
        "base",
        "level",
        "required",
        "supports",
        "certain",
        "likely",
        "possible",
        "listed",
        "coverage",
        "uncovered",
        "lead",
    ),
    ("required", "coverage", "uncovered"),
)
_SCHEDULES = _Sheet(
    SCHEDULE_LEDGER,
    (
        "actual",
        "month_value",
        "level",
        "completion",
        "schedule",
        "ahead",
        "growth",
        "growth_target",
        "light",
        "last_light",
        "lead",
    ),
    ("completion", "schedule", "ahead"),
    ("红灯为落后超过容许范围，黄灯为落后但在容许范围以内，绿灯为持平或超前，灰灯为未报或不评。",),
)
_GAPS = _Sheet(
    GAP_LEDGER,
    (
        "actual",
        "level",
        "gap",
        "months_left",
        "required_monthly",
        "base",
        "base_to_date",
        "growth",
        "growth_computed",
        "growth_target",
        "growth_gap",
        "required_growth",
        "rank",
        "ranked",
        "parent_gap",
        "falling_periods",
    ),
    ("gap", "required_monthly", "required_growth", "rank"),
    ("同比优先采用公布增速；“同比为计算”注“是”的，没有公布增速，由现价总量算出。",),
)


def ledger_tables(reading: Reading) -> tuple[Table, ...]:
    """Return the six ledgers in their order; one without rows is still there, empty."""
    joined = tuple(_standing_table(reading, sheet) for sheet in (_TARGETS, _SUPPORTS, _SCHEDULES, _GAPS))
    return (*joined, _driver_table(reading), _quality_table(reading))


def table_title(reading: Reading, name: str) -> str:
    """Return a table's title: `示例州2024年1—9月目标任务账`."""
    return f"{reading.main.name}{reading.month.last.year}年{reading.span}{name}"


def table_subtitle(reading: Reading) -> str:
    """Return the line under a ledger's title: the period and where the unit is to be found."""
    return f"报告期：{reading.month.last.year}年{reading.span}　单位：见各指标"


def place_label(reading: Reading, place: Place) -> str:
    """Return how a row is called: 合计 for the main place, else the place's name."""
    return TOTAL if place.code == reading.main.code else place.name


def place_emphasis(reading: Reading, place: Place) -> Emphasis:
    """Return whether a row is the total, a park that is never added, or a place."""
    if place.code == reading.main.code:
        return Emphasis.TOTAL
    return Emphasis.PARK if place.level is Level.PARK else Emphasis.PLAIN


def paper_column(column: DataColumn) -> Column:
    """Return the header of a data column: form and unit from what it measures."""
    form = Form.LIGHT if column.name.endswith("light") else _FORMS.get(column.measure, Form.TEXT)
    if column.name in _CHANGES:
        form = Form.CHANGE
    elif column.name in _MONTHS:
        form = Form.MONTH
    return Column(column.label, form, _HEADER_UNITS.get(form, ""), _WIDE.get(column.label, 8))


def paper_cell(column: DataColumn, cells: Cells) -> Cell:
    """Return a value of a row as a cell: lights as lights, choices by their words, yes and no as 是 and 否."""
    value = cells.get(column.name)
    if value is None or value == "":
        return None
    if column.name.endswith("light"):
        return Light(str(value))
    if column.measure is Measure.YES_NO:
        return "是" if value else "否"
    if isinstance(value, int | float | date):
        return value
    return dict(column.choices).get(str(value), str(value))


def indicator_section(indicator: Indicator, rows: Iterable[Row]) -> Section:
    """Return the section of an indicator, in its unit and decimals."""
    return Section(indicator.name, tuple(rows), indicator.unit, indicator.decimals)


def stated_notes(columns: Iterable[str]) -> tuple[str, ...]:
    """Return the formulas of some ledger columns as notes."""
    stated = [(home_of(name)[1].label, formula_of(*home_of(name))) for name in columns]
    lines = [f"{text}。" if text.startswith(label) else f"{label}＝{text}。" for label, text in stated]
    return (f"{LETTERS}。", *lines) if lines else ()


def _standing_table(reading: Reading, sheet: _Sheet) -> Table:
    columns = tuple(home_of(name)[1] for name in sheet.columns)
    sections: dict[str, list[Standing]] = {}
    for one in _in_sheet(reading, sheet):
        sections.setdefault(one.indicator.id, []).append(one)
    return Table(
        name=sheet.schema.label,
        title=table_title(reading, sheet.schema.label),
        subtitle=table_subtitle(reading),
        columns=(
            Column("地区", width=_WIDE["地区"]),
            Column("目标要求", width=_WIDE["目标要求"]),
            *(paper_column(column) for column in columns),
        ),
        sections=tuple(
            indicator_section(group[0].indicator, _standing_rows(reading, group, columns))
            for group in sections.values()
        ),
        notes=(*stated_notes(sheet.stated), *sheet.notes, *_common_notes(reading)),
        frozen_columns=2,
    )


def _in_sheet(reading: Reading, sheet: _Sheet) -> list[Standing]:
    keys = {(one.get("target"), one.get("place")) for one in reading.rows(sheet.schema.name)}
    return [one for one in reading.standings if (one.target, one.cells.get("place")) in keys]


def _standing_rows(reading: Reading, group: list[Standing], columns: tuple[DataColumn, ...]) -> list[Row]:
    rows: list[Row] = []
    pending = _subtotal(reading, group, columns)
    for one in group:
        emphasis = place_emphasis(reading, one.place)
        if emphasis is Emphasis.PARK and pending is not None:
            rows.append(pending)
            pending = None
        cells = {**one.cells, "lead": reading.agency_names(one.cells.get("lead"))}
        monthly = one.number("required_monthly")
        cells["required_monthly"] = None if monthly is None else whole_need(monthly, one.indicator)
        cells["support"] = reading.agency_names(one.cells.get("support"))
        label = place_label(reading, one.place)
        rows.append(Row((label, one.requirement or None, *(paper_cell(column, cells) for column in columns)), emphasis))
    return rows if pending is None else [*rows, pending]


def _subtotal(reading: Reading, group: list[Standing], columns: tuple[DataColumn, ...]) -> Row | None:
    """Return 县市小计, only where every county has exactly one row of a kind that may be added."""
    counties = [one for one in group if one.place.parent == reading.main.code and one.place.level is not Level.PARK]
    indicator = group[0].indicator
    every = [one.place.code for one in counties] == [one.code for one in reading.divisions]
    if len(counties) < 2 or not every or indicator.kind is Kind.RATE or indicator.unit == "%":
        return None
    sums: dict[str, float | None] = {}
    for name in _ADDED:
        values = [number_in(one.cells, name) for one in counties]
        known = [value for value in values if value is not None]
        sums[name] = fsum(known) if len(known) == len(values) else None
    if all(one.method == "progress" for one in counties):
        sums.update({name: _quotient(sums, over, under) for name, (over, under) in _DIVIDED.items()})
        schedules, done = {one.number("schedule") for one in counties}, sums["completion"]
        if len(schedules) == 1 and (schedule := schedules.pop()) is not None and done is not None:
            sums.update(schedule=schedule, ahead=done - schedule)
    cells = tuple(sums.get(column.name) for column in columns)
    if all(cell is None for cell in cells):
        return None
    return Row((f"{reading.division_word}小计", None, *cells), Emphasis.SUBTOTAL)


def _quotient(sums: Mapping[str, float | None], over: str, under: str) -> float | None:
    top, bottom = sums.get(over), sums.get(under)
    return None if top is None or bottom is None or bottom == 0 else top / bottom


def _common_notes(reading: Reading) -> tuple[str, ...]:
    parks = "园区与所在县市重叠，只单列，不计入合计和小计。" if reading.parks else ""
    return tuple(note for note in ("空白为未报或无数据，不作零计算。", parks) if note)


_DRIVERS = (
    "actual",
    "base_to_date",
    "growth",
    "new_pull",
    "traditional_pull",
    "other_pull",
    "parts",
    "parts_sum",
    "parts_difference",
    "firm_growth",
    "entered",
    "entered_pull",
    "grown",
    "grown_pull",
    "shrunk",
    "shrunk_pull",
    "exited",
    "exited_pull",
)
_QUALITIES = ("value", "last_year", "change", "better", "over", "under")


def _driver_table(reading: Reading) -> Table:
    pull = f"拉动：{formula_of(DRIVER_LEDGER, _column(DRIVER_LEDGER, 'new_pull'))}；各部分拉动之和等于合计增速。"
    firms = "企业：新进为本年纳入统计，退出为本年不再纳入统计，增长、下降按同一企业本期与上年同期比较。"
    return _indicator_table(reading, DRIVER_LEDGER, _DRIVERS, (pull, firms, *_common_notes(reading)))


def _quality_table(reading: Reading) -> Table:
    made = []
    for key in dict.fromkeys(str(one.get("indicator")) for one in reading.rows(QUALITY_LEDGER.name)):
        indicator = reading.indicator(key)
        if indicator.ratio is not None:
            over, under = reading.indicator(indicator.ratio.over), reading.indicator(indicator.ratio.under)
            made.append(f"{indicator.name}＝{over.name}（{over.unit}）÷{under.name}（{under.unit}）。")
    change = "比上年同期＝本期−上年同期，比率的差为百分点；是否改善按指标方向判断。"
    return _indicator_table(reading, QUALITY_LEDGER, _QUALITIES, (*made, change, *_common_notes(reading)))


def _indicator_table(reading: Reading, schema: TableSchema, names: tuple[str, ...], notes: tuple[str, ...]) -> Table:
    columns = tuple(_column(schema, name) for name in names)
    sections: dict[str, tuple[Indicator, list[Row]]] = {}
    for place, indicator, row_cells in in_order(reading, reading.rows(schema.name)):
        cells = _with_units(reading, indicator, row_cells)
        row = Row(
            (place_label(reading, place), *(paper_cell(column, cells) for column in columns)),
            place_emphasis(reading, place),
        )
        sections.setdefault(indicator.id, (indicator, []))[1].append(row)
    return Table(
        name=schema.label,
        title=table_title(reading, schema.label),
        subtitle=table_subtitle(reading),
        columns=(
            Column("地区", width=_WIDE["地区"]),
            *(
                replace(paper_column(column), form=Form.TEXT)
                if column.name in ("over", "under")
                else paper_column(column)
                for column in columns
            ),
        ),
        sections=tuple(indicator_section(indicator, rows) for indicator, rows in sections.values()),
        notes=notes,
    )


def _with_units(reading: Reading, indicator: Indicator, cells: Cells) -> Cells:
    """Return the row with 分子 and 分母 as text in their own units, which are not the unit of the section."""
    if indicator.ratio is None:
        return cells
    over, under = reading.indicator(indicator.ratio.over), reading.indicator(indicator.ratio.under)
    printed = {"over": print_amount(number_in(cells, "over"), over)}
    return {**cells, **printed, "under": print_amount(number_in(cells, "under"), under)}


def _column(schema: TableSchema, name: str) -> DataColumn:
    found = schema.column(name)
    if found is None:
        raise KeyError(f"{schema.name} has no column {name}")
    return found
