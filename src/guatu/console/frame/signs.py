"""Signs that no text has (空字节): a request that brings one is refused before a view sees it.

PostgreSQL keeps no NUL and breaks off where it gets one; no page and no program of ours sends any.
"""

from collections.abc import Callable
from itertools import chain
from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

_NUL = "\0"


class PlainSigns:
    """Refuses a request with a NUL in its address or its fields; the API says by its own description what it takes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request; what is refused is refused when its view is known, as a mistake of who asked."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_what: object) -> None:
        """Raise BadRequest for a NUL; the fields were read already, to look for the token against forgery."""
        match = request.resolver_match
        if match is not None and "api" in match.namespaces:
            return
        if _NUL in unquote(request.path) or any(_NUL in text for text in _texts(request)):
            raise BadRequest("NUL in a request")


def _texts(request: HttpRequest) -> chain[str]:
    given = (*request.GET.lists(), *request.POST.lists())
    return chain((name for name, _texts in given), (str(text) for _name, texts in given for text in texts))
