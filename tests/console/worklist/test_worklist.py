"""The work list: what waits for whom, the earliest first, in few queries; the calendar's days; help."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guatu.console.audit.trail import SYSTEM
from guatu.console.frame.clock import now
from guatu.console.jobs.queue import ask_for
from guatu.console.monitor.models import AlertAct, AlertCase, MonthRun
from guatu.console.people.models import User
from guatu.console.reporting.deadlines import freeze_late_lists
from guatu.console.reporting.models import Filing, FilingState, Hit, Round
from guatu.console.reporting.rounds import open_rounds
from guatu.console.reporting.unlocks import ask_unlock
from guatu.console.worklist.items import items_for, read_desk
from guatu.console.worklist.month_days import month_page
from guatu.console.worklist.notices import notices_for
from guatu.domain import Period

SignIn = Callable[[str], Client]
Clock = Callable[[str], None]
MOST_QUERIES = 15


@pytest.fixture
def opened(site: None) -> None:
    """Open the rounds of September 2024."""
    open_rounds(Period.month(2024, 9), None)


def _items(username: str) -> list[tuple[str, int]]:
    return [(one.kind, one.count) for one in items_for(read_desk(User.objects.get(username=username)))]


def _set(place: str, duty: str, state: str) -> Filing:
    filing = Filing.objects.get(place=place, round__form=f"example:{duty}")
    Filing.objects.filter(pk=filing.pk).update(state=state, submitted_at=now(), first_submitted_at=now())
    return filing


@pytest.mark.usefixtures("opened")
def test_a_liaison_sees_what_is_owed_the_earliest_due_first() -> None:
    items = items_for(read_desk(User.objects.get(username="jiazi")))
    assert [(one.kind, one.due and one.due.day) for one in items] == [("fill", 8), ("fill", 21)]
    _set("999901", "counties-quarterly", FilingState.RETURNED)
    assert _items("jiazi") == [("fill", 1), ("returned", 1)]


@pytest.mark.usefixtures("opened")
def test_a_liaison_sees_questions_and_closed_forms(site_clock: Clock) -> None:
    filing = _set("999901", "counties-monthly", FilingState.SUBMITTED)
    for number in range(2):
        Hit.objects.create(filing=filing, check_id="asked", severity="question", sentence=f"为什么{number}")
    assert _items("jiazi") == [("fill", 1), ("answer", 2)]
    site_clock("2024-10-21T17:00:01")
    kinds = dict(_items("jiazi"))
    assert kinds == {"closed": 1, "answer": 2}


@pytest.mark.usefixtures("opened")
def test_a_checker_sees_what_goes_to_the_own_agency() -> None:
    for place in ("999901", "999902"):
        _set(place, "counties-quarterly", FilingState.SUBMITTED)
    _set("999901-P1", "parks-monthly", FilingState.SUBMITTED)
    assert _items("zhao") == [("check", 2)]
    assert _items("li") == [("check", 1)]
    assert _items("gao") == []


@pytest.mark.usefixtures("opened")
def test_after_the_deadline_unlocks_wait_and_the_late_are_chased(site_clock: Clock) -> None:
    site_clock("2024-10-08T17:01")
    freeze_late_lists()
    jiazi = User.objects.get(username="jiazi")
    ask_unlock(Filing.objects.get(place="999901", round__form="example:counties-monthly"), jiazi, SYSTEM, reason="急")
    assert ("unlock", 1) in _items("li")
    assert ("unlock", 1) in _items("sun")
    assert _items("zhou") == [("chase", 10), ("chase", 6)]
    assert ("run", 1) in _items("wang")
    assert "unlock" not in dict(_items("jiazi"))


@pytest.mark.usefixtures("site")
def test_an_analyst_is_told_to_open_the_month() -> None:
    assert _items("wang") == [("open", 1)]


@pytest.mark.usefixtures("site")
def test_alerts_wait_for_who_confirms_and_then_for_who_answers() -> None:
    wang = User.objects.get(username="wang")
    run = MonthRun.objects.create(month=date(2024, 9, 1), by=wang, at=now(), state=MonthRun.State.DONE)
    case = AlertCase.objects.create(
        rule="r",
        name="红灯",
        level="red",
        place="999901",
        indicator="fai",
        answers="jiazi",
        sentence="落后",
        month=date(2024, 9, 1),
        first_run=run,
        last_run=run,
    )
    assert ("alert", 1) in _items("sun")
    assert _items("jiazi") == []
    AlertCase.objects.filter(pk=case.pk).update(state=AlertCase.State.CONFIRMED)
    assert _items("jiazi") == [("alert", 1)]
    assert _items("yichou") == []
    AlertAct.objects.create(case=case, what=AlertAct.What.ANSWER, state=case.state, at=now())
    assert _items("jiazi") == []


@pytest.mark.usefixtures("site")
def test_jobs_show_while_they_run() -> None:
    wang = User.objects.get(username="wang")
    ask_for("run_month", 1, wang.pk)
    assert ("job", 1) in _items("wang")
    assert "job" not in dict(_items("li"))


@pytest.mark.usefixtures("opened")
def test_notices_tell_of_opened_forms_and_frozen_lists(site_clock: Clock) -> None:
    site_clock("2024-10-08T17:01")
    freeze_late_lists()
    words = [one.words for one in notices_for(read_desk(User.objects.get(username="jiazi")))]
    assert sum("名单已锁定" in one for one in words) == 1  # the parks' list is not the county's
    assert sum("布置报表" in one for one in words) == 2


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("person", ["wang", "li", "sun", "gao", "jiazi", "sysadmin", "secadmin", "auditor"])
def test_the_page_opens_for_everybody_in_few_queries(sign_in: SignIn, person: str) -> None:
    client = sign_in(person)
    client.get("/")  # trees and packs are kept afterwards
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get("/")
    assert page.status_code == 200
    assert len(asked) <= MOST_QUERIES, "\n".join(one["sql"][:120] for one in asked.captured_queries)


@pytest.mark.usefixtures("opened")
def test_the_calendar_knows_holidays_make_up_days_and_due_days() -> None:
    page = month_page(date(2024, 10, 1), Round.objects.order_by("due_at", "form"), date(2024, 10, 2))
    days = {one.day: one for one in page.days}
    assert len(days) == 31
    assert page.is_known
    assert [day for day in range(1, 14) if days[date(2024, 10, day)].is_holiday] == [1, 2, 3, 4, 5, 6, 7]
    assert days[date(2024, 10, 12)].is_make_up
    assert not days[date(2024, 10, 13)].is_workday
    assert [one.clock for one in days[date(2024, 10, 8)].due] == ["17:00", "17:00"]
    assert [one.kind for one in days[date(2024, 10, 9)].events].count("chase") == 2
    assert any("督办反馈" in one.words for one in days[date(2024, 10, 21)].events)  # the 20th is a Sunday
    assert days[date(2024, 10, 2)].is_today


@pytest.mark.usefixtures("site")
def test_a_year_whose_holidays_are_unknown_says_so(sign_in: SignIn) -> None:
    assert "2031 年的放假和调休安排还没有写入" in sign_in("gao").get("/calendar?month=2031-02").content.decode()
    assert "还没有写入" not in sign_in("gao").get("/calendar?month=2024-10").content.decode()


@pytest.mark.usefixtures("site")
def test_the_days_of_the_work_month_are_settings(settings: pytest.FixtureRequest) -> None:
    workspace = settings.WORKSPACE  # type: ignore[attr-defined]  # of pytest-django
    changed = {**workspace.settings, "month_days": {"bulletin": 25, "meeting": 0}}
    settings.WORKSPACE = type(workspace)(workspace.folder, changed)  # type: ignore[attr-defined]
    page = month_page(date(2024, 10, 1), (), date(2024, 10, 2))
    words = {one.day.day: [event.words for event in one.events] for one in page.days}
    assert "月通报签发" in words[25]
    assert not any("调度会，" in event for events in words.values() for event in events)


@pytest.mark.usefixtures("site")
def test_help_lists_the_checks_of_the_packs_and_the_version(sign_in: SignIn) -> None:
    page = sign_in("jiazi").get("/help").content.decode()
    assert "同比不低于 -100%" in page
    assert "营业收入不为负" not in page  # firms are not what a liaison fills in
    assert "guatu 0." in page


@pytest.mark.usefixtures("site")
def test_a_leader_opens_on_the_lights_of_the_newest_month(sign_in: SignIn) -> None:
    assert "运行结果" not in sign_in("gao").get("/").content.decode()
    MonthRun.objects.create(
        month=date(2024, 8, 1),
        by=User.objects.get(username="wang"),
        at=now(),
        state=MonthRun.State.DONE,
        lights={"green": 31, "red": 4},
    )
    page = sign_in("gao").get("/").content.decode()
    assert "2024年8月运行结果" in page
    assert page.index(">31<") < page.index(">4<")
    assert "运行结果" not in sign_in("sysadmin").get("/").content.decode()
