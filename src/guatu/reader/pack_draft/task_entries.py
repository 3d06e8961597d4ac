"""`tasks.yaml` of a draft: every responsibility note, with its bodies as the pack names them."""

from collections import Counter

from guatu.reader.draft import Draft, ReadTask
from guatu.reader.identifiers import id_of_clause
from guatu.reader.matching import Matches
from guatu.reader.pack_draft.agency_entries import written_names
from guatu.reader.pack_draft.document_entries import clause_title, pack_clause
from guatu.reader.pack_draft.plain import Entry, quote_text
from guatu.reader.source import PlanText


def task_entries(draft: Draft, matches: Matches, plan: PlanText) -> list[Entry]:
    """Return an entry for each task; a title that the text does not give is the beginning of its clause."""
    titles = {clause.path: clause_title(clause, plan) for clause in reversed(draft.outline)}
    counts: Counter[str] = Counter()
    entries: list[Entry] = []
    for task in draft.tasks:
        # Labels such as 1. and （1） are told apart by nothing but their signs: both count on.
        place = id_of_clause(task.clause)
        counts[place] += 1
        lead = written_names(matches, task.lead)
        entries.append({
            "id": f"task-{place}-{counts[place]}",
            "clause": pack_clause(task.clause),
            "title": task.title or titles.get(task.clause) or "（见原文）",
            "lead": lead,
            "support": [name for name in written_names(matches, task.support) if name not in lead],
            "deadline": task.deadline,
            "indicators": _indicators(task, draft, matches),
            "note": f"原文：{quote_text(task.quote.text)}",
        })  # fmt: skip
    return entries


def _indicators(task: ReadTask, draft: Draft, matches: Matches) -> list[str]:
    """The indicators of targets that stand in the task's clause before its note, and behind the note before it."""
    notes = [one.quote.end for one in draft.tasks if one.clause == task.clause and one.quote.end <= task.quote.start]
    after = max(notes, default=-1)
    found = [
        match.indicator.id
        for number, target in enumerate(draft.targets)
        if target.clause == task.clause and after <= target.quote.start < task.quote.start
        and (match := matches.indicator_of(number)) is not None
    ]  # fmt: skip
    return list(dict.fromkeys(found))
