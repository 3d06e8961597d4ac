"""What is to be divided (要分解的目标): the year's targets of a place, as asks, from packs, history and settings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from guatu.allocation import Ask, Claim, Rounding, Way
from guatu.desk.findings import BROKEN_HISTORY, UNKNOWN_SETTING
from guatu.desk.headed_rows import HeadedRow
from guatu.desk.split_history import History
from guatu.desk.split_settings import SplitSettings, TierSetting, is_locked, set_number
from guatu.domain import Finding, Level, Period, Place, nearest, unit_named
from guatu.ledgers import Plan, plan_tables
from guatu.pack import Indicator, Kind, Packs, Target, TargetMeasure, target_words
from guatu.query import rows_of
from guatu.report import Undivided

# A tenth of a point; growths of all places within three points of the average unless somebody sets it otherwise.
_GROWTH_STEP, _BAND = Decimal("0.001"), Decimal("0.03")
_SUPPORT_WEIGHT = Decimal("0.5")
_COUNTED = ("firms", "count", "people")
_GROWTHS = (TargetMeasure.GROWTH, TargetMeasure.REDUCTION)
_LEVELS = (TargetMeasure.LEVEL, TargetMeasure.INCREMENT)


@dataclass(frozen=True)
class AskedTarget:
    """A target with the ask it became; `base_of` is the indicator of its bases where that is another one."""

    key: str
    target: Target
    indicator: Indicator
    ask: Ask
    base_of: Indicator | None
    lead: str

    @property
    def amount_step(self) -> Decimal:
        """What amounts of single months are multiples of."""
        return self.ask.step if self.ask.way is not Way.GROWTH else Decimal(1).scaleb(-self.indicator.decimals)


@dataclass
class Asks:
    """The asks in the order of the packs, targets that are not divided with the reason, and what was found."""

    asked: list[AskedTarget] = field(default_factory=list)
    undivided: list[Undivided] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def split_places(packs: Packs, year: int, *, parks: bool) -> tuple[Place, ...]:
    """Return the places targets are divided among: those right below the packs' place, or all parks within it.

    Never both: what a park does is counted in its county already.
    """
    tree, whole, on = packs.place_tree(), packs.main.manifest.place or "", date(year, 12, 31)
    if parks:
        return tuple(place for place in tree.within(whole) if place.level is Level.PARK and place.valid.holds_on(on))
    return tuple(place for place in tree.children(whole, on) if place.level is not Level.PARK)


def make_asks(
    packs: Packs, history: History, settings: SplitSettings, places: tuple[Place, ...], *, indicators: Iterable[str]
) -> Asks:
    """Return an ask for each target of the year that can be divided; `indicators`, if any, keeps those of some."""
    made = Asks()
    wanted = frozenset(indicators)
    targets = {f"{pack.id}:{target.id}": target for pack, target in packs.targets_with_packs()}
    plan = Plan(packs, Period.month(history.year, 12), None, packs.main.manifest.place or "")
    for row in rows_of(plan_tables(plan)["plan_targets"]):
        target, indicator = targets[str(row["target"])], packs.indicator(str(row["indicator"]))
        if indicator is None or row["place"] != plan.place or (wanted and indicator.id not in wanted):
            continue
        key, name = str(row["target"]), f"{indicator.name}{target_words(target)}"
        reason = _not_divided(target, indicator, row, history.year)
        set_for = settings.targets.get(key)
        by_setting = not reason and set_for is not None and set_for.divides is False
        if reason or by_setting:
            made.undivided.append(Undivided(key, name, reason or "分解设置写明不分解", by_setting))
            continue
        maker = _AskMaker(packs, history, settings, key, target, indicator, made.findings)
        made.asked.append(maker.asked(name, row, places))
    made.findings.extend(_unknown(settings, [one.key for one in made.asked], places, made))
    return made


def _not_divided(target: Target, indicator: Indicator, row: Mapping[str, object], year: int) -> str:
    """Return why a target is not divided, "" where it is."""
    first, last = row["first"], row["last"]
    whole_year = (
        isinstance(first, date) and isinstance(last, date) and (first.year, first.month) <= (year, 1) <= (last.year, 12)
    )
    if target.tag is not None or target.scope:
        return "只对一部分地区或园区，按原文落实"
    if row["value"] is None:
        return "没有数值"
    if indicator.kind is Kind.RATE or target.measure is TargetMeasure.SHARE:
        return "比率类目标不能相加，各地要求另定"
    if target.measure not in (*_GROWTHS, *_LEVELS):
        return "倍数、位次、完成率和年均增速不分解到当年"
    if not whole_year or (isinstance(last, date) and last.year > year and not row["per_year"]):
        return f"目标期不是{year}年，当年的要求请写进计划"
    return ""


def _unknown(settings: SplitSettings, known: list[str], places: tuple[Place, ...], made: Asks) -> Iterator[Finding]:
    codes, passed = {place.code for place in places}, {one.key for one in made.undivided}
    rows = [(key, "", one.row) for key, one in settings.targets.items()]
    rows += [(key, place, row) for (key, place), row in (*settings.places.items(), *settings.edits.items())]
    for key, place, row in rows:
        if key not in known and key not in passed:
            yield UNKNOWN_SETTING.at(row.span, f"没有要分解的目标“{key}”{nearest(key, known)}", UNKNOWN_SETTING.instead)
        elif place and place not in codes:
            yield UNKNOWN_SETTING.at(row.span, f"没有要分解到的地区“{place}”。", UNKNOWN_SETTING.instead)


@dataclass
class _AskMaker:
    """Makes the ask of one target; what cannot be read goes to `findings`."""

    packs: Packs
    history: History
    settings: SplitSettings
    key: str
    target: Target
    indicator: Indicator
    findings: list[Finding]

    def asked(self, name: str, row: Mapping[str, object], places: tuple[Place, ...]) -> AskedTarget:
        way, set_for = self._way(), self.settings.targets.get(self.key)
        on = None if set_for is None else set_for.row
        base_of, parks = self._base_of(on), any(place.level is Level.PARK for place in places)
        total, comparator = Decimal(repr(row["value"])), str(row["comparator"])
        if self.target.measure is TargetMeasure.REDUCTION:
            total, comparator = -total, {">=": "<=", ">": "<", "<=": ">=", "<": ">"}.get(comparator, comparator)
        step = self._set(on, "取整", growth=way is Way.GROWTH) or self._usual_step(way)
        band = self._set(on, "与平均相差不超过", growth=True)
        claims = tuple(self._claim(place, way, base_of or self.indicator, step) for place in places)
        ask = Ask(
            key=self.key,
            name=name,
            way=way,
            total=total,
            step=step,
            claims=claims,
            comparator=comparator,
            buffer=self._set(on, "加码", growth=True) or Decimal(0),
            band=_BAND if band is None else band,
            alike_band=self._set(on, "同类相差不超过", growth=True),
            support_weight=float(self._support_weight(on)),
            rounding=Rounding.WEBSTER if on is not None and "韦" in on.text("个数取整办法") else Rounding.REMAINDERS,
            unit=self.indicator.unit,
            # Parks are a part of the whole: that they do not add up to it is no surprise.
            own_base=None if parks else self.history.base(str(row["place"]), (base_of or self.indicator).id),
        )
        return AskedTarget(self.key, self.target, self.indicator, ask, base_of, str(row["lead"] or ""))

    def _way(self) -> Way:
        if self.target.measure in _GROWTHS:
            return Way.GROWTH
        if self.indicator.kind is Kind.STOCK:
            return Way.COUNT if self.target.measure is TargetMeasure.INCREMENT else Way.AMOUNT
        return Way.COUNT if unit_named(self.indicator.unit).dimension in _COUNTED else Way.AMOUNT

    def _usual_step(self, way: Way) -> Decimal:
        if way is Way.GROWTH:
            return _GROWTH_STEP
        unit = unit_named(self.indicator.unit)
        decimals = 0 if unit.dimension in _COUNTED and unit.factor == 1 else self.indicator.decimals
        return Decimal(1).scaleb(-decimals)

    def _base_of(self, on: HeadedRow | None) -> Indicator | None:
        text = "" if on is None else on.text("基数用哪个指标")
        found = self.packs.indicator(text) if text else None
        if text and found is None and on is not None:
            names = self.packs.indicator_names()
            told = f"没有指标“{text}”{nearest(text, names)}"
            self.findings.append(UNKNOWN_SETTING.at(on.span, told, UNKNOWN_SETTING.instead))
        return None if found is None or found.id == self.indicator.id else found

    def _support_weight(self, on: HeadedRow | None) -> Decimal:
        weight = None if on is None else set_number(on, "支撑权重", "", self.findings)
        return _SUPPORT_WEIGHT if weight is None else weight

    def _set(self, on: HeadedRow | None, header: str, *, growth: bool) -> Decimal | None:
        if on is None:
            return None
        return set_number(on, header, "%" if growth else self.indicator.unit, self.findings, growth=growth)

    def _claim(self, place: Place, way: Way, base_of: Indicator, step: Decimal) -> Claim:
        on, growth = self.settings.places.get((self.key, place.code)), way is Way.GROWTH
        base = self._set(on, "基数", growth=False)
        trend = self.history.trend(place.code, self.indicator.id)
        if trend.broken and way is not Way.COUNT:
            years = "、".join(f"{year}年" for year in trend.broken)
            told = f"{place.name}{self.indicator.name}{years}的总量和增速对不上，没有计入近年增速。"
            self.findings.append(BROKEN_HISTORY.at(None, told, BROKEN_HISTORY.instead))
        given = self._set(on, "自报能力", growth=way is not Way.COUNT)
        floor, because = self._floor(on, place, growth=growth)
        return Claim(
            place=place.code,
            name=place.name.removesuffix("（虚构）"),
            base=self.history.base(place.code, base_of.id) if base is None else float(base),
            trend=trend.growth,
            support=self.history.support(place.code, self.indicator.id),
            given=None if given is None else float(given),
            floor=floor,
            floor_from=because,
            ceiling=self._set(on, "上限", growth=growth),
            alike="" if on is None else on.text("同类"),
            locked=self._locked(place, way, step),
        )

    def _floor(self, on: HeadedRow | None, place: Place, *, growth: bool) -> tuple[Decimal | None, str]:
        own, tier = self._set(on, "下限", growth=growth), self._tier(place)
        if tier is None or (own is not None and own >= tier.least):
            return own, ""
        indicator = self.packs.indicator(tier.indicator)
        unit = "" if indicator is None else indicator.unit
        return tier.least, f"按档次：{tier.indicator}{tier.size:f}{unit}以上"

    def _tier(self, place: Place) -> TierSetting | None:
        reached = []
        for tier in self.settings.tiers.get(self.key, ()):
            indicator = self.packs.indicator(tier.indicator)
            size = None if indicator is None else self.history.base(place.code, indicator.id)
            if size is not None and Decimal(repr(size)) >= tier.size:
                reached.append(tier)
        return max(reached, key=lambda tier: tier.size, default=None)

    def _locked(self, place: Place, way: Way, step: Decimal) -> Decimal | None:
        on, growth = self.settings.edits.get((self.key, place.code)), way is Way.GROWTH
        if on is None or not is_locked(on, self.findings):
            return None
        value = self._set(on, "调整值", growth=growth)
        if value is None:
            value = self._set(on, "分解值", growth=growth)
        if value is None or growth or value % step == 0:
            return value
        told = f"{place.name}调整值{value:f}不是{step:f}{self.indicator.unit}的整数倍，没有锁定。"
        self.findings.append(UNKNOWN_SETTING.at(on.span, told, "按“取整”的档填写，或在分解设置里把取整改小。"))
        return None
