"""A workbook (xlsx) that is written whole or not at all; what the disk refuses is an OSError, as for other files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from guatu.office.workbook_style import Properties


@contextmanager
def new_workbook(path: Path, options: Properties) -> Iterator[xlsxwriter.Workbook]:
    """Give a workbook that is written to `path` at the end; raises OSError where it cannot be."""
    try:
        with xlsxwriter.Workbook(path, options) as workbook:
            yield workbook
    except FileCreateError as error:
        # The library wraps the disk's own error into one that is no OSError.
        reason = error.args[0] if error.args else None
        raise (reason if isinstance(reason, OSError) else OSError(str(error))) from error
