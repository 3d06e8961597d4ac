"""A report table inside a Word document: full grid, header on every page, rows never torn, lights with their word.

The table is written as one piece of WordprocessingML: cell by cell through the library takes seconds for an annex.
"""

from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from guatu.office.cell_text import (
    cell_text,
    is_centred,
    is_numeric,
    name_column,
    park_prefix,
    printable,
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
    add_paragraph,
)
from guatu.office.workbook_style import LIGHT_INKS
from guatu.report import Emphasis, Light, Row, Section, Table

_MARGIN_MM = 1.0  # inside a cell, left and right
_SHORT_TABLE = 16  # rows that fit under a caption: such a table is kept on one page
_SECTION_FILL = "F2F2F2"
_TWENTIETHS_PER_MM = POINTS_PER_MM * 20
_LEFT, _CENTRE, _RIGHT = "left", "center", "right"
_NOT_APPLICABLE = ("–", "—", "-")


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
    markup = _Markup(table, fitted_widths(table, _chars(table, width_mm, size)), size)
    style = document.styles[TABLE_CELL.name].style_id
    document.element.body.insert_element_before(parse_xml(markup.table(style)), "w:sectPr")
    for index, note in enumerate(table.notes):
        add_paragraph(document, TABLE_NOTE, ("注：" if index == 0 else "　　") + note)


def _chars(table: Table, width_mm: float, size: float) -> float:
    return (width_mm - 2 * _MARGIN_MM * len(table.columns)) * POINTS_PER_MM / size


class _Markup:
    """The WordprocessingML of one table; `chars` are the columns' widths in characters of `size` points."""

    def __init__(self, table: Table, chars: tuple[float, ...], size: float) -> None:
        self.report, self.chars, self.size = table, chars, size
        self.name = name_column(table)
        self.aligns = tuple(
            _CENTRE if is_centred(table, index) else _RIGHT if is_numeric(column) else _LEFT
            for index, column in enumerate(table.columns)
        )
        # The smaller the characters, the closer the lines.
        self.spacing = f'<w:spacing w:before="30" w:after="30" w:line="{round((size + 4) * 20)}" w:lineRule="exact"/>'
        self.widths = [round((count * size / POINTS_PER_MM + 2 * _MARGIN_MM) * _TWENTIETHS_PER_MM) for count in chars]

    def table(self, style: str) -> str:
        """The whole table; `style` is the id of the paragraphs' style."""
        self.style = style
        margin = round(_MARGIN_MM * _TWENTIETHS_PER_MM)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        return (
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
            f'<w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{self._rows()}</w:tbl>"
        )

    def _rows(self) -> str:
        sections = self.report.sections
        lines = 1 + sum(len(section.rows) + bool(section.title) for section in sections)
        short, at = lines <= _SHORT_TABLE, 1
        rows = [self._header()]
        for section in sections:
            if heading := section_text(section):
                rows.append(self._heading(heading))
                at += 1
            for index, row in enumerate(section.rows):
                at += 1
                # A short table stays in one piece; a long one keeps its first row with the header.
                keep = at < lines and (short or at == 2)
                rows.append(self._row(section, index, row, keep=keep))
        return "".join(rows)

    def _header(self) -> str:
        cells = (
            self._cell(header_text(column, chars), width=width, font=HEI, align=_CENTRE, keep=True)
            for column, chars, width in zip(self.report.columns, self.chars, self.widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def _heading(self, text: str) -> str:
        cell = self._cell(text, width=sum(self.widths), font=HEI, fill=_SECTION_FILL, keep=True, span=len(self.widths))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"

    def _row(self, section: Section, at: int, row: Row, *, keep: bool) -> str:
        font = KAI if row.emphasis is Emphasis.PARK else FANGSONG
        total = row.emphasis in (Emphasis.TOTAL, Emphasis.SUBTOTAL)
        cells = []
        for index, (cell, column) in enumerate(zip(row.cells, self.report.columns, strict=True)):
            prefix = park_prefix(section.rows, at, self.name) if index == self.name else ""
            text = prefix + cell_text(cell, column, section)
            fill = LIGHT_INKS[cell][0] if isinstance(cell, Light) else ""
            bold = total or cell is Light.RED
            align = _CENTRE if text in _NOT_APPLICABLE else self.aligns[index]
            cells.append(
                self._cell(text, width=self.widths[index], font=font, align=align, bold=bold, fill=fill, keep=keep)
            )
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"

    def _cell(  # noqa: PLR0913 - the properties of a cell, each by its name
        self,
        text: str,
        *,
        width: int,
        font: str,
        align: str = _LEFT,
        bold: bool = False,
        fill: str = "",
        keep: bool = False,
        span: int = 1,
    ) -> str:
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        kept = "<w:keepNext/>" if keep else ""
        weight = "<w:b/>" if bold else ""
        lines = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in printable(text).split("\n")
        )
        run = (
            f'<w:r><w:rPr><w:rFonts w:eastAsia={quoteattr(font)} w:hint="eastAsia"/>{weight}'
            f'<w:sz w:val="{round(self.size * 2)}"/></w:rPr>{lines}</w:r>'
        )
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shading}<w:vAlign w:val="center"/></w:tcPr>'
            f"<w:p><w:pPr><w:pStyle w:val={quoteattr(self.style)}/>{kept}{self.spacing}"
            f'<w:jc w:val="{align}"/></w:pPr>{run if text else ""}</w:p></w:tc>'
        )
