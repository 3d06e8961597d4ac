"""总体情况: the lights of the main place's targets, then each headline indicator against its target."""

from guatu.ledgers import QUALITY_LEDGER, SCHEDULE_LEDGER
from guatu.report.citations import cited_clause
from guatu.report.paper import about_standing
from guatu.report.phrases import actual_phrase, growth_phrase, period_words, trend_phrase, verdict_phrase
from guatu.report.prose import Parts, count_figure, listed, paragraph, requirement_figure, row_figure
from guatu.report.reading import Reading, in_order, plain_name
from guatu.report.standing import Standing, light_in, number_in
from guatu.report.table_shape import without_empty_columns
from guatu.report.values import Block, Column, Form, Light, Paragraph, Row, Section, Table

# So many indicators are said in sentences; all of them stand in the table.
HEADLINES = 8
_RATES_SAID = 6
_WORSE_FIRST = (Light.RED, Light.YELLOW, Light.GREEN)


def overview_blocks(reading: Reading) -> tuple[Block, ...]:
    """Return the paragraphs and the headline table of 总体情况; one sentence when the main place has no target."""
    standings = reading.standings_at(reading.main)
    if not standings:
        return (paragraph(f"{reading.name}本级本期没有列入台账的目标。"),) if reading.standings else ()
    blocks: list[Block] = [light_paragraph(reading, standings)]
    blocks += [indicator_paragraph(reading, rows) for rows in spoken_indicators(reading)]
    blocks += [
        one
        for one in (
            _missing(reading, standings),
            _between(standings),
            _not_judged(standings),
            _conflicts(reading, standings),
        )
        if one
    ]
    blocks += quality_paragraphs(reading)
    return (*blocks, headline_table(reading, standings)) if _has_figures(standings) else tuple(blocks)


def spoken_indicators(reading: Reading) -> list[list[Standing]]:
    """Return the main place's standings that 总体情况 tells in sentences, those of one indicator together."""
    reported = (
        rows for rows in by_indicator(reading.standings_at(reading.main)) if any(one.is_reported for one in rows)
    )
    return list(reported)[:HEADLINES]


def _has_figures(standings: tuple[Standing, ...]) -> bool:
    return any(one.is_reported for one in standings)


def by_indicator(standings: tuple[Standing, ...]) -> list[list[Standing]]:
    """Return the standings of each indicator together: several targets are said in one sentence."""
    groups: dict[str, list[Standing]] = {}
    for one in standings:
        groups.setdefault(one.indicator.id, []).append(one)
    return list(groups.values())


def light_counts(reading: Reading, standings: tuple[Standing, ...], whose: str) -> Parts:
    """Say how many targets have each light: `绿灯6项、黄灯2项、红灯3项、灰灯1项`; lights nobody has are left out."""
    items: list[Parts] = []
    lights = {one.light for one in standings}
    if len(lights) == 1 and len(standings) > 1:
        return (f"均为{lights.pop().word}灯",)
    for light in (Light.GREEN, Light.YELLOW, Light.RED, Light.GREY):
        count = sum(one.light is light for one in standings)
        if count:
            meaning = f"{whose}亮{light.word}灯的目标数"
            items.append((f"{light.word}灯", count_figure(count, "项", meaning, f"时序账：{whose}各行的亮灯")))
    return listed(items)


def light_paragraph(reading: Reading, standings: tuple[Standing, ...]) -> Paragraph:
    """Say how many targets there are and how they are lit, and which changed their light."""
    total = count_figure(len(standings), "项", f"{reading.name}列入台账的目标数", f"目标任务账：{reading.name}各行")
    head = f"截至{reading.month.last.month}月末，{reading.name}列入台账的目标"
    if not _has_figures(standings):
        return paragraph(head, total, "，本期均未报数据，不作评价，全部亮灰灯。")
    lights = light_counts(reading, standings, reading.name)
    joint = "，其中" if len({one.light for one in standings}) > 1 or len(standings) == 1 else "，"
    return paragraph(head, total, joint, lights, "（见附件1）。", _changes(standings))


def _changes(standings: tuple[Standing, ...]) -> Parts:
    better: list[str] = []
    worse: list[str] = []
    for one in standings:
        before = light_in(one.cells, "last_light")
        if before in _WORSE_FIRST and one.light in _WORSE_FIRST and before is not one.light:
            moved = f"{one.indicator.name}（{before.word}转{one.light.word}）"
            (better if _WORSE_FIRST.index(one.light) > _WORSE_FIRST.index(before) else worse).append(moved)
    said = (f"转好的有{'、'.join(better)}" if better else "", f"转差的有{'、'.join(worse)}" if worse else "")
    text = "；".join(one for one in said if one)
    return (f"与上期相比，{text}。",) if text else ()


def indicator_paragraph(reading: Reading, rows: list[Standing]) -> Paragraph:
    """Say one indicator of one place: figure, growth, trend, then each of its targets."""
    first = rows[0]
    place = "" if first.place.code == reading.main.code else plain_name(first.place)
    facts = [actual_phrase(reading, first), growth_phrase(reading, first), trend_phrase(reading, first)]
    verdicts = [(*words, *_lit(one)) for one in rows if (words := verdict_phrase(reading, one))]
    said = [one for one in (*facts, listed(verdicts, "；")) if one]
    return paragraph(f"{period_words(reading, first)}，{place}{first.indicator.name}", listed(said, "，"), "。")


def _lit(standing: Standing) -> Parts:
    return () if standing.light is Light.GREY else (f"，亮{standing.light.word}灯",)


def _missing(reading: Reading, standings: tuple[Standing, ...]) -> Paragraph | None:
    names = list(dict.fromkeys(one.indicator.name for one in standings if one.is_due and not one.is_reported))
    if not names or not _has_figures(standings):
        return None
    count = count_figure(len(names), "项", f"{reading.name}本期未报的指标数", f"时序账：{reading.name}“已报”为否的行")
    return paragraph(_some(names), (count, "指标") if len(names) > 1 else None, "本期未报数据，不作评价。")


def _some(names: list[str]) -> str:
    return "、".join(names) if len(names) <= HEADLINES else f"{'、'.join(names[:HEADLINES])}等"


def _between(standings: tuple[Standing, ...]) -> Paragraph | None:
    names = list(dict.fromkeys(one.indicator.name for one in standings if not one.is_due))
    return paragraph(f"{_some(names)}本月不公布，不亮灯评价。") if names else None


def _not_judged(standings: tuple[Standing, ...]) -> Paragraph | None:
    names = list(dict.fromkeys(one.indicator.name for one in standings if one.is_reported and one.light is Light.GREY))
    return paragraph(f"{_some(names)}本期只列数据，不亮灯评价（目标期未满，或缺少比较的基数）。") if names else None


def _conflicts(reading: Reading, standings: tuple[Standing, ...]) -> Paragraph | None:
    rivals = [one for one in standings if (one.number("conflicts") or 0) > 0]
    said: list[Parts] = []
    for rows in by_indicator(tuple(rivals)):
        wanted = [_with_clause(reading, one) for one in rows]
        said.append((f"{rows[0].indicator.name}：", *listed([one for one in wanted if one], "；")))
    if not said:
        return None
    return paragraph("计划中对同一指标写有不同目标的，两者都列，待明确口径：", listed(said, "。"), "。")


def _with_clause(reading: Reading, standing: Standing) -> Parts:
    wanted = requirement_figure(reading, standing)
    clause = cited_clause(reading, standing.text("clause"), standing.target)
    return () if wanted is None else (wanted, f"（{clause}）" if clause else "")


def quality_paragraphs(reading: Reading) -> tuple[Paragraph, ...]:
    """Say the main place's rates of quality against last year: `利润率为7.3%，比上年同期提高0.3个百分点`."""
    said: list[Parts] = []
    for place, indicator, cells in in_order(reading, reading.rows(QUALITY_LEDGER.name)):
        value = row_figure(reading, QUALITY_LEDGER, cells, "value")
        change, moved = number_in(cells, "change"), row_figure(reading, QUALITY_LEDGER, cells, "change")
        if place.code != reading.main.code or value is None or change is None or moved is None:
            continue
        words = ("提高" if change > 0 else "下降") if indicator.unit == "%" else ("增加" if change > 0 else "减少")
        moves = any(sign in "123456789" for sign in moved.printed)
        against: Parts = (f"，比上年同期{words}", moved) if moves else ("，与上年同期持平",)
        said.append((f"{indicator.name}为", value, *against))
    return (paragraph("质量效益方面，", listed(said[:_RATES_SAID], "；"), "。"),) if said else ()


def headline_table(reading: Reading, standings: tuple[Standing, ...]) -> Table:
    """Return table 1: every target of the main place that has a figure, completion beside the schedule."""
    table = Table(
        name="主要指标",
        title=f"{reading.whole}目标完成情况",
        subtitle=f"{reading.month.last.year}年{reading.span}",
        columns=(
            Column("指标（单位）", width=14),
            Column("目标要求", width=10),
            Column("累计完成", Form.NUMBER, width=6, key="actual"),
            Column("同比", Form.PERCENT, "%", width=4, key="growth"),
            Column("完成率", Form.PERCENT, "%", width=4, key="completion"),
            Column("序时进度", Form.PERCENT, "%", width=4, key="schedule"),
            Column("超序时", Form.POINTS, width=3, key="ahead"),
            Column("亮灯", Form.LIGHT, width=2, key="light"),
        ),
        sections=tuple(
            Section(
                "",
                tuple(
                    Row(
                        (
                            f"{one.indicator.name}（{one.indicator.unit}）"
                            if one.indicator.unit
                            else one.indicator.name,
                            one.requirement or None,
                            *(one.number(name) for name in ("actual", "growth", "completion", "schedule")),
                            one.number("ahead") if points_fit(one) else None,
                            one.light,
                        ),
                        about=about_standing(one),
                    )
                    for one in rows
                ),
                rows[0].indicator.unit,
                rows[0].indicator.decimals,
            )
            for rows in by_indicator(tuple(one for one in standings if one.is_reported))
        ),
        notes=(
            "“超序时”为完成率与序时进度之差，只有增速目标的为同比与目标增速之差，单位为百分点，负数为落后；"
            "空白为无数据或不适用。",
        ),
        key=SCHEDULE_LEDGER.name,
    )
    return without_empty_columns(table)


def points_fit(standing: Standing) -> bool:
    """Tell whether a target's distance is in points; a level that is no percentage has a relative one instead."""
    return standing.method != "level" or standing.indicator.unit == "%"
