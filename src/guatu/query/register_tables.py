"""The registers (名册) that rules are put through: a row for each firm or place and year, and what belongs to a firm.

Money is DECIMAL in 元. Every column says whose figure it is; a pack may add columns of its own.
"""

from guatu.query.schema import PROVENANCE_WORDS, Column, Measure, Provenance, TableSchema
from guatu.query.siting_tables import SITING_TABLES

MONEY, WIDE_MONEY = "DECIMAL(14,2)", "DECIMAL(18,2)"
LEVELS = (("national", "国家级"), ("provincial", "省级"), ("prefecture", "州市级"), ("county", "县级"))
APPLICANTS = (("person", "个人"), ("small", "小微企业"), ("other", "其他"))
PROVENANCES = tuple((one.value, word) for one, word in PROVENANCE_WORDS.items())
_SELF, _TAX = Provenance.SELF_REPORTED, Provenance.TAX


def _key(name: str, label: str, meaning: str, *aliases: str) -> Column:
    return Column(name, label, "VARCHAR", meaning=meaning, required=True, aliases=aliases)


def _text(name: str, label: str, meaning: str, *aliases: str) -> Column:
    return Column(name, label, "VARCHAR", meaning=meaning, aliases=aliases)


def _day(name: str, label: str, meaning: str, *aliases: str) -> Column:
    return Column(name, label, "DATE", Measure.DATE, meaning, aliases=aliases)


def _flag(name: str, label: str, meaning: str, *aliases: str) -> Column:
    return Column(name, label, "BOOLEAN", Measure.YES_NO, meaning, aliases=aliases)


def _money(name: str, label: str, meaning: str, *aliases: str, provenance: Provenance = _SELF) -> Column:
    return Column(name, label, MONEY, Measure.MONEY, meaning, aliases=aliases, unit="元", provenance=provenance)


_FIRM = _key("firm", "统一社会信用代码", "18位统一社会信用代码，校验位须正确", "信用代码")
_YEAR = Column("year", "年度", "INTEGER", Measure.NUMBER, "哪一年的数", required=True)
_SOURCE = _text("source", "来源", "出处")

FIRM_YEARS = TableSchema(
    "firm_years",
    "企业年度",
    (
        _FIRM,
        _YEAR,
        _text("name", "企业名称", "全称", "单位名称"),
        _text("place", "地区", "地区或园区代码", "所在县市"),
        _text("park", "园区", "所在园区代码；园区与县市重叠，不相加", "所在园区"),
        _text("industry", "行业", "行业编号或代码", "所属行业"),
        _text("group_code", "所属集团", "集团母公司的统一社会信用代码", "集团代码"),
        _money("main_revenue", "主营业务收入", "全年主营业务收入，元，以审计报告为准"),
        _money("main_revenue_declared_last", "申报上年主营业务收入", "申报表上填的上年主营业务收入，元"),
        _money("main_revenue_peak", "历年最高主营业务收入", "以前各年度中最高的主营业务收入，元"),
        _money("revenue", "营业收入", "全年营业收入，元"),
        _money("assets", "资产总额", "年末资产总计，元", "资产总计"),
        _money("tax", "税金", "全年实缴税金，元", "实缴税金", provenance=_TAX),
        _money("rd", "研发费用", "全年研发费用，元", "研发费用总额"),
        Column("employees", "从业人员", "INTEGER", Measure.PEOPLE, "年末从业人员，人", unit="人", provenance=_SELF),
        _flag("above_scale_industry", "规上工业", "是不是规模以上工业企业", "是否规上工业"),
        _flag("first_above_scale", "首次纳规", "是不是本年首次纳入规模以上", "新纳规"),
        _flag("strategic", "战略性新兴产业", "是不是战略性新兴产业企业，以认定材料为准", "战新产业"),
        _day("applied_on", "申报日期", "递交申报材料的日子"),
        Column(
            "provenance",
            "数据性质",
            "VARCHAR",
            meaning="这一行的数是谁的：企业申报、税务、登记与认定，还是统计调查；统计调查的不得用于兑现",
            choices=PROVENANCES,
        ),
        _SOURCE,
    ),
    key=("firm", "year"),
)

TITLES = TableSchema(
    "titles",
    "资质称号",
    (
        _FIRM,
        _key("title", "称号", "称号的名称，如 企业技术中心", "资质", "荣誉称号"),
        Column("level", "级别", "VARCHAR", meaning="国家级、省级、州市级或县级", choices=LEVELS),
        _day("awarded", "认定日期", "认定文件的日期"),
        _day("expires", "有效期至", "有效期的最后一天"),
        _text("document", "认定文件", "文号或证书号"),
        _SOURCE,
    ),
    key=("firm", "title", "level", "awarded"),
)

FIRM_EVENTS = TableSchema(
    "firm_events",
    "企业活动",
    (
        _FIRM,
        _key("event", "活动类型", "活动的类型，如 展洽会"),
        Column("level", "级别", "VARCHAR", meaning="国家级、省级、州市级或县级", choices=LEVELS),
        Column("held", "活动日期", "DATE", Measure.DATE, "活动开始的日子", required=True),
        _text("name", "活动名称", "全称"),
        _text("document", "证明材料", "参加的证明"),
        _SOURCE,
    ),
    key=("firm", "event", "level", "held", "name"),
)

PAYMENTS = TableSchema(
    "payments",
    "兑现记录",
    (
        _FIRM,
        _key("reward", "条款编号", "奖补条款的编号，同政策包"),
        _YEAR,
        _money("amount", "兑现金额", "已经拨付的金额，元", provenance=Provenance.REGISTRATION),
        _day("paid_on", "拨付日期", "拨付的日子"),
        _SOURCE,
    ),
    key=("firm", "reward", "year"),
)

PLACE_YEARS = TableSchema(
    "place_years",
    "地区年度",
    (
        _key("place", "地区", "地区或园区代码", "地区代码", "园区"),
        _YEAR,
        Column(
            "output",
            "规上工业总产值",
            WIDE_MONEY,
            Measure.MONEY,
            "全年规上工业总产值，元",
            unit="元",
            provenance=Provenance.STATISTICS,
        ),
        Column("new_above_scale", "新增规上工业企业", "INTEGER", Measure.COUNT, "全年新增户数", unit="户"),
        _flag("border", "边境园区", "是不是沿边产业园区"),
        _money(
            "provincial_fund",
            "省级风险补偿资金",
            "当年省级安排的贷款风险补偿资金，元",
            provenance=Provenance.REGISTRATION,
        ),
        _SOURCE,
    ),
    key=("place", "year"),
)

LOANS = TableSchema(
    "loans",
    "创业担保贷款",
    (
        _key("loan", "贷款编号", "申请编号"),
        _text("applicant", "申请人", "姓名或企业全称"),
        Column("kind", "申请人类型", "VARCHAR", meaning="个人、小微企业或其他", choices=APPLICANTS, required=True),
        _text("firm", "统一社会信用代码", "企业申请时填", "信用代码"),
        _text("place", "地区", "地区代码", "所在县市"),
        _YEAR,
        _money("amount", "申请金额", "申请贷款的金额，元"),
        _day("applied_on", "申报日期", "递交申请的日子"),
        _SOURCE,
    ),
    key=("loan",),
)

REGISTER_TABLES = (FIRM_YEARS, TITLES, FIRM_EVENTS, PAYMENTS, PLACE_YEARS, *SITING_TABLES, LOANS)
