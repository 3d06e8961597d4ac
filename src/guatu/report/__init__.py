"""report: figures as plain values, bulletin text, the wall chart."""

from guatu.report.values import (
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
    Paragraph,
    Row,
    Section,
    Table,
    Tile,
    Wall,
)

__all__ = [
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
    "Paragraph",
    "Row",
    "Section",
    "Table",
    "Tile",
    "Wall",
]
