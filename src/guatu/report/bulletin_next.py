"""下步工作: what must be done next and by whom, from gaps, tasks, alerts and reports due; facts only."""

from datetime import date

from guatu.domain import Period
from guatu.pack import Duty, Task
from guatu.report.bulletin_behind import behind_in_order
from guatu.report.phrases import gap_words
from guatu.report.printed import print_day
from guatu.report.prose import Part, Parts, count_figure, listed, paragraph, requirement_figure, standing_figure
from guatu.report.reading import Reading
from guatu.report.register_tables import alerts_in_order
from guatu.report.standing import Standing
from guatu.report.values import Block, Paragraph

_MONTHS_PER_REPORT = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
_TASKS = 3


def next_blocks(reading: Reading) -> tuple[Block, ...]:
    """Return what each lead agency has to close, the alerts to answer and the reports due; nothing where none is."""
    by_lead: dict[str, list[Standing]] = {}
    for one in behind_in_order(reading.standings_at(reading.main)):
        by_lead.setdefault(reading.agency_names(one.text("lead")), []).append(one)
    works = [_lead_paragraph(reading, lead, rows) for lead, rows in by_lead.items()]
    works += [one for one in (_red_alerts(reading), _reports_due(reading)) if one is not None]
    return tuple(paragraph(f"{number}.", *one.parts) for number, one in enumerate(works, start=1))


def _lead_paragraph(reading: Reading, lead: str, rows: list[Standing]) -> Paragraph:
    items = [_work_words(reading, one) for one in rows]
    tasks = {task.id: task for one in rows for task in reading.tasks_of(one)}
    work = "；".join(_task_words(task) for task in list(tasks.values())[:_TASKS])
    return paragraph(
        f"{lead}牵头：" if lead else "牵头单位待明确：",
        listed(items, "；"),
        "。",
        f"计划中的相应任务：{work}。" if work else None,
    )


def _work_words(reading: Reading, standing: Standing) -> Parts:
    parts: list[Part] = [standing.indicator.name]
    gap = gap_words(reading, standing)
    points, wanted = standing_figure(reading, standing, "growth_gap"), requirement_figure(reading, standing)
    if gap:
        parts += gap
    elif standing.method == "growth" and points and wanted:
        below = (standing.number("growth_gap") or 0) < 0
        parts += ["增速比全年目标（", wanted, "）低" if below else "）高", points]
    elif wanted:
        parts += ["尚未达到目标要求（", wanted, "）"]
    uncovered = standing_figure(reading, standing, "uncovered")
    if uncovered is not None and (standing.number("uncovered") or 0) > 0:
        parts += ["，全年增量中尚有", uncovered, "没有支撑事项，需补列"]
    return tuple(parts)


def _task_words(task: Task) -> str:
    return f"{task.title}（{task.deadline.year}年{print_day(task.deadline)}前）" if task.deadline else task.title


def _red_alerts(reading: Reading) -> Paragraph | None:
    answers = [
        reading.agency_names(one.get("answers"))
        for one in alerts_in_order(reading)
        if one.get("level") == "red" and one.get("answers")
    ]
    if not answers:
        return None
    items: list[Parts] = []
    for name in dict.fromkeys(answers):
        items.append((name, count_figure(answers.count(name), "项", f"由{name}应答的红色预警数", "预警单")))
    return paragraph("红色预警由应答单位写明原因和办法：", listed(items), "。")


def _reports_due(reading: Reading) -> Paragraph | None:
    coming = reading.month.shift(1)
    items: list[str] = []
    for _, duty in reading.duties:
        due = due_day(reading, duty, coming)
        if due is not None:
            items.append(f"{'、'.join(_reporters(reading, duty))}于{print_day(due)}前报送{duty.what}")
    return paragraph(f"下一期应报：{'；'.join(items)}。") if items else None


def _reporters(reading: Reading, duty: Duty) -> tuple[str, ...]:
    return tuple(agency.name if (agency := reading.agencies.find(key)) else key for key in duty.who)


def due_day(reading: Reading, duty: Duty, coming: Period) -> date | None:
    """Return the day a report on the coming month is due, moved to a working day; None when it owes none.

    A report asked for once is due when its day lies before the next bulletin.
    """
    if duty.due is not None and duty.due.on is not None:
        return duty.due.on if reading.month.last_day < duty.due.on <= coming.shift(1).last_day else None
    months = _MONTHS_PER_REPORT.get(duty.frequency)
    if months is None or duty.due is None or coming.last.month % months:
        return None
    when = coming if duty.due.month == "same" or duty.due.period_end else coming.shift(1)
    last = when.last_day.day
    if duty.due.day is None and not duty.due.period_end:
        return None
    day = min(duty.due.day or last, last)
    return reading.packs.calendar.next_workday(date(when.last.year, when.last.month, day))
