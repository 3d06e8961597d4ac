"""Checking: who may decide on what, once, on what they have seen, and never by changing a figure."""

import inspect
import secrets
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import get_resolver

from guatu.console.audit.models import Entry
from guatu.console.audit.trail import SYSTEM
from guatu.console.frame.clock import now
from guatu.console.people.access import Act
from guatu.console.people.models import User
from guatu.console.reporting import checking_urls, decisions, recipients, views_checking
from guatu.console.reporting.comparison import checked_lines
from guatu.console.reporting.decisions import accept, question, send_back
from guatu.console.reporting.filing_acts import answer_questions
from guatu.console.reporting.models import Entry as TypedEntry
from guatu.console.reporting.models import Figure, Filing, FilingAct, FilingState, Hit
from guatu.console.reporting.recipients import may_decide
from guatu.console.reporting.refusals import Refused

HandIn = Callable[..., Filing]
SignIn = Callable[[str], Client]


@pytest.fixture
def zhao(site: None) -> User:
    return User.objects.get(username="zhao")


def _token() -> str:
    return secrets.token_hex(8)


def test_accepting_counts_the_figures_and_is_done_once(hand_in: HandIn, zhao: User) -> None:
    filing, token = hand_in(), _token()
    assert accept(filing, zhao, SYSTEM, token=token, edition=filing.edition)
    assert not accept(filing, zhao, SYSTEM, token=token, edition=filing.edition)
    filing.refresh_from_db()
    assert (filing.state, filing.decided_by) == (FilingState.ACCEPTED, zhao)
    assert Figure.objects.filter(filing=filing, accepted_by=zhao, accepted_at__isnull=False).count() == 4
    assert FilingAct.objects.filter(filing=filing, what="accept", cells=4).count() == 1
    assert Entry.objects.filter(act="filing.accept").count() == 1


def test_returning_needs_a_reason_and_refuses_the_figures(hand_in: HandIn, zhao: User) -> None:
    filing = hand_in()
    with pytest.raises(Refused):
        send_back(filing, zhao, SYSTEM, reason="  ", token=_token(), edition=filing.edition)
    send_back(filing, zhao, SYSTEM, reason="三次产业之和不等", token=_token(), edition=filing.edition)
    filing.refresh_from_db()
    assert (filing.state, filing.reason) == (FilingState.RETURNED, "三次产业之和不等")
    assert Figure.objects.filter(filing=filing, refused_at__isnull=False, accepted_at__isnull=True).count() == 4


def test_a_page_older_than_the_last_change_decides_nothing(hand_in: HandIn, zhao: User) -> None:
    filing = hand_in()
    with pytest.raises(Refused):
        accept(filing, zhao, SYSTEM, token=_token(), edition=filing.edition - 1)
    with pytest.raises(Refused):
        send_back(filing, zhao, SYSTEM, reason="改", token=_token(), edition=filing.edition - 1)
    filing.refresh_from_db()
    assert filing.state == FilingState.SUBMITTED
    assert not FilingAct.objects.filter(what__in=("accept", "return")).exists()


def test_only_what_is_handed_in_is_decided_on(hand_in: HandIn, zhao: User) -> None:
    filing = hand_in()
    accept(filing, zhao, SYSTEM, token=_token(), edition=filing.edition)
    filing.refresh_from_db()
    with pytest.raises(Refused):
        send_back(filing, zhao, SYSTEM, reason="再看看", token=_token(), edition=filing.edition)
    assert Figure.objects.filter(filing=filing, accepted_at__isnull=False).count() == 4


def test_a_question_must_be_answered_before_acceptance_and_changes_nothing(
    hand_in: HandIn, zhao: User, step_of: Callable[..., object]
) -> None:
    filing = hand_in()
    before = list(Figure.objects.order_by("id").values())
    question(filing, zhao, SYSTEM, indicator="gdp", sentence="为什么？", token=_token(), edition=filing.edition)
    filing.refresh_from_db()
    with pytest.raises(Refused):
        accept(filing, zhao, SYSTEM, token=_token(), edition=filing.edition)
    filing.refresh_from_db()
    assert filing.state == FilingState.SUBMITTED
    hit = Hit.objects.get(check_id=decisions.ASKED)
    answer_questions(filing, step_of("jiazi", edition=filing.edition), {hit.pk: "投产一条线"})  # type: ignore[arg-type]
    filing.refresh_from_db()
    assert list(Figure.objects.order_by("id").values()) == before
    assert accept(filing, zhao, SYSTEM, token=_token(), edition=filing.edition)


def test_nobody_accepts_what_they_reported_themselves(hand_in: HandIn) -> None:
    filing = hand_in()
    with pytest.raises(Refused):
        accept(filing, User.objects.get(username="jiazi"), SYSTEM, token=_token(), edition=filing.edition)


@pytest.mark.parametrize(
    ("person", "place", "duty", "allowed"),
    [
        ("zhao", "999901", "counties-quarterly", True),
        ("li", "999901", "counties-quarterly", False),  # goes to the statistics office alone
        ("wang", "999901", "counties-quarterly", False),
        ("li", "999901", "counties-monthly", True),
        ("zhao", "999901", "counties-monthly", True),
        ("li", "999901-P1", "parks-monthly", True),
        ("zhao", "999901-P1", "parks-monthly", False),
        ("sun", "999901", "counties-monthly", False),  # a head does not check
        ("jiazi", "999901", "counties-monthly", False),
    ],
)
def test_only_the_agencies_it_goes_to_decide(
    filing_of: Callable[..., Filing], person: str, place: str, duty: str, allowed: bool
) -> None:
    assert may_decide(User.objects.get(username=person), Act.CHECK, filing_of(place, duty)) is allowed


def test_without_recipients_every_post_above_decides(filing_of: Callable[..., Filing]) -> None:
    filing = filing_of("999901", "counties-quarterly")
    filing.round.recipients = []
    assert may_decide(User.objects.get(username="li"), Act.CHECK, filing)


def test_the_queue_shows_what_waits_for_this_person(hand_in: HandIn, sign_in: SignIn) -> None:
    hand_in("999901", "jiazi")
    hand_in("999902", "yichou")
    page = sign_in("zhao").get("/reporting/checking").content.decode()
    assert page.count("对照审核") == 2
    assert "没有待审核的报表" in sign_in("li").get("/reporting/checking").content.decode()
    assert sign_in("jiazi").get("/reporting/checking").status_code == 403


def test_a_filing_of_another_agency_is_not_even_there(hand_in: HandIn, sign_in: SignIn) -> None:
    filing = hand_in()
    client = sign_in("li")
    assert client.get(f"/reporting/checking/{filing.pk}").status_code == 404
    for verb in ("accept", "return", "question"):
        posted = client.post(f"/reporting/checking/{filing.pk}/{verb}", {"edition": filing.edition, "reason": "改"})
        assert posted.status_code == 404
    filing.refresh_from_db()
    assert filing.state == FilingState.SUBMITTED


def test_a_batch_decides_each_and_tells_of_the_one_that_changed(hand_in: HandIn, sign_in: SignIn) -> None:
    filings = [
        hand_in(place, name) for place, name in (("999901", "jiazi"), ("999902", "yichou"), ("999903", "bingyin"))
    ]
    picked = [f"{one.pk}:{one.edition}" for one in filings]
    Filing.objects.filter(pk=filings[1].pk).update(edition=filings[1].edition + 1)  # somebody was quicker
    client = sign_in("zhao")
    sent = {"picked": picked, "do": "accept", "token": _token()}
    told = client.post("/reporting/checking/batch", sent, follow=True).content.decode()
    states = dict(Filing.objects.filter(pk__in=[one.pk for one in filings]).values_list("place", "state"))
    assert states == {"999901": "accepted", "999902": "submitted", "999903": "accepted"}
    assert told.count("已通过</p>") == 2
    assert "乙丑县：这份报表在您打开之后有了变化" in told
    client.post("/reporting/checking/batch", sent)  # the same page sent twice
    assert FilingAct.objects.filter(what="accept").count() == 2


def test_a_batch_is_returned_only_with_a_reason(hand_in: HandIn, sign_in: SignIn) -> None:
    filing, client = hand_in(), sign_in("zhao")
    sent = {"picked": [f"{filing.pk}:{filing.edition}"], "do": "return", "token": _token()}
    client.post("/reporting/checking/batch", sent)
    filing.refresh_from_db()
    assert filing.state == FilingState.SUBMITTED
    client.post("/reporting/checking/batch", sent | {"reason": "请核对"})
    filing.refresh_from_db()
    assert filing.state == FilingState.RETURNED


def test_the_page_stands_the_new_figure_beside_the_old_one(
    hand_in: HandIn, zhao: User, sign_in: SignIn, step_of: Callable[..., object], history: Callable[..., None]
) -> None:
    filing = hand_in()
    history(filing, date(2023, 9, 1))
    accept(filing, zhao, SYSTEM, token=_token(), edition=filing.edition)
    Figure.objects.create(
        place="999901",
        period=date(2024, 9, 1),
        indicator="gdp",
        basis="cumulative",
        vintage=2,
        value=Decimal(110),
        growth=Decimal("0.06"),
        reason="核算数修订",
        filing=filing,
        reported_at=now(),
    )
    Filing.objects.filter(pk=filing.pk).update(state=FilingState.SUBMITTED)
    line = next(one for one in checked_lines(Filing.objects.get(pk=filing.pk), ()) if one.cell.indicator == "gdp")
    assert line.new is not None
    assert line.before is not None
    assert line.year is not None
    assert (line.new.value, line.before.value, line.year.value) == (Decimal(110), Decimal(100), Decimal(103))
    assert line.since_before.difference == Decimal(10)
    page = sign_in("zhao").get(f"/reporting/checking/{filing.pk}").content.decode()
    assert "核算数修订" in page
    assert 'class="changed"' in page


def test_no_checkers_view_can_write_a_figure_or_what_is_typed() -> None:
    """What decides only moves filings on: nothing of it makes or changes a figure's value."""
    for module in (decisions, recipients, views_checking, checking_urls):
        source = inspect.getsource(module)
        assert TypedEntry.__name__ not in source.replace("audit", "")
        for written in ("Figure(", "Figure.objects.create", "bulk_create", "value=", "growth="):
            assert written not in source, (module.__name__, written)
    changed = [line for line in inspect.getsource(decisions).splitlines() if "accepted_at=moment" in line]
    assert changed


def test_posting_figures_to_every_checking_address_changes_none(hand_in: HandIn, sign_in: SignIn) -> None:
    filing, client = hand_in(), sign_in("zhao")
    before = list(Figure.objects.order_by("id").values_list("indicator", "value", "growth"))
    names = [one.name for one in checking_urls.urlpatterns if one.name and one.name.startswith("check")]
    assert {"check_accept", "check_return", "check_question", "checking_batch"} <= set(names)
    for name in names:
        address = get_resolver().reverse(name, *([filing.pk] if "<int:key>" in _route(name) else []))
        client.post(f"/{address}", {"value": "1", "growth": "1", "gdp": "1", "gdp.cumulative.value": "1", "edition": 0})
    assert list(Figure.objects.order_by("id").values_list("indicator", "value", "growth")) == before
    assert [one.value for one in TypedEntry.objects.filter(indicator="gdp")] == [Decimal(100)]


def _route(name: str) -> str:
    return next(str(one.pattern) for one in checking_urls.urlpatterns if one.name == name)
