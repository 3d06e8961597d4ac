"""Hand-made results of a fictional prefecture, 2024年1—9月: figures an official could read, some of them awkward.

Every test starts from `full_month` or `thin_month` and changes what it is about.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from guatu.domain import Period
from guatu.ledgers import (
    ALERTS,
    DRIVER_LEDGER,
    GAP_LEDGER,
    LIGHT_HISTORY,
    PARTS,
    QUALITY_LEDGER,
    REPORT_STATES,
    SCHEDULE_LEDGER,
    SOURCES,
    SUPPORT_LEDGER,
    TARGET_LEDGER,
    TIE_OUTS,
    TREND,
)
from guatu.pack import (
    Alert,
    DatedValue,
    Document,
    Due,
    Duty,
    GrowthBasis,
    Indicator,
    Kind,
    Light,
    Manifest,
    Pack,
    Packs,
    Ratio,
    Target,
    TargetMeasure,
    Task,
)
from guatu.pack.nouns import AgencyAlias, AgencyEntry, ClauseTitle, PlaceEntry
from guatu.query import Results, TableSchema, table_from_rows

MONTH = Period.month(2024, 9)
TABLES = (
    TARGET_LEDGER, SUPPORT_LEDGER, SCHEDULE_LEDGER, GAP_LEDGER, DRIVER_LEDGER, QUALITY_LEDGER,
    LIGHT_HISTORY, ALERTS, TIE_OUTS, PARTS, SOURCES, REPORT_STATES, TREND,
)  # fmt: skip
MAIN = "539900"
COUNTIES = ("539901", "539921", "539922", "539923", "539924", "539925")
COUNTY_NAMES = ("云岭市", "河谷县", "松山县", "盐井县", "石桥县", "花坪县")
PARKS = (("PK01", "云岭产业园区"), ("PK02", "河谷化工园区"))
Row = dict[str, object]
Tables = dict[str, list[Row]]


def indicator(key: str, name: str, unit: str, **keys: object) -> Indicator:
    given: dict[str, object] = {"kind": Kind.FLOW, "growth": GrowthBasis.NOMINAL, **keys}
    return Indicator(id=key, name=name, unit=unit, **given)  # type: ignore[arg-type]  # keys are the noun's own


INDICATORS = (
    indicator("va", "规模以上工业增加值", "亿元", growth=GrowthBasis.REAL, published="growth_only"),
    indicator("output", "规模以上工业总产值", "亿元"),
    indicator("smelting", "冶金工业总产值", "亿元", total="output", split="行业", driver="traditional"),
    indicator("tobacco", "烟草工业总产值", "亿元", total="output", split="行业", driver="traditional"),
    indicator("solar", "光伏工业总产值", "亿元", total="output", split="行业", driver="new"),
    indicator("investment", "工业投资", "亿元", growth=GrowthBasis.COMPARABLE),
    indicator("firms_new", "新增规模以上工业企业", "户", decimals=0),
    indicator("entities", "市场主体总量", "万户", kind=Kind.STOCK),
    indicator("private_share", "民营经济增加值占比", "%", kind=Kind.RATE, growth=GrowthBasis.NONE),
    indicator("energy", "单位工业增加值能耗", "吨标煤/万元", kind=Kind.RATE, direction="down"),
    indicator("profit", "利润总额", "亿元"),
    indicator("revenue", "营业收入", "亿元"),
    indicator(
        "margin", "营业收入利润率", "%", kind=Kind.RATE, quality=True, ratio=Ratio(over="profit", under="revenue")
    ),
)
AGENCIES = (
    AgencyEntry(
        id="gxj",
        name="州工业和信息化局",
        aliases=(AgencyAlias(name="州工信局"), AgencyAlias(name="示例州工业和信息化局")),
    ),
    AgencyEntry(id="fgw", name="州发展和改革委员会", aliases=(AgencyAlias(name="州发改委"),)),
    AgencyEntry(id="scjg", name="州市场监督管理局", aliases=(AgencyAlias(name="州市场监管局"),)),
    AgencyEntry(id="counties", name="各县市人民政府", group=True, members=COUNTIES),
)
DOCUMENT = Document(
    id="plan",
    title="示例州工业攻坚行动方案",
    number=2,
    clauses=(ClauseTitle(path="二/（一）", title="保增长"), ClauseTitle(path="二/（二）", title="抓投资")),
)
LIGHTS = (
    Light(
        id="done", name="按完成率亮灯", basis="completion", green="超序时 >= 0个百分点", yellow="超序时 >= -5个百分点"
    ),
    Light(id="rate", name="按增速亮灯", basis="growth", green="超序时 >= 0个百分点", yellow="超序时 >= -2个百分点"),
)
RULES = (
    Alert(id="late", name="进度落后", on="schedule_ledger", when=("超序时 < -5个百分点",), level="red"),
    Alert(id="turned", name="增速连续回落", on="gap_ledger", when=("连续回落期数 >= 3",), level="yellow"),
)
TASKS = (
    Task(
        id="projects",
        clause="2#二/（二）",
        title="推动在建工业项目按月入库",
        lead=("fgw",),
        deadline=date(2024, 12, 31),
    ),
)
DUTY = Duty(
    id="monthly",
    clause="2#四/（三）",
    who=("counties",),
    what="目标任务完成情况月报",
    to=("gxj",),
    frequency="monthly",
    due=Due(day=3),
    indicators=("output", "investment"),
    consequence="未报、迟报的在通报中点名，计入年度考核",
)
TARGETS = (
    Target(
        id="va", indicator="va", measure=TargetMeasure.GROWTH, comparator=">=", value=(DatedValue(value=Decimal(10)),)
    ),
    Target(id="province", indicator="profit", measure=TargetMeasure.LEVEL, comparator=">=", reference="省下达目标"),
)


def example_packs(**keys: object) -> Packs:
    """Return the pack of the fictional prefecture; `keys` replace parts of it."""
    places = [PlaceEntry(code=MAIN, name="示例州", level="prefecture")]
    places += [
        PlaceEntry(code=code, name=name, level="county", parent=MAIN)
        for code, name in zip(COUNTIES, COUNTY_NAMES, strict=True)
    ]
    places += [PlaceEntry(code=code, name=name, level="park", parent=MAIN) for code, name in PARKS]
    parts: dict[str, object] = {
        "places": tuple(places), "agencies": AGENCIES, "indicators": INDICATORS, "targets": TARGETS, "tasks": TASKS,
        "duties": (DUTY,), "alerts": RULES, "lights": LIGHTS, **keys,
    }  # fmt: skip
    manifest = Manifest(id="shili", title="示例州2024年目标", place=MAIN, documents=(DOCUMENT,), fictional=True)
    return Packs((Pack(manifest, "v1", Path("shili"), **parts),))  # type: ignore[arg-type]  # parts are the pack's own


def results_of(tables: Mapping[str, Iterable[Row]]) -> Results:
    """Return results whose missing columns are blank; an unknown column is a slip of the test."""
    made = {}
    for schema in TABLES:
        rows = list(tables.get(schema.name, ()))
        unknown = {key for row in rows for key in row} - set(schema.names)
        assert not unknown, f"{schema.name} has no column {unknown}"
        made[schema.name] = table_from_rows(schema, [[row.get(name) for name in schema.names] for row in rows])
    return Results(made)


def add_target(tables: Tables, target: str, place: str, key: str, **cells: object) -> None:
    """Add one target of one place to the four ledgers that have columns for what is given."""
    row: Row = {
        "target": f"shili:{target}", "place": place, "indicator": key, "first": date(2024, 1, 1),
        "last": date(2024, 12, 1), "reported": True, "months_left": 3, "conflicts": 0, "clause": "2#二/（一）",
        "lead": "州工业和信息化局", **cells,
    }  # fmt: skip
    for schema in (TARGET_LEDGER, SCHEDULE_LEDGER, GAP_LEDGER, SUPPORT_LEDGER):
        if schema is not SUPPORT_LEDGER or "required" in cells:
            tables.setdefault(schema.name, []).append(_cut(schema, row))


def _cut(schema: TableSchema, row: Row) -> Row:
    return {name: row[name] for name in schema.names if name in row}


def full_month() -> Tables:
    """Return the tables of a whole month: main place, six counties, two parks, drivers, alerts, reports."""
    tables: Tables = {}
    _main_targets(tables)
    _county_growth(tables)
    _county_investment(tables)
    for code, growth, light in (("PK01", 0.131, "green"), ("PK02", -0.042, "red")):
        add_target(
            tables, f"output-{code}", code, "output", method="growth", measure="growth", comparator=">=", value=0.12,
            growth=growth, growth_target=0.12, ahead=growth - 0.12, growth_gap=growth - 0.12, light=light,
            rank=1 if growth > 0 else 2, ranked=2, actual=80.0, lead="园区管委会",
        )  # fmt: skip
    _drivers(tables)
    _registers(tables)
    return tables


def _main_targets(tables: Tables) -> None:
    add_target(
        tables, "va", MAIN, "va", method="growth", measure="growth", comparator=">=", value=0.10, growth=0.081,
        growth_target=0.10, ahead=-0.019, growth_gap=-0.019, light="yellow", last_light="green", last_growth=0.085,
        falling_periods=2,
    )  # fmt: skip
    add_target(
        tables, "output", MAIN, "output", method="progress", measure="growth", comparator=">=", value=0.12,
        growth=0.1264, growth_computed=True, growth_target=0.12, base=1000.0, base_to_date=730.0, level=1120.0,
        actual=822.3, month_value=98.4, completion=0.7342, schedule=0.73, ahead=0.0042, light="green",
        last_light="green", last_growth=0.121, gap=297.7, required_monthly=99.23, required_growth=0.1026,
    )  # fmt: skip
    add_target(
        tables, "invest", MAIN, "investment", method="progress", measure="level", comparator=">=", value=280.0,
        clause="2#二/（二）", lead="州发展和改革委员会", level=280.0, base=240.0, base_to_date=185.0, actual=176.5,
        growth=-0.046, completion=0.6304, schedule=0.75, ahead=-0.1196, light="red", last_light="yellow", gap=103.5,
        required_monthly=34.5, required_growth=0.8818, required=40.0, supports=12, certain=15.0, likely=8.0,
        possible=5.0, listed=28.0, coverage=0.7, uncovered=12.0,
    )  # fmt: skip
    for number, value, conflicts in (("firms-a", 20.0, 1), ("firms-b", 25.0, 1)):
        add_target(
            tables, number, MAIN, "firms_new", method="progress", measure="level", comparator=">=", value=value,
            level=value, actual=17.0, completion=17 / value, schedule=0.75, ahead=17 / value - 0.75,
            light="green" if value == 20 else "yellow", gap=value - 17, required_monthly=(value - 17) / 3,
            conflicts=conflicts,
        )  # fmt: skip
    add_target(
        tables, "entities", MAIN, "entities", method="climb", measure="level", comparator=">=", value=16.8, level=16.8,
        modality="力争", lead="州市场监督管理局", reported=False, light="grey",
    )  # fmt: skip
    add_target(
        tables, "share", MAIN, "private_share", method="level", measure="share", comparator=">=", value=0.47,
        level=0.47, actual=0.4763, ahead=0.0063, light="green",
    )  # fmt: skip


def _county_growth(tables: Tables) -> None:
    growths = (0.154, 0.121, 0.121, 0.062, -0.035, None)
    ranks = (1, 2, 2, 4, 5, None)
    for code, growth, rank in zip(COUNTIES, growths, ranks, strict=True):
        seen = growth is not None
        ahead = growth - 0.10 if growth is not None else None
        add_target(
            tables, f"va-{code}", code, "va", method="growth", measure="growth", comparator=">=", value=0.10,
            growth=growth, growth_target=0.10, ahead=ahead, growth_gap=ahead, rank=rank, ranked=5, reported=seen,
            parent_growth=0.081, parent_gap=growth - 0.081 if growth is not None else None,
            light="grey" if ahead is None else "green" if ahead >= 0 else "red",
        )  # fmt: skip


def _county_investment(tables: Tables) -> None:
    levels = (90.0, 60.0, 50.0, 40.0, 25.0, 15.0)
    actuals = (60.3, 48.0, 32.2, 20.0, 9.5, 6.5)
    ranks = (2, 1, 3, 4, 6, 5)
    for rank, code, level, actual in zip(ranks, COUNTIES, levels, actuals, strict=True):
        done = actual / level
        light = "green" if done >= 0.75 else "yellow" if done >= 0.70 else "red"
        add_target(
            tables, f"invest-{code}", code, "investment", method="progress", measure="level", comparator=">=",
            value=level, level=level, actual=actual, completion=done, schedule=0.75, ahead=done - 0.75, light=light,
            gap=level - actual, required_monthly=(level - actual) / 3, rank=rank, ranked=6, lead="州发展和改革委员会",
        )  # fmt: skip


def _drivers(tables: Tables) -> None:
    parts = (
        ("smelting", "traditional", 310.0, 320.0, -0.031, -0.0137),
        ("tobacco", "traditional", 260.0, 241.0, 0.079, 0.026),
        ("solar", "new", 250.0, 169.0, 0.479, 0.111),
    )
    tables["parts"] = [
        {
            "place": MAIN, "indicator": "output", "part": part, "split": "行业", "driver": driver, "actual": actual,
            "base_to_date": base, "growth": growth, "share": actual / 820, "contribution": pull / 0.1233, "pull": pull,
        }
        for part, driver, actual, base, growth, pull in parts
    ]  # fmt: skip
    tables["driver_ledger"] = [
        {
            "place": MAIN, "indicator": "output", "actual": 822.3, "base_to_date": 730.0, "growth": 0.1233,
            "new_pull": 0.111, "traditional_pull": 0.0123, "other_pull": 0.0, "parts": 3, "parts_sum": 820.0,
            "parts_difference": 2.3, "firm_growth": 0.119, "entered": 17, "entered_pull": 0.042, "grown": 168,
            "grown_pull": 0.121, "shrunk": 92, "shrunk_pull": -0.038, "exited": 5, "exited_pull": -0.006,
        }
    ]  # fmt: skip
    tables["quality_ledger"] = [
        {"place": MAIN, "indicator": "margin", "over": 58.2, "under": 801.5, "value": 0.0726, "last_year": 0.0695,
         "change": 0.0031, "better": True},
    ]  # fmt: skip


def _registers(tables: Tables) -> None:
    tables["light_history"] = [
        {"target": "shili:invest", "place": MAIN, "indicator": "investment", "period": date(2024, month, 1),
         "light": light}
        for month, light in ((7, "green"), (8, "yellow"), (9, "red"))
    ]  # fmt: skip
    tables["alerts"] = [
        {
            "alert": "late", "level": "red", "target": "shili:invest", "place": MAIN, "indicator": "investment",
            "because": "超序时 = -12.0个百分点", "clause": "2#二/（二）", "answers": "州发展和改革委员会",
        },
        {
            "alert": "turned", "level": "yellow", "target": f"shili:va-{COUNTIES[4]}", "place": COUNTIES[4],
            "indicator": "va", "because": "连续回落期数 = 3", "clause": "2#二/（一）", "answers": "州工业和信息化局",
        },
    ]  # fmt: skip
    tables["sources"] = [
        {"place": MAIN, "indicator": key, "period": date(2024, 9, 1), "basis": "cumulative", "value": value,
         "growth": growth, "status": "preliminary", "vintage": date(2024, 10, 18), "source": "州统计局月报",
         "origin": f"月报.xlsx［工业］C{row}", "rivals": 0}
        for row, (key, value, growth) in enumerate(
            (("va", None, 0.081), ("output", 822.3, None), ("investment", 176.5, -0.046), ("firms_new", 17.0, None)),
            start=5,
        )
    ]  # fmt: skip
    states = (
        ("on_time", 2, 0, 2), ("on_time", 2, 0, 2), ("late", 2, 2, 10), ("on_time", 2, 0, 3), ("partial", 1, 0, 3),
        ("missing", 0, 0, None),
    )  # fmt: skip
    tables["report_states"] = [
        {"duty": "shili:monthly", "place": code, "due": date(2024, 10, 8), "expected": 2, "received": received,
         "late": late, "last_received": date(2024, 10, day) if day else None, "state": state}
        for code, (state, received, late, day) in zip(COUNTIES, states, strict=True)
    ]  # fmt: skip


def thin_month() -> Tables:
    """Return three targets of the main place and nothing else: one judged, one unreported, one without a number."""
    tables: Tables = {}
    add_target(
        tables, "invest", MAIN, "investment", method="progress", measure="level", comparator=">=", value=280.0,
        level=280.0, actual=226.5, completion=0.8089, schedule=0.75, ahead=0.0589, light="green", gap=53.5,
        required_monthly=17.83, lead=None, clause=None,
    )  # fmt: skip
    add_target(
        tables, "va", MAIN, "va", method="growth", measure="growth", comparator="=", value=0.15, growth_target=0.15,
        reported=False, light="grey", lead=None, clause=None,
    )  # fmt: skip
    add_target(
        tables, "province", MAIN, "profit", method="none", measure="level", comparator=">=", reported=False,
        light="grey", lead=None, clause=None,
    )  # fmt: skip
    return tables
