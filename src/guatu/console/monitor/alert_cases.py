"""Alerts through the months (预警): a run raises new ones, lets those still met go on, and clears the others."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from guatu.console.frame.clock import now
from guatu.console.monitor.models import AlertAct, AlertCase, MonthRun
from guatu.desk import MonthAlert

_OPEN = (AlertCase.State.RAISED, AlertCase.State.CONFIRMED, AlertCase.State.DISMISSED)
_Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class AlertCount:
    """How many alerts a run raised anew, met again, and cleared."""

    raised: int = 0
    lasting: int = 0
    cleared: int = 0


def take_alerts(
    run: MonthRun, alerts: Sequence[MonthAlert], unreported: AbstractSet[tuple[str, str, str]] = frozenset()
) -> AlertCount:
    """Take over the alerts of a run that is done; call it in the transaction that says so.

    A run that looks back (`as_of` before the day of another run of the month) changes nothing: the state of alerts is
    that of the latest figures. Cases of earlier months that are not met any more are cleared, unless a later month was
    run already. What was not reported (`unreported`: place, indicator, target) is no better for it: its cases stay.
    """
    if _looks_back(run):
        return AlertCount()
    known = {_key(one): one for one in AlertCase.objects.filter(month=run.month).select_for_update().order_by("pk")}
    before = {_key(one) for one in _earlier(run.month)}
    raised = lasting = 0
    for alert in alerts:
        key = (alert.rule, alert.target, alert.place, alert.indicator)
        case = known.pop(key, None)
        if case is None:
            _raise(run, alert, is_lasting=key in before)
        else:
            _meet_again(run, case, alert)
        lasting += case is not None or key in before
        raised += case is None and key not in before
    met = {(one.rule, one.target, one.place, one.indicator) for one in alerts}
    gone = [one for one in known.values() if one.state in _OPEN]
    if not MonthRun.objects.filter(state=MonthRun.State.DONE, month__gt=run.month).exists():
        # Met again this month, an alert goes on as this month's case; its earlier ones stand as they were decided.
        gone += [one for one in _earlier(run.month) if one.state in _OPEN and _key(one) not in met]
    gone = [one for one in gone if (one.place, one.indicator, one.target) not in unreported]
    for case in gone:
        _clear(run, case)
    return AlertCount(raised, lasting, len(gone))


def months_of(case: AlertCase) -> list[AlertCase]:
    """Return the same alert in all its months, newest first."""
    found = AlertCase.objects.filter(
        rule=case.rule, target=case.target, place=case.place, indicator=case.indicator
    ).select_related("last_run")
    return list(found.order_by("-month"))


def _key(case: AlertCase) -> _Key:
    return case.rule, case.target, case.place, case.indicator


def _earlier(month: date) -> list[AlertCase]:
    """Return the cases of the last month before this one that had any."""
    last = AlertCase.objects.filter(month__lt=month).order_by("-month").values_list("month", flat=True).first()
    return list(AlertCase.objects.filter(month=last).order_by("pk")) if last else []


def _looks_back(run: MonthRun) -> bool:
    others = MonthRun.objects.filter(state=MonthRun.State.DONE, month=run.month).exclude(pk=run.pk)
    if run.as_of is None:
        return False
    return others.filter(Q(as_of__isnull=True, at__date__gt=run.as_of) | Q(as_of__gt=run.as_of)).exists()


def _raise(run: MonthRun, alert: MonthAlert, *, is_lasting: bool) -> None:
    case = AlertCase.objects.create(
        rule=alert.rule,
        target=alert.target,
        place=alert.place,
        indicator=alert.indicator,
        month=run.month,
        first_run=run,
        last_run=run,
        **_told(alert),
    )
    _write(run, case, AlertAct.What.LAST if is_lasting else AlertAct.What.RAISE)


def _meet_again(run: MonthRun, case: AlertCase, alert: MonthAlert) -> None:
    """Bring a case up to this run; a decision stands as long as the values it was made on."""
    has_changed = case.because != alert.because
    was_cleared = case.state == AlertCase.State.CLEARED
    for name, value in _told(alert).items():
        setattr(case, name, value)
    case.last_run = run
    if was_cleared or (has_changed and case.state == AlertCase.State.DISMISSED):
        case.state = AlertCase.State.RAISED
    case.save()
    if was_cleared:
        _write(run, case, AlertAct.What.RAISE)
    elif has_changed:
        _write(run, case, AlertAct.What.CHANGE)


def _clear(run: MonthRun, case: AlertCase) -> None:
    case.state, case.last_run = AlertCase.State.CLEARED, run
    case.save(update_fields=("state", "last_run"))
    _write(run, case, AlertAct.What.CLEAR)


def _write(run: MonthRun, case: AlertCase, what: AlertAct.What) -> None:
    AlertAct.objects.create(case=case, what=what, state=case.state, reason=case.because[:500], run=run, at=now())


def _told(alert: MonthAlert) -> dict[str, str]:
    return {
        "name": alert.name[:200],
        "level": alert.level,
        "answers": ",".join(alert.answers)[:200],
        "sentence": alert.sentence,
        "because": alert.because[:400],
        "requirement": alert.requirement[:200],
        "clause": alert.clause[:200],
    }
