"""Places (地区/园区): what figures are about. A dated tree; parks overlap counties and are never added to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from guatu.domain.validity import ALWAYS, Validity


class Level(StrEnum):
    """The level of a place; a park (园区) stands beside the counties, not among them."""

    NATION = "nation"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWN = "town"
    PARK = "park"


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its code (GB/T 2260; parks have codes of their own) and the code it had before, if it changed."""

    code: str
    name: str
    level: Level
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()
    valid: Validity = ALWAYS
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlaceTree:
    """All places of a plan, found by code, former code, name or alias."""

    places: tuple[Place, ...]
    _by_key: dict[str, Place] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        keys: dict[str, Place] = {}
        for place in reversed(self.places):
            for key in (*place.former_codes, *place.aliases, place.name):
                keys[key] = place
        # A code in force wins over a former code that is spelt the same.
        keys.update({place.code: place for place in self.places})
        object.__setattr__(self, "_by_key", keys)

    def __iter__(self) -> Iterator[Place]:
        return iter(self.places)

    def find(self, key: str) -> Place | None:
        """Return the place of a code, a former code, a name or an alias, or None."""
        return self._by_key.get(key.strip())

    def children(self, code: str, on: date | None = None) -> tuple[Place, ...]:
        """Return the places one step down; with a day, only those that existed then."""
        return tuple(
            place for place in self.places if place.parent == code and (on is None or place.valid.holds_on(on))
        )

    def within(self, code: str) -> tuple[Place, ...]:
        """Return the place itself and everything under it, top first."""
        top = self._by_key.get(code)
        found = [] if top is None else [top]
        for place in found:
            found.extend(self.children(place.code))
        return tuple(found)

    def names(self) -> Iterable[str]:
        """Return every key a place may be called by."""
        return self._by_key.keys()
