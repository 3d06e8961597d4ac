"""How much one request may carry (请求大小): more is refused by what it claims, before anything of it is read or kept.

Without this a request of ten gigabytes would fill the disk with a temporary file, whoever sent it: the token against
forgery stands in the body, which is read before anybody is asked for an account. The limits of single files are smaller
and told by their own pages.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from guatu.console.frame.views import too_large

LARGEST_REQUEST = 64 << 20


class RequestSize:
    """Refuses a request that is larger than any page of the site needs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413 to a request that claims more; one that claims nothing is read as empty by the server's rules."""
        claimed = request.META.get("CONTENT_LENGTH") or "0"
        if claimed.isascii() and claimed.isdigit() and len(claimed) < 16 and int(claimed) <= LARGEST_REQUEST:
            return self.get_response(request)
        with translation.override(settings.LANGUAGE_CODE):
            return too_large(request, LARGEST_REQUEST >> 20)
