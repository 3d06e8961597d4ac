"""Slots: the figure columns of a table of observations, each pair of value and growth with what it is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from guatu.intake.header import HeaderCell
from guatu.intake.names import NameBook
from guatu.intake.words import BASIS_ENDINGS, GROWTH_ENDINGS
from guatu.pack import Indicator

_MONTHS = re.compile(r"(?:\d{4}年)?(1[-—至])?\d{1,2}月$")


@dataclass(frozen=True, slots=True)
class Slot:
    """A value column and its growth column; `indicator` is None where a column of the row names it."""

    indicator: Indicator | None
    basis: str | None
    value: HeaderCell | None
    growth: HeaderCell | None


@dataclass(frozen=True, slots=True)
class _Meaning:
    indicator: Indicator | None
    is_growth: bool = False
    basis: str | None = None


def find_slots(
    figures: Sequence[tuple[HeaderCell, str | None]], book: NameBook, *, has_indicators: bool
) -> tuple[tuple[Slot, ...], tuple[HeaderCell, ...]]:
    """Return the slots of a header's figure columns, and the columns that name no figure."""
    slots: list[Slot] = []
    strange: list[HeaderCell] = []
    for cell, field in figures:
        meaning = _meaning(cell, book) if field is None else _Meaning(None, field == "growth")
        last = slots[-1] if slots else None
        if meaning is None:
            strange.append(cell)
        elif meaning.is_growth and last is not None and _belongs(meaning, last):
            slots[-1] = replace(last, growth=cell)
        else:
            slot = _slot(cell, meaning, last, has_indicators=has_indicators)
            if slot is None:
                strange.append(cell)
            else:
                slots.append(slot)
    return tuple(slots), tuple(strange)


def _slot(cell: HeaderCell, meaning: _Meaning, last: Slot | None, *, has_indicators: bool) -> Slot | None:
    indicator = meaning.indicator
    if indicator is None and not has_indicators:
        # “当月” alone behind “工业投资累计” goes on speaking of 工业投资; “数值” alone speaks of nothing.
        if last is None or meaning.basis is None:
            return None
        indicator = last.indicator
    if meaning.is_growth:
        return Slot(indicator, meaning.basis, None, cell)
    return Slot(indicator, meaning.basis, cell, None)


def _belongs(meaning: _Meaning, last: Slot) -> bool:
    same = meaning.indicator is None or meaning.indicator is last.indicator
    return same and last.growth is None and meaning.basis in (None, last.basis)


def _meaning(cell: HeaderCell, book: NameBook) -> _Meaning | None:
    own = _of_words(cell.name, book)
    if cell.group and (own is None or own.indicator is None):
        whole = _of_words(cell.group, book)
        if own is not None and whole is not None:
            basis = own.basis or whole.basis
            own = _Meaning(whole.indicator, own.is_growth or whole.is_growth, basis)
        elif own is None:
            own = _of_words(cell.group + cell.name, book)
    if own is None:
        return None
    # “规上工业增加值（%）” of an indicator counted in 亿元 is its growth.
    if (
        cell.unit == "%"
        and (own.indicator is None or book.counts(own.indicator))
        and (cell.name == "" or own.indicator)
    ):
        return replace(own, is_growth=True)
    return own


def _of_words(text: str, book: NameBook) -> _Meaning | None:
    meaning, rest = _Meaning(None), text
    for _ in range(5):
        indicator = book.indicator_named(rest) if rest else None
        if indicator is not None:
            return replace(meaning, indicator=indicator)
        if rest == "":
            return meaning
        shorter = _shorter(rest, meaning)
        if shorter is None:
            return None
        rest, meaning = shorter
    return None


def _shorter(text: str, meaning: _Meaning) -> tuple[str, _Meaning] | None:
    if text.endswith(")") and "(" in text:
        opening = text.rindex("(")
        return text[:opening] + text[opening + 1 : -1], meaning
    for ending in GROWTH_ENDINGS:
        if text.endswith(ending) and not meaning.is_growth:
            return text.removesuffix(ending), replace(meaning, is_growth=True)
    for ending, basis in BASIS_ENDINGS:
        if text.endswith(ending):
            return text.removesuffix(ending), replace(meaning, basis=basis or meaning.basis)
    match = _MONTHS.search(text)
    if match is not None:
        return text[: match.start()], replace(meaning, basis="cumulative" if match[1] else "month")
    return None
