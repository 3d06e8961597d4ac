"""The page and the paragraph styles of GB/T 9704-2012 (党政机关公文格式), made with python-docx.

A4, margins 37/35/28/26 mm, type area 156 × 225 mm, 22 lines of 28 characters, page numbers `— 1 —`, odd ones right.
The fonts are named, not shipped: the office's machine has them.
"""

from dataclasses import dataclass

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from guatu.office.cell_text import printable

FANGSONG, KAI, XIAO_BIAO_SONG, HEI, SONG = "仿宋_GB2312", "楷体_GB2312", "方正小标宋简体", "黑体", "宋体"
LATIN = "Times New Roman"
SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL_4, SIZE_5, SIZE_SMALL_5 = 22.0, 16.0, 14.0, 12.0, 10.5, 9.0  # 2号 … 小五, in points
TYPE_WIDTH_MM, TYPE_HEIGHT_MM = 156.0, 225.0
CHARS_PER_LINE, LINES_PER_PAGE = 28, 22
POINTS_PER_MM = 72 / 25.4
# 28.95 pt: rounded down to Word's twentieth of a point, so that the 22nd line still fits.
LINE_PITCH = int(TYPE_HEIGHT_MM * POINTS_PER_MM / LINES_PER_PAGE * 20) / 20
# 28 characters of 16 pt are 6 pt wider than the line. The grid of characters would close them up in Word but doubles
# every pitch in LibreOffice, so the closing up is written as letter spacing, in whole twentieths of a point.
_CLOSER_TWENTIETHS = -5
RED = RGBColor(0xE6, 0x00, 0x12)
_BLACK = RGBColor(0, 0, 0)

Align = WD_ALIGN_PARAGRAPH


@dataclass(frozen=True, slots=True)
class StyleSpec:
    """One paragraph style: font, size, place on the line; `line` is an exact spacing in points, None one grid line."""

    name: str
    font: str
    size: float = SIZE_3
    align: Align = Align.JUSTIFY
    indent_chars: int = 0
    line: float | None = None
    keep_next: bool = False
    on_grid: bool = True


MARK = StyleSpec("发文机关标志", XIAO_BIAO_SONG, 36.0, Align.CENTER, line=48.0, on_grid=False)
NUMBER = StyleSpec("发文字号", FANGSONG, align=Align.CENTER)
TITLE = StyleSpec("公文标题", XIAO_BIAO_SONG, SIZE_2, Align.CENTER, line=34.0, keep_next=True, on_grid=False)
DRAFT = StyleSpec("稿次说明", KAI, SIZE_SMALL_4, Align.CENTER, line=22.0, on_grid=False)
RECIPIENTS = StyleSpec("主送机关", FANGSONG, align=Align.LEFT)
HEADING_1 = StyleSpec("Heading 1", HEI, indent_chars=2, keep_next=True)
HEADING_2 = StyleSpec("Heading 2", KAI, indent_chars=2, keep_next=True)
BODY = StyleSpec("公文正文", FANGSONG, indent_chars=2)
ANNEX_LIST = StyleSpec("附件说明", FANGSONG, align=Align.LEFT, keep_next=True)
SIGNATURE = StyleSpec("署名和日期", FANGSONG, align=Align.RIGHT, keep_next=True)
ANNEX_LABEL = StyleSpec("附件序号", HEI, align=Align.LEFT, keep_next=True)
CAPTION = StyleSpec("表题", HEI, SIZE_4, Align.CENTER, keep_next=True)
CAPTION_NOTE = StyleSpec("表题说明", KAI, SIZE_5, Align.CENTER, line=18.0, keep_next=True, on_grid=False)
TABLE_NOTE = StyleSpec("表注", FANGSONG, SIZE_5, Align.LEFT, line=16.0, on_grid=False)
DENSE_NOTE = StyleSpec("表注小字", FANGSONG, SIZE_SMALL_5, line=12.5, on_grid=False)
TABLE_CELL = StyleSpec("表格文字", FANGSONG, SIZE_5, Align.LEFT, line=15.0, on_grid=False)
PAGE_NUMBER = StyleSpec("公文页码", SONG, SIZE_4, Align.RIGHT, line=18.0, on_grid=False)
_ALL = (
    *(MARK, NUMBER, TITLE, DRAFT, RECIPIENTS, HEADING_1, HEADING_2, BODY, ANNEX_LIST, SIGNATURE),
    *(ANNEX_LABEL, CAPTION, CAPTION_NOTE, TABLE_NOTE, DENSE_NOTE, TABLE_CELL, PAGE_NUMBER),
)


def new_document() -> Document:
    """Return an empty document with the page, the styles and the page numbers of the standard."""
    document = docx.Document()
    _set_defaults(document)
    known = frozenset(style.name for style in document.styles)
    for spec in _ALL:
        _make_style(document, spec, is_known=spec.name in known)
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    _set_portrait(section)
    _set_page_numbers(section)
    return document


def add_paragraph(document: Document, spec: StyleSpec, text: str = "") -> Paragraph:
    """Add a paragraph in one of the styles; text is taken as it is, but for control characters."""
    paragraph = document.add_paragraph(printable(text))
    # By id: the library's own look-up by name reads every style again for each paragraph.
    paragraph._p.style = spec.name.replace(" ", "")
    return paragraph


def start_section(document: Document, *, landscape: bool) -> Section:
    """Start a new page in a section of its own, upright or lying; the page numbers run on."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    if landscape:
        lay_page(section)
    else:
        _set_portrait(section)
    return section


def lay_page(section: Section) -> None:
    """Turn the pages of a section on their side (横排), the type area 225 mm wide."""
    # Lying, the page is the same sheet turned: the 37 mm top margin becomes the left (binding) edge's neighbour.
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(37), Mm(35)
    section.header_distance, section.footer_distance = Mm(15), Mm(16)


def indent_right(paragraph: Paragraph, chars: float) -> None:
    """Leave characters of the body's size empty at the right (右空若干字)."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:rightChars"), str(round(chars * 100)))
    indent.set(qn("w:right"), str(round(chars * SIZE_3 * 20)))


def rule_below(paragraph: Paragraph, *, gap_mm: float) -> None:
    """Draw the red rule (红色分隔线) across the type area, `gap_mm` under the paragraph's text."""
    border = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "12"), ("space", round(gap_mm * POINTS_PER_MM)), ("color", RED)):
        border.set(qn(f"w:{key}"), str(value))
    borders = OxmlElement("w:pBdr")
    borders.append(border)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, *("w:shd", "w:tabs", "w:kinsoku", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")
    )


def _set_defaults(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _name_fonts(defaults.get_or_add_rFonts(), FANGSONG)
    language = defaults.find(qn("w:lang"))
    for key, value in (("val", "en-US"), ("eastAsia", "zh-CN"), ("bidi", "ar-SA")):
        language.set(qn(f"w:{key}"), value)
    normal = document.styles["Normal"]
    normal.font.size = Pt(SIZE_3)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = Pt(LINE_PITCH)
    _name_fonts(normal.element.get_or_add_rPr().get_or_add_rFonts(), FANGSONG)


def _make_style(document: Document, spec: StyleSpec, *, is_known: bool) -> None:
    styles = document.styles
    style: ParagraphStyle = styles[spec.name] if is_known else styles.add_style(spec.name, WD_STYLE_TYPE.PARAGRAPH)
    if not is_known:
        style.base_style = styles["Normal"]
        style.quick_style = True
    style.font.size, style.font.bold, style.font.color.rgb = Pt(spec.size), False, RED if spec is MARK else _BLACK
    looks = style.element.get_or_add_rPr()
    _name_fonts(looks.get_or_add_rFonts(), spec.font)
    if spec.size == SIZE_3:
        closer = OxmlElement("w:spacing")
        closer.set(qn("w:val"), str(_CLOSER_TWENTIETHS))
        looks.insert_element_before(closer, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")
    layout = style.paragraph_format
    layout.alignment = spec.align
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(spec.line or LINE_PITCH)
    layout.keep_with_next, layout.keep_together, layout.widow_control = spec.keep_next, False, False
    properties = style.element.get_or_add_pPr()
    if spec.indent_chars:
        indent = properties.get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(spec.indent_chars * 100))
        indent.set(qn("w:firstLine"), str(round(spec.indent_chars * spec.size * 20)))
    # Digits stand close to the characters, as the grid of 28 wants; off the grid, lines keep their own height.
    for tag, on in (("w:autoSpaceDE", False), ("w:autoSpaceDN", False), ("w:snapToGrid", spec.on_grid)):
        _set_switch(properties, tag, on=on)


def _set_switch(properties: BaseOxmlElement, tag: str, *, on: bool) -> None:
    switch = OxmlElement(tag)
    switch.set(qn("w:val"), "1" if on else "0")
    after = ("w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")
    successors = after[after.index(tag) + 1 :] if tag in after else after
    properties.insert_element_before(switch, *successors, "w:outlineLvl", "w:rPr")


def _name_fonts(fonts: BaseOxmlElement, font: str) -> None:
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for key, value in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", font), ("hint", "eastAsia")):
        fonts.set(qn(f"w:{key}"), value)


def _set_portrait(section: Section) -> None:
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    # The dash of the page number stands 7 mm under the type area: 35 − 7 − half a line.
    section.header_distance, section.footer_distance = Mm(15), Mm(25)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(LINE_PITCH * 20)))
    grid.attrib.pop(qn("w:charSpace"), None)


def _set_page_numbers(section: Section) -> None:
    for footer, align, side in (
        (section.footer, Align.RIGHT, "right"),
        (section.even_page_footer, Align.LEFT, "left"),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = PAGE_NUMBER.name
        paragraph.alignment = align
        indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn(f"w:{side}Chars"), "100")
        indent.set(qn(f"w:{side}"), str(round(SIZE_4 * 20)))
        paragraph.add_run("— ")
        _add_field(paragraph, "PAGE")
        paragraph.add_run(" —")


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    for kind in ("begin", None, "separate", "1", "end"):
        run = paragraph.add_run()
        if kind is None:
            text = OxmlElement("w:instrText")
            text.text = f" {instruction} "
            run._element.append(text)
        elif kind == "1":
            run.text = kind
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._element.append(mark)
