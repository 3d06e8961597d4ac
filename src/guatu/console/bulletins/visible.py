"""Which issues a person may see (可见的通报): signed ones everybody who reads bulletins; others who works on them."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from guatu.console.bulletins.models import Issue
from guatu.console.bulletins.steps import WORKING_ACTS, is_working_on
from guatu.console.people.access import Act, places_for
from guatu.console.people.models import User
from guatu.console.people.person import person_of


def visible_issues(user: User) -> QuerySet[Issue]:
    """Return the issues a person may see, without their drafts."""
    places = frozenset(place for act in WORKING_ACTS for place in places_for(user, act))
    issues = Issue.objects.defer("draft").select_related("run", "drafted_by", "issued_by")
    return issues.filter(state=Issue.State.ISSUED) | issues.filter(place__in=places)


def visible_issue(request: HttpRequest, key: int) -> Issue:
    """Return an issue that the person may see; any other is not there (Http404)."""
    issue = Issue.objects.defer("draft").select_related("run", "drafted_by", "issued_by").filter(pk=key).first()
    if issue is None or not (issue.state == Issue.State.ISSUED or is_working_on(person_of(request), issue)):
        raise Http404
    return issue


def working_issue(request: HttpRequest, key: int) -> Issue:
    """Return an issue that the person works on, signed or not; any other is not there (Http404)."""
    issue = visible_issue(request, key)
    if not is_working_on(person_of(request), issue):
        raise Http404
    return issue


def drafting_issue(request: HttpRequest, key: int) -> Issue:
    """Return an issue that the person may draft; any other is not there (Http404)."""
    issue = visible_issue(request, key)
    if issue.place not in places_for(person_of(request), Act.DRAFT_BULLETIN):
        raise Http404
    return issue
