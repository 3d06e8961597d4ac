"""导入历史数据: past figures as files or from a folder of the workspace, read in the background."""

import shutil
import uuid

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guatu.console.audit.trail import actor_of
from guatu.console.monitor.forms import HistoryForm
from guatu.console.monitor.models import HistoryImport
from guatu.console.monitor.run_acts import HISTORY_JOB, ask_for_history, job_of, store_history_files
from guatu.console.people.access import Act, allow
from guatu.console.people.person import person_of
from guatu.console.reporting.models import Figure

_LISTED = 20


@allow(Act.RUN_MONTH)
@require_GET
def history(request: HttpRequest) -> HttpResponseBase:
    """Show the form that takes past figures, and what was taken so far."""
    return _page(request, HistoryForm(initial={"token": uuid.uuid4().hex}))


@allow(Act.RUN_MONTH)
@require_POST
def take_history(request: HttpRequest) -> HttpResponseBase:
    """Store the files and ask for the job that reads them."""
    form = HistoryForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=400)
    asked = form.cleaned_data
    files = asked["given"]
    folder = store_history_files(files) if files else form.folders[asked["folder"]]
    name = "、".join(str(one.name) for one in files) if files else folder.name
    taken, is_new = ask_for_history(
        name=name, folder=folder, by=person_of(request), actor=actor_of(request), token=asked["token"]
    )
    if not is_new and files:
        shutil.rmtree(folder, ignore_errors=True)
    if not is_new:
        messages.info(request, _("这些文件已经在导入，没有重复办理。"))
    return redirect("history_import", taken.pk)


@allow(Act.RUN_MONTH)
@require_GET
def history_import(request: HttpRequest, key: int) -> HttpResponseBase:
    """Show one import: how far it is, what was taken, what was wrong in the files."""
    taken = get_object_or_404(HistoryImport.objects.select_related("by"), pk=key)
    job = job_of(HISTORY_JOB, taken.pk)
    mine = job if job is not None and job.asked_by_id == request.user.pk else None
    return render(request, "monitor/history_import.html", {"taken": taken, "job": mine})


def _page(request: HttpRequest, form: HistoryForm, status: int = 200) -> HttpResponseBase:
    known = Figure.objects.filter(filing__isnull=True)
    months = known.order_by("period").values_list("period", flat=True)
    context = {
        "form": form,
        "imports": HistoryImport.objects.select_related("by").order_by("-id")[:_LISTED],
        "count": known.count(),
        "first": months.first(),
        "last": months.last(),
    }
    return render(request, "monitor/history.html", context, status=status)
