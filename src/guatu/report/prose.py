"""Sentences made of texts and figures: every number of the bulletin enters here, with its source and formula."""

from collections.abc import Iterable, Sequence

from guatu.domain import Place
from guatu.pack import Indicator
from guatu.query import Column as DataColumn
from guatu.query import Measure, TableSchema
from guatu.report.formulas import COUNTED, PUBLISHED, formula_of
from guatu.report.printed import (
    print_amount,
    print_count,
    print_difference,
    print_growth,
    print_percent,
    print_points,
    print_pull,
    whole_need,
)
from guatu.report.reading import Reading
from guatu.report.register_tables import source_words
from guatu.report.standing import Cells, Standing, home_of, number_in
from guatu.report.values import Figure, Paragraph

Part = str | Figure
Parts = tuple[Part, ...]

_GROWTHS = frozenset({"growth", "last_growth", "required_growth", "parent_growth", "firm_growth"})
_DIFFERENCES = frozenset({"gap", "required", "uncovered", "parts_difference", "change"})
# These are observations themselves: their source is the row of the report, not only the ledger.
_OBSERVED = frozenset({"actual", "growth", "month_value"})


def paragraph(*parts: Part | Iterable[Part] | None) -> Paragraph:
    """Return a paragraph of parts and groups of parts in order; missing ones fall away, neighbouring texts join."""
    flat: list[Part] = []
    for part in parts:
        for one in (part,) if isinstance(part, str | Figure) else part or ():
            if isinstance(one, str) and flat and isinstance(flat[-1], str):
                flat[-1] += one
            elif one:
                flat.append(one)
    return Paragraph(tuple(flat))


def listed(items: Sequence[Parts], separator: str = "、") -> Parts:
    """Return items one after the other with a separator between them."""
    parts: list[Part] = []
    for item in items:
        parts.extend((separator, *item) if parts else item)
    return tuple(parts)


def count_figure(count: int, unit: str, meaning: str, source: str) -> Figure:
    """Return a counted number: `3项`."""
    return Figure(f"{print_count(count)}{unit}", meaning, COUNTED, source)


def standing_figure(reading: Reading, standing: Standing, column: str) -> Figure | None:
    """Return a number of a standing as a figure, printed as its column means; None when it is missing."""
    schema, home = home_of(column)
    return ledger_figure(
        reading, schema, home, cells=standing.cells, place=standing.place, indicator=standing.indicator
    )


def row_figure(reading: Reading, schema: TableSchema, cells: Cells, column: str) -> Figure | None:
    """Return a number of a ledger row of one place and indicator as a figure; None when it is missing."""
    home = schema.column(column)
    if home is None:
        raise KeyError(f"{schema.name} has no column {column}")
    place, indicator = reading.place(cells.get("place")), reading.indicator(cells.get("indicator"))
    return ledger_figure(reading, schema, home, cells=cells, place=place, indicator=indicator)


def ledger_figure(
    reading: Reading, schema: TableSchema, column: DataColumn, *, cells: Cells, place: Place, indicator: Indicator
) -> Figure | None:
    """Return a ledger's cell as a figure with its meaning, formula and source; None when it is missing."""
    value = number_in(cells, column.name)
    if value is None:
        return None
    if column.name == "required_monthly":
        value = whole_need(value, indicator)
    formula, source = formula_of(schema, column, cells), f"{schema.label}：{place.name}，{indicator.name}"
    if column.name in _OBSERVED:
        observed = source_words(reading, reading.source_of(place, indicator), indicator)
        source = f"{source}；{observed}" if observed else source
        if column.name == "growth" and schema.name != "driver_ledger":
            computed = bool(cells.get("growth_computed"))
            formula = "同比＝A÷B−1（按现价计算，没有公布增速）" if computed else PUBLISHED
    sign = "（负数）" if value < 0 and column.measure in (Measure.POINTS, Measure.INDICATOR) else ""
    return Figure(
        print_by_measure(value, column, indicator),
        f"{place.name}{indicator.name}：{column.label}{sign}",
        formula,
        source,
    )


def print_by_measure(value: float, column: DataColumn, indicator: Indicator) -> str:
    """Return a ledger's number as a sentence says it: growth with its direction, differences without a sign."""
    if column.name in _GROWTHS:
        return print_growth(value)
    if column.name.endswith("pull"):
        return print_pull(value)
    if column.name in _DIFFERENCES:
        return print_difference(value, indicator)
    if column.measure is Measure.RATIO:
        return print_percent(value)
    if column.measure is Measure.POINTS:
        return print_points(value)
    return print_amount(value, indicator) if column.measure is Measure.INDICATOR else print_count(value)


def requirement_figure(reading: Reading, standing: Standing) -> Figure | None:
    """Return what the target asks for, as the plan writes it, with its clause as the source."""
    if not standing.requirement:
        return None
    clause = reading.clause_words(standing.text("clause"), standing.target)
    return Figure(
        standing.requirement,
        f"{standing.place.name}{standing.indicator.name}：目标要求",
        "计划写明的数",
        clause or f"目标任务账：{standing.target}",
    )


def difference_figure(value: float, meaning: str, formula: str, source: str) -> Figure:
    """Return a difference of two rates of the tables, computed before rounding, in 百分点."""
    return Figure(print_points(value), meaning, formula, source)
