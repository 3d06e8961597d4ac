"""通报与报告: the issues there are, and drafting one from a run."""

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guatu.console.audit.trail import actor_of
from guatu.console.bulletins.drafting import draft_issue, main_place, open_late_lists
from guatu.console.bulletins.models import Issue
from guatu.console.bulletins.refusals import Refused
from guatu.console.bulletins.revisions import note_all_revisions
from guatu.console.bulletins.visible import visible_issues
from guatu.console.frame.months import month_in
from guatu.console.monitor.models import MonthRun
from guatu.console.monitor.run_choice import track_words
from guatu.console.monitor.runs import done_runs
from guatu.console.people.access import Act, allow, demand, may
from guatu.console.people.person import person_of

_OFFERED, _LISTED = 24, 200


@allow(Act.READ_BULLETIN)
@require_GET
def issues(request: HttpRequest) -> HttpResponseBase:
    """Show the issues a person may see; to who drafts also the form that drafts one."""
    user = person_of(request)
    may_draft = may(user, Act.DRAFT_BULLETIN, main_place())
    if may_draft:
        note_all_revisions()
    found = visible_issues(user).annotate(revised=Count("revisions")).order_by("-month", "-id")
    months = sorted(set(found.values_list("month", flat=True).order_by()), reverse=True)
    month, state = month_in(request.GET.get("month", "")), request.GET.get("state", "")
    if month is not None:
        found = found.filter(month=month)
    if state in Issue.State.values:
        found = found.filter(state=state)
    runs = list(done_runs().select_related("by").order_by("-month", "-id")[:_OFFERED]) if may_draft else []
    context = {
        "issues": found[:_LISTED],
        "months": months,
        "month": month,
        "states": Issue.State.choices,
        "state": state,
        "may_draft": may_draft,
        "runs": [(one, track_words(one.track)) for one in runs],
        "open_late_lists": open_late_lists(runs[0]) if runs else (),
    }
    return render(request, "bulletins/issues.html", context)


@allow(Act.DRAFT_BULLETIN)
@require_POST
def start_issue(request: HttpRequest) -> HttpResponseBase:
    """Draft a bulletin from a run; one that is being written already is opened."""
    user = person_of(request)
    demand(user, Act.DRAFT_BULLETIN, main_place())
    asked = request.POST.get("run", "")
    if not (asked.isdecimal() and len(asked) < 18):
        raise Http404
    run = get_object_or_404(MonthRun, pk=int(asked))
    before = set(Issue.objects.filter(run=run).values_list("pk", flat=True))
    try:
        issue = draft_issue(run, user, actor_of(request))
    except Refused as error:
        messages.error(request, str(error))
        return redirect("issues")
    if issue.pk in before:
        messages.info(request, _("这次运行的通报已经在拟，没有重复起草。"))
    return redirect("issue", issue.pk)
