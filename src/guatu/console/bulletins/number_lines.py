"""Where each number of an issue comes from (核数): with source, typed with a reason or without, corrected since."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.bulletins.edits import clean_text
from guatu.console.bulletins.models import Issue, IssueAct
from guatu.console.bulletins.refusals import Refused
from guatu.console.bulletins.revisions import corrected_since
from guatu.console.bulletins.wording import draft_of, issue_subject, rewording_of
from guatu.console.frame.clock import now
from guatu.console.monitor.models import MonthRun
from guatu.console.monitor.runs import done_runs
from guatu.console.people.models import User
from guatu.report import FoundNumber, NumberKind, bulletin_numbers

_SHORTEST_REASON = 2
# What a typed number is known by: where it stands, how it is written, and the words around it. Other words, and it
# must be confirmed anew.
Key = tuple[str, str, str]


@dataclass(frozen=True)
class NumberLine:
    """A number of an issue with what is known of it."""

    found: FoundNumber
    reason: str = ""  # why a typed number stands there, and who says so
    confirmed_by: str = ""
    is_corrected: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether somebody must confirm it or take it out."""
        return self.found.kind is NumberKind.TYPED and not self.reason


@dataclass(frozen=True)
class NumberCheck:
    """All numbers of an issue, and whether its run is still the newest of the month."""

    lines: tuple[NumberLine, ...]
    newer_run: MonthRun | None

    @property
    def open(self) -> tuple[NumberLine, ...]:
        """The typed numbers that nobody answers for yet."""
        return tuple(one for one in self.lines if one.is_open)

    @property
    def typed(self) -> tuple[NumberLine, ...]:
        """The typed numbers."""
        return tuple(one for one in self.lines if one.found.kind is NumberKind.TYPED)

    @property
    def corrected(self) -> tuple[NumberLine, ...]:
        """The figures whose reported number was corrected after the run."""
        return tuple(one for one in self.lines if one.is_corrected)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many numbers there are of each kind."""
        return Counter(one.found.kind.value for one in self.lines)


def key_of(found: FoundNumber) -> Key:
    """Return what a typed number is known by."""
    return (found.where, found.number, found.sentence)


def reasons_of(issue: Issue) -> dict[Key, str]:
    """Return the reasons that were given for typed numbers."""
    return {_key(one): str(one["reason"]) for one in issue.confirmed}


def check_numbers(issue: Issue) -> NumberCheck:
    """Return every number of an issue with its source, and what has changed since its run."""
    confirmed = {_key(one): one for one in issue.confirmed}
    corrected = {(place, indicator) for place, indicator, _basis in corrected_since(issue)}
    lines = []
    for found in issue_numbers_of(issue):
        given = confirmed.get(key_of(found)) if found.kind is NumberKind.TYPED else None
        about = found.figure.about if found.figure else None
        lines.append(
            NumberLine(
                found,
                reason=str(given["reason"]) if given else "",
                confirmed_by=str(given["by"]) if given else "",
                is_corrected=about is not None and (about[2], about[3]) in corrected,
            )
        )
    newest = done_runs(issue.month, issue.run.track).first()
    return NumberCheck(tuple(lines), newest if newest is not None and newest.pk > issue.run_id else None)


def issue_numbers_of(issue: Issue) -> Sequence[FoundNumber]:
    """Return every number of an issue as it reads now."""
    return bulletin_numbers(draft_of(issue), rewording_of(issue))


@transaction.atomic
def confirm_number(issue: Issue, by: User, actor: Actor, *, key: Key, reason: str) -> bool:
    """Answer for a typed number with a reason (核数确认); False where the same reason stands there already."""
    held = Issue.objects.select_for_update().defer("draft").get(pk=issue.pk)
    if held.state != Issue.State.DRAFT:
        raise Refused(_("通报已经送审，不能再改；要改请审核或签发的人退回。"))
    given = clean_text(reason).strip()
    if len(given) < _SHORTEST_REASON:
        raise Refused(_("请写明这个数从哪里来，例如文件名和页码。"))
    if not any(one.kind is NumberKind.TYPED and key_of(one) == key for one in issue_numbers_of(held)):
        raise Refused(_("这个数已经不在文中了，不用确认；请刷新页面。"))
    if reasons_of(held).get(key) == given:
        return False
    where, number, sentence = key
    moment = now()
    row = {"where": where, "number": number, "sentence": sentence, "reason": given}
    kept = [one for one in held.confirmed if _key(one) != key]
    held.confirmed = [*kept, {**row, "by": str(by), "at": moment.isoformat()}]
    held.edition += 1
    held.save(update_fields=("confirmed", "edition"))
    IssueAct.objects.create(issue=held, what=IssueAct.What.CONFIRM, comment=given[:1000], after=row, by=by, at=moment)
    record(actor, "issue.confirm_number", issue_subject(held), kind=Kind.CHANGE, after=row)
    issue.refresh_from_db()
    return True


def _key(one: Mapping[str, object]) -> Key:
    return (str(one["where"]), str(one["number"]), str(one["sentence"]))
