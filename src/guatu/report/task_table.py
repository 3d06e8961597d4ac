"""The task table (任务分工表) of a plan: clause, task, measure, who leads, who helps, by when; one row a task."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from guatu.reader import Draft, Passages, ReadTask, as_printed
from guatu.report.values import Cell, Column, Form, Row, Section, Table

_TITLE = "任务分工表"
_LONGEST_NAME = 60
# Characters: in a document a row stays under a third of a page, in a workbook under the highest row there can be.
_LONGEST_MEASURE, _LONGEST_ON_SHEET = 160, 900
_STOPS = "。；;！？"
_PLAN = re.compile(r"(\d+)#(.*)")
_ISSUED = re.compile(r"^.*?关于(?:印发|转发|发布|下达|公布)")
_NOTICE = re.compile(r"的(?:通知|通告|函)$")
_COMMA = re.compile(r"[，,；;]")
# Headings that every plan has.
_ANY_PLAN = re.compile(r"(?:主要|重点|工作|具体|政策|总体|保障|任务)*(?:任务|工作|目标|措施|举措|内容|重点|安排|分工)")
_DEADLINE, _LEAD = "完成时限", 4
_COLUMNS = (
    Column("序号", Form.COUNT, width=3),
    Column("条款", width=7),
    Column("任务", width=10),
    Column("措施", width=32),
    Column("牵头单位", width=10),
    Column("责任单位", width=15),
    Column(_DEADLINE, Form.DATE, width=6),
)


@dataclass(frozen=True, slots=True)
class TaskPages:
    """The table twice: `sheet` with whole measures for a workbook, `paper` with long ones cut for a document."""

    sheet: Table
    paper: Table


def task_pages(draft: Draft) -> TaskPages:
    """Return the task table of a draft: 条款, 任务, 措施, 牵头单位, 责任单位, 完成时限, in the order of the text.

    A measure is the clause's own text up to the note; several plans in one file get a section each.
    """
    rows = _task_rows(draft)
    return TaskPages(_table(draft, rows, longest=_LONGEST_ON_SHEET), _table(draft, rows, longest=_LONGEST_MEASURE))


@dataclass(frozen=True, slots=True)
class _TaskRow:
    task: ReadTask
    number: int
    plan: str
    plan_name: str
    clause: str
    name: str | None
    measure: str


def _task_rows(draft: Draft) -> tuple[_TaskRow, ...]:
    passages = Passages.of_draft(draft)
    rows = []
    before = 0
    for number, task in enumerate(draft.tasks, start=1):
        plan, clause = _split_path(task.clause)
        name, measure = _name_and_measure(passages, task, before)
        rows.append(_TaskRow(task, number, plan, _plan_name(passages, plan), clause, name, measure))
        before = max(before, task.quote.end)
    return tuple(rows)


def _split_path(path: str) -> tuple[str, str]:
    match = _PLAN.fullmatch(path)
    return ("", path) if match is None else (match[1], match[2])


def _name_and_measure(passages: Passages, task: ReadTask, before: int) -> tuple[str | None, str]:
    """Return what stands under 任务 and 措施; a task without a heading is a measure of the clause above it."""
    if not task.quote.text:
        return task.title, ""
    titles = {clause.path: clause.title for clause in passages.outline if clause.title}
    measure = _without_heading(passages.measure(task, before), task.title)
    if task.title is None:
        return _heading_above(titles, task.clause), measure or titles.get(task.clause, "")
    # A whole sentence is what is to be done, not the name of a task.
    if not measure and _COMMA.search(task.title) and (heading := _heading_above(titles, task.clause)):
        return heading, task.title
    return task.title, measure


def _heading_above(titles: Mapping[str, str], path: str) -> str | None:
    """Return the nearest heading above a clause that says what is done: 主要任务 does not."""
    while "/" in path:
        path = path.rpartition("/")[0]
        if title := titles.get(path):
            return None if _ANY_PLAN.fullmatch(title) else title
    return None


def _without_heading(measure: str, title: str | None) -> str:
    """Return a measure without the task's own heading in front of it: the table shows that beside it."""
    if title and measure.startswith(title):
        return measure.removeprefix(title).lstrip("。．.：: \n")
    return measure


def _table(draft: Draft, rows: tuple[_TaskRow, ...], *, longest: int) -> Table:
    sections = tuple(
        Section(name, tuple(_row(one, longest) for one in group))
        for (_, name), group in groupby(rows, key=lambda one: (one.plan, one.plan_name))
    )
    columns, sections = _used_columns(sections)
    cut = any(len(one.measure) > longest for one in rows)
    notes = ("“措施”过长的只列开头，以“……”结尾，全文见原文件相应条款。",) if cut else ()
    return Table(
        name=_TITLE,
        title=_table_title(draft),
        subtitle="",
        columns=columns,
        sections=sections or (Section("", ()),),
        notes=notes,
        frozen_columns=3,
        nothing="（文件里没有写明责任单位的任务）",
    )


def _used_columns(sections: tuple[Section, ...]) -> tuple[tuple[Column, ...], tuple[Section, ...]]:
    """Return columns and rows without 牵头单位 where no note names one; an empty 完成时限 stays to be filled."""
    rows = [row for section in sections for row in section.rows]
    columns = tuple(
        replace(column, by_hand=True)
        if column.label == _DEADLINE and not any(row.cells[at] for row in rows)
        else column
        for at, column in enumerate(_COLUMNS)
    )
    if not rows or any(row.cells[_LEAD] for row in rows):
        return columns, sections
    kept = tuple(
        replace(section, rows=tuple(Row((*row.cells[:_LEAD], *row.cells[_LEAD + 1 :])) for row in section.rows))
        for section in sections
    )
    return (*columns[:_LEAD], *columns[_LEAD + 1 :]), kept


def _row(one: _TaskRow, longest: int) -> Row:
    task = as_printed(one.task)
    cells: tuple[Cell, ...] = (
        one.number,
        one.clause,
        one.name,
        shortened(one.measure, longest),
        "、".join(task.lead) or None,
        "、".join(task.support) or None,
        task.deadline,
    )
    return Row(cells)


def shortened(text: str, longest: int) -> str:
    """Return a text of at most about `longest` characters: whole sentences where one ends behind its first third.

    >>> shortened("完善工作机制。加强调度分析，按月通报情况。", 10)
    '完善工作机制。……'
    """
    if len(text) <= longest:
        return text
    end = max((at + 1 for at, sign in enumerate(text[:longest]) if sign in _STOPS), default=0)
    return text[: end if end * 3 >= longest else longest].rstrip("；;，,、") + "……"


def _table_title(draft: Draft) -> str:
    """Return the table's title: that of the plan, without the notice around it."""
    title = draft.document.title or ""
    if _ISSUED.match(title):
        title = _NOTICE.sub("", _ISSUED.sub("", title)).strip("《》")
    return f"{title}{_TITLE}"


def _plan_name(passages: Passages, plan: str) -> str:
    """Return the heading of a plan in a file of several: its title as it stands in the text."""
    if not plan:
        return ""
    head = next((clause for clause in passages.outline if clause.path == f"{plan}#"), None)
    words = "" if head is None else passages.printed(head.start, head.end).strip().partition("\n")[0]
    return words[:_LONGEST_NAME] or f"方案{plan}"
