"""Where a rule stands (条款出处): the document of the pack that wrote it, the clause, how sure it is, what is noted."""

from guatu.pack import Aggregate, Document, Pack, Packs, split_clause
from guatu.report.values import Cell
from guatu.rules import CardPart, RuleColumn

_CONFIDENCES = {"high": "高", "medium": "中", "low": "低"}
# What is gathered from other tables cites nothing itself; a part of a card is cited by its card.
_WITHOUT_CLAUSE = (Aggregate, CardPart)


def rule_document(packs: Packs, column: RuleColumn) -> tuple[Document | None, str]:
    """Return the document that a rule cites, of the pack that wrote the rule first, and the clause's path in it."""
    rule = column.rule
    clause = None if isinstance(rule, _WITHOUT_CLAUSE) else rule.clause
    if clause is None:
        return None, ""
    number, path = split_clause(clause)
    for pack in sorted(packs.packs, key=lambda one: not _wrote(one, column.name)):
        for document in pack.manifest.documents:
            if document.number == number and (number is not None or any(one.path == path for one in document.clauses)):
                return document, path.replace("/", "")
    return None, path.replace("/", "")


def rule_cells(packs: Packs, column: RuleColumn, *more: str | None) -> tuple[Cell, ...]:
    """Return document, its number, clause, validity, how sure, and source with all notes, as six cells of a row."""
    rule = column.rule
    if isinstance(rule, _WITHOUT_CLAUSE):
        return (None,) * 6
    document, path = rule_document(packs, column)
    title, sign = ("", "") if document is None else (f"《{document.title}》", document.doc_number or "")
    since, until = rule.valid.start, rule.valid.end
    valid = f"{since or '此前'}起" + (f"，{until}止" if until else "") if since or until else ""
    sure = _CONFIDENCES.get(str(rule.confidence), "")
    notes = (rule.source, rule.note, *more, None if document is None else document.note)
    said = "；".join(one.rstrip("。") for one in notes if one)
    return tuple(text or None for text in (title, sign, path, valid, sure, said))


def _wrote(pack: Pack, rule: str) -> bool:
    listed = (pack.derived, pack.classes, pack.scores, pack.qualifications, pack.gates)
    return any(one.id == rule for entries in listed for one in entries)
