"""`pack.yaml` of a draft: the documents in the file, their clauses with headings, place, validity, what is extended."""

import re
from collections.abc import Iterable
from datetime import date

from guatu.pack import split_clause
from guatu.reader.draft import Clause, Draft
from guatu.reader.identifiers import mark_of
from guatu.reader.matching import Matches
from guatu.reader.pack_draft.plain import Entry, validity_entry
from guatu.reader.source import PlanText

_LONGEST_TITLE = 40
_LAST_YEAR = re.compile(r"(?:\d{4}/)?(\d{4})")


def manifest_entry(
    draft: Draft, matches: Matches, plan: PlanText, *, pack_id: str, name_of_file: str, extends: tuple[str, ...]
) -> Entry:
    """Return the content of `pack.yaml`; several plans of one file become several documents with numbers."""
    title = draft.document.title or name_of_file
    last = _last_target_day(draft)
    valid, own = validity_entry(draft.document, last), validity_entry(draft.document)
    note = f"由“{name_of_file}”读出的草案：目标、任务、奖补和报送要求须对照原文核对后使用。"
    if valid != own and last is not None:
        note += f"有目标写到{last.year}年，有效期按最后的目标期；奖补仍按文件本身的期限。"
    return {
        "id": pack_id,
        "title": title,
        "place": matches.place.code or LOCAL_PLACE,
        "extends": list(extends),
        "valid": valid,
        "note": note,
        "documents": [*_documents(draft, plan, name_of_file)],
    }


def _last_target_day(draft: Draft) -> date | None:
    """The end of the last year that a target is for."""
    years = [int(match[1]) for one in draft.targets if (match := _LAST_YEAR.fullmatch(one.period or ""))]
    return date(max(years), 12, 31) if years else None


# A plan that names no place still needs one: targets belong to a place.
LOCAL_PLACE = "place-local"


def _documents(draft: Draft, plan: PlanText, name_of_file: str) -> Iterable[Entry]:
    heads = {clause.plan: clause for clause in reversed(draft.outline) if clause.path.endswith("#")}
    by_number: dict[int | None, dict[str, str]] = {number: {} for number in heads} or {None: {}}
    for clause in draft.outline:
        number, path = split_clause(clause.path)
        if path and (number in by_number or clause.plan == 0):
            by_number.setdefault(number, {}).setdefault(path, clause_title(clause, plan))
    for used in sorted(_clauses_used(draft)):
        number, path = split_clause(used)
        if path:
            by_number.setdefault(number, {}).setdefault(path, "（见原文）")
    facts = draft.document
    for number, titles in sorted(by_number.items(), key=lambda pair: pair[0] or 0):
        head = heads.get(number or 0)
        title = facts.title or name_of_file
        if head is not None:
            title = plan.clean[head.start : head.end].split("\n", 1)[0] or f"{title}（第{number}个方案）"
        yield {
            "id": f"plan-{number}" if number else "plan",
            "number": number,
            "title": title,
            "doc_number": facts.doc_number,
            "issuers": list(facts.issuers),
            "issued_on": facts.issued_on if facts.issued_on is not None and len(facts.issued_on) == 10 else None,
            "period": _period(draft),
            "source": source_of(draft, name_of_file),
            "clauses": [{"path": path, "title": heading} for path, heading in titles.items()],
        }


def source_of(draft: Draft, name_of_file: str) -> str:
    """Return where an item is from: the document's title and number, or the file's name."""
    facts = draft.document
    title = facts.title or name_of_file
    return f"{title}（{facts.doc_number}）" if facts.doc_number else title


def clause_title(clause: Clause, plan: PlanText) -> str:
    """Return a clause's heading, else the first words of its text."""
    words = clause.title or re.split(r"[。；：\n]", plan.clean[clause.body : clause.end].strip(), maxsplit=1)[0]
    return (words if len(words) <= _LONGEST_TITLE else f"{words[: _LONGEST_TITLE - 1]}…") or "（没有标题）"


def pack_clause(clause: str) -> str | None:
    """Return a clause as entries write it; the text before the first label has none."""
    return clause if split_clause(clause)[1] else None


def local_place_entry(matches: Matches) -> Entry | None:
    """Return the place that the draft must enter itself: one that no loaded pack has."""
    place = matches.place.proposed
    if place is not None:
        return {
            "code": place.code, "name": place.name, "level": place.level, "parent": place.parent, "note": place.note
        }  # fmt: skip
    if matches.place.code is None:
        note = "原文没有写明是哪个地方的文件，请改成适用地区的名称和代码。"
        return {"code": LOCAL_PLACE, "name": f"本地区{mark_of(note)}", "level": "county", "note": note}
    return None


def _clauses_used(draft: Draft) -> set[str]:
    return {one.clause for one in (*draft.targets, *draft.tasks, *draft.incentives, *draft.duties)}


def _period(draft: Draft) -> str | None:
    first, last = draft.document.period_start, draft.document.period_end
    if first is None or last is None or (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
        return None
    return str(first.year) if first.year == last.year else f"{first.year}/{last.year}"
