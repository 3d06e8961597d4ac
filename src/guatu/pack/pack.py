"""A pack (政策包), and several packs read together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Protocol, TypeVar

from pydantic import Field

from guatu.domain import (
    ALWAYS,
    WEEKDAYS_ONLY,
    Agency,
    AgencyBook,
    Alias,
    Level,
    Place,
    PlaceTree,
    Validity,
    WorkCalendar,
)
from guatu.pack.column_nouns import (
    Aggregate,
    Classification,
    Derived,
    PackColumn,
    Qualification,
    RuleParameter,
    Scale,
    Score,
)
from guatu.pack.nouns import (
    AgencyEntry,
    Alert,
    CalendarYear,
    Check,
    Document,
    Duty,
    Grouping,
    Id,
    Indicator,
    Light,
    Names,
    PlaceEntry,
    Ruling,
    Target,
    Task,
    Valid,
    Where,
)
from guatu.pack.reward_nouns import Case, Gate, Ladder, Reward, RewardGroup
from guatu.pack.scorecard_nouns import Scorecard
from guatu.pack.values import Flag


class Dated(Protocol):
    """An entry with an id and the days between which it holds."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def valid(self) -> Validity:
        """Its validity (有效期)."""


class Named(Protocol):
    """An entry with an id."""

    @property
    def id(self) -> str:
        """The id."""


DatedItem = TypeVar("DatedItem", bound=Dated)
Item = TypeVar("Item", bound=Named)


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The file `pack.yaml`: what the pack is, where and when it holds, what it builds on."""

    id: Id
    title: Annotated[str, Field(description="政策包名称")]
    place: Annotated[str | None, Field(description="适用地区代码")] = None
    extends: Annotated[Names, Field(description="基础：以哪些政策包为基础")] = ()
    valid: Valid = ALWAYS
    documents: Annotated[tuple[Document, ...], Field(description="文件及条款目录")] = ()
    fictional: Annotated[Flag, Field(description="虚构：是不是演示用的虚构数据")] = False
    note: Annotated[str | None, Field(description="说明")] = None
    span: Where = None


@dataclass(frozen=True)
class Pack:
    """Plans as data: one folder of YAML. `version` is a hash of its content.

    `unread` names the files that could not be read and the ids of entries left out, so that what refers to them is
    not called unknown as well.
    """

    manifest: Manifest
    version: str
    folder: Path
    places: tuple[PlaceEntry, ...] = ()
    agencies: tuple[AgencyEntry, ...] = ()
    industries: tuple[Grouping, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    duties: tuple[Duty, ...] = ()
    alerts: tuple[Alert, ...] = ()
    lights: tuple[Light, ...] = ()
    checks: tuple[Check, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    calendar: tuple[CalendarYear, ...] = ()
    columns: tuple[PackColumn, ...] = ()
    parameters: tuple[RuleParameter, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    derived: tuple[Derived, ...] = ()
    classes: tuple[Classification, ...] = ()
    scores: tuple[Score, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    scales: tuple[Scale, ...] = ()
    rewards: tuple[Reward, ...] = ()
    groups: tuple[RewardGroup, ...] = ()
    gates: tuple[Gate, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    scorecards: tuple[Scorecard, ...] = ()
    cases: tuple[Case, ...] = ()
    unread: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The pack's id."""
        return self.manifest.id

    def clause_title(self, clause: str | None) -> str | None:
        """Return the heading of a clause such as `2#二/（三）`, or None."""
        number, path = split_clause(clause or "")
        for document in self.manifest.documents:
            if document.number == number or number is None:
                for entry in document.clauses:
                    if entry.path == path:
                        return entry.title
        return None


@dataclass(frozen=True)
class Packs:
    """Packs read together, each after those it extends. A later pack's entry replaces an earlier one of the same id."""

    packs: tuple[Pack, ...]
    calendar: WorkCalendar = WEEKDAYS_ONLY
    _indicators: dict[str, Indicator] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        keys: dict[str, Indicator] = {}
        for indicator in (one for pack in self.packs for one in pack.indicators):
            keys.update(dict.fromkeys((*indicator.aliases, indicator.name), indicator))
        keys.update({one.id: one for pack in self.packs for one in pack.indicators})
        object.__setattr__(self, "_indicators", keys)

    @property
    def main(self) -> Pack:
        """The pack that was asked for last; its place is the one the month is about."""
        return self.packs[-1]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, each once."""
        return tuple({one.id: self._indicators[one.id] for pack in self.packs for one in pack.indicators}.values())

    def indicator(self, key: str) -> Indicator | None:
        """Return the indicator of an id, a name or an alias, or None."""
        return self._indicators.get(key.strip())

    def indicator_names(self) -> Iterable[str]:
        """Return every key an indicator may be called by."""
        return self._indicators.keys()

    def place_tree(self) -> PlaceTree:
        """Return the places of all packs as one tree."""
        return self._tree

    @cached_property
    def _tree(self) -> PlaceTree:
        entries = {entry.code: entry for pack in self.packs for entry in pack.places}
        return PlaceTree(tuple(_place(entry) for entry in entries.values()))

    def agency_book(self) -> AgencyBook:
        """Return the agencies of all packs as one book."""
        return self._book

    @cached_property
    def _book(self) -> AgencyBook:
        entries = {entry.id: entry for pack in self.packs for entry in pack.agencies}
        return AgencyBook(tuple(_agency(entry) for entry in entries.values()))

    def targets_with_packs(self) -> tuple[tuple[Pack, Target], ...]:
        """Return every target beside its pack; contradicting ones are all kept."""
        return tuple((pack, target) for pack in self.packs for target in pack.targets)

    def alerts(self, on: date) -> tuple[Alert, ...]:
        """Return the alerts in force on a day; an alert of the same id in a later pack replaces an earlier one."""
        return self.in_force(lambda pack: pack.alerts, on)

    def lights(self, on: date) -> tuple[Light, ...]:
        """Return the lights in force on a day, the later pack's first."""
        return tuple(reversed(self.in_force(lambda pack: pack.lights, on)))

    def checks(self, on: date) -> tuple[Check, ...]:
        """Return the data checks in force on a day."""
        return self.in_force(lambda pack: pack.checks, on)

    def in_force(self, pick: Callable[[Pack], Iterable[DatedItem]], on: date) -> tuple[DatedItem, ...]:
        """Return the entries that hold on a day: `packs.in_force(lambda pack: pack.rewards, day)`."""
        return self.every(lambda pack: (item for item in pick(pack) if item.valid.holds_on(on)))

    def every(self, pick: Callable[[Pack], Iterable[Item]]) -> tuple[Item, ...]:
        """Return the entries of all packs; one of the same id in a later pack replaces an earlier one."""
        return tuple({item.id: item for pack in self.packs for item in pick(pack)}.values())

    def versions(self) -> Mapping[str, str]:
        """Return the version of each pack by its id."""
        return {pack.id: pack.version for pack in self.packs}


def split_clause(clause: str) -> tuple[int | None, str]:
    """Split `2#二/（三）` into the plan's number and the path; without a number the first part is None."""
    number, mark, path = clause.partition("#")
    return (int(number), path) if mark and number.isdigit() else (None, clause)


def _place(entry: PlaceEntry) -> Place:
    return Place(
        entry.code,
        entry.name,
        Level(entry.level),
        parent=entry.parent,
        aliases=entry.aliases,
        former_codes=entry.former_codes,
        valid=entry.valid,
        tags=entry.tags,
    )


def _agency(entry: AgencyEntry) -> Agency:
    aliases = tuple(Alias(alias.name, alias.valid) for alias in entry.aliases)
    return Agency(entry.id, entry.name, aliases, entry.place, group=entry.group, members=entry.members)
