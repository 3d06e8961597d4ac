"""Tasks (任务): pieces of work with a responsibility note; who leads, who supports, and by when."""

import re
from dataclasses import dataclass

from guatu.pack import Confidence
from guatu.reader.dates import read_deadline
from guatu.reader.draft import Clause, DocumentFacts, ReadTask
from guatu.reader.notes import Note, find_notes
from guatu.reader.outline import clause_at
from guatu.reader.roles import Group, Part, Roles, read_roles
from guatu.reader.source import PlanText, clean_words
from guatu.reader.task_tables import TableRow, find_rows

_FIRST_LEADS = re.compile(
    r"(?:排名?|列|位|处)?(?:在|于)?(?:第一位?|首位|首个|第一个|第1位?|最前面?)(?:的|单位|部门|者)*[^。，；]{0,6}[为是](?:总?牵头|主办)"
)
_MARK_LEADS = re.compile(r"(?P<mark>逗号|分号)(?:之)?前[^。，；]{0,8}[为是](?:总?牵头|主办)")
_MARKS = {"逗号": "，", "分号": "；"}
_ROLES = {"lead": "牵头单位", "carry": "责任单位", "support": "配合单位"}
_SURE = {"labelled-bracket": Confidence.HIGH, "role-verbs": Confidence.HIGH, "labelled-run": Confidence.HIGH}


@dataclass(frozen=True, slots=True)
class _Convention:
    """How a text says that it marks the leading body where it writes no 牵头: by its place, or by a mark behind it."""

    first: bool = False
    mark: str = ""


def read_tasks(plan: PlanText, outline: tuple[Clause, ...], facts: DocumentFacts) -> tuple[ReadTask, ...]:
    """Return one task a responsibility note, in the order of the text."""
    convention = _convention(plan.clean)
    rows = [task for row in find_rows(plan) if (task := _row_task(plan, outline, row, facts=facts)) is not None]
    notes = (_task(plan, note, convention=convention, facts=facts) for note in find_notes(plan, outline))
    tasks = [task for task in notes if task is not None and not any(_overlap(task, row) for row in rows)]
    return tuple(sorted((*tasks, *rows), key=lambda task: task.quote.start))


def _row_task(plan: PlanText, outline: tuple[Clause, ...], row: TableRow, *, facts: DocumentFacts) -> ReadTask | None:
    """Return the task of a table's row: who leads and who helps by the columns, or by the words of the one column."""
    cells = {key: clean_words(cell) for key, cell in row.cells.items()}
    said = "；".join(f"{_ROLES[key]}：{cells[key]}" for key in ("lead", "carry", "support") if cells.get(key))
    inside = read_roles(cells["carry"]) if "carry" in cells and "lead" not in cells else None
    roles = inside if inside is not None and _names(inside.groups, Part.LEAD) else read_roles(said)
    lead, support = _lead_and_support(said, roles, _Convention())
    if not lead:
        return None
    return ReadTask(
        clause=clause_at(outline, row.start).path,
        quote=plan.quote(row.start, row.end),
        rule="table-row",
        confidence=Confidence.MEDIUM,
        title=cells.get("title") or None,
        lead=lead,
        support=support,
        deadline=read_deadline(cells["deadline"], facts.year) if cells.get("deadline") else None,
    )


def _overlap(task: ReadTask, row: ReadTask) -> bool:
    return task.quote.start < row.quote.end and row.quote.start < task.quote.end


def _task(plan: PlanText, note: Note, *, convention: _Convention, facts: DocumentFacts) -> ReadTask | None:
    roles = read_roles(note.text)
    lead, support = _lead_and_support(note.text, roles, convention)
    if not lead:
        return None
    return ReadTask(
        clause=note.clause.path,
        quote=plan.quote(note.start, note.end),
        rule=note.form,
        confidence=_SURE.get(note.form, Confidence.MEDIUM),
        title=_title(plan.clean, note),
        lead=lead,
        support=support,
        deadline=read_deadline(roles.timing, facts.year) if roles.timing else None,
    )


def _lead_and_support(text: str, roles: Roles, convention: _Convention) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the leading bodies and all others; without a 牵头 all that carry the work lead."""
    groups = roles.groups
    lead = _names(groups, Part.LEAD)
    carry = _names(groups, Part.CARRY)
    support = _names(groups, Part.SUPPORT)
    if not lead and convention.mark and convention.mark in text:
        count = _count_before(text, convention.mark)
        lead, carry = carry[:count], carry[count:]
    elif not lead and convention.first:
        lead, carry = carry[:1], carry[1:]
    if not lead:
        lead, carry = (carry, ()) if carry else (support, ())
        support = () if lead == support else support
    others = tuple(name for name in dict.fromkeys((*carry, *support)) if name not in lead)
    return lead, others


def _names(groups: tuple[Group, ...], part: Part) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups if group.part is part for name in group.names))


def _count_before(text: str, mark: str) -> int:
    """Return how many bodies stand before the first such mark outside inner brackets."""
    flat = re.sub(r"（[^（）]*）", lambda match: "_" * len(match.group()), text)
    place = flat.find(mark)
    if place < 0:
        return len(text)
    return sum(len(group.names) for group in read_roles(text[:place]).groups)


def _convention(clean: str) -> _Convention:
    if match := _MARK_LEADS.search(clean):
        return _Convention(mark=_MARKS[match["mark"]])
    return _Convention(first=_FIRST_LEADS.search(clean) is not None)


def _title(clean: str, note: Note) -> str | None:
    """Return the clause's heading; where the note is part of the heading's line, the words before it."""
    clause = note.clause
    if clause.title is not None:
        return re.split(r"[（〔](?=[^）〕]*(?:牵头|责任|负责|配合))", clause.title)[0] or None
    words = clean[clause.body : note.start]
    return words if 2 <= len(words) <= 42 and not re.search(r"[。，；：\n]", words) else None
