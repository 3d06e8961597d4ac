"""Write the task table (任务分工表) as a Word document in the layout of GB/T 9704-2012, its pages on their side."""

from io import BytesIO
from pathlib import Path

from docx.shared import Pt

from guatu.office import gbt9704
from guatu.office.bulletin_table import add_table
from guatu.office.cell_text import text_width
from guatu.office.fixed_zip import UNDATED, write_fixed_zip
from guatu.report import Table


def write_task_document(path: Path, table: Table) -> None:
    """Write title and table; the header comes again on every page, no row is torn. The same table, the same bytes.

    Raises OSError where the path cannot be written.
    """
    document = gbt9704.new_document()
    gbt9704.lay_page(document.sections[0])
    properties = document.core_properties
    properties.created = properties.modified = UNDATED
    properties.title, properties.author, properties.last_modified_by = table.title, "", ""
    properties.comments, properties.language, properties.revision = "", "zh-CN", 1
    for line in _title_lines(table):
        title = gbt9704.add_paragraph(document, gbt9704.TITLE, line)
    title.paragraph_format.space_after = Pt(8)
    rows = [row for section in table.sections for row in section.rows]
    if rows:
        add_table(document, table, width_mm=gbt9704.TYPE_HEIGHT_MM, captioned=False)
    else:
        gbt9704.add_paragraph(document, gbt9704.BODY, table.nothing)
    package = BytesIO()
    document.save(package)
    write_fixed_zip(path, package.getvalue())


def _title_lines(table: Table) -> tuple[str, ...]:
    """Return the title in one line where the page is wide enough, else what the table is on a line of its own."""
    plan = table.title.removesuffix(table.name)
    fits = text_width(table.title) * gbt9704.SIZE_2 <= gbt9704.TYPE_HEIGHT_MM * gbt9704.POINTS_PER_MM
    return (table.title,) if fits or not plan or plan == table.title else (plan, table.name)
