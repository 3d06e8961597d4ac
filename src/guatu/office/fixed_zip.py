"""Write an Office package so that the same content gives the same bytes: zip entries without the time of day."""

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

# The date of papers that carry none: the earliest moment a zip file can name. The clock is never asked.
UNDATED = datetime(1980, 1, 1)  # noqa: DTZ001 - Office files name a time without a zone


def write_fixed_zip(path: Path, package: bytes) -> None:
    """Write a zip package again at `path`, its entries in their order, all dated 1980-01-01."""
    with zipfile.ZipFile(BytesIO(package)) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, UNDATED.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
