"""What numbers of ledgers without targets are made of: 新旧动能账, 质量效益账, the parts, the sources themselves."""

from collections.abc import Iterable

from guatu.ledgers import DRIVER_LEDGER, PARTS, QUALITY_LEDGER, SOURCES
from guatu.pack import Indicator
from guatu.query import Column, TableSchema
from guatu.report.figure_inputs import Leaf, inputs_of, is_by_firms, leaves_of
from guatu.report.printed import print_amount
from guatu.report.reading import Reading
from guatu.report.reported_rows import reported_rows, source_row
from guatu.report.source_values import SourceRow, SourceStep
from guatu.report.source_words import column_named, printed_cell
from guatu.report.standing import Cells, number_in

_FIRM_REGISTERS = "企业名录和企业月度数据"


def made_of(
    reading: Reading, schema: TableSchema, column: Column, row: Cells
) -> tuple[tuple[SourceStep, ...], tuple[SourceRow, ...]]:
    """Return the steps and the reported figures behind a number of a row of one place and indicator."""
    place, indicator = str(row["place"]), reading.indicator(row["indicator"])
    if schema.name == SOURCES.name:
        return (), (source_row(reading, row, indicator),)
    if schema.name == QUALITY_LEDGER.name:
        return _of_quality(reading, column, row, indicator)
    if schema.name == DRIVER_LEDGER.name and is_by_firms(column.name):
        shown = (name for name in schema.names if is_by_firms(name) and name.endswith("_pull"))
        steps = _row_steps(schema, row, indicator, shown) if column.name == "firm_growth" else ()
        return (*steps, ("计算范围", "本地区企业", _FIRM_REGISTERS)), ()
    if schema.name == DRIVER_LEDGER.name and column.name not in ("actual", "base_to_date"):
        return _of_parts(reading, column, row, indicator)
    if schema.name == PARTS.name:
        part = reading.indicator(row["part"])
        steps = _row_steps(schema, row, part, ("actual", "base_to_date", "growth"))
        return steps, reported_rows(reading, place, part, (Leaf.NOW, Leaf.LAST_YEAR))
    steps = _row_steps(schema, row, indicator, inputs_of(column.name, row))
    return steps, reported_rows(reading, place, indicator, leaves_of(column.name, row) or (Leaf.NOW,))


def _of_quality(
    reading: Reading, column: Column, row: Cells, indicator: Indicator
) -> tuple[tuple[SourceStep, ...], tuple[SourceRow, ...]]:
    """Return what a rate is made of: the two indicators it divides; itself where it was published."""
    ratio, place = indicator.ratio, str(row["place"])
    leaves = {"last_year": (Leaf.LAST_YEAR,), "change": (Leaf.NOW, Leaf.LAST_YEAR)}.get(column.name, (Leaf.NOW,))
    steps = list(_row_steps(QUALITY_LEDGER, row, indicator, inputs_of(column.name, row)))
    keys = [indicator]
    if ratio is not None:
        over, under = reading.indicator(ratio.over), reading.indicator(ratio.under)
        named = {"over": (over,), "under": (under,)}.get(column.name)
        keys = list(named or (indicator, over, under))
        if column.name == "value":
            steps += [
                (one.name, print_amount(number_in(row, name), one), QUALITY_LEDGER.label)
                for name, one in (("over", over), ("under", under))
            ]
    found = (source for one in keys for source in reported_rows(reading, place, one, leaves))
    return tuple(steps), tuple(dict.fromkeys(found))


def _of_parts(
    reading: Reading, column: Column, row: Cells, indicator: Indicator
) -> tuple[tuple[SourceStep, ...], tuple[SourceRow, ...]]:
    """Return the parts a number of the ledger of drivers is summed from, each with its pull, and their figures."""
    wanted = {"new_pull": "new", "traditional_pull": "traditional", "other_pull": None}
    rows = [
        part
        for part in reading.rows(PARTS.name)
        if (part["place"], part["indicator"]) == (row["place"], row["indicator"])
        and (column.name not in wanted or part.get("driver") == wanted[column.name])
    ]
    # Of several splits the ledger takes one: the one that is marked by driver, else the first by name.
    splits = sorted({str(part.get("split") or "") for part in rows})
    marked = [split for split in splits if any(one.get("driver") for one in rows if (one.get("split") or "") == split)]
    used = [part for part in rows if (part.get("split") or "") == (marked or splits or [""])[0]]
    shown = "actual" if column.name in ("parts", "parts_sum", "parts_difference") else "pull"
    cell = column_named(PARTS, shown)
    steps = [
        (
            f"{(part_noun := reading.indicator(part['part'])).name}：{cell.label}",
            printed_cell(cell, part, part_noun),
            PARTS.label,
        )
        for part in used
    ]
    if column.name == "parts_difference":
        steps = [*_row_steps(DRIVER_LEDGER, row, indicator, ("actual", "parts_sum")), *steps]
    place = str(row["place"])
    found = tuple(
        source
        for part in used
        for source in reported_rows(reading, place, reading.indicator(part["part"]), (Leaf.NOW, Leaf.LAST_YEAR))
    )
    return tuple(steps), found


def _row_steps(schema: TableSchema, row: Cells, indicator: Indicator, names: Iterable[str]) -> tuple[SourceStep, ...]:
    columns = (column for name in names if (column := schema.column(name)) is not None)
    return tuple((column.label, printed_cell(column, row, indicator), schema.label) for column in columns)
