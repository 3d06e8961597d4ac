"""The six ledgers (六本账) as tables on paper: sections by indicator, 合计 first, counties, 小计, then parks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from guatu.domain import Level
from guatu.ledgers import GAP_LEDGER, SCHEDULE_LEDGER, SUPPORT_LEDGER, TARGET_LEDGER
from guatu.pack import Kind
from guatu.query import Column as DataColumn
from guatu.query import TableSchema
from guatu.report.driver_tables import driver_table, quality_table
from guatu.report.formulas import LETTERS, formula_of
from guatu.report.paper import (
    WIDTHS,
    common_notes,
    indicator_section,
    paper_cell,
    paper_column,
    place_emphasis,
    place_label,
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
    return (*joined, driver_table(reading), quality_table(reading))


def _stated_notes(columns: Iterable[str]) -> tuple[str, ...]:
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
            Column("地区", width=WIDTHS["地区"]),
            Column("目标要求", width=WIDTHS["目标要求"]),
            *(paper_column(column) for column in columns),
        ),
        sections=tuple(
            indicator_section(group[0].indicator, _standing_rows(reading, group, columns))
            for group in sections.values()
        ),
        notes=(*_stated_notes(sheet.stated), *sheet.notes, *common_notes(reading)),
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
