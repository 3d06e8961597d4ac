"""What a checker decides (审核): accept, return with a reason, question a cell. A checker never changes a figure.

Each step is taken once: the page sends a token, and the edition it was opened at; a page older than the last change
is refused instead of deciding on what its reader has not seen.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.frame.clock import now
from guatu.console.people.models import User
from guatu.console.reporting.deadlines import is_late, next_deadline
from guatu.console.reporting.models import Figure, Filing, FilingAct, FilingState, Hit
from guatu.console.reporting.refusals import Refused, changed_since
from guatu.console.reporting.subjects import filing_subject

# The check of a question that a person asked (质询); it stands beside the hits of the packs' checks.
ASKED = "asked"
_What = FilingAct.What


@transaction.atomic
def accept(filing: Filing, by: User, actor: Actor, *, token: str, edition: int) -> bool:
    """Accept a submitted filing (通过): its figures count from now on. False where the same step was taken before."""
    if _is_done(filing, token):
        return False
    if filing.submitted_by_id == by.pk:
        raise Refused(_("不能审核自己报的报表；请由另一个人审核。"))
    moment = now()
    _claim(filing, edition, state=FilingState.ACCEPTED, decided_at=moment, decided_by=by, reason="")
    if Hit.objects.filter(filing=filing, severity="question", answer="").exists():
        raise Refused(_("还有没答复的疑问，等报送单位答复后再通过；要改数请退回。"))
    counted = Figure.objects.filter(filing=filing, accepted_at__isnull=True, refused_at__isnull=True).update(
        accepted_at=moment, accepted_by=by
    )
    FilingAct.objects.create(filing=filing, what=_What.ACCEPT, by=by, at=moment, cells=counted, token=token)
    record(
        actor,
        "filing.accept",
        filing_subject(filing),
        kind=Kind.DECISION,
        before={"状态": FilingState.SUBMITTED.value},
        after={"状态": FilingState.ACCEPTED.value, "数据": counted},
    )
    return True


@transaction.atomic
def send_back(filing: Filing, by: User, actor: Actor, *, reason: str, token: str, edition: int) -> bool:
    """Return a submitted filing with a reason (退回). After the deadline it may be reported again for a working day.

    A return does not make a place late. False where the same step was taken before.
    """
    if _is_done(filing, token):
        return False
    if not reason.strip():
        raise Refused(_("退回要写明原因，报送单位才知道改什么。"))
    moment = now()
    until = _time_to_report_again(filing, moment)
    _claim(
        filing,
        edition,
        state=FilingState.RETURNED,
        decided_at=moment,
        decided_by=by,
        reason=reason.strip()[:500],
        unlocked_until=until,
    )
    refused = Figure.objects.filter(filing=filing, accepted_at__isnull=True, refused_at__isnull=True).update(
        refused_at=moment
    )
    FilingAct.objects.create(
        filing=filing, what=_What.RETURN, by=by, at=moment, reason=reason.strip()[:500], cells=refused, token=token
    )
    record(
        actor,
        "filing.return",
        filing_subject(filing),
        kind=Kind.DECISION,
        before={"状态": FilingState.SUBMITTED.value},
        after={"状态": FilingState.RETURNED.value, "原因": reason.strip(), "重报截止": until},
    )
    return True


@transaction.atomic
def question(
    filing: Filing, by: User, actor: Actor, *, indicator: str, sentence: str, token: str, edition: int
) -> bool:
    """Ask the reporter about a figure (质询): it must be answered before the filing is accepted; nothing is changed.

    An accepted filing may be asked about too; its figures count on. False where the same step was taken before.
    """
    if _is_done(filing, token):
        return False
    if not sentence.strip():
        raise Refused(_("请写明要问什么。"))
    if filing.state not in (FilingState.SUBMITTED, FilingState.ACCEPTED):
        raise Refused(_("报送单位还没有提交，没有可问的数。"))
    claimed = Filing.objects.filter(pk=filing.pk, edition=edition, state=filing.state).update(edition=F("edition") + 1)
    if not claimed:
        raise changed_since(filing)
    filing.refresh_from_db()
    Hit.objects.create(
        filing=filing,
        check_id=ASKED,
        severity="question",
        indicator=indicator,
        sentence=sentence.strip()[:400],
        because=str(by)[:400],
    )
    FilingAct.objects.create(
        filing=filing, what=_What.QUESTION, by=by, at=now(), reason=sentence.strip()[:500], cells=1, token=token
    )
    record(
        actor,
        "filing.question",
        filing_subject(filing),
        kind=Kind.DECISION,
        after={"指标": indicator, "问题": sentence.strip()},
    )
    return True


def _is_done(filing: Filing, token: str) -> bool:
    return bool(token) and FilingAct.objects.filter(filing=filing, token=token).exists()


def _claim(filing: Filing, edition: int, **changes: object) -> None:
    """Take a submitted filing out of its state, or refuse because another was quicker or it has changed."""
    claimed = Filing.objects.filter(pk=filing.pk, edition=edition, state=FilingState.SUBMITTED).update(
        edition=F("edition") + 1, **changes
    )
    if not claimed:
        raise changed_since(filing)
    filing.refresh_from_db()


def _time_to_report_again(filing: Filing, moment: datetime) -> datetime | None:
    """Return until when a returned filing may be submitted again; before the deadline that is the deadline itself."""
    if not is_late(filing.round, moment):
        return filing.unlocked_until
    until = next_deadline(moment)
    return max(until, filing.unlocked_until) if filing.unlocked_until else until
