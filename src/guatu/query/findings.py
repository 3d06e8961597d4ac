"""What can be wrong with tables that are handed in, and with columns that packs add to them (Q codes)."""

from guatu.domain import FindingCode

UNKNOWN_TABLE = FindingCode(
    "Q001",
    "没有这张事实表",
    "事实表的名称是固定的，名称不对的表不会被读取。",
    'facts_from_tables({"observation": frame})',
    'facts_from_tables({"observations": frame})',
)
MISSING_COLUMN = FindingCode(
    "Q002",
    "事实表缺少必需的列",
    "缺了地区、指标、报告期或口径，就不知道一个数说的是什么。",
    "观测数据里没有 period 一列",
    "补上这一列；列名可用中文或英文",
)
WRONG_TYPE = FindingCode(
    "Q003",
    "列的数据类型不对",
    "数值列要能读成数，日期列要能读成日期；读不成的列不能参加计算。",
    "value 一列是文字“1,200万”",
    "先换算成数；或把文件交给 guatu 读取，它会逐格换算",
)
NOT_A_TABLE = FindingCode(
    "Q004",
    "交来的不是表",
    "只认得能交出 Arrow 数据的表：pyarrow、pandas、polars 的表；字典的列表和尚未计算的 LazyFrame 都不是。",
    'facts_from_tables({"observations": [{"place": "532300"}]})',
    "用 pyarrow.Table.from_pylist(…) 转成表；polars 的 LazyFrame 先 .collect()",
)
UNKNOWN_HOME = FindingCode(
    "Q005",
    "增加的列没有这张表",
    "列要加在一张事实表上；表名写错，这一列就读不到，用它的条款都不能算。",
    "on: firm_year",
    "on: firm_years（或中文名“企业年度”）",
)
TAKEN_NAME = FindingCode(
    "Q006",
    "增加的列与已有的列重名",
    "一个名称在一张表里只能是一列，否则不知道条件说的是哪一列。",
    "在企业年度上再加一列“营业收入”",
    "换一个编号和名称；要用的就是已有的那一列，请删去这一条",
)
UNIT_OF_MEASURE = FindingCode(
    "Q007",
    "增加的列单位与量不符",
    "金额以元、面积以亩、人数以人存放，比率存小数；单位不同类就不能换算。",
    "measure: money，unit: 户",
    "改 measure，或改成同类的单位，如 万元",
)
FINDING_CODES = (UNKNOWN_TABLE, MISSING_COLUMN, WRONG_TYPE, NOT_A_TABLE, UNKNOWN_HOME, TAKEN_NAME, UNIT_OF_MEASURE)
