"""What somebody reads whose account is locked after too many wrong passwords (锁定)."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(
    request: HttpRequest, _response: object = None, _credentials: Mapping[str, str] | None = None
) -> HttpResponse:
    """Tell that the account is locked, for how long, and who can open it before."""
    told = {"minutes": settings.WORKSPACE.number("lock_minutes"), "times": settings.WORKSPACE.number("lock_after")}
    return render(request, "people/locked.html", told, status=429)
