"""The split of the prefecture's 2024 targets (目标分解), and what is listed to carry them (任务支撑).

The prefecture's own targets stand in the pack `example`; the numbers here are the same, and a test holds them together.
"""

from dataclasses import dataclass

from guatu.sample.catalogue import COUNTIES, NAMES, PARKS, PREFECTURE, RECIPE, County
from guatu.sample.draw import Draw, apportion, decimal_text, rounded
from guatu.sample.economy import Economy
from guatu.sample.values import Row, Sheet

TARGETS_FILE, SUPPORTS_FILE = "targets.csv", "supports.csv"
# Growth targets of the prefecture in ‰, and whether parks get a share of them.
GROWTH_TARGETS = {
    "gdp": 60,
    "industrial_va": 80,
    "fai": 40,
    "industrial_investment": 100,
    "retail_sales": 60,
    "budget_revenue": 40,
}
# Targets in hundredths of the indicator's unit (0.01 亿元), firms in 户; increments and levels add up.
AMOUNT_TARGETS = {
    "industrial_output": ("increment", 8500, 2),
    "investment_attraction": ("level", 37500, 2),
    "firms_above_scale_new": ("level", 60, 0),
}
_PARK_GROWTH = ("industrial_va", "industrial_investment")
_LAST_MONTH = 35  # December 2023
_TARGET_HEADER = (
    "target",
    "place",
    "indicator",
    "first",
    "last",
    "measure",
    "comparator",
    "value",
    "clause",
    "lead",
    "source",
)
_SUPPORT_HEADER = (
    "支撑编号",
    "地区",
    "指标",
    "年度",
    "支撑类型",
    "支撑名称",
    "支撑量",
    "计量单位",
    "把握程度",
    "预计形成月份",
    "责任单位",
    "来源",
)


@dataclass(frozen=True)
class _Plan:
    """What is listed for one indicator: how much of the increment it covers (‰) and the kinds of items."""

    indicator: str
    cover: int
    items: tuple[tuple[str, str, str], ...]  # kind, name, certainty


_PREFECTURE_PLANS = (
    _Plan(
        "industrial_output",
        850,
        (
            ("新投产项目", "示例硅材料二期投产", "确定"),
            ("新投产项目", "示例动力电池一号线投产", "确定"),
            ("扩产增量", "示例铝材深加工扩产", "确定"),
            ("扩产增量", "示例光伏组件扩产", "较有把握"),
            ("新纳规企业", "2024年新纳规企业产值", "较有把握"),
            ("新投产项目", "示例生物提取项目投产", "有可能"),
        ),
    ),
    _Plan(
        "investment_attraction",
        1080,
        (
            ("其他支撑", "续建招商项目年度资金", "确定"),
            ("新投产项目", "新签约先进装备项目首期资金", "较有把握"),
            ("其他支撑", "在谈物流项目资金", "有可能"),
        ),
    ),
    _Plan(
        "budget_revenue",
        620,
        (
            ("其他支撑", "重点税源企业增收", "确定"),
            ("扩产增量", "扩产企业新增税收", "较有把握"),
            ("其他支撑", "国有资源有偿使用收入", "有可能"),
        ),
    ),
    _Plan(
        "retail_sales",
        760,
        (
            ("新纳规企业", "新增限额以上商贸企业销售", "较有把握"),
            ("其他支撑", "汽车和家电以旧换新", "确定"),
            ("其他支撑", "节庆展会带动", "有可能"),
        ),
    ),
)
_COUNTY_ITEMS = (
    ("新投产项目", "新投产项目产值", "确定"),
    ("扩产增量", "骨干企业扩产产值", "较有把握"),
    ("新纳规企业", "新纳规企业产值", "有可能"),
)


def make_targets(economy: Economy) -> Sheet:
    """Return the split: growth targets that lean as places do, amounts that add up to the prefecture's."""
    rows: list[Row] = []
    for key, rate in GROWTH_TARGETS.items():
        levels = {county.code: economy.level(county.code, RECIPE[key], _LAST_MONTH) for county in COUNTIES}
        leans = {county.code: county.lean * 3 // 4 for county in COUNTIES}
        # What the leans add to the sum is taken off everybody, so that the parts give the prefecture's growth.
        shift = rounded(sum(levels[code] * lean for code, lean in leans.items()), sum(levels.values()))
        rates = {code: rate + lean - shift for code, lean in leans.items()}
        rows += [_target(code, key, "growth", decimal_text(one, 3)) for code, one in rates.items()]
        if key in _PARK_GROWTH:
            rows += [_target(p.code, key, "growth", decimal_text(rates[p.county] + 15, 3)) for p in PARKS]
    for key, (measure, total, digits) in AMOUNT_TARGETS.items():
        bases = [economy.level(county.code, RECIPE[key], _LAST_MONTH) for county in COUNTIES]
        parts = dict(zip((county.code for county in COUNTIES), apportion(total, bases), strict=True))
        rows += [_target(code, key, measure, decimal_text(part, digits)) for code, part in parts.items()]
        for park in PARKS:
            share = rounded(parts[park.county] * park.share, 1000)
            rows.append(_target(park.code, key, measure, decimal_text(share, digits)))
    return Sheet(TARGETS_FILE, _TARGET_HEADER, tuple(rows))


def _target(place: str, indicator: str, measure: str, value: str) -> Row:
    clause = "1#三/（一）" if "-" not in place else "2#二/（三）"
    lead = f"{NAMES[place]}{'管委会' if '-' in place else '人民政府'}"
    source = "示例州2024年目标分解表（虚构）"
    ends = "2024-01", "2024-12"
    return (f"2024-{indicator}-{place}", place, indicator, *ends, measure, ">=", value, clause, lead, source)


def make_supports(economy: Economy, draw: Draw) -> Sheet:
    """Return what is listed to carry the targets; some are covered in full, others in part."""
    rows: list[Row] = []
    for plan in _PREFECTURE_PLANS:
        rows += _support_rows(PREFECTURE, plan, _required(economy, plan.indicator), draw)
    outputs = [economy.level(county.code, RECIPE["industrial_output"], _LAST_MONTH) for county in COUNTIES]
    for county, part in zip(COUNTIES, apportion(AMOUNT_TARGETS["industrial_output"][1], outputs), strict=True):
        # 丙寅县 and 辛未县 list far too little; the others cover most of what they need, some more than all.
        cover = draw.between(300, 480) if county.code in ("999903", "999908") else draw.between(720, 1150)
        rows += _support_rows(county.code, _county_plan(county, cover), part, draw)
    numbered = tuple((f"S{number:03d}", *row[1:]) for number, row in enumerate(rows, 1))
    return Sheet(SUPPORTS_FILE, _SUPPORT_HEADER, numbered, "utf-8-sig")


def _county_plan(county: County, cover: int) -> _Plan:
    items = tuple((kind, f"{county.short}{name}", certainty) for kind, name, certainty in _COUNTY_ITEMS)
    return _Plan("industrial_output", cover, items)


def _required(economy: Economy, indicator: str) -> int:
    """Return the increment the prefecture needs in 2024, in 0.01 亿元."""
    base = rounded(economy.level(PREFECTURE, RECIPE[indicator], _LAST_MONTH), 100)
    if indicator in GROWTH_TARGETS:
        return rounded(base * GROWTH_TARGETS[indicator], 1000)
    measure, total, _ = AMOUNT_TARGETS[indicator]
    return total if measure == "increment" else max(total - base, 0)


def _support_rows(place: str, plan: _Plan, required: int, draw: Draw) -> list[Row]:
    recipe = RECIPE[plan.indicator]
    parts = apportion(rounded(required * plan.cover, 1000), [draw.between(60, 140) for _ in plan.items])
    agency = "示例州工业和信息化局" if place == PREFECTURE else f"{NAMES[place]}人民政府"
    return [
        (
            "",
            NAMES[place],
            recipe.name,
            "2024",
            kind,
            name,
            decimal_text(part, 2),
            recipe.unit,
            certainty,
            f"2024-{draw.between(3, 12):02d}",
            agency,
            "示例州任务支撑台账（虚构）",
        )
        for (kind, name, certainty), part in zip(plan.items, parts, strict=True)
    ]
