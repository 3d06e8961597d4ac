"""运行本月: ask for a run, see how far it is, what came of it, what it changed; take its papers."""

import uuid
from functools import lru_cache
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.frame.clock import today
from guatu.console.monitor.downloads import PAPERS, has_paper, send_paper
from guatu.console.monitor.facts import FINAL, FLASH
from guatu.console.monitor.firm_columns import without_firm_rows
from guatu.console.monitor.forms import RunForm
from guatu.console.monitor.models import MonthRun
from guatu.console.monitor.run_acts import RUN_JOB, ask_for_run, job_of
from guatu.console.monitor.run_choice import track_words
from guatu.console.monitor.runs import done_runs, pages_of, run_before, run_folder
from guatu.console.people.access import Act, allow, may
from guatu.console.people.person import person_of
from guatu.desk import compare_runs
from guatu.report import Table

_LISTED = 60
_PACK_FILE = ".yaml"
_READERS = (Act.RUN_MONTH, Act.REVIEW_BULLETIN, Act.SIGN_BULLETIN)


@allow(Act.RUN_MONTH)
@require_GET
def runs(request: HttpRequest) -> HttpResponseBase:
    """Show the form that asks for a run, and the runs there are."""
    return _runs_page(request, RunForm(today(), initial={"token": uuid.uuid4().hex}))


@allow(Act.RUN_MONTH)
@require_POST
def start_run(request: HttpRequest) -> HttpResponseBase:
    """Ask for a run of a month; the page of the run shows how far it is."""
    form = RunForm(today(), request.POST)
    if not form.is_valid():
        return _runs_page(request, form, status=400)
    asked = form.cleaned_data
    run, is_new = ask_for_run(
        asked["month"],
        asked["track"],
        as_of=asked["as_of"],
        by=person_of(request),
        actor=actor_of(request),
        token=asked["token"],
    )
    if not is_new:
        messages.info(request, _("这次运行已经在办，没有重复开始。"))
    return redirect("run", run.pk)


@allow(*_READERS)
@require_GET
def run(request: HttpRequest, key: int) -> HttpResponseBase:
    """Show one run: progress while it runs, then lights, packs, papers, findings and what it changed."""
    found = get_object_or_404(MonthRun.objects.select_related("by"), pk=key)
    job = job_of(RUN_JOB, found.pk)
    context = {
        "run": found,
        "track": track_words(found.track),
        # Only who asked may look at a job; the others see the run's own state.
        "job": job if job is not None and job.asked_by_id == request.user.pk else None,
        "was_given_up": found.state == MonthRun.State.WAITING and job is not None and job.ended_at is not None,
        "papers": _papers(request, found),
        "before": run_before(found) if found.state == MonthRun.State.DONE else None,
        "other_track": _newest_of_other_track(found) if found.state == MonthRun.State.DONE else None,
        **_findings(request, found),
    }
    return render(request, "monitor/run.html", context)


def _findings(request: HttpRequest, found: MonthRun) -> dict[str, object]:
    """Return what was found in the figures, and how much in the packs: that is told where packs are."""
    told = found.findings if may(request.user, Act.RUN_MONTH) else ()
    of_packs = [one for one in told if _PACK_FILE in one["where"]]
    return {"findings": [one for one in told if one not in of_packs], "pack_findings": len(of_packs)}


@allow(Act.SEE_LEDGERS, *_READERS)
@require_GET
def paper(request: HttpRequest, key: int, name: str) -> HttpResponseBase:
    """Hand out a paper of a run to who may have it."""
    found = get_object_or_404(done_runs(), pk=key)
    asked = next((one for one in PAPERS.values() if one.name.value == name), None)
    if asked is None or not has_paper(found, asked):
        raise Http404
    if not any(may(request.user, act) for act in asked.acts):
        raise PermissionDenied
    return send_paper(request, found, asked)


@allow(*_READERS)
@require_GET
def run_changes(request: HttpRequest, key: int) -> HttpResponseBase:
    """Show what changed since the run before, of the same month and track (与上次运行相比)."""
    found = get_object_or_404(done_runs(), pk=key)
    before = run_before(found)
    tables = _shown(request, found, compared(before, found)) if before is not None else ()
    context = {"run": found, "track": track_words(found.track), "before": before, "tables": tables}
    return render(request, "monitor/run_changes.html", context)


@allow(*_READERS)
@require_GET
def track_differences(request: HttpRequest, key: int) -> HttpResponseBase:
    """Show how final figures differ from the flash ones (差异说明), between the newest run of either track."""
    found = get_object_or_404(done_runs(), pk=key)
    other = _newest_of_other_track(found)
    flash, final = (found, other) if found.track == FLASH else (other, found)
    tables = _shown(request, found, compared(flash, final)) if flash is not None and final is not None else ()
    context = {"run": found, "flash": flash, "final": final, "tables": tables}
    return render(request, "monitor/track_differences.html", context)


def _shown(request: HttpRequest, found: MonthRun, tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Return what a person may see of a comparison: changes of columns of firms to named posts, written down."""
    if may(request.user, Act.SEE_FIRMS):
        record(actor_of(request), "firms.view", f"{found} compared", kind=Kind.VIEW)
        return tables
    pages = pages_of(found)
    return tuple(without_firm_rows(one, pages) for one in tables)


def compared(before: MonthRun, after: MonthRun) -> tuple[Table, ...]:
    """Return the tables of what differs between two runs; kept, since runs do not change."""
    return _compared(str(run_folder(before)), before.sha256, str(run_folder(after)), after.sha256)


@lru_cache(maxsize=16)
def _compared(before: str, _unchanged: str, after: str, _unchanged_after: str) -> tuple[Table, ...]:
    return compare_runs(Path(before), Path(after))


def _runs_page(request: HttpRequest, form: RunForm, status: int = 200) -> HttpResponseBase:
    listed = MonthRun.objects.select_related("by").order_by("-id")[:_LISTED]
    context = {"form": form, "runs": [(one, track_words(one.track)) for one in listed]}
    return render(request, "monitor/runs.html", context, status=status)


def _newest_of_other_track(found: MonthRun) -> MonthRun | None:
    other = FLASH if found.track == FINAL else FINAL
    return done_runs(found.month, other).first()


def _papers(request: HttpRequest, found: MonthRun) -> list[tuple[str, str]]:
    if found.state != MonthRun.State.DONE:
        return []
    allowed = (one for one in PAPERS.values() if any(may(request.user, act) for act in one.acts))
    return [(one.name.value, one.words) for one in allowed if has_paper(found, one)]
