"""Write letters (告知书), one Word document for each firm, in the layout of GB/T 9704-2012.

Page and styles are made once: of a letter they are nearly all the work, and an office may want hundreds.
"""

import re
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path

from docx.oxml.ns import qn

from guatu.office import gbt9704
from guatu.office.bulletin_document import fill_document
from guatu.office.cell_text import printable
from guatu.office.fixed_zip import write_fixed_zip
from guatu.report import FirmLetter

_FORBIDDEN_IN_FILE_NAME = re.compile(r"[\\/:*?\"<>|\s.]+")
_LONGEST_NAME = 40  # characters: of three bytes each they leave room in the 255 that a file's name may take


def write_letters(folder: Path, letters: Iterable[FirmLetter], *, created: date) -> tuple[Path, ...]:
    """Write a document for each letter into a folder, named for the firm and its code; the same bytes every time.

    Raises OSError where a path cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    document = gbt9704.new_document()
    body = document.element.body
    page = body.find(qn("w:sectPr"))
    written = []
    for one in letters:
        # Taken out one by one, elements would each be walked through once more for their namespaces.
        body.clear()
        body.append(page)
        fill_document(document, one.letter, created)
        package = BytesIO()
        document.save(package)
        path = folder / letter_name(one.name, one.subject)
        write_fixed_zip(path, package.getvalue())
        written.append(path)
    return tuple(written)


def letter_name(name: str, subject: str) -> str:
    """Return the name of a firm's file, without what a file system refuses.

    >>> letter_name("甲/乙：公司 ..", "91530000000000000X")
    '甲-乙：公司-91530000000000000X.docx'
    """
    parts = (_FORBIDDEN_IN_FILE_NAME.sub("-", printable(part)).strip("-") for part in (name[:_LONGEST_NAME], subject))
    return f"{'-'.join(filter(None, parts)) or '告知书'}.docx"
