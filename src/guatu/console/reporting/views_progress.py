"""报送进度与催报: the matrix of a month, whom to call with which words, what was said, and the frozen late lists."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.frame.attachments import written_attachment
from guatu.console.frame.clock import now, today
from guatu.console.frame.months import month_in
from guatu.console.frame.numbers import whole_number
from guatu.console.people.access import Act, allow, demand, may
from guatu.console.people.person import person_of
from guatu.console.reporting.chase_words import group_text, letter_text, message_text
from guatu.console.reporting.chasing import Call, call_list, log_chase
from guatu.console.reporting.deadlines import late_list_of
from guatu.console.reporting.models import Chase, FilingState
from guatu.console.reporting.months import month_before, months_opened, picked_month
from guatu.console.reporting.progress import Branch, Matrix, PlaceRow, matrix_of
from guatu.console.reporting.progress_table import part_words, progress_table, state_words
from guatu.console.reporting.refusals import Refused
from guatu.office import write_workbook

_SHOWN = (*FilingState.values, "late", "overdue")


@require_GET
@allow(Act.SEE_PROGRESS, Act.CHASE)
def progress(request: HttpRequest) -> HttpResponse:
    """Show who has reported; a refresh asks for the matrix alone."""
    user = person_of(request)
    months = months_opened() or [month_before(today())]
    month = picked_month(request, months)
    matrix = matrix_of(user, month)
    context = {
        "matrix": matrix,
        "lines": _lines(_shown(matrix, request), has_sums=len(matrix.rows) > 1),
        "month": month,
        "picked": request.GET,
        "moment": now(),
        "address": f"{request.path}?{request.GET.urlencode()}",
    }
    if request.headers.get("HX-Request"):
        return render(request, "reporting/_progress_matrix.html", context)
    calls = call_list(user, matrix) if matrix.rounds else ()
    context |= {
        "months": sorted({*months, month}, reverse=True),
        "states": _state_choices(),
        "calls": calls,
        "group_text": group_text(calls, user),
        "late_rounds": [one for one in late_list_of(month) if one.frozen_at],
        "sees_all": len(matrix.rows) > 1,
    }
    return render(request, "reporting/progress.html", context)


@require_POST
@allow(Act.SEE_PROGRESS, Act.CHASE)
def progress_export(request: HttpRequest) -> HttpResponse:
    """Hand out the matrix of a month as a workbook; the export is recorded."""
    month = picked_month(_as_get(request), months_opened())
    table = progress_table(matrix_of(person_of(request), month))
    response = written_attachment(
        f"progress-{month:%Y-%m}.xlsx",
        lambda path: write_workbook(path, (table,), title=table.title, created=today()),
    )
    record(actor_of(request), "progress.export", table.title, kind=Kind.EXPORT)
    return response


@require_GET
@allow(Act.SEE_PROGRESS, Act.CHASE)
def chase(request: HttpRequest, month: str, place: str) -> HttpResponse:
    """Show one place that owes forms: whom to call, the words, what was said before, and a form to note the call."""
    call = _call(request, month, place)
    user = person_of(request)
    context = {
        "call": call,
        "month": month,
        "channels": Chase.Channel.choices,
        "message": message_text(call, user),
        "letter": letter_text(call, user),
        "words": [(one, state_words(one)) for one in call.standings],
    }
    return render(request, "reporting/chase.html", context)


@require_POST
@allow(Act.CHASE)
def chase_log(request: HttpRequest, month: str, place: str) -> HttpResponse:
    """Note a reminder for all that a place owes."""
    demand(request.user, Act.CHASE, place)
    call = _call(request, month, place)
    seen = whole_number(request.POST.get("seen", ""))
    try:
        log_chase(
            [one.filing for one in call.standings],
            person_of(request),
            actor_of(request),
            channel=request.POST.get("channel", ""),
            outcome=request.POST.get("outcome", ""),
            text=request.POST.get("text", "")[:2000],
            seen=-1 if seen is None else seen,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已记入催报记录：%(name)s。") % {"name": call.name})
    return redirect(reverse("chase", args=(month, place)))


def _call(request: HttpRequest, month: str, place: str) -> Call:
    user = person_of(request)
    if not (may(user, Act.SEE_PROGRESS, place) or may(user, Act.CHASE, place)):
        raise Http404
    first = month_in(month)
    if first is None:
        raise Http404
    for call in call_list(user, matrix_of(user, first)):
        if call.place == place:
            return call
    raise Http404


def _shown(matrix: Matrix, request: HttpRequest) -> Matrix:
    """Return the matrix with the rows that the filter asks for; sums stay those of all rows."""
    level, state = request.GET.get("level", ""), request.GET.get("state", "")
    word = request.GET.get("word", "").strip()

    def is_shown(row: PlaceRow) -> bool:
        fits_level = level not in ("places", "parks") or row.is_park == (level == "parks")
        shown = {one.state for one in row.standings if one} | {
            "overdue" for one in row.standings if one and one.is_overdue
        }
        return fits_level and (state not in _SHOWN or state in shown) and word in row.name

    branches = tuple(
        Branch(
            tuple(replace(part, rows=tuple(row for row in part.rows if is_shown(row))) for part in branch.parts),
            branch.whole,
        )
        for branch in matrix.branches
    )
    return replace(matrix, branches=branches)


def _lines(matrix: Matrix, *, has_sums: bool) -> list[dict[str, object]]:
    """Return the rows of the page from top to bottom: places, then their sums; who sees one place sees no sums."""
    lines: list[dict[str, object]] = []
    for branch in matrix.branches:
        for part in branch.parts:
            lines += [
                {"row": row, "kind": "park" if row.is_park else "place", "cells": _cells(row)} for row in part.rows
            ]
            if has_sums:
                lines.append({"sum": part, "kind": "subtotal", "name": part_words(part.name)})
        if has_sums:
            lines.append({"sum": branch.whole, "kind": "total", "name": branch.whole.name})
    upper = matrix.upper if has_sums else ()
    return [*lines, *({"sum": one, "kind": "total", "name": one.name} for one in upper)]


def _cells(row: PlaceRow) -> list[tuple[object, str]]:
    return [(one, state_words(one)) for one in row.standings]


def _state_choices() -> list[tuple[str, str]]:
    return [*((one.value, str(one.label)) for one in FilingState), ("late", _("迟报")), ("overdue", _("逾期未报"))]


def _as_get(request: HttpRequest) -> HttpRequest:
    request.GET = request.POST
    return request
