"""How a ledger's data becomes paper: headers with form and unit, cells, the names and kinds of rows."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from guatu.domain import Level, Place
from guatu.pack import Indicator
from guatu.query import Column as DataColumn
from guatu.query import Measure
from guatu.report.reading import Reading
from guatu.report.standing import Cells, Standing
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
_LOOKED_UP = frozenset(_FORMS) - {Measure.DATE}
_HEADER_UNITS = {Form.PERCENT: "%", Form.POINTS: "百分点"}
# Differences of two levels: of a percentage they are points.
CHANGES = frozenset(
    {"required", "gap", "uncovered", "certain", "likely", "possible", "listed", "change"}
    | {"expected_gap", "uncovered_at_pace"}
)
_MONTHS = frozenset({"first", "last", "period"})
# Where nothing is to be counted, a zero is noise: those cells stay blank, and a note says what that means.
_BLANK_ZEROS = frozenset({"conflicts", "falling_periods", "growth_computed"})
WIDTHS = {"条款": 6, "牵头单位": 9, "牵头单位（责任单位）": 15, "目标要求": 9, "地区": 8, "目标期": 6}


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
    if column.name in CHANGES:
        form = Form.CHANGE
    elif column.name in _MONTHS:
        form = Form.MONTH
    key = column.name if column.measure in _LOOKED_UP or form is Form.LIGHT else ""
    return Column(column.label, form, _HEADER_UNITS.get(form, ""), WIDTHS.get(column.label, 8), key=key)


def about_standing(one: Standing) -> tuple[str, str, str]:
    """Return what the row of a standing is about, for looking its numbers up."""
    return one.place.code, one.indicator.id, one.target


def points_said_once(table: Table, what: str) -> Table:
    """Return a wide table whose headers leave out 百分点; the line under the title says it once of `what`.

    Several headers of （百分点） would cost the whole sheet a size of print.
    """
    columns = tuple(replace(one, unit="") if one.form is Form.POINTS else one for one in table.columns)
    return replace(table, subtitle=f"{table.subtitle}　{what}：百分点", columns=columns)


def paper_cell(column: DataColumn, cells: Cells) -> Cell:
    """Return a value of a row as a cell: lights as lights, choices by their words, yes and no as 是 and 否."""
    value = cells.get(column.name)
    if value is None or value == "" or (value == 0 and column.name in _BLANK_ZEROS):
        return None
    if column.name.endswith("light"):
        return Light(str(value))
    if column.measure is Measure.YES_NO:
        return "是" if value else "否"
    if isinstance(value, int | float | date):
        return value
    return dict(column.choices).get(str(value), str(value))


def indicator_label(indicator: Indicator) -> str:
    """Return an indicator's name with its unit, for a row: `工业总产值（亿元）`."""
    return f"{indicator.name}（{indicator.unit}）" if indicator.unit else indicator.name


def indicator_section(indicator: Indicator, rows: Iterable[Row], *, flat: bool = False) -> Section:
    """Return the section of an indicator, in its unit and decimals; without a heading in a flat table."""
    return Section("" if flat else indicator.name, tuple(rows), indicator.unit, indicator.decimals)


def is_flat(reading: Reading, standings: Iterable[Standing]) -> bool:
    """Tell whether a table is about the main place alone: a row an indicator then, and no headings between them."""
    return all(one.place.code == reading.main.code for one in standings)


def first_column(*, flat: bool) -> Column:
    """Return the column that names the rows: the place, or in a flat table the indicator."""
    return Column("指标（单位）", width=14) if flat else Column("地区", width=WIDTHS["地区"])


def common_notes(reading: Reading) -> tuple[str, ...]:
    """Return the notes every ledger bears: what a blank means, and that parks are never added."""
    parks = "园区与所在县市重叠，只单列，不计入合计和小计。" if reading.parks else ""
    return tuple(note for note in ("空白为未报或无数据，不作零计算。", parks) if note)
