"""The review (核对表) of a draft: one table a kind, one row an item, every field beside its sentence.

How edited tables become a draft again is the matter of `review_answers`.
"""

import hashlib

from guatu.pack import Confidence
from guatu.reader.draft import Draft, ReadTask
from guatu.reader.matching import Matches
from guatu.reader.passages import Passages
from guatu.reader.review_fields import (
    ACCEPTED,
    CONFIDENCE_WORDS,
    DECISION_HEADING,
    DECISIONS,
    DOCUMENT_FIELDS,
    KINDS,
    NUMBER_HEADING,
    QUOTE_HEADING,
    UNDECIDED,
    Item,
    ItemKind,
    as_shown,
    item_number,
)
from guatu.reader.review_matches import match_tables
from guatu.reader.review_values import ReviewCell, ReviewColumn, ReviewTable
from guatu.reader.rule_words import rule_words

# Characters: beyond the first no row shows the whole; of a task's clause the beginning tells which it is.
_LONGEST_SENTENCE, _LONGEST_MEASURE = 900, 120
_HINT = (
    "对照“原文”核对右边各栏，错的直接改；“采用”一栏选采用、不采用或待定；漏了的在表末空行补写，编号留空。灰底的不用改。"
)
_TASK_HINT = "原文没有写“牵头”的，“牵头单位”空着，单位都在“责任单位”一栏。"
_RULE_MEANING = "是从哪种写法读出来的；可信程度不高的，对照着看原文是不是这个意思。"
_DOCUMENT_HINT = "对照原文核对“内容”一栏，错的直接改；原文没有的留空。"


def review_tables(draft: Draft, matches: Matches | None = None) -> tuple[ReviewTable, ...]:
    """Return the tables of a review: 文件, 目标, 任务, 奖补, 报送, with matches also 单位 and 指标.

    Items of low confidence stand as 待定, the others as 采用.
    """
    passages = Passages.of_draft(draft)
    items = (_item_table(draft, kind, passages) for kind in KINDS)
    return (_document_table(draft, passages), *items, *(() if matches is None else match_tables(matches)))


def review_fingerprint(draft: Draft) -> str:
    """Return what tells a review of this text and this reading from others: a hash of each."""
    shown = [
        [(item.quote.start, item.quote.end, *shown_cells(kind, item)) for item in items_of(draft, kind)]
        for kind in KINDS
    ]
    return f"{_hash(draft.text)} {_hash(repr(shown))}"


def items_of(draft: Draft, kind: ItemKind) -> tuple[Item, ...]:
    """Return the items of a kind, in the order of their numbers."""
    items: tuple[Item, ...] = getattr(draft, kind.key)
    return items


def first_decision(item: Item) -> str:
    """Return what the column 采用 says before anybody chose: 待定 for low confidence."""
    return UNDECIDED if item.confidence is Confidence.LOW else ACCEPTED


def shown_cells(kind: ItemKind, item: Item) -> tuple[ReviewCell, ...]:
    """Return an item's fields as they stand in its row."""
    shown = as_shown(item)
    return tuple(field.form.show(getattr(shown, field.key)) for field in kind.fields)


def shown_quotes(draft: Draft, kind: ItemKind, passages: Passages) -> tuple[tuple[str, int, int], ...]:
    """Return what the column 原文 says of each item, and where in it the item's own words begin and end.

    It is the whole sentence; of a task its clause's words, and under them the note that names the bodies.
    """
    quotes = []
    before = 0
    for item in items_of(draft, kind):
        measure = ""
        if isinstance(item, ReadTask) and item.quote.text:
            measure = passages.measure(item, before, with_heading=True)
        before = max(before, item.quote.end)
        if measure:
            asked, note = _shortened(measure, _LONGEST_MEASURE), passages.words(item.quote)
            quotes.append((f"{asked}\n{note}", len(asked) + 1, len(asked) + 1 + len(note)))
        else:
            sentence, start, end = passages.context(item.quote)
            quotes.append((_shortened(sentence, _LONGEST_SENTENCE), start, end))
    return tuple(quotes)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _item_table(draft: Draft, kind: ItemKind, passages: Passages) -> ReviewTable:
    columns = (
        ReviewColumn("number", NUMBER_HEADING, 5, editable=False),
        ReviewColumn("decision", DECISION_HEADING, 4.5, DECISIONS),
        ReviewColumn("confidence", "可信程度", 4, editable=False),
        ReviewColumn("quote", QUOTE_HEADING, kind.quote_width, editable=False),
        *(field.column for field in kind.fields),
        ReviewColumn(
            "rule",
            "读法",
            13,
            editable=False,
            printed=False,
            meaning="程序照哪种写法读出来的；可信程度不高的，先看这里。",
        ),
    )
    items = items_of(draft, kind)
    quotes = shown_quotes(draft, kind, passages)
    rows = tuple(
        (
            item_number(kind, at),
            first_decision(item),
            CONFIDENCE_WORDS[item.confidence],
            sentence,
            *shown_cells(kind, item),
            rule_words(kind.key, item.rule),
        )
        for at, (item, (sentence, _, _)) in enumerate(zip(items, quotes, strict=True))
    )
    marks = tuple((start, end) for _, start, end in quotes)
    return ReviewTable(
        kind.key,
        kind.word,
        columns,
        rows,
        hint=_HINT + (_TASK_HINT if kind.key == "tasks" else ""),
        growing=True,
        marks=marks,
    )


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest] + "……"


def _document_table(draft: Draft, passages: Passages) -> ReviewTable:
    columns = (
        ReviewColumn("field", "项目", 8, editable=False),
        ReviewColumn("value", "内容", 46),
        ReviewColumn("quote", QUOTE_HEADING, 40, editable=False),
    )
    quotes = {key: passages.words(quote) for key, quote in draft.document.quotes}
    rows = tuple(
        (
            field.heading,
            field.form.show(getattr(draft.document, field.key)),
            quotes.get(field.key),
        )
        for field in DOCUMENT_FIELDS
    )
    return ReviewTable("document", "文件", columns, rows, hint=_DOCUMENT_HINT)
