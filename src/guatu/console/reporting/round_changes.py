"""Change a round that is open (调整报送任务): due time, grace, note; always with a reason, never after the freeze."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.frame.clock import now
from guatu.console.plans.active import active_packs
from guatu.console.reporting.models import Round
from guatu.console.reporting.refusals import Refused
from guatu.console.reporting.subjects import round_subject


@dataclass(frozen=True)
class RoundTerms:
    """What may be changed of a round: when it is due, until when it may still be reported, what its notice adds."""

    due_at: datetime | None
    grace_until: datetime | None
    note: str


@transaction.atomic
def change_round(one: Round, actor: Actor, *, terms: RoundTerms, reason: str) -> bool:
    """Change the terms of a round; False where they are so already. Raises Refused where they cannot be.

    Once the late list is frozen the due time stays what it was: a place that reports later asks for an unlock.
    """
    held = Round.objects.select_for_update().get(pk=one.pk)
    before = RoundTerms(held.due_at, held.grace_until, held.note)
    if before == terms:
        return False
    if not reason.strip():
        raise Refused(_("请写明为什么调整，报送单位会问。"))
    if (before.due_at, before.grace_until) != (terms.due_at, terms.grace_until):
        _demand_sense(held, terms)
    held.due_at, held.grace_until, held.note = terms.due_at, terms.grace_until, terms.note
    if terms.due_at is not None:
        held.calendar_known = active_packs().calendar.knows(terms.due_at.date())
    held.save(update_fields=("due_at", "grace_until", "note", "calendar_known"))
    record(
        actor,
        "round.change",
        round_subject(held),
        kind=Kind.CHANGE,
        before={"报送时限": before.due_at, "宽限": before.grace_until, "说明": before.note},
        after={"报送时限": terms.due_at, "宽限": terms.grace_until, "说明": terms.note, "原因": reason.strip()},
    )
    return True


def _demand_sense(held: Round, terms: RoundTerms) -> None:
    if held.frozen_at is not None:
        raise Refused(_("迟报、未报名单已经定了，时限不能再改；个别单位要补报的，请走“超期补报”。"))
    if terms.due_at is None or terms.due_at <= now():
        raise Refused(_("报送时限应晚于现在；请另选时间。"))
    if terms.grace_until is not None and terms.grace_until < terms.due_at:
        raise Refused(_("宽限不能早于报送时限。"))
