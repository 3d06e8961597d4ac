"""新旧动能接续转换增能账 and 质量效益账 as tables: a row for an indicator of a place, with or without a target."""

from dataclasses import replace

from guatu.ledgers import DRIVER_LEDGER, QUALITY_LEDGER
from guatu.pack import Indicator
from guatu.query import Column as DataColumn
from guatu.query import TableSchema
from guatu.report.formulas import formula_of
from guatu.report.paper import (
    WIDTHS,
    common_notes,
    indicator_section,
    paper_cell,
    paper_column,
    place_emphasis,
    place_label,
    points_said_once,
    table_subtitle,
    table_title,
)
from guatu.report.printed import print_amount
from guatu.report.reading import Reading, in_order
from guatu.report.standing import Cells, number_in
from guatu.report.values import Column, Form, Row, Table

_DRIVERS = (
    "actual",
    "base_to_date",
    "growth",
    "new_pull",
    "traditional_pull",
    "other_pull",
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


def driver_table(reading: Reading) -> Table:
    """Return what new and traditional drivers and firms brought to growth."""
    pull = f"拉动：{formula_of(DRIVER_LEDGER, _column(DRIVER_LEDGER, 'new_pull'))}；各部分拉动之和等于合计增速。"
    parts = "分项差额＝总数−分项合计。"
    firms = "企业：新进为本年纳入统计，退出为本年不再纳入统计，增长、下降按同一企业本期与上年同期比较。"
    table = _indicator_table(reading, DRIVER_LEDGER, _DRIVERS, (pull, parts, firms, *common_notes(reading)))
    return replace(points_said_once(table, "拉动"), nothing="（没有分项数据，也没有企业数据，本期不编）")


def quality_table(reading: Reading) -> Table:
    """Return the rates of quality against last year, with how each is made."""
    made = []
    for key in dict.fromkeys(str(one.get("indicator")) for one in reading.rows(QUALITY_LEDGER.name)):
        indicator = reading.indicator(key)
        if indicator.ratio is not None:
            over, under = reading.indicator(indicator.ratio.over), reading.indicator(indicator.ratio.under)
            made.append(f"{indicator.name}＝{over.name}（{over.unit}）÷{under.name}（{under.unit}）。")
    change = "比上年同期＝本期−上年同期，比率的差为百分点；是否改善按指标方向判断。"
    table = _indicator_table(reading, QUALITY_LEDGER, _QUALITIES, (*made, change, *common_notes(reading)))
    return replace(table, nothing="（没有计算质量效益指标所需的数，本期不编）")


def _indicator_table(reading: Reading, schema: TableSchema, names: tuple[str, ...], notes: tuple[str, ...]) -> Table:
    columns = tuple(_column(schema, name) for name in names)
    sections: dict[str, tuple[Indicator, list[Row]]] = {}
    for place, indicator, row_cells in in_order(reading, reading.rows(schema.name)):
        cells = _with_units(reading, indicator, row_cells)
        row = Row(
            (place_label(reading, place), *(paper_cell(column, cells) for column in columns)),
            place_emphasis(reading, place),
            (place.code, indicator.id, ""),
        )
        sections.setdefault(indicator.id, (indicator, []))[1].append(row)
    return Table(
        name=schema.label,
        title=table_title(reading, schema.label),
        subtitle=table_subtitle(reading),
        columns=(
            Column("地区", width=WIDTHS["地区"]),
            *(
                replace(paper_column(column), form=Form.TEXT)
                if column.name in ("over", "under")
                else paper_column(column)
                for column in columns
            ),
        ),
        sections=tuple(indicator_section(indicator, rows) for indicator, rows in sections.values()),
        notes=notes,
        key=schema.name,
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
