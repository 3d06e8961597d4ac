"""Chasing (催报): who is called first, on which number, and what came of it. `chase_words` has the words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import Actor, record
from guatu.console.frame.clock import now, today
from guatu.console.people.access import Act, may
from guatu.console.people.models import Post, Role, User
from guatu.console.people.tree import Tree, tree_on
from guatu.console.reporting.models import Chase, Filing, Round
from guatu.console.reporting.progress import Matrix, PlaceRow, Standing
from guatu.console.reporting.refusals import Refused
from guatu.domain import Period

_MONTHS_LOOKED_BACK = 12
# A form due later than this is not chased yet: three days leave time for a weekend before the deadline.
_SOON = timedelta(days=3)


@dataclass(frozen=True)
class Contact:
    """Somebody to call: the agency or its liaison (联络员), and a number, masked for those who do not chase."""

    name: str
    phone: str


@dataclass(frozen=True)
class Call:
    """One place to call: what its agency owes, how often it was late in a year, whom to call, what was said before."""

    place: str
    name: str
    agency: str
    standings: tuple[Standing, ...]
    is_overdue: bool
    times_late: int
    contacts: tuple[Contact, ...]
    chases: tuple[Chase, ...]
    may_chase: bool

    @property
    def due_at(self) -> datetime | None:
        """The earliest due time of what is owed."""
        return min((due for one in self.standings if (due := one.filing.round.due_at)), default=None)


def call_list(user: User, matrix: Matrix) -> tuple[Call, ...]:
    """Return the places that owe something overdue, returned, or due within three days, the most pressing first.

    Overdue before not yet due, the earliest due first, more forms before fewer, then who was late more often in a year.
    """
    moment = now()
    owing = {row.place: row for row in matrix.rows if _owed(row, moment)}
    order = {row.place: at for at, row in enumerate(matrix.rows)}
    late_before, tree = _times_late(matrix.month), tree_on(today())
    contacts = _contacts(user, tuple(owing), tree)
    chases = _chases(one.filing.pk for row in owing.values() for one in _owed(row, moment))
    calls = [
        Call(
            place,
            row.name,
            next((one.name for one in tree.agencies_of(place)), row.name),
            owed := _owed(row, moment),
            any(one.is_overdue for one in owed),
            late_before[place],
            contacts.get(place, ()),
            tuple(chase for one in owed for chase in chases.get(one.filing.pk, ())),
            may(user, Act.CHASE, place),
        )
        for place, row in owing.items()
    ]

    def pressing(one: Call) -> tuple[bool, datetime, int, int, int]:
        due = one.due_at or moment
        return not one.is_overdue, due, -len(one.standings), -one.times_late, order[one.place]

    return tuple(sorted(calls, key=pressing))


@transaction.atomic
def log_chase(
    filings: Iterable[Filing], by: User, actor: Actor, *, channel: str, outcome: str, text: str, seen: int
) -> int:
    """Write down a reminder for each filing of a place; return for how many.

    `seen` is how many reminders the page showed: where another was logged meanwhile (also by a second click) this one
    is Refused, so that a call is not counted twice.
    """
    keys = [filing.pk for filing in filings]
    held = tuple(
        Filing.objects.select_for_update(of=("self",)).filter(pk__in=keys).select_related("round").order_by("pk")
    )
    if channel not in Chase.Channel.values or not held:
        raise Refused(_("请选择催报方式。"))
    if Chase.objects.filter(filing__in=keys).count() != seen:
        raise Refused(_("刚刚已经记过一次催报；请看过催报记录，还要记再点一次。"))
    moment = now()
    Chase.objects.bulk_create(
        Chase(filing=filing, channel=channel, text=text, outcome=outcome.strip()[:200], by=by, at=moment)
        for filing in held
    )
    record(
        actor,
        "filing.chase",
        f"{tree_on(today()).place_name(held[0].place)}：{'、'.join(one.round.title for one in held)}"[:200],
        kind=Kind.CHANGE,
        after={"方式": channel, "结果": outcome.strip()},
    )
    return len(held)


def masked(phone: str) -> str:
    """Return a number of which only the ends can be read: 138****5678."""
    digits = sum(one.isdigit() for one in phone)
    if digits < 7:  # an extension is no number to reach a person by
        return phone
    return f"{phone[:3]}{'*' * (len(phone) - 7)}{phone[-4:]}" if len(phone) > 7 else f"{'*' * 4}{phone[-3:]}"


def _owed(row: PlaceRow, moment: datetime) -> tuple[Standing, ...]:
    """Return what a place owes and is asked for now."""
    return tuple(one for one in row.standings if one is not None and one.tally.missing and _is_pressing(one, moment))


def _is_pressing(one: Standing, moment: datetime) -> bool:
    due = one.filing.round.due_at
    return one.is_overdue or one.tally.returned > 0 or due is None or due <= moment + _SOON


def _times_late(month: date) -> Counter[str]:
    """Count on how many frozen lists of the last twelve months each place stands."""
    first = Period(month, month).shift(-_MONTHS_LOOKED_BACK).first
    lists = Round.objects.filter(period_last__gte=first, period_last__lt=month, late_list__isnull=False)
    return Counter(item["place"] for one in lists.values_list("late_list", flat=True) for item in one or ())


def _contacts(user: User, places: tuple[str, ...], tree: Tree) -> Mapping[str, tuple[Contact, ...]]:
    day = today()
    posts = (
        Post.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
            role=Role.FILLER,
            place__in=places,
            valid_from__lte=day,
            user__is_active=True,
        )
        .select_related("user")
        .order_by("place", "id")
    )
    found: dict[str, list[Contact]] = {}
    for place in places:
        found[place] = [Contact(one.name, one.phone) for one in tree.agencies_of(place)]
    for post in posts:
        found[post.place].append(Contact(str(post.user), post.user.work_phone))
    return {
        place: tuple(one if may(user, Act.CHASE, place) else Contact(one.name, masked(one.phone)) for one in contacts)
        for place, contacts in found.items()
    }


def _chases(keys: Iterable[int]) -> Mapping[int, tuple[Chase, ...]]:
    found: dict[int, tuple[Chase, ...]] = {}
    for chase in Chase.objects.filter(filing__in=list(keys)).select_related("by").order_by("id"):
        found[chase.filing_id] = (*found.get(chase.filing_id, ()), chase)
    return found
