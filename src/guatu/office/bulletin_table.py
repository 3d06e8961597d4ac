"""A report table inside a Word document: full grid, header on every page, rows never torn, lights with their word.

The table is written as one piece of WordprocessingML: cell by cell through the library takes seconds for an annex.
"""

from dataclasses import dataclass
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
    DENSE_NOTE,
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

_SHORT_TABLE = 16  # rows that fit under a caption: such a table is kept on one page
_SECTION_FILL = "F2F2F2"
_TWENTIETHS_PER_MM = POINTS_PER_MM * 20
_LEFT, _CENTRE, _RIGHT = "left", "center", "right"
_NOT_APPLICABLE = ("–", "—", "-")


@dataclass(frozen=True, slots=True)
class TypeSetting:
    """How a table is set: size and line pitch in points, what a cell keeps free above and below and at its sides."""

    size: float
    line: float
    above_points: float
    side_mm: float

    def chars(self, table: Table, width_mm: float) -> float:
        """Return how many characters stand side by side in a table of a width."""
        return (width_mm - 2 * self.side_mm * len(table.columns)) * POINTS_PER_MM / self.size


_ROOMY = TypeSetting(SIZE_5, SIZE_5 + 4, 1.5, 1.0)
_CLOSE = TypeSetting(SIZE_SMALL_5, SIZE_SMALL_5 + 3.5, 1.0, 0.7)
_DENSE = TypeSetting(SIZE_SMALL_5, SIZE_SMALL_5 + 2.5, 0.25, 0.6)


def fits(table: Table, width_mm: float, *, dense: bool = False) -> bool:
    """Tell whether a table stands in `width_mm` without squeezing a column, at the smallest size it may have."""
    setting = _DENSE if dense else _CLOSE
    return sum(natural_widths(table)) <= setting.chars(table, width_mm)


def add_table(
    document: Document, table: Table, *, width_mm: float, captioned: bool = True, dense: bool = False
) -> None:
    """Add caption, table and notes across `width_mm`; a wide table goes down to 小五, a dense one stands close too."""
    setting = _DENSE if dense else _ROOMY if sum(natural_widths(table)) <= _ROOMY.chars(table, width_mm) else _CLOSE
    if captioned:
        add_paragraph(document, CAPTION, table.title)
    if subtitle := subtitle_text(table):
        add_paragraph(document, CAPTION_NOTE, subtitle)
    markup = _Markup(table, fitted_widths(table, setting.chars(table, width_mm)), setting)
    style = document.styles[TABLE_CELL.name].style_id
    document.element.body.insert_element_before(parse_xml(markup.table(style)), "w:sectPr")
    for index, note in enumerate(table.notes):
        add_paragraph(document, DENSE_NOTE if dense else TABLE_NOTE, ("注：" if index == 0 else "　　") + note)


@dataclass(frozen=True, slots=True)
class _Look:
    font: str
    align: str = _LEFT
    bold: bool = False
    fill: str = ""
    keep: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True)
class _Frame:
    """WordprocessingML of a cell up to its words, and of the run the words stand in."""

    cell: str
    run: str


class _Markup:
    """The WordprocessingML of one table; `chars` are the columns' widths in characters."""

    def __init__(self, table: Table, chars: tuple[float, ...], setting: TypeSetting) -> None:
        self.report, self.chars, self.setting = table, chars, setting
        self.frames: dict[tuple[int, _Look], _Frame] = {}
        self.name = name_column(table)
        self.aligns = tuple(
            _CENTRE if is_centred(table, index) else _RIGHT if is_numeric(column) else _LEFT
            for index, column in enumerate(table.columns)
        )
        above = round(setting.above_points * 20)
        self.spacing = (
            f'<w:spacing w:before="{above}" w:after="{above}" w:line="{round(setting.line * 20)}" w:lineRule="exact"/>'
        )
        self.widths = [
            round((count * setting.size / POINTS_PER_MM + 2 * setting.side_mm) * _TWENTIETHS_PER_MM) for count in chars
        ]

    def table(self, style: str) -> str:
        """The whole table; `style` is the id of the paragraphs' style."""
        self.style = style
        margin = round(self.setting.side_mm * _TWENTIETHS_PER_MM)
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
        look = _Look(HEI, _CENTRE, keep=True)
        cells = (
            self._cell(header_text(column, chars), width, look)
            for column, chars, width in zip(self.report.columns, self.chars, self.widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def _heading(self, text: str) -> str:
        look = _Look(HEI, fill=_SECTION_FILL, keep=True, span=len(self.widths))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{self._cell(text, sum(self.widths), look)}</w:tr>"

    def _row(self, section: Section, at: int, row: Row, *, keep: bool) -> str:
        font = KAI if row.emphasis is Emphasis.PARK else FANGSONG
        total = row.emphasis in (Emphasis.TOTAL, Emphasis.SUBTOTAL)
        cells = []
        for index, (cell, column) in enumerate(zip(row.cells, self.report.columns, strict=True)):
            prefix = park_prefix(section.rows, at, self.name) if index == self.name else ""
            text = prefix + cell_text(cell, column, section)
            look = _Look(
                font,
                _CENTRE if text in _NOT_APPLICABLE else self.aligns[index],
                bold=total or cell is Light.RED,
                fill=LIGHT_INKS[cell][0] if isinstance(cell, Light) else "",
                keep=keep,
            )
            cells.append(self._cell(text, self.widths[index], look))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"

    def _cell(self, text: str, width: int, look: _Look) -> str:
        # The cells of a long list have a few looks: what stands before and behind their words is made once.
        frame = self.frames.get((width, look))
        if frame is None:
            frame = self.frames[width, look] = self._frame(width, look)
        if not text:
            return f"{frame.cell}</w:p></w:tc>"
        lines = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in printable(text).split("\n")
        )
        return f"{frame.cell}{frame.run}{lines}</w:r></w:p></w:tc>"

    def _frame(self, width: int, look: _Look) -> "_Frame":
        spanned = f'<w:gridSpan w:val="{look.span}"/>' if look.span > 1 else ""
        shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/>' if look.fill else ""
        kept = "<w:keepNext/>" if look.keep else ""
        weight = "<w:b/>" if look.bold else ""
        return _Frame(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shading}<w:vAlign w:val="center"/></w:tcPr>'
            f"<w:p><w:pPr><w:pStyle w:val={quoteattr(self.style)}/>{kept}{self.spacing}"
            f'<w:jc w:val="{look.align}"/></w:pPr>',
            f'<w:r><w:rPr><w:rFonts w:eastAsia={quoteattr(look.font)} w:hint="eastAsia"/>{weight}'
            f'<w:sz w:val="{round(self.setting.size * 2)}"/></w:rPr>',
        )
