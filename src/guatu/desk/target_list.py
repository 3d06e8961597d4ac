"""List targets (目标管理): those of packs and those handed in as a register, as a page shows them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from guatu.desk.facts_folder import read_facts
from guatu.domain import Finding, InvalidValue, Period
from guatu.pack import (
    Confidence,
    DatedValue,
    Indicator,
    Pack,
    Packs,
    Target,
    TargetMeasure,
    contradicting_targets,
    split_clause,
    target_words,
)
from guatu.query import TARGETS, rows_of
from guatu.report import Column, Row, Section, Table

_COLUMNS = (
    Column("地区", width=7),
    Column("指标", width=12),
    Column("目标要求", width=12),
    Column("目标值", width=7),
    Column("计量单位", width=5),
    Column("目标期", width=7),
    Column("频次", width=4),
    Column("语气", width=5),
    Column("条款", width=8),
    Column("条款标题", width=12),
    Column("出处", width=20),
    Column("牵头单位", width=10),
    Column("责任单位", width=14),
    Column("范围和说明", width=16),
    Column("可信", width=4),
    Column("矛盾", width=4),
)


_RATES = frozenset(
    {
        TargetMeasure.GROWTH,
        TargetMeasure.ANNUAL_AVERAGE_GROWTH,
        TargetMeasure.REDUCTION,
        TargetMeasure.SHARE,
        TargetMeasure.RATE_OF_COMPLETION,
    }
)
_FIXED_UNITS = {TargetMeasure.MULTIPLE: "倍", TargetMeasure.RANK: "位"}
_CONFIDENCE = {Confidence.HIGH: "高", Confidence.MEDIUM: "中", Confidence.LOW: "低"}
_PER = {"year": "每年", "quarter": "每季", "month": "每月"}


@dataclass(frozen=True)
class ListedTarget:
    """A target in words: `requirement` is 增速 8%以上, `value` the number in `unit`, `clause_title` a heading.

    `source` is the document's title, or the register's. `contradicts` is true where another target for the same thing
    asks for another number; `place` and `indicator` are codes beside their names.
    """

    key: str
    place: str
    place_name: str
    indicator: str
    indicator_name: str
    requirement: str
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    period: Period | None
    per: str
    clause: str
    clause_title: str
    source: str
    lead: tuple[str, ...]
    support: tuple[str, ...]
    modality: str
    scope: str
    note: str
    confidence: str
    contradicts: bool


def list_targets(packs: Packs, registers: Path | None = None) -> tuple[tuple[ListedTarget, ...], tuple[Finding, ...]]:
    """Return every target of the packs, then those of a folder of registers, and what was wrong with its files."""
    disputed = {id(target) for group in contradicting_targets(packs) for _, target in group}
    written = tuple(
        _of_pack(packs, pack, target, contradicts=id(target) in disputed) for pack, target in packs.targets_with_packs()
    )
    if registers is None or not any(registers.glob(f"{TARGETS.name}.*")):
        return written, ()
    facts, findings, _ = read_facts(registers, packs, frozenset({TARGETS.name}))
    table = facts.tables.get(TARGETS.name)
    rows = () if table is None else rows_of(table)
    return (*written, *_of_register(packs, rows)), findings


def _of_pack(packs: Packs, pack: Pack, target: Target, *, contradicts: bool) -> ListedTarget:
    key = target.place or pack.manifest.place or ""
    place = packs.place_tree().find(key)
    day = target.period.last_day if target.period else pack.manifest.valid.end or date.max
    return ListedTarget(
        key=f"{pack.id}:{target.id}",
        place=place.code if place else key,
        place_name=place.name if place else key,
        indicator=target.indicator,
        indicator_name=_indicator_name(packs, target.indicator),
        requirement=target_words(target),
        value=target.value_on(day),
        value_max=target.value_max,
        unit=target.unit,
        period=target.period,
        per=_PER.get(target.per or "", ""),
        clause=target.clause or "",
        clause_title=pack.clause_title(target.clause) or "",
        source=document_title(pack, target.clause),
        lead=_agencies(packs, target.lead),
        support=_agencies(packs, target.support),
        modality=target.modality or "",
        scope="；".join(filter(None, (target.scope, f"带“{target.tag}”标签的园区" if target.tag else None))),
        note="；".join(filter(None, (target.condition, target.note))),
        confidence=_CONFIDENCE[target.confidence] if target.confidence else "",
        contradicts=contradicts,
    )


def target_table(listed: Iterable[ListedTarget]) -> Table:
    """Return targets as a table for a workbook (目标一览表)."""
    rows = tuple(Row(_cells(one)) for one in listed)
    return Table("目标", "目标一览表", "", _COLUMNS, (Section("", rows),), frozen_columns=2)


def document_title(pack: Pack, clause: str | None) -> str:
    """Return the title of the document that a clause of a pack stands in, else the pack's."""
    number, _ = split_clause(clause or "")
    titles = [one.title for one in pack.manifest.documents if one.number == number or number is None]
    return titles[0] if clause and titles else pack.manifest.title


def _of_register(packs: Packs, rows: Iterable[Mapping[str, object]]) -> Iterator[ListedTarget]:
    for row in rows:
        try:
            yield _of_row(packs, row)
        except (InvalidValue, ValueError, KeyError):  # the findings of the register have said so
            continue


def _of_row(packs: Packs, row: Mapping[str, object]) -> ListedTarget:
    measure = TargetMeasure(str(row["measure"]))
    indicator = packs.indicator(str(row["indicator"]))
    place = packs.place_tree().find(str(row["place"]))
    value, top = _number(row["value"], measure), _number(row["value_max"], measure)
    unit = "%" if measure in _RATES else _FIXED_UNITS.get(measure, indicator.unit if indicator else "")
    target = Target(
        id=str(row["target"]),
        indicator=str(row["indicator"]),
        measure=measure,
        comparator=str(row["comparator"]),
        value=() if value is None else (DatedValue(value=value),),
        value_max=top,
        unit=unit,
    )
    return ListedTarget(
        key=target.id,
        place=place.code if place else str(row["place"]),
        place_name=place.name if place else str(row["place"]),
        indicator=indicator.id if indicator else target.indicator,
        indicator_name=_indicator_name(packs, target.indicator),
        requirement=target_words(target),
        value=value,
        value_max=top,
        unit=unit,
        period=_period(row["first"], row["last"]),
        per="每年" if row["per_year"] else "",
        clause=_text(row["clause"]),
        clause_title="",
        source=_text(row["source"]) or "目标分解表",
        lead=tuple(filter(None, _text(row["lead"]).split("、"))),
        support=tuple(filter(None, _text(row["support"]).split("、"))),
        modality=_text(row["modality"]),
        scope="",
        note="",
        confidence="",
        contradicts=False,
    )


def _number(value: object, measure: TargetMeasure) -> Decimal | None:
    """Return a number of the register as printed: rates are fractions there."""
    if value is None:
        return None
    number = Decimal(str(value)) * (100 if measure in _RATES else 1)
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _period(first: object, last: object) -> Period | None:
    return Period(first, last.replace(day=1)) if isinstance(first, date) and isinstance(last, date) else None


def _indicator_name(packs: Packs, key: str) -> str:
    found: Indicator | None = packs.indicator(key)
    return found.name if found else key


def _agencies(packs: Packs, keys: tuple[str, ...]) -> tuple[str, ...]:
    book = packs.agency_book()
    return tuple(found.name if (found := book.find(key)) else key for key in keys)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _cells(one: ListedTarget) -> tuple[str | None, ...]:
    value = "" if one.value is None else f"{one.value:f}"
    if one.value is not None and one.value_max is not None:
        value = f"{value}—{one.value_max:f}"
    texts = (
        *(one.place_name, one.indicator_name, one.requirement, value, one.unit),
        *(one.period.words if one.period else "", one.per, one.modality, one.clause, one.clause_title, one.source),
        *("、".join(one.lead), "、".join(one.support), "；".join(filter(None, (one.scope, one.note)))),
        *(one.confidence, "矛盾" if one.contradicts else ""),
    )
    return tuple(text or None for text in texts)
