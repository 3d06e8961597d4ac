"""Write into a draft (改稿): words between figures, head, paragraphs left out or added. Figures cannot be reached.

What comes from a page is taken as texts by position and nothing else. Each change is an act with before and after;
a page that was opened before another's change of the same place is told so and keeps what was typed.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.bulletins.models import Issue, IssueAct
from guatu.console.bulletins.refusals import ChangedSince, Refused
from guatu.console.bulletins.wording import HEAD, draft_of, issue_subject, rewording_of
from guatu.console.frame.clock import now
from guatu.console.people.models import User
from guatu.report import Heading, Paragraph, reworded_block, stretches

_LONGEST = 2000
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]+")
_LONGEST_NUMBER = 60


@dataclass(frozen=True)
class Written:
    """What a change makes of an issue: the fields to store, and what read so before and reads so after."""

    fields: Mapping[str, object]
    before: Mapping[str, object]
    after: Mapping[str, object]


# None where everything stands as it is wanted.
Change = Callable[[Issue], Written | None]


def block_stretches(issue: Issue, at: int) -> tuple[str, ...]:
    """Return the words of a block as they are now, by stretch; nothing where it has none that may be written."""
    blocks = draft_of(issue).blocks
    block = reworded_block(blocks[at], at, rewording_of(issue)) if 0 <= at < len(blocks) else None
    # Empty stretches fall out of a paragraph's parts and come back in their places here.
    return stretches(block) if isinstance(block, Heading | Paragraph) else ()


def mark_of(value: object) -> str:
    """Return a short mark of what somebody saw; a page sends it back, and another mark means: changed since."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def head_of(issue: Issue) -> dict[str, str]:
    """Return the head as it is now: title, number, recipients, signature, date."""
    head = {name: str(issue.head.get(name, "")) for name in HEAD}
    return {**head, "number": issue.number, "dated": issue.dated.isoformat() if issue.dated else ""}


def clean_text(text: str) -> str:
    """Return what a person typed as one line without control characters."""
    return _CONTROLS.sub("", text)[:_LONGEST]


def write_block(issue: Issue, by: User, actor: Actor, *, at: int, texts: tuple[str, ...], seen: str) -> bool:
    """Put words between the figures of a block; False where they stand there already."""

    def change(held: Issue) -> Written | None:
        present = block_stretches(held, at)
        written = tuple(map(clean_text, texts))
        if len(written) != len(present) or not present:
            raise Refused(_("通报里没有这一段，没有保存；请刷新页面。"))
        if written == present:
            return None
        if mark_of(present) != seen:
            raise ChangedSince
        drafted = stretches(_words(held, at))
        kept = {where: text for where, text in held.texts.items() if not where.startswith(f"{at}.")}
        changed = {f"{at}.{index}": text for index, text in enumerate(written) if text != drafted[index]}
        differing = [index for index, text in enumerate(written) if text != present[index]]
        return Written(
            {"texts": {**kept, **changed}},
            {f"{at}.{index}": present[index] for index in differing},
            {f"{at}.{index}": written[index] for index in differing},
        )

    return _apply(issue, by, actor, change)


def write_head(issue: Issue, by: User, actor: Actor, *, head: Mapping[str, str], seen: str) -> bool:
    """Write title, number, recipients, signature and date; False where they stand there already."""

    def change(held: Issue) -> Written | None:
        present = head_of(held)
        written = {name: clean_text(head.get(name, text)).strip() for name, text in present.items()}
        if not written["title"]:
            raise Refused(_("标题不能空着。"))
        if written == present:
            return None
        fields = {
            "head": {name: written[name] for name in HEAD},
            "number": written["number"][:_LONGEST_NUMBER],
            "dated": _day(written["dated"]),
        }
        if mark_of(present) != seen:
            raise ChangedSince
        differing = [name for name, text in written.items() if text != present[name]]
        return Written(fields, {name: present[name] for name in differing}, {name: written[name] for name in differing})

    return _apply(issue, by, actor, change)


def hide_block(issue: Issue, by: User, actor: Actor, *, at: int, hidden: bool) -> bool:
    """Leave a block out, or take it in again; False where it is so already."""

    def change(held: Issue) -> Written | None:
        if not 0 <= at < len(draft_of(held).blocks):
            raise Refused(_("通报里没有这一段，没有保存；请刷新页面。"))
        if (at in held.hidden) == hidden:
            return None
        kept = sorted({*held.hidden, at} if hidden else set(held.hidden) - {at})
        said = f"{at}.hidden"
        return Written({"hidden": kept}, {said: not hidden}, {said: hidden})

    return _apply(issue, by, actor, change)


def write_added(issue: Issue, by: User, actor: Actor, *, at: int, texts: tuple[str, ...], seen: str) -> bool:
    """Put paragraphs without figures behind a block, one a text; empty ones fall away. False where nothing changes."""

    def change(held: Issue) -> Written | None:
        if not 0 <= at < len(draft_of(held).blocks):
            raise Refused(_("通报里没有这一段，没有保存；请刷新页面。"))
        present = tuple(held.added.get(str(at), ()))
        written = tuple(text for text in (clean_text(text).strip() for text in texts) if text)
        if written == present:
            return None
        if mark_of(present) != seen:
            raise ChangedSince
        added = {key: value for key, value in held.added.items() if key != str(at)}
        fields = {"added": {**added, str(at): list(written)} if written else added}
        return Written(fields, {f"+{at}": list(present)}, {f"+{at}": list(written)})

    return _apply(issue, by, actor, change)


@transaction.atomic
def _apply(issue: Issue, by: User, actor: Actor, change: Change) -> bool:
    """Carry out a change of a draft with its act, or nothing; the issue is held so that two cannot write at once."""
    held = Issue.objects.select_for_update().defer("draft").get(pk=issue.pk)
    if held.state != Issue.State.DRAFT:
        raise Refused(
            _("这份通报现在是“%(state)s”，不能改；要改请审核或签发的人退回。") % {"state": held.get_state_display()}
        )
    written = change(held)
    if written is None:
        return False
    claimed = Issue.objects.filter(pk=held.pk, state=Issue.State.DRAFT, edition=held.edition).update(
        edition=held.edition + 1, **written.fields
    )
    if not claimed:
        raise ChangedSince
    IssueAct.objects.create(
        issue=held, what=IssueAct.What.EDIT, before=written.before, after=written.after, by=by, at=now()
    )
    record(actor, "issue.edit", issue_subject(held), kind=Kind.CHANGE, before=written.before, after=written.after)
    issue.refresh_from_db()
    return True


def _words(issue: Issue, at: int) -> Heading | Paragraph:
    blocks = draft_of(issue).blocks
    block = blocks[at] if 0 <= at < len(blocks) else None
    if not isinstance(block, Heading | Paragraph):
        raise Refused(_("通报里没有这一段，没有保存；请刷新页面。"))
    return block


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refused(_("日期要写成 2024-10-18 这样。")) from error
