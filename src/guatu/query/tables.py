"""The fact tables (事实表): what a month is computed from, each with its fixed columns.

Growth is a fraction (15% is 0.15). Money of firms is DECIMAL in 元; statistics are DOUBLE in the indicator's own unit.
"""

from guatu.query.forecast_table import FORECASTS
from guatu.query.register_tables import MONEY, REGISTER_TABLES
from guatu.query.schema import Column, Measure, Provenance, TableSchema

BASES = (("cumulative", "累计"), ("month", "当月"), ("stock", "时点"), ("year", "全年"))
GROWTH_BASES = (("real", "可比价"), ("nominal", "现价"), ("comparable", "可比口径"))
# In the order of trust: a later word replaces an earlier one when both were published on the same day.
STATUSES = (
    ("estimate", "预计数"),
    ("flash", "快报数"),
    ("preliminary", "初步数"),
    ("revised", "修订数"),
    ("final", "定案数"),
)
CERTAINTIES = (("certain", "确定"), ("likely", "较有把握"), ("possible", "有可能"))
SUPPORT_KINDS = (("start", "新投产项目"), ("expansion", "扩产增量"), ("entry", "新纳规企业"), ("other", "其他支撑"))
_STATISTICS = Provenance.STATISTICS

OBSERVATIONS = TableSchema(
    "observations",
    "观测数据",
    (
        Column(
            "place", "地区", "VARCHAR", meaning="地区或园区代码", required=True, aliases=("地区代码", "region_code")
        ),
        Column("indicator", "指标", "VARCHAR", meaning="指标编号", required=True, aliases=("指标名称", "指标编号")),
        Column("period", "报告期", "DATE", Measure.DATE, "数据截止月份的首日", required=True, aliases=("时间", "月份")),
        Column("basis", "口径", "VARCHAR", meaning="累计、当月、时点或全年", required=True, choices=BASES),
        Column("value", "数值", "DOUBLE", Measure.INDICATOR, "指标本身单位的数值", aliases=("完成值", "指标值")),
        Column("growth", "同比", "DOUBLE", Measure.RATIO, "公布的同比增速", aliases=("增速", "同比增速", "同比增长")),
        Column("growth_basis", "增速口径", "VARCHAR", meaning="可比价、现价或可比口径", choices=GROWTH_BASES),
        Column("status", "数据状态", "VARCHAR", meaning="预计、快报、初步、修订或定案", choices=STATUSES),
        Column("source", "来源", "VARCHAR", meaning="出处", aliases=("数据来源",)),
        Column("vintage", "报送日期", "DATE", Measure.DATE, "这个数何时得知", aliases=("发布日期", "版本日期")),
        Column("origin", "位置", "VARCHAR", meaning="所在文件与行"),
    ),
    key=("place", "indicator", "period", "basis", "growth_basis", "source", "vintage"),
)

TARGETS = TableSchema(
    "targets",
    "目标",
    (
        Column(
            "target", "目标编号", "VARCHAR", required=True, aliases=("编号",), meaning="目标的编号：政策包编号:目标编号"
        ),
        Column(
            "place", "地区", "VARCHAR", required=True, aliases=("地区代码", "region_code"), meaning="地区或园区代码"
        ),
        Column("indicator", "指标", "VARCHAR", required=True, aliases=("指标名称", "指标编号"), meaning="指标编号"),
        Column("first", "起始月", "DATE", Measure.DATE, "目标期的第一个月", required=True),
        Column("last", "截止月", "DATE", Measure.DATE, "目标期的最后一个月", required=True),
        Column("measure", "目标类型", "VARCHAR", meaning="增速、总量、增量、占比等", required=True),
        Column("comparator", "要求", "VARCHAR", meaning="不低于、达到、左右等", required=True),
        Column("value", "目标值", "DOUBLE", Measure.INDICATOR, "总量用指标单位，增速和占比为小数"),
        Column("value_max", "目标上限", "DOUBLE", Measure.INDICATOR, meaning="“3—5个”这类目标的上限"),
        Column("per_year", "每年", "BOOLEAN", Measure.YES_NO, "目标值是不是每年一份"),
        Column("schedule", "序时进度", "VARCHAR", meaning="linear 按月均摊、usual 按往年同期占比；不写时随指标"),
        Column("modality", "语气", "VARCHAR", meaning="力争、原则上等"),
        Column("clause", "条款", "VARCHAR", meaning="出自哪个条款，如 2#二/（三）"),
        Column("lead", "牵头单位", "VARCHAR", meaning="牵头单位名称"),
        Column("support", "责任单位", "VARCHAR", meaning="责任单位、配合单位名称"),
        Column("source", "来源", "VARCHAR", meaning="出处"),
    ),
    key=("target",),
)

SUPPORTS = TableSchema(
    "supports",
    "任务支撑",
    (
        Column("support", "支撑编号", "VARCHAR", required=True, aliases=("编号",), meaning="支撑事项的编号"),
        Column("place", "地区", "VARCHAR", required=True, aliases=("地区代码",), meaning="地区或园区代码"),
        Column("indicator", "指标", "VARCHAR", required=True, aliases=("指标名称",), meaning="指标编号"),
        Column("year", "年度", "INTEGER", Measure.NUMBER, required=True, meaning="计入哪一年"),
        Column("kind", "支撑类型", "VARCHAR", required=True, choices=SUPPORT_KINDS, meaning="投产、扩产、纳规还是其他"),
        Column("name", "支撑名称", "VARCHAR", required=True, meaning="全称"),
        Column("amount", "支撑量", "DOUBLE", Measure.INDICATOR, "年内能形成的增量", required=True, aliases=("增量",)),
        Column(
            "certainty", "把握程度", "VARCHAR", required=True, choices=CERTAINTIES, meaning="确定、较有把握或有可能"
        ),
        Column("expected", "预计形成月份", "DATE", Measure.DATE, meaning="预计形成增量的月份"),
        Column("agency", "责任单位", "VARCHAR", meaning="由谁落实"),
        Column("source", "来源", "VARCHAR", meaning="出处"),
    ),
    key=("support",),
)

FIRMS = TableSchema(
    "firms",
    "企业",
    (
        Column(
            "firm",
            "统一社会信用代码",
            "VARCHAR",
            required=True,
            aliases=("信用代码",),
            meaning="18位统一社会信用代码，校验位须正确",
        ),
        Column("name", "企业名称", "VARCHAR", required=True, aliases=("单位名称",), meaning="全称"),
        Column("place", "地区", "VARCHAR", required=True, aliases=("所在县市",), meaning="地区或园区代码"),
        Column("park", "园区", "VARCHAR", aliases=("所在园区",), meaning="所在园区代码；园区与县市重叠，不相加"),
        Column("industry", "行业", "VARCHAR", meaning="行业编号或代码"),
        Column(
            "driver",
            "动能",
            "VARCHAR",
            choices=(("new", "新动能"), ("traditional", "传统动能")),
            meaning="新动能还是传统动能",
        ),
        Column("entered", "入规月份", "DATE", Measure.DATE, meaning="纳入规上统计的月份"),
        Column("exited", "退规月份", "DATE", Measure.DATE, meaning="退出规上统计的月份"),
        Column("source", "来源", "VARCHAR", meaning="出处"),
    ),
    key=("firm",),
)

FIRM_PERIODS = TableSchema(
    "firm_periods",
    "企业数据",
    (
        Column(
            "firm",
            "统一社会信用代码",
            "VARCHAR",
            required=True,
            aliases=("信用代码",),
            meaning="18位统一社会信用代码，校验位须正确",
        ),
        Column(
            "period", "报告期", "DATE", Measure.DATE, required=True, aliases=("月份",), meaning="数据截止月份的首日"
        ),
        Column("basis", "口径", "VARCHAR", required=True, choices=BASES, meaning="累计、当月、时点或全年"),
        Column(
            "output", "工业总产值", MONEY, Measure.MONEY, unit="元", meaning="工业总产值，元", provenance=_STATISTICS
        ),
        Column("revenue", "营业收入", MONEY, Measure.MONEY, unit="元", meaning="营业收入，元", provenance=_STATISTICS),
        Column(
            "profit",
            "利润总额",
            MONEY,
            Measure.MONEY,
            unit="元",
            meaning="利润总额，元，可为负",
            provenance=_STATISTICS,
        ),
        Column(
            "tax",
            "税金",
            MONEY,
            Measure.MONEY,
            unit="元",
            aliases=("实缴税金",),
            meaning="实缴税金，元",
            provenance=_STATISTICS,
        ),
        Column(
            "receivables",
            "应收账款",
            MONEY,
            Measure.MONEY,
            unit="元",
            meaning="应收账款期末数，元",
            provenance=_STATISTICS,
        ),
        Column("rd", "研发费用", MONEY, Measure.MONEY, unit="元", meaning="研发费用，元", provenance=_STATISTICS),
        Column(
            "energy",
            "综合能耗",
            "DOUBLE",
            Measure.NUMBER,
            unit="吨标煤",
            meaning="综合能源消费量，吨标煤",
            provenance=_STATISTICS,
        ),
        Column(
            "employees",
            "从业人员",
            "INTEGER",
            Measure.PEOPLE,
            unit="人",
            meaning="期末从业人员，人",
            provenance=_STATISTICS,
        ),
        Column("land", "用地面积", "DOUBLE", Measure.AREA, unit="亩", meaning="用地面积，亩", provenance=_STATISTICS),
        Column("source", "来源", "VARCHAR", meaning="出处"),
        Column("vintage", "报送日期", "DATE", Measure.DATE, meaning="这个数何时得知"),
    ),
    key=("firm", "period", "basis", "vintage"),
)

PROJECTS = TableSchema(
    "projects",
    "项目",
    (
        Column("project", "项目代码", "VARCHAR", required=True, meaning="国家项目代码（24位）或本地编号"),
        Column("name", "项目名称", "VARCHAR", required=True, meaning="全称"),
        Column("place", "地区", "VARCHAR", required=True, meaning="地区或园区代码"),
        Column("park", "园区", "VARCHAR", meaning="所在园区代码；园区与县市重叠，不相加"),
        Column("industry", "行业", "VARCHAR", meaning="行业编号或代码"),
        Column("stage", "阶段", "VARCHAR", meaning="谋划、签约、开工、在建、投产"),
        Column("investment", "总投资", MONEY, Measure.MONEY, unit="元", meaning="总投资，元"),
        Column("land", "用地面积", "DOUBLE", Measure.AREA, unit="亩", meaning="项目用地，亩"),
        Column(
            "revenue",
            "年营业收入",
            MONEY,
            Measure.MONEY,
            unit="元",
            meaning="投产项目为上年实际，新项目为达产后预期，元",
            aliases=("预期营业收入",),
        ),
        Column("started", "开工月份", "DATE", Measure.DATE, meaning="开工月份"),
        Column("finished", "投产月份", "DATE", Measure.DATE, meaning="投产月份"),
        Column("leader", "包保领导", "VARCHAR", meaning="包保领导"),
        Column("source", "来源", "VARCHAR", meaning="出处"),
    ),
    key=("project",),
)

PROJECT_MONTHS = TableSchema(
    "project_months",
    "项目月报",
    (
        Column("project", "项目代码", "VARCHAR", required=True, meaning="国家项目代码（24位）或本地编号"),
        Column(
            "period", "报告期", "DATE", Measure.DATE, required=True, aliases=("月份",), meaning="数据截止月份的首日"
        ),
        Column("investment", "累计完成投资", MONEY, Measure.MONEY, unit="元", meaning="自开工起累计完成投资，元"),
        Column("progress", "形象进度", "VARCHAR", meaning="形象进度的文字说明"),
        Column("source", "来源", "VARCHAR", meaning="出处"),
    ),
    key=("project", "period"),
)

FACT_TABLES = (
    OBSERVATIONS,
    TARGETS,
    SUPPORTS,
    FORECASTS,
    FIRMS,
    FIRM_PERIODS,
    PROJECTS,
    PROJECT_MONTHS,
    *REGISTER_TABLES,
)
