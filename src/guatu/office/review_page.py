"""Write the review of a plan as one HTML page: the text with what was read marked in it, the fields beside each place.

One file, no script, nothing fetched; kinds differ by labels and lines as well as by colour, so that a grey print tells
them apart. Editing is done in the workbook: see `review_workbook`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from importlib import resources
from itertools import pairwise
from operator import attrgetter
from pathlib import Path

from guatu.domain import Finding, Severity
from guatu.office.cell_text import printable
from guatu.reader import Draft, Matches, Passages, ReviewCell, ReviewTable, review_tables

_HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=1366">
<title>{title}</title>
<style>
{css}</style>
</head>
<body>
"""
_NOT_FIELDS = frozenset({"number", "decision", "confidence", "quote", "rule", "clause"})
_LONG_FIELD = 16  # characters: a longer field gets a line of its own
_LINES = {"targets": "实线", "tasks": "点线", "incentives": "双线", "duties": "虚线"}


@dataclass(frozen=True, slots=True)
class _Marked:
    """An item on the page: where its quote stands in the clean text, and what its row in the review says."""

    table: ReviewTable
    at: int
    start: int
    end: int

    @property
    def id(self) -> str:
        return f"{self.table.kind}-{self.at + 1}"

    def cell(self, key: str) -> str:
        column = self.table.column(key)
        return "" if column is None else _cell_text(self.table.rows[self.at][column])

    @property
    def css(self) -> str:
        low = " low" if self.cell("confidence") == "低" else ""
        return f"k-{self.table.kind}{low}"

    @property
    def name(self) -> str:
        """The word of the kind in front of the number: 目标-001."""
        return self.cell("number")


def write_review_page(
    path: Path, draft: Draft, matches: Matches | None = None, findings: Iterable[Finding] = ()
) -> None:
    """Write the page; the same draft gives the same bytes. Raises OSError where the path cannot be written."""
    path.write_text(review_html(draft, matches, findings), encoding="utf-8", newline="\n", errors="replace")


def review_html(draft: Draft, matches: Matches | None = None, findings: Iterable[Finding] = ()) -> str:
    """Return the page: facts, the text beside the items, what packs know, findings. Every text is escaped."""
    css = resources.files("guatu.office").joinpath("review_page.css").read_text(encoding="utf-8")
    tables = review_tables(draft, matches)
    passages = Passages.of_draft(draft)
    marked = _marked_items(draft, passages, [table for table in tables if table.growing])
    found = tuple(findings)
    title = _text(draft.document.title or "没有读出标题的文件")
    parts = [
        _HEAD.format(title=title, css=css),
        _header(title, tables, found),
        _unsure(marked),
        "<h2>原文与读出的条目</h2>",
        *_rows(passages, marked),
        *_placeless(marked),
        *(_match_table(table) for table in tables if table.row_choices),
        _finding_table(found),
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(filter(None, parts[:-1])) + "\n"


def _marked_items(draft: Draft, passages: Passages, tables: list[ReviewTable]) -> list[_Marked]:
    marked = []
    for table in tables:
        for at, item in enumerate(getattr(draft, table.kind)):
            start, end = passages.place(item.quote.start), passages.place(item.quote.end)
            marked.append(_Marked(table, at, start, end if item.quote.end > item.quote.start else start))
    return sorted(marked, key=lambda one: (one.start, one.end))


def _header(title: str, tables: tuple[ReviewTable, ...], findings: tuple[Finding, ...]) -> str:
    document = next(table for table in tables if table.kind == "document")
    facts = "".join(
        f"<span><b>{_text(str(heading))}</b>{_text(_cell_text(value)) or '—'}</span>"
        for heading, value, _ in document.rows[1:]
    )
    kinds = [table for table in tables if table.growing]
    legend = "".join(
        f'<span class="mark k-{table.kind}">{table.title}（{_LINES[table.kind]}）</span>' for table in kinds
    )
    counts = "".join(f"<span><b>{table.title}</b>{len(table.rows)}条{_low_count(table)}</span>" for table in kinds)
    errors = f'<span><a href="#findings">问题 {len(findings)} 个</a></span>' if findings else ""
    return (
        f'<header>\n<h1>{title}</h1>\n<p class="facts">{facts}</p>\n<p class="counts">{counts}{errors}</p>\n'
        f'<p class="legend">{legend}红色虚框为可信程度低的。点原文里的编号看右边读出的内容，点右边的编号回到原文；'
        "要修改请用核对表（xlsx）。</p>\n</header>"
    )


def _unsure(marked: list[_Marked]) -> str:
    """Return links to what to look at first: the items of low confidence, in the order of the text."""
    low = [one for one in marked if one.cell("confidence") == "低"]
    links = "".join(f'<a href="#{one.id}">{_text(one.name)}</a>' for one in low)
    return f'<p class="unsure"><b>先核对可信程度低的：</b>{links}</p>' if links else ""


def _low_count(table: ReviewTable) -> str:
    column = table.column("confidence")
    low = 0 if column is None else sum(row[column] == "低" for row in table.rows)
    return f"，{low}条可信程度低" if low else ""


def _rows(passages: Passages, marked: list[_Marked]) -> Iterator[str]:
    """Yield a row for each paragraph, cut at clauses too: its words, and beside them the items that begin in it."""
    clean = passages.plan.clean
    placed = [one for one in marked if one.end > one.start]
    starts = [one.start for one in placed]
    headings = {clause.start: clause for clause in passages.outline if clause.title and clause.path}
    borders = {clause.start for clause in passages.outline}
    borders |= {at + 1 for at, sign in enumerate(clean) if sign == "\n"}
    edges = sorted({0, len(clean)} | {at for at in borders if at <= len(clean)})
    carried: list[_Marked] = []
    for first, last in pairwise(edges):
        own = placed[bisect_right(starts, first - 1) : bisect_right(starts, last - 1)]
        reaching = [*carried, *own]
        carried = [one for one in reaching if one.end > last]
        words = _words(passages, first, last, reaching)
        if not words.strip() and not own:
            continue
        clause = headings.get(first)
        is_heading = clause is not None and clause.body >= last - 1
        style = "words heading" if is_heading else "words"
        beside = f'<div class="items">{"".join(map(_item, own))}</div>' if own else ""
        row = "row" if own else "row bare"
        yield f'<div class="{row}"><div class="text"><div class="{style}">{words}</div></div>{beside}</div>'


def _words(passages: Passages, first: int, last: int, reaching: list[_Marked]) -> str:
    """Return a stretch of the text with its marks: cut where an item begins or ends, labels where one begins."""
    edges = {first, last}
    for one in reaching:
        edges |= {max(one.start, first), min(one.end, last)}
    places = sorted(edges)
    parts = []
    inside: list[_Marked] = []
    begun = 0
    for start, end in pairwise(places):
        until = bisect_left(reaching, end, lo=begun, key=attrgetter("start"))
        inside = [one for one in (*inside, *reaching[begun:until]) if one.end > start]
        begun = until
        words = _text(passages.printed(start, end).strip("\n"))
        tags = _tags([one for one in inside if one.start == start])
        # The narrowest item colours the stretch; the labels name them all.
        inner = min(inside, key=lambda one: one.end - one.start, default=None)
        parts.append(words if inner is None else f'<span class="mark {inner.css}">{tags}{words}</span>')
    return "".join(parts)


def _tags(items: list[_Marked]) -> str:
    """Return the labels of the items that begin here; of several of a kind only the first repeats its word."""
    tags = []
    last = ""
    for one in items:
        label = one.name if one.table.kind != last else one.name.partition("-")[2]
        tags.append(f'<a class="tag k-{one.table.kind}" id="at-{one.id}" href="#{one.id}">{_text(label)}</a>')
        last = one.table.kind
    return "".join(tags)


def _item(one: _Marked) -> str:
    is_placed = one.end > one.start
    number = _text(one.name)
    linked = (
        f'<a class="number" href="#at-{one.id}">{number}</a>' if is_placed else f'<span class="number">{number}</span>'
    )
    clause = one.cell("clause")
    notes = [f"条款：{_text(clause)}" if clause else "", f"<b>可信程度：{_text(one.cell('confidence'))}</b>"]
    if one.cell("decision") != "采用":
        notes.append(f"<b>{_text(one.cell('decision'))}</b>")
    notes.append(f"读法：{_text(one.cell('rule'))}")
    head = f'<p>{linked}<span class="note">{"　".join(filter(None, notes))}</span></p>'
    cells = zip(one.table.columns, one.table.rows[one.at], strict=True)
    shown = ((column.heading, _cell_text(cell)) for column, cell in cells if column.key not in _NOT_FIELDS)
    fields = "".join(_field(heading, value) for heading, value in shown if value)
    return f'<div class="item {one.css}" id="{one.id}">{head}<p class="fields">{fields}</p></div>\n'


def _field(heading: str, value: str) -> str:
    css = ' class="long"' if len(value) > _LONG_FIELD and "\n" not in value else ""
    return f"<span{css}><b>{_text(heading)}</b><i>{_text(value)}</i></span> "


def _placeless(marked: list[_Marked]) -> Iterator[str]:
    """Yield what a person added without a sentence of the text."""
    items = [one for one in marked if one.end <= one.start]
    if items:
        yield "<h2>没有标出原文位置的条目</h2>"
        yield from map(_item, items)


def _match_table(table: ReviewTable) -> str:
    head = "".join(f"<th>{_text(column.heading)}</th>" for column in table.columns if not column.by_row)
    rows = "\n".join(
        "<tr>"
        + "".join(
            f"<td>{_text(_cell_text(cell))}</td>"
            for column, cell in zip(table.columns, row, strict=True)
            if not column.by_row
        )
        + "</tr>"
        for row in table.rows
    )
    return f"<h2>{_text(table.title)}对照</h2>\n<table>\n<tr>{head}</tr>\n{rows}\n</table>" if table.rows else ""


def _finding_table(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return '<h2 id="findings">问题</h2>\n<p>读的时候没有发现问题。</p>'
    ordered = (one for severity in Severity for one in findings if one.severity is severity)
    rows = "\n".join(
        f"<tr><td>{one.severity.word} {_text(one.code)}</td><td>{_text('' if one.span is None else str(one.span))}</td>"
        f"<td>{_text(one.title)}</td><td>{_text(one.sentence)}</td><td>{_text(one.way_out)}</td></tr>"
        for one in ordered
    )
    head = "<tr><th>级别</th><th>位置</th><th>问题</th><th>说明</th><th>怎么办</th></tr>"
    return f'<h2 id="findings">问题（{len(findings)}个）</h2>\n<table>\n{head}\n{rows}\n</table>'


def _cell_text(cell: ReviewCell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell.normalize():,f}"
    return cell.isoformat() if isinstance(cell, date) else cell


def _text(text: str) -> str:
    return escape(printable(text))
