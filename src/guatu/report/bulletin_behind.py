"""落后序时的目标: each by how much, what is still to do, what each month left must bring, and who answers."""

from guatu.ledgers import SCHEDULE_LEDGER
from guatu.report.bulletin_overview import points_fit, spoken_indicators
from guatu.report.citations import cited_clause
from guatu.report.paper import about_standing
from guatu.report.phrases import actual_phrase, gap_words, growth_phrase, is_cap, period_words, verdict_phrase
from guatu.report.printed import whole_need
from guatu.report.prose import Parts, count_figure, listed, paragraph
from guatu.report.reading import Reading, plain_name
from guatu.report.standing import Standing
from guatu.report.table_shape import without_empty_columns
from guatu.report.values import Block, Column, Form, Light, Paragraph, Row, Section, Table

# Of more targets than these only the red ones are shown, and of those no more than fit two pages.
_ALL_SHOWN, _MOST_SHOWN = 40, 80


def behind_blocks(reading: Reading) -> tuple[Block, ...]:
    """Return a paragraph for each target of the main place that is behind, and a table of those of the others."""
    own = behind_in_order(reading.standings_at(reading.main))
    others = tuple(one for one in behind_in_order(reading.standings) if one.place.code != reading.main.code)
    spoken = {one.target for rows in spoken_indicators(reading) for one in rows}
    blocks: list[Block] = [
        _behind_paragraph(reading, number, one, said=one.target in spoken) for number, one in enumerate(own, start=1)
    ]
    if others:
        blocks += [_others_paragraph(reading, others, alone=not own), behind_table(reading, others)]
    return tuple(blocks)


def behind_in_order(standings: tuple[Standing, ...]) -> tuple[Standing, ...]:
    """Return the yellow and red targets, red first, the furthest behind first."""
    late = (one for one in standings if one.is_behind)
    return tuple(sorted(late, key=lambda one: (one.light is not Light.RED, one.number("ahead") or 0)))


def _behind_paragraph(reading: Reading, number: int, standing: Standing, *, said: bool) -> Paragraph:
    """Say how far a target is behind; its figure and growth only where 总体情况 has not said them."""
    facts = () if said else (actual_phrase(reading, standing), growth_phrase(reading, standing))
    words = [one for one in (*facts, verdict_phrase(reading, standing)) if one]
    clause = cited_clause(reading, standing.text("clause"), standing.target)
    lead = reading.agency_names(standing.text("lead"))
    gap = gap_words(reading, standing)
    return paragraph(
        f"{number}.{standing.indicator.name}（{standing.light.word}灯）。",
        None if said else period_words(reading, standing),
        listed(words, "，"),
        "。",
        (*gap, "。") if gap else None,
        f"牵头单位：{lead}。" if lead else None,
        f"依据：{clause}。" if clause else None,
    )


def _others_paragraph(reading: Reading, others: tuple[Standing, ...], *, alone: bool) -> Paragraph:
    red = [one for one in others if one.light is Light.RED]
    total = count_figure(len(others), "项", "县市和园区落后的目标数", "时序账：县市和园区亮黄灯、红灯的行")
    reds: Parts = ()
    if len(red) == len(others):
        reds = ("，均为红灯",)
    elif red:
        reds = "，其中红灯", count_figure(len(red), "项", "县市和园区亮红灯的目标数", "时序账：县市和园区亮红灯的行")
    head = f"{reading.name}本级没有落后的目标；" if alone and reading.standings_at(reading.main) else ""
    return paragraph(f"{head}{_who(reading, others)}落后的目标共", total, reds, "，见附件1。")


def _who(reading: Reading, others: tuple[Standing, ...]) -> str:
    parks = {place.code for place in reading.parks}
    in_parks = any(one.place.code in parks for one in others)
    in_divisions = any(one.place.code not in parks for one in others)
    words = (reading.division_word if in_divisions else "", "园区" if in_parks else "")
    return "和".join(word for word in words if word)


def behind_table(reading: Reading, rows: tuple[Standing, ...]) -> Table:
    """Return the table of counties' and parks' targets behind; of many only the red ones, and the note says so."""
    red = tuple(one for one in rows if one.light is Light.RED)
    shown = rows if len(rows) <= _ALL_SHOWN else red[:_MOST_SHOWN]
    ordered = sorted(shown, key=lambda one: (reading.indicator_order(one.indicator), reading.place_order(one.place)))
    groups: dict[str, list[Standing]] = {}
    for one in ordered:
        groups.setdefault(one.indicator.id, []).append(one)
    notes = ["“落后”的单位为百分点；空白为不适用或缺少计算所需的数。"]
    if any(is_cap(one) for one in shown):
        notes.append("控制类指标的“差距”为全年控制数的余量，“月均”为不得超过的数。")
    if len(shown) < len(rows):
        most = f"落后最多的{_MOST_SHOWN}项" if len(red) > _MOST_SHOWN else ""
        notes.append(f"行数较多，只列红灯{most}，其余见《时序账》《差距账》。")
    table = Table(
        name="落后序时的目标",
        title=f"{_who(reading, shown)}{'亮红灯' if len(shown) < len(rows) else '落后'}的目标",
        subtitle=f"{reading.month.last.year}年{reading.span}",
        columns=(
            Column("地区", width=6),
            Column("亮灯", Form.LIGHT, width=2, key="light"),
            Column("目标要求", width=10),
            Column("完成率", Form.PERCENT, "%", width=4, key="completion"),
            Column("序时进度", Form.PERCENT, "%", width=4, key="schedule"),
            Column("落后", Form.POINTS, width=3, key="ahead"),
            Column("差距", Form.CHANGE, width=4, key="gap"),
            Column("月均需完成", Form.NUMBER, width=4, key="required_monthly"),
            Column("倒算增速", Form.PERCENT, "%", width=4, key="required_growth"),
        ),
        sections=tuple(
            Section(
                group[0].indicator.name,
                tuple(_behind_row(one) for one in group),
                group[0].indicator.unit,
                group[0].indicator.decimals,
            )
            for group in groups.values()
        ),
        notes=("".join(notes),),
        key=SCHEDULE_LEDGER.name,
    )
    return without_empty_columns(table)


def _behind_row(one: Standing) -> Row:
    ahead, monthly = one.number("ahead"), one.number("required_monthly")
    return Row(
        (
            plain_name(one.place),
            one.light,
            one.requirement or None,
            one.number("completion"),
            one.number("schedule"),
            -ahead if ahead is not None and points_fit(one) else None,
            one.number("gap"),
            None if monthly is None else whole_need(monthly, one.indicator),
            # Of counted things a growth that is needed says nothing: from one firm to five is 400%.
            one.number("required_growth") if one.indicator.decimals else None,
        ),
        about=about_standing(one),
    )
