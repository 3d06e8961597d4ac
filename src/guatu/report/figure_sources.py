"""Where a ledger's number comes from (数据来源): its formula, what it is made of, its clause, the reported figures."""

from collections.abc import Iterable, Mapping

from guatu.domain import InvalidValue, Period
from guatu.ledgers import LIGHT_HISTORY, MONTH_TABLES, PARTS, SOURCES, TREND
from guatu.pack import Indicator, Packs
from guatu.query import Column, Measure, Results, TableSchema
from guatu.report.citations import full_clause
from guatu.report.figure_inputs import Leaf, inputs_of, is_supported, leaves_of
from guatu.report.formulas import formula_of
from guatu.report.indicator_sources import made_of
from guatu.report.ledger_tables import SUBTOTAL, subtotal_of
from guatu.report.printed import print_count, whole_need
from guatu.report.reading import Reading, plain_name
from guatu.report.reported_rows import reported_rows
from guatu.report.source_values import FigureAsked, FigureSource
from guatu.report.source_words import column_named, formula_words, printed_cell, unit_of, why_blank
from guatu.report.standing import STANDING_LEDGERS, Cells, Standing, home_of
from guatu.report.values import Light
from guatu.report.wall import light_words

_WORST_FIRST = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)
_ALIKE = 1e-9
_SUPPORT_REGISTER = "支撑事项登记表"
# Of sums not the sums of rates: these are worked out again from the sums.
_MADE_OF_SUMS = {
    "completion": ("actual", "level"),
    "coverage": ("listed", "required"),
    "ahead": ("completion", "schedule"),
}


def tables_asked(asked: FigureAsked) -> tuple[str, ...]:
    """Return the names of the tables that answer a question, so that no others need be read."""
    schema = _ledger_named(asked.ledger)
    standing = tuple(one.name for one in STANDING_LEDGERS)
    if schema in STANDING_LEDGERS:
        return (*standing, SOURCES.name)
    if schema.name == LIGHT_HISTORY.name:
        return (*standing, schema.name, TREND.name, SOURCES.name)
    return (schema.name, PARTS.name, SOURCES.name)


def sources_of_figures(
    results: Results, packs: Packs, month: Period, asked: Iterable[FigureAsked], *, main: str | None = None
) -> tuple[FigureSource, ...]:
    """Return where numbers of a month's tables come from, in the order asked; `main` is the place of the month.

    A ledger, column or row that is not there raises InvalidValue.
    """
    reading = Reading(results, packs, month, main)
    return tuple(_source_of(reading, one) for one in asked)


def _source_of(reading: Reading, asked: FigureAsked) -> FigureSource:
    schema = _ledger_named(asked.ledger)
    if asked.target == SUBTOTAL:
        return _of_subtotal(reading, asked)
    if schema in STANDING_LEDGERS:
        return _of_standing(reading, asked)
    if schema.name == LIGHT_HISTORY.name:
        return _of_history(reading, schema, asked)
    column = column_named(schema, asked.column)
    row = _row_asked(reading, schema, asked)
    place, indicator = reading.place(row["place"]), reading.indicator(row["indicator"])
    steps, sources = made_of(reading, schema, column, row)
    blank = ""
    if row.get(column.name) is None:
        blank = (
            "报来的这一行没有这个数。" if schema.name == SOURCES.name else why_blank(reading, column, row, indicator)
        )
    return FigureSource(
        title=f"{plain_name(place)}{indicator.name}：{column.label}",
        printed=printed_cell(column, row, unit_of(reading, column, indicator)),
        formula=formula_words(schema, column, row),
        clause="",
        steps=steps,
        sources=sources,
        blank=blank,
    )


def _ledger_named(name: str) -> TableSchema:
    found = next((one for one in MONTH_TABLES if name in (one.name, one.label)), None)
    if found is None:
        raise InvalidValue(f"没有名为“{name}”的台账")
    return found


def _row_asked(reading: Reading, schema: TableSchema, asked: FigureAsked) -> Cells:
    wanted = {"place": asked.place, "indicator": asked.indicator}
    if schema.name == SOURCES.name:
        wanted["period"], _, wanted["basis"] = asked.target.partition(":")
    elif asked.target:
        wanted["part" if schema.name == PARTS.name else "target"] = asked.target
    for row in reading.rows(schema.name):
        if all(str(row.get(name)) == value for name, value in wanted.items()):
            return row
    raise InvalidValue(f"{schema.label}里没有这一行，可能已被后来的运行改变")


def _of_standing(reading: Reading, asked: FigureAsked) -> FigureSource:
    rows = [one for one in reading.standings if (one.place.code, one.indicator.id) == (asked.place, asked.indicator)]
    rows = [one for one in rows if asked.target in ("", one.target)]
    if not rows and asked.target:
        raise InvalidValue("台账里没有这一行，可能已被后来的运行改变")
    schema, column = _standing_column(asked.column)
    if not rows:
        title = f"{plain_name(reading.place(asked.place))}{reading.indicator(asked.indicator).name}：{column.label}"
        return FigureSource(title, "", "", "", blank="这个地区没有这项指标的目标。")
    # Where no target is named the cell shows the worst light of several; a number is the same for all, or the first's.
    if asked.column == "light":
        rows.sort(key=lambda one: _WORST_FIRST.index(one.light))
    chosen = next((one for one in rows if one.cells.get(column.name) is not None), rows[0])
    return _standing_source(reading, chosen, schema, column)


def _standing_column(name: str) -> tuple[TableSchema, Column]:
    try:
        return home_of(name)
    except KeyError:
        raise InvalidValue(f"台账没有“{name}”这一栏") from None


def _standing_source(reading: Reading, one: Standing, schema: TableSchema, column: Column) -> FigureSource:
    cells, indicator = _with_whole_need(one), one.indicator
    formula = _schedule_words(reading, one) if column.name == "schedule" else formula_words(schema, column, cells)
    if column.name in ("light", "last_light"):
        formula = light_words(reading, one) or "没有适用的亮灯规则，一律灰灯"
    steps = [_step(reading, name, cells, indicator) for name in inputs_of(column.name, cells)]
    if is_supported(column.name):
        steps.append((home_of("supports")[1].label, print_count(one.number("supports")), _SUPPORT_REGISTER))
    if one.requirement:
        steps.append(("目标要求", one.requirement, "目标任务账"))
    return FigureSource(
        title=f"{plain_name(one.place)}{indicator.name}：{column.label}",
        printed=printed_cell(column, cells, indicator),
        formula=formula,
        clause=full_clause(reading, one.cells.get("clause"), one.target),
        steps=tuple(steps),
        sources=reported_rows(reading, one.place.code, indicator, leaves_of(column.name, cells)),
        blank=why_blank(reading, column, cells, indicator) if cells.get(column.name) is None else "",
    )


def _schedule_words(reading: Reading, one: Standing) -> str:
    """Say which of the three ways the schedule was made."""
    planned = reading.plan_targets.get(one.target)
    chosen = (planned.schedule if planned else None) or one.indicator.schedule
    if chosen == "usual":
        return "序时进度＝往年同期占全年比重的平均数"
    if chosen == "stepped":
        return "序时进度为计划写明的分月进度"
    month = reading.month.last.month
    known = one.number("schedule")
    if known is not None and abs(known - month / 12) < _ALIKE:
        return f"序时进度＝月数÷12＝{month}÷12"
    return formula_of(*home_of("schedule"))


def _with_whole_need(one: Standing) -> dict[str, object]:
    """Return a standing's cells as printed: what each month must bring of counted things is a whole number."""
    cells, monthly = dict(one.cells), one.number("required_monthly")
    if monthly is not None:
        cells["required_monthly"] = whole_need(monthly, one.indicator)
    return cells


def _step(reading: Reading, name: str, cells: Cells, indicator: Indicator) -> tuple[str, str, str]:
    schema, column = home_of(name)
    return column.label, printed_cell(column, cells, indicator), schema.label


def _of_subtotal(reading: Reading, asked: FigureAsked) -> FigureSource:
    group = [one for one in reading.standings if one.indicator.id == asked.indicator]
    sums: Mapping[str, object] = subtotal_of(reading, group) if group else {}
    if not group:
        raise InvalidValue("台账里没有这个小计，可能已被后来的运行改变")
    indicator, label = group[0].indicator, f"{reading.division_word}小计"
    column = _standing_column(asked.column)[1]
    title = f"{reading.name}{indicator.name}：{column.label}（{label}）"
    if sums.get(asked.column) is None:
        return FigureSource(
            title, "", "", "", blank=f"有{reading.division_word}没有这个数，或这一栏不能相加，不作小计。"
        )
    counties = [one for one in group if one.place in reading.divisions]
    if asked.column in _MADE_OF_SUMS:
        formula = f"各数先小计，再计算：{formula_words(home_of(asked.column)[0], column, counties[0].cells)}"
        steps = [
            (f"{home_of(name)[1].label}小计", printed_cell(home_of(name)[1], sums, indicator), label)
            for name in _MADE_OF_SUMS[asked.column]
        ]
    else:
        formula = f"{label}＝各{reading.division_word}之和，园区不计入" if asked.column != "schedule" else "各地相同"
        steps = [(one.place.name, printed_cell(column, one.cells, indicator), column.label) for one in counties]
    found = (reported_rows(reading, one.place.code, indicator, leaves_of(asked.column, one.cells)) for one in counties)
    return FigureSource(
        title=title,
        printed=printed_cell(column, sums, indicator),
        formula=formula,
        clause="",
        steps=tuple(steps),
        sources=tuple(row for rows in found for row in rows),
    )


def _of_history(reading: Reading, schema: TableSchema, asked: FigureAsked) -> FigureSource:
    """Return the source of a month's light; `column` is `light:2024-09` or `ahead:2024-09`."""
    name, _, month = asked.column.partition(":")
    period = Period.from_text(month) if month else reading.month
    column = column_named(schema, name)
    rows = [
        one
        for one in reading.standings
        if (one.place.code, one.indicator.id) == (asked.place, asked.indicator) and asked.target in ("", one.target)
    ]
    if not rows:
        raise InvalidValue(f"{schema.label}里没有这一行，可能已被后来的运行改变")
    one = rows[0]

    def of_month(table: str) -> Cells:
        found = (row for row in reading.rows(table) if (row["target"], row["place"]) == (one.target, one.place.code))
        return next((row for row in found if row["period"] == period.last), {})

    lit, trend = of_month(schema.name), of_month(TREND.name)
    steps = [
        (one_column.label, printed_cell(one_column, cells, one.indicator), where.label)
        for where, cells in ((schema, lit), (TREND, trend))
        for one_column in where.columns
        if one_column.measure in (Measure.INDICATOR, Measure.RATIO, Measure.POINTS)
        and cells.get(one_column.name) is not None
    ]
    leaves = (Leaf.NOW,) if period == reading.month else ()
    return FigureSource(
        title=f"{plain_name(one.place)}{one.indicator.name}{period.words}：{column.label}",
        printed=printed_cell(column, lit, one.indicator),
        formula=light_words(reading, one) if name == "light" else formula_words(schema, column, one.cells),
        clause=full_clause(reading, one.cells.get("clause"), one.target),
        steps=tuple(steps),
        sources=reported_rows(reading, one.place.code, one.indicator, leaves),
        blank="" if lit else f"{period.words}没有评灯：按季、按年报的指标，两次之间的月份不评。",
    )
