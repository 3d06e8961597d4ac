"""Figures as plain values: what a page shows, before anybody decides how it looks.

Report knows no HTML, no Excel, no Word and no chart library; `office` turns these values into files.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from guatu.domain import InvalidValue

# Numbers, operators, brackets and these functions: nothing that a workbook could be made to call or open.
_FORMULA_WORDS = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?(?:E[-+]?[0-9]+)?|[-+*/^(),<>=]|MIN|MAX|SUM|IF|EXP|LN)+")


class Form(StrEnum):
    """How a number is printed."""

    TEXT = "text"
    NUMBER = "number"  # thousands, the section's decimals; as PERCENT where the section is in %
    COUNT = "count"  # thousands, no decimals
    MONEY = "money"  # thousands, two decimals whatever the section has: 元 to the cent
    PERCENT = "percent"  # a fraction, printed as % with one decimal
    POINTS = "points"  # a difference of fractions, printed in 百分点 with the section's rate_decimals
    FIGURE = "figure"  # as many decimals as it has, six at most: figures of many units under one another
    CHANGE = "change"  # a difference of two NUMBERs: the section's decimals, 百分点 where the section is in %
    LIGHT = "light"  # 绿 黄 红 灰
    DATE = "date"  # 2024-10-03
    MONTH = "month"  # 2024-09, of any day in it


class Light(StrEnum):
    """A light (灯). It is always printed with its word."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"

    @property
    def word(self) -> str:
        """The word an official reads: 绿 黄 红 灰."""
        return {"green": "绿", "yellow": "黄", "red": "红", "grey": "灰"}[self.value]


Cell = str | int | float | Decimal | date | Light | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: header, form, unit shown in the header, width in Chinese characters.

    A column that is filled `by_hand` is printed blank, in its whole width. `key` names the ledger column whose numbers
    or lights stand here and can be looked up, empty where there is nothing to look up. `about` is the place and the
    indicator of the whole column, where the rows leave one of them open.
    """

    label: str
    form: Form = Form.TEXT
    unit: str = ""
    width: float = 8
    by_hand: bool = False
    key: str = ""
    about: tuple[str, str] = ("", "")


class Emphasis(StrEnum):
    """What kind of row: a place, the total (合计), a subtotal (小计), a park (其中：园区) that is never added."""

    PLAIN = "plain"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    PARK = "park"


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of the same table: the row counted through all sections from 0, and the column."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Formula:
    """How a workbook computes a number again: words of a formula with the cells they speak of between them.

    The words are those of this program, never those of a file: anything else raises InvalidValue.

    >>> Formula((Spot(0, 1), "*", Spot(0, 2)))
    Formula(parts=(Spot(row=0, column=1), '*', Spot(row=0, column=2)))
    """

    parts: tuple[str | Spot, ...]

    def __post_init__(self) -> None:
        for part in self.parts:
            if isinstance(part, str) and not _FORMULA_WORDS.fullmatch(part):
                raise InvalidValue(f"“{part}”不能写进算式")


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns; None is a blank. `formulas` are pairs of a column and how it is computed.

    `about` says what the row's numbers are about, where they have a source to be looked up: the codes of place,
    indicator and target; what is empty the column says, or the ledger has none. It is never printed.
    """

    cells: tuple[Cell, ...]
    emphasis: Emphasis = Emphasis.PLAIN
    about: tuple[str, str, str] | None = None
    formulas: tuple[tuple[int, Formula], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that share an indicator and so a unit; an empty title draws no heading row.

    `decimals` are those of NUMBERs, `rate_decimals` those of NUMBERs in % and of POINTS.
    """

    title: str
    rows: tuple[Row, ...]
    unit: str = ""
    decimals: int = 2
    rate_decimals: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands on paper; `numbered` asks a workbook for a 序号 column before the first one.

    `nothing` stands in the place of the rows where there are none. `key` names the ledger in which the numbers of the
    rows can be looked up.
    """

    name: str
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()
    frozen_columns: int = 1
    numbered: bool = True
    nothing: str = "（本期没有内容）"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a reported number was read: who published it, the file, the row or cell in it."""

    publisher: str
    file: str
    spot: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number inside a sentence: what is printed, how it is made, and the ledger row or clause it stands in.

    `origin` is the row of the report itself, where the number is one that was reported and not computed. `about` is
    where it can be looked up: ledger, column, and the codes of place, indicator and target (empty without one).
    """

    printed: str
    meaning: str
    formula: str
    source: str
    origin: Origin | None = None
    # Not what is said: two numbers that read the same are one line of the annex.
    about: tuple[str, str, str, str, str] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a bulletin, of texts and figures."""

    parts: tuple[str | Figure, ...]

    @property
    def text(self) -> str:
        """The paragraph as printed."""
        return "".join(part if isinstance(part, str) else part.printed for part in self.parts)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (一、) or 2 (（一）); the number is part of the text."""

    text: str
    level: int = 1


class ChartKind(StrEnum):
    """What a chart shows."""

    TREND = "trend"  # months from left to right: this year, last year, what was due
    CONTRIBUTION = "contribution"  # a bar a part or place: points it pulled up or down
    LIGHTS = "lights"  # a bar a place: how many targets have which light
    RANKING = "ranking"  # a bar a place, from first to last; what it is compared with as a line
    INTERVAL = "interval"  # a bar a place from its lowest to its highest, a mark where it stands: low, high, mark
    PAIRED = "paired"  # two bars an item, one under the other
    SHIFT = "shift"  # a place a row: where it stood and where it stands, and the way between
    WEEK = "week"  # hours of a week: what serves the load in layers, the load as a line
    OUTLOOK = "outlook"  # months from left to right: known, then foretold between two ranges, and the target


class Role(StrEnum):
    """What a series of a chart stands for; how it is drawn follows from it."""

    NOW = "now"
    BEFORE = "before"
    GOAL = "goal"
    NEW = "new"
    TRADITIONAL = "traditional"
    PLAIN = "plain"
    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    GREY = "grey"
    EXPECTED = "expected"
    RANGE_NEAR = "range_near"  # two series of this role, the lower first: what eight in ten come to lie in
    RANGE_FAR = "range_far"

    @property
    def word(self) -> str:
        """The word beside a bar of a driver (新动能, 传统动能); empty for what has no word of its own."""
        return {"new": "新动能", "traditional": "传统动能"}.get(self.value, "")


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one kind of bar: a value a label of the chart, None where there is none."""

    name: str
    values: tuple[float | None, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart (图) before anybody draws it: labels along the axis, series of values, their form and unit.

    `summary` says in a sentence what it shows, for those who cannot see it. `about` is the place and the indicator it
    is about, empty where it is about all.
    """

    kind: ChartKind
    title: str
    subtitle: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    form: Form
    unit: str = ""
    decimals: int = 2
    notes: tuple[str, ...] = ()
    summary: str = ""
    about: tuple[str, str] = ("", "")


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex (附件): tables one after the other; a `dense` one is a list to look things up in, set small."""

    title: str
    tables: tuple[Table, ...]
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A monthly bulletin (月通报) in the order it is read; the last annex lists every figure with its source."""

    title: str
    issuer: str
    number: str
    recipients: str
    blocks: tuple[Block, ...]
    signed: str
    dated: date | None
    draft_note: str
    annexes: tuple[Annex, ...] = ()

    def figures(self) -> tuple[Figure, ...]:
        """Return every figure of the paragraphs, in order."""
        return tuple(
            part
            for block in self.blocks
            if isinstance(block, Paragraph)
            for part in block.parts
            if isinstance(part, Figure)
        )


@dataclass(frozen=True, slots=True)
class Lamp:
    """One indicator on a tile: light, number against target, who answers, the gap in words."""

    indicator: str
    light: Light
    reading: str
    gap: str
    lead: str
    history: tuple[Light, ...] = ()


@dataclass(frozen=True, slots=True)
class Tile:
    """One county or park on the wall chart."""

    name: str
    kind: str
    lamps: tuple[Lamp, ...]
    counts: tuple[tuple[Light, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Wall:
    """The wall chart (挂图): schematic tiles, no borders."""

    title: str
    subtitle: str
    groups: tuple[tuple[str, tuple[Tile, ...]], ...]
    legend: tuple[tuple[Light, str], ...]
    notes: tuple[str, ...] = field(default=())
