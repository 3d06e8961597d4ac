"""通报: the page of one issue, where a figure comes from, the check of all numbers."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from guatu.console.bulletins.models import Issue
from guatu.console.bulletins.number_lines import check_numbers
from guatu.console.bulletins.page import added_form, block_form, head_form, issue_context
from guatu.console.bulletins.revisions import corrected_since
from guatu.console.bulletins.steps import is_working_on, may_write
from guatu.console.bulletins.visible import visible_issue, working_issue
from guatu.console.bulletins.wording import draft_of, figure_at
from guatu.console.people.access import Act, allow, may
from guatu.console.people.person import person_of
from guatu.report import Figure, NumberKind

_SHOWN = ("all", "open", "typed", "corrected", "figure", "draft")


@allow(Act.READ_BULLETIN)
@require_GET
def issue(request: HttpRequest, key: int) -> HttpResponseBase:
    """Show an issue as it reads; `edit` opens the form of a block (`3`), of what is added (`+3`), of the head."""
    found = visible_issue(request, key)
    context = issue_context(request, found)
    if may_write(person_of(request), found):
        context |= opened_form(found, request.GET.get("edit", ""))
    return render(request, "bulletins/issue.html", context)


def opened_form(found: Issue, asked: str) -> dict[str, object]:
    """Return the form that an address asks to be open on the page; nothing where it asks for none."""
    if asked == "head":
        return {"open_head": True, "head_form": head_form(found)}
    at = asked.removeprefix("+")
    if not (at.isdecimal() and len(at) < 6 and int(at) < len(draft_of(found).blocks)):
        return {}
    if asked.startswith("+"):
        return {"open_added": int(at), "added_form": added_form(found, int(at))}
    form = block_form(found, int(at))
    return {"open_block": int(at), "block_form": form} if form["stretches"] else {}


@allow(Act.READ_BULLETIN)
@require_GET
def issue_figure(request: HttpRequest, key: int, at: int, index: int) -> HttpResponseBase:
    """Show where a figure of an issue comes from: meaning, formula, ledger row or clause, the report itself."""
    found = visible_issue(request, key)
    figure = figure_at(found, at, index)
    if figure is None:
        raise Http404
    context = {
        "issue": found,
        "figure": figure,
        "at": at,
        "source_address": _source_address(request, found, figure),
        "correction": _correction(found, figure) if is_working_on(person_of(request), found) else None,
    }
    template = "bulletins/_issue_figure.html" if request.headers.get("HX-Request") else "bulletins/issue_figure.html"
    return render(request, template, context)


@allow(Act.DRAFT_BULLETIN, Act.REVIEW_BULLETIN, Act.SIGN_BULLETIN)
@require_GET
def issue_numbers(request: HttpRequest, key: int) -> HttpResponseBase:
    """Show every number of an issue with its source (核数); what was typed without one is confirmed here."""
    found = working_issue(request, key)
    check = check_numbers(found)
    shown = request.GET.get("shown", "")
    shown = shown if shown in _SHOWN else "open" if check.open else "all"
    lines = {
        "all": tuple(one for one in check.lines if one.found.kind is not NumberKind.DRAFT),
        "open": check.open,
        "typed": check.typed,
        "corrected": check.corrected,
    }.get(shown, tuple(one for one in check.lines if one.found.kind.value == shown))
    context = {
        "issue": found,
        "check": check,
        "lines": lines,
        "shown": shown,
        "may_write": may_write(person_of(request), found),
    }
    return render(request, "bulletins/issue_numbers.html", context)


def _source_address(request: HttpRequest, found: Issue, figure: Figure) -> str:
    """Return the page of the run's sources for a figure; empty where it is a count or a clause."""
    if figure.about is None or not may(person_of(request), Act.SEE_LEDGERS):
        return ""
    asked = dict(zip(("ledger", "column", "place", "indicator", "target"), figure.about, strict=True))
    return f"{reverse('source', args=(found.run_id,))}?{urlencode(asked)}"


def _correction(found: Issue, figure: Figure) -> dict[str, object] | None:
    """Return what the reported number was when the run counted it and what it is now, where they differ."""
    if figure.about is None:
        return None
    for (place, indicator, _basis), (before, after) in corrected_since(found).items():
        if (place, indicator) == figure.about[2:4]:
            return {"before": before, "after": after}
    return None
