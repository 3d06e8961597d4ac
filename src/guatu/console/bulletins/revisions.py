"""Corrections of what was issued (修订): a figure a signed bulletin counted that has a later accepted vintage, or one
that was missing when it was signed and has been reported since (补报).

The bulletin itself never changes; the correction stands beside it and is printed in the next one.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone

from guatu.console.bulletins.models import Issue, Revision
from guatu.console.frame.clock import now
from guatu.console.monitor.facts import counting
from guatu.console.monitor.models import MonthRun
from guatu.console.monitor.runs import packs_of, run_folder
from guatu.console.people.tree import tree_on
from guatu.console.plans.active import active_packs
from guatu.console.reporting.figures import STATUS_ORDER
from guatu.console.reporting.models import Figure
from guatu.console.reporting.observed_figures import figure_key
from guatu.desk import read_observations
from guatu.report import RevisedFigure

# A place, an indicator and how its figure covers the period.
Cell = tuple[str, str, str]


def counted_figures(run: MonthRun) -> frozenset[int]:
    """Return the keys of the figures of the month that a run was computed from, as its own facts say."""
    observed, _findings = read_observations(run_folder(run) / "facts", packs_of(run))
    keys = (figure_key(one.origin) for one in observed if one.period == run.month)
    return frozenset(key for key in keys if key is not None)


def changed_since(issue: Issue) -> dict[Cell, tuple[Figure | None, Figure]]:
    """Return, by cell, what an issue's run counted, None where it had no figure, and what counts now, if different."""
    counted = _best(Figure.objects.filter(pk__in=issue.figures).order_by("pk"))
    current = _best(counting(issue.month, issue.run.track).filter(period=issue.month))
    found: dict[Cell, tuple[Figure | None, Figure]] = {}
    for cell, after in current.items():
        before = counted.get(cell)
        if before is None or (
            after.pk not in issue.figures and (after.value, after.growth) != (before.value, before.growth)
        ):
            found[cell] = (before, after)
    return found


def corrected_since(issue: Issue) -> dict[Cell, tuple[Figure, Figure]]:
    """Return, by cell, the figure that an issue's run counted and the one that counts now, where they differ."""
    return {cell: (before, after) for cell, (before, after) in changed_since(issue).items() if before is not None}


def note_revisions(issue: Issue) -> int:
    """Store the corrections of a signed issue's figures; return how many are new. Twice leaves what once leaves."""
    if issue.state != Issue.State.ISSUED:
        return 0
    return sum(_note(issue, before, after) for before, after in changed_since(issue).values())


def _note(issue: Issue, before: Figure | None, after: Figure) -> bool:
    _row, made = Revision.objects.get_or_create(
        issue=issue,
        figure=after,
        defaults={
            "place": after.place,
            "indicator": after.indicator,
            "basis": after.basis,
            "period": after.period,
            "before": before.value if before else None,
            "after": after.value,
            "growth_before": before.growth if before else None,
            "growth_after": after.growth,
            "reason": after.reason,
            "at": now(),
        },
    )
    return made


def note_all_revisions() -> int:
    """Store the corrections of all signed issues; return how many are new."""
    return sum(map(note_revisions, Issue.objects.filter(state=Issue.State.ISSUED).select_related("run")))


def unprinted_revisions(month: date) -> list[Revision]:
    """Return the corrections of issues up to a month that no signed issue has printed yet."""
    printed = {
        key
        for keys in Issue.objects.filter(state=Issue.State.ISSUED).values_list("corrections", flat=True)
        for key in keys
    }
    found = Revision.objects.filter(issue__month__lte=month).select_related("issue", "figure__reported_by")
    return [one for one in found.order_by("issue__month", "indicator", "place", "pk") if one.pk not in printed]


def revised_figures(revisions: Sequence[Revision]) -> tuple[RevisedFigure, ...]:
    """Return corrections as a bulletin prints them."""
    packs = active_packs()
    figures = []
    for one in revisions:
        indicator = packs.indicator(one.indicator)
        reporter = one.figure.reported_by
        figures.append(
            RevisedFigure(
                issue=one.issue.number,
                month=one.period,
                place=tree_on(one.period).place_name(one.place),
                indicator=indicator.name if indicator else one.indicator,
                unit=indicator.unit if indicator else "",
                decimals=indicator.decimals if indicator else 2,
                basis=one.basis,
                before=one.before,
                after=one.after,
                growth_before=one.growth_before,
                growth_after=one.growth_after,
                reason=one.reason,
                who=str(reporter) if reporter else one.figure.source,
                day=timezone.localtime(one.figure.reported_at).date(),
                status=one.figure.status,
            )
        )
    return tuple(figures)


def _best(figures: Iterable[Figure]) -> dict[Cell, Figure]:
    """Return the figure that counts in each cell: the most settled, of one status the highest vintage."""
    best: dict[Cell, Figure] = {}
    for one in figures:
        cell = (one.place, one.indicator, one.basis)
        if cell not in best or _rank(one) > _rank(best[cell]):
            best[cell] = one
    return best


def _rank(figure: Figure) -> tuple[int, int]:
    return (STATUS_ORDER.index(figure.status) if figure.status in STATUS_ORDER else -1, figure.vintage)
