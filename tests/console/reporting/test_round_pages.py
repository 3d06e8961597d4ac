"""Setting the tasks: opening a month, moving a due time with a reason, unlocks and the indicators on their pages."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from guatu.console.audit.models import Entry
from guatu.console.plans.models import PackPlace, PackSwitch
from guatu.console.reporting.deadlines import freeze_late_lists
from guatu.console.reporting.models import Filing, Round, UnlockRequest

SignIn = Callable[[str], Client]
Clock = Callable[[str], None]


def _quarterly() -> Round:
    return Round.objects.get(form="example:counties-quarterly")


def _moment(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def _change(client: Client, one: Round, **changed: str) -> None:
    due = timezone.localtime(one.due_at)
    sent = {"due_day": f"{due:%Y-%m-%d}", "due_time": f"{due:%H:%M}", "grace_hours": "0", "note": one.note} | changed
    client.post(f"/reporting/rounds/{one.pk}/change", sent)


@pytest.mark.usefixtures("site")
def test_an_analyst_opens_a_month_once(sign_in: SignIn) -> None:
    client = sign_in("wang")
    assert "布置2024年9月的报表" in client.get("/reporting/rounds").content.decode()
    for _ in range(2):
        client.post("/reporting/rounds/open", {"month": "2024-09"})
    assert (Round.objects.count(), Filing.objects.count()) == (3, 26)
    page = client.get("/reporting/rounds?month=2024-09").content.decode()
    assert "关于做好2024年9月数据报送的通知" in page
    assert "请于10月8日17时前报送" in page
    assert sign_in("li").get("/reporting/rounds").status_code == 403


@pytest.mark.usefixtures("site")
def test_a_month_to_come_is_not_opened(sign_in: SignIn) -> None:
    sign_in("wang").post("/reporting/rounds/open", {"month": "2024-11"})
    assert not Round.objects.exists()


@pytest.mark.usefixtures("opened")
def test_a_due_time_moves_with_a_reason_and_is_recorded(sign_in: SignIn) -> None:
    client = sign_in("wang")
    _change(client, _quarterly(), due_day="2024-10-23", reason="")
    assert timezone.localtime(_quarterly().due_at).day == 21
    _change(client, _quarterly(), due_day="2024-10-23", grace_hours="2", reason="核算数推迟发布")
    one = _quarterly()
    assert one.due_at == _moment("2024-10-23T17:00")
    assert one.grace_until == _moment("2024-10-23T19:00")
    entry = Entry.objects.get(act="round.change")
    assert (entry.after or {})["原因"] == "核算数推迟发布"
    _change(client, one, grace_hours="2", reason="再点一次")
    assert Entry.objects.filter(act="round.change").count() == 1


@pytest.mark.usefixtures("opened")
def test_a_due_time_in_the_past_or_of_a_frozen_list_stays(sign_in: SignIn, site_clock: Clock) -> None:
    client = sign_in("wang")
    _change(client, _quarterly(), due_day="2024-10-01", reason="提前")
    _change(client, _quarterly(), due_day="x", reason="写错")
    assert timezone.localtime(_quarterly().due_at).day == 21
    site_clock("2024-10-21T17:05")
    freeze_late_lists()
    _change(client, _quarterly(), due_day="2024-10-30", reason="推迟", note="名单已定")
    assert (timezone.localtime(_quarterly().due_at).day, _quarterly().note) == (21, "名单已定")
    page = client.get(f"/reporting/rounds/{_quarterly().pk}").content.decode()
    assert "时限不能再改" in page


@pytest.mark.usefixtures("opened")
def test_a_year_without_known_holidays_is_a_visible_warning(sign_in: SignIn) -> None:
    Round.objects.filter(form="example:counties-quarterly").update(calendar_known=False)
    assert "调休安排还没有写入工作日历" in sign_in("wang").get("/reporting/rounds?month=2024-09").content.decode()
    _change(sign_in("wang"), _quarterly(), due_day="2024-10-22", reason="核对过日历")
    assert _quarterly().calendar_known


@pytest.mark.usefixtures("opened")
def test_an_unlock_is_asked_for_and_granted_on_one_page(sign_in: SignIn, site_clock: Clock) -> None:
    site_clock("2024-10-22T09:00")
    filing = Filing.objects.get(place="999901", round=_quarterly())
    liaison = sign_in("jiazi")
    assert "甲子市 ·" in liaison.get("/reporting/unlocks").content.decode()
    for _ in range(2):
        liaison.post("/reporting/unlocks/ask", {"filing": filing.pk, "reason": "核算数未到"})
    asked = UnlockRequest.objects.get()
    grant = {"do": "grant", "decision": "同意", "until_day": "2024-10-22", "until_time": "17:00"}
    assert sign_in("li").post(f"/reporting/unlocks/{asked.pk}/decide", grant).status_code == 404  # not a recipient
    assert liaison.post(f"/reporting/unlocks/{asked.pk}/decide", grant).status_code == 403
    checker = sign_in("zhao")
    assert "核算数未到" in checker.get("/reporting/unlocks").content.decode()
    checker.post(f"/reporting/unlocks/{asked.pk}/decide", grant | {"until_day": "2024-10-21"})  # in the past
    asked.refresh_from_db()
    assert asked.is_granted is None
    checker.post(f"/reporting/unlocks/{asked.pk}/decide", grant)
    filing.refresh_from_db()
    assert filing.unlocked_until == _moment("2024-10-22T17:00")
    assert "准予补报" in liaison.get("/reporting/unlocks").content.decode()


@pytest.mark.usefixtures("opened")
def test_an_unlock_of_another_place_is_not_asked_for(sign_in: SignIn, site_clock: Clock) -> None:
    site_clock("2024-10-22T09:00")
    filing = Filing.objects.get(place="999902", round=_quarterly())
    assert sign_in("jiazi").post("/reporting/unlocks/ask", {"filing": filing.pk, "reason": "急"}).status_code == 404
    assert not UnlockRequest.objects.exists()


@pytest.mark.usefixtures("site")
def test_indicators_are_found_by_word_and_tell_which_forms_ask(sign_in: SignIn) -> None:
    client = sign_in("jiazi")
    page = client.get("/reporting/indicators").content.decode()
    assert "共 231 个指标，这里列出 40 个" in page
    found = client.get("/reporting/indicators?word=gdp_primary&asked=").content.decode()
    assert "第一产业增加值" in found
    assert "是“地区生产总值”的组成部分" in found
    assert "上季地区生产总值及三次产业" in found
    disputed = client.get("/reporting/indicators?word=规模以上工业增加值&asked=").content.decode()
    assert "目标互相矛盾" in disputed
    assert "没有符合条件的指标" in client.get("/reporting/indicators?word=没有这个").content.decode()


def test_without_a_pack_the_indicators_say_so(sign_in: SignIn) -> None:
    client = sign_in("wang")
    PackPlace.objects.all().delete()
    PackSwitch.objects.all().delete()
    assert "还没有选用政策包" in client.get("/reporting/indicators").content.decode()
