"""What a ledger's number is made of: the columns beside it, and the observations at the end of that road.

Written down once, beside the formulas in words: a page of sources walks these tables.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from guatu.report.standing import Cells


class Leaf(StrEnum):
    """Which observation of the row's indicator a column is taken from."""

    NOW = "now"  # this month
    LAST_YEAR = "last_year"  # the same month last year
    YEAR_END = "year_end"  # December last year


# Of several ways a number is made, the row's own method (比较办法) decides.
_OF_METHODS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("completion", "climb"): ("actual", "base", "level"),
    ("ahead", "growth"): ("growth", "growth_target"),
    ("ahead", "level"): ("actual", "level"),
}
_OF_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "completion": ("actual", "level"),
    "ahead": ("completion", "schedule"),
    "gap": ("level", "actual"),
    "required_monthly": ("gap", "months_left"),
    "required_growth": ("level", "actual", "base", "base_to_date"),
    "growth_gap": ("growth", "growth_target"),
    "parent_gap": ("growth", "parent_growth"),
    "last_parent_gap": ("last_growth",),
    "falling_periods": ("growth", "last_growth"),
    "required": ("level", "base"),
    "coverage": ("listed", "required"),
    "uncovered": ("required", "listed"),
    "listed": ("certain", "likely", "possible"),
    "month_value": ("actual",),
    "light": ("ahead",),
    "parts_difference": ("actual", "parts_sum"),
    "change": ("value", "last_year"),
    "difference": ("left_value", "right_value"),
}
_LEAVES: Mapping[str, Leaf] = {
    "actual": Leaf.NOW,
    "growth": Leaf.NOW,
    "month_value": Leaf.NOW,
    "base_to_date": Leaf.LAST_YEAR,
    "base": Leaf.YEAR_END,
}
_SUPPORTED = frozenset({"supports", "certain", "likely", "possible", "listed"})
_BY_FIRMS = ("firm_growth", "entered", "grown", "shrunk", "exited")


def inputs_of(column: str, cells: Cells) -> tuple[str, ...]:
    """Return the columns of the same row that a number is made of; none for one that was reported."""
    method = str(cells.get("method"))
    if column == "growth":
        return ("actual", "base_to_date") if cells.get("growth_computed") else ()
    if column == "level":
        return ("value",) if cells.get("growth_target") is None else ("growth_target", "base")
    if column == "month_level" or column.startswith("quarter_"):
        return ("level", "base") if method == "climb" else ("level",)
    if column == "rank":
        return ("growth" if cells.get("growth") is not None else "completion", "ranked")
    return _OF_METHODS.get((column, method), _OF_COLUMNS.get(column, ()))


def leaves_of(column: str, cells: Cells) -> tuple[Leaf, ...]:
    """Return the observations behind a number, however many steps away, in the order they are met."""
    return tuple(dict.fromkeys(_walk(column, cells)))


def _walk(column: str, cells: Cells) -> Iterator[Leaf]:
    if column in _LEAVES:
        yield _LEAVES[column]
    for one in inputs_of(column, cells):
        yield from _walk(one, cells)


def is_supported(column: str) -> bool:
    """Tell whether a column counts the register of supports (支撑事项)."""
    return column in _SUPPORTED


def is_by_firms(column: str) -> bool:
    """Tell whether a column is worked out from the figures of firms (企业数据)."""
    return column.startswith(_BY_FIRMS)


def missing_inputs(column: str, cells: Cells) -> tuple[str, ...]:
    """Return which inputs of a blank number are blank themselves; those that are made of others say theirs instead."""
    missing: list[str] = []
    for one in inputs_of(column, cells):
        if cells.get(one) is None:
            missing += missing_inputs(one, cells) or (one,)
    return tuple(dict.fromkeys(missing))
