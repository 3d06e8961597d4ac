"""Hand in a plan or its corrected review, and load its draft as a pack (交方案、交核对表、装入)."""

from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.frame.clock import now
from guatu.console.jobs.models import Job
from guatu.console.jobs.queue import ask_for
from guatu.console.people.models import User
from guatu.console.plans.active import pack_names
from guatu.console.plans.models import PackFolder, PlanUpload
from guatu.console.plans.plan_files import PACK_FOLDER, hash_of_upload, own_folder, papers_of, store_file
from guatu.console.plans.plan_job import is_loadable
from guatu.console.plans.shelf import put_on_shelf
from guatu.desk import USUAL_PACKS, is_secret_name
from guatu.domain import InvalidValue
from guatu.office import PLAN_ENDINGS, shown_name
from guatu.pack import bundled_names

LARGEST_PLAN = 30 << 20
LARGEST_REVIEW = 10 << 20
_LONGEST_NAME = 120


def hand_in_plan(file: "UploadedFile[bytes]", *, with_active: bool, token: str, by: User, actor: Actor) -> PlanUpload:
    """Store a plan's file and ask for its reading; the same token sent twice is one upload.

    InvalidValue, with what to do, where the file is of no kind that is read, too large or marked as secret by name.
    """
    name = shown_name(Path(file.name or ""))[-_LONGEST_NAME:]
    ending = Path(name).suffix.lower()
    if ending not in PLAN_ENDINGS:
        raise InvalidValue(f"“{name}”不是能读的方案文件；可以交 {'、'.join(one[1:] for one in PLAN_ENDINGS)}")
    _refuse_size(file, name, LARGEST_PLAN)
    if is_secret_name(name):
        raise InvalidValue("文件名标明涉密，没有接收；本系统严禁存储、处理国家秘密")
    if already := PlanUpload.objects.filter(token=token).exclude(token="").first():
        return already
    try:
        with transaction.atomic():
            upload = PlanUpload.objects.create(
                name=name, path="", by=by, at=now(), token=token, against=list(packs_to_read_against(with_active))
            )
            upload.path = f"{own_folder(upload)}/source{ending}"
            sha256 = store_file(file, upload.path)
            upload.save(update_fields=["path"])
            ask_for("read_plan", upload.pk, by.pk)
            record(
                actor,
                "plan.hand_in",
                f"交方案“{name}”",
                kind=Kind.CHANGE,
                after={"upload": upload.pk, "sha256": sha256},
            )
    except IntegrityError:  # the same page sent twice at once
        return PlanUpload.objects.get(token=token)
    return upload


def hand_in_review(upload: PlanUpload, file: "UploadedFile[bytes]", *, by: User, actor: Actor) -> None:
    """Store a corrected review workbook and ask for it to be written back; the same workbook twice is one."""
    name = shown_name(Path(file.name or ""))
    if Path(name).suffix.lower() != ".xlsx":
        raise InvalidValue(f"“{name}”不是核对表；请交下载的那份 xlsx，改好后不要换格式")
    _refuse_size(file, name, LARGEST_REVIEW)
    if papers_of(upload) is None:
        raise InvalidValue("方案还没有读成，没有可核对的")
    sha256 = hash_of_upload(file)
    path = f"{own_folder(upload)}/review-{sha256[:12]}.xlsx"
    store_file(file, path)
    with transaction.atomic():
        changed = PlanUpload.objects.filter(pk=upload.pk).exclude(review=path).update(review=path)
        if changed or not _has_open_job(upload):
            ask_for("apply_review", upload.pk, by.pk)
        if changed:
            after = {"upload": upload.pk, "sha256": sha256}
            record(actor, "plan.hand_in_review", f"交回核对表：{upload.name}", kind=Kind.CHANGE, after=after)


def load_draft(upload: PlanUpload, *, by: User, actor: Actor) -> PackFolder:
    """Put the draft pack of an upload on the shelf; InvalidValue where its check found what blocks."""
    folder = papers_of(upload)
    if folder is None or not is_loadable(upload):
        raise InvalidValue("政策包草案还有必须先改的问题，没有装入；请在核对表里改好后交回")
    with transaction.atomic():
        row = put_on_shelf(folder / PACK_FOLDER, by, now())
        other = Q(loaded__isnull=True) | ~Q(loaded=row)
        if PlanUpload.objects.filter(other, pk=upload.pk, reading=upload.reading).update(
            loaded=row, state=PlanUpload.State.LOADED
        ):
            after = {"upload": upload.pk, "pack": row.pack, "version": row.version}
            record(actor, "plan.load", f"装入政策包“{row.title}”", kind=Kind.CHANGE, after=after)
    return row


def last_job(upload: PlanUpload) -> Job | None:
    """Return the job of an upload that was asked for last."""
    return _jobs(upload).order_by("-id").first()


def packs_to_read_against(with_active: bool) -> tuple[str, ...]:  # noqa: FBT001  # one question, asked by its name
    """Return the packs a plan is read against: indicators and firms, and those in use that come with guatu."""
    active = [one for one in pack_names() if one in bundled_names()] if with_active else []
    return tuple(dict.fromkeys((*USUAL_PACKS, *active)))


def _jobs(upload: PlanUpload) -> QuerySet[Job]:
    return Job.objects.filter(kind__in=("read_plan", "apply_review"), about=str(upload.pk))


def _has_open_job(upload: PlanUpload) -> bool:
    return bool(_jobs(upload).filter(state__in=("waiting", "running")).exists())


def _refuse_size(file: "UploadedFile[bytes]", name: str, largest: int) -> None:
    if not file.size:
        raise InvalidValue(f"“{name}”是空的，请核对选的文件")
    if file.size > largest:
        raise InvalidValue(f"“{name}”超过 {largest >> 20} MB，没有接收；请拆成几份")
