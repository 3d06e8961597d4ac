"""The person behind a request (经办人), for views that the gate lets nobody else into."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from guatu.console.people.models import User


def person_of(request: HttpRequest) -> User:
    """Return the account that is signed in; PermissionDenied where there is none."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
