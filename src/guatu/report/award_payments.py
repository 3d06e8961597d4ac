"""What is handed on from a run of awards: the payment table (拨付表) and the list for public notice (公示表)."""

from collections.abc import Iterable

from guatu.report.award_lists import DOUBTFUL, FIRM_COLUMNS, long_words
from guatu.report.award_reading import AwardReading
from guatu.report.award_values import AwardKind, AwardRow, FirmTotal
from guatu.report.award_words import capital_money, masked_code, paid_before_words, yuan
from guatu.report.values import Column, Emphasis, Form, Row, Section, Table

PAYMENTS, NOTICE = "拨付表", "公示表"
PAYMENT_COLUMNS = (
    *FIRM_COLUMNS,
    Column("兑现条款", width=14),
    Column("拨付金额", Form.MONEY, "元"),
    Column("开户名", width=10, by_hand=True),
    Column("开户银行", width=12, by_hand=True),
    Column("账号", width=12, by_hand=True),
    Column("备注", width=10),
)
NOTICE_COLUMNS = (
    Column("企业名称", width=16),
    Column("统一社会信用代码", width=9.5),
    Column("县市", width=6),
    Column("条款", width=10),
    Column("拟兑现金额", Form.MONEY, "元"),
    Column("备注", width=8),
)


def payment_table(reading: AwardReading) -> Table:
    """Return the payment table: a line for each firm with its total, and the sum in figures and in capitals (大写)."""
    _, total = reading.total(AwardKind.PAID)
    long = reading.long.get(PAYMENTS)
    firms = len(reading.firms) if long is None else long.rows
    lines = payment_rows(reading, reading.firms)
    sums = Row(("合计", None, None, None, total, None, None, None, None), Emphasis.TOTAL)
    return Table(
        name=PAYMENTS,
        title=f"{reading.title}资金拨付表",
        subtitle=f"共 {firms:,} 户　{yuan(total)}",
        columns=PAYMENT_COLUMNS,
        sections=(Section("", (*lines, sums)), Section(f"合计金额（大写）：{capital_money(total)}", ()))
        if lines
        else (Section("", ()),),
        notes=(
            "开户名、开户银行、账号由企业提供、经办人填写，程序不保存。",
            "制表：　　　　　　　　审核：　　　　　　　　负责人：　　　　　　　　　　　　年　　月　　日",
        ),
        nothing="（没有）" if long is None else long_words(long.rows, long.file),
    )


def payment_rows(reading: AwardReading, firms: Iterable[FirmTotal]) -> tuple[Row, ...]:
    """Return a line for each firm in the order given."""
    return tuple(
        Row(
            (
                reading.name(one),
                one.subject,
                reading.place(one.place),
                "、".join(reading.clause_name(reward) for reward in one.rewards),
                one.payable,
                None,
                None,
                None,
                _remarks(reading, one),
            )
        )
        for one in firms
    )


def _remarks(reading: AwardReading, firm: FirmTotal) -> str:
    waiting = f"另有 {firm.open_rows} 条待定" if firm.open_rows else ""
    before = paid_before_words(reading, firm.subject, firm.rewards)
    return "；".join(filter(None, (DOUBTFUL if reading.is_doubtful(firm) else "", before, waiting)))


def notice_table(reading: AwardReading) -> Table:
    """Return the list for public notice (公示表); of the credit code only the ends are shown."""
    count, total = reading.total(AwardKind.PAID)
    long = reading.long.get(AwardKind.PAID.value)
    lines = notice_rows(reading, reading.rows.get(AwardKind.PAID, ()))
    sums = Row(("合计", None, None, None, total, None), Emphasis.TOTAL)
    return Table(
        name=NOTICE,
        title=f"{reading.title}资金拟兑现名单",
        subtitle=f"共 {count:,} 户次　{yuan(total)}",
        columns=NOTICE_COLUMNS,
        sections=(Section("", (*lines, sums) if lines else ()),),
        notes=("公示表不列企业的经营数据；信用代码隐去中间各位。",),
        nothing="（没有）" if long is None else long_words(long.rows, long.file),
    )


def notice_rows(reading: AwardReading, rows: Iterable[AwardRow]) -> tuple[Row, ...]:
    """Return the lines of a public notice in the order given."""
    return tuple(
        Row(
            (
                reading.name(row),
                masked_code(row.subject),
                reading.place(row.place),
                reading.clause_name(row.reward),
                row.payable,
                DOUBTFUL if reading.is_doubtful(row) else None,
            )
        )
        for row in rows
    )
