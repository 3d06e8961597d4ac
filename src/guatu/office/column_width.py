"""How wide the columns of a printed table are, in Chinese characters: numbers never tear, words wrap."""

from guatu.office.cell_text import (
    broken_label,
    cell_text,
    header_unit,
    name_column,
    park_prefix,
    text_width,
)
from guatu.report import Column, Form, Table

_NARROWEST = 3.0
_NARROWEST_WORDS = 4.0
_WIDEST_NAME = 18.0  # a park's full name behind 其中：
_MARGIN = 1.0
_WORTH_WIDENING = 1.5  # a column is widened by so much rather than that its header takes two lines


def natural_widths(table: Table) -> tuple[float, ...]:
    """Return the width each column asks for: the longest number, or words up to the column's own width.

    A header's label may take two lines; the name of a place stays on one.
    """
    name = name_column(table)
    widths = [_label_width(column) for column in table.columns]
    for section in table.sections:
        for at, row in enumerate(section.rows):
            for index, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
                prefix = park_prefix(section.rows, at, name) if index == name else ""
                width = text_width(prefix + cell_text(cell, column, section))
                widths[index] = max(widths[index], _held(table, index, width))
    return tuple(
        _whole_label(column) if width < _whole_label(column) <= width + _WORTH_WIDENING else width
        for column, width in zip(table.columns, widths, strict=True)
    )


def header_text(column: Column, width: float) -> str:
    """Return a column's header in lines: the label whole where it fits the width, else in two, then the unit."""
    lines = broken_label(column.label, width - _MARGIN / 2)
    return "\n".join(filter(None, (*lines, header_unit(column))))


def fitted_widths(table: Table, total: float) -> tuple[float, ...]:
    """Return widths that fill exactly `total`: numbers keep theirs, words give way first, then all shrink alike."""
    natural = natural_widths(table)
    if sum(natural) <= total:
        return tuple(width * total / sum(natural) for width in natural)
    words = [index for index, column in enumerate(table.columns) if column.form is Form.TEXT]
    firm = sum(width for index, width in enumerate(natural) if index not in words)
    soft = sum(natural[index] for index in words)
    share = (total - firm) / soft if soft else 0.0
    if share <= 0 or any(natural[index] * share < _NARROWEST_WORDS for index in words):
        return tuple(width * total / sum(natural) for width in natural)
    return tuple(width * share if index in words else width for index, width in enumerate(natural))


def _label_width(column: Column) -> float:
    lines = (*broken_label(column.label), header_unit(column))
    return max(_NARROWEST, *(text_width(line) + _MARGIN for line in lines))


def _whole_label(column: Column) -> float:
    return text_width(column.label) + _MARGIN


def _held(table: Table, index: int, width: float) -> float:
    column = table.columns[index]
    if index == name_column(table):
        return min(width + _MARGIN, max(column.width, _WIDEST_NAME) + _MARGIN)
    if column.form is not Form.TEXT:
        return width + 1.5 * _MARGIN
    return min(width + _MARGIN, max(column.width, _NARROWEST_WORDS) + _MARGIN)
