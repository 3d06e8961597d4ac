"""Deadlines: the second still counts, the list of the late freezes once and as things stood, unlocks open again."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from guatu.console.audit.models import Entry
from guatu.console.audit.trail import SYSTEM
from guatu.console.frame.clock import now
from guatu.console.people.models import User
from guatu.console.reporting import deadlines
from guatu.console.reporting.deadlines import (
    deadline_on,
    freeze_late_lists,
    is_late,
    is_past_deadline,
    late_list_of,
    next_deadline,
)
from guatu.console.reporting.decisions import accept, send_back
from guatu.console.reporting.filing_acts import save_entries, submit
from guatu.console.reporting.models import Filing, FilingAct, Round, UnlockRequest
from guatu.console.reporting.refusals import Refused
from guatu.console.reporting.steps import Handed
from guatu.console.reporting.unlocks import ask_unlock, decide_unlock

Clock = Callable[[str], None]
DUE = "2024-10-21T17:00:00"
SEPTEMBER = date(2024, 9, 1)
TOKEN = 1


def _moment(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def _quarterly() -> Round:
    return Round.objects.get(form="example:counties-quarterly")


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        ("2024-10-21T16:59:59", False),
        ("2024-10-21T17:00:00", False),
        ("2024-10-21T17:00:00.999999", False),
        ("2024-10-21T17:00:01", True),
    ],
)
def test_the_second_of_the_deadline_is_still_on_time(moment: str, late: bool) -> None:
    assert is_late(Round(due_at=_moment(DUE)), _moment(moment)) is late


def test_a_deadline_at_24_hours_takes_the_last_second_of_the_day(settings: pytest.FixtureRequest) -> None:
    workspace = settings.WORKSPACE  # type: ignore[attr-defined]  # of pytest-django
    changed = type(workspace)(workspace.folder, {**workspace.settings, "deadline_hour": 24})
    settings.WORKSPACE = changed  # type: ignore[attr-defined]
    asked = Round(due_at=deadline_on(date(2024, 10, 3)))
    assert not is_late(asked, _moment("2024-10-03T23:59:59"))
    assert is_late(asked, _moment("2024-10-04T00:00:00"))


def test_grace_moves_the_deadline_and_no_due_time_is_never_late() -> None:
    asked = Round(due_at=_moment(DUE), grace_until=_moment("2024-10-21T19:00:00"))
    assert not is_late(asked, _moment("2024-10-21T18:59:00"))
    assert is_late(asked, _moment("2024-10-21T19:00:01"))
    assert not is_late(Round(due_at=None), _moment("2030-01-01T00:00:00"))


@pytest.mark.usefixtures("opened")
def test_due_days_are_moved_over_the_holiday_and_the_weekend() -> None:
    due = {one.form: timezone.localtime(one.due_at) for one in Round.objects.all() if one.due_at}
    assert due["example:counties-monthly"] == _moment("2024-10-08T17:00:00")
    assert due["example:counties-quarterly"] == _moment(DUE)


@pytest.mark.usefixtures("site")
def test_the_time_to_report_again_ends_on_the_next_working_day() -> None:
    assert next_deadline(_moment("2024-09-30T18:00:00")) == _moment("2024-10-08T17:00:00")
    assert next_deadline(_moment("2024-10-11T18:00:00")) == _moment("2024-10-12T17:00:00")  # 调休


def test_nothing_freezes_while_the_deadline_and_its_last_requests_last(
    hand_in: Callable[..., Filing], site_clock: Clock
) -> None:
    hand_in()
    for moment in ("2024-10-21T17:00:00", "2024-10-21T17:00:10"):
        site_clock(moment)
        freeze_late_lists()
        assert _quarterly().frozen_at is None


def test_the_list_holds_who_had_not_reported_and_is_made_once(
    hand_in: Callable[..., Filing], filing_of: Callable[..., Filing], step_of: Callable[..., object], site_clock: Clock
) -> None:
    hand_in("999901", "jiazi")
    returned = hand_in("999902", "yichou")
    zhao = User.objects.get(username="zhao")
    send_back(returned, zhao, SYSTEM, reason="请核对", token=f"r{TOKEN}", edition=returned.edition)
    save_entries(filing_of("999903", "counties-quarterly"), step_of("bingyin"), Handed())  # type: ignore[arg-type]
    site_clock("2024-10-21T17:00:20")
    assert freeze_late_lists() == 3
    late = {item["place"]: item["state"] for item in _quarterly().late_list or ()}
    assert late == {"999902": "returned", "999903": "draft"} | {f"9999{n:02}": "missing" for n in range(4, 11)}
    frozen_at = _quarterly().frozen_at
    assert freeze_late_lists() == 0
    assert _quarterly().frozen_at == frozen_at
    assert Entry.objects.filter(act="round.freeze").count() == 3


def test_a_worker_that_comes_late_freezes_what_stood_at_the_deadline(
    hand_in: Callable[..., Filing], site_clock: Clock
) -> None:
    """A return after the deadline does not put a place on the list; a submission after it does not take one off."""
    reported = hand_in("999901", "jiazi")
    site_clock("2024-10-21T18:30:00")
    zhao = User.objects.get(username="zhao")
    send_back(reported, zhao, SYSTEM, reason="请核对", token=f"r{TOKEN}", edition=reported.edition)
    late = Filing.objects.get(place="999902", round=_quarterly())
    Filing.objects.filter(pk=late.pk).update(unlocked_until=_moment("2024-10-22T17:00:00"))
    hand_in("999902", "yichou")
    freeze_late_lists()
    places = {item["place"] for item in _quarterly().late_list or ()}
    assert "999901" not in places
    assert "999902" in places


def test_a_worker_killed_while_freezing_leaves_nothing_half_done(
    hand_in: Callable[..., Filing], site_clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in()
    site_clock("2024-10-21T17:01:00")

    def killed(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(deadlines, "record", killed)
        with pytest.raises(KeyboardInterrupt):
            freeze_late_lists()
    assert not Round.objects.filter(frozen_at__isnull=False).exists()
    assert freeze_late_lists() == 3
    assert len(_quarterly().late_list or ()) == 9


def test_the_bulletin_reads_the_list_and_who_reported_afterwards(
    hand_in: Callable[..., Filing], site_clock: Clock
) -> None:
    hand_in("999901", "jiazi")
    site_clock("2024-10-21T17:01:00")
    freeze_late_lists()
    Filing.objects.filter(place="999902", round=_quarterly()).update(unlocked_until=_moment("2024-10-22T17:00:00"))
    hand_in("999902", "yichou")
    quarterly = next(one for one in late_list_of(SEPTEMBER) if one.form == "example:counties-quarterly")
    assert (quarterly.owed, len(quarterly.places)) == (10, 9)
    yichou = next(one for one in quarterly.places if one.place == "999902")
    assert (yichou.name, yichou.state, yichou.reported_at is not None) == ("乙丑县", "missing", True)
    assert all(one.reported_at is None for one in quarterly.places if one.place != "999902")


def test_lateness_is_decided_by_the_first_submission(
    hand_in: Callable[..., Filing], site_clock: Clock, sign_in: Callable[[str], Client]
) -> None:
    filing = hand_in("999901", "jiazi")
    site_clock("2024-10-22T10:00:00")
    freeze_late_lists()
    zhao = User.objects.get(username="zhao")
    send_back(filing, zhao, SYSTEM, reason="请核对", token=f"r{TOKEN}", edition=filing.edition)
    filing.refresh_from_db()
    assert filing.unlocked_until == _moment("2024-10-23T17:00:00")
    again = hand_in("999901", "jiazi", scale=2)
    assert (again.is_late, again.first_submitted_at is not None) == (False, True)


def test_after_the_deadline_nobody_submits_without_an_unlock(
    filing_of: Callable[..., Filing],
    step_of: Callable[..., object],
    quarter_figures: Callable[..., object],
    hand_in: Callable[..., Filing],
    site_clock: Clock,
) -> None:
    filing = filing_of("999901", "counties-quarterly")
    site_clock("2024-10-21T17:00:01")
    assert is_past_deadline(filing, now())
    with pytest.raises(Refused):
        submit(filing, step_of(), Handed(quarter_figures()))  # type: ignore[arg-type]
    assert not FilingAct.objects.exists()
    jiazi, zhao = (User.objects.get(username=name) for name in ("jiazi", "zhao"))
    asked = ask_unlock(filing, jiazi, SYSTEM, reason="停电")
    assert ask_unlock(filing, jiazi, SYSTEM, reason="停电") == asked
    decide_unlock(asked, zhao, SYSTEM, is_granted=True, decision="同意", until=now() + timedelta(hours=2))
    submitted = hand_in("999901", "jiazi")
    assert submitted.is_late
    with pytest.raises(Refused):
        decide_unlock(asked, zhao, SYSTEM, is_granted=False, decision="不同意")
    assert [entry.act for entry in Entry.objects.filter(act__startswith="unlock").order_by("number")] == [
        "unlock.ask",
        "unlock.grant",
    ]


def test_an_unlock_ends_when_its_time_is_over(filing_of: Callable[..., Filing], site_clock: Clock) -> None:
    filing = filing_of("999901", "counties-quarterly")
    filing.unlocked_until = _moment("2024-10-22T12:00:00")
    assert not is_past_deadline(filing, _moment("2024-10-22T12:00:00.5"))
    assert is_past_deadline(filing, _moment("2024-10-22T12:00:01"))


def test_nobody_grants_what_they_asked_for_and_none_without_reason(
    filing_of: Callable[..., Filing], site_clock: Clock
) -> None:
    filing = filing_of("999901", "counties-quarterly")
    jiazi, zhao = (User.objects.get(username=name) for name in ("jiazi", "zhao"))
    with pytest.raises(Refused):  # not due yet
        ask_unlock(filing, jiazi, SYSTEM, reason="停电")
    site_clock("2024-10-22T09:00:00")
    with pytest.raises(Refused):
        ask_unlock(filing, jiazi, SYSTEM, reason=" ")
    asked = ask_unlock(filing, jiazi, SYSTEM, reason="停电")
    for by, decision, until in (
        (jiazi, "同意", now() + timedelta(hours=1)),
        (zhao, "", now() + timedelta(hours=1)),
        (zhao, "同意", now() - timedelta(hours=1)),
    ):
        with pytest.raises(Refused):
            decide_unlock(asked, by, SYSTEM, is_granted=True, decision=decision, until=until)
    assert UnlockRequest.objects.get().is_granted is None


def test_a_correction_of_accepted_figures_is_not_closed_by_the_deadline(
    hand_in: Callable[..., Filing], site_clock: Clock
) -> None:
    filing = hand_in()
    accept(filing, User.objects.get(username="zhao"), SYSTEM, token=f"a{TOKEN}", edition=filing.edition)
    filing.refresh_from_db()
    assert not is_past_deadline(filing, _moment("2024-11-30T09:00:00"))
