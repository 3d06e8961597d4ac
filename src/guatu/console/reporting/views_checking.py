"""审核与退回: the queue of what was handed in, one filing side by side, and the decisions, one by one or in batch."""

import uuid
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guatu.console.audit.trail import actor_of
from guatu.console.frame.clock import now, today
from guatu.console.frame.numbers import whole_number
from guatu.console.people.access import Act, allow
from guatu.console.people.person import person_of
from guatu.console.people.tree import tree_on
from guatu.console.reporting.comparison import checked_lines, hits_of_no_line
from guatu.console.reporting.deadlines import is_late
from guatu.console.reporting.decisions import accept, question, send_back
from guatu.console.reporting.models import Filing, FilingState, Round
from guatu.console.reporting.progress import PARK
from guatu.console.reporting.recipients import filings_for, may_decide, rounds_for
from guatu.console.reporting.refusals import Refused
from guatu.console.reporting.subjects import filing_subject
from guatu.domain import Period

_PAGE = 100
_STATES = (FilingState.SUBMITTED, FilingState.RETURNED, FilingState.ACCEPTED)


@require_GET
@allow(Act.CHECK)
def checking(request: HttpRequest) -> HttpResponse:
    """List the filings that this person decides on; without a filter those that wait."""
    asked = request.GET.get("state", "")
    state = asked if asked in _STATES else FilingState.SUBMITTED.value
    rounds = rounds_for(person_of(request), Act.CHECK)
    page = Paginator(_filtered(request, rounds, state), _PAGE).get_page(request.GET.get("page"))
    tree = tree_on(today())
    answered = Q(hits__severity="question") & ~Q(hits__answer="")
    counted = (
        Filing.objects.filter(pk__in=[one.pk for one in page.object_list])
        .annotate(asked=Count("hits", filter=Q(hits__severity="question")), answered=Count("hits", filter=answered))
        .values_list("pk", "asked", "answered")
    )
    questions = {key: (asked, done) for key, asked, done in counted}
    context = {
        "rows": [(one, tree.place_name(one.place), *questions[one.pk]) for one in page.object_list],
        "page": page,
        "state": state,
        "states": [(one.value, one.label) for one in _STATES],
        "months": sorted({one.period_last for one in rounds}, reverse=True),
        "forms": {one.form: one.title for one in rounds},
        "picked": request.GET,
        "token": uuid.uuid4().hex,
        "is_waiting": state == FilingState.SUBMITTED,
    }
    return render(request, "reporting/checking.html", context)


@require_POST
@allow(Act.CHECK)
def checking_batch(request: HttpRequest) -> HttpResponse:
    """Accept or return the picked filings; each is decided by itself, and each result is told."""
    picked = request.POST.getlist("picked")
    if not picked:
        messages.warning(request, _("没有勾选报表；请先勾选，再点“通过”或“退回”。"))
    elif request.POST.get("do") == "return" and not request.POST.get("reason", "").strip():
        messages.error(request, _("退回要写明原因，报送单位才知道改什么。"))
    else:
        for one in picked[:_PAGE]:
            key, edition = (whole_number(part) for part in (*one.split(":", 1), "")[:2])
            if key is not None and edition is not None:
                _tell(request, key, partial(_batched, request, edition))
    return redirect("checking")


@require_GET
@allow(Act.CHECK)
def check_filing(request: HttpRequest, key: int) -> HttpResponse:
    """Show one filing side by side with what it replaces and what stood beside it."""
    filing = _filing(request, key)
    hits = tuple(filing.hits.select_related("answered_by"))
    lines = checked_lines(filing, hits)
    tree = tree_on(today())
    context = {
        "filing": filing,
        "place_name": tree.place_name(filing.place),
        "period": Period(filing.round.period_first, filing.round.period_last).words,
        "recipients": [tree.agency_name(code) for code in filing.round.recipients],
        "lines": lines,
        "general_hits": hits_of_no_line(lines, hits),
        "open_questions": sum(hit.severity == "question" and not hit.answer for hit in hits),
        "acts": filing.acts.select_related("by").order_by("-id"),
        "is_waiting": filing.state == FilingState.SUBMITTED,
        "may_ask": filing.state in (FilingState.SUBMITTED, FilingState.ACCEPTED),
        "is_closed": is_late(filing.round, now()),
        "token": uuid.uuid4().hex,
    }
    return render(request, "reporting/check_filing.html", context)


@require_POST
@allow(Act.CHECK)
def check_accept(request: HttpRequest, key: int) -> HttpResponse:
    """Accept one filing."""
    done = _tell(
        request,
        key,
        lambda filing: accept(
            filing, person_of(request), actor_of(request), token=_token(request), edition=_edition(request)
        ),
    )
    return redirect("checking") if done else redirect("check_filing", key)


@require_POST
@allow(Act.CHECK)
def check_return(request: HttpRequest, key: int) -> HttpResponse:
    """Return one filing with a reason."""
    done = _tell(
        request,
        key,
        lambda filing: send_back(
            filing,
            person_of(request),
            actor_of(request),
            reason=request.POST.get("reason", ""),
            token=_token(request),
            edition=_edition(request),
        ),
    )
    return redirect("checking") if done else redirect("check_filing", key)


@require_POST
@allow(Act.CHECK)
def check_question(request: HttpRequest, key: int) -> HttpResponse:
    """Ask the reporter about a figure."""
    asked = {cell["indicator"] for cell in _filing(request, key).round.cells}
    indicator = request.POST.get("indicator", "")
    _tell(
        request,
        key,
        lambda filing: question(
            filing,
            person_of(request),
            actor_of(request),
            indicator=indicator if indicator in asked else "",
            sentence=request.POST.get("sentence", ""),
            token=_token(request),
            edition=_edition(request),
        ),
    )
    return redirect("check_filing", key)


def _batched(request: HttpRequest, edition: int, filing: Filing) -> bool:
    by, actor = person_of(request), actor_of(request)
    token = f"{_token(request)[:24]}-{filing.pk}"
    if request.POST.get("do") == "return":
        return send_back(filing, by, actor, reason=request.POST.get("reason", ""), token=token, edition=edition)
    return accept(filing, by, actor, token=token, edition=edition)


def _tell(request: HttpRequest, key: int, decide: Callable[[Filing], bool]) -> bool:
    """Decide on a filing and tell what came of it; True where it stands decided."""
    filing = _filing(request, key)
    try:
        decide(filing)
    except Refused as refusal:
        messages.error(request, f"{filing_subject(filing)}：{refusal}")
        return False
    filing.refresh_from_db()
    messages.success(request, f"{filing_subject(filing)}：{filing.get_state_display()}")
    return True


def _filing(request: HttpRequest, key: int) -> Filing:
    """Return a filing that this person decides on; of any other it is not even said that it exists."""
    filing = get_object_or_404(Filing.objects.select_related("round", "submitted_by", "decided_by"), pk=key)
    if not may_decide(person_of(request), Act.CHECK, filing):
        raise Http404
    return filing


def _filtered(request: HttpRequest, rounds: list[Round], state: str) -> QuerySet[Filing]:
    asked, form = request.GET.get("month", ""), request.GET.get("form", "")
    picked = [one for one in rounds if form in ("", one.form) and asked in ("", f"{one.period_last:%Y-%m}")]
    found = filings_for(person_of(request), Act.CHECK, picked).filter(state=state)
    parks = [one.code for one in tree_on(today()).places.values() if one.level == PARK]
    if request.GET.get("level") == "parks":
        found = found.filter(place__in=parks)
    elif request.GET.get("level") == "places":
        found = found.exclude(place__in=parks)
    return found.select_related("round", "submitted_by").order_by("submitted_at", "pk")


def _token(request: HttpRequest) -> str:
    return request.POST.get("token", "")[:40]


def _edition(request: HttpRequest) -> int:
    edition = whole_number(request.POST.get("edition", ""))
    return -1 if edition is None else edition
