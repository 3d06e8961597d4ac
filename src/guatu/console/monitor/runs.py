"""Runs as other pages ask for them (运行): the latest one, its folder, its pages kept in memory."""

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from guatu.console.monitor.models import MonthRun
from guatu.desk import read_month_pages
from guatu.domain import InvalidValue, MissingFile
from guatu.pack import Packs, load_packs
from guatu.report import MonthPages

# A run is never changed once it is done, so its pages may be kept as long as there is room.
_KEPT = 6
RUNS, MANIFEST, PACKS = "runs", "run.json", "packs"
_PACK_NAMES = "packs.json"


def runs_folder() -> Path:
    """Return the folder in which all runs lie."""
    return Path(settings.WORKSPACE.path(RUNS))


def run_folder(run: MonthRun) -> Path:
    """Return the folder of a run's papers."""
    return runs_folder() / str(run.pk)


def done_runs(month: date | None = None, track: str | None = None) -> QuerySet[MonthRun]:
    """Return the runs that are done, newest first, all or those of a month and track."""
    found = MonthRun.objects.filter(state=MonthRun.State.DONE)
    if month is not None:
        found = found.filter(month=month)
    return found.filter(track=track) if track else found


def latest_run(month: date | None = None) -> MonthRun | None:
    """Return the newest run of a month, or of the latest month that was run; None where there is none."""
    return done_runs(month).order_by("-month", "-id").first()


def run_before(run: MonthRun) -> MonthRun | None:
    """Return the run of the same month and track before this one, with which it is compared."""
    return done_runs(run.month, run.track).filter(pk__lt=run.pk).first()


def pages_of(run: MonthRun) -> MonthPages:
    """Return the pages of a run that is done; InvalidValue where its folder was lost."""
    return _pages(str(run_folder(run)), run.sha256)


@lru_cache(maxsize=_KEPT)
def _pages(folder: str, _unchanged: str) -> MonthPages:
    return read_month_pages(Path(folder))


def keep_pack_names(folder: Path, names: Sequence[str]) -> None:
    """Write into a run's folder which packs it is run on, so that its numbers can be explained after a switch."""
    own = str((folder / PACKS).absolute())
    kept = [PACKS if name == own else name for name in names]
    (folder / _PACK_NAMES).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def packs_of(run: MonthRun) -> Packs:
    """Return the packs a run was run on; MissingFile where they are not there any more."""
    return _packs(str(run_folder(run)), run.sha256)


@lru_cache(maxsize=_KEPT)
def _packs(folder: str, _unchanged: str) -> Packs:
    try:
        names = json.loads((Path(folder) / _PACK_NAMES).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidValue("运行文件夹里没有政策包的记录；请重新运行这个月") from error
    packs, findings = load_packs([str(Path(folder, PACKS)) if name == PACKS else name for name in names])
    if packs is None:
        raise MissingFile(f"这次运行所用的政策包读不了：{findings[0].sentence}")
    return packs
