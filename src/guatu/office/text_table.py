"""Tables as lines of text for a terminal: Chinese characters take two places, numbers stand to the right."""

import unicodedata
from collections.abc import Iterator

from guatu.office.cell_text import cell_text, is_numeric
from guatu.report import Emphasis, Row, Section, Table

_GAP = "  "
_NOT_FIRST, _NOT_LAST = "，。；：、）”》？…％", "（“《"
_NARROWEST = 8  # places below which a column of words is not cut


def table_lines(table: Table, width: int = 100) -> tuple[str, ...]:
    """Return a table's header, rows and notes in lines of at most `width` places; words that do not fit end in …."""
    return tuple(_lines(table, width))


def wrapped_line(line: str, width: int = 100) -> tuple[str, ...]:
    """Return a line in parts of at most `width` places; the parts after the first stand further in than the line."""
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    parts = []
    while _places(line) > width:
        fit = next(at for at in range(len(line), 0, -1) if _places(line[:at]) <= width)
        at = fit
        while at > fit // 3 and _is_bound(line[at - 1], line[at]):
            at -= 1
        parts.append(line[:at].rstrip())
        line = indent + line[at:].lstrip()
    return (*parts, line)


def _is_bound(before: str, after: str) -> bool:
    """Tell whether a line may not end between two signs: in a number and its unit, before a sign that closes."""
    inside = before.isascii() and before.isalnum() and not after.isspace()
    return inside or after in _NOT_FIRST or before in _NOT_LAST


def _lines(table: Table, width: int) -> Iterator[str]:
    if table.title:
        yield table.title
    if not any(section.rows for section in table.sections):
        yield table.nothing
        return
    widths = _widths(table, width)
    numeric = [is_numeric(column) for column in table.columns]
    labels = [column.label.replace("\n", "") for column in table.columns]
    yield _line(labels, widths, numeric)
    rule = "-" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    yield rule
    for section in table.sections:
        if section.title:
            yield section.title
        for row in section.rows:
            if row.emphasis is Emphasis.TOTAL:
                yield rule
            yield _line(_texts(table, row, section), widths, numeric)
    yield from table.notes


def _texts(table: Table, row: Row, section: Section) -> list[str]:
    return [
        " ".join(cell_text(cell, column, section).split())
        for cell, column in zip(row.cells, table.columns, strict=True)
    ]


def _widths(table: Table, width: int) -> list[int]:
    """Return the places of each column; the widest columns of words give way until the table fits."""
    listed = [[column.label.replace("\n", "") for column in table.columns]]
    listed += [_texts(table, row, section) for section in table.sections for row in section.rows]
    widths = [max(_places(text) for text in column) for column in zip(*listed, strict=True)]
    words = [index for index, column in enumerate(table.columns) if not is_numeric(column)]
    while sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        widest = max(words, key=lambda index: widths[index], default=None)
        if widest is None or widths[widest] <= _NARROWEST:
            break
        widths[widest] -= 1
    return widths


def _line(texts: list[str], widths: list[int], numeric: list[bool]) -> str:
    cells = []
    for text, places, right in zip(texts, widths, numeric, strict=True):
        shown = _cut(text, places)
        blanks = " " * (places - _places(shown))
        cells.append(blanks + shown if right else shown + blanks)
    return _GAP.join(cells).rstrip()


def _cut(text: str, places: int) -> str:
    if _places(text) <= places:
        return text
    while text and _places(text) + _places("…") > places:
        text = text[:-1]
    return f"{text}…"


def _places(text: str) -> int:
    # "Ambiguous" signs (→ … ‰) take one place on the terminals in use today.
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
