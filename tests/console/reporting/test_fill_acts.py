"""The life of a figure: saved, handed in, taken back, returned, handed in again, corrected, made final."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from guatu.console.audit.models import Entry as TrailEntry
from guatu.console.audit.trail import SYSTEM
from guatu.console.people.models import User
from guatu.console.reporting.cells import Amount, CellKey
from guatu.console.reporting.decisions import accept, question, send_back
from guatu.console.reporting.figures import current_figures
from guatu.console.reporting.filing_acts import answer_questions, report_no_change, save_entries, submit, withdraw
from guatu.console.reporting.models import Entry, Figure, Filing, FilingAct, FilingState, Hit
from guatu.console.reporting.receipts import receipt_of
from guatu.console.reporting.refusals import Refused
from guatu.console.reporting.rounds import open_rounds
from guatu.console.reporting.sheet import read_sheet
from guatu.console.reporting.steps import Handed, Outcome, Overtaken, Step
from guatu.domain import Period

FilingOf = Callable[..., Filing]
StepOf = Callable[..., Step]
Figures = Callable[..., dict[CellKey, Amount]]
GDP, PERIOD, QUARTER = ("gdp", "cumulative"), date(2024, 9, 1), "counties-quarterly"
ANSWER = "已与部门核对"


def hand_in(filing: Filing, step: Step, amounts: dict[CellKey, Amount], **handed: object) -> Outcome:
    """Submit, answering every question with a reason, as a liaison would at the second attempt."""
    outcome = submit(filing, step, Handed(amounts, **handed))  # type: ignore[arg-type]  # fields of Handed by name
    if outcome.is_submitted:
        return outcome
    answers = {(hit.check_id, hit.indicator): ANSWER for hit in outcome.blocking}
    again = Step(step.by, step.actor, f"{step.token}-again", outcome.filing.edition)
    return submit(filing, again, Handed(amounts, answers, **handed))  # type: ignore[arg-type]


def accepted(filing: Filing) -> None:
    filing.refresh_from_db()
    accept(filing, User.objects.get(username="li"), SYSTEM, token=f"a{filing.edition}", edition=filing.edition)


def vintages(status: str = "flash") -> list[tuple[int, Decimal | None, bool, bool]]:
    found = Figure.objects.filter(indicator="gdp", place="999901", status=status, filing__isnull=False)
    return [
        (one.vintage, one.value, one.accepted_at is not None, one.refused_at is not None)
        for one in found.order_by("vintage")
    ]


def test_rounds_are_opened_once_for_every_place_that_owes_them(filing_of: FilingOf) -> None:
    before = Filing.objects.count()
    rounds = open_rounds(Period.month(2024, 9), User.objects.get(username="wang"))
    assert Filing.objects.count() == before == 26
    assert {one.form.partition(":")[2]: one.filings.count() for one in rounds} == {
        "counties-monthly": 10,
        "parks-monthly": 6,
        "counties-quarterly": 10,
    }
    assert TrailEntry.objects.filter(act="round.open").count() == 3


def test_the_quarterly_form_is_not_opened_in_the_middle_of_a_quarter(site: None) -> None:
    assert all(one.form != f"example:{QUARTER}" for one in open_rounds(Period.month(2024, 8), None))


def test_what_is_saved_is_kept_but_does_not_count(filing_of: FilingOf, step_of: StepOf) -> None:
    filing = filing_of(duty=QUARTER)
    outcome = save_entries(filing, step_of(), Handed({GDP: Amount(Decimal("100.5"), Decimal("0.05"))}))
    assert (outcome.filing.state, outcome.filing.edition, outcome.act.what) == ("draft", 1, "save")
    assert Entry.objects.get().value == Decimal("100.5")
    assert not Figure.objects.exists()
    assert read_sheet(filing.pk).amounts()[GDP] == Amount(Decimal("100.5"), Decimal("0.05"))


def test_a_filing_without_any_figure_is_not_taken(filing_of: FilingOf, step_of: StepOf) -> None:
    with pytest.raises(Refused, match="一个数也没有填"):
        submit(filing_of(duty=QUARTER), step_of())


def test_a_submitted_figure_counts_when_it_is_accepted(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures
) -> None:
    filing = filing_of(duty=QUARTER)
    outcome = hand_in(filing, step_of(), quarter_figures())
    assert outcome.is_submitted
    assert (outcome.filing.state, outcome.filing.is_late) == ("submitted", False)
    assert vintages() == [(1, Decimal(100), False, False)]
    assert current_figures("999901", PERIOD).get(GDP) is None
    accepted(filing)
    found = current_figures("999901", PERIOD).get(GDP)
    assert found is not None
    assert (found.value, found.vintage, found.reported_by) == (Decimal(100), 1, User.objects.get(username="jiazi"))


def test_parts_that_do_not_make_their_total_stop_a_submission_and_lose_nothing(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures
) -> None:
    filing = filing_of(duty=QUARTER)
    wrong = {**quarter_figures(), GDP: Amount(Decimal(300), Decimal("0.05"))}
    outcome = submit(filing, step_of(), Handed(wrong))
    assert not outcome.is_submitted
    assert any(hit.indicator == "gdp" for hit in outcome.blocking)
    assert outcome.filing.state == FilingState.DRAFT
    assert read_sheet(filing.pk).amounts()[GDP].value == Decimal(300)
    assert not Figure.objects.exists()


def test_a_returned_filing_is_handed_in_again_as_the_second_vintage(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures
) -> None:
    filing = filing_of(duty=QUARTER)
    hand_in(filing, step_of(), quarter_figures())
    filing.refresh_from_db()
    send_back(filing, User.objects.get(username="li"), SYSTEM, reason="总数偏小", token="r", edition=filing.edition)
    hand_in(filing, step_of(), quarter_figures(2))
    assert vintages() == [(1, Decimal(100), False, True), (2, Decimal(200), False, False)]
    accepted(filing)
    assert current_figures("999901", PERIOD)[GDP].value == Decimal(200)


def test_a_withdrawn_submission_never_counts_and_keeps_what_was_typed(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures
) -> None:
    filing = filing_of(duty=QUARTER)
    hand_in(filing, step_of(), quarter_figures())
    filing.refresh_from_db()
    withdraw(filing, step_of(edition=filing.edition))
    filing.refresh_from_db()
    assert (filing.state, filing.submitted_at) == ("draft", None)
    assert vintages() == [(1, Decimal(100), False, True)]
    assert read_sheet(filing.pk).amounts()[GDP].value == Decimal(100)
    with pytest.raises(Refused, match="只有提交后"):
        withdraw(filing, step_of())


def test_after_the_deadline_nothing_is_withdrawn_that_could_not_be_handed_in_again(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures, site_clock: Callable[[str], None]
) -> None:
    filing = filing_of(duty=QUARTER)
    hand_in(filing, step_of(), quarter_figures())
    site_clock("2024-10-22T09:00")
    with pytest.raises(Refused, match="时限已过"):
        withdraw(filing, step_of())


def test_a_closed_filing_takes_figures_only_while_it_is_unlocked(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures, site_clock: Callable[[str], None]
) -> None:
    filing = filing_of(duty=QUARTER)
    site_clock("2024-10-22T09:00")
    with pytest.raises(Refused, match="超期补报"):
        save_entries(filing, step_of(), Handed(quarter_figures()))
    filing.unlocked_until = filing.round.due_at and filing.round.due_at.replace(day=23)
    filing.save()
    outcome = hand_in(filing, step_of(), quarter_figures())
    assert outcome.is_submitted
    assert outcome.filing.is_late


def test_a_correction_needs_a_reason_and_counts_when_it_is_accepted(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures
) -> None:
    filing = filing_of(duty=QUARTER)
    hand_in(filing, step_of(), quarter_figures())
    accepted(filing)
    with pytest.raises(Refused, match="更正原因"):
        submit(filing, step_of(), Handed(quarter_figures(2)))
    with pytest.raises(Refused, match="完全一样"):
        submit(filing, step_of(), Handed(quarter_figures(), reason="核对"))
    outcome = hand_in(filing, step_of(), quarter_figures(2), reason="漏报一个企业")
    assert outcome.act.what == FilingAct.What.CORRECT
    assert current_figures("999901", PERIOD)[GDP].value == Decimal(100)
    accepted(filing)
    counted = current_figures("999901", PERIOD)[GDP]
    assert (counted.value, counted.vintage, counted.reason) == (Decimal(200), 2, "漏报一个企业")
    assert vintages() == [(1, Decimal(100), True, False), (2, Decimal(200), True, False)]


def test_a_correction_taken_back_leaves_the_filing_accepted(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures
) -> None:
    filing = filing_of(duty=QUARTER)
    hand_in(filing, step_of(), quarter_figures())
    accepted(filing)
    hand_in(filing, step_of(), quarter_figures(2), reason="漏报")
    withdraw(filing, step_of())
    filing.refresh_from_db()
    assert filing.state == FilingState.ACCEPTED
    assert current_figures("999901", PERIOD)[GDP].value == Decimal(100)


def test_only_the_changed_cells_of_an_accepted_filing_become_new_vintages(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures
) -> None:
    filing = filing_of(duty=QUARTER)
    hand_in(filing, step_of(), quarter_figures())
    accepted(filing)
    changed = {("gdp_primary", "cumulative"): Amount(Decimal(10), Decimal("0.06"))}
    outcome = hand_in(filing, step_of(), changed, reason="增速核定")
    assert outcome.act.cells == 1
    assert Figure.objects.filter(vintage=2).values_list("indicator", flat=True).get() == "gdp_primary"


def test_flash_and_final_figures_stand_beside_each_other(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures
) -> None:
    filing = filing_of(duty=QUARTER)
    hand_in(filing, step_of(), quarter_figures())
    accepted(filing)
    assert read_sheet(filing.pk, is_final=True).amounts()[GDP].value == Decimal(100)
    hand_in(filing, step_of(), quarter_figures(3), is_final=True)
    accepted(filing)
    assert vintages("flash") == [(1, Decimal(100), True, False)]
    assert vintages("final") == [(1, Decimal(300), True, False)]
    assert current_figures("999901", PERIOD)[GDP].status == "final"
    assert read_sheet(filing.pk).status == "final"


def test_a_question_is_answered_with_a_reason_and_not_by_changing_the_figure(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures, history: Callable[..., None]
) -> None:
    filing = filing_of(duty=QUARTER)
    history(filing, date(2023, 9, 1))
    jump = quarter_figures(4)
    outcome = submit(filing, step_of(), Handed(jump))
    assert not outcome.is_submitted
    assert {hit.severity for hit in outcome.blocking} == {"question"}
    answers = {(hit.check_id, hit.indicator): ANSWER for hit in outcome.blocking}
    outcome = submit(filing, step_of(), Handed(jump, answers))
    assert outcome.is_submitted
    assert {hit.answer for hit in outcome.hits if hit.severity == "question"} == {ANSWER}
    assert Figure.objects.get(indicator="gdp", filing=filing).value == Decimal(400)


def test_an_answer_stays_while_its_numbers_stay(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures, history: Callable[..., None]
) -> None:
    filing = filing_of(duty=QUARTER)
    history(filing, date(2023, 9, 1))
    outcome = submit(filing, step_of(), Handed(quarter_figures(4)))
    answers = {(hit.check_id, hit.indicator): ANSWER for hit in outcome.blocking}
    save_entries(filing, step_of(), Handed(quarter_figures(4), answers))
    assert submit(filing, step_of()).is_submitted


def test_what_a_checker_asks_is_answered_after_the_submission(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures
) -> None:
    filing = filing_of(duty=QUARTER)
    hand_in(filing, step_of(), quarter_figures())
    filing.refresh_from_db()
    checker = User.objects.get(username="li")
    question(filing, checker, SYSTEM, indicator="gdp", sentence="为何回落", token="q", edition=filing.edition)
    hit = Hit.objects.get(filing=filing, check_id="asked")
    filing.refresh_from_db()
    with pytest.raises(Refused, match="没有写答复"):
        answer_questions(filing, step_of(edition=filing.edition), {hit.pk: " "})
    step = step_of(edition=filing.edition)
    assert answer_questions(filing, step, {hit.pk: "停产检修"}) == 1
    assert answer_questions(filing, step, {hit.pk: "停产检修"}) == 0
    hit.refresh_from_db()
    assert (hit.answer, str(hit.answered_by)) == ("停产检修", str(step.by))
    accepted(filing)


def test_a_repeated_token_does_nothing_twice(filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures) -> None:
    filing = filing_of(duty=QUARTER)
    outcome = hand_in(filing, step_of(), quarter_figures())
    again = submit(filing, step_of(token=outcome.act.token, edition=0), Handed(quarter_figures(9)))
    assert again.act.pk == outcome.act.pk
    assert Figure.objects.count() == 4
    assert FilingAct.objects.filter(what="submit").count() == 1


def test_a_page_older_than_the_last_change_is_told_so_and_writes_nothing(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures
) -> None:
    filing = filing_of(duty=QUARTER)
    save_entries(filing, step_of(edition=0), Handed(quarter_figures()))
    with pytest.raises(Overtaken, match="暂存"):
        save_entries(filing, step_of(edition=0), Handed(quarter_figures(2)))
    assert read_sheet(filing.pk).amounts()[GDP].value == Decimal(100)


def test_a_submission_is_not_overwritten_while_it_waits(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures
) -> None:
    filing = filing_of(duty=QUARTER)
    hand_in(filing, step_of(), quarter_figures())
    with pytest.raises(Refused, match="先撤回"):
        save_entries(filing, step_of(), Handed(quarter_figures(2)))


def test_no_change_carries_stocks_and_sums_of_the_year_and_leaves_growth_open(
    filing_of: FilingOf, step_of: StepOf, history: Callable[..., None]
) -> None:
    filing = filing_of()
    history(filing, date(2024, 8, 1))
    outcome = report_no_change(filing, step_of())
    amounts = read_sheet(filing.pk).amounts()
    assert amounts[("firms_above_scale", "stock")].value is not None
    assert amounts[("fai", "cumulative")].growth is None
    answers = {(hit.check_id, hit.indicator): "本月无变化" for hit in outcome.blocking}
    assert outcome.filing.no_change == outcome.is_submitted
    if all(hit.severity == "question" for hit in outcome.blocking):
        assert report_no_change(filing, step_of(), answers).filing.no_change


def test_a_receipt_shows_what_was_handed_in_even_after_it_was_corrected(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures, site_clock: Callable[[str], None]
) -> None:
    filing = filing_of(duty=QUARTER)
    first = hand_in(filing, step_of(), quarter_figures()).act
    accepted(filing)
    site_clock("2024-10-03T09:00")
    second = hand_in(filing, step_of(), quarter_figures(2), reason="漏报").act
    before, after = (receipt_of(FilingAct.objects.get(pk=act.pk)) for act in (first, second))
    assert before.is_genuine
    assert after.is_genuine
    assert [figure.value for _, figure in before.lines if figure] == [
        Decimal(10),
        Decimal(40),
        Decimal(50),
        Decimal(100),
    ]
    assert after.filled == 4
    Figure.objects.filter(vintage=1, indicator="gdp").update(value=Decimal(101))
    assert not receipt_of(FilingAct.objects.get(pk=first.pk)).is_genuine


def test_every_act_is_in_the_trail_with_what_was_before_and_after(
    filing_of: FilingOf, step_of: StepOf, quarter_figures: Figures
) -> None:
    filing = filing_of(duty=QUARTER)
    hand_in(filing, step_of(), quarter_figures())
    accepted(filing)
    hand_in(filing, step_of(), quarter_figures(2), reason="漏报")
    entry = TrailEntry.objects.filter(act="filing.correct").get()
    assert entry.before is not None
    assert entry.after is not None
    assert entry.before["原数"]["地区生产总值"] == ["100", "0.05"]
    assert entry.after["数据"]["地区生产总值"] == ["200", "0.05"]
    assert entry.after["原因"] == "漏报"
