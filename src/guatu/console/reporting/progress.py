"""How far reporting is (报送进度): place by form, and how much was on time, up the tree of places.

Rates are counts of filings and nothing else: on time over owed, of the forms whose deadline has passed. A form that
is not due yet is in nobody's rate. Parks are counted apart from counties, as everywhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from guatu.console.frame.clock import now
from guatu.console.people.access import Act, places_for
from guatu.console.people.models import User
from guatu.console.people.tree import Tree, tree_on
from guatu.console.reporting.deadlines import REPORTED, is_late
from guatu.console.reporting.models import Filing, FilingState, Round

PARK = "park"


@dataclass(frozen=True)
class Tally:
    """A count of filings: owed (应报), reported (已报), late (迟报), on time (按时) of those `judged` by now."""

    owed: int = 0
    reported: int = 0
    returned: int = 0
    late: int = 0
    on_time: int = 0
    judged: int = 0

    @property
    def missing(self) -> int:
        """How many have not been reported, or were returned and not reported again."""
        return self.owed - self.reported

    @property
    def rate(self) -> Decimal | None:
        """On time over judged (按时报送率), a fraction; None where nothing is due yet."""
        return Decimal(self.on_time) / self.judged if self.judged else None


@dataclass(frozen=True)
class Standing:
    """How one place stands with one form: the filing, and the state a page shows (`late` is 迟报)."""

    filing: Filing
    state: str
    is_overdue: bool
    tally: Tally


@dataclass(frozen=True)
class PlaceRow:
    """One place: its standing by form (None where it does not owe the form) and its tally."""

    place: str
    name: str
    is_park: bool
    standings: tuple[Standing | None, ...]
    tally: Tally


@dataclass(frozen=True)
class Subtotal:
    """Rows under one heading (`places`, `parks`) or all under a place, summed by form and in all."""

    name: str
    rows: tuple[PlaceRow, ...]
    by_form: tuple[Tally, ...]
    tally: Tally


@dataclass(frozen=True)
class Branch:
    """The places directly under one place: counties, parks apart, and the whole."""

    parts: tuple[Subtotal, ...]
    whole: Subtotal


@dataclass(frozen=True)
class Matrix:
    """Places by forms of one month; `upper` are sums of higher places where more than one branch reports."""

    month: date
    rounds: tuple[Round, ...]
    branches: tuple[Branch, ...]
    upper: tuple[Subtotal, ...]
    tally: Tally

    @property
    def rows(self) -> tuple[PlaceRow, ...]:
        """Every place's row in the order of the page."""
        return tuple(row for branch in self.branches for part in branch.parts for row in part.rows)


def matrix_of(user: User, month: date) -> Matrix:
    """Return the matrix of a month, of the places whose progress a person may see."""
    rounds = tuple(Round.objects.filter(period_last=month).order_by("form"))
    seen = places_for(user, Act.SEE_PROGRESS) | places_for(user, Act.CHASE)
    filings = Filing.objects.filter(round__in=[one.pk for one in rounds], place__in=sorted(seen)).order_by("place")
    return arrange(month, rounds, filings, tree_on(month), now())


def arrange(month: date, rounds: Sequence[Round], filings: Iterable[Filing], tree: Tree, at: datetime) -> Matrix:
    """Put filings into rows, branches and sums; `at` decides which forms are past their deadline."""
    order = {one.pk: index for index, one in enumerate(rounds)}
    past = {one.pk: is_late(one, at) for one in rounds}
    lines: dict[str, list[Standing | None]] = {}
    for filing in filings:
        line = lines.setdefault(filing.place, [None] * len(order))
        line[order[filing.round_id]] = _standing(filing, is_past=past[filing.round_id])
    branches: dict[str, list[PlaceRow]] = {}
    for code, line in lines.items():
        branches.setdefault(_parent(tree, code), []).append(_row(code, line, tree))
    rows = [row for found in branches.values() for row in found]
    made = (_branch(tree.place_name(parent), found, len(rounds)) for parent, found in sorted(branches.items()))
    return Matrix(
        month, tuple(rounds), tuple(made), _upper(branches, tree, len(rounds)), _sum(row.tally for row in rows)
    )


def is_on_time(filing: Filing) -> bool:
    """Tell whether a filing's first submission came in time and was not withdrawn since."""
    return (
        filing.first_submitted_at is not None
        and not filing.is_late
        and filing.state not in (FilingState.MISSING, FilingState.DRAFT)
    )


def _standing(filing: Filing, *, is_past: bool) -> Standing:
    shown = "late" if filing.is_late and filing.state == FilingState.SUBMITTED else str(filing.state)
    is_reported = filing.state in REPORTED
    tally = Tally(
        owed=1,
        reported=int(is_reported),
        returned=int(filing.state == FilingState.RETURNED),
        late=int(filing.is_late),
        on_time=int(is_past and is_on_time(filing)),
        judged=int(is_past),
    )
    return Standing(filing, shown, is_past and not is_reported, tally)


def _sum(tallies: Iterable[Tally]) -> Tally:
    found = tuple(tallies)
    return Tally(
        owed=sum(one.owed for one in found),
        reported=sum(one.reported for one in found),
        returned=sum(one.returned for one in found),
        late=sum(one.late for one in found),
        on_time=sum(one.on_time for one in found),
        judged=sum(one.judged for one in found),
    )


def _parent(tree: Tree, code: str) -> str:
    return tree.places[code].parent if code in tree.places else ""


def _row(code: str, line: Sequence[Standing | None], tree: Tree) -> PlaceRow:
    version = tree.places.get(code)
    tally = _sum(one.tally for one in line if one is not None)
    return PlaceRow(code, tree.place_name(code), bool(version and version.level == PARK), tuple(line), tally)


def _subtotal(name: str, rows: Sequence[PlaceRow], forms: int) -> Subtotal:
    columns = (_sum(one.tally for row in rows if (one := row.standings[index]) is not None) for index in range(forms))
    return Subtotal(name, tuple(rows), tuple(columns), _sum(row.tally for row in rows))


def _branch(name: str, rows: Sequence[PlaceRow], forms: int) -> Branch:
    plain, parks = [row for row in rows if not row.is_park], [row for row in rows if row.is_park]
    parts = (_subtotal(heading, part, forms) for heading, part in (("places", plain), ("parks", parks)) if part)
    return Branch(tuple(parts), _subtotal(name, rows, forms))


def _upper(branches: dict[str, list[PlaceRow]], tree: Tree, forms: int) -> tuple[Subtotal, ...]:
    """Return the sums of the places above the branches that hold more than one of them, lowest first."""
    below: dict[str, set[str]] = {}
    for parent in branches:
        code = parent
        while code:
            below.setdefault(code, set()).add(parent)
            code = _parent(tree, code)
    shared = sorted((len(held), code) for code, held in below.items() if len(held) > 1)
    return tuple(
        _subtotal(tree.place_name(code), [row for parent in sorted(below[code]) for row in branches[parent]], forms)
        for _count, code in shared
    )
