"""Checks of targets (目标): units, periods, values, schedule steps, and targets that contradict each other."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from guatu.domain import UNITS, Finding, InvalidValue, Unit, Validity, unit_named
from guatu.pack.findings import (
    CONTRADICTION,
    RANGE_REVERSED,
    SCHEDULE_STEPS,
    TARGET_PERIOD,
    TARGET_UNIT,
    TARGET_WITHOUT_VALUE,
    UNKNOWN_UNIT,
)
from guatu.pack.nouns import Indicator, Target, TargetMeasure
from guatu.pack.pack import Pack, Packs
from guatu.pack.wording import target_words

_SHARES = {
    TargetMeasure.GROWTH,
    TargetMeasure.ANNUAL_AVERAGE_GROWTH,
    TargetMeasure.REDUCTION,
    TargetMeasure.SHARE,
    TargetMeasure.RATE_OF_COMPLETION,
}
_SHARE_UNITS = ("%", "‰", "")
_MONTHS_PER = {"year": 12, "quarter": 3, "month": 1}


def known_units(packs: Packs) -> Iterator[Finding]:
    """Every unit of an indicator or a target is registered."""
    for pack in packs.packs:
        uses = [(f"指标“{one.id}”", one.unit, one.span) for one in pack.indicators]
        uses += [(f"目标“{one.id}”", one.unit, one.span) for one in pack.targets]
        for by, name, span in uses:
            try:
                unit_named(name)
            except InvalidValue as error:
                way_out = "请写常用单位，如 万元、亿元、户、个、%；数和单位分开写。"
                yield UNKNOWN_UNIT.at(span, f"{by}：{_stop(str(error))}", way_out)


def fitting_units(packs: Packs) -> Iterator[Finding]:
    """The unit of a target suits what it measures and the indicator that it is about."""
    for _, target in packs.targets_with_packs():
        indicator = packs.indicator(target.indicator)
        unit = _unit(target.unit)
        if indicator is None or unit is None or not target.value:
            continue
        expected = _expected_units(target, indicator, unit)
        if expected is not None:
            sentence = f"目标“{target.id}”要的是{target_words(target)}，单位写的是“{target.unit or '（空）'}”。"
            yield TARGET_UNIT.at(target.span, sentence, f"指标“{indicator.name}”的这种目标应写{expected}。")


def periods_inside(packs: Packs) -> Iterator[Finding]:
    """The period of a target meets the validity of its pack."""
    for pack, target in packs.targets_with_packs():
        if target.period is None:
            continue
        span = Validity(target.period.first, target.period.last_day)
        if not span.overlaps(pack.manifest.valid):
            sentence = f"目标“{target.id}”的目标期是{target.period.words}，不在政策包的有效期内。"
            way_out = "请核对年份；如果计划本来就写到有效期之后，可以不改。"
            yield TARGET_PERIOD.at(target.span, sentence, way_out)


def values_given(packs: Packs) -> Iterator[Finding]:
    """A target has a number, or says what it refers to; its upper end is not below its lower one."""
    for _, target in packs.targets_with_packs():
        if not target.value and target.reference is None:
            sentence = f"目标“{target.id}”没有数值，也没有写参照。"
            way_out = "请补上 value；原文没有数的，用 reference 写明参照什么，如“省下达目标”。"
            yield TARGET_WITHOUT_VALUE.at(target.span, sentence, way_out)
        if target.value_max is not None and any(dated.value > target.value_max for dated in target.value):
            sentence = f"目标“{target.id}”的上限 {target.value_max} 低于目标值 {target.value[-1].value}。"
            yield RANGE_REVERSED.at(target.span, sentence, "请把小的写在 value，大的写在 value_max。")


def rising_steps(packs: Packs) -> Iterator[Finding]:
    """Schedule steps go on month by month, never fall, and end at 1; a stepped schedule has steps."""
    for _, target in packs.targets_with_packs():
        mistake = _step_mistake(target)
        if mistake is not None:
            way_out = "请写成 steps: [[3, 0.2], [6, 0.5], [9, 0.75], [12, 1]]，月份递增，最后一个是 1。"
            yield SCHEDULE_STEPS.at(target.span, f"目标“{target.id}”的分月进度{mistake}。", way_out)


def contradictions(packs: Packs) -> Iterator[Finding]:
    """Two targets for the same thing with different numbers, also across packs; both are kept."""
    for others in _same_things(packs):
        for at, (pack, target) in enumerate(others):
            rival = next((one for held_by, one in others[:at] if _contradict(held_by, one, pack, target)), None)
            if rival is None:
                continue
            indicator = packs.indicator(target.indicator)
            sentence = (
                f"“{target.indicator if indicator is None else indicator.name}”有两个目标："
                f"这里是{target_words(target)}（{target.clause or '未注明条款'}），"
                f"{rival.span or rival.id} 是{target_words(rival)}（{rival.clause or '未注明条款'}）；两个都保留。"
            )
            way_out = "请牵头单位定下以哪个为准，写进 rulings.yaml；没有定之前两个都算。"
            yield CONTRADICTION.at(target.span, sentence, way_out)


def contradicting_targets(packs: Packs) -> tuple[tuple[tuple[Pack, Target], ...], ...]:
    """Return the targets that contradict each other (矛盾目标), group by group, each beside its pack."""
    groups = (
        tuple(
            (pack, target)
            for pack, target in others
            if any(one is not target and _contradict(held_by, one, pack, target) for held_by, one in others)
        )
        for others in _same_things(packs)
    )
    return tuple(group for group in groups if group)


def _same_things(packs: Packs) -> Iterator[list[tuple[Pack, Target]]]:
    """Yield the targets for the same thing, in the order written.

    The same thing: indicator, place, scope, tag, measure, condition, and a stretch of the same length; a target for the
    first quarter does not contradict one for the year.
    """
    seen: dict[tuple[object, ...], list[tuple[Pack, Target]]] = {}
    tree = packs.place_tree()
    for pack, target in packs.targets_with_packs():
        if not target.value:
            continue
        indicator = packs.indicator(target.indicator)
        key_of_place = target.place or pack.manifest.place or ""
        place = tree.find(key_of_place)
        months = _MONTHS_PER.get(target.per or "", target.period.months if target.period else None)
        thing = (
            target.indicator if indicator is None else indicator.id,
            key_of_place if place is None else place.code,
            *(target.scope, target.tag, target.measure, target.condition, months),
        )
        seen.setdefault(thing, []).append((pack, target))
    yield from seen.values()


def _contradict(pack: Pack, target: Target, other_pack: Pack, other: Target) -> bool:
    """Tell whether two targets for the same thing ask for different numbers in periods that overlap."""
    return _stretch(pack, target).overlaps(_stretch(other_pack, other)) and _demand(target) != _demand(other)


def _expected_units(target: Target, indicator: Indicator, unit: Unit) -> str | None:
    """What should have been written, or None when the unit suits."""
    if target.measure in _SHARES:
        return None if unit.name in _SHARE_UNITS else "“%”或“‰”"
    if target.measure is TargetMeasure.MULTIPLE:
        return None if unit.name == "倍" else "“倍”"
    if target.measure is TargetMeasure.RANK:
        return None if unit.dimension == "rank" else "“位”"
    own = _unit(indicator.unit)
    if own is None or own.dimension == unit.dimension:
        return None
    # A rate rises by percentage points: from 45% to 47% is 2 个百分点.
    if target.measure is TargetMeasure.INCREMENT and own.dimension == "ratio":
        return None if unit.dimension == "points" else "“个百分点”"
    return "、".join(f"“{one.name}”" for one in UNITS.values() if one.dimension == own.dimension and one.name)


def _step_mistake(target: Target) -> str | None:
    steps = target.steps
    if not steps:
        return "没有写（schedule 是 stepped，要有 steps）" if target.schedule == "stepped" else None
    length = 12 if target.period is None else target.period.months
    if any(not 1 <= month <= length for month, _ in steps):
        return f"里有不在 1 到 {length} 之间的月份"
    if any(later[0] <= earlier[0] for earlier, later in pairwise(steps)):
        return "的月份没有递增"
    if steps[0][1] < 0 or any(later[1] < earlier[1] for earlier, later in pairwise(steps)):
        return "有下降"
    return None if steps[-1][1] == 1 else f"最后是 {steps[-1][1]}，不是 1"


def _unit(name: str) -> Unit | None:
    try:
        return unit_named(name)
    except InvalidValue:
        return None


def _stretch(pack: Pack, target: Target) -> Validity:
    """The days a target is about; a target without a period holds as long as its pack."""
    if target.period is None:
        return pack.manifest.valid
    return Validity(target.period.first, target.period.last_day)


def _demand(target: Target) -> tuple[object, ...]:
    """What a target asks for, in base units: 0.5亿元 and 5000万元 are the same demand."""
    unit = _unit(target.unit)
    factor = Decimal(1) if unit is None else unit.factor
    dimension = target.unit if unit is None else unit.dimension
    values: tuple[tuple[date | None, Decimal], ...] = tuple((one.effective, one.value * factor) for one in target.value)
    top = None if target.value_max is None else target.value_max * factor
    return target.comparator, dimension, values, top


def _stop(sentence: str) -> str:
    return sentence if sentence.endswith(("。", "？")) else sentence + "。"
