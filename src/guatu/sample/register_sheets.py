"""The register of firms and their reports as sheets of text."""

from guatu.sample.firm_figures import FirmFigures
from guatu.sample.firms import Firm
from guatu.sample.observations import month_period
from guatu.sample.places import NAMES
from guatu.sample.values import Row, Sheet

FIRMS_FILE, FIRM_PERIODS_FILE = "firms.csv", "firm_periods.csv"
_FIRM_HEADER = ("统一社会信用代码", "企业名称", "地区", "园区", "行业", "动能", "入规月份", "退规月份", "来源")
_PERIOD_HEADER = (
    "统一社会信用代码",
    "报告期",
    "口径",
    "工业总产值（千元）",
    "营业收入（千元）",
    "利润总额（千元）",
    "税金（千元）",
    "应收账款（千元）",
    "研发费用（千元）",
    "综合能耗（吨标煤）",
    "从业人员（人）",
    "用地面积（亩）",
    "报送日期",
)
_DRIVERS = {"new": "新动能", "traditional": "传统动能", "": ""}


def firm_sheet(firms: tuple[Firm, ...]) -> Sheet:
    """Return the register: one row a firm."""
    return Sheet(FIRMS_FILE, _FIRM_HEADER, tuple(_firm_row(firm) for firm in firms), "utf-8-sig")


def firm_period_sheet(figures: tuple[FirmFigures, ...]) -> Sheet:
    """Return the firms' reports: months from January on, and whole years."""
    return Sheet(FIRM_PERIODS_FILE, _PERIOD_HEADER, tuple(_period_row(one) for one in figures), "utf-8-sig")


def _firm_row(firm: Firm) -> Row:
    return (
        firm.code,
        firm.name,
        NAMES[firm.county],
        NAMES.get(firm.park, ""),
        firm.industry,
        _DRIVERS[firm.driver],
        str(month_period(firm.entered)),
        "" if firm.exited is None else str(month_period(firm.exited)),
        "示例州企业名录（虚构）",
    )


def _period_row(one: FirmFigures) -> Row:
    following = month_period(one.month + 1).first
    money = (one.output, one.revenue, one.profit, one.tax, one.receivables, one.rnd)
    return (
        one.firm.code,
        str(month_period(one.month))[:4] if one.yearly else str(month_period(one.month)),
        "全年" if one.yearly else "累计",
        *map(str, money),
        str(one.energy),
        str(one.employees),
        str(one.land),
        following.replace(month=3, day=20).isoformat() if one.yearly else following.replace(day=10).isoformat(),
    )
