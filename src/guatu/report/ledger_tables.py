"""The six ledgers (六本账) as tables on paper: sections by indicator, 合计 first, counties, 小计, then parks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import fsum

from guatu.domain import Level, Period
from guatu.ledgers import GAP_LEDGER, SCHEDULE_LEDGER, SUPPORT_LEDGER, TARGET_LEDGER
from guatu.pack import Kind
from guatu.query import Column as DataColumn
from guatu.query import TableSchema
from guatu.report.citations import document_signs, signed_clause
from guatu.report.driver_tables import driver_table, quality_table
from guatu.report.formulas import LETTERS, formula_of
from guatu.report.paper import (
    WIDTHS,
    about_standing,
    common_notes,
    first_column,
    indicator_label,
    indicator_section,
    is_flat,
    paper_cell,
    paper_column,
    place_emphasis,
    place_label,
    points_said_once,
    table_subtitle,
    table_title,
)
from guatu.report.printed import whole_need
from guatu.report.reading import Reading
from guatu.report.standing import Standing, home_of, number_in
from guatu.report.values import Column, Emphasis, Row, Table

_ADDED = frozenset(
    {"base", "level", "quarter_1", "quarter_2", "quarter_3", "quarter_4", "month_level", "actual", "month_value"}
    | {"required", "certain", "likely", "possible", "listed", "uncovered", "gap", "required_monthly", "base_to_date"}
    | {"expected", "expected_gap", "uncovered_at_pace"}
)
# Known only where somebody made a forecast on this month's figures; without one the sheets are as they always were.
_FORETOLD = frozenset({"expected", "expected_growth", "expected_gap", "probability", "uncovered_at_pace"})
_FORETOLD_NOTE = "全年预计、预计增速、预计差距、预计仍缺和完成可能性按目前进度推算，只是预测，区间和方法见预测表。"
# In the place of a target where a row is the sum of the counties.
SUBTOTAL = "subtotal"
_DIVIDED = {"completion": ("actual", "level"), "coverage": ("listed", "required")}


@dataclass(frozen=True)
class _Sheet:
    """Which columns of the joined ledgers a sheet shows, and the formulas its notes state."""

    schema: TableSchema
    columns: tuple[str, ...]
    stated: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


# Columns a sheet makes of others: the period in words, both kinds of agencies in one.
_MADE = {
    "term": DataColumn("term", "目标期", "VARCHAR"),
    "agencies": DataColumn("agencies", "牵头单位（责任单位）", "VARCHAR"),
}
_TARGETS = _Sheet(
    TARGET_LEDGER,
    (
        "base",
        "level",
        "quarter_1",
        "quarter_2",
        "quarter_3",
        "quarter_4",
        "month_level",
        "conflicts",
        "term",
        "clause",
        "agencies",
    ),
    ("level",),
    ("同一指标、地区、年度有几个不同目标的，全部列出并在“矛盾目标数”注明，不替计划取舍；该栏空白为没有矛盾。",),
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
        "uncovered_at_pace",
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
        "growth_gap",
        "required_growth",
        "rank",
        "parent_gap",
        "falling_periods",
        "expected",
        "expected_growth",
        "expected_gap",
        "probability",
    ),
    ("gap", "required_monthly", "required_growth", "rank"),
    ("同比优先采用公布增速；“同比为计算”注“是”的，没有公布增速，由现价总量算出。“连续回落期数”空白为没有回落。",),
)


def ledger_tables(reading: Reading) -> tuple[Table, ...]:
    """Return the six ledgers in their order; one without rows is still there, empty."""
    joined = tuple(_standing_table(reading, sheet) for sheet in (_TARGETS, _SUPPORTS, _SCHEDULES))
    gaps = points_said_once(_standing_table(reading, _GAPS), "增速差距、与上级差距")
    return (*joined, gaps, driver_table(reading), quality_table(reading))


def _stated_notes(columns: Iterable[str]) -> tuple[str, ...]:
    """Return the formulas of some ledger columns as notes."""
    stated = [(home_of(name)[1].label, formula_of(*home_of(name))) for name in columns]
    lines = [f"{text}。" if text.startswith(label) else f"{label}＝{text}。" for label, text in stated]
    return (f"{LETTERS}。", *lines) if lines else ()


def _standing_table(reading: Reading, sheet: _Sheet) -> Table:
    shown = _in_sheet(reading, sheet)
    left = {one.cells.get("months_left") for one in shown} - {None}
    columns = tuple(_column(name) for name in sheet.columns if not _says_nothing(name, shown))
    groups: dict[str, list[Standing]] = {}
    for one in shown:
        groups.setdefault(one.indicator.id, []).append(one)
    flat = is_flat(reading, shown)
    months = f"　剩余{left.pop()}个月" if "months_left" in sheet.columns and len(left) == 1 else ""
    clauses = (document_signs(reading),) if "clause" in sheet.columns else ()
    foretold = (_FORETOLD_NOTE,) if any(column.name in _FORETOLD for column in columns) else ()
    notes = (*_stated_notes(sheet.stated), *sheet.notes, *foretold, *clauses, *common_notes(reading))
    return Table(
        name=sheet.schema.label,
        title=table_title(reading, sheet.schema.label),
        subtitle=table_subtitle(reading) + months,
        columns=(
            first_column(flat=flat),
            Column("目标要求", width=WIDTHS["目标要求"]),
            *(paper_column(column) for column in columns),
        ),
        sections=tuple(
            indicator_section(group[0].indicator, _standing_rows(reading, group, columns, flat=flat), flat=flat)
            for group in groups.values()
        ),
        notes=tuple(note for note in notes if note),
        frozen_columns=2,
        nothing="（没有需要支撑的增量目标）" if sheet is _SUPPORTS else "（没有目标期含本期的目标）",
        key=sheet.schema.name,
    )


def _column(name: str) -> DataColumn:
    return _MADE.get(name) or home_of(name)[1]


def _says_nothing(name: str, shown: list[Standing]) -> bool:
    """Tell whether a column only repeats (the target at the year's end, one number of months for all) or is unknown."""
    if name in _FORETOLD:
        return all(one.cells.get(name) is None for one in shown)
    if name == "quarter_4":
        return all(one.number("quarter_4") in (None, one.number("level")) for one in shown)
    if name == "months_left":
        return len({one.cells.get("months_left") for one in shown} - {None}) <= 1
    return False


def _in_sheet(reading: Reading, sheet: _Sheet) -> list[Standing]:
    keys = {(one.get("target"), one.get("place")) for one in reading.rows(sheet.schema.name)}
    return [one for one in reading.standings if (one.target, one.cells.get("place")) in keys]


def _standing_rows(
    reading: Reading, group: list[Standing], columns: tuple[DataColumn, ...], *, flat: bool
) -> list[Row]:
    rows: list[Row] = []
    pending = _subtotal(reading, group, columns)
    for one in group:
        emphasis = Emphasis.PLAIN if flat else place_emphasis(reading, one.place)
        if emphasis is Emphasis.PARK and pending is not None:
            rows.append(pending)
            pending = None
        cells = _printed_cells(reading, one)
        label = indicator_label(one.indicator) if flat else place_label(reading, one.place)
        shown = (label, one.requirement or None, *(paper_cell(column, cells) for column in columns))
        rows.append(Row(shown, emphasis, about_standing(one)))
    return rows if pending is None else [*rows, pending]


def _printed_cells(reading: Reading, one: Standing) -> dict[str, object]:
    """Return a standing's cells with names for codes, and the columns a sheet makes of others."""
    cells, monthly = dict(one.cells), one.number("required_monthly")
    first, last = one.cells.get("first"), one.cells.get("last")
    leads, support = reading.short_agencies(one.cells.get("lead")), reading.short_agencies(one.cells.get("support"))
    cells["lead"] = leads[0] if len(leads) == 1 else f"{leads[0]}等{len(leads)}家"
    cells["agencies"] = "、".join(leads) + (f"（{'、'.join(support)}）" if support[0] else "")
    cells["clause"] = signed_clause(reading, one.cells.get("clause"), one.target)
    cells["required_monthly"] = None if monthly is None else whole_need(monthly, one.indicator)
    cells["term"] = Period(first, last).words if isinstance(first, date) and isinstance(last, date) else None
    if one.number("ranked") == 1:
        # First of one is no rank.
        cells["rank"] = None
    return cells


def _subtotal(reading: Reading, group: list[Standing], columns: tuple[DataColumn, ...]) -> Row | None:
    """Return 县市小计, only where every county has exactly one row of a kind that may be added."""
    sums = subtotal_of(reading, group)
    cells = tuple(sums.get(column.name) for column in columns)
    if all(cell is None for cell in cells):
        return None
    about = (reading.main.code, group[0].indicator.id, SUBTOTAL)
    return Row((f"{reading.division_word}小计", None, *cells), Emphasis.SUBTOTAL, about)


def subtotal_of(reading: Reading, group: list[Standing]) -> dict[str, float | None]:
    """Return the sums of the counties by column, and the rates made of the sums; nothing where none may be added."""
    counties = [one for one in group if one.place.parent == reading.main.code and one.place.level is not Level.PARK]
    indicator = group[0].indicator
    every = [one.place.code for one in counties] == [one.code for one in reading.divisions]
    if len(counties) < 2 or not every or indicator.kind is Kind.RATE or indicator.unit == "%":
        return {}
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
    return sums


def _quotient(sums: Mapping[str, float | None], over: str, under: str) -> float | None:
    top, bottom = sums.get(over), sums.get(under)
    return None if top is None or bottom is None or bottom == 0 else top / bottom
