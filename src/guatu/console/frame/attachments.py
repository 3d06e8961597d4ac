"""Answers that a browser saves as a file (下载)."""

import tempfile
from collections.abc import Callable
from pathlib import Path, PurePath

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_KINDS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".zip": "application/zip",
}


def attachment(content: bytes, name: str) -> HttpResponse:
    """Answer with a file; its kind follows from the ending of its name, which may be Chinese."""
    kind = _KINDS.get(PurePath(name).suffix.lower(), "application/octet-stream")
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})


def written_attachment(name: str, write: Callable[[Path], object]) -> HttpResponse:
    """Answer with a file that `write` makes at the path it is given."""
    with tempfile.TemporaryDirectory(prefix="guatu-") as folder:
        path = Path(folder) / f"attachment{PurePath(name).suffix}"
        write(path)
        return attachment(path.read_bytes(), name)
