"""Mark a Word document as a draft (草稿) at the head of every page, so that no copy passes for the issued one."""

from io import BytesIO
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.shared import Pt

from guatu.office.fixed_zip import write_fixed_zip
from guatu.office.gbt9704 import HEI, RED, SIZE_4, Align


def mark_draft(path: Path, words: str) -> None:
    """Write words in red into the head of every page of a document; the same document gives the same bytes."""
    document = docx.Document(str(path))
    for section in document.sections[:1]:  # the later ones go on with the heads of the first
        for header in (section.header, section.even_page_header):
            header.is_linked_to_previous = False
            paragraph = header.paragraphs[0]
            paragraph.alignment = Align.CENTER
            run = paragraph.add_run(words)
            run.font.size, run.font.color.rgb = Pt(SIZE_4), RED
            run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), HEI)
    package = BytesIO()
    document.save(package)
    write_fixed_zip(path, package.getvalue())
