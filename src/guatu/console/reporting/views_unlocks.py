"""超期补报: ask to report after the deadline, and decide on what was asked."""

from datetime import date, datetime, time

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guatu.console.audit.trail import actor_of
from guatu.console.frame.clock import now, today
from guatu.console.frame.numbers import whole_number
from guatu.console.people.access import Act, allow, may, places_for
from guatu.console.people.person import person_of
from guatu.console.people.tree import tree_on
from guatu.console.reporting.deadlines import REPORTED, is_past_deadline, next_deadline
from guatu.console.reporting.models import Filing, Round, UnlockRequest
from guatu.console.reporting.recipients import filings_for, may_decide, rounds_for
from guatu.console.reporting.refusals import Refused
from guatu.console.reporting.unlocks import ask_unlock, decide_unlock

_SHOWN = 100


@require_GET
@allow(Act.UNLOCK, Act.ASK_UNLOCK)
def unlocks(request: HttpRequest) -> HttpResponse:
    """Show what waits for a decision, what this person may ask for, and what was decided."""
    user = person_of(request)
    own = places_for(user, Act.ASK_UNLOCK)
    reach = filings_for(user, Act.UNLOCK, rounds_for(user, Act.UNLOCK)).values("pk")
    seen = UnlockRequest.objects.filter(Q(filing__in=reach) | Q(filing__place__in=sorted(own))).distinct()
    found = seen.select_related("filing__round", "by", "decided_by").order_by("-id")[:_SHOWN]
    tree = tree_on(today())
    rows = [
        (one, tree.place_name(one.filing.place), one.is_granted is None and may_decide(user, Act.UNLOCK, one.filing))
        for one in found
    ]
    context = {
        "waiting": [row for row in rows if row[0].is_granted is None],
        "decided": [row for row in rows if row[0].is_granted is not None],
        "askable": [(one, tree.place_name(one.place)) for one in _askable(own)],
        "picked": request.GET.get("filing", ""),
        "until": timezone.localtime(next_deadline(now())),
        "may_ask": bool(own),
        "may_unlock": may(user, Act.UNLOCK),
        "me": user.pk,
    }
    return render(request, "reporting/unlocks.html", context)


@require_POST
@allow(Act.ASK_UNLOCK)
def unlock_ask(request: HttpRequest) -> HttpResponse:
    """Ask to report a filing after its deadline."""
    key = whole_number(request.POST.get("filing", ""))
    filing = get_object_or_404(Filing.objects.select_related("round"), pk=key or 0)
    if not may(request.user, Act.ASK_UNLOCK, filing.place):
        raise Http404
    try:
        ask_unlock(filing, person_of(request), actor_of(request), reason=request.POST.get("reason", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("申请已提交，批准后就能补报；办理结果在本页和工作台能看到。"))
    return redirect("unlocks")


@require_POST
@allow(Act.UNLOCK)
def unlock_decide(request: HttpRequest, key: int) -> HttpResponse:
    """Grant or refuse a request."""
    asked = get_object_or_404(UnlockRequest.objects.select_related("filing__round", "by"), pk=key)
    if not may_decide(person_of(request), Act.UNLOCK, asked.filing):
        raise Http404
    is_granted = request.POST.get("do") == "grant"
    try:
        decide_unlock(
            asked,
            person_of(request),
            actor_of(request),
            is_granted=is_granted,
            decision=request.POST.get("decision", ""),
            until=_until(request) if is_granted else None,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已准予补报。") if is_granted else _("已不予补报。"))
    return redirect("unlocks")


def _askable(places: frozenset[str]) -> list[Filing]:
    """Return the filings of some places that are closed and for which nothing is being asked."""
    late = Round.objects.filter(due_at__lt=now())
    found = (
        Filing.objects.filter(round__in=late, place__in=sorted(places))
        .exclude(state__in=list(REPORTED))
        .exclude(pk__in=UnlockRequest.objects.filter(is_granted__isnull=True).values("filing"))
        .select_related("round")
        .order_by("-round__period_last", "round__form", "place")
    )
    return [one for one in found if is_past_deadline(one, now())]


def _until(request: HttpRequest) -> datetime:
    try:
        day = date.fromisoformat(request.POST.get("until_day", ""))
        clock = time.fromisoformat(request.POST.get("until_time", ""))
    except ValueError as error:
        raise Refused(_("补报截止的日期或时间写得不对；日期如 2024-10-09，时间如 17:00。")) from error
    return timezone.make_aware(datetime.combine(day, clock))
