"""Write the files of a signed issue (job `write_issue`): once, all or none, with their hashes in the issue."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import SYSTEM, record
from guatu.console.bulletins.models import Issue, IssueAct
from guatu.console.bulletins.number_lines import issue_numbers_of, reasons_of
from guatu.console.bulletins.wording import bulletin_of, created_on, issue_folder, issue_subject
from guatu.console.monitor.runs import run_folder
from guatu.desk import IssuedBulletin, write_issued
from guatu.domain import InvalidValue
from guatu.report import number_table

_STEPS = (
    IssueAct.What.DRAFT,
    IssueAct.What.SEND,
    IssueAct.What.PASS,
    IssueAct.What.RETURN,
    IssueAct.What.SIGN,
)


def write_issue(about: str, tell: Callable[[str], None]) -> str:
    """Write what was signed and return a sentence for the signer; a worker that was killed begins anew."""
    issue = Issue.objects.select_related("run", "drafted_by", "issued_by").get(pk=about)
    if issue.state != Issue.State.ISSUED:
        raise InvalidValue("这份通报还没有签发，不写正式文件")
    if not issue.files:
        tell("写出正式文件")
        hashes = write_issued(issue_folder(issue), issued_bulletin(issue), run_folder(issue.run))
        _keep(issue, hashes)
    return f"{issue.number}的正式文件已写出，共 {len(Issue.objects.get(pk=about).files)} 个。"


def issued_bulletin(issue: Issue) -> IssuedBulletin:
    """Return what is written of a signed issue; the same whenever it is asked for."""
    return IssuedBulletin(
        bulletin_of(issue),
        number_table(issue_numbers_of(issue), reasons_of(issue)),
        created_on(issue),
        {
            "id": issue.pk,
            "month": issue.month.isoformat(),
            "place": issue.place,
            "number": issue.number,
            "run": {"id": issue.run_id, "track": issue.run.track, "sha256": issue.run.sha256},
            "drafted_by": str(issue.drafted_by),
            "issued_by": str(issue.issued_by),
            "issued_at": timezone.localtime(issue.issued_at).isoformat() if issue.issued_at else None,
            "steps": [
                {
                    "what": one.what,
                    "by": str(one.by),
                    "at": timezone.localtime(one.at).isoformat(),
                    "comment": one.comment,
                }
                for one in issue.acts.filter(what__in=_STEPS).select_related("by").order_by("id")
            ],
        },
    )


@transaction.atomic
def _keep(issue: Issue, hashes: dict[str, str]) -> None:
    held = Issue.objects.select_for_update().defer("draft").get(pk=issue.pk)
    if held.files:
        return
    held.files = hashes
    held.save(update_fields=("files",))
    record(SYSTEM, "issue.freeze", issue_subject(held), kind=Kind.SYSTEM, after={"文件": hashes})
