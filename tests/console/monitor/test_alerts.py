"""Alerts through runs and months: raised, lasting, cleared; confirmed, dismissed, answered; each step a row."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from guatu.console.audit.models import Entry, Kind
from guatu.console.monitor.alert_cases import AlertCount, months_of, take_alerts
from guatu.console.monitor.models import AlertAct, AlertCase, MonthRun
from guatu.console.people.models import User
from guatu.desk import MonthAlert

SignIn = Callable[[str], Client]
AUGUST, SEPTEMBER = date(2024, 8, 1), date(2024, 9, 1)
BEHIND = MonthAlert(
    rule="behind-schedule",
    name="进度落后",
    level="red",
    place="999901",
    indicator="fai",
    target="t1",
    sentence="甲子市固定资产投资：进度落后（落后9.5个百分点）。",
    because="落后9.5个百分点",
    requirement="不低于100亿元",
    clause="《方案》一",
    answers=("jiazi",),
)
OTHER = replace(BEHIND, place="999902", target="t2", answers=("yichou",))


@pytest.fixture
def new_run(site: None) -> Callable[..., MonthRun]:
    """Return a function that makes a run that is done."""

    def make(month: date = SEPTEMBER, **fields: object) -> MonthRun:
        person = User.objects.get(username="wang")
        return MonthRun.objects.create(
            month=month, state=MonthRun.State.DONE, by=person, at=timezone.now(), sha256="x", **fields
        )

    return make


def _whats(case: AlertCase) -> list[str]:
    return [str(what) for what in case.acts.order_by("id").values_list("what", flat=True)]


def test_a_run_raises_lets_go_on_and_clears(new_run: Callable[..., MonthRun]) -> None:
    assert take_alerts(new_run(), (BEHIND, OTHER)) == AlertCount(raised=2)
    assert take_alerts(new_run(), (replace(BEHIND, because="落后8.0个百分点"),)) == AlertCount(lasting=1, cleared=1)
    kept, gone = AlertCase.objects.get(place="999901"), AlertCase.objects.get(place="999902")
    assert (kept.state, gone.state) == (AlertCase.State.RAISED, AlertCase.State.CLEARED)
    assert _whats(kept) == ["raise", "change"]
    assert _whats(gone) == ["raise", "clear"]
    take_alerts(new_run(), (BEHIND, OTHER))
    assert _whats(gone) == ["raise", "clear", "raise"]


def test_an_alert_goes_on_from_month_to_month(new_run: Callable[..., MonthRun]) -> None:
    take_alerts(new_run(AUGUST), (BEHIND, OTHER))
    assert take_alerts(new_run(), (BEHIND,)) == AlertCount(lasting=1, cleared=1)
    case = AlertCase.objects.get(place="999901", month=SEPTEMBER)
    assert _whats(case) == ["last"]
    assert [one.month for one in months_of(case)] == [SEPTEMBER, AUGUST]
    assert AlertCase.objects.get(place="999902").state == AlertCase.State.CLEARED


def test_what_was_not_reported_is_not_cleared(new_run: Callable[..., MonthRun]) -> None:
    take_alerts(new_run(AUGUST), (BEHIND,))
    take_alerts(new_run(), (), frozenset({("999901", "fai", "t1")}))
    assert AlertCase.objects.get().state == AlertCase.State.RAISED


def test_a_run_that_looks_back_changes_no_alert(new_run: Callable[..., MonthRun]) -> None:
    take_alerts(new_run(), (BEHIND,))
    assert take_alerts(new_run(as_of=date(2024, 10, 1)), ()) == AlertCount()
    assert AlertCase.objects.get().state == AlertCase.State.RAISED


def test_a_dismissed_alert_comes_back_with_other_values(new_run: Callable[..., MonthRun]) -> None:
    take_alerts(new_run(), (BEHIND,))
    AlertCase.objects.update(state=AlertCase.State.DISMISSED)
    take_alerts(new_run(), (BEHIND,))
    assert AlertCase.objects.get().state == AlertCase.State.DISMISSED
    take_alerts(new_run(), (replace(BEHIND, because="落后20.0个百分点"),))
    assert AlertCase.objects.get().state == AlertCase.State.RAISED


def test_confirming_twice_is_one_step(new_run: Callable[..., MonthRun], sign_in: SignIn) -> None:
    take_alerts(new_run(), (BEHIND,))
    case = AlertCase.objects.get()
    client = sign_in("wang")
    for _click in range(2):
        client.post(reverse("confirm_alert", args=(case.pk,)))
    case.refresh_from_db()
    assert case.state == AlertCase.State.CONFIRMED
    assert _whats(case) == ["raise", "confirm"]
    assert Entry.objects.filter(act="alert.confirm", kind=Kind.DECISION).count() == 1


def test_dismissing_asks_for_a_reason(new_run: Callable[..., MonthRun], sign_in: SignIn) -> None:
    take_alerts(new_run(), (BEHIND,))
    case = AlertCase.objects.get()
    client, address = sign_in("zhou"), reverse("dismiss_alert", args=(case.pk,))
    assert client.post(address, {"reason": " "}).status_code == 400
    assert client.post(address, {"reason": "基数调整"}).status_code == 302
    case.refresh_from_db()
    assert case.state == AlertCase.State.DISMISSED
    act = AlertAct.objects.get(what=AlertAct.What.DISMISS)
    assert (act.reason, act.by.username if act.by else "") == ("基数调整", "zhou")


def test_the_agency_that_must_answer_answers(new_run: Callable[..., MonthRun], sign_in: SignIn) -> None:
    agency = User.objects.get(username="jiazi").posts.get().agency
    take_alerts(new_run(), (replace(BEHIND, answers=(agency,)),))
    case = AlertCase.objects.get()
    client, address = sign_in("jiazi"), reverse("answer_alert", args=(case.pk,))
    for _click in range(2):
        assert client.post(address, {"reason": "四季度三个项目入库"}).status_code == 302
    assert _whats(case) == ["raise", "answer"]
    assert "四季度三个项目入库" in client.get(reverse("alert", args=(case.pk,))).content.decode()


def test_the_page_of_an_alert_tells_rule_values_and_months(ran: MonthRun, sign_in: SignIn) -> None:
    case = AlertCase.objects.filter(rule="behind-schedule", month=ran.month).order_by("pk")[0]
    page = sign_in("wang").get(reverse("alert", args=(case.pk,))).content.decode()
    assert case.sentence in page
    assert "超序时 &lt; -5个百分点" in page
    assert "各月亮灯" in page
    assert f"第{ran.pk}号运行" in page


@pytest.mark.usefixtures("ran")
def test_alerts_are_filtered(sign_in: SignIn) -> None:
    client = sign_in("wang")
    every = client.get(reverse("alerts")).content.decode()
    red = client.get(reverse("alerts"), {"level": "red"}).content.decode()
    assert every.count("<tr>") > red.count("<tr>") > 1
    assert 'level-yellow">黄色预警</span></th>' not in red
    none = client.get(reverse("alerts"), {"state": "dismissed"}).content.decode()
    assert "没有符合条件的预警" in none
