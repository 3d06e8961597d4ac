"""Who sees what of a run: firms to named posts only, alerts of one's own place, nothing to administrators."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from guatu.console.audit.models import Entry, Kind
from guatu.console.monitor.models import AlertCase, MonthRun

SignIn = Callable[[str], Client]


@pytest.mark.usefixtures("ran")
def test_columns_of_firms_are_shown_to_named_posts_and_the_look_is_written_down(sign_in: SignIn) -> None:
    address = reverse("ledger", args=("drivers",))
    assert "新进企业数" in sign_in("wang").get(address).content.decode().replace("<br>", "")
    assert Entry.objects.filter(act="firms.view", kind=Kind.VIEW, account="wang").count() == 1
    page = sign_in("jiazi").get(address).content.decode().replace("<br>", "")
    assert "新进企业数" not in page
    assert "新动能拉动" in page
    assert not Entry.objects.filter(act="firms.view", account="jiazi").exists()


def test_the_source_of_a_number_of_firms_is_closed_to_others(ran: MonthRun, sign_in: SignIn) -> None:
    asked = "ledger=driver_ledger&column=entered&place=999900&indicator=industrial_output"
    address = f"{reverse('source', args=(ran.pk,))}?{asked}"
    assert sign_in("jiazi").get(address).status_code == 403
    assert sign_in("wang").get(address).status_code == 200


@pytest.mark.parametrize(
    ("person", "name", "status"),
    [
        ("jiazi", "ledgers", 200),
        ("jiazi", "ledgers-with-firms", 403),
        ("qian", "ledgers-with-firms", 200),
        ("jiazi", "bulletin", 403),
        ("gao", "bulletin", 200),
        ("gao", "findings", 403),
        ("sysadmin", "ledgers", 403),
    ],
)
def test_papers_go_to_those_who_may_have_them(
    ran: MonthRun, sign_in: SignIn, person: str, name: str, status: int
) -> None:
    response = sign_in(person).get(reverse("paper", args=(ran.pk, name)))
    assert response.status_code == status
    if response.streaming:
        assert response.getvalue()


@pytest.mark.usefixtures("ran")
@pytest.mark.parametrize("person", ["sysadmin", "secadmin", "auditor"])
@pytest.mark.parametrize("name", ["runs", "overview", "ledgers", "alerts", "ranking", "wall", "history"])
def test_administrators_see_no_business(sign_in: SignIn, person: str, name: str) -> None:
    assert sign_in(person).get(reverse(name)).status_code == 403


@pytest.mark.usefixtures("ran")
def test_only_the_analyst_runs_a_month(sign_in: SignIn) -> None:
    for person in ("jiazi", "li", "sun", "gao", "zhou", "qian"):
        assert sign_in(person).post(reverse("start_run")).status_code == 403
        assert sign_in(person).post(reverse("take_history")).status_code == 403
    assert sign_in("wang").get(reverse("start_run")).status_code == 405


@pytest.mark.usefixtures("ran")
def test_a_liaison_sees_the_alerts_of_its_own_place(sign_in: SignIn) -> None:
    other = AlertCase.objects.exclude(place__startswith="999901").first()
    own = AlertCase.objects.filter(place="999901").first()
    assert other is not None
    assert own is not None
    client = sign_in("jiazi")
    page = client.get(reverse("alerts")).content.decode()
    assert "甲子市人民政府" in page
    assert "庚午县人民政府" not in page
    assert client.get(reverse("alert", args=(own.pk,))).status_code == 200
    assert client.get(reverse("alert", args=(other.pk,))).status_code == 404
    assert client.post(reverse("confirm_alert", args=(own.pk,))).status_code == 403
    assert client.post(reverse("answer_alert", args=(other.pk,)), {"reason": "说明"}).status_code == 404


@pytest.mark.usefixtures("ran")
def test_nobody_without_an_account_sees_a_run() -> None:
    for name in ("runs", "overview", "ledgers", "alerts"):
        assert Client().get(reverse(name)).status_code == 302
