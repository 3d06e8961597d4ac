"""The fictional prefecture's 40 indicators, and how much of each there is.

Ids and names are those of the packs `national` and `example`; a test holds the two together.
Amounts are whole numbers in the small unit that counties report in (万元, 户, 人 …); shares and rates are in ‰.
"""

from dataclasses import dataclass

FIRST_YEAR, YEARS = 2021, 4  # 2021 is made only to be the base of 2022; files begin with 2022
INDUSTRIES = (
    ("green_energy", "绿色能源", "new"),
    ("new_materials", "新材料", "new"),
    ("biomedicine", "生物医药", "new"),
    ("equipment", "先进装备", "new"),
    ("metallurgy", "冶金", "traditional"),
    ("chemicals", "化工", "traditional"),
    ("building_materials", "建材", "traditional"),
    ("food", "食品加工", "traditional"),
    ("other", "其他工业", ""),
)


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How one indicator (指标) is made and how it is reported.

    `make`: `flow` and `stock` have an amount of their own and rates; `share` is a part (‰ by year) of `of`;
    `sum` adds `parts`; `count` counts firms of the register; `ratio` is `of` over `under`.
    """

    id: str
    name: str
    make: str
    unit: str = "亿元"
    small: str = "万元"
    amount: int = 0  # in 2021, in the small unit
    rates: tuple[int, ...] = ()  # growth of 2022, 2023, 2024 in ‰; for `share` the ‰ of `of` in 2021 … 2024
    of: str = ""
    under: str = ""
    parts: tuple[str, ...] = ()
    season: str = "even"
    growth: str = "nominal"
    prices: tuple[int, ...] = (0, 0, 0)  # rise of prices 2022, 2023, 2024 in ‰, where growth is real
    merged: bool = False  # January is published together with February
    quarterly: bool = False
    levels: bool = True  # False: only growth is published
    parks: bool = False
    province: bool = False

    @property
    def digits(self) -> int:
        """How many decimals turn the small unit into the unit: 万元 are four decimals of 亿元."""
        return 0 if self.unit == self.small else 4


_INDUSTRY_PRICES = (28, -22, -13)
_OUTPUTS = tuple(f"output_{key}" for key, _, _ in INDUSTRIES)
_AMOUNTS = (1_200_000, 1_500_000, 500_000, 800_000, 2_600_000, 1_300_000, 1_100_000, 900_000, 600_000)
_RATES = (
    (140, 150, 170),
    (160, 170, 200),
    (120, 110, 130),
    (130, 150, 180),
    (40, 20, -45),
    (30, -10, -35),
    (10, -20, -60),
    (50, 45, 40),
    (40, 30, 20),
)


def _part(key: str, name: str, amount: int, rates: tuple[int, ...]) -> Recipe:
    return Recipe(
        id=f"output_{key}",
        name=f"{name}产值",
        make="flow",
        amount=amount,
        rates=rates,
        season="industry",
        merged=True,
        parks=True,
    )


def _industry(key: str, name: str, of: str, rates: tuple[int, ...], growth: str = "nominal") -> Recipe:
    return Recipe(
        id=key, name=name, make="share", of=of, rates=rates, growth=growth, merged=True, parks=True, province=True
    )


def _gdp(key: str, name: str, amount: int, rates: tuple[int, ...], prices: tuple[int, ...]) -> Recipe:
    return Recipe(
        id=key,
        name=name,
        make="flow",
        amount=amount,
        rates=rates,
        season="gdp",
        growth="real",
        prices=prices,
        quarterly=True,
        province=True,
    )


RECIPES: tuple[Recipe, ...] = (
    _gdp("gdp_primary", "第一产业增加值", 2_700_000, (70, 48, 40), (10, 5, 0)),
    _gdp("gdp_secondary", "第二产业增加值", 6_000_000, (85, 38, 58), (20, -15, -9)),
    _gdp("gdp_tertiary", "第三产业增加值", 6_300_000, (60, 66, 72), (12, 5, -2)),
    Recipe(
        id="gdp",
        name="地区生产总值",
        make="sum",
        parts=("gdp_primary", "gdp_secondary", "gdp_tertiary"),
        growth="real",
        prices=(15, -4, -5),
        quarterly=True,
        province=True,
    ),
    *(
        _part(key, name, amount, rates)
        for (key, name, _), amount, rates in zip(INDUSTRIES, _AMOUNTS, _RATES, strict=True)
    ),
    Recipe(
        id="industrial_output",
        name="工业总产值",
        make="sum",
        parts=_OUTPUTS,
        merged=True,
        parks=True,
        province=True,
    ),
    Recipe(
        id="industrial_va",
        name="规模以上工业增加值",
        make="share",
        of="industrial_output",
        rates=(272, 273, 274, 273),
        growth="real",
        prices=_INDUSTRY_PRICES,
        merged=True,
        levels=False,
        parks=True,
        province=True,
    ),
    _industry("industrial_revenue", "规上工业营业收入", "industrial_output", (955, 950, 945, 948), "comparable"),
    _industry("industrial_profit", "规上工业利润总额", "industrial_revenue", (62, 66, 58, 61), "comparable"),
    _industry("industrial_tax", "规上工业税金总额", "industrial_revenue", (38, 37, 38, 39)),
    _industry("industrial_rnd", "规上工业研发费用", "industrial_revenue", (11, 13, 15, 18)),
    Recipe(
        id="industrial_energy",
        name="规上工业综合能源消费量",
        unit="万吨标煤",
        small="吨标煤",
        make="share",
        of="industrial_output",
        rates=(410, 398, 386, 379),
        merged=True,
        parks=True,
    ),
    Recipe(
        id="industrial_receivables",
        name="规上工业应收账款",
        make="stock",
        amount=1_450_000,
        rates=(70, 82, 95),
        merged=True,
        parks=True,
    ),
    Recipe(
        id="industrial_employees",
        name="规上工业平均用工人数",
        unit="人",
        small="人",
        make="stock",
        amount=86_000,
        rates=(12, -4, -10),
        merged=True,
        parks=True,
    ),
    Recipe(
        id="industrial_land",
        name="工业用地面积",
        unit="亩",
        small="亩",
        make="stock",
        amount=61_000,
        rates=(15, 12, 9),
        parks=True,
    ),
    Recipe(
        id="firms_above_scale",
        name="规模以上工业企业户数",
        unit="户",
        small="户",
        make="count",
        parks=True,
    ),
    Recipe(
        id="firms_above_scale_new",
        name="新增规模以上工业企业",
        unit="户",
        small="户",
        make="count",
        parks=True,
    ),
    Recipe(
        id="fai",
        name="固定资产投资",
        make="flow",
        amount=9_800_000,
        rates=(75, 42, 45),
        season="investment",
        growth="comparable",
        merged=True,
        levels=False,
        parks=True,
        province=True,
    ),
    Recipe(
        id="industrial_investment",
        name="工业投资",
        make="share",
        of="fai",
        rates=(300, 332, 368, 428),
        growth="comparable",
        merged=True,
        levels=False,
        parks=True,
        province=True,
    ),
    Recipe(
        id="private_investment",
        name="民间投资",
        make="share",
        of="fai",
        rates=(520, 508, 482, 458),
        growth="comparable",
        merged=True,
        levels=False,
        province=True,
    ),
    Recipe(
        id="real_estate_investment",
        name="房地产开发投资",
        make="share",
        of="fai",
        rates=(150, 121, 96, 76),
        growth="comparable",
        merged=True,
        levels=False,
        province=True,
    ),
    Recipe(
        id="retail_sales",
        name="社会消费品零售总额",
        make="flow",
        amount=5_400_000,
        rates=(28, 84, 64),
        season="retail",
        merged=True,
        province=True,
    ),
    Recipe(
        id="trade_total",
        name="进出口总额",
        make="flow",
        amount=420_000,
        rates=(110, -60, 80),
        parks=True,
        province=True,
    ),
    Recipe(
        id="investment_attraction",
        name="招商引资到位资金",
        make="flow",
        amount=3_050_000,
        rates=(95, 60, 22),
        season="attraction",
        parks=True,
    ),
    Recipe(
        id="tax_revenue",
        name="税收收入",
        make="flow",
        amount=545_000,
        rates=(-3, 82, 31),
        season="revenue",
    ),
    Recipe(
        id="nontax_revenue",
        name="非税收入",
        make="flow",
        amount=315_000,
        rates=(95, 15, 44),
        season="revenue",
    ),
    Recipe(
        id="budget_revenue",
        name="一般公共预算收入",
        make="sum",
        parts=("tax_revenue", "nontax_revenue"),
        province=True,
    ),
    Recipe(
        id="budget_expenditure",
        name="一般公共预算支出",
        make="flow",
        amount=2_780_000,
        rates=(45, 30, 26),
        season="expenditure",
        province=True,
    ),
    Recipe(
        id="budget_tax_share",
        name="税收占一般公共预算收入比重",
        unit="%",
        small="%",
        make="ratio",
        of="tax_revenue",
        under="budget_revenue",
        growth="none",
    ),
    Recipe(id="loans_rmb", name="人民币贷款余额", make="stock", amount=11_900_000, rates=(104, 112, 88)),
    Recipe(
        id="market_entities",
        name="市场主体总量",
        unit="万户",
        small="户",
        make="stock",
        amount=212_000,
        rates=(92, 105, 74),
    ),
    Recipe(
        id="power_use",
        name="全社会用电量",
        unit="亿千瓦时",
        small="万千瓦时",
        make="flow",
        amount=1_020_000,
        rates=(58, 71, 66),
    ),
)
RECIPE = {recipe.id: recipe for recipe in RECIPES}
