"""What the parks file for their evaluation (园区年度): two years of figures that follow from the parks' output."""

from dataclasses import dataclass

from guatu.sample.catalogue import FIRST_YEAR
from guatu.sample.draw import Draw, decimal_text
from guatu.sample.economy import Economy
from guatu.sample.evaluated_places import HIGH_TECH, OPEN, EvaluatedPark
from guatu.sample.firm_registers import REGISTER_YEARS
from guatu.sample.values import Row

PARK_HEADER = (
    "园区",
    "年度",
    "园区类型",
    "设立日期",
    "边境园区",
    "规上工业总产值（亿元）",
    "园区营业收入（亿元）",
    "园区增加值（亿元）",
    "规上工业增加值（亿元）",
    "所在县市地区生产总值（亿元）",
    "首位产业产值（亿元）",
    "潜力产业产值（亿元）",
    "新增规上工业企业",
    "高新技术企业数",
    "小巨人企业数",
    "省外产业到位资金（亿元）",
    "实际使用外资（万元）",
    "进出口总额（万元）",
    "已批准工业用地（亩）",
    "已供应工业用地（亩）",
    "已建成工业用地（亩）",
    "闲置工业用地（亩）",
    "当年出让工业用地（亩）",
    "当年标准地出让面积（亩）",
    "园区税收（万元）",
    "工业项目固定资产投资累计（万元）",
    "园区研发经费支出（万元）",
    "省级以上创新平台数",
    "规上工业综合能耗（吨标煤）",
    "工业用电量（万千瓦时）",
    "绿电消费量（万千瓦时）",
    "按时半年报告次数",
    "班子成员（人）",
    "受训班子成员（人）",
    "迟报次数",
    "数据退回次数",
    "推广经验数",
    "较大以上安全事故",
    "重大环境事件",
    "环保督察通报",
    "统计造假",
    "来源",
)
_SOURCE = "示例州园区评价填报（虚构）"


@dataclass(frozen=True, slots=True)
class _Habits:
    """What a park keeps over the years; shares in ‰."""

    revenue: int
    value_added: int
    lead: int
    potential: int
    tax: int
    rnd: int
    coal: int  # 千克标煤 per 万元 of value added
    green: int
    firms: int
    land: int
    supplied: int
    built: int
    invested: int  # 万元 per 亩
    trained: int


def park_rows(park: EvaluatedPark, economy: Economy, draw: Draw) -> tuple[Row, ...]:
    """Return one row for each year of the register, the second a little better or worse than the first."""
    habits = _habits(park, draw)
    return tuple(_row(park, habits, economy, year, draw) for year in REGISTER_YEARS)


def _habits(park: EvaluatedPark, draw: Draw) -> _Habits:
    tech = park.kind == HIGH_TECH
    return _Habits(
        revenue=draw.between(1010, 1280),
        value_added=draw.between(210, 310),
        lead=draw.between(260, 470),
        potential=draw.between(90, 230),
        tax=draw.between(24, 52),
        rnd=draw.between(14, 34) if tech else draw.between(5, 21),
        coal=draw.between(280, 700) if tech else draw.between(420, 1900),
        green=draw.between(180, 620),
        firms=draw.between(18, 46) if tech else draw.between(3, 19),
        land=draw.between(38, 95),
        supplied=draw.between(620, 880),
        built=draw.between(600, 910),
        invested=draw.between(95, 240),
        trained=draw.between(500, 1000),
    )


def _row(park: EvaluatedPark, habits: _Habits, economy: Economy, year: int, draw: Draw) -> Row:
    turn, months = year - REGISTER_YEARS[0], slice((year - FIRST_YEAR) * 12, (year - FIRST_YEAR + 1) * 12)
    host = park.park.county
    numbers = economy.numbers.get((park.park.code, "industrial_output"))
    output = (
        sum(numbers[months])
        if numbers is not None
        else sum(economy.numbers[host, "industrial_output"][months])
        * (park.park.share + draw.between(-9, 16) * turn)
        // 2000
    )
    revenue = output * (habits.revenue + draw.between(-20, 45) * turn) // 1000
    added = output * habits.value_added // 1000
    return (
        park.park.name,
        str(year),
        park.kind,
        f"{park.founded}-08-01",
        "是" if park.border else "否",
        *_sizes(output, revenue, added, sum(economy.numbers[host, "gdp"][months])),
        *(
            decimal_text(output * (share + draw.between(0, 25) * turn) // 1000, 4)
            for share in (habits.lead, habits.potential)
        ),
        *_openness(park, habits, output, turn, draw),
        *_land(habits, output, turn, draw),
        str(output * habits.tax // 1000),
        str(output * habits.supplied // 1000 * habits.land // 10_000 * habits.invested),
        *_means(habits, revenue, added, turn, draw),
        *(_SOURCE,),
    )


def _sizes(output: int, revenue: int, added: int, gdp: int) -> Row:
    return tuple(decimal_text(one, 4) for one in (output, revenue, added, added * 9 // 10, gdp))


def _openness(park: EvaluatedPark, habits: _Habits, output: int, turn: int, draw: Draw) -> Row:
    open_park = park.kind == OPEN
    foreign = draw.between(900, 6000) if open_park else draw.between(0, 5) // 4 * 700
    trade = output * (draw.between(150, 240) if open_park else draw.between(4, 40)) // 1000
    new = draw.between(1, 9)
    return (
        str(new),
        str(habits.firms + draw.between(0, 4) * turn),
        str(habits.firms // 9 + draw.between(0, 1) * turn),
        decimal_text(output * draw.between(60, 130) // 1000, 4),
        str(foreign),
        str(trade),
    )


def _land(habits: _Habits, output: int, turn: int, draw: Draw) -> Row:
    approved = output * habits.land // 10_000 + 400 * turn // 4
    supplied = approved * (habits.supplied + draw.between(0, 30) * turn) // 1000
    built = supplied * (habits.built + draw.between(0, 30) * turn) // 1000
    granted = draw.between(40, 320)
    standard = granted * min(1000, draw.between(350, 800) + 260 * turn) // 1000
    return tuple(map(str, (approved, supplied, built, supplied * draw.between(0, 90) // 1000, granted, standard)))


def _means(habits: _Habits, revenue: int, added: int, turn: int, draw: Draw) -> Row:
    """R&D, energy, how the park is run, and what would decide alone: nothing, until it is planted."""
    power = added * draw.between(310, 520) // 10_000
    leaders = draw.between(5, 9)
    return (
        str(revenue * (habits.rnd + draw.between(-1, 3) * turn) // 1000),
        str(habits.firms // 4 + draw.between(0, 2)),
        str(added * (habits.coal - draw.between(0, 40) * turn) // 1000),
        str(power),
        str(power * (habits.green + draw.between(0, 60) * turn) // 1000),
        str(draw.between(1, 2) if draw.between(1, 6) < 6 else 0),
        str(leaders),
        str(min(leaders, leaders * habits.trained // 1000 + draw.between(0, 2))),
        str(max(0, draw.between(-3, 4))),
        str(max(0, draw.between(-3, 3))),
        str(max(0, draw.between(-3, 2))),
        "否",
        "否",
        "否",
        "否",
    )
