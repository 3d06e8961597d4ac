"""What the firms file for the per-mu evaluation (亩均评价): land, tax, value added, energy, emissions, people."""

from collections.abc import Iterator, Mapping

from guatu.sample.catalogue import FIRST_YEAR, INDUSTRIES
from guatu.sample.draw import Draw, decimal_text
from guatu.sample.evaluated_places import EVALUATED_NAMES, EVALUATED_PARKS
from guatu.sample.firm_figures import FirmFigures
from guatu.sample.firm_registers import REGISTER_YEARS
from guatu.sample.firms import FIRMS, Firm, credit_code
from guatu.sample.places import COUNTIES
from guatu.sample.values import Row

FIRM_HEADER = (
    "统一社会信用代码",
    "年度",
    "企业名称",
    "所在县市",
    "所在园区",
    "所属行业",
    "主营业务收入（万元）",
    "营业收入（万元）",
    "评价销售收入（万元）",
    "评价税收（万元）",
    "工业增加值（万元）",
    "研发经费支出（万元）",
    "技术改造投资（万元）",
    "用地面积（亩）",
    "租用厂房面积（平方米）",
    "综合能耗（吨标煤）",
    "主要污染物排放量（吨）",
    "用电量（千瓦时）",
    "年平均职工人数（人）",
    "是否规上工业",
    "在经开区内",
    "注册日期",
    "投产日期",
    "土地出让日期",
    "新供地建设期",
    "初创期",
    "公用工程类",
    "公益性企业",
    "政策性搬迁",
    "数据性质",
    "来源",
)
_SOURCE = "示例州亩均评价填报（虚构）"
_INDUSTRY_NAMES = {key: name for key, name, _ in INDUSTRIES}
SMALL_FIRMS = 60
_WORKSHOPS = (("粮油", "食品加工"), ("包装", "其他工业"), ("机械", "先进装备"), ("石材", "建材"), ("木业", "其他工业"))


def firm_rows(firms: tuple[Firm, ...], figures: tuple[FirmFigures, ...], draw: Draw) -> tuple[Row, ...]:
    """Return a row for each firm and year in which it ran in December above scale, and sixty small workshops."""
    whole = {(one.firm.code, FIRST_YEAR + one.month // 12): one for one in figures if one.yearly}
    rows = [row for firm in firms for row in _rows(firm, whole, draw)]
    rows.extend(row for number in range(SMALL_FIRMS) for row in _small_rows(number, draw))
    return tuple(sorted(rows, key=lambda row: row[1]))


def _rows(firm: Firm, whole: Mapping[tuple[str, int], FirmFigures], draw: Draw) -> Iterator[Row]:
    added, waste, power = draw.between(180, 330), draw.between(2, 30), draw.between(900, 2600)
    entered = FIRST_YEAR + firm.entered // 12
    since = entered - draw.between(1, 4) if firm.entered >= 0 else 2019 - draw.between(0, 18)
    day = _day(since, draw)
    lot, renovated = draw.between(1, 400), draw.between(0, 60)
    for year in REGISTER_YEARS:
        one = whole.get((firm.code, year))
        if one is None:
            continue
        emissions = 1 + one.energy * waste // 9000
        yield (
            *(firm.code, str(year), firm.name),
            *(EVALUATED_NAMES[firm.county], EVALUATED_NAMES.get(firm.park, ""), _INDUSTRY_NAMES[firm.industry]),
            *_money(one.revenue, one.tax, one.output * added // 1000, one.rnd, one.revenue * renovated // 1000),
            *map(str, (one.land, 0, one.energy, emissions, one.energy * power, one.employees)),
            *("是", "是" if firm.park else "否", day, day, "", "否", "否"),
            *("是" if low <= lot <= high else "否" for low, high in ((1, 3), (4, 4), (5, 6))),
            *("企业申报", _SOURCE),
        )


def _small_rows(number: int, draw: Draw) -> Iterator[Row]:
    """Yield both years of a small workshop (规下企业); some rent their floor and own no land."""
    county = COUNTIES[draw.between(0, len(COUNTIES) - 1)]
    parks = [one.park.name for one in EVALUATED_PARKS if one.park.county == county.code]
    park = parks[draw.between(0, len(parks) - 1)] if parks and draw.between(1, 4) > 1 else ""
    activity, industry = _WORKSHOPS[number % len(_WORKSHOPS)]
    rents = draw.between(1, 6) == 1
    land, floor = (draw.between(2, 4), draw.between(2400, 5200)) if rents else (draw.between(3, 18), 0)
    day, staff = _day(2022 - draw.between(0, 14), draw), draw.between(6, 28)
    revenue, taxed = draw.between(5_000, 18_000), draw.between(12, 45)
    for turn, year in enumerate(REGISTER_YEARS):
        sold = revenue * (1000 + draw.between(-120, 160) * turn) // 1000
        coal = sold * draw.between(5, 40) // 1000
        yield (
            *(
                credit_code(county.code, FIRMS + number),
                str(year),
                f"示例{county.short}{activity}加工厂{number + 1:02d}",
            ),
            *(county.name, park, industry),
            *_money(sold, sold * taxed // 1000, sold * 240 // 1000, sold * 4 // 1000, 0),
            *map(str, (land, floor, coal, 1 + coal // 900, coal * 5200, staff)),
            *("否", "是" if park else "否", day, day, "", "否", "否", "否", "否", "否"),
            *("企业申报", _SOURCE),
        )


def _money(revenue: int, tax: int, added: int, rnd: int, renovated: int) -> Row:
    amounts = (revenue * 98 // 100, revenue, revenue * 97 // 100, tax, added, rnd, renovated)
    return tuple(decimal_text(amount, 1) for amount in amounts)


def _day(year: int, draw: Draw) -> str:
    return f"{year}-{draw.between(1, 12):02d}-{draw.between(1, 28):02d}"
