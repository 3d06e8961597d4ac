"""Ask for a run or for history to be taken over (运行、导入): the row, the job and the trail, in one transaction."""

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import transaction

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.frame.clock import now
from guatu.console.jobs.models import Job
from guatu.console.jobs.queue import ask_for
from guatu.console.monitor.models import HistoryImport, MonthRun
from guatu.console.people.models import User
from guatu.office import SHEET_ENDINGS

RUN_JOB, HISTORY_JOB = "run_month", "take_history"
_HISTORY = "history"
DATA_ENDINGS = (*SHEET_ENDINGS, ".parquet")


@transaction.atomic
def ask_for_run(
    month: date, track: str, *, as_of: date | None, by: User, actor: Actor, token: str
) -> tuple[MonthRun, bool]:
    """Store a run and its job; the same token asked twice, or a run like it that still waits, is one run."""
    waiting = MonthRun.objects.filter(state=MonthRun.State.WAITING, month=month, track=track, as_of=as_of)
    found = waiting.first() or (MonthRun.objects.filter(token=token).first() if token else None)
    if found is not None and _goes_on(found):
        return found, False
    run, is_new = MonthRun.objects.get_or_create(
        token=token, defaults={"month": month, "track": track, "as_of": as_of, "by": by, "at": now()}
    )
    if is_new:
        ask_for(RUN_JOB, run.pk, by.pk)
        after = {"month": f"{month:%Y-%m}", "track": track, "as_of": as_of}
        record(actor, "run.ask", f"运行 {run}", kind=Kind.CHANGE, after=after)
    return run, is_new


def job_of(kind: str, key: int) -> Job | None:
    """Return the last job that works on a run or an import."""
    return Job.objects.filter(kind=kind, about=str(key)).order_by("-id").first()


def _goes_on(run: MonthRun) -> bool:
    """Tell whether a run is done or still has a job that may finish it; one given up by the worker has none."""
    if run.state != MonthRun.State.WAITING:
        return True
    job = job_of(RUN_JOB, run.pk)
    return job is not None and job.ended_at is None


@transaction.atomic
def ask_for_history(*, name: str, folder: Path, by: User, actor: Actor, token: str) -> tuple[HistoryImport, bool]:
    """Store an import of the past figures of a folder, and its job; the same token is one import."""
    taken, is_new = HistoryImport.objects.get_or_create(
        token=token, defaults={"name": name[:200], "path": _inside(folder), "by": by, "at": now()}
    )
    if is_new:
        ask_for(HISTORY_JOB, taken.pk, by.pk)
        record(actor, "history.take", f"导入历史数据 {name}"[:200], kind=Kind.CHANGE, after={"path": taken.path})
    return taken, is_new


def store_history_files(files: "Sequence[File[bytes]]") -> Path:
    """Store uploaded files in a folder of their own under uploads/ and return it.

    Names stay, since a file may be named for its table; nothing of a name leads out of the folder.
    """
    parent = Path(settings.WORKSPACE.path("uploads", _HISTORY))
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=parent))
    for number, file in enumerate(files, start=1):
        name = Path((file.name or "").replace("\\", "/")).name.lstrip(".~$") or f"{number}"
        path = folder / name[-120:]
        if path.exists():
            path = folder / f"{path.stem}-{number}{path.suffix}"
        with path.open("wb") as stored:
            for chunk in file.chunks():
                stored.write(chunk)
    return folder


def history_folders() -> list[Path]:
    """Return the folders of the registers that hold data files: the registers' own and those right under it."""
    top = Path(settings.WORKSPACE.path("registers"))
    if not top.is_dir():
        return []
    inside = sorted(one for one in top.iterdir() if one.is_dir() and not one.name.startswith("."))
    return [one for one in (top, *inside) if any(path.suffix.lower() in DATA_ENDINGS for path in one.iterdir())]


def _inside(folder: Path) -> str:
    return folder.relative_to(settings.WORKSPACE.folder).as_posix()
