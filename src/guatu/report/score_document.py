"""One unit's score card (成绩单) as a document: the result, where each point came from, how to object."""

from collections.abc import Sequence

from guatu.report.score_card_sheets import result_lines
from guatu.report.score_method import appeal_words
from guatu.report.score_reading import TEMPLATE_MARK, ScoreReading, known, print_figure, print_points, sure_word
from guatu.report.values import Block, Bulletin, Column, Emphasis, Form, Heading, Paragraph, Row, Section, Table
from guatu.scoring import Distance, Field, PointLine, UnitChange

_TOLD = ("normalise", "aggregate")


def card_document(
    reading: ScoreReading,
    row: int,
    lines: Sequence[PointLine],
    distance: Distance | None,
    change: UnitChange | None,
) -> Bulletin:
    """Return the score card of one unit, in the order in which its office would read it."""
    name = reading.now.sheet.names[row]
    said = [Paragraph((f"{label}：{text}",)) for label, text in result_lines(reading, row, distance, change)]
    blocks: list[Block] = [
        Paragraph((f"{name}按《{reading.card.name}》{reading.moment.year} 年度的评价结果如下。",)),
        Heading("一、结果"),
        *said,
        Heading("二、各项得分"),
        points_list(reading, row, lines),
        Heading("三、每一项怎么算的"),
        working_list(reading, row, lines),
    ]
    if change is not None:
        blocks += [Heading("四、比上年"), changes_list(reading, change)]
    number = "五" if change is not None else "四"
    blocks += [
        Heading(f"{number}、材料、核对和申诉"),
        *(Paragraph((text,)) for text in _evidence(reading, row, lines)),
        Paragraph((f"异议申诉：{appeal_words(reading)}",)),
    ]
    return Bulletin(
        f"{name}成绩单",
        "",
        "",
        "",
        tuple(blocks),
        "",
        None,
        f"（{TEMPLATE_MARK}）" if reading.card.template else "",
    )


def points_list(reading: ScoreReading, row: int, lines: Sequence[PointLine]) -> Table:
    """Return the points of every node with weight and what it brings, marks and the total below."""
    rows = []
    for line in lines:
        if not line.applies:
            continue
        closing = line.node is None
        numbers = (line.numbers.get(key) for key in (Field.POINTS, Field.WEIGHT, Field.WEIGHTED))
        item = line.item
        sure = "" if item is None else sure_word(item.confidence)
        emphasis = Emphasis.TOTAL if closing and line is lines[-1] else Emphasis.PLAIN
        rows.append(Row(("　" * line.depth + line.name, *numbers, sure or None), emphasis))
    return Table(
        "各项得分",
        "各项得分和权重",
        "",
        (
            Column("指标", width=14),
            Column("得分", Form.NUMBER, width=5),
            Column("权重", Form.FIGURE, width=5),
            Column("得分×权重", Form.NUMBER, width=5),
            Column("可信程度", width=3),
        ),
        (Section("", tuple(rows), decimals=reading.card.decimals),),
        notes=("空格是没有；“得分×权重”加起来是上级的得分。权重是本单位实际的权重，缺的指标把权重让给同级其他各项。",),
        numbered=False,
    )


def working_list(reading: ScoreReading, row: int, lines: Sequence[PointLine]) -> Table:
    """Return for each measured item its figures, the yardstick and what was done, in words."""
    rows = []
    for line in lines:
        if line.node is None or not line.node.measured or not line.applies:
            continue
        growth = line.node.id.endswith("-growth")
        raw, divisor = line.numbers.get(Field.RAW), line.numbers.get(Field.DIVISOR)
        over, under = reading.units.get("" if line.item is None else line.item.id, ("", ""))
        if divisor is not None or under:
            figure = f"{_plain(raw, over)} ÷ {_plain(divisor, under)} = "
            figure += print_figure(line.numbers.get(Field.FIGURE), line.item)
        else:
            figure = print_figure(line.numbers.get(Field.FIGURE), line.item)
        if Field.BEFORE in line.numbers:
            figure += f"，上年 {print_figure(line.numbers[Field.BEFORE], line.item)}"
        used = print_figure(line.numbers.get(Field.USED), line.item, growth=growth, empty="没有数")
        marks = []
        for word, key in zip(line.yardsticks, (Field.FIRST, Field.SECOND), strict=True):
            if word and key in line.numbers:
                counted = word.endswith("家数")
                value = line.numbers.get(key)
                told = print_points(value, 0) if counted else print_figure(value, line.item, growth=growth)
                marks.append(f"{word} {told}")
        rows.append(
            Row(
                (
                    line.name,
                    figure,
                    "；".join(filter(None, (used, *line.remarks))),
                    "，".join(marks) or None,
                    print_points(line.numbers.get(Field.POINTS), reading.card.decimals),
                )
            )
        )
    return Table(
        "算分",
        "每一项从报的数到得分",
        "",
        (
            Column("指标", width=9),
            Column("报的数", width=13),
            Column("计算用数和处理", width=12),
            Column("本组的尺子", width=14),
            Column("得分", width=4),
        ),
        (Section("", tuple(rows)),),
        notes=tuple(
            f"{one.name}：{one.method}" for one in reading.now.stages if one.step in ("normalise", "aggregate")
        ),
        numbered=False,
    )


def changes_list(reading: ScoreReading, change: UnitChange) -> Table:
    """Return which items moved the total since last year."""
    rows = [
        Row((one.name, _points(one.before, reading), _points(one.after, reading), reading.signed(one.part)))
        for one in sorted(change.nodes, key=lambda one: -abs(one.part or 0.0))
        if one.part is not None and (one.before is not None or one.after is not None)
    ]
    for name, part in (("权重变动", change.by_weights), ("加减分变动", change.by_marks), ("其他", change.by_others)):
        if round(part, reading.card.decimals):
            rows.append(Row((name, None, None, reading.signed(part))))
    total = (reading.points(change.total_before), reading.points(change.total_after), reading.signed(change.change))
    rows.append(Row(("合计", *total), Emphasis.TOTAL))
    return Table(
        "比上年",
        "总分变动由哪些项引起",
        "",
        (
            Column("指标", width=14),
            Column("上年得分", width=6),
            Column("本年得分", width=6),
            Column("使总分增减", width=6),
        ),
        (Section("", tuple(rows)),),
        notes=("得分下降不一定是自己的数下降：尺子取自各家的数，别家上得更快，得分也会下降。",),
        numbered=False,
    )


def _points(value: float | None, reading: ScoreReading) -> str:
    return print_points(None if value is None else known(value), reading.card.decimals)


def _plain(value: float | None, unit: str) -> str:
    # A divisor may be counted in 100亩, so that the quotient is in %.
    return print_figure(value, None) + ("" if value is None else f"×{unit}" if unit[:1].isdigit() else unit)


def _evidence(reading: ScoreReading, row: int, lines: Sequence[PointLine]) -> list[str]:
    asked: dict[str, None] = {}
    for line in lines:
        if line.node is not None and line.node.measured and line.item is not None and line.item.evidence:
            asked[f"{line.item.name}：{'、'.join(line.item.evidence)}"] = None
    said = [f"须备材料：{'；'.join(asked)}。"] if asked else []
    name = reading.now.sheet.names[row]
    said.append(f"核对：同一文件夹里的“{name}”表格文件（xlsx）带公式，可以逐格重算；全部单位的数见 score.xlsx。")
    return said
