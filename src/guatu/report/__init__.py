"""report: figures as plain values, bulletin text, the wall chart."""

from guatu.report.pages import MonthPages, month_pages
from guatu.report.printed import round_half_up
from guatu.report.values import (
    Annex,
    Block,
    Bulletin,
    Cell,
    Column,
    Emphasis,
    Figure,
    Form,
    Heading,
    Lamp,
    Light,
    Origin,
    Paragraph,
    Row,
    Section,
    Table,
    Tile,
    Wall,
)

__all__ = [
    "Annex",
    "Block",
    "Bulletin",
    "Cell",
    "Column",
    "Emphasis",
    "Figure",
    "Form",
    "Heading",
    "Lamp",
    "Light",
    "MonthPages",
    "Origin",
    "Paragraph",
    "Row",
    "Section",
    "Table",
    "Tile",
    "Wall",
    "month_pages",
    "round_half_up",
]
