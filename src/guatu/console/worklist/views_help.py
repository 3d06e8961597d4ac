"""帮助: how to fill in, what the words mean, what checks look for, which version this is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from guatu import __version__
from guatu.console.frame.clock import today
from guatu.console.people.access import allow
from guatu.console.plans.active import active_packs
from guatu.domain import MissingFile

# Fact tables whose checks a filler can meet.
_OF_FILLERS = ("filings", "observations")


@require_GET
@allow()
def help(request: HttpRequest) -> HttpResponse:  # one word names page, address and view
    """Show the help; checks and versions are those of the packs in use."""
    try:
        packs = active_packs()
    except MissingFile:
        packs = None
    context = {
        "checks": [one for one in packs.checks(today()) if one.on in _OF_FILLERS] if packs else [],
        "packs": [(one.manifest.title, one.version[:8]) for one in packs.packs] if packs else [],
        "version": __version__,
        "deadline_hour": settings.WORKSPACE.number("deadline_hour"),
        "grace_hours": settings.WORKSPACE.number("grace_hours"),
    }
    return render(request, "worklist/help.html", context)
