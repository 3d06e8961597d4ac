"""Where a word of a pack or a cell of a workbook stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: a line of YAML or a cell of a sheet.

    >>> str(Span("targets.yaml", line=14))
    'targets.yaml:14'
    >>> str(Span("月报.xlsx", sheet="工业", cell="C5"))
    '月报.xlsx［工业］C5'
    """

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        text = self.file
        if self.sheet is not None:
            text += f"［{self.sheet}］"
        if self.cell is not None:
            return text + (self.cell if self.sheet is not None else f" {self.cell}")
        return text if self.line is None else f"{text}:{self.line}"
