"""What the site knows and a run does not, as parts of a bulletin: the frozen lists of who was late, the corrections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from guatu.query import BASES
from guatu.report.prose import Parts, count_figure, paragraph
from guatu.report.source_annex import is_source_annex, renewed_sources
from guatu.report.values import (
    Annex,
    Block,
    Bulletin,
    Column,
    Figure,
    Form,
    Heading,
    Origin,
    Paragraph,
    Row,
    Section,
    Table,
)

_REPORTS = "报送情况"
_ORDINALS = "一二三四五六七八九十"
REVISIONS = "修订表"
FICTIONAL_NOTE = "地区、数据均为虚构"
_BASIS_WORDS = dict(BASES)
_WHY = {"revised": "以修订数为准", "final": "以定案数为准"}


@dataclass(frozen=True, slots=True)
class LateList:
    """The frozen list of one form (迟报、未报名单): who had not reported by the deadline, and who has since."""

    title: str
    due: datetime | None
    frozen: datetime
    owed: int
    missing: tuple[str, ...]
    late: tuple[tuple[str, date], ...]
    consequence: str = ""


@dataclass(frozen=True, slots=True)
class RevisedFigure:
    """A figure of an issued bulletin that was corrected since; growth is a fraction, basis and status words of data."""

    issue: str
    month: date
    place: str
    indicator: str
    unit: str
    decimals: int
    basis: str
    before: Decimal | None
    after: Decimal | None
    growth_before: Decimal | None
    growth_after: Decimal | None
    reason: str
    who: str
    day: date
    status: str = ""


def issue_number(year: int, before: int) -> str:
    """Return the number (期号) of an issue by how many were signed before it in its year.

    >>> issue_number(2024, 8)
    '2024年第9期'
    """
    return f"{year}年第{before + 1}期"


def site_origin(form: str, *, place: str, reported: date, vintage: int) -> Origin:
    """Return where a figure that was reported at the site can be found: the form, the place, the day, the vintage."""
    spot = f"{place}{reported.year}年{reported.month}月{reported.day}日报，第{vintage}版"
    return Origin(form or "历史数据", "", spot)


def with_origins(bulletin: Bulletin, origins: Mapping[str, Origin]) -> Bulletin:
    """Return the bulletin with readable origins in the place of what its figures' origins call a file."""

    def renewed(part: str | Figure) -> str | Figure:
        if isinstance(part, str) or part.origin is None:
            return part
        return replace(part, origin=origins.get(part.origin.file, part.origin))

    blocks = tuple(
        Paragraph(tuple(map(renewed, block.parts))) if isinstance(block, Paragraph) else block
        for block in bulletin.blocks
    )
    return replace(bulletin, blocks=blocks, annexes=renewed_sources(bulletin.annexes, blocks))


def with_late_lists(bulletin: Bulletin, lists: Sequence[LateList]) -> Bulletin:
    """Return the bulletin with the frozen lists in 报送情况, each in the place of what the draft says of that form."""
    if not lists:
        return bulletin
    blocks, first, last = _reports_section(bulletin.blocks)
    said = {one.title: _late_paragraph(one) for one in lists}
    for at in range(first, last):
        block = blocks[at]
        title = block.text.partition("：")[0] if isinstance(block, Paragraph) else ""
        blocks[at] = said.pop(title, block)
    blocks[last:last] = said.values()
    return replace(bulletin, blocks=tuple(blocks), annexes=renewed_sources(bulletin.annexes, blocks))


def with_revisions(bulletin: Bulletin, revised: Sequence[RevisedFigure]) -> Bulletin:
    """Return the bulletin with the table of corrections as an annex before the one of sources, and a word of it."""
    if not revised:
        return bulletin
    annexes = list(bulletin.annexes)
    place = next((at for at, one in enumerate(annexes) if is_source_annex(one)), len(annexes))
    annexes.insert(place, Annex("以前各期通报所载数的修订", (revision_table(revised),)))
    blocks, _first, last = _reports_section(bulletin.blocks)
    count = count_figure(len(revised), "个", "以前各期通报所载、签发后更正的数", "修订表：各行")
    blocks.insert(last, paragraph("以前各期通报所载的数有", count, f"在签发后更正，见附件{place + 1}。"))
    return replace(bulletin, blocks=tuple(blocks), annexes=renewed_sources(annexes, blocks))


def _reason(one: RevisedFigure) -> str:
    """Return why a figure was revised, where the reporter wrote nothing."""
    if one.before is None and one.growth_before is None:
        return "签发时没有报，后来补报"
    return _WHY.get(one.status, "报送单位更正，没有写原因")


def revision_table(revised: Sequence[RevisedFigure]) -> Table:
    """Return the table of corrections (修订表): what was printed, what holds now, why, by whom and when."""
    sections = []
    for key in dict.fromkeys((one.indicator, one.unit, one.decimals) for one in revised):
        rows = (
            Row(
                (
                    one.issue,
                    one.month,
                    one.place,
                    _BASIS_WORDS.get(one.basis, one.basis),
                    one.before,
                    one.after,
                    one.growth_before,
                    one.growth_after,
                    one.reason or _reason(one),
                    one.who,
                    one.day,
                )
            )
            for one in revised
            if (one.indicator, one.unit, one.decimals) == key
        )
        sections.append(Section(key[0], tuple(rows), unit=key[1], decimals=key[2]))
    return Table(
        name=REVISIONS,
        title=REVISIONS,
        subtitle="",
        columns=(
            Column("通报", width=8),
            Column("报告期", Form.MONTH, width=5),
            Column("地区", width=6),
            Column("口径", width=4),
            Column("通报数", Form.NUMBER, width=7),
            Column("修订后", Form.NUMBER, width=7),
            Column("通报同比", Form.PERCENT, width=5),
            Column("修订后同比", Form.PERCENT, width=5),
            Column("原因", width=14),
            Column("报送人", width=8),
            Column("修订日期", Form.DATE, width=6),
        ),
        sections=tuple(sections),
        numbered=False,
        nothing="（所载各数没有更正）",
    )


def _reports_section(drafted: Sequence[Block]) -> tuple[list[Block], int, int]:
    """Return the blocks and where the paragraphs of 报送情况 begin and end; without that section it is added last."""
    blocks = list(drafted)
    chapters = [(at, one.text) for at, one in enumerate(blocks) if isinstance(one, Heading) and one.level == 1]
    found = next((at for at, text in chapters if text.endswith(_REPORTS)), None)
    if found is None:
        blocks.append(Heading(f"{_ORDINALS[len(chapters)]}、{_REPORTS}"))
        return blocks, len(blocks), len(blocks)
    return blocks, found + 1, next((at for at, _ in chapters if at > found), len(blocks))


def _late_paragraph(one: LateList) -> Paragraph:
    source = f"报送名单：{one.title}，{one.frozen:%Y-%m-%d %H:%M}冻结"
    due = f"应于{one.due.month}月{one.due.day}日{one.due.hour}时前报送，" if one.due else ""
    blamed = len(one.missing) + len(one.late)
    owed = count_figure(one.owed, "个", f"{one.title}：应报地区数", source)
    if blamed == 0:
        return paragraph(f"{one.title}：{due}", owed, "地区全部按时报送。")
    said: list[Parts] = []
    on_time = one.owed - blamed
    said.append(
        (owed, "地区中", count_figure(on_time, "个", f"{one.title}：按时报送的地区数", source), "按时报送")
        if on_time
        else (owed, "地区均未按时报送")
    )
    if one.late:
        names = "、".join(f"{name}（{day.month}月{day.day}日报送）" for name, day in one.late)
        said.append(("；迟报的", count_figure(len(one.late), "个", f"{one.title}：迟报的地区数", source), f"：{names}"))
    if one.missing:
        count = count_figure(len(one.missing), "个", f"{one.title}：未报的地区数", source)
        said.append(("；未报的", count, f"：{'、'.join(one.missing)}"))
    consequence = f"按规定，{one.consequence.rstrip('。')}。" if one.consequence else ""
    return paragraph(f"{one.title}：{due}", *said, "。", consequence)
