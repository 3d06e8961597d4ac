"""The approval of an issue (拟稿 → 审核 → 签发): who may take which step now, and taking it.

Nobody reviews or signs what they wrote, and nobody signs what they reviewed. A step is asked for at an edition: what
was changed since the page was opened is looked at first.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.bulletins.models import Issue, IssueAct
from guatu.console.bulletins.number_lines import check_numbers
from guatu.console.bulletins.refusals import Refused
from guatu.console.bulletins.wording import issue_subject, title_of
from guatu.console.frame.clock import now, today
from guatu.console.jobs.queue import ask_for
from guatu.console.people.access import ACTS_OF, Act, may
from guatu.console.people.models import User

_What, _State = IssueAct.What, Issue.State
_WRITING = (_What.DRAFT, _What.EDIT, _What.SEND, _What.CONFIRM)
# While it waits here, somebody with this act is next.
NEXT_ACT: Mapping[str, Act] = {
    _State.DRAFT: Act.DRAFT_BULLETIN,
    _State.REVIEW: Act.REVIEW_BULLETIN,
    _State.SIGNING: Act.SIGN_BULLETIN,
}
WORKING_ACTS = tuple(NEXT_ACT.values())


@dataclass(frozen=True)
class Step:
    """A step of the approval: from which state to which, who may take it, whether it must say why."""

    what: str
    source: str
    target: str
    act: Act
    words: str | Promise
    asks_reason: bool = False
    kind: Kind = Kind.DECISION


STEPS = (
    Step(_What.SEND, _State.DRAFT, _State.REVIEW, Act.DRAFT_BULLETIN, gettext_lazy("送审"), kind=Kind.CHANGE),
    Step(_What.PASS, _State.REVIEW, _State.SIGNING, Act.REVIEW_BULLETIN, gettext_lazy("审核通过")),
    Step(_What.RETURN, _State.REVIEW, _State.DRAFT, Act.REVIEW_BULLETIN, gettext_lazy("退回修改"), asks_reason=True),
    Step(_What.SIGN, _State.SIGNING, _State.ISSUED, Act.SIGN_BULLETIN, gettext_lazy("签发")),
    Step(_What.RETURN, _State.SIGNING, _State.DRAFT, Act.SIGN_BULLETIN, gettext_lazy("退回修改"), asks_reason=True),
    Step(_What.DROP, _State.DRAFT, _State.DROPPED, Act.DRAFT_BULLETIN, gettext_lazy("作废"), asks_reason=True),
)


def is_working_on(user: User, issue: Issue) -> bool:
    """Tell whether a person has a part in the approval of an issue, and so may see it before it is signed."""
    return any(may(user, act, issue.place) for act in WORKING_ACTS)


def may_write(user: User, issue: Issue) -> bool:
    """Tell whether a person may write into an issue as it stands."""
    return issue.state == _State.DRAFT and may(user, Act.DRAFT_BULLETIN, issue.place)


def steps_for(user: User, issue: Issue) -> tuple[Step, ...]:
    """Return the steps a person may take now."""
    return tuple(one for one in STEPS if one.source == issue.state and not refusal(user, issue, one))


def refusal(user: User, issue: Issue, step: Step) -> str:
    """Return why a person may not take a step of an issue in its state; empty where they may."""
    if not may(user, step.act, issue.place):
        return _("您的岗位不办这一步。")
    if step.source in (_State.REVIEW, _State.SIGNING) and _has_written(user, issue):
        return _("拟稿、改稿的人不能审核、签发自己写的通报。")
    if step.source == _State.SIGNING and _has_passed(user, issue):
        return _("审核的人不能再签发；请分管领导签发。")
    return ""


def people_next(issue: Issue) -> tuple[str, ...]:
    """Return the names of those who may take the next step."""
    act = NEXT_ACT.get(issue.state)
    if act is None:
        return ()
    roles = [role for role, acts in ACTS_OF.items() if act in acts]
    day = today()
    lent = Q(
        delegated__post__role__in=roles,
        delegated__valid_from__lte=day,
        delegated__valid_to__gte=day,
        delegated__ended_at__isnull=True,
    )
    found = User.objects.filter(Q(posts__role__in=roles) | lent, is_active=True).distinct().order_by("username")
    steps = [one for one in STEPS if one.source == issue.state and one.act == act]
    return tuple(str(user) for user in found if any(not refusal(user, issue, step) for step in steps))


@transaction.atomic
def take_step(issue: Issue, by: User, actor: Actor, *, what: str, comment: str, edition: int) -> bool:
    """Take a step; False where the same person has taken it already. Refused says why it cannot be taken."""
    held = Issue.objects.select_for_update().defer("draft").get(pk=issue.pk)
    if _is_repeated(held, by, what, edition):
        return False
    step = next((one for one in STEPS if one.what == what and one.source == held.state), None)
    if step is None:
        raise Refused(_("这份通报现在是“%(state)s”，不办这一步；请刷新页面。") % {"state": held.get_state_display()})
    if why := refusal(by, held, step):
        raise Refused(why)
    said = comment.strip()[:1000]
    if step.asks_reason and not said:
        raise Refused(_("请写明原因，拟稿的人才知道改什么。") if what == _What.RETURN else _("作废要写明原因。"))
    if what == _What.SEND:
        _demand_ready(held)
    fields = _signed(held, by) if what == _What.SIGN else {}
    claimed = Issue.objects.filter(pk=held.pk, state=step.source, edition=edition).update(
        state=step.target, edition=edition + 1, **fields
    )
    if not claimed:
        raise Refused(_("这份通报在您打开之后改过，没有办；请刷新页面，看过新内容再办。"))
    IssueAct.objects.create(
        issue=held,
        what=what,
        comment=said,
        before={"edition": edition},
        after={"edition": edition + 1},
        by=by,
        at=now(),
    )
    record(
        actor,
        f"issue.{what}",
        issue_subject(held),
        kind=step.kind,
        before={"状态": step.source},
        after={"状态": step.target, "意见": said},
    )
    if what == _What.SIGN:
        ask_for("write_issue", held.pk, by.pk)
    issue.refresh_from_db()
    return True


@transaction.atomic
def add_comment(issue: Issue, by: User, actor: Actor, *, comment: str, token: str) -> bool:
    """Add a comment to an issue that is being approved; False where the same page has sent it before."""
    held = Issue.objects.select_for_update().defer("draft").get(pk=issue.pk)
    said = comment.strip()[:1000]
    if not said:
        raise Refused(_("请写意见。"))
    if held.state in (_State.ISSUED, _State.DROPPED):
        raise Refused(_("通报已经办结，不再收意见。"))
    if IssueAct.objects.filter(issue=held, what=_What.COMMENT, by=by, after={"token": token}).exists():
        return False
    IssueAct.objects.create(issue=held, what=_What.COMMENT, comment=said, after={"token": token}, by=by, at=now())
    record(actor, "issue.comment", issue_subject(held), kind=Kind.CHANGE, after={"意见": said})
    return True


def _signed(issue: Issue, by: User) -> dict[str, object]:
    return {"issued_at": now(), "issued_by": by, "dated": issue.dated or today()}


def _demand_ready(issue: Issue) -> None:
    """Raise Refused where an issue is not fit to be reviewed: no title or number, numbers without a source."""
    if not title_of(issue).strip() or not issue.number.strip():
        raise Refused(_("送审前请先填好标题和期号（或文号）。"))
    if Issue.objects.filter(number=issue.number, place=issue.place, state=_State.ISSUED).exists():
        raise Refused(_("“%(number)s”已经用在一份签发的通报上，请换一个。") % {"number": issue.number})
    waiting = check_numbers(issue).open
    if waiting:
        listed = "、".join(one.found.number for one in waiting[:5])
        raise Refused(
            _("还有 %(count)s 个人工写入的数没有来源：%(numbers)s。请在“核数”页逐个写明来源，或从文中去掉，再送审。")
            % {"count": len(waiting), "numbers": listed}
        )


def _is_repeated(issue: Issue, by: User, what: str, edition: int) -> bool:
    last = issue.acts.filter(what__in=[one.what for one in STEPS]).order_by("-id").first()
    return last is not None and (last.what, last.by_id, last.after) == (what, by.pk, {"edition": edition + 1})


def _has_written(user: User, issue: Issue) -> bool:
    return issue.drafted_by_id == user.pk or issue.acts.filter(by=user, what__in=_WRITING).exists()


def _has_passed(user: User, issue: Issue) -> bool:
    return issue.acts.filter(by=user, what=_What.PASS).exists()
