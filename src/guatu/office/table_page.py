"""Tables of report as HTML (网页表格): the same cells, rows and headings as on paper, for a page to embed."""

from collections.abc import Iterator
from html import escape
from urllib.parse import urlencode

from guatu.office.cell_text import (
    broken_label,
    cell_text,
    header_unit,
    is_centred,
    is_numeric,
    name_column,
    park_prefix,
    section_text,
    subtitle_text,
)
from guatu.report import Emphasis, Light, Row, Section, Table

_ASK_WHY = 'tabindex="-1" title="空白的原因" aria-label="空白的原因"'
_ROW_CLASSES = {Emphasis.TOTAL: "total", Emphasis.SUBTOTAL: "subtotal", Emphasis.PARK: "park"}


def light_html(light: Light) -> str:
    """Return a light as HTML; the word is what is read, the colour only helps."""
    return f'<span class="light light-{light.value}">{light.word}</span>'


def table_html(table: Table, source_base: str = "") -> str:
    """Return a table as HTML: `table.paper` with heading rows by section; every text is escaped.

    With `source_base`, the address of a page of sources, each number and light that can be looked up (`Column.key`,
    `Row.about`) is a link to it: `source_base?ledger=…&place=…&indicator=…&target=…&column=…`.
    """
    lines = [f"<p class='note'>{escape(subtitle_text(table))}</p>"] if subtitle_text(table) else []
    if not any(section.rows for section in table.sections):
        return "".join((*lines, f"<p>{escape(table.nothing)}</p>", *_notes(table)))
    lines += ['<div class="scroll"><table class="paper"><thead><tr>', *_header(table), "</tr></thead><tbody>"]
    # How a column stands is asked once: whether it is centred depends on all of its cells.
    ways = tuple(_way(table, index) for index in range(len(table.columns)))
    for section in table.sections:
        lines += _section(table, section, ways, source_base)
    return "".join((*lines, "</tbody></table></div>", *_notes(table)))


def _header(table: Table) -> Iterator[str]:
    for index, column in enumerate(table.columns):
        label = "<br>".join(map(escape, broken_label(column.label)))
        sticky = ' class="sticky"' if index == 0 else ""
        yield f"<th{sticky}>{label}{escape(header_unit(column))}</th>"


def _way(table: Table, index: int) -> str:
    return "number" if is_numeric(table.columns[index]) else "centre" if is_centred(table, index) else ""


def _section(table: Table, section: Section, ways: tuple[str, ...], source_base: str) -> Iterator[str]:
    if section.title:
        yield f'<tr class="section"><th colspan="{len(table.columns)}">{escape(section_text(section))}</th></tr>'
    name = name_column(table)
    for at, row in enumerate(section.rows):
        kind = _ROW_CLASSES.get(row.emphasis, "")
        yield f'<tr class="{kind}">' if kind else "<tr>"
        for index, way in enumerate(ways):
            prefix = park_prefix(section.rows, at, name) if index == name else ""
            link = _source_link(table, row, index, source_base)
            yield _cell(table, section, row, index, prefix=prefix, way=way, link=link)
        yield "</tr>"


def _cell(table: Table, section: Section, row: Row, index: int, *, prefix: str, way: str, link: str) -> str:
    column, cell = table.columns[index], row.cells[index]
    if isinstance(cell, Light):
        return f'<td class="centre">{_linked(light_html(cell), link)}</td>'
    text = _linked(escape(prefix + cell_text(cell, column, section)).replace("\n", "<br>"), link)
    if index == 0:
        return f'<th class="sticky">{text}</th>'
    return f'<td class="{way}">{text}</td>' if way else f"<td>{text}</td>"


def _source_link(table: Table, row: Row, index: int, source_base: str) -> str:
    """Return the address where a cell is looked up; empty where there is nothing to look up."""
    column = table.columns[index]
    if not (source_base and column.key and row.about):
        return ""
    place, indicator, target = row.about
    asked = {
        "ledger": table.key or table.name,
        "place": place or column.about[0],
        "indicator": indicator or column.about[1],
        "target": target,
        "column": column.key,
    }
    return f"{source_base}?{urlencode(asked)}"


def _linked(html: str, link: str) -> str:
    if not link:
        return html
    # A blank can be asked why; it stays blank on paper and out of the way of the tabulator.
    return f'<a href="{escape(link)}">{html}</a>' if html else f'<a class="blank" href="{escape(link)}" {_ASK_WHY}></a>'


def _notes(table: Table) -> Iterator[str]:
    if table.notes:
        yield f'<p class="note">注：{"　".join(map(escape, table.notes))}</p>'
