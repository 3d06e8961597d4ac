"""What a person decided in a review (核对表) goes back into the draft: chosen, corrected, added, left out.

A cell that nobody touched keeps the value that was read; only what was edited is read from its words.
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from guatu.domain import Finding, FindingCode, Span, nearest
from guatu.pack import Confidence
from guatu.reader import review_findings as codes
from guatu.reader.draft import DocumentFacts, Draft, Quote
from guatu.reader.passages import Passages
from guatu.reader.review import first_decision, items_of, review_fingerprint, shown_quotes
from guatu.reader.review_cells import Mistake, cell_words, said
from guatu.reader.review_fields import (
    ACCEPTED,
    BY_HAND,
    DECISION_HEADING,
    DECISIONS,
    DOCUMENT_FIELDS,
    KINDS,
    LIKE_DECISIONS,
    NUMBER_HEADING,
    QUOTE_HEADING,
    UNDECIDED,
    Field,
    Item,
    ItemKind,
    as_meant,
    as_shown,
    item_number,
)
from guatu.reader.review_matches import settled_names
from guatu.reader.review_values import FilledReview, FilledRow, FilledTable, ReviewCell

_MOST_NAMED = 12  # numbers named one by one in a sentence
# Any: fields of four kinds of items; each field's form gives the type its class asks for.
Fields = dict[str, Any]


def apply_review(draft: Draft, review: FilledReview) -> tuple[Draft, tuple[Finding, ...]]:
    """Return the draft with only what was accepted, as it was corrected, and what is to be said of the answers.

    A review of another text is refused: the draft comes back as it was, with one finding.
    """
    own = review_fingerprint(draft).split()
    made = (review.fingerprint or "").split()
    if made[:1] != own[:1]:
        sentence = (
            "核对表由另一份原文生成，没有写回。"
            if made
            else "核对表里认不出由哪份原文生成（“说明”表被改过或删掉），没有写回。"
        )
        return draft, (codes.OTHER_TEXT.at(review.span, sentence, codes.OTHER_TEXT.instead),)
    return _Answers(draft, review, is_same=made == own).applied()


@dataclass
class _Answers:
    """One review while it is applied; `is_same` tells that its numbers are those of this reading."""

    draft: Draft
    review: FilledReview
    is_same: bool
    findings: list[Finding] = field(default_factory=list)
    undecided: int = 0

    def applied(self) -> tuple[Draft, tuple[Finding, ...]]:
        self.passages = Passages.of_draft(self.draft)
        if not self.is_same:
            sentence = "原文相同，但读出的条目与核对表里的不一样；各行按表里写的内容采用。"
            self._say(codes.OTHER_READING, self.review.span, sentence)
        self.renames = settled_names(self.review)
        document = self._document()
        # Any: `replace` cannot tell the tuples of four kinds apart.
        kept: dict[str, Any] = {kind.key: self._kind(kind) for kind in KINDS}
        if self.undecided:
            self._say(codes.UNDECIDED, self.review.span, f"有 {self.undecided} 条待定，没有进入政策包。")
        return replace(self.draft, document=document, **kept), tuple(self.findings)

    def _document(self) -> DocumentFacts:
        facts = self.draft.document
        table = self.review.table("文件")
        if table is None:
            self._lost("文件", "文件信息用读出的值")
            return facts
        rows = {cell_words(row.value("项目")): row for row in table.rows}
        changes: Fields = {}
        for one in DOCUMENT_FIELDS:
            if one.heading in rows:
                changes |= self._changed(one, rows[one.heading], "内容", getattr(facts, one.key), unit="")
        return replace(facts, **changes)

    def _kind(self, kind: ItemKind) -> tuple[Item, ...]:
        items = items_of(self.draft, kind)
        table = self.review.table(kind.word)
        if table is None:
            self._lost(kind.word, f"{kind.word}都用读出的值，待定的除外")
            kept = tuple(item for item in items if first_decision(item) == ACCEPTED)
            self.undecided += len(items) - len(kept)
            return kept
        self._check_headings(kind, table)
        known = {item_number(kind, at): item for at, item in enumerate(items)} if self.is_same else {}
        quotes = shown_quotes(self.draft, kind, self.passages)
        self.shown = {item.quote: words for item, (words, _, _) in zip(items, quotes, strict=True)}
        seen: set[str] = set()
        chosen = []
        for row in table.rows:
            item = self._row(kind, row, known, seen)
            if item is not None:
                chosen.append(item)
        if deleted := [number for number in known if number not in seen]:
            named = "、".join(deleted[:_MOST_NAMED]) + ("等" if len(deleted) > _MOST_NAMED else "")
            self._say(codes.DELETED_ROWS, table.span, f"{named}共 {len(deleted)} 行被删掉了，按不采用处理。")
        return tuple(chosen)

    def _row(self, kind: ItemKind, row: FilledRow, known: dict[str, Item], seen: set[str]) -> Item | None:
        """Return the item a row stands for, or None where it was not accepted or cannot be one."""
        number = cell_words(row.value(NUMBER_HEADING))
        item = known.get(number)
        is_copy = number in seen
        if number and self.is_same and (item is None or is_copy):
            why = "已经用过" if is_copy else "不是这份核对表里的编号"
            sentence = f"编号“{number}”{why}，这一行按新补的条目处理。"
            self._say(codes.WRONG_NUMBER, row.place(NUMBER_HEADING), sentence)
        seen.add(number)
        is_read = item is not None and not is_copy
        decision = self._decision(row, first_decision(item) if item is not None and is_read else ACCEPTED)
        if decision != ACCEPTED:
            self.undecided += decision == UNDECIDED
            return None
        chosen = self._corrected(kind, row, item) if item is not None and is_read else self._added(kind, row, item)
        return None if chosen is None else self.renames.applied(chosen, number, item if is_read else None)

    def _decision(self, row: FilledRow, otherwise: str) -> str:
        typed = "".join(cell_words(row.value(DECISION_HEADING)).split())
        if DECISION_HEADING not in row.cells:
            return otherwise
        if typed in DECISIONS:
            return typed
        if typed in LIKE_DECISIONS:
            return LIKE_DECISIONS[typed]
        if not typed:
            # A new row is accepted because somebody wrote it; an emptied cell of a read one is no decision.
            return UNDECIDED if cell_words(row.value(NUMBER_HEADING)) else ACCEPTED
        sentence = f"“采用”一栏填了{said(typed)}{nearest(typed, DECISIONS)}，这一条按待定处理。"
        self._say(codes.WRONG_CELL, row.place(DECISION_HEADING), sentence, "请从下拉列表里选：采用、不采用、待定。")
        return UNDECIDED

    def _corrected(self, kind: ItemKind, row: FilledRow, item: Item) -> Item:
        changes: Fields = {}
        shown = as_shown(item)
        unit = cell_words(row.value("单位"))
        for one in kind.fields:
            if one.heading in row.cells:
                changes |= self._changed(one, row, one.heading, getattr(shown, one.key), unit=unit)
        if not changes and first_decision(item) == ACCEPTED:
            return item
        # What a person corrected, or chose against the first suggestion, is sure.
        edited = as_meant(replace(shown, **changes, confidence=Confidence.HIGH))
        wrong = kind.check(edited) if changes else None
        if wrong is None:
            return edited
        self._wrong(row, wrong[0], wrong[1])
        return item

    def _changed(self, one: Field, row: FilledRow, heading: str, value: object, *, unit: str) -> Fields:
        """Return a field's new value where its cell was edited to one, else nothing."""
        cell = row.value(heading)
        if is_same_cell(cell, one.form.show(value)):
            return {}
        taken = one.form.take(cell, unit)
        if isinstance(taken, Mistake):
            self._wrong(row, heading, taken)
            return {}
        return {one.key: taken}

    def _added(self, kind: ItemKind, row: FilledRow, copied: Item | None) -> Item | None:
        """Return the item that a person wrote into a row, or None with a finding where something is missing."""
        fields: Fields = {}
        unit = cell_words(row.value("单位"))
        for one in kind.fields:
            taken = one.form.take(row.value(one.heading), unit)
            if isinstance(taken, Mistake):
                self._incomplete(kind, row, one.heading, taken)
                return None
            fields[one.key] = taken
        quote = self._quote(kind, row, copied)
        item = as_meant(kind.item(**fields, quote=quote, rule=BY_HAND, confidence=Confidence.HIGH))
        wrong = kind.check(item)
        if wrong is not None:
            self._incomplete(kind, row, wrong[0], wrong[1])
            return None
        return item

    def _quote(self, kind: ItemKind, row: FilledRow, copied: Item | None) -> Quote:
        words = cell_words(row.value(QUOTE_HEADING))
        if copied is not None and is_same_cell(words, self.shown[copied.quote]):
            return copied.quote
        if not words:
            return Quote(0, 0, "")
        found = self._found(kind, words)
        if found is None:
            sentence = f"原文里找不到“{words[:30]}{'……' if len(words) > 30 else ''}”，这一条不标位置。"
            self._say(codes.QUOTE_NOT_FOUND, row.place(QUOTE_HEADING), sentence)
        return found or Quote(0, 0, words)

    def _found(self, kind: ItemKind, words: str) -> Quote | None:
        """Return where words of the column 原文 stand; of what the sheet shows of a task, only the note at its end."""
        asked, line, note = words.rpartition("\n")
        if kind.key == "tasks" and line and (clause := self.passages.find(asked.strip().removesuffix("……"))):
            return self.passages.find(note, clause.end)
        return self.passages.find(words.removesuffix("……"))

    def _check_headings(self, kind: ItemKind, table: FilledTable) -> None:
        wanted = (NUMBER_HEADING, DECISION_HEADING, *(one.heading for one in kind.fields))
        for heading in wanted:
            if heading not in table.headings:
                self._say(codes.LOST_SHEET, table.span, f"“{table.title}”表里没有“{heading}”一栏，这一栏用读出的值。")

    def _lost(self, title: str, meanwhile: str) -> None:
        self._say(codes.LOST_SHEET, self.review.span, f"核对表里没有“{title}”表；{meanwhile}。")

    def _wrong(self, row: FilledRow, heading: str, mistake: Mistake) -> None:
        sentence = f"“{heading}”：{mistake.sentence}"
        self._say(codes.WRONG_CELL, row.place(heading), sentence, mistake.way_out)

    def _incomplete(self, kind: ItemKind, row: FilledRow, heading: str, mistake: Mistake) -> None:
        sentence = f"新补的{kind.word}没有采用。“{heading}”：{mistake.sentence}"
        self._say(codes.LEFT_OUT, row.place(heading), sentence, mistake.way_out)

    def _say(self, code: FindingCode, span: Span, sentence: str, way_out: str = "") -> None:
        self.findings.append(code.at(span, sentence, way_out or code.instead))


def is_same_cell(filled: ReviewCell, shown: ReviewCell) -> bool:
    """Tell whether a cell came back as it was written: 15 and 15.0 are the same, spaces and line ends do not count."""
    return _plain(filled) == _plain(shown)


def _plain(cell: ReviewCell) -> object:
    if isinstance(cell, str):
        return "".join(cell.split()) or None
    # A workbook keeps a number as a float.
    return float(cell) if isinstance(cell, Decimal) else cell
