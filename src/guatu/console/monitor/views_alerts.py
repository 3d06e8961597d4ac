"""预警中心: the alerts of a month, each with its rule, its values and its history; confirm, dismiss, answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guatu.console.audit.trail import actor_of
from guatu.console.frame.clock import today
from guatu.console.monitor import alert_acts
from guatu.console.monitor.alert_cases import months_of
from guatu.console.monitor.alert_list import LEVELS, picked_alerts, read_pick, seen_by
from guatu.console.monitor.forms import ReasonForm
from guatu.console.monitor.ledger_pick import tables_by_key, with_rows
from guatu.console.monitor.models import AlertCase
from guatu.console.monitor.runs import packs_of, pages_of
from guatu.console.people.access import Act, allow
from guatu.console.people.person import person_of
from guatu.console.people.tree import Tree, tree_on
from guatu.desk import alert_conditions
from guatu.domain import GuatuError, Period
from guatu.pack import Alert, Packs
from guatu.report import Table


@allow(Act.SEE_LEDGERS)
@require_GET
def alerts(request: HttpRequest) -> HttpResponseBase:
    """Show the alerts of a month that a person sees."""
    mine = seen_by(person_of(request))
    months = list(mine.order_by("-month").values_list("month", flat=True).distinct())
    pick = read_pick(request.GET, months)
    tree = tree_on(pick.month or today())
    of_month = mine.filter(month=pick.month) if pick.month else mine.none()
    shown = list(picked_alerts(mine, pick))
    names = _indicator_names(shown)
    context = {
        "months": months,
        "pick": pick,
        "levels": [(one, level_words(one)) for one in LEVELS],
        "states": AlertCase.State.choices,
        "places": [(code, tree.place_name(code)) for code in sorted(set(of_month.values_list("place", flat=True)))],
        "rules": sorted(set(of_month.order_by("rule").values_list("rule", "name"))),
        "cases": [_line(one, tree, names) for one in shown],
        "counts": [(one, level_words(one), _open(of_month, one)) for one in LEVELS],
    }
    return render(request, "monitor/alerts.html", context)


@allow(Act.SEE_LEDGERS)
@require_GET
def alert(request: HttpRequest, key: int) -> HttpResponseBase:
    """Show one alert."""
    return _case_page(request, _seen(request, key), ReasonForm())


@allow(Act.ANSWER_ALERT)
@require_POST
def confirm_alert(request: HttpRequest, key: int) -> HttpResponseBase:
    """Confirm an alert; a reason may be given."""
    case = _seen(request, key)
    if not alert_acts.may_decide(person_of(request), case):
        raise PermissionDenied
    reason = request.POST.get("reason", "").strip()[:500]
    done = alert_acts.confirm(case, person_of(request), actor_of(request), reason)
    return _told(request, case, _("已确认。"), done=done)


@allow(Act.ANSWER_ALERT)
@require_POST
def dismiss_alert(request: HttpRequest, key: int) -> HttpResponseBase:
    """Dismiss an alert, with a reason."""
    case = _seen(request, key)
    if not alert_acts.may_decide(person_of(request), case):
        raise PermissionDenied
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _case_page(request, case, form, status=400)
    done = alert_acts.dismiss(case, person_of(request), actor_of(request), form.cleaned_data["reason"])
    return _told(request, case, _("已排除。"), done=done)


@allow(Act.SEE_LEDGERS)
@require_POST
def answer_alert(request: HttpRequest, key: int) -> HttpResponseBase:
    """Write down what the agency that must answer says."""
    case = _seen(request, key)
    if not alert_acts.may_answer(person_of(request), case):
        raise PermissionDenied
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _case_page(request, case, form, status=400)
    alert_acts.answer(case, person_of(request), actor_of(request), form.cleaned_data["reason"])
    messages.success(request, _("应答已记下。"))
    return redirect("alert", case.pk)


def level_words(level: str) -> str:
    """Return what a level is called."""
    return {"red": _("红色预警"), "yellow": _("黄色预警"), "notice": _("提示")}.get(level, level)


def _seen(request: HttpRequest, key: int) -> AlertCase:
    found = seen_by(person_of(request)).select_related("first_run", "last_run").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _told(request: HttpRequest, case: AlertCase, words: str, *, done: bool) -> HttpResponseBase:
    if done:
        messages.success(request, words)
    else:
        messages.warning(request, _("这条预警已经办过或已解除，没有改动；请看下面的办理记录。"))
    return redirect("alert", case.pk)


def _case_page(request: HttpRequest, case: AlertCase, form: ReasonForm, status: int = 200) -> HttpResponseBase:
    person, tree = person_of(request), tree_on(Period(case.month, case.month).last_day)
    try:
        packs: Packs | None = packs_of(case.last_run)
    except GuatuError:
        packs = None
    indicator = packs.indicator(case.indicator) if packs else None
    rule = _rule_of(case, packs)
    context = {
        "case": case,
        "level": level_words(case.level),
        "place": tree.place_name(case.place),
        "indicator": indicator.name if indicator else case.indicator,
        "answers": _agency_names(case, tree),
        "rule": rule,
        "conditions": alert_conditions(rule) if rule else (),
        "history": _lights_of(case),
        "months": months_of(case),
        "acts": case.acts.select_related("by", "run").order_by("id"),
        "form": form,
        "may_decide": alert_acts.may_decide(person, case) and case.state != AlertCase.State.CLEARED,
        "may_answer": alert_acts.may_answer(person, case),
        "source_base": reverse("source", args=(case.last_run_id,)),
    }
    return render(request, "monitor/alert.html", context, status=status)


def _rule_of(case: AlertCase, packs: Packs | None) -> Alert | None:
    """Return the rule as the packs of the run say it."""
    rules = {one.id: one for one in packs.alerts(Period(case.month, case.month).last_day)} if packs else {}
    return rules.get(case.rule) or rules.get(case.rule.rpartition(":")[2])


def _lights_of(case: AlertCase) -> Table | None:
    """Return the lights of the target through the months; None where the alert is about no target or has none."""
    try:
        table = tables_by_key(pages_of(case.last_run))["light-history"]
    except (GuatuError, KeyError):
        return None
    about = (case.place, case.indicator, case.target)
    found = with_rows(table, lambda row: row.about == about)
    return found if found.sections else None


def _agency_names(case: AlertCase, tree: Tree) -> str:
    return "、".join(tree.agency_name(one) for one in case.answers.split(",") if one)


def _open(found: QuerySet[AlertCase], level: str) -> int:
    return found.filter(level=level).exclude(state=AlertCase.State.CLEARED).count()


def _indicator_names(cases: list[AlertCase]) -> dict[str, str]:
    try:
        packs = packs_of(cases[0].last_run) if cases else None
    except GuatuError:
        packs = None
    found = ((one, packs.indicator(one) if packs else None) for one in {case.indicator for case in cases})
    return {key: indicator.name if indicator else key for key, indicator in found}


def _line(case: AlertCase, tree: Tree, names: dict[str, str]) -> dict[str, object]:
    return {
        "case": case,
        "level": level_words(case.level),
        "place": tree.place_name(case.place),
        "indicator": names.get(case.indicator, case.indicator),
        "answers": _agency_names(case, tree),
    }
