"""A year of hours of one fictional park (逐时负荷) and what supply costs there (供能参数): all numbers are made up.

They have the shapes that such curves have: sun by day and season, wind in spells, work days and rest days, prices by
time of day. No place, plant or tariff stands behind them.
"""

from guatu.sample.draw import Draw, decimal_text
from guatu.sample.places import NAMES, PARKS
from guatu.sample.values import Row, Sheet

HOURS_FILE, TERMS_FILE = "load_hours.csv", "supply_terms.csv"
SUPPLIED_PARK = PARKS[2].code
_DAYS, _HOURS = 365, 24
_SOURCE = "虚构的示例数"
# ‰ of the greatest, by hour of the day.
_WORK = (62, 60, 59, 58, 58, 60, 66, 76, 90, 97, 100, 99, 94, 93, 98, 100, 99, 96, 90, 86, 82, 76, 70, 65)
_SUN = (0, 0, 0, 0, 0, 0, 30, 150, 320, 500, 650, 740, 770, 740, 650, 510, 340, 170, 40, 0, 0, 0, 0, 0)
_WINDY = (110, 112, 114, 114, 112, 108, 102, 94, 86, 80, 76, 74, 74, 76, 80, 86, 92, 98, 104, 106, 108, 108, 110, 110)
# By month, per cent: dry and bright from November to May, wet and dull in summer; wind blows in the dry months.
_BRIGHT = (96, 102, 108, 110, 104, 82, 74, 76, 78, 84, 92, 94)
_BLOWING = (138, 150, 152, 130, 104, 76, 60, 56, 60, 74, 100, 124)
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PEAK_KW = 12_000
_TERMS: tuple[tuple[str, str, str], ...] = (
    ("光伏投资", "", "元/千瓦"),
    ("光伏寿命", "25", "年"),
    ("光伏年运维", "1.5", "%"),
    ("光伏最大装机", "60", "兆瓦"),
    ("风电投资", "", "元/千瓦"),
    ("风电寿命", "20", "年"),
    ("风电年运维", "2", "%"),
    ("风电最大装机", "40", "兆瓦"),
    ("储能功率投资", "", "元/千瓦"),
    ("储能容量投资", "", "元/千瓦时"),
    ("储能寿命", "12", "年"),
    ("储能年运维", "2", "%"),
    ("储能充电效率", "94", "%"),
    ("储能放电效率", "94", "%"),
    ("储能最短时长", "1", "小时"),
    ("储能最长时长", "8", "小时"),
    ("折现率", "6", "%"),
    ("购电最大功率", "12", "兆瓦"),
    ("允许上网", "是", ""),
    ("上网电价", "0.16", "元/千瓦时"),
    ("上网比例上限", "20", "%"),
    ("自发自用比例下限", "60", "%"),
)
# Costs that a seed decides, in tens.
_COSTS = {"光伏投资": (460, 540), "风电投资": (680, 780), "储能功率投资": (40, 60), "储能容量投资": (100, 140)}


def supply_sheets(draw: Draw) -> tuple[Sheet, Sheet]:
    """Return 8,760 hours of load, sun, wind and price, and the costs; both of one park and clearly made up."""
    name = NAMES[SUPPLIED_PARK]
    rows: list[Row] = []
    wind = 500
    for day in range(_DAYS):
        month = _month(day)
        clear = min(draw.between(35, 118), 100) * _BRIGHT[month] // 100
        for hour in range(_HOURS):
            # Wind keeps most of what it was: spells of some days, not dice by the hour.
            wind = min(max(wind + draw.between(-70, 70) + (400 - wind) // 40, 0), 1000)
            blown = min(wind * _BLOWING[month] * _WINDY[hour] // 18_000, 1000)
            sun = min(_SUN[hour] * clear * 9 // 1000, 1000)
            rest = 82 if day % 7 >= 5 else 100
            load = _PEAK_KW * _WORK[hour] * rest * draw.between(95, 105) // 1_000_000
            number = str(day * _HOURS + hour + 1)
            rows.append((name, number, str(load), decimal_text(sun, 3), decimal_text(blown, 3), _price(hour)))
    header = (
        "园区",
        "小时",
        "负荷（千瓦）",
        "光伏单位出力（千瓦/千瓦）",
        "风电单位出力（千瓦/千瓦）",
        "购电价（元/千瓦时）",
    )
    costs = {item: str(draw.between(low, high) * 10) for item, (low, high) in _COSTS.items()}
    terms = tuple((name, item, costs.get(item, value), unit, _SOURCE) for item, value, unit in _TERMS)
    return (
        Sheet(HOURS_FILE, header, tuple(rows), "utf-8-sig"),
        Sheet(TERMS_FILE, ("园区", "参数", "取值", "取值单位", "来源"), terms, "utf-8-sig"),
    )


def _month(day: int) -> int:
    month = 0
    while day >= _MONTH_DAYS[month]:
        day -= _MONTH_DAYS[month]
        month += 1
    return month


def _price(hour: int) -> str:
    """Return a made-up price by time of day: 峰 9–12 and 18–23, 谷 23–7, 平 the rest."""
    if 9 <= hour < 12 or 18 <= hour < 23:
        return "0.52"
    return "0.26" if hour >= 23 or hour < 7 else "0.40"
