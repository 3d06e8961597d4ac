"""Fill once: a figure that two forms ask for is typed once, reported once, and changed in one place."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from guatu.console.frame.clock import now
from guatu.console.reporting.cells import Amount, CellKey
from guatu.console.reporting.filing_acts import save_entries, submit
from guatu.console.reporting.models import Entry, Figure, Filing, Round
from guatu.console.reporting.sheet import Line, read_sheet
from guatu.console.reporting.steps import Handed, Overtaken, Step

FilingOf = Callable[..., Filing]
StepOf = Callable[..., Step]
Figures = Callable[..., dict[CellKey, Amount]]
GDP = ("gdp", "cumulative")


@pytest.fixture
def second(filing_of: FilingOf) -> Filing:
    """Return the filing of a second form that asks for the gross product too."""
    first = filing_of(duty="counties-quarterly").round
    other = Round.objects.create(
        form="other:gdp",
        title="发改委季度表",
        period_first=first.period_first,
        period_last=first.period_last,
        cells=[cell for cell in first.cells if cell["indicator"] == "gdp"],
        due_at=now() + timedelta(days=9),
        opened_at=now(),
    )
    return Filing.objects.create(round=other, place="999901")


def line_of(filing: Filing) -> Line:
    return next(line for line in read_sheet(filing.pk).lines if line.key == GDP)


def handed_in(filing: Filing, step: Step, amounts: dict[CellKey, Amount]) -> None:
    outcome = submit(filing, step, Handed(amounts))
    answers = {(hit.check_id, hit.indicator): "属实" for hit in outcome.blocking}
    if not outcome.is_submitted:
        submit(filing, Step(step.by, step.actor, f"{step.token}-b"), Handed(amounts, answers))


def test_what_is_typed_in_one_form_stands_in_the_other(
    filing_of: FilingOf, second: Filing, step_of: StepOf, quarter_figures: Figures
) -> None:
    save_entries(filing_of(duty="counties-quarterly"), step_of(), Handed(quarter_figures()))
    line = line_of(second)
    assert line.amount.value == Decimal(100)
    assert line.shared_with == ("上季地区生产总值及三次产业",)
    assert not line.is_held
    assert Entry.objects.filter(indicator="gdp").count() == 1


def test_a_figure_reported_with_one_form_is_shown_and_not_reported_again_with_the_other(
    filing_of: FilingOf, second: Filing, step_of: StepOf, quarter_figures: Figures
) -> None:
    first = filing_of(duty="counties-quarterly")
    handed_in(first, step_of(), quarter_figures())
    line = line_of(second)
    assert line.is_held
    assert line.home == first
    handed_in(second, step_of(), {GDP: Amount(Decimal(999))})
    second.refresh_from_db()
    assert second.state == "submitted"
    assert list(Figure.objects.filter(indicator="gdp").values_list("value", flat=True)) == [Decimal(100)]


def test_a_change_in_one_form_is_told_to_whoever_has_the_other_open(
    filing_of: FilingOf, second: Filing, step_of: StepOf, quarter_figures: Figures
) -> None:
    save_entries(filing_of(duty="counties-quarterly"), step_of(), Handed(quarter_figures()))
    with pytest.raises(Overtaken, match="另一张报表"):
        save_entries(second, step_of(edition=0), Handed({GDP: Amount(Decimal(7))}))
    assert line_of(second).amount.value == Decimal(100)


def test_two_forms_of_one_place_do_not_share_the_figures_of_another_place(
    filing_of: FilingOf, second: Filing, step_of: StepOf, quarter_figures: Figures
) -> None:
    save_entries(filing_of("999902", "counties-quarterly"), step_of("yichou"), Handed(quarter_figures()))
    assert line_of(second).amount.is_blank
