"""Tasks in tables (任务分工表): a column says who is responsible, each row is a piece of work.

A row of a table is a line of the printed text with tabs between its cells; the first row names the columns.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from guatu.reader.source import PlanText

_COLUMNS = {
    "lead": re.compile(r"(?:牵头|主办|主责)(?:单位|部门|责任单位|处室|科室)?"),
    "carry": re.compile(r"(?:责任|负责|承办|实施|落实)(?:单位|部门|主体|处室|科室)(?:及责任人)?"),
    "support": re.compile(r"(?:配合|协办|协同|协助|参与|参加)(?:单位|部门|处室|科室)"),
    "deadline": re.compile(r"(?:完成|办结)?(?:时限|时间|期限|时间节点)(?:要求)?|进度要求"),
    "title": re.compile(
        r"(?:主要|重点|工作|具体|目标|改革)*(?:任务|事项|内容|举措|措施|项目)(?:名称|内容)?|工作|任务(?:及|和)?(?:措施|要求)"
    ),
}
_MOST_CELLS = 16


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the texts of its cells by column, and the stretch of the clean text in which the bodies stand."""

    cells: dict[str, str]
    start: int
    end: int


def find_rows(plan: PlanText) -> Iterator[TableRow]:
    """Yield the rows of tables that have a column of bodies, in order; a row without a body is left out."""
    columns: dict[str, int] = {}
    for line in re.finditer(r"[^\n]+", plan.text):
        if "\t" not in line.group():
            columns = {}
            continue
        cells = _cells(line)
        if (named := _named_columns(cells)) is not None:
            columns = named
        elif columns and (row := _row(plan, cells, columns)) is not None:
            yield row


def _cells(line: re.Match[str]) -> list[tuple[int, int, str]]:
    """Return the cells of a line with their places in the printed text."""
    found = []
    place = line.start()
    for cell in line.group().split("\t"):
        found.append((place, place + len(cell), cell.strip()))
        place += len(cell) + 1
    return found


def _named_columns(cells: list[tuple[int, int, str]]) -> dict[str, int] | None:
    """Return which column is which where a row names them, or None for a row of content."""
    if len(cells) > _MOST_CELLS:
        return None
    named: dict[str, int] = {}
    for at, (_, _, cell) in enumerate(cells):
        words = re.sub(r"\s", "", cell)
        for key, pattern in _COLUMNS.items():
            if key not in named and pattern.fullmatch(words):
                named[key] = at
    return named if named.keys() & {"lead", "carry"} and len(named) >= 2 else None


def _row(plan: PlanText, cells: list[tuple[int, int, str]], columns: dict[str, int]) -> TableRow | None:
    texts = {key: cells[at][2] for key, at in columns.items() if at < len(cells)}
    bodies = [cells[columns[key]] for key in ("lead", "carry", "support") if texts.get(key)]
    if not bodies or not (texts.get("lead") or texts.get("carry")):
        return None
    start = bisect_left(plan.offsets, min(first for first, _, _ in bodies))
    end = bisect_left(plan.offsets, max(last for _, last, _ in bodies))
    return TableRow(texts, start, end) if end > start else None
