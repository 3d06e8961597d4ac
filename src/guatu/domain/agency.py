"""Agencies (单位): who answers. Their names have aliases with dates."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from guatu.domain.validity import ALWAYS, Validity


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an agency and when it was used."""

    name: str
    valid: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class Agency:
    """An office: a short id, the name it goes by, other names, the place it belongs to."""

    id: str
    name: str
    aliases: tuple[Alias, ...] = ()
    place: str | None = None
    group: bool = False
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class AgencyBook:
    """All agencies of a plan, found by id, name or alias."""

    agencies: tuple[Agency, ...]
    _by_key: dict[str, Agency] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        keys: dict[str, Agency] = {}
        for agency in self.agencies:
            for alias in agency.aliases:
                keys.setdefault(alias.name, agency)
        keys.update({agency.name: agency for agency in self.agencies})
        keys.update({agency.id: agency for agency in self.agencies})
        object.__setattr__(self, "_by_key", keys)

    def find(self, key: str, on: date | None = None) -> Agency | None:
        """Return the agency of an id, name or alias; with a day, only under a name it had then."""
        agency = self._by_key.get(key.strip())
        if agency is None or on is None or key in (agency.id, agency.name):
            return agency
        held = any(alias.name == key and alias.valid.holds_on(on) for alias in agency.aliases)
        return agency if held else None

    def names(self) -> Iterable[str]:
        """Return every key an agency may be called by."""
        return self._by_key.keys()
