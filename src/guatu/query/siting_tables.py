"""The registers of siting and supply (落地和供能的名册): what parks can take, who asks for a place, hours of load.

Energy is kept as it is granted, in 吨标煤 or in 千瓦时; neither is turned into the other: two factors are in use.
"""

from guatu.query.schema import Column, Measure, Provenance, TableSchema

_MONEY = "DECIMAL(14,2)"
_SOURCE = Column("source", "来源", "VARCHAR", meaning="出处")
_PLACE = Column("place", "园区", "VARCHAR", meaning="园区代码或名称", required=True, aliases=("地区", "园区名称"))


def _amount(name: str, label: str, unit: str, meaning: str, *aliases: str) -> Column:
    measure = Measure.AREA if unit == "亩" else Measure.NUMBER
    return Column(name, label, "DOUBLE", measure, meaning, aliases=aliases, unit=unit)


def _money(name: str, label: str, meaning: str, *aliases: str) -> Column:
    return Column(
        name, label, _MONEY, Measure.MONEY, meaning, aliases=aliases, unit="元", provenance=Provenance.SELF_REPORTED
    )


PARK_OFFERS = TableSchema(
    "park_offers",
    "园区承载",
    (
        _PLACE,
        Column("year", "年度", "INTEGER", Measure.NUMBER, "哪一年的承载能力", required=True),
        Column("lead_industry", "主导产业", "VARCHAR", meaning="一个主导产业：行业编号、名称或代码"),
        Column(
            "potential_industries", "潜力产业", "VARCHAR", meaning="两个潜力产业，用顿号隔开", aliases=("潜在产业",)
        ),
        _amount("land_left", "剩余用地", "亩", "还能供的工业用地，亩", "可供用地", "剩余土地"),
        _amount("energy_left", "剩余能耗", "吨标煤", "还能给新项目的综合能源消费量，吨标煤", "能耗余量"),
        _amount("power_left", "剩余用电", "千瓦时", "还能供给新项目的年用电量，千瓦时", "用电余量"),
        _amount("wastewater_left", "污水处理余量", "吨/日", "污水处理厂还能接的水量，吨/日"),
        Column(
            "environments",
            "环境承载",
            "VARCHAR",
            meaning="能满足的环境要求，用顿号隔开，如 化工园区、集中供热；一样也没有写“没有”",
            aliases=("环境条件",),
        ),
        _SOURCE,
    ),
    key=("place", "year"),
)

LEADS = TableSchema(
    "leads",
    "招商线索",
    (
        Column("lead", "线索编号", "VARCHAR", meaning="线索或拟引进项目的编号", required=True),
        Column("name", "项目名称", "VARCHAR", meaning="全称", required=True),
        Column("industry", "行业", "VARCHAR", meaning="行业编号、名称或代码", aliases=("所属行业", "产业")),
        _money("investment", "总投资", "计划总投资，元", "计划总投资"),
        _money("revenue", "达产年营业收入", "达产后预期的年营业收入，元", "预期营业收入"),
        _amount("land", "用地需求", "亩", "要多少地，亩", "用地面积"),
        _amount("energy", "能耗需求", "吨标煤", "达产后年综合能源消费量，吨标煤", "年综合能耗"),
        _amount("power", "用电需求", "千瓦时", "达产后年用电量，千瓦时", "年用电量"),
        _amount("wastewater", "污水排放", "吨/日", "达产后每日污水，吨/日", "污水量"),
        Column(
            "environments",
            "环境要求",
            "VARCHAR",
            meaning="要园区具备的环境条件，用顿号隔开；一样也不要写“没有”",
        ),
        Column("exception", "亩均例外理由", "VARCHAR", meaning="“原则上”之外经批准的例外：谁批的、为什么"),
        Column("exception_park", "例外园区", "VARCHAR", meaning="例外只对哪个园区；空着是对所有园区"),
        _SOURCE,
    ),
    key=("lead",),
)

LEAD_DISTANCES = TableSchema(
    "lead_distances",
    "物流距离",
    (
        Column("lead", "线索编号", "VARCHAR", meaning="线索编号，同招商线索", required=True),
        _PLACE,
        _amount("distance", "物流距离", "公里", "原料、市场到园区的运距，公里", "运距"),
        _SOURCE,
    ),
    key=("lead", "place"),
)

LOAD_HOURS = TableSchema(
    "load_hours",
    "逐时负荷",
    (
        _PLACE,
        Column("hour", "小时", "INTEGER", Measure.NUMBER, "年内第几小时，1 至 8760（闰年 8784）", required=True),
        _amount("load", "负荷", "千瓦", "这一小时的平均用电负荷，千瓦", "用电负荷"),
        _amount("solar", "光伏单位出力", "千瓦/千瓦", "每千瓦光伏这一小时能发多少千瓦，0 至 1 左右"),
        _amount("wind", "风电单位出力", "千瓦/千瓦", "每千瓦风电这一小时能发多少千瓦，0 至 1"),
        _amount("price", "购电价", "元/千瓦时", "这一小时从电网买一千瓦时的全部价格，元", "电网电价"),
        _SOURCE,
    ),
    key=("place", "hour"),
)

SUPPLY_TERMS = TableSchema(
    "supply_terms",
    "供能参数",
    (
        _PLACE,
        Column("item", "参数", "VARCHAR", meaning="参数的名称，如 光伏投资", required=True),
        Column("value", "取值", "VARCHAR", meaning="数，或 是、否", required=True),
        Column("value_unit", "取值单位", "VARCHAR", meaning="这个数的单位，如 元/千瓦"),
        _SOURCE,
    ),
    key=("place", "item"),
)

SITING_TABLES = (PARK_OFFERS, LEADS, LEAD_DISTANCES, LOAD_HOURS, SUPPLY_TERMS)
