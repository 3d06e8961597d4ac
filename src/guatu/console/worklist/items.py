"""What waits for a person (待办): one line a thing, with its count, due time and the page where it is done.

Everything a person may do is asked of the same few rows: the rounds of a year, the filings that are not accepted yet.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from guatu.console.bulletins.models import Issue
from guatu.console.bulletins.steps import NEXT_ACT, steps_for
from guatu.console.frame.clock import now, today
from guatu.console.jobs.models import Job
from guatu.console.jobs.models import State as JobState
from guatu.console.monitor.alert_list import seen_by
from guatu.console.monitor.models import AlertAct, AlertCase, MonthRun
from guatu.console.people.access import Act, agencies_for, may, places_for
from guatu.console.people.models import User
from guatu.console.people.signing import locked_accounts
from guatu.console.people.tree import Tree, tree_on
from guatu.console.reporting.deadlines import REPORTED, is_late, is_past_deadline, last_moment
from guatu.console.reporting.models import Filing, FilingState, Round, UnlockRequest
from guatu.console.reporting.months import month_before
from guatu.console.reporting.recipients import may_decide
from guatu.domain import Period

_MONTHS_LOOKED_BACK = 12
NEWS_DAYS = 14
_MOST_ISSUES = 6


@dataclass(frozen=True)
class Item:
    """One thing to do: what, how many, by when, where. `kind` is the name of a group of the page."""

    kind: str
    words: str
    count: int
    due: datetime | None
    address: str
    is_urgent: bool = False


@dataclass(frozen=True)
class Desk:
    """What the items are read from: the rounds of a year around a person, and their filings that are not done with."""

    user: User
    moment: datetime
    tree: Tree
    rounds: tuple[Round, ...]
    filings: tuple[Filing, ...]
    questions: Mapping[int, int]  # by filing: those without an answer
    issues: tuple[Issue, ...]  # of the last two weeks, and those not signed yet

    def in_states(self, states: Iterable[str], places: frozenset[str]) -> Iterator[Filing]:
        """Yield the filings of some places in some states."""
        wanted = frozenset(states)
        return (one for one in self.filings if one.state in wanted and one.place in places)


def read_desk(user: User) -> Desk:
    """Return what waits around a person, in four queries."""
    first = Period(today().replace(day=1), today().replace(day=1)).shift(-_MONTHS_LOOKED_BACK).first
    places = sorted(places_for(user, Act.SEE_PROGRESS))
    owed = Filing.objects.filter(round=OuterRef("pk"), place__in=places)
    seen = Round.objects.defer("cells", "late_list").filter(Exists(owed), period_last__gte=first)
    rounds = tuple(seen.order_by("due_at", "form"))
    questions = Count("hits", filter=Q(hits__severity="question", hits__answer=""))
    all_filings = Filing.objects.filter(round__in=[one.pk for one in rounds], place__in=places)
    waiting = all_filings.annotate(questions=questions).filter(~Q(state=FilingState.ACCEPTED) | Q(questions__gt=0))
    by_key = {one.pk: one for one in rounds}
    filings = tuple(waiting.order_by("place", "pk"))
    for one in filings:
        one.round = by_key[one.round_id]
    return Desk(
        user, now(), tree_on(today()), rounds, filings, {one.pk: one.questions for one in filings}, _read_issues(user)
    )


def _read_issues(user: User) -> tuple[Issue, ...]:
    if not may(user, Act.READ_BULLETIN):
        return ()
    since = now() - timedelta(days=NEWS_DAYS)
    found = Issue.objects.filter(Q(state__in=list(NEXT_ACT)) | Q(state=Issue.State.ISSUED, issued_at__gt=since))
    return tuple(found.defer("draft", "texts", "head", "figures", "confirmed").order_by("-month", "-id")[:_MOST_ISSUES])


def items_for(desk: Desk) -> tuple[Item, ...]:
    """Return everything that waits for a person, the earliest due first, what has no due time last."""
    found = [item for source in _SOURCES for item in source(desk)]
    return tuple(sorted(found, key=lambda one: (one.due is None, one.due or desk.moment, not one.is_urgent)))


def _to_fill(desk: Desk) -> Iterator[Item]:
    """Yield what is owed, returned, or closed, by form."""
    own = places_for(desk.user, Act.FILL)
    by_form: dict[tuple[str, int], list[Filing]] = {}
    for one in desk.in_states((FilingState.MISSING, FilingState.DRAFT, FilingState.RETURNED), own):
        closed = is_past_deadline(one, desk.moment)
        kind = "closed" if closed else "returned" if one.state == FilingState.RETURNED else "fill"
        by_form.setdefault((kind, one.round_id), []).append(one)
    for (kind, _key), filings in by_form.items():
        asked = filings[0].round
        if kind == "closed":
            address = reverse("unlocks") + (f"?filing={filings[0].pk}" if len(filings) == 1 else "")
        else:
            address = reverse("filing", args=(filings[0].pk,)) if len(filings) == 1 else reverse("filings")
        due = min((until for one in filings if (until := one.unlocked_until)), default=None) or last_moment(asked)
        urgent = kind != "fill" or (due is not None and (due - desk.moment).days < 1)
        yield Item(kind, _form_words(desk, filings), len(filings), due, address, urgent)


def _to_answer(desk: Desk) -> Iterator[Item]:
    """Yield the questions of checkers and checks about what was handed in."""
    for one in desk.in_states(REPORTED, places_for(desk.user, Act.FILL)):
        if count := desk.questions[one.pk]:
            address = reverse("filing", args=(one.pk,))
            yield Item("answer", _form_words(desk, [one]), count, None, address, is_urgent=True)


def _to_check(desk: Desk) -> Iterator[Item]:
    reach = places_for(desk.user, Act.CHECK)
    by_form: dict[int, list[Filing]] = {}
    for one in desk.in_states((FilingState.SUBMITTED,), reach):
        if may_decide(desk.user, Act.CHECK, one):
            by_form.setdefault(one.round_id, []).append(one)
    for filings in by_form.values():
        asked = filings[0].round
        address = f"{reverse('checking')}?month={asked.period_last:%Y-%m}&form={asked.form}"
        yield Item("check", _form_words(desk, filings), len(filings), None, address)


def _to_unlock(desk: Desk) -> Iterator[Item]:
    if not may(desk.user, Act.UNLOCK):
        return
    asked = UnlockRequest.objects.filter(is_granted__isnull=True).exclude(by=desk.user)
    waiting = asked.select_related("filing__round").order_by("id")
    count = sum(may_decide(desk.user, Act.UNLOCK, one.filing) for one in waiting)
    if count:
        yield Item("unlock", _("超期补报申请"), count, None, reverse("unlocks"), is_urgent=True)


def _to_chase(desk: Desk) -> Iterator[Item]:
    """Yield the forms that are overdue, for those who chase."""
    reach = places_for(desk.user, Act.CHASE)
    by_form: dict[int, list[Filing]] = {}
    for one in desk.in_states((FilingState.MISSING, FilingState.DRAFT, FilingState.RETURNED), reach):
        if is_late(one.round, desk.moment):
            by_form.setdefault(one.round_id, []).append(one)
    for filings in by_form.values():
        asked = filings[0].round
        address = f"{reverse('progress')}?month={asked.period_last:%Y-%m}&state=overdue"
        yield Item("chase", _form_words(desk, filings), len(filings), None, address)


def _to_open(desk: Desk) -> Iterator[Item]:
    """Yield last month where its forms have not been opened, and the month that may be run."""
    month = month_before(today())
    of_month = [one for one in desk.rounds if one.period_last == month]
    words = _("%(year)d年%(month)d月") % {"year": month.year, "month": month.month}
    if may(desk.user, Act.OPEN_ROUND) and not of_month:
        yield Item("open", words, 1, None, f"{reverse('rounds')}?month={month:%Y-%m}", is_urgent=True)
    due = [one for one in of_month if is_late(one, desk.moment)]
    may_run = may(desk.user, Act.RUN_MONTH) and due and all(one.frozen_at for one in due)
    if may_run and not MonthRun.objects.filter(month=month).exists():
        yield Item("run", words, 1, None, reverse("runs"))


def _alerts(desk: Desk) -> Iterator[Item]:
    """Yield new alerts for those who confirm them, and unanswered ones for the agency that must answer."""
    if not may(desk.user, Act.SEE_LEDGERS):
        return
    sums = {}
    if places := places_for(desk.user, Act.ANSWER_ALERT):
        # An alert met again is this month's case: the page that opens lists the newest month with alerts.
        newest = seen_by(desk.user).order_by("-month").values("month")[:1]
        sums["decide"] = Count("pk", filter=Q(place__in=sorted(places), state=AlertCase.State.RAISED, month=newest))
    if agencies := sorted(agencies_for(desk.user, Act.SEE_LEDGERS)):
        asked = reduce(or_, (_is_asked(code) for code in agencies))
        sums["answer"] = Count("pk", filter=asked & Q(is_answered=False, state=AlertCase.State.CONFIRMED))
    answered = Exists(AlertAct.objects.filter(case=OuterRef("pk"), what=AlertAct.What.ANSWER))
    open_states = (AlertCase.State.RAISED, AlertCase.State.CONFIRMED)
    counts = seen_by(desk.user).filter(state__in=open_states).annotate(is_answered=answered).aggregate(**sums)
    if counts.get("decide"):
        address = f"{reverse('alerts')}?state={AlertCase.State.RAISED.value}"
        yield Item("alert", _("新预警，待确认或排除"), counts["decide"], None, address)
    if counts.get("answer"):
        address = f"{reverse('alerts')}?state={AlertCase.State.CONFIRMED.value}"
        yield Item("alert", _("已确认的预警，待本单位应答"), counts["answer"], None, address, is_urgent=True)


def _is_asked(agency: str) -> Q:
    """Return what finds the alerts that an agency must answer; their codes stand with a comma between them."""
    return (
        Q(answers=agency)
        | Q(answers__startswith=f"{agency},")
        | Q(answers__endswith=f",{agency}")
        | Q(answers__contains=f",{agency},")
    )


def _issues(desk: Desk) -> Iterator[Item]:
    """Yield the bulletins on which this person is next."""
    for issue in desk.issues:
        if issue.state in NEXT_ACT and steps_for(desk.user, issue):
            words = _("%(year)d年%(month)d月通报（%(state)s）") % {
                "year": issue.month.year,
                "month": issue.month.month,
                "state": issue.get_state_display(),
            }
            yield Item("issue", words, 1, None, reverse("issue", args=(issue.pk,)), is_urgent=True)


def _jobs(desk: Desk) -> Iterator[Item]:
    running = Job.objects.filter(asked_by=desk.user, state__in=(JobState.WAITING, JobState.RUNNING)).order_by("id")
    for one in running:
        words = _("%(state)s：%(progress)s") % {"state": one.get_state_display(), "progress": one.progress or one.kind}
        yield Item("job", words, 1, None, reverse("job", args=(one.pk,)))


def _locks(desk: Desk) -> Iterator[Item]:
    if may(desk.user, Act.MANAGE_RIGHTS) and (locked := locked_accounts()):
        yield Item("lock", _("输错口令被锁的账号"), len(locked), None, reverse("locks"))


def _form_words(desk: Desk, filings: list[Filing]) -> str:
    asked = filings[0].round
    period = Period(asked.period_first, asked.period_last).words
    if len(filings) == 1:
        place = desk.tree.place_name(filings[0].place)
        return _("%(place)s · %(form)s（%(period)s）") % {"place": place, "form": asked.title, "period": period}
    return _("%(form)s（%(period)s）") % {"form": asked.title, "period": period}


# The order of things due at the same time.
_SOURCES = (
    _to_fill,
    _to_answer,
    _to_check,
    _to_unlock,
    _alerts,
    _issues,
    _to_chase,
    _to_open,
    _jobs,
    _locks,
)
