"""Filings (填报数据): one place's figures of one period beside what they are judged by, for the checks of packs.

No file holds this table: a site makes it of what is being reported. The run of a month has none.
"""

from guatu.query.schema import Column, Measure, TableSchema
from guatu.query.tables import BASES, FACT_TABLES, GROWTH_BASES

KINDS = (("flow", "流量"), ("stock", "时点"), ("rate", "比率"))

FILINGS = TableSchema(
    "filings",
    "填报数据",
    (
        Column("place", "地区", "VARCHAR", meaning="地区或园区代码", required=True),
        Column("indicator", "指标", "VARCHAR", meaning="指标编号", required=True),
        Column("period", "报告期", "DATE", Measure.DATE, "数据截止月份的首日", required=True),
        Column("basis", "口径", "VARCHAR", meaning="累计、当月、时点或全年", required=True, choices=BASES),
        Column("kind", "类别", "VARCHAR", meaning="流量、时点或比率", required=True, choices=KINDS),
        Column("growth_basis", "增速口径", "VARCHAR", meaning="可比价、现价或可比口径", choices=GROWTH_BASES),
        Column("value", "数值", "DOUBLE", Measure.INDICATOR, "本期填报的数，指标本身的单位"),
        Column("growth", "同比", "DOUBLE", Measure.RATIO, "本期填报的同比增速"),
        Column(
            "last_value", "上期数", "DOUBLE", Measure.INDICATOR, "上一期报来的数；累计数只看同一年内，年初第一期没有"
        ),
        Column("last_growth", "上期同比", "DOUBLE", Measure.RATIO, "上一期的同比增速；同一年内才有"),
        Column("year_value", "上年同期数", "DOUBLE", Measure.INDICATOR, "上年同期的数"),
        Column("year_growth", "上年同期同比", "DOUBLE", Measure.RATIO, "上年同期的同比增速"),
        Column(
            "usual",
            "惯常数",
            "DOUBLE",
            Measure.INDICATOR,
            "照前几期推算本期大致应有的数：上年同期数 ×（1 + 上期同比）；缺其一的，累计数取上期数按月数推算、"
            "时点数和比率取上期数，再没有的取上年同期数",
        ),
        Column("before_value", "更正前", "DOUBLE", Measure.INDICATOR, "更正的，原来报的数"),
        Column("parts_sum", "分项合计", "DOUBLE", Measure.INDICATOR, "同一张表里各分项之和；分项填全了才有"),
        Column("parts", "分项数", "INTEGER", Measure.COUNT, "分项合计由几个分项相加"),
        Column("last_digit", "末位", "DOUBLE", Measure.INDICATOR, "印出的最末一位，如两位小数是 0.01"),
        Column("decimals", "小数位数", "INTEGER", Measure.COUNT, "印出时保留几位小数"),
        Column("days_late", "迟报天数", "INTEGER", Measure.COUNT, "比应报日期晚几天；没有迟报是 0"),
    ),
    key=("place", "indicator", "period", "basis"),
)

# What a data check may be written on: the tables of a month, and what is being reported.
CHECKED_TABLES = (*FACT_TABLES, FILINGS)
