"""`duties.yaml` of a draft: reporting by a fixed time or rhythm, with the due day as packs write it."""

import re
from collections import Counter
from datetime import date

from guatu.reader.draft import Draft, ReadDuty
from guatu.reader.identifiers import id_of_clause
from guatu.reader.matching import Matches, names_of_duty
from guatu.reader.pack_draft.agency_entries import written_names
from guatu.reader.pack_draft.document_entries import pack_clause
from guatu.reader.pack_draft.plain import Entry

_DAY_NEXT = re.compile(r"day (\d{1,2}) of next month")
_DAY_SAME = re.compile(r"day (\d{1,2}) of (?:each month|last month of each quarter)")
_EACH_YEAR = re.compile(r"(\d{2})-(\d{2}) each year")
_RECEIPT = re.compile(r"within (\d+) working days of receipt")


def duty_entries(draft: Draft, matches: Matches) -> list[Entry]:
    """Return an entry for each duty."""
    counts: Counter[str] = Counter()
    entries: list[Entry] = []
    for duty in draft.duties:
        place = id_of_clause(duty.clause)
        counts[place] += 1
        who = written_names(matches, names_of_duty(duty.who)) or [duty.who]
        entries.append({
            "id": f"duty-{place}-{counts[place]}",
            "clause": pack_clause(duty.clause),
            "who": who,
            "what": f"{duty.what or '见原文'}{_rest(duty)}",
            "to": written_names(matches, names_of_duty(duty.to)),
            "frequency": duty.frequency,
            "due": due_of(duty),
        })  # fmt: skip
    return entries


def due_of(duty: ReadDuty) -> Entry | None:
    """Return the due day as packs write it; None where they have no key for it."""
    due = duty.due or ""
    if match := _DAY_NEXT.fullmatch(due):
        return {"day": int(match[1]), "month": "next"}
    if match := _DAY_SAME.fullmatch(due):
        return {"day": int(match[1]), "month": "same"}
    if due in ("end of each month", "end of each quarter"):
        return {"period_end": True}
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", due):
        return {"on": date.fromisoformat(due)}
    return None


def _rest(duty: ReadDuty) -> str:
    """What a pack has no key for: a day of every year, and a time that runs from receipt."""
    due = duty.due or ""
    if match := _EACH_YEAR.fullmatch(due):
        return f"（每年{int(match[1])}月{int(match[2])}日前）"
    if match := _RECEIPT.fullmatch(due):
        return f"（收到后{match[1]}个工作日内）"
    return ""
