"""Deadlines (报送时限): when reporting closes, who is late, and the list of the late, frozen once.

The second of the deadline still counts: due at 17:00:00, a submission at 17:00:00.9 is on time and one at 17:00:01 is
late. Lateness is decided by the first submission; a return afterwards does not make a place late.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import SYSTEM, record
from guatu.console.frame.clock import now, today
from guatu.console.people.tree import tree_on
from guatu.console.plans.active import active_packs
from guatu.console.reporting.models import Filing, FilingAct, FilingState, Round
from guatu.console.reporting.subjects import round_subject

_What = FilingAct.What
# A request that came in the last second may still be at work; the list waits for it.
_SETTLING = timedelta(seconds=15)
REPORTED = frozenset({FilingState.SUBMITTED, FilingState.ACCEPTED})


@dataclass(frozen=True)
class LatePlace:
    """A place on a frozen list: how it stood at the deadline, and when it reported after all (补报)."""

    place: str
    name: str
    state: str
    reported_at: datetime | None


@dataclass(frozen=True)
class LateRound:
    """The frozen list (迟报、未报名单) of one form: empty where everybody was on time, unfrozen while it is open."""

    form: str
    title: str
    due_at: datetime | None
    frozen_at: datetime | None
    owed: int
    places: tuple[LatePlace, ...]


def deadline_on(day: date) -> datetime:
    """Return the moment at which reporting is due on a day: the hour of site.toml; 24 is the day's last second."""
    hour = settings.WORKSPACE.number("deadline_hour")
    clock = time(23, 59, 59) if hour >= 24 else time(hour)  # hours of a day
    return timezone.make_aware(datetime.combine(day, clock))


def last_moment(one: Round) -> datetime | None:
    """Return the last second in which a round takes submissions: due time and grace; None where nothing is due."""
    return one.grace_until or one.due_at


def is_late(one: Round, at: datetime) -> bool:
    """Tell whether a submission at a moment is late: after the second of the due time and grace."""
    last = last_moment(one)
    return last is not None and at.replace(microsecond=0) > last


def is_past_deadline(filing: Filing, at: datetime) -> bool:
    """Tell whether a filing is closed at a moment, so that submitting needs an unlock (超期补报) first.

    A correction of an accepted filing is never closed: it is a new vintage with a reason, and is checked again.
    """
    is_closed = filing.round.frozen_at is not None or is_late(filing.round, at)
    if filing.state == FilingState.ACCEPTED or not is_closed:
        return False
    return filing.unlocked_until is None or at.replace(microsecond=0) > filing.unlocked_until


def next_deadline(at: datetime) -> datetime:
    """Return the end of the next working day: the time that is given to report again what was returned late."""
    day = timezone.localtime(at).date() + timedelta(days=1)
    return deadline_on(active_packs().calendar.next_workday(day))


def freeze_late_lists() -> int:
    """Freeze the list of every round whose deadline has passed; return how many. Called again it does nothing twice."""
    moment = now()
    waiting = Round.objects.filter(frozen_at__isnull=True, due_at__lt=moment).order_by("pk")
    return sum(_freeze(one.pk, moment) for one in waiting if is_late(one, moment - _SETTLING))


@transaction.atomic
def _freeze(key: int, moment: datetime) -> bool:
    """Freeze one list as the places stood at the deadline, however long after it the worker comes to it."""
    one = Round.objects.select_for_update().get(pk=key)
    if one.frozen_at is not None or not is_late(one, moment - _SETTLING):
        return False  # another was quicker, or the due time was moved
    # Who is submitting this very moment holds its row; waiting for it lets a submission in time be seen.
    filings = list(Filing.objects.select_for_update().filter(round=one).order_by("place"))
    names = tree_on(one.period_last)
    stood = _states_at_deadline(one)
    late = [
        {"place": filing.place, "name": names.place_name(filing.place), "state": state.value}
        for filing in filings
        if (state := stood.get(filing.pk, FilingState.MISSING)) not in REPORTED
    ]
    if not Round.objects.filter(pk=key, frozen_at__isnull=True).update(frozen_at=moment, late_list=late):
        return False
    record(
        SYSTEM,
        "round.freeze",
        round_subject(one),
        kind=Kind.SYSTEM,
        after={"应报": len(filings), "名单": [item["name"] for item in late]},
    )
    return True


def _states_at_deadline(one: Round) -> dict[int, FilingState]:
    """Return how each filing stood at the deadline, told by the acts until then."""
    stood: dict[int, FilingState] = {}
    accepted: set[int] = set()
    acts = FilingAct.objects.filter(filing__round=one).order_by("id").values_list("filing_id", "what", "at")
    for filing, what, at in acts:
        if is_late(one, at):
            continue
        if what == _What.ACCEPT:
            accepted.add(filing)
        before = stood.get(filing, FilingState.MISSING)
        stood[filing] = _state_after(_What(what), before, was_accepted=filing in accepted)
    return stood


def _state_after(what: FilingAct.What, before: FilingState, *, was_accepted: bool) -> FilingState:
    if what == _What.SAVE:
        return FilingState.DRAFT if before == FilingState.MISSING else before
    if what == _What.WITHDRAW:  # a correction that is taken back leaves what was accepted before
        return FilingState.ACCEPTED if was_accepted else FilingState.DRAFT
    decided = {
        _What.SUBMIT: FilingState.SUBMITTED,
        _What.CORRECT: FilingState.SUBMITTED,
        _What.ACCEPT: FilingState.ACCEPTED,
        _What.RETURN: FilingState.RETURNED,
    }
    return decided.get(what, before)


def late_list_of(month: date) -> tuple[LateRound, ...]:
    """Return the late lists of the rounds whose period ends in the month of a day, for the bulletin."""
    rounds = Round.objects.filter(period_last=month.replace(day=1)).prefetch_related("filings").order_by("form")
    return tuple(_late_round(one, one.filings.all()) for one in rounds)


def _late_round(one: Round, filings: Iterable[Filing]) -> LateRound:
    reported = {filing.place: filing.submitted_at if filing.state in REPORTED else None for filing in filings}
    names = tree_on(today())
    places = tuple(
        LatePlace(
            item["place"],
            item.get("name") or names.place_name(item["place"]),
            item["state"],
            reported.get(item["place"]),
        )
        for item in one.late_list or ()
    )
    return LateRound(one.form, one.title, one.due_at, one.frozen_at, len(reported), places)
