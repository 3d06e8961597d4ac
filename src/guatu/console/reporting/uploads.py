"""Workbooks handed in (上传填报表): looked at from outside, kept as they are, and read by the worker.

The request only stores bytes and rows, so that two hundred people at a deadline do not wait for each other's workbooks.
"""

import hashlib
import os
import uuid
from decimal import Decimal
from pathlib import Path, PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import record
from guatu.console.frame.clock import now
from guatu.console.jobs.queue import ask_for
from guatu.console.reporting.cells import Amount, CellKey
from guatu.console.reporting.filing_acts import demand_open, save_entries
from guatu.console.reporting.first_words import first_words
from guatu.console.reporting.models import Filing, Upload
from guatu.console.reporting.refusals import Refused
from guatu.console.reporting.steps import Handed, Outcome, Step
from guatu.console.reporting.subjects import filing_subject
from guatu.desk import is_secret_name, secrecy_mark

LARGEST_BYTES = 10 << 20
# What a filing may be handed in as; what says it is one of these and is not is found out by the reader.
ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".csv", ".txt")
_FOLDER = "filings"


def take_workbook(filing: Filing, file: "UploadedFile[bytes]", step: Step, *, submit: bool) -> Upload:
    """Keep a workbook and ask the worker to read it; the same token again gives the same upload.

    Raises Refused with a sentence where the file is not taken: too large, of another kind, or bearing a secrecy mark.
    """
    token = f"{filing.pk}:{step.token}"[:40]
    if step.token and (before := Upload.objects.filter(token=token).order_by("id").first()) is not None:
        return before
    name = PurePath((file.name or "").replace("\\", "/")).name[:200]
    _demand_fit(name, file)
    demand_open(filing, now())
    content = file.read()
    _demand_not_secret(filing, name, content, step)
    path = _keep(content, PurePath(name).suffix.lower())
    with transaction.atomic():
        upload, is_new = Upload.objects.get_or_create(
            token=token,
            defaults={
                "filing": filing,
                "name": name,
                "path": path,
                "sha256": hashlib.sha256(content).hexdigest(),
                "submit": submit,
                "by": step.by,
                "at": now(),
            },
        )
        if is_new:
            ask_for("read_upload", upload.pk, step.by.pk)
            record(
                step.actor,
                "filing.upload",
                filing_subject(filing),
                kind=Kind.CHANGE,
                after={"文件": name, "字节": len(content), "摘要": upload.sha256, "一并提交": submit},
            )
    return upload


def take_correct_cells(upload: Upload, step: Step) -> Outcome:
    """Put the cells of a faulty workbook that are right into the draft (只填入正确的格); twice does what once does."""
    if upload.state == Upload.State.WAITING or not upload.amounts:
        raise Refused(_("这个文件里没有可以填入的数。"))
    once = Step(step.by, step.actor, f"take-{upload.pk}", None)
    outcome = save_entries(upload.filing, once, Handed(amounts_of(upload)))
    note = _("已把正确的 %(good)s 格填入草稿，有问题的 %(bad)s 处没有填入。")
    Upload.objects.filter(pk=upload.pk, state=Upload.State.FAULTY).update(
        state=Upload.State.TAKEN, note=note % {"good": upload.good, "bad": upload.bad}
    )
    return outcome


def amounts_of(upload: Upload) -> dict[CellKey, Amount]:
    """Return the cells that were read without a mistake."""
    return {
        (indicator, basis): Amount(_number(value), _number(growth))
        for indicator, basis, value, growth in upload.amounts
    }


def submit_token(upload: Upload) -> str:
    """Return the token with which an upload hands its filing in."""
    return f"upload-{upload.pk}-submit"


def path_of(kept: str) -> Path:
    """Return where a file is that a row names; the names are the site's own, never a person's."""
    return settings.WORKSPACE.path("uploads", *PurePath(kept).parts)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _demand_fit(name: str, file: "UploadedFile[bytes]") -> None:
    if not name:
        raise Refused(_("没有选文件；请先选择要上传的 Excel 或 CSV 文件。"))
    if PurePath(name).suffix.lower() not in ENDINGS:
        raise Refused(_("“%s”不是能读的表格；请上传 xlsx、xls、et 或 csv 文件。") % name)
    if (file.size or 0) > LARGEST_BYTES:
        raise Refused(_("文件有 %d MB，超过 10 MB；请删去与填报无关的工作表和图片后再传。") % ((file.size or 0) >> 20))
    if not file.size:
        raise Refused(_("“%s”是空文件（0 字节）；请检查后再传。") % name)


def _demand_not_secret(filing: Filing, name: str, content: bytes, step: Step) -> None:
    mark = secrecy_mark(first_words(content, PurePath(name).suffix.lower()))
    if not mark and not is_secret_name(PurePath(name).stem):
        return
    record(
        step.actor,
        "filing.upload",
        filing_subject(filing),
        kind=Kind.CHANGE,
        after={"拒收": "文件带有密级标志", "字节": len(content)},
        was_done=False,
    )
    raise Refused(_("文件带有密级标志，本系统严禁存储、处理国家秘密，没有接收；请按保密规定处理这个文件。"))


def _keep(content: bytes, ending: str) -> str:
    """Write a file under a name of the site's own, whole or not at all, and return its path under uploads/."""
    folder = path_of(_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{uuid.uuid4().hex}{ending}"
    aside = folder / f".{name}"
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.rename(folder / name)
    return f"{_FOLDER}/{name}"
