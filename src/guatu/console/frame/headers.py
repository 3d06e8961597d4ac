"""Headers that every answer carries: nothing from elsewhere is loaded, no script stands inside a page."""

import base64
import hashlib
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Styles of charts stand inside their SVG, which is an image and not part of the page.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; object-src 'none'"
)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def paper_policy(markup: str, *, framed: bool = False) -> str:
    """Return the policy of a paper that is a page of its own (挂图、核对页): its own style by hash, and nothing else.

    One that a page of the site shows in a frame says `framed`, and may then do nothing at all.
    """
    hashes = (base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in _STYLE.findall(markup))
    styles = " ".join(f"'sha256-{one}'" for one in hashes) or "'none'"
    ancestors, sandbox = ("'self'", "; sandbox") if framed else ("'none'", "")
    return (
        f"default-src 'none'; style-src {styles}; frame-ancestors {ancestors}; base-uri 'none'; "
        f"form-action 'none'{sandbox}"
    )


class SecurityHeaders:
    """Sets the content security policy, and keeps pages with figures out of shared caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request with the headers set; a view may have set a stricter policy of its own."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
