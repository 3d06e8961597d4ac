"""Draft a bulletin from a run (拟稿): its text, the frozen late lists, the corrections of earlier issues."""

import json

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.bulletins.models import Issue, IssueAct
from guatu.console.bulletins.refusals import Refused
from guatu.console.bulletins.revisions import counted_figures, note_all_revisions, revised_figures, unprinted_revisions
from guatu.console.bulletins.wording import HEAD, issue_subject
from guatu.console.frame.clock import now
from guatu.console.monitor.models import MonthRun
from guatu.console.monitor.runs import pages_of, run_folder
from guatu.console.people.models import User
from guatu.console.people.tree import tree_on
from guatu.console.plans.active import active_packs
from guatu.console.reporting.deadlines import LateRound, late_list_of
from guatu.console.reporting.models import Figure
from guatu.console.reporting.observed_figures import figure_key
from guatu.report import (
    FICTIONAL_NOTE,
    Bulletin,
    LateList,
    Origin,
    issue_number,
    site_origin,
    to_plain,
    with_late_lists,
    with_origins,
    with_revisions,
)

_LIVE = (Issue.State.DRAFT, Issue.State.REVIEW, Issue.State.SIGNING)


def main_place() -> str:
    """Return the code of the place that bulletins are about."""
    return active_packs().main.manifest.place or ""


@transaction.atomic
def draft_issue(run: MonthRun, by: User, actor: Actor) -> Issue:
    """Draft a bulletin from a run that is done and return it; of one run there is one that is being written.

    Asked for again while that one is being written, it is returned as it is.
    """
    run = MonthRun.objects.select_for_update().get(pk=run.pk)
    if run.state != MonthRun.State.DONE:
        raise Refused(_("这次运行还没有完成，不能起草；请等运行完成，或另选一次运行。"))
    if there := Issue.objects.filter(run=run, state__in=_LIVE).first():
        return there
    note_all_revisions()
    revisions = unprinted_revisions(run.month)
    bulletin = with_origins(pages_of(run).bulletin, _origins(run))
    bulletin = with_late_lists(bulletin, late_lists(run))
    bulletin = with_revisions(bulletin, revised_figures(revisions))
    moment = now()
    issue = Issue.objects.create(
        month=run.month,
        place=main_place(),
        run=run,
        number=_next_number(run),
        draft=to_plain(bulletin),
        head={name: getattr(bulletin, name) for name in HEAD},
        figures=sorted(counted_figures(run)),
        corrections=[one.pk for one in revisions],
        issued_note=FICTIONAL_NOTE if _is_fictional(run) else "",
        drafted_by=by,
        drafted_at=moment,
    )
    IssueAct.objects.create(issue=issue, what=IssueAct.What.DRAFT, by=by, at=moment, after={"edition": 0})
    record(
        actor,
        "issue.draft",
        issue_subject(issue),
        kind=Kind.CHANGE,
        after={"运行": run.pk, "带数": len(_figures(bulletin)), "修订": len(revisions)},
    )
    return issue


def late_lists(run: MonthRun) -> tuple[LateList, ...]:
    """Return the late lists of a run's month that are frozen, as the bulletin says them."""
    return tuple(_late_list(one, _consequences()) for one in late_list_of(run.month) if one.frozen_at is not None)


def open_late_lists(run: MonthRun) -> tuple[str, ...]:
    """Return the titles of the forms of a run's month whose late list is not frozen yet."""
    return tuple(one.title for one in late_list_of(run.month) if one.frozen_at is None)


def _late_list(one: LateRound, consequences: dict[str, str]) -> LateList:
    frozen = timezone.localtime(one.frozen_at)
    return LateList(
        title=one.title,
        due=timezone.localtime(one.due_at) if one.due_at else None,
        frozen=frozen,
        owed=one.owed,
        missing=tuple(place.name for place in one.places if place.reported_at is None),
        late=tuple(
            (place.name, timezone.localtime(place.reported_at).date())
            for place in one.places
            if place.reported_at is not None
        ),
        consequence=consequences.get(one.form, ""),
    )


def _consequences() -> dict[str, str]:
    packs = active_packs().packs
    return {f"{pack.id}:{duty.id}": duty.consequence or "" for pack in packs for duty in pack.duties}


def _figures(bulletin: Bulletin) -> frozenset[str]:
    return frozenset(one.meaning for one in bulletin.figures())


def _origins(run: MonthRun) -> dict[str, Origin]:
    """Return where each figure of the site that the bulletin names was reported: form, place, day, vintage."""
    named = {one.origin.file for one in pages_of(run).bulletin.figures() if one.origin is not None}
    keys = {key: name for name in named if (key := figure_key(name)) is not None}
    names = tree_on(run.month)
    found = Figure.objects.filter(pk__in=keys).select_related("filing__round").order_by("pk")
    origins = {}
    for one in found:
        origins[keys[one.pk]] = site_origin(
            one.filing.round.title if one.filing else one.source,
            place=names.place_name(one.place),
            reported=timezone.localtime(one.reported_at).date(),
            vintage=one.vintage,
        )
    return origins


def _next_number(run: MonthRun) -> str:
    """Return the number an issue gets where nobody writes another: 2024年第9期, by the issues of its year."""
    issued = Issue.objects.filter(month__year=run.month.year, state=Issue.State.ISSUED).count()
    return issue_number(run.month.year, issued)


def _is_fictional(run: MonthRun) -> bool:
    manifest = json.loads((run_folder(run) / "run.json").read_text(encoding="utf-8"))
    return any(pack.get("fictional") for pack in manifest.get("packs", ()))
