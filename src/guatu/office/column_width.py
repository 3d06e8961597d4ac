"""How wide the columns of a printed table are, in Chinese characters: numbers never tear, words wrap."""

import math
from decimal import Decimal

from guatu.office.cell_text import (
    broken_label,
    cell_text,
    header_unit,
    is_numeric,
    name_column,
    park_prefix,
    text_width,
)
from guatu.report import Cell, Column, Form, Table

_NARROWEST_WORDS = 4.0
_WIDEST_NAME = 18.0  # a park's full name behind 其中：
_SHORT_NAME = 8.0  # names up to here do not give way to other words
_WORTH_WIDENING = 1.5  # a column is widened by so much rather than that its header takes two lines
_WHOLE_LABEL, _BROKEN_LABEL = 4.0, 3.0  # labels up to here stay on one line
_ROOMY = 80.0  # of a wider table no column is widened: its print would become smaller


def natural_widths(table: Table, *, spare: float = 0.3) -> tuple[float, ...]:
    """Return the width each column asks for: the longest number, or words up to the column's own width.

    `spare` is what each column keeps free at its sides. A header's label may take two lines, in a wide table it must;
    where a table has parks, their names stay on one. A column of words that is to be filled by hand keeps its width.
    """
    cells = _cell_widths(table)
    needed = _with_labels(table, cells, spare, _WHOLE_LABEL)
    whole = [text_width(column.label) + spare for column in table.columns]
    widened = tuple(
        label if width < label <= width + _WORTH_WIDENING else width for label, width in zip(whole, needed, strict=True)
    )
    if sum(widened) <= _ROOMY:
        return widened
    return _with_labels(table, cells, spare, _BROKEN_LABEL)


def _cell_widths(table: Table) -> list[float]:
    name = name_column(table)
    widths = [column.width if column.by_hand else 0.0 for column in table.columns]
    for section in table.sections:
        for index, column in enumerate(table.columns):
            cells = [row.cells[index] for row in section.rows]
            if is_numeric(column):
                texts = [cell_text(cell, column, section) for cell in _extremes(cells)]
            else:
                texts = [cell_text(cell, column, section) for cell in cells if cell is not None]
            cap = max(column.width, _NARROWEST_WORDS) if column.form is Form.TEXT else math.inf
            widths[index] = _widest(texts, widths[index], cap)
        for at, row in enumerate(section.rows):
            if prefix := park_prefix(section.rows, at, name):
                park = text_width(f"{prefix}{row.cells[name]}")
                widths[name] = max(widths[name], min(park, _WIDEST_NAME))
    return widths


def _widest(texts: list[str], width: float, cap: float) -> float:
    """Return the width of the widest text, at least `width` and of texts at most `cap`."""
    widest = 0.0
    for text in texts:
        # A text is never wider than it has characters: most of a long list need not be measured.
        if len(text) > widest:
            widest = max(widest, text_width(text))
            if widest >= cap:
                break
    return max(width, min(widest, cap))


def _extremes(cells: list[Cell]) -> list[Cell]:
    """Return the largest and the smallest number, the longest when printed, and whatever is no number."""
    numbers = [cell for cell in cells if isinstance(cell, int | float | Decimal) and math.isfinite(cell)]
    others: list[Cell] = [cell for cell in cells if isinstance(cell, str)]
    return [*others, max(numbers), min(numbers)] if numbers else others


def _with_labels(table: Table, cells: list[float], spare: float, whole: float) -> tuple[float, ...]:
    labels = (
        max(text_width(line) for line in (*broken_label(column.label, whole), header_unit(column)))
        for column in table.columns
    )
    return tuple(max(label, cell) + spare for label, cell in zip(labels, cells, strict=True))


def header_text(column: Column, width: float) -> str:
    """Return a column's header in lines: the label whole where it fits the width, else in two, then the unit."""
    return "\n".join(filter(None, (*broken_label(column.label, width), header_unit(column))))


def fitted_widths(table: Table, total: float) -> tuple[float, ...]:
    """Return widths that fill exactly `total`: numbers keep theirs, words give way first, then all shrink alike."""
    natural = natural_widths(table)
    if sum(natural) <= total:
        return tuple(width * total / sum(natural) for width in natural)
    name = name_column(table)
    firm_name = name if natural[name] <= _SHORT_NAME else None
    words = [at for at, column in enumerate(table.columns) if column.form is Form.TEXT and at != firm_name]
    firm = sum(width for index, width in enumerate(natural) if index not in words)
    soft = sum(natural[index] for index in words)
    share = (total - firm) / soft if soft else 0.0
    if share <= 0 or any(natural[index] * share < _NARROWEST_WORDS for index in words):
        return tuple(width * total / sum(natural) for width in natural)
    return tuple(width * share if index in words else width for index, width in enumerate(natural))
