"""Which run a page shows (运行的选择): the one asked for, else the newest of the month and track asked for."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from guatu.console.monitor.facts import FINAL, FLASH
from guatu.console.monitor.models import MonthRun
from guatu.console.monitor.runs import done_runs, latest_run

_OFFERED = 36


@dataclass(frozen=True)
class RunChoice:
    """The run a page shows, the runs it can show instead, and the newest run of the month on the other track."""

    run: MonthRun
    offered: tuple[MonthRun, ...]
    other_track: MonthRun | None

    @property
    def is_newest(self) -> bool:
        """True when no later run of the month and track is there."""
        newest = next((one for one in self.offered if (one.month, one.track) == (self.run.month, self.run.track)), None)
        return newest is None or newest.pk == self.run.pk


def track_words(track: str) -> str:
    """Return what a track is called."""
    return _("定案") if track == FINAL else _("快报")


def chosen_run(request: HttpRequest) -> RunChoice | None:
    """Return the run that a request asks for by `run`, else the newest; None where no run is done yet.

    A run that is not there, or not done, raises Http404.
    """
    asked = request.GET.get("run", "")
    if asked:
        run = done_runs().filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 18 else None
        if run is None:
            raise Http404
    else:
        run = latest_run()
    if run is None:
        return None
    offered = tuple(done_runs().order_by("-month", "-id")[:_OFFERED])
    other = FLASH if run.track == FINAL else FINAL
    return RunChoice(run, offered, done_runs(run.month, other).first())


def months_offered(today: date) -> list[date]:
    """Return the months that may be run, newest first: those that are over, two years back."""
    months, day = [], today.replace(day=1)
    for _step in range(24):
        day = date(day.year - 1, 12, 1) if day.month == 1 else date(day.year, day.month - 1, 1)
        months.append(day)
    return months
