"""How wide the columns of a printed table are, in Chinese characters: numbers never tear, words wrap."""

import math

from guatu.office.cell_text import cell_text, header_lines, is_numeric, name_column, park_prefix, text_width
from guatu.report import Form, Table

_NARROWEST = 3.0
_HEADER_LINES = 3
_NARROWEST_WORDS = 4.0


def natural_widths(table: Table) -> tuple[float, ...]:
    """Return the width each column asks for: the longest number, or words up to the column's own width.

    A header may take three lines; its words are not torn narrower than four characters.
    """
    name = name_column(table)
    widths = [_header_width(table, index) for index in range(len(table.columns))]
    for section in table.sections:
        for at, row in enumerate(section.rows):
            for index, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
                prefix = park_prefix(section.rows, at, name) if index == name else ""
                width = text_width(prefix + cell_text(cell, column, section))
                widths[index] = max(widths[index], _held(table, index, width))
    return tuple(widths)


def fitted_widths(table: Table, total: float) -> tuple[float, ...]:
    """Return widths that fill exactly `total`: numbers keep theirs, words give way first, then all shrink alike."""
    natural = natural_widths(table)
    if sum(natural) <= total:
        return tuple(width * total / sum(natural) for width in natural)
    words = [index for index in range(len(natural)) if _gives_way(table, index)]
    firm = sum(width for index, width in enumerate(natural) if index not in words)
    soft = sum(natural[index] for index in words)
    share = (total - firm) / soft if soft else 0.0
    if share <= 0 or any(natural[index] * share < _NARROWEST_WORDS for index in words):
        return tuple(width * total / sum(natural) for width in natural)
    return tuple(width * share if index in words else width for index, width in enumerate(natural))


def _header_width(table: Table, index: int) -> float:
    label, *unit = header_lines(table.columns[index])
    lines = 1 if text_width(label) <= _NARROWEST_WORDS else _HEADER_LINES - len(unit)
    label_width = max(math.ceil(text_width(label) / lines), min(text_width(label), _NARROWEST_WORDS))
    return max(_NARROWEST, label_width + 1, *(text_width(text) for text in unit))


def _held(table: Table, index: int, width: float) -> float:
    column = table.columns[index]
    if is_numeric(column) or column.form is not Form.TEXT:
        return width + 1
    return min(width + 1, max(column.width, _NARROWEST_WORDS + 1))


def _gives_way(table: Table, index: int) -> bool:
    return table.columns[index].form is Form.TEXT and index != name_column(table)
