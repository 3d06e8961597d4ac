"""The lists of awards: 拟兑现名单, 不予兑现, 待定, 上限与配套, one line for each clause on each firm."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from guatu.report.award_clauses import rounding_words
from guatu.report.award_reading import AwardReading
from guatu.report.award_values import AwardKind, AwardRow
from guatu.report.award_words import (
    DECLARE_WORDS,
    STATISTICS_REASON,
    cut_words,
    open_sentence,
    open_word,
    paid_before_words,
    refusal_sentence,
    refusal_word,
    yuan,
)
from guatu.report.values import Cell, Column, Emphasis, Form, Row, Section, Table

FIRM_COLUMNS = (Column("企业名称", width=15), Column("统一社会信用代码", width=9.5), Column("县市", width=6))
DOUBTFUL = "信用代码校验不过，核对后再办"
_CLAUSE = Column("条款", width=9)
_PAYS = {"ceiling": "额度上限", "match": "财政配套"}
_OUTCOMES = {"yes": "符合", "no": "不符合", "unknown": "待定"}


@dataclass(frozen=True, slots=True)
class _List:
    """One kind of list: its sheet, its own columns behind those of the firm, how a row fills them, its notes."""

    name: str
    columns: tuple[Column, ...]
    cells: Callable[[AwardReading, AwardRow], tuple[Cell, ...]]
    notes: tuple[str, ...]


def _paid(reading: AwardReading, row: AwardRow) -> tuple[Cell, ...]:
    rule = reading.clauses[row.reward]
    doubtful = DOUBTFUL if reading.is_doubtful(row) else ""
    rounded = rounding_words(rule.reward).lstrip("，")
    before = paid_before_words(reading, row.subject, (row.reward,))
    remarks = "；".join(filter(None, (cut_words(reading, row), rounded, before, doubtful)))
    return rule.reward.name, row.payable, row.because, "、".join(rule.reward.proof), remarks


def _refused(reading: AwardReading, row: AwardRow) -> tuple[Cell, ...]:
    return reading.clause_name(row.reward), refusal_word(reading, row), refusal_sentence(reading, row)


def _open(reading: AwardReading, row: AwardRow) -> tuple[Cell, ...]:
    proof = "、".join(reading.clauses[row.reward].reward.proof)
    if row.reason == STATISTICS_REASON:
        proof = DECLARE_WORDS
    return reading.clause_name(row.reward), open_word(row), open_sentence(reading, row), proof


def _limit(reading: AwardReading, row: AwardRow) -> tuple[Cell, ...]:
    reward = reading.clauses[row.reward].reward
    amount = row.amount if row.outcome == "yes" else None
    return reward.name, _PAYS.get(reward.pays, reward.pays), _OUTCOMES[row.outcome], amount, row.because


_LISTS: Mapping[AwardKind, _List] = {
    AwardKind.PAID: _List(
        "拟兑现名单",
        (
            _CLAUSE,
            Column("金额", Form.MONEY, "元"),
            Column("依据", width=26),
            Column("材料", width=9),
            Column("备注", width=14),
        ),
        _paid,
        ("一户企业符合几条的，分条列出；金额为条款组（就高、封顶、预算）之后的实兑现金额。", "公示无异议后方可拨付。"),
    ),
    AwardKind.REFUSED: _List(
        "不予兑现",
        (_CLAUSE, Column("原因", width=11), Column("比较的数和差距", width=34)),
        _refused,
        ("不属于条款对象的企业不列入本表。", "企业对所用的数有异议的，由企业凭材料提出，不得代企业改数。"),
    ),
    AwardKind.OPEN: _List(
        "待定",
        (_CLAUSE, Column("待定原因", width=7), Column("缺什么、等什么", width=34), Column("材料", width=10)),
        _open,
        ("待定不是不予兑现：补齐数据或定下口径以后重新运行。",),
    ),
    AwardKind.LIMIT: _List(
        "上限与配套",
        (
            _CLAUSE,
            Column("性质", width=5),
            Column("结果", width=5),
            Column("金额", Form.MONEY, "元"),
            Column("依据", width=30),
        ),
        _limit,
        ("额度上限和财政配套不拨付给企业，不计入任何兑现合计。",),
    ),
}


def list_table(reading: AwardReading, kind: AwardKind) -> Table:
    """Return one list as a sheet; of a list that stands in a file of its own, a line that says where."""
    given, long = _LISTS[kind], reading.long.get(kind.value)
    rows, paid = reading.total(kind)
    said = f"共 {rows:,} 户次" + (f"，{yuan(paid)}" if kind is AwardKind.PAID else "")
    lines = () if long is not None else list_rows(reading, kind, reading.rows.get(kind, ()))
    if kind is AwardKind.PAID and lines:
        lines = (Row(("合计", None, None, None, paid, None, None, None), Emphasis.TOTAL), *lines)
    return Table(
        name=given.name,
        title=f"{reading.title}{given.name}",
        subtitle=said,
        columns=list_columns(kind),
        sections=(Section("", lines),),
        notes=given.notes,
        nothing="（没有）" if long is None else long_words(long.rows, long.file),
    )


def list_columns(kind: AwardKind) -> tuple[Column, ...]:
    """Return the columns of a list."""
    if kind is AwardKind.LIMIT:
        return (Column("名称", width=15), Column("代码", width=10), FIRM_COLUMNS[2], *_LISTS[kind].columns)
    return (*FIRM_COLUMNS, *_LISTS[kind].columns)


def list_rows(reading: AwardReading, kind: AwardKind, rows: Iterable[AwardRow]) -> tuple[Row, ...]:
    """Return the lines of a list in the order given."""
    cells = _LISTS[kind].cells
    return tuple(Row((reading.name(row), row.subject, reading.place(row.place), *cells(reading, row))) for row in rows)


def long_words(rows: int, file: str) -> str:
    """Return the line that stands in the place of a list too long for a sheet."""
    return f"共 {rows:,} 行，工作表放不下，全部写在同一文件夹的 {file}"
