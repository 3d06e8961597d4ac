"""A report table inside a Word document: full grid, header on every page, rows never torn, lights with their word."""

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.table import _Row as WordRow

from guatu.office.cell_text import (
    cell_text,
    is_centred,
    is_numeric,
    name_column,
    park_prefix,
    section_text,
    subtitle_text,
)
from guatu.office.column_width import fitted_widths, header_text, natural_widths
from guatu.office.gbt9704 import (
    CAPTION,
    CAPTION_NOTE,
    FANGSONG,
    HEI,
    KAI,
    POINTS_PER_MM,
    SIZE_5,
    SIZE_SMALL_5,
    TABLE_CELL,
    TABLE_NOTE,
    Align,
    add_paragraph,
    set_font,
)
from guatu.office.workbook_style import LIGHT_INKS
from guatu.report import Column, Emphasis, Light, Section, Table

_MARGIN_MM = 1.0  # inside a cell, left and right
_SHORT_TABLE = 16  # rows that fit under a caption: such a table is kept on one page
_SECTION_FILL = "F2F2F2"


def fits(table: Table, width_mm: float) -> bool:
    """Tell whether a table stands in `width_mm` at 五号 without squeezing a column."""
    return sum(natural_widths(table)) <= _chars(table, width_mm, SIZE_5)


def add_table(document: Document, table: Table, *, width_mm: float, captioned: bool = True) -> None:
    """Add caption, table and notes across `width_mm`; a wide table goes down to 小五."""
    size = SIZE_5 if fits(table, width_mm) else SIZE_SMALL_5
    if captioned:
        add_paragraph(document, CAPTION, table.title)
    if subtitle := subtitle_text(table):
        add_paragraph(document, CAPTION_NOTE, subtitle)
    chars = fitted_widths(table, _chars(table, width_mm, size))
    widths = tuple(count * size / POINTS_PER_MM + 2 * _MARGIN_MM for count in chars)
    word_table = document.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    _set_frame(word_table, widths)
    _add_header(word_table, table.columns, chars, size)
    for section in table.sections:
        _add_section(word_table, table, section, size)
    _keep_together(word_table)
    for index, note in enumerate(table.notes):
        add_paragraph(document, TABLE_NOTE, ("注：" if index == 0 else "　　") + note)


def _chars(table: Table, width_mm: float, size: float) -> float:
    return (width_mm - 2 * _MARGIN_MM * len(table.columns)) * POINTS_PER_MM / size


def _set_frame(word_table: WordTable, widths: tuple[float, ...]) -> None:
    word_table.alignment = WD_TABLE_ALIGNMENT.CENTER
    word_table.autofit = False
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(_MARGIN_MM * POINTS_PER_MM * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    word_table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    for column, width in zip(word_table.columns, widths, strict=True):
        column.width = Mm(width)


def _add_header(word_table: WordTable, columns: tuple[Column, ...], chars: tuple[float, ...], size: float) -> None:
    row = _add_row(word_table)
    mark = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(mark)
    for cell, column, width in zip(row.cells, columns, chars, strict=True):
        _fill_cell(cell, header_text(column, width), size=size, font=HEI, align=Align.CENTER)


def _add_section(word_table: WordTable, table: Table, section: Section, size: float) -> None:
    if heading := section_text(section):
        cells = _add_row(word_table).cells
        whole = cells[0].merge(cells[-1])
        _fill_cell(whole, heading, size=size, font=HEI, align=Align.LEFT)
        _shade(whole, _SECTION_FILL)
    name = name_column(table)
    for at, row in enumerate(section.rows):
        for index, (cell, word_cell) in enumerate(zip(row.cells, _add_row(word_table).cells, strict=True)):
            prefix = park_prefix(section.rows, at, name) if index == name else ""
            text = prefix + cell_text(cell, table.columns[index], section)
            font = KAI if row.emphasis is Emphasis.PARK else FANGSONG
            bold = row.emphasis in (Emphasis.TOTAL, Emphasis.SUBTOTAL) or cell is Light.RED
            _fill_cell(word_cell, text, size=size, font=font, align=_align(table.columns[index], text), bold=bold)
            if isinstance(cell, Light):
                _shade(word_cell, LIGHT_INKS[cell][0])


def _add_row(word_table: WordTable) -> WordRow:
    row: WordRow = word_table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it unannotated
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, column in zip(row.cells, word_table.columns, strict=True):
        cell.width = column.width
    return row


def _align(column: Column, text: str) -> Align:
    if is_centred(column) or text in ("–", "—", "-"):
        return Align.CENTER
    return Align.RIGHT if is_numeric(column) else Align.LEFT


def _fill_cell(cell: WordCell, text: str, *, size: float, font: str, align: Align, bold: bool = False) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.style = TABLE_CELL.name
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold or None
    set_font(run, font)


def _shade(cell: WordCell, fill: str) -> None:
    shading = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().insert_element_before(shading, "w:noWrap", "w:tcMar", "w:vAlign")


def _keep_together(word_table: WordTable) -> None:
    """Keep the header with the first row, a heading row with what follows it, and a short table on one page."""
    rows = word_table.rows
    short = len(rows) <= _SHORT_TABLE
    for index in range(len(rows) - 1):
        cells = rows[index].cells
        heading = len(cells) > 1 and cells[0]._tc is cells[-1]._tc
        if short or index < 2 or heading:
            for paragraph in cells[0].paragraphs:
                paragraph.paragraph_format.keep_with_next = True
