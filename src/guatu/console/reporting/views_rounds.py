"""报表任务: open the forms of a month, see who owes each, move a due time, copy the notice."""

from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guatu.console.audit.trail import actor_of
from guatu.console.frame.clock import now, today
from guatu.console.frame.numbers import whole_number
from guatu.console.people.access import Act, allow
from guatu.console.people.person import person_of
from guatu.console.people.tree import tree_on
from guatu.console.reporting.cells import period_of
from guatu.console.reporting.chase_words import notice_text
from guatu.console.reporting.deadlines import REPORTED, is_late
from guatu.console.reporting.models import Round
from guatu.console.reporting.months import month_before, months_opened, picked_month
from guatu.console.reporting.refusals import Refused
from guatu.console.reporting.round_changes import RoundTerms, change_round
from guatu.console.reporting.rounds import open_rounds
from guatu.domain import GuatuError, InvalidValue, Period

_MOST_GRACE_HOURS = 24 * 31


@require_GET
@allow(Act.OPEN_ROUND)
def rounds(request: HttpRequest) -> HttpResponse:
    """List the forms of a month, or say that the month has not been opened."""
    choices = sorted({*months_opened(), month_before(today())}, reverse=True)
    month = picked_month(request, choices)
    counted = Round.objects.filter(period_last=month).annotate(
        owed=Count("filings"), reported=Count("filings", filter=Q(filings__state__in=list(REPORTED)))
    )
    tree = tree_on(today())
    found = list(counted.order_by("form"))
    context = {
        "month": month,
        "months": sorted({*choices, month}, reverse=True),
        "rows": [(one, period_of(one).words, [tree.agency_name(code) for code in one.recipients]) for one in found],
        "unknown_years": sorted({one.due_at.year for one in found if one.due_at and not one.calendar_known}),
        "notice": notice_text(month, found, person_of(request)),
    }
    return render(request, "reporting/rounds.html", context)


@require_POST
@allow(Act.OPEN_ROUND)
def rounds_open(request: HttpRequest) -> HttpResponse:
    """Open the forms of a month; what is open already stays as it is."""
    try:
        month = Period.from_text(request.POST.get("month", ""))
        if month.last > today():
            raise InvalidValue(_("这个月还没有到，不能布置。"))
        opened = open_rounds(month, person_of(request), actor_of(request))
    except GuatuError as error:
        messages.error(request, str(error))
        return redirect("rounds")
    if opened:
        messages.success(request, _("已布置 %(count)d 张报表。") % {"count": len(opened)})
    else:
        messages.warning(request, _("在用的政策包里没有这个月要报的报表；请到“政策包”页看报送要求。"))
    return redirect(f"{request.path.removesuffix('/open')}?month={month.last:%Y-%m}")


@require_GET
@allow(Act.OPEN_ROUND)
def round_terms(request: HttpRequest, key: int) -> HttpResponse:
    """Show one form of a month: its terms, its cells, who owes it, its frozen list."""
    one = get_object_or_404(Round, pk=key)
    tree = tree_on(today())
    filings = one.filings.order_by("place")
    context = {
        "one": one,
        "period": period_of(one).words,
        "recipients": [tree.agency_name(code) for code in one.recipients],
        "rows": [(filing, tree.place_name(filing.place)) for filing in filings],
        "may_move": one.frozen_at is None,
        "grace_hours": _grace_hours(one),
        "is_past": is_late(one, now()),
        "notice": notice_text(one.period_last, [one], person_of(request)),
        "late": one.late_list or [],
    }
    return render(request, "reporting/round_terms.html", context)


@require_POST
@allow(Act.OPEN_ROUND)
def round_change(request: HttpRequest, key: int) -> HttpResponse:
    """Change due time, grace and note of a form, with a reason."""
    one = get_object_or_404(Round, pk=key)
    try:
        due, grace = one.due_at, one.grace_until
        if one.frozen_at is None:
            due = _moment(request, one.due_at)
            grace = due and due + timedelta(hours=_hours(request))
        terms = RoundTerms(due, grace, request.POST.get("note", "").strip())
        changed = change_round(one, actor_of(request), terms=terms, reason=request.POST.get("reason", ""))
    except (Refused, InvalidValue) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已调整。") if changed else _("与原来相同，没有改动。"))
    return redirect("round_terms", key)


def _moment(request: HttpRequest, kept: datetime | None) -> datetime | None:
    """Return the moment that a day and a time name; a blank day leaves what was."""
    day, clock = request.POST.get("due_day", ""), request.POST.get("due_time", "")
    if not day:
        return kept
    try:
        typed = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))
    except ValueError as error:
        raise InvalidValue(_("日期或时间写得不对；日期如 2024-10-08，时间如 17:00。")) from error
    moment = timezone.make_aware(typed)
    # A page shows minutes: what is shown unchanged keeps its seconds.
    is_same = kept is not None and timezone.localtime(kept).replace(second=0, microsecond=0) == moment
    return kept if is_same else moment


def _hours(request: HttpRequest) -> int:
    text = request.POST.get("grace_hours", "").strip() or "0"
    hours = whole_number(text, _MOST_GRACE_HOURS)
    if hours is None:
        raise InvalidValue(_("宽限写小时数，0 到 %(most)d。") % {"most": _MOST_GRACE_HOURS})
    return hours


def _grace_hours(one: Round) -> int:
    if one.due_at is None or one.grace_until is None:
        return 0
    return (one.grace_until - one.due_at) // timedelta(hours=1)
