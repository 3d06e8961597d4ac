"""Where a plan that was handed in lies, and its papers (方案文件): everything of an upload is in a folder of its own.

uploads/plans/<id>/source.docx       as handed in
uploads/plans/<id>/read/plan-<id>/   what reading it gave
uploads/plans/<id>/review-<hash>.xlsx and review-<hash>/plan-<id>/   a corrected workbook, and what applying it gave
"""

import hashlib
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from guatu.console.plans.models import PlanUpload

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# The papers that may be fetched: address name, file, name under which it is saved.
PAPERS: Mapping[str, "tuple[str, StrPromise]"] = {
    "review": ("review.xlsx", _("核对表.xlsx")),
    "tasks": ("tasks.docx", _("任务分工表.docx")),
    "task_sheet": ("tasks.xlsx", _("任务分工表.xlsx")),
    "text": ("plan.txt", _("原文.txt")),
}
PAGE_FILE, PACK_FOLDER, REVIEW_FILE = "review.html", "pack", "review.xlsx"
_ZIP_DAY = (2000, 1, 1, 0, 0, 0)


def uploads_path(path: str) -> Path:
    """Return the place of a path kept in a row, under the uploads."""
    return Path(settings.WORKSPACE.path("uploads", path))


def own_folder(upload: PlanUpload) -> str:
    """Return the folder of an upload, under the uploads."""
    return f"plans/{upload.pk}"


def reading_path(upload: PlanUpload, generation: str) -> str:
    """Return the folder of one generation of papers; its last part becomes the draft pack's id."""
    return f"{own_folder(upload)}/{generation}/plan-{upload.pk}"


def papers_of(upload: PlanUpload) -> Path | None:
    """Return the folder of papers that counts, or None before the plan was read."""
    folder = uploads_path(upload.reading) if upload.reading else None
    return folder if folder is not None and folder.is_dir() else None


def store_file(file: "UploadedFile[bytes]", path: str) -> str:
    """Write a file that was handed in aside, then into its place; return its SHA-256."""
    place = uploads_path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=".handed-", dir=place.parent)
    digest = hashlib.sha256()
    try:
        with os.fdopen(handle, "wb") as written:
            for chunk in file.chunks():
                digest.update(chunk)
                written.write(chunk)
        os.replace(aside, place)
    finally:
        Path(aside).unlink(missing_ok=True)
    return digest.hexdigest()


def hash_of_upload(file: "UploadedFile[bytes]") -> str:
    """Return the SHA-256 of a file that was handed in; it is at its beginning again afterwards."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


@contextmanager
def made_aside(path: str) -> Iterator[Path]:
    """Give a folder to make papers in; when all went well it takes the place of `path`, otherwise nothing is left."""
    place = uploads_path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".aside-", dir=place.parent))
    try:
        yield aside / place.name
        # Only a worker that was killed before it told leaves a folder here that no row names.
        shutil.rmtree(place, ignore_errors=True)
        os.replace(aside / place.name, place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def zipped(folder: Path, top: str) -> bytes:
    """Return a folder as a zip, its files under `top`; the same files give the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            name = zipfile.ZipInfo(f"{top}/{path.relative_to(folder).as_posix()}", _ZIP_DAY)
            name.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(name, path.read_bytes())
    return held.getvalue()
