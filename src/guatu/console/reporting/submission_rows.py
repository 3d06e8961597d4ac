"""Rows of a filing (报表落库): what was typed as entries, what was handed in as figures, and the act that tells of it.

Called inside the transaction of a step, on a sheet that was read for update.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import F

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import record
from guatu.console.people.models import User
from guatu.console.reporting.cells import BLANK, Amount, Amounts, amount_of
from guatu.console.reporting.deadlines import is_late
from guatu.console.reporting.models import Entry, Figure, Filing, FilingAct, FilingState
from guatu.console.reporting.receipts import hash_of_submission
from guatu.console.reporting.sheet import Line, Sheet
from guatu.console.reporting.steps import Handed, Step, claim
from guatu.console.reporting.subjects import filing_subject

_What = FilingAct.What


def write_entries(sheet: Sheet, amounts: Amounts, by: User, moment: datetime) -> int:
    """Keep the cells that are not as they were; other forms with the same cells are told by their edition."""
    changed = [line for line in sheet.lines if not line.is_held and amounts[line.key] != line.amount]
    Entry.objects.bulk_create(
        [
            Entry(
                place=sheet.filing.place,
                period=sheet.period.last,
                indicator=line.cell.indicator,
                basis=line.cell.basis,
                value=amounts[line.key].value,
                growth=amounts[line.key].growth,
                by=by,
                at=moment,
            )
            for line in changed
        ],
        update_conflicts=True,
        update_fields=("value", "growth", "by", "at"),
        unique_fields=("place", "period", "indicator", "basis"),
    )
    titles = {title for line in changed for title in line.shared_with}
    shared = [one.pk for one in sheet.siblings if one.round.title in titles]
    if shared:
        Filing.objects.filter(pk__in=shared).update(edition=F("edition") + 1)
    return len(changed)


def write_draft(sheet: Sheet, changed: int, step: Step, moment: datetime) -> FilingAct:
    """Store that a filing was saved; what was accepted stays accepted."""
    filing, before = sheet.filing, sheet.filing.state
    state = FilingState.DRAFT if before == FilingState.MISSING else FilingState(before)
    claim(filing, step, state=state)
    act = FilingAct.objects.create(
        filing=filing, what=_What.SAVE, by=step.by, at=moment, cells=changed, token=step.token
    )
    record(
        step.actor,
        "filing.save",
        filing_subject(filing),
        kind=Kind.CHANGE,
        before={"状态": before},
        after={"状态": state.value, "改动格数": changed},
    )
    return act


def write_submission(sheet: Sheet, amounts: Amounts, handed: Handed, step: Step, moment: datetime) -> FilingAct:
    """Write the figures that differ from what counts, and store that the filing is handed in."""
    filing, before = sheet.filing, sheet.filing.state
    lines = lines_to_report(sheet, amounts)
    Figure.objects.bulk_create([_figure(sheet, line, amounts[line.key], handed, step, moment) for line in lines])
    claim(
        filing,
        step,
        state=FilingState.SUBMITTED,
        is_late=is_late(filing.round, moment) if filing.first_submitted_at is None else filing.is_late,
        first_submitted_at=filing.first_submitted_at or moment,
        submitted_at=moment,
        submitted_by=step.by,
        no_change=handed.no_change,
        reason="",
    )
    act = FilingAct(
        filing=filing,
        what=_What.CORRECT if before == FilingState.ACCEPTED else _What.SUBMIT,
        by=step.by,
        at=moment,
        reason=handed.reason.strip()[:500],
        cells=len(lines),
        token=step.token,
    )
    act.hash = hash_of_submission(act)
    act.save(force_insert=True)
    record(
        step.actor,
        "filing.correct" if act.what == _What.CORRECT else "filing.submit",
        filing_subject(filing),
        kind=Kind.CHANGE,
        before={"状态": before, "原数": _plain(lines, {line.key: amount_of(line.counted) for line in lines})},
        after={
            "状态": FilingState.SUBMITTED.value,
            "数据状态": sheet.status,
            "数据": _plain(lines, amounts),
            "原因": act.reason,
            "摘要": act.hash,
        },
    )
    return act


def lines_to_report(sheet: Sheet, amounts: Amounts) -> list[Line]:
    """Return the lines whose figures are written: those not held elsewhere that differ from what counts already."""
    return [
        line
        for line in sheet.lines
        if not line.is_held and amounts[line.key] != (amount_of(line.counted) if line.counted is not None else BLANK)
    ]


def _figure(sheet: Sheet, line: Line, amount: Amount, handed: Handed, step: Step, moment: datetime) -> Figure:
    return Figure(
        place=sheet.filing.place,
        period=sheet.period.last,
        indicator=line.cell.indicator,
        basis=line.cell.basis,
        status=sheet.status,
        vintage=line.vintage + 1,
        value=amount.value,
        growth=amount.growth,
        growth_basis=line.cell.growth_basis if amount.growth is not None else "",
        reason=handed.reason.strip()[:500] if line.vintage else "",
        filing=sheet.filing,
        reported_by=step.by,
        reported_at=moment,
    )


def _plain(lines: Sequence[Line], amounts: Amounts) -> dict[str, list[str]]:
    """Return figures as the trail keeps them: value and growth by name; blank where nothing stands."""
    return {
        line.cell.name: ["" if one is None else f"{one.normalize():f}" for one in _both(amounts[line.key])]
        for line in lines
    }


def _both(amount: Amount) -> tuple[Decimal | None, Decimal | None]:
    return amount.value, amount.growth
