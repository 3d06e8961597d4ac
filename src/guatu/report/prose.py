"""Sentences made of texts and figures: every number of the bulletin enters here, with its source and formula."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from guatu.domain import Place
from guatu.pack import Indicator
from guatu.query import Column as DataColumn
from guatu.query import Measure, TableSchema
from guatu.report.citations import cited_clause
from guatu.report.formulas import COUNTED, GROWTH_COMPUTED, PUBLISHED, formula_of
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
from guatu.report.reading import Reading, plain_name
from guatu.report.standing import Cells, Standing, home_of, number_in
from guatu.report.values import Figure, Origin, Paragraph

Part = str | Figure
Parts = tuple[Part, ...]

_GROWTHS = frozenset({"growth", "last_growth", "required_growth", "parent_growth", "firm_growth"})
_DIFFERENCES = frozenset({"gap", "required", "uncovered", "parts_difference", "change"})
_FILE = re.compile(r"(.+?\.(?:csv|xlsx?|et|parquet|txt))(.*)", re.IGNORECASE)
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


def grouped_counts(counts: Counter[str], meaning: Callable[[str], str], source: str) -> list[Parts]:
    """Return names with their counts, the most first, those of one count together: `甲县6项`, `乙县、丙县各2项`."""
    groups: dict[int, list[str]] = {}
    for name, count in counts.most_common():
        groups.setdefault(count, []).append(name)
    items: list[Parts] = []
    for count, names in groups.items():
        called = names[0] if len(names) == 1 else f"{names[0]}等{len(names)}个各自"
        figure = count_figure(count, "项", meaning(called), source)
        items.append(("、".join(names), "各" if len(names) > 1 else "", figure))
    return items


def standing_figure(reading: Reading, standing: Standing, column: str) -> Figure | None:
    """Return a number of a standing as a figure, printed as its column means; None when it is missing."""
    schema, home = home_of(column)
    return ledger_figure(
        reading, schema, home, cells=standing.cells, place=standing.place, indicator=standing.indicator
    )


def rate_figure(reading: Reading, standing: Standing, column: str) -> Figure | None:
    """Return a rate as it stands in brackets behind a name, with a sign where it is negative: `8.4%`, `-5.1%`."""
    value, figure = standing.number(column), standing_figure(reading, standing, column)
    return None if value is None or figure is None else replace(figure, printed=print_percent(value).replace("-", "−"))


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
    formula, origin = formula_of(schema, column, cells), None
    if column.name in _OBSERVED and schema.name != "driver_ledger":
        origin = _origin(reading.source_of(place, indicator))
        if column.name == "growth":
            formula = GROWTH_COMPUTED if cells.get("growth_computed") else PUBLISHED
    sign = "（负）" if value < 0 and column.measure in (Measure.POINTS, Measure.INDICATOR) else ""
    name = plain_name(place)
    return Figure(
        print_by_measure(value, column, indicator),
        f"{name}{indicator.name}：{column.label}{sign}",
        formula,
        f"{schema.label}：{name}，{indicator.name}",
        origin,
        (schema.name, column.name, place.code, indicator.id, str(cells.get("target") or "")),
    )


def split_origin(text: str) -> tuple[str, str]:
    """Split where a fact was read into the file and the place in it.

    >>> split_origin("月报.xlsx［工业］C6"), split_origin("observations.csv 第71行"), split_origin("手工填报")
    (('月报.xlsx', '［工业］C6'), ('observations.csv', '第71行'), ('手工填报', ''))
    """
    found = _FILE.fullmatch(text.strip())
    return (found[1], found[2].strip()) if found else (text.strip(), "")


def _origin(observed: Cells | None) -> Origin | None:
    """Return where an observation was read; None when the facts name no place for it."""
    if observed is None:
        return None
    file, spot = split_origin(str(observed.get("origin") or ""))
    publisher = str(observed.get("source") or "")
    return Origin("" if publisher == file else publisher, file, spot) if publisher or file else None


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
    clause = cited_clause(reading, standing.text("clause"), standing.target)
    return Figure(
        standing.requirement,
        f"{plain_name(standing.place)}{standing.indicator.name}：目标要求",
        "计划写明的数",
        clause or f"目标任务账：{standing.target}",
    )


def difference_figure(value: float, meaning: str, formula: str, source: str) -> Figure:
    """Return a difference of two rates of the tables, computed before rounding, in 百分点."""
    return Figure(print_points(value), meaning, formula, source)
