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
    Column("target", "目标编号", "VARCHAR", required=True, meaning="目标的编号：政策包编号:目标编号"),
    Column("place", "地区代码", "VARCHAR", required=True, meaning="地区或园区代码"),
    Column("indicator", "指标编号", "VARCHAR", required=True, meaning="指标编号"),
)
_INDICATOR_KEY = ROW_KEY[1:]

TARGET_LEDGER = TableSchema(
    "target_ledger",
    "目标任务账",
    (
        *ROW_KEY,
        Column("first", "起始月", "DATE", Measure.DATE, meaning="目标期的第一个月"),
        Column("last", "截止月", "DATE", Measure.DATE, meaning="目标期的最后一个月"),
        Column("measure", "目标类型", "VARCHAR", meaning="增速、总量、增量、占比等"),
        Column("method", "比较办法", "VARCHAR", choices=METHODS, meaning="拿什么同目标比"),
        Column("comparator", "要求", "VARCHAR", meaning="不低于、达到、左右、以内等"),
        Column("value", "目标值", "DOUBLE", Measure.INDICATOR, "计划写明的数"),
        Column("value_max", "目标上限", "DOUBLE", Measure.INDICATOR, meaning="“3—5个”这类目标的上限"),
        Column("growth_target", "目标增速", "DOUBLE", Measure.RATIO, meaning="目标要求的增速"),
        Column("base", "上年全年", "DOUBLE", Measure.INDICATOR, "上年全年或年末数 L"),
        Column("level", "全年目标", "DOUBLE", Measure.INDICATOR, "目标总量 T；由增速推算时 T = L×(1+g)"),
        Column("quarter_1", "一季度目标", "DOUBLE", Measure.INDICATOR, meaning="到3月应累计完成"),
        Column("quarter_2", "上半年目标", "DOUBLE", Measure.INDICATOR, meaning="到6月应累计完成"),
        Column("quarter_3", "前三季度目标", "DOUBLE", Measure.INDICATOR, meaning="到9月应累计完成"),
        Column("quarter_4", "全年累计目标", "DOUBLE", Measure.INDICATOR, meaning="到12月应累计完成"),
        Column("month_level", "本月累计目标", "DOUBLE", Measure.INDICATOR, "到本月应累计完成的数"),
        Column("conflicts", "矛盾目标数", "INTEGER", Measure.COUNT, "同一指标、地区、年度还有几个不同的目标"),
        Column("modality", "语气", "VARCHAR", meaning="力争、原则上等"),
        Column("clause", "条款", "VARCHAR", meaning="出自哪个条款，如 2#二/（三）"),
        Column("lead", "牵头单位", "VARCHAR", meaning="牵头单位名称"),
        Column("support", "责任单位", "VARCHAR", meaning="责任单位、配合单位名称"),
    ),
    key=("target", "place"),
)

SUPPORT_LEDGER = TableSchema(
    "support_ledger",
    "任务支撑账",
    (
        *ROW_KEY,
        Column("base", "上年全年", "DOUBLE", Measure.INDICATOR, meaning="上年全年或年末数 L"),
        Column("level", "全年目标", "DOUBLE", Measure.INDICATOR, meaning="目标总量 T"),
        Column("required", "需要增量", "DOUBLE", Measure.INDICATOR, "T − L"),
        Column("supports", "支撑事项数", "INTEGER", Measure.COUNT, meaning="列入本年度的支撑事项有几项"),
        Column("certain", "确定", "DOUBLE", Measure.INDICATOR, meaning="确定的支撑量之和"),
        Column("likely", "较有把握", "DOUBLE", Measure.INDICATOR, meaning="较有把握的支撑量之和"),
        Column("possible", "有可能", "DOUBLE", Measure.INDICATOR, meaning="有可能的支撑量之和"),
        Column("listed", "支撑合计", "DOUBLE", Measure.INDICATOR, meaning="三类支撑量之和"),
        Column("coverage", "覆盖率", "DOUBLE", Measure.RATIO, "支撑合计 ÷ 需要增量"),
        Column("uncovered", "尚缺支撑", "DOUBLE", Measure.INDICATOR, "需要增量 − 支撑合计，已覆盖时为零"),
        Column(
            "uncovered_at_pace",
            "预计仍缺",
            "DOUBLE",
            Measure.INDICATOR,
            "尚缺支撑中，按目前进度的全年预计仍补不上的部分；没有本月的预测时空白",
        ),
    ),
    key=("target", "place"),
)

SCHEDULE_LEDGER = TableSchema(
    "schedule_ledger",
    "时序账",
    (
        *ROW_KEY,
        Column("method", "比较办法", "VARCHAR", choices=METHODS, meaning="拿什么同目标比"),
        Column("reported", "已报", "BOOLEAN", Measure.YES_NO, meaning="本月报了数没有"),
        Column("actual", "累计完成", "DOUBLE", Measure.INDICATOR, "1月至本月累计 A；时点指标为本月末数"),
        Column(
            "month_value", "本月完成", "DOUBLE", Measure.INDICATOR, meaning="本月单月数；1—2月合并的，2月为两个月之和"
        ),
        Column("level", "全年目标", "DOUBLE", Measure.INDICATOR, meaning="目标总量 T"),
        Column("completion", "完成率", "DOUBLE", Measure.RATIO, "A ÷ T"),
        Column("schedule", "序时进度", "DOUBLE", Measure.RATIO, meaning="到本月应完成的比重"),
        Column("growth", "同比", "DOUBLE", Measure.RATIO, meaning="公布的同比增速；没有公布的，现价指标按总量计算"),
        Column("growth_target", "目标增速", "DOUBLE", Measure.RATIO, meaning="目标要求的增速"),
        Column("ahead", "超序时", "DOUBLE", Measure.POINTS, "完成率 − 序时进度，或增速 − 目标增速"),
        Column("light", "亮灯", "VARCHAR", choices=LIGHTS, meaning="绿、黄、红、灰"),
        Column("last_light", "上期亮灯", "VARCHAR", choices=LIGHTS, meaning="上个月的灯"),
    ),
    key=("target", "place"),
)

GAP_LEDGER = TableSchema(
    "gap_ledger",
    "差距账",
    (
        *ROW_KEY,
        Column("actual", "累计完成", "DOUBLE", Measure.INDICATOR, meaning="1月至本月累计 A；时点指标为本月末数"),
        Column("level", "全年目标", "DOUBLE", Measure.INDICATOR, meaning="目标总量 T"),
        Column("gap", "差距", "DOUBLE", Measure.INDICATOR, "T − A，已完成时为零"),
        Column("months_left", "剩余月数", "INTEGER", Measure.COUNT, meaning="到目标期末还有几个月"),
        Column("required_monthly", "剩余月份需月均", "DOUBLE", Measure.INDICATOR, meaning="差距 ÷ 剩余月数"),
        Column("base", "上年全年", "DOUBLE", Measure.INDICATOR, meaning="上年全年或年末数 L"),
        Column("base_to_date", "上年同期", "DOUBLE", Measure.INDICATOR, "上年同期累计 B"),
        Column("growth", "同比", "DOUBLE", Measure.RATIO, meaning="公布的同比增速；没有公布的，现价指标按总量计算"),
        Column("growth_computed", "同比为计算", "BOOLEAN", Measure.YES_NO, "没有公布增速、由现价总量算出"),
        Column("growth_target", "目标增速", "DOUBLE", Measure.RATIO, meaning="目标要求的增速"),
        Column(
            "growth_gap",
            "增速差距",
            "DOUBLE",
            Measure.POINTS,
            "同比 − 目标增速；降低类、控制类目标反过来：负数总是没有达到",
        ),
        Column("required_growth", "倒算增速", "DOUBLE", Measure.RATIO, "(T−A)÷(L−B)−1"),
        Column("rank", "位次", "INTEGER", Measure.COUNT, "在同级地区中按增速（没有增速时按完成率）"),
        Column("ranked", "参加排位数", "INTEGER", Measure.COUNT, meaning="同级地区中有几个参加排位"),
        Column("parent_growth", "上级同比", "DOUBLE", Measure.RATIO, meaning="上级地区的同比增速"),
        Column("parent_gap", "与上级差距", "DOUBLE", Measure.POINTS, "同比 − 上级同比"),
        Column("last_parent_gap", "上期与上级差距", "DOUBLE", Measure.POINTS, meaning="上一期的增速 − 上级增速"),
        Column("last_growth", "上期同比", "DOUBLE", Measure.RATIO, meaning="上一期的同比增速"),
        Column("falling_periods", "连续回落期数", "INTEGER", Measure.COUNT, meaning="增速连续几期低于前一期"),
        Column(
            "expected",
            "全年预计",
            "DOUBLE",
            Measure.INDICATOR,
            "按目前进度预测的全年或年末数；没有本月的预测时空白，以下三列同",
        ),
        Column("expected_growth", "预计增速", "DOUBLE", Measure.RATIO, "预测的全年增速；现价指标为预计 ÷ 上年全年 − 1"),
        Column("expected_gap", "预计差距", "DOUBLE", Measure.INDICATOR, "T − 全年预计，预计完成时为零"),
        Column("probability", "完成可能性", "DOUBLE", Measure.RATIO, "按目前进度完成这个目标的可能性"),
    ),
    key=("target", "place"),
)

DRIVER_LEDGER = TableSchema(
    "driver_ledger",
    "新旧动能接续转换增能账",
    (
        *_INDICATOR_KEY,
        Column("actual", "累计完成", "DOUBLE", Measure.INDICATOR, meaning="1月至本月累计 A；时点指标为本月末数"),
        Column("base_to_date", "上年同期", "DOUBLE", Measure.INDICATOR, meaning="上年同期累计 B"),
        Column("growth", "分项合计增速", "DOUBLE", Measure.RATIO, "Σ分项 ÷ Σ分项上年同期 − 1"),
        Column("new_pull", "新动能拉动", "DOUBLE", Measure.POINTS, meaning="新动能拉动增长几个百分点"),
        Column("traditional_pull", "传统动能拉动", "DOUBLE", Measure.POINTS, meaning="传统动能拉动增长几个百分点"),
        Column("other_pull", "未划分拉动", "DOUBLE", Measure.POINTS, meaning="没有划分动能的分项拉动几个百分点"),
        Column("parts", "分项数", "INTEGER", Measure.COUNT, meaning="有数的分项有几个"),
        Column("parts_sum", "分项合计", "DOUBLE", Measure.INDICATOR, meaning="各分项之和"),
        Column("parts_difference", "分项差额", "DOUBLE", Measure.INDICATOR, "总数 − 分项合计"),
        Column("firm_growth", "企业合计增速", "DOUBLE", Measure.RATIO, meaning="企业合计的增速，按企业数据计算"),
        Column("entered", "新进企业数", "INTEGER", Measure.COUNT, meaning="新进企业数"),
        Column("entered_pull", "新进拉动", "DOUBLE", Measure.POINTS, meaning="新进企业拉动几个百分点"),
        Column("grown", "增长企业数", "INTEGER", Measure.COUNT, meaning="比上年同期增长的企业数"),
        Column("grown_pull", "增长拉动", "DOUBLE", Measure.POINTS, meaning="增长企业拉动几个百分点"),
        Column("shrunk", "下降企业数", "INTEGER", Measure.COUNT, meaning="比上年同期下降的企业数"),
        Column("shrunk_pull", "下降拉动", "DOUBLE", Measure.POINTS, meaning="下降企业拉动几个百分点"),
        Column("exited", "退出企业数", "INTEGER", Measure.COUNT, meaning="退出企业数"),
        Column("exited_pull", "退出拉动", "DOUBLE", Measure.POINTS, meaning="退出企业拉动几个百分点"),
    ),
    key=("place", "indicator"),
)

QUALITY_LEDGER = TableSchema(
    "quality_ledger",
    "质量效益账",
    (
        *_INDICATOR_KEY,
        Column("over", "分子", "DOUBLE", Measure.NUMBER, meaning="分子指标的数"),
        Column("under", "分母", "DOUBLE", Measure.NUMBER, meaning="分母指标的数"),
        Column("value", "本期", "DOUBLE", Measure.INDICATOR, meaning="本期比率"),
        Column("last_year", "上年同期", "DOUBLE", Measure.INDICATOR, meaning="上年同期数"),
        Column("change", "比上年同期", "DOUBLE", Measure.INDICATOR, "本期 − 上年同期；比率为百分点"),
        Column("better", "是否改善", "BOOLEAN", Measure.YES_NO, meaning="按指标方向是不是好转"),
    ),
    key=("place", "indicator"),
)

LIGHT_HISTORY = TableSchema(
    "light_history",
    "亮灯史",
    (
        *ROW_KEY,
        Column("period", "报告期", "DATE", Measure.DATE, meaning="数据截止月份的首日"),
        Column("ahead", "超序时", "DOUBLE", Measure.POINTS, meaning="完成率 − 序时进度，或增速 − 目标增速"),
        Column("light", "亮灯", "VARCHAR", choices=LIGHTS, meaning="当月的灯"),
    ),
    key=("target", "place", "period"),
)

TREND = TableSchema(
    "trend",
    "逐月走势",
    (
        *ROW_KEY,
        Column("period", "报告期", "DATE", Measure.DATE, meaning="数据截止月份的首日"),
        Column("actual", "累计完成", "DOUBLE", Measure.INDICATOR, meaning="1月至该月累计；时点指标为该月末数"),
        Column("last_year", "上年同期", "DOUBLE", Measure.INDICATOR, meaning="上年1月至该月累计；只到本月和12月"),
        Column("due", "应完成", "DOUBLE", Measure.INDICATOR, meaning="到该月应累计完成的数"),
        Column("growth", "同比", "DOUBLE", Measure.RATIO, meaning="公布的同比增速；没有公布的，现价指标按总量计算"),
        Column("growth_target", "目标增速", "DOUBLE", Measure.RATIO, meaning="目标要求的增速"),
    ),
    key=("target", "place", "period"),
)

ALERTS = TableSchema(
    "alerts",
    "预警",
    (
        Column("alert", "预警编号", "VARCHAR", required=True, meaning="预警规则的编号"),
        Column("level", "级别", "VARCHAR", meaning="红、黄或提示"),
        *ROW_KEY,
        Column("because", "依据数值", "VARCHAR", meaning="条件用到的各列及其数值"),
        Column("clause", "条款", "VARCHAR", meaning="出自哪个条款，如 2#二/（三）"),
        Column("answers", "应答单位", "VARCHAR", meaning="由谁应答"),
    ),
    key=("alert", "target", "place", "indicator"),
)

TIE_OUTS = TableSchema(
    "tie_outs",
    "勾稽核对",
    (
        Column("check", "核对关系", "VARCHAR", meaning="核对的是什么关系"),
        *ROW_KEY,
        Column("left_ledger", "左账", "VARCHAR", meaning="左边的数出自哪本账"),
        Column("left_value", "左值", "DOUBLE", Measure.INDICATOR, meaning="左边的数"),
        Column("right_ledger", "右账", "VARCHAR", meaning="右边的数出自哪本账"),
        Column("right_value", "右值", "DOUBLE", Measure.INDICATOR, meaning="右边的数"),
        Column("difference", "相差", "DOUBLE", Measure.INDICATOR, meaning="左 − 右"),
    ),
    key=("check", "target", "place", "indicator"),
)

PARTS = TableSchema(
    "parts",
    "分项拉动",
    (
        *_INDICATOR_KEY,
        Column("part", "分项指标", "VARCHAR", required=True, meaning="分项指标的编号"),
        Column("split", "分项口径", "VARCHAR", meaning="按什么分"),
        Column(
            "driver",
            "动能",
            "VARCHAR",
            choices=(("new", "新动能"), ("traditional", "传统动能")),
            meaning="新动能还是传统动能",
        ),
        Column("actual", "累计完成", "DOUBLE", Measure.INDICATOR, meaning="1月至本月累计 A；时点指标为本月末数"),
        Column("base_to_date", "上年同期", "DOUBLE", Measure.INDICATOR, meaning="上年同期累计 B"),
        Column("growth", "同比", "DOUBLE", Measure.RATIO, "公布增速优先"),
        Column("share", "占比", "DOUBLE", Measure.RATIO, meaning="占分项合计的比重"),
        Column("contribution", "贡献率", "DOUBLE", Measure.RATIO, "可为负，可超过 100%"),
        Column("pull", "拉动", "DOUBLE", Measure.POINTS, meaning="拉动分项合计增长几个百分点"),
    ),
    key=("place", "indicator", "part"),
)

SOURCES = TableSchema(
    "sources",
    "数据来源",
    (
        *_INDICATOR_KEY,
        Column("period", "报告期", "DATE", Measure.DATE, meaning="数据截止月份的首日"),
        Column("basis", "口径", "VARCHAR", meaning="累计、当月、时点或全年"),
        Column("value", "数值", "DOUBLE", Measure.INDICATOR, meaning="报来的数"),
        Column("growth", "同比", "DOUBLE", Measure.RATIO, meaning="公布的同比增速；没有公布的，现价指标按总量计算"),
        Column("status", "数据状态", "VARCHAR", meaning="预计、快报、初步、修订或定案"),
        Column("vintage", "报送日期", "DATE", Measure.DATE, meaning="这个数何时得知"),
        Column("source", "来源", "VARCHAR", meaning="出处"),
        Column("origin", "位置", "VARCHAR", meaning="所在文件与行"),
        Column("rivals", "并存数", "INTEGER", Measure.COUNT, "同一格还有几个不同的数，按排序规则未采用"),
    ),
    key=("place", "indicator", "period", "basis"),
)

REPORT_STATES = TableSchema(
    "report_states",
    "报送情况",
    (
        Column("duty", "报送要求", "VARCHAR", required=True, meaning="报送要求的编号"),
        Column("place", "地区代码", "VARCHAR", required=True, meaning="地区或园区代码"),
        Column("due", "应报日期", "DATE", Measure.DATE, meaning="应报日期，逢休息日顺延"),
        Column("expected", "应报指标数", "INTEGER", Measure.COUNT, meaning="应报几个指标"),
        Column("received", "已报指标数", "INTEGER", Measure.COUNT, meaning="报来几个指标"),
        Column("late", "迟报指标数", "INTEGER", Measure.COUNT, meaning="其中几个迟报"),
        Column("last_received", "最后收到", "DATE", Measure.DATE, meaning="最后一个数何时收到"),
        Column(
            "state",
            "报送状态",
            "VARCHAR",
            choices=(
                ("on_time", "已报"),
                ("late", "迟报"),
                ("partial", "部分未报"),
                ("missing", "未报"),
                ("waiting", "时限未到"),
            ),
            meaning="已报、迟报、部分未报、未报，或时限未到",
        ),
    ),
    key=("duty", "place"),
)

LEDGERS = (TARGET_LEDGER, SUPPORT_LEDGER, SCHEDULE_LEDGER, GAP_LEDGER, DRIVER_LEDGER, QUALITY_LEDGER)
