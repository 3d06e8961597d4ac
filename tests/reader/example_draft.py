"""A made-up plan and its draft, written by hand: one item of each kind at least, one of low confidence."""

from datetime import date
from decimal import Decimal

from guatu.domain import Span
from guatu.pack import Confidence, TargetMeasure
from guatu.reader import (
    DocumentFacts,
    Draft,
    FilledCell,
    FilledReview,
    FilledRow,
    FilledTable,
    Quote,
    ReadDuty,
    ReadIncentive,
    ReadTarget,
    ReadTask,
    ReviewTable,
    Tier,
)
from guatu.reader.outline import read_outline
from guatu.reader.source import read_source

TEXT = """青溪县工业提质三年行动方案
一、主要目标
到2028年，全县规上工业增加值年均增长8%以上，每年新增规上企业3—5户。
二、主要任务
（一）壮大企业。建立培育库，逐户帮扶。对营收增长10%以上的企业，按增量的1‰奖励，最高30万元；首次达到1亿元、5亿元的，分别奖励5万元、20万元。（牵头单位：县工信局；责任单位：县财政局、
各乡镇人民政府；完成时限：2026年10月底前）
三、保障措施
各乡镇每月5日前将上月进展报县工信局。
"""
FILE = "核对表.xlsx"


def quote(words: str) -> Quote:
    """Return where words stand in the text."""
    start = TEXT.index(words)
    return Quote(start, start + len(words), words)


def example_draft() -> Draft:
    """Return the draft of the text."""
    return Draft(
        text=TEXT,
        document=DocumentFacts(
            title="青溪县工业提质三年行动方案",
            issuers=("青溪县人民政府",),
            issued_on="2026-03",
            period_start=date(2026, 1, 1),
            period_end=date(2028, 12, 31),
        ),
        outline=read_outline(read_source(TEXT)),
        targets=_targets(),
        tasks=_tasks(),
        incentives=_incentives(),
        duties=_duties(),
    )


def _targets() -> tuple[ReadTarget, ...]:
    growth = ReadTarget(
        clause="一",
        quote=quote("规上工业增加值年均增长8%以上"),
        rule="指标和数",
        confidence=Confidence.HIGH,
        indicator="规上工业增加值",
        measure=TargetMeasure.ANNUAL_AVERAGE_GROWTH,
        comparator=">=",
        value=Decimal(8),
        unit="%",
        scope="全县",
        period="2026/2028",
    )
    added = ReadTarget(
        clause="一",
        quote=quote("每年新增规上企业3—5户"),
        rule="指标和数",
        confidence=Confidence.LOW,
        indicator="规上企业",
        measure=TargetMeasure.INCREMENT,
        comparator="=",
        value=Decimal(3),
        value_max=Decimal(5),
        unit="户",
        period="2028",
        per="year",
    )
    return growth, added


def _tasks() -> tuple[ReadTask, ...]:
    note = TEXT[TEXT.index("（牵头单位") : TEXT.index("三、保障") - 1]
    task = ReadTask(
        clause="二/（一）",
        quote=quote(note),
        rule="责任注记",
        confidence=Confidence.HIGH,
        title="壮大企业",
        lead=("县工信局",),
        support=("县财政局", "各乡镇人民政府"),
        deadline=date(2026, 10, 31),
    )
    return (task,)


def _incentives() -> tuple[ReadIncentive, ...]:
    rate = ReadIncentive(
        clause="二/（一）",
        quote=quote("对营收增长10%以上的企业，按增量的1‰奖励，最高30万元"),
        rule="按比例",
        confidence=Confidence.MEDIUM,
        recipient="营收增长10%以上的企业",
        kind="rate_of_increment",
        rate=Decimal("0.1"),
        base="营收增量",
        cap=Decimal(300000),
    )
    tiered = ReadIncentive(
        clause="二/（一）",
        quote=quote("首次达到1亿元、5亿元的，分别奖励5万元、20万元"),
        rule="分档",
        confidence=Confidence.HIGH,
        recipient="首次达到相应营收的企业",
        kind="tiered",
        tiers=(Tier("1亿元", Decimal(50000)), Tier("5亿元", Decimal(200000))),
    )
    return rate, tiered


def _duties() -> tuple[ReadDuty, ...]:
    duty = ReadDuty(
        clause="三",
        quote=quote("各乡镇每月5日前将上月进展报县工信局"),
        rule="定期报送",
        confidence=Confidence.HIGH,
        who="各乡镇",
        what="上月进展",
        to="县工信局",
        frequency="monthly",
        due="day 5 of next month",
    )
    return (duty,)


def filled_review(tables: tuple[ReviewTable, ...], fingerprint: str | None) -> FilledReview:
    """Return tables as they come back when nobody touched them."""
    return FilledReview(Span(FILE), fingerprint, tuple(map(_filled_table, tables)))


def _filled_table(table: ReviewTable) -> FilledTable:
    headings = tuple(column.heading for column in table.columns)
    rows = []
    for number, row in enumerate(table.rows, start=4):
        cells = {
            heading: FilledCell(cell, Span(FILE, sheet=table.title, cell=f"{chr(65 + at)}{number}"))
            for at, (heading, cell) in enumerate(zip(headings, row, strict=True))
        }
        rows.append(FilledRow(Span(FILE, sheet=table.title, cell=f"第{number}行"), cells))
    return FilledTable(table.title, Span(FILE, sheet=table.title), headings, tuple(rows))
