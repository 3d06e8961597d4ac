"""How far a job is (进度): a fragment that asks again until the job has ended."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from guatu.console.jobs.models import Job


def job(request: HttpRequest, key: int) -> HttpResponse:
    """Show the progress of a job to the person who asked for it."""
    found = get_object_or_404(Job, pk=key)
    if found.asked_by_id != request.user.pk:
        raise PermissionDenied
    return render(request, "jobs/_job.html", {"job": found})


job.allowed_acts = frozenset()  # type: ignore[attr-defined]  # everybody with an account; jobs stand below people
