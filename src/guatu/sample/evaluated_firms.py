"""What the firms file for the per-mu evaluation (亩均评价): land, tax, value added, energy, emissions, people."""

from collections.abc import Iterator, Mapping

from guatu.sample.catalogue import FIRST_YEAR, INDUSTRIES
from guatu.sample.draw import Draw, decimal_text
from guatu.sample.evaluated_places import EVALUATED_NAMES
from guatu.sample.firm_figures import FirmFigures
from guatu.sample.firm_registers import REGISTER_YEARS
from guatu.sample.firms import Firm
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


def firm_rows(firms: tuple[Firm, ...], figures: tuple[FirmFigures, ...], draw: Draw) -> tuple[Row, ...]:
    """Return a row for each firm and year it ran in December, and the small ones of the year before they came above."""
    whole = {(one.firm.code, FIRST_YEAR + one.month // 12): one for one in figures if one.yearly}
    rows = [row for firm in firms for row in _rows(firm, whole, draw)]
    return tuple(sorted(rows, key=lambda row: row[1]))


def _rows(firm: Firm, whole: Mapping[tuple[str, int], FirmFigures], draw: Draw) -> Iterator[Row]:
    added, waste, power = draw.between(180, 330), draw.between(2, 30), draw.between(900, 2600)
    entered = FIRST_YEAR + firm.entered // 12
    since = entered - draw.between(1, 4) if firm.entered >= 0 else 2019 - draw.between(0, 18)
    day = f"{since}-{draw.between(1, 12):02d}-{draw.between(1, 28):02d}"
    lot = draw.between(1, 400)
    small_land, renovated = draw.between(3, 18), draw.between(0, 60)
    for year in REGISTER_YEARS:
        one = whole.get((firm.code, year))
        if one is not None:
            money = (one.revenue, one.tax, one.output * added // 1000, one.rnd)
            things = (one.land, 0, one.energy, 1 + one.energy * waste // 9000, one.energy * power, one.employees)
        elif entered == year + 1:
            revenue = draw.between(5_000, 19_900)
            coal = revenue * draw.between(5, 40) // 1000
            money = (revenue, revenue * draw.between(15, 40) // 1000, revenue * added // 1000, revenue * 8 // 1000)
            things = (small_land, 0, coal, 1 + coal * waste // 9000, coal * power, 6 + revenue // 900)
        else:
            continue
        revenue, *rest = money
        amounts = (revenue * 98 // 100, revenue, revenue * 97 // 100, *rest, revenue * renovated // 1000)
        yield (
            firm.code,
            str(year),
            firm.name,
            EVALUATED_NAMES[firm.county],
            EVALUATED_NAMES.get(firm.park, ""),
            _INDUSTRY_NAMES[firm.industry],
            *(decimal_text(amount, 1) for amount in amounts),
            *map(str, things),
            "否" if one is None else "是",
            "是" if firm.park else "否",
            day,
            day,
            "",
            "否",
            "否",
            "是" if lot <= 3 else "否",
            "是" if lot == 4 else "否",
            "是" if lot in (5, 6) else "否",
            "企业申报",
            _SOURCE,
        )
