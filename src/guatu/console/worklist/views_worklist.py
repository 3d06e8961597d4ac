"""工作台: what waits for this person, what happened, and the month as a strip."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from guatu.console.frame.clock import today
from guatu.console.monitor.runs import latest_run
from guatu.console.people.access import Act, allow, may
from guatu.console.people.person import person_of
from guatu.console.worklist.items import items_for, read_desk
from guatu.console.worklist.month_days import month_page
from guatu.console.worklist.notices import notices_for
from guatu.report import Light

KIND_WORDS: dict[str, str | Promise] = {
    "fill": _("填报"),
    "returned": _("退回重报"),
    "closed": _("已过时限，需申请补报"),
    "answer": _("答复疑问"),
    "check": _("审核"),
    "unlock": _("批准补报"),
    "alert": _("预警"),
    "issue": _("通报"),
    "chase": _("催报"),
    "open": _("布置报表"),
    "run": _("运行本月"),
    "job": _("后台作业"),
    "lock": _("账号解锁"),
}


@require_GET
@allow()
def worklist(request: HttpRequest) -> HttpResponse:
    """Show everything that waits, the earliest due first."""
    user = person_of(request)
    desk = read_desk(user)
    sees_rounds = may(user, Act.SEE_PROGRESS)
    run = latest_run() if may(user, Act.SEE_LEDGERS) else None
    context = {
        "items": [(one, KIND_WORDS[one.kind]) for one in items_for(desk)],
        "notices": notices_for(desk),
        "month": month_page(today().replace(day=1), desk.rounds if sees_rounds else (), today()),
        "is_administrator": not sees_rounds,
        "run": run,
        "lights": [] if run is None else [(one, run.lights.get(one.value, 0)) for one in Light],
    }
    return render(request, "worklist/worklist.html", context)
