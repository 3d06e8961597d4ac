"""Figures that come over the API, handed to the same steps as those that a person types."""

from guatu.console.audit.trail import Actor
from guatu.console.exchange.api_values import Cell, FormOut, HitOut, Receipt, SubmissionIn
from guatu.console.people.models import User
from guatu.console.reporting.cells import Amount, cells_of, key_of
from guatu.console.reporting.filing_acts import save_entries, submit
from guatu.console.reporting.models import Filing
from guatu.console.reporting.steps import Handed, Outcome, Step
from guatu.domain import InvalidValue


def take_submission(filing: Filing, body: SubmissionIn, *, by: User, actor: Actor) -> Outcome:
    """Save or submit what was handed in; a figure that the form does not ask for is InvalidValue."""
    asked = {key_of(cell) for cell in cells_of(filing.round)}
    amounts = {(one.indicator, one.basis): Amount(one.value, one.growth) for one in body.figures}
    if unknown := [f"{indicator}（{basis}）" for indicator, basis in amounts if (indicator, basis) not in asked]:
        raise InvalidValue(f"这张报表不问这些数：{'、'.join(unknown[:5])}；要填的指标见 /api/v1/forms")
    if len(amounts) != len(body.figures):
        raise InvalidValue("同一指标写了两次；请只写一次")
    answers = {(one.check, one.indicator): one.reason for one in body.answers}
    handed = Handed(amounts, answers, body.reason, body.is_final)
    step = Step(by, actor, body.token)
    return submit(filing, step, handed) if body.submit else save_entries(filing, step, handed)


def form_out(filing: Filing) -> FormOut:
    """Return a filing as the API shows it."""
    one = filing.round
    return FormOut(
        filing=filing.pk,
        form=one.form,
        title=one.title,
        place=filing.place,
        period=one.period_last,
        due_at=one.due_at,
        state=filing.state,
        is_late=filing.is_late,
        edition=filing.edition,
        cells=[
            Cell(
                indicator=cell.indicator,
                name=cell.name,
                unit=cell.unit,
                basis=cell.basis,
                asks_value=cell.asks_value,
                asks_growth=cell.asks_growth,
            )
            for cell in cells_of(one)
        ],
    )


def receipt_out(outcome: Outcome) -> Receipt:
    """Return what became of figures as the API shows it."""
    filing = outcome.filing
    return Receipt(
        filing=filing.pk,
        state=filing.state,
        is_submitted=outcome.is_submitted,
        is_late=filing.is_late,
        edition=filing.edition,
        hits=[
            HitOut(
                check=hit.check_id,
                severity=hit.severity,
                indicator=hit.indicator,
                sentence=hit.sentence,
                answer=hit.answer,
            )
            for hit in outcome.hits
        ],
    )
