"""图: a chart of an issue as an image, as it will be printed."""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from guatu.console.bulletins.visible import visible_issue
from guatu.console.bulletins.wording import placed_blocks
from guatu.console.people.access import Act, allow
from guatu.office import chart_svg
from guatu.report import Chart

# An SVG carries its own styles and nothing else.
_IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@allow(Act.READ_BULLETIN)
@require_GET
def issue_chart(request: HttpRequest, key: int, at: int) -> HttpResponseBase:
    """Hand out a chart of an issue as an image."""
    blocks = placed_blocks(visible_issue(request, key))
    block = blocks[at].block if at < len(blocks) else None
    if not isinstance(block, Chart):
        raise Http404
    headers = {"Content-Security-Policy": _IMAGE_POLICY}
    return HttpResponse(_drawn(block), content_type="image/svg+xml", headers=headers)


# Drawn once in a process: a page of an issue asks for the same charts again and again.
@lru_cache(maxsize=32)
def _drawn(chart: Chart) -> str:
    return chart_svg(chart)
