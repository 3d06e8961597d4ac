"""Delegations: lent for days, never on to others, under the same separation; the trail names both."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.console.conftest import SignIn

from guatu.console.audit.models import Entry
from guatu.console.audit.trail import SYSTEM
from guatu.console.people.access import Act, may
from guatu.console.people.delegations import end_loan, lend_post
from guatu.console.people.models import Delegation, Post, User

FIRST, LAST = date(2024, 10, 8), date(2024, 10, 11)


def _person(username: str) -> User:
    return User.objects.get(username=username)


def _lend(lender: str, to: str, start: date = FIRST, end: date = LAST, *, post: Post | None = None) -> Delegation:
    loan = Delegation(
        post=post or _person(lender).posts.get(), to=_person(to), valid_from=start, valid_to=end, reason="出差"
    )
    return lend_post(loan, by=_person(lender), actor=SYSTEM)


@pytest.mark.usefixtures("site")
def test_a_lent_post_counts_on_its_days_for_both(site_clock: Callable[[str], None]) -> None:
    _lend("jiazi", "yichou")
    days = {"2024-10-07T23:59": False, "2024-10-08T00:00": True, "2024-10-11T23:59": True, "2024-10-12T00:00": False}
    for moment, is_lent in days.items():
        site_clock(moment)
        assert may(_person("yichou"), Act.FILL, "999901") is is_lent, moment
        assert may(_person("jiazi"), Act.FILL, "999901")


@pytest.mark.usefixtures("site")
def test_what_was_lent_is_not_lent_on() -> None:
    _lend("jiazi", "yichou", date(2024, 10, 2))
    with pytest.raises(ValidationError) as refused:
        _lend("yichou", "bingyin", post=_person("jiazi").posts.get())
    assert refused.value.code == "not_own"


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("lender", "to"), [("jiazi", "auditor"), ("li", "secadmin"), ("sysadmin", "li"), ("auditor", "secadmin")]
)
def test_separation_holds_for_what_is_lent(lender: str, to: str) -> None:
    with pytest.raises(ValidationError) as refused:
        _lend(lender, to)
    assert refused.value.code == "mixed_duties"


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("start", "end"),
    [(date(2024, 10, 1), LAST), (LAST, FIRST), (FIRST, date(2025, 1, 1))],
    ids=["begins in the past", "ends before it begins", "outlasts the post"],
)
def test_days_that_do_not_fit_are_refused(start: date, end: date) -> None:
    Post.objects.filter(user__username="jiazi").update(valid_to=date(2024, 12, 31))
    with pytest.raises(ValidationError):
        _lend("jiazi", "yichou", start, end)


@pytest.mark.usefixtures("site")
def test_lending_twice_or_to_oneself_or_to_a_stopped_account_is_refused() -> None:
    _lend("jiazi", "yichou")
    for to in ("yichou", "jiazi"):
        with pytest.raises(ValidationError):
            _lend("jiazi", to)
    User.objects.filter(username="bingyin").update(is_active=False)
    with pytest.raises(ValidationError):
        _lend("jiazi", "bingyin")
    assert Delegation.objects.count() == 1


@pytest.mark.usefixtures("site")
def test_a_loan_that_is_ended_opens_nothing_more_and_ends_once() -> None:
    loan = _lend("jiazi", "yichou", date(2024, 10, 2))
    assert may(_person("yichou"), Act.FILL, "999901")
    assert end_loan(loan, actor=SYSTEM)
    assert not end_loan(loan, actor=SYSTEM)
    assert not may(_person("yichou"), Act.FILL, "999901")


@pytest.mark.usefixtures("site")
def test_a_stopped_lender_lends_nothing() -> None:
    _lend("jiazi", "yichou", date(2024, 10, 2))
    User.objects.filter(username="jiazi").update(is_active=False)
    assert not may(_person("yichou"), Act.FILL, "999901")


def test_the_page_lends_and_the_trail_names_who_acts_for_whom(sign_in: SignIn) -> None:
    post = _person("jiazi").posts.get()
    filled = {
        "post": post.pk,
        "to": _person("yichou").pk,
        "valid_from": "2024-10-02",
        "valid_to": "2024-10-11",
        "reason": "省外培训",
    }
    assert sign_in("jiazi").post("/people/delegations", filled).status_code == 302
    loan = Delegation.objects.get()
    colleague = sign_in("yichou")
    assert "代 甲子市联络员" in colleague.get("/people/my-account").content.decode()
    colleague.post("/people/my-account", {"work_phone": "3120000", "language": ""})
    assert "代 甲子市联络员" in Entry.objects.get(act="account.edit").post
    # Who borrowed it does not end it, a stranger does not even see it.
    assert colleague.post(f"/people/delegations/{loan.pk}/end").status_code == 404
    assert "省外培训" not in sign_in("zhao").get("/people/delegations").content.decode()
    assert sign_in("jiazi").post(f"/people/delegations/{loan.pk}/end").status_code == 302
    assert Entry.objects.filter(act="delegation.end").count() == 1


def test_another_person_s_post_cannot_be_chosen(sign_in: SignIn) -> None:
    filled = {
        "post": _person("li").posts.get().pk,
        "to": _person("yichou").pk,
        "valid_from": "2024-10-02",
        "valid_to": "2024-10-11",
        "reason": "出差",
    }
    assert sign_in("jiazi").post("/people/delegations", filled).status_code == 200
    assert not Delegation.objects.exists()
