"""Drafts built by hand, item by item, out of made-up sentences; each item stands in the text where it is quoted."""

from datetime import date
from decimal import Decimal

from guatu.pack import Confidence, TargetMeasure
from guatu.reader.draft import (
    DocumentFacts,
    Draft,
    Quote,
    ReadDuty,
    ReadIncentive,
    ReadTarget,
    ReadTask,
    Tier,
)
from guatu.reader.outline import read_outline
from guatu.reader.source import read_source

FACTS = DocumentFacts(
    title="示例州2024年工业攻坚方案",
    issuers=("示例州人民政府办公室",),
    issued_on="2024-03-01",
    period_start=date(2024, 1, 1),
    period_end=date(2024, 12, 31),
)
TEXT = """示例州2024年工业攻坚方案
一、主要目标
工业增长十成。
二、重点任务
（一）培育企业
对企业给予奖励。
（二）强化调度
按月报送。
"""


def made_draft(
    *items: ReadTarget | ReadTask | ReadIncentive | ReadDuty, facts: DocumentFacts = FACTS, text: str = TEXT
) -> Draft:
    return Draft(
        text=text,
        document=facts,
        outline=read_outline(read_source(text)),
        targets=tuple(one for one in items if isinstance(one, ReadTarget)),
        tasks=tuple(one for one in items if isinstance(one, ReadTask)),
        incentives=tuple(one for one in items if isinstance(one, ReadIncentive)),
        duties=tuple(one for one in items if isinstance(one, ReadDuty)),
    )


def made_quote(text: str = "原文", start: int = 0) -> Quote:
    return Quote(start, start + len(text), text)


def made_target(
    indicator: str,
    value: str | None = "10",
    *,
    measure: TargetMeasure = TargetMeasure.GROWTH,
    comparator: str = ">=",
    unit: str = "%",
    clause: str = "一",
    scope: str | None = "全州",
) -> ReadTarget:
    return ReadTarget(
        clause=clause,
        quote=made_quote(indicator),
        rule="made",
        confidence=Confidence.HIGH,
        indicator=indicator,
        measure=measure,
        comparator=comparator,
        value=None if value is None else Decimal(value),
        unit=unit,
        scope=scope,
        period="2024",
        reference="省下达任务" if value is None else None,
    )


def made_task(
    *lead: str, support: tuple[str, ...] = (), clause: str = "二/（一）", title: str = "培育企业", start: int = 30
) -> ReadTask:
    return ReadTask(
        clause=clause,
        quote=made_quote("（责任栏）", start),
        rule="made",
        confidence=Confidence.HIGH,
        title=title,
        lead=lead,
        support=support,
    )


def made_duty(who: str, due: str | None = None, frequency: str = "monthly", to: str | None = "州工信局") -> ReadDuty:
    return ReadDuty(
        clause="二/（二）",
        quote=made_quote("按月报送"),
        rule="made",
        confidence=Confidence.HIGH,
        who=who,
        what="工作进展",
        to=to,
        frequency=frequency,
        due=due,
    )


def made_incentive(
    recipient: str,
    kind: str = "lump_sum",
    *,
    quote: str = "给予奖励",
    clause: str = "二/（一）",
    amount: str | None = None,
    rate: str | None = None,
    **more: object,
) -> ReadIncentive:
    """Further keys are those of ReadIncentive; `cap` is a text, `tiers` are pairs of texts."""
    cap, tiers = more.get("cap"), more.get("tiers", ())
    assert isinstance(tiers, tuple)
    texts = {key: value for key, value in more.items() if isinstance(value, str) and key != "cap"}
    return ReadIncentive(
        clause=clause,
        quote=made_quote(quote),
        rule="made",
        confidence=Confidence.HIGH,
        recipient=recipient,
        kind=kind,
        amount=None if amount is None else Decimal(amount),
        rate=None if rate is None else Decimal(rate),
        cap=Decimal(str(cap)) if cap is not None else None,
        tiers=tuple(Tier(threshold, Decimal(paid)) for threshold, paid in tiers),
        base=texts.get("base"),
        comparator=texts.get("comparator", "="),
        stacking=texts.get("stacking"),
        condition=texts.get("condition"),
    )
