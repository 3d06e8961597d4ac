"""Put a chart (图) into a bulletin: the picture across the type area, under it the numbered caption."""

from io import BytesIO

from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt

from guatu.office.charts import chart_png
from guatu.office.gbt9704 import CAPTION, TABLE_NOTE, TYPE_WIDTH_MM, add_paragraph
from guatu.report import Chart

_SIDE_MM = 3.0


def add_chart(document: Document, chart: Chart) -> None:
    """Add the picture, with the chart's summary for those who cannot see it, its title and its notes under it."""
    paragraph = add_paragraph(document, CAPTION)
    # An exact line would cut the picture off above its own height.
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.keep_with_next = True
    picture = BytesIO(chart_png(chart, titled=False))
    shape = paragraph.add_run().add_picture(picture, width=Mm(TYPE_WIDTH_MM - 2 * _SIDE_MM))
    shape._inline.docPr.set("descr", chart.summary)
    shape._inline.docPr.set("title", chart.title)
    caption = add_paragraph(document, CAPTION, chart.title)
    caption.paragraph_format.keep_with_next = bool(chart.notes)
    for index, note in enumerate(chart.notes):
        add_paragraph(document, TABLE_NOTE, ("注：" if index == 0 else "　　") + note)
