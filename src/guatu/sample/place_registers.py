"""The parks by year (地区年度), and the guaranteed loans of people and small firms (创业担保贷款)."""

from datetime import date, timedelta

from guatu.sample.catalogue import FIRST_YEAR
from guatu.sample.draw import Draw, decimal_text
from guatu.sample.economy import Economy
from guatu.sample.firm_registers import REGISTER_YEARS
from guatu.sample.firms import Firm
from guatu.sample.places import COUNTIES, NAMES, PARKS
from guatu.sample.values import Row, Sheet

PLACE_YEARS_FILE, LOANS_FILE = "place_years.csv", "loans.csv"
LOANS = 120
_BORDER = frozenset(("999907-P1", "999910-P1"))
_SURNAMES = "赵钱孙李周吴郑王冯陈"


def place_year_sheet(economy: Economy, draw: Draw) -> Sheet:
    """Return the parks' output and new firms, as the monthly figures of the year add up to."""
    header = (
        "园区",
        "年度",
        "规上工业总产值（亿元）",
        "新增规上工业企业",
        "边境园区",
        "省级风险补偿资金（万元）",
        "来源",
    )
    rows: list[Row] = []
    for year in REGISTER_YEARS:
        months = slice((year - FIRST_YEAR) * 12, (year - FIRST_YEAR + 1) * 12)
        for park in PARKS:
            output = sum(economy.numbers[park.code, "industrial_output"][months])
            new = sum(economy.numbers[park.code, "firms_above_scale_new"][months])
            border = "是" if park.code in _BORDER else "否"
            fund = str(draw.between(2, 20) * 100)
            name = NAMES[park.code]
            rows.append((name, str(year), decimal_text(output, 4), str(new), border, fund, "示例州工信局（虚构）"))
    return Sheet(PLACE_YEARS_FILE, header, tuple(rows), "utf-8-sig")


def loan_sheet(firms: tuple[Firm, ...], draw: Draw) -> Sheet:
    """Return the applications of 2024: people, small firms among those of the register, and a few others."""
    header = (
        "贷款编号",
        "申请人",
        "申请人类型",
        "统一社会信用代码",
        "所在县市",
        "年度",
        "申请金额（万元）",
        "申报日期",
        "来源",
    )
    small = [firm for firm in firms if firm.exited is None and firm.weight < 400]
    rows = [_loan(number, small, draw) for number in range(LOANS)]
    return Sheet(LOANS_FILE, header, tuple(rows), "utf-8-sig")


def _loan(number: int, small: list[Firm], draw: Draw) -> Row:
    year = REGISTER_YEARS[-1]
    lot = draw.between(1, 100)
    county = COUNTIES[draw.between(0, len(COUNTIES) - 1)].code
    applicant, kind, code, amount = f"{_SURNAMES[number % 10]}某（{number + 1:03d}号）", "个人", "", draw.between(5, 25)
    if lot > 95:
        applicant, kind, amount = f"示例合作社{number + 1:03d}（虚构）", "其他", draw.between(5, 40)
    elif lot > 60:
        firm = small[draw.between(0, len(small) - 1)]
        applicant, kind, code, county, amount = firm.name, "小微企业", firm.code, firm.county, draw.between(3, 40) * 10
    day = date(year, 1, 4) + timedelta(days=draw.between(0, 355))
    return (
        f"示贷{year}-{number + 1:04d}",
        applicant,
        kind,
        code,
        NAMES[county],
        str(year),
        str(amount),
        day.isoformat(),
        "示例州人社局（虚构）",
    )
