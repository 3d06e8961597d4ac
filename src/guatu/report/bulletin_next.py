"""下步工作: what must be done next and by whom, from gaps, tasks, alerts and reports due; facts only."""

from collections import Counter
from datetime import date

from guatu.domain import Period
from guatu.pack import Duty, Task, due_day, is_asked_in
from guatu.report.alert_words import alerts_in_order
from guatu.report.bulletin_behind import behind_in_order
from guatu.report.printed import print_day
from guatu.report.prose import Parts, count_figure, grouped_counts, listed, paragraph, standing_figure
from guatu.report.reading import Reading
from guatu.report.standing import Standing
from guatu.report.values import Block, Paragraph

_TASKS = 3


def next_blocks(reading: Reading) -> tuple[Block, ...]:
    """Return what each lead agency has to close, the alerts to answer and the reports due; nothing where none is."""
    by_lead: dict[str, list[Standing]] = {}
    for one in behind_in_order(reading.standings_at(reading.main)):
        by_lead.setdefault(reading.agency_names(one.text("lead")), []).append(one)
    works = [_lead_paragraph(reading, lead, rows) for lead, rows in by_lead.items()]
    others = (_unreported(reading), _red_alerts(reading), _reports_due(reading))
    works += [one for one in others if one is not None]
    if len(works) == 1:
        return tuple(works)
    return tuple(paragraph(f"{number}.", *one.parts) for number, one in enumerate(works, start=1))


def _lead_paragraph(reading: Reading, lead: str, rows: list[Standing]) -> Paragraph:
    names = "、".join(dict.fromkeys(one.indicator.name for one in rows))
    tasks = {task.id: task for one in rows for task in reading.tasks_of(one)}
    work = "；".join(_task_words(task) for task in list(tasks.values())[:_TASKS])
    return paragraph(
        f"{lead}牵头：" if lead else "牵头单位待明确：",
        f"推动{names}达到目标要求",
        [part for one in rows for part in _uncovered(reading, one)],
        "。",
        f"计划中的相应任务：{work}。" if work else None,
    )


def _uncovered(reading: Reading, standing: Standing) -> Parts:
    figure = standing_figure(reading, standing, "uncovered")
    if figure is None or (standing.number("uncovered") or 0) <= 0:
        return ()
    return f"；{standing.indicator.name}全年增量中尚有", figure, "没有支撑事项，需补列"


def _unreported(reading: Reading) -> Paragraph | None:
    """Say who has to report the main place's missing figures: of several leads the first."""
    missing = [one for one in reading.standings_at(reading.main) if one.is_due and not one.is_reported]
    if not missing:
        return None
    source = f"时序账：{reading.name}“已报”为否的行"
    leads = Counter(lead.split("、")[0] for one in missing if (lead := reading.agency_names(one.text("lead"))))
    items = grouped_counts(leads, lambda names: f"{names}牵头的未报目标数", source)
    if nameless := len(missing) - leads.total():
        items.append((count_figure(nameless, "项", "未明确牵头单位的未报目标数", source), "待明确牵头单位"))
    return paragraph("本期未报的数请牵头单位补报：", listed(items, "，"), "。")


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
    items = grouped_counts(Counter(answers), lambda names: f"由{names}应答的红色预警数", "预警单")
    return paragraph("红色预警由应答单位写明原因和办法：", listed(items, "，"), "。")


def _reports_due(reading: Reading) -> Paragraph | None:
    coming = reading.month.shift(1)
    items: list[str] = []
    for _, duty in reading.duties:
        due = _next_due(reading, duty, coming)
        if due is not None:
            items.append(f"{'、'.join(_reporters(reading, duty))}于{print_day(due)}前报送{duty.what}")
    return paragraph(f"下一期应报：{'；'.join(items)}。") if items else None


def _reporters(reading: Reading, duty: Duty) -> tuple[str, ...]:
    return tuple(agency.name if (agency := reading.agencies.find(key)) else key for key in duty.who)


def _next_due(reading: Reading, duty: Duty, coming: Period) -> date | None:
    """Return the day a report on the coming month is due; None when it owes none.

    A report asked for once is due when its day lies before the next bulletin.
    """
    if duty.due is not None and duty.due.on is not None:
        return duty.due.on if reading.month.last_day < duty.due.on <= coming.shift(1).last_day else None
    return due_day(duty.due, coming, reading.packs.calendar) if is_asked_in(duty.frequency, coming) else None
