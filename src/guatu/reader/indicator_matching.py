"""Targets' indicators (指标) beside those of the packs: the same thing, or a new one as its target tells of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from guatu.domain import UNITS
from guatu.pack import GrowthBasis, Indicator, Kind, Packs, TargetMeasure
from guatu.reader.draft import ReadTarget
from guatu.reader.identifiers import id_of_name
from guatu.reader.indicator_names import guess_nature, has_new, indicator_key, is_whole, unit_of
from guatu.reader.nearness import nearest_names

_RATES = frozenset({TargetMeasure.GROWTH, TargetMeasure.ANNUAL_AVERAGE_GROWTH, TargetMeasure.REDUCTION})
_COUNTED = frozenset({"firms", "count"})
_EACH_PLACE = re.compile(r"(?:每个?|各)[省市州县区旗乡镇街道、及和]+|有条件的?[市州县区乡镇]+")
_TIMES = frozenset({"days", "months"})


@dataclass(frozen=True, slots=True)
class IndicatorMatch:
    """What the targets of one indicator are about.

    `indicator_id` is that of a loaded pack, or None where `indicator` is proposed (`is_new`). `targets` are the places
    in `Draft.targets`; `near` are names of loaded packs that are like it.
    """

    name: str
    indicator_id: str | None
    indicator: Indicator
    near: tuple[str, ...] = ()
    targets: tuple[int, ...] = ()

    @property
    def is_new(self) -> bool:
        """True when no loaded pack has it."""
        return self.indicator_id is None


def match_indicators(
    targets: Sequence[ReadTarget], packs: Packs | None, places: frozenset[str] = frozenset()
) -> tuple[IndicatorMatch, ...]:
    """Return a match for every indicator of the targets, in their order; `places` are names of the whole place."""
    matcher = _Matcher(packs, places)
    for number, target in enumerate(targets):
        matcher.take(number, target)
    return tuple(matcher.matches)


@dataclass
class _Matcher:
    packs: Packs | None
    places: frozenset[str]
    matches: list[IndicatorMatch] = field(default_factory=list)
    known: dict[str, list[Indicator]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    measured: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for indicator in () if self.packs is None else self.packs.indicators:
            for name in (indicator.name, *indicator.aliases):
                entries = self.known.setdefault(indicator_key(name), [])
                if indicator not in entries:
                    entries.append(indicator)
                self.names.append(name)
                self.taken.add(name)

    def take(self, number: int, target: ReadTarget) -> None:
        """Add a target to the match of its indicator."""
        for name in self._names_of(target):
            found = next((one for one in self.known.get(indicator_key(name), ()) if fits(one, target)), None)
            if found is not None:
                self._join(number, IndicatorMatch(target.indicator, found.id, found))
                return
        self._propose(number, target)

    def _names_of(self, target: ReadTarget) -> tuple[str, ...]:
        """Return the names under which the indicator may be known, the most precise first."""
        name = self._with_scope(target)
        unit = unit_of(target.unit)
        if target.measure is not TargetMeasure.INCREMENT or unit == "个百分点":
            return (name,)
        if name.startswith("新增"):
            # Things that are counted may be entered as a flow without the word: 新增示范项目 is the flow 示范项目.
            return (name, name[2:]) if _dimension(unit) in _COUNTED else (name,)
        return (name, f"新增{name}")

    def _with_scope(self, target: ReadTarget) -> str:
        """Return the indicator's name with the part of the place that it is about, unless it says so itself."""
        name, scope = target.indicator, target.scope
        core = "" if scope is None or scope in self.places else scope_core(scope)
        if not core or core in indicator_key(name) or (len(core) > 4 and indicator_key(name)[:4] in core):
            return name
        return f"新增{core}{name[2:]}" if name.startswith("新增") else f"{core}{name}"

    def _join(self, number: int, match: IndicatorMatch) -> None:
        for place, other in enumerate(self.matches):
            if other.indicator.id == match.indicator.id:
                self.matches[place] = replace(other, targets=(*other.targets, number))
                return
        self.matches.append(replace(match, targets=(number,)))

    def _propose(self, number: int, target: ReadTarget) -> None:
        names = self._names_of(target)
        name = re.sub(r"^全(?:省|市|州|县|区|自治区)(?!域|程|体|面)", "", names[0] if has_new(names[0]) else names[-1])
        proposed = propose(name, target)
        for place, other in enumerate(self.matches):
            if other.is_new and indicator_key(other.indicator.name) == indicator_key(name):
                joined = self._joined(other.indicator, proposed, target)
                if joined is not None:
                    self.matches[place] = replace(other, indicator=joined, targets=(*other.targets, number))
                    return
        printed = self._free_name(name, target)
        indicator = replace(proposed, name=printed, id=id_of_name(printed, "_"))
        self.taken.add(printed)
        if says_unit(target):
            self.measured.add(indicator.id)
        near = nearest_names(target.indicator, self.names)
        self.matches.append(IndicatorMatch(target.indicator, None, indicator, near, (number,)))

    def _joined(self, known: Indicator, more: Indicator, target: ReadTarget) -> Indicator | None:
        """Return the indicator of two targets of one name, or None when their figures cannot be of one thing."""
        if not says_unit(target):
            return known
        if known.id in self.measured:
            same = _dimension(known.unit) == _dimension(more.unit) and known.kind is more.kind
            return known if same else None
        # What was proposed from a growth rate alone takes its unit from a target that has one.
        self.measured.add(known.id)
        return replace(more, id=known.id, name=known.name)

    def _free_name(self, name: str, target: ReadTarget) -> str:
        """A name that a loaded pack gives to another thing is told apart by scope or unit."""
        marks = [one for one in (target.scope, target.unit, target.measure.value, "本文件") if one]
        candidates = (name, *(f"{name}（{mark}）" for mark in marks))
        return next((one for one in candidates if one not in self.taken), f"{name}（{number_words(target)}）")


def scope_core(scope: str) -> str:
    """Return what a scope says beyond the whole place: 园区 for 全县园区, nothing for 全县 or 每县.

    >>> scope_core("全县园区"), scope_core("全县"), scope_core("每个乡镇")
    ('园区', '', '')
    """
    if is_whole(scope) or _EACH_PLACE.fullmatch(scope):
        return ""
    return re.sub(r"^(?:每个?|各类?)", "", indicator_key(scope))


def number_words(target: ReadTarget) -> str:
    """Return what tells two targets of one name apart when nothing else does."""
    return f"{target.clause}，{target.value or target.reference}"


def says_unit(target: ReadTarget) -> bool:
    """Tell a target whose figure is in its indicator's own unit; growth is in per cent whatever grows."""
    return target.value is not None and target.measure not in (*_RATES, TargetMeasure.MULTIPLE)


def fits(indicator: Indicator, target: ReadTarget) -> bool:
    """Tell whether a target may be about an indicator: a share about a rate, new ones about a flow, alike units."""
    measure, unit = target.measure, unit_of(target.unit)
    if target.value is None:
        return True
    if measure is TargetMeasure.SHARE:
        return indicator.kind is Kind.RATE and _dimension(indicator.unit) == "ratio"
    if measure in _RATES:
        return indicator.growth is not GrowthBasis.NONE or measure is TargetMeasure.REDUCTION
    if measure is TargetMeasure.INCREMENT:
        if unit == "个百分点":
            return _dimension(indicator.unit) == "ratio"
        return indicator.kind is Kind.FLOW and _alike(unit, indicator.unit)
    if measure is TargetMeasure.LEVEL:
        return _alike(unit, indicator.unit)
    return True


def propose(name: str, target: ReadTarget) -> Indicator:
    """Return a new indicator as far as its name and its target tell: unit, kind, basis of growth, direction."""
    unit, kind, growth = guess_nature(name)
    measure, own = target.measure, unit_of(target.unit)
    if measure is TargetMeasure.SHARE or measure is TargetMeasure.RATE_OF_COMPLETION:
        unit, kind, growth = "%", Kind.RATE, GrowthBasis.NONE
    elif measure is TargetMeasure.RANK:
        unit, kind, growth = "位", Kind.RATE, GrowthBasis.NONE
    elif measure is TargetMeasure.INCREMENT and own == "个百分点":
        unit, kind, growth = "%", Kind.RATE, GrowthBasis.NONE
    elif measure is TargetMeasure.INCREMENT and target.value is not None:
        unit, kind, growth = own, Kind.FLOW, GrowthBasis.NOMINAL
    elif measure is TargetMeasure.LEVEL and target.value is not None:
        unit, kind, growth = own, *_kind_of_level(own, kind, growth)
    down = target.comparator in ("<", "<=") or measure is TargetMeasure.REDUCTION
    return Indicator(
        id="new",
        name=name,
        unit=unit,
        kind=kind,
        growth=growth,
        direction="down" if down else "up",
        frequency="yearly",
        confidence=target.confidence,
    )


def _kind_of_level(unit: str, kind: Kind, growth: GrowthBasis) -> tuple[Kind, GrowthBasis]:
    dimension = _dimension(unit)
    if dimension in _TIMES or dimension == "ratio":
        return Kind.RATE, GrowthBasis.NONE
    if dimension == "money":
        return (kind if kind is not Kind.RATE else Kind.FLOW), growth if kind is Kind.FLOW else GrowthBasis.NOMINAL
    return Kind.STOCK, GrowthBasis.NOMINAL


def _alike(unit: str, other: str) -> bool:
    mine, theirs = _dimension(unit), _dimension(other)
    return mine == theirs or {mine, theirs} <= _COUNTED


def _dimension(unit: str) -> str:
    known = UNITS.get(unit)
    return unit if known is None else known.dimension
