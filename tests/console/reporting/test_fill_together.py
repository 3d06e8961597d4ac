"""Two people, or one person's two clicks, at the same moment: one submission, nothing lost, nothing twice."""

import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from guatu.console.audit.trail import SYSTEM, broken_entries
from guatu.console.demo import make_demo_site
from guatu.console.people.models import User
from guatu.console.reporting.cells import Amount, CellKey
from guatu.console.reporting.filing_acts import save_entries, submit
from guatu.console.reporting.models import Figure, Filing, FilingAct
from guatu.console.reporting.refusals import Refused
from guatu.console.reporting.rounds import open_rounds
from guatu.console.reporting.sheet import read_sheet
from guatu.console.reporting.steps import Handed, Step
from guatu.domain import Period

Figures = Callable[..., dict[CellKey, Amount]]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def filing(transactional_db: None, site_clock: Callable[[str], None]) -> Filing:
    """Return the quarterly filing of 甲子市, in a database that several connections see."""
    make_demo_site()
    open_rounds(Period.month(2024, 9), None)
    return Filing.objects.select_related("round").get(place="999901", round__form="example:counties-quarterly")


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do acts at the same moment, each on a connection of its own; return what each came to or was refused with."""
    results: list[object] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def do(number: int, act: Callable[[], object]) -> None:
        gate.wait()
        try:
            results[number] = act()
        except Refused as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_two_submissions_of_one_filing_at_once_are_one(filing: Filing, quarter_figures: Figures) -> None:
    by = User.objects.get(username="jiazi")
    edition = filing.edition
    handed = Handed(quarter_figures())
    results = at_once(
        lambda: submit(filing, Step(by, SYSTEM, "one", edition), handed),
        lambda: submit(filing, Step(by, SYSTEM, "two", edition), handed),
    )
    assert sum(isinstance(one, Refused) for one in results) == 1
    assert FilingAct.objects.filter(what="submit").count() == 1
    assert Figure.objects.count() == 4
    assert list(broken_entries()) == []


def test_one_click_that_arrives_twice_is_one_submission(filing: Filing, quarter_figures: Figures) -> None:
    by = User.objects.get(username="jiazi")
    step = Step(by, SYSTEM, "same", filing.edition)
    results = at_once(*[lambda: submit(filing, step, Handed(quarter_figures()))] * 3)
    assert not any(isinstance(one, Refused) for one in results)
    assert FilingAct.objects.count() == 1
    assert Figure.objects.count() == 4


def test_two_people_who_save_at_once_do_not_overwrite_each_other(filing: Filing) -> None:
    by, edition = User.objects.get(username="jiazi"), filing.edition
    keys = [("gdp_primary", "cumulative"), ("gdp_secondary", "cumulative")]
    results = at_once(
        *[
            lambda key=key: save_entries(filing, Step(by, SYSTEM, key[0], edition), Handed({key: Amount(Decimal(5))}))
            for key in keys
        ]
    )
    assert sum(isinstance(one, Refused) for one in results) == 1
    filled = [key for key, amount in read_sheet(filing.pk).amounts().items() if not amount.is_blank]
    assert len(filled) == 1
    assert Filing.objects.get(pk=filing.pk).edition == 1


def test_many_places_that_submit_at_once_all_arrive(filing: Filing, quarter_figures: Figures) -> None:
    filings = list(Filing.objects.filter(round=filing.round).select_related("round").order_by("place")[:6])
    by = User.objects.get(username="jiazi")
    results = at_once(
        *[lambda one=one: submit(one, Step(by, SYSTEM, f"t{one.pk}", 0), Handed(quarter_figures())) for one in filings]
    )
    assert not any(isinstance(one, Refused) for one in results)
    assert Figure.objects.filter(period=date(2024, 9, 1)).count() == 6 * 4
    assert list(broken_entries()) == []
