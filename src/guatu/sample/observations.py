"""The monthly figures as offices file them: which places report which indicators, when, in which unit and wording.

The prefecture and the province keep tables with English headers in 亿元 and fractions; counties and parks send forms in
Chinese with 万元 and per cent. January of industry, investment and retail is not reported; it comes with February.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from guatu.domain import Period
from guatu.sample.catalogue import FIRST_YEAR, INDUSTRIES, RECIPE, RECIPES, Recipe
from guatu.sample.draw import decimal_text, rounded
from guatu.sample.economy import MONTHS, Economy, is_stock
from guatu.sample.places import COUNTIES, NAMES, PARKS, PREFECTURE, PROVINCE
from guatu.sample.values import Row, Sheet

PREFECTURE_FILE, PROVINCE_FILE = "observations-prefecture.csv", "observations-province.csv"
COUNTIES_FILE, GBK_FILE = "observations-counties.csv", "observations-dingmao.csv"
PARKS_FILE, WIDE_FILE = "observations-parks.csv", "observations-park-wide.csv"
GBK_COUNTY, WIDE_PARK = "999904", "999907-P1"
# Published early as flash figures (快报数) and again as final ones (定案数) some weeks later.
FLASHED = ("industrial_output", "retail_sales", "budget_revenue")
ENGLISH = (
    "place",
    "indicator",
    "period",
    "basis",
    "value",
    "unit",
    "growth",
    "growth_basis",
    "status",
    "source",
    "vintage",
)
CHINESE = (
    "地区",
    "指标",
    "报告期",
    "口径",
    "数值",
    "计量单位",
    "同比增速（%）",
    "增速口径",
    "数据状态",
    "来源",
    "报送日期",
)
_WIDE = (
    *(f"output_{key}" for key, _, _ in INDUSTRIES),
    "industrial_output",
    "industrial_revenue",
    "industrial_profit",
    "industrial_tax",
)
_BASIS_WORDS = {"cumulative": "累计", "stock": "时点"}
_GROWTH_WORDS = {"real": "可比价", "nominal": "现价", "comparable": "可比口径", "none": ""}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one place and month: value in the small unit (None where only growth is published)."""

    place: str
    recipe: Recipe
    month: int
    value: int | None
    growth: int | None  # tenths of a per cent
    status: str
    vintage: date

    @property
    def period(self) -> Period:
        """The month."""
        return month_period(self.month)

    @property
    def basis(self) -> str:
        """Flows are reported from January to the month, stocks at its end; a rate goes with the flows it is made of."""
        return "stock" if is_stock(self.recipe) else "cumulative"


@cache
def month_period(month: int) -> Period:
    """Return the month of a number counted from January of the first year."""
    return Period.month(FIRST_YEAR + month // 12, month % 12 + 1)


def make_observations(economy: Economy) -> tuple[Sheet, ...]:
    """Return the files of observations without any defect."""
    counties = [county.code for county in COUNTIES if county.code != GBK_COUNTY]
    parks = [park.code for park in PARKS]
    return (
        Sheet(PREFECTURE_FILE, ENGLISH, _english(economy, PREFECTURE, source="示例州统计局（虚构）")),
        Sheet(PROVINCE_FILE, ENGLISH, _english(economy, PROVINCE, source="示例省统计局（虚构）")),
        Sheet(COUNTIES_FILE, CHINESE, _chinese(economy, counties), "utf-8-sig"),
        Sheet(GBK_FILE, CHINESE, _chinese(economy, [GBK_COUNTY]), "gbk"),
        Sheet(PARKS_FILE, CHINESE, _chinese(economy, parks), "utf-8-sig"),
        _wide_sheet(economy, WIDE_PARK),
    )


def figures_of(economy: Economy, place: str) -> list[Figure]:
    """Return a place's figures, month after month, flash figures before final ones."""
    found = []
    for month in range(12, MONTHS):
        for recipe in RECIPES:
            if not _is_reported(economy, place, recipe, month):
                continue
            value, growth = _value(economy, place, recipe, month), economy.growth(place, recipe, month)
            if place == PREFECTURE and recipe.id in FLASHED:
                flash = None if value is None else rounded(value * 997, 1000)
                rate = None if growth is None else growth - 3
                found.append(Figure(place, recipe, month, flash, rate, "flash", _vintage(place, recipe, month)))
                final = month_period(month + 1).first.replace(day=27)
                found.append(Figure(place, recipe, month, value, growth, "final", final))
                continue
            status = "flash" if place not in (PREFECTURE, PROVINCE) else "preliminary"
            found.append(Figure(place, recipe, month, value, growth, status, _vintage(place, recipe, month)))
    return found


def _is_reported(economy: Economy, place: str, recipe: Recipe, month: int) -> bool:
    if recipe.make == "ratio":
        return economy.has(place, recipe.of) and place != PROVINCE
    if not economy.has(place, recipe.id):
        return False
    if recipe.quarterly:
        return month % 3 == 2
    return not (recipe.merged and month % 12 == 0)


def _value(economy: Economy, place: str, recipe: Recipe, month: int) -> int | None:
    if recipe.make == "ratio":
        over, under = (economy.level(place, RECIPE[key], month) for key in (recipe.of, recipe.under))
        return rounded(over * 1000, under)
    return economy.level(place, recipe, month) if recipe.levels else None


def _vintage(place: str, recipe: Recipe, month: int) -> date:
    """Quarterly figures come by the 20th of the next month, others by the 3rd; the province publishes on the 18th."""
    following = month_period(month + 1).first
    if recipe.quarterly or place == PROVINCE:
        return following.replace(day=18)
    return following.replace(day=1 + (month + int(place[5:6])) % 3)


def _english(economy: Economy, place: str, source: str) -> tuple[Row, ...]:
    return tuple(
        (
            figure.place,
            figure.recipe.id,
            str(figure.period),
            figure.basis,
            _in_unit(figure),
            figure.recipe.unit,
            "" if figure.growth is None else decimal_text(figure.growth, 3),
            "" if figure.growth is None else figure.recipe.growth,
            figure.status,
            source,
            figure.vintage.isoformat(),
        )
        for figure in figures_of(economy, place)
    )


def _in_unit(figure: Figure) -> str:
    if figure.value is None:
        return ""
    return decimal_text(figure.value, 1 if figure.recipe.make == "ratio" else figure.recipe.digits)


def _chinese(economy: Economy, places: list[str]) -> tuple[Row, ...]:
    return tuple(
        (
            NAMES[place],
            figure.recipe.name,
            _period_words(figure),
            _BASIS_WORDS[figure.basis],
            "" if figure.value is None else decimal_text(figure.value, 1 if figure.recipe.make == "ratio" else 0),
            "%" if figure.recipe.make == "ratio" else figure.recipe.small,
            "" if figure.growth is None else decimal_text(figure.growth, 1),
            "" if figure.growth is None else _GROWTH_WORDS[figure.recipe.growth],
            "快报数",
            f"{NAMES[place]}{'管委会' if '-' in place else '统计局'}（虚构）",
            figure.vintage.isoformat(),
        )
        for place in places
        for figure in figures_of(economy, place)
        if not (place == WIDE_PARK and figure.recipe.id in _WIDE)
    )


def _period_words(figure: Figure) -> str:
    month = figure.month % 12 + 1
    year = FIRST_YEAR + figure.month // 12
    if figure.basis == "stock" or month == 1:
        return f"{year}年{month}月"
    return f"{year}年1-{month}月"


def _wide_sheet(economy: Economy, place: str) -> Sheet:
    """Return a park's form with a row a month and two columns an indicator: its figure in 万元 and its growth."""
    shown = [RECIPE[key] for key in _WIDE]
    header = ["地区", "报告期", "口径", "报送日期"]
    for recipe in shown:
        header += [f"{recipe.name}（{recipe.small}）", f"{recipe.name}同比（%）"]
    rows = []
    for month in range(13, MONTHS):
        if month % 12 == 0:
            continue
        vintage = _vintage(place, RECIPE["industrial_output"], month)
        row = [NAMES[place], str(month_period(month)), "累计", vintage.isoformat()]
        for recipe in shown:
            growth = economy.growth(place, recipe, month)
            row += [str(economy.level(place, recipe, month)), "" if growth is None else decimal_text(growth, 1)]
        rows.append(tuple(row))
    return Sheet(WIDE_FILE, tuple(header), tuple(rows), "utf-8-sig")
