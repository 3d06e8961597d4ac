"""The public notice (公示) of whom is to be paid: what it rests on, how much, until when one may object, and the list.

Days, telephone numbers and the seal are left blank: a person fills and signs.
"""

from datetime import date

from guatu.report.award_payments import notice_table
from guatu.report.award_reading import AwardReading
from guatu.report.award_values import AwardKind
from guatu.report.award_words import yuan
from guatu.report.values import Annex, Block, Bulletin, Paragraph, Table

LONGEST_NOTICE = 5_000  # lines that a document can carry; of more the workbook tells
_DAY = "　　年　月　日"
CONTACTS = ("受理单位：", "联 系 人：", "联系电话：")


def award_notice(reading: AwardReading, dated: date | None = None) -> Bulletin:
    """Return the notice; `dated` is the day it is to bear, blank for the signer to fill."""
    rows, total = reading.total(AwardKind.PAID)
    table = notice_table(reading)
    listed = bool(rows) and rows <= LONGEST_NOTICE and table.sections[0].rows != ()
    return Bulletin(
        title=f"关于{reading.title}资金\n拟兑现名单的公示",
        issuer="",
        number="",
        recipients="",
        blocks=tuple(_blocks(reading, total_words=yuan(total), rows=rows, listed=listed)),
        signed="",
        dated=dated,
        draft_note=draft_note(reading),
        annexes=(Annex(f"{reading.title}资金拟兑现名单", (_annexed(table),)),) if listed else (),
    )


def draft_note(reading: AwardReading, *, with_doubts: bool = True) -> str:
    """Return the line under a title that says this is a draft, and for the office how many findings there are."""
    notes = ["guatu初稿，须经审签"]
    if reading.is_fictional:
        notes.append("政策和数据均为虚构")
    if with_doubts and reading.doubts:
        notes.append(f"{reading.doubts}见问题清单")
    return "；".join(notes)


def basis_words(reading: AwardReading) -> str:
    """Return the documents that clauses stand in: `《…》（示政办发〔2024〕8号）`."""
    found = reading.documents(one.reward for one in reading.paying)
    titles = (f"《{one.title}》" + (f"（{one.doc_number}）" if one.doc_number else "") for one in found)
    return "、".join(titles) or "有关政策文件"


def _annexed(table: Table) -> Table:
    return Table(
        name=table.name,
        title=table.title,
        subtitle=table.subtitle,
        columns=table.columns,
        sections=table.sections,
        notes=(),
        numbered=False,
    )


def _blocks(reading: AwardReading, *, total_words: str, rows: int, listed: bool) -> list[Block]:
    names = [rule.reward.name for rule in reading.paying if any(_paid(reading, rule.id))]
    if not rows:
        return [Paragraph((f"根据{basis_words(reading)}，{reading.year}年度没有符合条件的企业，现予公示。",))]
    where = "名单见附件" if listed else "名单另附"
    texts = (
        f"根据{basis_words(reading)}，按照企业申报和有关部门提供的{reading.year}年度数据，拟对符合{'、'.join(names)}条件的企业"
        f"兑现资金{total_words}，共{rows:,}户次，{where}，现予公示。",
        f"公示期为5个工作日：{_DAY}至{_DAY}。",
        "对公示内容有异议的，请在公示期内以书面形式提出，写明事实和依据，并留下真实姓名（单位）和联系方式。"
        "单位提出的须加盖公章。逾期和匿名的不予受理。",
        *CONTACTS,
    )
    return [Paragraph((text,)) for text in texts]


def _paid(reading: AwardReading, reward: str) -> list[int]:
    return [one.rows for one in reading.sums if one.reward == reward and one.kind is AwardKind.PAID]
