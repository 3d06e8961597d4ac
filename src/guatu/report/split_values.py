"""A run of 目标分解 as values: each target with its division, its year and what one more point does."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from guatu.allocation import Division, Sensitivity, Timetable, Way, percent_decimals
from guatu.pack import Indicator, Packs, Target


@dataclass(frozen=True, kw_only=True)
class DividedTarget:
    """One target divided: `key` is 政策包编号:目标编号, `months` are those whose figures are published.

    `base_of` names the indicator whose figures are the bases, where it is another one.
    """

    key: str
    target: Target
    indicator: Indicator
    division: Division
    time: Timetable
    months: tuple[int, ...]
    sensitivities: tuple[Sensitivity, ...] = ()
    base_of: str = ""
    lead: str = ""

    @property
    def way(self) -> Way:
        """How it is divided."""
        return self.division.ask.way

    @property
    def rate_decimals(self) -> int:
        """With how many decimals its growths are printed: one locked at 6.25% must not be signed as 6.3%."""
        values = [part.value for part in self.division.parts] if self.way is Way.GROWTH else []
        return percent_decimals(self.division.ask, *values)

    @property
    def is_given(self) -> bool:
        """True where at least one place has a part; without any base there is nothing to show."""
        return bool(self.division.clash) or any(part.value is not None for part in self.division.parts)

    @property
    def name(self) -> str:
        """The target in words: 社会消费品零售总额增速6%以上."""
        return self.division.ask.name


@dataclass(frozen=True)
class Undivided:
    """A target that was not divided: key, words, reason; `by_setting` where the officer asked for that."""

    key: str
    name: str
    reason: str
    by_setting: bool = False


@dataclass(frozen=True)
class TypedSettings:
    """What an officer typed, to be written out again: by target, by target and place, and the rows of tiers."""

    targets: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    tiers: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class SplitReading:
    """One run: packs, year, targets that were divided, and those that were not with the reason for each.

    `parks` tells that the parts are parks, not the places right below.
    """

    packs: Packs
    year: int
    divided: tuple[DividedTarget, ...]
    undivided: tuple[Undivided, ...] = ()
    typed: TypedSettings = field(default_factory=TypedSettings)
    parks: bool = False

    @property
    def given(self) -> tuple[DividedTarget, ...]:
        """The targets of which places have a part."""
        return tuple(one for one in self.divided if one.is_given)

    @property
    def place(self) -> str:
        """The name of the place whose targets are divided."""
        code = self.packs.main.manifest.place or ""
        found = self.packs.place_tree().find(code)
        return code if found is None else found.name.removesuffix("（虚构）")

    @property
    def title(self) -> str:
        """What every title begins with."""
        return f"{self.place}{self.year}年{'园区' if self.parks else ''}"

    @property
    def is_fictional(self) -> bool:
        """True where a pack is made up for demonstration; the papers then say so."""
        return any(pack.manifest.fictional for pack in self.packs.packs)

    def of_way(self, way: Way) -> tuple[DividedTarget, ...]:
        """Return the targets that are divided in one way."""
        return tuple(one for one in self.given if one.way is way)
