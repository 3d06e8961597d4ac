"""The split of the prefecture's 2024 targets (目标分解), and what is listed to carry them (任务支撑).

The prefecture's own targets stand in the pack `example`; the numbers here are the same, and a test holds them together.
"""

from dataclasses import dataclass

from guatu.sample.catalogue import RECIPE
from guatu.sample.draw import Draw, apportion, decimal_text, rounded
from guatu.sample.economy import Economy
from guatu.sample.places import COUNTIES, NAMES, PARKS, PREFECTURE, County
from guatu.sample.values import Row, Sheet

TARGETS_FILE, SUPPORTS_FILE = "targets.csv", "supports.csv"
# Growth targets of the prefecture in ‰ that are split as growth …
GROWTH_TARGETS = {"gdp": 60, "industrial_va": 80, "fai": 40, "industrial_investment": 100}
# … and that are split as amounts, because their growth is at current prices.
AMOUNT_GROWTH_TARGETS = {"retail_sales": 60, "budget_revenue": 40}
# Amounts of the year in hundredths of the indicator's unit (0.01 亿元); firms in 户.
AMOUNT_TARGETS = {"industrial_output": 128_500, "investment_attraction": 37_500, "firms_above_scale_new": 60}
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
    "schedule",
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
        if key in _PARK_GROWTH:
            rates |= {park.code: rates[park.county] + 15 for park in PARKS}
        rows += [_target(code, key, "growth", decimal_text(one, 3)) for code, one in rates.items()]
    for key in (*AMOUNT_GROWTH_TARGETS, *AMOUNT_TARGETS):
        digits = 0 if key == "firms_above_scale_new" else 2
        rows += [
            _target(code, key, "level", decimal_text(part, digits)) for code, part in _amounts(economy, key).items()
        ]
    return Sheet(TARGETS_FILE, _TARGET_HEADER, tuple(rows))


def _amounts(economy: Economy, key: str) -> dict[str, int]:
    """Return the amount of each county, adding up to the prefecture's, and of each park, by its share of its county."""
    # New firms are asked for where firms are; other amounts where they were last year, leaning as the county does.
    measure = RECIPE["firms_above_scale" if key == "firms_above_scale_new" else key]
    bases = {county.code: economy.level(county.code, measure, _LAST_MONTH) for county in COUNTIES}
    weights = [bases[county.code] * (1000 + county.lean * 3 // 4) for county in COUNTIES]
    parts = dict(zip(bases, apportion(prefecture_amount(economy, key), weights), strict=True))
    if RECIPE[key].parks:
        for park in PARKS:
            own = economy.level(park.code, measure, _LAST_MONTH)
            parts[park.code] = rounded(parts[park.county] * own, bases[park.county])
    return parts


def prefecture_amount(economy: Economy, key: str) -> int:
    """Return the prefecture's amount of the year, in 0.01 of the unit: printed, or from last year's and the growth."""
    if key in AMOUNT_TARGETS:
        return AMOUNT_TARGETS[key]
    base = economy.level(PREFECTURE, RECIPE[key], _LAST_MONTH)
    return rounded(base * (1000 + AMOUNT_GROWTH_TARGETS[key]), 100_000)


def _target(place: str, indicator: str, measure: str, value: str) -> Row:
    clause = "1#三/（一）" if "-" not in place else "2#二/（三）"
    lead = f"{NAMES[place]}{'管委会' if '-' in place else '人民政府'}"
    source = "示例州2024年目标分解表（虚构）"
    schedule = "usual" if measure == "level" and indicator != "firms_above_scale_new" else ""
    ends = "2024-01", "2024-12"
    target = f"2024-{indicator}-{place}"
    return (target, place, indicator, *ends, measure, ">=", value, schedule, clause, lead, source)


def make_supports(economy: Economy, draw: Draw) -> Sheet:
    """Return what is listed to carry the targets; some are covered in full, others in part."""
    rows: list[Row] = []
    for plan in _PREFECTURE_PLANS:
        required = prefecture_amount(economy, plan.indicator) - _last_year(economy, PREFECTURE, plan.indicator)
        rows += _support_rows(PREFECTURE, plan, required, draw)
    goals = _amounts(economy, "industrial_output")
    for county in COUNTIES:
        # 丙寅县 and 辛未县 list far too little; the others cover most of what they need, some more than all.
        cover = draw.between(300, 480) if county.code in ("999903", "999908") else draw.between(720, 1150)
        required = goals[county.code] - _last_year(economy, county.code, "industrial_output")
        rows += _support_rows(county.code, _county_plan(county, cover), required, draw)
    numbered = tuple((f"S{number:03d}", *row[1:]) for number, row in enumerate(rows, 1))
    return Sheet(SUPPORTS_FILE, _SUPPORT_HEADER, numbered, "utf-8-sig")


def _county_plan(county: County, cover: int) -> _Plan:
    items = tuple((kind, f"{county.short}{name}", certainty) for kind, name, certainty in _COUNTY_ITEMS)
    return _Plan("industrial_output", cover, items)


def _last_year(economy: Economy, place: str, indicator: str) -> int:
    """Return last year's amount in 0.01 亿元."""
    return rounded(economy.level(place, RECIPE[indicator], _LAST_MONTH), 100)


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
