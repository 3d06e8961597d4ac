"""The register of firms by year (企业年度): what firms declared when they applied for 2023 and 2024.

营业收入 is the cumulative figure of December in the firms' reports. 主营业务收入 is the audited figure: 96.0 % to
99.9 % of it, a share that is the firm's own and moves little from year to year. Of the year before it came above scale
a firm has declared less than 2000万元, or nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guatu.sample.catalogue import FIRST_YEAR
from guatu.sample.draw import Draw, decimal_text
from guatu.sample.firm_figures import FirmFigures
from guatu.sample.firms import Firm
from guatu.sample.places import NAMES
from guatu.sample.values import Row, Sheet

FIRM_YEARS_FILE = "firm_years.csv"
REGISTER_YEARS = (FIRST_YEAR + 2, FIRST_YEAR + 3)
_HEADER = (
    "统一社会信用代码",
    "年度",
    "企业名称",
    "所在县市",
    "所在园区",
    "所属行业",
    "所属集团",
    "主营业务收入（万元）",
    "申报上年主营业务收入（万元）",
    "历年最高主营业务收入（万元）",
    "营业收入（万元）",
    "资产总额（万元）",
    "实缴税金（万元）",
    "研发费用（万元）",
    "从业人员（人）",
    "是否规上工业",
    "首次纳规",
    "战略性新兴产业",
    "申报日期",
    "数据性质",
    "来源",
)
_SOURCE = "示例州奖补申报系统（虚构）"


@dataclass(frozen=True, slots=True)
class Habits:
    """What a firm keeps from year to year; shares in ‰, money in 元."""

    share: int
    assets: int
    strategic: bool
    group: str
    earlier_peak: int  # ‰ of the highest year in the reports; above 1000 where an older year was better
    before_entry: int  # 主营业务收入 of the year before the firm came above scale
    applies_first: bool  # is in the register in the year before it came above scale
    says_last: bool  # declares the year before where the register has none
    tax_office: bool


def firm_year_sheet(firms: tuple[Firm, ...], figures: tuple[FirmFigures, ...], draw: Draw) -> Sheet:
    """Return the register: a row for each firm and year in which it ran in December or was soon to come above scale."""
    whole = {(one.firm.code, FIRST_YEAR + one.month // 12): one for one in figures if one.yearly}
    groups = _group_heads(firms)
    rows: list[Row] = []
    for firm in firms:
        habits = _habits(firm, groups[firm.industry], draw)
        rows.extend(_rows(firm, habits, whole, draw))
    return Sheet(FIRM_YEARS_FILE, _HEADER, tuple(sorted(rows, key=lambda row: row[1])), "utf-8-sig")


def _group_heads(firms: tuple[Firm, ...]) -> dict[str, str]:
    """Return the code of the largest firm of each industry, to whose group some others belong."""
    heads: dict[str, Firm] = {}
    for firm in firms:
        head = heads.setdefault(firm.industry, firm)
        if firm.weight > head.weight and firm.exited is None:
            heads[firm.industry] = firm
    return {industry: firm.code for industry, firm in heads.items()}


def _habits(firm: Firm, head: str, draw: Draw) -> Habits:
    lots = [draw.between(1, 1000) for _ in range(6)]
    return Habits(
        share=draw.between(963, 996),
        assets=draw.between(700, 2300),
        strategic=firm.driver == "new" and lots[0] <= 450,
        group=head if lots[1] <= 40 and head != firm.code else "",
        earlier_peak=1000 + (draw.between(50, 400) if lots[2] <= 100 else 0),
        before_entry=draw.between(5_000, 19_900) * 1000,
        applies_first=lots[3] <= 660,
        says_last=lots[4] <= 500,
        tax_office=lots[5] <= 150,
    )


def _rows(firm: Firm, habits: Habits, whole: Mapping[tuple[str, int], FirmFigures], draw: Draw) -> Iterator[Row]:
    main = {
        year: whole[firm.code, year].revenue * (habits.share + draw.between(-3, 3))
        for year in range(FIRST_YEAR + 1, REGISTER_YEARS[-1] + 1)
        if (firm.code, year) in whole
    }
    entered = FIRST_YEAR + firm.entered // 12
    for year in REGISTER_YEARS:
        day = f"{year + 1}-{draw.between(3, 4):02d}-{draw.between(1, 28):02d}"
        if year in main:
            base = main.get(year - 1)
            if base is None and (habits.says_last or _is_small(entered, habits, year - 1)):
                base = habits.before_entry
            yield _row(firm, habits, whole[firm.code, year], main=main[year], base=base, peak=_peak(main, habits, year),
                       applied_on=day)  # fmt: skip
        elif _is_small(entered, habits, year):
            yield _small_row(firm, habits, year, day)


def _is_small(entered: int, habits: Habits, year: int) -> bool:
    """Tell whether a firm is in the register of the year before it came above scale."""
    return year in REGISTER_YEARS and entered == year + 1 and habits.applies_first


def _peak(main: Mapping[int, int], habits: Habits, year: int) -> int | None:
    earlier = [amount for before, amount in main.items() if before < year]
    return max(earlier) * habits.earlier_peak // 1000 if earlier else None


def _row(
    firm: Firm, habits: Habits, figures: FirmFigures, *, main: int, base: int | None, peak: int | None, applied_on: str
) -> Row:
    year = FIRST_YEAR + figures.month // 12
    return (
        firm.code,
        str(year),
        *_who(firm, habits),
        _yuan(main),
        _yuan(base),
        _yuan(peak),
        _thousands(figures.revenue),
        _thousands(figures.revenue * habits.assets // 1000),
        _thousands(figures.tax),
        _thousands(figures.rnd),
        str(figures.employees),
        "是",
        "是" if firm.entered // 12 + FIRST_YEAR == year else "否",
        "是" if habits.strategic else "否",
        applied_on,
        "税务" if habits.tax_office else "企业申报",
        _SOURCE,
    )


def _small_row(firm: Firm, habits: Habits, year: int, applied_on: str) -> Row:
    revenue = habits.before_entry // habits.share  # in 千元, as share is in ‰
    amounts = (revenue, revenue * habits.assets // 1000, revenue * 25 // 1000, revenue * 8 // 1000)
    return (
        firm.code,
        str(year),
        *_who(firm, habits),
        _yuan(habits.before_entry),
        "",
        "",
        *map(_thousands, amounts),
        str(6 + revenue // 900),
        "否",
        "否",
        "是" if habits.strategic else "否",
        applied_on,
        "企业申报",
        _SOURCE,
    )


def _who(firm: Firm, habits: Habits) -> Row:
    return (firm.name, NAMES[firm.county], NAMES.get(firm.park, ""), firm.industry, habits.group)


def _yuan(amount: int | None) -> str:
    return "" if amount is None else decimal_text(amount, 4)


def _thousands(amount: int) -> str:
    return decimal_text(amount, 1)
