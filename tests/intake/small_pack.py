"""A small pack and short ways to write sheets, so that a test shows every cell it depends on."""

from datetime import date
from pathlib import Path

import pyarrow as pa

from guatu.domain import Finding
from guatu.intake import Cell, Merge, Sheet, facts_from_sheets
from guatu.pack import GrowthBasis, Indicator, Kind, Manifest, Pack, Packs, PlaceEntry

PLACES = (
    PlaceEntry(code="532300", name="楚雄州", level="prefecture", aliases=("楚雄彝族自治州",)),
    PlaceEntry(code="532301", name="楚雄市", level="county", parent="532300"),
    PlaceEntry(
        code="532302", name="禄丰市", level="county", parent="532300", former_codes=("532331",), aliases=("禄丰县",)
    ),
    PlaceEntry(code="532325", name="姚安县", level="county", parent="532300"),
    PlaceEntry(code="532326", name="大姚县", level="county", parent="532300"),
    PlaceEntry(code="532329", name="武定县", level="county", parent="532300"),
    PlaceEntry(code="532301-KFQ", name="楚雄高新区", level="park", parent="532301"),
)


def _indicator(key: str, name: str, unit: str, kind: Kind = Kind.FLOW, aliases: tuple[str, ...] = ()) -> Indicator:
    return Indicator(id=key, name=name, unit=unit, kind=kind, growth=GrowthBasis.NOMINAL, aliases=aliases)


INDICATORS = (
    _indicator("industrial_va", "规上工业增加值", "亿元", aliases=("规模以上工业增加值",)),
    _indicator("industry_investment", "工业投资", "亿元"),
    _indicator("firms_above_scale", "规上工业企业户数", "户", Kind.STOCK),
    _indicator("margin", "工业利润率", "%", Kind.RATE),
    _indicator("cpi", "居民消费价格指数", "上年同月=100", Kind.RATE),
)
PACKS = Packs((Pack(Manifest(id="small", title="小包"), "0", Path("small"), places=PLACES, indicators=INDICATORS),))
HEAD = ("地区", "指标", "报告期", "口径", "数值", "同比（%）")
SEPTEMBER = date(2024, 9, 1)


def sheet(*rows: tuple[Cell, ...], file: str = "月报.csv", name: str = "", merged: tuple[Merge, ...] = ()) -> Sheet:
    return Sheet(file, name, rows, merged=merged)


def read(*sheets: Sheet, table: str = "observations") -> tuple[list[dict[str, object]], tuple[Finding, ...]]:
    """Return one table's rows as dictionaries, and the findings."""
    tables, findings = facts_from_sheets(sheets, PACKS)
    found = tables.get(table)
    assert found is None or isinstance(found, pa.Table)
    return ([] if found is None else found.to_pylist()), findings


def read_one(**cells: Cell) -> tuple[dict[str, object] | None, list[str]]:
    """Return the one observation whose cells differ from a good one as said, and the codes of its findings."""
    good: dict[str, Cell] = {
        "地区": "楚雄市",
        "指标": "工业投资",
        "报告期": "2024-09",
        "口径": "累计",
        "数值": "12.5",
        "同比（%）": "5.2",
    }
    cells = {key.replace("__pct", "（%）"): value for key, value in cells.items()}
    row = {**good, **cells}
    rows, findings = read(sheet(tuple(row), tuple(row.values())))
    return (rows[0] if rows else None), [finding.code for finding in findings]
