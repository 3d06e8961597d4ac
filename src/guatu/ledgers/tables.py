"""What each ledger (台账) shows: the columns of the six ledgers, the history of lights, the alerts and the tie-outs.

Every row stands for one target of one place, but in the ledgers of drivers and quality for one indicator of one place.
"""

from guatu.query import Column, Measure, TableSchema

LIGHTS = (("green", "绿"), ("yellow", "黄"), ("red", "红"), ("grey", "灰"))
METHODS = (
    ("progress", "按完成率"),
    ("climb", "按增量完成率"),
    ("growth", "比增速"),
    ("level", "比水平"),
    ("none", "不计算"),
)
ROW_KEY = (
    Column("target", "目标编号", "VARCHAR", required=True),
    Column("place", "地区代码", "VARCHAR", required=True),
    Column("indicator", "指标编号", "VARCHAR", required=True),
)
_INDICATOR_KEY = ROW_KEY[1:]

TARGET_LEDGER = TableSchema(
    "target_ledger",
    "目标任务账",
    (
        *ROW_KEY,
        Column("first", "起始月", "DATE", Measure.DATE),
        Column("last", "截止月", "DATE", Measure.DATE),
        Column("measure", "目标类型", "VARCHAR"),
        Column("method", "比较办法", "VARCHAR", choices=METHODS),
        Column("comparator", "要求", "VARCHAR"),
        Column("value", "目标值", "DOUBLE", Measure.INDICATOR, "计划写明的数"),
        Column("value_max", "目标上限", "DOUBLE", Measure.INDICATOR),
        Column("growth_target", "目标增速", "DOUBLE", Measure.RATIO),
        Column("base", "上年全年", "DOUBLE", Measure.INDICATOR, "上年全年或年末数 L"),
        Column("level", "全年目标", "DOUBLE", Measure.INDICATOR, "目标总量 T；由增速推算时 T = L×(1+g)"),
        Column("quarter_1", "一季度目标", "DOUBLE", Measure.INDICATOR),
        Column("quarter_2", "上半年目标", "DOUBLE", Measure.INDICATOR),
        Column("quarter_3", "前三季度目标", "DOUBLE", Measure.INDICATOR),
        Column("quarter_4", "全年累计目标", "DOUBLE", Measure.INDICATOR),
        Column("month_level", "本月累计目标", "DOUBLE", Measure.INDICATOR, "到本月应累计完成的数"),
        Column("conflicts", "矛盾目标数", "INTEGER", Measure.COUNT, "同一指标、地区、年度还有几个不同的目标"),
        Column("modality", "语气", "VARCHAR"),
        Column("clause", "条款", "VARCHAR"),
        Column("lead", "牵头单位", "VARCHAR"),
        Column("support", "责任单位", "VARCHAR"),
    ),
    key=("target", "place"),
)

SUPPORT_LEDGER = TableSchema(
    "support_ledger",
    "任务支撑账",
    (
        *ROW_KEY,
        Column("base", "上年全年", "DOUBLE", Measure.INDICATOR),
        Column("level", "全年目标", "DOUBLE", Measure.INDICATOR),
        Column("required", "需要增量", "DOUBLE", Measure.INDICATOR, "T − L"),
        Column("supports", "支撑事项数", "INTEGER", Measure.COUNT),
        Column("certain", "确定", "DOUBLE", Measure.INDICATOR),
        Column("likely", "较有把握", "DOUBLE", Measure.INDICATOR),
        Column("possible", "有可能", "DOUBLE", Measure.INDICATOR),
        Column("listed", "支撑合计", "DOUBLE", Measure.INDICATOR),
        Column("coverage", "覆盖率", "DOUBLE", Measure.RATIO, "支撑合计 ÷ 需要增量"),
        Column("uncovered", "尚缺支撑", "DOUBLE", Measure.INDICATOR, "需要增量 − 支撑合计，已覆盖时为零"),
    ),
    key=("target", "place"),
)

SCHEDULE_LEDGER = TableSchema(
    "schedule_ledger",
    "时序账",
    (
        *ROW_KEY,
        Column("method", "比较办法", "VARCHAR", choices=METHODS),
        Column("reported", "已报", "BOOLEAN", Measure.YES_NO),
        Column("actual", "累计完成", "DOUBLE", Measure.INDICATOR, "1月至本月累计 A；时点指标为本月末数"),
        Column("month_value", "本月完成", "DOUBLE", Measure.INDICATOR),
        Column("level", "全年目标", "DOUBLE", Measure.INDICATOR),
        Column("completion", "完成率", "DOUBLE", Measure.RATIO, "A ÷ T"),
        Column("schedule", "序时进度", "DOUBLE", Measure.RATIO),
        Column("growth", "同比", "DOUBLE", Measure.RATIO),
        Column("growth_target", "目标增速", "DOUBLE", Measure.RATIO),
        Column("ahead", "超序时", "DOUBLE", Measure.POINTS, "完成率 − 序时进度，或增速 − 目标增速"),
        Column("light", "亮灯", "VARCHAR", choices=LIGHTS),
        Column("last_light", "上期亮灯", "VARCHAR", choices=LIGHTS),
    ),
    key=("target", "place"),
)

GAP_LEDGER = TableSchema(
    "gap_ledger",
    "差距账",
    (
        *ROW_KEY,
        Column("actual", "累计完成", "DOUBLE", Measure.INDICATOR),
        Column("level", "全年目标", "DOUBLE", Measure.INDICATOR),
        Column("gap", "差距", "DOUBLE", Measure.INDICATOR, "T − A，已完成时为零"),
        Column("months_left", "剩余月数", "INTEGER", Measure.COUNT),
        Column("required_monthly", "剩余月份需月均", "DOUBLE", Measure.INDICATOR),
        Column("base", "上年全年", "DOUBLE", Measure.INDICATOR),
        Column("base_to_date", "上年同期", "DOUBLE", Measure.INDICATOR, "上年同期累计 B"),
        Column("growth", "同比", "DOUBLE", Measure.RATIO),
        Column("growth_computed", "同比为计算", "BOOLEAN", Measure.YES_NO, "没有公布增速、由现价总量算出"),
        Column("growth_target", "目标增速", "DOUBLE", Measure.RATIO),
        Column("growth_gap", "增速差距", "DOUBLE", Measure.POINTS, "同比 − 目标增速"),
        Column("required_growth", "倒算增速", "DOUBLE", Measure.RATIO, "(T−A)÷(L−B)−1"),
        Column("rank", "位次", "INTEGER", Measure.COUNT, "在同级地区中按增速（没有增速时按完成率）"),
        Column("ranked", "参加排位数", "INTEGER", Measure.COUNT),
        Column("parent_growth", "上级同比", "DOUBLE", Measure.RATIO),
        Column("parent_gap", "与上级差距", "DOUBLE", Measure.POINTS, "同比 − 上级同比"),
        Column("last_parent_gap", "上期与上级差距", "DOUBLE", Measure.POINTS),
        Column("last_growth", "上期同比", "DOUBLE", Measure.RATIO),
        Column("falling_periods", "连续回落期数", "INTEGER", Measure.COUNT),
    ),
    key=("target", "place"),
)

DRIVER_LEDGER = TableSchema(
    "driver_ledger",
    "新旧动能接续转换增能账",
    (
        *_INDICATOR_KEY,
        Column("actual", "累计完成", "DOUBLE", Measure.INDICATOR),
        Column("base_to_date", "上年同期", "DOUBLE", Measure.INDICATOR),
        Column("growth", "分项合计增速", "DOUBLE", Measure.RATIO, "Σ分项 ÷ Σ分项上年同期 − 1"),
        Column("new_pull", "新动能拉动", "DOUBLE", Measure.POINTS),
        Column("traditional_pull", "传统动能拉动", "DOUBLE", Measure.POINTS),
        Column("other_pull", "未划分拉动", "DOUBLE", Measure.POINTS),
        Column("parts", "分项数", "INTEGER", Measure.COUNT),
        Column("parts_sum", "分项合计", "DOUBLE", Measure.INDICATOR),
        Column("parts_difference", "分项差额", "DOUBLE", Measure.INDICATOR, "总数 − 分项合计"),
        Column("firm_growth", "企业合计增速", "DOUBLE", Measure.RATIO),
        Column("entered", "新进企业数", "INTEGER", Measure.COUNT),
        Column("entered_pull", "新进拉动", "DOUBLE", Measure.POINTS),
        Column("grown", "增长企业数", "INTEGER", Measure.COUNT),
        Column("grown_pull", "增长拉动", "DOUBLE", Measure.POINTS),
        Column("shrunk", "下降企业数", "INTEGER", Measure.COUNT),
        Column("shrunk_pull", "下降拉动", "DOUBLE", Measure.POINTS),
        Column("exited", "退出企业数", "INTEGER", Measure.COUNT),
        Column("exited_pull", "退出拉动", "DOUBLE", Measure.POINTS),
    ),
    key=("place", "indicator"),
)

QUALITY_LEDGER = TableSchema(
    "quality_ledger",
    "质量效益账",
    (
        *_INDICATOR_KEY,
        Column("over", "分子", "DOUBLE", Measure.NUMBER),
        Column("under", "分母", "DOUBLE", Measure.NUMBER),
        Column("value", "本期", "DOUBLE", Measure.INDICATOR),
        Column("last_year", "上年同期", "DOUBLE", Measure.INDICATOR),
        Column("change", "比上年同期", "DOUBLE", Measure.INDICATOR, "本期 − 上年同期；比率为百分点"),
        Column("better", "是否改善", "BOOLEAN", Measure.YES_NO),
    ),
    key=("place", "indicator"),
)

LIGHT_HISTORY = TableSchema(
    "light_history",
    "亮灯史",
    (
        *ROW_KEY,
        Column("period", "报告期", "DATE", Measure.DATE),
        Column("ahead", "超序时", "DOUBLE", Measure.POINTS),
        Column("light", "亮灯", "VARCHAR", choices=LIGHTS),
    ),
    key=("target", "place", "period"),
)

ALERTS = TableSchema(
    "alerts",
    "预警",
    (
        Column("alert", "预警编号", "VARCHAR", required=True),
        Column("level", "级别", "VARCHAR"),
        *ROW_KEY,
        Column("because", "依据数值", "VARCHAR", meaning="条件用到的各列及其数值"),
        Column("clause", "条款", "VARCHAR"),
        Column("answers", "应答单位", "VARCHAR"),
    ),
    key=("alert", "target", "place", "indicator"),
)

TIE_OUTS = TableSchema(
    "tie_outs",
    "勾稽核对",
    (
        Column("check", "核对关系", "VARCHAR"),
        *ROW_KEY,
        Column("left_ledger", "左账", "VARCHAR"),
        Column("left_value", "左值", "DOUBLE", Measure.INDICATOR),
        Column("right_ledger", "右账", "VARCHAR"),
        Column("right_value", "右值", "DOUBLE", Measure.INDICATOR),
        Column("difference", "相差", "DOUBLE", Measure.INDICATOR),
    ),
    key=("check", "target", "place", "indicator"),
)

PARTS = TableSchema(
    "parts",
    "分项拉动",
    (
        *_INDICATOR_KEY,
        Column("part", "分项指标", "VARCHAR", required=True),
        Column("split", "分项口径", "VARCHAR", meaning="按什么分"),
        Column("driver", "动能", "VARCHAR", choices=(("new", "新动能"), ("traditional", "传统动能"))),
        Column("actual", "累计完成", "DOUBLE", Measure.INDICATOR),
        Column("base_to_date", "上年同期", "DOUBLE", Measure.INDICATOR),
        Column("growth", "同比", "DOUBLE", Measure.RATIO, "公布增速优先"),
        Column("share", "占比", "DOUBLE", Measure.RATIO),
        Column("contribution", "贡献率", "DOUBLE", Measure.RATIO, "可为负，可超过 100%"),
        Column("pull", "拉动", "DOUBLE", Measure.POINTS),
    ),
    key=("place", "indicator", "part"),
)

SOURCES = TableSchema(
    "sources",
    "数据来源",
    (
        *_INDICATOR_KEY,
        Column("period", "报告期", "DATE", Measure.DATE),
        Column("basis", "口径", "VARCHAR"),
        Column("value", "数值", "DOUBLE", Measure.INDICATOR),
        Column("growth", "同比", "DOUBLE", Measure.RATIO),
        Column("status", "数据状态", "VARCHAR"),
        Column("vintage", "报送日期", "DATE", Measure.DATE),
        Column("source", "来源", "VARCHAR"),
        Column("origin", "位置", "VARCHAR"),
        Column("rivals", "并存数", "INTEGER", Measure.COUNT, "同一格还有几个不同的数，按排序规则未采用"),
    ),
    key=("place", "indicator", "period", "basis"),
)

REPORT_STATES = TableSchema(
    "report_states",
    "报送情况",
    (
        Column("duty", "报送要求", "VARCHAR", required=True),
        Column("place", "地区代码", "VARCHAR", required=True),
        Column("due", "应报日期", "DATE", Measure.DATE),
        Column("expected", "应报指标数", "INTEGER", Measure.COUNT),
        Column("received", "已报指标数", "INTEGER", Measure.COUNT),
        Column("late", "迟报指标数", "INTEGER", Measure.COUNT),
        Column("last_received", "最后收到", "DATE", Measure.DATE),
        Column(
            "state",
            "报送状态",
            "VARCHAR",
            choices=(("on_time", "已报"), ("late", "迟报"), ("partial", "部分未报"), ("missing", "未报")),
        ),
    ),
    key=("duty", "place"),
)

LEDGERS = (TARGET_LEDGER, SUPPORT_LEDGER, SCHEDULE_LEDGER, GAP_LEDGER, DRIVER_LEDGER, QUALITY_LEDGER)
