"""送审、审核、签发: taking a step of the approval, adding a comment, asking for the files again."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.bulletins.models import Issue
from guatu.console.bulletins.refusals import Refused
from guatu.console.bulletins.steps import add_comment, take_step
from guatu.console.bulletins.visible import working_issue
from guatu.console.bulletins.wording import issue_subject
from guatu.console.jobs.models import Job
from guatu.console.jobs.queue import ask_for
from guatu.console.people.access import Act, allow
from guatu.console.people.person import person_of

_APPROVERS = (Act.DRAFT_BULLETIN, Act.REVIEW_BULLETIN, Act.SIGN_BULLETIN)


@allow(*_APPROVERS)
@require_POST
def issue_step(request: HttpRequest, key: int) -> HttpResponseBase:
    """Take a step: send, pass, return, sign, drop."""
    found = working_issue(request, key)
    edition = request.POST.get("edition", "")
    try:
        take_step(
            found,
            person_of(request),
            actor_of(request),
            what=request.POST.get("what", ""),
            comment=request.POST.get("comment", ""),
            edition=int(edition) if edition.isdecimal() and len(edition) < 9 else -1,
        )
    except Refused as error:
        messages.error(request, str(error))
    else:
        found.refresh_from_db()
        messages.success(request, _("已办，现在是“%(state)s”。") % {"state": found.get_state_display()})
    return redirect("issue", key)


@allow(*_APPROVERS)
@require_POST
def issue_comment(request: HttpRequest, key: int) -> HttpResponseBase:
    """Add a comment to an issue that is being approved."""
    found = working_issue(request, key)
    comment, token = request.POST.get("comment", ""), request.POST.get("token", "")[:40]
    try:
        add_comment(found, person_of(request), actor_of(request), comment=comment, token=token)
    except Refused as error:
        messages.error(request, str(error))
    return redirect("issue", key)


@allow(*_APPROVERS)
@require_POST
def write_issue_again(request: HttpRequest, key: int) -> HttpResponseBase:
    """Ask once more for the files of a signed issue, where writing them was given up."""
    found = working_issue(request, key)
    going = Job.objects.filter(kind="write_issue", about=str(key), ended_at__isnull=True).exists()
    if found.state == Issue.State.ISSUED and not found.files and not going:
        ask_for("write_issue", key, person_of(request).pk)
        record(actor_of(request), "issue.write", issue_subject(found), kind=Kind.CHANGE)
    return redirect("issue", key)
