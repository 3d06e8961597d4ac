"""The monthly bulletin (月通报): sections in the order of a prefecture's 运行通报, numbered as they come."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from guatu.domain import Finding, Severity
from guatu.report.bulletin_alerts import alert_blocks, report_blocks
from guatu.report.bulletin_behind import behind_blocks
from guatu.report.bulletin_drivers import driver_blocks
from guatu.report.bulletin_next import next_blocks
from guatu.report.bulletin_overview import overview_blocks
from guatu.report.bulletin_places import place_blocks, ranked_word
from guatu.report.charts import driver_chart, spoken_trend
from guatu.report.citations import short_title
from guatu.report.prose import paragraph
from guatu.report.reading import Reading
from guatu.report.source_annex import source_annex
from guatu.report.values import Annex, Block, Bulletin, Chart, Heading, Table

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
# Under the sentences of these sections stands a chart, where there is one to draw.
_CHARTS: Mapping[str, Callable[[Reading], Chart | None]] = {"总体情况": spoken_trend, "分行业与动能": driver_chart}


def write_bulletin(reading: Reading, findings: tuple[Finding, ...] = (), dated: date | None = None) -> Bulletin:
    """Return the bulletin of a month; sections with nothing to say are left out, what is blank stays to be filled."""
    year = reading.month.last.year
    blocks: list[Block] = [_opening(reading)]
    tables: list[Table] = []
    drawn = 0
    filled = [(title, found) for title, write in SECTIONS if (found := write(reading))]
    for ordinal, (title, found) in zip(_ORDINALS, filled, strict=False):
        blocks.append(Heading(f"{ordinal}、{title.format(places=ranked_word(reading))}"))
        blocks += [block for block in found if not isinstance(block, Table)]
        chart = _CHARTS[title](reading) if title in _CHARTS else None
        if chart is not None:
            drawn += 1
            blocks.append(replace(chart, title=f"图{drawn}　{chart.title}"))
        tables += [block for block in found if isinstance(block, Table)]
    issuer = _issuer(reading)
    return Bulletin(
        title=f"关于{reading.main.name}{year}年{reading.span}目标任务完成情况的通报",
        issuer=issuer or _BLANK,
        number=f"{_BLANK}〔{dated.year if dated else year}〕{_BLANK}号",
        recipients=_recipients(reading),
        blocks=tuple(blocks),
        signed=issuer or _BLANK,
        dated=dated,
        draft_note=_draft_note(reading, findings),
        annexes=_annexes(reading, blocks, tables),
    )


def _annexes(reading: Reading, blocks: list[Block], tables: list[Table]) -> tuple[Annex, ...]:
    """Return 附件1, the tables the text refers to, and the annex of sources; a thin month may have only the last."""
    numbered = tuple(replace(table, title=f"表{number}　{table.title}") for number, table in enumerate(tables, start=1))
    title = f"{reading.name}{reading.month.last.year}年{reading.span}目标任务完成情况表"
    shown = (Annex(title, numbered),) if numbered else ()
    sources = source_annex(blocks, {short_title(reading, one): one.title for one in reading.documents})
    return (*shown, sources) if sources else shown


def _opening(reading: Reading) -> Block:
    year = reading.month.last.year
    if not reading.standings:
        return paragraph(f"{reading.name}{year}年{reading.span}没有在期目标，现将数据情况通报如下。")
    if not any(one.is_reported for one in reading.standings):
        return paragraph(f"{reading.name}{year}年{reading.span}各项目标的完成数据尚未报送，现将有关情况通报如下。")
    return paragraph(f"现将{reading.name}{year}年{reading.span}目标任务完成情况通报如下。")


def _issuer(reading: Reading) -> str:
    """Return who leads most targets of the main place, else most of the plan's, else who monthly reports go to.

    Blank when no pack says.
    """
    leads = Counter(_first_agency(one.text("lead")) for one in reading.standings_at(reading.main) if one.text("lead"))
    planned = Counter(target.lead[0] for target in reading.plan_targets.values() if target.lead)
    received = Counter(key for _, duty in reading.duties if duty.frequency == "monthly" for key in duty.to)
    counts = (leads, planned, received)
    named = [key for counted in counts for key, _ in counted.most_common() if _is_office(reading, key)]
    return reading.official_name(named[0]) if named else ""


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
    """Return the line under the title that says this is a draft; short, so that it stays one line."""
    notes = ["guatu初稿，须经审签"]
    if any(pack.manifest.fictional for pack in reading.packs.packs):
        notes.append("地区、数据均为虚构")
    counted = Counter(one.severity for one in findings)
    doubts = [f"{one.word}{counted[one]}处" for one in (Severity.ERROR, Severity.WARNING) if counted[one]]
    if doubts:
        notes.append(f"{'、'.join(doubts)}见问题清单")
    return "；".join(notes)
