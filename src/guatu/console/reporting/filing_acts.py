"""What a reporter does with a filing (填报): save, submit, withdraw, say that nothing changed, answer questions.

Checks are asked before the transaction begins, so that a slow check holds nobody else up; the transaction then writes
only on the edition that was looked at.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import record
from guatu.console.frame.clock import now
from guatu.console.reporting.cells import Amount, Amounts, CellKey, is_too_large
from guatu.console.reporting.deadlines import is_past_deadline
from guatu.console.reporting.hits import (
    HitKey,
    answer_hits,
    find_hits,
    find_hits_while_typing,
    is_blocking,
    kept_hits,
    store_hits,
)
from guatu.console.reporting.models import Figure, Filing, FilingAct, FilingState, Hit
from guatu.console.reporting.refusals import Refused
from guatu.console.reporting.sheet import Line, Sheet, read_sheet
from guatu.console.reporting.steps import Handed, Outcome, Step, claim, demand_edition, done_before
from guatu.console.reporting.subjects import filing_subject
from guatu.console.reporting.submission_rows import lines_to_report, write_draft, write_entries, write_submission

_What = FilingAct.What
_OPEN = frozenset({FilingState.MISSING, FilingState.DRAFT, FilingState.RETURNED, FilingState.ACCEPTED})


def save_entries(filing: Filing, step: Step, handed: Handed) -> Outcome:
    """Keep what was typed (暂存) without handing it in; the cells that are not named stay as they are."""
    return _take(filing, step, handed, is_submission=False)


def submit(filing: Filing, step: Step, handed: Handed | None = None) -> Outcome:
    """Hand a filing in (提交): its figures are written as new vintages, or kept as a draft where a check stops them.

    After an acceptance this is a correction (更正) and needs a reason. Where nothing was submitted, `blocking` of the
    outcome says why.
    """
    return _take(filing, step, handed or Handed(), is_submission=True)


def report_no_change(filing: Filing, step: Step, answers: Mapping[HitKey, str] | None = None) -> Outcome:
    """Hand in the figures of the last period once more (本月无变化); see `carried_over` for which."""
    sheet = read_sheet(filing.pk)
    return submit(filing, step, Handed(carried_over(sheet), answers or {}, no_change=True))


def carried_over(sheet: Sheet) -> dict[CellKey, Amount]:
    """Return what a report without change says: levels of stocks, and sums of the year that grew by nothing.

    A sum since January does not carry over the turn of the year, and growth on the year is never carried: the same
    level is another growth a month later. What was typed already stays.
    """
    last = sheet.period.shift(-sheet.period.months)
    found: dict[CellKey, Amount] = {}
    for line in sheet.lines:
        is_of_this_year = last.last.year == sheet.period.last.year
        carries = line.cell.asks_value and (line.cell.basis == "stock" or (is_of_this_year and _adds_up(line)))
        if carries and line.last is not None and not line.is_held:
            found[line.key] = Amount(line.last.value, line.amount.growth)
    return found


@transaction.atomic
def withdraw(filing: Filing, step: Step) -> FilingAct:
    """Take a submission back before it is decided on (撤回): its figures never count, what was typed stays."""
    if (done := done_before(filing, step)) is not None:
        return done
    held = Filing.objects.select_for_update(of=("self",)).select_related("round").get(pk=filing.pk)
    moment = now()
    if held.state != FilingState.SUBMITTED:
        raise Refused(_("只有提交后、审核前的报表能撤回；这份现在是“%s”。") % held.get_state_display())
    was_accepted = FilingAct.objects.filter(filing=held, what=_What.ACCEPT).exists()
    if not was_accepted and is_past_deadline(held, moment):
        raise Refused(_("报送时限已过，撤回以后就不能再报了；要改数，请审核单位退回。"))
    state = FilingState.ACCEPTED if was_accepted else FilingState.DRAFT
    claim(held, step, state=state, submitted_at=None if not was_accepted else held.submitted_at)
    taken_back = Figure.objects.filter(filing=held, accepted_at__isnull=True, refused_at__isnull=True).update(
        refused_at=moment
    )
    act = FilingAct.objects.create(
        filing=held, what=_What.WITHDRAW, by=step.by, at=moment, cells=taken_back, token=step.token
    )
    record(
        step.actor,
        "filing.withdraw",
        filing_subject(held),
        kind=Kind.CHANGE,
        before={"状态": FilingState.SUBMITTED.value},
        after={"状态": state.value, "数据": taken_back},
    )
    return act


@transaction.atomic
def answer_questions(filing: Filing, step: Step, answers: Mapping[int, str]) -> int:
    """Answer what was asked about a filing that is handed in (答复), by the keys of the hits; return how many."""
    if done_before(filing, step) is not None:
        return 0
    held = Filing.objects.select_for_update(of=("self",)).select_related("round").get(pk=filing.pk)
    moment = now()
    asked = Hit.objects.filter(filing=held, severity="question", pk__in=list(answers)).order_by("id")
    answered = [hit for hit in asked if answers[hit.pk].strip() and answers[hit.pk].strip() != hit.answer]
    if not answered:
        raise Refused(_("没有写答复；请在疑问旁边写明原因。"))
    claim(held, step)
    before = {hit.sentence: hit.answer for hit in answered}
    for hit in answered:
        hit.answer, hit.answered_by, hit.answered_at = answers[hit.pk].strip()[:400], step.by, moment
    Hit.objects.bulk_update(answered, ("answer", "answered_by", "answered_at"))
    FilingAct.objects.create(
        filing=held, what=_What.ANSWER, by=step.by, at=moment, cells=len(answered), token=step.token
    )
    record(
        step.actor,
        "filing.answer",
        filing_subject(held),
        kind=Kind.CHANGE,
        before=before,
        after={hit.sentence: hit.answer for hit in answered},
    )
    return len(answered)


def _take(filing: Filing, step: Step, handed: Handed, *, is_submission: bool) -> Outcome:
    """Save or submit: look and check first, then write in one transaction what was looked at."""
    if (done := done_before(filing, step)) is not None:
        return Outcome(done.filing, done, kept_hits(done.filing))
    moment = now()
    sheet = read_sheet(filing.pk, is_final=handed.is_final)
    demand_open(sheet.filing, moment)
    amounts = sheet.amounts(handed.amounts)
    _demand_sense(sheet, amounts, handed, is_submission=is_submission)
    hits = (find_hits if is_submission else find_hits_while_typing)(sheet, amounts, moment)
    answer_hits(hits, handed.answers, kept=kept_hits(sheet.filing), by=step.by, at=moment)
    seen = step if step.edition is not None else Step(step.by, step.actor, step.token, sheet.filing.edition)
    with transaction.atomic():
        sheet = read_sheet(filing.pk, is_final=handed.is_final, for_update=True)
        if (done := done_before(filing, step)) is not None:
            return Outcome(done.filing, done, kept_hits(done.filing))
        demand_open(sheet.filing, moment)
        demand_edition(sheet.filing, seen)
        changed = write_entries(sheet, amounts, step.by, moment)
        store_hits(sheet.filing, hits)
        asked = tuple(hit for hit in kept_hits(sheet.filing) if is_blocking(hit))
        if is_submission and not asked:
            act = write_submission(sheet, amounts, handed, seen, moment)
        else:
            act = write_draft(sheet, changed, seen, moment)
        return Outcome(sheet.filing, act, kept_hits(sheet.filing))


def demand_open(filing: Filing, moment: datetime) -> None:
    """Raise Refused where a filing takes no figures at a moment: it waits for a decision, or its time is over."""
    if filing.state not in _OPEN:
        raise Refused(_("这份报表已经提交，正在等审核；要改数请先撤回。"))
    if is_past_deadline(filing, moment):
        raise Refused(_("报送时限已过，这份报表已经关闭；请先申请超期补报，批准后再填。"))


def _demand_sense(sheet: Sheet, amounts: Amounts, handed: Handed, *, is_submission: bool) -> None:
    if any(is_too_large(amount) for amount in amounts.values()):
        raise Refused(_("有的数位数太多，不像一个真实的数；请核对计量单位后重填。"))
    if not is_submission:
        return
    if all(amount.is_blank for amount in amounts.values()):
        raise Refused(_("一个数也没有填；请填写后再提交，没有变化的请用“本月无变化”。"))
    corrected = [line for line in lines_to_report(sheet, amounts) if line.counted is not None]
    if sheet.filing.state == FilingState.ACCEPTED and not lines_to_report(sheet, amounts):
        raise Refused(_("与已通过的数完全一样，没有要更正的。"))
    if corrected and not handed.reason.strip():
        names = "、".join(line.cell.name for line in corrected[:5])
        raise Refused(_("改动了已经通过的数（%s），请在“更正原因”里写明为什么改。") % names)


def _adds_up(line: Line) -> bool:
    return line.cell.basis == "cumulative"
