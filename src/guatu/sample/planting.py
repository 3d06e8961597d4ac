"""The tools of planting: a defect as a value, and the changes of a sheet that most defects are made of.

A change returns the sheet and says where in the file it was made.
"""

from collections.abc import Callable
from dataclasses import dataclass

from guatu.sample.draw import decimal_text, rounded
from guatu.sample.values import Sheet

Change = Callable[[Sheet], tuple[Sheet, str]]


@dataclass(frozen=True)
class Plant:
    """One defect: its kind, the file, what it says, and how the sheet is changed; the change returns where."""

    kind: str
    file: str
    sentence: str
    change: Change


def lines_of(indexes: tuple[int, ...]) -> str:
    """Say which lines of the file rows are; the header is line 1."""
    if len(indexes) <= 3:
        return "、".join(f"第{index + 2}行" for index in indexes)
    return f"第{indexes[0] + 2}行至第{indexes[-1] + 2}行之间，共{len(indexes)}行"


def remove_rows(where: str, **cells: str) -> Change:
    """Take out every row that holds these cells; no line is left to name, so the place is told."""

    def change(sheet: Sheet) -> tuple[Sheet, str]:
        return sheet.without(sheet.find(**cells)), where

    return change


def add_copy(changes: dict[str, Callable[[str], str]], **cells: str) -> Change:
    """Add a copy of a row at the end of the file, with some cells changed."""

    def change(sheet: Sheet) -> tuple[Sheet, str]:
        row = list(sheet.rows[sheet.find(**cells)[0]])
        for column, change_cell in changes.items():
            at = sheet.header.index(column)
            row[at] = change_cell(row[at])
        return sheet.with_rows((tuple(row),)), lines_of((len(sheet.rows),))

    return change


def edit_cells(column: str, change_cell: Callable[[str], str], **cells: str) -> Change:
    """Change one column of every row that holds these cells."""

    def change(sheet: Sheet) -> tuple[Sheet, str]:
        indexes = sheet.find(**cells)
        return sheet.with_cells(indexes, column, change_cell), lines_of(indexes)

    return change


def leave_alone(where: str) -> Change:
    """Change nothing: the defect lies in how the sheet is made."""
    return lambda sheet: (sheet, where)


def put(text: str) -> Callable[[str], str]:
    """Return a change of a cell to a text, whatever it said."""
    return lambda _: text


def times(thousandths: int) -> Callable[[str], str]:
    """Return a change of a number to so many ‰ of itself, with as many decimals as it has."""

    def change_cell(text: str) -> str:
        digits = len(text.partition(".")[2])
        return decimal_text(rounded(int(text.replace(".", "")) * thousandths, 1000), digits)

    return change_cell
