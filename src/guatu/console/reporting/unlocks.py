"""Unlocking (超期补报): after the deadline a filler asks, somebody who may decides, and both are kept."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.frame.clock import now
from guatu.console.people.models import User
from guatu.console.reporting.deadlines import is_past_deadline
from guatu.console.reporting.models import Filing, FilingAct, UnlockRequest
from guatu.console.reporting.refusals import Refused
from guatu.console.reporting.subjects import filing_subject


@transaction.atomic
def ask_unlock(filing: Filing, by: User, actor: Actor, *, reason: str) -> UnlockRequest:
    """Ask to report after the deadline; asked twice there is still one request. Raises Refused where none is needed."""
    if not reason.strip():
        raise Refused(_("请写明超期的原因，批准的人要看。"))
    held = Filing.objects.select_for_update(of=("self",)).select_related("round").get(pk=filing.pk)
    if not is_past_deadline(held, now()):
        raise Refused(_("报送时限还没有过，或者已经准予补报，可以直接提交。"))
    open_request = UnlockRequest.objects.filter(filing=held, is_granted__isnull=True).order_by("id").first()
    if open_request is not None:
        return open_request
    request = UnlockRequest.objects.create(filing=held, reason=reason.strip()[:500], by=by, at=now())
    record(actor, "unlock.ask", filing_subject(held), kind=Kind.CHANGE, after={"原因": request.reason})
    return request


@transaction.atomic
def decide_unlock(
    request: UnlockRequest, by: User, actor: Actor, *, is_granted: bool, decision: str, until: datetime | None = None
) -> None:
    """Grant a request until a moment, or refuse it; decided once. Raises Refused where it cannot be decided so."""
    if not decision.strip():
        raise Refused(_("请写明意见。"))
    if request.by_id == by.pk:
        raise Refused(_("不能批准自己提出的申请；请由另一个人办。"))
    if is_granted and (until is None or until <= now()):
        raise Refused(_("补报截止时间应晚于现在；请另选时间。"))
    claimed = UnlockRequest.objects.filter(pk=request.pk, is_granted__isnull=True).update(
        is_granted=is_granted,
        decided_by=by,
        decided_at=now(),
        decision=decision.strip()[:500],
        until=until if is_granted else None,
    )
    if not claimed:
        raise Refused(_("这个申请已经办过了；请刷新页面。"))
    filing = request.filing
    if is_granted:
        Filing.objects.filter(pk=filing.pk).update(unlocked_until=until, edition=F("edition") + 1)
        FilingAct.objects.create(
            filing=filing, what=FilingAct.What.UNLOCK, by=by, at=now(), reason=decision.strip()[:500]
        )
    record(
        actor,
        "unlock.grant" if is_granted else "unlock.refuse",
        filing_subject(filing),
        kind=Kind.DECISION,
        before={"原因": request.reason, "申请人": str(request.by)},
        after={"意见": decision.strip(), "补报截止": until if is_granted else None},
    )
