"""What people do to an alert (确认、排除、应答): a change of state, the act that tells of it, an entry of the trail."""

from django.db import transaction

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.frame.clock import now
from guatu.console.monitor.models import AlertAct, AlertCase
from guatu.console.people.access import Act, agencies_for, may
from guatu.console.people.models import User

_OPEN = (AlertCase.State.RAISED, AlertCase.State.CONFIRMED, AlertCase.State.DISMISSED)


def may_decide(user: User, case: AlertCase) -> bool:
    """Tell whether a person may confirm or dismiss an alert: by post, for its place."""
    return may(user, Act.ANSWER_ALERT, case.place)


def may_answer(user: User, case: AlertCase) -> bool:
    """Tell whether a person may answer an alert: who may decide, and the agency that must answer."""
    if may_decide(user, case):
        return True
    asked = {one for one in case.answers.split(",") if one}
    return bool(asked & agencies_for(user, Act.SEE_LEDGERS))


def confirm(case: AlertCase, by: User, actor: Actor, reason: str = "") -> bool:
    """Confirm an alert (确认); False where somebody decided meanwhile or the alert is cleared."""
    return _decide(case, AlertAct.What.CONFIRM, by=by, actor=actor, reason=reason)


def dismiss(case: AlertCase, by: User, actor: Actor, reason: str) -> bool:
    """Dismiss an alert with a reason (排除); False where somebody decided meanwhile or the alert is cleared."""
    return _decide(case, AlertAct.What.DISMISS, by=by, actor=actor, reason=reason)


@transaction.atomic
def answer(case: AlertCase, by: User, actor: Actor, text: str) -> bool:
    """Write down what an agency answers (应答); the same answer sent twice in a row is one, and False."""
    case = AlertCase.objects.select_for_update().get(pk=case.pk)
    last = case.acts.order_by("-id").first()
    if last is not None and (last.what, last.by_id, last.reason) == (AlertAct.What.ANSWER, by.pk, text):
        return False
    AlertAct.objects.create(case=case, what=AlertAct.What.ANSWER, state=case.state, reason=text, by=by, at=now())
    record(actor, "alert.answer", f"预警 {case}", kind=Kind.CHANGE, after={"answer": text})
    return True


@transaction.atomic
def _decide(case: AlertCase, what: AlertAct.What, *, by: User, actor: Actor, reason: str) -> bool:
    state = AlertCase.State.CONFIRMED if what == AlertAct.What.CONFIRM else AlertCase.State.DISMISSED
    before = AlertCase.objects.filter(pk=case.pk).values_list("state", flat=True).get()
    open_to = [one for one in _OPEN if one != state]
    if not AlertCase.objects.filter(pk=case.pk, state__in=open_to).update(state=state):
        return False
    AlertAct.objects.create(case=case, what=what, state=state, reason=reason, by=by, at=now())
    verb = "alert.confirm" if what == AlertAct.What.CONFIRM else "alert.dismiss"
    record(
        actor,
        verb,
        f"预警 {case}",
        kind=Kind.DECISION,
        before={"state": before},
        after={"state": state, "reason": reason},
    )
    return True
