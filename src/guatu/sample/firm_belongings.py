"""What belongs to a firm: titles (资质称号), fairs it went to (企业活动), rewards it was paid (兑现记录)."""

from collections.abc import Iterator
from datetime import date, timedelta

from guatu.sample.catalogue import FIRST_YEAR
from guatu.sample.draw import Draw
from guatu.sample.firms import Firm
from guatu.sample.observations import month_period
from guatu.sample.values import Row, Sheet

TITLES_FILE, EVENTS_FILE, PAYMENTS_FILE = "titles.csv", "firm_events.csv", "payments.csv"
_LAST_DAY = date(FIRST_YEAR + 3, 12, 31)
# Title, level, how many firms in a thousand have it, years it is valid (0: without end).
_TITLES = (
    ("企业技术中心", "国家级", 5, 0),
    ("企业技术中心", "省级", 30, 0),
    ("企业技术中心", "州市级", 70, 0),
    ("高新技术企业", "国家级", 140, 3),
    ("科技型中小企业", "国家级", 150, 1),
    ("创新型中小企业", "省级", 110, 3),
    ("专精特新中小企业", "省级", 60, 3),
    ("专精特新“小巨人”企业", "国家级", 12, 3),
)
# Kind, level, name, first day, how many firms in a thousand go.
_FAIRS = (
    ("展洽会", "国家级", "示例国际博览会（虚构）", date(2023, 6, 12), 25),
    ("展洽会", "省级", "示例省工业品展洽会（虚构）", date(2023, 9, 20), 40),
    ("展洽会", "国家级", "示例国际博览会（虚构）", date(2024, 6, 11), 30),
    ("展洽会", "国家级", "示例中小企业博览会（虚构）", date(2024, 11, 15), 12),
    ("展洽会", "省级", "示例省工业品展洽会（虚构）", date(2024, 9, 18), 45),
    ("展洽会", "州市级", "示例州特色产品展（虚构）", date(2024, 10, 16), 60),
    ("产销对接会", "州市级", "示例州产销对接会（虚构）", date(2024, 4, 25), 35),
)
_ENTRY_YUAN, _STRATEGIC_YUAN = 100_000, 150_000


def title_sheet(firms: tuple[Firm, ...], draw: Draw) -> Sheet:
    """Return the titles of the firms, the lapsed ones too."""
    header = ("统一社会信用代码", "企业名称", "称号", "级别", "认定日期", "有效期至", "认定文件", "来源")
    rows = (row for firm in firms for row in _titles(firm, draw))
    return Sheet(TITLES_FILE, header, tuple(rows), "utf-8-sig")


def _titles(firm: Firm, draw: Draw) -> Iterator[Row]:
    for number, (title, level, chance, years) in enumerate(_TITLES, 1):
        if draw.between(1, 1000) > chance or firm.exited is not None:
            continue
        # A title of one year is awarded again each year, so that its day lies in the last two.
        first = date(FIRST_YEAR + (2 if years == 1 else 0), 1, 1)
        awarded = first + timedelta(days=draw.between(0, (_LAST_DAY - first).days))
        expires = awarded.replace(year=awarded.year + years, day=min(awarded.day, 28)) - timedelta(days=1)
        document = f"示认〔{awarded.year}〕{number:02d}{draw.between(1, 999):03d}号（虚构）"
        yield (
            firm.code,
            firm.name,
            title,
            level,
            awarded.isoformat(),
            expires.isoformat() if years else "",
            document,
            "示例州企业认定名单（虚构）",
        )


def event_sheet(firms: tuple[Firm, ...], draw: Draw) -> Sheet:
    """Return the fairs that firms went to."""
    header = ("统一社会信用代码", "企业名称", "活动类型", "级别", "活动日期", "活动名称", "证明材料", "来源")
    rows = (
        (firm.code, firm.name, kind, level, held.isoformat(), name, "参展合同和照片", "示例州商务局（虚构）")
        for kind, level, name, held, chance in _FAIRS
        for firm in firms
        if draw.between(1, 1000) <= chance and firm.runs_in((held.year - FIRST_YEAR) * 12 + held.month - 1)
    )
    return Sheet(EVENTS_FILE, header, tuple(rows), "utf-8-sig")


def payment_sheet(firms: tuple[Firm, ...], draw: Draw) -> Sheet:
    """Return what was paid for 2022 and 2023: the award for coming above scale, to most of those that did."""
    header = ("统一社会信用代码", "企业名称", "条款编号", "年度", "兑现金额（元）", "拨付日期", "来源")
    rows: list[Row] = []
    for firm in firms:
        year = FIRST_YEAR + firm.entered // 12
        if not FIRST_YEAR < year < FIRST_YEAR + 3 or draw.between(1, 10) == 1:
            continue
        strategic = firm.driver == "new" and draw.between(1, 2) == 1
        paid = month_period((year + 1 - FIRST_YEAR) * 12 + draw.between(5, 8)).last_day
        rows.append(
            (
                firm.code,
                firm.name,
                "entry-award-strategic" if strategic else "entry-award",
                str(year),
                str(_STRATEGIC_YUAN if strategic else _ENTRY_YUAN),
                paid.isoformat(),
                "示例州财政局（虚构）",
            )
        )
    return Sheet(PAYMENTS_FILE, header, tuple(rows), "utf-8-sig")
