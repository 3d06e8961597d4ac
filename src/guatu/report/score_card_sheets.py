"""The workbook of one unit's score card (成绩单): a sheet to read and a sheet that computes itself again (算分)."""

from collections.abc import Sequence

from guatu.report.score_reading import ScoreReading, grade_title, known, standing_words
from guatu.report.values import Cell, Column, Emphasis, Form, Formula, Row, Section, Spot, Table
from guatu.scoring import CellOf, Distance, Field, PointLine, UnitChange

# How each number of a line is headed, in the order in which they lead to the points.
_FIELDS = {
    Field.RAW: Column("原始数", Form.FIGURE, width=5),
    Field.DIVISOR: Column("除数", Form.FIGURE, width=5),
    Field.FIGURE: Column("相除后", Form.FIGURE, width=5),
    Field.BEFORE: Column("上年数", Form.FIGURE, width=5),
    Field.USED: Column("计算用数", Form.FIGURE, width=5),
    Field.FIRST: Column("尺子一", Form.FIGURE, width=5),
    Field.SECOND: Column("尺子二", Form.FIGURE, width=5),
    Field.POINTS: Column("得分", Form.NUMBER, width=5),
    Field.WEIGHT: Column("权重", Form.FIGURE, width=4),
    Field.WEIGHTED: Column("得分×权重", Form.NUMBER, width=5),
    Field.SHARE: Column("对总分的\n贡献", Form.NUMBER, width=5),
}
_ALWAYS = frozenset({Field.RAW, Field.USED, Field.POINTS, Field.WEIGHT, Field.WEIGHTED})


def card_sheets(
    reading: ScoreReading,
    row: int,
    lines: Sequence[PointLine],
    distance: Distance | None,
    change: UnitChange | None,
) -> tuple[Table, ...]:
    """Return the sheets of one unit: its result and how to object, and the working with real formulas."""
    return (result_table(reading, row, distance, change), working_table(reading, row, lines))


def result_table(reading: ScoreReading, row: int, distance: Distance | None, change: UnitChange | None) -> Table:
    """Return the sheet 结果: total, rank, grade, what it means, what is open, last year, how far to the next."""
    rows = [Row((label, text)) for label, text in result_lines(reading, row, distance, change)]
    return Table(
        "结果",
        f"{reading.now.sheet.names[row]}成绩单",
        f"{reading.title}　{reading.subtitle}",
        (Column("事项", width=8), Column("内容", width=60)),
        (Section("", tuple(rows)),),
        notes=("得分怎么来的见“算分”一表；那里的得分、汇总和总分都是公式，改一个数就重算。",),
        numbered=False,
    )


def result_lines(
    reading: ScoreReading, row: int, distance: Distance | None, change: UnitChange | None
) -> list[tuple[str, str]]:
    """Return the result of a unit as pairs of what and how it stands."""
    now, card = reading.now, reading.card
    group = now.groups[row]
    ranked = sum(1 for other, name in enumerate(now.groups) if name == group and now.ranks[other])
    total = known(now.total[row])
    lines = [("总分", "没有总分" if total is None else reading.points(total))]
    rank = f"{group or '全部'}第 {now.ranks[row]} 位（共 {ranked} 个参加排名）" if now.ranks[row] else "不参加排名"
    lines.append(("位次", rank))
    words = standing_words(now, row)
    if words:
        lines.append(("说明", f"{words}。"))
    grade = next((one for one in card.grades if one.name == now.grades[row]), None)
    if now.grades[row]:
        lines.append(("等次", now.grades[row] if grade is None else grade_title(grade)))
    if grade is not None and grade.consequences:
        lines.append(("后果", "；".join(grade.consequences)))
    if change is not None:
        lines.append(("上年", change_words(reading, change)))
    if distance is not None:
        lines += distance_lines(reading, distance)
    return lines


def change_words(reading: ScoreReading, change: UnitChange) -> str:
    """Return last year's total and rank beside this year's, and which items moved the total most."""
    before, after = reading.points(change.total_before), reading.points(change.total_after)
    said = f"按同一套办法回算，上年 {before} 分、第 {change.rank_before} 位，本年 {after} 分、第 {change.rank_after} 位"
    moved = sorted((one for one in change.nodes if one.part), key=lambda one: -abs(one.part or 0.0))[:3]
    parts = [f"{one.name} {reading.signed(one.part or 0.0)} 分" for one in moved]
    return f"{said}；变动最大的：{'、'.join(parts)}。" if parts else f"{said}。"


def distance_lines(reading: ScoreReading, distance: Distance) -> list[tuple[str, str]]:
    """Return how far a unit is from the next rank and the next grade, and what alone would close it."""
    lines = []
    for label, gap in (("距上一位", distance.to_rank), ("距上一等", distance.to_grade)):
        if gap is not None:
            said = f"{gap.name}，要 {reading.points(gap.line)} 分，差 {reading.points(gap.missing)} 分"
            closing = [one for one in gap.rooms if one.closing.value in ("closes", "no_figure")]
            ways = "、".join(reading.room(one) for one in closing[:3])
            said += f"；其他不变时单靠一项可以补上的：{ways}" if ways else "；单靠一项补不上"
            lines.append((label, f"{said}。"))
    return [*lines, *(("说明", one) for one in distance.said)]


def working_table(reading: ScoreReading, row: int, lines: Sequence[PointLine]) -> Table:
    """Return the sheet 算分: each line's numbers, with formulas wherever a number comes from others of the sheet."""
    fields = [key for key in _FIELDS if key in _ALWAYS or any(key in line.numbers for line in lines)]
    columns = [Column("指标", width=16), Column("单位", width=5), *(_FIELDS[key] for key in fields)]
    columns += [Column("尺子是什么", width=12), Column("怎么处理的、凭什么材料", width=26)]
    column_of = {key: at + 2 for at, key in enumerate(fields)}
    rows = tuple(_line(line, fields, column_of) for line in lines)
    return Table(
        "算分",
        f"{reading.now.sheet.names[row]}得分怎么来的",
        f"{reading.title}　{reading.subtitle}",
        tuple(columns),
        (Section("", rows, decimals=4),),
        notes=(
            "有公式的格子可以自己重算：计算用数经过尺子成为得分，得分乘权重，同级相加成为上级的得分，最后加减分。",
            "尺子是各家的最低、最高、平均数或办法写定的线；它取决于别的单位，所以是数，见 score.xlsx 的“指标数值”。",
            "权重是本单位实际的权重：缺的指标不算，它的权重按比例归同级其他各项。",
        ),
        numbered=False,
    )


def _line(line: PointLine, fields: Sequence[Field], column_of: dict[Field, int]) -> Row:
    closing = line.node is None
    numbers: list[Cell] = [line.numbers.get(key) for key in fields]
    item = line.item
    unit = None if item is None or line.node is None or not line.node.measured else _unit(line)
    evidence = f"材料：{'、'.join(item.evidence)}" if item is not None and item.evidence and unit is not None else ""
    said = "；".join(filter(None, (*line.remarks, evidence)))
    yardsticks = "，".join(word for word in line.yardsticks if word)
    formulas = tuple(
        (column_of[key], Formula(tuple(_part(part, column_of) for part in words)))
        for key, words in line.formulas.items()
        if key in column_of
    )
    cells = ("　" * line.depth + line.name, unit, *numbers, yardsticks or None, said or None)
    top = closing or (line.depth == 0 and line.node is not None and not line.node.measured)
    return Row(cells, Emphasis.SUBTOTAL if top else Emphasis.PLAIN, formulas=formulas)


def _unit(line: PointLine) -> str:
    unit = "" if line.item is None else line.item.unit
    return "比例" if line.node is not None and line.node.id.endswith("-growth") else unit


def _part(part: str | CellOf, column_of: dict[Field, int]) -> str | Spot:
    return part if isinstance(part, str) else Spot(part.line, column_of[part.field])
