"""The monthly bulletin (月通报): sections in the order of a prefecture's 运行通报, numbered as they come."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from guatu.domain import Finding
from guatu.report.bulletin_alerts import alert_blocks, report_blocks
from guatu.report.bulletin_behind import behind_blocks
from guatu.report.bulletin_drivers import driver_blocks
from guatu.report.bulletin_next import next_blocks
from guatu.report.bulletin_overview import overview_blocks
from guatu.report.bulletin_places import place_blocks, ranked_word
from guatu.report.formulas import LETTERS
from guatu.report.prose import paragraph
from guatu.report.reading import Reading
from guatu.report.values import Block, Bulletin, Column, Form, Heading, Row, Section, Table

_ORDINALS = "一二三四五六七八九"
_BLANK = "　　　"
SECTIONS: tuple[tuple[str, Callable[[Reading], tuple[Block, ...]]], ...] = (
    ("总体情况", overview_blocks),
    ("分{places}情况", place_blocks),
    ("分行业与动能", driver_blocks),
    ("落后序时的目标", behind_blocks),
    ("预警", alert_blocks),
    ("报送情况", report_blocks),
    ("下步工作", next_blocks),
)


def write_bulletin(reading: Reading, findings: tuple[Finding, ...] = (), dated: date | None = None) -> Bulletin:
    """Return the bulletin of a month; sections with nothing to say are left out, what is blank stays to be filled."""
    year = reading.month.last.year
    blocks: list[Block] = [_opening(reading)]
    filled = [(title, found) for title, write in SECTIONS if (found := write(reading))]
    for ordinal, (title, found) in zip(_ORDINALS, filled, strict=False):
        blocks.append(Heading(f"{ordinal}、{title.format(places=ranked_word(reading))}"))
        blocks.extend(found)
    issuer = _issuer(reading)
    bulletin = Bulletin(
        title=f"关于{reading.main.name}{year}年{reading.span}目标任务完成情况的通报",
        issuer=issuer or _BLANK,
        number=f"{_BLANK}〔{dated.year if dated else year}〕{_BLANK}号",
        recipients=_recipients(reading),
        blocks=tuple(blocks),
        signed=issuer or _BLANK,
        dated=dated,
        draft_note=_draft_note(reading, findings),
    )
    return _with_annex(bulletin)


def _opening(reading: Reading) -> Block:
    year = reading.month.last.year
    said = any(one.is_reported for one in reading.standings)
    if not said:
        return paragraph(f"{reading.name}{year}年{reading.span}各项目标的完成数据尚未报送，现将有关情况通报如下。")
    return paragraph(f"现将{reading.name}{year}年{reading.span}目标任务完成情况通报如下。")


def _issuer(reading: Reading) -> str:
    """Return who leads most targets of the main place, else who monthly reports go to; blank when no pack says."""
    leads = Counter(_first_agency(one.text("lead")) for one in reading.standings_at(reading.main) if one.text("lead"))
    received = Counter(key for _, duty in reading.duties if duty.frequency == "monthly" for key in duty.to)
    named = [key for counted in (leads, received) for key, _ in counted.most_common() if _is_office(reading, key)]
    return reading.agency_names(named[0]) if named else ""


def _first_agency(text: str) -> str:
    return text.split("、", maxsplit=1)[0]


def _is_office(reading: Reading, key: str) -> bool:
    agency = reading.agencies.find(key)
    return agency is None or not agency.group


def _recipients(reading: Reading) -> str:
    offices = (
        f"各{reading.division_word}人民政府" if reading.divisions else "",
        "各园区管理委员会" if reading.parks else "",
        f"{reading.tier}有关单位",
    )
    return "，".join(office for office in offices if office) + "："


def _draft_note(reading: Reading, findings: tuple[Finding, ...]) -> str:
    notes = ["本稿由 guatu 自动生成初稿，须经审签。"]
    if any(pack.manifest.fictional for pack in reading.packs.packs):
        notes.append("所用地区和数据均为虚构，仅供演示。")
    errors = sum(one.blocks for one in findings)
    if findings:
        notes.append(f"数据审核发现问题{len(findings)}处（错误{errors}处），见问题清单，审签前请核对。")
    return "".join(notes)


def _with_annex(bulletin: Bulletin) -> Bulletin:
    rows = tuple(
        Row((number, figure.printed, figure.meaning, figure.formula, figure.source))
        for number, figure in enumerate(bulletin.figures(), start=1)
    )
    if not rows:
        return bulletin
    annex = Table(
        name="数据出处",
        title="通报各数的含义、计算和来源",
        subtitle="按文中出现的先后排列",
        columns=(
            Column("序号", Form.COUNT, width=3),
            Column("文中数", width=6),
            Column("含义", width=12),
            Column("计算", width=12),
            Column("来源", width=16),
        ),
        sections=(Section("", rows, decimals=0),),
        notes=(f"{LETTERS}。",),
        numbered=False,
    )
    return replace(bulletin, annex=(annex,))
