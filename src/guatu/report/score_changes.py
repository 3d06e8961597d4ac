"""The sheet 变化: how ranks and totals moved against last year, and which items moved them."""

from guatu.report.score_reading import ScoreReading, names_of
from guatu.report.values import Chart, ChartKind, Column, Form, Role, Row, Section, Series, Table
from guatu.scoring import Scoring, UnitChange, YearChange

_MOST_PARTS = 4
_MOST_BARS = 40
# Two or three units are read in the table at a glance.
FEWEST_DRAWN = 4


def change_table(reading: ScoreReading, years: YearChange | None) -> Table:
    """Return the sheet 变化: both years of every unit that is ranked in both, and why its total moved."""
    units = () if years is None else years.units
    sections = []
    for group in dict.fromkeys(one.group for one in units):
        members = sorted((one for one in units if one.group == group), key=lambda one: one.rank_after)
        rows = tuple(
            Row(
                (
                    one.name,
                    one.rank_before,
                    one.rank_after,
                    rank_move(one),
                    one.total_before,
                    one.total_after,
                    one.change,
                    reasons(reading, one) or None,
                )
            )
            for one in members
        )
        sections.append(Section(group, rows, decimals=reading.card.decimals))
    return Table(
        "变化",
        f"{reading.title}比上年的变化和原因",
        reading.subtitle,
        (
            Column("单位", width=14),
            Column("上年位次", Form.COUNT, width=3),
            Column("本年位次", Form.COUNT, width=3),
            Column("升降", width=4),
            Column("上年总分", Form.NUMBER, width=4),
            Column("本年总分", Form.NUMBER, width=4),
            Column("总分变动", Form.NUMBER, width=4),
            Column("主要原因（使总分增减几分）", width=40),
        ),
        tuple(sections),
        notes=_notes(reading, years),
        numbered=False,
        nothing="（上年没有可比的数）",
    )


def change_charts(reading: ScoreReading, years: YearChange | None) -> tuple[Chart, ...]:
    """Return a picture for each group of more than a few: where each unit stood last year and stands this year."""
    if years is None:
        return ()
    charts = []
    for group in reading.only or dict.fromkeys(one.group for one in years.units):
        members = sorted((one for one in years.units if one.group == group), key=lambda one: one.rank_after)
        if len(members) < FEWEST_DRAWN:
            continue
        shown = members[:_MOST_BARS]
        ups = sum(one.rank_after < one.rank_before for one in members)
        downs = sum(one.rank_after > one.rank_before for one in members)
        charts.append(
            Chart(
                ChartKind.SHIFT,
                f"{group or '全部'}位次比上年的升降",
                "单位：位；左边名次在前",
                tuple(one.name for one in shown),
                (
                    Series("上年位次", tuple(float(one.rank_before) for one in shown), Role.BEFORE),
                    Series("本年位次", tuple(float(one.rank_after) for one in shown), Role.NOW),
                ),
                Form.COUNT,
                "位",
                0,
                notes=(f"只画前 {_MOST_BARS} 位。",) if len(members) > _MOST_BARS else (),
                summary=f"{group or '全部'}两年都有位次的 {len(members)} 个，上升 {ups} 个，下降 {downs} 个。",
            )
        )
    return tuple(charts)


def rank_move(change: UnitChange) -> str:
    """Return how far a unit went up or down, in words."""
    if change.rank_after == change.rank_before:
        return "持平"
    places = abs(change.rank_after - change.rank_before)
    return f"升 {places} 位" if change.rank_after < change.rank_before else f"降 {places} 位"


def reasons(reading: ScoreReading, change: UnitChange) -> str:
    """Return the items that moved a total most, with their parts."""
    moved = sorted((one for one in change.nodes if one.part), key=lambda one: -abs(one.part or 0.0))[:_MOST_PARTS]
    parts = [f"{one.name} {reading.signed(one.part or 0.0)}" for one in moved]
    for name, part in (("权重", change.by_weights), ("加减分", change.by_marks)):
        if reading.signed(part) not in ("0", reading.signed(0.0)):
            parts.append(f"{name} {reading.signed(part)}")
    return "，".join(parts)


def _notes(reading: ScoreReading, years: YearChange | None) -> tuple[str, ...]:
    if years is None:
        return ()
    notes = [f"上年的数用同一套办法回算，不是当年公布的结果；{reading.moment.year - 1} 年另有办法的以当年公布的为准。"]
    notes.append("得分下降不一定是自己的数下降：尺子取自各家的数，别家上得更快，得分也会下降。")
    notes += _who("新进排名的", years.came, reading.now)
    notes += [] if reading.before is None else _who("退出排名的", years.went, reading.before)
    return tuple(notes)


def _who(word: str, units: tuple[str, ...], scoring: Scoring) -> list[str]:
    rows = [scoring.position(unit) for unit in units[:20]]
    return (
        [f"{word} {len(units)} 个：{names_of(scoring, rows)}{'等' if len(units) > len(rows) else ''}。"] if rows else []
    )
