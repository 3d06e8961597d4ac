"""What holds here on a day (本地情况): units as the trees have them, questions as they were answered and signed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from django.utils.timezone import localtime

from guatu.console.people.models import AgencyVersion, DatedUnit, PlaceVersion, Succession
from guatu.console.plans.models import SignedRuling
from guatu.desk import LocalAnswer, LocalState
from guatu.domain import Agency, Alias, Level, Place, Validity

_PLACE, _AGENCY = "place", "agency"
Version = TypeVar("Version", bound=DatedUnit)


def local_state(day: date) -> LocalState:
    """Return what this site knows beside its packs, as it stood on a day.

    A unit whose versions all came with a pack, and to which nothing happened here, is left to the pack.
    """
    changes = tuple(Succession.objects.order_by("day", "id"))
    places = _versions(PlaceVersion.objects.all())
    agencies = _versions(AgencyVersion.objects.all())
    written_places = _written_here(places, changes, _PLACE)
    written_agencies = _written_here(agencies, changes, _AGENCY)
    former = {one.new: one.old for one in changes if one.what == _PLACE and _is_new_code(one, day)}
    return LocalState(
        tuple(_place(places[code], day, former.get(code)) for code in written_places),
        tuple(one for code in written_agencies if (one := _agency(agencies[code], day)) is not None),
        _succeeded(changes, day),
        _answers(),
    )


def latest_rulings() -> Mapping[tuple[str, str], SignedRuling]:
    """Return the answer in force to each question that was answered here, by pack and ruling: the last one signed."""
    latest: dict[tuple[str, str], SignedRuling] = {}
    for one in SignedRuling.objects.select_related("by").order_by("-at", "-id"):
        latest.setdefault((one.pack, one.ruling), one)
    return latest


def _answers() -> tuple[LocalAnswer, ...]:
    return tuple(
        LocalAnswer(one.pack, one.ruling, one.answer, str(one.by), localtime(one.at).date(), one.document)
        for _, one in sorted(latest_rulings().items())
    )


def _versions(rows: Iterable[Version]) -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.code, one.valid_from or date.min)):
        found[row.code].append(row)
    return found


def _written_here(versions: Mapping[str, list[Version]], changes: Iterable[Succession], what: str) -> tuple[str, ...]:
    touched = {code for one in changes if one.what == what for code in (one.old, one.new)}
    return tuple(code for code, rows in versions.items() if code in touched or any(row.is_local for row in rows))


def _standing(rows: list[Version], day: date) -> Version:
    """Return the version that holds on a day, else the one nearest before it, else the first."""
    begun = [row for row in rows if row.valid_from is None or row.valid_from <= day]
    return begun[-1] if begun else rows[0]


def _place(rows: list[PlaceVersion], day: date, former: str | None) -> Place:
    row = _standing(rows, day)
    return Place(
        row.code,
        row.name,
        Level(row.level),
        parent=row.parent or None,
        aliases=tuple(dict.fromkeys(one.name for one in rows if one.name != row.name)),
        former_codes=(former,) if former else (),
        # A place exists from its first version to its last, whatever it was called in between.
        valid=Validity(rows[0].valid_from, rows[-1].valid_to),
        tags=tuple(row.tags),
    )


def _agency(rows: list[AgencyVersion], day: date) -> Agency | None:
    row = _standing(rows, day)
    if row.valid_from is not None and row.valid_from > day:
        return None  # not founded yet
    names = ((one.name, Validity(one.valid_from, one.valid_to)) for one in rows if one.name != row.name)
    return Agency(row.code, row.name, tuple(Alias(name, valid) for name, valid in names), row.place or None)


def _is_new_code(change: Succession, day: date) -> bool:
    return change.change == Succession.Change.RENAME and change.old != change.new and change.day <= day


def _succeeded(changes: Iterable[Succession], day: date) -> dict[str, tuple[str, ...]]:
    """Return which agencies took over from which by a day, followed to those that stand; none where one just ended."""
    heirs: dict[str, list[str]] = defaultdict(list)
    ended = _ended_agencies(day)
    for one in changes:
        if one.what == _AGENCY and one.day <= day and one.old != one.new and one.old in ended:
            heirs[one.old].extend(filter(None, (one.new,)))
    return {old: _followed(old, heirs) for old in heirs}


def _ended_agencies(day: date) -> frozenset[str]:
    """Return the agencies that no version holds for on a day; one that gave a part away and goes on is not gone."""
    rows = _versions(AgencyVersion.objects.all())
    return frozenset(code for code, all_of in rows.items() if _is_over(_standing(all_of, day), day))


def _is_over(row: DatedUnit, day: date) -> bool:
    return row.valid_to is not None and row.valid_to < day


def _followed(old: str, heirs: Mapping[str, list[str]]) -> tuple[str, ...]:
    found, waiting, seen = dict[str, None](), [old], set[str]()
    while waiting:
        code = waiting.pop(0)
        if code in seen:
            continue
        seen.add(code)
        if code in heirs:
            waiting.extend(heirs[code])
        else:
            found[code] = None
    return tuple(found)
