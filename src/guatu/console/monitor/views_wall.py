"""挂图作战: a tile for each place with its lights, and the same chart to hang on a wall (A3)."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.frame.headers import paper_policy
from guatu.console.monitor.downloads import PAPERS, PaperName
from guatu.console.monitor.page_frame import run_context
from guatu.console.monitor.run_choice import chosen_run
from guatu.console.monitor.runs import done_runs, pages_of, run_folder
from guatu.console.people.access import Act, allow
from guatu.report import Light


@allow(Act.SEE_LEDGERS)
@require_GET
def wall(request: HttpRequest) -> HttpResponseBase:
    """Show the tiles of a run, all or those with a light that is asked for."""
    choice = chosen_run(request)
    if choice is None:
        return render(request, "monitor/no_run.html", {"page": "wall"})
    chart = pages_of(choice.run).wall
    asked = request.GET.get("light", "")
    groups = [
        (
            name,
            [
                (tile, [lamp for lamp in tile.lamps if not asked or lamp.light.value == asked])
                for tile in tiles
                if not asked or any(lamp.light.value == asked for lamp in tile.lamps)
            ],
        )
        for name, tiles in chart.groups
    ]
    context = {**run_context(choice), "wall": chart, "groups": groups, "lights": tuple(Light), "asked": asked}
    return render(request, "monitor/wall.html", context)


@allow(Act.SEE_LEDGERS)
@require_GET
def wall_print(request: HttpRequest, key: int) -> HttpResponseBase:
    """Show the chart of a run as it is printed on A3; looking at it is written down as printing."""
    run = get_object_or_404(done_runs(), pk=key)
    page = (run_folder(run) / PAPERS[PaperName.WALL].file).read_text(encoding="utf-8")
    record(actor_of(request), "wall.print", f"{run}", kind=Kind.PRINT)
    response = HttpResponse(page)
    response["Content-Security-Policy"] = paper_policy(page)
    return response
