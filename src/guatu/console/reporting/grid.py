"""The grid of a filing as a page shows it (填报表格): each line's texts, what was said to it, and how it stands out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from guatu.console.frame.templatetags.paper import figure as figure_text
from guatu.console.frame.templatetags.paper import percent as percent_text
from guatu.console.reporting.cells import CellKey, amount_of
from guatu.console.reporting.decisions import ASKED
from guatu.console.reporting.hits import ERROR, QUESTION
from guatu.console.reporting.models import Figure, Hit
from guatu.console.reporting.sheet import Line, Sheet
from guatu.console.reporting.typed import Typed, answer_field, growth_field, value_field
from guatu.domain import unit_named


@dataclass(frozen=True)
class HitLine:
    """A hit with the name of the field its answer is typed into; `is_asked` where a checker asks and not a check."""

    hit: Hit
    field: str
    answer: str
    is_asked: bool

    @property
    def is_open(self) -> bool:
        """Tell whether the hit still stands in the way."""
        return self.hit.severity == ERROR or not self.answer.strip()


@dataclass(frozen=True)
class GridLine:
    """One line of the grid; `differs` is what is stored now where somebody else changed it meanwhile."""

    line: Line
    value_field: str
    growth_field: str
    value: str
    growth: str
    differs: tuple[str, str] | None
    problems: tuple[str, ...]
    hits: tuple[HitLine, ...]

    @property
    def mark(self) -> str:
        """Return how the line stands out: `wrong`, `asked`, or not at all."""
        if self.problems or any(one.hit.severity == ERROR for one in self.hits):
            return "wrong"
        return "asked" if any(one.hit.severity == QUESTION and one.is_open for one in self.hits) else ""

    @property
    def last(self) -> tuple[str, str]:
        """Return the figure and the growth of the last period, as printed."""
        return _texts(self.line, self.line.last)

    @property
    def year(self) -> tuple[str, str]:
        """Return the figure and the growth of the same period last year, as printed."""
        return _texts(self.line, self.line.year)

    @property
    def counted(self) -> tuple[str, str]:
        """Return the figure and the growth that count, as printed."""
        return _texts(self.line, self.line.counted)


@dataclass(frozen=True)
class Grid:
    """All lines, and the hits that belong to no line."""

    lines: tuple[GridLine, ...]
    loose: tuple[HitLine, ...]

    @property
    def errors(self) -> tuple[GridLine, ...]:
        """Return the lines that stop a submission."""
        return tuple(line for line in self.lines if line.mark == "wrong")

    @property
    def questions(self) -> tuple[GridLine, ...]:
        """Return the lines with a question that waits for an answer."""
        return tuple(line for line in self.lines if line.mark == "asked")


def grid_of(sheet: Sheet, hits: Iterable[Hit], *, typed: Typed | None = None, shows_differences: bool = False) -> Grid:
    """Lay a sheet out with its hits; with `typed`, what was typed stands in the cells again.

    `shows_differences` says beside a cell what is stored now, where that is not what was typed.
    """
    answers = typed.answers if typed is not None else {}
    by_indicator: dict[str, list[HitLine]] = {}
    for hit in hits:
        by_indicator.setdefault(hit.indicator, []).append(_hit_line(hit, answers))
    compared = typed if shows_differences else None
    lines = tuple(
        _grid_line(line, typed, compared, tuple(by_indicator.get(line.cell.indicator, ()))) for line in sheet.lines
    )
    known = {line.cell.indicator for line in sheet.lines}
    loose = tuple(one for indicator, some in by_indicator.items() if indicator not in known for one in some)
    return Grid(lines, loose)


def number_text(number: Decimal | None, unit: str) -> str:
    """Return a stored number as it is typed under its unit: a rate is a fraction in data and per cent on paper."""
    if unit_named(unit).dimension in ("ratio", "points"):
        return percent_text(number)
    return figure_text(number)


def _grid_line(line: Line, typed: Typed | None, compared: Typed | None, hits: tuple[HitLine, ...]) -> GridLine:
    key: CellKey = line.key
    stored = (number_text(line.amount.value, line.cell.unit), percent_text(line.amount.growth))
    shown = typed.texts.get(key, stored) if typed is not None else stored
    changed = compared is not None and key in compared.amounts and compared.amounts[key] != line.amount
    return GridLine(
        line=line,
        value_field=value_field(line.cell),
        growth_field=growth_field(line.cell),
        value=shown[0],
        growth=shown[1],
        differs=stored if changed else None,
        problems=typed.problems.get(key, ()) if typed is not None else (),
        hits=hits,
    )


def _hit_line(hit: Hit, answers: Mapping[tuple[str, str], str]) -> HitLine:
    is_asked = hit.check_id == ASKED
    key = (hit.check_id, hit.indicator)
    field = f"reply:{hit.pk}" if is_asked else answer_field(key)
    return HitLine(hit, field, answers.get(key, "") or hit.answer, is_asked)


def _texts(line: Line, figure: Figure | None) -> tuple[str, str]:
    amount = amount_of(figure)
    value = number_text(amount.value, line.cell.unit)
    if unit_named(line.cell.unit).dimension not in ("ratio", "points"):
        value = _padded(value, line.cell.decimals)
    return value, percent_text(amount.growth)


def _padded(text: str, decimals: int) -> str:
    """Return a printed number with at least so many decimals, so that the points of a column stand under each other."""
    whole, _point, rest = text.partition(".")
    return f"{whole}.{rest.ljust(decimals, '0')}" if text and decimals else text
