"""The trees as they stood on a day (地区树 单位树)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.db.models import Q

from guatu.console.frame.models import stamp_of
from guatu.console.people.models import AgencyVersion, PlaceVersion

TREE = "tree"  # the stamp that is renewed whenever a version of a unit is written


@dataclass(frozen=True)
class Tree:
    """Places and agencies on one day: versions by code, and who stands under whom."""

    day: date
    places: dict[str, PlaceVersion]
    agencies: dict[str, AgencyVersion]

    def place_name(self, code: str) -> str:
        """Return what a place is called, or its code."""
        return self.places[code].name if code in self.places else code

    def agency_name(self, code: str) -> str:
        """Return what an agency is called, or its code."""
        return self.agencies[code].name if code in self.agencies else code

    def under(self, code: str) -> tuple[str, ...]:
        """Return the codes of a place and everything under it, top first; nothing where nobody knows the place."""
        found = [code] if code in self.places else []
        for one in found:
            found.extend(self._below.get(one, ()))
        return tuple(found)

    def children(self, code: str) -> tuple[str, ...]:
        """Return the codes right under a place, in their order."""
        return self._below.get(code, ())

    @cached_property
    def _below(self) -> dict[str, tuple[str, ...]]:
        below: dict[str, tuple[str, ...]] = {}
        for child in sorted(self.places):
            parent = self.places[child].parent
            below[parent] = (*below.get(parent, ()), child)
        return below

    def agencies_of(self, place: str) -> tuple[AgencyVersion, ...]:
        """Return the agencies that belong to a place."""
        return tuple(one for one in self.agencies.values() if one.place == place)


def tree_on(day: date) -> Tree:
    """Return the trees of a day; kept until a version changes."""
    return _tree(day, stamp_of(TREE))


@lru_cache(maxsize=24)
def _tree(day: date, _unchanged: int) -> Tree:
    return read_tree(day)


def read_tree(day: date) -> Tree:
    """Return the trees of a day from the database itself, as whoever is changing them needs it."""
    on = (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    return Tree(day, _by_code(PlaceVersion.objects.filter(on)), _by_code(AgencyVersion.objects.filter(on)))


def _by_code(versions: Iterable) -> dict:  # type: ignore[type-arg]  # either kind of version, told apart by the caller
    return {one.code: one for one in versions}
