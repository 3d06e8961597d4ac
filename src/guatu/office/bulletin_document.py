"""Write the monthly bulletin (月通报) as a Word document in the layout of GB/T 9704-2012.

Which sentences it has is report's business; this file knows only where they stand on the paper.
"""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from guatu.office import gbt9704
from guatu.office.bulletin_chart import add_chart
from guatu.office.bulletin_table import add_table, fits
from guatu.office.cell_text import text_width
from guatu.office.fixed_zip import write_fixed_zip
from guatu.office.gbt9704 import TYPE_HEIGHT_MM, TYPE_WIDTH_MM, add_paragraph
from guatu.report import Annex, Bulletin, Chart, Heading, Table

_MARK_GAP_MM = 35.0  # from the type area's upper edge to the issuer's mark
_RULE_GAP_MM = 4.0
_DATE_RIGHT_CHARS = 4.0
_LARGEST_MARK, _SMALLEST_MARK = 48.0, 22.0
_BREAK_AFTER = "、，：；）的及和与暨月"
_NO_DATE = "　　　　年　　月　　日"


def write_bulletin(path: Path, bulletin: Bulletin, *, created: date) -> None:
    """Write the bulletin; the same bulletin and date give the same bytes.

    Raises OSError where the path cannot be written.
    """
    document = gbt9704.new_document()
    fill_document(document, bulletin, created)
    package = BytesIO()
    document.save(package)
    write_fixed_zip(path, package.getvalue())


def fill_document(document: Document, bulletin: Bulletin, created: date) -> None:
    """Write a bulletin into a document of the standard that has no text yet, and set its properties."""
    _set_properties(document, bulletin, created)
    _add_head(document, bulletin)
    for block in bulletin.blocks:
        if isinstance(block, Table):
            add_table(document, block, width_mm=TYPE_WIDTH_MM)
        elif isinstance(block, Chart):
            add_chart(document, block)
        elif isinstance(block, Heading):
            add_paragraph(document, gbt9704.HEADING_1 if block.level == 1 else gbt9704.HEADING_2, block.text)
        else:
            add_paragraph(document, gbt9704.BODY, block.text)
    if document.paragraphs:
        # The signature never stands on a page without text.
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    _add_annex_list(document, bulletin.annexes)
    _add_signature(document, bulletin)
    _add_annexes(document, bulletin.annexes)


def title_lines(title: str) -> tuple[str, ...]:
    """Return a title in lines of at most 20 characters, broken after a whole phrase where one ends near the middle.

    A title with line breaks of its own keeps them.

    >>> title_lines("关于2024年1—9月全州工业经济运行和重点目标完成情况的通报")
    ('关于2024年1—9月全州工业经济运行和', '重点目标完成情况的通报')
    """
    widest = TYPE_WIDTH_MM * gbt9704.POINTS_PER_MM / gbt9704.SIZE_2
    if "\n" in title or text_width(title) <= widest:
        return tuple(title.split("\n"))
    middle = text_width(title) / 2
    places = [at for at in range(1, len(title)) if title[at - 1] in _BREAK_AFTER or title.startswith("关于", at)]
    places = [at for at in places if max(text_width(title[:at]), text_width(title[at:])) <= widest]
    if not places:
        return (title,)
    best = min(places, key=lambda at: abs(text_width(title[:at]) - middle))
    return (title[:best], title[best:])


def _set_properties(document: Document, bulletin: Bulletin, created: date) -> None:
    properties = document.core_properties
    moment = datetime(created.year, created.month, created.day)  # noqa: DTZ001 - a property without a zone
    properties.created = properties.modified = moment
    properties.title, properties.author, properties.language = bulletin.title, bulletin.issuer, "zh-CN"
    properties.last_modified_by, properties.comments, properties.revision = bulletin.issuer, "", 1


def _add_head(document: Document, bulletin: Bulletin) -> None:
    if bulletin.issuer:
        mark = add_paragraph(document, gbt9704.MARK, bulletin.issuer)
        size = TYPE_WIDTH_MM * gbt9704.POINTS_PER_MM / max(text_width(bulletin.issuer), 1)
        size = float(int(min(_LARGEST_MARK, max(_SMALLEST_MARK, size))))
        mark.runs[0].font.size = Pt(size)
        mark.paragraph_format.line_spacing = Pt(size * 1.3)
        mark.paragraph_format.space_before = Mm(_MARK_GAP_MM)
        for _ in range(2):
            add_paragraph(document, gbt9704.NUMBER)
        gbt9704.rule_below(add_paragraph(document, gbt9704.NUMBER, bulletin.number), gap_mm=_RULE_GAP_MM)
        for _ in range(2):
            add_paragraph(document, gbt9704.NUMBER)
    for line in title_lines(bulletin.title):
        add_paragraph(document, gbt9704.TITLE, line)
    if bulletin.draft_note:
        note = bulletin.draft_note.strip("（）()")
        add_paragraph(document, gbt9704.DRAFT, f"（{note}）")
    add_paragraph(document, gbt9704.RECIPIENTS)
    if bulletin.recipients:
        add_paragraph(document, gbt9704.RECIPIENTS, bulletin.recipients.rstrip("：:") + "：")


def _add_annex_list(document: Document, annexes: tuple[Annex, ...]) -> None:
    """附件说明: one line under the text, two characters in, the numbers and names of the annexes without a stop."""
    if not annexes:
        return
    add_paragraph(document, gbt9704.ANNEX_LIST)
    for index, annex in enumerate(annexes, start=1):
        name = annex.title if len(annexes) == 1 else f"{index}.{annex.title}"
        line = add_paragraph(document, gbt9704.ANNEX_LIST, ("附件：" if index == 1 else "　　　") + name)
        # The second line of a long name stands under the first line's name: hanging by what precedes it.
        hang = 3.0 if len(annexes) == 1 else 4.0
        indent = line._p.get_or_add_pPr().get_or_add_ind()
        for key, chars in (("left", 2 + hang), ("hanging", hang)):
            indent.set(qn(f"w:{key}Chars"), str(round(chars * 100)))
            indent.set(qn(f"w:{key}"), str(round(chars * gbt9704.SIZE_3 * 20)))


def _add_signature(document: Document, bulletin: Bulletin) -> None:
    """署名和日期: the date four characters from the right, the office centred over it, whichever is longer."""
    dated = bulletin.dated
    day = _NO_DATE if dated is None else f"{dated.year}年{dated.month}月{dated.day}日"
    overhang = (text_width(bulletin.signed) - text_width(day)) / 2
    date_right = max(_DATE_RIGHT_CHARS, overhang)
    for _ in range(2):
        add_paragraph(document, gbt9704.SIGNATURE)
    if bulletin.signed:
        gbt9704.indent_right(add_paragraph(document, gbt9704.SIGNATURE, bulletin.signed), date_right - overhang)
    last = add_paragraph(document, gbt9704.SIGNATURE, day)
    last.paragraph_format.keep_with_next = False
    gbt9704.indent_right(last, date_right)


def _add_annexes(document: Document, annexes: tuple[Annex, ...]) -> None:
    for index, annex in enumerate(annexes, start=1):
        landscape = not all(fits(table, TYPE_WIDTH_MM, dense=annex.dense) for table in annex.tables)
        gbt9704.start_section(document, landscape=landscape)
        add_paragraph(document, gbt9704.ANNEX_LABEL, "附件" if len(annexes) == 1 else f"附件{index}")
        if not landscape and not annex.dense:
            add_paragraph(document, gbt9704.ANNEX_LABEL)
        for line in title_lines(annex.title):
            title = add_paragraph(document, gbt9704.TITLE, line)
        title.paragraph_format.space_after = Pt(6)
        for table in annex.tables:
            add_table(
                document,
                table,
                width_mm=TYPE_HEIGHT_MM if landscape else TYPE_WIDTH_MM,
                captioned=table.title != annex.title,
                dense=annex.dense,
            )
