"""The ranking sheet (排名) of a scorecard, and the sheets of all figures and all points behind it."""

import math
from collections.abc import Sequence

from guatu.pack import Grade
from guatu.report.score_reading import NO_GROUP, ScoreReading, grade_title, known, standing_words
from guatu.report.values import Cell, Column, Form, Row, Section, Table
from guatu.scoring import Standing

_NOTHING = "（没有评价对象）"


def ranking_table(reading: ScoreReading) -> Table:
    """Return the ranking of every group: rank, total, first level, marks, grade and its consequences, last year."""
    card, now = reading.card, reading.now
    top = reading.top()
    marked, graded = bool(card.marks), bool(card.grades)
    columns = [
        Column("位次", Form.COUNT, width=3),
        Column("单位", width=14),
        Column("总分", Form.NUMBER, width=4),
        *(Column(now.nodes[at].name, Form.NUMBER, width=4) for at in top),
    ]
    columns += [Column("加分", Form.NUMBER, width=3), Column("扣分", Form.NUMBER, width=3)] if marked else []
    columns += [Column("等次", width=4), Column("后果", width=18)] if graded else []
    columns += [Column("上年位次", Form.COUNT, width=3), Column("上年总分", Form.NUMBER, width=4)]
    columns.append(Column("备注", width=22))
    grades = {one.name: one for one in card.grades}
    sections = []
    for group, rows in reading.groups():
        found = []
        for row in rows:
            cells: list[Cell] = [now.ranks[row] or None, now.sheet.names[row], known(now.total[row])]
            cells += [known(now.points[row, at]) for at in top]
            has_total = known(now.total[row]) is not None
            marks = (now.bonuses[row], now.deductions[row]) if has_total else (math.nan, math.nan)
            cells += [known(one) for one in marks] if marked else []
            cells += [*_grade_cells(now.grades[row], grades)] if graded else []
            cells += _last_year(reading, row)
            cells.append(standing_words(now, row) or None)
            found.append(Row(tuple(cells)))
        ranked = sum(now.ranks[row] > 0 for row in rows)
        title = f"{group or NO_GROUP}：参加排名 {ranked} 个，共 {len(rows)} 个"
        sections.append(Section(title, tuple(found), decimals=card.decimals))
    return Table(
        "排名",
        f"{reading.title}排名",
        reading.subtitle,
        tuple(columns),
        tuple(sections),
        notes=_ranking_notes(reading),
        frozen_columns=2,
        numbered=False,
        nothing=_NOTHING,
    )


def group_results(reading: ScoreReading) -> tuple[tuple[str, int, int, str, str], ...]:
    """Return of each group: its name, how many are ranked, how many there are, the first and the last of them."""
    now = reading.now
    found = []
    for group, rows in reading.groups():
        ranked = [row for row in rows if now.ranks[row]]
        ends = [now.sheet.names[row] for row in (ranked[0], ranked[-1])] if ranked else ["", ""]
        found.append((group or NO_GROUP, len(ranked), len(rows), ends[0], ends[1]))
    return tuple(found)


def figures_table(reading: ScoreReading) -> Table:
    """Return the sheet of all figures (指标数值): each unit's figure of each item before it is treated."""
    now = reading.now
    stages = [one for one in now.stages if one.step in ("denominate", "blend") and one.values is not None]
    figures = stages[-1].values if stages else None
    measured = reading.measured()
    columns = [Column("单位", width=14)]
    for at in measured:
        item = reading.item(now.nodes[at])
        unit = "" if item is None else item.unit
        columns.append(Column(now.nodes[at].name, Form.FIGURE, unit, width=5))
    rows_of = {
        row: Row((now.sheet.names[row], *(None if figures is None else known(figures[row, at]) for at in measured)))
        for row in range(len(now.sheet.units))
    }
    notes = ("空格是没有报的数，不是零；已经相除，还没有补缺和处理异常值，那些见“缺数与处理”。",)
    return _by_group(reading, "指标数值", "各项指标的数", columns, rows_of, notes)


def points_table(reading: ScoreReading) -> Table:
    """Return the sheet of all points (指标得分): of each unit and node, before weighing."""
    now = reading.now
    tree = reading.tree()
    columns = [Column("单位", width=14), Column("总分", Form.NUMBER, width=4)]
    columns += [Column(now.nodes[at].name, Form.NUMBER, width=5) for at in tree]
    rows_of = {
        row: Row((now.sheet.names[row], known(now.total[row]), *(known(now.points[row, at]) for at in tree)))
        for row in range(len(now.sheet.units))
    }
    notes = ("上级指标在前，它的下级紧跟在后；得分还没有乘权重，权重见“权重”。",)
    return _by_group(reading, "指标得分", "各项指标的得分", columns, rows_of, notes)


def _by_group(
    reading: ScoreReading,
    name: str,
    what: str,
    columns: Sequence[Column],
    rows_of: dict[int, Row],
    notes: tuple[str, ...],
) -> Table:
    sections = tuple(
        Section(group if len(reading.groups()) > 1 else "", tuple(rows_of[row] for row in rows), decimals=4)
        for group, rows in reading.groups()
    )
    title = f"{reading.title}{what}"
    return Table(name, title, reading.subtitle, tuple(columns), sections, notes=notes, numbered=False, nothing=_NOTHING)


def _grade_cells(name: str, grades: dict[str, Grade]) -> tuple[Cell, Cell]:
    if not name:
        return None, None
    grade = grades.get(name)
    if grade is None:
        return name, None
    return grade_title(grade), "；".join(grade.consequences) or None


def _last_year(reading: ScoreReading, row: int) -> list[Cell]:
    last = reading.row_before(row)
    if reading.before is None or last is None:
        return [None, None]
    return [reading.before.ranks[last] or None, known(reading.before.total[last])]


def _ranking_notes(reading: ScoreReading) -> tuple[str, ...]:
    now, card = reading.now, reading.card
    notes = ["同分占同一位次" + ("，其后位次不空出" if card.ties == "dense" else "，其后位次空出") + "。"]
    if reading.before is not None:
        notes.append(f"上年位次和总分是用同一套办法对 {reading.moment.year - 1} 年的数回算的，不是当年公布的结果。")
    if any(one is not Standing.RANKED for one in now.standings):
        notes.append("没有位次的不参加排名，原因见备注；没有总分的是数不够，不是零分。")
    unknown = [item.name for item in card.items if item.weight is None and not item.weights]
    if unknown and card.weigh.method == "given":
        few = "、".join(unknown[:4]) + ("等" if len(unknown) > 4 else "")
        notes.append(f"{few} {len(unknown)} 项的权重文件没有公布，不编造；它们的上级和总分因此不能算，只列各项得分。")
    if card.note:
        notes.append(card.note)
    return tuple(notes)
