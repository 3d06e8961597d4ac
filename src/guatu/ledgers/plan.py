"""The plan as tables: what the packs say, laid beside the facts so that a step can join it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guatu.domain import InvalidValue, Level, Period, Place, PlaceTree, UnitMismatch, data_factor, unit_named
from guatu.pack import MONTHS_APART, Duty, Indicator, Pack, Packs, Target, TargetMeasure, due_day, is_asked_in
from guatu.query import TARGETS, Column, Measure, Source, TableSchema, table_from_rows

PLAN_INDICATORS = TableSchema(
    "plan_indicators",
    "指标表",
    (
        Column("indicator", "指标编号", "VARCHAR"),
        Column("kind", "类别", "VARCHAR"),
        Column("growth_basis", "增速口径", "VARCHAR"),
        Column("direction", "方向", "VARCHAR"),
        Column("merged", "1月并入2月", "BOOLEAN", Measure.YES_NO),
        Column("is_ratio", "是否比率", "BOOLEAN", Measure.YES_NO),
        Column("months_apart", "几个月一期", "INTEGER", Measure.COUNT),
        Column("usual", "按往年进度", "BOOLEAN", Measure.YES_NO),
        Column("total", "总指标", "VARCHAR"),
        Column("split", "分项口径", "VARCHAR"),
        Column("driver", "动能", "VARCHAR"),
        Column("over", "分子", "VARCHAR"),
        Column("under", "分母", "VARCHAR"),
        Column("scale", "换算系数", "DOUBLE", Measure.NUMBER),
        Column("quality", "列入质量效益账", "BOOLEAN", Measure.YES_NO),
    ),
    key=("indicator",),
)
PLAN_PLACES = TableSchema(
    "plan_places",
    "地区表",
    (
        Column("place", "地区代码", "VARCHAR"),
        Column("parent", "上级代码", "VARCHAR"),
        Column("level", "层级", "VARCHAR"),
        Column("inside", "在本地区内", "BOOLEAN", Measure.YES_NO),
    ),
    key=("place",),
)
PLAN_STEPS = TableSchema(
    "plan_steps",
    "分月进度表",
    (
        Column("target", "目标编号", "VARCHAR"),
        Column("month", "月", "INTEGER", Measure.COUNT),
        Column("schedule", "序时进度", "DOUBLE", Measure.RATIO),
    ),
    key=("target", "month"),
)
PLAN_DUTIES = TableSchema(
    "plan_duties",
    "报送要求表",
    (
        Column("duty", "报送要求", "VARCHAR"),
        Column("place", "地区代码", "VARCHAR"),
        Column("indicator", "指标编号", "VARCHAR"),
        Column("due", "应报日期", "DATE", Measure.DATE),
    ),
    key=("duty", "place", "indicator"),
)


@dataclass(frozen=True)
class Plan:
    """What a month needs of the packs: the place it is about, the indicators in play, the day the numbers hold."""

    packs: Packs
    month: Period
    as_of: date | None
    place: str

    @property
    def tree(self) -> PlaceTree:
        """The places of all packs."""
        return self.packs.place_tree()

    def known_by_then(self, vintage: str) -> str:
        """Return the SQL that keeps what was known on the day asked for; empty where no day was asked for."""
        return f"AND ({vintage} IS NULL OR {vintage} <= DATE '{self.as_of}')" if self.as_of else ""


def plan_tables(plan: Plan) -> dict[str, Source]:
    """Return the plan's tables by name: targets, indicators, places, stepped schedules and duties."""
    rows: tuple[tuple[TableSchema, Iterable[tuple[object, ...]]], ...] = (
        (TARGETS, _target_rows(plan)),
        (PLAN_INDICATORS, [_indicator_row(one, plan.packs) for one in plan.packs.indicators]),
        (PLAN_PLACES, _place_rows(plan)),
        (PLAN_STEPS, _schedule_rows(plan)),
        (PLAN_DUTIES, _duty_rows(plan)),
    )
    tables: dict[str, Source] = {schema.name: table_from_rows(schema, values) for schema, values in rows}
    tables["plan_targets"] = tables.pop("targets")
    return tables


def _place_rows(plan: Plan) -> list[tuple[object, ...]]:
    inside = {place.code for place in plan.tree.within(plan.place)}
    return [(place.code, place.parent, place.level.value, place.code in inside) for place in plan.tree]


def _indicator_row(indicator: Indicator, packs: Packs) -> tuple[object, ...]:
    ratio = indicator.ratio
    return (
        indicator.id,
        indicator.kind.value,
        indicator.growth.value,
        indicator.direction,
        indicator.january == "merged",
        unit_named(indicator.unit).dimension in ("ratio", "points"),
        MONTHS_APART[indicator.frequency],
        indicator.schedule == "usual",
        indicator.total,
        indicator.split,
        indicator.driver,
        ratio.over if ratio else None,
        ratio.under if ratio else None,
        _ratio_scale(indicator, packs),
        indicator.quality,
    )


def _ratio_scale(indicator: Indicator, packs: Packs) -> float | None:
    """Return what turns value / under, each in its own unit, into the ratio's unit; None where units do not fit."""
    if indicator.ratio is None:
        return None
    over, under = packs.indicator(indicator.ratio.over), packs.indicator(indicator.ratio.under)
    if over is None or under is None:
        return None
    own = unit_named(indicator.unit)
    kept = Decimal(1) if own.dimension in ("ratio", "points") else own.factor
    return float(unit_named(over.unit).factor / unit_named(under.unit).factor / kept)


def _target_rows(plan: Plan) -> list[tuple[object, ...]]:
    rows = []
    for pack, target in plan.packs.targets_with_packs():
        indicator = plan.packs.indicator(target.indicator)
        period = target_period(pack, target)
        if indicator is None or period is None or not is_in_force(plan, pack, target):
            continue
        for place in target_places(pack, target, plan.tree):
            rows.append(_target_row(pack, target, indicator, period=period, place=place, plan=plan))
    return rows


def is_in_force(plan: Plan, pack: Pack, entry: Target | Duty) -> bool:
    """Tell whether an entry holds in the plan's month: neither its own validity nor its pack's is over or to come."""
    day = plan.month.last_day
    return pack.manifest.valid.holds_on(day) and entry.valid.holds_on(day)


def target_period(pack: Pack, target: Target) -> Period | None:
    """Return the target's period; without one of its own, the years of its pack's validity."""
    if target.period is not None:
        return target.period
    start, end = pack.manifest.valid.start, pack.manifest.valid.end
    return Period.year(start.year, end.year) if start and end else None


def target_places(pack: Pack, target: Target, tree: PlaceTree) -> tuple[str, ...]:
    """Return the codes a target is for: its place, or each park in it that carries the target's tag."""
    found: Place | None = tree.find(target.place or pack.manifest.place or "")
    if found is None or target.tag is None:
        return () if found is None else (found.code,)
    inside = tree.within(found.code)
    return tuple(place.code for place in inside if target.tag in place.tags and place.level is Level.PARK)


def _target_row(
    pack: Pack, target: Target, indicator: Indicator, *, period: Period, place: str, plan: Plan
) -> tuple[object, ...]:
    value = target.value_on(plan.month.last_day, plan.as_of)
    factor = _value_factor(target, indicator)
    agencies = plan.packs.agency_book()

    def names(keys: tuple[str, ...]) -> str | None:
        found = [agency.name if (agency := agencies.find(key)) else key for key in keys]
        return "、".join(found) or None

    return (
        f"{pack.id}:{target.id}",
        place,
        indicator.id,
        period.first,
        period.last,
        target.measure.value,
        target.comparator,
        None if value is None or factor is None else float(value * factor),
        None if target.value_max is None or factor is None else float(target.value_max * factor),
        target.per == "year",
        target.schedule,
        target.modality,
        target.clause,
        names(target.lead),
        names(target.support),
        pack.manifest.title,
    )


_RATES = (TargetMeasure.GROWTH, TargetMeasure.ANNUAL_AVERAGE_GROWTH, TargetMeasure.REDUCTION, TargetMeasure.SHARE)


def _value_factor(target: Target, indicator: Indicator) -> Decimal | None:
    """Return what turns the printed number into data: a fraction for rates, the indicator's unit otherwise."""
    try:
        written = unit_named(target.unit or (indicator.unit if target.measure not in _RATES else "%"))
        if target.measure in _RATES:
            return written.factor
        if target.measure in (TargetMeasure.MULTIPLE, TargetMeasure.RANK, TargetMeasure.RATE_OF_COMPLETION):
            return written.factor
        return data_factor(written, unit_named(indicator.unit))
    except (InvalidValue, UnitMismatch):
        return None  # check_packs has said so; the target stays in the ledger without a number


def _schedule_rows(plan: Plan) -> list[tuple[object, ...]]:
    """Return the share for each month of a stepped schedule: a step holds until the next one."""
    return [
        (f"{pack.id}:{target.id}", month, float(max((share for at, share in target.steps if at <= month), default=0)))
        for pack, target in plan.packs.targets_with_packs()
        if target.schedule == "stepped"
        for month in range(1, 13)
    ]


def _duty_rows(plan: Plan) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for pack, duty in duties_of(plan):
        due = due_day(duty.due, plan.month, plan.packs.calendar)
        if due is not None:
            for place in duty_places(plan, duty.who):
                rows.extend((f"{pack.id}:{duty.id}", place, one.id, due) for one in asked_indicators(plan, duty))
    return rows


def asked_indicators(plan: Plan, duty: Duty) -> tuple[Indicator, ...]:
    """Return what a duty asks for in the plan's month, in its order.

    Not asked: what is not published then, a January that is published together with February, and a ratio that is
    worked out from figures asked for anyway.
    """
    asked = frozenset(one.id for _, other in duties_of(plan) for one in _indicators_of(plan.packs, other))
    return tuple(one for one in _indicators_of(plan.packs, duty) if _is_asked(one, plan.month, asked))


def _indicators_of(packs: Packs, duty: Duty) -> tuple[Indicator, ...]:
    found = (packs.indicator(key) for key in duty.indicators)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _is_asked(indicator: Indicator, month: Period, asked: frozenset[str]) -> bool:
    if not is_asked_in(indicator.frequency, month) or not indicator.valid.holds_on(month.last_day):
        return False
    if indicator.january == "merged" and month.last.month == 1:
        return False
    ratio = indicator.ratio
    return ratio is None or not {ratio.over, ratio.under} <= asked


def duties_of(plan: Plan) -> tuple[tuple[Pack, Duty], ...]:
    """Return the duties in force whose period ends in the plan's month, each beside its pack."""
    return tuple(
        (pack, duty)
        for pack in plan.packs.packs
        for duty in pack.duties
        if is_asked_in(duty.frequency, plan.month) and is_in_force(plan, pack, duty)
    )


def duty_places(plan: Plan, who: tuple[str, ...]) -> tuple[str, ...]:
    """Return the places that a duty's agencies stand for: an agency's own place, or those of a group's members.

    A place that was split or merged away before the month ends owes nothing any more.
    """
    codes: dict[str, None] = {}
    for key in who:
        codes.update(dict.fromkeys(_places_of(plan, key, frozenset())))
    return tuple(codes)


def _places_of(plan: Plan, key: str, above: frozenset[str]) -> tuple[str, ...]:
    """Return the places of an agency, a group or, among a group's members, a place; `above` stops a circle."""
    agency = plan.packs.agency_book().find(key)
    if agency is not None and agency.members and agency.id not in above:
        inside = above | {agency.id}
        return tuple(code for member in agency.members for code in _places_of(plan, member, inside))
    named = agency.place if agency is not None and agency.place else key if above else None
    place = plan.tree.find(named) if named else None
    return (place.code,) if place is not None and place.valid.holds_on(plan.month.last_day) else ()
